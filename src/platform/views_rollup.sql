-- Which columns of a rollup a view over answers reads. What it keeps must be what the view would count.
CREATE FUNCTION cx_rollup_parts(
	rollup regclass, source regclass, score text, at text, at_type regtype, question jsonb, grain cx_period,
	zone cx_zone, segments text[]
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	wrong text;
	hint text;
	days text;
	state text;
	segment text;
	kept text;
	named jsonb := '{}';
BEGIN
	SELECT CASE WHEN c.source <> cx_rollup_parts.source THEN
			format('rollup %s is of %s, not of %s', rollup, c.source, cx_rollup_parts.source)
		ELSE format('rollup %s is not of all rows', rollup) END INTO wrong
	FROM @extschema@.cx_rollup_columns(rollup) AS c
	WHERE c.source <> cx_rollup_parts.source OR c.filtered AND c.argument = score LIMIT 1;
	SELECT c.name INTO days FROM @extschema@.cx_rollup_columns(rollup) AS c
	WHERE c.call = 'period_start' AND c.argument = at AND c.words[1] IN (grain::text, 'day')
		AND (at_type <> 'timestamptz'::regtype OR c.words[2] = zone::text)
	ORDER BY c.words[1] = 'day' LIMIT 1;
	-- the scale of those that name none
	SELECT c.name INTO state FROM @extschema@.cx_rollup_columns(rollup) AS c
	WHERE c.argument = score AND (c.call = 'score_agg'
			AND c.words[1]::numeric = (question ->> 'low')::numeric
			AND c.words[2]::numeric = (question ->> 'high')::numeric
		OR format('%s(%s)', c.call, question ->> 'scale') IN ('nps_agg(0, 10)', 'csat_agg(1, 5)',
			'ces_agg(1, 7)'))
	LIMIT 1;
	IF wrong IS NULL AND days IS NULL THEN
		wrong := format('rollup %s has no group for %s', rollup, grain);
		hint := format('It is period_start(%I, ''day''%s), or with %L.', at,
			CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) END, grain);
	ELSIF wrong IS NULL AND state IS NULL THEN
		wrong := format('rollup %s has no state for %s', rollup, question ->> 'word');
		hint := format('It is score_agg(%I, %s).', score, question ->> 'scale');
	END IF;
	FOREACH segment IN ARRAY segments LOOP
		SELECT c.name INTO kept FROM @extschema@.cx_rollup_columns(rollup) AS c
		WHERE c.call IS NULL AND c.argument = segment LIMIT 1;
		IF NOT FOUND AND wrong IS NULL THEN
			wrong := format('segment "%s" is no group of rollup %s', segment, rollup);
			hint := 'A segment is one of the groups of cx_create_rollup, as a column alone.';
		END IF;
		named := named || jsonb_build_object(segment, kept);
	END LOOP;
	IF wrong IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = wrong,
			HINT = coalesce(hint, 'Make the views of the table that the rollup is of, and without a filter.');
	END IF;
	RETURN jsonb_build_object('rollup', rollup::text, 'at', days, 'state', state, 'segments', named);
END $$;
COMMENT ON FUNCTION cx_rollup_parts(regclass, regclass, text, text, regtype, jsonb, cx_period, cx_zone,
	text[]) IS
'the columns of a rollup that views over answers read; one that does not keep what they count is an error';
