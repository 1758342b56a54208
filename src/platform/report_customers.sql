-- Cards of a report over customers: who is active, who came back, what they bring, how long they stay, and
-- how far they get.

CREATE FUNCTION cx_report_active(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	complete boolean[];
	labels text[];
	axis numeric[];
BEGIN
	name := 'Active customers';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'Nobody yet.';
		RETURN;
	END IF;
	cell := cells[at];
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_cell(cell, 'value', 0);
	seen := labels[at];
	said := format('active %s: %s new, %s retained, %s back after a pause. %s of those active the %s before '
		'did '
			'not come%s.', @extschema@.cx_report_during(labels[at], grain, complete[at]),
		@extschema@.cx_report_cell(cell, 'new', 0), @extschema@.cx_report_cell(cell, 'retained', 0),
		@extschema@.cx_report_cell(cell, 'reactivated', 0), @extschema@.cx_report_cell(cell, 'churned', 0),
		CASE WHEN grain LIKE 'week%' THEN 'week' ELSE grain END,
		CASE WHEN cell ->> 'churn_rate' IS NOT NULL
			THEN format(' (%s%%)', @extschema@.cx_report_cell(cell, 'churn_rate', 1)) END);
	axis := @extschema@.cx_report_axis(-@extschema@.cx_report_most(cells, 'churned'),
		@extschema@.cx_report_most(cells, 'value'));
	body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
			@extschema@.cx_report_stack(axis, cells, '{good,back,new}', '{retained,reactivated,new}', 1,
				labels)
			|| @extschema@.cx_report_stack(axis, cells, '{bad}', '{churned}', -1, labels),
			'Active customers over time', 'Stacked bars, below the line who left', NULL)
		|| @extschema@.cx_report_key('{new,back,good,bad,good unended}',
			ARRAY['New', 'Back after a pause', 'Retained', 'Active before and not now',
				CASE WHEN false = ANY (complete) THEN 'Not ended' END])
		|| @extschema@.cx_report_table('{Period,Active,New,Retained,Back,Left,"Churn, %"}',
			@extschema@.cx_report_stars(labels, complete)
			|| @extschema@.cx_report_figures(cells, 'value', 0)
			|| @extschema@.cx_report_figures(cells, 'new', 0)
			|| @extschema@.cx_report_figures(cells, 'retained', 0)
			|| @extschema@.cx_report_figures(cells, 'reactivated', 0)
			|| @extschema@.cx_report_figures(cells, 'churned', 0)
			|| @extschema@.cx_report_figures(cells, 'churn_rate', 1));
END $$;
COMMENT ON FUNCTION cx_report_active(regclass, text) IS
'internal: the card of a view of active customers: who came, stayed, came back and left';

