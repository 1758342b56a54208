-- Spells by start and end, as they were seen on a day or at an instant; and what is refused with a hint
-- because it would give a wrong curve.

-- lifelines #1163: one of four has left after 40 days, the others are still there after 40 and more: 3 of 4
-- stay beyond day 40. Without an end there is no difference, so those three would vanish: an error.
CREATE TABLE spells (started date, ended date);
INSERT INTO spells VALUES ('2026-01-01', '2026-02-10'), ('2026-01-01', NULL), ('2026-01-05', NULL),
	('2026-01-10', 'infinity');
SELECT s, survival_at(s, 40), survival_at(s, 39) FROM (SELECT survival_agg(started, ended, date '2026-03-01')
	AS s FROM spells) v;
SELECT test.refusal('SELECT survival_agg(ended - started, ended IS NOT NULL) FROM spells');
SELECT test.refusal('SELECT survival_agg(ended::timestamp - started::timestamp, true) FROM spells');

-- What is seen of a spell at each as_of: not begun, going on, ended; an end on as_of has not been seen.
SELECT as_of, survival_agg(started, ended, as_of)
FROM (VALUES (date '2026-01-10', date '2026-01-20')) AS s (started, ended), (VALUES (date '2026-01-09'),
	('2026-01-10'), ('2026-01-11'), ('2026-01-19'), ('2026-01-20'), ('2026-01-21'),
		('2027-01-01')) AS v (as_of)
GROUP BY as_of ORDER BY as_of;
-- Who left at once stayed for no time; an unknown start is skipped; no rows give the empty state.
SELECT survival_agg(started, ended, date '2026-03-01')
FROM (VALUES (date '2026-01-10', date '2026-01-10'), (NULL, NULL), (NULL, '2026-01-10')) AS s (started,
	ended);
SELECT survival_agg(started, ended, date '2026-03-01') FROM spells WHERE false;

-- Instants: days of 86400 seconds and their fractions, also over a change of the clock. A literal as_of
-- without a type is of the kind of the others.
SET timezone = 'Europe/Berlin';
SELECT survival_agg(started, ended, '2026-04-01') FROM spells;
SELECT survival_agg(started::timestamp, ended::timestamp + interval '6 hours', '2026-04-01 12:00')
	FROM spells;
SELECT survival_agg(started::timestamp, ended::timestamp + interval '6 hours', timestamp '2026-04-01 12:00')
FROM spells;
SELECT survival_agg(started, ended, '2026-04-01 12:00+02')
FROM (VALUES (timestamptz '2026-03-28 12:00+01', timestamptz '2026-03-30 12:00+02'),
	('2026-03-30 12:00+02', NULL)) AS v (started, ended);
SELECT survival_agg(started, ended, as_of)
FROM (VALUES (timestamp '4714-11-24 BC', NULL::timestamp, timestamp '294276-12-31'),
	('2026-01-01', '2026-01-01 00:00:00.000001', '2027-01-01')) AS v (started, ended, as_of);
SELECT survival_agg(started, ended, as_of)
FROM (VALUES (date '4714-11-24 BC', NULL::date, date '5874897-12-31')) AS v (started, ended, as_of);
RESET timezone;

