-- What 2,809 passengers said about an airport, how 2,357 customers of a shop came back and what they
-- will be worth, how long 7,043 customers of a telephone company stayed, and how long 890 callers of a
-- support desk waited, asked in SQL. Run it after load.sql.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
\pset footer off
\pset pager off
\pset null '-'

\echo 'Would passengers recommend the airport?'
SELECT round(nps(recommend)::numeric, 1) AS nps
FROM survey;

\echo 'How many answered, on which side do they stand, and how exact is the figure (95 % interval)?'
SELECT responses(r), promoters(r), passives(r), detractors(r),
       round(nps(r)::numeric, 1) AS nps,
       round(ci.low::numeric, 1) AS low,
       round(ci.high::numeric, 1) AS high
FROM (SELECT nps_agg(recommend) AS r FROM survey) AS s, nps_ci(r) AS ci;

\echo 'How satisfied are they (4 or 5 out of 5, with its 95 % interval), and how many are delighted?'
SELECT responses(s), round(csat(s)::numeric, 1) AS satisfied_percent,
       round(ci.low::numeric, 1) AS low, round(ci.high::numeric, 1) AS high,
       round(csat(s, satisfied_from => 5)::numeric, 1) AS delighted_percent,
       round(mean_score(s)::numeric, 2) AS mean
FROM (SELECT csat_agg(csat_overall) AS s FROM survey) AS a, csat_ci(s) AS ci;

\echo 'How easy was it to find the way and to pass security (1 difficult to 5 easy)?'
SELECT task, responses(e), round(ces(e)::numeric, 2) AS mean,
       round(ci.low::numeric, 2) AS low, round(ci.high::numeric, 2) AS high,
       round(ces_easy(e)::numeric, 1) AS easy_percent,
       round(ease_index(e)::numeric, 1) AS ease_index
FROM (SELECT 'wayfinding' AS task, score_agg(ease_wayfinding, 1, 5) AS e FROM survey
      UNION ALL
      SELECT 'security', score_agg(ease_security, 1, 5) FROM survey) AS a, ces_ci(e) AS ci;

\echo 'How are the scores spread?'
SELECT score, nps_category(score) AS category, responses,
       round(share::numeric, 1) AS percent,
       repeat('█', round(share)::integer) AS bar
FROM (SELECT nps_agg(recommend) AS r FROM survey) AS s, score_distribution(r)
ORDER BY score DESC;

\echo 'Do the boarding areas differ (95 % intervals)?'
SELECT boarding_area AS area, responses(recommend) AS n,
       format('%s (%s to %s)', round(nps(recommend)::numeric, 1),
              round(n.low::numeric, 1), round(n.high::numeric, 1)) AS nps,
       format('%s (%s to %s)', round(csat(satisfaction)::numeric, 1),
              round(s.low::numeric, 1), round(s.high::numeric, 1)) AS csat_percent,
       format('%s (%s to %s)', round(ces(ease)::numeric, 2),
              round(e.low::numeric, 2), round(e.high::numeric, 2)) AS ease_of_security
FROM (SELECT boarding_area,
             nps_agg(recommend) AS recommend,
             csat_agg(csat_overall) AS satisfaction,
             score_agg(ease_security, 1, 5) AS ease
      FROM survey
      GROUP BY boarding_area) AS by_area,
     nps_ci(recommend) AS n, csat_ci(satisfaction) AS s, ces_ci(ease) AS e
ORDER BY boarding_area;

\echo 'From area A to area D: which differences are more than chance?'
WITH area AS (
	SELECT boarding_area AS name,
	       nps_agg(recommend) AS recommend,
	       csat_agg(csat_overall) AS satisfaction,
	       score_agg(ease_security, 1, 5) AS ease
	FROM survey
	GROUP BY boarding_area
)
SELECT metric, round(change::numeric, 2) AS change,
       round(low::numeric, 2) AS low, round(high::numeric, 2) AS high,
       round(z::numeric, 2) AS z, round(p_value::numeric, 5) AS p_value
