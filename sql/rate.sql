-- Rates: how often a condition holds.
SELECT rate(x), rate_agg(x), successes(rate_agg(x)), trials(rate_agg(x)), rate(rate_agg(x)) AS read
FROM unnest('{t, f, t, t}'::boolean[]) x;
-- a condition that is NULL is no trial
SELECT rate(x), rate_agg(x) FROM unnest('{t, f, NULL, NULL}'::boolean[]) x;
-- first-contact resolution by both denominators: of the tickets that are resolved, of all
CREATE TABLE ticket (id int, replies int, resolved timestamptz);
INSERT INTO ticket VALUES (1, 1, '2026-03-01 10:00+00'), (2, 1, '2026-03-01 11:00+00'),
	(3, 4, '2026-03-02 09:00+00'), (4, 1, NULL), (5, 2, NULL);
SELECT rate_agg(replies = 1) FILTER (WHERE resolved IS NOT NULL) AS of_resolved,
	rate_agg(CASE WHEN resolved IS NOT NULL THEN replies = 1 END) AS the_same,
	rate_agg(replies = 1 AND resolved IS NOT NULL) AS of_all, rate(replies = 1 AND resolved IS NOT NULL)
FROM ticket;
DROP TABLE ticket;

-- Intervals: Wilson. statsmodels' tests and R binom, cases C-7, C-9, C-10 of the sources.
SELECT s, rate(s), round(low::numeric, 11) AS low, round(high::numeric, 11) AS high, statsmodels
FROM (VALUES ('(18 of 20)'::cx_rate, '0.6989663547715, 0.9721335187862'),
	('(19 of 38)', '0.348499283643951, 0.651500716356049'), ('(1 of 30)', '0.00590859, 0.16670391'),
	('(0 of 30)', '0, 0.11351339'), ('(38 of 38)', '.., 1'), ('(0 of 77)', '0, ..')) v (s, statsmodels),
	rate_ci(s);
-- by hand: center and half width of the score interval of 3 of 7 at 80 %
SELECT round(low::numeric, 10) = round(100 * (c - h)::numeric, 10) AS low,
	round(high::numeric, 10) = round(100 * (c + h)::numeric, 10) AS high
FROM rate_ci('(3 of 7)'::cx_rate, level => 0.8), (SELECT 1.2815515655446004::float8 AS z) a,
	LATERAL (SELECT (3 + z * z / 2) / (7 + z * z) AS c,
		z / (7 + z * z) * sqrt(3 * 4 / 7.0 + z * z / 4) AS h) b;
SELECT test.refusal(format('SELECT rate_ci(''(1 of 2)''::cx_rate, %s)', level))
FROM unnest('{NULL::float8,0,1,95}'::text[]) level;

-- Change: 1 of 34 to 7 of 34, case C-11. Newcombe (0.019, 0.340) in statsmodels' tests (Fagerland 2015)
SELECT round(change::numeric, 8) AS change, round((100 * 6 / 34.0)::numeric, 8) AS by_hand,
	round((low / 100)::numeric, 3) AS low, round((high / 100)::numeric, 3) AS high,
	round(z::numeric, 6) AS z, round((6 / sqrt(34 * 2 * (8 / 68.0) * (60 / 68.0)))::numeric, 6) AS pooled,
	round(p_value::numeric, 6) AS p_value
FROM rate_change('(1 of 34)'::cx_rate, '(7 of 34)');
-- all, before and after: no variance to test with, but an interval
SELECT change, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, z, p_value
FROM rate_change('(10 of 10)'::cx_rate, '(10 of 10)');
SELECT rate_change('(1 of 34)'::cx_rate, '(7 of 34)', 0.8)
	= rate_change(before => '(1 of 34)'::cx_rate, after => '(7 of 34)',
	level => 0.8) AS named, a.high - a.low < b.high - b.low AS level
FROM rate_change('(1 of 34)'::cx_rate, '(7 of 34)', 0.8) a,
	rate_change('(1 of 34)'::cx_rate, '(7 of 34)', 0.99) b;
SELECT test.refusal(format('SELECT rate_change(''(1 of 2)''::cx_rate, ''(1 of 3)'', %s)', level))
FROM unnest('{NULL::float8,0,1,95}'::text[]) level;

-- No rows, only NULLs.
SELECT rate(x), rate_agg(x), rate_ci(rate_agg(x)) IS NULL AS ci, successes(rate_agg(x)), trials(rate_agg(x)),
	rollup(rate_agg(x)) OVER () FROM unnest('{}'::boolean[]) x;
