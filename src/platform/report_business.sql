-- Cards of a report over subscriptions and tickets: what is kept, how long it takes, what is open.

CREATE FUNCTION cx_report_rate(
	relation regclass, kind text, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	vals double precision[];
	lows double precision[];
	highs double precision[];
	complete boolean[];
	labels text[];
	axis numeric[];
	counted text := CASE kind WHEN 'churn' THEN 'customers at the start' ELSE 'tickets' END;
BEGIN
	name := CASE kind WHEN 'churn' THEN 'Customers who left' ELSE 'Tickets resolved in time' END;
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No rows yet.';
		RETURN;
	END IF;
	cell := cells[at];
	vals := @extschema@.cx_report_column(cells, 'value');
	lows := @extschema@.cx_report_column(cells, 'low');
	highs := @extschema@.cx_report_column(cells, 'high');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(vals[at], 1) || '%';
	seen := labels[at];
	said := format(CASE kind WHEN 'churn' THEN 'of the customers left %s%s; %s %s.'
			ELSE 'of the tickets opened %s were resolved in time%s; %s %s.' END,
		@extschema@.cx_report_during(labels[at], grain, complete[at]),
		@extschema@.cx_report_between(lows[at], highs[at], 1),
		@extschema@.cx_report_cell(cell, 'n', 0), counted);
	SELECT @extschema@.cx_report_axis(CASE kind WHEN 'churn' THEN 0 ELSE min(least(l, v)) END,
		max(greatest(h, v)))
	INTO axis FROM unnest(vals, lows, highs) AS u(v, l, h);
	IF cardinality(cells) > 1 THEN
		body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'dot', vals, lows, highs, complete, NULL,
					(SELECT array_agg(format('%s: %s%% (%s), %s %s', labels[i],
						@extschema@.cx_report_number(vals[i], 1),
						@extschema@.cx_report_range(lows[i], highs[i], 1), cells[i] ->> 'n', counted)
							ORDER BY i)
					FROM generate_subscripts(cells, 1) AS i)),
				name || ' over time', 'Dots with their intervals; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{dot dot,dot dot hollow,ribbon-box dot}', ARRAY['Percent',
				CASE WHEN false = ANY (complete) THEN 'Not ended' END, '95% interval']);
	END IF;
	body := concat(body, @extschema@.cx_report_table(
		ARRAY['Period', @extschema@.cx_report_words(counted), 'Percent', '95% interval'],
		@extschema@.cx_report_stars(labels, complete)
		|| @extschema@.cx_report_figures(cells, 'n', 0)
		|| @extschema@.cx_report_numbers(vals, 1) || @extschema@.cx_report_ranges(lows, highs, 1)));
END $$;
COMMENT ON FUNCTION cx_report_rate(regclass, text, text) IS
'internal: the card of a view of churn or of tickets resolved in time';

CREATE FUNCTION cx_report_revenue(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	nrr double precision[];
	grr double precision[];
	complete boolean[];
	labels text[];
	tips text[];
	axis numeric[];
BEGIN
	name := 'Net revenue retention';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No period to compare with another yet.';
		RETURN;
	END IF;
	cell := cells[at];
	nrr := @extschema@.cx_report_column(cells, 'value');
	grr := @extschema@.cx_report_column(cells, 'grr');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(nrr[at], 1) || '%';
	seen := labels[at];
	said := format('of the recurring revenue was kept %s: of %s at its start, %s was lost or reduced '
			'and %s added by the same customers. Gross %s%%.',
		@extschema@.cx_report_during(labels[at], grain, complete[at]),
		@extschema@.cx_report_cell(cell, 'revenue_start', 0),
		@extschema@.cx_report_number((cell ->> 'churned')::float8 + (cell ->> 'contraction')::float8, 0),
		@extschema@.cx_report_cell(cell, 'expansion', 0), @extschema@.cx_report_number(grr[at], 1));
	SELECT array_agg(format('%s: net %s%%, gross %s%%', labels[i], @extschema@.cx_report_number(nrr[i], 1),
		@extschema@.cx_report_number(grr[i], 1)) ORDER BY i)
	INTO tips FROM generate_subscripts(cells, 1) AS i;
	SELECT @extschema@.cx_report_axis(least(min(v), 100), greatest(max(v), 100)) INTO axis
	FROM unnest(nrr || grr) AS v;
	body := '';
	IF cardinality(cells) > 1 THEN
		body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'good', nrr, NULL, NULL, complete, NULL, tips)
				|| @extschema@.cx_report_series(axis, 'bad', grr, NULL, NULL, complete, NULL, tips),
				'Net and gross revenue retention', 'Two lines; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{line good,line bad}', '{Net,Gross}');
	END IF;
	SELECT @extschema@.cx_report_axis(-max((c ->> 'contraction')::float8 + (c ->> 'churned')::float8),
		max((c ->> 'new')::float8 + (c ->> 'expansion')::float8 + (c ->> 'reactivated')::float8))
	INTO axis FROM unnest(cells) AS c;
	body := body || @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
			@extschema@.cx_report_stack(axis, cells, '{good,back,new}', '{expansion,reactivated,new}', 1,
				labels)
			|| @extschema@.cx_report_stack(axis, cells, '{bad,plain}', '{churned,contraction}', -1, labels),
			'Movements of revenue', 'Stacked bars, below the line what was lost', NULL)
		|| @extschema@.cx_report_key('{new,back,good,plain,bad}',
			'{New,Back after a pause,Expansion,Contraction,Churned}')
		|| @extschema@.cx_report_table(
			'{Period,At the start,New,Expansion,Contraction,Churned,Back,"Net, %","Gross, %"}',
			@extschema@.cx_report_stars(labels, complete)
			|| @extschema@.cx_report_figures(cells, 'revenue_start', 0)
			|| @extschema@.cx_report_figures(cells, 'new', 0)
			|| @extschema@.cx_report_figures(cells, 'expansion', 0)
			|| @extschema@.cx_report_figures(cells, 'contraction', 0)
			|| @extschema@.cx_report_figures(cells, 'churned', 0)
			|| @extschema@.cx_report_figures(cells, 'reactivated', 0)
			|| @extschema@.cx_report_numbers(nrr, 1) || @extschema@.cx_report_numbers(grr, 1));