-- Of those whose month n has ended, all cohorts together.
CREATE FUNCTION cx_report_retention(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	triangle text;
	ages bigint[];
	customers double precision[];
	retained double precision[];
	vals double precision[];
	lows double precision[];
	highs double precision[];
	axis numeric[];
	first date;
	last date;
	left_out boolean;
	open_cells boolean;
	invalid bigint;
	unit text := CASE WHEN grain LIKE 'week%' THEN 'week' ELSE grain END;
BEGIN
	name := 'Retention by cohort';
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT *, dense_rank() OVER (ORDER BY period DESC NULLS LAST) AS rank FROM %s
		), cohort AS MATERIALIZED (
			SELECT * FROM whole WHERE rank <= 36 AND period IS NOT NULL
		), cell AS (
			SELECT * FROM cohort WHERE age <= 18
		), pooled AS (
			SELECT age, sum(n) AS n, sum(retained) AS retained
			FROM cohort WHERE age > 0 AND complete GROUP BY age
		)
		SELECT @extschema@.cx_report_triangle(''First seen'', array_agg(period), $1, array_agg(n::float8),
		           array_agg(age), array_agg(value), array_agg(complete),
		           array_agg(format(''%%s of %%s'', retained, n)), 0),
		       (SELECT array_agg(age ORDER BY age) FROM pooled),
		       (SELECT array_agg(n::float8 ORDER BY age) FROM pooled),
		       (SELECT array_agg(retained::float8 ORDER BY age) FROM pooled), min(period), max(period),
		       (SELECT max(age) > 18 FROM cohort), bool_or(NOT complete),
		       (SELECT coalesce(sum(invalid), 0)::bigint FROM whole)
		FROM cell', relation)
		INTO triangle, ages, customers, retained, first, last, left_out, open_cells, invalid USING grain;
	note := @extschema@.cx_report_invalid(invalid);
	IF triangle IS NULL THEN
		said := 'Nobody yet.';
		RETURN;
	END IF;
	body := triangle;
	note := concat_ws(' ',
		format('Percent of those first seen in a %1$s who came 1, 2, 3 ... %1$ss later.', unit),
		CASE WHEN open_cells THEN format('* The %s has not ended.', unit) END,
		CASE WHEN left_out THEN 'Ages beyond 18 are in the view.' END, note);
	IF ages IS NULL THEN
		said := format('No %s after the first has ended yet.', unit);
		RETURN;
	END IF;
	SELECT array_agg(@extschema@.rate(s) ORDER BY i), array_agg(c.low ORDER BY i), array_agg(c.high
		ORDER BY i)
	INTO vals, lows, highs
	FROM unnest(retained, customers) WITH ORDINALITY AS u(r, n, i),
		LATERAL (SELECT format('(%s of %s)', r, n)::@extschema@.cx_rate AS s) AS x,
		LATERAL @extschema@.rate_ci(s) AS c;
	figure := @extschema@.cx_report_number(vals[1], 1) || '%';
	seen := 'all cohorts';
	said := format('came back %s%s; %s first seen from %s to %s.',
		CASE ages[1] WHEN 1 THEN format('the %s after the first', unit)
			ELSE format('%s %ss after the first', ages[1], unit) END,
		@extschema@.cx_report_between(lows[1], highs[1], 1),
		@extschema@.cx_report_count(customers[1], 'customers'),
		@extschema@.cx_report_period(first, grain, false), @extschema@.cx_report_period(last, grain, false));
	axis := @extschema@.cx_report_axis(0, (SELECT max(h) FROM unnest(highs) AS h));
	body := @extschema@.cx_report_chart(axis, ages::text[],
			@extschema@.cx_report_series(axis, 'dot', vals, lows, highs, NULL, NULL,
				(SELECT array_agg(format('%s %s: %s of %s, %s%%', initcap(unit), a,
					@extschema@.cx_report_number(r, 0), @extschema@.cx_report_number(n, 0),
					@extschema@.cx_report_number(v, 1)) ORDER BY i)
				FROM unnest(ages, retained, customers, vals) WITH ORDINALITY AS u(a, r, n, v, i))),
			'Retention of all cohorts', 'A line with its intervals',
			unit || 's after the first; all cohorts, % who came')
		|| body;
END $$;
COMMENT ON FUNCTION cx_report_retention(regclass, text) IS
'internal: the card of a view of retention: all cohorts as a curve, each as a row of a triangle, at most 36 and 18 periods long';

