-- A one-page customer-experience report: HTML and SVG written by SQL, with no tool but psql.
--
--   psql -X -f report.sql -o report.html
--
-- It reads the tables that load.sql made and leaves nothing behind in the database. To report on data
-- of yours, change the settings, the views "answers", "ratings", "events", "baskets", "stays" and "requests" and the
-- sources in the footer; the parts in report/ can be taken out one by one.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
\pset format unaligned
\pset tuples_only on
\pset pager off

\set title 'San Francisco International Airport, the shop CDNOW, a telephone company, and an IT support desk'
\set subject 'the airport'
\set few_answers 60
\set significance 0.05
\set margins '[{"A": 16.6, "B": 7.5, "C": 8.3, "D": 20.2, "E": 9.0, "F": 23.1, "G": 15.3}, {"weekday": 71.4, "weekend": 28.6}]'
\set rated '{restaurants,shops,signs,walkways,screens,clean boarding areas,clean restrooms,safety}'
\set shop 'CDNOW'
\set as_of 1998-07-01
\set horizon_days 365
\set annual_discount 0.10
\set most_valuable 10
\set small '1 CD'
\set middle '2 or 3 CDs'
\set large '4 CDs or more'
\set held_out_weeks 39
\set funnel_as_of 1997-06-01
\set funnel_days 90
\set company 'a telephone company'
\set stay_unit month
\set charge_of 10
\set stay_tick 12
\set desk 'an IT support desk'
\set seen_on 2016-03-10
\set open_hours 'UTC; Mon-Fri 08:00-18:00'

BEGIN ISOLATION LEVEL REPEATABLE READ;
-- To compile hundreds of small expressions takes longer than to run each once.
SET LOCAL jit = off;

CREATE TEMPORARY VIEW answers AS
SELECT interview_date AS day, boarding_area AS area, recommend, csat_overall AS satisfaction,
       ease_security AS ease, weight,
       CASE WHEN extract(isodow FROM interview_date) > 5 THEN 'weekend' ELSE 'weekday' END AS day_type
FROM survey;

CREATE TEMPORARY VIEW events AS
SELECT customer, purchased AS at, amount
FROM purchases;

CREATE TEMPORARY VIEW baskets AS
SELECT customer, purchased AS at,
       CASE WHEN sum(cds) >= 4 THEN :'large' WHEN sum(cds) >= 2 THEN :'middle' ELSE :'small' END AS size
FROM purchases
GROUP BY customer, purchased;

CREATE TEMPORARY VIEW stays AS
SELECT contract AS segment, tenure_months AS duration, churned, floor(monthly_charge / :charge_of) AS charge
FROM telco;

CREATE TEMPORARY VIEW requests AS
SELECT 'Priority ' || priority AS segment, opened_at AS opened, coalesce(resolved_at, closed_at) AS resolved,
       first_action_at AS first_action, made_sla
FROM tickets;

CREATE TEMPORARY VIEW ratings AS
SELECT respondent % 20 AS part, csat_overall AS satisfaction,
       ARRAY[food, stores, signs, walkways, screens, boarding_cleanliness, restroom_cleanliness, safety] AS ratings
FROM survey;

-- ---- The figures -----------------------------------------------------------------------------
-- One small state per day and area: every figure of the report is read from these.
CREATE TEMPORARY TABLE states AS
SELECT day, area, count(*) AS people,
       nps_agg(recommend) AS recommend,
       csat_agg(satisfaction) AS satisfaction,
       score_agg(ease, 1, 5) AS ease,
       weighted_score_agg(recommend, weight, 0, 10) AS weighted
FROM answers
GROUP BY day, area;

CREATE TEMPORARY TABLE total AS
SELECT sum(people) AS people, min(day) AS first_day, max(day) AS last_day,
       count(DISTINCT day) AS days, count(DISTINCT area) AS areas,
       rollup(recommend) AS recommend, rollup(satisfaction) AS satisfaction,
       rollup(ease) AS ease, rollup(weighted) AS weighted
FROM states;

-- Weights from margins of ours, for which the states would need areas and days of the week together.
CREATE TEMPORARY TABLE raked AS
SELECT weighted_score_agg(recommend, factor, 0, 10) AS recommend
FROM answers JOIN (SELECT cell[1] AS area, cell[2] AS day_type, factor
                   FROM (SELECT cell_agg(ARRAY[area, day_type]) AS cells FROM answers) AS s,
                        rake(cells, :'margins')) AS r USING (area, day_type);

