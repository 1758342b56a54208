-- Each kind of state that workers hand over, once, over few rows: quick enough for a server under Valgrind.
CREATE TABLE visits AS
SELECT i % 40 AS customer, md5((i % 40)::text)::uuid AS id, 'c' || i % 40 AS name,
	date '2024-01-01' + i * 7 % 300 AS at, (i % 23)::numeric / 4 - 1 AS amount
FROM generate_series(1, 400) i;
CREATE TABLE terms AS
SELECT i AS customer, md5(i::text)::uuid AS id, 'c' || i AS name, date '2024-01-01' + i % 90 AS started,
	CASE WHEN i % 3 > 0 THEN date '2024-06-01' + i % 200 END AS ended, 5 + i % 7 AS amount
FROM generate_series(1, 200) i;
CREATE TABLE buyers AS
SELECT i % 9 AS frequency, i % 9 * 3 AS recency, 30 + i % 11 AS age, 5 + i % 13 AS amount,
	1 + i % 17 AS duration, i % 4 > 0 AS churned
FROM generate_series(1, 300) i;
ANALYZE visits, terms, buyers;
CREATE TABLE answers (query text, mode text, plan text, answer text);
CREATE FUNCTION ask(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; line text; plan text; answer text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT retention_agg(customer, at, ''month'') FROM visits',
		'SELECT retention_agg(customer * 1234567::bigint, at, ''day'') FROM visits',
		'SELECT retention_agg(id, at, ''month'') FROM visits',
		'SELECT retention_agg(name, at, ''month'') FROM visits',
		'SELECT string_agg(r::text, '' '' ORDER BY r::text) FROM rfm_table((SELECT rfm_agg(customer, at, amount, '
			'''2025-01-01'') FROM visits)) r',
		'SELECT string_agg(r::text, '' '' ORDER BY r::text) FROM rfm_uuid_table((SELECT rfm_agg(id, at, amount * 1e20, '
			'''2025-01-01'') FROM visits)) r',
		'SELECT cohort_revenue_agg(customer, at, amount, ''month'') FROM visits',
		'SELECT cohort_revenue_agg(name, at, amount * 1e20, ''day'') FROM visits',
		'SELECT revenue_agg(customer, started, ended, amount, ''month'') FROM terms',
		'SELECT revenue_agg(id, started, ended, amount, ''day'') FROM terms',
		'SELECT revenue_agg(name, started, ended, amount, ''month'') FROM terms',
		'SELECT bgnbd_fit(frequency, recency, age) FROM buyers',
		'SELECT gamma_gamma_fit(frequency, amount) FROM buyers WHERE frequency > 0',
		'SELECT sbg_fit(duration, churned) FROM buyers']
	LOOP
		plan := 'serial';
		FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || q LOOP
			IF line ~ 'Partial Aggregate' THEN plan := 'parallel'; END IF;
		END LOOP;
		EXECUTE q INTO answer;
		INSERT INTO answers VALUES (q, mode, plan, answer);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT ask('serial');
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT ask('parallel');
SELECT query, s.plan, p.plan, s.answer = p.answer AS same
FROM answers s JOIN answers p USING (query) WHERE s.mode = 'serial' AND p.mode = 'parallel' ORDER BY query;
DROP TABLE visits, terms, buyers, answers;
DROP FUNCTION ask;
