-- retention(): conditions OR-ed over the rows of a customer, then anchored by the first.
-- ClickHouse test 00688: customers 0-79 on 2018-08-06, 0-49 on 08-07, 0-59 on 08-08
CREATE TABLE visits (uid int, d date);
INSERT INTO visits SELECT uid, '2018-08-06'::date FROM generate_series(0, 79) uid
UNION ALL SELECT uid, '2018-08-07' FROM generate_series(0, 49) uid UNION ALL SELECT uid, '2018-08-08'
FROM generate_series(0, 59) uid;
SELECT count(*) FILTER (WHERE r[1]), count(*) FILTER (WHERE r[2]), '80 50' AS "ClickHouse 00688"
FROM (SELECT retention(d = '2018-08-06', d = '2018-08-07') AS r FROM visits
	WHERE d IN ('2018-08-06', '2018-08-07') GROUP BY uid) v;
SELECT count(*) FILTER (WHERE r[1]), count(*) FILTER (WHERE r[2]), '80 60' AS "ClickHouse 00688"
FROM (SELECT retention(d = '2018-08-06', d = '2018-08-08') AS r FROM visits
	WHERE d IN ('2018-08-06', '2018-08-08') GROUP BY uid) v;
SELECT count(*) FILTER (WHERE r[1]), count(*) FILTER (WHERE r[2]), count(*) FILTER (WHERE r[3]),
	'80 50 60' AS "ClickHouse 00688" FROM (SELECT retention(d = '2018-08-06', d = '2018-08-07',
		d = '2018-08-08') AS r FROM visits GROUP BY uid) v;
-- ClickHouse #5108: a constant anchor; row by row it would be {t,f,f}
SELECT retention(true, d = '2018-08-06', d = '2018-08-07'), '{t,t,t}' AS derived FROM visits WHERE uid = 0;
-- TiDB Cloud Lake manual
SELECT who, retention(event = 'signup', event = 'login', event = 'purchase'), expected
FROM (VALUES (1, 'signup', '{t,t,f}'), (1, 'login', '{t,t,f}'), (2, 'signup', '{t,f,t}'),
	(2, 'purchase', '{t,f,t}'), (3, 'signup', '{t,t,f}'), (3, 'login', '{t,t,f}')) v (who, event, expected)
	GROUP BY who, expected ORDER BY who;
-- ClickHouse #57794: a NULL among the values
SELECT retention(a = 0, a = 1), '{f,f}' AS "ClickHouse 23.x"
FROM unnest('{127, -128, NULL, -58, 57, 4, -73, 72, -77, 93}'::int[]) a;
-- and a NULL condition skips no other: ClickHouse #57801, #47968
SELECT retention(a, b) FROM (VALUES (true, NULL), (NULL, true)) v (a, b);

-- Without the anchor nothing counts; the order in time is not looked at; one condition will do.
SELECT retention(false, true, true), retention(true, false), retention(true), retention(NULL),
	retention(NULL, NULL::boolean) FROM generate_series(1, 3);
SELECT retention(i = 2, i = 1, i = 3, i = 4) FROM generate_series(1, 3) i;
-- No rows: NULL. A NULL array is skipped, and so is the customer who has nothing else.
SELECT retention(true), retention(true, true) FROM visits WHERE false;
SELECT retention(VARIADIC a) FROM (VALUES (NULL::boolean[]), (NULL)) v (a);
SELECT retention(VARIADIC a) FROM (VALUES (NULL::boolean[]), ('{t,f}'), (NULL), ('{f,t}')) v (a);
SELECT retention(VARIADIC a) FROM (VALUES ('{}'::boolean[])) v (a);
-- Arrays of different lengths: what a row does not have, it did not meet. Bounds do not matter.
SELECT retention(VARIADIC a ORDER BY i) AS up, retention(VARIADIC a ORDER BY i DESC) AS down
FROM (VALUES (1, '{}'::boolean[]), (2, '{t}'), (3, '{f,f,t}'), (4, '[0:1]={f,t}'),
	(5, '[7:11]={NULL,NULL,f,NULL,t}')) v (i, a);
