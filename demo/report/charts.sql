-- What the report draws with: temporary functions that turn numbers into HTML and SVG. Across, a
-- chart is measured in percent of its width, and down in pixels: so it adapts to the page's width
-- while its text keeps its size.

-- Text. A label from the data never becomes markup.
CREATE FUNCTION pg_temp.esc(label text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT replace(replace(replace(replace(replace(label,
	       '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')
$$;

CREATE FUNCTION pg_temp.num(value double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(replace(to_char(round(value::numeric, digits),
	                                rtrim('FM999,999,990.' || repeat('0', digits), '.')),
	                        '-', '−'), '–')
$$;

CREATE FUNCTION pg_temp.span(low double precision, high double precision, digits integer)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN low IS NULL THEN '–'
	            ELSE pg_temp.num(low, digits) || ' to ' || pg_temp.num(high, digits) END
$$;

CREATE FUNCTION pg_temp.p_text(p double precision) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN p < 0.001 THEN '&lt; 0.001' ELSE pg_temp.num(p, 3) END
$$;

-- Shapes. NULL anywhere, and nothing is drawn.
CREATE FUNCTION pg_temp.line(class text, x1 text, x2 text, y1 text, y2 text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce('<line class="' || class || '" x1="' || x1 || '" x2="' || x2
	                || '" y1="' || y1 || '" y2="' || y2 || '"/>', '')
$$;

CREATE FUNCTION pg_temp.rect(class text, x numeric, width numeric, y numeric, height numeric,
                             tip text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(format('<rect class="%s" x="%s%%" width="%s%%" y="%s" height="%s"><title>%s</title></rect>',
	                       class, round(x, 2), round(width, 2), round(y, 1), round(height, 1), tip), '')
$$;

CREATE FUNCTION pg_temp.words(class text, x text, y numeric, words text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(format('<text class="%s" x="%s" y="%s">%s</text>', class, x, round(y, 1), words), '')
$$;

-- Axes: round steps that hold everything; a place on one as percent across or pixels down.
CREATE TYPE pg_temp.axis AS (low numeric, high numeric, step numeric);

CREATE FUNCTION pg_temp.axis_over(low double precision, high double precision)
RETURNS pg_temp.axis LANGUAGE sql IMMUTABLE AS $$
	SELECT (floor(low::numeric / step) * step,
	        greatest(ceil(high::numeric / step), floor(low::numeric / step) + 1) * step,
	        step)::pg_temp.axis
	FROM (SELECT greatest((high - low)::numeric, 0.001) / 5 AS least_step) AS s,
	     LATERAL (SELECT min(m * 10 ^ floor(log(least_step))) AS step
	              FROM unnest('{1,2,5,10}'::numeric[]) AS m
	              WHERE m * 10 ^ floor(log(least_step)) >= least_step) AS r
$$;

CREATE FUNCTION pg_temp.ticks(axis pg_temp.axis) RETURNS SETOF double precision
LANGUAGE sql IMMUTABLE AS $$
	SELECT generate_series(axis.low, axis.high, axis.step)::double precision
$$;

CREATE FUNCTION pg_temp.tick_text(tick double precision, axis pg_temp.axis) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT pg_temp.num(tick, scale(trim_scale(axis.step)))
$$;

CREATE FUNCTION pg_temp.across(value double precision, axis pg_temp.axis) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT round(100 * (value::numeric - axis.low) / (axis.high - axis.low), 2) || '%'
$$;

CREATE FUNCTION pg_temp.down(value double precision, axis pg_temp.axis, height integer)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT round(height * (axis.high - value::numeric) / (axis.high - axis.low), 1)
$$;

-- A headline: a figure, its interval, and where both lie on the whole scale.
CREATE FUNCTION pg_temp.tile(head text, value double precision, unit text, digits integer,
                             low double precision, high double precision, counted text,
                             axis pg_temp.axis) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT format('<article class="card tile"><h2>%s</h2>
<p class="big">%s<small>%s</small></p><p class="note">95%% interval %s<br>%s</p>
<div class="gauge"><svg aria-hidden="true">%s%s%s%s%s</svg></div></article>',
	              head, pg_temp.num(value, digits), unit, pg_temp.span(low, high, digits), counted,
	              pg_temp.line('track', '0', '100%', '9', '9'),
	              pg_temp.line('spread', pg_temp.across(low, axis), pg_temp.across(high, axis), '9', '9'),
	              coalesce('<circle class="dot" cx="' || pg_temp.across(value, axis) || '" cy="9" r="5"/>', ''),
	              pg_temp.words('', '0', 31, pg_temp.tick_text((axis).low, axis)),
	              pg_temp.words('end', '100%', 31, pg_temp.tick_text((axis).high, axis)))
$$;

-- The grid of a chart that measures down, 240 pixels high, with its labels to the left.
CREATE FUNCTION pg_temp.grid(axis pg_temp.axis) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(pg_temp.line(CASE tick WHEN 0 THEN 'zero' ELSE 'grid' END, '0', '100%', y::text, y::text)
	                  || pg_temp.words('end', '-10', y + 4, pg_temp.tick_text(tick, axis)), '')
	FROM pg_temp.ticks(axis) AS tick, pg_temp.down(tick, axis, 240) AS y
$$;

-- A dot with its interval, over the grid and a mark at "whole"; and the labels under a column of them.
CREATE FUNCTION pg_temp.whisker(value double precision, low double precision,
                                high double precision, whole double precision,
                                axis pg_temp.axis) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT '<svg class="row" aria-hidden="true">'
	       || (SELECT string_agg(pg_temp.line('grid', pg_temp.across(tick, axis),
	                                          pg_temp.across(tick, axis), '0', '100%'), '')
	           FROM pg_temp.ticks(axis) AS tick)
	       || pg_temp.line('whole', pg_temp.across(whole, axis), pg_temp.across(whole, axis),
	                       '0', '100%')
	       || pg_temp.line('whisker', pg_temp.across(low, axis), pg_temp.across(high, axis),
	                       '50%', '50%')
	       || coalesce('<circle class="dot" cx="' || pg_temp.across(value, axis)
	                   || '" cy="50%" r="5"/>', '')
	       || '</svg>'
$$;

CREATE FUNCTION pg_temp.axis_labels(axis pg_temp.axis) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT '<svg class="labels" aria-hidden="true">'
	       || string_agg(pg_temp.words(CASE WHEN (n % 2) = 1 THEN 'mid' ELSE 'mid wide' END,
	                                   pg_temp.across(tick, axis), 14,
	                                   pg_temp.tick_text(tick, axis)), '')
	       || '</svg>'
	FROM pg_temp.ticks(axis) WITH ORDINALITY AS t(tick, n)
$$;

-- Tables. A dot table is chart and table in one: the whiskers are a column of it. On a narrow page
-- two columns fold into their neighbours.
CREATE FUNCTION pg_temp.dot_row(label text, n double precision, value double precision,
                                low double precision, high double precision,
                                whole double precision, axis pg_temp.axis, digits integer)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT format('<tr><th scope="row">%1$s<small class="narrow">n %2$s</small></th>'
	              '<td class="number quiet wide">%2$s</td><td class="plot">%3$s</td>'
	              '<td class="number strong">%4$s<small class="narrow">%5$s</small></td>'
	              '<td class="number quiet wide">%5$s</td></tr>',
	              pg_temp.esc(label), pg_temp.num(n, 0),
	              pg_temp.whisker(value, low, high, whole, axis),
	              pg_temp.num(value, digits), pg_temp.span(low, high, digits))
$$;

CREATE FUNCTION pg_temp.dot_table(caption text, label_head text, n_head text, value_head text,
                                  dot_rows text, axis pg_temp.axis) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT format('<table class="dots"><caption>%s</caption><thead><tr><th scope="col">%s</th>'
	              '<th scope="col" class="number wide">%s</th><td></td>'
	              '<th scope="col" class="number">%s</th>'
	              '<th scope="col" class="number wide">95%% interval</th></tr></thead>'
	              '<tbody>%s</tbody><tfoot aria-hidden="true"><tr><td></td><td class="wide"></td>'
	              '<td class="plot">%s</td><td></td><td class="wide"></td></tr></tfoot></table>',
	              caption, label_head, n_head, value_head, dot_rows, pg_temp.axis_labels(axis))
$$;

CREATE FUNCTION pg_temp.table_row(first text, VARIADIC others text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT '<tr><th scope="row">' || first || '</th>'
	       || string_agg('<td class="number">' || other || '</td>', '' ORDER BY n) || '</tr>'
	FROM unnest(others) WITH ORDINALITY AS o(other, n)
$$;

-- A table of numbers, heads as 'Day|Answers|...'; and one that is folded away under its chart.
CREATE FUNCTION pg_temp.data_table(heads text, table_rows text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT '<div class="scroll" tabindex="0"><table class="data"><thead><tr>'
	       || string_agg(CASE n WHEN 1 THEN '<th scope="col">' ELSE '<th scope="col" class="number">' END
	                     || head || '</th>', '' ORDER BY n)
	       || '</tr></thead><tbody>' || table_rows || '</tbody></table></div>'
	FROM string_to_table(heads, '|') WITH ORDINALITY AS h(head, n)
$$;

CREATE FUNCTION pg_temp.folded_table(heads text, table_rows text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT '<details><summary>The numbers as a table</summary>' || pg_temp.data_table(heads, table_rows)
	       || '</details>'
$$;

-- A dot table of one figure, and the card of a figure by area: its heading names the extremes.
CREATE FUNCTION pg_temp.figure_table(wanted text, caption text, label_head text, n_head text,
                                     value_head text, digits integer) RETURNS text
LANGUAGE sql STABLE AS $$
	SELECT pg_temp.dot_table(caption, label_head, n_head, value_head,
	                         string_agg(pg_temp.dot_row(label, n, value, low, high, whole, axis, digits),
	                                    '' ORDER BY label),
	                         (array_agg(axis))[1])
	FROM (SELECT *, pg_temp.axis_over(min(low) OVER (), max(high) OVER ()) AS axis
	      FROM dot
	      WHERE figure = wanted) AS scaled
$$;

CREATE FUNCTION pg_temp.area_card(wanted text, heading text, note text, value_head text,
                                  digits integer) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT format('<section class="card"><h2>%s</h2><p class="note">%s; dashed: all areas</p>%s</section>',
	              format(heading, pg_temp.esc((array_agg(label ORDER BY value DESC NULLS LAST))[1]),
	                     pg_temp.esc((array_agg(label ORDER BY value))[1])),
	              note, pg_temp.figure_table(wanted, '', 'Area', 'Answers', value_head, digits))
	FROM dot
	WHERE figure = wanted
$$;

-- The table of pairs is a dot table with two p values instead of a count.
CREATE FUNCTION pg_temp.pair_row(label text, change double precision, low double precision,
                                 high double precision, p double precision,
                                 p_holm double precision, axis pg_temp.axis) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT format('<tr><th scope="row">%1$s</th><td class="plot">%2$s</td>'
	              '<td class="number strong">%3$s<small class="narrow">%4$s</small></td>'
	              '<td class="number quiet wide">%4$s</td><td class="number quiet wide">%5$s</td>'
	              '<td class="number">%6$s</td></tr>',
	              pg_temp.esc(label), pg_temp.whisker(change, low, high, 0, axis),
	              pg_temp.num(change, 1), pg_temp.span(low, high, 1), pg_temp.p_text(p),
	              pg_temp.p_text(p_holm))
$$;

CREATE FUNCTION pg_temp.pair_table(pair_rows text, axis pg_temp.axis) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT format('<div class="scroll"><table class="dots"><thead><tr><th scope="col">Areas</th><td></td>'
	              '<th scope="col" class="number">NPS points</th>'
	              '<th scope="col" class="number wide">95%% interval</th>'
	              '<th scope="col" class="number wide">p</th><th scope="col" class="number">p, Holm</th>'
	              '</tr></thead><tbody>%s</tbody><tfoot aria-hidden="true"><tr><td></td><td class="plot">%s</td>'
	              '<td></td><td class="wide"></td><td class="wide"></td><td></td></tr></tfoot></table></div>',
	              pair_rows, pg_temp.axis_labels(axis))
$$;
