-- Ready-made views over a table of answers: what each shows is what the metrics give.
SET timezone = 'America/Los_Angeles'; -- of no effect: the views have a zone of their own
CREATE TYPE channel AS ENUM ('mail', 'shop');
CREATE TABLE answer (
	customer integer, score smallint, answered_at timestamptz, channel channel, country text, repeat boolean
);
-- Two months by the clocks of Berlin: the last answer of January in UTC is one of February there.
INSERT INTO answer VALUES
	(1, 10, '2026-01-01 00:00+01', 'mail', 'DE', false),
	(2, 9, '2026-01-10 12:00+01', 'mail', 'DE', true),
	(3, 8, '2026-01-11 12:00+01', 'shop', 'FR', false),
	(1, 3, '2026-01-31 23:59+01', 'shop', NULL, false),
	(2, 10, '2026-01-31 23:30+00', 'mail', 'DE', true),
	(4, 10, '2026-02-02 12:00+01', 'shop', 'FR', false),
	(5, 6, '2026-02-03 12:00+01', NULL, 'FR', false),
	(6, NULL, '2026-02-04 12:00+01', 'mail', 'FR', NULL),
	(7, 7, NULL, 'mail', 'FR', false); -- at no time: in no view

-- What would be made; nothing is.
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'nps', 'Europe/Berlin',
	segments => '{channel,country}', prefix => 'a', dry_run => true);
-- The index is said unless there is one, unique or not, of further columns or not: not one of another table,
-- of another expression, of some rows only, or one whose first column it is not. A view has none.
CREATE TABLE indexed (score smallint, at date, id integer);
CREATE TABLE twin (score smallint, at date, id integer);
CREATE FUNCTION test.advised(source regclass) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM cx_create_response_views(source, 'score', 'at', 'nps', 'UTC', grain => 'week',
		dry_run => true)
$$;
SELECT test.advised('indexed');
CREATE INDEX ON twin (period_start_or_null(at, 'week'));
SELECT test.advised('indexed');
CREATE INDEX ON indexed (period_start_or_null(at, 'month'));
CREATE INDEX ON indexed (at);
CREATE INDEX ON indexed (id, period_start_or_null(at, 'week'));
SELECT test.advised('indexed');
CREATE INDEX ON indexed (period_start_or_null(at, 'week')) WHERE id > 0;
SELECT test.advised('indexed');
SELECT test.advised('twin') AS nothing_said;
CREATE UNIQUE INDEX ON indexed (period_start_or_null(at, 'week'), id DESC);
SELECT test.advised('indexed') AS nothing_said;
CREATE VIEW indexed_view AS TABLE twin;
DROP INDEX twin_period_start_or_null_idx;
SELECT test.advised('indexed_view') AS nothing_said;
DROP FUNCTION test.advised(regclass);
DROP TABLE indexed, twin CASCADE;
SET client_min_messages = warning; -- the index has been said
SELECT count(*) FROM cx_sources;
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'nps', 'Europe/Berlin',
	segments => '{channel,country}', prefix => 'a');
SELECT * FROM cx_sources ORDER BY relation::text COLLATE "C";

SELECT metric, grain, period, period_at AT TIME ZONE 'UTC' AS at_utc, round(value::numeric, 2) AS value,
	round(low::numeric, 2) AS low, round(high::numeric, 2) AS high, n, complete
FROM a_nps ORDER BY period;
SELECT period, promoters, passives, detractors, invalid FROM a_nps ORDER BY period;
SELECT period, dimension, segment, value, n, invalid FROM a_nps_by_channel ORDER BY period, segment;
SELECT period, channel, country, value, n, promoters - detractors AS net FROM a_nps_cells
ORDER BY period, channel, country;

-- The same as asked by hand.
SELECT count(*) AS differ FROM a_nps v FULL JOIN (
	SELECT period_start(answered_at, 'month', 'Europe/Berlin') AS period, nps_agg(score) AS s
	FROM answer WHERE answered_at IS NOT NULL GROUP BY 1) AS d USING (period), nps_ci(d.s) AS ci
