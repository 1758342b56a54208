-- sBG and BdW. Published: Fader and Hardie, How to Project Customer Retention, Journal of Interactive
-- Marketing 21 (2007), survivors of 1000 customers at the end of years 0 to 12 in two segments; cases R.. of
-- the reference, made with 30 to 50 digits, give more digits than the paper.
CREATE TABLE survivors (year int, regular int, high_end int);
INSERT INTO survivors VALUES (0, 1000, 1000), (1, 631, 869), (2, 468, 743), (3, 382, 653), (4, 326, 593),
	(5, 289, 551), (6, 262, 517), (7, 241, 491),
	(8, 223, 468), (9, 207, 445), (10, 194, 427), (11, 183, 409), (12, 173, 394);
-- one row for each customer, as observed at the end of year 7: who churned in year 1 has duration 1
CREATE TABLE customers AS
SELECT segment, year AS duration, churned
FROM (SELECT year, lag(regular) OVER w - regular AS regular, lag(high_end) OVER w - high_end AS high_end
	FROM survivors WHERE year <= 7 WINDOW w AS (ORDER BY year)) v,
	LATERAL (VALUES ('regular', regular), ('high end', high_end)) u (segment, n),
		LATERAL (SELECT true AS churned FROM generate_series(1, n)) x WHERE year > 0
UNION ALL SELECT segment, 7, false FROM survivors,
	LATERAL (VALUES ('regular', regular), ('high end', high_end)) u (segment, n), generate_series(1, n)
	WHERE year = 7;
CREATE TABLE models AS SELECT segment, sbg_fit(duration, churned) AS sbg, bdw_fit(duration, churned) AS bdw,
	survival_agg(duration, churned) AS s, count(*) FROM customers GROUP BY segment;
SELECT segment, count, model_status(sbg), model_status(bdw), sbg_fit(s) = sbg AS from_state,
	sbg::text::cx_sbg = sbg AND bdw::text::cx_bdw = bdw AS text FROM models ORDER BY segment DESC;
-- R23, R24 (printed .704 1.182 and .668 3.806)
SELECT segment, parameter, round(estimate::numeric, 9) AS estimate,
	round(std_error::numeric, 7) AS std_error, published
FROM models, model_summary(sbg) JOIN (VALUES ('regular', 'gamma', '.704077298474 .06559896'),
	('regular', 'delta', '1.18204302621 .1524756'), ('high end', 'gamma', '.668088351106 .1037349'),
	('high end', 'delta', '3.80609496406 .7855317')) p (of, parameter, published) USING (parameter)
WHERE segment = of ORDER BY segment DESC, parameter DESC;
SELECT segment, round(log_likelihood(sbg)::numeric, 8) AS log_likelihood,
	CASE segment WHEN 'regular' THEN -1680.2651884633 ELSE -1611.1581473912 END AS published FROM models
	ORDER BY segment DESC;
SELECT t, round(100 * survival_at(r.sbg, t)::numeric, 6) AS regular, p.regular AS published,
	round(100 * survival_at(h.sbg, t)::numeric, 6) AS high_end, p.high_end AS published,
	round(retention_at(h.sbg, t)::numeric, 6) AS retention, p.retention AS published
FROM models r, models h, (VALUES (8, 22.008497, 46.043967, .941775), (9, 20.441079, 43.577959, .946442),
	(10, 19.119019, 41.417240, .950417), (11, 17.986499, 39.505534, .953843),
	(12, 17.003745, 37.799907, .956826)) p (t, regular, high_end, retention)
WHERE r.segment = 'regular' AND h.segment = 'high end' ORDER BY t;
-- the churn of the first period is the mean of the beta distribution
SELECT round((1 - retention_at(sbg, 1))::numeric, 6) AS first, .149321 AS published FROM models
	WHERE segment = 'high end';
-- R25
SELECT segment, round(del(sbg, 0.1)::numeric, 8) AS del,
	CASE segment WHEN 'regular' THEN 3.694908428 ELSE 5.922253496 END AS published FROM models
	ORDER BY segment DESC;
-- R27
SELECT segment, parameter, round(estimate::numeric, 7) AS estimate, published
FROM models, model_summary(bdw) JOIN (VALUES ('regular', 'gamma', .455613989),
	('regular', 'delta', .779325508), ('regular', 'c', 1.283451286), ('high end', 'gamma', .214253339),
	('high end', 'delta', 1.426574875), ('high end', 'c', 1.723564849)) p (of, parameter,
	published) USING (parameter)
