-- What the builders of ready-made views share. They are plain functions of their caller: nothing here runs
-- as anybody else, and what they are given is quoted, compared with the catalogs, or refused.

-- The name of the schema stands in the templates of format() here, and in those of the report. PostgreSQL
-- itself refuses a schema with a quote, a dollar or a backslash for an extension, for the like of this.
DO $$ BEGIN
	IF strpos('@extschema@', '%') > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
			MESSAGE = 'cx_metrics cannot be in a schema whose name has a "%"',
			HINT = 'Choose or create another one; ALTER SCHEMA ... RENAME before an update.';
	END IF;
END $$;

-- A view, as these functions hand it on: {"name", "kind", "about", "columns", "body"}, where columns are
-- [[name, expression, comment], ...] and body is FROM and what follows it.

CREATE FUNCTION cx_view_relation(source regclass) RETURNS "char"
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	relkind "char" := (SELECT c.relkind FROM pg_class AS c WHERE c.oid = source);
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'source must not be null',
			HINT = 'It is a table or a view, as in ''public.responses''.';
	END IF;
	IF relkind IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_table',
			MESSAGE = format('source %s does not exist', source);
	END IF;
	IF relkind NOT IN ('r', 'p', 'v', 'm', 'f') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type',
			MESSAGE = format('source %s is not a table', source),
			HINT = 'It is a table, a partitioned or foreign table, a view or a materialized view.';
	END IF;
	RETURN relkind;
END $$;
COMMENT ON FUNCTION cx_view_relation(regclass) IS
'the relkind of what views can be made over; anything else is an error, and NULL';

CREATE FUNCTION cx_view_column(source regclass, argument text, column_name text, takes text,
	OUT expression text, OUT type regtype)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	attribute pg_attribute;
	base pg_type;
	meant text;
BEGIN
	IF column_name IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null', argument),
			HINT = format('It is the name of a column of %s.', source);
	END IF;
	IF octet_length(column_name) > 63 THEN
		RAISE EXCEPTION USING ERRCODE = 'name_too_long',
			MESSAGE = format('%s "%s" has %s bytes, and a name has at most 63', argument, column_name,
				octet_length(column_name));
	END IF;
	SELECT a.* INTO attribute FROM pg_attribute AS a
	WHERE a.attrelid = source AND a.attname::text = column_name AND a.attnum > 0 AND NOT a.attisdropped;
	IF NOT FOUND THEN
		SELECT a.attname INTO meant FROM pg_attribute AS a
		WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped
			AND lower(a.attname) = lower(btrim(column_name, ' "'))
		ORDER BY a.attnum LIMIT 1;
		RAISE EXCEPTION USING ERRCODE = 'undefined_column',
			MESSAGE = format('%s "%s" is not a column of %s', argument, column_name, source),
			HINT = 'Names are spelled as in the table, without quotes'
				|| coalesce(': did you mean ' || quote_literal(meant) || '?', '.');
	END IF;
	IF NOT has_column_privilege(source, attribute.attnum, 'SELECT') THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('permission denied for column "%s" of %s', column_name, source);
	END IF;
	SELECT t.* INTO base FROM pg_type AS t WHERE t.oid = attribute.atttypid;
	WHILE base.typtype = 'd' LOOP
		SELECT t.* INTO base FROM pg_type AS t WHERE t.oid = base.typbasetype;
	END LOOP;
	type := base.oid;
	IF takes = 'a number' AND type NOT IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
			'numeric'::regtype, 'real'::regtype, 'double precision'::regtype)
		OR takes = 'a time' AND type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
		OR takes = 'a time of day' AND type NOT IN ('timestamp'::regtype, 'timestamptz'::regtype)
		OR takes = 'a customer' AND type NOT IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
			'uuid'::regtype) AND base.typcategory <> 'S' THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = format('%s must be %s, and "%s" of %s is of type %s', argument, takes, column_name,
				source,
				format_type(attribute.atttypid, attribute.atttypmod)),
			HINT = CASE takes
				WHEN 'a number' THEN
					'A number is of type smallint, integer, bigint, numeric, real or double precision.'
				WHEN 'a time' THEN 'A time is of type date, timestamp or timestamp with time zone.'
				WHEN 'a time of day' THEN
					'A time of day is of type timestamp or timestamp with time zone.'
				ELSE 'A customer is of type smallint, integer, bigint, uuid or text.' END
				|| ' Make the views of a view in which the column is cast.';
	END IF;
	expression := format('t.%I', column_name);