WHERE (v.value, v.low, v.high, v.n, v.promoters, v.passives, v.detractors) IS DISTINCT FROM
	(nps(d.s), ci.low, ci.high, responses(d.s), promoters(d.s), passives(d.s), detractors(d.s));
SELECT count(*) AS differ FROM a_nps_by_country v FULL JOIN (
	SELECT period_start(answered_at, 'month', 'Europe/Berlin') AS period, country, nps_agg(score) AS s
	FROM answer WHERE answered_at IS NOT NULL GROUP BY 1, 2) AS d
	ON v.period = d.period AND v.segment IS NOT DISTINCT FROM d.country
WHERE (v.value, v.n) IS DISTINCT FROM (nps(d.s), responses(d.s));

-- Totals come from the additive parts of any of the views; the mean of the segments is another figure.
SELECT period, round(value::numeric, 2) AS value,
	(SELECT round(100.0 * (sum(promoters) - sum(detractors)) / sum(n), 2) FROM a_nps_cells c
		WHERE c.period = v.period) AS of_cells,
	(SELECT round(100.0 * (sum(promoters) - sum(detractors)) / sum(n), 2) FROM a_nps_by_country c
		WHERE c.period = v.period) AS of_countries,
	(SELECT round(avg(c.value)::numeric, 2) FROM a_nps_by_country c WHERE c.period = v.period) AS not_the_mean
FROM a_nps v ORDER BY period;

-- The comment of value says how values of several rows go together: as it says, they are those of all rows.
SELECT * FROM test.as_said('a_nps_by_country', 'a_nps');

-- Every column has a type that tools read, and a comment.
SELECT attname AS column, atttypid::regtype AS type, col_description(attrelid, attnum) AS comment
FROM pg_attribute WHERE attrelid = 'a_nps_by_channel'::regclass AND attnum > 0 ORDER BY attnum;
SELECT relname, obj_description(oid, 'pg_class') AS comment, reloptions
FROM pg_class WHERE relname ~ '^a_nps' AND relkind = 'v' ORDER BY 1;
SELECT DISTINCT atttypid::regtype AS types FROM pg_attribute JOIN cx_sources ON attrelid = relation
WHERE attnum > 0 ORDER BY 1;
SELECT attrelid::regclass, attname AS uncommented FROM pg_attribute JOIN cx_sources ON attrelid = relation
WHERE attnum > 0 AND col_description(attrelid, attnum) IS NULL ORDER BY 1, 2;

-- A period has ended when it has in the zone of the view.
INSERT INTO answer VALUES (8, 5, now(), 'mail', 'DE', false), (9, 5, now() + '3 years', 'mail', 'DE', false);
SELECT bool_and(complete) FILTER (WHERE period < '2026-03-01') AS past,
	bool_or(complete) FILTER (WHERE period >= period_start(now(), 'month', 'Europe/Berlin')) AS current
FROM a_nps;
DELETE FROM answer WHERE customer IN (8, 9);

-- Drop them, and what was said of them is gone with them.
SELECT view_name FROM cx_drop_views('answer', dry_run => true) ORDER BY 1;
SELECT count(*) FROM cx_drop_views('answer');
SELECT count(*) FROM cx_sources;

-- Satisfaction and effort, with other scales and cuts; grains; segments that are no text.
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'csat', 'Europe/Berlin',
	segments => '{repeat}', grain => 'week', low => 0, high => 10, satisfied_from => 8);
SELECT period, value, n, satisfied, score_sum, invalid FROM answer_csat ORDER BY period;
SELECT period, segment, value, n FROM answer_csat_by_repeat ORDER BY period, segment;
SELECT count(*) AS differ FROM answer_csat v FULL JOIN (
	SELECT period_start(answered_at, 'week', 'Europe/Berlin') AS period, score_agg(score, 0, 10) AS s
	FROM answer WHERE answered_at IS NOT NULL GROUP BY 1) AS d USING (period),
	csat_ci(d.s, satisfied_from => 8) AS ci
WHERE (v.value, v.low, v.high, v.satisfied) IS DISTINCT FROM
	(csat(d.s, satisfied_from => 8), ci.low, ci.high, score_count(d.s, 8, 10));
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'ces', 'Europe/Berlin',
	grain => 'quarter', low => 1, high => 10);
