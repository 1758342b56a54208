-- Do the demo's figures agree with the published ones (data/README.md), and with plain SQL over the
-- same rows? The last line is "ok" alone, or how many differ; demo/run fails unless it
-- is "ok".
\set ON_ERROR_STOP on
\set QUIET on
\pset footer off

CREATE TEMPORARY TABLE checked AS
WITH state AS (
	SELECT nps_agg(recommend) AS recommend,
	       weighted_score_agg(recommend, weight, 0, 10) AS weighted,
	       csat_agg(csat_overall) AS satisfaction,
	       score_agg(ease_wayfinding, 1, 5) AS wayfinding,
	       score_agg(ease_security, 1, 5) AS security
	FROM survey
)
SELECT figure, expected, trim_scale(round(computed::numeric, 6)) AS computed
FROM state, LATERAL (VALUES
	('recommend: answers',        2650,      responses(recommend)),
	('recommend: promoters',      1268,      promoters(recommend)),
	('recommend: passives',        935,      passives(recommend)),
	('recommend: detractors',      447,      detractors(recommend)),
	('recommend: NPS',              30.981132, nps(recommend)),
	('recommend: weighted NPS',     35.113632, nps(weighted)),
	('satisfaction: answers',     2625,      responses(satisfaction)),
	('satisfaction: 4 or 5, %',     78.438095, csat(satisfaction)),
	('satisfaction: mean',           4.002667, mean_score(satisfaction)),
	('ease of wayfinding: answers', 2603,    responses(wayfinding)),
	('ease of wayfinding: mean',     4.394929, ces(wayfinding)),
	('ease of security: answers', 2364,      responses(security)),
	('ease of security: mean',       4.089679, ces(security))
) AS v(figure, expected, computed);

-- Plain SQL: the adjusted counts of every pair of areas, their z, and Holm's correction of the p-values.
WITH area AS (
	SELECT boarding_area AS area, count(recommend) + 3 AS n,
	       count(*) FILTER (WHERE recommend >= 9) + 0.75 AS promoters,
	       count(*) FILTER (WHERE recommend <= 6) + 0.75 AS detractors
	FROM survey
	GROUP BY boarding_area
), adjusted AS (
	SELECT area, (promoters - detractors) / n AS score,
	       ((promoters + detractors) / n - ((promoters - detractors) / n) ^ 2) / n AS variance
	FROM area
), plain AS (
	SELECT a.area AS a, b.area AS b, (b.score - a.score) / sqrt(a.variance + b.variance) AS z
	FROM adjusted AS a JOIN adjusted AS b ON a.area < b.area
), computed AS (
	SELECT c.*, row_number() OVER (ORDER BY c.p_value) AS rank, count(*) OVER () AS pairs
	FROM (SELECT array_agg(area ORDER BY area) AS areas, array_agg(s ORDER BY area) AS states
	      FROM (SELECT boarding_area AS area, nps_agg(recommend) AS s FROM survey GROUP BY 1) AS v) AS v,
	     nps_compare(areas, states) AS c
), holm AS (
	SELECT *, max(least(1, p_value * (1 + pairs - rank))) OVER (ORDER BY rank) AS p_holm FROM computed
)
INSERT INTO checked
SELECT v.*
FROM (SELECT count(*) AS pairs,
             count(*) FILTER (WHERE abs(p.z - h.z) < 1e-9 AND abs(p_holm - p_adjusted) < 1e-12) AS same,
             count(*) FILTER (WHERE p_adjusted < 0.05) AS sure
      FROM plain AS p FULL JOIN holm AS h USING (a, b)) AS c, LATERAL (VALUES
	('areas: pairs as in plain SQL', pairs, same),
	('areas: pairs that differ, by Holm', 5, sure)
) AS v(figure, expected, computed);

-- Drivers of satisfaction: shares and an interval as R computes them from Johnson's formula (R 4.2.2), means and
-- correlations in plain SQL, and R squared as what the coefficients leave.
CREATE TEMPORARY TABLE rated AS
SELECT respondent % 20 AS part, csat_overall::float8 AS overall, array_agg(x.rating::float8 ORDER BY n) AS ratings
FROM survey, unnest(ARRAY[food, stores, signs, walkways, screens, boarding_cleanliness, restroom_cleanliness,
                          safety]) WITH ORDINALITY AS x(rating, n)
GROUP BY respondent
HAVING count(csat_overall + x.rating) = 8;

