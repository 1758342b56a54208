-- The report's part on what drives satisfaction, from the view "ratings": parts of about equal size, the overall
-- score, and an array of ratings, whose names are in "rated". Importance beside performance: what stands above and
-- to the left matters and is rated low.

CREATE TEMPORARY TABLE driver AS
SELECT d.*, r_squared(whole) AS r_squared, rows_left_out(whole) AS left_out, avg(mean) OVER () AS middle,
       100.0 / count(*) OVER () AS equal, row_number() OVER (ORDER BY share DESC) AS rank
FROM (SELECT array_agg(s) AS parts, rollup(s) AS whole
      FROM (SELECT driver_agg(satisfaction, ratings) AS s FROM ratings GROUP BY part) AS p) AS v,
     relative_weights(parts, :'rated') AS d;

-- A label stands to the right of its dot, or to the left where there is no room; in the middle of the chart by turns.
WITH scaled AS (
	SELECT *, pg_temp.axis_over(min(mean) OVER (), max(mean) OVER ()) AS across,
	       pg_temp.axis_over(0, max(high) OVER ()) AS up
	FROM driver
), point AS (
	SELECT *, pg_temp.across(mean, across) AS x, pg_temp.down(share, up, 240) AS y,
	       CASE WHEN mean > (across).high - 0.3 * ((across).high - (across).low)
	                 OR (mean > (across).low + 0.3 * ((across).high - (across).low) AND rank % 2 = 1)
	            THEN 'end' ELSE '' END AS side
	FROM scaled
), dots AS (
	SELECT string_agg(pg_temp.line('whisker', x, x,
	                               pg_temp.down(low, up, 240)::text, pg_temp.down(high, up, 240)::text)
	                  || format('<circle class="dot" cx="%s" cy="%s" r="5"><title>%s: mean %s, %s%% of R²</title></circle>',
	                            x, y, pg_temp.esc(driver), pg_temp.num(mean, 2), pg_temp.num(share, 1))
	                  || format('<svg x="%s" y="%s">%s</svg>', x, y,
	                            pg_temp.words('strong ' || side, CASE side WHEN 'end' THEN '-10' ELSE '10' END, 4,
	                                          pg_temp.esc(driver))), '' ORDER BY rank) AS html,
	       string_agg(pg_temp.table_row(pg_temp.esc(driver), pg_temp.num(mean, 2), pg_temp.num(correlation, 2),
	                                    pg_temp.num(coefficient, 2), pg_temp.num(share, 1), pg_temp.span(low, high, 1)),
	                  '' ORDER BY rank) AS table_rows,
	       string_agg(pg_temp.esc(driver), ', ' ORDER BY rank)
	           FILTER (WHERE share > equal AND mean < middle) AS first_to_mend,
	       (array_agg(pg_temp.esc(driver) ORDER BY rank))[1] AS top, max(share) AS top_share, count(*) AS drivers
	FROM point
), frame AS (
	SELECT DISTINCT across, up, middle, equal, r_squared, responses, left_out FROM point
), x_axis AS (
	SELECT string_agg(pg_temp.line('grid', pg_temp.across(tick, across), pg_temp.across(tick, across), '0', '240')
	                  || pg_temp.words('mid', pg_temp.across(tick, across), 258,
	                                   pg_temp.tick_text(tick, across)), '') AS html
	FROM frame, pg_temp.ticks(across) AS tick
)
SELECT format('<section class="card trend"><h2>Of what %s ratings explain, %s have the largest share, %s%%</h2>
<p class="note">Importance (percent of R², up) beside performance (mean rating, 1 to 5, across), with 95%% intervals. All together
explain %s%% of how satisfaction varies. Dashed: an equal share, and the mean of all ratings. Important and rated below it: %s.
%s passengers rated all; %s did not and are left out.</p>',
              drivers, top, pg_temp.num(top_share, 1), pg_temp.num(100 * r_squared, 1), coalesce(first_to_mend, 'none'),
              pg_temp.num(responses, 0), pg_temp.num(left_out, 0))
       || format('<figure><svg height="282" role="img" aria-labelledby="drivers-title drivers-desc">
<title id="drivers-title">Importance and performance of %s ratings</title>
<desc id="drivers-desc">A dot for each rating; the table below holds the numbers.</desc>%s%s%s%s%s%s</svg></figure>%s</section>',
              drivers, x_axis.html, pg_temp.grid(up),
              pg_temp.line('whole', '0', '100%',
                           pg_temp.down(equal, up, 240)::text, pg_temp.down(equal, up, 240)::text),
              pg_temp.line('whole', pg_temp.across(middle, across), pg_temp.across(middle, across), '0', '240'),
              pg_temp.words('mid', '50%', 278, 'mean rating'), dots.html,
              pg_temp.folded_table('Rating|Mean|Correlation|Points for one point|Share of R²|95% interval', table_rows))
FROM dots, frame, x_axis;
