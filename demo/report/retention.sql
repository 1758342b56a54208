-- The report's second part: how customers come back, from the view "events", a row per purchase.
-- "as_of" is the first day that the rows do not cover; a month that has not ended by then is marked
-- and is in no rate over all cohorts.

-- ---- The figures -----------------------------------------------------------------------------
-- One history per customer: every figure of this part is read from these.
CREATE TEMPORARY TABLE history AS
SELECT customer, activity_agg(at, 'month') AS months, activity_agg(at, 'quarter') AS quarters
FROM events
GROUP BY customer;

CREATE TEMPORARY TABLE cohorts AS
SELECT count(*) AS customers, min(first_period(months)) AS first_month,
       max(first_period(months)) AS last_month,
       count(*) FILTER (WHERE period_count(months) > 1) AS came_back,
       retention_agg(months) AS retention, lifecycle_agg(months) AS lifecycle
FROM history;

CREATE TEMPORARY TABLE triangle AS
SELECT t.* FROM cohorts, retention_table(retention, as_of => :'as_of') AS t;

CREATE TEMPORARY TABLE curve AS
SELECT class, label, position, c.*
FROM cohorts, LATERAL (VALUES
	(1, 'on_or_before', 'within', 'In any month up to it'),
	(2, 'on_or_after', 'later', 'In that month or later'),
	(3, 'on', 'at', 'In that month'),
	(4, 'streak', 'streak', 'In every month up to it')
) AS m(position, mode, class, label), retention_curve(retention, mode, :'as_of') AS c;

CREATE TEMPORARY TABLE flow AS
SELECT l.*, row_number() OVER (ORDER BY period) - 1 AS slot
FROM cohorts, lifecycle_table(lifecycle, :'as_of') AS l;

-- ---- The page --------------------------------------------------------------------------------

SELECT format('<header class="part">
<p class="eyebrow">Retention report</p>
<h1>%s</h1>
<p class="lead">%s customers bought for the first time between %s and %s. By %s, <b>%s%% of them
had bought in a later month, too</b>; the others bought in one month only.</p>
</header>',
              pg_temp.esc(:'shop'), pg_temp.num(customers, 0), to_char(first_month, 'FMMonth YYYY'),
              to_char(last_month, 'FMMonth YYYY'), to_char(date :'as_of' - 1, 'FMDD FMMonth YYYY'),
              pg_temp.num(100.0 * came_back / customers, 1))
FROM cohorts;

-- Headline tiles: the customers, two points of the curve, and the churn of the last whole quarter.
WITH start AS (
	SELECT months, quarters, first_period(months) AS came,
	       period_start(date :'as_of', 'quarter') - interval '3 months' AS quarter
	FROM history
), pair AS (
	SELECT age AS position,
	       CASE age WHEN 1 THEN 'Back the month after' ELSE 'Back in month ' || age END AS head,
	       churn_agg(true, active_in(months, (came + age * interval '1 month')::date)) AS c
	FROM start, unnest('{1,12}'::integer[]) AS age
	WHERE came + (age + 1) * interval '1 month' <= :'as_of'
	GROUP BY age
), figure AS (
	SELECT position, head, pg_temp.num(customers_before(c), 0) || ' customers observed so long' AS counted,
	       retention_rate(c) AS value, ci.low, ci.high
	FROM pair, retention_rate_ci(c) AS ci
	UNION ALL
	SELECT 13, format('Churn in %s', to_char(quarter, '"Q"Q YYYY')),
	       pg_temp.num(customers_before(c), 0) || ' customers of the quarter before', churn_rate(c), ci.low, ci.high
	FROM (SELECT quarter, churn_agg(active_in(quarters, (quarter - interval '3 months')::date),
	                                active_in(quarters, quarter::date)) AS c
	      FROM start
	      GROUP BY quarter) AS s, churn_rate_ci(c) AS ci
), drawn AS (
	SELECT 0 AS position, format('<article class="card tile"><h2>Customers</h2><p class="big">%s</p>
<p class="note">%s purchases<br>%s customers bought in one month only</p></article>',
	              pg_temp.num(customers, 0), pg_temp.num((SELECT count(*) FROM events), 0),
	              pg_temp.num(customers - came_back, 0)) AS html
	FROM cohorts
	UNION ALL
	SELECT position, pg_temp.tile(head, value, '%', 1, low, high, counted, (0, 100, 1)::pg_temp.axis)
	FROM figure
)
SELECT '<section class="grid tiles" aria-label="Headline figures of retention">'
       || string_agg(html, E'\n' ORDER BY position) || '</section>'
FROM drawn;

