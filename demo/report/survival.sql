-- The report's fourth part: how long customers stay, from the view "stays", a row per customer.

-- ---- The figures -----------------------------------------------------------------------------
-- One state per segment; the colours of the retention curves serve for up to four of them.
CREATE TEMPORARY TABLE segments AS
SELECT *, row_number() OVER (ORDER BY segment) AS position,
       ('{within,later,at,streak}'::text[])[1 + (row_number() OVER (ORDER BY segment) - 1) % 4] AS class,
       max(longest) OVER () AS last_time, min(longest) OVER () AS seen_in_all
FROM (SELECT segment, survival_agg(duration, churned) AS stay, count(*) AS customers,
             count(*) FILTER (WHERE churned) AS churned, max(duration) AS longest
      FROM stays
      GROUP BY segment) AS s;

-- ---- The page --------------------------------------------------------------------------------

SELECT format('<header class="part">
<p class="eyebrow">Churn report</p>
<h1>%s</h1>
<p class="lead">Of %s customers, <b>%s have left</b>. The others are still there, and nobody knows for how long: they
count as long as they were seen.</p>
</header>',
              upper(left(pg_temp.esc(:'company'), 1)) || substr(pg_temp.esc(:'company'), 2),
              pg_temp.num(sum(customers)::double precision, 0), pg_temp.num(sum(churned)::double precision, 0))
FROM segments;

