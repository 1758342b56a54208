-- Fits without an answer, or with one on the boundary of the model.
CREATE FUNCTION figures(m cx_purchase_model) RETURNS TABLE (status text, limits text, shown bigint,
	alive_new numeric, expected numeric) LANGUAGE sql IMMUTABLE AS
'SELECT model_status(m), model_limits(m), (SELECT count(estimate)
	FROM model_summary(m)), round(p_alive(0, 0, 30, m)::numeric, 6),
	round(expected_purchases(5, 25, 30, m, 30)::numeric, 4)';
-- no rows, one customer, customers alike, nobody who came back
SELECT bgnbd_fit(NULL::cx_rfm) IS NULL AS none, bgnbd_fit('()'::cx_rfm) IS NULL AS nobody,
	gamma_gamma_fit(0, 5) IS NULL AS no_spender;
SELECT * FROM figures((SELECT bgnbd_fit(3, 20, 30)));
SELECT * FROM figures((SELECT mbgnbd_fit(3, 20, 30) FROM generate_series(1, 1000)));
SELECT * FROM figures((SELECT bgnbd_fit(0, 0, t) FROM generate_series(0, 100) t));
SELECT * FROM figures((SELECT pareto_nbd_fit(0, 0, t) FROM generate_series(0, 100) t));
SELECT model_status(gamma_gamma_fit(x, 20)) FROM generate_series(1, 9) x;
-- like clockwork, to the end: one rate, which is 1/5 a day, and nobody leaves
SELECT * FROM figures((SELECT bgnbd_fit(t / 5, t, t) FROM generate_series(100, 300, 5) t));
SELECT parameter, round(estimate::numeric, 6) AS estimate, round(std_error::numeric, 6) AS std_error
	FROM model_summary((SELECT bgnbd_fit(t / 5, t, t) FROM generate_series(100, 300, 5) t));
SELECT * FROM figures((SELECT pareto_nbd_fit(t / 5, t, t) FROM generate_series(100, 300, 5) t));
SELECT parameter, round(estimate::numeric, 6) AS estimate
	FROM model_summary((SELECT pareto_nbd_fit(t / 5, t, t) FROM generate_series(100, 300, 5) t));
-- few customers, none of whom leaves: r .4524, alpha 10.515, log-likelihood -62.566 of both models, which
-- are one there
CREATE TABLE seven (x int, tx int, t int);
INSERT INTO seven VALUES (3, 56, 58), (2, 30, 54), (0, 0, 55), (0, 0, 59), (1, 49, 60), (0, 0, 58),
	(11, 52, 56);
SELECT model_status(m), model_limits(m), round(log_likelihood(m)::numeric, 3) AS log_likelihood,
	(SELECT round(estimate::numeric, 4) FROM model_summary(m) WHERE parameter = 'r') AS r,
	(SELECT round(estimate::numeric, 3) FROM model_summary(m) WHERE parameter = 'alpha') AS alpha
FROM (SELECT unnest(ARRAY[bgnbd_fit(x, tx, t), mbgnbd_fit(x, tx, t)]) AS m FROM seven) v;
SELECT * FROM figures((SELECT bgnbd_fit(x, tx, t)
	FROM (VALUES (0, 0, 36), (0, 0, 31), (1, 27, 34), (0, 0, 31), (3, 33, 35), (1, 15, 36)) v(x, tx, t)));
DROP TABLE seven;
-- some leave at once, the rest never: Pareto/NBD reaches the limit that it shares with MBG/NBD
CREATE TABLE halves AS SELECT i, CASE WHEN i % 3 = 0 THEN 0 ELSE 1 + i * 7 % 11 END AS x,
	CASE WHEN i % 3 = 0 THEN 0 ELSE 180 - i % 8 END AS tx, 180 + i % 20 AS t FROM generate_series(1, 150) i;