CREATE TEMPORARY TABLE driver AS
SELECT r_squared(whole) AS r_squared, rows_left_out(whole) AS left_out, d.*
FROM (SELECT array_agg(s) AS parts, rollup(s) AS whole
      FROM (SELECT driver_agg(csat_overall, ARRAY[food, stores, signs, walkways, screens, boarding_cleanliness,
                                                  restroom_cleanliness, safety]) AS s
            FROM survey GROUP BY respondent % 20) AS p) AS v,
     relative_weights(parts, '{1,2,3,4,5,6,7,8}') AS d;

INSERT INTO checked
SELECT figure, expected, trim_scale(round(computed::numeric, 6))
FROM (SELECT min(r_squared) AS r_squared, min(responses) AS responses, min(left_out) AS left_out,
             array_agg(share ORDER BY driver) AS share, sum(raw_weight) AS raw,
             array_agg(low ORDER BY driver) AS low, array_agg(high ORDER BY driver) AS high,
             array_agg(coefficient ORDER BY driver) AS coefficient FROM driver) AS d, LATERAL (VALUES
	('drivers: rated all eight',            1810,      responses::float8),
	('drivers: left out',                    999,      left_out),
	('drivers: R squared',                     0.559319, r_squared),
	('drivers: raw weights sum to it',         0.559319, raw),
	('drivers: share of restaurants, %',      22.205534, share[1]),
	('drivers: share of shops, %',            16.360913, share[2]),
	('drivers: share of safety, %',            3.984222, share[8]),
	('drivers: share of restaurants, low',    19.879751, low[1]),
	('drivers: share of restaurants, high',   24.531316, high[1]),
	('drivers: a point of restaurants',        0.225171, coefficient[1]),
	('drivers: R squared of the rest', (SELECT round((1 - var_pop(rest) / var_pop(overall))::numeric, 6)
		FROM (SELECT overall, overall - (SELECT sum(c * r) FROM unnest(coefficient, ratings) AS u(c, r)) AS rest
		      FROM rated) AS r), r_squared)
) AS v(figure, expected, computed)
UNION ALL
SELECT 'drivers: ' || what || ' of ' || driver, trim_scale(round(plain::numeric, 6)),
       trim_scale(round(computed::numeric, 6))
FROM (SELECT n, avg(ratings[n]) AS mean, corr(overall, ratings[n]) AS correlation
      FROM rated, generate_series(1, 8) AS n GROUP BY n) AS r JOIN driver AS d ON driver = n::text,
     LATERAL (VALUES ('mean', r.mean, d.mean),
                     ('correlation', r.correlation, d.correlation)) AS v(what, plain, computed);

-- What is published about the purchases: how many, and that everybody came in the first quarter.
CREATE TEMPORARY TABLE history AS
SELECT customer, activity_agg(purchased, 'day') AS days, activity_agg(purchased, 'month') AS months,
       activity_agg(purchased, 'quarter') AS quarters
FROM purchases
GROUP BY customer;

INSERT INTO checked
SELECT v.*
FROM (SELECT count(*) AS customers, sum(period_count(days)) AS customer_days,
             count(*) FILTER (WHERE first_period(quarters) = '1997-01-01') AS came_first_quarter,
             (SELECT count(*) FROM purchases) AS purchases
      FROM history) AS s, LATERAL (VALUES
	('purchases: rows',                    6919, purchases),
	('purchases: customers',               2357, customers),
	('purchases: customer-days',           6696, customer_days),
	('purchases: customers since 1997 Q1', 2357, came_first_quarter)
) AS v(figure, expected, computed);

-- Plain SQL: one row per customer and month with a purchase, months numbered from 1997-01.
CREATE TEMPORARY TABLE month AS
SELECT customer, month, min(month) OVER own AS came, lag(month) OVER own AS before,
       lead(month) OVER own AS after
FROM (SELECT DISTINCT customer,
             12 * (extract(year FROM purchased)::integer - 1997)
             + extract(month FROM purchased)::integer - 1 AS month
      FROM purchases) AS m
WINDOW own AS (PARTITION BY customer ORDER BY month);

WITH plain AS (
	SELECT came, month - came AS age, count(*) AS retained FROM month GROUP BY 1, 2
), computed AS (
	SELECT t.*, 12 * (extract(year FROM cohort) - 1997) + extract(month FROM cohort) - 1 AS came
	FROM (SELECT retention_agg(customer, purchased, 'month') AS r FROM purchases) AS s,
	     retention_table(r, as_of => '1998-07-01') AS t
)
INSERT INTO checked
SELECT 'triangle: cells as in plain SQL', count(*),
       count(*) FILTER (WHERE p.retained = c.retained AND c.complete)
