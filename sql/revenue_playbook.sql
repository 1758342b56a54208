-- The data set of the dbt mrr-playbook (github.com/dbt-labs/mrr-playbook, data/subscription_periods.csv,
-- 121 rows), and
-- what its own model says about it. The data below is theirs, under this licence:
--
-- MIT License
--
-- Copyright (c) 2022 dbt Labs
--
-- Permission is hereby granted, free of charge, to any person obtaining a copy
-- of this software and associated documentation files (the "Software"), to deal
-- in the Software without restriction, including without limitation the rights
-- to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
-- copies of the Software, and to permit persons to whom the Software is
-- furnished to do so, subject to the following conditions:
--
-- The above copyright notice and this permission notice shall be included in all
-- copies or substantial portions of the Software.
--
-- THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
-- IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
-- FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
-- AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
-- LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
-- OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
-- SOFTWARE.
CREATE TABLE playbook (subscription_id integer, customer_id integer, start_date date, end_date date,
	monthly_amount integer);
COPY playbook FROM stdin (FORMAT csv);
1,1,2018-11-01,2019-02-01,50
2,1,2019-04-01,2019-06-01,50
3,1,2019-06-01,2019-08-01,75
4,2,2017-09-01,2017-11-01,25
5,3,2017-09-01,2017-10-01,50
6,4,2017-10-01,2017-11-01,25
7,5,2018-11-01,2018-12-01,50
8,5,2018-12-01,2019-03-01,25
9,5,2019-07-01,2019-08-01,50
10,5,2019-08-01,2019-09-01,25
11,5,2019-09-01,2019-10-01,50
12,5,2019-10-01,2019-12-01,25
13,5,2019-12-01,2020-01-01,40
14,6,2018-05-01,2018-06-01,35
15,6,2018-06-01,2020-01-01,65
16,7,2018-01-01,2018-02-01,55
17,7,2018-02-01,2019-12-01,70
18,8,2019-04-01,2019-05-01,65
19,8,2019-05-01,2019-12-01,65
20,9,2018-05-01,2018-06-01,85
21,9,2018-06-01,2020-01-01,75
22,10,2018-04-01,2018-05-01,80
23,10,2018-09-01,2018-10-01,50
24,10,2018-10-01,2019-04-01,25
25,10,2019-04-01,2019-05-01,50
26,10,2019-05-01,2019-06-01,25
27,10,2019-06-01,2019-11-01,50
28,10,2019-11-01,2019-12-01,25
29,10,2019-12-01,2020-01-01,35
30,11,2018-09-01,2018-10-01,30
31,11,2018-10-01,2020-01-01,50
32,12,2018-06-01,2018-07-01,25
33,12,2018-07-01,2020-01-01,50
34,13,2019-08-01,2019-09-01,25
35,13,2019-09-01,2020-01-01,50
36,14,2019-03-01,2019-04-01,25
37,14,2019-04-01,2019-05-01,50
38,14,2019-05-01,2019-06-01,25
39,14,2019-06-01,2019-07-01,50
40,14,2019-07-01,2019-08-01,25
41,14,2019-08-01,2019-09-01,25
42,14,2019-09-01,2019-10-01,50
43,14,2019-10-01,2020-01-01,25
44,15,2019-02-01,2019-03-01,30
45,15,2019-03-01,2020-01-01,30
46,16,2019-07-01,2019-08-01,25
47,16,2019-08-01,2020-01-01,25
48,17,2018-11-01,2018-12-01,25
49,17,2018-12-01,2019-05-01,50
50,17,2019-05-01,2019-06-01,25
51,17,2019-06-01,2019-09-01,40
52,17,2019-09-01,2019-10-01,35
53,17,2019-10-01,2019-11-01,65
54,17,2019-11-01,2019-12-01,100
55,17,2019-12-01,2020-01-01,95
56,18,2018-11-01,2018-12-01,90
57,18,2018-12-01,2019-12-01,50
58,19,2019-05-01,2019-06-01,25
59,19,2019-06-01,2020-01-01,50
60,20,2019-01-01,2019-02-01,25
61,20,2019-02-01,2019-12-01,50
62,21,2018-11-01,2018-12-01,25
63,21,2018-12-01,2019-12-01,50
64,22,2018-12-01,2019-01-01,25
65,22,2019-01-01,2019-08-01,35
66,23,2019-03-01,2019-04-01,35
67,23,2019-04-01,2020-01-01,50
68,24,2019-05-01,2019-06-01,25
69,24,2019-06-01,2020-01-01,60
70,25,2019-08-01,2019-09-01,30
71,25,2019-09-01,2019-10-01,35
72,25,2019-10-01,2020-01-01,45
73,26,2019-05-01,2019-06-01,55
74,26,2019-06-01,2019-08-01,50
75,27,2019-07-01,2019-08-01,130
76,27,2019-08-01,2020-01-01,125
77,28,2019-07-01,2019-08-01,50
78,28,2019-08-01,2019-12-01,25
79,29,2019-06-01,2019-07-01,50
80,29,2019-07-01,2019-12-01,35
81,30,2019-04-01,2019-05-01,55
82,30,2019-05-01,2019-12-01,45
83,31,2019-11-01,2019-12-01,50
84,31,2019-12-01,2020-01-01,25
85,32,2019-05-01,2019-06-01,50
86,32,2019-06-01,2020-01-01,25
87,33,2019-10-01,2019-11-01,50
88,33,2019-11-01,2019-12-01,25
89,34,2019-08-01,2019-09-01,50
90,34,2019-09-01,2020-01-01,25
91,35,2019-10-01,2019-11-01,50
92,35,2019-11-01,2019-12-01,25
93,36,2019-09-01,2019-10-01,50
94,36,2019-10-01,2020-01-01,25
95,37,2019-09-01,2019-10-01,25
96,37,2019-10-01,2020-01-01,25
97,38,2019-09-01,2019-10-01,30
98,38,2019-10-01,2019-12-01,30
99,39,2019-11-01,2019-12-01,35
100,40,2019-09-01,2019-10-01,35
101,40,2019-10-01,2020-01-01,50
102,41,2019-11-01,2019-12-01,25
103,41,2019-12-01,2020-01-01,50
104,42,2019-09-01,2019-10-01,25
105,42,2019-10-01,2019-12-01,50
106,43,2019-11-01,2019-12-01,25
107,44,2019-10-01,2019-11-01,50
108,44,2019-11-01,2020-01-01,25
109,45,2019-10-01,2019-11-01,45
110,45,2019-11-01,2020-01-01,35
111,46,2019-12-01,2020-01-01,50
112,47,2019-10-01,2019-11-01,25
113,47,2019-11-01,2019-12-01,50
114,48,2019-11-01,2019-12-01,25
115,49,2019-11-01,2019-12-01,50
116,50,2019-12-01,2020-01-01,25
117,51,2020-01-01,2020-02-01,50
118,52,2019-12-01,2020-01-01,25
119,53,2020-01-01,2020-02-01,50
120,54,2020-01-01,2020-02-01,25
121,55,2020-01-01,2020-02-01,50
\.
-- Its months begin with 2018-01: who ended in 2017 is not in it, and who is there then is new.
CREATE VIEW subs AS SELECT customer_id AS customer, greatest(start_date, '2018-01-01') AS started,
	end_date AS ended, monthly_amount AS amount FROM playbook WHERE end_date > '2018-01-01';
