-- All customers in one pass over raw orders: the CDNOW log, with each figure once more in plain SQL.
\getenv top PG_ABS_SRCDIR
\set copy '\\copy log FROM ' :top '/demo/data/cdnow_log.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE log (customer int, at date, cds int, amount numeric);
:copy
CREATE TABLE plain AS
SELECT customer, count(*) - 1 AS frequency, max(at) - min(at) AS recency, date '1997-09-30' - min(at) AS age,
	sum(amount) FILTER (WHERE nth > 1) / nullif(count(*) - 1, 0) AS mean
FROM (SELECT customer, at, sum(amount) AS amount, row_number() OVER (PARTITION BY customer ORDER BY at) AS nth
	FROM log WHERE at <= '1997-09-30' GROUP BY customer, at) d GROUP BY customer;
-- the published summary has 2357 customers, 1411 of them without a repeat purchase, 2457 repeat days
SELECT count(*) AS customers, count(*) FILTER (WHERE t.frequency = 0) AS never_back,
	sum(t.frequency) AS repeat_days,
	bool_and(t.frequency = p.frequency AND t.recency = p.recency AND t.age = p.age
		AND t.mean_amount IS NOT DISTINCT FROM p.mean::double precision) AS as_plain_sql
FROM rfm_table((SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log)) t JOIN plain p USING (customer);
SELECT * FROM rfm_table((SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log)) LIMIT 5;
-- the same one customer at a time
SELECT bool_and(ROW(t.frequency, t.recency, t.age, t.mean_amount) IS NOT DISTINCT FROM
		ROW(frequency(r), recency(r), age(r), mean_amount(r))) AS same, count(*)
FROM rfm_table((SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log)) t
JOIN (SELECT customer, rfm_agg(at, amount, '1997-09-30') AS r FROM log GROUP BY 1) c USING (customer);
-- every type of time, amount and customer, in any order of rows
WITH once AS (SELECT rfm_agg(customer, at, amount, '1997-09-30') AS s FROM log)
SELECT bool_and(v.s = once.s) AS same, count(*) FROM once, LATERAL (VALUES
	((SELECT rfm_agg(customer, at, amount::float8, '1997-09-30' ORDER BY amount, customer) FROM log)),
	((SELECT rfm_agg(customer, at::timestamp, amount, '1997-09-30' ORDER BY at DESC) FROM log)),
	((SELECT rfm_agg(customer::bigint, at::timestamp + interval '23:59:59.999999', amount::float8,
		'1997-09-30')
		FROM log)),
	((SELECT rfm_agg(customer::smallint, at, amount, '1997-09-30') FROM log)),
	((SELECT rfm_agg(customer, at::timestamp AT TIME ZONE 'Asia/Tokyo', amount, '1997-09-30', 'Asia/Tokyo')
		FROM log)),
	((SELECT rfm_agg(customer, at::timestamp AT TIME ZONE 'UTC', amount::float8, '1997-09-30', 'UTC')
		FROM log))) v(s);
SELECT rfm_agg(customer, at, cents, '1997-09-30')::json -> 'customers' -> 0 AS cents,
	rfm_agg(customer, at, cents::int, '1997-09-30') =
		rfm_agg(customer, at::timestamp, cents, '1997-09-30') AS same,
	rfm_agg(customer, at::timestamp AT TIME ZONE 'UTC', cents, '1997-09-30', 'UTC') =
		rfm_agg(customer, at, cents, '1997-09-30') AS zoned
FROM (SELECT *, (amount * 100)::bigint AS cents FROM log) c;
CREATE FUNCTION id_of(int) RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT md5($1::text)::uuid';
SELECT count(*), bool_and(t.frequency = p.frequency AND t.recency = p.recency AND t.age = p.age
	AND t.mean_amount IS NOT DISTINCT FROM p.mean::double precision) AS as_plain_sql
FROM rfm_uuid_table((SELECT rfm_agg(id_of(customer), at, amount, '1997-09-30') FROM log)) t
JOIN plain p ON id_of(p.customer) = t.customer;
SELECT rfm_agg(id, at, amount, '1997-09-30') =
		rfm_agg(id, at::timestamp, amount::float8, '1997-09-30') AS alike,
	rfm_agg(id, at, (amount * 100)::bigint, '1997-09-30') =
		rfm_agg(id, at::timestamp AT TIME ZONE 'UTC', amount * 100, '1997-09-30', 'UTC') AS alike
FROM (SELECT *, id_of(customer) AS id FROM log) i;
-- amounts that are no millionths, and sums that have no place in a word
SELECT t.customer, t.mean_amount
FROM rfm_table((SELECT rfm_agg(1, at, a, '2024-12-31') FROM (VALUES (date '2024-01-01', 1.5),
	('2024-01-05', 0.00000000000000000001), ('2024-01-09', 0.00000000000000000003)) v(at, a))) t;
SELECT t.mean_amount
FROM rfm_table((SELECT rfm_agg(i % 2, date '2024-01-01' + i, 4e12::numeric + i, '2024-12-31')
	FROM generate_series(0, 9) i)) t;