-- The triangle: a table whose cells are coloured by their rate, and its counts folded away below.
-- The first month, 100 % by definition, is not coloured.
WITH cell AS (
	SELECT *, rate / max(rate) FILTER (WHERE age > 0) OVER () AS share
	FROM triangle
), row AS (
	SELECT cohort, format('<tr><th scope="row">%s</th><td class="number quiet">%s</td>%s</tr>',
	              to_char(cohort, 'Mon YYYY'), pg_temp.num(max(customers), 0),
	              string_agg(format('<td%s style="--share:%s" title="%s of %s customers">%s</td>',
	                                CASE WHEN complete THEN '' ELSE ' class="open"' END,
	                                CASE age WHEN 0 THEN 0 ELSE round(share::numeric, 3) END,
	                                retained, customers,
	                                pg_temp.num(rate, 0) || CASE WHEN complete THEN '' ELSE '*' END),
	                         '' ORDER BY age)) AS html,
	       pg_temp.table_row(to_char(cohort, 'Mon YYYY'),
	                         VARIADIC array_agg(retained || CASE WHEN complete THEN '' ELSE '*' END
	                                            ORDER BY age)) AS counts
	FROM cell
	GROUP BY cohort
), head AS (
	SELECT string_agg(format('<th scope="col">%s</th>', age), '' ORDER BY age) AS html,
	       string_agg(age::text, '|' ORDER BY age) AS heads
	FROM (SELECT DISTINCT age FROM triangle) AS a
), extreme AS (
	SELECT min(rate) AS low, max(rate) AS high, count(DISTINCT cohort) AS cohorts
	FROM triangle
	WHERE age >= 3 AND complete
)
SELECT format('<section class="card trend"><h2>From month 3 on, %s%% to %s%% of a cohort buy in any one month</h2>
<p class="note">Percent of the customers who first bought in a month that buy 1, 2, 3 … months later. %s</p>
<div class="scroll" tabindex="0"><table class="heat dots"><caption></caption><thead><tr><th scope="col">First bought</th>
<th scope="col" class="number">Customers</th>%s</tr></thead><tbody>%s</tbody></table></div>%s</section>',
              pg_temp.num(low, 0), pg_temp.num(high, 0),
              CASE (SELECT bool_and(complete) FROM triangle)
                   WHEN true THEN format('All months shown had ended by %s.', to_char(date :'as_of', 'FMDD FMMonth YYYY'))
                   ELSE format('* The month had not ended by %s, so the figure may still rise.',
                               to_char(date :'as_of', 'FMDD FMMonth YYYY')) END,
              head.html, (SELECT string_agg(html, E'\n' ORDER BY cohort) FROM row),
              pg_temp.folded_table('Customers|' || heads, (SELECT string_agg(counts, '' ORDER BY cohort) FROM row)))
FROM head, extreme;

-- The pooled curve in the four meanings of "retained", from the month after the first.
WITH point AS (
	SELECT *, max(age) OVER () AS ages, max(customers) OVER () AS everybody,
	       pg_temp.axis_over(0, max(rate) OVER ()) AS axis
	FROM curve
	WHERE age > 0
), placed AS (
	SELECT *, pg_temp.down(rate, axis, 240) AS y, round((age - 0.5) * 100 / ages, 2) || '%' AS at
	FROM point
), line AS (
	SELECT position, class, label,
	       format('<polyline class="mode %s" points="%s"/>', class,
	              string_agg(age - 0.5 || ',' || y, ' ' ORDER BY age)) AS html,
	       string_agg(format('<circle class="%s" cx="%s" cy="%s" r="3"><title>Month %s, %s: %s of %s customers, %s%%</title></circle>',
	                         class, at, y, age, lower(label), pg_temp.num(retained, 0),
	                         pg_temp.num(customers, 0), pg_temp.num(rate, 1)), '' ORDER BY age) AS dots
	FROM placed
	GROUP BY position, class, label
), frame AS (
	SELECT DISTINCT ages, axis, everybody FROM point
), x_axis AS (
	SELECT string_agg(pg_temp.words('mid', round((age - 0.5) * 100 / ages, 2) || '%', 262, age::text), '') AS html
	FROM frame, generate_series(1, ages, 2) AS age
), age AS (
	SELECT age, max(customers) AS customers, max(rate) FILTER (WHERE class = 'at') AS at,
	       max(rate) FILTER (WHERE class = 'within') AS within,
	       pg_temp.table_row(age::text, VARIADIC ARRAY[pg_temp.num(max(customers), 0)]
	                         || array_agg(pg_temp.num(rate, 1) ORDER BY position)) AS html
	FROM point
	GROUP BY age
), whole AS (
	SELECT * FROM age WHERE customers = (SELECT everybody FROM frame) ORDER BY age DESC LIMIT 1
)
SELECT format('<div class="grid halves">
<section class="card wide-axis"><h2>%s%% buy again within %s months, but only %s%% in month %2$s itself</h2>
<p class="note">Percent of customers who buy again, by months since the first, in four meanings of “retained”.%4$s
Nothing is known of what came after %5$s: “or later” falls for that reason, too.</p>',
              pg_temp.num(within, 1), age, pg_temp.num(at, 1),
              CASE WHEN ages > age THEN format(' All %s customers up to month %s, fewer in the last %s.',
                                               pg_temp.num(everybody, 0), age, ages - age)
                   ELSE '' END,
              to_char(date :'as_of' - 1, 'FMDD FMMonth YYYY'))
       || format('<ul class="key">%s</ul>
<figure><svg height="284" role="img" aria-labelledby="curve-title curve-desc">
<title id="curve-title">Retention curve in four modes</title>
<desc id="curve-desc">Four lines over the months since the first purchase; the table below holds the numbers.</desc>%s
<svg width="100%%" height="240" viewBox="0 0 %s 240" preserveAspectRatio="none">%s</svg>%s%s%s</svg></figure>%s</section>',
              (SELECT string_agg(format('<li><svg aria-hidden="true">%s</svg>%s</li>',
                                        pg_temp.line('mode ' || class, '0', '100%', '50%', '50%'), label),
                                 '' ORDER BY position) FROM line),
              pg_temp.grid(axis), ages,
              (SELECT string_agg(html, '' ORDER BY position) FROM line),
              (SELECT string_agg(dots, '' ORDER BY position) FROM line), x_axis.html,
              pg_temp.words('end', '100%', 282, 'months since the first purchase'),
              pg_temp.folded_table('Month|Customers|' || (SELECT string_agg(label, '|' ORDER BY position) FROM line),
                                   (SELECT string_agg(html, '' ORDER BY age) FROM age)))
