-- The report's part on what customers do next, how many get to a further purchase and how often they come, from
-- the view "events". A purchase is as large as what was bought on that day; "as_of" as in retention.sql.

-- ---- The figures -----------------------------------------------------------------------------
CREATE TEMPORARY TABLE kind AS
SELECT * FROM (VALUES (1, :'large', 'large'), (2, :'middle', 'middle'), (3, :'small', 'small'),
                      (4, 'no more', 'none')) AS k(rank, step, class);

-- What follows each of the first purchases: the last of these, and what came after it, is at "depth".
CREATE TEMPORARY TABLE next_step AS
SELECT t.position, t.from_step, coalesce(t.to_step, 'no more') AS to_step, t.transitions, t.share, t.median_hours
FROM (SELECT rollup(journey) AS all_journeys
      FROM (SELECT customer, transition_agg(size, at, NULL, 4) AS journey
            FROM baskets GROUP BY customer) AS c) AS s, transition_table(all_journeys) AS t;

-- Seen as of a day on which the time of some is not over, as it is in a business that goes on. Step n is the n-th
-- day with a purchase.
CREATE TEMPORARY TABLE funnel_step AS
SELECT f.*, (ARRAY['First', 'Second', 'Third'])[step] AS name, first_value(customers) OVER own AS everybody,
       first_value(settled) OVER own AS settled_first, customers - settled AS open
FROM (SELECT funnel_agg(chain, :'funnel_as_of'::date) AS all_chains
      FROM (SELECT chain_agg('first_start', at, :funnel_days * interval '1 day', n = 1, n = 2, n = 3) AS chain
            FROM (SELECT customer, at, row_number() OVER (PARTITION BY customer ORDER BY at) AS n
                  FROM (SELECT DISTINCT customer, at FROM events WHERE at < :'funnel_as_of') AS day) AS visit
            GROUP BY customer) AS c) AS s, funnel_table(all_chains) AS f
WINDOW own AS (ORDER BY step);

CREATE TEMPORARY TABLE recent AS
SELECT m.period, m.active AS month_active, w.active AS week_active, row_number() OVER (ORDER BY m.period) - 1 AS slot
FROM (SELECT lifecycle_agg(customer, at, 'day', 29) AS month, lifecycle_agg(customer, at, 'day', 6) AS week
      FROM events) AS s, lifecycle_table(month, :'as_of') AS m JOIN lifecycle_table(week, :'as_of') AS w USING (period)
WHERE m.complete;

CREATE TEMPORARY TABLE habit AS
SELECT h.*
FROM (SELECT stickiness_agg(months, (period_start(:'as_of'::date, 'month') - interval '6 months')::date,
                            period_start(:'as_of'::date, 'month')) AS s FROM history) AS x, stickiness_table(s) AS h;

-- ---- The page --------------------------------------------------------------------------------

SELECT format('<header class="part">
<p class="eyebrow">Journey report</p>
<h1>%s</h1>
<p class="lead">After the first purchase <b>%s%% of %s customers bought no more</b>, after the second %s%%, after
the third %s%%: those who have bought more often are more likely to buy again.</p>
</header>',
              pg_temp.esc(:'shop'), pg_temp.num(left_after[1], 1),
              pg_temp.num((SELECT sum(transitions) FROM next_step WHERE position = 0)::double precision, 0),
              pg_temp.num(left_after[2], 1), pg_temp.num(left_after[3], 1))
FROM (SELECT array_agg(share ORDER BY position) AS left_after
      FROM (SELECT position, 100.0 * sum(transitions) FILTER (WHERE to_step = 'no more') / sum(transitions) AS share
            FROM next_step WHERE position > 0 GROUP BY position) AS p) AS s;