FROM area AS a, area AS d,
     LATERAL (SELECT 'NPS, points' AS metric, c.* FROM nps_change(a.recommend, d.recommend) AS c
              UNION ALL
              SELECT 'CSAT, % points', c.* FROM csat_change(a.satisfaction, d.satisfaction) AS c
              UNION ALL
              SELECT 'ease of security, 1 to 5', c.* FROM ces_change(a.ease, d.ease) AS c) AS changes
WHERE a.name = 'A' AND d.name = 'D';

\echo 'Do the areas differ at all, and which differs from all the others? p_adjusted is for seven tests.'
CREATE TEMPORARY TABLE areas AS
SELECT array_agg(area ORDER BY area) AS names, array_agg(recommend ORDER BY area) AS states
FROM (SELECT boarding_area AS area, nps_agg(recommend) AS recommend FROM survey GROUP BY 1) AS a;

SELECT groups, round(mean::numeric, 1) AS nps, round(between_sd::numeric, 1) AS between_sd,
       round(100 * omega_squared::numeric, 1) AS "% of variance", round(statistic::numeric, 2) AS f, df,
       round(df_within::numeric) AS df_within, round(p_value::numeric, 6) AS p_value
FROM areas, nps_consistency(states);

SELECT b AS area, round(change::numeric, 1) AS change, round(low::numeric, 1) AS low, round(high::numeric, 1) AS high,
       round(z::numeric, 2) AS z, round(p_value::numeric, 5) AS p_value, round(p_adjusted::numeric, 5) AS p_adjusted
FROM areas, nps_compare(names, states, against => 'rest')
ORDER BY nps_compare.change DESC;

\echo 'What drives overall satisfaction? Shares of what eight ratings explain together (95 % intervals over 20 parts)'
CREATE TEMPORARY TABLE part AS
SELECT respondent % 20 AS part,
       driver_agg(csat_overall, ARRAY[food, stores, signs, walkways, screens,
                                      boarding_cleanliness, restroom_cleanliness, safety]) AS drivers
FROM survey
GROUP BY 1;

SELECT driver, round(mean::numeric, 2) AS mean, round(correlation::numeric, 2) AS correlation,
       round(coefficient::numeric, 3) AS coefficient, round(share::numeric, 1) AS share_percent,
       round(low::numeric, 1) AS low, round(high::numeric, 1) AS high
FROM (SELECT array_agg(drivers) AS parts FROM part) AS p,
     relative_weights(parts, '{food,stores,signs,walkways,screens,boarding areas clean,restrooms clean,safety}')
ORDER BY share DESC;

\echo 'How much is that, and how many rated all eight?'
SELECT round(r_squared(rollup(drivers))::numeric, 3) AS r_squared, responses(rollup(drivers)),
       rows_left_out(rollup(drivers))
FROM part;

\echo 'Some areas were interviewed more than their share: what do the survey weights change?'
SELECT responses(w) AS n, round(effective_responses(w)::numeric) AS effective_n,
       round(nps(r)::numeric, 1) AS nps, round(nps(w)::numeric, 1) AS weighted_nps,
       round(ci.low::numeric, 1) AS low, round(ci.high::numeric, 1) AS high
FROM (SELECT nps_agg(recommend) AS r, weighted_score_agg(recommend, weight, 0, 10) AS w
      FROM survey) AS s, nps_ci(w) AS ci;

\echo 'And weights made here, from margins: areas by their passengers, and two days in seven are weekend'
CREATE TEMPORARY VIEW interview AS
SELECT *, CASE WHEN extract(isodow FROM interview_date) > 5 THEN 'weekend' ELSE 'weekday' END AS day_type
FROM survey;

CREATE TEMPORARY TABLE raked AS
SELECT cell[1] AS boarding_area, cell[2] AS day_type, responses, factor, weight
FROM (SELECT cell_agg(ARRAY[boarding_area, day_type]) AS cells FROM interview) AS s,
     rake(cells, '[{"A": 16.6, "B": 7.5, "C": 8.3, "D": 20.2, "E": 9.0, "F": 23.1, "G": 15.3},
                   {"weekday": 71.4, "weekend": 28.6}]');