SELECT t.mean_amount FROM rfm_table((SELECT rfm_agg(i % 2, date '2024-01-01' + i, 9e12::float8, '2024-12-31')
	FROM generate_series(0, 9) i)) t;
SELECT rfm_agg(1, at, a, '2024-12-31') FROM (VALUES (date '2024-01-05', 9223372036854775807),
	('2024-01-04', 9223372036854775807), ('2024-01-04', 9223372036854775807), ('2024-01-06', NULL)) v(at, a);
-- an amount in every form that numeric is stored in: how many digits, where the point is, the scale shown
CREATE TABLE amounts AS SELECT row_number() OVER () AS id, a, a::double precision AS expected
FROM (SELECT round(m * 10::numeric ^ -k, shown) AS a
	FROM unnest('{0,1,7,10,99,4096,9999,10000,10001,99999999,100000000,100010001,123456789,4294967296,
		9999999999999999,123456789012345678901}'::numeric[]) m,
		generate_series(0, 14) k, unnest('{0,2,6,8,20}'::int[]) shown) v;
-- negative ones are returns: their customers bought on the first day only
SELECT count(*), count(*) FILTER (WHERE t.mean_amount IS DISTINCT FROM expected) AS differ,
	count(*) FILTER (WHERE r.frequency IS DISTINCT FROM CASE a WHEN 0 THEN 1 ELSE 0 END) AS returns_differ
FROM amounts LEFT JOIN rfm_table((SELECT rfm_agg(id, at, amount, '2024-12-31')
	FROM (SELECT id, date '2024-02-01' AS at, a AS amount FROM amounts
		UNION ALL SELECT id, '2024-01-01', 0 FROM amounts) v)) t ON t.customer = id
LEFT JOIN rfm_table((SELECT rfm_agg(id, at, amount, '2024-12-31')
	FROM (SELECT id, date '2024-02-01' AS at, -a AS amount FROM amounts
		UNION ALL SELECT id, '2024-01-01', 0 FROM amounts) v)) r ON r.customer = id;
DROP TABLE amounts;
-- days come from before and after what was seen so far
SELECT count(*) AS customers, count(*) FILTER (WHERE ROW(t.frequency, t.recency, t.age) IS DISTINCT FROM
	ROW(149::bigint, s.recency, s.age)) AS differ
FROM (SELECT i, max(d) - min(d) AS recency, max(d) AS age
	FROM (SELECT i % 20 AS i, (i * 7919) % 6000 AS d FROM generate_series(1, 3000) i) v GROUP BY i) s
LEFT JOIN rfm_table((SELECT rfm_agg(i % 20, date '2024-12-31' - (i * 7919) % 6000, 1, '2024-12-31')
	FROM generate_series(1, 3000) i)) t ON t.customer = s.i;
-- many customers, whose days go both ways in turns, up to the last day observed; then only one way
CREATE TABLE ways AS SELECT way, i % 6000 AS customer, date '2020-12-31' + CASE way
	WHEN 'both' THEN CASE WHEN i / 6000 % 2 = 0 THEN i / 10 ELSE -i / 10 END
	WHEN 'up' THEN i / 10 ELSE -i / 10 END AS at
FROM generate_series(1, 29220) i, unnest(ARRAY['both', 'up', 'down']) way;
SELECT way, count(*) AS customers, count(*) FILTER (WHERE ROW(t.frequency, t.recency, t.age) IS DISTINCT FROM
	ROW(s.frequency, s.recency, s.age)) AS differ
FROM (SELECT way, customer, count(DISTINCT at) - 1 AS frequency, max(at) - min(at) AS recency,
	date '2028-12-31' - min(at) AS age FROM ways GROUP BY way, customer) s
LEFT JOIN (SELECT way, t.*
	FROM (SELECT way, rfm_agg(customer, at, 1, '2028-12-31') AS s FROM ways GROUP BY way) g, rfm_table(s) t) t
	USING (way, customer) GROUP BY way ORDER BY way;
DROP TABLE ways;

-- Returns, in a table small enough to take each row at once and in one large enough to let rows wait: one
-- pass, two steps and plain SQL agree; who never bought has no row. A tenth of the customers have amounts
-- that are finer than millionths, or larger than a word holds.
SELECT setseed(0.7);
CREATE TABLE orders AS
SELECT id, date '2023-01-01' + (random() * CASE WHEN id % 7 = 0 THEN 30 ELSE 900 END)::int AS at,
	CASE WHEN random() < 0.3 THEN -1 WHEN random() < 0.1 THEN 0 ELSE 1 END * round((random() * 50)::numeric,
		1)
		* CASE id % 20 WHEN 0 THEN 1e12 WHEN 1 THEN 1e-12 ELSE 1 END AS amount
