-- One customer's purchases: frequency, recency, age and mean amount, as published and as plain SQL counts
-- them. lifetimes' own tests (Python package, MIT): repeat days, days from first to last, days to the end.
SELECT id, r, frequency(r), recency(r), age(r)
FROM (SELECT id, rfm_agg(at, 1, '2015-02-07') AS r
	FROM (VALUES (1, date '2015-02-01'), (1, '2015-02-06'), (2, '2015-01-01'), (3, '2015-01-01'),
		(3, '2015-01-02'), (3, '2015-01-05')) v(id, at) GROUP BY id) c ORDER BY id;
-- 10 on the first day, then 20 and 25: the mean of repeat days is 22.5, whatever the order of the rows
SELECT mean_amount(rfm_agg(at, amount, '2015-12-31')) AS mean,
	total_amount(rfm_agg(at, amount, '2015-12-31')) AS total
FROM (VALUES (date '2015-05-21', 25), ('2015-03-14', 10), ('2015-04-09', 20)) v(at, amount);
-- two purchases on one day are none again
SELECT frequency(r), recency(r), mean_amount(r) IS NULL AS no_mean, first_purchase(r), last_purchase(r),
	observed_until(r), r
FROM (SELECT rfm_agg(at, 5.5, '2015-12-31') AS r
	FROM (VALUES (timestamp '2015-05-21 08:00'), ('2015-05-21 23:59')) v(at)) w;
-- no rows, NULL times, days after the end: nobody
SELECT r AS none, frequency(r), age(r), total_amount(r), first_purchase(r), observed_until(r)
FROM (SELECT rfm_agg(at, 1, '2015-01-31') AS r FROM (VALUES (NULL::date), ('2015-02-01')) v(at)) w;
-- a NULL amount is 0, and the last day observed counts
SELECT rfm_agg(at, amount, '2015-01-31')
FROM (VALUES (date '2015-01-01', NULL::numeric), ('2015-01-02', -1.25), ('2015-01-31', 10)) v(at, amount);
-- amounts of every type sum exactly
SELECT rfm_agg(at, a::numeric, '2015-01-31') = rfm_agg(at, a::double precision, '2015-01-31') AS float8,
	rfm_agg(at, a::numeric, '2015-01-31') AS r
FROM (SELECT date '2015-01-01' + i % 5, 0.1 * i FROM generate_series(1, 100) i) v(at, a);
SELECT rfm_agg(at, a, '2015-01-31') AS bigint, rfm_agg(at, a::int, '2015-01-31') AS integer,
	rfm_agg(at, a::smallint, '2015-01-31') AS smallint, rfm_agg(at, a::real, '2015-01-31') AS real
FROM (VALUES (date '2015-01-01', 7::bigint), ('2015-01-03', 8)) v(at, a);
-- the day of an instant is that of the zone
SELECT rfm_agg(at, 1, '2024-04-30', 'UTC') AS utc, rfm_agg(at, 1, '2024-04-30', 'Asia/Tokyo') AS tokyo
FROM (VALUES (timestamptz '2024-03-31 14:59+00'), ('2024-03-31 15:00+00'), ('2024-04-30 20:00+00')) v(at);

-- Returns. A purchase day is one whose amounts sum to more than 0, or that has rows and no amount other
-- than 0 or NULL; on every other day nothing was bought, and its money counts in the total only.
CREATE FUNCTION bought(days date[], amounts numeric[]) RETURNS cx_rfm LANGUAGE sql AS
	$$ SELECT rfm_agg(at, amount, '2026-12-31') FROM unnest(days, amounts) AS u(at, amount) $$;
CREATE TABLE cases AS SELECT n, name, bought(days, amounts) AS r FROM (VALUES
	(1, 'returned later', '{2026-01-01,2026-01-10}'::date[], '{50,-50}'::numeric[]),
	(2, 'the second purchase returned in part of the sum', '{2026-01-01,2026-02-01,2026-02-10}',
		'{50,40,-40}'),
	(3, 'a refund first', '{2026-01-01,2026-02-01}', '{-20,40}'),
	(4, 'bought and returned on one day', '{2026-01-05,2026-01-05}', '{50,-50}'),
	(5, 'for free', '{2026-01-05,2026-01-06}', '{0,NULL}'),
	(6, 'for free and returned', '{2026-01-05,2026-01-05}', '{0,-5}'),
	(7, 'bought again on a day of a larger return', '{2026-01-05,2026-01-09,2026-01-09}', '{9,20,-30}'),
	(8, 'returned in part on the day', '{2026-01-05,2026-01-09,2026-01-09}', '{9,20,-5}'),
	(9, 'a free sample on a day that cancels out', '{2026-01-05,2026-01-05,2026-01-05}', '{7,0,-7}')
) v(n, name, days, amounts);
SELECT n, r, frequency(r), recency(r), age(r), mean_amount(r) AS mean, total_amount(r) AS total,
	to_char(first_purchase(r), 'MM-DD') AS first, to_char(last_purchase(r), 'MM-DD') AS last