SELECT boarding_area AS area, day_type, responses, round(factor::numeric, 3) AS weight_of_each,
       round(weight::numeric, 1) AS weight
FROM raked
ORDER BY boarding_area, day_type;

SELECT responses(w) AS n, round(effective_responses(w)::numeric) AS effective_n, round(nps(w)::numeric, 1) AS raked_nps,
       round(ci.low::numeric, 1) AS low, round(ci.high::numeric, 1) AS high
FROM (SELECT weighted_score_agg(recommend, factor, 0, 10) AS w
      FROM interview JOIN raked USING (boarding_area, day_type)) AS s, nps_ci(w) AS ci;

\echo 'Keep a state per day and area, and ask later: every figure below is read from this small table.'
CREATE TEMPORARY TABLE daily AS
SELECT interview_date AS day, boarding_area AS area, nps_agg(recommend) AS recommend
FROM survey
GROUP BY day, area;

SELECT count(*) AS states, sum(responses(recommend)) AS answers,
       pg_size_pretty(sum(pg_column_size(recommend))) AS size
FROM daily;

\echo 'The trend by day, with the last seven days beside it (each day visited a few areas only)'
SELECT day, string_agg(area, ' ' ORDER BY area) AS areas,
       responses(rollup(recommend)) AS n,
       round(nps(rollup(recommend))::numeric, 1) AS nps,
       round((nps_ci(rollup(recommend))).low::numeric, 1) AS low,
       round((nps_ci(rollup(recommend))).high::numeric, 1) AS high,
       round(nps(rollup(rollup(recommend)) OVER week)::numeric, 1) AS nps_7_days
FROM daily
GROUP BY day
WINDOW week AS (ORDER BY day RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW)
ORDER BY day;

\echo 'Days and areas rolled up give what the rows give, to the last bit:'
WITH rolled AS (
	SELECT coalesce(area, 'all') AS area, rollup(recommend) AS state
	FROM daily
	GROUP BY ROLLUP (area)
), direct AS (
	SELECT coalesce(boarding_area, 'all') AS area, nps_agg(recommend) AS state
	FROM survey
	GROUP BY ROLLUP (boarding_area)
)
SELECT area, responses(rolled.state) AS n, round(nps(rolled.state)::numeric, 1) AS nps,
       rolled.state = direct.state AS equals_direct
FROM rolled JOIN direct USING (area)
ORDER BY area;

\echo 'Next, the shop CDNOW: those who first bought in the first quarter of 1997, and all they bought in 18 months.'
SELECT count(*) AS purchases, count(DISTINCT customer) AS customers,
       count(DISTINCT (customer, purchased)) AS customer_days,
       min(purchased) AS first_day, max(purchased) AS last_day
FROM purchases;

\echo 'Of those who came in a month, what percentage buys 1, 2, 3 ... months later?'
SELECT to_char(cohort, 'YYYY-MM') AS cohort, age, round(rate) AS percent
FROM (SELECT retention_agg(customer, purchased, 'month') AS r FROM purchases) AS s,
     retention_table(r, as_of => '1998-07-01')
\crosstabview cohort age percent

\echo 'What "retained" may mean: on month n, on or after it, on or before it, in every month up to it'
SELECT age, mode, round(rate::numeric, 1) AS percent
FROM (SELECT retention_agg(customer, purchased, 'month') AS r FROM purchases) AS s,
     unnest('{on,on_or_after,on_or_before,streak}'::text[]) AS mode,
     retention_curve(r, mode, as_of => '1998-07-01')
ORDER BY age, mode
\crosstabview age mode percent

\echo 'Months are not equally long, nor do all come on the 1st: 30 days at a time from each own first purchase'
WITH purchase AS (
	SELECT customer, purchased, min(purchased) OVER (PARTITION BY customer) AS first_purchase
	FROM purchases
), history AS (
	SELECT rolling_activity_agg(purchased, first_purchase, '30 days') AS windows
	FROM purchase
	GROUP BY customer
)
SELECT format('%s to %s', 30 * age, 30 * age + 29) AS days, customers, retained,
       round(rate::numeric, 1) AS percent