WHERE segment = of ORDER BY segment DESC, parameter DESC;
SELECT segment, round(log_likelihood(bdw)::numeric, 8) AS log_likelihood,
	CASE segment WHEN 'regular' THEN -1679.6028329072 ELSE -1605.3142132142 END AS published FROM models
	ORDER BY segment DESC;
SELECT t, round(100 * survival_at(bdw, t)::numeric, 5) AS high_end, published
	FROM models, (VALUES (8, 46.775237), (9, 44.833791), (10, 43.158174), (11, 41.691588),
	(12, 40.392959)) p (t, published) WHERE segment = 'high end' ORDER BY t;
-- R29: five yearly cohorts as survivors; customers of later ones are censored earlier
CREATE TABLE cohorts AS SELECT 10000 AS size, c, ARRAY[10000, 6334, 4367, 3264, 2604] AS alive, 5 - c AS seen
	FROM generate_series(0, 4) c;
SELECT parameter, round(estimate::numeric, 8) AS estimate,
	CASE parameter WHEN 'gamma' THEN 1.66708832066 ELSE 2.85661185793 END AS published,
	round(log_likelihood(m)::numeric, 6) AS log_likelihood, -44644.115506148 AS published
FROM (SELECT sbg_fit(rollup(s)) AS m FROM (
	SELECT weighted_survival_agg(t, true, alive[t] - alive[t + 1]) AS s
		FROM cohorts, generate_series(1, seen - 1) t
	UNION ALL SELECT weighted_survival_agg(seen - 1, false, alive[seen]) FROM cohorts) v) w, model_summary(m);
SELECT n, round(derl('(converged: 1.66708832066 2.85661185793 / 0 0 0 / 0 / 1)'::cx_sbg, 0.1, n)::numeric,
	7) AS derl, published
FROM (VALUES (1, 2.1618019), (2, 2.6657472), (3, 3.0998696), (4, 3.4803293), (5, 3.8181081)) p (n, published)
	ORDER BY n;

SELECT setseed(0.5);
-- Laws. A model with c = 1 is sBG; a customer's value is what is left of a new one's; sums say the same as
-- del.
CREATE TABLE random_models AS SELECT i, g, d, c,
	format('(converged: %s %s / 0 0 0 / 0 / 1)', g, d)::cx_sbg AS sbg,
	format('(converged: %s %s 1 / 0 0 0 0 0 0 / 0 / 1)', g, d)::cx_bdw AS one,
	format('(converged: %s %s %s / 0 0 0 0 0 0 / 0 / 1)', g, d, c)::cx_bdw AS bdw
FROM (SELECT i, exp(6 * random() - 3) AS g, exp(6 * random() - 3) AS d, exp(random() - 0.5) AS c
	FROM generate_series(1, 200) i) v;
SELECT count(*) AS compared, count(*) FILTER (WHERE (survival_at(sbg, t) = survival_at(one, t)
	AND del(sbg, 0.1) = del(one, 0.1) AND survival_at(bdw, 0) = 1
	AND abs(survival_at(bdw, t) * retention_at(bdw, t + 1) / survival_at(bdw, t + 1) - 1)
	<= 1e-12) IS NOT TRUE) AS broken FROM random_models, unnest('{0,1,2,7,100}'::float8[]) t;
-- sBG by its own recurrence: P(T = 1) = g / (g + d), P(T = t) = P(T = t - 1) (d + t - 2) / (g + d + t - 1)
SELECT count(*) AS compared, count(*) FILTER (WHERE (abs(survival_at(sbg, t) - s)
	<= 1e-13) IS NOT TRUE) AS broken FROM random_models,
	LATERAL (WITH RECURSIVE r AS (SELECT 1 AS t, g / (g + d) AS p, d / (g + d) AS s
	UNION ALL SELECT t + 1, p * (d + t - 1) / (g + d + t), s - p * (d + t - 1) / (g + d + t) FROM r
	WHERE t < 50) TABLE r) r;
SELECT count(*) AS compared, count(*) FILTER (WHERE (abs(del(sbg, 0.2) - sbg_sum) <= 1e-9
	AND abs(del(bdw, 0.2) - bdw_sum) <= 1e-9) IS NOT TRUE) AS broken
	FROM random_models, LATERAL (SELECT sum(survival_at(sbg, t) / 1.2 ^ t) AS sbg_sum,
	sum(survival_at(bdw, t) / 1.2 ^ t) AS bdw_sum FROM generate_series(0, 250) t) v;