SELECT count(*), (SELECT count(*) FROM subs) AS from_2018 FROM playbook;
CREATE TABLE series AS SELECT revenue_agg(customer, started, ended, amount, 'month') AS s FROM subs;
-- all months (its models/mrr.sql): new 52 / 2195; reactivation 3 / 150; upgrade 30 / 660; downgrade 27 /
-- -555; churn 55 / -2450; total 0
SELECT movement, sum(customers) AS customers, sum(amount) AS amount
	FROM series, revenue_table(s, 'infinity'), revenue_movements(revenue_in(s, period)) WITH ORDINALITY m
	GROUP BY movement, ordinality ORDER BY ordinality;
SELECT sum(new_revenue + reactivated_revenue + expansion_revenue - contraction_revenue - churned_revenue)
	AS total FROM series, revenue_table(s, 'infinity');
-- 2019-04: MRR 895, 17 active, new 120 (2), reactivation 50 (1), up 65 (3); 2019-07: MRR 1350, 26 active,
-- new 205 (3), reactivation 50 (1), down -40 (2)
SELECT period, revenue_after, customers_after, new_revenue, new_customers, reactivated_revenue,
	reactivated_customers, expansion_revenue, expanded_customers, contraction_revenue, contracted_customers,
	churned_revenue
FROM series, revenue_table(s, 'infinity')
	JOIN revenue_customers_table((SELECT s FROM series), 'infinity') c USING (period)
	WHERE period IN ('2019-04-01', '2019-07-01');