FROM plain AS p FULL JOIN computed AS c USING (came, age);

WITH plain AS (
	SELECT date '1997-01-01' + n * interval '1 month' AS period,
	       count(*) FILTER (WHERE month = n) AS active,
	       count(*) FILTER (WHERE month = n AND came = n) AS new,
	       count(*) FILTER (WHERE month = n AND before = n - 1) AS retained,
	       count(*) FILTER (WHERE month = n AND before < n - 1) AS reactivated,
	       count(*) FILTER (WHERE month = n - 1 AND after IS DISTINCT FROM n) AS churned
	FROM month, generate_series(0, 17) AS n
	GROUP BY n
), computed AS (
	SELECT t.*
	FROM (SELECT lifecycle_agg(months) AS l FROM history) AS s,
	     lifecycle_table(l, as_of => '1998-07-01') AS t
)
INSERT INTO checked
SELECT 'lifecycle: months as in plain SQL', count(*),
       count(*) FILTER (WHERE (p.active, p.new, p.retained, p.reactivated, p.churned)
                            = (c.active, c.new, c.retained, c.reactivated, c.churned))
FROM plain AS p FULL JOIN computed AS c USING (period);

WITH plain AS (
	SELECT bool_or(purchased BETWEEN '1998-01-01' AND '1998-03-31') AS before,
	       bool_or(purchased BETWEEN '1998-04-01' AND '1998-06-30') AS after
	FROM purchases
	GROUP BY customer
)
INSERT INTO checked
SELECT 'churn of 1998 Q2, %',
       (SELECT round(100.0 * count(*) FILTER (WHERE NOT after) / count(*), 6) FROM plain WHERE before),
       (SELECT round(churn_rate(active_in(quarters, '1998-01-01'), active_in(quarters, '1998-04-01'))::numeric, 6)
        FROM history);

-- Plain SQL: for each day, the customers who bought in the 30 days that end with it; for each customer, the
-- months with a purchase, and the size of the next purchase after each one.
WITH plain AS (
	SELECT d::date AS period, count(DISTINCT customer) AS active
	FROM generate_series(date '1997-01-30', '1998-06-30', '1 day') AS d
	     JOIN purchases ON purchased > d::date - 30 AND purchased <= d::date
	GROUP BY d
), computed AS (
	SELECT t.period, t.active
	FROM (SELECT lifecycle_agg(days, 29) AS l FROM history) AS s, lifecycle_table(l, as_of => '1998-07-01') AS t
	WHERE t.complete
)
INSERT INTO checked
SELECT 'trailing 30 days: days as in plain SQL', count(*), count(*) FILTER (WHERE p.active = c.active)
FROM plain AS p FULL JOIN computed AS c USING (period);

WITH plain AS (
	SELECT months, count(*) AS customers
	FROM (SELECT count(*) AS months FROM month WHERE month >= 12 GROUP BY customer) AS m
	GROUP BY months
)
INSERT INTO checked
SELECT 'stickiness: months as in plain SQL', count(*), count(*) FILTER (WHERE coalesce(p.customers, 0) = c.customers)
FROM (SELECT stickiness_agg(months, '1998-01-01', '1998-07-01') AS s FROM history) AS h, stickiness_table(s) AS c
     LEFT JOIN plain AS p ON p.months = c.periods_active;

WITH plain AS (
	SELECT came, count(DISTINCT customer) AS retained FROM month WHERE month - came BETWEEN 4 AND 6 GROUP BY came
)
INSERT INTO checked
SELECT 'brackets: months 4 to 6 as in plain SQL', count(*),
       count(*) FILTER (WHERE p.retained = c.retained AND c.complete)
FROM plain AS p FULL JOIN (SELECT extract(month FROM cohort) - 1 AS came, retained, complete
                           FROM (SELECT bracket_agg(months, 4, 7) AS b FROM history) AS h,
                                bracket_table(b, as_of => '1998-07-01')) AS c USING (came);

CREATE TEMPORARY TABLE basket AS
SELECT customer, purchased, least(sum(cds), 4)::text AS cds FROM purchases GROUP BY customer, purchased;

