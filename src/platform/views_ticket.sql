-- Ready-made views over a table of tickets: one row a ticket, with when it was opened and resolved.

-- A view by the period in which tickets were opened: how long they took, or whether they met their target.
CREATE FUNCTION cx_ticket_view(
	source regclass, prefix text, word text, grain cx_period, zone cx_zone, opened text, resolved text,
	at_type regtype, target interval, calendar cx_calendar, segment text, as_of date
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	kind text := concat_ws('_', word, CASE WHEN segment IS NOT NULL THEN 'by' END);
	observed record := @extschema@.cx_view_observed(at_type, as_of, zone);
	period text := @extschema@.cx_view_period(opened, at_type, grain, zone);
	hours text := CASE WHEN calendar IS NULL THEN 'hours' ELSE 'hours of the calendar' END;
	columns jsonb := @extschema@.cx_view_head(word, grain, zone, 'i.period',
		'first day of the period in which tickets '
		'were opened; NULL for those opened at a time that is infinite or outside the years 1900 to 9998, which count as invalid');
	state text;
BEGIN
	IF segment IS NOT NULL THEN
		columns := columns || to_jsonb(ARRAY[
			['dimension', format('%L::text', segment), 'the column that segment is of'],
			['segment', 'i.s1', format('%s as text, NULL where it is NULL', segment)]]);
	END IF;
	IF word = 'resolution' THEN
		state := format(CASE WHEN calendar IS NULL THEN '@extschema@.duration_agg(%s, %s)'
			ELSE '@extschema@.duration_agg(@extschema@.business_elapsed(%s, %s, %L))' END, opened, resolved,
				calendar);
		columns := columns || to_jsonb(ARRAY[
			['value', '@extschema@.mean_hours(s.state)',
				format('mean %s from opened to resolved; NULL where none is. Of several rows it is '
					'sum(hours_total) / sum(n), never the mean of values', hours)],
			['low', 'NULL::float8', 'NULL: no interval is given'],
			['high', 'NULL::float8', 'NULL, as low'],
			['n', 'coalesce(@extschema@.duration_count(s.state), 0)', 'tickets that are resolved; adds up'],
			['complete', @extschema@.cx_view_complete('i.period', grain, zone, as_of),
				format('whether the period has ended in %s', zone)],
			['resolved', 'coalesce(@extschema@.duration_count(s.state), 0)', 'the same as n'],
			['open', 'CASE WHEN i.period IS NULL THEN 0 ELSE i.open END',
				'tickets that are not resolved, and in no other figure; adds up'],
			['hours_total',
				'coalesce(@extschema@.mean_hours(s.state) * @extschema@.duration_count(s.state), 0)',
				format('%s of all resolved tickets; adds up', hours)],
			['mean_hours', '@extschema@.mean_hours(s.state)', 'the same as value'],
			['p50_hours', '@extschema@.quantile_hours(s.state, 0.5)',
				format('%s that half of the resolved tickets took at most, within 1 %%', hours)],
			['p90_hours', '@extschema@.quantile_hours(s.state, 0.9)',
				format('%s that nine in ten of them took at most, within 1 %%', hours)]]);
		IF target IS NOT NULL THEN
			columns := columns || to_jsonb(ARRAY[['within_target',
				format('@extschema@.share_within(s.state, %L::interval)', target),
				format('%% of the resolved tickets that took at most %s', target)]]);
		END IF;
	ELSE
		state := format('@extschema@.sla_agg(%s, %s, %L::interval, %s%s)', opened, resolved, target,
			observed.until,
			', ' || quote_literal(calendar));
		columns := columns || to_jsonb(ARRAY[
			['value', '@extschema@.sla_attainment(s.state)', format('%% of the tickets met or breached that '
				'were resolved within %s; of several rows it is 100.0 * sum(met) / sum(n)', target)],
			['low', 'r.low', '95 % confidence interval of value'],
			['high', 'r.high', 'the upper end of that interval'],
			['n', 'coalesce(@extschema@.sla_met(s.state) + @extschema@.sla_breached(s.state), 0)',
				'tickets met or breached; adds up'],
			['complete', @extschema@.cx_view_complete('i.period', grain, zone, as_of),
				format('whether the period has ended in %s', zone)],
			['met', 'coalesce(@extschema@.sla_met(s.state), 0)', 'tickets resolved in time; adds up'],
			['breached', 'coalesce(@extschema@.sla_breached(s.state), 0)',
				'tickets that took longer, resolved or not; adds up'],
			['open', 'coalesce(@extschema@.sla_open(s.state), 0)',
				'tickets that are not resolved and still in time, in no other figure; adds up']]);
	END IF;
	columns := columns || to_jsonb(ARRAY[['invalid',
		'CASE WHEN i.period IS NULL THEN i.lines ELSE i.invalid END',
		'rows left out: resolved before opened, or opened at a time without a period; adds up']]);
	RETURN jsonb_build_object('name', concat_ws('_', prefix, kind, segment), 'kind', kind, 'columns', columns,
		'about', format('%s of tickets by %s of opening in %s, of %s%s', CASE word WHEN 'sla'
			THEN format('attainment of %s', target) ELSE 'time to resolution' END, grain, zone, source,
			', by ' || quote_ident(segment)),
		'body', format('FROM (SELECT %1$s AS period%2$s,
		%3$s FILTER (WHERE %4$s) AS state, count(*) FILTER (WHERE %5$s) AS open,
		count(*) FILTER (WHERE NOT (%4$s)) AS invalid, count(*) AS lines
	FROM %6$s AS t
	WHERE %7$s AND %8$s IS NOT NULL
	GROUP BY 1%9$s) AS i
	CROSS JOIN LATERAL (SELECT CASE WHEN i.period IS NOT NULL THEN i.state END AS state) AS s%10$s',
			period, ', t.' || quote_ident(segment) || '::text AS s1', state,
			-- a row of no period has a time that no state takes
			format('%s IS NOT NULL AND coalesce(%s >= %s, true)', period, resolved, opened),
			format('coalesce(%s = ''infinity'', true)', resolved),
			source, @extschema@.cx_view_marked(kind, grain, zone, source), opened,
			CASE WHEN segment IS NOT NULL THEN ', 2' END,
			CASE WHEN word = 'sla' THEN E'\n\tCROSS JOIN LATERAL @extschema@.sla_ci(s.state) AS r' END));