FROM (SELECT retention_agg(windows) AS r FROM history) AS s,
     retention_curve(r, as_of => '1998-07-02');

\echo 'Keep a history per customer, and ask later: when each one bought, in which months and quarters'
CREATE TEMPORARY TABLE history AS
SELECT customer, activity_agg(purchased, 'month') AS months,
       activity_agg(purchased, 'quarter') AS quarters
FROM purchases
GROUP BY customer;

SELECT customer, months, first_period(months), last_period(months), period_count(months)
FROM history
ORDER BY customer
LIMIT 8;

\echo 'Who is active in each month: new, retained from the month before, or back after a pause?'
SELECT to_char(period, 'YYYY-MM') AS month, active, new, retained, reactivated, churned,
       round(churn_rate::numeric, 1) AS churn_percent, round(quick_ratio::numeric, 2) AS quick_ratio
FROM (SELECT lifecycle_agg(months) AS l FROM history) AS s,
     lifecycle_table(l, as_of => '1998-07-01');

\echo 'The same by quarter'
SELECT to_char(period, 'YYYY "Q"Q') AS quarter, active, new, retained, reactivated, churned,
       round(churn_rate::numeric, 1) AS churn_percent, round(quick_ratio::numeric, 2) AS quick_ratio
FROM (SELECT lifecycle_agg(quarters) AS l FROM history) AS s,
     lifecycle_table(l, as_of => '1998-07-01');

\echo 'How exact is the churn of the last quarter (95 % interval)?'
SELECT customers_before(c), customers_lost(c), round(churn_rate(c)::numeric, 1) AS churn_percent,
       round(ci.low::numeric, 1) AS low, round(ci.high::numeric, 1) AS high
FROM (SELECT churn_agg(active_in(quarters, '1998-01-01'), active_in(quarters, '1998-04-01')) AS c
      FROM history) AS s, churn_rate_ci(c) AS ci;

\echo 'How many bought in the 30 days to the end of a quarter, how many in the last 7, and what is their ratio?'
SELECT m.period AS day, m.active AS days_30, w.active AS days_7,
       round(100.0 * w.active / m.active, 1) AS ratio_percent
FROM (SELECT lifecycle_agg(customer, purchased, 'day', 29) AS month,
             lifecycle_agg(customer, purchased, 'day', 6) AS week
      FROM purchases) AS s,
     lifecycle_table(month, as_of => '1998-07-01') AS m
     JOIN lifecycle_table(week, as_of => '1998-07-01') AS w USING (period)
WHERE m.period IN ('1997-03-31', '1997-06-30', '1997-09-30', '1997-12-31', '1998-03-31', '1998-06-30');

\echo 'How often do they come? Of the customers of the last six months, in how many of them did each buy?'
SELECT periods_active AS months, customers, round(share::numeric, 1) AS percent,
       at_least, round(share_at_least::numeric, 1) AS percent_at_least
FROM (SELECT stickiness_agg(months, '1998-01-01', '1998-07-01') AS s FROM history) AS h, stickiness_table(s);

\echo 'How many come back 1 to 3 months after the month of their first purchase, 4 to 6, 7 to 9, 10 to 15?'
SELECT cohort, format('%s to %s', first_age, last_age) AS months, customers, retained,
       round(rate::numeric, 1) AS percent
FROM (SELECT bracket_agg(months, 1, 4, 7, 10, 16) AS b FROM history) AS h, bracket_table(b, as_of => '1998-07-01');

\echo 'What comes next? The first three purchases by size, and what followed each (percent of those who got there)'
WITH basket AS (
	SELECT customer, purchased,
	       CASE WHEN sum(cds) >= 4 THEN '4 or more' WHEN sum(cds) >= 2 THEN '2 or 3' ELSE '1' END AS cds
	FROM purchases
	GROUP BY customer, purchased
), journey AS (
	SELECT transition_agg(cds, purchased, NULL, 3) AS steps
	FROM basket
	GROUP BY customer
)
SELECT format('%s: %s CDs', position, from_step) AS purchase, coalesce(to_step, 'none') AS next,
       round(share::numeric, 1) AS percent