END $$;
COMMENT ON FUNCTION cx_view_column(regclass, text, text, text) IS
'a column of a source as an expression over t, and its type below domains; one that is not there, that one may not read or that does not take what the argument is for is an error, and NULL';

CREATE FUNCTION cx_view_key(customer text, type regtype) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT customer || CASE WHEN type IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
		'uuid'::regtype) THEN '' ELSE '::text' END
$$;
COMMENT ON FUNCTION cx_view_key(text, regtype) IS
'the expression of a customer that aggregates in one pass take';

CREATE FUNCTION cx_view_segments(source regclass, segments text[]) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	segment text;
	listed text[] := '{}';
BEGIN
	IF segments IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'segments must not be null',
			HINT = 'It is an array of names of columns, ''{}'' for none.';
	END IF;
	FOREACH segment IN ARRAY segments LOOP
		PERFORM @extschema@.cx_view_column(source, 'segment', segment, 'anything');
		IF segment = ANY (listed) THEN
			RAISE EXCEPTION USING ERRCODE = 'duplicate_column',
				MESSAGE = format('segment "%s" is there twice', segment);
		END IF;
		listed := listed || segment;
	END LOOP;
	RETURN listed;
END $$;
COMMENT ON FUNCTION cx_view_segments(regclass, text[]) IS
'the columns by which a source is cut, checked; one twice is an error, and NULL';

CREATE FUNCTION cx_same_times(a text, a_type regtype, b text, b_type regtype) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF a_type <> b_type THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = format('%s and %s must be of one type, not %s and %s', a, b, a_type, b_type),
			HINT = 'Make the views of a view in which they are.';
	END IF;
END $$;
COMMENT ON FUNCTION cx_same_times(text, regtype, text, regtype) IS
'an error unless two times are of one type';

-- Periods

CREATE FUNCTION cx_view_period(at text, type regtype, grain cx_period, zone cx_zone) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF grain IS NULL OR zone IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null', CASE WHEN grain IS NULL THEN 'grain' ELSE 'zone' END),
			HINT = CASE WHEN grain IS NULL THEN 'It is a period of the calendar, as in ''month''.'
				ELSE 'It is the time zone that days are cut in, as in ''Europe/Berlin''.' END;
	END IF;
	RETURN format('@extschema@.period_start_or_null(%s, %L%s)', at, grain,
		CASE WHEN type = 'timestamptz'::regtype THEN format(', %L', zone) END);
END $$;
COMMENT ON FUNCTION cx_view_period(text, regtype, cx_period, cx_zone) IS
'the expression of the period that a column falls in; only an instant is put into the zone; a NULL grain or zone is an error';

CREATE FUNCTION cx_view_step(grain cx_period) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE grain WHEN 'day' THEN 1 WHEN 'month' THEN 31 WHEN 'quarter' THEN 92 WHEN 'year' THEN 366
		ELSE 7 END
$$;
COMMENT ON FUNCTION cx_view_step(cx_period) IS
'so many days after the first one of a period the next one has begun, and not ended';