-- The curves: steps with their bands, and a dot with its numbers at each tick.
WITH step AS (
	SELECT position, class, segment, last_time, t, pg_temp.down(100 * survival, axis, 240) AS y,
	       pg_temp.down(100 * k.low, axis, 240) AS y_low, pg_temp.down(100 * k.high, axis, 240) AS y_high,
	       lag(t, 1, 0) OVER own AS t_before,
	       lag(pg_temp.down(100 * k.low, axis, 240), 1, 0) OVER own AS y_low_before
	FROM segments, survival_table(stay) AS k, pg_temp.axis_over(0, 100) AS axis
	WINDOW own AS (PARTITION BY position ORDER BY t)
), curve AS (
	SELECT format('<path class="band %s" d="M0,0 %s %sZ"/>', class,
	              string_agg(format('H%s V%s', t, y_high), ' ' ORDER BY t) FILTER (WHERE y_high IS NOT NULL),
	              string_agg(format('V%s V%s H%s', y_low, y_low_before, t_before), ' ' ORDER BY t DESC)
	                  FILTER (WHERE y_low IS NOT NULL))
	       || format('<path class="mode %s" d="M0,0 %s"/>', class,
	                 string_agg(format('H%s V%s', t, y), ' ' ORDER BY t)) AS html
	FROM step
	GROUP BY position, class
), tick AS (
	SELECT s.position, s.class, s.segment, s.last_time, at, survival_at(stay, at) AS survival, ci.low, ci.high
	FROM segments AS s, generate_series(0, last_time, :stay_tick) AS at, survival_ci(stay, at) AS ci
), dots AS (
	SELECT string_agg(format('<circle class="%s" cx="%s%%" cy="%s" r="3"><title>%s, %s %s: %s%% still there (%s)</title></circle>',
	                         class, round(100.0 * at / last_time, 2),
	                         pg_temp.down(100 * survival, pg_temp.axis_over(0, 100), 240), pg_temp.esc(segment),
	                         pg_temp.esc(:'stay_unit'), at, pg_temp.num(100 * survival, 1),
	                         pg_temp.span(100 * low, 100 * high, 1)), '' ORDER BY position, at) AS html
	FROM tick
	WHERE survival IS NOT NULL AND at > 0
), ticks AS (
	SELECT string_agg(pg_temp.words('mid', round(100.0 * at / last_time, 2) || '%', 262, at::text), '' ORDER BY at) AS labels,
	       string_agg(html, '' ORDER BY at) AS table_rows
	FROM (SELECT at, last_time, pg_temp.table_row(at::text, VARIADIC array_agg(
	                 pg_temp.num(100 * survival, 1) || ' (' || pg_temp.span(100 * low, 100 * high, 1) || ')'
	                 ORDER BY position)) AS html
	      FROM tick
	      GROUP BY at, last_time) AS a
), keys AS (
	SELECT string_agg(format('<li><svg aria-hidden="true">%s</svg>%s</li>',
	                         pg_temp.line('mode ' || class, '0', '100%', '50%', '50%'), pg_temp.esc(segment)),
	                  '' ORDER BY position) AS html,
	       'After|' || string_agg(pg_temp.esc(segment), '|' ORDER BY position) AS heads,
	       max(last_time) AS last_time
	FROM segments
), extreme AS (
	SELECT *, last_value(segment) OVER own AS best, last_value(survival) OVER own AS best_survival
	FROM tick
	WHERE at = 2 * :stay_tick
	WINDOW own AS (ORDER BY survival ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
	ORDER BY survival
	LIMIT 1
), test AS (
	SELECT t.* FROM (SELECT array_agg(stay) AS stays FROM segments) AS s, logrank(VARIADIC stays) AS t
)
SELECT format('<div class="grid halves">
<section class="card wide-axis"><h2>After %s %ss, %s%% of “%s” are still there, and %s%% of “%s”</h2>
<p class="note">Percent still there, by %2$ss since they came; bands: 95%% interval. More than chance: log-rank test, chi-square %7$s
with %8$s degrees of freedom, p %9$s. Whoever stays has time to change the contract, and counts with the last one.</p>',
              at, pg_temp.esc(:'stay_unit'), pg_temp.num(100 * survival, 1), pg_temp.esc(segment),
              pg_temp.num(100 * best_survival, 1), pg_temp.esc(best), pg_temp.num(chi_square, 1), df,
              CASE WHEN p_value < 0.001 THEN '' ELSE '= ' END || pg_temp.p_text(p_value))
       || format('<ul class="key">%s</ul>
<figure><svg height="284" role="img" aria-labelledby="stay-title stay-desc">
<title id="stay-title">Customers still there, by time</title>
<desc id="stay-desc">A falling line of steps with its band for each segment; the table below holds the numbers.</desc>%s
<svg width="100%%" height="240" viewBox="0 0 %s 240" preserveAspectRatio="none">%s</svg>%s%s%s</svg></figure>%s</section>',
              keys.html, pg_temp.grid(pg_temp.axis_over(0, 100)), keys.last_time,
              (SELECT string_agg(html, '') FROM curve), dots.html, ticks.labels,
              pg_temp.words('end', '100%', 282, pg_temp.esc(:'stay_unit') || 's since they came'),
              pg_temp.folded_table(heads, table_rows))
FROM extreme, test, keys, dots, ticks;

-- One figure for each segment: the mean time as a customer, up to a time seen in all of them.
WITH mean AS (
	SELECT s.*, restricted_mean(stay, seen_in_all) AS value, ci.low, ci.high, survival_median(stay) AS median,
	       restricted_mean((SELECT rollup(stay) FROM segments), seen_in_all) AS whole,
	       pg_temp.axis_over(0, seen_in_all) AS axis
	FROM segments AS s, restricted_mean_ci(stay, seen_in_all) AS ci
)
SELECT format('<section class="card"><h2>Within %s %ss, a customer stays %s on average</h2>
<p class="note">Mean %2$ss as a customer within the first %1$s; dashed: all</p>%4$s%5$s</section>
</div>',
              max(seen_in_all), pg_temp.esc(:'stay_unit'), pg_temp.num(max(whole), 1),
              pg_temp.dot_table('', 'Contract', 'Customers', 'Mean',
                                string_agg(pg_temp.dot_row(segment, customers, value, low, high, whole, axis, 1),
                                           '' ORDER BY position), (array_agg(axis))[1]),
              pg_temp.data_table('Contract|Customers|Left|Half have left after',
                                 string_agg(pg_temp.table_row(pg_temp.esc(segment), pg_temp.num(customers, 0),
                                            pg_temp.num(churned, 0), pg_temp.num(median, 0)), '' ORDER BY position)))
FROM mean;

-- Who leaves: by what they pay, and by contract with the odds against all others.
WITH outcome AS (
	SELECT outcome_agg(charge, churned, 1, 11) AS s FROM stays
), band AS (
	SELECT o.*, format('%s to %s', score * :charge_of, (score + 1) * :charge_of) AS label,
	       (SELECT rate(churned) FROM stays) AS whole, pg_temp.axis_over(0, max(high) OVER ()) AS axis
	FROM outcome, outcome_by_score(s) AS o
), extreme AS (
	SELECT (array_agg(label ORDER BY rate DESC NULLS LAST))[1] AS most, max(rate) AS most_rate,
	       (array_agg(label ORDER BY rate))[1] AS least, min(rate) AS least_rate
	FROM band
)
SELECT format('<div class="grid halves">
<section class="card"><h2>Of those who pay %s dollars, %s%% have left; of those who pay %s, %s%%</h2>
<p class="note">Percent who have left, by dollars a month; dashed: all</p>%s</section>',
              most, pg_temp.num(most_rate, 1), least, pg_temp.num(least_rate, 1),
              (SELECT pg_temp.dot_table('', 'Dollars', 'Customers', 'Left, %',
                                        string_agg(pg_temp.dot_row(label, responses, rate, low, high, whole, axis, 1),
                                                   '' ORDER BY score), (array_agg(axis))[1]) FROM band))
FROM extreme;

WITH odds AS (
	SELECT segment, o.*
	FROM (SELECT outcome_agg(position, y.churned, 1, 11) AS s
	      FROM stays AS y JOIN segments USING (segment)) AS t,
	     outcome_by_score(s) AS o JOIN segments ON position = score
)
SELECT format('<section class="card"><h2>“%s”: the odds of leaving are %s times those of the others</h2>
<p class="note">Who has left, by contract, and the odds against all other customers</p>%s</section>
</div>',
              (array_agg(pg_temp.esc(segment) ORDER BY odds_ratio DESC))[1], pg_temp.num(max(odds_ratio), 1),
              pg_temp.data_table('Contract|Customers|Left|Left, %|95% interval|Odds ratio|95% interval',
                                 string_agg(pg_temp.table_row(pg_temp.esc(segment), pg_temp.num(responses, 0),
                                            pg_temp.num(outcomes, 0), pg_temp.num(rate, 1), pg_temp.span(low, high, 1),
                                            pg_temp.num(odds_ratio, 2), pg_temp.span(odds_low, odds_high, 2)),
                                            '' ORDER BY score)))
FROM odds;
