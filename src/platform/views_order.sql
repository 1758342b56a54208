-- Ready-made views over a table of orders: one row an order, with a customer, a time and an amount.

CREATE FUNCTION cx_create_order_views(
	source regclass, customer text, at text, amount text, zone cx_zone, grain cx_period DEFAULT 'month',
	schema text DEFAULT NULL, prefix text DEFAULT NULL,
	replace boolean DEFAULT false, dry_run boolean DEFAULT false, as_of date DEFAULT NULL,
	horizon_days float8 DEFAULT 365, annual_discount float8 DEFAULT 0.1
) RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	customer_type regtype;
	at_type regtype;
	amount_type regtype;
	period text;
	valid text;
	zoned text;
	observed record;
	views jsonb;
BEGIN
	PERFORM @extschema@.cx_view_relation(source);
	SELECT c.expression, c.type INTO customer, customer_type
	FROM @extschema@.cx_view_column(source, 'customer', customer, 'a customer') AS c;
	SELECT c.expression, c.type INTO at, at_type FROM @extschema@.cx_view_column(source, 'at', at,
		'a time') AS c;
	SELECT c.expression, c.type INTO amount, amount_type
	FROM @extschema@.cx_view_column(source, 'amount', amount, 'a number') AS c;
	period := @extschema@.cx_view_period(at, at_type, grain, zone);
	prefix := coalesce(prefix, (SELECT c.relname FROM pg_class AS c WHERE c.oid = source));
	zoned := CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) ELSE '' END;
	observed := @extschema@.cx_view_observed(at_type, as_of, zone);
	valid := period || ' IS NOT NULL' || @extschema@.cx_view_valid_amount(amount, amount_type, '-1e15');
	-- what a model or a value is asked with wrongly is said by them, now and not when the view is read
	PERFORM @extschema@.clv(1, 1, 1, 1, m, s, horizon_days, annual_discount)
	FROM (SELECT @extschema@.bgnbd_fit(1, 1, 2) AS m, @extschema@.gamma_gamma_fit(1, 1) AS s) AS f;

	views := @extschema@.cx_activity_views(source, prefix, grain, zone, customer, customer_type, at, at_type,
		valid,
		-- a refund is no purchase
		format('(%1$s IS NULL OR %1$s >= 0 OR %1$s < -1e15)', amount), as_of, 'order');
	views := views || jsonb_build_object('name', prefix || '_cohort_revenue', 'kind', 'cohort_revenue',
		'about', format('what customers bring by %s after that of their first purchase in %s, of %s', grain,
			zone, source),
		'columns', @extschema@.cx_view_head('cohort_revenue', grain, zone, 'r.cohort',
			'the cohort: first day of the period of the first purchase; NULL for money from before first purchases, '
			'and in the row of invalid ones')
		|| to_jsonb(ARRAY[
			['age', 'r.age::bigint', 'how many periods after the first one; rows only up to now'],
			['value', 'r.per_customer',
				'revenue by customer of the cohort; of several cohorts it is sum(revenue) / sum(n)'],
			['low', 'NULL::float8', 'NULL: revenue has no interval'],
			['high', 'NULL::float8', 'NULL, as low'],
			['n', 'coalesce(r.customers, 0)', 'customers of the cohort; adds up over cohorts'],
			['complete', 'r.complete', 'whether the period at that age has ended'],
			['buyers', 'coalesce(r.buyers, 0)', 'customers who bought at that age; adds up over cohorts'],
			['revenue', 'r.revenue', 'revenue at that age, in the unit of the amounts; adds up'],
			['share_of_first', 'r.share_of_first', 'revenue in % of that at age 0'],
			['invalid', 'r.invalid',
				'rows left out, all of them in one row without a period; 0 in every other']]),
		'body', @extschema@.cx_state_body(@extschema@.cx_pass_rows(source, '@extschema@.cohort_revenue_agg',
				'@extschema@.spend_agg', '@extschema@.cohort_revenue_agg(c.state)', customer, customer_type,
					at,
				format('%s, %s, %L%s', at, amount, grain, zoned), valid, observed.until, NULL,
				@extschema@.cx_view_marked('cohort_revenue', grain, zone, source), grain),
			format('@extschema@.cohort_revenue_table(s.state, ''in'', %s) AS r', observed.day),
			'{cohort,age,customers,buyers,revenue,per_customer,share_of_first,complete}'));
	views := views || jsonb_build_object('name', prefix || '_clv', 'kind', 'clv',
		'about', format('what customers are expected to bring in the next %s days, in tenths of them, of %s: '
			'BG/NBD and gamma-gamma, fitted whenever the view is read', horizon_days, source),
		'columns', to_jsonb(ARRAY[
			['metric', '''clv''::text', 'what is measured: clv'],
			['band', 'r.band::bigint',
				'tenth of the customers: 10 are the most valuable ones; NULL in the row of invalid ones'],
			['value', 'r.value',
				'mean value of its customers, in the unit of the amounts; in all sum(value_total) / sum(n)'],
			['n', 'r.customers', 'customers of the band; adds up'],
			['customers', 'r.customers', 'the same as n'],
			['lowest', 'r.lowest', 'value of the least valuable customer of the band'],
			['highest', 'r.highest', 'value of the most valuable customer of the band'],
			['value_total', 'r.total', 'value of all customers of the band; adds up'],
			['share', '100 * r.total / nullif(r.of_all, 0)', 'value_total in % of that of all bands'],
			['model_status', 'r.status', 'how the fit of the purchases ended: see model_status()'],
			['invalid', 'r.invalid',
				'rows left out, all of them in one row without a band; 0 in every other']]),
		'body', format('FROM (WITH c AS MATERIALIZED (%s),
		m AS MATERIALIZED (SELECT @extschema@.bgnbd_fit(c.state) AS purchases,
			@extschema@.gamma_gamma_fit(c.state) AS spending, coalesce(sum(c.invalid), 0)::bigint AS invalid
			FROM c),
		v AS (SELECT @extschema@.clv(c.state, m.purchases, m.spending, %L, %L) AS value FROM c, m),
		b AS (SELECT ntile(10) OVER (ORDER BY v.value) AS band, v.value FROM v WHERE v.value IS NOT NULL),
		a AS (SELECT b.band, count(*) AS customers, avg(b.value) AS value, min(b.value) AS lowest,
			max(b.value) AS highest, sum(b.value) AS total, sum(sum(b.value)) OVER () AS of_all
			FROM b GROUP BY b.band)
	SELECT a.*, @extschema@.model_status(m.purchases) AS status, 0::bigint AS invalid FROM a, m
	UNION ALL
	SELECT NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, m.invalid FROM m WHERE m.invalid > 0) AS r',
			@extschema@.cx_customer_rows(source, customer, at, format('@extschema@.rfm_agg(%s, %s, %s%s)', at,
				amount,
				observed.day, zoned), valid, observed.until, NULL, @extschema@.cx_view_marked('clv', NULL,
					zone, source)),
			horizon_days::text, annual_discount::text));
	RETURN QUERY SELECT p.view_name, p.sql
		FROM @extschema@.cx_put_views(source, views, schema, replace, dry_run) AS p;
END $$;
COMMENT ON FUNCTION cx_create_order_views(regclass, text, text, text, cx_zone, cx_period, text, text, boolean,
	boolean, date, float8, float8) IS
'makes views of retention, of active customers, of revenue by cohort and of lifetime value over a table of orders, and gives their statements; with dry_run those only. The caller owns the views, which read with the rights of who reads them';