CREATE TEMPORARY TABLE by_area AS
SELECT area, rollup(recommend) AS recommend, rollup(satisfaction) AS satisfaction,
       rollup(ease) AS ease
FROM states
GROUP BY area;

CREATE TEMPORARY TABLE by_day AS
WITH day AS (
	SELECT day, string_agg(area, ', ' ORDER BY area) AS areas, count(*) AS area_count,
	       rollup(recommend) AS recommend
	FROM states
	GROUP BY day
	HAVING responses(rollup(recommend)) > 0
)
SELECT day, day - min(day) OVER () AS slot, areas, area_count,
       responses(recommend) AS n, nps(recommend) AS nps, ci.low, ci.high,
       nps(rollup(recommend) OVER last_week) AS nps_7_days
FROM day, nps_ci(recommend) AS ci
WINDOW last_week AS (ORDER BY day RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW);

-- The dots of every dot-and-whisker table, with the value of the whole beside them.
CREATE TEMPORARY TABLE dot AS
SELECT 'nps' AS figure, area AS label, responses(a.recommend) AS n, nps(a.recommend) AS value,
       ci.low, ci.high, nps(t.recommend) AS whole
FROM by_area AS a, total AS t, nps_ci(a.recommend) AS ci
UNION ALL
SELECT 'csat', area, responses(a.satisfaction), csat(a.satisfaction), ci.low, ci.high,
       csat(t.satisfaction)
FROM by_area AS a, total AS t, csat_ci(a.satisfaction) AS ci
UNION ALL
SELECT 'ease', area, responses(a.ease), ces(a.ease), ci.low, ci.high, ces(t.ease)
FROM by_area AS a, total AS t, ces_ci(a.ease) AS ci
UNION ALL
SELECT 'weights', 'As answered', responses(recommend), nps(recommend), ci.low, ci.high, NULL
FROM total, nps_ci(recommend) AS ci
UNION ALL
SELECT 'weights', 'Weighted', effective_responses(weighted), nps(weighted), ci.low, ci.high, NULL
FROM total, nps_ci(weighted) AS ci
UNION ALL
SELECT 'weights', 'Raked', effective_responses(recommend), nps(recommend), ci.low, ci.high, NULL
FROM raked, nps_ci(recommend) AS ci;

-- Every pair of areas, the higher one first; Holm's correction keeps the risk of one false alarm
-- among all the pairs at the level of a single test.
CREATE TEMPORARY TABLE pair AS
SELECT c.b AS higher, c.a AS lower, c.change, c.low, c.high, c.p_value, c.p_adjusted AS p_holm
FROM (SELECT array_agg(area ORDER BY nps(recommend), area) AS areas,
             array_agg(recommend ORDER BY nps(recommend), area) AS states
      FROM by_area
      WHERE responses(recommend) > 0) AS a, nps_compare(areas, states) AS c;

-- ---- The page --------------------------------------------------------------------------------

\ir report/charts.sql

SELECT format('<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Customer experience: %s</title>', pg_temp.esc(:'title'));

\ir report/style.sql

SELECT format('<body>
<main>
<header>
<p class="eyebrow">Customer experience report</p>
<h1>%s</h1>
<p class="lead">%s people were interviewed in %s boarding areas, %s to %s. Asked how likely they are
to recommend %s, 0 to 10, <b>%s of %s are promoters (9 or 10) and %s are detractors (0 to 6)</b>:
a Net Promoter Score of %s.</p>
</header>',
              pg_temp.esc(:'title'), pg_temp.num(people, 0), areas,
              to_char(first_day, 'FMDD FMMonth'), to_char(last_day, 'FMDD FMMonth YYYY'),
              pg_temp.esc(:'subject'), pg_temp.num(promoters(recommend), 0),
              pg_temp.num(responses(recommend), 0), pg_temp.num(detractors(recommend), 0),
              pg_temp.num(nps(recommend), 1))
FROM total;