-- A Sankey diagram. A column for each purchase; in it a node for each size, as high as it has customers;
-- between two columns a ribbon for each pair. x: 100 a column, y: pixels.
WITH flow AS (
	SELECT n.position, n.from_step, n.to_step, n.transitions, f.rank AS from_rank, t.rank AS to_rank, f.class
	FROM next_step AS n JOIN kind AS f ON f.step = n.from_step JOIN kind AS t ON t.step = n.to_step
	WHERE n.position BETWEEN 1 AND 3
), node AS (
	SELECT position + 1 AS col, to_step AS step, sum(transitions) AS n FROM next_step WHERE position < 4 GROUP BY 1, 2
), placed AS (
	SELECT col, step, n, rank, class, scale, n * scale AS height,
	       (sum(n) OVER own - n) * scale + (rank - 1) * 8 AS y
	FROM node JOIN kind USING (step), (SELECT 200.0 / max(total) AS scale
	                                   FROM (SELECT sum(n) AS total FROM node GROUP BY col) AS c) AS s
	WINDOW own AS (PARTITION BY col ORDER BY rank)
), ribbon AS (
	SELECT f.*, f.transitions * a.scale AS height,
	       a.y + (sum(f.transitions) OVER leaving - f.transitions) * a.scale AS y_from,
	       b.y + (sum(f.transitions) OVER entering - f.transitions) * a.scale AS y_to
	FROM flow AS f JOIN placed AS a ON a.col = f.position AND a.step = f.from_step
	     JOIN placed AS b ON b.col = f.position + 1 AND b.step = f.to_step
	WINDOW leaving AS (PARTITION BY f.position, f.from_step ORDER BY f.to_rank),
	       entering AS (PARTITION BY f.position, f.to_step ORDER BY f.from_rank)
), ribbons AS (
	SELECT string_agg(format('<path class="flow %1$s" d="M%2$s,%3$s C%4$s,%3$s %4$s,%5$s %6$s,%5$s '
	                         'L%6$s,%7$s C%4$s,%7$s %4$s,%8$s %2$s,%8$s Z">'
	                         '<title>Purchase %9$s, %10$s, then %11$s: %12$s customers</title></path>',
	                         CASE to_step WHEN 'no more' THEN 'none' ELSE class END,
	                         100 * position - 96, round(y_from, 1), 100 * position - 50, round(y_to, 1),
	                         100 * position, round(y_to + height, 1), round(y_from + height, 1),
	                         position, pg_temp.esc(from_step), pg_temp.esc(to_step),
	                         pg_temp.num(transitions, 0)), '' ORDER BY position, from_rank, to_rank) AS html
	FROM ribbon
), nodes AS (
	SELECT string_agg(pg_temp.rect('node ' || class, (col - 1) * 100 / 3.04, 4 / 3.04, y, height,
	                               format('Purchase %s, %s: %s customers', col, pg_temp.esc(step), pg_temp.num(n, 0)))
	                  || CASE WHEN height > 12
	                          THEN pg_temp.words(CASE col WHEN 4 THEN 'end over' ELSE 'over' END,
	                                             CASE col WHEN 4 THEN '98.2%'
	                                                      ELSE round(((col - 1) * 100 + 5.5) / 3.04, 2) || '%' END,
	                                             y + height / 2 + 4, pg_temp.num(n, 0)) ELSE '' END,
	                  '' ORDER BY col, rank) AS html
	FROM placed
), heads AS (
	SELECT string_agg(pg_temp.words(CASE col WHEN 1 THEN '' WHEN 4 THEN 'end' ELSE 'mid' END,
	                                CASE col WHEN 1 THEN '0' WHEN 4 THEN '100%'
	                                         ELSE round(((col - 1) * 100 + 2) / 3.04, 2) || '%' END,
	                                252, (ARRAY['1st purchase', '2nd', '3rd', '4th'])[col]),
	                  '') AS html
	FROM generate_series(1, 4) AS col
), listed AS (
	SELECT string_agg(pg_temp.table_row(position || ': ' || pg_temp.esc(n.from_step), pg_temp.esc(n.to_step),
	                                    pg_temp.num(n.transitions, 0), pg_temp.num(n.share, 1),
	                                    pg_temp.num(n.median_hours / 24, 0)), ''
	                  ORDER BY position, f.rank, t.rank) AS html
	FROM next_step AS n JOIN kind AS f ON f.step = n.from_step JOIN kind AS t ON t.step = n.to_step
	WHERE position > 0
), extreme AS (
	SELECT max(share) FILTER (WHERE from_step = :'small') AS small,
	       max(share) FILTER (WHERE from_step = :'large') AS large
	FROM next_step WHERE position = 1 AND to_step = 'no more'
)
SELECT format('<section class="card trend"><h2>%s%% of those who began small bought no more, %s%% of those who
began large</h2>
<p class="note">The first four purchases of each customer by size, and what followed; a ribbon is as wide as it has
customers.</p>
<ul class="key">%s</ul>
<figure class="sankey"><svg height="258" role="img" aria-labelledby="sankey-title sankey-desc">
<title id="sankey-title">What follows a purchase</title>
<desc id="sankey-desc">A Sankey diagram of the first four purchases; the table below holds its numbers.</desc>
<svg width="100%%" height="232" viewBox="0 0 304 232" preserveAspectRatio="none">%s</svg>%s%s</svg></figure>
%s</section>',
              pg_temp.num(small, 0), pg_temp.num(large, 0),
              (SELECT string_agg(format('<li><svg aria-hidden="true">'
                                        '<rect class="node %s" width="100%%" height="100%%" rx="2"/></svg>%s</li>',
                                        class, pg_temp.esc(step)), '' ORDER BY rank) FROM kind),
              ribbons.html, nodes.html, heads.html,
              pg_temp.folded_table('Purchase|Next|Customers|Percent|Days to it, median', listed.html))
