-- Real subscriptions: IBM's telco sample (demo/data/README.md). Published figures are those of R's package
-- survival.
\getenv top PG_ABS_SRCDIR
\set copy '\\copy telco FROM ' :top '/demo/data/telco_churn.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE telco (customer_id text PRIMARY KEY, tenure_months int, contract text, monthly_charge numeric,
	churned int);
:copy
SELECT count(*), sum(churned) AS churned FROM telco;
-- R38
SELECT t, round(survival_at(s, t)::numeric, 8) AS survival, published
	FROM (SELECT survival_agg(tenure_months, churned = 1) AS s FROM telco) v,
	(VALUES (0, 1), (1, .94596132), (12, .84319955), (24, .78873640), (36, .74854541), (48, .70884018),
		(60, .66440391), (72, .59279015)) p (t, published) ORDER BY t;
SELECT round(std_error::numeric, 10) AS std_error, .0099187669 AS published, survival_median(s) AS median
	FROM (SELECT survival_agg(tenure_months, churned = 1) AS s FROM telco) v, survival_table(s) WHERE t = 72;
-- R39
CREATE TABLE contracts AS SELECT contract, survival_agg(tenure_months, churned = 1) AS s FROM telco
	GROUP BY contract;
SELECT round(chi_square::numeric, 8) AS chi_square, 2352.87253826 AS published, df,
	p_value < 1e-300 AS p_value FROM (SELECT array_agg(s ORDER BY contract) AS a FROM contracts) v,
	logrank(VARIADIC a);
SELECT contract, round(restricted_mean(s, 72)::numeric, 6) AS restricted_mean, published FROM contracts
	JOIN (VALUES ('Month-to-month', 36.297900), ('One year', 66.417472),
	('Two year', 71.540328)) p (contract, published) USING (contract) ORDER BY contract;
SELECT rollup(s) = (SELECT survival_agg(tenure_months, churned = 1) FROM telco) AS whole FROM contracts;
-- Kaplan-Meier by month once more in plain SQL
SELECT count(*) AS months, count(*) FILTER (WHERE (abs(survival - exp(l)) <= 1e-12) IS NOT TRUE) AS broken
	FROM (SELECT tenure_months AS t, sum(ln(1 - d::float8 / n)) OVER (ORDER BY tenure_months) AS l FROM
	(SELECT tenure_months, sum(churned) AS d, sum(count(*)) OVER (ORDER BY tenure_months DESC) AS n
		FROM telco GROUP BY 1) v) w JOIN survival_table((SELECT rollup(s) FROM contracts)) USING (t);
DROP TABLE telco, contracts;