WITH plain AS (
	SELECT cds AS from_step, next AS to_step, count(*) AS transitions, count(DISTINCT customer) AS customers
	FROM (SELECT customer, cds, lead(cds) OVER (PARTITION BY customer ORDER BY purchased) AS next FROM basket) AS b
	GROUP BY cds, next
), computed AS (
	SELECT t.*
	FROM (SELECT rollup(steps) AS s
	      FROM (SELECT transition_agg(cds, purchased) AS steps FROM basket GROUP BY customer) AS j) AS r,
	     transition_table(s) AS t
	WHERE from_step IS NOT NULL
)
INSERT INTO checked
SELECT 'next purchases: pairs as in plain SQL', count(*),
       count(*) FILTER (WHERE (p.transitions, p.customers) = (c.transitions, c.customers))
FROM plain AS p FULL JOIN computed AS c
     ON (p.from_step, coalesce(p.to_step, '')) = (c.from_step, coalesce(c.to_step, ''));

-- Plain SQL: what each cohort spent at each age; how many customers made a second and a third purchase within 90
-- days of the first, and how many of those had their 90 days behind them.
WITH plain AS (
	SELECT date_trunc('month', came)::date AS cohort,
	       (extract(year FROM age(date_trunc('month', purchased), date_trunc('month', came))) * 12
	        + extract(month FROM age(date_trunc('month', purchased), date_trunc('month', came))))::integer AS age,
	       sum(amount)::double precision AS revenue
	FROM (SELECT *, min(purchased) FILTER (WHERE day_amount > 0 OR free) OVER (PARTITION BY customer) AS came
	      FROM (SELECT *, sum(amount) OVER day AS day_amount, bool_and(amount = 0) OVER day AS free
	            FROM purchases WINDOW day AS (PARTITION BY customer, purchased)) AS d) AS p
	GROUP BY 1, 2
), computed AS (
	SELECT t.*
	FROM (SELECT cohort_revenue_agg(spent) AS c
	      FROM (SELECT spend_agg(purchased, amount, 'month') AS spent FROM purchases GROUP BY customer) AS s) AS r,
	     cohort_revenue_table(c, as_of => '1998-07-01') AS t
)
INSERT INTO checked
SELECT 'revenue by cohort and age as in plain SQL', count(*),
       count(*) FILTER (WHERE p.revenue = c.revenue AND c.complete)
FROM plain AS p FULL JOIN computed AS c USING (cohort, age)
UNION ALL
SELECT 'revenue of January 1997, first month', 28592.70,
       (SELECT round(revenue::numeric, 2) FROM computed WHERE cohort = '1997-01-01' AND age = 0);

CREATE TEMPORARY TABLE visit AS
SELECT customer, purchased, row_number() OVER own AS n, min(purchased) OVER own AS first
FROM (SELECT DISTINCT customer, purchased FROM purchases WHERE purchased < '1997-06-01') AS d
WINDOW own AS (PARTITION BY customer ORDER BY purchased);

WITH reached AS (
	SELECT customer, n AS step, first + 90 < '1997-06-01' AS over, purchased - lag(purchased) OVER own AS days,
	       lead(n) OVER own IS NULL AND n < 3 AND first + 90 >= '1997-06-01' AS waits
	FROM visit
	WHERE n <= 3 AND purchased <= first + 90
	WINDOW own AS (PARTITION BY customer ORDER BY n)
), counted AS (
	SELECT step, count(*) AS customers, count(*) FILTER (WHERE over) AS settled,
	       count(*) FILTER (WHERE waits) AS wait_next,
	       percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE over) AS median,
	       percentile_disc(0.9) WITHIN GROUP (ORDER BY days) FILTER (WHERE over) AS p90
	FROM reached
	GROUP BY step
), plain AS (
	SELECT step, customers, settled, median, p90, coalesce(lag(wait_next) OVER (ORDER BY step), 0) AS waiting,
	       coalesce(lag(settled) OVER (ORDER BY step) - settled, 0) AS dropped,
	       first_value(settled::float8) OVER (ORDER BY step) AS of_first,
	       lag(settled::float8) OVER (ORDER BY step) AS of_previous
	FROM counted
), computed AS (
	SELECT t.*
	FROM (SELECT funnel_agg(chain, date '1997-06-01') AS f
	      FROM (SELECT chain_agg('first_start', purchased, '90 days', n = 1, n = 2, n = 3) AS chain
	            FROM visit GROUP BY customer) AS c) AS s, funnel_table(f) AS t
), compared AS (
	SELECT p.step,
	       (p.customers, p.waiting, p.settled, p.dropped) = (c.customers, c.waiting, c.settled, c.dropped) AS counts,
	       abs(c.rate_of_first - 100 * p.settled / of_first) < 1e-9
	       AND (p.step = 1 OR abs(c.rate_of_previous - 100 * p.settled / of_previous) < 1e-9) AS rates,
	       -- both ends of Wilson's interval solve n (rate - x)^2 = z^2 x (1 - x)
	       CASE p.step WHEN 1 THEN c.low IS NULL AND c.previous_low IS NULL
	                   ELSE (SELECT bool_and(abs(n * (p.settled / n - x) ^ 2 - 1.959963984540054 ^ 2 * x * (1 - x)) < 1e-9)
	                                AND c.low < c.rate_of_first AND c.rate_of_first < c.high
	                                AND c.previous_low < c.rate_of_previous AND c.rate_of_previous < c.previous_high
	                         FROM (VALUES (of_first, c.low / 100), (of_first, c.high / 100),
	                                      (of_previous, c.previous_low / 100),
	                                      (of_previous, c.previous_high / 100)) AS v(n, x)) END AS intervals,
	       CASE p.step WHEN 1 THEN c.median_hours IS NULL AND c.p90_hours IS NULL
	                   ELSE abs(c.median_hours - 24 * median) <= 0.24 * median
	                        AND abs(c.p90_hours - 24 * p90) <= 0.24 * p90 END AS times
	FROM plain AS p FULL JOIN computed AS c USING (step)
)
INSERT INTO checked
SELECT 'funnel of purchases: ' || what || ' as in plain SQL', 3, count(*) FILTER (WHERE agrees)
FROM compared, LATERAL (VALUES (1, 'steps', counts), (2, 'rates', rates), (3, 'intervals', intervals),
                               (4, 'times', times)) AS v(position, what, agrees)
