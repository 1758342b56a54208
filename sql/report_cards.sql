-- The cards of a report, each of a table with the columns of its view, whose figures are known. A row without
-- a period holds what is invalid.

-- What a card says; and its body, a line each shape or row of a table: without the grid, with the labels of
-- each axis as one, and of markup only the values.
CREATE FUNCTION test.said(relation regclass, kind text, grain text, OUT what text, OUT text text)
RETURNS SETOF record LANGUAGE sql AS $$
	SELECT u.* FROM cx_report_card(relation, kind, grain) AS c,
		unnest('{name,figure,seen,said,note}'::text[], ARRAY[c.name, c.figure, c.seen, c.said, c.note]) AS u
$$;
CREATE FUNCTION test.drawn(relation regclass, kind text, grain text, OUT shape text)
RETURNS SETOF text LANGUAGE sql AS $$
	SELECT btrim(regexp_replace(regexp_replace(replace(regexp_replace(regexp_replace(part,
		'<small.*?</small>| (?:aria-hidden|tabindex|role|preserveAspectRatio)="[^"]*"', '', 'g'),
		'</t[hd]><t[hd][^>]*>', ' | ', 'g'), '&#8722;', '-'),
		' (?:class|cx|cy|[xy][12]?|width|height|d|r|scope|rx|style|title|aria-label|viewBox)=(?=")'
			'|</?[a-z]+[0-9]?|/?>|"', ' ', 'g'), ' +', ' ', 'g'))
	FROM cx_report_card(relation, kind, grain) AS c,
		regexp_split_to_table(regexp_replace(c.body, '<line class="(?:grid|zero)"[^>]*>'
				'<text class="end" x="-8"[^>]*>([^<]*)</text>', ' \1', 'g'),
			'(?=<(?:figure|path|circle|line|rect|text|ul|tr)\M)') WITH ORDINALITY AS f (part, i)
	WHERE part !~ '^<line class="(?:grid|zero)"'
	ORDER BY i
$$;

-- NPS of three months and one that has not ended, with a month missing: of (detractors, passives, promoters).
CREATE TABLE asked AS
SELECT period, nps(s) AS value, c.low, c.high, d + a + p AS n, complete, p AS promoters, a AS passives,
	d AS detractors, invalid
FROM (VALUES (date '2024-01-01', 10, 20, 30, true, 2), ('2024-03-01', 40, 40, 20, true, 0),
		('2024-04-01', 20, 30, 50, true, 1), ('2024-05-01', 0, 1, 1, false, 0))
	AS v (period, d, a, p, complete, invalid),
	LATERAL (SELECT format('(0..10: %s 0 0 0 0 0 0 %s 0 %s 0)', d, a, p)::cx_scores AS s) AS x,
	nps_ci(s) AS c;
INSERT INTO asked (invalid, n) VALUES (4, 0);
SELECT * FROM test.said('asked', 'nps', 'month');
SELECT * FROM test.drawn('asked', 'nps', 'month');
-- Across a month that is missing nothing is compared. Of periods that have not ended the last is shown.
DELETE FROM asked WHERE period = '2024-04-01';
SELECT * FROM test.said('asked', 'nps', 'month');
DELETE FROM asked WHERE complete;
INSERT INTO asked SELECT period - 30, value, low, high, n, complete, promoters, passives, detractors, 0
FROM asked WHERE n > 0;
SELECT * FROM test.said('asked', 'nps', 'month');
-- One alone is no chart; none with a value is no card.
DELETE FROM asked WHERE period = '2024-05-01';
SELECT * FROM test.drawn('asked', 'nps', 'week');
DELETE FROM asked WHERE n > 0;
SELECT * FROM test.said('asked', 'nps', 'month');
SELECT count(*) AS shapes FROM test.drawn('asked', 'nps', 'month');
DROP TABLE asked;

-- Satisfied of 100 in each of twelve months: what is out of line is what the metric says, of those that have
-- ended. It has a ring. An interval that is not that of answers one by one tells no signals and no change.
CREATE TABLE pleased AS
SELECT (date '2023-01-01' + i * interval '1 month')::date AS period, v::float8 AS value, c.low, c.high,
	100::bigint AS n, i < 12 AS complete, v::bigint AS satisfied, 0::bigint AS invalid, i, s
FROM unnest('{70,71,69,70,72,30,68,70,71,69,70,66,1}'::integer[]) WITH ORDINALITY AS u (v, j),
	LATERAL (SELECT (j - 1)::integer AS i, format('(0..1: %s %s)', 100 - v, v)::cx_scores AS s) AS x,
	csat_ci(s, satisfied_from => 1) AS c;
