-- Cards of a report over what customers bring and how long they stay.

CREATE FUNCTION cx_report_spending(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	triangle text;
	ages bigint[];
	customers double precision[];
	vals double precision[];
	axis numeric[];
	at integer;
	first date;
	last date;
	left_out boolean;
	open_cells boolean;
	invalid bigint;
	digits integer;
	unit text := CASE WHEN grain LIKE 'week%' THEN 'week' ELSE grain END;
BEGIN
	name := 'Revenue by cohort';
	-- The curve adds up, age by age, what the cohorts whose period has ended bring: until then all of them.
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT *, dense_rank() OVER (ORDER BY period DESC NULLS LAST) AS rank FROM %s
		), cohort AS MATERIALIZED (
			SELECT * FROM whole WHERE rank <= 36 AND period IS NOT NULL
		), cell AS (
			SELECT *, CASE WHEN (SELECT max(value) FROM cohort WHERE age > 0) < 100 THEN 1 ELSE 0
				END AS digits
			FROM cohort WHERE age <= 18
		), pooled AS (
			SELECT age, sum(sum(revenue) / nullif(sum(n), 0)) OVER (ORDER BY age) AS value
			FROM cohort WHERE complete GROUP BY age
		)
		SELECT @extschema@.cx_report_triangle(''First bought'', array_agg(period), $1, array_agg(n::float8),
		           array_agg(age), array_agg(value), array_agg(complete),
		           array_agg(format(''%%s of %%s bought'', buyers, n)), min(digits)),
		       (SELECT array_agg(age ORDER BY age) FROM pooled),
		       (SELECT array_agg(value ORDER BY age) FROM pooled), min(period), max(period),
		       (SELECT max(age) > 18 FROM cohort), bool_or(NOT complete), min(digits),
		       (SELECT coalesce(sum(invalid), 0)::bigint FROM whole)
		FROM cell', relation)
		INTO triangle, ages, vals, first, last, left_out, open_cells, digits, invalid USING grain;
	note := @extschema@.cx_report_invalid(invalid);
	IF triangle IS NULL THEN
		said := 'No purchases yet.';
		RETURN;
	END IF;
	note := concat_ws(' ',
		format('Revenue for each customer of a cohort, in the %s of the first purchase and 1, 2, 3 ... '
			'later, in the unit of the amounts.', unit),
		CASE WHEN open_cells THEN format('* The %s has not ended.', unit) END,
		CASE WHEN left_out THEN 'Ages beyond 18 are in the view.' END, note);
	body := triangle;
	IF ages IS NULL THEN
		said := format('No %s has ended yet.', unit);
		RETURN;
	END IF;
	at := least(13, cardinality(ages));
	figure := @extschema@.cx_report_number(vals[at], digits);
	seen := 'all cohorts';
	said := format('is what a customer brings up to %s %ss after the first purchase, of that %s in the '
			'first %s; first purchases from %s to %s.',
		ages[at], unit, @extschema@.cx_report_number(vals[1], digits), unit,
		@extschema@.cx_report_period(first, grain, false), @extschema@.cx_report_period(last, grain, false));
	SELECT @extschema@.cx_report_axis(least(0, min(v)), max(v)) INTO axis FROM unnest(vals) AS v;
	body := @extschema@.cx_report_chart(axis, ages::text[],
			@extschema@.cx_report_series(axis, 'dot', vals, NULL, NULL, NULL, NULL,
				(SELECT array_agg(format('up to %s %s: %s', unit, a, @extschema@.cx_report_number(v, digits))
					ORDER BY i)
				FROM unnest(ages, vals) WITH ORDINALITY AS u(a, v, i))),
			'Revenue of a customer, added up', 'A line',
			unit || 's after the first; all cohorts, added up')
		|| body;
END $$;
COMMENT ON FUNCTION cx_report_spending(regclass, text) IS
'internal: the card of a view of revenue by cohort: added up over all cohorts as a curve, each as a row of a triangle';