GROUP BY position, what
ORDER BY position;

-- The model of P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers" the Easy Way,
-- Marketing Science 24 (2005), Table 2: from the first 39 weeks, to the digits printed there. Its time
-- is in weeks and ours in days: alpha is 7 times theirs, and a density per day is lower by a factor
-- of 7 for each repeat purchase.
WITH customer AS (
	SELECT rfm_agg(purchased, amount, '1997-09-30') AS rfm,
	       count(DISTINCT purchased) FILTER (WHERE purchased > '1997-09-30') AS came
	FROM purchases
	GROUP BY customer
), fitted AS (
	SELECT bgnbd_fit(rfm) AS model, sum(frequency(rfm)) AS repeats, sum(came) AS came FROM customer
), parameter AS (
	SELECT parameter, estimate::numeric FROM fitted, model_summary(model)
)
INSERT INTO checked
SELECT 'BG/NBD: ' || figure, expected, computed
FROM (VALUES
	('r',              0.243, (SELECT round(estimate, 3) FROM parameter WHERE parameter = 'r')),
	('alpha, weeks',   4.414, (SELECT round(estimate / 7, 3) FROM parameter WHERE parameter = 'alpha')),
	('a',              0.793, (SELECT round(estimate, 3) FROM parameter WHERE parameter = 'a')),
	('b',              2.426, (SELECT round(estimate, 3) FROM parameter WHERE parameter = 'b')),
	('log-likelihood', -9582.4, (SELECT round((log_likelihood(model) + repeats * ln(7.0))::numeric, 1) FROM fitted)),
	('purchases held out', 1882, (SELECT came FROM fitted))
) AS v(figure, expected, computed);

-- Kaplan-Meier: R's package survival 3.5-3 over the same customers.
WITH state AS (
	SELECT contract, survival_agg(tenure_months, churned) AS stay FROM telco GROUP BY contract
), whole AS (
	SELECT rollup(stay) AS stay, array_agg(stay) AS stays FROM state
)
INSERT INTO checked
SELECT figure, expected, trim_scale(round(computed::numeric, 6))
FROM whole, logrank(VARIADIC stays), LATERAL (
	SELECT sum(t.churned + t.censored) AS customers, sum(t.churned) AS churned FROM survival_table(stay) AS t
) AS counted, LATERAL (VALUES
	('telco: customers',            7043,        customers),
	('telco: churned',              1869,        churned),
	('telco: there after 24 months',   0.788736, survival_at(stay, 24)),
	('telco: there after 72 months',   0.592790, survival_at(stay, 72)),
	('telco: log-rank of contracts', 2352.872538, chi_square)
) AS v(figure, expected, computed);

-- Plain SQL: the product of the shares who stay in each month, of those who are there in it.
WITH month AS (
	SELECT tenure_months AS t, count(*) FILTER (WHERE churned) AS churned,
	       sum(count(*)) OVER (ORDER BY tenure_months DESC) AS at_risk
	FROM telco
	GROUP BY tenure_months
), plain AS (
	SELECT t, exp(sum(ln(1 - churned / at_risk)) OVER (ORDER BY t)) AS survival FROM month
)
INSERT INTO checked
SELECT 'telco: months as in plain SQL', count(*),
       count(*) FILTER (WHERE abs(p.survival - c.survival) < 1e-12)