FROM (SELECT rollup(steps) AS s FROM journey) AS j, transition_table(s)
WHERE position > 0
ORDER BY position, from_step, to_step
\crosstabview purchase next percent

\echo 'Cohorts of the stored histories are what the purchases give, count by count:'
SELECT count(*) AS histories, pg_size_pretty(sum(pg_column_size(months))) AS size,
       retention_agg(months) = (SELECT retention_agg(customer, purchased, 'month') FROM purchases)
           AS equals_direct
FROM history;

\echo 'What became of the money? Each customer of a quarter against the quarter before: dollars kept, won and lost'
WITH spent AS (
	SELECT customer, period_start(purchased, 'quarter') AS quarter, sum(amount) AS amount,
	       min(period_start(min(purchased), 'quarter')) OVER (PARTITION BY customer) AS first_quarter
	FROM purchases
	GROUP BY customer, quarter
), moves AS (
	SELECT q.quarter, customer,
	       sum(amount) FILTER (WHERE s.quarter = q.quarter - interval '3 months') AS before,
	       sum(amount) FILTER (WHERE s.quarter = q.quarter) AS after,
	       bool_or(first_quarter < q.quarter) AS ever_before
	FROM spent AS s, (SELECT DISTINCT quarter FROM spent WHERE quarter > '1997-01-01') AS q
	GROUP BY q.quarter, customer
)
SELECT to_char(quarter, 'YYYY "Q"Q') AS quarter, round(revenue_before(r)::numeric) AS before,
       round(reactivated_revenue(r)::numeric) AS reactivated, round(expansion_revenue(r)::numeric) AS expansion,
       round(contraction_revenue(r)::numeric) AS contraction, round(churned_revenue(r)::numeric) AS churned,
       round(nrr(r)::numeric, 1) AS nrr_percent, round(grr(r)::numeric, 1) AS grr_percent,
       round(quick_ratio(r)::numeric, 2) AS quick_ratio
FROM (SELECT quarter, revenue_agg(before, after, ever_before) AS r FROM moves GROUP BY quarter) AS m
ORDER BY m.quarter;

\echo 'What is a cohort worth? Dollars of those who came in a month, in their first months, each and all together'
SELECT to_char(cohort, 'YYYY-MM') AS cohort, age, customers, buyers, revenue, round(per_customer::numeric, 2) AS each,
       round(share_of_first::numeric, 1) AS percent_of_first
FROM (SELECT cohort_revenue_agg(spent) AS c
      FROM (SELECT spend_agg(purchased, amount, 'month') AS spent FROM purchases GROUP BY customer) AS s) AS r,
     cohort_revenue_table(c, 'cumulative', as_of => '1998-07-01')
WHERE age IN (0, 1, 3, 6, 12);

\echo 'How many get to a second, and to a third purchase within 90 days? Seen up to the end of May 1997'
WITH numbered AS (
	SELECT customer, purchased, row_number() OVER (PARTITION BY customer ORDER BY purchased) AS n
	FROM (SELECT DISTINCT customer, purchased FROM purchases WHERE purchased < '1997-06-01') AS days
), chains AS (
	SELECT chain_agg('first_start', purchased, '90 days', n = 1, n = 2, n = 3) AS chain
	FROM numbered
	GROUP BY customer
)
SELECT step AS purchase, customers, waiting, settled, round(rate_of_first::numeric, 1) AS percent_of_first,
       round(low::numeric, 1) AS low, round(high::numeric, 1) AS high,
       round(rate_of_previous::numeric, 1) AS percent_of_previous, dropped,
       round(median_hours::numeric / 24) AS median_days
FROM (SELECT funnel_agg(chain, date '1997-06-01') AS f FROM chains) AS s, funnel_table(f);

