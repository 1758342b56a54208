-- A partitioned table whose partitions are shards, foreign tables for the most part. PostgreSQL sends an
-- aggregate to a foreign server as a whole or not at all, so grouped by anything but the partition key it
-- fetches rows. A union in which each shard folds its own rows into states is sent, shard by shard and at
-- the same time, and rollup() adds the states up.

CREATE FUNCTION cx_shard_union(parent regclass, groups text[], states text[], filter text DEFAULT NULL)
RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	blank constant text := E' \t\n\r';
	argument text;
	elements text[];
	columns text;
	ending text := '';
	shards text;
BEGIN
	IF parent IS NULL THEN
		RAISE EXCEPTION 'parent must not be null' USING ERRCODE = 'null_value_not_allowed',
			HINT = 'It is a partitioned table whose partitions are the shards.';
	END IF;
	FOR argument, elements IN VALUES ('groups', groups), ('states', states) LOOP
		IF elements IS NULL THEN
			RAISE EXCEPTION '% must not be null', argument USING ERRCODE = 'null_value_not_allowed',
				HINT = 'It is an array of expressions' || CASE argument
					WHEN 'groups' THEN ', ''{}'' for none.' ELSE ', such as ''{nps_agg(score) AS nps}''.' END;
		ELSIF array_position(elements, NULL) IS NOT NULL THEN
			RAISE EXCEPTION 'an element of % must not be null', argument
				USING ERRCODE = 'null_value_not_allowed';
		ELSIF EXISTS (SELECT FROM unnest(elements) AS e WHERE btrim(e, blank) = '') THEN
			RAISE EXCEPTION 'an element of % is empty', argument
				USING ERRCODE = 'invalid_parameter_value';
		END IF;
	END LOOP;
	IF cardinality(states) = 0 THEN
		RAISE EXCEPTION 'states has no element' USING ERRCODE = 'invalid_parameter_value',
			HINT = 'Write what each shard adds up, such as ''nps_agg(score) AS nps''.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_class WHERE oid = parent AND relkind = 'p') THEN
		RAISE EXCEPTION '% is not a partitioned table', parent USING ERRCODE = 'wrong_object_type',
			HINT = 'Name the table whose partitions are the shards.';
	END IF;

	-- Each expression is the last thing on its line, so that a comment in it ends there, too.
	SELECT string_agg(e, E'\n     , ' ORDER BY i) INTO columns
	FROM unnest(groups || states) WITH ORDINALITY AS u (e, i);
	IF btrim(filter, blank) <> '' THEN
		ending := format(E' WHERE (%s\n)\n', filter);
	END IF;
	IF cardinality(groups) > 0 THEN
		SELECT ending || ' GROUP BY ' || string_agg(i::text, ', ' ORDER BY i) || E'\n' INTO ending
		FROM generate_series(1, cardinality(groups)) AS i;
	END IF;

	SELECT string_agg(format(E'SELECT %s\n  FROM %I.%I\n%s', columns, nspname, relname, ending),
		E'UNION ALL\n' ORDER BY nspname COLLATE "C", relname COLLATE "C") INTO shards
	FROM pg_partition_tree(parent) AS t JOIN pg_class AS c ON c.oid = t.relid
		JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE t.isleaf;
	IF shards IS NULL THEN
		RAISE EXCEPTION '% has no partitions', parent USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	RETURN rtrim(shards, E'\n');
END $$;
COMMENT ON FUNCTION cx_shard_union(regclass, text[], text[], text) IS
'the text of a query, which is not run: UNION ALL of one SELECT of groups and states, GROUP BY groups, from every leaf partition of parent, so that a foreign server adds up its own rows; groups, states and filter are SQL over the columns of parent, written "expression AS name", and go in as they stand; rollup() adds the states up; without filter when it is NULL, other NULLs are an error';
