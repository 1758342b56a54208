-- Drivers of an overall score: their relative weights, and what they rest on.
CREATE TABLE cars (mpg numeric, cyl smallint, disp numeric, hp integer, gear smallint);
-- mtcars of R; README of R's rwa: R squared .7791896, raw .2284797 .2221469 .2321744 .0963886, % 29.32274
-- 28.50999 29.79691 12.37037, signs - - - +
INSERT INTO cars VALUES
	(21, 6, 160, 110, 4), (21, 6, 160, 110, 4), (22.8, 4, 108, 93, 4), (21.4, 6, 258, 110, 3),
	(18.7, 8, 360, 175, 3), (18.1, 6, 225, 105, 3), (14.3, 8, 360, 245, 3), (24.4, 4, 146.7, 62, 4),
	(22.8, 4, 140.8, 95, 4), (19.2, 6, 167.6, 123, 4), (17.8, 6, 167.6, 123, 4), (16.4, 8, 275.8, 180, 3),
	(17.3, 8, 275.8, 180, 3), (15.2, 8, 275.8, 180, 3), (10.4, 8, 472, 205, 3), (10.4, 8, 460, 215, 3),
	(14.7, 8, 440, 230, 3), (32.4, 4, 78.7, 66, 4), (30.4, 4, 75.7, 52, 4), (33.9, 4, 71.1, 65, 4),
	(21.5, 4, 120.1, 97, 3), (15.5, 8, 318, 150, 3), (15.2, 8, 304, 150, 3), (13.3, 8, 350, 245, 3),
	(19.2, 8, 400, 175, 3), (27.3, 4, 79, 66, 4), (26, 4, 120.3, 91, 5), (30.4, 4, 95.1, 113, 5),
	(15.8, 8, 351, 264, 5), (19.7, 6, 145, 175, 5), (15, 8, 301, 335, 5), (21.4, 4, 121, 109, 4);
SELECT driver, responses, round(raw_weight::numeric, 7) AS raw_weight, round(share::numeric, 5) AS share,
	sign(coefficient) AS sign
FROM relative_weights((SELECT driver_agg(mpg, ARRAY[cyl, disp, hp, gear]) FROM cars), '{cyl,disp,hp,gear}');
SELECT round(r_squared(driver_agg(mpg, ARRAY[cyl, disp, hp, gear]))::numeric, 7) AS r_squared,
	responses(driver_agg(mpg, ARRAY[cyl, disp, hp, gear])),
	rows_left_out(driver_agg(mpg, ARRAY[cyl, disp, hp, gear]))
FROM cars;
-- means and correlations are PostgreSQL's own; one driver has all of R squared, and its regression
SELECT abs(w.mean - m) < 1e-14 * m AS mean, abs(correlation - r) < 1e-14 AS correlation
FROM (SELECT driver_agg(mpg, ARRAY[cyl, hp]) AS s, avg(hp) AS m, corr(mpg, hp) AS r FROM cars) v,
	relative_weights(s, '{cyl,hp}') w WHERE driver = 'hp';
SELECT driver, share, abs(raw_weight - r2) < 1e-14 AS raw_weight,
	abs(r_squared(s) - r2) < 1e-14 AS r_squared, abs(coefficient - slope) < 1e-14 AS coefficient
FROM (SELECT driver_agg(mpg, ARRAY[hp]) AS s, regr_r2(mpg, hp) AS r2, regr_slope(mpg, hp) AS slope
	FROM cars) v,
	relative_weights(s);
-- Two drivers have a closed form: the root of their correlations is (a b, b a).
SELECT abs(w1.raw_weight - (a * a * b1 * b1 + b * b * b2 * b2)) < 1e-14 AS first,
	abs(w2.raw_weight - (b * b * b1 * b1 + a * a * b2 * b2)) < 1e-14 AS second
