-- Text form of cx_drivers: what is read back is the same, what no rows can have made is refused.
SELECT s, s::text::cx_drivers = s AS round_trip
FROM unnest(ARRAY['()', '(drivers 0, responses 0, left out 3)', '(drivers 50, responses 0, left out 1)',
	'(drivers 2, responses 3, left out 2: 3; 12 50; 9 38 29; 4 17 13 6)',
	'(drivers 1, responses 1, left out 0: 1; 0 0; 0 0 0)',
	'(drivers 1, responses 2, left out 0: 2; -3 5; 0 1 2)',
	'(drivers 1, responses 1, left out 0: 1e+60; 1e+120 1e+180; 1 1e+60 1e-60)',
	'(drivers 1, responses 1, left out 9223372036854775807: 1e-60; 1e-120 1e-180; -1 -1e-60 1e+60)'
]::cx_drivers[]) AS s;
-- what a sum leaves out is carried along; the settings for floats are not looked at
SET extra_float_digits = -15;
SELECT s, s::text::cx_drivers = s AS round_trip
FROM (SELECT driver_agg(0.1, ARRAY[i / 3.0]) AS s FROM generate_series(1, 3) i) v;
SELECT bool_and(s::text::cx_drivers = s) AS round_trip
FROM (SELECT driver_agg(exp((i * 37 % 101) - 50), ARRAY[sin(i), i / 7.0, -i], 0.1 + i % 3) AS s
	FROM generate_series(1, 5000) i GROUP BY i % 50) v;
-- blanks are free
SELECT E' (drivers 1 ,responses  2, left out 0:2;-3e0\t5 ; 0.0 1\n2.000) '::cx_drivers;
RESET extra_float_digits;

-- y 4, 3, 5 and x 3, 2, 4 make (drivers 1, responses 3, left out 0: 3; 12 50; 9 38 29)
SELECT input, test.detail(format('SELECT %L::cx_drivers', input)) FROM unnest(ARRAY['', '(', '()x',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 29',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 29))',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 29 1)',
	'(drivers 1, responses 3, left out 0: 3; 12 50)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 29; 1 1 1 1)',
	'(drivers 2, responses 3, left out 0: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 3, 12 50, 9 38 29)',
	'(drivers 1, responses 3, left out 0; 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3: 3; 12 50; 9 38 29)', '(responses 3, left out 0: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3.0, left out 0: 3; 12 50; 9 38 29)',
	'(drivers 1.0, responses 3, left out 0: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 nan)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 inf)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 1e999)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 0x1d)',
	'(drivers 51, responses 0, left out 1)', '(drivers -1, responses 0, left out 1)',
	'(drivers 2147483648, responses 0, left out 1)', '(drivers 0, responses 3, left out 0: 3; 12 50)',
	'(drivers 0, responses 0, left out 0)', '(drivers 2, responses 0, left out 0)',
	'(drivers 2, responses 0, left out -1)', '(drivers 1, responses 0, left out 1: 0; 0 0; 0 0 0)',
	'(drivers 1, responses -3, left out 0: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out -1: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 9223372036854775808: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; -0 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9~-0 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9~1 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9~1e-310 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 0~1e-20 0 29)',
	'(drivers 1, responses 3, left out 0: 0; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: -3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 1e-61; 1e-61 1e-61; 1e-61 1e-61 1e-61)',
	'(drivers 1, responses 3, left out 0: 1e61; 1 1; 1 1 1)',
	-- squares, variances and correlations that there cannot be
	'(drivers 1, responses 3, left out 0: 3; 12 -50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 47.9; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 26.9)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38.1 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 33.9 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 0 1 0)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 0 0 1e-181)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 0 0 4e120)']) input;
-- and those that there can
SELECT test.detail(format('SELECT %L::cx_drivers', input)) AS possible FROM unnest(ARRAY[
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 38 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 9 34 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 48; 9 36 29)',
	'(drivers 1, responses 3, left out 0: 3; 12 50; 0 0 3e120)']) input;

-- Binary form: version 1, drivers, responses, rows left out, sums as high and low parts.
SELECT encode(cx_drivers_send('(drivers 1, responses 1, left out 2: 1; 2 4; 3 6 9)'), 'hex') AS some,
	encode(cx_drivers_send('()'), 'hex') AS empty;

-- Equality, hashing, grouping, order.
SELECT a = b AS eq, a <> b AS ne, cx_drivers_hash(a) = cx_drivers_hash(b) AS hash,
	cx_drivers_hash_extended(a, 7) = cx_drivers_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(drivers 1, responses 1, left out 2: 1; 2 4; 3 6 9)'::cx_drivers,
	'(drivers 1, responses 1, left out 2: 1; 2 4; 3 6 9)'::cx_drivers),
	('(drivers 1, responses 1, left out 2: 1; 2 4; 3 6 9)',
	 '(drivers 1, responses 1, left out 3: 1; 2 4; 3 6 9)'),
	('(drivers 1, responses 0, left out 2)', '(drivers 2, responses 0, left out 2)'),
	('()', '()'), ('()', '(drivers 0, responses 0, left out 1)')) AS v (a, b);
CREATE TABLE drivers_io (s cx_drivers PRIMARY KEY);
INSERT INTO drivers_io SELECT driver_agg(j % 5, ARRAY[j % 7, j % 3])
FROM generate_series(1, 40) i, generate_series(1, i) j GROUP BY i;
INSERT INTO drivers_io VALUES ('()');
SELECT count(*) AS states, count(DISTINCT s) AS different, bool_and(s > before) AS sorted
FROM (SELECT s, lag(s) OVER (ORDER BY s) AS before FROM drivers_io) v;
SELECT test.detail('INSERT INTO drivers_io SELECT s FROM drivers_io LIMIT 1') ~ '23505' AS unique;
DROP TABLE drivers_io;

-- Casts are explicit, and only to json and jsonb; there is no difference.
SELECT s::json FROM unnest(ARRAY['()', '(drivers 2, responses 0, left out 7)',
	'(drivers 2, responses 3, left out 2: 3; 12 50; 9 38 29; 4 17 13 6)']::cx_drivers[]) s;
SELECT '(drivers 1, responses 3, left out 2: 3; 12 50; 9 38 29)'::cx_drivers::jsonb;
SELECT test.sqlstate($$SELECT '()'::cx_drivers - '()'$$) AS minus,
	test.sqlstate($$SELECT '()'::cx_drivers::bytea$$) AS cast;

-- In tables: short, compressed, out of line.
CREATE TABLE drivers_io (k int, s cx_drivers);
INSERT INTO drivers_io SELECT k, driver_agg(i % 11, ARRAY(SELECT i * j % 13 + j FROM generate_series(1, k) j))
FROM unnest('{1, 2, 20, 50}'::int[]) k, generate_series(1, 60) i GROUP BY k;
ALTER TABLE drivers_io ALTER s SET STORAGE external;
INSERT INTO drivers_io SELECT -k, s FROM drivers_io;
SELECT count(*) AS pairs, bool_and(a.s = b.s AND a.s::text = b.s::text AND responses(a.s) = 60
	AND cx_drivers_hash(a.s) = cx_drivers_hash(b.s) AND a.s + '()' = b.s) AS same
FROM drivers_io a JOIN drivers_io b ON a.k = -b.k WHERE a.k > 0;
DROP TABLE drivers_io;