SELECT array_agg(name ORDER BY name) AS out_of_line FROM (SELECT array_agg(period::text ORDER BY period) AS p,
	array_agg(s ORDER BY period) AS s FROM pleased WHERE complete) AS a,
	csat_signals(p, a.s, satisfied_from => 1) AS g WHERE g.signal;
SELECT round(c.change::numeric, 1) AS change, round(c.p_value::numeric, 3) AS p
FROM pleased AS a, pleased AS b, csat_change(a.s, b.s, satisfied_from => 1) AS c WHERE a.i = 10 AND b.i = 11;
SELECT * FROM test.said('pleased', 'csat', 'month');
SELECT * FROM test.drawn('pleased', 'csat', 'month')
WHERE shape ~ '^(dot|key|bad|plain|good|split|col|row Jan)';
UPDATE pleased SET value = t.value, low = t.low, high = t.high, satisfied = t.satisfied
FROM pleased AS t WHERE pleased.i = 5 AND t.i = 3;
SELECT shape FROM test.drawn('pleased', 'csat', 'month') WHERE shape ~ 'signal|Jun|^dot .* 50% 50%';
UPDATE pleased SET low = low - 1;
SELECT * FROM test.said('pleased', 'csat', 'month');
SELECT shape FROM test.drawn('pleased', 'csat', 'month') WHERE shape ~ 'Jun|Out of line';
DROP TABLE pleased;

-- Effort: means, which have no state. 60 of 80 find it easy.
CREATE TABLE effort (period date, value float8, low float8, high float8, n bigint, complete boolean,
	easy bigint, invalid bigint);
INSERT INTO effort VALUES ('2024-01-01', 5, 4.5, 5.5, 50, true, 30, 0),
	('2024-04-01', 6, 5.75, 6.25, 80, true, 60, 1);
SELECT * FROM test.said('effort', 'ces', 'quarter');
SELECT * FROM test.drawn('effort', 'ces', 'quarter');
-- Where an interval is not known the axis holds the values: from 4.25 to 7.
INSERT INTO effort VALUES ('2024-07-01', 4.25, NULL, NULL, 1, true, 0, 0),
	('2024-10-01', 7, NULL, NULL, 1, true, 1, 0);
SELECT * FROM test.said('effort', 'ces', 'quarter');
SELECT shape FROM test.drawn('effort', 'ces', 'quarter') WHERE shape ~ '^([0-9]|dot .*Q)';
DROP TABLE effort;
-- Segments of the last month that has ended, and not of the one before or the one that goes on: by number,
-- then name; one without answers is none. Of 250 there are 120 promoters and 65 detractors: 22 is the middle.
CREATE TABLE parts AS
SELECT period, complete, 'team_name'::text AS dimension, segment, nps(s) AS value, c.low, c.high,
	d + a + p AS n, p AS promoters, a AS passives, d AS detractors, invalid
FROM (VALUES (date '2024-04-01', true, 'B', 40, 30, 30, 0), ('2024-04-01', true, 'A', 10, 20, 70, 1),
		('2024-04-01', true, NULL, 15, 15, 20, 0), ('2024-03-01', true, 'B', 1, 1, 1000, 2),
		('2024-05-01', false, 'A', 1, 1, 1000, 0)) AS v (period, complete, segment, d, a, p, invalid),
	LATERAL (SELECT format('(0..10: %s 0 0 0 0 0 0 %s 0 %s 0)', d, a, p)::cx_scores AS s) AS x,
	nps_ci(s) AS c;
INSERT INTO parts VALUES (NULL, NULL, 'team_name', 'A', NULL, NULL, NULL, 0, 0, 0, 0, 4),
	('2024-04-01', true, 'team_name', 'none', NULL, NULL, NULL, 0, 0, 0, 0, 8);
SELECT name, round(c.p_adjusted::numeric, 3) AS p
FROM (SELECT array_agg(coalesce(segment, '(not known)')) AS names,
	array_agg(format('(0..10: %s 0 0 0 0 0 0 %s 0 %s 0)', detractors, passives, promoters)::cx_scores) AS s
	FROM parts WHERE period = '2024-04-01' AND n > 0) AS a, nps_compare(names, s, against => 'rest') AS c,
	LATERAL (SELECT coalesce(c.b, c.a) AS name) AS d
ORDER BY name COLLATE "C";
SELECT * FROM test.said('parts', 'nps_by', 'month');
SELECT * FROM test.drawn('parts', 'nps_by', 'month');
-- Two are better and two worse: the best and the worst first.
INSERT INTO parts
SELECT period, complete, dimension, v.segment, nps(s), low, high, v.n, v.p, v.n - v.d - v.p, v.d, 0
FROM parts, (VALUES ('C', 300, 290, 0), ('D', 300, 30, 250)) AS v (segment, n, p, d),
	LATERAL (SELECT format('(0..10: %s 0 0 0 0 0 0 %s 0 %s 0)', v.d, v.n - v.d - v.p, v.p)::cx_scores AS s)
		AS x
