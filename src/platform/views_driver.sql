-- What drives the score: the view of relative weights over a table of answers.

CREATE FUNCTION cx_driver_view(
	source regclass, prefix text, question jsonb, zone cx_zone, score text, score_type regtype, customer text,
	drivers text[]
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	word text := question ->> 'word';
	valid text := @extschema@.cx_response_valid(score, score_type, question);
	wanted text := '';
	numbers text := '';
	driver text;
	expression text;
	type regtype;
BEGIN
	IF drivers IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'drivers must not be null',
			HINT = 'It is an array of names of columns, ''{}'' for none.';
	END IF;
	-- a NULL, a driver twice and one too many are said by the aggregate itself, of one made up row
	PERFORM @extschema@.relative_weights(@extschema@.driver_agg(1, array_fill(1::float8,
		ARRAY[cardinality(drivers)])),
		drivers);
	FOREACH driver IN ARRAY @extschema@.cx_view_segments(source, drivers) LOOP
		SELECT c.expression, c.type INTO expression, type
		FROM @extschema@.cx_view_column(source, 'driver', driver, 'a number') AS c;
		IF expression = score THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('driver "%s" is the score itself', driver),
				HINT = 'Name the columns of what may explain it.';
		END IF;
		wanted := wanted || format(' AND %s IS NOT NULL', expression);
		numbers := numbers || format(', %s::float8', expression);
		IF type IN ('numeric'::regtype, 'real'::regtype, 'double precision'::regtype) THEN
			valid := valid || format(' AND (%1$s = 0 OR abs(%1$s) BETWEEN 1e-15 AND 1e15)', expression);
		END IF;
	END LOOP;
	RETURN jsonb_build_object('name', format('%s_%s_drivers', prefix, word), 'kind', 'drivers',
		'about', format('what drives %s of %s: relative weights of %s', substr(score, 3), source,
			array_to_string(drivers, ', ')),
		'columns', to_jsonb(ARRAY[
			['metric', format('%L::text', word), format('what is explained: the score of %s', word)],
			['driver', 'r.driver', 'the column of the driver; NULL in the row of invalid ones'],
			['responses', 'coalesce(r.responses, 0)', 'rows with a valid score and all drivers'],
			['mean', 'r.mean', 'mean of the driver'],
			['correlation', 'r.correlation', 'of the driver with the score, -1 to 1'],
			['coefficient', 'r.coefficient',
				'points of the score for one of the driver, the others being the same'],
			['raw_weight', 'r.raw_weight', 'the part of R squared that is the driver''s, 0 to 1'],
			['share', 'r.share', 'that part in % of what all drivers explain together'],
			['low', 'r.low', '95 % confidence interval of share, from twenty parts of the rows'],
			['high', 'r.high', 'the upper end of that interval'],
			['invalid', 'r.invalid',
				'rows left out: a score off the scale, or a driver that is no number; all of '
				'them in one row without a driver, 0 in every other']]),
		'body', @extschema@.cx_state_body(format('SELECT array_agg(p.state) AS parts,
			coalesce(sum(p.invalid), 0)::bigint AS invalid
		FROM (SELECT @extschema@.driver_agg(t.score, t.drivers) FILTER (WHERE t.valid) AS state,
				count(*) FILTER (WHERE NOT t.valid) AS invalid
			FROM (SELECT %1$s AS part, %2$s AS valid, CASE WHEN %2$s THEN %3$s::float8 END AS score,
					CASE WHEN %2$s THEN ARRAY[%4$s] END AS drivers
				FROM %5$s AS t
				WHERE %6$s AND %3$s IS NOT NULL%7$s%8$s) AS t
			GROUP BY t.part) AS p',
				-- the parts hold different customers
				CASE WHEN customer IS NULL THEN 'row_number() OVER () % 20'
					ELSE format('(hashtext(%s::text) & 2147483647) %% 20', customer) END,
				valid, score, substr(numbers, 3), source,
				@extschema@.cx_view_marked('drivers', NULL, zone, source), wanted,
				' AND ' || customer || ' IS NOT NULL'),
			format('@extschema@.relative_weights(s.parts, %L::text[]) AS r', drivers),
			'{driver,responses,mean,correlation,coefficient,raw_weight,share,low,high}'));
END $$;
COMMENT ON FUNCTION cx_driver_view(regclass, text, jsonb, cx_zone, text, regtype, text, text[]) IS
'the view of what drives the score of a table of answers';
