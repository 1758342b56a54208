-- Customers lost and retained. Published cases carry their source; the rest is small enough to count by hand.
SET DateStyle = 'ISO, YMD';
SELECT churn_rate(true, i > 50), 10 AS "Brett777/Predict-Churn: 500, 50 lost", retention_rate(true, i > 50),
	90 AS retained FROM generate_series(1, 500) i;
-- subscriptions of the mrr-playbook, cut down to one row each: 13 at start, 1 lost; 26, 3 lost. Logo
-- retention 0.923077, 0.884615
SELECT round(retention_rate('(1 of 13)'::cx_churn)::numeric, 4) AS "92.3077",
	round(retention_rate('(3 of 26)'::cx_churn)::numeric, 4) AS "88.4615";

-- Each customer once, with and without the flags: a LEFT JOIN leaves them NULL.
CREATE TABLE flags (before boolean, after boolean);
INSERT INTO flags VALUES (true, true), (true, true), (true, false), (true, NULL), (false, true),
	(false, false), (false, NULL), (NULL, true), (NULL, false), (NULL, NULL);
SELECT churn_agg(before, after), churn_rate(before, after), retention_rate(before, after) FROM flags;
SELECT before, after, churn_agg(before, after) FROM flags GROUP BY 1, 2 ORDER BY 1, 2;
SELECT customers_before(s) AS before, customers_lost(s) AS lost, customers_retained(s) AS retained
FROM (SELECT churn_agg(before, after) AS s FROM flags) v;

-- Subscriptions, half-open. Before is at the start of the period, after at its end.
CREATE TABLE spells (who text, started date, ended date);
INSERT INTO spells VALUES
	('stays', '2026-01-01', NULL), ('stays, infinity', '2026-01-01', 'infinity'),
	('begins with the period', '2026-03-01', NULL),
	('ends as the period begins', '2026-01-01', '2026-03-01'),
	('ends a day later', '2026-01-01', '2026-03-02'),
	('ends with the period', '2026-01-01', '2026-04-01'), ('ends a day after it', '2026-01-01', '2026-04-02'),
	('comes and goes within', '2026-03-05', '2026-03-10'), ('comes within', '2026-03-05', NULL),
	('over long ago', '2020-01-01', '2020-02-01'),
	('never lasted', '2026-03-01', '2026-03-01'), ('not yet', '2027-01-01', NULL), ('no start', NULL, NULL),
	('no start, an end', NULL, '2026-03-15');
SELECT who, churn_agg(started, ended, '2026-03-01', '2026-04-01') AS "date",
	churn_agg(started::timestamp, ended::timestamp, '2026-03-01', '2026-04-01') AS "timestamp",
	churn_agg(started::timestamptz, ended::timestamptz, '2026-03-01', '2026-04-01') AS "timestamptz"
	FROM spells GROUP BY who ORDER BY min(started), min(ended), who;
SELECT churn_rate(started, ended, '2026-03-01', '2026-04-01'),
	round(retention_rate(started, ended, '2026-03-01', '2026-04-01')::numeric, 4) AS retention_rate,
	churn_agg(started, ended, '2026-03-01', '2026-04-01') FROM spells;
SELECT round(churn_rate(started::timestamp, ended::timestamp, '2026-03-01', '2026-04-01')::numeric,
	4) AS "timestamp", round(retention_rate(started::timestamptz, ended::timestamptz, '2026-03-01',
		'2026-04-01')::numeric, 4) AS "timestamptz" FROM spells;
-- to the microsecond
SELECT e, churn_agg('2026-01-01'::timestamp, e, '2026-03-01', '2026-04-01')
FROM (VALUES ('2026-03-01'::timestamp), ('2026-03-01 00:00:00.000001'), ('2026-04-01'),
	('2026-04-01 00:00:00.000001')) v (e) GROUP BY e ORDER BY e;