WHERE parts.segment = 'B' AND complete AND period = '2024-04-01';
SELECT * FROM test.said('parts', 'nps_by', 'month') WHERE what = 'said';
-- None has ended: the last. Of one there is nothing to compare with, and of two that are the same nothing to
-- say.
DELETE FROM parts WHERE complete;
SELECT * FROM test.said('parts', 'nps_by', 'month');
SELECT * FROM test.drawn('parts', 'nps_by', 'month');
INSERT INTO parts
SELECT period, complete, dimension, 'Z', value, low, high, n, promoters, passives, detractors, 0
FROM parts WHERE n > 0;
SELECT * FROM test.said('parts', 'nps_by', 'month') WHERE what IN ('said', 'figure');
DELETE FROM parts WHERE n > 0;
SELECT * FROM test.said('parts', 'nps_by', 'month');
DROP TABLE parts;

-- Of fourteen the twelve with most tickets, and two as one: of 87 and 86 tickets 63 and 64 were met, so of
-- 173 127, which are 73.4 %. Of all 1,295 there are 805, which are 62.2 %, 55.4 % of the way from 40 to 80.
CREATE TABLE parts AS
SELECT date '2024-04-01' AS period, true AS complete, 'team'::text AS dimension,
	'team ' || to_char(i, 'FM00') AS segment, csat(s, 1) AS value, c.low, c.high, (100 - i)::bigint AS n,
	(50 + i)::bigint AS met, (50 - 2 * i)::bigint AS breached, (50 + i)::bigint AS satisfied,
	0::bigint AS invalid
FROM generate_series(1, 14) AS i,
	LATERAL (SELECT format('(0..1: %s %s)', 50 - 2 * i, 50 + i)::cx_scores AS s) AS x,
	csat_ci(s, satisfied_from => 1) AS c;
SELECT sum(n) AS n, sum(met) AS met, round(100.0 * sum(met) / sum(n), 1) AS middle,
	round((100.0 * sum(met) / sum(n) - 40) / (80 - 40) * 100, 2) AS at FROM parts;
SELECT round(low::numeric, 1) AS low, round(high::numeric, 1) AS high
FROM csat_ci('(0..1: 46 127)'::cx_scores, satisfied_from => 1);
SELECT * FROM test.said('parts', 'sla_by', 'week');
SELECT shape FROM test.drawn('parts', 'sla_by', 'week') WHERE shape !~ '^(middle|whisker)';
SELECT DISTINCT shape FROM test.drawn('parts', 'sla_by', 'week') WHERE shape ~ '^middle';
-- The same as answers.
SELECT m.what, m.text FROM test.said('parts', 'csat_by', 'week') AS m WHERE what IN ('name', 'said');
SELECT count(*) AS rows, count(*) FILTER (WHERE c.shape IS DISTINCT FROM s.shape) AS differ
FROM (SELECT i, replace(shape, 'Satisfied', 'In time') AS shape FROM test.drawn('parts', 'csat_by', 'week')
	WITH ORDINALITY AS d (shape, i)) AS c
FULL JOIN test.drawn('parts', 'sla_by', 'week') WITH ORDINALITY AS s (shape, i) USING (i);
-- Twelve are all there.
DELETE FROM parts WHERE segment > 'team 12';
SELECT count(*) AS rows, count(*) FILTER (WHERE shape LIKE '%other%') AS other
FROM test.drawn('parts', 'sla_by', 'week') WHERE shape LIKE 'row%';
-- Of one there is no p.
DELETE FROM parts WHERE segment <> 'team 01';
SELECT * FROM test.said('parts', 'sla_by', 'week') WHERE what IN ('said', 'note');
SELECT shape FROM test.drawn('parts', 'sla_by', 'week') WHERE shape LIKE 'col%';
DROP TABLE parts;

-- Of means the others are weighted, (2 * 3 + 1 * 6) / 3 = 4, and have no interval; the ends are said. All are
-- at (12 * 10 * 5 + 3 * 4) / 123 = 4.976, which is 59.5 % of the way from 2 to 7.
CREATE TABLE parts AS
SELECT date '2024-04-01' AS period, true AS complete, 'team'::text AS dimension, chr(96 + i) AS segment,
	CASE i WHEN 13 THEN 3 WHEN 14 THEN 6 WHEN 2 THEN 6.5 WHEN 1 THEN 3.5 ELSE 5 END::float8 AS value,
	2::float8 AS low, 7::float8 AS high, CASE i WHEN 13 THEN 2 WHEN 14 THEN 1 ELSE 10 END::bigint AS n,
	0::bigint AS invalid
