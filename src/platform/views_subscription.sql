-- Ready-made views over a table of subscriptions: one row a subscription [started, ended), with a customer.

CREATE FUNCTION cx_survival_view(
	source regclass, prefix text, zone cx_zone, customer text, started text, ended text, at_type regtype,
	valid text, segment text, as_of date
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	kind text := CASE WHEN segment IS NULL THEN 'survival' ELSE 'survival_by' END;
	name text := concat_ws('_', prefix, kind, segment);
	zoned text := CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) ELSE '' END;
	observed record := @extschema@.cx_view_observed('date', as_of, zone);
	columns jsonb := to_jsonb(ARRAY[
		['metric', '''survival''::text', 'what is measured: survival']]);
	states text;
BEGIN
	IF segment IS NOT NULL THEN
		columns := columns || to_jsonb(ARRAY[
			['dimension', format('%L::text', segment), 'the column that segment is of'],
			['segment', 's.s1', format('%s as text, NULL where it is NULL', segment)]]);
	END IF;
	columns := columns || to_jsonb(ARRAY[
		['days', 'r.t::bigint', 'days since the start; NULL in the row of invalid ones'],
		['value', 'r.survival', 'the part, 0 to 1, that stays longer than so many days (Kaplan-Meier)'],
		['low', 'r.low', '95 % confidence interval of value; NULL where there is none'],
		['high', 'r.high', 'the upper end of that interval'],
		['n', 'coalesce(r.at_risk, 0)::bigint', 'customers who were still there before that day'],
		['churned', 'coalesce(r.churned, 0)::bigint', 'customers who left after so many days'],
		['censored', 'coalesce(r.censored, 0)::bigint',
			'customers who have been there for so many days, and still are'],
		['invalid', 'r.invalid', 'rows left out, all of them in one row without days; 0 in every other']]);
	-- Subscriptions that touch or overlap, or leave out a day, are one spell of the customer: who changes
	-- plan has not left. An end after the year 9998 is none.
	states := format('SELECT %1$s@extschema@.survival_agg(lower(d),
				CASE WHEN NOT upper_inf(d) THEN upper(d) - 1 END, %2$s) AS state,
			coalesce(sum(c.invalid) FILTER (WHERE coalesce(i, 1) = 1), 0)::bigint AS invalid
		FROM (SELECT %3$srange_agg(daterange(@extschema@.period_start_or_null(%4$s, ''day''%5$s),
					@extschema@.period_start_or_null(%6$s, ''day''%5$s), ''[]''))
					FILTER (WHERE %7$s) AS spells,
				count(*) FILTER (WHERE NOT (%7$s)) AS invalid
			FROM %8$s AS t
			WHERE %9$s AND %10$s IS NOT NULL AND %4$s IS NOT NULL
			GROUP BY %11$s%10$s) AS c
		LEFT JOIN LATERAL unnest(c.spells) WITH ORDINALITY AS u (d, i) ON true%12$s',
		CASE WHEN segment IS NOT NULL THEN 'c.s1, ' ELSE '' END, observed.day,
		CASE WHEN segment IS NOT NULL THEN format('t.%I::text AS s1, ', segment) ELSE '' END,
		started, zoned, ended, valid, source, @extschema@.cx_view_marked(kind, NULL, zone, source), customer,
		CASE WHEN segment IS NOT NULL THEN '1, ' ELSE '' END,
		CASE WHEN segment IS NOT NULL THEN E'\n\t\tGROUP BY c.s1' ELSE '' END);
	RETURN jsonb_build_object('name', name, 'kind', kind, 'columns', columns,
		'about', format('how long customers stay, of %s%s', source, ', by ' || quote_ident(segment)),
		'body', @extschema@.cx_state_body(states, '@extschema@.survival_table(s.state) AS r',
			'{t,at_risk,churned,censored,survival,low,high}'));
END $$;
COMMENT ON FUNCTION cx_survival_view(regclass, text, cx_zone, text, text, text, regtype, text, text, date) IS
'the view of how long customers stay, or those of each segment';

-- The movements of all customers: in one pass, as a subscription does not belong to one period.
CREATE FUNCTION cx_series_rows(
	source regclass, customer text, customer_type regtype, started text, ended text, at_type regtype,
		amount text,
	grain cx_period, zone cx_zone, valid text, mark text
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- an end after the year 9998 is none
	SELECT format('SELECT @extschema@.revenue_agg(%1$s, %2$s, CASE WHEN %3$s IS NOT NULL THEN %4$s END,
				%5$s, %6$L%7$s)
			FILTER (WHERE %8$s) AS state, count(*) FILTER (WHERE NOT (%8$s)) AS invalid
		FROM %9$s AS t
		WHERE %10$s AND %11$s IS NOT NULL AND %2$s IS NOT NULL',
		@extschema@.cx_view_key(customer, customer_type),
		started, @extschema@.cx_view_period(ended, at_type, grain, zone), ended, coalesce(amount, '1'), grain,
		CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) END,
		valid, source, mark, customer)
$$;
COMMENT ON FUNCTION cx_series_rows(regclass, text, regtype, text, text, regtype, text, cx_period, cx_zone,
	text, text) IS
'the query of the movements of customers, for the views over subscriptions';

CREATE FUNCTION cx_create_subscription_views(
	source regclass, customer text, started text, ended text, amount text, zone cx_zone,
	segments text[] DEFAULT '{}', grain cx_period DEFAULT 'month',
	schema text DEFAULT NULL, prefix text DEFAULT NULL,
	replace boolean DEFAULT false, dry_run boolean DEFAULT false, as_of date DEFAULT NULL
) RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	customer_type regtype;
	at_type regtype;
	ended_type regtype;
	amount_type regtype;
	valid text;
	day text;
	period text := 'first day of the period; NULL in the row of invalid ones';
	invalid jsonb := to_jsonb(ARRAY[['invalid', 'r.invalid',
		'rows left out, all of them in one row without a period; 0 in every other']]);
	segment text;
	views jsonb;
BEGIN
	PERFORM @extschema@.cx_view_relation(source);
	SELECT c.expression, c.type INTO customer, customer_type
	FROM @extschema@.cx_view_column(source, 'customer', customer, 'a customer') AS c;
	SELECT c.expression, c.type INTO started, at_type
	FROM @extschema@.cx_view_column(source, 'started', started, 'a time') AS c;
	SELECT c.expression, c.type INTO ended, ended_type
	FROM @extschema@.cx_view_column(source, 'ended', ended, 'a time') AS c;
	PERFORM @extschema@.cx_same_times('started', at_type, 'ended', ended_type);
	IF amount IS NOT NULL THEN
		SELECT c.expression, c.type INTO amount, amount_type
		FROM @extschema@.cx_view_column(source, 'amount', amount, 'a number') AS c;
	END IF;
	segments := @extschema@.cx_view_segments(source, segments);
	prefix := coalesce(prefix, (SELECT c.relname FROM pg_class AS c WHERE c.oid = source));
	SELECT o.day INTO day FROM @extschema@.cx_view_observed('date', as_of, zone) AS o;
	valid := format('%s IS NOT NULL AND coalesce(%s >= %s, true)%s',
		@extschema@.cx_view_period(started, at_type, grain, zone), ended, started,
		@extschema@.cx_view_valid_amount(amount, amount_type, '0'));

	views := jsonb_build_array(jsonb_build_object('name', prefix || '_churn', 'kind', 'churn',
		'about', format('churn of customers by %s in %s, of %s', grain, zone, source),
		'columns', @extschema@.cx_view_head('churn', grain, zone, 'r.period', period)
		|| to_jsonb(ARRAY[
			['value', '100.0::float8 * r.churned_customers / nullif(r.customers_before, 0)',
				'lost in % of customers_before; NULL where there were none'],
			['low', 'r.low', '95 % confidence interval of value'],
			['high', 'r.high', 'the upper end of that interval'],
			['n', 'coalesce(r.customers_before, 0)', 'customers at the beginning of the period'],
			['complete', 'r.complete', format('whether the period has ended in %s', zone)],
			['customers_before', 'coalesce(r.customers_before, 0)', 'the same as n'],
			['lost', 'coalesce(r.churned_customers, 0)', 'customers at its beginning and not at its end'],
			['gained', 'coalesce(r.new_customers, 0)', 'customers at its end who never were before'],
			['reactivated', 'coalesce(r.reactivated_customers, 0)',
				'customers at its end, not at its beginning, who were before'],
			['customers_after', 'coalesce(r.customers_after, 0)', 'customers at the end of the period']])
		|| invalid,
		'body', @extschema@.cx_state_body(@extschema@.cx_series_rows(source, customer, customer_type, started,
			ended,
				at_type, amount, grain, zone, valid, @extschema@.cx_view_marked('churn', grain, zone,
					source)),
			format('(SELECT b.*, i.low, i.high FROM @extschema@.revenue_customers_table(s.state, %s) AS b
			CROSS JOIN LATERAL @extschema@.rate_ci(CASE WHEN b.customers_before > 0 THEN
				format(''(%%s of %%s)'', b.churned_customers, b.customers_before)::@extschema@.cx_rate
				END) AS i) AS r',
				day),
			'{period,customers_before,new_customers,reactivated_customers,churned_customers,customers_after,complete,low,high}')));
	IF amount IS NOT NULL THEN
		views := views || jsonb_build_object('name', prefix || '_revenue', 'kind', 'revenue',
			'about', format('movements of recurring revenue by %s in %s, of %s', grain, zone, source),
			'columns', @extschema@.cx_view_head('revenue', grain, zone, 'r.period', period)
			|| to_jsonb(ARRAY[
				['value', 'r.nrr', 'net revenue retention in %: what the customers at the beginning pay at '
					'the end; of several segments sum it from the parts'],
				['low', 'NULL::float8', 'NULL: revenue has no interval'],
				['high', 'NULL::float8', 'NULL, as low'],
				['n', 'coalesce(r.customers_before, 0)', 'customers at the beginning of the period'],
				['complete', 'r.complete', format('whether the period has ended in %s', zone)],
				['grr', 'r.grr', 'gross revenue retention in %: nrr without expansion'],
				['revenue_start', 'r.revenue_before', 'recurring revenue at the beginning of the period'],
				['new', 'r.new_revenue', 'of customers who never were before'],
				['expansion', 'r.expansion_revenue', 'more from those at the beginning'],
				['contraction', 'r.contraction_revenue', 'less from those who stay, as a positive amount'],
				['churned', 'r.churned_revenue', 'of those who left, as a positive amount'],
				['reactivated', 'r.reactivated_revenue', 'of those who came back'],
				['revenue_end', 'r.revenue_after', 'recurring revenue at the end of the period'],
				['quick_ratio', 'r.quick_ratio', 'what came over what went']])
			|| invalid,
			'body', @extschema@.cx_state_body(@extschema@.cx_series_rows(source, customer, customer_type,
				started, ended,
					at_type, amount, grain, zone, valid, @extschema@.cx_view_marked('revenue', grain, zone,
						source)),
				format('(SELECT a.*, b.customers_before FROM @extschema@.revenue_table(s.state, %1$s) AS a
				JOIN @extschema@.revenue_customers_table(s.state, %1$s) AS b ON b.period = a.period) AS r',
				day),
				'{period,revenue_before,new_revenue,reactivated_revenue,expansion_revenue,contraction_revenue,'
				'churned_revenue,revenue_after,nrr,grr,quick_ratio,customers_before,complete}'));
	END IF;
	-- how long somebody stays does not depend on what they pay
	valid := format('%s IS NOT NULL AND coalesce(%s >= %s, true)',
		@extschema@.cx_view_period(started, at_type, 'day', zone), ended, started);
	views := views || @extschema@.cx_survival_view(source, prefix, zone, customer, started, ended, at_type,
		valid, NULL, as_of);
	FOREACH segment IN ARRAY segments LOOP
		views := views || @extschema@.cx_survival_view(source, prefix, zone, customer, started, ended,
			at_type, valid, segment, as_of);
	END LOOP;
	RETURN QUERY SELECT p.view_name, p.sql
		FROM @extschema@.cx_put_views(source, views, schema, replace, dry_run) AS p;
END $$;
COMMENT ON FUNCTION cx_create_subscription_views(regclass, text, text, text, text, cx_zone, text[], cx_period,
	text, text, boolean, boolean, date) IS
'makes views of churn, of recurring revenue and of how long customers stay over a table of subscriptions, and gives their statements; with dry_run those only. The caller owns the views, which read with the rights of who reads them';