SELECT period, value, round(low::numeric, 3) AS low, round(high::numeric, 3) AS high, n, score_sum, easy
FROM answer_ces ORDER BY period;
SELECT count(*) AS differ FROM answer_ces v, (SELECT score_agg(score, 1, 10) AS s
	FROM answer WHERE answered_at IS NOT NULL) AS d, ces_ci(d.s) AS ci
WHERE (v.value, v.low, v.high, v.n, 100.0 * v.easy / v.n)
	IS DISTINCT FROM (ces(d.s), ci.low, ci.high, responses(d.s), ces_easy(d.s));
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'ces', 'Europe/Berlin',
	grain => 'year', low => 1, high => 10, prefix => 'low', low_is_easy => true, easy_from => 3);
SELECT period, easy FROM low_ces;
SELECT count(*) FROM cx_create_response_views('answer', 'score', 'answered_at', 'csat', 'Europe/Berlin',
	segments => '{country}', low => 0, high => 10, satisfied_from => 9, prefix => 'parts');
SELECT count(*) FROM cx_create_response_views('answer', 'score', 'answered_at', 'ces', 'Europe/Berlin',
	segments => '{country}', low => 0, high => 10, prefix => 'parts');
SELECT * FROM test.as_said('parts_csat_by_country', 'parts_csat');
SELECT * FROM test.as_said('parts_ces_by_country', 'parts_ces');
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'nps', 'Europe/Berlin',
	grain => 'year', low => 0, high => 10, promoters_from => 10, detractors_to => 7, prefix => 'strict');
SELECT period, value, promoters, passives, detractors FROM strict_nps;

-- Scales that are not given are 1 to 5 and 1 to 7: in January all that is on them, in February only what is
-- not.
CREATE TABLE scales (question text, score integer, at date);
INSERT INTO scales
SELECT q, s, date '2026-01-01' FROM (VALUES ('csat', 5), ('ces', 7)) AS v (q, m), generate_series(1, m) AS s
UNION ALL
SELECT q, s, '2026-02-01' FROM (VALUES ('csat', 6), ('csat', 0), ('ces', 8), ('ces', 0)) AS v (q, s);
CREATE VIEW scale_csat AS SELECT * FROM scales WHERE question = 'csat';
CREATE VIEW scale_ces AS SELECT * FROM scales WHERE question = 'ces';
SELECT count(*) FROM unnest('{csat,ces}'::text[]) AS q,
	cx_create_response_views(('scale_' || q)::regclass, 'score', 'at', q, 'UTC', prefix => 'default');
SELECT period, value, n, satisfied, score_sum, invalid FROM default_csat ORDER BY period;
SELECT period, value, n, easy, score_sum, invalid FROM default_ces ORDER BY period;
DROP TABLE scales CASCADE;

-- Columns of any numeric type, and of every kind of time. A date is in the calendar that it was written in;
-- the zone says when its period begins and has ended.
CREATE VIEW typed AS
SELECT score, score::bigint AS big, score::numeric(4, 1) AS exact, score::real AS short,
	score::double precision AS long, answered_at, answered_at AT TIME ZONE 'Europe/Berlin' AS local,
	(answered_at AT TIME ZONE 'Europe/Berlin')::date AS day FROM answer;
SELECT count(*) FROM unnest('{big,exact,short,long}'::text[]) AS score,
	cx_create_response_views('typed', score, 'day', 'nps', 'Europe/Berlin', prefix => score);
SELECT count(*) FROM unnest('{answered_at,local}'::text[]) AS at,
	cx_create_response_views('typed', 'score', at, 'nps', 'Europe/Berlin', prefix => at);
SELECT count(DISTINCT v::text) AS rows FROM (TABLE big_nps UNION ALL TABLE exact_nps UNION ALL TABLE short_nps
	UNION ALL TABLE long_nps UNION ALL TABLE local_nps UNION ALL TABLE answered_at_nps) AS v;