\echo 'Who will be worth most in the next year? From the purchases to a table, at a discount of 10 % a year'
CREATE TEMPORARY TABLE customer AS
SELECT customer, rfm_agg(purchased, amount, '1998-06-30') AS rfm
FROM purchases
GROUP BY customer;

CREATE TEMPORARY TABLE model AS
SELECT bgnbd_fit(rfm) AS buying, gamma_gamma_fit(rfm) AS spending
FROM customer;

SELECT customer, frequency(rfm) AS repeat_days, last_purchase(rfm),
       round(100 * p_alive(rfm, buying)::numeric) AS alive_percent,
       round(expected_purchases(rfm, buying, 365)::numeric, 1) AS purchases,
       round(expected_spend(rfm, spending)::numeric, 2) AS dollars_each,
       round(clv(rfm, buying, spending, 365, 0.10)::numeric, 2) AS next_year
FROM customer, model
ORDER BY next_year DESC
LIMIT 10;

\echo 'What do the models say of all customers, how exactly (95 % interval), and did the fits converge?'
SELECT m.model, m.status, parameter, round(estimate::numeric, 4) AS estimate,
       round(std_error::numeric, 4) AS std_error, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM model, LATERAL (SELECT 'buying' AS model, model_status(buying) AS status, s.* FROM model_summary(buying) AS s
                     UNION ALL
                     SELECT 'spending', model_status(spending), s.* FROM model_summary(spending) AS s) AS m;

\echo 'Can one trust them? Fitted to what was known on 1997-09-30, the next 39 weeks: expected, and what came'
WITH known AS (
	SELECT customer, rfm_agg(purchased, amount, '1997-09-30') AS rfm,
	       count(DISTINCT purchased) FILTER (WHERE purchased > '1997-09-30') AS came
	FROM purchases
	GROUP BY customer
), customer AS (
	SELECT least(frequency(rfm), 7) AS repeat_days, came,
	       expected_purchases(rfm, (SELECT bgnbd_fit(rfm) FROM known), 7 * 39) AS expected
	FROM known
)
SELECT CASE repeat_days WHEN 7 THEN '7 or more' ELSE coalesce(repeat_days::text, 'all') END AS repeat_days,
       count(*) AS customers, round(sum(expected)::numeric) AS expected, sum(came) AS came
FROM customer
GROUP BY ROLLUP (customer.repeat_days)
ORDER BY customer.repeat_days;

\echo 'Next, a telephone company: who stays how long? Percent still there after 12, 24, 48 months, by contract'
CREATE TEMPORARY TABLE contracts AS
SELECT contract, survival_agg(tenure_months, churned) AS stay
FROM telco
GROUP BY contract;

SELECT coalesce(contract, 'all') AS contract,
       round(100 * survival_at(s, 12)::numeric, 1) AS month_12,
       round(100 * survival_at(s, 24)::numeric, 1) AS month_24,
       round(100 * survival_at(s, 48)::numeric, 1) AS month_48,
       survival_median(s) AS median_months,
       round(restricted_mean(s, 72)::numeric, 1) AS mean_of_first_72
FROM (SELECT contract, rollup(stay) AS s FROM contracts GROUP BY ROLLUP (contract)) AS c
ORDER BY c.contract;

\echo 'Is the difference between the contracts more than chance (log-rank test)?'
SELECT round(chi_square::numeric, 1) AS chi_square, df, p_value < 0.001 AS p_below_0_001
FROM (SELECT array_agg(stay) AS stays FROM contracts) AS c, logrank(VARIADIC stays);

\echo 'How many times as fast do customers from month to month leave as those with a year (95 % interval)?'
SELECT round(hazard_ratio::numeric, 2) AS hazard_ratio, round(low::numeric, 2) AS low, round(high::numeric, 2) AS high
FROM contracts AS year, contracts AS month, hazard_ratio(year.stay, month.stay)
WHERE year.contract = 'One year' AND month.contract = 'Month-to-month';

