-- What a report reads, and its tables: numbers below a chart, dots with their intervals, cohorts.

-- Rows are read as json, so that a card takes the columns that it knows by name: one that the view does not
-- have is NULL. A row without a period holds what has no valid time: it only counts as invalid.
CREATE FUNCTION cx_report_rows(
	relation regclass, grain text, OUT cells jsonb[], OUT invalid bigint
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT period, to_jsonb(v) AS cells FROM %s AS v
		), recent AS (
			SELECT *, lag(period) OVER (ORDER BY period) AS before
			FROM (SELECT * FROM whole WHERE period IS NOT NULL ORDER BY period DESC LIMIT 36) AS w
		), laid AS (
			SELECT period, 1 AS rank, cells FROM recent
			UNION ALL
			SELECT period, 0, NULL FROM recent
			WHERE before < period - CASE $1 WHEN ''day'' THEN interval ''1 day''
				WHEN ''month'' THEN interval ''1 month''
			                             WHEN ''quarter'' THEN interval ''3 months''
			                                 WHEN ''year'' THEN interval ''1 year''
			                             ELSE interval ''7 days'' END
		)
		SELECT (SELECT array_agg(cells ORDER BY period, rank) FROM laid),
		       (SELECT coalesce(sum((cells ->> ''invalid'')::bigint), 0)::bigint FROM whole)', relation)
		INTO cells, invalid USING grain;
END $$;
COMMENT ON FUNCTION cx_report_rows(regclass, text) IS
'internal: the last 36 periods of a view over time as json, with a NULL where periods are missing between two, and how many rows were invalid in all; NULL over no rows';

CREATE FUNCTION cx_report_column(cells jsonb[], name text) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg((cell ->> name)::double precision ORDER BY i) FROM unnest(cells) WITH ORDINALITY
		AS c(cell, i)
$$;
COMMENT ON FUNCTION cx_report_column(jsonb[], text) IS
'internal: a column of rows read as json; NULL over no rows';

CREATE FUNCTION cx_report_cell(cell jsonb, name text, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN @extschema@.cx_report_number((cell ->> name)::double precision, digits);
COMMENT ON FUNCTION cx_report_cell(jsonb, text, integer) IS
'internal: a column of a row read as json as words; a hyphen for NULL';

CREATE FUNCTION cx_report_most(cells jsonb[], name text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT max((cell ->> name)::double precision) FROM unnest(cells) AS cell
$$;
COMMENT ON FUNCTION cx_report_most(jsonb[], text) IS
'internal: the greatest value of a column of rows read as json; NULL over no rows';

CREATE FUNCTION cx_report_figures(cells jsonb[], name text, digits integer) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_number((cell ->> name)::double precision, digits) ORDER BY i)
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
$$;
COMMENT ON FUNCTION cx_report_figures(jsonb[], text, integer) IS
'internal: a column of rows read as json as words; NULL over no rows';

CREATE FUNCTION cx_report_complete(cells jsonb[]) RETURNS boolean[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(coalesce((cell ->> 'complete')::boolean, true) ORDER BY i)
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
$$;
COMMENT ON FUNCTION cx_report_complete(jsonb[]) IS
'internal: which rows read as json are of a period that has ended; a gap is not marked; NULL over no rows';

CREATE FUNCTION cx_report_labels(cells jsonb[], grain text, short boolean) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_period((cell ->> 'period')::date, grain, short) ORDER BY i)
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
$$;
COMMENT ON FUNCTION cx_report_labels(jsonb[], text, boolean) IS
'internal: the periods of rows read as json as words, NULL for a gap; NULL over no rows';

CREATE FUNCTION cx_report_last(cells jsonb[], before integer DEFAULT NULL) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT i::integer
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
	WHERE cell ->> 'value' IS NOT NULL AND (before IS NULL OR i < before AND (cell ->> 'complete')::boolean)
	ORDER BY coalesce((cell ->> 'complete')::boolean, true) DESC, i DESC
	LIMIT 1
$$;
COMMENT ON FUNCTION cx_report_last(jsonb[], integer) IS
'internal: which of rows read as json is the last with a value whose period has ended, or before another; the last at all if none has ended; NULL over no rows';

-- Numbers, folded away below their chart. A row without a first cell is a gap.
CREATE FUNCTION cx_report_table(heads text[], columns text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT '<details><summary>The numbers as a table</summary><div class="scroll" tabindex="0">'
	       '<table class="data"><thead><tr>'
	       || (SELECT string_agg(format('<th scope="col"%s>%s</th>', CASE WHEN i > 1 THEN ' class="number"'
	           ELSE '' END,
	                                    @extschema@.cx_report_text(head)), '' ORDER BY i)
	           FROM unnest(heads) WITH ORDINALITY AS h(head, i))
	       || '</tr></thead><tbody>'
	       || string_agg(html, '' ORDER BY row) || '</tbody></table></div></details>'
	FROM (SELECT row, '<tr>' || string_agg(format(CASE col WHEN 1 THEN '<th scope="row">%s</th>'
	                                                  ELSE '<td class="number">%s</td>' END,
	                                              @extschema@.cx_report_text(coalesce(columns[(col - 1) *
	                                                  rows + row], '-'))),
	                                       '' ORDER BY col) || '</tr>' AS html
	      FROM (SELECT cardinality(columns) / cardinality(heads) AS rows) AS s,
	           generate_series(1, rows) AS row, generate_series(1, cardinality(heads)) AS col
	      WHERE columns[row] IS NOT NULL
	      GROUP BY row) AS r
$$;
COMMENT ON FUNCTION cx_report_table(text[], text[]) IS
'internal: a table of texts that is folded away, given column by column one after the other; NULL over no rows';

CREATE FUNCTION cx_report_numbers(vals double precision[], digits integer) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_number(v, digits) ORDER BY i) FROM unnest(vals) WITH ORDINALITY
		AS u(v, i)
$$;
COMMENT ON FUNCTION cx_report_numbers(double precision[], integer) IS
'internal: numbers as words; NULL over no rows';

CREATE FUNCTION cx_report_ranges(
	lows double precision[], highs double precision[], digits integer
) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_range(l, h, digits) ORDER BY i)
	FROM unnest(lows, highs) WITH ORDINALITY AS u(l, h, i)