-- What cannot be a spell is refused by name.
\pset format unaligned
\pset tuples_only
SELECT format(E'%s\n%s', call, test.refusal('SELECT ' || call))
FROM (VALUES (1, $$survival_agg(date '2026-01-02', date '2026-01-01', date '2026-03-01')$$),
	(2, $$survival_agg(timestamp '2026-01-02', timestamp '2026-01-01', timestamp '2026-01-01')$$),
	(3, $$survival_agg(date '-infinity', date '2026-01-01', date '2026-03-01')$$),
	(4, $$survival_agg(timestamptz 'infinity', NULL::timestamptz, timestamptz '2026-03-01')$$),
	(5, $$survival_agg(date '2026-01-01', date '2026-01-01', 'infinity'::date)$$),
	(6, $$survival_agg(date '2026-01-01', date '2026-01-01', '-infinity')$$),
	(7, $$survival_agg(NULL::date, NULL::date, NULL::date)$$),
	(8, $$survival_agg(date '2026-01-01', NULL::date, NULL)$$),
	(9, $$survival_agg(NULL::timestamp, NULL::timestamp, NULL::timestamp)$$),
	(10, $$survival_agg(NULL::timestamptz, NULL::timestamptz, NULL::timestamptz)$$),
	(11, $$survival_agg(date '2026-01-01', NULL::date, 'soon')$$),
	(12, $$survival_agg(date '2026-01-01', date '2026-01-01', CURRENT_TIMESTAMP)$$),
	(13, $$survival_agg(date '2026-01-01', date '2026-01-01', true)$$),
	-- what was read last, and was too long to be remembered, is not read again
	(14, $$survival_agg(date '2026-01-01', NULL::date, a)
		FROM (VALUES (1, repeat(' ', 60) || '2026-02-01'), (2, '')) AS v (k, a)$$)
) AS v (k, call) ORDER BY k;
-- Every mixture of the three kinds of time is refused, and nothing else.
SELECT string_agg(concat_ws(' ', a, b, c), ', ' ORDER BY a, b, c) FILTER (WHERE result = 'accepted'),
	count(*) FILTER (WHERE result = '22023')
FROM (SELECT a, b, c, test.sqlstate(format('SELECT survival_agg(%L::%s, %L::%s, %L::%s)', '2026-01-01', a,
		'2026-02-01', b, '2026-03-01', c)) AS result
	FROM unnest('{date,timestamp,timestamptz}'::text[]) a, unnest('{date,timestamp,timestamptz}'::text[]) b,
		unnest('{date,timestamp,timestamptz}'::text[]) c) v;
-- Intervals, and numbers in place of churned, in every form.
SELECT format(E'%s: %s', call, test.refusal('SELECT ' || call))
FROM (VALUES (1, $$survival_agg(interval '5 days', true)$$), (2, $$survival_agg(interval '5 days', 1)$$),
	(3, $$survival_agg(interval '1 day', interval '5 days', true)$$),
	(4, $$weighted_survival_agg(interval '5 days', true, 2)$$), (5, $$sbg_fit(interval '5 days', true)$$),
	(6, $$bdw_fit(interval '5 days', false)$$), (7, $$survival_agg(5, 1)$$), (8, $$survival_agg(5.5, 0)$$),
	(9, $$survival_agg(1, 5, 1)$$), (10, $$weighted_survival_agg(5, 1, 2.5)$$), (11, $$sbg_fit(5, 0)$$),
	(12, $$bdw_fit(5::bigint, 1::smallint)$$), (13, $$survival_agg('a'::text, 'b'::text)$$),
	(14, $$model_status(sbg_fit(interval '5 days', true))$$), (15, $$del(bdw_fit(5, 1), 0.1)$$)
) AS v (k, call) ORDER BY k;
-- A NULL duration of somebody who has not churned, in every form; of who has, or of whom nothing is known,
-- the row is skipped, and a row of weight 0 is absent.
SELECT format(E'%s: %s', call, test.refusal('SELECT ' || call))
FROM (VALUES (1, 'survival_agg(NULL::float8, false)'), (2, 'survival_agg(NULL::int, false)'),
	(3, 'survival_agg(0, NULL, false)'), (4, 'survival_agg(NULL, 5, false)'),
	(5, 'weighted_survival_agg(NULL, false, 2)'), (6, 'weighted_survival_agg(NULL, false, NULL)'),
	(7, 'sbg_fit(NULL::int, false)'), (8, 'bdw_fit(NULL::int, false)')
) AS v (k, call) ORDER BY k;
SELECT survival_agg(d, c), survival_agg(d, 5, c), survival_agg(0, d, c), weighted_survival_agg(d, c, 1)
FROM (VALUES (NULL::int, true), (NULL, NULL)) AS v (d, c);
SELECT weighted_survival_agg(d, false, 0) FROM (VALUES (NULL), (-1), ('NaN'), (3::float8)) AS v (d);
\pset format aligned
\pset tuples_only off
-- Literals without a type are still numbers and conditions.
SELECT survival_agg('5', true), survival_agg(5, 't'), survival_agg(5, NULL), survival_agg(1, '5', true);