\echo 'Who leaves? By contract (1 month to month, 2 a year, 3 two years): percent, and odds against the others (95 % intervals)'
SELECT score AS contract, responses AS customers, outcomes AS have_left, round(rate::numeric, 1) AS percent,
       round(low::numeric, 1) AS low, round(high::numeric, 1) AS high, round(odds_ratio::numeric, 2) AS odds_ratio,
       round(odds_low::numeric, 2) AS odds_low, round(odds_high::numeric, 2) AS odds_high
FROM (SELECT outcome_agg(CASE contract WHEN 'Month-to-month' THEN 1 WHEN 'One year' THEN 2 WHEN 'Two year' THEN 3 END,
                         churned, 1, 3) AS s
      FROM telco) AS t, outcome_by_score(s);

\echo 'And by what they pay, in tens of dollars a month'
SELECT format('%s to %s', 10 * score, 10 * score + 10) AS dollars, responses AS customers, outcomes AS have_left,
       round(rate::numeric, 1) AS percent, round(low::numeric, 1) AS low, round(high::numeric, 1) AS high,
       round(odds_ratio::numeric, 2) AS odds_ratio, round(odds_low::numeric, 2) AS odds_low,
       round(odds_high::numeric, 2) AS odds_high
FROM (SELECT outcome_agg(floor(monthly_charge / 10), churned, 1, 11) AS s FROM telco) AS t, outcome_by_score(s)
ORDER BY score;

\echo 'Month to month: what do sBG and BdW, fitted to the first 36 months, project, and what came (percent still there)?'
WITH fitted AS (
	SELECT survival_agg(tenure_months, churned) AS stay,
	       sbg_fit(least(tenure_months, 36), churned AND tenure_months <= 36) AS sbg,
	       bdw_fit(least(tenure_months, 36), churned AND tenure_months <= 36) AS bdw
	FROM telco
	WHERE contract = 'Month-to-month'
)
SELECT month, round(100 * survival_at(stay, month)::numeric, 1) AS came,
       round(100 * survival_at(sbg, month)::numeric, 1) AS sbg,
       round(100 * survival_at(bdw, month)::numeric, 1) AS bdw,
       model_status(sbg) AS sbg_status, model_status(bdw) AS bdw_status
FROM fitted, unnest('{12,24,36,48,60,120}'::integer[]) AS month;

\echo 'Last, an IT support desk: 890 tickets of three days, seen on 10 March 2016. How many hours did they take?'
-- 29 tickets were closed without being resolved: that ended them.
CREATE TEMPORARY VIEW ended AS
SELECT *, coalesce(resolved_at, closed_at) AS ended_at, timestamp '2016-03-10' AS seen_on
FROM tickets;

WITH seen AS (
	SELECT duration_agg(opened_at, ended_at) FILTER (WHERE ended_at <= seen_on) AS resolved,
	       survival_agg(opened_at, ended_at, seen_on) AS with_open,
	       duration_agg(opened_at, ended_at) AS in_the_end,
	       count(*) AS everyone
	FROM ended
)
SELECT counted, tickets, round(mean::numeric, 1) AS mean, round(p50::numeric, 1) AS p50, round(p90::numeric, 1) AS p90,
       round(within_24::numeric, 1) AS within_24_h_percent
FROM seen, LATERAL (VALUES
	('resolved until then', duration_count(resolved), mean_hours(resolved), median_hours(resolved),
	 quantile_hours(resolved, 0.9), share_within(resolved, '24 hours')),
	('and those still open, censored', everyone, NULL, 24 * survival_median(with_open),
	 24 * survival_quantile(with_open, 0.9), 100 - 100 * survival_at(with_open, 1)),
	('what came in the end', duration_count(in_the_end), mean_hours(in_the_end), median_hours(in_the_end),
	 quantile_hours(in_the_end, 0.9), share_within(in_the_end, '24 hours'))
) AS v(counted, tickets, mean, p50, p90, within_24);

