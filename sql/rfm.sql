-- One customer's purchases: frequency, recency, age and mean amount, as published and as plain SQL counts them.
-- lifetimes' own tests (Python package, MIT): repeat days, days from first to last, days to the end of observation
SELECT id, rfm_agg(at, 1, '2015-02-07') AS r, frequency(rfm_agg(at, 1, '2015-02-07')), recency(rfm_agg(at, 1, '2015-02-07')), age(rfm_agg(at, 1, '2015-02-07'))
FROM (VALUES (1, date '2015-02-01'), (1, '2015-02-06'), (2, '2015-01-01'), (3, '2015-01-01'), (3, '2015-01-02'), (3, '2015-01-05')) v(id, at) GROUP BY id ORDER BY id;
-- 10 on the first day, then 20 and 25: the mean of repeat days is 22.5, whatever the order of the rows
SELECT mean_amount(rfm_agg(at, amount, '2015-12-31')) AS mean, total_amount(rfm_agg(at, amount, '2015-12-31')) AS total
FROM (VALUES (date '2015-05-21', 25), ('2015-03-14', 10), ('2015-04-09', 20)) v(at, amount);
-- two purchases on one day are none again
SELECT frequency(r), recency(r), mean_amount(r) IS NULL AS no_mean, first_purchase(r), last_purchase(r), observed_until(r), r FROM (SELECT rfm_agg(at, 5.5, '2015-12-31') AS r FROM (VALUES (timestamp '2015-05-21 08:00'), ('2015-05-21 23:59')) v(at)) w;
-- no rows, NULL times, days after the end: nobody
SELECT rfm_agg(at, 1, '2015-01-31') AS none, frequency(rfm_agg(at, 1, '2015-01-31')), age(rfm_agg(at, 1, '2015-01-31')), total_amount(rfm_agg(at, 1, '2015-01-31')), first_purchase(rfm_agg(at, 1, '2015-01-31'))
FROM (VALUES (NULL::date), ('2015-02-01')) v(at);
-- a NULL amount is 0, a refund is negative, and the last day observed counts
SELECT rfm_agg(at, amount, '2015-01-31') FROM (VALUES (date '2015-01-01', NULL::numeric), ('2015-01-02', -1.25), ('2015-01-31', 10)) v(at, amount);
-- amounts of every type sum exactly
SELECT rfm_agg(at, a::numeric, '2015-01-31') = rfm_agg(at, a::double precision, '2015-01-31') AS float8, rfm_agg(at, a::numeric, '2015-01-31') AS r FROM (SELECT date '2015-01-01' + i % 5, 0.1 * i FROM generate_series(1, 100) i) v(at, a);
SELECT rfm_agg(at, a, '2015-01-31') AS bigint, rfm_agg(at, a::int, '2015-01-31') AS integer, rfm_agg(at, a::smallint, '2015-01-31') AS smallint, rfm_agg(at, a::real, '2015-01-31') AS real FROM (VALUES (date '2015-01-01', 7::bigint), ('2015-01-03', 8)) v(at, a);
-- the day of an instant is that of the zone
SELECT rfm_agg(at, 1, '2024-04-30', 'UTC') AS utc, rfm_agg(at, 1, '2024-04-30', 'Asia/Tokyo') AS tokyo FROM (VALUES (timestamptz '2024-03-31 14:59+00'), ('2024-03-31 15:00+00'), ('2024-04-30 20:00+00')) v(at);
-- laws over random purchases: plain SQL, any split into parts, any order
SELECT setseed(0.3);
CREATE TABLE bought AS SELECT i % 50 AS id, date '2023-01-01' + (random() ^ 2 * 700)::int AS at, round((random() * 100)::numeric, 2) AS amount FROM generate_series(1, 3000) i;
CREATE TABLE plain AS SELECT id, count(*) - 1 AS frequency, max(at) - min(at) AS recency, date '2024-06-30' - min(at) AS age, sum(amount) FILTER (WHERE nth > 1) / nullif(count(*) - 1, 0) AS mean, sum(amount) AS total
FROM (SELECT id, at, sum(amount) AS amount, row_number() OVER (PARTITION BY id ORDER BY at) AS nth FROM bought WHERE at <= '2024-06-30' GROUP BY id, at) d GROUP BY id;
CREATE TABLE customers AS SELECT id, rfm_agg(at, amount, '2024-06-30') AS r, rfm_agg(at, amount, '2024-06-30' ORDER BY amount) AS other FROM bought GROUP BY id;
SELECT count(*) AS customers, bool_and(frequency(r) = p.frequency AND recency(r) = p.recency AND age(r) = p.age AND mean_amount(r) = p.mean::double precision AND total_amount(r) = p.total::double precision) AS as_plain_sql, bool_and(r = other) AS any_order FROM customers JOIN plain p USING (id);
SELECT bool_and(w.r = c.r) AS parts, count(*) FROM (SELECT id, rollup(r) AS r FROM (SELECT id, amount::int % 7 AS part, rfm_agg(at, amount, '2024-06-30') AS r FROM bought GROUP BY 1, 2) p GROUP BY id) w JOIN customers c USING (id);
SELECT bool_and(a.r + b.r = b.r + a.r) AS commutative, bool_and((a.r + b.r) + c.r = a.r + (b.r + c.r)) AS associative, bool_and(a.r + '()' = a.r AND '()' + a.r = a.r) AS neutral FROM customers a JOIN customers b ON b.id = a.id + 1 JOIN customers c ON c.id = a.id + 2;
-- a window is its recomputation
SELECT bool_and(r = again) FROM (SELECT rfm_agg(at, amount, '2024-06-30') OVER (ORDER BY at, amount) AS r, (SELECT rfm_agg(at, amount, '2024-06-30') FROM bought i WHERE i.id = 7 AND (i.at, i.amount) <= (o.at, o.amount)) AS again FROM bought o WHERE id = 7) v;
DROP TABLE bought, plain, customers;
-- what is refused
SELECT rfm_agg(date '2024-01-01', 1, NULL);
SELECT rfm_agg(date '2024-01-01', 1, 'infinity');
SELECT rfm_agg(date 'infinity', 1, '2024-01-31');
SELECT rfm_agg(at, 1, until) FROM (VALUES (date '2024-01-01', date '2024-01-31'), ('2024-01-01', '2024-02-01')) v(at, until);
SELECT rfm_agg(date '2024-01-01', 'NaN'::double precision, '2024-01-31');
SELECT rfm_agg(date '2024-01-01', 'NaN'::numeric, '2024-01-31');
SELECT rfm_agg(timestamptz '2024-01-01 00:00+00', 1, '2024-01-31');
SELECT rfm_agg(date '2024-01-01', 1, '2024-01-31', 'UTC');
SELECT rfm_agg(timestamp '2024-01-01 00:00', 1, '2024-01-31', 'UTC');
SELECT rfm_agg(timestamptz '2024-01-01 00:00+00', 1, '2024-01-31', NULL);
SELECT '(2024-01-01..2024-01-31: 1 / 1: 0)'::cx_rfm + '(2024-01-01..2024-02-01: 1 / 1: 0)'::cx_rfm;
SELECT rfm_agg(at, 1, '2024-01-31') FROM (VALUES (date '2024-01-01'), ('1024-01-01')) v(at);