FROM whole, frame, x_axis;

-- The lifecycle: a bar for each month, up what it has, down what it lost.
WITH scaled AS (
	SELECT *, max(slot) OVER () + 1 AS slots,
	       pg_temp.axis_over(-max(churned) OVER (), max(active) OVER ()) AS axis
	FROM flow
), part AS (
	SELECT f.*, p.*, pg_temp.down(upper, axis, 240) AS y,
	       pg_temp.down(upper - n, axis, 240) - pg_temp.down(upper, axis, 240) AS height
	FROM scaled AS f, LATERAL (VALUES
		('retained', 'retained', retained, retained),
		('back', 'reactivated', reactivated, retained + reactivated),
		('new', 'new', new, active),
		('churned', 'churned', churned, 0)
	) AS p(class, label, n, upper)
), bars AS (
	SELECT string_agg(pg_temp.rect(class || CASE WHEN complete THEN '' ELSE ' partial' END,
	                               100 * (slot + 0.12) / slots, 76.0 / slots, y, height,
	                               format('%s: %s %s%s', to_char(period, 'FMMonth YYYY'), pg_temp.num(n, 0), label,
	                                      CASE WHEN complete THEN '' ELSE ', not ended' END)),
	                  '' ORDER BY slot, class) AS html
	FROM part
	WHERE n > 0
), x_axis AS (
	SELECT string_agg(pg_temp.words('mid', round((slot + 0.5) * 100 / slots, 2) || '%', 262,
	                                to_char(period, 'Mon YY')), '') AS html
	FROM scaled
	WHERE slot % 4 = 0
), months AS (
	SELECT string_agg(pg_temp.table_row(to_char(period, 'Mon YYYY') || CASE WHEN complete THEN '' ELSE '*' END,
	                                    VARIADIC ARRAY[pg_temp.num(active, 0), pg_temp.num(new, 0),
	                                    pg_temp.num(retained, 0), pg_temp.num(reactivated, 0),
	                                    pg_temp.num(churned, 0), pg_temp.num(churn_rate, 1),
	                                    pg_temp.num(quick_ratio, 2)]), '' ORDER BY period) AS table_rows,
	       count(*) FILTER (WHERE complete AND slot > 0) AS months,
	       count(*) FILTER (WHERE complete AND slot > 0 AND churned > new + reactivated) AS shrinking,
	       bool_and(complete) AS complete
	FROM flow
), frame AS (
	SELECT DISTINCT axis FROM scaled
)
SELECT format('<section class="card wide-axis"><h2>In %s of %s months more customers left than came or came back</h2>
<p class="note">Customers who buy in a month, and below the line those of the month before who do not. %s</p>
<ul class="key">%s</ul>
<figure><svg height="268" role="img" aria-labelledby="life-title life-desc">
<title id="life-title">Lifecycle of the customers by month</title>
<desc id="life-desc">Stacked bars of new, retained and reactivated customers, and of churned ones below; the table holds the numbers.</desc>%s%s%s</svg></figure>%s</section>
</div>',
              shrinking, months,
              CASE WHEN complete THEN 'All months had ended.' ELSE 'Pale, and * in the table: the month had not ended.' END,
              (SELECT string_agg(format('<li><svg aria-hidden="true"><rect class="%s" width="100%%" height="100%%" rx="2"/></svg>%s</li>',
                                        class, label), '' ORDER BY position)
               FROM (VALUES (1, 'new', 'New'), (2, 'back', 'Reactivated: back after a pause'),
                            (3, 'retained', 'Retained from the month before'),
                            (4, 'churned', 'Churned')) AS k(position, class, label)),
              pg_temp.grid(axis), bars.html, x_axis.html,
              pg_temp.folded_table('Month|Active|New|Retained|Reactivated|Churned|Churn, %|Quick ratio', table_rows))
FROM bars, x_axis, months, frame;
