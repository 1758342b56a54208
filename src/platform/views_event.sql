-- Ready-made views over a table of events: one row an event, with a customer and a time.

-- How far time is observed: "day" is the first day that is not fully observed, and rows before "until", in
-- the type of the column, count. A NULL as_of is now, each time that a view is read.
CREATE FUNCTION cx_view_observed(
	at_type regtype, as_of date, zone cx_zone, OUT day text, OUT until text
)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	here text := format('@extschema@.cx_local_time(now(), %L)', zone);
BEGIN
	IF NOT isfinite(as_of) THEN
		RAISE EXCEPTION USING ERRCODE = '22008', MESSAGE = 'as_of must not be infinite',
			HINT = 'It is the first day that is not fully observed; NULL is today, whenever a view is read.';
	END IF;
	-- in a query of its own what depends on now() is computed once, not for every row
	IF as_of IS NULL THEN
		day := format('(SELECT %s::date)', here);
		until := CASE at_type WHEN 'date'::regtype THEN format('(SELECT %s::date + 1)', here)
			WHEN 'timestamp'::regtype THEN format('(SELECT %s)', here) ELSE 'now()' END;
	ELSE
		day := format('%L::date', to_char(as_of, 'YYYY-MM-DD'));
		until := CASE at_type WHEN 'date'::regtype THEN day
			WHEN 'timestamp'::regtype THEN format('%s::timestamp', day)
			ELSE format('@extschema@.period_at(%s, %L)', day, zone) END;
	END IF;
END $$;
COMMENT ON FUNCTION cx_view_observed(regtype, date, cx_zone) IS
'the expressions of the first day that is not fully observed, and of the time before which rows count; a NULL as_of is now; an infinite one is an error';