CREATE FUNCTION cx_view_complete(period text, grain cx_period, zone cx_zone, as_of date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN as_of IS NULL
		THEN format('@extschema@.period_at(@extschema@.period_start(%1$s + %2$s, %3$L), %4$L) <= now()',
			period,
			@extschema@.cx_view_step(grain), grain, zone)
		ELSE format('@extschema@.period_start(%1$s + %2$s, %3$L) <= %4$L::date', period,
			@extschema@.cx_view_step(grain), grain, to_char(as_of, 'YYYY-MM-DD')) END
$$;
COMMENT ON FUNCTION cx_view_complete(text, cx_period, cx_zone, date) IS
'the expression that is true when a period has ended in the zone, by as_of; NULL is now';

CREATE FUNCTION cx_view_head(metric text, grain cx_period, zone cx_zone, period text, of_period text)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT to_jsonb(ARRAY[
		['metric', format('%L::text', metric), format('what is measured: %s', metric)],
		['grain', format('%L::text', grain), format('how long a period is: %s', grain)],
		['period', period, of_period],
		['period_at', format('@extschema@.period_at(%s, %L)', period, zone),
			format('the instant at which the period begins in %s; filter on period, which an index serves',
				zone)]])
$$;
COMMENT ON FUNCTION cx_view_head(text, cx_period, cx_zone, text, text) IS
'the columns that every view by period begins with';

CREATE FUNCTION cx_view_marked(kind text, grain cx_period, zone cx_zone, source regclass) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('@extschema@.cx_view(%L, %s, %L, %L::regclass)', kind,
		coalesce(quote_literal(grain), 'NULL'), zone, source)
$$;
COMMENT ON FUNCTION cx_view_marked(text, cx_period, cx_zone, regclass) IS
'the call of cx_view() that marks a view';

CREATE FUNCTION cx_advise_index(source regclass, expression text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	key text := replace(expression, '(t.', '(');
BEGIN
	IF (SELECT c.relkind FROM pg_class AS c WHERE c.oid = source) NOT IN ('r', 'p', 'm')
		-- there is one; its definition shows the types of literals
		OR EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = source AND i.indpred IS NULL
			AND regexp_replace(pg_get_indexdef(i.indexrelid, 1, false), '::[^,)]+', '', 'g')
				= regexp_replace(key, '::[^,)]+', '', 'g')) THEN
		RETURN;
	END IF;
	RAISE NOTICE 'a filter on period reaches this index, which you may create: CREATE INDEX ON % (%)',
		source, key;
END $$;
COMMENT ON FUNCTION cx_advise_index(regclass, text) IS
'says which index serves a filter on the period of a view, unless it is there; creates none';

-- Money: what no aggregate takes, or so much that a sum of few rows is out of range, is left out.
CREATE FUNCTION cx_view_valid_amount(amount text, type regtype, lowest text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN amount IS NOT NULL AND (lowest = '0' OR type IN ('numeric'::regtype, 'real'::regtype,
			'double precision'::regtype))
		THEN format(' AND coalesce(%s BETWEEN %s AND 1e15, true)', amount, lowest) ELSE '' END
$$;
COMMENT ON FUNCTION cx_view_valid_amount(text, regtype, text) IS
'the condition, after AND, that an amount is a number from lowest to 10^15, or NULL';

-- Creating

CREATE FUNCTION cx_view_sql(view_name text, view jsonb, replace boolean) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format(
			E'CREATE %sVIEW %s WITH (security_invoker = true) AS\nSELECT %s\n%s;\n'
				'COMMENT ON VIEW %2$s IS %5$L;\n',
			CASE WHEN replace THEN 'OR REPLACE ' END, view_name,
			string_agg(format('%s AS %I', c ->> 1, c ->> 0), E',\n\t' ORDER BY i),
			view ->> 'body', view ->> 'about')
		|| string_agg(format('COMMENT ON COLUMN %s.%I IS %L;', view_name, c ->> 0, c ->> 2), E'\n' ORDER BY i)
	FROM jsonb_array_elements(view -> 'columns') WITH ORDINALITY AS e (c, i)
$$;
COMMENT ON FUNCTION cx_view_sql(text, jsonb, boolean) IS
'the statements that make a view and its comments';

CREATE FUNCTION cx_put_views(source regclass, views jsonb, schema text, replace boolean, dry_run boolean)
RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	home text := coalesce(schema, (SELECT n.nspname FROM pg_class AS c JOIN pg_namespace AS n
		ON n.oid = c.relnamespace WHERE c.oid = source));
	view jsonb;
	name text;
	grants text[];
	command text;
BEGIN
	IF replace IS NULL OR dry_run IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null',
				CASE WHEN replace IS NULL THEN 'replace' ELSE 'dry_run' END),
			HINT = 'It is true or false.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname::text = home) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
			MESSAGE = format('schema "%s" does not exist', home),
			HINT = 'It is spelled as it is called, without quotes'
				|| coalesce(': did you mean ' || quote_literal((SELECT min(n.nspname::text)
					FROM pg_namespace AS n WHERE lower(n.nspname) = lower(btrim(home, ' "')))) || '?', '.');
	END IF;
	-- all of them, before the first is made
	FOR view IN SELECT * FROM jsonb_array_elements(views) LOOP
		name := view ->> 'name';
		IF octet_length(name) > 63 THEN
			RAISE EXCEPTION USING ERRCODE = 'name_too_long',
				MESSAGE = format(
					'the view would be called "%s", which has %s bytes, and a name has at most 63',
					name, octet_length(name)),
				HINT = 'Give a shorter prefix, or make the views of a view whose columns have shorter names.';
		END IF;
		SELECT c.name INTO command
		FROM (SELECT e ->> 0 AS name,
			count(*) FROM jsonb_array_elements(view -> 'columns') AS e GROUP BY 1) AS c
		WHERE c.count > 1 ORDER BY 1 LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'duplicate_column',
				MESSAGE = format('view "%s" would have two columns "%s"', name, command),
				HINT = 'Make the views of a view in which the column has another name.';
		END IF;
		PERFORM @extschema@.cx_check_place(source, home, name, view ->> 'kind', replace);
	END LOOP;
	FOR view IN SELECT * FROM jsonb_array_elements(views) LOOP
		view_name := format('%I.%I', home, view ->> 'name');
		sql := @extschema@.cx_view_sql(view_name, view, replace);
		IF NOT dry_run THEN
			BEGIN
				EXECUTE sql;
			EXCEPTION WHEN invalid_table_definition THEN
				-- columns went, or have another type now: what was granted stays
				grants := @extschema@.cx_view_grants(view_name::regclass);
				EXECUTE format('DROP VIEW %s', view_name);
				EXECUTE sql;
				FOREACH command IN ARRAY grants LOOP
					EXECUTE command;
				END LOOP;
			END;
		END IF;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION cx_put_views(regclass, jsonb, text, boolean, boolean) IS
'makes the views of a builder, all or none, and gives the statements; with dry_run those only';

CREATE FUNCTION cx_check_place(source regclass, schema text, name text, kind text,
	replace boolean) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	old pg_class;
BEGIN
	SELECT c.* INTO old FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE n.nspname::text = schema AND c.relname::text = name;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	IF NOT replace THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table',
			MESSAGE = format('relation %I.%I already exists', schema, name),
			HINT = 'Give another prefix or schema; replace => true replaces a view that was made so before.';
	END IF;
	IF old.relkind <> 'v' OR old.relowner <> (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = current_user)
		OR NOT EXISTS (SELECT FROM @extschema@.cx_view_mark(old.oid) AS m
			WHERE m.source = cx_check_place.source
			AND m.kind = cx_check_place.kind) THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table',
			MESSAGE = format('relation %I.%I already exists', schema, name),
			DETAIL = format('It is not a view of kind %s over %s that %I owns.', kind, source, current_user),
			HINT = 'replace => true replaces only such a view. Give another prefix or schema.';
	END IF;
END $$;
COMMENT ON FUNCTION cx_check_place(regclass, text, text, text, boolean) IS
'an error unless a view may be made there: nothing has the name, or what has it is to be replaced and is a view of the same source and kind that the current user owns';

CREATE FUNCTION cx_view_grants(view regclass) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(format('GRANT %s ON %s TO %s%s', a.privilege_type, view,
			CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
			CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END) ORDER BY a.grantee, a.privilege_type),
				'{}')
	FROM pg_class AS c, aclexplode(c.relacl) AS a
	WHERE c.oid = view AND a.grantor = c.relowner AND a.grantee <> c.relowner