SELECT rate(x), rate_agg(x), rate_ci(rate_agg(x)) IS NULL AS ci, successes(rate_agg(x)), trials(rate_agg(x))
FROM unnest('{NULL}'::boolean[]) x;
SELECT rate(NULL::cx_rate), successes(NULL::cx_rate), trials(NULL::cx_rate),
	rate_ci(NULL::cx_rate) IS NULL AS ci;
SELECT rate_change(a, b) IS NULL AS nothing FROM (VALUES ('()'::cx_rate, '(1 of 2)'::cx_rate),
	('(1 of 2)', '()'), ('()', '()'), (NULL, '(1 of 2)'), ('(1 of 2)', NULL)) v (a, b);

-- What is no condition.
SELECT call, x, test.refusal(format('SELECT %s FROM (SELECT %s AS x) v', call, x)) FROM unnest(ARRAY[
	'1::smallint', '1', '1::bigint', '1::numeric', '1::float8', '''yes''::text', 'date ''2026-01-01''']) x,
	(VALUES ('rate(x)'), ('rate_agg(x)')) c (call) ORDER BY call, x COLLATE "C";
SELECT test.refusal('SELECT rate(x) FROM unnest(''{}''::int[]) x') AS "no rows, no matter";
-- a domain over boolean is a boolean
CREATE DOMAIN yes_no AS boolean;
SELECT rate(x::yes_no), rate_agg(x::yes_no) FROM unnest('{t, f}'::boolean[]) x;
DROP DOMAIN yes_no;

-- Arithmetic. A difference has counts, but no rate.
SELECT '(50 of 500)'::cx_rate + '(1 of 13)', '(50 of 500)'::cx_rate - '(1 of 13)',
	'(50 of 500)'::cx_rate + '()', '(50 of 500)'::cx_rate - '(50 of 500)';
SELECT s, trials(s), successes(s) FROM (SELECT '(1 of 13)'::cx_rate - '(50 of 500)' AS s) v;
SELECT s, test.refusal(format('SELECT rate(%L::cx_rate)', s)),
	test.sqlstate(format('SELECT rate_ci(%L::cx_rate)', s)),
	test.sqlstate(format('SELECT rate_change(%L, ''(1 of 2)''::cx_rate)', s)),
	test.sqlstate(format('SELECT rate_change(''(1 of 2)''::cx_rate, %L)', s))
FROM unnest('{(-1 of 5),(6 of 5),(-1 of -5),(0 of -5),(1 of 0)}'::cx_rate[]) s;
SELECT test.detail('SELECT rate(''(6 of 5)''::cx_rate)');
SELECT rollup(s), rate(rollup(s)) FROM (VALUES ('(1 of 10)'::cx_rate), (NULL), ('(2 of 20)'), ('()')) v (s);
SELECT '(1 of 2)'::cx_rate + NULL, NULL - '(1 of 2)'::cx_rate;
SELECT test.refusal(q) FROM unnest(ARRAY['SELECT ''(1 of 9223372036854775807)''::cx_rate + ''(0 of 1)''',
	'SELECT ''(9223372036854775807 of 1)''::cx_rate + ''(1 of 0)''',
	'SELECT ''(1 of -9223372036854775808)''::cx_rate - ''(0 of 1)''',
	'SELECT ''(-9223372036854775808 of 1)''::cx_rate - ''(1 of 0)''',
	'SELECT cx_rate_count(''(0 of 9223372036854775807)'', false)',
	'SELECT cx_rate_count(''(9223372036854775807 of 1)'', true)',
	'SELECT cx_rate_uncount(''(0 of -9223372036854775808)'', true)',
	'SELECT cx_rate_uncount(''(-9223372036854775808 of 1)'', true)']) q;
SELECT cx_rate_count('(0 of 9223372036854775807)', NULL::boolean) AS "nothing added";
SELECT rate('(9223372036854775807 of 9223372036854775807)'::cx_rate),
	rate('(0 of 9223372036854775807)'::cx_rate);

-- Called by hand, a transition changes nothing but its copy; without a state there is none.
SELECT s, cx_rate_count(s, true), cx_rate_count(s, false), cx_rate_count(s, NULL::boolean),
	cx_rate_uncount(s, true), cx_rate_uncount(s, false), s AS unchanged
FROM (VALUES ('(1 of 2)'::cx_rate)) v (s);
SELECT cx_rate_count(NULL, true) IS NULL AND cx_rate_uncount(NULL, true) IS NULL AS no_state;