-- the same by flags
SELECT bool_and(a = b) AS same FROM (SELECT churn_agg(started, ended, d, d + 30) AS a,
	churn_agg(started <= d AND (ended > d OR ended IS NULL),
		started <= d + 30 AND (ended > d + 30 OR ended IS NULL)) AS b
	FROM spells, (SELECT '2025-12-01'::date + i FROM generate_series(0, 200) i) t (d) GROUP BY d) v;
-- the bounds may differ from row to row: each month's churn from one table
SELECT m::date AS month, churn_agg(started, ended, m::date, (m + interval '1 month')::date) AS lost,
	round(churn_rate(started, ended, m::date, (m + interval '1 month')::date)::numeric, 1) AS churn_rate
FROM spells, generate_series('2025-12-01'::timestamp, '2026-04-01', '1 month') m GROUP BY m ORDER BY m;
-- leap days and the ends of the calendar
SELECT churn_agg('2024-02-29'::date, '2024-03-01'::date, '2024-02-29', '2024-03-01'),
	churn_agg('4713-01-01 BC'::date, '5874897-12-31'::date, '4713-01-01 BC', '5874897-12-31');
-- across a change of the clock: 2026-03-29 02:00 in Berlin is 03:00
SELECT churn_agg('2026-01-01 00:00+01'::timestamptz, e, '2026-03-28 02:30 Europe/Berlin',
	'2026-03-29 03:00 Europe/Berlin') FROM (VALUES ('2026-03-29 01:00+00'::timestamptz),
	('2026-03-29 01:00:00.000001+00')) v (e) GROUP BY e ORDER BY e;