SELECT count(*) AS compared, count(*) FILTER (WHERE (abs(del(sbg, r) / (1 + derl(sbg, r, 1) / (1 + r)) - 1)
	<= 1e-11 AND abs(del(bdw, r) / (1 + derl(bdw, r, 1) / (1 + r)) - 1) <= 1e-9) IS NOT TRUE) AS broken
	FROM random_models, unnest('{0.5,0.01,1e-4}'::float8[]) r;
-- a hair beside c = 1 the sum, its integral and the continued fraction agree
SELECT count(*) AS compared, count(*) FILTER (WHERE (abs(del(near, r) / del(sbg, r) - 1)
	<= 1e-10) IS NOT TRUE) AS broken FROM random_models, unnest('{0.5,0.1,0.01,1e-3,1e-5,1e-7}'::float8[]) r,
	LATERAL (SELECT format('(converged: %s %s 1.000000000000001 / 0 0 0 0 0 0 / 0 / 1)', g,
	d)::cx_bdw AS near) v;
-- without discount: finite, and then (g + d - 1) / (g - 1), only for g > 1
SELECT count(*) FILTER (WHERE g > 1) > 50 AS enough,
	count(*) FILTER (WHERE (CASE WHEN g > 1 THEN abs(del(sbg, 0) - (g + d - 1) / (g - 1)) <= 1e-9
	ELSE del(sbg, 0) IS NULL END AND del(sbg, -0.01) IS NULL) IS NOT TRUE) AS broken FROM random_models;
SELECT count(*) FILTER (WHERE g * c > 1.2) > 50 AS enough,
	count(*) FILTER (WHERE (CASE WHEN g * c > 1.2 THEN abs(del(bdw, 0) / del(bdw, 1e-13) - 1) < 0.02 WHEN g
	* c < 1 THEN del(bdw, 0) IS NULL ELSE true END AND del(bdw, -0.01) IS NULL) IS NOT TRUE) AS broken
	FROM random_models;
-- the longer a customer of sBG has stayed, the longer it stays
SELECT count(*) AS compared, count(*) FILTER (WHERE (derl >= before * (1 - 1e-12)) IS NOT TRUE) AS broken
	FROM (SELECT derl(sbg, 0.1, n) AS derl, lag(derl(sbg, 0.1, n), 1, 0) OVER (PARTITION BY i
	ORDER BY n) AS before FROM random_models, generate_series(1, 20) n) v;
SELECT count(*) AS compared, count(*) FILTER (WHERE (survival_at(bdw, 1e15) BETWEEN 0 AND 1
	AND survival_at(sbg, 1e15) BETWEEN 0 AND 1 AND retention_at(sbg, 1e15) BETWEEN 0
	AND 1) IS NOT TRUE) AS broken FROM random_models;

-- Spells simulated from a model give it back; any grouping of the data gives the same fit.
CREATE TABLE simulated AS SELECT i, least(t, 12) AS d, t <= 12 AS c
	FROM (SELECT i, 1 + floor(ln(1 - random()) / ln(1 - theta)) AS t
	FROM (SELECT i, x / (x + y) AS theta FROM (SELECT i, -ln(1 - random()) AS x,
	-ln((1 - random()) * (1 - random()) * (1 - random())) AS y FROM generate_series(1, 20000) i) v) w) z;
SELECT model_status(m), bool_and(CASE parameter WHEN 'gamma' THEN 1 ELSE 3 END BETWEEN low
	AND high) AS within FROM (SELECT sbg_fit(d, c) AS m FROM simulated) v, model_summary(m, 0.999) GROUP BY m;
SELECT sbg_fit(d, c) = (SELECT sbg_fit(rollup(s))
	FROM (SELECT survival_agg(d, c) AS s FROM simulated GROUP BY i % 7) v) AS same FROM simulated;
-- BdW holds sBG, so it fits no worse; late entry does what it should: those who come under observation later
-- tell about later periods only
SELECT log_likelihood(bdw_fit(d, c)) >= log_likelihood(sbg_fit(d, c)) AS no_worse FROM simulated;
SELECT bool_and(abs(l.estimate - w.estimate) < 4 * l.std_error) AS as_good
	FROM (SELECT sbg_fit(survival_agg(CASE WHEN i % 2 = 0 THEN 3 ELSE 0 END, d, c)) AS l,
	sbg_fit(survival_agg(d, c)) AS w FROM simulated WHERE i % 2 = 1 OR d > 3) v, model_summary(l) l
	JOIN model_summary((SELECT sbg_fit(d, c) FROM simulated)) w USING (parameter);

