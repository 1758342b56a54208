-- Fits and predictions on the CDNOW log, against what is published for it. Values with many digits are from
-- arithmetic of 30 digits and more, which agrees with the printed ones and with Python's lifetimes 0.11.3.
\getenv top PG_ABS_SRCDIR
\set copy '\\copy log FROM ' :top '/demo/data/cdnow_log.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE log (customer int, at date, cds int, amount numeric);
:copy
CREATE TABLE customers AS SELECT customer, rfm_agg(at, amount, '1997-09-30') AS r FROM log GROUP BY customer;
-- as published: weeks and amounts rounded to two digits
CREATE TABLE summary AS SELECT customer, frequency(r) AS x, round(recency(r) / 7.0, 2) AS tx,
	round(age(r) / 7.0, 2) AS t, round(mean_amount(r)::numeric, 2) AS m FROM customers;
CREATE FUNCTION close_to(got double precision, want double precision,
	relative double precision) RETURNS boolean LANGUAGE sql IMMUTABLE AS
	'SELECT abs(got - want) <= relative * abs(want)';
CREATE TABLE fits AS SELECT bgnbd_fit(x, tx, t) AS bg, mbgnbd_fit(x, tx, t) AS mbg,
	pareto_nbd_fit(x, tx, t) AS pareto, gamma_gamma_fit(x, m) AS gg FROM summary;
SELECT model_status(bg), model_status(mbg), model_status(pareto), model_status(gg), model_limits(bg)
	FROM fits;
-- BG/NBD: Fader, Hardie and Lee (2005) print r .243, alpha 4.414, a .793, b 2.426, log-likelihood -9582.4
SELECT parameter, round(estimate::numeric, 3) AS estimate, close_to(estimate, want, 1e-6) AS right_to_6,
	close_to(std_error, error, 1e-5) AS error_right, low < estimate AND estimate < high AS inside
FROM fits, model_summary(bg) JOIN (VALUES ('r', .2425929133576, .01255732),
	('alpha', 4.413531888523, .3782214), ('a', .7928861704591, .1857192),
	('b', 2.425753437397, .7053458)) v(parameter, want, error) USING (parameter);
-- Pareto/NBD: printed .553, 10.578, .606, 11.669, -9595.0
SELECT parameter, round(estimate::numeric, 3) AS estimate, close_to(estimate, want, 1e-5) AS right_to_5,
	close_to(std_error, error, 1e-5) AS error_right
FROM fits, model_summary(pareto) JOIN (VALUES ('r', .5532755086976, .0476288),
	('alpha', 10.57761223875, .8427239), ('s', .6062135686302, .1872796),
	('beta', 11.66791123629, 6.211029)) v(parameter, want, error) USING (parameter);
-- MBG/NBD: lifetimes and BTYDplus .525, 6.183, .891, 1.614
SELECT parameter, round(estimate::numeric, 3) AS estimate, close_to(estimate, want, 1e-5) AS right_to_5
FROM fits, model_summary(mbg) JOIN (VALUES ('r', .5248377), ('alpha', 6.182988), ('a', .8913563),
	('b', 1.614000)) v(parameter, want) USING (parameter);
-- gamma-gamma: Fader and Hardie (2013) print p 6.25, q 3.74, v 15.44, where their solver stopped
SELECT parameter, round(estimate::numeric, 2) AS estimate, close_to(estimate, want, 1e-6) AS right_to_6,
	close_to(std_error, error, 1e-5) AS error_right
FROM fits, model_summary(gg) JOIN (VALUES ('p', 6.248802479111, 1.189687), ('q', 3.744588454751, .2901656),
	('v', 15.44774804388, 4.159994)) v(parameter, want, error) USING (parameter);
SELECT round(log_likelihood(bg)::numeric, 6) AS bgnbd, round(log_likelihood(mbg)::numeric, 6) AS mbgnbd,
	round(log_likelihood(pareto)::numeric, 6) AS pareto_nbd,
	round(log_likelihood(gg)::numeric, 6) AS gamma_gamma FROM fits;
-- what the parameters amount to
SELECT parameter, round(estimate::numeric, 4) AS estimate, round(std_error::numeric, 4) AS std_error,
	round(low::numeric, 4) AS low, round(high::numeric, 4) AS high FROM fits, model_summary(bg, 0.9);
SELECT parameter, round(estimate::numeric, 4) AS estimate FROM fits, model_summary(gg)
	WHERE parameter = 'mean_amount';
