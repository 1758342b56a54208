-- Customers of revenue_agg over subscriptions: smallint, integer, bigint, uuid and text.
SELECT setseed(0.2026);
CREATE TABLE subs AS
SELECT id, floor(900 * random() ^ 2)::int AS customer,
	date '2024-01-01' + floor(700 * random())::int AS started, floor(200 * random())::int AS days,
	floor(9900 * random())::int / 100.0 AS amount
FROM generate_series(1, 4000) id;
CREATE TABLE keyed AS
SELECT id, customer, started, CASE WHEN id % 4 > 0 THEN started + days END AS ended, amount,
	md5(customer::text)::uuid AS random_uuid,
	lpad(to_hex(customer / 100), 16, '0') || lpad(to_hex(customer % 100), 16, '0') AS hex,
	'customer number ' || customer AS name FROM subs;
CREATE TABLE answers AS
SELECT p, revenue_agg(customer, started, ended, amount, p) AS "integer",
	revenue_agg(customer::smallint, started, ended, amount, p) AS "smallint",
	revenue_agg(customer::bigint, started, ended, amount, p) AS "bigint",
	revenue_agg(-customer::bigint * 4611686018427387, started, ended, amount, p) AS far_numbers,
		revenue_agg(customer::bigint << 22, started, ended, amount, p) AS high_numbers,
	revenue_agg(random_uuid, started, ended, amount, p) AS "uuid", revenue_agg(hex::uuid, started, ended,
		amount, p) AS close_uuids, revenue_agg(lpad(to_hex(customer), 32, '0')::uuid, started, ended,
		amount, p) AS second_word,
	revenue_agg((lpad(to_hex(customer), 16, '0') || repeat('0', 16))::uuid, started, ended, amount,
		p) AS first_word,
	revenue_agg(name, started, ended, amount, p) AS "text", revenue_agg(name::varchar, started, ended,
		amount, p) AS "varchar", revenue_agg(repeat(name, 300), started, ended, amount, p) AS long_texts
FROM keyed, unnest('{day, month}'::cx_period[]) p GROUP BY p;
-- all the same, and what adding up customers says
SELECT p, count(*) AS forms, count(*) FILTER (WHERE value = to_jsonb(answers) ->> 'integer') AS same
	FROM answers,
	LATERAL jsonb_each_text(to_jsonb(answers) - 'p') e GROUP BY p ORDER BY p;
SELECT rollup(s) = (SELECT "integer" FROM answers WHERE p = 'month') AS by_customer
	FROM (SELECT revenue_agg(1, started, ended, amount, 'month') AS s FROM keyed GROUP BY customer) v;
-- A few, of each type of time and money, with a zone and without.
SELECT count(DISTINCT s::text) AS answers
	FROM (SELECT revenue_agg(name, started, ended, amount::float8, 'month') AS s FROM keyed
	UNION ALL SELECT revenue_agg(random_uuid, started::timestamp, ended::timestamp, amount, 'month')
		FROM keyed
	UNION ALL SELECT revenue_agg(name, started::timestamp, ended::timestamp, amount, 'month') FROM keyed
	UNION ALL
		SELECT revenue_agg(name, timezone('Europe/Paris', started::timestamp),
		timezone('Europe/Paris', ended::timestamp), amount, 'month', 'Europe/Paris') FROM keyed
	UNION ALL
		SELECT revenue_agg(random_uuid, timezone('Europe/Paris', started::timestamp),
		timezone('Europe/Paris', ended::timestamp), amount::float8, 'month', 'Europe/Paris') FROM keyed) v;
SELECT revenue_agg(c, started, NULL, a, 'month') AS "smallint"
	FROM (VALUES ('a', date '2025-01-01', 5::smallint), ('b', '2025-01-01', 7),
	('a', '2025-02-01', 1)) v (c, started, a);
