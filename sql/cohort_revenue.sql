-- Money by cohort and age: a drawn example, real purchases, laws over random ones, windows, plans.
SET datestyle = 'ISO';
-- 1 buys, comes back, returns a part; 2 pays, gets all back, comes back late; 3 has a refund from before the
-- first purchase; 4 only refunds, 5 nothing but an order returned on its day; 6 pays nothing
CREATE TABLE orders (customer int, at date, amount numeric);
INSERT INTO orders VALUES (1, '2026-01-05', 50), (1, '2026-02-10', 30), (1, '2026-02-20', -10),
	(2, '2026-01-20', 40), (2, '2026-01-25', -40), (2, '2026-03-03', 25), (3, '2026-01-10', -20),
	(3, '2026-02-01', 60), (4, '2026-02-01', -7), (5, '2026-02-03', 9), (5, '2026-02-03', -9), (6,
		'2026-03-31', 0);
CREATE TABLE spent AS SELECT customer, spend_agg(at, amount, 'month') AS s FROM orders GROUP BY 1;
CREATE TABLE state AS SELECT cohort_revenue_agg(s) AS s FROM spent;
SELECT s FROM state;
SELECT t.* FROM state, cohort_revenue_table(s, as_of => '2026-04-10') t;
SELECT t.* FROM state, cohort_revenue_table(s, 'cumulative', '2026-04-10') t;
-- shorter: data is shown all the same, and marked
SELECT t.* FROM state, cohort_revenue_table(s, as_of => '2026-02-15') t;
SELECT count(*), bool_and(complete) FROM state, cohort_revenue_table(s, 'in', 'infinity');
SELECT count(*), bool_or(complete) FROM state, cohort_revenue_table(s, 'CUMULATIVE', '-infinity');
-- all money is somewhere
SELECT sum(revenue), (SELECT sum(amount) FROM orders) FROM state, cohort_revenue_table(s);
-- without a cohort; without anything
SELECT t.* FROM cohort_revenue_table('(day | outside 5)', as_of => '2026-01-01') t;
SELECT count(*) FROM cohort_revenue_table('()');
SELECT count(*) FROM cohort_revenue_table(NULL);
SELECT cohort_revenue_agg(s), cohort_revenue_agg(NULL) FROM spent WHERE false;
SELECT cohort_revenue_agg(s) FROM (VALUES (NULL::cx_spend), ('()')) v(s);
-- at age 0 nothing came in, or less: no share
SELECT cohort, age, revenue, per_customer, share_of_first FROM cohort_revenue_table(
	'(month | 2026-01-01: 1 0 0, 1 1 5 | 2026-02-01: 1 0 -5, 1 1 10)', 'cumulative', '2026-03-01');
-- arguments
SELECT * FROM cohort_revenue_table('()', 'on');
SELECT * FROM cohort_revenue_table('()', NULL);
SELECT * FROM cohort_revenue_table('()', as_of => NULL);
SELECT * FROM cohort_revenue_table('(day | 2026-01-01: 1 0 1)', as_of => '60000-01-01');
-- counts that no customers have
SELECT * FROM cohort_revenue_table('(month | 2026-01-01: -1 0 1)', 'in', '2026-01-01');
SELECT * FROM cohort_revenue_table('(month | 2026-01-01: 1 0 1, 2 0 1)', 'in', '2026-01-01');
SELECT * FROM cohort_revenue_table('(month | 2026-01-01: 1 0 1, 1 1 1, 1 1 1)', 'in', '2026-01-01');
SELECT * FROM cohort_revenue_table('(month | 2026-01-01: 1 0 1, 1 -1 1)', 'in', '2026-01-01');
SELECT cohort_revenue_agg(s) FROM (VALUES ('(month | 2026-01-01: 0 1)'::cx_spend),
	('(day | 2026-01-01: 0 1)')) v(s);
DROP TABLE orders, spent, state;
