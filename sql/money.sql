-- Amounts of money, of every type, are exact. Read back through the text form of a state: (before 1:
-- AMOUNT, ...
CREATE FUNCTION pg_temp.amount(state cx_revenue) RETURNS text LANGUAGE sql AS $$
	SELECT (regexp_match(state::text, '^\(before 1: ([-0-9.]+),'))[1] $$;
SELECT pg_temp.amount(revenue_agg(x, x)) FROM unnest('{1, 32767}'::smallint[]) x GROUP BY x ORDER BY x;
SELECT pg_temp.amount(revenue_agg(x, x)) FROM unnest('{1, 2147483647}'::integer[]) x GROUP BY x ORDER BY x;
SELECT pg_temp.amount(revenue_agg(x, x)) FROM unnest('{1, 9223372036854775807}'::bigint[]) x GROUP BY x
	ORDER BY x;
-- A numeric is what it says; zeros behind the last digit say nothing.
SELECT x, pg_temp.amount(revenue_agg(x, x)) = trim_scale(x)::text AS exact
	FROM unnest(ARRAY[1, 49.99, 49.990000, 0.01, 0.1, 10000, 10000.0001,
	123456789012345678901234567890.123456789,
	1e30, 1e46, 1e-30, 0.000000000000000000000000000001, 0.100000000000000000000000000000000000000000,
		99999999.99999999, 1234.5678,
		57896044618658097711785492504343953926634992332.820282019728792003956564819967]::numeric[]) x
		GROUP BY x ORDER BY x;
-- Every power of ten that fits.
SELECT count(*), bool_and(pg_temp.amount(s) = trim_scale(x)::text) AS exact
	FROM (SELECT x, revenue_agg(x, x) AS s FROM (SELECT ('9e' || e)::numeric AS x
	FROM generate_series(-30, 45) e) v GROUP BY x) w;
SELECT count(*) > 4900 AS enough, bool_and(pg_temp.amount(s) = trim_scale(x)::text) AS exact
	FROM (SELECT x, revenue_agg(x, x) AS s
	FROM (SELECT round((random() * 10 ^ (i % 30))::numeric, i % 31) + (i % 7) * 0.0001 AS x
	FROM generate_series(1, 5000) i) v WHERE x > 0 GROUP BY x) w;
-- Every form that numeric is stored in: how many digits, where the point is, the scale shown. Each alone,
-- and all of them in one sum, as amount before and after and as a subscription.
CREATE TABLE money_forms AS SELECT DISTINCT ON (a::text) row_number() OVER () AS id, a
FROM (SELECT round(m * 10::numeric ^ -k, shown) AS a
	FROM unnest('{1, 7, 10, 99, 4096, 9999, 10000, 10001, 99999999, 100000000, 100010001, 123456789,
	4294967296, 9999999999999999, 10000000000000001,
	123456789012345678901}'::numeric[]) m, generate_series(0, 14) k,
	unnest('{0,2,6,8,20,70}'::int[]) shown) v WHERE a > 0;
SELECT count(*) > 500 AS enough, bool_and(pg_temp.amount(s)::numeric = a) AS before,
	bool_and((regexp_match(once::text, ': 1 ([0-9.]+), 0 0, 0 0, 0 0, 0 0\)$'))[1]::numeric = a) AS once
FROM (SELECT id, a, revenue_agg(a, a) AS s, revenue_agg(id, date '2025-01-01', NULL, a, 'month') AS once
	FROM money_forms GROUP BY id, a) v;
SELECT (regexp_match(revenue_agg(a, a)::text, '^\(before \d+: ([0-9.]+),'))[1]::numeric = sum(a) AS before,
	(revenue_agg(id, date '2025-01-01', NULL, a, 'month')::json #>> '{movements,0,new,amount}')::numeric =
	sum(a) AS once FROM money_forms;
-- A negative one is found in each of them.
SELECT count(*) AS accepted FROM money_forms,
	LATERAL (SELECT test.refusal(format('SELECT revenue_agg(1, %s::numeric)', -a)) AS before,
	test.refusal(format('SELECT revenue_agg(1, date ''2025-01-01'', NULL, %s::numeric, ''month'')', -a))
	AS once) r
WHERE r.before NOT LIKE '22003 recurring revenue must not be negative: -%'
	OR once NOT LIKE
		'22003 recurring revenue of customer 1 is negative at the end of the month of 2025-01-01: -%';
DROP TABLE money_forms;
-- The other types as a subscription's amount: around the largest that is a whole number of millionths in 64
-- bits.
SET extra_float_digits = 1;
SELECT t, count(*),
	bool_and((regexp_match(s::text, ': 1 ([0-9.]+), 0 0, 0 0, 0 0, 0 0\)$'))[1]::numeric = a::numeric)
	AS exact
FROM (SELECT 'bigint' AS t, a::text, revenue_agg(1, date '2025-01-01', NULL, a, 'month') AS s
	FROM unnest('{1, 9223372036854, 9223372036855, 9223372036854775807}'::bigint[]) a GROUP BY a
	UNION ALL SELECT 'integer', a::text, revenue_agg(1, date '2025-01-01', NULL, a, 'month')
		FROM unnest('{1, 2147483647}'::int[]) a GROUP BY a
	UNION ALL SELECT 'smallint', a::text, revenue_agg(1, date '2025-01-01', NULL, a, 'month')
		FROM unnest('{1, 32767}'::smallint[]) a GROUP BY a
	UNION ALL SELECT 'float8', a::text, revenue_agg(1, date '2025-01-01', NULL, a, 'month')
		FROM unnest('{0.1, 49.99, 0.001, 1e-7, 8999999999999.98, 8999999999999.99, 9e12, 9223372036854.77,
		9223372036854.78, 9999999999999.99, 1e13, 1e22}'::float8[]) a GROUP BY a) v GROUP BY t ORDER BY t;
RESET extra_float_digits;
-- A double precision amount is its shortest decimal.
SET extra_float_digits = 1;
SELECT x, pg_temp.amount(revenue_agg(x, x))
	FROM unnest('{0.1, 49.99, 0.30000000000000004, 1e22, 123456.789, 0.000001, 1e-7, 9007199254740993,
	1234567890123.45, 12345678901234.56, 4503599627370497.5, 1e15,
	99999999999999.99}'::float8[]) x GROUP BY x ORDER BY x;
SELECT count(*) > 9000 AS enough, bool_and(pg_temp.amount(s)::numeric = x::text::numeric) AS exact
	FROM (SELECT x, revenue_agg(x, x) AS s
	FROM (SELECT (round((random() * 10 ^ (i % 14))::numeric, 2))::float8 AS x FROM generate_series(1, 5000) i
	UNION SELECT random() * 1e5 FROM generate_series(1, 5000)) v WHERE x > 0 GROUP BY x) w;
RESET extra_float_digits;
-- So sums do not depend on the order of rows, and 0.1 + 0.2 is 0.3.
SELECT revenue_before(revenue_agg(x, x)), sum(x) = 0.3 AS plain FROM unnest('{0.1, 0.2}'::float8[]) x;
SELECT revenue_before(revenue_agg(x, x)), revenue_before(revenue_agg(x, x ORDER BY x)) AS ascending,
	revenue_before(revenue_agg(x, x ORDER BY x DESC)) AS descending
	FROM unnest('{1e16, 1, 1, 1, 1, 0.01}'::float8[]) x;
SELECT count(DISTINCT s::text) AS orders FROM (SELECT revenue_agg(x, y ORDER BY r) AS s
	FROM (SELECT k, i % 97 / 10.0 AS x, i % 89 / 100::float8 AS y, random() AS r
	FROM generate_series(1, 5) k, generate_series(1, 2000) i) v GROUP BY k) w;
-- The one rounding is at the end, to the nearest.
SELECT revenue_before('(before 1: 0.3, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0,
	churned 0: 0)') = 0.3 AS nearest,
	revenue_before('(before 1: 9007199254740993, new 0: 0, reactivated 0: 0, expansion 0: 0,
		contraction 0: 0, churned 0: 0)') = 9007199254740992 AS tie_to_even,
	revenue_before('(before 1: 9007199254740993.000000000000000000000000000001, new 0: 0, reactivated 0: 0,
		expansion 0: 0, contraction 0: 0, churned 0: 0)') = 9007199254740994 AS above_the_tie;

-- More than 30 decimals are rounded to 30, half away from zero, as round() does: a price of a twelfth of a
-- year in another currency has 36.
SELECT scale(x) AS decimals, x = round(x, 30) AS fits, revenue_before(revenue_agg(x, x))
	FROM (VALUES ((100 / 12.0) * (0.92 / 1.07))) v (x) GROUP BY x;
SELECT count(*) > 2000 AS enough, count(*) FILTER (WHERE x <> round(x, 30)) > 1200 AS many_round,
	bool_and(CASE WHEN round(x, 30) > 0 THEN pg_temp.amount(s)::numeric = round(x, 30)
	ELSE s = '()' END) AS exact
FROM (SELECT x, revenue_agg(x, x) AS s
	FROM (SELECT ((i * 7919) % 1000003 + i) * ('1e-' || 28 + i % 9)::numeric AS x
		FROM generate_series(1, 2000) i
	UNION SELECT i * ('1e-' || e)::numeric FROM generate_series(1, 9) i, generate_series(28, 36) e
	UNION SELECT 12345 + i * 1e-32 FROM generate_series(0, 1000, 25) i
	UNION SELECT 1 - ('1e-' || e)::numeric FROM generate_series(29, 60) e) v GROUP BY x) w;
SELECT x, revenue_agg(1, x) FROM unnest('{1.4999e-30, 1.5e-30, 4.9e-31, 5e-31, 1e-31, 5e-324}'::float8[]) x
	GROUP BY x ORDER BY x DESC;
-- What rounds to nothing is nothing, from below, too; a sum of it as well.
SELECT revenue_agg(x, x) FROM unnest('{4e-31, 4e-31, -4e-31}'::numeric[]) x;
SELECT revenue_agg(1, date '2025-01-01', NULL, x, 'month') FROM unnest('{4e-31, -4e-31}'::numeric[]) x;
-- The text of a state has no more: it is read as it is, or not at all.
SELECT test.refusal(format('SELECT %L::cx_revenue',
	'(before 1: 0.0000000000000000000000000000001, new 0: 0, reactivated 0: 0, expansion 0: 0,
	contraction 0: 0, churned 0: 0)'));

-- What is no amount says so.
SELECT test.refusal(format('SELECT revenue_agg(%L::%s, 1)', x, t))
	FROM (VALUES ('NaN', 'numeric'), ('Infinity', 'numeric'), ('-Infinity', 'numeric'), ('NaN', 'float8'),
	('Infinity', 'float8'), ('-Infinity', 'float8'),
	('-1', 'smallint'), ('-1', 'integer'), ('-9223372036854775808', 'bigint'), ('-0.01', 'numeric'),
		('-0.01', 'float8'), ('-1e-30', 'numeric'), ('-1e20', 'float8'),
	('1e47', 'numeric'), ('1e1000', 'numeric'), ('1e308', 'float8'), ('1e47', 'float8'),
	('57896044618658097711785492504343953926634992332.820282019728792003956564819968', 'numeric')) v (x, t);
SELECT test.refusal(format('SELECT revenue_agg(1, %L::numeric)', '-5'));
-- A sum beyond the range.
SELECT test.refusal('SELECT revenue_agg(x, x) FROM (VALUES (5e46), (5e46)) v (x)');
