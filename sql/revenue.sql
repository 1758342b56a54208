-- Recurring revenue: one row per customer, before and after.
CREATE TABLE book (customer text, before numeric, after numeric, ever_before boolean);
INSERT INTO book VALUES
	('stays', 100, 100, true), ('grows', 100, 130.5, true), ('shrinks', 50, 20.25, true),
		('leaves', 80, 0, true), ('forgotten', 20, NULL, NULL),
	('first', NULL, 40, NULL), ('second', 0, 10, false), ('back', 0, 30, true), ('never', 0, 0, false),
		('nobody', NULL, NULL, true);
SELECT revenue_agg(before, after, ever_before) FROM book;
-- 350 before; 130.5 - 100 more; 50 - 20.25 less; 80 + 20 gone
SELECT nrr(before, after) = 100 * (100 + 130.5 + 20.25) / 350 AS nrr,
	grr(before, after) = 100 * (100 + 100 + 20.25) / 350 AS grr FROM book;
SELECT customers_before(s), revenue_before(s), new_revenue(s), reactivated_revenue(s), expansion_revenue(s),
	contraction_revenue(s), churned_revenue(s), revenue_after(s), customers_after(s),
	round(quick_ratio(s)::numeric, 6) AS quick_ratio
FROM (SELECT revenue_agg(before, after, ever_before) AS s FROM book) v;
SELECT m.* FROM (SELECT revenue_agg(before, after, ever_before) AS s FROM book) v, revenue_movements(s) m;
-- Who is back counts as new where nothing says otherwise.
SELECT m.* FROM (SELECT revenue_agg(before, after) AS s FROM book) v, revenue_movements(s) m;
-- Every type of money.
SELECT revenue_agg(before::smallint, after::smallint) = revenue_agg(before::int, after::int) AS int4,
	revenue_agg(before::bigint, after::bigint) = revenue_agg(before::int, after::int) AS int8,
	revenue_agg(before::float8, after::float8) = revenue_agg(before, after) AS float8,
		revenue_agg(before::int, after) = revenue_agg(before, after) AS mixed,
	revenue_agg(before::int, after::float8) = revenue_agg(before, after) AS mixed,
		revenue_agg(before, 0) = revenue_agg(before, NULL) AS literal FROM book;
SELECT nrr(before::smallint, after::smallint) = nrr(before::int, after::int) AS int4,
	nrr(before::bigint, after::bigint) = nrr(before::int, after::int) AS int8,
	nrr(before::float8, after::float8) = nrr(before, after) AS float8,
	grr(before::smallint, after::smallint) = grr(before::int, after::int) AS int4,
		grr(before::bigint, after::bigint) = grr(before::int, after::int) AS int8,
		grr(before::float8, after::float8) = grr(before, after) AS float8 FROM book;
SELECT revenue_agg(before::smallint, after::smallint, ever_before) = revenue_agg(before::int, after::int,
	ever_before) AS int4, revenue_agg(before::bigint, after::bigint, ever_before) = revenue_agg(before::int,
	after::int, ever_before) AS int8,
	revenue_agg(before::float8, after::float8, ever_before) = revenue_agg(before, after,
		ever_before) AS float8 FROM book;
-- No rows, and nobody with revenue: figures are NULL, sums and counts 0.
SELECT revenue_agg(before, after), nrr(before, after), grr(before, after) FROM book WHERE false;
SELECT revenue_agg(before, after), nrr(before, after), grr(before, after) FROM book
	WHERE customer IN ('never', 'nobody');
SELECT nrr(before, after), grr(before, after), quick_ratio(revenue_agg(before, after)) FROM book
	WHERE customer = 'first';
SELECT nrr(before, after), grr(before, after), quick_ratio(revenue_agg(before, after)) FROM book
	WHERE customer = 'leaves';
SELECT customers_before(s), revenue_before(s), new_revenue(s), reactivated_revenue(s), expansion_revenue(s),
	contraction_revenue(s), churned_revenue(s), revenue_after(s), customers_after(s), quick_ratio(s),
	nrr(s), grr(s)