FROM plain AS p FULL JOIN survival_table((SELECT survival_agg(tenure_months, churned) FROM telco)) AS c
         ON c.t = p.t;

-- Tickets: figures that a program of its own reads from the file (data/README.md). A quantile may be off by
-- 1 %, and is shown as expected if it is not.
CREATE TEMPORARY VIEW ended AS
SELECT *, coalesce(resolved_at, closed_at) AS ended_at, timestamp '2016-03-10' AS seen_on
FROM tickets;

WITH state AS (
	SELECT duration_agg(opened_at, resolved_at) AS resolved, duration_agg(opened_at, ended_at) AS ended,
	       duration_agg(opened_at, ended_at) FILTER (WHERE ended_at <= seen_on) AS ended_then,
	       survival_agg(opened_at, ended_at, seen_on) AS with_open,
	       duration_agg(opened_at, first_action_at) FILTER (WHERE first_action_at >= opened_at) AS first_action,
	       duration_agg(business_elapsed(opened_at, ended_at, 'UTC; Mon-Fri 08:00-18:00')) AS working,
	       duration_agg(business_elapsed(opened_at, first_action_at, 'UTC; Mon-Fri 08:00-18:00'))
	           FILTER (WHERE first_action_at >= opened_at) AS first_action_working,
	       rate(made_sla) AS made_sla, rate(reassignments = 0) AS never_reassigned
	FROM ended
), figure AS (
	SELECT figure, expected, computed,
	       figure ~ 'median|quartile|90 %' AND figure !~ 'censored' AS quantile
	FROM state, LATERAL (VALUES
		('tickets: resolved',                           861, duration_count(resolved)),
		('tickets: mean hours, resolved',        315.866763, mean_hours(resolved)),
		('tickets: first quartile',                    22.4, quantile_hours(resolved, 0.25)),
		('tickets: median of the resolved',       54.466667, median_hours(resolved)),
		('tickets: third quartile',                     320, quantile_hours(resolved, 0.75)),
		('tickets: mean hours, all',             309.510300, mean_hours(ended)),
		('tickets: median, all',                  60.966667, median_hours(ended)),
		('tickets: 90 % of all',                 698.016667, quantile_hours(ended, 0.9)),
		('tickets: within 24 hours, %',           26.292135, share_within(ended, '24 hours')),
		('tickets: resolved by 10 March',               619, duration_count(ended_then)),
		('tickets: mean hours of those',          51.954416, mean_hours(ended_then)),
		('tickets: median of those',              35.216667, median_hours(ended_then)),
		('tickets: 90 % of those',               142.383333, quantile_hours(ended_then, 0.9)),
		('tickets: censored median, days',         2.573264, survival_median(with_open)),
		('tickets: first action after opening',         888, duration_count(first_action)),
		('tickets: mean hours to it',             37.577872, mean_hours(first_action)),
		('tickets: median hours to it',            5.250000, median_hours(first_action)),
		('tickets: mean working hours',           94.855524, mean_hours(working)),
		('tickets: median working hours',         26.566667, median_hours(working)),
		('tickets: 90 % of working hours',       212.016667, quantile_hours(working, 0.9)),
		('tickets: mean working hours to first action', 13.297579, mean_hours(first_action_working)),
		('tickets: first action in 4 working hours, %', 51.689189, share_within(first_action_working, '4 hours')),
		('tickets: SLA as the desk counts, %',    55.617978, made_sla),
		('tickets: never reassigned, %',          56.067416, never_reassigned)
	) AS v(figure, expected, computed)
)
INSERT INTO checked
SELECT figure, expected,
       CASE WHEN quantile AND abs(computed - expected) <= 0.01 * expected THEN expected
            ELSE trim_scale(round(computed::numeric, 6)) END
FROM figure;

-- Plain SQL: working hours as what each ticket has of each weekday from 8 to 18, quantiles by percentile_disc,
-- an SLA with targets by case, and each day's backlog.
CREATE TEMPORARY TABLE plain AS
SELECT t.*, coalesce(day.resolved, interval '0') AS working, coalesce(day.seen, interval '0') AS working_seen,
       (ARRAY[8, 16, 40, 60])[priority] * interval '1 hour' AS target