FROM generate_series(1, 14) AS i;
SELECT * FROM test.said('parts', 'ces_by', 'day');
SELECT shape, count(*) FROM test.drawn('parts', 'ces_by', 'day')
WHERE shape ~ '^(col|row [ab]|dot|middle|row o)' GROUP BY shape ORDER BY shape COLLATE "C";
-- Hours have no interval at all.
UPDATE parts SET low = NULL, high = NULL;
SELECT * FROM test.said('parts', 'resolution_by', 'year') WHERE what IN ('name', 'said', 'note');
SELECT shape, count(*) FROM test.drawn('parts', 'resolution_by', 'year') WHERE shape ~ '^(col|dot)'
GROUP BY shape ORDER BY shape COLLATE "C";
DROP TABLE parts;

-- Drivers by their share. Two explain more than a third each, and of them price is rated below the mean of 3.
CREATE TABLE drivers (metric text, driver text, responses bigint, mean float8, raw_weight float8,
	share float8, low float8, high float8, invalid bigint);
INSERT INTO drivers VALUES ('ces', 'the_price', 200, 2, 0.2, 40, 20, 60, 0),
	('ces', 'service', 200, 4, 0.2, 40, 35, 45, 0),
	('ces', 'speed', 200, 3, 0.1, 20, 5, 35, 0), ('ces', NULL, 0, NULL, NULL, NULL, NULL, NULL, 3);
SELECT * FROM test.said('drivers', 'drivers', NULL);
SELECT * FROM test.drawn('drivers', 'drivers', NULL);
UPDATE drivers SET metric = 'nps', share = CASE driver WHEN 'the_price' THEN 30 WHEN 'service' THEN 50
	WHEN 'speed' THEN 20 END;
SELECT * FROM test.said('drivers', 'drivers', NULL);
-- An end below 0 is on the axis.
UPDATE drivers SET low = -5 WHERE driver = 'speed';
SELECT shape FROM test.drawn('drivers', 'drivers', NULL) WHERE shape ~ '^([0-9]|whisker)';
DELETE FROM drivers WHERE driver IS NOT NULL;
UPDATE drivers SET metric = 'csat';
SELECT * FROM test.said('drivers', 'drivers', NULL);
DROP TABLE drivers;

-- Active customers: up who came, the retained first, and down who left. The third week has not ended.
CREATE TABLE active (period date, value float8, complete boolean, new bigint, retained bigint,
	reactivated bigint, churned bigint, churn_rate float8, invalid bigint);
INSERT INTO active VALUES ('2024-01-01', 10, true, 10, 0, 0, 0, NULL, 0),
	('2024-01-08', 12, true, 2, 6, 4, 4, 40, 0),
	('2024-01-15', 3, false, 1, 2, 0, 10, 83.25, 1);
SELECT * FROM test.said('active', 'active', 'week_sunday');
SELECT * FROM test.drawn('active', 'active', 'week_sunday');
DELETE FROM active WHERE period > '2024-01-01';
SELECT * FROM test.said('active', 'active', 'month') WHERE what IN ('said', 'figure');
SELECT count(*) AS not_ended FROM test.drawn('active', 'active', 'month') WHERE shape ~ 'ended';
TRUNCATE active;
SELECT * FROM test.said('active', 'active', 'month');
DROP TABLE active;

-- Retention: of what has ended, of all cohorts together, 50 of 100 came at age 1, and 30 of 100 at age 2.
CREATE TABLE came (period date, age bigint, value float8, n bigint, retained bigint, complete boolean,
	invalid bigint);
INSERT INTO came
SELECT p, a, 100.0 * r / n, n, r, e, 0
FROM (VALUES (date '2024-01-01', 0, 60, 60, true), ('2024-01-01', 1, 60, 30, true),
		('2024-01-01', 2, 60, 30, true), ('2024-02-01', 0, 40, 40, true), ('2024-02-01', 1, 40, 20, true),
		('2024-02-01', 2, 40, 0, true), ('2024-03-01', 0, 40, 40, true), ('2024-03-01', 1, 40, 10, false))
	AS v (p, a, n, r, e);
