-- Parallel plans give the serial answer: purchases, one pass over orders, fits.
-- A third of the orders are returned on their day, their rows far away from those of the order.
CREATE TABLE orders AS
SELECT i, customer, md5(customer::text)::uuid AS id,
	date '2023-01-01' + (i * 104729::bigint % 600)::int AS at,
	sign * round((i * 31 % 997) / 7.0, 2) AS amount, i % 4 AS k
FROM unnest('{1,-1}'::int[]) WITH ORDINALITY AS s(sign, part), generate_series(1, 30000) i,
	LATERAL (SELECT (i * 7919::bigint) % 2003 AS customer) c
WHERE i % 13 > i % 17 AND (sign = 1 OR i % 3 = 0) ORDER BY part, i;
CREATE TABLE customers AS
SELECT customer, customer % 3 AS segment, rfm_agg(at, amount, '2024-12-31') AS r
FROM orders GROUP BY customer;
ANALYZE orders;
ANALYZE customers;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT rfm_agg(customer, at, amount, ''2024-12-31''),
			rfm_agg(id, at::timestamp, amount::float8, ''2024-06-30'') FROM orders',
		'SELECT rfm_agg(customer, at, CASE WHEN k = 3 THEN amount / 1e9 ELSE amount END, ''2024-12-31''),
			rfm_agg(customer, at, amount, ''2024-12-31'') FILTER (WHERE k > 9) FROM orders',
		'SELECT rfm_agg(customer, at, (amount * 1e10)::bigint, ''2024-12-31'') FROM orders',
		'SELECT string_agg(s::text, '' '' ORDER BY k)
			FROM (SELECT k, rfm_agg(id, at, amount, ''2024-12-31'') AS s FROM orders GROUP BY k) v',
		'SELECT string_agg(r::text, '' '' ORDER BY k)
			FROM (SELECT k, rfm_agg(at, amount, ''2024-12-31'') AS r FROM orders GROUP BY k) v',
		'SELECT rollup(r), bgnbd_fit(r), mbgnbd_fit(r), pareto_nbd_fit(r), gamma_gamma_fit(r) FROM customers',
		'SELECT bgnbd_fit(frequency(r), recency(r), age(r), 0.5 + segment),
			gamma_gamma_fit(frequency(r), mean_amount(r), 0.1 * segment) FROM customers',
		'SELECT string_agg(m::text, '' '' ORDER BY segment)
			FROM (SELECT segment, mbgnbd_fit(r) AS m FROM customers GROUP BY segment) v']
	LOOP
		EXECUTE 'SELECT v::text FROM (' || q || ') AS v' INTO r;
		INSERT INTO results VALUES (q, mode || ' ' || test.plan(q), r);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT run('forced');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE orders SET (parallel_workers = 2);
ALTER TABLE customers SET (parallel_workers = 2);
SELECT run('forced');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
-- to the last digit, which is more than the 1e-9 promised: fits sort what they count
SELECT query, array_agg(left(result, 200))
FROM results GROUP BY query HAVING count(DISTINCT result) <> 1 OR count(*) <> 2;
SET parallel_leader_participation = off;
SELECT run('leaderless');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(left(result, 200))
FROM results GROUP BY query HAVING count(DISTINCT result) <> 1 OR count(*) <> 3;
-- one pass says what two steps say
SELECT count(*) AS customers, count(*) FILTER (WHERE ROW(t.frequency, t.recency, t.age, t.mean_amount)
	IS DISTINCT FROM ROW(frequency(r), recency(r), age(r), mean_amount(r))) AS differ
FROM customers FULL JOIN rfm_table((SELECT rfm_agg(customer, at, amount, '2024-12-31') FROM orders)) t
	USING (customer);
RESET parallel_leader_participation;
-- no worker saw a row
SELECT rfm_agg(customer, at, amount, '2024-12-31') AS none,
	bgnbd_fit(customer, at - '2023-01-01', 2000) AS fit FROM orders WHERE i < 0;
-- predictions run inside workers
SELECT count(*) FROM customers, bgnbd_model(.24, 31, .79, 2.43) m, gamma_gamma_model(6.25, 3.74, 15.44) g
WHERE clv(r, m, g, 365, 0.1) > 0 AND p_alive(r, m) <= 1;
DROP TABLE orders, customers, results;
DROP FUNCTION run;