FROM ended AS t, LATERAL (
	SELECT sum(greatest(least(ended_at, d + interval '18 hours') - greatest(opened_at, d + interval '8 hours'),
	                    interval '0')) AS resolved,
	       sum(greatest(least(ended_at, seen_on, d + interval '18 hours')
	                    - greatest(opened_at, d + interval '8 hours'), interval '0')) AS seen
	FROM generate_series(date_trunc('day', opened_at), ended_at, interval '1 day') AS d
	WHERE extract(isodow FROM d) < 6
) AS day;

INSERT INTO checked
SELECT 'tickets: working hours as in plain SQL', count(*),
       count(*) FILTER (WHERE business_elapsed(opened_at, ended_at, 'UTC; Mon-Fri 08:00-18:00') = working)
FROM plain;

INSERT INTO checked
SELECT 'tickets: quantiles as in plain SQL', count(*), count(*) FILTER (WHERE abs(computed - disc) <= 0.01 * disc)
FROM (SELECT duration_agg(opened_at, ended_at) AS d FROM ended) AS s, generate_series(0.01, 0.99, 0.01) AS p,
     LATERAL (SELECT quantile_hours(d, p::double precision) AS computed) AS q,
     LATERAL (SELECT extract(epoch FROM percentile_disc(p::double precision)
                             WITHIN GROUP (ORDER BY ended_at - opened_at)) / 3600 AS disc FROM ended) AS e;

WITH counted AS (
	SELECT priority, count(*) FILTER (WHERE ended_at <= seen_on AND working_seen <= target) AS met,
	       count(*) FILTER (WHERE working_seen > target) AS breached,
	       count(*) FILTER (WHERE ended_at > seen_on AND working_seen <= target) AS open,
	       sla_agg(opened_at, ended_at, target, seen_on, 'UTC; Mon-Fri 08:00-18:00') AS s
	FROM plain
	GROUP BY priority
)
INSERT INTO checked
SELECT 'tickets: SLA of each priority as in plain SQL', count(*),
       count(*) FILTER (WHERE (met, breached, open) = (sla_met(s), sla_breached(s), sla_open(s)))
FROM counted
UNION ALL
SELECT 'tickets: SLA with targets, %', round(546 / 8.78, 6), round(sla_attainment(rollup(s))::numeric, 6)
FROM counted;

WITH counted AS (
	SELECT d::date AS period, count(*) FILTER (WHERE opened_at::date = d) AS opened,
	       count(*) FILTER (WHERE ended_at::date = d) AS resolved,
	       count(*) FILTER (WHERE opened_at < d + interval '1 day' AND ended_at >= d + interval '1 day') AS open_at_end
	FROM ended, generate_series(timestamp '2016-02-29', '2016-03-09', interval '1 day') AS d
	GROUP BY d
), computed AS (
	SELECT b.* FROM (SELECT backlog_agg(opened_at, ended_at, 'day') AS s FROM ended) AS e,
	       backlog_table(s, as_of => '2016-03-10') AS b
)
INSERT INTO checked
SELECT 'tickets: days of the backlog as in plain SQL', count(*),
       count(*) FILTER (WHERE (p.opened, p.resolved, p.open_at_end) = (c.opened, c.resolved, c.open_at_end)
                              AND c.complete)
FROM counted AS p FULL JOIN computed AS c USING (period)
UNION ALL
SELECT 'tickets: open at the end of 9 March', 271, max(open_at_end) FILTER (WHERE period = '2016-03-09') FROM computed;

-- Raking: R's package survey 4.1-1, rake() over the same interviews; and the margins, in plain SQL.
CREATE TEMPORARY TABLE interview AS
SELECT boarding_area AS area,
       CASE WHEN extract(isodow FROM interview_date) > 5 THEN 'weekend' ELSE 'weekday' END AS day,
       recommend, weight
FROM survey;

CREATE TEMPORARY TABLE target AS
SELECT json '[{"A": 16.6, "B": 7.5, "C": 8.3, "D": 20.2, "E": 9.0, "F": 23.1, "G": 15.3},
              {"weekday": 71.4, "weekend": 28.6}]' AS margins;

CREATE TEMPORARY TABLE raked AS
SELECT kind, cell[1] AS area, cell[2] AS day, factor, r.weight, margins
FROM target, (SELECT cell_agg(ARRAY[area, day]) AS plain,
                     cell_agg(ARRAY[area, day], weight) AS weighted FROM interview) AS s,
     LATERAL (VALUES ('as answered', plain), ('as published', weighted)) AS v(kind, cells),
     rake(cells, margins, tolerance => 1e-12) AS r;