-- Over random spells: what plain SQL makes of them, by every kind and any split.
SELECT setseed(0.23);
CREATE TABLE random_spells AS SELECT i % 50 AS g, started,
	CASE WHEN random() < 0.3 THEN NULL WHEN random() < 0.1 THEN 'infinity' ELSE started
		+ floor(400 * random() ^ 2)::int END AS ended
FROM (SELECT i, date '2025-01-01' + floor(500 * random())::int AS started FROM generate_series(1, 20000) i) v;
CREATE TABLE by_hand AS SELECT g, survival_agg(least(ended, as_of) - started, coalesce(ended < as_of, false))
	FILTER (WHERE started < as_of) AS days,
	survival_agg(extract(epoch FROM least(ended + time '01:30', noon) - started) / 86400,
		coalesce(ended + time '01:30' < noon, false)) FILTER (WHERE started < noon)
	AS instants
FROM random_spells, (SELECT date '2026-02-01' AS as_of, timestamp '2026-02-01 12:00' AS noon) v GROUP BY g;
SELECT count(*) AS groups, min(cardinality(string_to_array(b.days::text, ' '))) > 50 AS enough,
	count(*) FILTER (WHERE (b.days = o.days AND b.instants = o.local AND b.instants = o.instants) IS NOT TRUE)
	AS broken
FROM by_hand b JOIN (SELECT g, survival_agg(started, ended, '2026-02-01') AS days,
	survival_agg(started::timestamp, ended + time '01:30', timestamp '2026-02-01 12:00') AS local,
	survival_agg(started::timestamp AT TIME ZONE 'UTC', (ended + time '01:30') AT TIME ZONE 'UTC',
		timestamptz '2026-02-01 12:00+00') AS instants
	FROM random_spells GROUP BY g) o USING (g);
SELECT rollup(days) = (SELECT survival_agg(started, ended, date '2026-02-01') FROM random_spells) AS whole
FROM by_hand;
DROP TABLE spells, random_spells, by_hand;

-- An aggregate that somebody makes of our transition, without our final function, stores a state with spells
-- that wait to be sorted in, and room for more. It reads as any other, and the same spells are the same
-- bytes,
-- whatever was in the memory before.
CREATE AGGREGATE open_agg(double precision, boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, INITCOND = '()'
);
CREATE TABLE open_states AS SELECT g, open_agg(i / 7.0::float8, i % 3 > 0) AS s,
	survival_agg(i / 7.0::float8, i % 3 > 0) AS closed
FROM generate_series(1, 300) g, LATERAL generate_series(1, g * g / 20 + 1) i GROUP BY g;
CREATE TABLE open_again AS SELECT g, open_agg(i / 7.0::float8, i % 3 > 0) AS s, max(repeat('x', g)) AS litter
FROM generate_series(300, 1, -1) g, LATERAL generate_series(1, g * g / 20 + 1) i GROUP BY g;
SELECT count(*) FILTER (WHERE NOT record_image_eq(ROW(s), ROW(closed))) AS open,
	count(*) FILTER (WHERE s <> closed OR s::text <> closed::text OR s + '()' <> closed) AS other
FROM open_states;
SELECT count(*) AS groups, count(*) FILTER (WHERE NOT record_image_eq(ROW(a.s), ROW(b.s))) AS differ
FROM open_states a JOIN open_again b USING (g);
DROP TABLE open_states, open_again;
DROP AGGREGATE open_agg(double precision, boolean);
