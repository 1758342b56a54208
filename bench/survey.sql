-- A survey as they are: texts before the scores, scores as people give them, a million customers.
BEGIN;
CREATE TABLE survey (
	id bigint, customer integer, answered timestamptz, touchpoint text, channel text,
	nps smallint, csat smallint, ces smallint
);
INSERT INTO survey
SELECT i, (i * 7919) % 1000003 % 1000000, timestamptz '2024-01-01 00:00+00' + i * interval '3 seconds',
	(ARRAY['checkout', 'support', 'delivery', 'app', 'store'])[1 + i % 5],
	(ARRAY['web', 'phone', 'branch', 'partner', 'mail'])[1 + (i / 5) % 5],
	(ARRAY[0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10])[1 + floor(28 * random())::int],
	1 + floor(5 * random() ^ 0.5)::int, 1 + floor(7 * random() ^ 0.5)::int
FROM generate_series(1, :rows::bigint) i;
-- The window cases sort once, not in every run.
CREATE TABLE stream AS SELECT id, nps FROM survey ORDER BY id LIMIT 2000000;
-- One row a customer: its state, and what hand-written SQL would keep.
CREATE TABLE asked AS
SELECT customer, customer % 50 AS stratum, nps_agg(nps) AS s, count(nps)::float8 AS answers,
	(count(*) FILTER (WHERE nps >= 9) - count(*) FILTER (WHERE nps <= 6))::float8 AS net
FROM survey GROUP BY customer;
COMMIT;
VACUUM (FREEZE, ANALYZE) survey;
VACUUM (FREEZE, ANALYZE) stream;
VACUUM (FREEZE, ANALYZE) asked;
CREATE INDEX ON stream (id) INCLUDE (nps);
VACUUM stream;