END $$;
COMMENT ON FUNCTION cx_ticket_view(regclass, text, text, cx_period, cx_zone, text, text, regtype, interval,
	cx_calendar, text, date) IS
'one of the views over a table of tickets by period of opening: resolution or sla, of all or by a segment';

CREATE FUNCTION cx_backlog_view(
	source regclass, prefix text, grain cx_period, zone cx_zone, opened text, resolved text, at_type regtype,
		as_of date
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	observed record := @extschema@.cx_view_observed(at_type, as_of, zone);
	valid text := format('%s IS NOT NULL AND coalesce(%s >= %s, true)',
		@extschema@.cx_view_period(opened, at_type, grain, zone), resolved, opened);
BEGIN
	RETURN jsonb_build_object('name', prefix || '_backlog', 'kind', 'backlog',
		'about', format('tickets opened, resolved and open by %s in %s, of %s', grain, zone, source),
		'columns', @extschema@.cx_view_head('backlog', grain, zone, 'r.period',
			'first day of the period; NULL in the row of invalid ones')
		|| to_jsonb(ARRAY[
			['value', 'r.open_at_end::float8', 'tickets that are open at the end of the period'],
			['low', 'NULL::float8', 'NULL: a count of all tickets has no interval'],
			['high', 'NULL::float8', 'NULL, as low'],
			['n', 'coalesce(r.open_at_end, 0)', 'the same as value, as a count'],
			['complete', 'r.complete', format('whether the period has ended in %s', zone)],
			['opened', 'coalesce(r.opened, 0)', 'tickets opened in the period; adds up'],
			['resolved', 'coalesce(r.resolved, 0)', 'tickets resolved in the period; adds up'],
			['open_at_end', 'coalesce(r.open_at_end, 0)', 'the same as n'],
			['invalid', 'r.invalid',
				'rows left out, all of them in one row without a period; 0 in every other']]),
		'body', @extschema@.cx_state_body(format('SELECT @extschema@.backlog_agg(%1$s,
			CASE WHEN %2$s IS NOT NULL THEN %3$s END, %4$L%5$s) FILTER (WHERE %6$s) AS state,
			count(*) FILTER (WHERE NOT (%6$s)) AS invalid
		FROM %7$s AS t
		WHERE %8$s AND %1$s IS NOT NULL',
				opened, @extschema@.cx_view_period(resolved, at_type, grain, zone), resolved, grain,
				CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) END, valid, source,
				@extschema@.cx_view_marked('backlog', grain, zone, source)),
			format('@extschema@.backlog_table(s.state, %s) AS r', observed.day),
			'{period,opened,resolved,open_at_end,complete}'));