-- What the data do not determine, and limiting cases, are statuses; figures stay usable, errors are NULL.
SELECT what, model_status(sbg_fit(s)) AS sbg, model_status(bdw_fit(s)) AS bdw,
	round(survival_at(sbg_fit(s), 5)::numeric, 4) AS s5, round(del(sbg_fit(s), 0.1)::numeric, 3) AS del
FROM (VALUES (1, 'nobody churned', '(3+*5)'::cx_survival), (2, 'one customer', '(3)'),
	(3, 'one period', '(1*3 1+*7)'), (4, 'all in the first', '(1*7)'), (5, 'all of age 0', '(0+*7)'),
	(6, 'all alike', '(1*100 2*90 3*81 4*73 4+*656)'), (7, 'rising', '(1*10 2*90 3*200 3+*700)'),
		(8, 'the first or never', '(1*300 10+*700)'), (9, 'all by the second', '(1*100 2*900)'),
		(10, 'one late churn', '(50 60+*1000)'), (11, 'two periods', '(1*369 2*163 2+*468)')) v (k, what, s)
		ORDER BY k;
SELECT parameter, estimate > 1e6 AS large, std_error, low, high
	FROM model_summary(sbg_fit('(1*10 2*90 3*200 3+*700)'::cx_survival));
SELECT * FROM model_summary(sbg_fit('(1*7)'::cx_survival));
SELECT * FROM model_summary(bdw_fit('(1*7)'::cx_survival));
SELECT log_likelihood(m), survival_at(m, 1), retention_at(m, 1), del(m, 0.1), derl(m, 0.1, 1)
	FROM (SELECT sbg_fit('(1*7)'::cx_survival) AS m) v;
-- rising churn is beyond sBG, which then says that all are alike: its survival is that of one common rate
SELECT round(survival_at(sbg_fit(s), 3)::numeric, 9)
	= round((1 - 300.0 / (1000 + 990 + 900)) ^ 3, 9) AS common_rate
	FROM (SELECT '(1*10 2*90 3*200 3+*700)'::cx_survival AS s) v;
-- no rows, NULL
SELECT sbg_fit(duration, churned), bdw_fit(duration, churned) FROM customers WHERE false;
SELECT sbg_fit(NULL::cx_survival), model_status(NULL::cx_sbg), survival_at(NULL::cx_bdw, 1),
	survival_at('(not_identified: 1)'::cx_bdw, NULL);
SELECT * FROM model_summary(NULL::cx_sbg);
SELECT sbg_fit(NULL, churned) FILTER (WHERE churned), sbg_fit('()'::cx_survival) FROM customers;

-- A thousand random data sets, some of a handful of customers: all end in a known status, with figures in
-- their ranges,
-- and no other parameters in the neighbourhood do better (the likelihood once more in plain SQL).
CREATE TABLE stress AS
SELECT k, survival_agg(least(t, seen), t <= seen) AS s
FROM (SELECT k, seen, 1 + floor(ln(1 - random()) / ln(1 - theta)) AS t
	FROM (SELECT k, seen, least(greatest(rate + spread * (random() - 0.5), 1e-4), 0.999) AS theta
	FROM (SELECT k, exp(-4 * random()) AS rate, exp(-5 * random()) AS spread,
	2 + floor(30 * random() ^ 2)::int AS seen, 3 + floor(300 * random() ^ 3)::int AS size
	FROM generate_series(1, 1000) k) v, generate_series(1, size)) w) x