SELECT period, period_at AT TIME ZONE 'UTC' AS at_utc, n FROM big_nps ORDER BY period;

-- Twelve answers of one customer are not twelve customers: the interval is that of clusters.
SELECT view_name FROM cx_create_response_views('answer', 'score', 'answered_at', 'nps', 'Europe/Berlin',
	customer => 'customer', segments => '{channel}', prefix => 'c');
SELECT period, value, n, promoters, passives, detractors FROM c_nps ORDER BY period;
SELECT count(*) AS differ FROM c_nps v FULL JOIN (
	SELECT period, sample_agg(s) FILTER (WHERE responses(s) > 0) AS s FROM (
		SELECT period_start(answered_at, 'month', 'Europe/Berlin') AS period, customer, nps_agg(score) AS s
		FROM answer WHERE answered_at IS NOT NULL GROUP BY 1, 2) AS c GROUP BY 1) AS d USING (period),
	nps_ci(d.s) AS ci
WHERE (v.value, v.low, v.high, v.n) IS DISTINCT FROM (nps(d.s), ci.low, ci.high, responses(d.s));
SELECT period, segment, value, n FROM c_nps_by_channel ORDER BY period, segment;

-- What is left out counts over all customers of a period: 10, 9 and 3 are valid in January, three are off the
-- scale, and three have no period. Without a customer none is there.
CREATE TABLE asked (customer integer, score integer, at date, form text);
INSERT INTO asked VALUES (1, 10, '2026-01-05', 'a'), (1, 11, '2026-01-06', 'a'), (2, 9, '2026-01-06', 'b'),
	(2, 12, '2026-01-07', 'b'), (2, -1, '2026-01-07', 'a'), (3, NULL, '2026-01-08', 'a'),
	(4, 3, '2026-01-09', 'b'), (1, 10, 'infinity', 'a'), (2, NULL, 'infinity', 'a'),
	(2, 10, '-infinity', 'b'), (NULL, 10, '2026-01-10', 'a'), (NULL, 11, '2026-01-10', 'a');
SELECT count(*) FROM cx_create_response_views('asked', 'score', 'at', 'nps', 'UTC', customer => 'customer',
	segments => '{form}');
SELECT period, round(value::numeric, 1) AS value, n, promoters, passives, detractors, invalid FROM asked_nps
ORDER BY period;
SELECT period, segment, value, n, invalid FROM asked_nps_by_form ORDER BY period, segment;
DROP TABLE asked CASCADE;

-- Did it really move? Beside the calendar's month before, never across a gap; who was asked twice is a pair.
INSERT INTO answer
SELECT i % 97, 10 - (i * 7 + i / 50) % 11, TIMESTAMPTZ '2025-03-02 00:00+00' + i % 7 * interval '30 days',
	CASE WHEN i % 3 = 0 THEN 'mail'::channel WHEN i % 3 = 1 THEN 'shop' END, NULL, NULL
FROM generate_series(1, 700) AS i WHERE i % 7 <> 3;
SELECT count(*) FROM cx_create_response_views('answer', 'score', 'answered_at', 'nps', 'Europe/Berlin',
	segments => '{channel}', prefix => 'm');
SELECT period, round(value::numeric, 2) AS value, round(value_before::numeric, 2) AS before,
	round(change::numeric, 2) AS change, round(change_low::numeric, 2) AS low,
	round(change_high::numeric, 2) AS high,
	round(p_value::numeric, 3) AS p, n, n_before, complete FROM m_nps_change ORDER BY period;
CREATE VIEW by_hand AS
SELECT period_start(answered_at, 'month', 'Europe/Berlin') AS period, channel::text AS segment, customer,
	nps_agg(score) AS s FROM answer WHERE answered_at IS NOT NULL GROUP BY 1, 2, 3;
SELECT count(*) AS differ FROM m_nps_change_by_channel v, LATERAL (
	SELECT rollup(s) FILTER (WHERE h.period = v.period) AS a,
		rollup(s) FILTER (WHERE h.period = (v.period - interval '1 month')::date) AS b
	FROM by_hand h WHERE h.segment IS NOT DISTINCT FROM v.segment) AS h, nps_change(b, a) AS c