INSERT INTO checked
SELECT figure, expected, trim_scale(round(computed::numeric, 6))
FROM (SELECT weighted_score_agg(recommend, factor, 0, 10) FILTER (WHERE kind = 'as answered') AS plain,
             weighted_score_agg(recommend, i.weight * factor, 0, 10) FILTER (WHERE kind = 'as published') AS weighted
      FROM interview AS i JOIN raked AS r USING (area, day)) AS s, LATERAL (VALUES
	('raked: NPS',                      32.581927, nps(plain)),
	('raked: its standard error',        1.541471, nps_std_error(plain)),
	('raked: lightest answer',           0.494075, (SELECT min(factor) FROM raked WHERE kind = 'as answered')),
	('raked: heaviest answer',           2.447266, (SELECT max(factor) FROM raked WHERE kind = 'as answered')),
	('raked from the published weights: NPS', 35.031115, nps(weighted))
) AS v(figure, expected, computed);

INSERT INTO checked
SELECT 'raked: margins as wanted', count(*), count(*) FILTER (WHERE abs(share - wanted) < 1e-9)
FROM (SELECT 100 * sum(weight) / 2809 AS share, (margins -> 0 ->> area)::double precision AS wanted
      FROM raked GROUP BY kind, area, margins -> 0 ->> area
      UNION ALL
      SELECT 100 * sum(weight) / 2809, (margins -> 1 ->> day)::double precision
      FROM raked GROUP BY kind, day, margins -> 1 ->> day) AS m;

-- Odds of leaving: Woolf's formula in R; each band of charges in plain SQL.
INSERT INTO checked
SELECT figure, expected, trim_scale(round(computed::numeric, 6))
FROM (SELECT outcome_agg((contract = 'Month-to-month')::integer, churned, 0, 1) AS s FROM telco) AS t,
     outcome_by_score(s),
     LATERAL (VALUES
	('telco: left of those from month to month', 1655, outcomes),
	('telco: their odds against the others',  10.290625, odds_ratio),
	('telco: low end',                         8.833763, odds_low),
	('telco: high end',                       11.987751, odds_high)
) AS v(figure, expected, computed)
WHERE score = 1;

WITH plain AS (
	SELECT floor(monthly_charge / 10) AS score, count(*) AS n, count(*) FILTER (WHERE churned) AS k,
	       sum(count(*)) OVER () AS all_n, sum(count(*) FILTER (WHERE churned)) OVER () AS all_k
	FROM telco
	GROUP BY 1
)
INSERT INTO checked
SELECT 'telco: bands of charges as in plain SQL', count(*),
       count(*) FILTER (WHERE (p.n, p.k) = (c.responses, c.outcomes) AND abs(c.rate - 100.0 * k / n) < 1e-9
                          AND abs(c.odds_ratio / (k * (all_n - n - all_k + k) / ((n - k) * (all_k - k))) - 1) < 1e-9)
FROM plain AS p
FULL JOIN outcome_by_score((SELECT outcome_agg(floor(monthly_charge / 10), churned, 1, 11) FROM telco)) AS c
     USING (score);

-- The views give what the metrics give.
INSERT INTO checked
SELECT v.figure, v.expected, trim_scale(round(v.computed::numeric, 6))
FROM (VALUES
	('view survey_nps: NPS',                30.981132, (SELECT value FROM survey_nps)),
	('view survey_daily_nps: answers',    2650,        (SELECT sum(n) FROM survey_daily_nps)),
	('view survey_csat: 4 or 5, %',         78.438095, (SELECT value FROM survey_csat)),
	('view survey_ces: mean',                4.089679, (SELECT value FROM survey_ces)),
	('view purchases_retention: customers', 2357,      (SELECT sum(n) FROM purchases_retention WHERE age = 0)),
	('view purchases_cohort_revenue: dollars', (SELECT sum(amount) FROM purchases),
	                                        (SELECT sum(revenue) FROM purchases_cohort_revenue)),
	('view support_resolution: tickets',     890,      (SELECT sum(n) FROM support_resolution))
) AS v(figure, expected, computed);

ALTER TABLE checked ADD agrees boolean GENERATED ALWAYS AS (expected = computed) STORED;

\echo 'Do the figures agree with the published ones, and with plain SQL?'
TABLE checked;

SELECT CASE WHEN bool_and(agrees IS TRUE) THEN 'ok'
            ELSE format('%s of %s figures differ', count(*) FILTER (WHERE agrees IS NOT TRUE), count(*))
       END AS verdict
FROM checked \gset
\echo :verdict
