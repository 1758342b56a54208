-- Lifetime value: predictions that hold together, formulas, and what is refused.
CREATE TABLE models AS SELECT bgnbd_model(.24, 31, .79, 2.43) AS m, gamma_gamma_model(6.25, 3.74, 15.44) AS g
UNION ALL SELECT mbgnbd_model(.52, 43, .89, 1.61), gamma_gamma_model(6.25, 3.74, 15.44)
	UNION ALL SELECT pareto_nbd_model(.55, 74, .61, 82), gamma_gamma_model(6.25, 3.74, 15.44);
CREATE TABLE customers AS SELECT r FROM unnest('{"(2024-01-01..2024-12-31: 0 30, 20 35, 100 35, 300 35)",
	"(2024-01-01..2024-12-31: 0 30)", "(2024-12-31..2024-12-31: 0 30)",
	"(2024-01-01..2024-12-31: 0 30, 200 0)"}'::cx_rfm[]) r;
SELECT left(m::text, 8) AS model, frequency(r), round(p_alive(r, m)::numeric, 6) AS alive,
	round(expected_purchases(r, m, 365)::numeric, 6) AS purchases,
	round(expected_spend(r, g)::numeric, 6) AS spend, round(clv(r, m, g, 365, 0.1)::numeric, 6) AS clv
	FROM models, customers ORDER BY 1, 2, purchases;
-- states and columns say the same
SELECT bool_and(p_alive(r, m) = p_alive(frequency(r), recency(r), age(r), m)
	AND expected_purchases(r, m, 90) = expected_purchases(frequency(r), recency(r), age(r), m, 90)
	AND expected_spend(r, g) = expected_spend(frequency(r), mean_amount(r), g)
		AND clv(r, m, g, 90, 0.1) = clv(frequency(r), recency(r), age(r), mean_amount(r), m, g, 90, 0.1))
		FROM models, customers;
-- without a discount the value is purchases times spend; with one it is less, and the months of that
-- year come to nearly the same
SELECT bool_and(abs(clv(r, m, g, 365, 0) - expected_purchases(r, m, 365) * expected_spend(r,
	g)) < 1e-9) AS undiscounted, bool_and(clv(r, m, g, 365, 0.2) < clv(r, m, g, 365, 0.1)) AS falling,
	bool_and(clv(r, m, g, 365, -0.1) > clv(r, m, g, 365, 0)) AS growing,
	bool_and(clv(r, m, g, 0, 0.1) = 0) AS no_time,
	bool_and(abs(clv(r, m, g, 365, 0.1) / (SELECT sum((expected_purchases(r, m, i * 365 / 12.0) -
		expected_purchases(r, m, (i - 1) * 365 / 12.0)) * 1.1 ^ (-(i - 0.5) / 12)) * expected_spend(r, g)
		FROM generate_series(1, 12) i) - 1) < 1e-3) AS as_months FROM models, customers;
-- what somebody spends never falls as the mean rises, from 0 on; a mean below 0 counts as 0. In
-- p (v + x m) / (p x + q - 1), by hand: 6.25 * 15.44 / (12.5 + 2.74) and / (125 + 2.74)
SELECT expected_spend(2, 0, g) AS two, expected_spend(20, 0, g) AS twenty,
	abs(expected_spend(2, 1e-9, g) - expected_spend(2, 0, g)) < 1e-8 AS continuous,
	expected_spend(2, -5, g) = expected_spend(2, 0, g) AS returned
FROM gamma_gamma_model(6.25, 3.74, 15.44) g;
SELECT count(*) AS cases, count(*) FILTER (WHERE spend < before) AS broken
FROM (SELECT expected_spend(x, mean::float8, g) AS spend, lag(expected_spend(x, mean::float8, g))
	OVER (PARTITION BY x ORDER BY mean) AS before
	FROM models, generate_series(0, 9) x, generate_series(-5, 60, 0.25) mean
	WHERE models.m::text LIKE '(bgnbd%') v;
-- a repeat purchase of unknown amount tells nothing
SELECT expected_spend(3, NULL, g) IS NULL AS unknown, clv(3, 20, 30, NULL, m, g, 365, 0.1) IS NULL AS unknown,
	clv(0, 0, 30, NULL, m, g, 365, 0.1) > 0 AS never_back FROM models LIMIT 1;
-- a model in weeks says the same as one in days, when it is told how many weeks are a year
SELECT round(clv(2, 30.43, 38.86, 22.35, w, g, 52, 0.15)::numeric, 4) AS weeks_taken_for_days,
	round(clv(2, 30.43, 38.86, 22.35, w, g, 52, 0.15, 365.0 / 7)::numeric, 4) AS weeks,
	round(clv(2, 7 * 30.43, 7 * 38.86, 22.35, d, g, 364, 0.15)::numeric, 4) AS days,
	round(clv(2, 30.43, 38.86, 22.35, w, g, 52, 0.15, periods_per_year => 365.0 / 7)::numeric, 4) AS named
FROM bgnbd_model(.243, 4.414, .793, 2.426) w, bgnbd_model(.243, 7 * 4.414, .793, 2.426) d,
	gamma_gamma_model(6.25, 3.74, 15.44) g;
SELECT clv(r, m, g, 365, 0.1, 365) = clv(r, m, g, 365, 0.1) AS states, clv(r, m, g, 365, 0.1, NULL) AS nothing
	FROM models, customers LIMIT 1;
-- longer horizons are worth more, higher discounts less, whoever the customer is
SELECT count(*) AS cases,
	count(*) FILTER (WHERE NOT (low <= high AND high <= longer AND none >= high)) AS broken