-- from the log in days: alpha in days, the same shapes, and the likelihood of a density per day and not
-- per week
SELECT bool_and(close_to(d.estimate, CASE WHEN parameter = 'alpha' THEN 7 ELSE 1 END * w.estimate,
	1e-3)) AS alike, close_to(max(log_likelihood(day)),
	max(log_likelihood(bg)) - 2457 * ln(7::double precision), 1e-6) AS likelihood
FROM fits, (SELECT bgnbd_fit(r) AS day FROM customers) c, model_summary(bg) w
	JOIN model_summary((SELECT bgnbd_fit(r) FROM customers)) d USING (parameter)
	WHERE parameter <> 'purchase_rate';
-- weights are customers, columns are states, and one pass serves all models
SELECT bgnbd_fit(x, tx, t) = (SELECT bgnbd_fit(x, tx, t, n)
	FROM (SELECT x, tx, t, count(*) AS n FROM summary GROUP BY 1, 2, 3) g) AS weighted,
	gamma_gamma_fit(x, m) = (SELECT gamma_gamma_fit(x, m, n)
	FROM (SELECT x, m, count(*) AS n FROM summary GROUP BY 1, 2) g) AS weighted_spending FROM summary;
SELECT bgnbd_fit(r) = bgnbd_fit(frequency(r), recency(r), age(r)) AS columns,
	pareto_nbd_fit(r) = pareto_nbd_fit(frequency(r), recency(r), age(r)) AS columns,
	gamma_gamma_fit(r) = gamma_gamma_fit(frequency(r), mean_amount(r)) AS columns,
	bgnbd_fit(r) = (SELECT bgnbd_fit(frequency, recency, age)
		FROM rfm_table((SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log))) AS one_pass
		FROM customers;
-- the first seven customers: Fader and Hardie print 24.65, 18.91, 35.17 (three times), 71.46, 18.91
SELECT customer, round(expected_spend(x, m, gg)::numeric, 4) AS spend, want,
	close_to(expected_spend(x, m, gg), want, 1e-6) AS close
FROM summary, fits, (VALUES (1, 24.658616), (2, 18.911480), (3, 35.171002), (4, 35.171002), (5, 35.171002),
	(6, 71.462851), (7, 18.911480)) v(id, want) WHERE customer = id ORDER BY 1;
-- new customers: their spreadsheet prints .0078, .0532, .1506, 1.0405, 1.0437, 1.8576
SELECT t, round(expected_purchases(0, 0, 0, bg, t)::numeric, 6) AS expected
	FROM fits, unnest(ARRAY[.1429, 1, 3, 31.8571, 32, 78]) t;
-- weeks 40 to 78, when 1882 purchases were made: lifetimes 1653.4233, 1576.7357, 1665.515
SELECT round(sum(expected_purchases(x, tx, t, bg, 39))::numeric, 4) AS bgnbd,
	round(sum(expected_purchases(x, tx, t, mbg, 39))::numeric, 4) AS mbgnbd,
	round(sum(expected_purchases(x, tx, t, pareto, 39))::numeric, 1) AS pareto_nbd,
	round(avg(p_alive(x, tx, t, bg))::numeric, 3) AS alive,
		round(avg(p_alive(x, tx, t, mbg))::numeric, 3) AS alive,
		round(avg(p_alive(x, tx, t, pareto))::numeric, 3) AS alive FROM summary, fits;
SELECT count(DISTINCT (customer, at)) - count(DISTINCT customer) FILTER (WHERE at = first) AS made
	FROM (SELECT customer, at, min(at) OVER (PARTITION BY customer) AS first FROM log) v
	WHERE at > '1997-09-30';
-- given models: 1.226 is printed for this customer, .997874 and 25.46 for number 1516 in BTYD's walkthrough
SELECT round(expected_purchases(2, 30.43, 38.86, m, 39)::numeric, 10) AS purchases,
	round(p_alive(2, 30.43, 38.86, m)::numeric, 10) AS alive FROM bgnbd_model(.243, 4.414, .793, 2.426) m;
SELECT round(p_alive(26, 30.86, 31, m)::numeric, 4) AS alive,
	round(expected_purchases(26, 30.86, 31, m, 52)::numeric, 2) AS purchases
	FROM pareto_nbd_model(.553, 10.580, .606, 11.656) m;
-- E[X(t)] of BTYD's manual: .05077821 .09916088 .14542507 .18979930 .23247466 .27361274 .31335159
-- .35181024 .38909211
SELECT array_agg(round(expected_purchases(0, 0, 0, m, t)::numeric, 8) ORDER BY t)
	FROM pareto_nbd_model(.55, 10.56, .61, 11.64) m, generate_series(1, 9) t;
DROP FUNCTION close_to;
DROP TABLE log, customers, summary, fits;