GROUP BY k;
CREATE TABLE fitted AS SELECT k, s, sbg_fit(s) AS sbg, bdw_fit(s) AS bdw FROM stress;
SELECT count(*) FILTER (WHERE model_status(sbg) = 'not_converged' OR model_status(bdw)
	= 'not_converged') AS lost, count(*) FILTER (WHERE model_status(sbg) = 'converged') > 300 AS converged,
	count(*) FILTER (WHERE model_status(sbg) = 'boundary') > 50 AS boundary,
	count(*) FILTER (WHERE CASE WHEN model_status(sbg)
		= 'not_identified' THEN num_nonnulls(survival_at(sbg, 10), del(sbg, 0.1), log_likelihood(sbg)) > 0
		ELSE (survival_at(sbg, 10) BETWEEN 0 AND 1 AND del(sbg, 0.1) BETWEEN 1 AND 11 AND log_likelihood(sbg)
		<= 0) IS NOT TRUE END) AS broken_sbg,
	count(*) FILTER (WHERE CASE WHEN model_status(bdw)
		= 'not_identified' THEN num_nonnulls(survival_at(bdw, 1000), del(bdw, 0.1), log_likelihood(bdw)) > 0
		ELSE (survival_at(bdw, 1000) BETWEEN 0 AND 1 AND del(bdw, 0.1) BETWEEN 1 AND 11
		AND log_likelihood(bdw) <= 0) IS NOT TRUE END) AS broken_bdw,
	count(*) FILTER (WHERE model_status(bdw) <> 'not_identified'
		AND (log_likelihood(bdw) >= log_likelihood(sbg) - 1e-6) IS NOT TRUE) AS worse
FROM fitted;
CREATE FUNCTION pg_temp.sbg_likelihood(s cx_survival, g float8, d float8) RETURNS float8 LANGUAGE sql AS $$
	SELECT sum(churned * ln(g / (g + d + t - 1)) + (at_risk - churned) * ln((d + t - 1) / (g + d + t - 1)))
	FROM (SELECT p AS t, coalesce(r.churned, 0) AS churned,
		(SELECT x.at_risk FROM survival_table(s) x WHERE x.t >= p ORDER BY x.t LIMIT 1) AS at_risk
		FROM survival_table(s) m, generate_series(1, (SELECT max(t) FROM survival_table(s))::int) p LEFT
		JOIN survival_table(s) r ON r.t = p WHERE m.t = (SELECT max(t) FROM survival_table(s))) v $$;
SELECT count(*) > 30 AS enough, count(*) FILTER (WHERE (abs(here - log_likelihood(sbg))
	<= 1e-7) IS NOT TRUE) AS other_likelihood,
	count(*) FILTER (WHERE (around <= here + 1e-7) IS NOT TRUE) AS not_highest
FROM (SELECT sbg, pg_temp.sbg_likelihood(s, g, d) AS here,
	(SELECT max(pg_temp.sbg_likelihood(s, g * x, d * y))
	FROM unnest('{0.99,1,1.01}'::float8[]) x, unnest('{0.99,1,1.01}'::float8[]) y) AS around
	FROM (SELECT *, (sbg::json ->> 'gamma')::float8 AS g, (sbg::json ->> 'delta')::float8 AS d FROM fitted
		WHERE model_status(sbg) = 'converged' AND k <= 100) v) w;

-- c far from 1. Maxima found by a search over all parameters with 30 digits; the widest limits of c, 0.02 and
-- 50, have a name.
SELECT s, model_status(m), round((m::json ->> 'c')::numeric, 3) AS c,
	round(log_likelihood(m)::numeric, 5) AS log_likelihood,
	published
FROM (VALUES ('(1*4 2*5 4 5 6 8 12+*23)'::cx_survival, '5.707 -47.54564'),
	('(1*205 2*86 3*29 4*23 5*15 6*15 7*13 7+*114)', '10.2 -811.070')) AS v (s, published), bdw_fit(s) m;
SELECT s, model_status(g) AS sbg, model_limits(g), model_status(b) AS bdw, model_limits(b)
FROM
	unnest('{(1*10 2*10 3*5 4+*2),(1 2*3 3*9 4*9 5+),(1*9 2+*4 3+*5 9+*9)}'::cx_survival[]) s,
	sbg_fit(s) g, bdw_fit(s) b;
SELECT model_limits('(converged: 1e13 1e13 50 / 0 0 0 0 0 0 / -5 / 2.5)'::cx_bdw) AS converged,
	model_limits('(not_identified: 3)'::cx_bdw) AS not_identified, model_limits(NULL::cx_sbg) AS "null";
-- Two maxima, of which a search from one place finds the lower one: below the model that has c = 1.
SELECT model_status(m), round(log_likelihood(m)::numeric, 6)
	>= round(log_likelihood(g)::numeric, 6) AS not_below
FROM unnest('{(1*67 2*4 3 4 13*2 14*2 15+*121),(1*40 2*2 5 23 27 29+*22),(1*10 2 27 31+*3)}'::cx_survival[])
	s,
	bdw_fit(s) m, sbg_fit(s) g;
