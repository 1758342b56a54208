-- Ready-made views over a table of answers: one row an answer, with a score and a time.

-- What the three questions differ in: how an answer becomes a figure.
CREATE FUNCTION cx_response_question(
	question text, low float8, high float8, promoters_from integer, detractors_to integer,
	satisfied_from integer, easy_from integer, low_is_easy boolean
) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	word text := lower(question);
	cuts text := '';
	scale text;
	parts jsonb;
	about text;
BEGIN
	IF question IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'question must not be null',
			HINT = 'It is ''nps'', ''csat'' or ''ces''.';
	END IF;
	IF word NOT IN ('nps', 'csat', 'ces') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('question cannot be "%s"', question),
				HINT = 'It is ''nps'', ''csat'' or ''ces''.';
	END IF;
	IF (low IS NULL) <> (high IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'low and high are given together, or not at all',
			HINT =
				'They are the ends of the scale: 0 and 10 of nps, 1 and 5 of csat, 1 and 7 of ces by default.';
	END IF;
	IF word <> 'nps' AND (promoters_from IS NOT NULL OR detractors_to IS NOT NULL)
		OR word <> 'csat' AND satisfied_from IS NOT NULL
		OR word <> 'ces' AND (easy_from IS NOT NULL OR low_is_easy) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('question %s has no such cut', word),
			HINT =
				'promoters_from and detractors_to belong to nps, satisfied_from to csat, easy_from and low_is_easy to ces.';
	END IF;
	low := coalesce(low, CASE word WHEN 'nps' THEN 0 ELSE 1 END);
	high := coalesce(high, CASE word WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 ELSE 7 END);
	-- a wrong scale or cut is said by the metric itself, now and not when the view is read
	PERFORM CASE word
		WHEN 'nps' THEN @extschema@.nps(@extschema@.score_agg(x, low, high), promoters_from, detractors_to)
		WHEN 'csat' THEN @extschema@.csat(@extschema@.score_agg(x, low, high), satisfied_from)
		ELSE @extschema@.ces_easy(@extschema@.score_agg(x, low, high), easy_from, low_is_easy) END
	FROM (VALUES (low)) AS v (x);
	scale := format('%s, %s', low::integer, high::integer);

	IF word = 'nps' THEN
		cuts := concat(', promoters_from => ' || promoters_from, ', detractors_to => ' || detractors_to);
		about := format('Net Promoter Score, -100..100, of scores from %s', replace(scale, ', ', ' to '));
		parts := to_jsonb(ARRAY[
			['promoters', format('@extschema@.promoters(s.answers%s)', cuts),
				'answers of promoters; adds up'],
			['passives', format('@extschema@.passives(s.answers%s)', cuts), 'answers of passives; adds up'],
			['detractors', format('@extschema@.detractors(s.answers%s)', cuts),
				'answers of detractors; adds up']]);
	ELSIF word = 'csat' THEN
		cuts := concat(', satisfied_from => ' || satisfied_from);
		satisfied_from := coalesce(satisfied_from, high::integer - 1);
		about := format('percentage of answers of %s and up, of scores from %s', satisfied_from,
			replace(scale, ', ', ' to '));
		parts := to_jsonb(ARRAY[
			['satisfied', format('@extschema@.score_count(s.answers, %s, %s)', satisfied_from, high),
				format('answers of %s and up; adds up', satisfied_from)]]);
	ELSE
		about := format('mean score, from %s', replace(scale, ', ', ' to '));
		parts := '[]';
	END IF;
	IF word <> 'nps' THEN
		parts := parts || to_jsonb(ARRAY[['score_sum',
			'coalesce(round(@extschema@.mean_score(s.answers) * @extschema@.responses(s.answers)), 0)::bigint',
			'sum of the scores; adds up: divided by n it is the mean']]);
	END IF;
	IF word = 'ces' THEN
		parts := parts || to_jsonb(ARRAY[['easy', format(
			'coalesce(round(@extschema@.ces_easy(s.answers%s%s) * @extschema@.responses(s.answers) / 100), 0)::bigint',
			', easy_from => ' || easy_from, CASE WHEN low_is_easy THEN ', low_is_easy => true' END),
			format('answers on the easy side%s; adds up', coalesce(format(', of %s and %s', easy_from,
				CASE WHEN low_is_easy THEN 'down' ELSE 'up' END), ', beyond the middle of the scale'))]]);
	END IF;
	RETURN jsonb_build_object('word', word, 'scale', scale, 'cuts', cuts, 'about', about, 'parts', parts,
		'low', low::integer, 'high', high::integer,
		'total', CASE word
			WHEN 'nps' THEN '100.0 * (sum(promoters) - sum(detractors)) / sum(n)'
			WHEN 'csat' THEN '100.0 * sum(satisfied) / sum(n)'
			ELSE 'sum(score_sum)::float8 / sum(n)' END);
END $$;
COMMENT ON FUNCTION cx_response_question(text, float8, float8, integer, integer, integer, integer, boolean) IS
'how answers to a question are counted, for the views over them; a scale or a cut that the metric does not take is an error';

CREATE FUNCTION cx_response_valid(score text, type regtype, question jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('%1$s BETWEEN %2$s AND %3$s', score, question ->> 'low', question ->> 'high')
		|| CASE WHEN type IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) THEN ''
			ELSE format(' AND %1$s = trunc(%1$s)', score) END
$$;
COMMENT ON FUNCTION cx_response_valid(text, regtype, jsonb) IS
'the condition that a score is a whole number of the scale; NULL for NULL';

-- The answers by period and some segments, s1 and so on, and by customer where customers are clusters.
CREATE FUNCTION cx_response_rows(
	source regclass, score text, score_type regtype, period text, at text, customer text, segments text[],
	question jsonb, mark text
) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	valid text := @extschema@.cx_response_valid(score, score_type, question);
	columns text := '';
	grouped text := (SELECT string_agg(n::text, ', ')
		FROM generate_series(1, 1 + cardinality(segments) + (customer IS NOT NULL)::integer) AS n);
	kept jsonb := question -> 'kept';
	i integer;
BEGIN
	FOR i IN 1 .. cardinality(segments) LOOP
		columns := columns || format(', t.%I::text AS s%s',
			coalesce(kept -> 'segments' ->> segments[i], segments[i]), i);
	END LOOP;
	IF kept IS NOT NULL THEN
		-- a row without a period is there for its invalid ones; a time that is NULL is in no view
		RETURN format('SELECT %1$s AS period%2$s, @extschema@.rollup(t.%3$I) AS answers,
		(@extschema@.responses(@extschema@.rollup(t.%3$I)) + sum(t.invalid))::bigint AS given,
		sum(CASE WHEN t.%4$I IS NULL THEN t.invalid ELSE t.rows END)::bigint AS lines
	FROM %5$s AS t
	WHERE %6$s AND (t.%4$I IS NOT NULL OR t.invalid > 0)
	GROUP BY %7$s',
			period, columns, kept ->> 'state', kept ->> 'at', kept ->> 'rollup', mark, grouped);
	END IF;
	IF customer IS NOT NULL THEN
		columns := columns || format(', %s AS customer', customer);
	END IF;
	RETURN format('SELECT %1$s AS period%2$s,
		@extschema@.score_agg(%3$s, %4$s) FILTER (WHERE %5$s) AS answers,
		count(%3$s) AS given, count(*) AS lines
	FROM %6$s AS t
	WHERE %7$s AND %8$s IS NOT NULL%9$s
	GROUP BY %10$s',
		period, columns, score, question ->> 'scale', valid, source, mark, at,
		' AND ' || customer || ' IS NOT NULL', grouped);
END $$;
COMMENT ON FUNCTION cx_response_rows(regclass, text, regtype, text, text, text, text[], jsonb, text) IS
'the query that counts answers by period, segments and customer, for the views over them';

CREATE FUNCTION cx_response_view(
	source regclass, prefix text, form text, question jsonb, grain cx_period, zone cx_zone,
	score text, score_type regtype, at text, period text, customer text, segments text[]
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	word text := question ->> 'word';
	kind text := word || form;
	of_what text := format('%s by %s in %s, of %s of %s%s', question ->> 'about', grain, zone,
		substr(score, 3), source, CASE form
			WHEN '_by' THEN format(', by %I', segments[1])
			WHEN '_cells' THEN ', by all segments together'
			ELSE '' END);
	columns jsonb := @extschema@.cx_view_head(word, grain, zone, 'i.period', 'first day of the period; '
		'NULL for the rows whose time is infinite or outside the years 1900 to 9998, which count as invalid');
	answers text := @extschema@.cx_response_rows(source, score, score_type, period, at, customer, segments,
		question,
		@extschema@.cx_view_marked(kind, grain, zone, source));
	names text := (SELECT coalesce(string_agg(', c.s' || n, '' ORDER BY n), '')
		FROM generate_series(1, cardinality(segments)) AS n);
	i integer;
BEGIN
	IF form = '_by' THEN
		columns := columns || to_jsonb(ARRAY[
			['dimension', format('%L::text', segments[1]), 'the column that segment is of'],
			['segment', 'i.s1', format('%s as text, NULL where it is NULL', segments[1])]]);
	ELSIF form = '_cells' THEN
		FOR i IN 1 .. cardinality(segments) LOOP
			columns := columns || to_jsonb(ARRAY[[segments[i], format('i.s%s', i),
				format('%s as text, NULL where it is NULL', segments[i])]]);
		END LOOP;
	END IF;
	columns := columns || to_jsonb(ARRAY[
		['value', format('@extschema@.%I(s.answers%s)', word, question ->> 'cuts'),
			format('%s; NULL without answers. Of several rows it is %s, never the mean of values',
				question ->> 'about', question ->> 'total')],
		['low', 'r.low', '95 % confidence interval of value' || CASE WHEN customer IS NULL
			THEN '' ELSE ', with the answers of one customer as a cluster' END],
		['high', 'r.high', 'the upper end of that interval'],
		['n', '@extschema@.responses(s.answers)', 'answers with a valid score; adds up'],
		['complete', @extschema@.cx_view_complete('i.period', grain, zone, NULL),
			format('whether the period has ended in %s', zone)]])
		|| (question -> 'parts')
		|| to_jsonb(ARRAY[['invalid',
			'CASE WHEN i.period IS NULL THEN i.lines ELSE i.given - @extschema@.responses(s.answers) END',
			format('rows left out: a score that is not a whole number from %s to %s, '
				'or a time without a period; adds up',
				question ->> 'low', question ->> 'high')]]);
	RETURN jsonb_build_object('name', format('%s_%s%s', prefix, kind, '_'
		|| CASE form WHEN '_by' THEN segments[1] END),
		'kind', kind, 'about', of_what, 'columns', columns, 'body', format(
		'FROM (%s) AS i
	CROSS JOIN LATERAL (SELECT CASE WHEN i.period IS NOT NULL THEN i.answers
		ELSE ''()''::@extschema@.cx_scores END AS answers%s) AS s
	CROSS JOIN LATERAL @extschema@.%s_ci(%s%s) AS r',
		CASE WHEN customer IS NULL THEN answers ELSE format('SELECT c.period%1$s,
			@extschema@.rollup(c.answers) AS answers,
			@extschema@.sample_agg(c.answers) FILTER (WHERE @extschema@.responses(c.answers) > 0) AS sample,
			sum(c.given)::bigint AS given, sum(c.lines)::bigint AS lines
		FROM (%2$s) AS c GROUP BY c.period%1$s', names, answers) END,
		CASE WHEN customer IS NOT NULL THEN ',
		CASE WHEN i.period IS NOT NULL THEN i.sample END AS sample' END,
		word, CASE WHEN customer IS NULL THEN 's.answers' ELSE 's.sample' END, question ->> 'cuts'));
END $$;
COMMENT ON FUNCTION cx_response_view(regclass, text, text, jsonb, cx_period, cx_zone, text, regtype, text,
	text,
	text, text[]) IS
'one of the views over a table of answers: of all (form empty), of each combination of segments (_cells) or of one segment (_by)';

-- Whether a figure really moved: each period is compared with the period before it in the calendar, for the
-- same segment. lag() would take the last period that has rows instead, and would keep filters from an index.
CREATE FUNCTION cx_response_change_view(
	source regclass, prefix text, form text, question jsonb, grain cx_period, zone cx_zone,
	score text, score_type regtype, at text, period text, customer text, segments text[]
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	word text := question ->> 'word';
	kind text := word || '_change' || form;
	cuts text := question ->> 'cuts';
	mark text := @extschema@.cx_view_marked(kind, grain, zone, source);
	complete text := @extschema@.cx_view_complete('i.period', grain, zone, NULL);
	columns jsonb := @extschema@.cx_view_head(word, grain, zone, 'i.period', 'first day of the period');
	body text;
BEGIN
	IF customer IS NULL THEN
		body := format('FROM (%1$s) AS i
	LEFT JOIN (%2$s) AS b ON b.period = @extschema@.period_start(i.period - 1, %3$L)%4$s
	LEFT JOIN LATERAL @extschema@.%5$s_change(b.answers, i.answers%6$s) AS r ON %7$s
WHERE i.period IS NOT NULL',
			@extschema@.cx_response_rows(source, score, score_type, period, at, NULL, segments, question,
				mark),
			@extschema@.cx_response_rows(source, score, score_type, period, at, NULL, segments, question,
				'true'),
			-- NULL is a segment like others; equality alone can be hashed
			grain, CASE WHEN form = '_by' THEN
				' AND coalesce(b.s1, '''') = coalesce(i.s1, '''') AND (b.s1 IS NULL) = (i.s1 IS NULL)' END,
			word, cuts, complete);
	ELSE
		-- what a customer says goes with what they said before: each customer's two times are one row
		body := format('FROM (SELECT p.period%1$s, @extschema@.rollup(p.answers) AS answers,
			@extschema@.rollup(p.before) AS before, @extschema@.paired_agg(p.before, p.answers) AS pairs
		FROM (SELECT v.period%2$s, c.customer, @extschema@.rollup(v.answers) AS answers,
				@extschema@.rollup(v.before) AS before, bool_or(v.now) AS now
			FROM (%3$s) AS c
			CROSS JOIN LATERAL (VALUES (c.period, c.answers, ''()''::@extschema@.cx_scores, true),
				(@extschema@.period_start(c.period + %4$s, %5$L), ''()'', c.answers, false))
				AS v (period, answers, before, now)
			WHERE c.period IS NOT NULL
			GROUP BY v.period%2$s, c.customer) AS p
		GROUP BY p.period%1$s
		HAVING bool_or(p.now)) AS i
	CROSS JOIN LATERAL (SELECT i.before AS answers) AS b
	LEFT JOIN LATERAL @extschema@.%6$s_change(i.pairs%7$s) AS r ON %8$s',
			CASE WHEN form = '_by' THEN ', p.s1' END, CASE WHEN form = '_by' THEN ', c.s1' END,
			@extschema@.cx_response_rows(source, score, score_type, period, at, customer, segments, question,
				mark),
			@extschema@.cx_view_step(grain), grain, word, cuts, complete);
	END IF;
	IF form = '_by' THEN
		columns := columns || to_jsonb(ARRAY[
			['dimension', format('%L::text', segments[1]), 'the column that segment is of'],
			['segment', 'i.s1', format('%s as text, NULL where it is NULL', segments[1])]]);
	END IF;
	columns := columns || to_jsonb(ARRAY[
		['value', format('@extschema@.%s(i.answers%s)', word, cuts),
			format('%s; NULL without answers', question ->> 'about')],
		['value_before', format('@extschema@.%s(b.answers%s)', word, cuts),
			'value of the period before in the calendar; NULL without answers then'],
		['change', 'r.change',
			'value less value_before; NULL unless the period has ended and both have answers'],
		['change_low', 'r.low', '95 % confidence interval of change'
			|| CASE WHEN customer IS NULL THEN '' ELSE ', where the answers of one customer go together' END],
		['change_high', 'r.high', 'the upper end of that interval'],
		['p_value', 'r.p_value', 'how often chance alone moves as much, 0 to 1, two-sided. Of many '
			'rows some are small by chance, one in twenty below 0.05: see nps_signals() and nps_compare()'],
		['n', '@extschema@.responses(i.answers)', 'answers with a valid score'],
		['n_before', 'coalesce(@extschema@.responses(b.answers), 0)', 'answers of the period before'],
		['complete', complete, format('whether the period has ended in %s', zone)]]);
	RETURN jsonb_build_object('name', format('%s_%s%s', prefix, kind, '_'
		|| CASE form WHEN '_by' THEN segments[1] END),
		'kind', kind, 'about',
			format('%s by %s in %s, of %s of %s%s, and how it differs from the %2$s before. '
			'Of many rows some differ by chance alone', question ->> 'about', grain, zone, substr(score, 3),
				source,
			CASE form WHEN '_by' THEN format(', by %I', segments[1]) END), 'columns', columns, 'body', body);
END $$;
COMMENT ON FUNCTION cx_response_change_view(regclass, text, text, jsonb, cx_period, cx_zone, text, regtype,
	text,
	text, text, text[]) IS
'one of the views that compare each period of answers with the one before it: of all (form empty), or of one segment (_by)';

CREATE FUNCTION cx_create_response_views(
	source regclass, score text, at text, question text, zone cx_zone,
	customer text DEFAULT NULL, segments text[] DEFAULT '{}', grain cx_period DEFAULT 'month',
	low float8 DEFAULT NULL, high float8 DEFAULT NULL,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	satisfied_from integer DEFAULT NULL,
	schema text DEFAULT NULL, prefix text DEFAULT NULL, rollup regclass DEFAULT NULL,
	replace boolean DEFAULT false, dry_run boolean DEFAULT false,
	easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false, drivers text[] DEFAULT '{}'
) RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked jsonb;
	score_name text := score;
	score_type regtype;
	at_name text := at;
	at_type regtype;
	period text;
	segment text;
	views jsonb := '[]';
BEGIN
	PERFORM @extschema@.cx_view_relation(source);
	asked := @extschema@.cx_response_question(question, low, high, promoters_from, detractors_to,
		satisfied_from, easy_from, low_is_easy);
	SELECT c.expression, c.type INTO score, score_type
	FROM @extschema@.cx_view_column(source, 'score', score, 'a number') AS c;
	SELECT c.expression, c.type INTO at, at_type FROM @extschema@.cx_view_column(source, 'at', at,
		'a time') AS c;
	IF customer IS NOT NULL THEN
		SELECT c.expression INTO customer
		FROM @extschema@.cx_view_column(source, 'customer', customer, 'a customer') AS c;
	END IF;
	segments := @extschema@.cx_view_segments(source, segments);
	period := @extschema@.cx_view_period(at, at_type, grain, zone);
	IF rollup IS NOT NULL THEN
		IF customer IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'customer and rollup exclude each other',
				HINT = 'A rollup does not know who gave an answer: leave out one of the two.';
		END IF;
		asked := asked || jsonb_build_object('kept', @extschema@.cx_rollup_parts(rollup, source, score_name,
			at_name, at_type, asked, grain, zone, segments));
		period := @extschema@.cx_view_period(format('t.%I', asked -> 'kept' ->> 'at'), 'date', grain, zone);
	END IF;
	prefix := coalesce(prefix, (SELECT c.relname FROM pg_class AS c WHERE c.oid = source));

	views := views || @extschema@.cx_response_view(source, prefix, '', asked, grain, zone,
		score, score_type, at, period, customer, '{}');
	IF segments <> '{}' THEN
		views := views || @extschema@.cx_response_view(source, prefix, '_cells', asked, grain, zone,
			score, score_type, at, period, customer, segments);
	END IF;
	FOREACH segment IN ARRAY segments LOOP
		views := views || @extschema@.cx_response_view(source, prefix, '_by', asked, grain, zone,
			score, score_type, at, period, customer, ARRAY[segment]);
	END LOOP;
	views := views || @extschema@.cx_response_change_view(source, prefix, '', asked, grain, zone,
		score, score_type, at, period, customer, '{}');
	FOREACH segment IN ARRAY segments LOOP
		views := views || @extschema@.cx_response_change_view(source, prefix, '_by', asked, grain, zone,
			score, score_type, at, period, customer, ARRAY[segment]);
	END LOOP;
	IF drivers IS DISTINCT FROM '{}' THEN
		views := views || @extschema@.cx_driver_view(source, prefix, asked, zone, score, score_type, customer,
			drivers);
	END IF;
	RETURN QUERY SELECT p.view_name, p.sql
		FROM @extschema@.cx_put_views(source, views, schema, replace, dry_run) AS p;
	IF rollup IS NULL THEN
		PERFORM @extschema@.cx_advise_index(source, period);
	END IF;
END $$;
COMMENT ON FUNCTION cx_create_response_views(regclass, text, text, text, cx_zone, text, text[], cx_period,
	float8, float8, integer, integer, integer, text, text, regclass, boolean, boolean, integer, boolean,
		text[]) IS
'makes views of NPS, CSAT or CES by period, and by segment, over a table of answers, and gives their statements; with dry_run those only. The caller owns the views, which read with the rights of who reads them';