$$;
COMMENT ON FUNCTION cx_view_grants(regclass) IS
'the statements that grant again what the owner of a view has granted on it';

CREATE FUNCTION cx_drop_views(source regclass, dry_run boolean DEFAULT false)
RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF source IS NULL OR dry_run IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null',
				CASE WHEN source IS NULL THEN 'source' ELSE 'dry_run' END),
			HINT = CASE WHEN source IS NULL THEN 'It is a table or a view, as in ''public.responses''.'
				ELSE 'It is true or false.' END;
	END IF;
	FOR view_name IN
		SELECT v.relation::text
		FROM @extschema@.cx_view_sources() AS v JOIN pg_class AS c ON c.oid = v.relation
		WHERE v.source = cx_drop_views.source AND c.relkind = 'v' AND pg_has_role(c.relowner, 'USAGE')
		ORDER BY c.oid DESC
	LOOP
		sql := format('DROP VIEW %s;', view_name);
		IF NOT dry_run THEN
			EXECUTE sql;
		END IF;
		RETURN NEXT;
	END LOOP;
END $$;
COMMENT ON FUNCTION cx_drop_views(regclass, boolean) IS
'drops the ready-made views over a source that the caller owns, and gives the statements; with dry_run those only; a view that something else depends on is an error, and then none is dropped';
