-- cohort_revenue_agg in one pass over raw orders: the same state, byte by byte, as over what each customer
-- spent, for every type of customer, time and amount, on one backend and on several.
SET datestyle = 'ISO';
SET TimeZone = 'Asia/Tokyo';
-- the drawn example of cohort_revenue: returns, refunds, an order returned on its day, one of nothing
CREATE TABLE orders (customer int, at date, amount numeric);
INSERT INTO orders VALUES (1, '2026-01-05', 50), (1, '2026-02-10', 30), (1, '2026-02-20', -10),
	(2, '2026-01-20', 40), (2, '2026-01-25', -40), (2, '2026-03-03', 25), (3, '2026-01-10', -20),
	(3, '2026-02-01', 60), (4, '2026-02-01', -7), (5, '2026-02-03', 9), (5, '2026-02-03', -9),
	(6, '2026-03-31', 0), (NULL, '2025-01-01', 8), (1, NULL, 8), (7, '2026-03-01', NULL);
SELECT cohort_revenue_agg(customer, at, amount, 'month') AS state FROM orders;
-- no rows, none that counts
SELECT cohort_revenue_agg(customer, at, amount, 'month') FILTER (WHERE false) AS no_rows,
	cohort_revenue_agg(NULL::text, at, amount, 'month') AS nameless,
	cohort_revenue_agg(customer, NULL::timestamp, amount, 'month') AS timeless,
	cohort_revenue_agg(customer, at, NULL::numeric, 'year') AS of_nothing FROM orders;
-- a literal is a text; texts are told by their bytes; integers of any width are one customer
SELECT cohort_revenue_agg('a', at, 1, 'year') AS one,
	cohort_revenue_agg((ARRAY['a', 'A', 'a '])[1 + extract(month FROM at)::int % 3], at, 1, 'year') AS more
FROM orders WHERE customer = 1;
-- rows that come in any order, grow by one at a time, and are read in between
SELECT bool_and(s = (SELECT cohort_revenue_agg(r) FROM (SELECT spend_agg(o.at, o.amount, 'week') AS r
	FROM orders o WHERE o.customer IS NOT NULL AND o.at >= w.at GROUP BY o.customer) v)) AS growing
FROM (SELECT at, cohort_revenue_agg(customer, at, amount, 'week') OVER (ORDER BY at DESC) AS s
	FROM orders WHERE at IS NOT NULL) w;
DROP TABLE orders;

-- Random orders: several on one instant and on both sides of midnight in the zone, refunds, amounts that
-- cancel out, NULLs; of a ninth of the customers finer than millionths, of another beyond what is narrow.
SELECT setseed(0.31);
CREATE TABLE log AS
SELECT customer::smallint AS small, customer AS int, customer * 1000003::bigint AS big,
	md5(customer::text)::uuid AS id, 'c' || customer AS name, timestamp '2024-02-28 22:00'
		+ floor(500 * random() ^ 2) * interval '1 day' + floor(9 * random()) * interval '1 hour' AS local,
	floor(100 * random() - 25) * CASE customer % 9 WHEN 1 THEN 1e9 ELSE 1 END AS cents, 0.01 AS scale,
	floor(1e6 * random()) AS place
FROM generate_series(1, 150) customer, generate_series(1, 9);
INSERT INTO log SELECT small, int, big, id, name, local, -cents, scale, place FROM log WHERE place < 2e5;
INSERT INTO log SELECT small, int, big, id, name, local, NULLIF(0, place::int % 2), scale, place FROM log
	WHERE place > 9e5;
INSERT INTO log SELECT small, int, big, id, name, NULL, cents, scale, place FROM log WHERE place < 1e4;
INSERT INTO log SELECT NULL, NULL, NULL, NULL, NULL, local, cents, scale, place FROM log WHERE place < 1e4;
UPDATE log SET scale = 0.0000001 WHERE int % 9 = 0;
UPDATE log SET scale = 1000 WHERE int % 9 = 1;
ALTER TABLE log ADD day date, ADD instant timestamptz, ADD whole bigint, ADD exact numeric,
	ADD float float8;
UPDATE log SET day = local, instant = local AT TIME ZONE 'America/New_York', whole = cents,
	exact = cents::numeric * scale, float = (cents::numeric * scale)::float8;