-- The states of all customers, and how many rows are dirty. "state" is an aggregate over what "fold" makes of
-- each customer's valid rows.
CREATE FUNCTION cx_customer_rows(
	source regclass, customer text, at text, fold text, valid text, until text, rows text, mark text
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('SELECT %1$s FILTER (WHERE %2$s AND %3$s < %4$s) AS state,
			count(*) FILTER (WHERE NOT (%2$s)) AS invalid
		FROM %5$s AS t
		WHERE %6$s AND %7$s IS NOT NULL AND %3$s IS NOT NULL%8$s
		GROUP BY %7$s', fold, valid, at, until, source, mark, customer, ' AND ' || rows)
$$;
COMMENT ON FUNCTION cx_customer_rows(regclass, text, text, text, text, text, text, text) IS
'the query that folds the rows of each customer, for the views over them';

-- The states of all customers as one, and how many rows are dirty.
CREATE FUNCTION cx_state_rows(state text, customers text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('SELECT %s AS state, coalesce(sum(c.invalid), 0)::bigint AS invalid
		FROM (%s) AS c', state, customers)
$$;
COMMENT ON FUNCTION cx_state_rows(text, text) IS
'the query that puts the states of customers together, for the views over them';

-- The same in one pass over the rows, which is four times as fast and holds all customers in memory: by day
-- they may be too many, and then each customer comes first, which spills to disk (doc/memory.md).
CREATE FUNCTION cx_pass_rows(
	source regclass, pass text, fold text, state text, customer text, customer_type regtype, at text,
	arguments text, valid text, until text, rows text, mark text, grain cx_period
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN grain = 'day' THEN @extschema@.cx_state_rows(state, @extschema@.cx_customer_rows(source,
			customer, at, format('%s(%s)', fold, arguments), valid, until, rows, mark))
		ELSE format('SELECT %1$s(%2$s, %3$s) FILTER (WHERE %4$s AND %5$s < %6$s) AS state,
			count(*) FILTER (WHERE NOT (%4$s)) AS invalid
		FROM %7$s AS t
		WHERE %8$s AND %9$s IS NOT NULL AND %5$s IS NOT NULL%10$s', pass,
			@extschema@.cx_view_key(customer, customer_type), arguments, valid, at, until, source, mark,
				customer,
			' AND ' || rows) END
$$;
COMMENT ON FUNCTION cx_pass_rows(regclass, text, text, text, text, regtype, text, text, text, text, text,
	text,
	cx_period) IS
'the query of the state of all customers, in one pass where they fit into memory';

-- A table read from a state, with a row more where rows were left out.
CREATE FUNCTION cx_state_body(states text, tables text, columns text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('FROM (%s) AS s
	CROSS JOIN LATERAL (SELECT %s, 0::bigint AS invalid FROM %s
		UNION ALL SELECT %s, s.invalid WHERE s.invalid > 0) AS r',
		states, (SELECT string_agg('r.' || quote_ident(c), ', ' ORDER BY i)
			FROM unnest(columns) WITH ORDINALITY AS u (c, i)),
		tables, array_to_string(array_fill('NULL'::text, ARRAY[cardinality(columns)]), ', '))
$$;
COMMENT ON FUNCTION cx_state_body(text, text, text[]) IS
'what a view reads: a table made of a state, and a row with the number of rows that were left out, if any';

CREATE FUNCTION cx_activity_views(
	source regclass, prefix text, grain cx_period, zone cx_zone, customer text, customer_type regtype,
	at text, at_type regtype, valid text, rows text, as_of date, what text
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	observed record := @extschema@.cx_view_observed(at_type, as_of, zone);
	cut text := format('%s, %L%s', at, grain,
		CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) END);
	invalid jsonb := to_jsonb(ARRAY[['invalid', 'r.invalid',
		'rows left out, all of them in one row without a period; 0 in every other']]);
	views jsonb := '[]';
BEGIN
	views := views || jsonb_build_object('name', prefix || '_retention', 'kind', 'retention',
		'about', format('retention of customers by %s of their first %s in %s, of %s', grain, what, zone,
			source),
		'columns', @extschema@.cx_view_head('retention', grain, zone, 'r.cohort',
			'the cohort: first day of the period of the first ' || what
				|| '; NULL in the row of invalid ones')
		|| to_jsonb(ARRAY[
			['age', 'r.age::bigint', 'how many periods after the first one; rows only up to now'],
			['value', 'r.rate', 'percentage of the cohort that was active at that age; of several '
				'cohorts it is 100.0 * sum(retained) / sum(n) over rows that are complete'],
			['low', 'r.low', '95 % confidence interval of value; NULL at age 0'],
			['high', 'r.high', 'the upper end of that interval'],
			['n', 'coalesce(r.customers, 0)', 'customers of the cohort; adds up over cohorts'],
			['complete', 'r.complete', 'whether the period at that age has ended'],
			['retained', 'coalesce(r.retained, 0)', 'customers active at that age; adds up over cohorts']])
		|| invalid,
		'body', @extschema@.cx_state_body(@extschema@.cx_pass_rows(source, '@extschema@.retention_agg',
				'@extschema@.activity_agg', '@extschema@.retention_agg(c.state)', customer, customer_type, at,
					cut, valid,
				observed.until, rows, @extschema@.cx_view_marked('retention', grain, zone, source), grain),
			format('@extschema@.retention_table(s.state, ''on'', %s) AS r', observed.day),
			'{cohort,age,customers,retained,rate,low,high,complete}'));
	views := views || jsonb_build_object('name', prefix || '_active', 'kind', 'active',
		'about', format('active customers by %s in %s, and how they come and go, of %s', grain, zone, source),
		'columns', @extschema@.cx_view_head('active', grain, zone, 'r.period',
			'first day of the period; NULL in the row of invalid ones')
		|| to_jsonb(ARRAY[
			['value', 'r.active::float8', 'customers active in the period'],
			['low', 'NULL::float8', 'NULL: a count of all customers has no interval'],
			['high', 'NULL::float8', 'NULL, as low'],
			['n', 'coalesce(r.active, 0)', 'the same as value, as a count'],
			['complete', 'r.complete', format('whether the period has ended in %s', zone)],
			['new', 'r.new', 'customers active for the first time'],
			['retained', 'r.retained', 'customers who were active in the period before, too'],
			['reactivated', 'r.reactivated',
				'customers who were active before, but not in the period before'],
			['churned', 'r.churned', 'customers active in the period before, and not in this one'],
			['retention_rate', 'r.retention_rate', 'retained in % of those active in the period before'],
			['churn_rate', 'r.churn_rate', 'churned in % of those active in the period before'],
			['quick_ratio', 'r.quick_ratio', '(new + reactivated) / churned']])
		|| invalid,
		'body', @extschema@.cx_state_body(@extschema@.cx_pass_rows(source, '@extschema@.lifecycle_agg',
				'@extschema@.activity_agg', '@extschema@.lifecycle_agg(c.state)', customer, customer_type, at,
					cut, valid,
				observed.until, rows, @extschema@.cx_view_marked('active', grain, zone, source), grain),
			format('@extschema@.lifecycle_table(s.state, %s) AS r', observed.day),
			'{period,active,new,retained,reactivated,churned,retention_rate,churn_rate,quick_ratio,complete}'));
	RETURN views;
END $$;
COMMENT ON FUNCTION cx_activity_views(regclass, text, cx_period, cx_zone, text, regtype, text, regtype, text,
	text, date, text) IS
'the views of retention and of active customers, which events and orders share';

CREATE FUNCTION cx_funnel_view(
	source regclass, prefix text, zone cx_zone, customer text, at text, at_type regtype, period text,
	event text, steps text[], within interval, as_of date
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	observed record := @extschema@.cx_view_observed(at_type, as_of, zone);
	-- of dates the last day is not fully observed
	until text := CASE WHEN at_type = 'date'::regtype THEN observed.day ELSE observed.until END;
	fold text;
BEGIN
	IF array_position(steps, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'a step must not be null',
			HINT = 'It is a value of the column that names the event.';
	END IF;
	-- a wrong length or too many steps are said by the funnel itself, now and not when the view is read
	PERFORM @extschema@.chain_agg('first_start', d, within, steps[1], VARIADIC steps)
	FROM (VALUES (DATE '2000-01-01')) AS v (d);
	fold := format('@extschema@.chain_agg(''first_start'', %s, %L::interval, %s::text, VARIADIC %L::text[])',
		at, within, event, steps);
	RETURN jsonb_build_object('name', prefix || '_funnel', 'kind', 'funnel',
		'about', format('how far customers come, step by step within %s of their first start, of %s', within,
			source),
		'columns', to_jsonb(ARRAY[
			['metric', '''funnel''::text', 'what is measured: funnel'],
			['step', 'r.step::bigint', 'the number of the step, from 1 on; NULL in the row of invalid ones'],
			['step_name', format('(%L::text[])[r.step]', steps), 'the step'],
			['value', 'r.rate_of_first',
				'percentage of the settled customers who started that reached this step'],
			['low', 'r.low', '95 % confidence interval of value'],
			['high', 'r.high', 'the upper end of that interval'],
			['n', 'coalesce(r.settled, 0)',
				'customers who are settled: they reached the step, or their time for it has passed'],
			['customers', 'coalesce(r.customers, 0)', 'customers who reached the step'],
			['waiting', 'coalesce(r.waiting, 0)', 'customers who may still reach it'],
			['rate_of_previous', 'r.rate_of_previous',
				'percentage of those who reached the step before'],
			['dropped', 'coalesce(r.dropped, 0)',
				'customers who reached the step before and not this one in time'],
			['median_hours', 'r.median_hours', 'median hours from the step before'],
			['p90_hours', 'r.p90_hours', 'hours from the step before that nine in ten take at most'],
			['invalid', 'r.invalid',
				'rows left out, all of them in one row without a step; 0 in every other']]),
		'body', @extschema@.cx_state_body(@extschema@.cx_state_rows(
			format('@extschema@.funnel_agg(c.state, %s)', until),
			@extschema@.cx_customer_rows(source, customer, at, fold, period || ' IS NOT NULL', until,
				format('%s::text = ANY (%L::text[])', event, steps),
				@extschema@.cx_view_marked('funnel', NULL, zone, source))),
			'@extschema@.funnel_table(s.state) AS r',
			'{step,customers,waiting,settled,rate_of_first,low,high,rate_of_previous,dropped,median_hours,p90_hours}'));
END $$;
COMMENT ON FUNCTION cx_funnel_view(regclass, text, cx_zone, text, text, regtype, text, text, text[], interval,
	date) IS
'the view of a funnel over events';

CREATE FUNCTION cx_create_event_views(
	source regclass, customer text, at text, zone cx_zone, grain cx_period DEFAULT 'month',
	event text DEFAULT NULL, steps text[] DEFAULT '{}', within interval DEFAULT NULL,
	schema text DEFAULT NULL, prefix text DEFAULT NULL,
	replace boolean DEFAULT false, dry_run boolean DEFAULT false, as_of date DEFAULT NULL
) RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	customer_type regtype;
	at_type regtype;
	period text;
	views jsonb;
BEGIN
	PERFORM @extschema@.cx_view_relation(source);
	SELECT c.expression, c.type INTO customer, customer_type
	FROM @extschema@.cx_view_column(source, 'customer', customer, 'a customer') AS c;
	SELECT c.expression, c.type INTO at, at_type FROM @extschema@.cx_view_column(source, 'at', at,
		'a time') AS c;
	period := @extschema@.cx_view_period(at, at_type, grain, zone);
	prefix := coalesce(prefix, (SELECT c.relname FROM pg_class AS c WHERE c.oid = source));
	IF (event IS NULL) <> (coalesce(steps, '{}') = '{}') OR (event IS NULL) <> (within IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'event, steps and within are given together, or not at all',
			HINT =
				'A funnel is over the column that names the event, its values in order, and how long it may take.';
	END IF;
	views := @extschema@.cx_activity_views(source, prefix, grain, zone, customer, customer_type, at, at_type,
		period || ' IS NOT NULL', NULL, as_of, 'event');
	IF event IS NOT NULL THEN
		SELECT c.expression INTO event FROM @extschema@.cx_view_column(source, 'event', event,
			'anything') AS c;
		views := views || @extschema@.cx_funnel_view(source, prefix, zone, customer, at, at_type, period,
			event, steps, within, as_of);
	END IF;
	RETURN QUERY SELECT p.view_name, p.sql
		FROM @extschema@.cx_put_views(source, views, schema, replace, dry_run) AS p;
END $$;
COMMENT ON FUNCTION cx_create_event_views(regclass, text, text, cx_zone, cx_period, text, text[], interval,
	text, text, boolean, boolean, date) IS
'makes views of retention, of active customers and of a funnel over a table of events, and gives their statements; with dry_run those only. The caller owns the views, which read with the rights of who reads them';
