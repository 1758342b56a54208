-- Laws of drivers over random data: figures are those of a regression, and neither the order of rows or
-- drivers, nor parts or plans matter.
SELECT setseed(0.6);
CREATE TABLE survey (id int, y int, x int[], f float8[], w int, part int);
INSERT INTO survey
SELECT id, 1 + floor(2 * mood + 3 * random()),
	ARRAY(SELECT 1 + floor((j % 3) * mood + (6 - j % 3) * random())
		FROM generate_series(1, 8) j WHERE id > 0),
	ARRAY(SELECT 1e6 + mood * j + random() FROM generate_series(1, 5) j WHERE id > 0),
	floor(4 * random()), id % 7
FROM (SELECT id, random() AS mood FROM generate_series(1, 3000) id OFFSET 0) v;
ANALYZE survey;

-- Raw weights sum to R squared, shares to 100, and none is negative.
SELECT abs(sum(raw_weight) / r_squared(s) - 1) < 1e-13 AS raw, abs(sum(share) - 100) < 1e-10 AS share,
	min(share) > 0 AS positive
FROM (SELECT driver_agg(y, x) AS s FROM survey UNION ALL SELECT driver_agg(y, f) FROM survey
	UNION ALL SELECT driver_agg(y, f, w) FROM survey) v, relative_weights(s) GROUP BY s;
-- What the coefficients leave of the overall score is orthogonal to each driver, and is 1 - R squared of its
-- variance.
SELECT bool_and(abs(corr) < 1e-10) AS orthogonal, max(abs(r2 - r_squared)) < 1e-12 AS r_squared
FROM (SELECT j, corr(rest, x[j]), 1 - var_pop(rest) / var_pop(y) AS r2, min(r) AS r_squared
	FROM (SELECT y, x, r, y - (SELECT sum(b * v) FROM unnest(c, x) AS u (b, v)) AS rest
		FROM survey, (SELECT array_agg(coefficient) AS c, r_squared(s) AS r
			FROM (SELECT driver_agg(y, x) AS s FROM survey) v, relative_weights(s) GROUP BY s) f) v,
		generate_series(1, 8) j GROUP BY j) v;
-- The order of drivers does not matter, to 1e-12; nor does that of rows, at all where numbers are whole.
SELECT max(abs(a.raw_weight - b.raw_weight)) < 1e-12 AS weight,
	max(abs(a.coefficient - b.coefficient)) < 1e-12 AS coefficient,
	bool_and(a.correlation = b.correlation AND a.mean = b.mean) AS same_mean
FROM relative_weights((SELECT driver_agg(y, x) FROM survey), '{1,2,3,4,5,6,7,8}') a
	JOIN relative_weights((SELECT driver_agg(y, ARRAY[x[8], x[3], x[5], x[1], x[2], x[7], x[4], x[6]])
		FROM survey), '{8,3,5,1,2,7,4,6}') b USING (driver);
SELECT driver_agg(y, x ORDER BY id) = driver_agg(y, x ORDER BY y, id DESC) AS whole,
	driver_agg(y, x, w ORDER BY id) = driver_agg(y, x, w ORDER BY y, id DESC) AS weighted FROM survey;
-- A weight of 1 is none; a whole weight is a row so many times.
SELECT driver_agg(y, x) = driver_agg(y, x, 1) AS ones,
	driver_agg(y, f) = driver_agg(y, f, 1) AS ones_of_fractions FROM survey;
SELECT max(abs(a.raw_weight - b.raw_weight)) < 1e-13 AS whole,
	max(abs(a.coefficient - b.coefficient)) < 1e-13 AS coefficient,
	bool_and(a.correlation = b.correlation AND a.mean = b.mean) AS same_mean
FROM relative_weights((SELECT driver_agg(y, x, w) FROM survey)) a JOIN relative_weights(
	(SELECT driver_agg(y, x) FROM survey, generate_series(1, w))) b USING (driver);
-- Parts in any order are the whole: to the last bit for whole numbers, and to 1e-12 for others, though these
-- lie a million times as far from 0 as they vary.
SELECT rollup(s ORDER BY part) = whole AS forth, rollup(s ORDER BY part DESC) = whole AS back,
	rollup(s) + '()' = '()' + rollup(s) AS neutral
FROM (SELECT part, driver_agg(y, x) AS s FROM survey GROUP BY part) v,
	(SELECT driver_agg(y, x) AS whole FROM survey) w GROUP BY whole;
SELECT max(abs(a.raw_weight - b.raw_weight)) < 1e-12 AS weight, max(abs(a.mean / b.mean - 1)) < 1e-12 AS mean,
	max(abs(a.coefficient / b.coefficient - 1)) < 1e-12 AS coefficient
FROM (SELECT rollup(s ORDER BY part) AS f, rollup(s ORDER BY part DESC) AS g
	FROM (SELECT part, driver_agg(y, f, w) AS s FROM survey GROUP BY part) v) v,
	relative_weights(f) a JOIN relative_weights(g) b USING (driver);
SELECT bool_and(a.s + b.s = b.s + a.s) AS commutes FROM
	(SELECT part, driver_agg(y, x) AS s FROM survey GROUP BY part) a,
	(SELECT part, driver_agg(y, x, w) AS s FROM survey GROUP BY part) b;
-- Neither the unit of a driver nor its origin matters.
SELECT max(abs(a.raw_weight - b.raw_weight)) < 1e-12 AS weight,
	max(abs(1024 * a.coefficient / b.coefficient - 1)) < 1e-10 AS coefficient
FROM relative_weights((SELECT driver_agg(y, x) FROM survey)) a JOIN relative_weights(
	(SELECT driver_agg(y, ARRAY(SELECT 1048576 + v / 1024.0 FROM unnest(x) v)) FROM survey)) b USING (driver);

-- A parallel plan gives what a serial one does.
CREATE FUNCTION answer() RETURNS cx_drivers[] LANGUAGE sql AS
$$ SELECT ARRAY[driver_agg(y, x), driver_agg(y, x, w)] FROM survey $$;
CREATE TABLE serial AS SELECT answer() AS states;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT test.plan('SELECT driver_agg(y, x) FROM survey');
SELECT states = answer() AS same FROM serial;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP FUNCTION answer();
DROP TABLE survey, serial;