FROM (SELECT s, a, b, (a * r1 - b * r2) / (a * a - b * b) AS b1, (a * r2 - b * r1) / (a * a - b * b) AS b2
	FROM (SELECT driver_agg(mpg, ARRAY[cyl, gear]) AS s, corr(mpg, cyl) AS r1, corr(mpg, gear) AS r2,
			(sqrt(1 + corr(cyl, gear)) + sqrt(1 - corr(cyl, gear))) / 2 AS a,
			(sqrt(1 + corr(cyl, gear)) - sqrt(1 - corr(cyl, gear))) / 2 AS b FROM cars) r) v,
	relative_weights(s, '{1,2}') w1, relative_weights(s, '{1,2}') w2
WHERE w1.driver = '1' AND w2.driver = '2';
-- Types of columns and of arrays are all the same.
SELECT count(DISTINCT s) FROM (SELECT unnest(ARRAY[
	driver_agg(hp, ARRAY[cyl, gear]), driver_agg(hp::smallint, ARRAY[cyl, gear]::int[]),
	driver_agg(hp::numeric, ARRAY[cyl, gear]::numeric[]), driver_agg(hp::bigint, ARRAY[cyl, gear]::bigint[]),
	driver_agg(hp, ARRAY[cyl, gear]::float8[]), driver_agg(hp, ARRAY[cyl, gear]::real[]),
	driver_agg(hp, ('[0:1]={' || cyl || ',' || gear || '}')::int[])]) AS s FROM cars) v;

-- A row with a NULL is left out and counted; one of weight 0 is not there.
CREATE TABLE answers (overall int, a int, b int, weight float8);
INSERT INTO answers VALUES (4, 3, 1, 1), (3, 2, 1, 2), (5, 4, 2, 1), (1, 2, 3, 0.5), (NULL, 1, 1, 1),
	(3, NULL, 2, 1), (4, 4, NULL, 1), (NULL, NULL, NULL, 1), (2, NULL, 1, 0), (1, 1, 1, 0);
SELECT driver_agg(overall, ARRAY[a, b]) AS plain, driver_agg(overall, ARRAY[a, b], weight) AS weighted
FROM answers;
SELECT driver_agg(overall, CASE WHEN a = b THEN NULL ELSE ARRAY[a, b] END) AS no_array,
	driver_agg(overall, CASE WHEN a > 90 THEN ARRAY[a, b] END) AS none FROM answers;
SELECT driver_agg(NULL, ARRAY[1, 2], NULL) AS any_weight;
SELECT driver_agg(1, ARRAY[1]) AS no_rows FROM answers WHERE false;
-- weighted figures by hand
SELECT driver, responses, abs(mean - m) < 1e-15 AS mean, abs(correlation - c) < 1e-14 AS correlation
FROM (SELECT s, sum(w * a) / sum(w) AS m,
		(sum(w * a * y) / sum(w) - sum(w * a) * sum(w * y) / sum(w) ^ 2) /
		sqrt((sum(w * a * a) / sum(w) - (sum(w * a) / sum(w)) ^ 2) *
			(sum(w * y * y) / sum(w) - (sum(w * y) / sum(w)) ^ 2)) AS c
	FROM (SELECT driver_agg(overall, ARRAY[a, b], weight) AS s FROM answers) d,
		(SELECT a, overall AS y, weight AS w FROM answers WHERE overall + a + b IS NOT NULL) r GROUP BY s) v,
	relative_weights(s) WHERE driver = 'driver 1';
SELECT test.refusal(format('SELECT driver_agg(%s)', arguments)) FROM unnest(ARRAY[
	'1, ARRAY[1], -1', '1, ARRAY[1], ''NaN''', '1, ARRAY[1], ''inf''', '1, ARRAY[1], 1e61',
	'1, ARRAY[1], NULL', '''NaN'', ARRAY[1]', '''-inf'', ARRAY[1]', '1, ARRAY[1, ''NaN'']::float8[]',
	'1, ARRAY[1e61]', '1, ARRAY[-1e-61]',
	'1, ARRAY[]::int[]', '1, ARRAY[[1, 2]]', '1, array_fill(1, ARRAY[51])',
	'a, array_fill(1, ARRAY[a])) FROM generate_series(1, 2) AS a(a']) arguments;