-- Headline tiles: a figure, its interval, and where both lie on the whole scale.
WITH tile AS (
	SELECT 1 AS position, 'Net Promoter Score' AS head, '' AS unit, 1 AS digits,
	       responses(recommend) AS n, nps(recommend) AS value, ci.low, ci.high,
	       (-100, 100, 1)::pg_temp.axis AS axis
	FROM total, nps_ci(recommend) AS ci
	UNION ALL
	SELECT 2, 'Satisfied overall (CSAT)', '%', 1,
	       responses(satisfaction), csat(satisfaction), ci.low, ci.high, (0, 100, 1)::pg_temp.axis
	FROM total, csat_ci(satisfaction) AS ci
	UNION ALL
	SELECT 3, 'Ease of passing security', ' of 5', 2,
	       responses(ease), ces(ease), ci.low, ci.high, (1, 5, 1)::pg_temp.axis
	FROM total, ces_ci(ease) AS ci
), drawn AS (
	SELECT position, pg_temp.tile(head, value, unit, digits, low, high,
	                              pg_temp.num(n, 0) || ' answers', axis) AS html
	FROM tile
	UNION ALL
	SELECT 4, format('<article class="card tile"><h2>Respondents</h2><p class="big">%s</p>
<p class="note">%s (%s%%) answered the recommendation question<br>%s days, %s boarding areas</p></article>',
	                 pg_temp.num(people, 0), pg_temp.num(responses(recommend), 0),
	                 pg_temp.num(100.0 * responses(recommend) / people, 1), days, areas)
	FROM total
)
SELECT '<section class="grid tiles" aria-label="Headline figures">'
       || string_agg(html, E'\n' ORDER BY position) || '</section>'
FROM drawn;

-- Who recommends: one bar in three parts, and what the survey weights change.
WITH part AS (
	SELECT position, category, label, n, 100.0 * n / responses(recommend) AS share,
	       100.0 * (sum(n) OVER (ORDER BY position) - n) / responses(recommend) AS start
	FROM total, LATERAL (VALUES
		(1, 'detractor', 'Detractors, 0 to 6', detractors(recommend)),
		(2, 'passive', 'Passives, 7 and 8', passives(recommend)),
		(3, 'promoter', 'Promoters, 9 and 10', promoters(recommend))
	) AS p(position, category, label, n)
), bar AS (
	SELECT string_agg(pg_temp.rect(category, start, share, 0, 46, label || ': ' || n)
	                  || CASE WHEN share >= 12
	                          THEN pg_temp.words('mid strong on-' || category,
	                                             round(start + share / 2, 2) || '%', 28,
	                                             pg_temp.num(share, 1) || '%')
	                          ELSE '' END, '' ORDER BY position) AS html,
	       string_agg(format('<li><svg aria-hidden="true"><rect class="%s" width="100%%" height="100%%" rx="2"/>'
	                         '</svg>%s: <b>%s</b></li>', category, label, pg_temp.num(n, 0)),
	                  '' ORDER BY position) AS legend,
	       string_agg(format('%s %s%%', label, pg_temp.num(share, 1)), '; ' ORDER BY position) AS words
	FROM part
)
SELECT format('<div class="grid halves">
<section class="card"><h2>%s promoters for every detractor</h2>
<p class="note">How likely are you to recommend %s, 0 to 10?</p>
<figure><svg height="46" role="img" aria-labelledby="split-title split-desc">
<title id="split-title">Detractors, passives and promoters</title><desc id="split-desc">%s.</desc>%s</svg></figure>
<ul class="key">%s</ul>%s</section>',
              pg_temp.num(promoters(recommend)::double precision / nullif(detractors(recommend), 0), 1),
              pg_temp.esc(:'subject'), words, html, legend,
              pg_temp.figure_table('weights', 'With the survey’s weights, which undo that some groups '
                                              'were interviewed more than their share; and with weights '
                                              'raked to areas and days of the week',
                                   'Sample', 'Effective answers', 'NPS', 1))
FROM total, bar;