-- Equal bytes are one customer, and nothing else is; the empty text is one; NULL is none.
SELECT revenue_customers_table(revenue_agg(c, '2025-01-01'::date, NULL, 1, 'month'), '2025-02-01')
	FROM unnest(ARRAY['a', 'A', 'a ', '', NULL, 'a', E'a\u0301', 'á', NULL]) c;
SELECT revenue_agg(NULL::uuid, '2025-01-01'::date, NULL, 1, 'month'),
	revenue_agg(NULL::text, '2025-01-01'::date, NULL, 1, 'month'),
	revenue_agg(NULL::bigint, '2025-01-01'::date, NULL, 1, 'month');
-- Within one transaction a text is the same customer in every state, in another one it has another hash;
-- the answer is the same.
SELECT "text" = (SELECT revenue_agg(name, started, ended, amount, p) FROM keyed) AS again FROM answers
	WHERE p = 'month';
-- A growing window, which sorts what it has at each row.
SELECT count(*) AS broken FROM (SELECT revenue_agg(name, started, ended, amount, 'month') OVER w AS texts,
	revenue_agg(random_uuid, started, ended, amount, 'month') OVER w AS uuids,
	revenue_agg(customer, started, ended, amount, 'month') OVER w AS numbers
	FROM keyed WHERE id <= 1200 WINDOW w AS (ORDER BY id ROWS UNBOUNDED PRECEDING EXCLUDE NO OTHERS)) v
		WHERE texts <> numbers OR uuids <> numbers;
-- What is missing is said for each.
SELECT test.refusal(format('SELECT revenue_agg(%s, %s, NULL, 1, ''month'' %s)', c, s, z))
	FROM unnest(ARRAY['''x''::text', '''d3b07384-d9a0-4c9b-8f3e-1a2b3c4d5e6f''::uuid', '1']) c,
	(VALUES ('now()', ''), ('date ''2025-01-01''', ', ''UTC'''),
		('timestamp ''2025-01-01''', ', ''UTC''')) v (s, z);

-- Forced parallel plans give the serial answer, whatever a worker had of a customer.
CREATE TABLE many AS SELECT k, customer + k AS customer, md5((customer + k)::text) AS name, started, ended,
	CASE WHEN id % 9 = 0 THEN amount + 1e-9 ELSE amount END AS amount FROM keyed, generate_series(0, 7) k
	ORDER BY id, k;
INSERT INTO many SELECT k, customer, name, started, ended, -amount / 3 FROM many WHERE customer % 3 = 0;
ANALYZE many;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION pg_temp.run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text; line text; partial bool;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT revenue_agg(customer, started, ended, amount, ''month''),
			revenue_agg(name, started, ended, amount::float8, ''week''),
			revenue_agg(name::uuid, started, ended, amount, ''day'') FROM many',
		'SELECT string_agg(s::text, '' '' ORDER BY k)
			FROM (SELECT k, revenue_agg(name, started, ended, amount, ''month'') AS s FROM many
				GROUP BY k) v',
		'SELECT revenue_agg(name, started, ended, amount, ''month'') FROM many WHERE k + 0 = 100']
	LOOP
		partial := false;
		FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || q LOOP partial := partial
			OR line ~ 'Partial .*Aggregate'; END LOOP;
		EXECUTE 'SELECT md5(v::text) FROM (' || q || ') AS v' INTO r;
		INSERT INTO results VALUES (q, mode || CASE WHEN partial THEN ', parallel' ELSE ', serial' END, r);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.run('alone');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
SELECT pg_temp.run('forced');
SET parallel_leader_participation = off;
SELECT pg_temp.run('leaderless');
RESET parallel_leader_participation;
RESET min_parallel_table_scan_size;
RESET parallel_tuple_cost;
RESET parallel_setup_cost;
RESET max_parallel_workers_per_gather;
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
	HAVING count(DISTINCT result) <> 1 OR count(*) <> 3;
DROP TABLE subs, keyed, answers, many, results;