-- Over random customers of random models with c from 1/20 to 20: the search always ends, on limits with names
-- or with a finite answer, and never below sBG.
SELECT setseed(0.3);
CREATE TABLE wide AS SELECT bdw_fit(s) AS bdw, sbg_fit(s) AS sbg
FROM (SELECT k, survival_agg(least(t, horizon), t <= horizon) AS s
	FROM (SELECT k, horizon, greatest(1, ceil((ln(1 - random())
		/ ln(1 - (1 - power(1 - random(), 1 / g)) + 1e-12)) ^ (1 / c))) AS t
		FROM (SELECT k, 2 + floor(random() * 30) AS horizon, exp(6 * random() - 3) AS c,
			exp(4 * random() - 2) AS g,
			(5 + floor(exp(random() * 6)))::int AS n FROM generate_series(1, 500) k) v,
				generate_series(1, n)) w
	GROUP BY k) x;
SELECT count(*) FILTER (WHERE model_status(bdw) = 'not_converged') AS lost,
	count(*) FILTER (WHERE model_status(bdw) = 'converged') > 100 AS converged,
	count(*) FILTER (WHERE model_status(bdw) = 'boundary') > 100 AS boundary,
	count(*) FILTER (WHERE model_status(bdw) <> 'not_identified'
		AND ((bdw::json ->> 'c')::float8 BETWEEN 0.02 AND 50
		AND log_likelihood(bdw) >= log_likelihood(sbg) - 1e-6 AND survival_at(bdw, 1e15) BETWEEN 0 AND 1
		AND del(bdw, 0.1) BETWEEN 1 AND 11) IS NOT TRUE) AS broken,
	count(*) FILTER (WHERE (bdw::json ->> 'c')::float8 > 5) > 10 AS enough_above_5
FROM wide;
DROP TABLE wide;

-- Who has stayed for very long stays: what remains is the value of an annuity, however small the discount.
SELECT age, discount, round((derl(m, discount, age) * discount / (1 + discount))::numeric, 6) AS annuity
FROM (VALUES ('(converged: 0.7 1.2 / 0 0 0 / 0 / 1)'::cx_sbg)) v (m), unnest('{1e12,1e15}'::float8[]) age,
	unnest('{0.01,0.0009,0.00001}'::float8[]) discount ORDER BY age, discount DESC;
-- And at any age the two ways to add up meet where one takes over from the other.
SELECT age, abs(derl(m, 0.000999999999, age) / derl(m, 0.001, age) - 1) < 1e-8 AS met
	FROM (VALUES ('(converged: 0.7 1.2 / 0 0 0 / 0 / 1)'::cx_sbg)) v (m),
	unnest('{1,10,1000,100000,10000000,1000000000}'::float8[]) age ORDER BY age;

-- As many customers as all the times of a state can have are customers of a model.
SELECT m::text::cx_sbg = m AS round_trip FROM
	(VALUES (sbg_fit('(1*1e120 2*1e120 3*1e119 3+*1e120)'::cx_survival))) v (m);
-- What is no number of periods, no age and no discount.
\pset format unaligned
\pset tuples_only
SELECT format(E'%s\n%s', call, test.refusal('SELECT ' || call
	|| ' FROM models WHERE segment = ''regular'''))
FROM (VALUES (1, 'sbg_fit(1.5, true)'), (2, 'bdw_fit(0, true)'), (3, 'sbg_fit(survival_agg(0.5, 2, true))'),
	(4, 'sbg_fit(2e15, true)'), (5, 'sbg_fit(''(1.5)''::cx_survival)'),
	(6, 'survival_at(sbg, 1.5)'), (7, 'survival_at(sbg, -1)'), (8, 'survival_at(bdw, ''NaN'')'),
		(9, 'survival_at(bdw, ''Infinity'')'), (10, 'retention_at(sbg, 0)'), (11, 'del(sbg, -1)'),
		(12, 'del(bdw, ''NaN'')'), (13, 'derl(sbg, ''Infinity'', 1)'),
	(14, 'derl(sbg, 0.1, 0)'), (15, 'derl(sbg, 0.1, 1.5)'), (16, 'model_summary(sbg, NULL)'),
		(17, 'model_summary(sbg, 1)')) v (k, call) ORDER BY k;
DROP TABLE survivors, customers, models, cohorts, random_models, simulated, stress, fitted;