INSERT INTO came (n, invalid) VALUES (0, 6);
SELECT a, round(low::numeric, 1) AS low, round(high::numeric, 1) AS high
FROM (VALUES (1, '(50 of 100)'::cx_rate), (2, '(30 of 100)')) AS v (a, s), rate_ci(s) ORDER BY a;
SELECT * FROM test.said('came', 'retention', 'month');
SELECT * FROM test.drawn('came', 'retention', 'month');
-- Where age 1 is not known age 2 is said.
DELETE FROM came WHERE age = 1;
SELECT * FROM test.said('came', 'retention', 'month') WHERE what IN ('figure', 'said');
-- Nothing after the first has ended; nobody.
UPDATE came SET complete = false WHERE age > 0;
SELECT * FROM test.said('came', 'retention', 'week');
DELETE FROM came WHERE period IS NOT NULL;
SELECT * FROM test.said('came', 'retention', 'week');
-- The triangle ends with age 18, and after the last 36 cohorts.
INSERT INTO came SELECT date '2000-01-01' + p, a, 100 - a, 100, 100 - a, true, 0
FROM generate_series(1, 36) AS p, generate_series(0, 18) AS a;
CREATE FUNCTION test.cohorts(kind text) RETURNS TABLE (rows bigint, first text, ages text, note text)
LANGUAGE sql AS $$
	SELECT count(*) FILTER (WHERE shape LIKE 'row%'),
		(array_agg(split_part(shape, ' | ', 1) ORDER BY i) FILTER (WHERE shape LIKE 'row%'))[1],
		max(regexp_replace(shape, '.* ', '')) FILTER (WHERE shape LIKE 'col%'),
		(SELECT text FROM test.said('came', kind, 'day') WHERE what = 'note')
	FROM test.drawn('came', kind, 'day') WITH ORDINALITY AS d (shape, i)
$$;
SELECT * FROM test.cohorts('retention');
INSERT INTO came SELECT date '2000-01-01' + 37, a, 100 - a, 100, 100 - a, true, 0
FROM generate_series(0, 19) AS a;
SELECT * FROM test.cohorts('retention');
DROP TABLE came;

-- Revenue by cohort: of what has ended, a customer brings (600 + 200) / 100 = 8 at age 0, (240 + 160) / 100
-- = 4 more at age 1, and 60 / 60 = 1 more at 2.
CREATE TABLE spent (period date, age bigint, value float8, n bigint, buyers bigint, revenue float8,
	complete boolean, invalid bigint);
INSERT INTO spent
SELECT p, a, r::float8 / n, n, b, r, e, 0
FROM (VALUES (date '2024-01-01', 0, 60, 60, 600, true), ('2024-01-01', 1, 60, 20, 240, true),
		('2024-01-01', 2, 60, 6, 60, true), ('2024-04-01', 0, 40, 40, 200, true),
		('2024-04-01', 1, 40, 8, 160, true), ('2024-04-01', 2, 40, 1, 4000, false)) AS v (p, a, n, b, r, e);
INSERT INTO spent (n, invalid) VALUES (0, 2);
SELECT * FROM test.said('spent', 'cohort_revenue', 'quarter');
SELECT * FROM test.drawn('spent', 'cohort_revenue', 'quarter');
-- A digit less from 100 on, at any age after the first.
UPDATE spent SET value = CASE age WHEN 0 THEN 100 WHEN 1 THEN 99.94 ELSE value END WHERE complete;
UPDATE spent SET value = 99.94 WHERE NOT complete;
SELECT shape FROM test.drawn('spent', 'cohort_revenue', 'quarter') WHERE shape LIKE 'row%';
UPDATE spent SET value = 100 WHERE age = 1;
SELECT shape FROM test.drawn('spent', 'cohort_revenue', 'quarter') WHERE shape LIKE 'row%';
-- No more than the first twelve periods after the first are the figure: 13 times 10, of one customer.
TRUNCATE spent;
INSERT INTO spent SELECT date '2024-01-01', a, 10, 1, 1, 10, true, 0 FROM generate_series(0, 14) AS a;
SELECT * FROM test.said('spent', 'cohort_revenue', 'week') WHERE what IN ('figure', 'said');
-- Refunds: what a customer brings falls from 10 to 6, and then to -2. The axis holds it all.
DELETE FROM spent WHERE age > 2;
UPDATE spent SET revenue = -4 * age WHERE age > 0;
SELECT shape FROM test.drawn('spent', 'cohort_revenue', 'week') WHERE shape ~ '^282|^dot';
UPDATE spent SET complete = false;
SELECT * FROM test.said('spent', 'cohort_revenue', 'week');
UPDATE spent SET period = NULL, n = 0;
SELECT * FROM test.said('spent', 'cohort_revenue', 'week');
SELECT count(*) AS shapes FROM test.drawn('spent', 'cohort_revenue', 'week');
-- As above, the triangle ends with age 18, and after the last 36 cohorts.
ALTER TABLE spent RENAME TO came;
TRUNCATE came;
INSERT INTO came SELECT date '2000-01-01' + p, a, 1, 10, 1, 10, true, 0
FROM generate_series(1, 36) AS p, generate_series(0, 18) AS a;
SELECT * FROM test.cohorts('cohort_revenue');
INSERT INTO came SELECT date '2000-01-01' + 37, a, 1, 10, 1, 10, true, 0 FROM generate_series(0, 19) AS a;
SELECT * FROM test.cohorts('cohort_revenue');
DROP TABLE came;
DROP FUNCTION test.cohorts(text);