FROM cases ORDER BY n;
-- the models know nothing of who never bought
SELECT p_alive(r, m) AS alive, expected_purchases(r, m, 30) AS purchases, clv(r, m, g, 365, 0.1) AS clv
FROM cases, bgnbd_model(0.24, 31, 0.79, 2.43) m, gamma_gamma_model(6.25, 3.74, 15.44) g WHERE n = 4;
SELECT bgnbd_fit(r) FILTER (WHERE n = 4) IS NULL AS nobody,
	bgnbd_fit(r) = bgnbd_fit(r) FILTER (WHERE n NOT IN (4, 6, 9)) AS left_out
FROM cases;
-- whatever the split: each row a state of its own, in every order
SELECT a + b = b + a AS alike, a + b AS sum FROM (VALUES
	(1, bought('{2026-01-05}', '{50}'), bought('{2026-01-05}', '{-50}')),
	(2, bought('{2026-01-05,2026-01-05}', '{0,-5}'), bought('{2026-01-05}', '{5}')),
	(3, bought('{2026-01-05}', '{1e-25}'), bought('{2026-01-05}', '{-1e-25}')),
	(4, bought('{2026-01-05}', '{9e15}'), bought('{2026-01-05}', '{-8999999999999999}')),
	(5, bought('{2026-01-05}', '{1e8}'), bought('{2026-01-05,2026-01-04}', '{1e8,7}'))) v(n, a, b) ORDER BY n;
DROP TABLE cases;
DROP FUNCTION bought;

-- Laws over random purchases, a third of which are returns or free: plain SQL, any split, any order.
SELECT setseed(0.3);
CREATE TABLE bought AS SELECT i % 50 AS id, date '2023-01-01' + (random() ^ 2 * 700)::int AS at,
	CASE i % 6 WHEN 0 THEN -1 WHEN 1 THEN 0 ELSE 1 END * round((random() * 100)::numeric, 2) AS amount
FROM generate_series(1, 3000) i;
-- the return of a whole day, on the day itself or another
INSERT INTO bought SELECT id, at + k * (id % 3), -sum(amount)
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY at, amount) AS nth FROM bought) b,
	generate_series(0, 1) k
WHERE nth % 7 = 0 GROUP BY id, at, k;
-- one customer has but returns, another fine and large amounts
UPDATE bought SET amount = -abs(amount) - 1 WHERE id = 3;
UPDATE bought SET amount = amount * CASE WHEN amount > 50 THEN 1e20 ELSE 1e-20 END WHERE id IN (4, 5);
CREATE TABLE plain AS
SELECT id, count(*) FILTER (WHERE purchase) - 1 AS frequency,
	max(at) FILTER (WHERE purchase) - min(at) FILTER (WHERE purchase) AS recency,
	date '2024-06-30' - min(at) FILTER (WHERE purchase) AS age, sum(amount) AS total,
	sum(amount) FILTER (WHERE purchase AND nth > 1) / nullif(count(*) FILTER (WHERE purchase) - 1, 0) AS mean
FROM (SELECT *, row_number() OVER (PARTITION BY id, purchase ORDER BY at) AS nth
	FROM (SELECT id, at, sum(amount) AS amount, sum(amount) > 0 OR bool_and(amount = 0) AS purchase
		FROM bought WHERE at <= '2024-06-30' GROUP BY id, at) d) n GROUP BY id;
CREATE TABLE customers AS SELECT id, rfm_agg(at, amount, '2024-06-30') AS r,
	rfm_agg(at, amount, '2024-06-30' ORDER BY amount) AS other,
	rfm_agg(at, amount, '2024-06-30' ORDER BY at DESC) AS back
FROM bought GROUP BY id;
SELECT count(*) AS customers, count(frequency(r)) AS buyers, sum(frequency(r)) AS repeat_days,
	bool_and(ROW(frequency(r), recency(r), age(r)) IS NOT DISTINCT FROM
		ROW(nullif(p.frequency, -1), p.recency, p.age)) AS as_plain_sql,
	bool_and(mean_amount(r) IS NOT DISTINCT FROM p.mean::double precision
		OR abs(mean_amount(r) / p.mean - 1) < 1e-15) AS means,
	bool_and(total_amount(r) = p.total::double precision) AS totals,
	bool_and(r = other AND r = back) AS any_order
FROM customers JOIN plain p USING (id);
SELECT parts, bool_and(w.r = c.r) AS same, count(*)
FROM unnest('{2,7,40}'::int[]) parts, LATERAL (SELECT id, rollup(r) AS r
	FROM (SELECT id, rfm_agg(at, amount, '2024-06-30') AS r
		FROM bought GROUP BY id, hashtext(ctid::text) % parts) p GROUP BY id) w JOIN customers c USING (id)
GROUP BY parts ORDER BY parts;
SELECT bool_and(a.r + b.r = b.r + a.r) AS commutative,
	bool_and((a.r + b.r) + c.r = a.r + (b.r + c.r)) AS associative,
	bool_and(a.r + '()' = a.r AND '()' + a.r = a.r) AS neutral,
		bool_and(a.r::text::cx_rfm = a.r) AS text_again