SELECT count(*) > 1500 AS many, bool_or(exact > 1.4e8) AS large, bool_or(exact % 1e-6 <> 0) AS fine,
	count(*) - count(exact) > 20 AS without_amount FROM log;
CREATE TABLE steps AS
SELECT period, cohort_revenue_agg(whole) AS whole, cohort_revenue_agg(exact) AS exact,
	cohort_revenue_agg(float) AS float
FROM (SELECT period, spend_agg(day, whole, period) AS whole, spend_agg(day, exact, period) AS exact,
	spend_agg(day, float, period) AS float
	FROM log, unnest(enum_range(NULL::cx_period)) period WHERE int IS NOT NULL GROUP BY period, int) v
GROUP BY period;
-- each of the 45 forms; numeric and double precision say the same
CREATE TABLE form AS
SELECT concat_ws('_', customer, at, amount) AS form, amount,
	format('cohort_revenue_agg(%s, %s, %s, period%s)', customer, at, amount,
		CASE at WHEN 'instant' THEN ', ''America/New_York''' END) AS call
FROM unnest('{small, int, big, id, name}'::text[]) customer, unnest('{day, local, instant}'::text[]) at,
	unnest('{whole, exact, float}'::text[]) amount;
DO $$
BEGIN
	EXECUTE (SELECT format('CREATE TABLE pass AS SELECT period, %s FROM log,
		unnest(enum_range(NULL::cx_period)) period GROUP BY period', string_agg(call || ' AS ' || form, ', '))
		FROM form);
	EXECUTE (SELECT format('CREATE TABLE compared AS SELECT period, %s AS same FROM steps JOIN pass USING
		(period)', string_agg(format('(%s = %s)::int', amount, form), ' + ')) FROM form);
END $$;
SELECT period, exact = float AS floats, exact::text ~ '[.]\d{7}' AS fine, same
FROM steps JOIN compared USING (period) ORDER BY period;
-- in another order of rows; the zone matters
SELECT exact = sorted AS sorted, exact = reversed AS reversed, exact = shuffled AS shuffled,
	exact <> utc AS other_in_utc
FROM steps, (SELECT cohort_revenue_agg(big, day, exact, 'week' ORDER BY big, instant) AS sorted,
	cohort_revenue_agg(id, local, exact, 'week' ORDER BY day DESC, exact) AS reversed,
	cohort_revenue_agg(name, instant, float, 'week', 'America/New_York' ORDER BY place) AS shuffled,
	cohort_revenue_agg(int, instant, exact, 'week', 'UTC') AS utc FROM log) v WHERE period = 'week';
-- of many groups at a time: customers in one of them, and in several
SELECT by, count(*) AS groups, bool_and(pass = s) AS same
FROM (SELECT by, g, cohort_revenue_agg(s) AS s FROM (SELECT by, g, spend_agg(day, exact, 'day') AS s
		FROM log, LATERAL (VALUES ('customer', int % 50), ('row', place::int % 60)) v (by, g)
		WHERE int IS NOT NULL GROUP BY by, g, int) v GROUP BY by, g) two
JOIN (SELECT by, g, cohort_revenue_agg(name, day, exact, 'day') AS pass
		FROM log, LATERAL (VALUES ('customer', int % 50), ('row', place::int % 60)) v (by, g)
		GROUP BY by, g) one USING (by, g) GROUP BY by ORDER BY by;
-- parts of the customers add up
SELECT exact = (SELECT rollup(part) FROM (SELECT cohort_revenue_agg(int, day, exact, 'month') AS part FROM log
	GROUP BY int % 7) v) AS parts FROM steps WHERE period = 'month';
-- so many customers that rows wait, of several days each, in the order of time and in that of customers
CREATE TABLE many AS
SELECT i * 7919 % 6000 AS customer, date '2024-01-01' + i / 60 AS day, i % 13 - 4 AS amount
FROM generate_series(1, 30000) i;
SELECT s = by_time AS by_time, s = by_customer AS by_customer
FROM (SELECT cohort_revenue_agg(s) AS s
		FROM (SELECT spend_agg(day, amount, 'month') AS s FROM many GROUP BY customer) v) two,
	(SELECT cohort_revenue_agg(customer, day, amount, 'month') AS by_time FROM many) one,
	(SELECT cohort_revenue_agg(customer, day, amount, 'month' ORDER BY customer, amount) AS by_customer
		FROM many) other;

-- Parallel plans give the same.
ANALYZE log;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run() RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT cohort_revenue_agg(int, day, whole, ''day'') FROM log',
		'SELECT cohort_revenue_agg(id, local, exact, ''week'') FROM log',
		'SELECT cohort_revenue_agg(name, instant, float, ''month'', ''America/New_York'') FROM log',
		'SELECT cohort_revenue_agg(name, day, exact, ''month'') FROM log WHERE int IS NULL',
		'SELECT string_agg(s::text, '' '' ORDER BY g) FROM (SELECT int % 5 AS g, cohort_revenue_agg(big, day,
			exact, ''quarter'') AS s FROM log GROUP BY 1) v']
	LOOP
		EXECUTE 'SELECT v::text FROM (' || q || ') AS v' INTO r;
		INSERT INTO results VALUES (q, test.plan(q), r);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT run();
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE log SET (parallel_workers = 2);
SELECT run();
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(left(result, 200)) FROM results
GROUP BY query HAVING count(DISTINCT result) <> 1 OR count(*) <> 2;
SELECT test.refusal('SELECT cohort_revenue_agg(int, day, exact,
	(ARRAY[''day'', ''month''])[1 + int % 2]::cx_period)
	FROM log WHERE int IS NOT NULL') ~ '^22023 periods differ: (day|month) and (day|month)' AS refused;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
DROP TABLE log, many, steps, form, pass, compared, results;
DROP FUNCTION run;

-- What cannot be.
SELECT q, test.refusal('SELECT cohort_revenue_agg(' || q || ')') FROM unnest(ARRAY[
	'1, date ''2026-01-01'', 1, NULL', 'NULL::uuid, date ''2026-01-01'', 1, NULL', '1, NULL::date, 1, NULL',
	'1, timestamptz ''2026-01-01'', 1, ''day'', NULL', 'NULL::text, NULL::timestamptz, 1, ''day'', NULL',
	'1, timestamptz ''2026-01-01'', 1, ''day''', '1, date ''2026-01-01'', 1, ''day'', ''UTC''',
	'''a''::text, timestamp ''2026-01-01'', 1, ''day'', ''UTC''', '1, date ''-infinity'', 1, ''day''',
	'1, timestamp ''infinity'', 1, ''day''', '1, timestamptz ''infinity'', 1, ''day'', ''UTC''',
	'1, date ''2026-01-01'', ''NaN''::float8, ''day''',
	'1, date ''2026-01-01'', ''-Infinity''::numeric, ''day''',
	'1, date ''2026-01-01'', 1e47, ''day''', '1, date ''4714-11-24 BC'', 1, ''year''']) q;
-- Of four customers or one, on one day or several: all as in two steps, but that days of different customers,
-- too, must not be too far apart.
SELECT customer, day, amount, period, refusal, refusal = test.refusal(format('SELECT cohort_revenue_agg(s)
	FROM (SELECT spend_agg(%s, %s, %s) AS s FROM generate_series(0, 3) i GROUP BY 0 + %s) v',
		day, amount, period, customer)) AS as_in_two_steps
FROM (VALUES ('i', 'date ''2000-01-01'' + i', '1', '(ARRAY[''day'', ''month''])[1 + i % 2]::cx_period'),
	('i', 'date ''1800-01-01'' + 65536 * (i % 2)', '1', '''day'''),
	('1', 'date ''1800-01-01'' + 65536 * (i % 2)', '1', '''day'''),
	('i', 'date ''1800-01-01'' + 65535 * (i % 2)', '1', '''day'''),
	('1', 'date ''2000-01-01''', '2e46', '''day'''),
	('i', 'date ''2000-01-01'' + i', '2e46', '''year'''),
	('i', 'date ''2000-01-01'' + i', '-2e46', '''day'''),
	('i', 'date ''2000-01-01''', '2e46 * (-1) ^ i', '''day''')) v (customer, day, amount, period),
	LATERAL (SELECT test.refusal(format('SELECT cohort_revenue_agg(%s, %s, %s, %s)
		FROM generate_series(0, 3) i', customer, day, amount, period)) AS refusal) r;