WHERE (v.value, v.value_before, v.n, v.n_before)
		IS DISTINCT FROM (nps(a), nps(b), responses(a), responses(b))
	OR v.complete AND (v.change, v.change_low, v.change_high, v.p_value)
		IS DISTINCT FROM (c.change, c.low, c.high, c.p_value);
SELECT count(*) FROM cx_create_response_views('answer', 'score', 'answered_at', 'nps', 'Europe/Berlin',
	customer => 'customer', segments => '{channel}', prefix => 'p');
SELECT count(*) AS differ FROM p_nps_change_by_channel v, LATERAL (
	SELECT paired_agg(b, a) AS s, rollup(a) AS a, rollup(b) AS b
	FROM (SELECT coalesce(rollup(s) FILTER (WHERE h.period = v.period), '()') AS a,
			coalesce(rollup(s) FILTER (WHERE h.period = (v.period - interval '1 month')::date), '()') AS b
		FROM by_hand h WHERE h.segment IS NOT DISTINCT FROM v.segment GROUP BY customer) AS c) AS h,
			nps_change(s) AS c
WHERE (v.value, v.value_before, v.n, v.n_before)
		IS DISTINCT FROM (nps(a), nps(b), responses(a), responses(b))
	OR v.complete AND (v.change, v.change_low, v.change_high, v.p_value)
		IS DISTINCT FROM (c.change, c.low, c.high, c.p_value);
SELECT (SELECT count(*) FROM p_nps_change) AS periods, (SELECT count(*) FROM m_nps_change) AS the_same;
-- A period that has not ended has its figure and no change.
INSERT INTO answer VALUES (1, 9, now(), 'mail'), (2, 3, period_start(now(), 'month', 'Europe/Berlin') - 1,
	'mail');
SELECT value, value_before, change, p_value, complete FROM m_nps_change
WHERE period = period_start(now(), 'month', 'Europe/Berlin');

-- What drives the score.
CREATE TABLE rating (score smallint, at date, who integer, price numeric, service smallint, speed float8);
INSERT INTO rating
SELECT least(10, a + b / 2 + i % 5 / 2), DATE '2026-01-01' + i % 50, i % 200, a, b, i % 5
FROM (SELECT i, i * 7 % 6 AS a, i * i % 7 AS b FROM generate_series(1, 600) AS i) AS v;
SELECT view_name FROM cx_create_response_views('rating', 'score', 'at', 'nps', 'UTC',
	drivers => '{price,service,speed}');
SELECT metric, driver, responses, round(mean::numeric, 2) AS mean,
	round(correlation::numeric, 2) AS correlation,
	round(coefficient::numeric, 2) AS coefficient, round(share::numeric, 1) AS share,
	low BETWEEN 0 AND share AND high BETWEEN share AND 100 AS within, invalid FROM rating_nps_drivers
		ORDER BY driver;
SELECT count(*) AS differ FROM rating_nps_drivers v FULL JOIN (
	SELECT r.* FROM (SELECT driver_agg(score, ARRAY[price, service, speed]::float8[]) AS s FROM rating) AS x,
		relative_weights(s, '{price,service,speed}') AS r) AS d USING (driver)
WHERE v.responses <> d.responses OR abs(v.share - d.share) > 1e-9
	OR abs(v.coefficient - d.coefficient) > 1e-9;
INSERT INTO rating VALUES (11, '2026-01-01', 1, 1, 1, 1), (5, '2026-01-01', 1, 'NaN', 1, 1),
	(5, '2026-01-01', 2, 1, 1, 'Infinity'), (5, '2026-01-01', 2, 1, 1, 1e-70),
	(5, '2026-01-01', 2, 1e200, 1, 1),
	(5, '2026-01-01', 3, NULL, 1, 1), (NULL, '2026-01-01', 3, 1, 1, 1);
-- Of the seven five are invalid: 11, NaN, infinite, too small, too large. A rating or a score that is not
-- there is no mistake.
SELECT driver, responses, invalid FROM rating_nps_drivers ORDER BY driver;
SELECT count(*) FROM cx_create_response_views('rating', 'score', 'at', 'nps', 'UTC', customer => 'who',
	drivers => '{price,service,speed}', replace => true);