-- What customers are expected to bring: 5 * 2 + 5 * 40 = 210, of which the upper of two bands brings 95 %.
CREATE TABLE worth (band bigint, n bigint, value float8, lowest float8, highest float8, value_total float8,
	share float8, model_status text, invalid bigint);
COMMENT ON TABLE worth IS 'in the next year';
INSERT INTO worth VALUES (2, 5, 40, 3, 90, 200, 95.2, 'converged', 0),
	(1, 5, 2, 1, 2.5, 10, 4.8, 'converged', 0);
SELECT * FROM test.said('worth', 'clv', NULL);
SELECT * FROM test.drawn('worth', 'clv', NULL);
INSERT INTO worth VALUES (NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 7);
UPDATE worth SET model_status = 'no_variation', value = -value WHERE band = 1;
SELECT * FROM test.said('worth', 'clv', NULL) WHERE what = 'note';
SELECT * FROM test.drawn('worth', 'clv', NULL) WHERE shape !~ '^(mid|row)';
DELETE FROM worth WHERE band > 0;
SELECT * FROM test.said('worth', 'clv', NULL);
DROP TABLE worth;

-- How long customers stay: of 10 two leave after 10 days and three of 6 after 200, when two had been seen
-- last in between. So 80 and 40 % stay longer, half have left after 200 days, and some are seen until 400.
CREATE TABLE stays (dimension text, segment text, days bigint, value float8, low float8, high float8,
	n bigint, churned bigint, censored bigint, invalid bigint);
INSERT INTO stays VALUES (NULL, NULL, 10, 0.8, 0.6, 0.9, 10, 2, 0, 0),
	(NULL, NULL, 100, 0.8, 0.6, 0.9, 8, 0, 2, 0),
	(NULL, NULL, 200, 0.4, 0.2, 0.6, 6, 3, 0, 0), (NULL, NULL, 400, 0.4, 0.2, 0.6, 3, 0, 3, 0),
	(NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 1);
SELECT * FROM cx_report_curves('stays', 'survival');
SELECT * FROM test.said('stays', 'survival', NULL);
SELECT * FROM test.drawn('stays', 'survival', NULL);
-- Seen for less than a year, the mark is the last of the axis: 300 of 364, and a day when that is all.
UPDATE stays SET days = 364 WHERE days = 400;
SELECT text FROM test.said('stays', 'survival', NULL) WHERE what IN ('figure', 'said');
UPDATE stays SET days = 1 WHERE days = 10;
DELETE FROM stays WHERE days > 1;
SELECT text FROM test.said('stays', 'survival', NULL) WHERE what IN ('figure', 'said');
-- Before the first day that anything is known of all are there.
UPDATE stays SET days = 500 WHERE days = 1;
SELECT text FROM test.said('stays', 'survival', NULL) WHERE what IN ('figure', 'said');
UPDATE stays SET days = 0 WHERE days = 500;
SELECT * FROM test.said('stays', 'survival', NULL);
TRUNCATE stays;

-- Of six segments each has its curve, by how many customers they have and then by name; of seven the last two
-- are one. Of 4 + 3 customers two leave on day 5, and on day 8 one of the 5 that are left, when 2 were last
-- seen: so 5/7 = 71.4 % and 4/5 of that, 57.1 %, stay; on day 9 both who are left leave. Of all this is seen
-- until 9, on an axis of steps of 2 until 8.
INSERT INTO stays
SELECT 'plan_name', s, d, v, NULL::float8, NULL::float8, n, c, l, 0
FROM (VALUES ('f', 5, 0.5, 4, 2, 0), ('f', 8, 0.5, 2, 0, 2), ('e', 8, 0.6666, 3, 1, 0), ('e', 9, 0, 2, 2, 0))
	AS v (s, d, v, n, c, l)