-- What cannot be.
SELECT args, test.refusal(format('SELECT churn_rate(%s)', args)) FROM unnest(ARRAY[
	'date ''2026-03-02'', date ''2026-03-01'', ''2026-03-01'', ''2026-04-01''',
	'date ''infinity'', NULL, ''2026-03-01'', ''2026-04-01''',
	'date ''-infinity'', NULL, ''2026-03-01'', ''2026-04-01''',
	'date ''2026-03-02'', date ''-infinity'', ''2026-03-01'', ''2026-04-01''',
	'date ''2026-01-01'', NULL, ''2026-03-01'', ''2026-03-01''',
	'date ''2026-01-01'', NULL, ''2026-04-01'', ''2026-03-01''',
	'date ''2026-01-01'', NULL, NULL, ''2026-03-01''',
	'date ''2026-01-01'', NULL, ''2026-03-01'', NULL',
	'NULL::date, NULL::date, NULL, ''2026-03-01''',
	'NULL::date, NULL::date, ''2026-03-01'', ''2026-03-01''',
	'date ''2026-01-01'', NULL, ''-infinity'', ''2026-03-01''',
	'date ''2026-01-01'', NULL, ''2026-03-01'', ''infinity''',
	'timestamp ''2026-03-01 00:00:01'', timestamp ''2026-03-01'', ''2026-03-01'', ''2026-04-01''',
	'timestamp ''infinity'', NULL, ''2026-03-01'', ''2026-04-01''',
	'timestamp ''2026-01-01'', NULL, ''2026-03-01'', ''infinity''',
	'timestamptz ''2026-03-02 00:00+00'', timestamptz ''2026-03-01 00:00+00'', ''2026-03-01'', '
		'''2026-04-01''',
	'timestamptz ''2026-01-01'', NULL, ''2026-03-01 00:00+00'', ''2026-02-01 00:00+00''',
	'1, 0', '''2026-01-01''::text, NULL, ''2026-03-01''::text, NULL']) AS args;

-- Nobody: the rates are NULL, the counts 0.
SELECT churn_rate(before, after), retention_rate(before, after), churn_agg(before, after),
	rollup(churn_agg(before, after)) OVER (), customers_before(churn_agg(before, after)),
	customers_lost(churn_agg(before, after)), customers_retained(churn_agg(before, after)),
	churn_rate_ci(churn_agg(before, after)) FROM flags WHERE false;
SELECT churn_rate(before, after), retention_rate(before, after), churn_agg(before, after) FROM flags
WHERE before IS NOT true;
SELECT churn_rate(NULL::cx_churn), retention_rate(NULL::cx_churn), churn_rate_ci(NULL::cx_churn),
	retention_rate_ci(NULL::cx_churn), customers_before(NULL::cx_churn), customers_lost(NULL::cx_churn),
	customers_retained(NULL::cx_churn);

-- Intervals: Wilson, as in statsmodels (R binom): 18/20, 19/38, 1/30, 0/30, 38/38.
SELECT s, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high, statsmodels
FROM (VALUES ('(18 of 20)'::cx_churn, '69.89663548 97.21335188'), ('(19 of 38)', '34.84992836 65.15007164'),
	('(1 of 30)', '0.590859 16.670391'), ('(0 of 30)', '0 11.351339'), ('(38 of 38)', '.. 100')) v (s,
	statsmodels), churn_rate_ci(s);
SELECT round(r.low::numeric, 8) = round(100 - c.high::numeric, 8)
	AND round(r.high::numeric, 8) = round(100 - c.low::numeric, 8) AS mirrored
FROM (VALUES ('(18 of 20)'::cx_churn), ('(0 of 30)'), ('(7 of 9)')) v (s), retention_rate_ci(s, 0.8) r,
	churn_rate_ci(s, level => 0.8) c;
SELECT test.refusal('SELECT churn_rate_ci(''(1 of 2)'', ' || level || ')')
FROM unnest('{NULL::float8,0,1,95}'::text[]) level;
SELECT test.refusal('SELECT retention_rate_ci(''(1 of 2)'', 1.5)');

-- Change: after less before. 1 of 34 to 7 of 34 is Newcombe (0.019, 0.340) in statsmodels' tests (Fagerland
-- 2015); of the customers retained it is the same with the other sign.
SELECT round(change::numeric, 8) AS change, round((low / 100)::numeric, 3) AS low,
	round((high / 100)::numeric, 3) AS high, round(z::numeric, 6) AS z, round(p_value::numeric, 6) AS p_value
FROM churn_change('(1 of 34)', '(7 of 34)');
SELECT abs(c.change + r.change) < 1e-9 AND abs(c.low + r.high) < 1e-9 AND abs(c.high + r.low) < 1e-9
	AND abs(c.z + r.z) < 1e-9 AND abs(c.p_value - r.p_value) < 1e-9 AS mirrored
FROM churn_change('(1 of 34)', '(7 of 40)', 0.8) c,
	retention_change('(1 of 34)', '(7 of 40)', level => 0.8) r;
SELECT change = churn_rate(b) - churn_rate(a) AS change FROM (SELECT churn_agg(before, after) AS a,
	'(1 of 9)'::cx_churn AS b FROM flags) v, churn_change(a, b);
-- all lost, before and after: nothing to test, but an interval
SELECT change, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, z, p_value
FROM churn_change('(10 of 10)', '(10 of 10)');
SELECT churn_change(a, b) IS NULL AND retention_change(a, b) IS NULL AS nothing
FROM (VALUES ('()'::cx_churn, '(1 of 2)'::cx_churn), ('(1 of 2)', '()'), (NULL, '(1 of 2)'),
	('(1 of 2)', NULL)) v (a, b);
SELECT test.refusal(format('SELECT %s_change(''(1 of 2)'', ''(1 of 3)'', %s)', figure, level))
FROM unnest('{churn,retention}'::text[]) figure, unnest('{NULL::float8,95}'::text[]) level;
SELECT test.refusal('SELECT retention_change(''(1 of 2)'', ''(3 of 2)'')'),
	test.detail('SELECT retention_change(''(1 of 2)'', ''(3 of 2)'')');

-- Arithmetic. A difference has counts, but no rates.
SELECT '(50 of 500)'::cx_churn + '(1 of 13)', '(50 of 500)'::cx_churn - '(1 of 13)',
	'(50 of 500)'::cx_churn + '()', '(50 of 500)'::cx_churn - '(50 of 500)';
SELECT s, customers_before(s), customers_lost(s), customers_retained(s)
FROM (SELECT '(1 of 13)'::cx_churn - '(50 of 500)' AS s) v;
SELECT s, test.refusal(format('SELECT churn_rate(%L::cx_churn)', s)),
	test.refusal(format('SELECT retention_rate_ci(%L::cx_churn)', s))
FROM unnest('{(-1 of 5),(6 of 5),(-1 of -5),(0 of -5),(1 of 0)}'::cx_churn[]) s;
SELECT rollup(s), churn_rate(rollup(s)) FROM (VALUES ('(1 of 10)'::cx_churn), (NULL), ('(2 of 20)'),
	('()')) v (s);
SELECT test.refusal(q) FROM unnest(ARRAY['SELECT ''(1 of 9223372036854775807)''::cx_churn + ''(0 of 1)''',
	'SELECT ''(9223372036854775807 of 1)''::cx_churn + ''(1 of 0)''',
	'SELECT ''(1 of -9223372036854775808)''::cx_churn - ''(0 of 1)''',
	'SELECT customers_retained(''(-1 of 9223372036854775807)'')',
	'SELECT cx_churn_count(''(0 of 9223372036854775807)'', true, true)',
	'SELECT cx_churn_uncount(''(0 of -9223372036854775808)'', true, true)']) q;