FROM (VALUES ('()'::cx_revenue), (NULL)) v (s);
SELECT count(*), sum(customers), sum(amount) FROM revenue_movements('()');
SELECT count(*) FROM revenue_movements(NULL);
SELECT rollup(s) FROM (VALUES (NULL::cx_revenue)) v (s);

-- Published: quick ratio 2.9167 and net +23000 (theprimecalculator.com, SaaS quick ratio); 3.5 (pitchkit.io
-- glossary).
SELECT round(quick_ratio(s)::numeric, 4) AS quick_ratio, revenue_after(s) - revenue_before(s) AS net
FROM (VALUES ('(before 9: 90000, new 5: 25000, reactivated 0: 0, expansion 3: 10000, contraction 2: 4000,
	churned 1: 8000)'::cx_revenue), ('(before 9: 90000, new 5: 20000, reactivated 0: 0, expansion 3: 8000,
	contraction 2: 3000, churned 1: 5000)')) v (s);

-- The trap: LEAST ignores NULL, so over a FULL JOIN new customers leak into a GRR made with it, which then
-- exceeds 100.
CREATE TABLE january (customer int, mrr int);
CREATE TABLE february (customer int, mrr int);
INSERT INTO january VALUES (1, 100), (2, 100), (3, 100);
INSERT INTO february VALUES (1, 100), (2, 150), (4, 300);
SELECT round(100.0 * sum(least(j.mrr, f.mrr)) / sum(j.mrr), 1) AS with_least,
	round(grr(j.mrr, f.mrr)::numeric, 1) AS grr, round(nrr(j.mrr, f.mrr)::numeric, 1) AS nrr
FROM january j FULL JOIN february f USING (customer);
-- The same rows joined from one side only, as nrr and grr exclude who is new anyway.
SELECT round(grr(j.mrr, f.mrr)::numeric, 1) AS grr, round(nrr(j.mrr, f.mrr)::numeric, 1) AS nrr
	FROM january j LEFT JOIN february f USING (customer);

-- All is 100 and nothing 0, exactly, whatever the amounts.
SELECT count(*) AS broken FROM (SELECT nrr(x, x) AS n, grr(x, x) AS g, nrr(x, 0) AS z, grr(x, 2 * x) AS c
	FROM (SELECT i, (random() * 10 ^ (i % 20))::numeric + 0.01 AS x FROM generate_series(1, 2000) i) v
	GROUP BY i) w
WHERE n <> 100 OR g <> 100 OR z <> 0 OR c <> 100;

-- A year's rate as a month's and back (Gold, Fighting Churn with Data, listing 2.5): 1 - (1 - c)^(to / from).
SELECT round(rescale_rate(50, 365, 365 / 12.0)::numeric, 10) AS month,
	round((100 * (1 - 0.5 ^ (1 / 12.0)))::numeric, 10) AS plain, round(rescale_rate(5, 30, 365)::numeric,
	10) AS year, round((100 * (1 - 0.95 ^ (365 / 30.0)))::numeric, 10) AS plain;
SELECT rescale_rate(0, 30, 365), rescale_rate(100, 30, 365), rescale_rate(12.5, 7, 7),
	rescale_rate(NULL, 30, 365), rescale_rate(1, NULL, 365), rescale_rate(1, 30, NULL);
-- Of a tiny rate nothing is lost: 365/30 times it, less a share in the order of the rate.
SELECT abs(rescale_rate(1e-12, 30, 365) / (1e-12 * 365 / 30) - 1) < 1e-12 AS tiny;
SELECT count(*) AS broken FROM (SELECT 100 * random() AS r, 1 + 400 * random() AS d, 1 + 400 * random() AS e
	FROM generate_series(1, 1000)) v
WHERE abs(rescale_rate(rescale_rate(r, d, e), e, d) - r) > 1e-6 AND rescale_rate(r, d, e) < 99.99
	OR rescale_rate(r, d, e) NOT BETWEEN 0 AND 100 OR (rescale_rate(r, d, e) > r) <> (e > d);
SELECT rescale_rate(100.5, 30, 365);
SELECT rescale_rate(-1, 30, 365);
SELECT rescale_rate('NaN', 30, 365);
SELECT rescale_rate(5, 0, 365);
SELECT rescale_rate(5, 30, 'Infinity');
DROP TABLE book, january, february;