FROM (SELECT i, (random() ^ 2 * 9000)::int AS id FROM generate_series(1, 30000) i) r;
INSERT INTO orders SELECT id, at, -sum(amount) FROM orders WHERE id % 3 = 0 GROUP BY id, at;
INSERT INTO orders SELECT id, at, NULL FROM orders WHERE id % 5 = 0;
CREATE TABLE by_sql AS
SELECT id AS customer, count(*) - 1 AS frequency, max(at) - min(at) AS recency,
	date '2025-01-31' - min(at) AS age,
	(sum(amount) FILTER (WHERE nth > 1) / nullif(count(*) - 1, 0))::double precision AS mean
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY at) AS nth
	FROM (SELECT id, at, coalesce(sum(amount), 0) AS amount FROM orders WHERE at <= '2025-01-31'
		GROUP BY id, at
		HAVING sum(amount) > 0 OR bool_and(coalesce(amount, 0) = 0)) d) n GROUP BY id;
CREATE TABLE passes AS SELECT below, t.*
FROM unnest('{50,10000}'::int[]) below,
	LATERAL (SELECT rfm_agg(id, at, amount, '2025-01-31') AS s FROM orders WHERE id < below) o,
		rfm_table(s) t;
SELECT below, count(t.age) AS buyers,
	count(*) FILTER (WHERE ROW(t.frequency, t.recency, t.age) IS DISTINCT FROM
		ROW(p.frequency, p.recency, p.age)) AS differ,
	max(abs(t.mean_amount / nullif(p.mean, 0) - 1)) < 1e-14 AS means,
	count(t.mean_amount) = count(p.mean) AS same_means
FROM (SELECT below, by_sql.* FROM unnest('{50,10000}'::int[]) below, by_sql WHERE customer < below) p
FULL JOIN passes t USING (below, customer) GROUP BY below ORDER BY below;
SELECT count(*) AS customers, count(*) - count(frequency(r)) AS never_bought,
	count(*) FILTER (WHERE ROW(t.frequency, t.recency, t.age, t.mean_amount) IS DISTINCT FROM
		ROW(frequency(r), recency(r), age(r), mean_amount(r))) AS differ
FROM (SELECT id AS customer, rfm_agg(at, amount, '2025-01-31') AS r FROM orders GROUP BY 1) c
FULL JOIN (SELECT * FROM passes WHERE below = 10000) t USING (customer);
SELECT s = (SELECT rfm_agg(id, at, amount, '2025-01-31' ORDER BY amount) FROM orders) AS any_order,
	s = (SELECT rfm_agg(id, at, amount, '2025-01-31' ORDER BY id, at DESC) FROM orders) AS any_order
FROM (SELECT rfm_agg(id, at, amount, '2025-01-31') AS s FROM orders) o;
-- no return raises a frequency
SELECT bool_and(with_returns.frequency <= without.frequency) AS never_raised, count(*)
FROM rfm_table((SELECT rfm_agg(id, at, amount, '2025-01-31') FROM orders)) with_returns
JOIN rfm_table((SELECT rfm_agg(id, at, amount, '2025-01-31') FILTER (WHERE amount >= 0 OR amount IS NULL)
	FROM orders)) without USING (customer);
DROP TABLE orders, by_sql, passes;

-- Of a row after the last day observed not even the amount is looked at, nor is it one customer at a time.
SELECT s = (SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log) AS same
FROM (SELECT rfm_agg(customer, at, CASE WHEN at > '1997-09-30' THEN 'NaN' ELSE amount END, '1997-09-30') AS s
	FROM log) v;
SELECT s = (SELECT rfm_agg(at, amount, '1997-09-30') FROM log) AS same
FROM (SELECT rfm_agg(at, CASE WHEN at > '1997-09-30' THEN 'NaN' ELSE amount END, '1997-09-30') AS s
	FROM log) v;
-- nobody
SELECT rfm_agg(customer, at, amount, '1996-12-31') AS too_early,
	rfm_agg(customer, at, amount, '1997-09-30') FILTER (WHERE false) AS none,
	rfm_agg(NULL::bigint, at, amount, '1997-09-30') AS nameless,
	rfm_agg(customer, at, -1, '1997-09-30') AS returns
FROM log;
-- what is refused
SELECT test.refusal('SELECT ' || call || ' FROM log') FROM (VALUES
	($$rfm_agg(customer, at, amount, NULL)$$),
	($$rfm_agg(customer, at, amount, CASE WHEN customer = 1 THEN date '1997-09-30' ELSE '1997-09-29' END)$$),
	($$rfm_agg(customer, at, 'NaN'::numeric, '1997-09-30')$$),
	($$rfm_agg(customer, at::timestamptz, amount, '1997-09-30')$$),
	($$rfm_agg(customer, at, amount, '1997-09-30', 'UTC')$$),
	($$rfm_agg(customer, at + customer * 70000, amount, '5224-09-30')$$),
	($$rfm_agg(customer::text, at, amount, '1997-09-30')$$),
	($$rfm_agg(customer::text, at::timestamptz, amount, '1997-09-30', 'UTC')$$)) v(call);
DROP FUNCTION id_of;
DROP TABLE log, plain;