-- as many as can be listed, and more
SELECT r[1:3], r[99:], cardinality(r)
FROM (SELECT retention(
	i = 1, i = 2, i = 3, i = 4, i = 5, i = 6, i = 7, i = 8, i = 9, i = 10,
	i = 11, i = 12, i = 13, i = 14, i = 15, i = 16, i = 17, i = 18, i = 19, i = 20,
	i = 21, i = 22, i = 23, i = 24, i = 25, i = 26, i = 27, i = 28, i = 29, i = 30,
	i = 31, i = 32, i = 33, i = 34, i = 35, i = 36, i = 37, i = 38, i = 39, i = 40,
	i = 41, i = 42, i = 43, i = 44, i = 45, i = 46, i = 47, i = 48, i = 49, i = 50,
	i = 51, i = 52, i = 53, i = 54, i = 55, i = 56, i = 57, i = 58, i = 59, i = 60,
	i = 61, i = 62, i = 63, i = 64, i = 65, i = 66, i = 67, i = 68, i = 69, i = 70,
	i = 71, i = 72, i = 73, i = 74, i = 75, i = 76, i = 77, i = 78, i = 79, i = 80,
	i = 81, i = 82, i = 83, i = 84, i = 85, i = 86, i = 87, i = 88, i = 89, i = 90,
	i = 91, i = 92, i = 93, i = 94, i = 95, i = 96, i = 97, i = 98, i = 99, i = 100) AS r
	FROM generate_series(1, 99) i) v;
SELECT cardinality(r), (SELECT count(*) FROM unnest(r) x WHERE x)
FROM (SELECT retention(VARIADIC (SELECT array_agg(j % 2 = i) FROM generate_series(1, 100000) j)) AS r
	FROM generate_series(1, 3) i) v;
-- Every condition against bool_or(), over random rows with NULLs.
SELECT setseed(0.688);
SELECT count(*), bool_and(r = ARRAY[a, a AND b, a AND c]) AS same
FROM (SELECT retention(x < 0.1, y < 0.1, z < 0.1) AS r, coalesce(bool_or(x < 0.1), false) AS a,
	coalesce(bool_or(y < 0.1), false) AS b, coalesce(bool_or(z < 0.1), false) AS c
	FROM (SELECT i % 500 AS k, nullif(random(), random() * 0) AS x,
		CASE WHEN random() < 0.3 THEN NULL ELSE random() END AS y,
		CASE WHEN random() < 0.9 THEN NULL ELSE random() END AS z FROM generate_series(1, 5000) i) v
		GROUP BY k) g;

-- The state is an array that anyone can make up.
SELECT q, test.refusal('SELECT ' || q) FROM unnest(ARRAY[
	'retention(VARIADIC ''{{t,f},{f,t}}''::boolean[])',
	'cx_conditions_count(''{{t,f},{f,t}}'', ''{t}'')', 'cx_conditions_count(''{t,NULL}'', ''{t}'')',
	'cx_conditions_count(''{t}'', ''{{t}}'')',
	'cx_conditions_combine(''{{t}}'', ''{t}'')', 'cx_conditions_combine(''{t}'', ''{{t}}'')',
	'cx_conditions_combine(''{NULL}'', ''{t}'')', 'cx_conditions_combine(''{t}'', ''{NULL}'')',
	'cx_conditions_final(''{{t}}'')', 'cx_conditions_final(''{NULL}'')', 'retention()',
	'retention(1, 2)']) q;
SELECT s, cx_conditions_count(s, '{t,t,f}'), cx_conditions_count(s, '{f}'),
	cx_conditions_combine(s, '{t}'), cx_conditions_combine('{f,f,f}', s),
	cx_conditions_final(s), s AS unchanged
FROM (VALUES ('{f,t}'::boolean[]), ('{t,f}'), ('{}'), ('[3:4]={t,t}')) v (s);
SELECT cx_conditions_count(NULL, '{t}') IS NULL AND cx_conditions_count('{t}', NULL) = '{t}'
	AND cx_conditions_combine(NULL, '{t}') IS NULL AND cx_conditions_final(NULL) IS NULL AS nulls;
-- An array that was stored, short or compressed.
CREATE TABLE stored AS SELECT i, array_agg(i % 7 = j % 7 ORDER BY j) AS a
FROM generate_series(0, 9) i, generate_series(1, 20000) j GROUP BY i;
INSERT INTO stored VALUES (100, '{t,t}');
SELECT cardinality(r), (SELECT count(*) FROM unnest(r) x WHERE x)
FROM (SELECT retention(VARIADIC a) AS r FROM stored) v;
-- Not an aggregate that could leave a window row by row: it begins anew.
SELECT i, retention(i = 2, true) OVER (ORDER BY i ROWS 1 PRECEDING) FROM generate_series(1, 4) i;
DROP TABLE visits, stored;