-- How the scores are spread.
WITH spread AS (
	SELECT score, d.responses AS n, d.share, nps_category(score) AS category,
	       (score + 0.5) * 100 / 11 AS x, (190 * d.share / max(d.share) OVER ())::numeric AS height
	FROM total, score_distribution(recommend) AS d
), bars AS (
	SELECT string_agg(pg_temp.rect(category, x - 3.8, 7.6, 220 - height, height,
	                               format('%s: %s answers', score, n))
	                  || pg_temp.words('mid strong', x || '%', 213 - height, pg_temp.num(share, 1))
	                  || pg_temp.words('mid', x || '%', 240, score::text), '' ORDER BY score) AS html,
	       string_agg(pg_temp.table_row(score::text, category, pg_temp.num(n, 0), pg_temp.num(share, 1)),
	                  '' ORDER BY score DESC) AS table_rows,
	       sum(share) FILTER (WHERE score = 10) AS top, sum(share) FILTER (WHERE score < 5) AS bottom
	FROM spread
)
SELECT format('<section class="card"><h2>%s%% gave a 10, %s%% less than 5</h2>
<p class="note">Percent of answers at each score</p>
<figure><svg height="246" role="img" aria-labelledby="spread-title spread-desc">
<title id="spread-title">Distribution of the scores 0 to 10</title>
<desc id="spread-desc">A histogram; the table below holds its numbers.</desc>%s%s</svg></figure>%s</section>
</div>',
              pg_temp.num(top, 1), pg_temp.num(bottom, 1), html,
              pg_temp.line('zero', '0', '100%', '220', '220'),
              pg_temp.folded_table('Score|Category|Answers|Percent', table_rows))
FROM bars;

-- NPS by area, and beside it the pairs whose difference survives the correction; the rest are
-- folded away.
SELECT '<div class="grid halves">'
       || pg_temp.area_card('nps', 'Area %s is recommended most, area %s least',
                            'Net Promoter Score by boarding area', 'NPS', 1);

WITH scaled AS (
	SELECT *, p_holm < :significance AS sure,
	       pg_temp.axis_over(least(0, min(low) OVER ()), max(high) OVER ()) AS axis
	FROM pair
), listed AS (
	SELECT sure, pg_temp.pair_table(string_agg(pg_temp.pair_row(
	                 higher || ' over ' || lower, change, low, high, p_value, p_holm, axis),
	                 '' ORDER BY p_value), (array_agg(axis))[1]) AS html
	FROM scaled
	GROUP BY sure
), counted AS (
	SELECT count(*) FILTER (WHERE p_holm < :significance) AS sure, count(*) AS pairs FROM pair
)
SELECT format('<section class="card"><h2>%s of %s differences between areas are more than chance</h2>
<p class="note">Differences of NPS whose p value is under %s after Holm’s correction for %2$s comparisons</p>%4$s',
              sure, pairs, :significance, (SELECT html FROM listed WHERE sure))
       || coalesce(format('<details><summary>The other %s pairs</summary>', pairs - sure)
                   || (SELECT html FROM listed WHERE NOT sure) || '</details>', '')
       || '</section>'
FROM counted
WHERE pairs > 0;

-- CSAT and ease by area.
SELECT '</div><div class="grid halves">'
       || pg_temp.area_card('csat', 'Satisfaction is highest in area %s, lowest in %s',
                            'Satisfied overall, percent (4 or 5 of 5)', 'CSAT', 1)
       || pg_temp.area_card('ease', 'Security is easiest in area %s, hardest in %s',
                            'Ease of passing security, mean of 1 to 5', 'Mean', 2)
       || '</div>';

\ir report/drivers.sql

