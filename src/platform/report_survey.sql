-- Cards of a report over answers: a figure over time, its segments, its drivers. A card is read from one
-- view: what it is called, its figure, what the figure says, a note, and its charts as markup.

-- NPS depends only on how many answers are on each side, CSAT on how many are satisfied: so the parts of a
-- view
-- make the state again, with the cuts that the view has.
CREATE FUNCTION cx_report_state(kind text, cell jsonb) RETURNS cx_scores
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN cell ->> 'n' IS NULL THEN NULL
	            WHEN (cell ->> 'n')::bigint = 0 THEN '()'
	            WHEN kind LIKE 'nps%' THEN format('(0..10: %s 0 0 0 0 0 0 %s 0 %s 0)', cell ->> 'detractors',
	                                              cell ->> 'passives', cell ->> 'promoters')
	            WHEN kind LIKE 'csat%' THEN format('(0..1: %s %s)',
	                (cell ->> 'n')::bigint - (cell ->> 'satisfied')::bigint,
	                                               cell ->> 'satisfied')
	            WHEN kind LIKE 'sla%' THEN format('(0..1: %s %s)', cell ->> 'breached', cell ->> 'met')
	       END::@extschema@.cx_scores
$$;
COMMENT ON FUNCTION cx_report_state(text, jsonb) IS
'internal: a row of a view of NPS, CSAT or SLA as a state that has its figure and interval, on 0..1 but for NPS; NULL for another kind or NULL';

