-- Laws that hold for any book of customers, over random ones: 300 books of 0 to 60 customers, by kind of
-- money.
SELECT setseed(0.2026);
CREATE TABLE rows AS
SELECT book, customer, ever, CASE WHEN random() < 0.3 THEN NULL WHEN random() < 0.3 THEN 0
	ELSE round((random() * 100)::numeric, book % 5) END AS before,
	CASE WHEN random() < 0.3 THEN NULL WHEN random() < 0.3 THEN 0
		ELSE round((random() * 100)::numeric, book % 5) END AS after
FROM (SELECT book, customer, CASE WHEN random() < 0.2 THEN NULL ELSE random() < 0.5 END AS ever
	FROM (SELECT book, floor(61 * random())::int AS size FROM generate_series(1, 300) book) b,
	generate_series(1, size) customer) r;
UPDATE rows SET after = before WHERE random() < 0.2;
UPDATE rows SET after = 2 * before WHERE random() < 0.3;
CREATE TABLE books AS
SELECT book, revenue_agg(before, after, ever) AS s, revenue_agg(before::float8, after::float8, ever) AS f,
	coalesce(sum(before), 0) AS before, coalesce(sum(after), 0) AS after,
	sum(least(coalesce(before, 0), coalesce(after, 0))) AS kept,
	sum(after) FILTER (WHERE before > 0) AS grown,
	sum(after) FILTER (WHERE coalesce(before, 0) = 0 AND ever IS NOT TRUE) AS new,
		sum(after) FILTER (WHERE coalesce(before, 0) = 0 AND ever) AS back,
		count(*) FILTER (WHERE before > 0) AS customers_before,
		count(*) FILTER (WHERE after > 0) AS customers_after
FROM rows GROUP BY book;
SELECT count(*) > 250 AS enough, count(*) FILTER (WHERE nrr(s) > 100) > 20 AS some_grow,
	count(*) FILTER (WHERE before = 0) > 0 AS some_empty FROM books;
-- the movements are the change of revenue, to the last digit; what plain SQL says of each
SELECT count(*) AS broken FROM books WHERE f <> s OR revenue_before(s) <> before
	OR revenue_after(s) <> after OR customers_before(s) <> customers_before
	OR customers_after(s) <> customers_after
	OR new_revenue(s) <> coalesce(new, 0) OR reactivated_revenue(s) <> coalesce(back, 0);
SELECT count(*) AS broken FROM books,
	LATERAL (SELECT sum(amount) FILTER (WHERE movement IN ('new', 'reactivated',
	'expansion')) - sum(amount) FILTER (WHERE movement IN ('contraction', 'churned')) AS change
	FROM revenue_movements(s)) m
WHERE abs(change - (after - before)::float8) > 1e-9;
SELECT count(*) AS broken FROM books WHERE abs(nrr(s) - 100 * grown / nullif(before, 0)) > 1e-9
	OR abs(grr(s) - 100 * kept / nullif(before, 0)) > 1e-9 OR (before = 0) <> (nrr(s) IS NULL)
	OR (before = 0) <> (grr(s) IS NULL);
-- GRR <= min(100, NRR), to the last bit
SELECT count(*) AS broken FROM books WHERE grr(s) > least(100, nrr(s)) OR grr(s) < 0;
-- ... also where sums differ in the last of 40 digits
SELECT count(*) AS broken
	FROM (SELECT nrr(x, x + y) AS n, grr(x, x + y) AS g, nrr(x, x - y) AS m, grr(x, x - y) AS h
	FROM (SELECT i, round((random() * 1e9)::numeric, 6) + 1 AS x, 1e-30 * i AS y
	FROM generate_series(1, 500) i) v GROUP BY i) w
WHERE g > least(100, n) OR h > least(100, m) OR h <> m OR g <> 100;
-- any split and any order of the parts; + and - are each other's inverse
SELECT rollup(s) = (SELECT rollup(t) FROM (SELECT rollup(s ORDER BY random()) AS t FROM books
	GROUP BY floor(10 * random())) v) AS any_split, rollup(s) = (SELECT revenue_agg(before, after, ever)
	FROM rows) AS whole FROM books;
SELECT count(*) AS broken FROM (SELECT s AS a, lead(s) OVER (ORDER BY book) AS b FROM books) v
	WHERE a + b - b <> a OR a - b + b <> a OR a - a <> '()' OR a + '()' <> a OR '()' + a <> a
	OR a - '()' <> a OR a + b <> b + a;
SELECT '()'::cx_revenue + NULL, NULL - '()'::cx_revenue, s + s - s = s AS same
	FROM (SELECT revenue_agg(1, 2) AS s) v;
-- text goes round
SELECT count(*) AS broken FROM (SELECT s AS a, lead(s) OVER (ORDER BY book) AS b FROM books) v
	WHERE (a - b)::text::cx_revenue <> a - b;
