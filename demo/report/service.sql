-- The report's fifth part: how long a service desk takes, from the view "requests", a row per ticket.

-- ---- The figures -----------------------------------------------------------------------------
CREATE TEMPORARY TABLE desk AS
SELECT count(*) AS tickets, min(opened)::date AS first_day, max(opened)::date AS last_day,
       timestamp :'seen_on' AS seen_on,
       duration_agg(opened, resolved) FILTER (WHERE resolved <= timestamp :'seen_on') AS resolved,
       survival_agg(opened, resolved, timestamp :'seen_on') AS with_open,
       backlog_agg(opened, resolved, 'day') AS backlog
FROM requests;

CREATE TEMPORARY TABLE stock AS
SELECT b.*, period - min(period) OVER () AS slot, max(period) OVER () - min(period) OVER () + 1 AS slots
FROM desk, backlog_table(backlog, as_of => :'seen_on') AS b;

-- ---- The page --------------------------------------------------------------------------------

SELECT format('<header class="part">
<p class="eyebrow">Support report</p>
<h1>%s</h1>
<p class="lead">Of %s tickets opened from %s to %s, <b>%s were still open on %s</b>. They count as long as they had
lasted.</p>
</header>',
              upper(left(pg_temp.esc(:'desk'), 1)) || substr(pg_temp.esc(:'desk'), 2), pg_temp.num(tickets, 0),
              to_char(first_day, 'FMDD FMMonth'), to_char(last_day, 'FMDD FMMonth YYYY'),
              pg_temp.num(tickets - duration_count(resolved), 0), to_char(seen_on, 'FMDD FMMonth'))
FROM desk;

-- The backlog: what came up, what was resolved down, and what is open at the end of each day as a line.
WITH scaled AS (
	SELECT *, pg_temp.axis_over(-max(resolved) OVER (), max(greatest(opened, open_at_end)) OVER ()) AS axis
	FROM stock
), part AS (
	SELECT s.*, p.*, pg_temp.down(upper, axis, 240) AS y,
	       pg_temp.down(upper - n, axis, 240) - pg_temp.down(upper, axis, 240) AS height
	FROM scaled AS s, LATERAL (VALUES
		('count', 'opened', opened, opened),
		('retained', 'resolved', resolved, 0)
	) AS p(class, label, n, upper)
), bars AS (
	SELECT string_agg(pg_temp.rect(class, 100 * (slot + 0.12) / slots, 76.0 / slots, y, height,
	                               format('%s: %s %s', to_char(period, 'FMDD FMMonth'), pg_temp.num(n, 0), label)),
	                  '' ORDER BY slot, class) AS html
	FROM part
	WHERE n > 0
), line AS (
	SELECT string_agg(slot + 0.5 || ',' || pg_temp.down(open_at_end, axis, 240), ' ' ORDER BY slot) AS points,
	       string_agg(format('<circle class="at" cx="%s%%" cy="%s" r="4"><title>%s: %s open at the end</title></circle>',
	                         round((slot + 0.5) * 100 / slots, 2), pg_temp.down(open_at_end, axis, 240),
	                         to_char(period, 'FMDD FMMonth'), pg_temp.num(open_at_end, 0)), '' ORDER BY slot) AS dots,
	       string_agg(pg_temp.words('mid', round((slot + 0.5) * 100 / slots, 2) || '%', 262, to_char(period, 'FMDD Mon')),
	                  '' ORDER BY slot) FILTER (WHERE slot % 2 = 0) AS x_axis,
	       string_agg(pg_temp.table_row(to_char(period, 'Dy FMDD FMMonth'), pg_temp.num(opened, 0),
	                                    pg_temp.num(resolved, 0), pg_temp.num(open_at_end, 0)), '' ORDER BY slot) AS table_rows,
	       max(slots) AS slots, (array_agg(axis))[1] AS axis,
	       (array_agg(period ORDER BY open_at_end DESC, slot))[1] AS worst_day, max(open_at_end) AS worst,
	       (array_agg(period ORDER BY slot DESC))[1] AS last_day, (array_agg(open_at_end ORDER BY slot DESC))[1] AS last
	FROM scaled
)
SELECT format('<div class="grid halves">
<section class="card wide-axis"><h2>The backlog reaches %s on %s, and is %s on %s</h2>
<p class="note">Tickets opened, above, and resolved, below, by day; and what is open at the end of the day.</p>
<ul class="key"><li><svg aria-hidden="true"><rect class="count" width="100%%" height="100%%" rx="2"/></svg>Opened</li>
<li><svg aria-hidden="true"><rect class="retained" width="100%%" height="100%%" rx="2"/></svg>Resolved</li>
<li><svg aria-hidden="true">%s</svg>Open at the end</li></ul>',
              pg_temp.num(worst, 0), to_char(worst_day, 'FMDD FMMonth'), pg_temp.num(last, 0),
              to_char(last_day, 'FMDD FMMonth'), pg_temp.line('mode at', '0', '100%', '50%', '50%'))
       || format('<figure><svg height="268" role="img" aria-labelledby="backlog-title backlog-desc">
<title id="backlog-title">Backlog by day</title>
<desc id="backlog-desc">Bars of opened and resolved tickets and a line of those open; the table holds the numbers.</desc>%s%s
<svg width="100%%" height="240" viewBox="0 0 %s 240" preserveAspectRatio="none"><polyline class="mode at" points="%s"/></svg>%s%s</svg></figure>%s</section>',
                 pg_temp.grid(axis), bars.html, slots, points, dots, x_axis,
                 pg_temp.folded_table('Day|Opened|Resolved|Open at the end', table_rows))
FROM line, bars;