FROM (SELECT clv(x, tx, 400, 20, m, g, h, 0.3) AS low, clv(x, tx, 400, 20, m, g, h, 0.1) AS high,
		clv(x, tx, 400, 20, m, g, h * 1.01, 0.1) AS longer, clv(x, tx, 400, 20, m, g, h, 0) AS none
	FROM models, generate_series(0, 40, 8) x,
		LATERAL (SELECT CASE WHEN x = 0 THEN 0 ELSE 399.0 - 9 * x END) t(tx),
		unnest('{0, 1, 30, 365, 3650}'::float8[]) h) v;
-- without a mean there is no amount, and never a negative one
SELECT expected_spend(0, NULL, g) IS NULL AS all, expected_spend(1, 20, g) IS NULL AS one,
	round(expected_spend(9, 20, g)::numeric, 4) AS nine FROM gamma_gamma_model(0.3, 0.5, 10) g;
-- nobody, NULL
SELECT p_alive('()', m), expected_purchases('()', m, 30), expected_spend('()', g), clv('()', m, g, 30, 0.1)
	FROM models LIMIT 1;
SELECT p_alive(r, NULL), expected_purchases(r, m, NULL), clv(r, m, NULL, 30, 0.1), p_alive(NULL, 1, 1, m),
	expected_spend(NULL, 1, g), clv(NULL, 1, 2, 3, m, g, 30, 0.1) FROM models, customers LIMIT 1;
-- every number, however far: a = 1, a + b < 1, alpha = beta, 3000 purchases, no time at all
SELECT bool_and(e >= 0 AND e < 'infinity' AND a BETWEEN 0 AND 1) AS numbers, count(e)
	FROM (SELECT expected_purchases(x, tx, t, m, 365) AS e, p_alive(x, tx, t, m) AS a
	FROM (VALUES (bgnbd_model(1, 1, 1, 1)), (bgnbd_model(.2, 5, .2, .3)),
	(mbgnbd_model(1e-15, 1e-60, 1e15, 1e-15)), (bgnbd_model(1e15, 1e60, 1e-15, 1e15)),
	(pareto_nbd_model(2, 50, 1, 50)), (pareto_nbd_model(1e15, 1e-60, 1e15, 1e60)),
	(pareto_nbd_model(1e-15, 1e60, 1e-15, 1e-60))) v(m),
	(VALUES (0, 0, 0), (0, 0, 38.86), (3000, 1000, 1001.5), (1e15, 1, 1e10), (1, 1e-9, 1e10)) c(x, tx, t)) v;
-- formulas: 20 a month at 5 % churn are 400; 100 a year at 80 % retention and 10 % discount are 80 / 0.3
SELECT clv_simple(20, 5), clv_simple(20, 100), clv_simple(20, 0) AS without_churn, clv_simple(NULL, 5),
	round(clv_geometric(100, 80, 0.1)::numeric, 4) AS geometric, clv_geometric(100, 100, 0) AS endless,
	clv_geometric(100, 0, 0.1) AS gone, clv_geometric(100, 95, -0.1) AS growing, clv_simple(-20, 5) AS loss;
-- what is refused
SELECT p_alive(1, 40, 30, m) FROM models LIMIT 1;
SELECT p_alive(1, 30.00000001, 30, m) = p_alive(1, 30, 30, m) AS rounding FROM models LIMIT 1;
SELECT p_alive(-1, 20, 30, m) FROM models LIMIT 1;
SELECT p_alive(1.5, 20, 30, m) FROM models LIMIT 1;
SELECT p_alive('NaN', 20, 30, m) FROM models LIMIT 1;
SELECT p_alive(1, 'NaN', 30, m) FROM models LIMIT 1;
SELECT p_alive(1, 20, 'infinity', m) FROM models LIMIT 1;
SELECT p_alive(0, 20, 30, m) FROM models LIMIT 1;
SELECT p_alive(2, 0, 30, m) FROM models LIMIT 1;
SELECT expected_purchases(2, 20, 30, m, -1) FROM models LIMIT 1;
SELECT clv(2, 20, 30, 5, m, g, 365, -1) FROM models LIMIT 1;
SELECT clv(2, 20, 30, 'NaN', m, g, 365, 0.1) FROM models LIMIT 1;
SELECT clv(2, 20, 30, 5, m, g, 365, 0.1, 0) FROM models LIMIT 1;
SELECT clv(2, 20, 30, 5, m, g, 365, 0.1, 'NaN') FROM models LIMIT 1;
SELECT clv(2, 20, 30, 5, m, g, 365, 0.1, 'infinity') FROM models LIMIT 1;
SELECT bgnbd_fit(x, 40, 30) FROM generate_series(1, 3) x;
SELECT bgnbd_fit(x, 20, 30, NULL) FROM generate_series(1, 3) x;
SELECT bgnbd_fit(x, 20, 30, -1) FROM generate_series(1, 3) x;
SELECT bgnbd_fit(x, 20, 30, 1e-310) FROM generate_series(1, 3) x;
SELECT gamma_gamma_fit(x, 'infinity') FROM generate_series(1, 3) x;
SELECT gamma_gamma_fit(-1, 5) FROM generate_series(1, 3) x;
SELECT bgnbd_model(0, 1, 1, 1);
SELECT gamma_gamma_model(1, 'NaN', 1);
SELECT model_summary(m, 95) FROM models LIMIT 1;
SELECT model_summary(m, NULL) FROM models LIMIT 1;
SELECT clv_simple(20, 105);
SELECT clv_geometric(20, -5, 0.1);
SELECT clv_geometric(20, 80, -1);
SELECT clv_simple('NaN', 5);
DROP TABLE models, customers;