CREATE FUNCTION cx_report_scores(
	relation regclass, kind text, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	digits integer := CASE kind WHEN 'nps' THEN 1 WHEN 'csat' THEN 1 ELSE 2 END;
	at integer;
	cell jsonb;
	states @extschema@.cx_scores[];
	plain boolean := false;
	signals boolean[];
	vals double precision[];
	lows double precision[];
	highs double precision[];
	complete boolean[];
	labels text[];
	change record;
	strange text;
	axis numeric[];
BEGIN
	name := CASE kind WHEN 'nps' THEN 'Net Promoter Score' WHEN 'csat' THEN 'Customer satisfaction'
		ELSE 'Customer effort' END;
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No answers yet.';
		RETURN;
	END IF;
	cell := cells[at];
	vals := @extschema@.cx_report_column(cells, 'value');
	lows := @extschema@.cx_report_column(cells, 'low');
	highs := @extschema@.cx_report_column(cells, 'high');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(vals[at], CASE kind WHEN 'nps' THEN 0 ELSE digits END)
		|| CASE kind WHEN 'csat' THEN '%' ELSE '' END;
	seen := labels[at];
	said := CASE kind WHEN 'nps' THEN 'NPS ' || figure WHEN 'csat' THEN figure || ' satisfied'
			ELSE 'Mean ' || figure END
		|| @extschema@.cx_report_between(lows[at], highs[at], CASE kind WHEN 'nps' THEN 0 ELSE digits END)
		|| format('; %s %s.', @extschema@.cx_report_count((cell ->> 'n')::float8, 'answers'),
			@extschema@.cx_report_during(labels[at], grain, complete[at]));

	-- States tell change and signals where the view's interval is that of answers one by one, and not of
	-- customers who answered more than once. Else the view that compares does.
	SELECT array_agg(@extschema@.cx_report_state(kind, c) ORDER BY i) INTO states
	FROM unnest(cells) WITH ORDINALITY AS u(c, i);
	IF kind = 'nps' THEN
		plain := abs((@extschema@.nps_ci(states[at])).low - lows[at]) < 1e-9;
	ELSIF kind = 'csat' THEN
		plain := abs((@extschema@.csat_ci(states[at], satisfied_from => 1)).low - lows[at]) < 1e-9;
	END IF;
	IF vals[at - 1] IS NOT NULL AND complete[at] THEN
		IF plain AND kind = 'nps' THEN
			SELECT c.change, c.low, c.high, c.p_value INTO change
			FROM @extschema@.nps_change(states[at - 1], states[at]) AS c;
		ELSIF plain THEN
			SELECT c.change, c.low, c.high, c.p_value INTO change
			FROM @extschema@.csat_change(states[at - 1], states[at], satisfied_from => 1) AS c;
		ELSE
			change := @extschema@.cx_report_change(relation, kind, (cell ->> 'period')::date);
		END IF;
		note := concat_ws(' ', CASE WHEN change.p_value IS NULL THEN NULL ELSE
			format('%s by %s%s from %s: %s (p %s).',
				CASE WHEN change.change < 0 THEN 'Down' ELSE 'Up' END,
				@extschema@.cx_report_number(abs(change.change), digits),
				CASE kind WHEN 'ces' THEN '' ELSE ' points' END, labels[at - 1],
				CASE WHEN change.p_value < 0.05 THEN 'more than chance' ELSE 'may be chance' END,
				CASE WHEN change.p_value < 0.001 THEN '< 0.001'
					ELSE @extschema@.cx_report_number(change.p_value, 3) END) END, note);
	END IF;
	IF plain THEN
		SELECT array_agg(s.signal ORDER BY i) INTO signals
		FROM unnest(cells) WITH ORDINALITY AS u(c, i)
		LEFT JOIN (
			SELECT s.name, s.signal
			FROM (SELECT array_agg(i::integer ORDER BY i) AS names, array_agg(states[i] ORDER BY i) AS ended
				FROM generate_subscripts(cells, 1) AS i
				WHERE complete[i] AND vals[i] IS NOT NULL) AS v,
				LATERAL (SELECT * FROM @extschema@.nps_signals(v.names, v.ended) WHERE kind = 'nps'
					UNION ALL
					SELECT * FROM @extschema@.csat_signals(v.names, v.ended, satisfied_from => 1)
					WHERE kind = 'csat') AS s) AS s ON s.name = i;
		SELECT string_agg(format('%s (%s)', labels[i], @extschema@.cx_report_number(vals[i], digits)), ', '
			ORDER BY i)
		INTO strange FROM generate_subscripts(cells, 1) AS i WHERE signals[i];
		note := concat_ws(' ', 'Out of line with how periods usually vary: ' || strange || '.', note);
	END IF;

	body := coalesce(CASE kind
		WHEN 'nps' THEN @extschema@.cx_report_split('{bad,plain,good}', '{Detractors,Passives,Promoters}',
			ARRAY[cell ->> 'detractors', cell ->> 'passives', cell ->> 'promoters']::float8[])
		WHEN 'csat' THEN @extschema@.cx_report_split('{plain,good}', '{Not satisfied,Satisfied}',
			ARRAY[(cell ->> 'n')::float8 - (cell ->> 'satisfied')::float8, (cell ->> 'satisfied')::float8])
		ELSE @extschema@.cx_report_split('{plain,good}', '{Not easy,Easy}',
			ARRAY[(cell ->> 'n')::float8 - (cell ->> 'easy')::float8, (cell ->> 'easy')::float8]) END, '');
	IF cardinality(cells) > 1 THEN
		SELECT @extschema@.cx_report_axis(least(min(v), min(l)), greatest(max(v), max(h))) INTO axis
		FROM unnest(vals, lows, highs) AS u(v, l, h);
		body := body || @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'dot', vals, lows, highs, complete, signals,
					(SELECT array_agg(format('%s: %s (%s), %s', labels[i],
						@extschema@.cx_report_number(vals[i], digits),
						@extschema@.cx_report_range(lows[i], highs[i], digits),
						@extschema@.cx_report_count((cells[i] ->> 'n')::float8, 'answers')) ORDER BY i)
					FROM generate_subscripts(cells, 1) AS i)),
				name || ' over time', 'Dots with their intervals; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{dot dot,dot dot signal,dot dot hollow,ribbon-box dot}',
				ARRAY[CASE grain WHEN 'week_sunday' THEN 'Week' ELSE initcap(grain) END,
					CASE WHEN true = ANY (signals) THEN 'Out of line' END,
					CASE WHEN false = ANY (complete) THEN 'Not ended' END, '95% interval']);
	END IF;
	body := body || @extschema@.cx_report_table(
		ARRAY['Period', 'Answers', name, '95% interval'],
		@extschema@.cx_report_stars(labels, complete)
		|| @extschema@.cx_report_figures(cells, 'n', 0)
		|| @extschema@.cx_report_numbers(vals, digits) || @extschema@.cx_report_ranges(lows, highs, digits));
END $$;
COMMENT ON FUNCTION cx_report_scores(regclass, text, text) IS
'internal: the card of a view of NPS, CSAT or CES over time';