SELECT churn_rate('(9223372036854775807 of 9223372036854775807)'),
	retention_rate('(0 of 9223372036854775807)'), churn_rate('(0 of 9223372036854775807)');

-- Called by hand, a transition changes nothing but its copy; without a state there is none.
SELECT s, cx_churn_count(s, true, false), cx_churn_count(s, true, NULL::boolean),
	cx_churn_uncount(s, true, true), s AS unchanged FROM (VALUES ('(1 of 2)'::cx_churn)) v (s);
SELECT cx_churn_count(NULL, true, true) IS NULL
	AND cx_churn_count(NULL, '2026-01-01'::date, NULL, '2026-01-01', '2026-02-01') IS NULL AS no_state;

-- Windows: every frame as if computed afresh.
CREATE FUNCTION pg_temp.fresh(i int) RETURNS cx_churn LANGUAGE sql AS $$ SELECT churn_agg(x % 3 > 0,
	x % 5 > 1) FROM generate_series(greatest(i - 4, 1), least(i + 2, 40)) x $$;
SELECT count(*), bool_and(w = pg_temp.fresh(x)) AS same
FROM (SELECT x, churn_agg(x % 3 > 0, x % 5 > 1)
	OVER (ORDER BY x ROWS BETWEEN 4 PRECEDING AND 2 FOLLOWING) AS w FROM generate_series(1, 40) x) v;
SELECT x, churn_rate(x < 3, x > 1) OVER w,
	retention_rate('2026-01-01'::date + x, '2026-01-02'::date + x, '2026-01-03', '2026-01-04') OVER w,
	rollup(('(0 of ' || x || ')')::cx_churn) OVER w
	FROM generate_series(1, 4) x WINDOW w AS (ORDER BY x ROWS 1 PRECEDING);
DROP TABLE flags, spells;

-- pkp-lib #6229: an end that is kept as the last second of the last day leaves a second without a
-- subscription. The remedy is to add that second.
CREATE TABLE renewed (customer int, started timestamp, ended timestamp);
INSERT INTO renewed VALUES (1, '2026-01-01', '2026-01-31 23:59:59'), (1, '2026-02-01', '2026-02-28 23:59:59'),
	(2, '2026-01-01', '2026-01-31 23:59:59');
SELECT period, active, churned FROM lifecycle_table((SELECT subscription_agg(started, ended, 'month')
	FROM renewed), '2026-03-01');
SELECT churn_agg(started, ended, '2026-01-15', '2026-01-31 23:59:59') AS as_stored,
	churn_agg(started, ended + interval '1 second', '2026-01-15', '2026-01-31 23:59:59') AS remedied
	FROM renewed;
DROP TABLE renewed;