-- customer 5: 2018-11 new 50; 2018-12 down -25; 2019-03 churn -25; 2019-07 reactivation 50; 08 down -25; 09
-- up 25; 10 down -25; 12 up 15; 2020-01 churn -40
SELECT to_char(period, 'YYYY-MM') AS month, movement, amount
	FROM (SELECT revenue_agg(customer, started, ended, amount, 'month') AS s FROM subs
	WHERE customer = 5) v, revenue_table(s, 'infinity'), revenue_movements(revenue_in(s, period))
	WHERE customers > 0;
-- 2019-01-01 to 02-01 and 2019-07-01 to 08-01 (Gold, Fighting Churn with Data, listings 2.1, 2.2 and 2.4):
-- n 13, lost 1, start 620, NRR 0.959677,
-- GRR 0.919355, logo retention 0.923077; n 26, lost 3, start 1350, NRR = GRR 0.840741, logo 0.884615. By
-- month they are what happened up to the end of 2019-02 and 2019-08.
SELECT period, customers_before, churned_customers AS lost, revenue_before, round(nrr::numeric, 4) AS nrr,
	round(grr::numeric, 4) AS grr, round(100 * (1 - churned_customers / customers_before::numeric), 4) AS logo
FROM series, revenue_table(s, 'infinity')
	JOIN revenue_customers_table((SELECT s FROM series), 'infinity') c USING (period)
	WHERE period IN ('2019-02-01', '2019-08-01');
-- The same from two snapshots, one row per customer: fight-churn's query with revenue_agg in place of its
-- sums.
SELECT day, customers_before(s) AS n, revenue_before(s) AS start, round(nrr(s)::numeric, 4) AS nrr,
	round(grr(s)::numeric, 4) AS grr
FROM (SELECT day, revenue_agg(b, a) AS s
	FROM (SELECT day, customer, sum(amount) FILTER (WHERE started <= day AND ended > day) AS b,
		sum(amount) FILTER (WHERE started <= day + interval '1 month' AND ended > day + interval '1 month')
		AS a
		FROM subs, unnest('{2019-01-01, 2019-07-01}'::date[]) day GROUP BY day, customer) c GROUP BY day) v
			ORDER BY day;
-- Trailing twelve months, month by month: plain SQL joins each month's customers with those of a year before.
-- All subscriptions that began before 2020 end by its first day: then nobody of the year before is left.
CREATE TABLE year_on_year AS SELECT t.*, c.customers_before, c.churned_customers
FROM (SELECT revenue_agg(customer, started, ended, amount, 'month', 12) AS s FROM subs) v,
	revenue_table(s, '2020-03-01') t JOIN revenue_customers_table((SELECT revenue_agg(customer, started,
		ended,
	amount, 'month', 12) FROM subs), '2020-03-01') c USING (period);
WITH ends AS (
	SELECT m::date AS month, customer, sum(amount) AS mrr
	FROM generate_series(timestamp '2018-01-01', '2020-02-01', '1 month') m
		JOIN subs ON started < m + interval '1 month' AND ended >= m + interval '1 month' GROUP BY 1, 2
), plain AS (
	SELECT m::date AS period, sum(a.mrr) AS before, coalesce(sum(b.mrr), 0) AS kept,
		sum(least(a.mrr, coalesce(b.mrr, 0))) AS not_more, count(*) AS customers, count(*) - count(b.mrr)
			AS lost
	FROM generate_series(timestamp '2019-01-01', '2020-02-01', '1 month') m
		JOIN ends a ON a.month = m - interval '1 year'
		LEFT JOIN ends b ON b.month = m AND b.customer = a.customer GROUP BY m
)
SELECT period, revenue_before AS before, round(nrr::numeric, 4) AS nrr, round(grr::numeric, 4) AS grr,
	customers_before AS customers, churned_customers AS lost, revenue_before = before
	AND abs(nrr - 100.0 * kept / before) < 1e-9
	AND abs(grr - 100.0 * not_more / before) < 1e-9
	AND (customers_before, churned_customers) = (customers, lost) AS as_plain
FROM year_on_year LEFT JOIN plain USING (period) ORDER BY period;
DROP VIEW subs;
DROP TABLE year_on_year, series, playbook;