CREATE FUNCTION cx_report_stack(
	axis numeric[], cells jsonb[], classes text[], names text[], direction integer, labels text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT string_agg(@extschema@.cx_report_bars(axis, class, base, top,
		@extschema@.cx_report_complete(cells),
	                                             tips), '' ORDER BY k)
	FROM (SELECT k, class, array_agg(direction * (upper - n) ORDER BY i) AS base,
	             array_agg(direction * upper ORDER BY i) AS top,
	             array_agg(format('%s: %s %s', labels[i], @extschema@.cx_report_number(n, 0), name)
	                 ORDER BY i)
	                 AS tips
	      FROM (SELECT k, class, name, i, abs((cell ->> name)::float8) AS n,
	                   sum(abs((cell ->> name)::float8)) OVER (PARTITION BY i ORDER BY k) AS upper
	            FROM unnest(classes, names) WITH ORDINALITY AS c(class, name, k),
	                 unnest(cells) WITH ORDINALITY AS r(cell, i)) AS p
	      GROUP BY k, class) AS l
$$;
COMMENT ON FUNCTION cx_report_stack(numeric[], jsonb[], text[], text[], integer, text[]) IS
'internal: columns of rows read as json as bars one on the other, up for direction 1 and down for -1';

CREATE FUNCTION cx_report_funnel(
	relation regclass,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	last jsonb;
BEGIN
	name := 'Funnel';
	EXECUTE format('
		SELECT array_agg(to_jsonb(v) ORDER BY step) FILTER (WHERE step IS NOT NULL), sum(invalid)
		FROM %s AS v', relation)
		INTO cells, invalid;
	note := @extschema@.cx_report_invalid(invalid);
	IF cells IS NULL OR (cells[1] ->> 'customers')::bigint = 0 THEN
		said := 'Nobody has taken the first step yet.';
		RETURN;
	END IF;
	last := cells[cardinality(cells)];
	figure := @extschema@.cx_report_cell(last, 'value', 1) || '%';
	said := format('get from %s to %s%s; %s began.', left(cells[1] ->> 'step_name', 60),
		left(last ->> 'step_name', 60),
		@extschema@.cx_report_between((last ->> 'low')::float8, (last ->> 'high')::float8, 1),
		@extschema@.cx_report_count((cells[1] ->> 'customers')::float8, 'customers'));
	note := concat_ws(' ', CASE WHEN (cells[1] ->> 'waiting')::bigint > 0 THEN
		'Customers whose time is not over count in the rates as long as they were seen.' END, note);
	SELECT '<ol class="funnel">'
		|| string_agg(format('<li><div class="step"><span>%s</span><span>%s</span></div>'
			'<svg height="18" aria-hidden="true"><rect class="track" width="100%%" height="18" rx="3"/>'
			'<rect class="good" width="%s%%" height="18" rx="3"/>%s</svg><div class="facts">%s</div></li>',
			@extschema@.cx_report_text(left(c ->> 'step_name', 80)),
			@extschema@.cx_report_text(@extschema@.cx_report_count((c ->> 'customers')::float8, 'customers')),
			round((c ->> 'value')::numeric, 2),
			CASE WHEN i > 1 THEN @extschema@.cx_report_line('interval', round((c ->> 'low')::numeric, 2)
				|| '%',
				round((c ->> 'high')::numeric, 2) || '%', '9', '9') ELSE '' END,
			@extschema@.cx_report_text(CASE WHEN i > 1 THEN concat_ws('; ',
				format('%s%% of the first (%s)', @extschema@.cx_report_cell(c, 'value', 1),
					@extschema@.cx_report_range((c ->> 'low')::float8, (c ->> 'high')::float8, 1)),
				@extschema@.cx_report_cell(c, 'rate_of_previous', 1) || '% of the step before',
				CASE WHEN (c ->> 'median_hours')::float8 >= 48 THEN format('half within %s days of it',
						@extschema@.cx_report_number((c ->> 'median_hours')::float8 / 24, 0))
					WHEN c ->> 'median_hours' IS NOT NULL THEN format('half within %s hours of it',
						@extschema@.cx_report_cell(c, 'median_hours', 1)) END,
				CASE WHEN (c ->> 'waiting')::bigint > 0
					THEN @extschema@.cx_report_cell(c, 'waiting', 0) || ' may still get there' END)
				ELSE 'the first step' END)), '' ORDER BY i)
		|| '</ol>'
	INTO body FROM unnest(cells) WITH ORDINALITY AS u(c, i);
END $$;
COMMENT ON FUNCTION cx_report_funnel(regclass) IS
'internal: the card of a view of a funnel: how many get to each step, and how long that takes';