SELECT model_limits(p), model_limits(m), abs(log_likelihood(p) - log_likelihood(m)) < 1e-6 AS reached,
	abs(p_alive(0, 0, 150, p) - p_alive(0, 0, 150, m)) < 1e-9 AS alive,
	abs(expected_purchases(3, 100, 150, p, 30) - expected_purchases(3, 100, 150, m, 30)) < 1e-9 AS purchases,
	p::text::cx_purchase_model = p AS kept
FROM (SELECT pareto_nbd_fit(x, tx, t) AS p, mbgnbd_fit(x, tx, t) AS m FROM halves) v;
-- what a limit decides has an estimate, and neither error nor interval: no equal_dropout, as none of the
-- limits of leaving, bounds the probability to leave
SELECT limits, parameter, round(estimate::numeric, 4) AS estimate, std_error IS NULL AND low IS NULL
	AND high IS NULL AS unknown
FROM (VALUES
	('(bgnbd boundary equal_dropout 9: 1 20 2.5e11 7.5e11 / -500 / 100 / 0.01 0 0.01 0 0 0.01 0 0 0 0)'),
	('(mbgnbd boundary equal_dropout 9: 1 20 2.5e11 7.5e11 / -500 / 100 / 0.01 0 0.01 0 0 0.01 0 0 0 0)'),
	('(bgnbd boundary equal_rates 9: 1e12 2e13 1 3 / -500 / 100 / 0.01 0 0 0 0 0.01 0 0 0 0.01)'),
	('(pareto_nbd boundary equal_dropout 9: 1 20 1e12 1e14 / -500 / 100 / 0.01 0 0.01 0 0 0.01 0 0 0 0)'))
	v(model), LATERAL model_limits(model::cx_purchase_model) limits, model_summary(model::cx_purchase_model)
WHERE estimate IS NOT NULL;
SELECT parameter, round(estimate::numeric, 4) AS estimate, std_error IS NULL AS unknown
FROM model_summary(
	cx_spend_model
		'(gamma_gamma boundary steady_spending 9: 1e12 4 6e-11 / -500 / 100 / 0.01 0 0.01 0 0 0.01)');
-- a row of weight 0 is absent, whatever else it says; a NULL weight is an error
SELECT bgnbd_fit(-1, 'NaN', 'infinity', 0) IS NULL AS purchases,
	gamma_gamma_fit(1.5, 'NaN', 0) IS NULL AS spending;
SELECT test.sqlstate('SELECT bgnbd_fit(1, 10, 20, NULL)') AS weight,
	test.sqlstate('SELECT gamma_gamma_fit(1, 10, NULL)') AS weight,
	test.sqlstate('SELECT bgnbd_fit(-1, 10, 20, 1)') AS customer;
-- robots among people: 100000 purchases a day, up to the last one
SELECT model_status(m) IN ('converged', 'boundary') AS found,
	expected_purchases(1e7, 100, 100, m, 30) BETWEEN 2.5e6 AND 3.1e6 AS robot
FROM (SELECT bgnbd_fit(CASE i % 3 WHEN 0 THEN 1e7 + i ELSE i % 5 END,
	CASE WHEN i % 3 = 0 THEN 100 WHEN i % 5 = 0 THEN 0 ELSE 90 + i % 10 END, 100) AS m
	FROM generate_series(1, 300) i) v;
-- segments have models of their own
SELECT count(*), count(DISTINCT round(log_likelihood(m)::numeric, 6)),
	bool_and(model_status(m) IN ('converged', 'boundary'))
	FROM (SELECT i % 7, bgnbd_fit(i % 5, CASE WHEN i % 5 > 0 THEN 10 + i % 80 ELSE 0 END, 100) AS m
	FROM generate_series(1, 700) i GROUP BY 1) v;