UNION ALL
SELECT 'plan_name', s, 10, 1, NULL, NULL, n, 0, n, 0
FROM (VALUES ('a', 10), (NULL, 20), ('c', 5), ('b', 5)) AS v (s, n);
INSERT INTO stays (dimension, segment, n, invalid) VALUES ('plan_name', 'a', 0, 3);
SELECT rank, label, customers, days, vals FROM cx_report_curves('stays', 'survival_by') ORDER BY rank;
INSERT INTO stays VALUES ('plan_name', 'd', 10, 1, NULL, NULL, 30, 0, 30, 0);
SELECT rank, label, customers, days, ARRAY(SELECT round(v::numeric, 3)
	FROM unnest(vals) WITH ORDINALITY AS u (v, i) ORDER BY i) AS vals, until, covered
FROM cx_report_curves('stays', 'survival_by') ORDER BY rank;
SELECT * FROM test.said('stays', 'survival_by', NULL);
SELECT * FROM test.drawn('stays', 'survival_by', NULL);
-- Of 299 days all are kept, of 300 every second, counted from the last, and of 900 every fourth.
CREATE FUNCTION test.thinned(n integer) RETURNS TABLE (kept bigint, first float8, second float8, last float8)
LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM stays;
	INSERT INTO stays SELECT NULL, NULL, i, 1, NULL, NULL, 9, 0, 0, 0 FROM generate_series(1, n) AS i;
	RETURN QUERY SELECT cardinality(days)::bigint, days[1], days[2], days[cardinality(days)]
		FROM cx_report_curves('stays', 'survival');
END $$;
SELECT n, t.* FROM unnest('{299,300,599,600,900}'::integer[]) AS n, test.thinned(n) AS t ORDER BY n;
DROP FUNCTION test.thinned(integer);
DROP TABLE stays;

-- A funnel: of 200 half get to the second step and 30 of them to the last, for which ten have time yet.
CREATE TABLE steps (step bigint, step_name text, value float8, low float8, high float8, n bigint,
	customers bigint, waiting bigint, rate_of_previous float8, median_hours float8, invalid bigint);
INSERT INTO steps VALUES (1, 'see', 100, 98, 100, 200, 200, 0, NULL, NULL, 0),
	(2, 'try', 50, 43, 57, 200, 100, 0, 50, 47.94, 0),
	(3, 'buy & use', 15, 10.5, 20.5, 190, 30, 10, 30, 72, 0),
	(NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, 9);
SELECT * FROM test.said('steps', 'funnel', NULL);
SELECT * FROM test.drawn('steps', 'funnel', NULL);
UPDATE steps SET waiting = 0, median_hours = 48;
SELECT * FROM test.said('steps', 'funnel', NULL) WHERE what = 'note';
SELECT shape FROM test.drawn('steps', 'funnel', NULL) WHERE shape ~ 'within';
UPDATE steps SET customers = 0;
SELECT * FROM test.said('steps', 'funnel', NULL);
UPDATE steps SET customers = 3, waiting = 1 WHERE step = 1;
SELECT text FROM test.said('steps', 'funnel', NULL) WHERE what IN ('said', 'note');
DROP TABLE steps;

-- Recurring revenue: of 1,000 in February 50 + 30 were lost and 100 added, so 102 % are kept, and 92 %
-- without what was added. New revenue of 60 and 20 that came back are no part of it. March has not ended.
CREATE TABLE fees (period date, value float8, grr float8, complete boolean, revenue_start float8, new float8,
	expansion float8, contraction float8, churned float8, reactivated float8, invalid bigint);
INSERT INTO fees VALUES ('2024-01-01', 95, 90, true, 800, 40, 40, 40, 40, 0, 0),
	('2024-02-01', 102, 92, true, 1000, 60, 100, 30, 50, 20, 0),
	('2024-03-01', 100, 100, false, 1100, 0, 0, 0, 0, 0, 1);
SELECT * FROM test.said('fees', 'revenue', 'month');
SELECT * FROM test.drawn('fees', 'revenue', 'month');
DELETE FROM fees WHERE period = '2024-01-01';
SELECT count(*) AS charts FROM test.drawn('fees', 'revenue', 'month') WHERE shape LIKE '264 %';
-- 100 % is on the axis, whether all are above or below.
UPDATE fees SET value = value + 20, grr = grr + 20;
SELECT shape FROM test.drawn('fees', 'revenue', 'month') WHERE shape LIKE '264 Net%';
UPDATE fees SET value = value - 50, grr = grr - 50;
SELECT shape FROM test.drawn('fees', 'revenue', 'month') WHERE shape LIKE '264 Net%';
UPDATE fees SET value = value + 30, grr = grr + 30;
DELETE FROM fees WHERE complete;
SELECT * FROM test.said('fees', 'revenue', 'month') WHERE what = 'said';
SELECT * FROM test.drawn('fees', 'revenue', 'month') WHERE shape ~ '^[0-9]|^col|^key';
UPDATE fees SET value = NULL;
SELECT * FROM test.said('fees', 'revenue', 'month');
DROP TABLE fees;