$$;
COMMENT ON FUNCTION cx_report_ranges(double precision[], double precision[], integer) IS
'internal: intervals as words; NULL over no rows';

CREATE FUNCTION cx_report_stars(labels text[], complete boolean[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(label || CASE WHEN c THEN '' ELSE ' (not ended)' END ORDER BY i)
	FROM unnest(labels, complete) WITH ORDINALITY AS u(label, c, i)
$$;
COMMENT ON FUNCTION cx_report_stars(text[], boolean[]) IS
'internal: periods as words that say where one has not ended; NULL over no rows';

-- Chart and table in one: the dots are a column of it. On a narrow page two columns fold into their
-- neighbours. A name longer than 48 characters is cut; the whole of it is shown when pointed at.
CREATE FUNCTION cx_report_dots(
	heads text[], labels text[], counts text[], vals double precision[], lows double precision[],
	highs double precision[], remarks text[], middle double precision, axis numeric[], digits integer
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('<div class="scroll"><table class="dots"><thead><tr><th scope="col">%s</th>'
	              '<th scope="col" class="number wide">%s</th><td></td><th scope="col" class="number">%s</th>'
	              '<th scope="col" class="number wide">95%% interval</th>%s</tr></thead><tbody>%s</tbody>'
	              '<tfoot aria-hidden="true"><tr><td></td><td class="wide"></td><td class="plot">'
	              '<svg class="labels">%s</svg></td><td></td><td class="wide"></td>%s</tr></tfoot></table></div>',
	              @extschema@.cx_report_text(heads[1]), @extschema@.cx_report_text(heads[2]),
	              @extschema@.cx_report_text(heads[3]),
	              '<th scope="col" class="number">' || @extschema@.cx_report_text(heads[4]) || '</th>',
	              string_agg(format('<tr><th scope="row" title="%1$s">%2$s<small class="narrow">%11$s '
	                  '%3$s</small></th>'
	                                '<td class="number quiet wide">%3$s</td><td class="plot">'
	                                '<svg class="row" aria-hidden="true">%4$s%5$s%6$s%7$s</svg></td>'
	                                '<td class="number strong">%8$s<small class="narrow">%9$s</small></td>'
	                                '<td class="number quiet wide">%9$s</td>%10$s</tr>',
	                                @extschema@.cx_report_text(label),
	                                @extschema@.cx_report_text(CASE WHEN length(label) > 48 THEN left(label,
	                                    45) || '...'
	                                                           ELSE label END),
	                                @extschema@.cx_report_text(n), grid.lines,
	                                @extschema@.cx_report_line('middle', @extschema@.cx_report_x(middle,
	                                    axis),
	                                                      @extschema@.cx_report_x(middle, axis), '0', '100%'),
	                                @extschema@.cx_report_line('whisker', @extschema@.cx_report_x(l, axis),
	                                                      @extschema@.cx_report_x(h, axis), '50%', '50%'),
	                                coalesce('<circle class="dot" cx="' || @extschema@.cx_report_x(v, axis)
	                                         || '" cy="50%" r="5"/>', ''),
	                                @extschema@.cx_report_text(@extschema@.cx_report_number(v, digits)),
	                                @extschema@.cx_report_text(@extschema@.cx_report_range(l, h, digits)),
	                                '<td class="number">' || @extschema@.cx_report_text(remark) || '</td>',
	                                @extschema@.cx_report_text(heads[2])), '' ORDER BY i),
	              grid.names, CASE WHEN heads[4] IS NOT NULL THEN '<td></td>' END)
	FROM unnest(labels, counts, vals, lows, highs, remarks) WITH ORDINALITY AS d(label, n, v, l, h, remark,
		i),
	     (SELECT string_agg(@extschema@.cx_report_line('grid', x, x, '0', '100%'), '' ORDER BY tick) AS lines,
	             string_agg(@extschema@.cx_report_label('mid', x, 14,
	                            @extschema@.cx_report_number(tick::double precision,
	                                scale(trim_scale(axis[3])))),
	                        '' ORDER BY tick) FILTER (WHERE tick_no % 2 = 1) AS names
	      FROM generate_series(axis[1], axis[2], axis[3]) WITH ORDINALITY AS t(tick, tick_no),
	           @extschema@.cx_report_x(tick::double precision, axis) AS x) AS grid
	GROUP BY grid.lines, grid.names
$$;
COMMENT ON FUNCTION cx_report_dots(text[], text[], text[], double precision[], double precision[],
	double precision[], text[], double precision, numeric[], integer) IS
'internal: a table of names with their number as text, figure and interval, drawn and written, and a remark for heads of four; NULL over no rows';

-- Cohorts down, ages across, a cell as strongly coloured as its value is high among those after the first.
CREATE FUNCTION cx_report_triangle(
	head text, cohorts date[], grain text, sizes double precision[], ages bigint[], vals double precision[],
	complete boolean[], tips text[], digits integer
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH cell AS (
		SELECT *, greatest(0, v / nullif(max(v) FILTER (WHERE age > 0) OVER (), 0)) AS share
		FROM unnest(cohorts, sizes, ages, vals, complete, tips) AS c(cohort, n, age, v, ended, tip)
	), col AS (
		SELECT age FROM generate_series(0, (SELECT max(age) FROM cell)) AS age
	), line AS (
		SELECT cohort, format('<tr><th scope="row">%s</th><td class="number quiet">%s</td>%s</tr>',
		                      @extschema@.cx_report_text(@extschema@.cx_report_period(cohort, grain,
		                          grain <> 'day')),
		                      @extschema@.cx_report_number(max(n), 0),
		                      string_agg(CASE WHEN v IS NULL THEN '<td class="none"></td>'
		                                 ELSE format('<td%s style="--share:%s" title="%s">%s%s</td>',
		                                             CASE WHEN ended THEN '' ELSE ' class="open"' END,
		                                             CASE age WHEN 0 THEN 0 ELSE round(share::numeric, 3) END,
		                                             @extschema@.cx_report_text(tip),
		                                             @extschema@.cx_report_text(
		                                                 @extschema@.cx_report_number(v, digits)),
		                                             CASE WHEN ended THEN '' ELSE '*' END) END,
		                                 '' ORDER BY age)) AS html
		FROM (SELECT DISTINCT cohort FROM cell) AS c CROSS JOIN col LEFT JOIN cell USING (cohort, age)
		GROUP BY cohort
	)
	SELECT format('<div class="scroll" tabindex="0"><table class="heat"><thead><tr><th scope="col">%s</th>'
	              '<th scope="col" class="number">n</th>%s</tr></thead><tbody>%s</tbody></table></div>',
	              @extschema@.cx_report_text(head),
	              (SELECT string_agg(format('<th scope="col">%s</th>', age), '' ORDER BY age) FROM col),
	              string_agg(html, '' ORDER BY cohort))
	FROM line
	HAVING count(*) > 0
$$;
COMMENT ON FUNCTION cx_report_triangle(text, date[], text, double precision[], bigint[], double precision[],
	boolean[], text[], integer) IS
'internal: a table of cohorts by age, coloured by value; a cell that has not ended has a star; NULL over no rows';