FROM extreme, ribbons, nodes, heads, listed;

-- The funnel. Each step is a bar of all who got to the step before: to the left those whose time is over, who got
-- there or dropped out, with the interval of their share; to the right, 3 % apart, those whose time is not over.
WITH scaled AS (
	SELECT *, 97.0 / everybody AS scale, 97.0 * settled_first / everybody + 3 AS right_at,
	       pg_temp.num(100 * dropped::double precision / nullif(settled + dropped, 0), 0) AS dropped_percent
	FROM funnel_step
), bar AS (
	SELECT step, pg_temp.rect('worth', 0, settled * scale, 0, 24,
	                          format('%s purchase, time over: %s customers', name, pg_temp.num(settled, 0)))
	             || CASE WHEN dropped > 0
	                     THEN pg_temp.rect('dropped', settled * scale, dropped * scale, 0, 24,
	                                       format('Dropped out: %s customers', pg_temp.num(dropped, 0))) ELSE '' END
	             || pg_temp.rect('back', right_at, open * scale, 0, 24,
	                             format('%s purchase, time not over: %s customers', name, pg_temp.num(open, 0)))
	             || CASE WHEN waiting > 0
	                     THEN pg_temp.rect('waiting', right_at + open * scale, waiting * scale, 0, 24,
	                                       format('May still come: %s customers', pg_temp.num(waiting, 0))) ELSE '' END
	             || (SELECT string_agg(pg_temp.line(class, round((low * settled_first * scale / 100)::numeric, 2) || '%',
	                                                round((high * settled_first * scale / 100)::numeric, 2) || '%',
	                                                '12', '12'), '') FROM unnest('{halo,interval}'::text[]) AS class) AS html
	FROM scaled
), described AS (
	SELECT step, CASE WHEN step > 1
	                  THEN format('<b>%s%%</b> of the first (%s)', pg_temp.num(rate_of_first, 1),
	                              pg_temp.span(low, high, 1))
	                  ELSE format('<b>%s</b> customers', pg_temp.num(customers, 0)) END AS rate,
	       concat_ws('', CASE WHEN step > 1 THEN format('<span>%s customers</span>', pg_temp.num(customers, 0)) END,
	                 CASE WHEN step > 2
	                      THEN format('<span>%s%% of the %s (%s)</span>', pg_temp.num(rate_of_previous, 1),
	                                  lower(lag(name) OVER (ORDER BY step)), pg_temp.span(previous_low, previous_high, 1))
	                      END,
	                 CASE WHEN step > 1
	                      THEN format('<span>%s (%s%%) dropped out</span><span>%s may still come</span>'
	                                  '<span>median %s days later</span>',
	                                  pg_temp.num(dropped, 0), dropped_percent, pg_temp.num(waiting, 0),
	                                  pg_temp.num(median_hours / 24, 0))
	                      ELSE format('<span>%s days over: %s</span><span>not over: %s</span>', :funnel_days,
	                                  pg_temp.num(settled, 0), pg_temp.num(open, 0)) END) AS facts
	FROM scaled
), steps AS (
	SELECT string_agg(format('<li><p class="step"><span>%s purchase</span><span>%s</span></p>'
	                         '<svg height="24" aria-hidden="true">%s</svg><p class="facts">%s</p></li>',
	                         name, rate, html, facts), E'\n' ORDER BY step) AS html,
	       string_agg(pg_temp.table_row(name, pg_temp.num(customers, 0), pg_temp.num(waiting, 0),
	                                    pg_temp.num(settled, 0), pg_temp.num(rate_of_first, 1),
	                                    pg_temp.span(low, high, 1), pg_temp.num(rate_of_previous, 1),
	                                    pg_temp.span(previous_low, previous_high, 1), pg_temp.num(dropped, 0),
	                                    pg_temp.num(median_hours / 24, 0), pg_temp.num(p90_hours / 24, 0)), ''
	                  ORDER BY step) AS table_rows
	FROM scaled JOIN bar USING (step) JOIN described USING (step)
), headline AS (
	SELECT max(rate_of_first) FILTER (WHERE step = 2) AS second, max(rate_of_first) FILTER (WHERE step = 3) AS third
	FROM funnel_step
)
SELECT format('<section class="card trend"><h2>Within %s days of the first purchase, %s%% bought again, and %s%% a third time</h2>
<p class="note">As seen on %s. Rates are of those whose time was over by then; those who may still come are
neither counted nor lost.</p>
<ul class="key"><li><svg aria-hidden="true"><rect class="worth" width="100%%" height="100%%"/></svg>Got there</li>
<li><svg aria-hidden="true"><rect class="dropped" width="100%%" height="100%%"/></svg>Dropped out</li>
<li><svg aria-hidden="true">%s</svg>95%% interval</li>
<li><svg aria-hidden="true"><rect class="back" width="100%%" height="100%%"/></svg>Time not over, got there</li>
<li><svg aria-hidden="true"><rect class="waiting" width="100%%" height="100%%"/></svg>Time not over, may still come</li></ul>
<ol class="funnel">%s</ol>%s</section>',
              :funnel_days, pg_temp.num(second, 1), pg_temp.num(third, 1),
              to_char(date :'funnel_as_of', 'FMDD FMMonth YYYY'), pg_temp.line('interval', '0', '100%', '50%', '50%'),
              html, pg_temp.folded_table('Purchase|Customers|Waiting|Time over|% of first|95% interval|% of previous|'
                                         '95% interval|Dropped out|Days since the last, median|90%', table_rows))