-- another length is found whatever else is wrong with the row
SELECT test.sqlstate('SELECT driver_agg(y, x) FROM (VALUES (1, ARRAY[1, 2]), (NULL, ARRAY[1])) v (y, x)'),
	test.sqlstate('SELECT driver_agg(y, x) FROM (VALUES (NULL, ARRAY[1, NULL]), (1, ARRAY[1])) v (y, x)');
SELECT test.refusal($$SELECT '(drivers 1, responses 0, left out 2)'::cx_drivers +
	'(drivers 2, responses 3, left out 2: 3; 12 50; 9 38 29; 4 17 13 6)'$$);
SELECT test.refusal($$SELECT '(drivers 1, responses 0, left out 9223372036854775807)'::cx_drivers +
	'(drivers 0, responses 0, left out 1)'$$), test.sqlstate($$SELECT '(drivers 1, responses
	9223372036854775807, left out 0: 9223372036854775807; 0 0; 0 0 0)'::cx_drivers +
	'(drivers 1, responses 1, left out 0: 1; 0 0; 0 0 0)'$$) AS too_many;

-- What is undefined is NULL: a state without responses, too few of them, an overall score that is constant.
SELECT s, r_squared(s), responses(s), rows_left_out(s), (SELECT count(*) FROM relative_weights(s)) AS rows
FROM unnest(ARRAY['()', '(drivers 3, responses 0, left out 7)', NULL]::cx_drivers[]) s;
SELECT (SELECT count(*) FROM relative_weights(NULL::cx_drivers[])) AS "null",
	(SELECT count(*) FROM relative_weights('{}'::cx_drivers[])) AS none,
	(SELECT count(*) FROM relative_weights(ARRAY['()', NULL]::cx_drivers[], '{a}')) AS empty;
SELECT n, round(r_squared(s)::numeric, 12) AS r2, driver, responses, round(mean::numeric, 12) AS mean,
	round(correlation::numeric, 12) AS correlation, round(coefficient::numeric, 12) AS coefficient,
	round(raw_weight::numeric, 12) AS raw_weight, round(share::numeric, 10) AS share
FROM (SELECT n, driver_agg(y, ARRAY[a, b]) AS s
	FROM (VALUES (1, 5, 1, 2), (2, 4, 2, 2), (3, 4, 2, 3), (4, 1, 5, 1)) v (i, y, a, b),
		generate_series(1, 3) n WHERE i <= n GROUP BY n) v, relative_weights(s) w ORDER BY n, driver;
SELECT r_squared(s), driver, responses, round(mean::numeric, 12) AS mean, correlation, coefficient,
	raw_weight, share
FROM (SELECT driver_agg(0.1, ARRAY[a, b]) AS s FROM answers) v,
	relative_weights(s, '{a,b}') w;
-- neither of two explains anything: of nothing there is no share
SELECT r_squared(s), w.* FROM (SELECT driver_agg(y, ARRAY[a, b]) AS s
	FROM generate_series(1, 2) y, unnest('{-1,1}'::int[]) a, unnest('{-1,1}'::int[]) b) v,
	relative_weights(s) w;
-- Constant and dependent drivers are named.
SELECT test.refusal(format('SELECT * FROM cars, LATERAL relative_weights((SELECT driver_agg(mpg, ARRAY[%s])
	FROM cars), %s)', drivers, names)) FROM (VALUES ('hp, 4, cyl', $$'{hp,wheels,cyl}'$$),
	('hp, 0.1, 0.2', 'NULL'), ('hp, cyl, hp', $$'{hp,cyl,again}'$$),
	('disp, gear, cyl, 2 * disp - hp, hp', 'NULL')) v (drivers, names);
SELECT test.detail(format('SELECT r_squared(driver_agg(mpg, ARRAY[%s])) FROM cars', drivers))
FROM unnest('{"hp, 0.1 + 0.2","gear, hp + cyl, hp, cyl"}'::text[]) drivers;
SELECT test.refusal(format('SELECT * FROM relative_weights(%L::cx_drivers, %L)',
	'(drivers 2, responses 4, left out 0: 4; 14 54; 12 45 38; 10 34 31 30)', names))
FROM unnest(ARRAY['{a}', '{a,b,c}', '{a,NULL}', '{a,a}', '{}', '{a,b}']) names;