END $$;
COMMENT ON FUNCTION cx_report_revenue(regclass, text) IS
'internal: the card of a view of recurring revenue: net and gross retention, and the movements behind them';

CREATE FUNCTION cx_report_resolution(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	p50 double precision[];
	p90 double precision[];
	complete boolean[];
	labels text[];
	tips text[];
	axis numeric[];
BEGIN
	name := 'Time to resolution';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No ticket has been resolved yet.';
		RETURN;
	END IF;
	cell := cells[at];
	p50 := @extschema@.cx_report_column(cells, 'p50_hours');
	p90 := @extschema@.cx_report_column(cells, 'p90_hours');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(p50[at], 1) || ' h';
	seen := labels[at];
	said := format('is what half of the resolved tickets took at most that were opened %s; nine in ten took '
			'up to %s hours, the mean is %s. %s resolved%s.',
		@extschema@.cx_report_during(labels[at], grain, complete[at]), @extschema@.cx_report_number(p90[at],
			1),
		@extschema@.cx_report_cell(cell, 'value', 1),
		@extschema@.cx_report_count((cell ->> 'resolved')::float8, 'tickets'),
		CASE WHEN (cell ->> 'open')::bigint > 0
			THEN format(', %s still open', @extschema@.cx_report_cell(cell, 'open', 0)) END);
	SELECT array_agg(format('%s: half within %s hours, nine in ten within %s', labels[i],
		@extschema@.cx_report_number(p50[i], 1), @extschema@.cx_report_number(p90[i], 1)) ORDER BY i)
	INTO tips FROM generate_subscripts(cells, 1) AS i;
	body := '';
	IF cardinality(cells) > 1 THEN
		axis := @extschema@.cx_report_axis(0, (SELECT max(v) FROM unnest(p50 || p90) AS v));
		body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'bad', p90, NULL, NULL, complete, NULL, tips)
				|| @extschema@.cx_report_series(axis, 'good', p50, NULL, NULL, complete, NULL, tips),
				'Hours to resolution over time', 'Two lines; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{line good,line bad,dot good hollow}', ARRAY['Half within, hours',
				'Nine in ten within', CASE WHEN false = ANY (complete) THEN 'Not ended' END]);
	END IF;
	body := body || @extschema@.cx_report_table('{Period,Resolved,Open,Half within,Nine in ten,Mean hours}',
		@extschema@.cx_report_stars(labels, complete)
		|| @extschema@.cx_report_figures(cells, 'resolved', 0)
		|| @extschema@.cx_report_figures(cells, 'open', 0)
		|| @extschema@.cx_report_numbers(p50, 1) || @extschema@.cx_report_numbers(p90, 1)
		|| @extschema@.cx_report_figures(cells, 'value', 1));
END $$;
COMMENT ON FUNCTION cx_report_resolution(regclass, text) IS
'internal: the card of a view of the time to resolution: median and ninetieth percentile over time';

CREATE FUNCTION cx_report_backlog(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	open_at_end double precision[];
	complete boolean[];
	labels text[];
	axis numeric[];
BEGIN
	name := 'Backlog';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No tickets yet.';
		RETURN;
	END IF;
	cell := cells[at];
	open_at_end := @extschema@.cx_report_column(cells, 'value');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(open_at_end[at], 0);
	seen := labels[at];
	said := format('open at the end of %s%s; %s opened in it, %s resolved.', labels[at],
		CASE WHEN complete[at] THEN '' ELSE ', which has not come' END,
		@extschema@.cx_report_cell(cell, 'opened', 0),
		@extschema@.cx_report_cell(cell, 'resolved', 0));
	axis := @extschema@.cx_report_axis(-@extschema@.cx_report_most(cells, 'resolved'),
		(SELECT max(v) FROM unnest(@extschema@.cx_report_column(cells, 'opened') || open_at_end) AS v));
	body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
			@extschema@.cx_report_stack(axis, cells, '{plain}', '{opened}', 1, labels)
			|| @extschema@.cx_report_stack(axis, cells, '{good}', '{resolved}', -1, labels)
			|| @extschema@.cx_report_series(axis, 'ink', open_at_end, NULL, NULL, complete, NULL,
				(SELECT array_agg(format('%s: %s open at the end', labels[i],
					@extschema@.cx_report_number(open_at_end[i], 0)) ORDER BY i)
				FROM generate_subscripts(cells, 1) AS i)),
			'Backlog over time', 'Bars of opened and resolved tickets and a line of those open', NULL)
		|| @extschema@.cx_report_key('{line ink,plain,good}', '{Open at the end,Opened,Resolved}')
		|| @extschema@.cx_report_table('{Period,Opened,Resolved,Open at the end}',
			@extschema@.cx_report_stars(labels, complete)
			|| @extschema@.cx_report_figures(cells, 'opened', 0)
			|| @extschema@.cx_report_figures(cells, 'resolved', 0)
			|| @extschema@.cx_report_numbers(open_at_end, 0));
END $$;
COMMENT ON FUNCTION cx_report_backlog(regclass, text) IS
'internal: the card of a view of the backlog: opened, resolved, and open at the end of each period';