-- The trend: dots and ribbon by day, the last seven days as a line, the answers as bars below.
-- "run" numbers the stretches of days without a gap; nothing is drawn across a gap.
WITH scaled AS (
	SELECT *, slot + 0.5 AS x, slot - row_number() OVER (ORDER BY slot) AS run,
	       max(slot) OVER () + 1 AS slots, 44.0 * n / max(n) OVER () AS bar,
	       pg_temp.axis_over(min(low) OVER (), max(high) OVER ()) AS axis
	FROM by_day
), point AS (
	SELECT *, round(100 * x / slots, 2) || '%' AS at, pg_temp.down(nps, axis, 240) AS y,
	       pg_temp.down(low, axis, 240) AS y_low, pg_temp.down(high, axis, 240) AS y_high,
	       pg_temp.down(nps_7_days, axis, 240) AS y_week,
	       CASE WHEN n < :few_answers THEN 'few' ELSE 'dot' END AS dot
	FROM scaled
), frame AS (
	SELECT DISTINCT slots, axis, first_day, nps(recommend) AS whole FROM point, total
), x_axis AS (
	SELECT string_agg(pg_temp.words('mid', round((day + 0.5) * 100 / slots, 2) || '%', 334,
	                                to_char(first_day + day, 'FMDD Mon')), '') AS html
	FROM frame, generate_series(0, slots - 1, 7) AS day
), run AS (
	SELECT format('<path class="ribbon" d="M%s L%sZ"/><polyline class="week" points="%s"/>',
	              string_agg(format('%s,%s %s,%2$s', x - 0.3, y_high, x + 0.3), ' L' ORDER BY slot),
	              string_agg(format('%s,%s %s,%2$s', x + 0.3, y_low, x - 0.3), ' L' ORDER BY slot DESC),
	              string_agg(x || ',' || y_week, ' ' ORDER BY slot)) AS html
	FROM point
	GROUP BY run
), days AS (
	SELECT string_agg(format('<circle class="%s" cx="%s" cy="%s" r="%s"><title>%s, areas %s: NPS %s (%s)</title></circle>',
	                         dot, at, y, CASE dot WHEN 'few' THEN 4 ELSE 5 END,
	                         to_char(day, 'FMDD FMMonth'), pg_temp.esc(areas), pg_temp.num(nps, 1),
	                         pg_temp.span(low, high, 1))
	                  || pg_temp.rect('count', 100 * (x - 0.32) / slots, 64.0 / slots, 314 - bar, bar,
	                                  n || ' answers')
	                  || pg_temp.words('mid roomy', at, 309 - bar, n::text), '' ORDER BY slot) AS html,
	       string_agg(pg_temp.table_row(to_char(day, 'FMDD FMMonth'), pg_temp.esc(areas), n::text,
	                                    pg_temp.num(nps, 1), pg_temp.span(low, high, 1),
	                                    pg_temp.num(nps_7_days, 1)), '' ORDER BY slot) AS table_rows,
	       count(*) AS days, count(*) FILTER (WHERE area_count = 1) AS days_with_one_area,
	       count(*) FILTER (WHERE whole BETWEEN low AND high) AS days_in_line
	FROM point JOIN frame USING (slots)
)
SELECT format('<section class="card trend"><h2>On %s of %s days the interval holds the NPS of the whole period, %s</h2>
<p class="note">NPS by day. Read it with care: interviewers visit a few areas a day (one only on %s of %2$s days),
so a part of the movement is the difference between areas.</p>',
              days_in_line, days, pg_temp.num(whole, 1), days_with_one_area)
       || format('<ul class="key">
<li><svg aria-hidden="true"><circle class="dot" cx="50%%" cy="50%%" r="5"/></svg>Day</li>
<li><svg aria-hidden="true"><circle class="few" cx="50%%" cy="50%%" r="4"/></svg>Day with fewer than %s answers</li>
<li><svg aria-hidden="true"><rect class="ribbon" width="100%%" height="100%%"/></svg>95%% interval</li>
<li><svg aria-hidden="true">%s</svg>Last seven days</li>
<li><svg aria-hidden="true">%s</svg>Whole period</li>
<li><svg aria-hidden="true"><rect class="count" x="30%%" width="40%%" height="100%%"/></svg>Answers</li></ul>',
              :few_answers, pg_temp.line('week', '0', '100%', '50%', '50%'),
              pg_temp.line('whole', '0', '100%', '50%', '50%'))
       || format('<figure><svg height="340" role="img" aria-labelledby="trend-title trend-desc">
<title id="trend-title">Net Promoter Score by day</title>
<desc id="trend-desc">Dots with a confidence ribbon; the table below holds the numbers.</desc>%s%s
<svg width="100%%" height="240" viewBox="0 0 %s 240" preserveAspectRatio="none">%s</svg>%s%s%s</svg></figure>%s</section>',
              pg_temp.grid(axis), pg_temp.line('whole', '0', '100%', down::text, down::text), slots,
              (SELECT string_agg(html, '') FROM run), days.html, x_axis.html,
              pg_temp.line('zero', '0', '100%', '314', '314'),
              pg_temp.folded_table('Day|Areas|Answers|NPS|95% interval|Last seven days', table_rows))
FROM frame, x_axis, days, pg_temp.down(whole, axis, 240) AS down;