-- a moving window is its recomputation, for every kind of money, also where it runs empty
CREATE FUNCTION pg_temp.recomputed(low bigint, high bigint) RETURNS cx_revenue LANGUAGE sql STABLE AS $$
	SELECT revenue_agg(before, after, ever) FROM (SELECT row_number() OVER (ORDER BY book, customer) AS n, *
		FROM rows) r WHERE n BETWEEN low AND high AND n % 7 <> 0 $$;
SELECT count(*) AS rows, count(*) FILTER (WHERE s <> pg_temp.recomputed(n - 3, n + 1)) AS broken,
	count(*) FILTER (WHERE f <> s OR g <> s) AS differ, count(*) FILTER (WHERE r <> s) AS rolled
FROM (SELECT n, revenue_agg(before, after, ever) FILTER (WHERE n % 7 <> 0) OVER w AS s,
	revenue_agg(before::float8, after::float8, ever) FILTER (WHERE n % 7 <> 0) OVER w AS f,
	revenue_agg(before, after::numeric, ever) FILTER (WHERE n % 7 <> 0) OVER w AS g,
		rollup(one) FILTER (WHERE n % 7 <> 0) OVER w AS r
	FROM (SELECT row_number() OVER (ORDER BY book, customer) AS n, rows.*, (SELECT revenue_agg(b, a, e)
		FROM (VALUES (before, after, ever)) o (b, a, e)) AS one FROM rows WHERE book <= 12) r
		WINDOW w AS (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING)) v
WHERE n < (SELECT count(*) FROM rows WHERE book <= 12);
SELECT count(*) AS broken FROM (SELECT s = '()' AS empty, nrr IS NULL AS undefined, before
	FROM (SELECT revenue_agg(i, i) FILTER (WHERE before > 0) OVER w AS s,
	nrr(i, 2 * i) FILTER (WHERE before > 0) OVER w AS nrr, before
	FROM (SELECT customer::int AS i, before, book FROM rows) r
		WINDOW w AS (ORDER BY book, i ROWS CURRENT ROW)) v) w WHERE empty <> (before IS NOT DISTINCT
		FROM 0 OR before IS NULL) OR undefined <> empty;
SELECT count(*) AS broken
	FROM (SELECT nrr(b, a) OVER w AS n, grr(b, a) OVER w AS g, nrr(revenue_agg(b, a) OVER w) AS m,
	grr(revenue_agg(b, a) OVER w) AS h FROM (SELECT book, customer, before::bigint AS b, after::bigint AS a
	FROM rows) r WINDOW w AS (ORDER BY book, customer ROWS 9 PRECEDING)) v
WHERE n IS DISTINCT FROM m OR g IS DISTINCT FROM h OR g > n OR g > 100;
SELECT count(*) AS broken
	FROM (SELECT revenue_agg(b, a) OVER w AS s, revenue_agg(b::int, a::int) OVER w AS t,
	revenue_agg(b::bigint, a::bigint) OVER w AS u
	FROM (SELECT book, customer, before::smallint AS b, after::smallint AS a FROM rows) r
	WINDOW w AS (ORDER BY book, customer ROWS 9 PRECEDING)) v WHERE s <> t OR s <> u;
-- figures of a correction are an error, its counts and sums are not
SELECT customers_before(d), churned_revenue(d), revenue_after(d), (SELECT sum(amount)
	FROM revenue_movements(d)) FROM (SELECT revenue_agg(5, 6) - revenue_agg(7, 0) AS d) v;
SELECT nrr(revenue_agg(5, 6) - revenue_agg(7, 0)) FROM (VALUES (1)) v;
SELECT grr('(before 1: 5, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction -1: 0, churned 0: 0)');
SELECT quick_ratio('(before 1: 5, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: -3,
	churned 0: 0)');
SELECT nrr('(before 1: 5, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 3, churned 0: 3)');
-- counts and sums beyond their range
SELECT rollup(s)
	FROM unnest('{"(before 9223372036854775807: 1, new 0: 0, reactivated 0: 0, expansion 0: 0,
	contraction 0: 0, churned 0: 0)", "(before 1: 1, new 0: 0, reactivated 0: 0, expansion 0: 0,
	contraction 0: 0, churned 0: 0)"}'::cx_revenue[]) s;
SELECT '(before 0: 1, new -9223372036854775808: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0,
	churned 0: 0)'::cx_revenue - '(before 0: 1, new 1: 0, reactivated 0: 0, expansion 0: 0,
	contraction 0: 0, churned 0: 0)';
SELECT '(before 0: 5e46, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0,
	churned 0: 0)'::cx_revenue;
SELECT s + s FROM (SELECT revenue_agg(5e46, 0) AS s) v;
SELECT customers_after('(before 9223372036854775807: 1, new 1: 1, reactivated 0: 0, expansion 0: 0,
	contraction 0: 0, churned 0: 0)');
-- transitions called by hand leave their argument alone
SELECT cx_revenue_count(s, 1, 2) <> s AS counted, s = '()' AS kept,
	cx_revenue_uncount(cx_revenue_count(s, 1, 2), 1, 2) = s AS back, cx_revenue_count(NULL, 1, 2)
	FROM (VALUES ('()'::cx_revenue)) v (s);
DROP TABLE rows, books;