FROM steps, headline;

-- Trailing actives, a line a window; and in how many of the last six months customers came.
WITH scaled AS (
	SELECT *, slot + 0.5 AS x, max(slot) OVER () + 1 AS slots, pg_temp.axis_over(0, max(month_active) OVER ()) AS axis
	FROM recent
), lines AS (
	SELECT slots, axis, string_agg(x || ',' || pg_temp.down(month_active, axis, 240), ' ' ORDER BY slot) AS month,
	       string_agg(x || ',' || pg_temp.down(week_active, axis, 240), ' ' ORDER BY slot) AS week
	FROM scaled GROUP BY slots, axis
), x_axis AS (
	SELECT string_agg(pg_temp.words('mid', round(100 * x / slots, 2) || '%', 262, to_char(period, 'Mon YY')),
	                  '') AS html
	FROM scaled WHERE extract(day FROM period) = 1 AND extract(month FROM period) IN (3, 7, 11)
), listed AS (
	SELECT string_agg(pg_temp.table_row(to_char(period, 'FMDD Mon YYYY'), pg_temp.num(month_active, 0),
	                                    pg_temp.num(week_active, 0),
	                                    pg_temp.num(100.0 * week_active / nullif(month_active, 0), 1)), ''
	                  ORDER BY period) AS html
	FROM recent WHERE period + 1 = period_start(period + 1, 'month')
), last AS (
	SELECT * FROM recent ORDER BY period DESC LIMIT 1
)
SELECT format('<div class="grid halves">
<section class="card wide-axis"><h2>%s customers bought in the 30 days to %s, %s in the last seven</h2>
<p class="note">Customers with a purchase in the 30 and in the 7 days that end with each day</p>
<ul class="key"><li><svg aria-hidden="true">%s</svg>30 days</li><li><svg aria-hidden="true">%s</svg>7 days</li></ul>
<figure><svg height="268" role="img" aria-labelledby="trailing-title trailing-desc">
<title id="trailing-title">Trailing actives by day</title>
<desc id="trailing-desc">Two lines; the table below holds the figures at the end of each month.</desc>%s
<svg width="100%%" height="240" viewBox="0 0 %s 240" preserveAspectRatio="none"><polyline class="mode at" points="%s"/>
<polyline class="mode later" points="%s"/></svg>%s</svg></figure>%s</section>',
              pg_temp.num(last.month_active, 0), to_char(last.period, 'FMDD FMMonth YYYY'),
              pg_temp.num(last.week_active, 0),
              pg_temp.line('mode at', '0', '100%', '50%', '50%'), pg_temp.line('mode later', '0', '100%', '50%', '50%'),
              pg_temp.grid(axis), slots, month, week, x_axis.html,
              pg_temp.folded_table('End of|30 days|7 days|Ratio, %', listed.html))