\echo 'And in working hours, Monday to Friday from 8 to 18? (Two first actions lie before the opening, and are left out.)'
WITH step AS (
	SELECT 'to first action' AS wait, opened_at, first_action_at AS until
	FROM tickets
	WHERE first_action_at >= opened_at
	UNION ALL
	SELECT 'to the end', opened_at, ended_at FROM ended
), state AS (
	SELECT wait, duration_agg(opened_at, until) AS clock,
	       duration_agg(business_elapsed(opened_at, until, 'UTC; Mon-Fri 08:00-18:00')) AS working
	FROM step
	GROUP BY wait
)
SELECT wait, hours, duration_count(d) AS tickets, round(mean_hours(d)::numeric, 1) AS mean,
       round(median_hours(d)::numeric, 1) AS p50, round(quantile_hours(d, 0.9)::numeric, 1) AS p90,
       round(share_within(d, '4 hours')::numeric, 1) AS within_4_h_percent
FROM state, LATERAL (VALUES ('of the clock', clock), ('working', working)) AS v(hours, d)
ORDER BY wait DESC, hours;

\echo 'Which teams have most tickets, and how long do they take (hours)?'
SELECT team, duration_count(d) AS tickets, round(mean_hours(d)::numeric, 1) AS mean,
       round(median_hours(d)::numeric, 1) AS p50, round(quantile_hours(d, 0.9)::numeric, 1) AS p90
FROM (SELECT team, duration_agg(opened_at, ended_at) AS d FROM ended GROUP BY team) AS s
ORDER BY tickets DESC, team
LIMIT 6;

\echo 'Was the SLA met, by priority, as the desk itself counts (percent, 95 % interval)?'
SELECT coalesce(priority::text, 'all') AS priority, trials(r) AS tickets, successes(r) AS met,
       round(rate(r)::numeric, 1) AS percent, round(ci.low::numeric, 1) AS low, round(ci.high::numeric, 1) AS high
FROM (SELECT priority, rate_agg(made_sla) AS r FROM tickets GROUP BY ROLLUP (priority)) AS s, rate_ci(r) AS ci
ORDER BY s.priority;

\echo 'And with targets of 8, 16, 40 and 60 working hours? Overdue is breached, resolved or not; in time and open is left out'
WITH sla AS (
	SELECT priority, target,
	       sla_agg(opened_at, ended_at, target, seen_on, 'UTC; Mon-Fri 08:00-18:00') AS s
	FROM ended JOIN (VALUES (1, interval '8 hours'), (2, '16 hours'), (3, '40 hours'), (4, '60 hours'))
	         AS t(priority, target) USING (priority)
	GROUP BY priority, target
)
SELECT coalesce(priority::text, 'all') AS priority, CASE grouping(priority) WHEN 0 THEN max(target) END AS target,
       sla_met(rollup(s)) AS met, sla_breached(rollup(s)) AS breached, sla_open(rollup(s)) AS open,
       round(sla_attainment(rollup(s))::numeric, 1) AS percent
FROM sla
GROUP BY ROLLUP (priority)
ORDER BY sla.priority;

\echo 'Is the backlog growing? Opened, resolved, and open at the end of each day'
SELECT to_char(period, 'Dy YYYY-MM-DD') AS day, opened, resolved, open_at_end
FROM (SELECT backlog_agg(opened_at, ended_at, 'day') AS b FROM ended) AS s,
     backlog_table(b, as_of => '2016-03-10');

\echo 'What is resolved by the first team, and not opened again? Of the resolved, and of all (95 % intervals)'
SELECT of, trials(r) AS tickets, successes(r) AS first_contact, round(rate(r)::numeric, 1) AS percent,
       round(ci.low::numeric, 1) AS low, round(ci.high::numeric, 1) AS high
FROM (SELECT rate_agg(first AND done) FILTER (WHERE done) AS of_resolved, rate_agg(first AND done) AS of_all
      FROM (SELECT reassignments = 0 AND reopens = 0 AS first, ended_at <= seen_on AS done FROM ended) AS e) AS s,
     LATERAL (VALUES ('the resolved', of_resolved), ('all tickets', of_all)) AS v(of, r), rate_ci(r) AS ci;