CREATE FUNCTION cx_report_worth(
	relation regclass,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	labels text[];
	customers double precision[];
	vals double precision[];
	lowest double precision[];
	highest double precision[];
	totals double precision[];
	shares double precision[];
	status text;
	invalid bigint;
	axis numeric[];
	bands integer;
BEGIN
	name := 'Expected customer value';
	EXECUTE format('
		SELECT array_agg(band::text ORDER BY band) FILTER (WHERE band IS NOT NULL),
		       array_agg(n::float8 ORDER BY band) FILTER (WHERE band IS NOT NULL),
		       array_agg(value ORDER BY band) FILTER (WHERE band IS NOT NULL),
		       array_agg(lowest ORDER BY band) FILTER (WHERE band IS NOT NULL),
		       array_agg(highest ORDER BY band) FILTER (WHERE band IS NOT NULL),
		       array_agg(value_total ORDER BY band) FILTER (WHERE band IS NOT NULL),
		       array_agg(share ORDER BY band) FILTER (WHERE band IS NOT NULL), max(model_status), sum(invalid)
		FROM %s', relation)
		INTO labels, customers, vals, lowest, highest, totals, shares, status, invalid;
	note := @extschema@.cx_report_invalid(invalid);
	bands := cardinality(labels);
	IF bands IS NULL THEN
		said := 'Too few purchases yet for a model.';
		RETURN;
	END IF;
	figure := @extschema@.cx_report_number((SELECT sum(t) FROM unnest(totals) AS t), 0);
	said := format('is what %s are expected to bring, in the unit of the amounts. The most valuable tenth '
		'brings '
			'%s%% of it.',
		@extschema@.cx_report_count((SELECT sum(n) FROM unnest(customers) AS n), 'customers'),
		@extschema@.cx_report_number(shares[bands], 0));
	note := concat_ws(' ', 'Mean value of a customer, by tenths of the customers; 10 are the most valuable.',
		'The view: ' || obj_description(relation, 'pg_class') || '.',
		CASE WHEN status <> 'converged'
			THEN format('The model is not to be relied on: %s.', replace(status, '_', ' ')) END, note);
	axis := @extschema@.cx_report_axis(least(0, vals[1]), vals[bands]);
	body := @extschema@.cx_report_chart(axis, labels,
			@extschema@.cx_report_bars(axis, 'good', array_fill(0::float8, ARRAY[bands]), vals, NULL,
				(SELECT array_agg(format('tenth %s: %s, from %s', l, @extschema@.cx_report_number(v, 1),
					@extschema@.cx_report_range(a, b, 1)) ORDER BY i)
				FROM unnest(labels, vals, lowest, highest) WITH ORDINALITY AS u(l, v, a, b, i))),
			'Expected value of customers', 'Bars, by tenths of the customers', 'tenth of the customers')
		|| @extschema@.cx_report_table('{Tenth,Customers,Mean value,Range,Share}',
			labels || @extschema@.cx_report_numbers(customers, 0) || @extschema@.cx_report_numbers(vals, 2)
			|| @extschema@.cx_report_ranges(lowest, highest, 2) || @extschema@.cx_report_numbers(shares, 1));
END $$;
COMMENT ON FUNCTION cx_report_worth(regclass) IS
'internal: the card of a view of the expected value of customers, by tenths of them';

-- The curves of a view of survival, one for all or one a segment: the five with most customers, and the
-- others as one, whose curve follows exactly from who left and who was last seen on each day. Of a long curve
-- about 300 days are kept, counted from its end.
CREATE FUNCTION cx_report_curves(
	relation regclass, kind text, OUT rank bigint, OUT label text, OUT customers bigint,
	OUT days double precision[], OUT vals double precision[], OUT lows double precision[],
	OUT highs double precision[], OUT until double precision, OUT covered double precision
) RETURNS SETOF record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY EXECUTE format('
		WITH row AS MATERIALIZED (
			SELECT %s AS name, days, value, low, high, n, churned, censored FROM %s WHERE days IS NOT NULL
		), size AS (
			SELECT name, max(n) AS customers, row_number() OVER (ORDER BY max(n) DESC, name) AS place,
				count(*) OVER () AS names
			FROM row GROUP BY name
		), curve AS (
			SELECT place AS rank, s.name AS label, s.customers, days, value, low, high
			FROM row AS r JOIN size AS s ON s.name IS NOT DISTINCT FROM r.name
			WHERE place <= 5 OR names = 6
			UNION ALL
			SELECT 6, format(''other (%%s)'', names - 5), total,
				days, CASE WHEN bool_or(churned = at_risk) OVER own THEN 0
					ELSE exp(sum(CASE WHEN churned < at_risk THEN ln(1 - churned / at_risk) END) OVER own)
						END,
				NULL, NULL
			FROM (SELECT days, names, sum(churned)::float8 AS churned,
				sum(sum(churned + censored)) OVER ()::bigint AS total,
				(sum(sum(churned + censored)) OVER () - sum(sum(churned + censored)) OVER (ORDER BY days)
					+ sum(churned + censored))::float8 AS at_risk
				FROM row AS r JOIN size AS s ON s.name IS NOT DISTINCT FROM r.name
				WHERE place > 5 AND names > 6
				GROUP BY days, names) AS d
			WINDOW own AS (ORDER BY days)
		), thinned AS (
			SELECT *, row_number() OVER (PARTITION BY rank ORDER BY days DESC) AS i,
				count(*) OVER (PARTITION BY rank) AS rows
			FROM curve
		)
		SELECT rank, label, customers, array_agg(days::float8 ORDER BY days), array_agg(value ORDER BY days),
			array_agg(low ORDER BY days), array_agg(high ORDER BY days),
			max(max(days)) OVER ()::float8, min(max(days)) OVER ()::float8
		FROM thinned WHERE (i - 1) %% (1 + rows / 300) = 0
		GROUP BY rank, label, customers ORDER BY rank',
		CASE kind WHEN 'survival' THEN '''''::text' ELSE 'coalesce(segment, ''(not known)'')' END, relation);
END $$;
COMMENT ON FUNCTION cx_report_curves(regclass, text) IS
'internal: the curves of a view of survival as arrays by day, at most six of them; how long the longest goes, and how long all of them';

CREATE FUNCTION cx_report_survival(
	relation regclass, kind text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	curve record;
	until double precision;
	mark double precision;
	axis numeric[];
	across numeric[];
	classes text[] := '{good,bad,ink,back,plain,new}';
	labels text[] := '{}';
	paths text := '';
	dimension text;
	invalid bigint;
	i integer;
	listed text[] := '{}';
	marks double precision[];
	columns text[];
BEGIN
	name := 'How long customers stay';
	EXECUTE format('SELECT coalesce(sum(invalid), 0), %s FROM %s', CASE kind WHEN 'survival' THEN 'NULL'
		ELSE 'min(dimension)' END, relation) INTO invalid, dimension;
	note := @extschema@.cx_report_invalid(invalid);
	IF dimension IS NOT NULL THEN
		name := name || ', by ' || replace(dimension, '_', ' ');
	END IF;
	axis := '{0,100,20}';
	FOR curve IN SELECT c.* FROM @extschema@.cx_report_curves(relation, kind) AS c
			WHERE c.until > 0 ORDER BY c.rank LOOP
		IF until IS NULL THEN
			until := curve.until;
			across := @extschema@.cx_report_axis(0, until);
			across[2] := until;
			-- A year, if that has been seen of all; else the last mark of the axis that has.
			mark := CASE WHEN curve.covered >= 365 THEN 365
				ELSE greatest(1, floor(curve.covered / across[3]::float8) * across[3]::float8) END;
			SELECT array_agg(m::float8) INTO marks
			FROM generate_series(across[3], until::numeric, across[3]) AS m;
		END IF;
		paths := paths || @extschema@.cx_report_steps(classes[curve.rank], curve.days,
			(SELECT array_agg(100 * v ORDER BY o) FROM unnest(curve.vals) WITH ORDINALITY AS u(v, o)),
			(SELECT array_agg(100 * v ORDER BY o) FROM unnest(curve.lows) WITH ORDINALITY AS u(v, o)),
			(SELECT array_agg(100 * v ORDER BY o) FROM unnest(curve.highs) WITH ORDINALITY AS u(v, o)),
			axis, until);
		labels := labels || format('%s (%s)',
			CASE kind WHEN 'survival' THEN 'All customers' ELSE left(curve.label, 60) END,
			@extschema@.cx_report_number(curve.customers, 0));
		-- What each says at the mark: the last step up to it.
		SELECT max(o) INTO i FROM unnest(curve.days) WITH ORDINALITY AS u(d, o) WHERE d <= mark;
		IF kind = 'survival' THEN
			figure := @extschema@.cx_report_number(100 * coalesce(curve.vals[i], 1), 1) || '%';
			seen := 'after ' || @extschema@.cx_report_count(mark, 'days');
			said := format('are still there after %s%s; %s.', @extschema@.cx_report_count(mark, 'days'),
				@extschema@.cx_report_between(100 * curve.lows[i], 100 * curve.highs[i], 1),
				@extschema@.cx_report_count(curve.customers, 'customers'));
			said := said || coalesce((SELECT ' Half have left after '
					|| @extschema@.cx_report_count(min(d), 'days') || '.'
				FROM unnest(curve.days, curve.vals) AS u(d, v) WHERE v <= 0.5 HAVING count(*) > 0), '');
		ELSE
			listed := listed || format('%s: %s%%', left(curve.label, 60),
				@extschema@.cx_report_number(100 * coalesce(curve.vals[i], 1), 1));
		END IF;
		columns := columns || (
			SELECT array_agg(CASE WHEN m > curve.days[cardinality(curve.days)] THEN '-'
				ELSE @extschema@.cx_report_number(100 * coalesce((SELECT min(v)
					FROM unnest(curve.days, curve.vals) AS u(d, v) WHERE d <= m), 1), 1) END ORDER BY m)
			FROM unnest(marks) AS m);
	END LOOP;
	IF until IS NULL THEN
		said := 'Nobody has been here for a day yet.';
		RETURN;
	END IF;
	IF kind = 'survival_by' THEN
		said := format('Still there after %s days, %s.', @extschema@.cx_report_number(mark, 0),
			array_to_string(listed, '; '));
	END IF;
	note := concat_ws(' ', 'Those who have not left count as long as they were seen.', note);
	body := @extschema@.cx_report_chart(axis, NULL, @extschema@.cx_report_ticks(across)
			|| format('<svg width="100%%" height="240" viewBox="0 0 1000 240" '
				'preserveAspectRatio="none">%s</svg>', paths),
			'Customers still there, by time', 'Falling lines of steps',
				'days since the start; up: % still there')
		|| @extschema@.cx_report_key(
			(SELECT array_agg('line ' || classes[o] ORDER BY o) FROM generate_subscripts(labels, 1) AS o),
				labels)
		|| @extschema@.cx_report_table('Days'::text || labels,
			@extschema@.cx_report_numbers(marks, 0) || columns);
END $$;
COMMENT ON FUNCTION cx_report_survival(regclass, text) IS
'internal: the card of a view of survival, of all customers or by segment';