-- Intervals: shares without each part in turn; t with 3 degrees of freedom is 3.182446305284263.
CREATE TABLE parts AS
SELECT i % 4 AS part, i, (i * 7919 % 101) / 20 AS y, i % 7 AS a, (i * 37 + i / 9) % 11 AS b
FROM generate_series(1, 400) i;
UPDATE parts SET y = y + a + b / 3;
SELECT driver, responses, share = alone AS same_share, abs(low - (share - t * e)) < 1e-10 AS low,
	abs(high - (share + t * e)) < 1e-10 AS high, low < share AND share < high AS holds
FROM (SELECT w.*, one.share AS alone, 3.182446305284263 AS t,
		sqrt(3 / 4.0::float8 * (SELECT sum((r.share - m) ^ 2) FROM (SELECT r.share, avg(r.share) OVER () AS m
			FROM generate_series(0, 3) k, LATERAL (SELECT driver_agg(y, ARRAY[a, b]) AS s FROM parts
				WHERE part <> k) d, relative_weights(s, '{a,b}') r WHERE r.driver = w.driver) r)) AS e
	FROM (SELECT array_agg(s) AS s, rollup(s) AS whole FROM (SELECT driver_agg(y, ARRAY[a, b]) AS s
			FROM parts GROUP BY part) v) v,
		relative_weights(s, '{a,b}') w JOIN relative_weights(whole, '{a,b}') one USING (driver)) v;
-- parts that are empty do not count; of one there is no error; a level is an argument
SELECT one.driver, one.low, one.high, w.low = more.low AS same,
	w.high - w.share > less.high - less.share AS wider
FROM (SELECT array_agg(s) AS s, rollup(s) AS whole FROM (SELECT driver_agg(y, ARRAY[a, b]) AS s
		FROM parts GROUP BY part) v) v, relative_weights(ARRAY[NULL, whole, '()']) one
	JOIN relative_weights(s) w USING (driver)
	JOIN relative_weights(array_cat(s, '{NULL,()}')) more USING (driver)
	JOIN relative_weights(s, level => 0.8) less USING (driver);
SELECT test.refusal($$SELECT * FROM relative_weights('{}'::cx_drivers[], NULL, 1)$$),
	test.sqlstate($$SELECT * FROM relative_weights('{}'::cx_drivers[], NULL, NULL)$$);
SELECT test.refusal($$SELECT * FROM relative_weights(ARRAY[
	(SELECT driver_agg(y, ARRAY[a, 1]) FROM parts),
	(SELECT driver_agg(y, ARRAY[a, 2]) FROM parts)], '{a,b}')$$);
SELECT test.detail($$SELECT * FROM relative_weights(ARRAY[NULL, '(drivers 1, responses 0, left out 2)',
	'(drivers 2, responses 0, left out 2)']::cx_drivers[])$$);
-- A part whose absence leaves nothing to explain makes the share undefined, and with it the interval.
SELECT driver, responses, round(share) AS share, low, high FROM relative_weights(ARRAY[
	(SELECT driver_agg(3, ARRAY[a, b]) FROM parts),
	(SELECT driver_agg(4, ARRAY[a, b]) FROM parts WHERE a > 2)]);

-- Groups, filters, windows.
SELECT part, responses(driver_agg(y, ARRAY[a, b])),
	responses(driver_agg(y, ARRAY[a, b]) FILTER (WHERE a > 3)) AS filtered,
	driver_agg(y, ARRAY[a, b]) = min(s) AS again
FROM parts JOIN (SELECT part, driver_agg(y, ARRAY[a, b]) AS s FROM parts GROUP BY ROLLUP (part)) v
	USING (part)
GROUP BY part ORDER BY part;
SELECT count(*) FILTER (WHERE w <> s) AS other_than_computed FROM (SELECT i,
		driver_agg(y, ARRAY[a, b]) OVER (ORDER BY i ROWS 4 PRECEDING) AS w FROM parts) v,
	LATERAL (SELECT driver_agg(y, ARRAY[a, b]) AS s FROM parts p WHERE p.i BETWEEN v.i - 4 AND v.i) d
WHERE i <= 40;
DROP TABLE cars, answers, parts;