END $$;
COMMENT ON FUNCTION cx_backlog_view(regclass, text, cx_period, cx_zone, text, text, regtype, date) IS
'the view of how many tickets are open';

CREATE FUNCTION cx_create_ticket_views(
	source regclass, opened text, resolved text, zone cx_zone,
	target interval DEFAULT NULL, calendar cx_calendar DEFAULT NULL,
	segments text[] DEFAULT '{}', grain cx_period DEFAULT 'month',
	schema text DEFAULT NULL, prefix text DEFAULT NULL,
	replace boolean DEFAULT false, dry_run boolean DEFAULT false, as_of date DEFAULT NULL
) RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	at_type regtype;
	resolved_type regtype;
	takes text := CASE WHEN target IS NULL AND calendar IS NULL THEN 'a time' ELSE 'a time of day' END;
	segment text;
	words text[] := '{resolution}';
	word text;
	views jsonb := '[]';
BEGIN
	PERFORM @extschema@.cx_view_relation(source);
	SELECT c.expression, c.type INTO opened, at_type
	FROM @extschema@.cx_view_column(source, 'opened', opened, takes) AS c;
	SELECT c.expression, c.type INTO resolved, resolved_type
	FROM @extschema@.cx_view_column(source, 'resolved', resolved, takes) AS c;
	PERFORM @extschema@.cx_same_times('opened', at_type, 'resolved', resolved_type);
	segments := @extschema@.cx_view_segments(source, segments);
	prefix := coalesce(prefix, (SELECT c.relname FROM pg_class AS c WHERE c.oid = source));
	IF target IS NOT NULL THEN
		-- a wrong target is refused by the metric itself, now rather than when the view is read
		IF calendar IS NULL THEN
			PERFORM @extschema@.sla_agg(now() - interval '1 day', NULL, target, now());
		ELSE
			PERFORM @extschema@.sla_agg(now() - interval '1 day', NULL, target, now(), calendar);
		END IF;
		words := words || 'sla'::text;
	END IF;
	FOREACH word IN ARRAY words LOOP
		views := views || @extschema@.cx_ticket_view(source, prefix, word, grain, zone, opened, resolved,
			at_type, target, calendar, NULL, as_of);
		FOREACH segment IN ARRAY segments LOOP
			views := views || @extschema@.cx_ticket_view(source, prefix, word, grain, zone, opened, resolved,
				at_type, target, calendar, segment, as_of);
		END LOOP;
	END LOOP;
	views := views || @extschema@.cx_backlog_view(source, prefix, grain, zone, opened, resolved, at_type,
		as_of);
	RETURN QUERY SELECT p.view_name, p.sql
		FROM @extschema@.cx_put_views(source, views, schema, replace, dry_run) AS p;
	PERFORM @extschema@.cx_advise_index(source, @extschema@.cx_view_period(opened, at_type, grain, zone));
END $$;
COMMENT ON FUNCTION cx_create_ticket_views(regclass, text, text, cx_zone, interval, cx_calendar, text[],
	cx_period, text, text, boolean, boolean, date) IS
'makes views of time to resolution, of a target and of the backlog over a table of tickets, and gives their statements; with dry_run those only. The caller owns the views, which read with the rights of who reads them';