CREATE FUNCTION cx_report_change(relation regclass, kind text, of_period date,
	OUT change double precision, OUT low double precision, OUT high double precision,
		OUT p_value double precision
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	comparing regclass := (
		SELECT s.relation FROM @extschema@.cx_sources AS s
		WHERE s.kind = cx_report_change.kind || '_change'
			AND s.relation = to_regclass((
				SELECT format('%s.%I', relnamespace::regnamespace, relname || '_change')
				FROM pg_class WHERE oid = cx_report_change.relation)));
BEGIN
	IF comparing IS NOT NULL THEN
		EXECUTE format('SELECT change, change_low, change_high, p_value FROM %s WHERE period = $1', comparing)
		INTO change, low, high, p_value USING of_period;
	END IF;
END $$;
COMMENT ON FUNCTION cx_report_change(regclass, text, date) IS
'internal: what the view that compares the periods of another says of one; NULLs where there is none';

CREATE FUNCTION cx_report_segments(
	relation regclass, kind text, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	ended boolean;
	of_period date;
	dimension text;
	labels text[];
	counts double precision[];
	vals double precision[];
	lows double precision[];
	highs double precision[];
	states @extschema@.cx_scores[];
	remarks text[];
	middle double precision;
	sums jsonb;
	merged @extschema@.cx_scores;
	digits integer := CASE kind WHEN 'ces_by' THEN 2 ELSE 1 END;
	unit text := CASE kind WHEN 'csat_by' THEN '%' WHEN 'sla_by' THEN '%' WHEN 'resolution_by' THEN ' hours'
		ELSE '' END;
	axis numeric[];
	above text;
	below text;
BEGIN
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT period, complete, n, dimension, to_jsonb(v) AS cells FROM %s AS v
		), latest AS (
			SELECT period FROM whole WHERE n > 0 AND period IS NOT NULL
			ORDER BY complete DESC NULLS LAST, period DESC LIMIT 1
		)
		SELECT (SELECT array_agg(cells ORDER BY n DESC, cells ->> ''segment'') FROM whole
		        WHERE n > 0 AND period = (SELECT period FROM latest)),
		       (SELECT bool_and(complete) FROM whole WHERE period = (SELECT period FROM latest)),
		       (SELECT period FROM latest),
		       (SELECT min(dimension) FROM whole),
		       (SELECT coalesce(sum((cells ->> ''invalid'')::bigint), 0)::bigint FROM whole)', relation)
		INTO cells, ended, of_period, dimension, invalid;
	name := format('%s by %s', CASE kind WHEN 'nps_by' THEN 'Net Promoter Score'
			WHEN 'csat_by' THEN 'Satisfaction' WHEN 'ces_by' THEN 'Customer effort'
			WHEN 'sla_by' THEN 'Tickets resolved in time' ELSE 'Time to resolution' END,
		coalesce(replace(dimension, '_', ' '), 'segment'));
	note := @extschema@.cx_report_invalid(invalid);
	IF cells IS NULL THEN
		said := 'No rows yet.';
		RETURN;
	END IF;
	SELECT array_agg(coalesce(c ->> 'segment', '(not known)') ORDER BY i),
		array_agg((c ->> 'n')::float8 ORDER BY i), array_agg((c ->> 'value')::float8 ORDER BY i),
		array_agg((c ->> 'low')::float8 ORDER BY i), array_agg((c ->> 'high')::float8 ORDER BY i),
		array_agg(@extschema@.cx_report_state(kind, c) ORDER BY i)
	INTO labels, counts, vals, lows, highs, states
	FROM unnest(cells) WITH ORDINALITY AS u(c, i)
	WHERE i <= 12;
	-- The smaller segments as one; of means its interval cannot be told from the parts.
	IF cardinality(cells) > 12 THEN
		SELECT jsonb_build_object('n', sum((c ->> 'n')::bigint),
			'promoters', sum((c ->> 'promoters')::bigint),
			'passives', sum((c ->> 'passives')::bigint), 'detractors', sum((c ->> 'detractors')::bigint),
			'satisfied', sum((c ->> 'satisfied')::bigint),
			'met', sum((c ->> 'met')::bigint), 'breached', sum((c ->> 'breached')::bigint),
			'mean', sum((c ->> 'value')::float8 * (c ->> 'n')::bigint) / sum((c ->> 'n')::bigint))
		INTO sums FROM unnest(cells[13:]) AS c;
		merged := @extschema@.cx_report_state(kind, sums);
		labels := labels || format('other (%s)', cardinality(cells) - 12);
		counts := counts || (sums ->> 'n')::float8;
		states := states || merged;
		vals := vals || CASE kind WHEN 'nps_by' THEN @extschema@.nps(merged)
			WHEN 'csat_by' THEN @extschema@.csat(merged, 1) WHEN 'sla_by' THEN @extschema@.csat(merged, 1)
			ELSE (sums ->> 'mean')::float8 END;
		lows := lows || CASE kind WHEN 'nps_by' THEN (@extschema@.nps_ci(merged)).low
			ELSE (@extschema@.csat_ci(merged, satisfied_from => 1)).low END;
		highs := highs || CASE kind WHEN 'nps_by' THEN (@extschema@.nps_ci(merged)).high
			ELSE (@extschema@.csat_ci(merged, satisfied_from => 1)).high END;
	END IF;
	IF kind = 'nps_by' AND cardinality(labels) > 1 THEN
		SELECT array_agg(c.p_adjusted ORDER BY c.b) INTO remarks
		FROM @extschema@.nps_compare((SELECT array_agg(i) FROM generate_subscripts(labels, 1) AS i), states,
			against => 'rest') AS c;
		SELECT @extschema@.nps(@extschema@.rollup(s)) INTO middle FROM unnest(states) AS s;
	ELSIF kind IN ('csat_by', 'sla_by') AND cardinality(labels) > 1 THEN
		SELECT array_agg(c.p_adjusted ORDER BY c.b) INTO remarks
		FROM @extschema@.csat_compare((SELECT array_agg(i) FROM generate_subscripts(labels, 1) AS i), states,
			against => 'rest', satisfied_from => 1) AS c;
		SELECT @extschema@.csat(@extschema@.rollup(s), 1) INTO middle FROM unnest(states) AS s;
	ELSE
		SELECT sum(v * n) / sum(n) INTO middle FROM unnest(vals, counts) AS u(v, n);
	END IF;
	-- Which differ beyond chance; where that is not known, the ends.
	SELECT string_agg(left(labels[i], 60), ', ' ORDER BY vals[i] DESC) FILTER (WHERE vals[i] > middle),
		string_agg(left(labels[i], 60), ', ' ORDER BY vals[i]) FILTER (WHERE vals[i] < middle)
	INTO above, below
	FROM unnest(remarks) WITH ORDINALITY AS u(p, i) WHERE p::float8 < 0.05;
	said := CASE WHEN cardinality(labels) = 1 THEN
			format('%s: %s%s.', left(labels[1], 60), @extschema@.cx_report_number(vals[1], digits), unit)
		WHEN remarks IS NULL THEN
			(SELECT format('Highest: %s, %s%s. Lowest: %s, %s%s.', left(labels[best], 60),
				@extschema@.cx_report_number(vals[best], digits), unit, left(labels[worst], 60),
				@extschema@.cx_report_number(vals[worst], digits), unit)
			FROM (SELECT (array_agg(i ORDER BY vals[i] DESC))[1] AS best,
					(array_agg(i ORDER BY vals[i]))[1] AS worst
				FROM generate_subscripts(vals, 1) AS i) AS ends)
		WHEN above IS NULL AND below IS NULL THEN
			'None differs from the others by more than chance.'
		ELSE concat_ws(' ', 'Better than the others by more than chance: ' || above || '.',
			'Worse: ' || below || '.') END
		|| format(' %s %s.', @extschema@.cx_report_count((SELECT sum(n) FROM unnest(counts) AS n),
			CASE WHEN kind IN ('resolution_by', 'sla_by') THEN 'tickets' ELSE 'answers' END),
			@extschema@.cx_report_during(@extschema@.cx_report_period(of_period, grain, false), grain,
				ended));
	SELECT array_agg(CASE WHEN p IS NULL THEN '-' WHEN p::float8 < 0.001 THEN '< 0.001'
		ELSE @extschema@.cx_report_number(p::float8, 3) END ORDER BY i)
	INTO remarks FROM unnest(remarks) WITH ORDINALITY AS u(p, i);
	note := concat_ws(' ', 'Dashed: all of them.',
		CASE WHEN remarks IS NOT NULL THEN 'p: how likely chance alone makes a segment differ so much from '
			'all the others, corrected for so many comparisons.' END, note);
	SELECT @extschema@.cx_report_axis(least(min(v), min(l)), greatest(max(v), max(h))) INTO axis
	FROM unnest(vals, lows, highs) AS u(v, l, h);
	body := @extschema@.cx_report_dots(
		ARRAY[@extschema@.cx_report_words(coalesce(dimension, 'segment')), 'n',
			CASE kind WHEN 'nps_by' THEN 'NPS' WHEN 'csat_by' THEN 'Satisfied, %' WHEN 'ces_by' THEN 'Mean'
				WHEN 'sla_by' THEN 'In time, %' ELSE 'Mean hours' END]
			|| CASE WHEN remarks IS NOT NULL THEN '{p}'::text[] END,
		labels, @extschema@.cx_report_numbers(counts, 0), vals, lows, highs, remarks, middle, axis, digits);
END $$;
COMMENT ON FUNCTION cx_report_segments(regclass, text, text) IS
'internal: the card of a view by segment: the twelve with most rows of the last period that has ended, and the others as one';

CREATE FUNCTION cx_report_drivers(
	relation regclass,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	labels text[];
	counts double precision[];
	means double precision[];
	shares double precision[];
	lows double precision[];
	highs double precision[];
	r_squared double precision;
	across numeric[];
	up numeric[];
	mean double precision;
	invalid bigint;
	to_mend text;
BEGIN
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT * FROM %s
		)
		SELECT array_agg(replace(driver, ''_'', '' '') ORDER BY share DESC, driver),
		       array_agg(responses::float8 ORDER BY share DESC, driver),
		       array_agg(mean ORDER BY share DESC, driver), array_agg(share ORDER BY share DESC, driver),
		       array_agg(low ORDER BY share DESC, driver), array_agg(high ORDER BY share DESC, driver),
		       sum(raw_weight), avg(mean),
		       @extschema@.cx_report_axis(least(min(low), min(share), 0), max(greatest(high, share))),
		       @extschema@.cx_report_axis(min(mean), max(mean)), (SELECT min(metric) FROM whole),
		       (SELECT coalesce(sum(invalid), 0)::bigint FROM whole)
		FROM whole WHERE share IS NOT NULL', relation)
		INTO labels, counts, means, shares, lows, highs, r_squared, mean, up, across, name, invalid;
	name := CASE name WHEN 'nps' THEN 'What drives recommendation' WHEN 'ces' THEN 'What drives effort'
		ELSE 'What drives satisfaction' END;
	note := @extschema@.cx_report_invalid(invalid);
	IF labels IS NULL THEN
		said := 'Not enough answers yet: each rating must vary among those who gave all of them.';
		RETURN;
	END IF;
	figure := @extschema@.cx_report_number(shares[1], 0) || '%';
	said := format('of what %s is %s%s. %s answers with all ratings; together they explain '
		'%s%% of how the score varies.',
		CASE cardinality(labels) WHEN 1 THEN 'one rating explains'
			ELSE cardinality(labels) || ' ratings explain' END,
		left(labels[1], 80), @extschema@.cx_report_between(lows[1], highs[1], 0),
		@extschema@.cx_report_number(counts[1], 0), @extschema@.cx_report_number(100 * r_squared, 0));
	SELECT string_agg(left(labels[i], 80), ', ' ORDER BY i) INTO to_mend
	FROM generate_subscripts(labels, 1) AS i
	WHERE shares[i] > 100.0 / cardinality(labels) AND means[i] < mean;
	note := concat_ws(' ', format('Important, and rated below the others: %s.', coalesce(to_mend, 'none')),
		note);
	body := @extschema@.cx_report_chart(up, NULL,
			@extschema@.cx_report_ticks(across)
			|| @extschema@.cx_report_line('middle', '0', '100%',
				@extschema@.cx_report_y(100.0 / cardinality(labels), up)::text,
				@extschema@.cx_report_y(100.0 / cardinality(labels), up)::text)
			|| @extschema@.cx_report_line('middle', @extschema@.cx_report_x(mean, across),
				@extschema@.cx_report_x(mean, across), '0', '240')
			|| (SELECT string_agg(@extschema@.cx_report_line('whisker faint',
				@extschema@.cx_report_x(means[i], across),
						@extschema@.cx_report_x(means[i], across),
						@extschema@.cx_report_y(lows[i], up)::text, @extschema@.cx_report_y(highs[i],
							up)::text), '' ORDER BY i)
					|| string_agg(format('<circle class="number-dot" cx="%s" cy="%s" '
						'r="9"><title>%s</title></circle>',
						@extschema@.cx_report_x(means[i], across), @extschema@.cx_report_y(shares[i], up),
						@extschema@.cx_report_text(format('%s: mean %s, %s%%', labels[i],
							@extschema@.cx_report_number(means[i], 2),
								@extschema@.cx_report_number(shares[i], 1))))
					|| @extschema@.cx_report_label('mid on-dot', @extschema@.cx_report_x(means[i], across),
						@extschema@.cx_report_y(shares[i], up) + 4, i::text), '' ORDER BY i DESC)
				FROM generate_subscripts(labels, 1) AS i),
			'Importance and performance', 'A numbered dot for each rating; the table below names them',
			'mean rating; up: percent of what is explained')
		|| @extschema@.cx_report_dots('{Rating,Mean,Share}',
			(SELECT array_agg(i || '. ' || labels[i] ORDER BY i) FROM generate_subscripts(labels, 1) AS i),
			@extschema@.cx_report_numbers(means, 2), shares, lows, highs, NULL, 100.0 / cardinality(labels),
				up, 1);
END $$;
COMMENT ON FUNCTION cx_report_drivers(regclass) IS
'internal: the card of a view of drivers: importance over performance, and the shares with their intervals';