\ir report/retention.sql
\ir report/journey.sql
\ir report/value.sql
\ir report/survival.sql
\ir report/service.sql

SELECT format('<footer><dl>
<div><dt>Net Promoter Score</dt><dd>Percent of answers 9 and 10 less percent of answers 0 to 6. Interval: adjusted Wald,
which adds ¾ of a promoter, 1½ passives and ¾ of a detractor.</dd></div>
<div><dt>CSAT</dt><dd>Percent of answers 4 and 5 on a scale of 1 to 5. Interval: Wilson.</dd></div>
<div><dt>Ease</dt><dd>Mean answer, 1 difficult to 5 easy. Interval: Student’s t.</dd></div>
<div><dt>Differences</dt><dd>z test on the adjusted counts; Holm’s step-down correction over all pairs.</dd></div>
<div><dt>Weights</dt><dd>Effective answers after Kish: the square of the sum of weights over the sum of their squares. The
weighted interval uses those of Korn and Graubard, which have the error by linearisation. Raked: weights whose sums are shares
of areas and of weekdays, by iterative proportional fitting.</dd></div>
<div><dt>Drivers</dt><dd>Johnson’s relative weights: the part of R² that is each rating’s, in percent of R², over those who
gave all ratings. Interval: jackknife over 20 parts, Student’s t.</dd></div>
<div><dt>Blank answers</dt><dd>Left out of each figure, so every figure has its own number of answers.</dd></div>
<div><dt>Retention</dt><dd>Percent of the customers who first bought in a month who buy in the n-th month after it; pooled, over
all cohorts for which that month has ended. Interval: Wilson.</dd></div>
<div><dt>Churn</dt><dd>Percent of the customers of one period who buy nothing in the next. A customer churns in the first period
without a purchase and may be reactivated in a later one. Interval: Wilson.</dd></div>
<div><dt>Quick ratio</dt><dd>New and reactivated customers for every one who churned.</dd></div>
<div><dt>Next steps</dt><dd>What each customer bought on the next day with a purchase, whenever that was; “no more” is up to
the day of the report. Sizes are of all that was bought on a day.</dd></div>
<div><dt>Funnel</dt><dd>Customers count from their first purchase on, and in rates when their days are over, whether they came
again or not. Interval: Wilson. Times within 1%%.</dd></div>
<div><dt>Trailing actives</dt><dd>Customers with a purchase in the 30, or 7, days that end with a day, that
day included.</dd></div>
<div><dt>Value</dt><dd>Purchases to expect from BG/NBD, times the amount to expect from gamma-gamma, each discounted from its own
day. Revenue, without what the customer brought before. Maximum likelihood; intervals from the Hessian.</dd></div>
<div><dt>Still there</dt><dd>Kaplan-Meier: those who have not left count up to the time they were last seen. Interval: Greenwood’s
variance, symmetric for the logarithm.</dd></div>
<div><dt>Who leaves</dt><dd>Percent who have left so far, with Wilson’s interval. Odds ratio: against all other customers,
with Woolf’s interval; 1 is no difference.</dd></div>
<div><dt>Time of tickets</dt><dd>Mean exact, median and quantiles within 1%%. “Still open” is Kaplan-Meier over the tickets: those
that are open count up to the day of the report. SLA: Wilson’s interval.</dd></div>
</dl>
<p>Data: San Francisco International Airport customer survey, May 2018, DataSF; Open Data Commons Public Domain Dedication and
License (PDDL). CDNOW sample of one customer in ten, 1997 to 1998; P. S. Fader, B. G. S. Hardie, <cite>Forecasting Repeat Sales at
CDNOW</cite>, Interfaces 31 (2001). Telco Customer Churn, IBM sample data, Apache License 2.0. Incident management process
enriched event log, C. A. L. Amaral, M. Fantinato, S. M. Peres, UCI Machine Learning Repository, CC BY 4.0; condensed to one
row per ticket. Computed in PostgreSQL %s by cx_metrics%s, the survey from %s states of %s answers.</p></footer>
</main>
</body>
</html>', current_setting('server_version_num')::integer / 10000,
              coalesce(' ' || (SELECT extversion FROM pg_extension WHERE extname = 'cx_metrics'), ''),
              count(*), pg_temp.num(sum(people)::double precision, 0))
FROM states;

ROLLBACK;