-- a model is a value: kept, compared, sent
CREATE TABLE kept AS SELECT bgnbd_fit(t % 4, CASE WHEN t % 4 > 0 THEN t ELSE 0 END, t + t % 7) AS m,
	gamma_gamma_fit(t % 4, 10 + t % 9) AS g FROM generate_series(10, 200) t;
INSERT INTO kept SELECT bgnbd_fit(t / 5, t, t), gamma_gamma_model(6.25, 3.74, 15.44)
	FROM generate_series(100, 300, 5) t;
INSERT INTO kept SELECT bgnbd_fit(0, 0, t), gamma_gamma_fit(x, 20)
	FROM generate_series(0, 100) t, generate_series(1, 2) x;
INSERT INTO kept SELECT pareto_nbd_model(.55, 10.56, .61, 11.64), gamma_gamma_fit(1 + x, 20 + x % 2)
	FROM generate_series(1, 40) x;
SELECT bool_and(m::text::cx_purchase_model = m) AS text_again,
	bool_and(g::text::cx_spend_model = g) AS text_again, count(*),
	count(DISTINCT cx_purchase_model_hash(m)), count(DISTINCT cx_spend_model_hash_extended(g, 1)),
	bool_and(m::json::jsonb = m::jsonb AND g::json::jsonb = g::jsonb) AS json FROM kept;
SELECT m, model_status(g), model_limits(g) FROM kept
	WHERE model_status(m) = 'given' OR model_status(m) ~ '^no';
SELECT m::json, g::json FROM kept WHERE model_status(g) ~ '^not';
SELECT count(*) FROM (SELECT m FROM kept UNION SELECT m FROM kept) v;
DROP TABLE kept;
DROP FUNCTION figures;
-- malformed
SELECT ''::cx_purchase_model;
SELECT '(bgnbd given: 1 2 3)'::cx_purchase_model;
SELECT '(bgnbd given: 1 2 3 0)'::cx_purchase_model;
SELECT '(bgnbd given: 1 2 3 1e16)'::cx_purchase_model;
SELECT '(gamma_gamma given: 1 2 3)'::cx_purchase_model;
SELECT '(bgnbd given: 1 2 3 4)'::cx_spend_model;
SELECT '(bgnbd converged 5: 1 2 3 4 / -5 / 10 / 1 0 1 0 0 1 0 0 0)'::cx_purchase_model;
SELECT '(bgnbd converged 5: 1 2 3 4 / -5 / 10 / 1 2 1 0 0 1 0 0 0 1)'::cx_purchase_model;
SELECT '(bgnbd converged 5: 1 2 3 4 / -5 / 10 / -1 0 1 0 0 1 0 0 0 1)'::cx_purchase_model;
SELECT '(bgnbd converged 5: 1 2 3 4 / -5 / 0 / 1 0 1 0 0 1 0 0 0 1)'::cx_purchase_model;
SELECT '(bgnbd boundary 5: 1 2 3 4 / -5 / 10 / 1 0 1 0 0 1 0 0 0 1)'::cx_purchase_model;
SELECT '(bgnbd converged equal_rates 5: 1 2 3 4 / -5 / 10 / 1 0 1 0 0 1 0 0 0 1)'::cx_purchase_model;
SELECT
	'(bgnbd boundary no_dropout equal_rates 5: 1 2 3 4 / -5 / 10 / 1 0 1 0 0 1 0 0 0 1)'::cx_purchase_model;
SELECT '(bgnbd not_identified 0: -3)'::cx_purchase_model;
SELECT '(bgnbd diverged 0: 3)'::cx_purchase_model;
-- binary input refuses what the text form could not carry: denormal numbers
CREATE TABLE binary_models (m cx_spend_model);
COPY binary_models FROM PROGRAM $$
	printf 'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001\0\0\0\211\001\004\003\0\0\0\0\0\0\0\0\0\0\0\0\0\001'
	head -c 120 /dev/zero
	printf '\377\377'$$ WITH (FORMAT binary);
DROP TABLE binary_models;
