-- What cx_report draws with: numbers as words, HTML and SVG. Across, a chart is measured in percent of its
-- width, and down in 240 pixels: so it adapts to the page while its text keeps its size. Texts are escaped
-- here, where they become markup, so that no card can forget it; what is markup already is called html or
-- body. All of it is ASCII, signs beyond being written as references: so it installs in any encoding.

-- Control characters are no characters of a page. A minus before a digit becomes a real one.
CREATE FUNCTION cx_report_text(label text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
	replace(replace(replace(replace(replace(
		regexp_replace(label, E'[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]', '', 'g'),
		'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;'),
	'(^|[ (])-(?=[0-9])', '\1&#8722;', 'g');
COMMENT ON FUNCTION cx_report_text(text) IS
'internal: a text as it stands in a report, with & < > " and '' escaped and control characters left out; NULL for NULL';

CREATE FUNCTION cx_report_number(value double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(to_char(round(value::numeric, digits),
	rtrim('FM999,999,999,999,999,990.' || repeat('0', digits), '.')), '-');
COMMENT ON FUNCTION cx_report_number(double precision, integer) IS
'internal: a number as words, rounded to digits after the point; a hyphen for NULL';

CREATE FUNCTION cx_report_range(low double precision, high double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN low IS NULL OR high IS NULL THEN '-'
	ELSE @extschema@.cx_report_number(low, digits) || ' to ' || @extschema@.cx_report_number(high, digits)
		END;
COMMENT ON FUNCTION cx_report_range(double precision, double precision, integer) IS
'internal: an interval as words; a hyphen where an end is NULL';

CREATE FUNCTION cx_report_period(period date, grain text, short boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_char(period::timestamp, CASE grain
	WHEN 'month' THEN CASE WHEN short THEN 'Mon YY' ELSE 'FMMonth YYYY' END
	WHEN 'quarter' THEN CASE WHEN short THEN '"Q"Q YY' ELSE '"Q"Q YYYY' END
	WHEN 'year' THEN 'YYYY'
	WHEN 'day' THEN CASE WHEN short THEN 'FMDD Mon' ELSE 'FMDD FMMonth YYYY' END
	ELSE CASE WHEN short THEN 'FMDD Mon' ELSE '"the week of "FMDD FMMonth YYYY' END END);
COMMENT ON FUNCTION cx_report_period(date, text, boolean) IS
'internal: a period of a grain as words, or short as an axis has it; NULL for NULL';

-- Round steps that hold everything.
CREATE FUNCTION cx_report_axis(low double precision, high double precision) RETURNS numeric[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT ARRAY[floor(a / step) * step, ceil(b / step) * step, step]
	FROM (SELECT a, CASE WHEN a = b THEN a + 1 ELSE b END AS b
	      FROM (SELECT coalesce(low, high, 0)::numeric AS a, coalesce(high, low, 1)::numeric AS b) AS n) AS e,
	     LATERAL (SELECT greatest(b - a, 0.001) / 5 AS least_step) AS s,
	     LATERAL (SELECT min(m * 10 ^ floor(log(least_step))) AS step
	              FROM unnest('{1,2,5,10}'::numeric[]) AS m
	              WHERE m * 10 ^ floor(log(least_step)) >= least_step) AS r
$$;
COMMENT ON FUNCTION cx_report_axis(double precision, double precision) IS
'internal: lowest, highest value and step of an axis that holds both; 0 to 1 for NULL';

CREATE FUNCTION cx_report_y(value double precision, axis numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN round(240 * (axis[2] - value::numeric) / (axis[2] - axis[1]), 1);
COMMENT ON FUNCTION cx_report_y(double precision, numeric[]) IS
'internal: how many of 240 pixels below the top of an axis a value is; NULL for NULL';

CREATE FUNCTION cx_report_x(value double precision, axis numeric[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN round(100 * (value::numeric - axis[1]) / (axis[2] - axis[1]), 2) || '%';
COMMENT ON FUNCTION cx_report_x(double precision, numeric[]) IS
'internal: how many percent of an axis a value is from its start; NULL for NULL';

-- Shapes. NULL anywhere, and nothing is drawn.
CREATE FUNCTION cx_report_line(class text, x1 text, x2 text, y1 text, y2 text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<line class="' || class || '" x1="' || x1 || '" x2="' || x2 || '" y1="' || y1
	|| '" y2="' || y2 || '"/>', '');
COMMENT ON FUNCTION cx_report_line(text, text, text, text, text) IS
'internal: a line of SVG; nothing where an argument is NULL';

CREATE FUNCTION cx_report_rect(
	class text, x numeric, width numeric, y numeric, height numeric, tip text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<rect class="' || class || '" x="' || round(x, 2) || '%" width="' || round(width, 2)
	|| '%" y="' || round(y, 1) || '" height="' || round(height, 1) || '"><title>'
	|| @extschema@.cx_report_text(tip) || '</title></rect>', '');
COMMENT ON FUNCTION cx_report_rect(text, numeric, numeric, numeric, numeric, text) IS
'internal: a bar of SVG, x and width in percent, y and height in pixels, with what it says when pointed at; nothing where an argument is NULL';

CREATE FUNCTION cx_report_label(class text, x text, y numeric, label text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<text class="' || class || '" x="' || x || '" y="' || round(y, 1) || '">'
	|| @extschema@.cx_report_text(label) || '</text>', '');
COMMENT ON FUNCTION cx_report_label(text, text, numeric, text) IS
'internal: a label of SVG; nothing where an argument is NULL';

-- Points with their intervals as a ribbon, joined where no slot between them is empty. The line to a
-- period that has not ended is dashed and its dot hollow; a signal has a ring. A polygon cannot be
-- measured in percent, so the ribbon is in a picture of its own that is stretched.
CREATE FUNCTION cx_report_series(
	axis numeric[], class text, vals double precision[], lows double precision[], highs double precision[],
	complete boolean[], signals boolean[], tips text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH point AS (
		SELECT i - 0.5 AS x, round((i - 0.5) * 100 / cardinality(vals), 2) || '%' AS at,
		       @extschema@.cx_report_y(v, axis) AS y, @extschema@.cx_report_y(l, axis) AS y_low,
		       @extschema@.cx_report_y(h, axis) AS y_high, c, s, tip,
		       i - row_number() OVER (ORDER BY i) AS run
		FROM unnest(vals, lows, highs, complete, signals, tips) WITH ORDINALITY AS p(v, l, h, c, s, tip, i)
		WHERE v IS NOT NULL
	), ribbon AS (
		SELECT run, format('<path d="M%s L%sZ"/>',
		              string_agg(CASE WHEN first THEN x - 0.3 || ',' || y_high || ' ' ELSE '' END
		                         || x || ',' || y_high
		                         || CASE WHEN last THEN ' ' || x + 0.3 || ',' || y_high ELSE '' END, ' '
		                         ORDER BY x),
		              string_agg(CASE WHEN last THEN x + 0.3 || ',' || y_low || ' ' ELSE '' END
		                         || x || ',' || y_low
		                         || CASE WHEN first THEN ' ' || x - 0.3 || ',' || y_low ELSE '' END, ' '
		                         ORDER BY x DESC)) AS html
		FROM (SELECT *, row_number() OVER (PARTITION BY run ORDER BY x) = 1 AS first,
		             row_number() OVER (PARTITION BY run ORDER BY x DESC) = 1 AS last
		      FROM point WHERE y_low IS NOT NULL AND y_high IS NOT NULL) AS p
		GROUP BY run
	)
	SELECT coalesce((SELECT format('<svg class="ribbon %s" width="100%%" height="240" viewBox="0 0 %s 240" '
	                               'preserveAspectRatio="none">%s</svg>',
	                               class, cardinality(vals), string_agg(html, '' ORDER BY run)) FROM ribbon
	                 HAVING count(*) > 0), '')
	       || coalesce(string_agg(@extschema@.cx_report_line(
	                       'mode ' || class || CASE WHEN c IS FALSE THEN ' partial' ELSE '' END,
	                       before_at, at, y_before::text, y::text), '' ORDER BY x), '')
	       || coalesce(string_agg(format('<circle class="%s" cx="%s" cy="%s" '
	           'r="%s"><title>%s</title></circle>',
	                                     class || CASE WHEN s THEN ' signal' ELSE '' END
	                                     || CASE WHEN c IS FALSE THEN ' hollow' ELSE '' END, at, y,
	                                     CASE WHEN cardinality(vals) > 24 THEN 3 ELSE 4 END,
	                                     @extschema@.cx_report_text(tip)), '' ORDER BY x), '')
	FROM (SELECT *, lag(at) OVER own AS before_at, lag(y) OVER own AS y_before
	      FROM point WINDOW own AS (PARTITION BY run ORDER BY x)) AS p
$$;
COMMENT ON FUNCTION cx_report_series(numeric[], text, double precision[], double precision[],
	double precision[], boolean[], boolean[], text[]) IS
'internal: a line of points, one a slot of the chart, with its ribbon; a NULL value is a gap, a NULL interval has no ribbon';

CREATE FUNCTION cx_report_bars(
	axis numeric[], class text, base double precision[], top double precision[], complete boolean[],
	tips text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(string_agg(@extschema@.cx_report_rect(
	           class || CASE WHEN c IS FALSE THEN ' unended' ELSE '' END, (i - 0.88) * 100 / cardinality(top),
	           76.0 / cardinality(top), @extschema@.cx_report_y(greatest(b, t), axis),
	           @extschema@.cx_report_y(least(b, t), axis) - @extschema@.cx_report_y(greatest(b, t), axis),
	               tip),
	           '' ORDER BY i), '')
	FROM unnest(base, top, complete, tips) WITH ORDINALITY AS p(b, t, c, tip, i)
	WHERE b <> t
$$;
COMMENT ON FUNCTION cx_report_bars(numeric[], text, double precision[], double precision[], boolean[],
	text[]) IS
'internal: a bar in each slot of the chart from base to top; none where they are equal or NULL';

-- Steps that fall, and the band around them. Along a time and not in slots: the axis is the whole width.
CREATE FUNCTION cx_report_steps(
	class text, times double precision[], vals double precision[], lows double precision[],
	highs double precision[], axis numeric[], until double precision
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH step AS (
		SELECT i, round((1000 * t / until)::numeric, 1) AS x, @extschema@.cx_report_y(v, axis) AS y,
		       @extschema@.cx_report_y(l, axis) AS y_low, @extschema@.cx_report_y(h, axis) AS y_high,
		       coalesce(lag(round((1000 * t / until)::numeric, 1)) OVER (ORDER BY i), 0) AS x_before,
		       coalesce(lag(@extschema@.cx_report_y(l, axis)) OVER (ORDER BY i), 0) AS y_low_before
		FROM unnest(times, vals, lows, highs) WITH ORDINALITY AS s(t, v, l, h, i)
		WHERE v IS NOT NULL
	)
	SELECT coalesce(CASE WHEN count(y_high + y_low) > 0 THEN
	                format('<path class="band %s" d="M0,0 %s %sZ"/>', class,
	                       string_agg(format('H%s V%s', x, y_high), ' ' ORDER BY i)
	                           FILTER (WHERE y_high IS NOT NULL AND y_low IS NOT NULL),
	                       string_agg(format('V%s V%s H%s', y_low, y_low_before, x_before), ' '
	                           ORDER BY i DESC)
	                           FILTER (WHERE y_high IS NOT NULL AND y_low IS NOT NULL)) END, '')
	       || coalesce(format('<path class="mode %s" d="M0,0 %s"/>', class,
	                          string_agg(format('H%s V%s', x, y), ' ' ORDER BY i)), '')
	FROM step
$$;
COMMENT ON FUNCTION cx_report_steps(text, double precision[], double precision[], double precision[],
	double precision[], numeric[], double precision) IS
'internal: a falling line of steps over a time up to until, in a picture 1000 wide, with its band; NULL values are skipped';

-- The figure around the layers: grid and its labels to the left, slots named below, at most six of them and
-- on a narrow page every other. Below a chart of few labels they are all there.
CREATE FUNCTION cx_report_chart(
	axis numeric[], labels text[], layers text, title text, description text, across text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('<figure><svg height="%s" role="img" aria-label="%s">%s%s%s%s</svg></figure>',
	              CASE WHEN across IS NULL THEN 264 ELSE 282 END,
	              @extschema@.cx_report_text(title || '. ' || description),
	              (SELECT string_agg(@extschema@.cx_report_line(CASE tick WHEN 0 THEN 'zero' ELSE 'grid' END,
	                  '0',
	                                                       '100%', y::text, y::text)
	                                 || @extschema@.cx_report_label('end', '-8', y + 4,
	                                        @extschema@.cx_report_number(tick::double precision,
	                                            scale(trim_scale(axis[3])))), '' ORDER BY tick)
	               FROM generate_series(axis[1], axis[2], axis[3]) AS tick,
	                    @extschema@.cx_report_y(tick::double precision, axis) AS y),
	              layers,
	              (SELECT string_agg(@extschema@.cx_report_label(
	                          CASE WHEN slots > 8 AND i = slots THEN 'end' WHEN slots > 8
	                              AND i = 1 THEN 'start'
	                               ELSE 'mid' END
	                          || CASE WHEN slots > 4 AND (slots - i) / every % 2 = 1 THEN ' roomy'
	                               ELSE '' END,
	                          CASE WHEN slots > 8 AND i = slots THEN '100%' WHEN slots > 8 AND i = 1 THEN '0'
	                               ELSE round((i - 0.5) * 100 / slots, 2) || '%' END, 260, label), ''
	                                   ORDER BY i)
	               FROM (SELECT cardinality(labels)::integer AS slots,
	                            greatest(1, ceil(cardinality(labels) / 6.0))::integer AS every) AS s,
	                    unnest(labels) WITH ORDINALITY AS l(label, i)
	               WHERE (slots - i) % every = 0),
	              @extschema@.cx_report_label('end', '100%', 279, across))
$$;
COMMENT ON FUNCTION cx_report_chart(numeric[], text[], text, text, text, text) IS
'internal: a chart of layers over the grid of an axis, its slots named by labels, what is measured across by across; no such line for NULL';

-- What colours mean. A class of a line is written "line ...", of a dot "dot ...", any other is a box.
CREATE FUNCTION cx_report_key(classes text[], labels text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT '<ul class="key">'
	       || string_agg(format('<li><svg aria-hidden="true">%s</svg>%s</li>', CASE split_part(class, ' ', 1)
	              WHEN 'line' THEN @extschema@.cx_report_line('mode ' || substr(class, 6), '0', '100%',
	                  '50%', '50%')
	              WHEN 'dot' THEN format('<circle class="%s" cx="50%%" cy="50%%" r="4"/>', substr(class, 5))
	              ELSE format('<rect class="%s" width="100%%" height="100%%" rx="2"/>', class) END,
	              @extschema@.cx_report_text(label)), '' ORDER BY i)
	       || '</ul>'
	FROM unnest(classes, labels) WITH ORDINALITY AS k(class, label, i)
	WHERE label IS NOT NULL
$$;
COMMENT ON FUNCTION cx_report_key(text[], text[]) IS
'internal: what the colours of a chart mean; an entry without a label is left out';

-- One bar from end to end, for shares of a whole.
CREATE FUNCTION cx_report_split(classes text[], labels text[], counts double precision[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('<figure class="split"><svg height="26" role="img" aria-label="%s">%s</svg></figure>',
	              @extschema@.cx_report_text(string_agg(label || ' ' || @extschema@.cx_report_number(share,
	                  1) || '%',
	                                                 '; ' ORDER BY i)),
	              string_agg(@extschema@.cx_report_rect(class, start::numeric, share::numeric, 0, 26,
	                                            label || ': ' || @extschema@.cx_report_number(n, 0))
	                         || CASE WHEN share >= 12
	                                 THEN @extschema@.cx_report_label('mid strong on-' || class,
	                                          round((start + share / 2)::numeric, 2) || '%', 18,
	                                          @extschema@.cx_report_number(share, 0) || '%') ELSE '' END,
	                         '' ORDER BY i))
	       || @extschema@.cx_report_key(array_agg(class ORDER BY i),
	              array_agg(label || ': ' || @extschema@.cx_report_number(n, 0) ORDER BY i))
	FROM (SELECT i, class, label, n, 100 * n / nullif(sum(n) OVER (), 0) AS share,
	             100 * (sum(n) OVER (ORDER BY i) - n) / nullif(sum(n) OVER (), 0) AS start
	      FROM unnest(classes, labels, counts) WITH ORDINALITY AS p(class, label, n, i)) AS p
	WHERE share IS NOT NULL
$$;
COMMENT ON FUNCTION cx_report_split(text[], text[], double precision[]) IS
'internal: shares of a whole as one bar; NULL where the counts are 0 or NULL';

CREATE FUNCTION cx_report_ticks(axis numeric[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT string_agg(@extschema@.cx_report_line('grid', x, x, '0', '240')
	                  || @extschema@.cx_report_label(CASE i % 2 WHEN 1 THEN 'mid' ELSE 'mid roomy' END, x,
	                      260,
	                         @extschema@.cx_report_number(tick::double precision,
	                             scale(trim_scale(axis[3])))),
	                  '' ORDER BY i)
	FROM generate_series(axis[1], axis[2], axis[3]) WITH ORDINALITY AS t(tick, i),
	     @extschema@.cx_report_x(tick::double precision, axis) AS x
$$;
COMMENT ON FUNCTION cx_report_ticks(numeric[]) IS
'internal: grid and labels of an axis that goes across, below a chart without slots';

-- Words that all cards have.
CREATE FUNCTION cx_report_during(period text, grain text, ended boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE grain WHEN 'day' THEN 'on ' ELSE 'in ' END || period || CASE WHEN ended THEN '' ELSE ' so far'
	END;
COMMENT ON FUNCTION cx_report_during(text, text, boolean) IS
'internal: when a figure is of, as the end of a sentence; NULL for no period';

CREATE FUNCTION cx_report_between(low double precision, high double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN low IS NULL OR high IS NULL THEN '' ELSE
	', between ' || @extschema@.cx_report_number(low, digits) || ' and '
		|| @extschema@.cx_report_number(high, digits)
	|| ' with 95% confidence' END;
COMMENT ON FUNCTION cx_report_between(double precision, double precision, integer) IS
'internal: an interval as the end of a sentence; nothing where an end is NULL';

CREATE FUNCTION cx_report_count(counted double precision, things text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN @extschema@.cx_report_number(counted, 0) || ' '
	|| CASE counted WHEN 1 THEN regexp_replace(things, 's$', '') ELSE things END;
COMMENT ON FUNCTION cx_report_count(double precision, text) IS
'internal: so many things, the word without its s for one';

CREATE FUNCTION cx_report_invalid(invalid bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN invalid > 0 THEN @extschema@.cx_report_count(invalid, 'rows') || ' could not be used.' END;
COMMENT ON FUNCTION cx_report_invalid(bigint) IS
'internal: how many rows were left out as invalid, as a sentence; NULL for none';

CREATE FUNCTION cx_report_words(column_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN upper(left(column_name, 1)) || replace(substr(column_name, 2), '_', ' ');
COMMENT ON FUNCTION cx_report_words(text) IS
'internal: the name of a column or a table as a heading; NULL for NULL';