-- Churn from 0 on; tickets resolved in time from the lowest end of an interval on.
CREATE TABLE rates (period date, value float8, low float8, high float8, n bigint, complete boolean,
	invalid bigint);
INSERT INTO rates VALUES ('2024-01-01', 70, 60, 80, 100, true, 0), ('2024-01-02', 80, 75, 85, 1200, true, 2),
	('2024-01-03', 65, 61, 90, 50, false, 0);
SELECT * FROM test.said('rates', 'churn', 'day');
SELECT * FROM test.drawn('rates', 'churn', 'day');
SELECT * FROM test.said('rates', 'sla', 'day');
SELECT * FROM test.drawn('rates', 'sla', 'day');
DELETE FROM rates WHERE NOT complete;
SELECT shape FROM test.drawn('rates', 'sla', 'day') WHERE shape ~ '^264|95%|ended';
DELETE FROM rates WHERE period <> '2024-01-02';
SELECT * FROM test.drawn('rates', 'sla', 'day');
-- Little churn is drawn from 0 on, too.
TRUNCATE rates;
INSERT INTO rates VALUES ('2024-01-01', 1.5, 1.2, 1.6, 9000, true, 0),
	('2024-01-02', 1.5, 1.4, 1.8, 9000, true, 0);
SELECT shape FROM test.drawn('rates', 'churn', 'day') WHERE shape LIKE '264 %';
TRUNCATE rates;
SELECT * FROM test.said('rates', 'sla', 'day');
DROP TABLE rates;

-- Time to resolution: half within 6 hours, nine in ten within 24, 9 on average; of 30 three are still open.
CREATE TABLE hours (period date, value float8, complete boolean, resolved bigint, open bigint,
	p50_hours float8, p90_hours float8, invalid bigint);
INSERT INTO hours VALUES ('2023-01-01', 10, true, 20, 0, 8, 30, 0),
	('2024-01-01', 9, true, 27, 3, 6, 24, 0);
SELECT * FROM test.said('hours', 'resolution', 'year');
SELECT * FROM test.drawn('hours', 'resolution', 'year');
UPDATE hours SET complete = false, open = 0 WHERE period = '2024-01-01';
SELECT * FROM test.said('hours', 'resolution', 'year') WHERE what IN ('figure', 'said');
SELECT shape FROM test.drawn('hours', 'resolution', 'year')
WHERE shape ~ 'not ended|Not ended|partial|hollow';
DELETE FROM hours WHERE complete;
SELECT * FROM test.drawn('hours', 'resolution', 'year');
UPDATE hours SET value = NULL;
SELECT * FROM test.said('hours', 'resolution', 'year');
DROP TABLE hours;

-- The backlog: 12 opened and 7 resolved in a month leave 15 of 10, and 3 more that has not ended.
CREATE TABLE backlog (period date, value float8, complete boolean, opened bigint, resolved bigint,
	invalid bigint);
INSERT INTO backlog VALUES ('2024-01-01', 10, true, 10, 0, 0), ('2024-02-01', 15, true, 12, 7, 0),
	('2024-03-01', 18, false, 5, 2, 1);
SELECT * FROM test.said('backlog', 'backlog', 'month');
SELECT * FROM test.drawn('backlog', 'backlog', 'month');
DELETE FROM backlog WHERE complete;
SELECT * FROM test.said('backlog', 'backlog', 'month') WHERE what IN ('figure', 'said');
TRUNCATE backlog;
SELECT * FROM test.said('backlog', 'backlog', 'month');
DROP TABLE backlog;

-- Of no rows no card has a figure, a chart or anything invalid.
CREATE TABLE nothing (metric text, dimension text, segment text, period date, age bigint, step bigint,
	step_name text, band bigint, days bigint, driver text, value float8, low float8, high float8, n bigint,
	complete boolean, invalid bigint, buyers bigint, revenue float8, retained bigint, responses bigint,
	mean float8, raw_weight float8, share float8, lowest float8, highest float8, value_total float8,
	model_status text, churned bigint, censored bigint);
SELECT k AS kind, c.name, c.said, c.figure, c.note, c.body
FROM unnest('{nps,csat_by,drivers,active,clv,funnel,revenue,churn,survival,survival_by,resolution,sla_by,
	backlog,retention,cohort_revenue}'::text[]) WITH ORDINALITY AS u (k, i),
	cx_report_card('nothing', k, 'month') AS c
ORDER BY i;
DROP TABLE nothing;
DROP FUNCTION test.said(regclass, text, text), test.drawn(regclass, text, text);