FROM customers a JOIN customers b ON b.id = a.id + 1 JOIN customers c ON c.id = a.id + 2;
-- all of them as one, in states that grow long: in another order, by parts, in a window; narrow and wide
SELECT wide, whole = other AS other, whole = parts AS parts, whole = customers AS customers,
	whole = last AS window, frequency(whole), whole::text::cx_rfm = whole AS text_again
FROM (SELECT wide, rfm_agg(at, amount, '2024-06-30') AS whole,
		rfm_agg(at, amount, '2024-06-30' ORDER BY amount DESC) AS other
	FROM bought, unnest('{f,t}'::boolean[]) wide WHERE wide OR id NOT IN (4, 5) GROUP BY wide) w
JOIN (SELECT wide, rollup(r) AS customers FROM customers, unnest('{f,t}'::boolean[]) wide
	WHERE wide OR id NOT IN (4, 5) GROUP BY wide) c USING (wide)
JOIN (SELECT wide, rollup(r) AS parts FROM (SELECT wide, rfm_agg(at, amount, '2024-06-30') AS r
		FROM bought, unnest('{f,t}'::boolean[]) wide
		WHERE wide OR id NOT IN (4, 5) GROUP BY wide, hashtext(amount::text) % 5) p
		GROUP BY wide) p USING (wide)
JOIN (SELECT wide, r AS last FROM (SELECT wide, rfm_agg(at, amount, '2024-06-30') OVER (PARTITION BY wide
			ORDER BY amount, at, id ROWS UNBOUNDED PRECEDING) AS r,
			row_number() OVER (PARTITION BY wide ORDER BY amount DESC, at DESC, id DESC) AS back
		FROM bought, unnest('{f,t}'::boolean[]) wide
		WHERE wide OR id NOT IN (4, 5)) o WHERE back = 1) l USING (wide)
ORDER BY wide;
-- days that grow wide while a long state puts them in order
SELECT total_amount(r) = rows * 100000001.0 AS total, frequency(r),
	mean_amount(r) = (repeats * 100000001.0 / 599)::double precision AS mean
FROM (SELECT rfm_agg(date '2000-01-01' + i % 600, 100000001, '2010-01-01' ORDER BY i) AS r,
		count(*) AS rows, count(*) FILTER (WHERE i % 600 > 0) AS repeats
	FROM generate_series(0, 2600) i) v;
-- a window is its recomputation
SELECT bool_and(r = again)
FROM (SELECT rfm_agg(at, amount, '2024-06-30') OVER (ORDER BY at, amount) AS r,
	(SELECT rfm_agg(at, amount, '2024-06-30') FROM bought i
		WHERE i.id = 7 AND (i.at, i.amount) <= (o.at, o.amount)) AS again FROM bought o WHERE id = 7) v;
DROP TABLE bought, plain, customers;
-- 65536 days, in random order, a customer of the whole span; and one day more
SELECT frequency(r), recency(r), mean_amount(r), pg_column_size(r) AS bytes
FROM (SELECT rfm_agg(date '1845-01-01' + i * 7919 % 65536, 2, '2024-12-31') AS r
	FROM generate_series(0, 65535) i) v;

-- What is refused.
SELECT test.refusal(statement) FROM (VALUES
	($$SELECT rfm_agg(date '2024-01-01', 1, NULL)$$),
	($$SELECT rfm_agg(date '2024-01-01', 1, 'infinity')$$),
	($$SELECT rfm_agg(date 'infinity', 1, '2024-01-31')$$),
	($$SELECT rfm_agg(date '2024-01-01', 1, until) FROM unnest('{2024-01-31,2024-02-01}'::date[]) until$$),
	($$SELECT rfm_agg(date '2024-01-01', 'NaN'::double precision, '2024-01-31')$$),
	($$SELECT rfm_agg(date '2024-01-01', 'NaN'::numeric, '2024-01-31')$$),
	($$SELECT rfm_agg(timestamptz '2024-01-01 00:00+00', 1, '2024-01-31')$$),
	($$SELECT rfm_agg(date '2024-01-01', 1, '2024-01-31', 'UTC')$$),
	($$SELECT rfm_agg(timestamp '2024-01-01 00:00', 1, '2024-01-31', 'UTC')$$),
	($$SELECT rfm_agg(timestamptz '2024-01-01 00:00+00', 1, '2024-01-31', NULL)$$),
	($$SELECT '(2024-01-01..2024-01-31: 0 1)'::cx_rfm + '(2024-01-01..2024-02-01: 0 1)'::cx_rfm$$),
	($$SELECT '(1845-01-01..2024-12-31: 0 1)'::cx_rfm + '(2024-06-07..2024-12-31: 0 1)'::cx_rfm$$),
	($$SELECT rfm_agg(at, 1, '2024-01-31') FROM (VALUES (date '2024-01-01'), ('1024-01-01')) v(at)$$),
	($$SELECT rfm_agg(date '1845-01-01' + i, 1, '2024-12-31')
		FROM generate_series(0, 65536) i$$)) v(statement);