-- How long: the share still open, and the medians without and with the open ones.
WITH step AS (
	SELECT t, pg_temp.down(100 * k.survival, axis, 240) AS y, pg_temp.down(100 * k.low, axis, 240) AS y_low,
	       pg_temp.down(100 * k.high, axis, 240) AS y_high, lag(t, 1, 0) OVER own AS t_before,
	       lag(pg_temp.down(100 * k.low, axis, 240), 1, 0) OVER own AS y_low_before
	FROM desk, survival_table(with_open) AS k, pg_temp.axis_over(0, 100) AS axis
	WHERE k.churned > 0
	WINDOW own AS (ORDER BY t)
), curve AS (
	SELECT format('<path class="band within" d="M0,0 %s %sZ"/><path class="mode within" d="M0,0 %s"/>',
	              string_agg(format('H%s V%s', round(t::numeric, 4), y_high), ' ' ORDER BY t),
	              string_agg(format('V%s V%s H%s', y_low, y_low_before, round(t_before::numeric, 4)), ' ' ORDER BY t DESC),
	              string_agg(format('H%s V%s', round(t::numeric, 4), y), ' ' ORDER BY t)) AS html,
	       ceil(max(t)) AS days
	FROM step
), dots AS (
	SELECT string_agg(format('<circle class="within" cx="%s%%" cy="%s" r="3"><title>After %s days: %s%% still open (%s)</title></circle>',
	                         round((100 * day / days)::numeric, 2), pg_temp.down(100 * survival, pg_temp.axis_over(0, 100), 240),
	                         day, pg_temp.num(100 * survival, 1), pg_temp.span(100 * low, 100 * high, 1)), '' ORDER BY day) AS html,
	       string_agg(pg_temp.words('mid', round((100 * day / days)::numeric, 2) || '%', 262, day::text), '' ORDER BY day) AS labels,
	       string_agg(pg_temp.table_row(day::text, pg_temp.num(100 * survival, 1),
	                                    pg_temp.span(100 * low, 100 * high, 1)), '' ORDER BY day) AS table_rows
	FROM desk, curve, generate_series(1, days::integer - 1) AS day,
	     LATERAL (SELECT survival_at(with_open, day) AS survival) AS s, survival_ci(with_open, day) AS ci
)
SELECT format('<section class="card wide-axis"><h2>Half of the tickets take %s hours; of those resolved by then, half took %s</h2>
<p class="note">Percent still open, by days since they were opened; band: 95%% interval. The slow ones are those still open, so
a median of the resolved alone is too short.</p>
<figure><svg height="284" role="img" aria-labelledby="open-title open-desc">
<title id="open-title">Tickets still open, by time</title>
<desc id="open-desc">A falling line of steps with its band; the table below holds the numbers.</desc>%s
<svg width="100%%" height="240" viewBox="0 0 %s 240" preserveAspectRatio="none">%s</svg>%s%s%s</svg></figure>%s</section>
</div>',
              pg_temp.num(24 * survival_median(with_open), 0), pg_temp.num(median_hours(resolved), 0),
              pg_temp.grid(pg_temp.axis_over(0, 100)), days, curve.html, dots.html, labels,
              pg_temp.words('end', '100%', 282, 'days since they were opened'),
              pg_temp.folded_table('Days|Still open, %|95% interval', table_rows))
FROM desk, curve, dots;

-- The SLA by segment, and the hours of the clock beside those of work.
WITH sla AS (
	SELECT segment, rate_agg(made_sla) AS s FROM requests GROUP BY segment
), drawn AS (
	SELECT segment, trials(s) AS n, rate(s) AS value, ci.low, ci.high,
	       rate((SELECT rollup(s) FROM sla)) AS whole, pg_temp.axis_over(0, 100) AS axis
	FROM sla, rate_ci(s) AS ci
)
SELECT format('<div class="grid halves">
<section class="card"><h2>%s%% of the tickets met their SLA</h2>
<p class="note">Percent of tickets, as the desk counts; dashed: all</p>%s</section>',
              pg_temp.num(max(whole), 1),
              pg_temp.dot_table('', 'Segment', 'Tickets', 'Percent',
                                string_agg(pg_temp.dot_row(segment, n, value, low, high, whole, axis, 1), '' ORDER BY segment),
                                (array_agg(axis))[1]))
FROM drawn;

WITH step AS (
	SELECT 1 AS position, 'To the first action' AS wait, opened, first_action AS until FROM requests
	UNION ALL
	SELECT 2, 'To the end', opened, resolved FROM requests
), state AS (
	SELECT position, wait, duration_agg(opened, until) FILTER (WHERE until >= opened) AS clock,
	       duration_agg(business_elapsed(opened, until, :'open_hours')) FILTER (WHERE until >= opened) AS working
	FROM step
	GROUP BY position, wait
), figure AS (
	SELECT position, n, pg_temp.table_row(wait || label, pg_temp.num(duration_count(d), 0), pg_temp.num(mean_hours(d), 1),
	                                      pg_temp.num(median_hours(d), 1), pg_temp.num(quantile_hours(d, 0.9), 1)) AS html, d
	FROM state, LATERAL (VALUES (1, '', clock), (2, ', in working hours', working)) AS v(n, label, d)
)
SELECT format('<section class="card"><h2>The mean is %s times the median: look at both</h2>
<p class="note">Hours, of all tickets as they came out in the end; working hours: %s. A first action that was written down
before the opening is left out.</p>%s</section>
</div>',
              pg_temp.num((SELECT mean_hours(d) / median_hours(d) FROM figure WHERE position = 2 AND n = 1), 0),
              pg_temp.esc(:'open_hours'),
              pg_temp.data_table('Hours|Tickets|Mean|Median|90% within',
                                 (SELECT string_agg(html, '' ORDER BY position, n) FROM figure)));