FROM lines, x_axis, listed, last;

WITH scaled AS (
	SELECT *, (190 * share / max(share) OVER ())::numeric AS height,
	       (periods_active - 0.5) * 100 / count(*) OVER () AS x,
	       76.0 / count(*) OVER () AS width
	FROM habit
), bars AS (
	SELECT string_agg(pg_temp.rect('worth', x - width / 2, width, 220 - height, height,
	                               format('%s months: %s customers', periods_active, pg_temp.num(customers, 0)))
	                  || pg_temp.words('mid strong', round(x, 2) || '%', 213 - height, pg_temp.num(share, 1))
	                  || pg_temp.words('mid', round(x, 2) || '%', 240, periods_active::text), ''
	                  ORDER BY periods_active) AS html,
	       string_agg(pg_temp.table_row(periods_active::text, pg_temp.num(customers, 0), pg_temp.num(share, 1),
	                                    pg_temp.num(at_least, 0), pg_temp.num(share_at_least, 1)), ''
	                  ORDER BY periods_active) AS table_rows,
	       max(share_at_least) FILTER (WHERE periods_active = 3) AS often, max(at_least) AS everybody
	FROM scaled
)
SELECT format('<section class="card"><h2>Of %s customers of the last six months, %s%% came in three of them or more</h2>
<p class="note">Percent of the customers by the number of months with a purchase</p>
<figure><svg height="246" role="img" aria-labelledby="habit-title habit-desc">
<title id="habit-title">Months with a purchase</title>
<desc id="habit-desc">A histogram; the table below holds its numbers.</desc>%s%s</svg></figure>%s</section></div>',
              pg_temp.num(everybody, 0), pg_temp.num(often, 1), html, pg_temp.line('zero', '0', '100%', '220', '220'),
              pg_temp.folded_table('Months|Customers|Percent|At least so many|Percent', table_rows))
FROM bars;