SELECT driver, round(share::numeric, 1) AS share, low < share AND share < high AS within, invalid
FROM rating_nps_drivers ORDER BY driver;
-- Not asked for a rating, or nobody: neither used nor invalid, whatever the score is.
INSERT INTO rating VALUES (5, '2026-01-01', NULL, 1, 1, 1), (11, '2026-01-01', NULL, 1, 1, 1),
	(5, '2026-01-01', 1, 1, NULL, 1), (11, '2026-01-01', 1, 1, NULL, 1), (11, '2026-01-01', 1, NULL, 1, 1);
SELECT responses, invalid FROM rating_nps_drivers GROUP BY 1, 2 ORDER BY 1;
-- The rows of one customer are one part, and one part has no interval.
CREATE VIEW alone AS SELECT score, at, 1 AS who, price, service, speed FROM rating;
SELECT count(*) FROM cx_create_response_views('alone', 'score', 'at', 'nps', 'UTC', customer => 'who',
	drivers => '{price,service,speed}');
SELECT count(share) AS shares, count(low) AS lows, count(high) AS highs FROM alone_nps_drivers;
DROP VIEW alone CASCADE;
-- Invalid rows and no other; none at all.
DELETE FROM rating WHERE score IS DISTINCT FROM 11;
SELECT * FROM rating_nps_drivers;
TRUNCATE rating;
SELECT count(*) FROM rating_nps_drivers;
SELECT test.refusal($$SELECT cx_create_response_views('rating', 'score', 'at', 'nps', 'UTC',
	drivers => '{at}')$$);
SELECT test.refusal($$SELECT cx_create_response_views('rating', 'score', 'at', 'nps', 'UTC',
	drivers => '{price,price}')$$);
SELECT test.refusal($$SELECT cx_create_response_views('rating', 'score', 'at', 'nps', 'UTC',
	drivers => '{price,score}')$$);
SELECT test.refusal($$SELECT cx_create_response_views('rating', 'score', 'at', 'nps', 'UTC',
	drivers => NULL)$$);
DROP TABLE rating CASCADE;

-- What is refused.
CREATE FUNCTION pg_temp.refused(arguments text) RETURNS text LANGUAGE sql AS $$
	SELECT test.refusal('SELECT * FROM cx_create_response_views(' || arguments || ')')
$$;
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nsp', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', NULL, 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', NULL$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'Berlin'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', grain => NULL$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', low => 1$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', low => 0, high => 5$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'csat', 'UTC', low => 0, high => 100$$);
SELECT pg_temp.refused(
	$$'answer', 'score', 'answered_at', 'nps', 'UTC', promoters_from => 6, detractors_to => 6$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', satisfied_from => 4$$);
-- A cut of one question is none of another, each alone.
SELECT question, cut, pg_temp.refused(format($$'answer', 'score', 'answered_at', %L, 'UTC', %s$$, question,
	cut)) AS refused
FROM unnest('{nps,csat,ces}'::text[]) AS question,
	unnest('{promoters_from => 9,detractors_to => 2,satisfied_from => 4,easy_from => 6,low_is_easy => true}'
		::text[]) WITH ORDINALITY AS c (cut, i)
WHERE question <> (ARRAY['nps', 'nps', 'csat', 'ces', 'ces'])[i]
ORDER BY i, question;
SELECT pg_temp.refused($$NULL, 'score', 'answered_at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'pg_class_oid_index', 'score', 'answered_at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'channel', 'answered_at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'score', 'country', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', customer => 'answered_at'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', segments => NULL$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', segments => '{channel,channel}'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', replace => NULL$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', schema => 'nowhere'$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', schema => 'nowhere',
	dry_run => true$$);
SELECT pg_temp.refused($$'answer', 'score', 'answered_at', 'nps', 'UTC', schema => '"Public"'$$);

DROP VIEW typed CASCADE;
DROP TABLE answer CASCADE;
DROP TYPE channel;
RESET timezone;
RESET client_min_messages;
