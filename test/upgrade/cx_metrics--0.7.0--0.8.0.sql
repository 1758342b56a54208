\echo Use "ALTER EXTENSION cx_metrics UPDATE" to load this file. \quit

COMMENT ON FUNCTION cx_durations_subtract(cx_durations, cx_durations) IS 'the durations of the first state without those of the second; what the first does not have is then a correction, to be added to a state that has it; NULL when one is NULL';

COMMENT ON OPERATOR - (cx_durations, cx_durations) IS 'the durations of the first state without those of the second; what the first does not have is then a correction, to be added to a state that has it; NULL when one is NULL';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  date, interval, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  date, interval, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  date, interval, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  date, interval, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  date, interval, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  date, interval, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  date, interval, boolean, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  date, interval, boolean, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  date, interval, boolean, boolean, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  date, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamp, interval, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamp, interval, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamp, interval, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamp, interval, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamp, interval, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamp, interval, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamp, interval, boolean, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamp, interval, boolean, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamp, interval, boolean, boolean, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamp, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamptz, interval, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamptz, interval, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamptz, interval, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamptz, interval, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamptz, interval, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamptz, interval, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamptz, interval, boolean, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamptz, interval, boolean, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamptz, interval, boolean, boolean, boolean, boolean, boolean, boolean
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_listed_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamptz, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE AGGREGATE funnel(  date,  interval, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( date, interval, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  date,  interval, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( date, interval, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  date,  interval, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( date, interval, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  date,  interval, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( date, interval, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  date,  interval, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( date, interval, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  date,  interval, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( date, interval, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  date,  interval, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( date, interval, boolean, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  date,  interval, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( date, interval, boolean, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  date,  interval, boolean, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( date, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  date,  interval, boolean, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( date, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamp,  interval, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamp, interval, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamp,  interval, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamp, interval, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamp,  interval, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamp, interval, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamp,  interval, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamp, interval, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamp,  interval, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamp, interval, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamp,  interval, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamp, interval, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamp,  interval, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamp, interval, boolean, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamp,  interval, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamp, interval, boolean, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamp,  interval, boolean, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamp, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamp,  interval, boolean, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamp, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamptz,  interval, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamptz, interval, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamptz,  interval, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamptz, interval, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamptz,  interval, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamptz, interval, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamptz,  interval, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamptz, interval, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamptz,  interval, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamptz, interval, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamptz,  interval, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamptz, interval, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamptz,  interval, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamptz, interval, boolean, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamptz,  interval, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamptz, interval, boolean, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(  timestamptz,  interval, boolean, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamptz, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(  timestamptz,  interval, boolean, boolean, boolean, boolean, boolean, boolean) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamptz, interval, boolean, boolean, boolean, boolean, boolean, boolean) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE FUNCTION cx_rollup_of(base regclass, delta regclass, on_error text, filled boolean) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rollup_of(regclass, regclass, text, boolean) IS
'always true, of NULL too: stands in the view that defines a rollup, and names the tables that hold it';

CREATE FUNCTION cx_rollup_unfilled(definition regclass) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rollup_unfilled(regclass) IS
'false: stands in the view that reads a rollup; an error as long as the rollup is not filled; NULL for NULL';

CREATE AGGREGATE cx_sum(bigint) (
	SFUNC = int8pl, STYPE = bigint, INITCOND = '0', COMBINEFUNC = int8pl,
	MSFUNC = int8pl, MINVFUNC = int8mi, MSTYPE = bigint, MINITCOND = '0',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE cx_sum(bigint) IS
'sum of counts as bigint, for the view that reads a rollup; 0 over no rows; beyond bigint is an error';

CREATE FUNCTION cx_rollup_trigger() RETURNS trigger
AS 'MODULE_PATHNAME' LANGUAGE C PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_rollup_trigger() IS
'trigger that appends what a statement did to the delta of a rollup, as the owner of the source; the rollup is named by its WHEN';

CREATE PROCEDURE cx_create_rollup(
	target text, source regclass, groups text[], states text[], filter text DEFAULT NULL,
	on_error text DEFAULT 'count', wait boolean DEFAULT false, shared boolean DEFAULT false
)
AS 'MODULE_PATHNAME' LANGUAGE C;

COMMENT ON PROCEDURE cx_create_rollup(text, regclass, text[], text[], text, text, boolean, boolean) IS
'makes a view of states by groups of a table that is exact at any time, fed by triggers; groups, states and filter are expressions over its columns; wait: all in one transaction, writers wait; shared: though the table has row security; NULL filter: all rows; any other NULL is an error';

CREATE FUNCTION cx_compact(target regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_compact(regclass) IS
'adds the deltas of a rollup to its base and returns how many there were, so that reading takes less time; the rollup shows the same before and after; NULL for NULL';

CREATE FUNCTION cx_verify(
	target regclass, OUT bucket text, OUT name text, OUT stored text, OUT expected text
) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_verify(regclass) IS
'compares a rollup with what its source holds, in one snapshot: a row for each column that differs, with its group; no rows when all is right, or for NULL';

CREATE FUNCTION cx_rebuild(target regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_rebuild(regclass) IS
'makes a rollup agree with its source again while others write, and returns how many groups were wrong; NULL for NULL';

CREATE FUNCTION cx_adopt(target regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_adopt(regclass) IS
'makes a rollup see partitions that were created or attached since, with the rows that they were attached with, and returns how many; best in the transaction that attaches; NULL for NULL';

CREATE FUNCTION cx_forget(target regclass, leaf regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_forget(regclass, regclass) IS
'takes the rows of a partition out of a rollup, and its triggers away, and returns how many groups that changed; for the transaction that detaches or drops it, without which a rollup keeps what it had; NULL for NULL';

CREATE FUNCTION cx_drop_rollup(target regclass) RETURNS void
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;

COMMENT ON FUNCTION cx_drop_rollup(regclass) IS
'drops a rollup with its triggers and tables; of a table, all rollups of it; an error where other views read it; NULL for NULL';

CREATE FUNCTION cx_rollup_sources(
	OUT source regclass, OUT relation regclass, OUT grain text, OUT zone text, OUT definition regclass,
	OUT base regclass, OUT delta regclass, OUT groups text[], OUT states text[], OUT filled boolean,
	OUT pending_deltas bigint, OUT pending_dirty bigint, OUT gap text
) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE ROWS 10;

COMMENT ON FUNCTION cx_rollup_sources() IS
'the rollups of this database with their parts: grain and zone of the first group that is period_start(...), else NULL; pending_deltas and pending_dirty NULL for who may not read the rollup; gap: what it does not see, NULL when nothing';

CREATE FUNCTION period_start_or_null(at date, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_or_null_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION period_start_or_null(date, cx_period) IS
'as period_start(), but NULL for a time that is infinite or outside the years 1900 to 9998, which is an error there or in tools that read dates; NULL for NULL';

CREATE FUNCTION period_start_or_null(at timestamp, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_or_null_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION period_start_or_null(timestamp, cx_period) IS
'as period_start(), but NULL for a time that is infinite or outside the years 1900 to 9998, which is an error there or in tools that read dates; NULL for NULL';

CREATE FUNCTION period_start_or_null(at timestamptz, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_or_null_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION period_start_or_null(timestamptz, cx_period, cx_zone) IS
'as period_start(), but NULL for a time that is infinite or outside the years 1900 to 9998, which is an error there or in tools that read dates; NULL for NULL';

CREATE FUNCTION period_at(day date, zone cx_zone) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_period_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION period_at(date, cx_zone) IS
'the instant at which a day begins in a zone; NULL for a day that is infinite or outside the years 1900 to 9999, and for NULL';

CREATE FUNCTION cx_local_time(at timestamptz, zone cx_zone) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_local_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_local_time(timestamptz, cx_zone) IS
'what the clocks of a zone show at an instant; NULL for one that is infinite or outside the years 1900 to 9999, and for NULL';

CREATE FUNCTION cx_view(kind text, grain cx_period, zone cx_zone, source regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_view' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_view(text, cx_period, cx_zone, regclass) IS
'true, whatever the arguments: stands in the WHERE of a ready-made view and says what it is, for cx_sources and cx_report';

CREATE FUNCTION cx_view_mark(
	relation regclass, OUT kind text, OUT grain text, OUT zone text, OUT source regclass
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_view_mark' LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_view_mark(regclass) IS
'what the call of cx_view() in the query of a view says, all NULL when there is none; NULL for NULL';

DO $$ BEGIN
	IF strpos('@extschema@', '%') > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
			MESSAGE = 'cx_metrics cannot be in a schema whose name has a "%"',
			HINT = 'Choose or create another one; ALTER SCHEMA ... RENAME before an update.';
	END IF;
END $$;

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

CREATE FUNCTION cx_view_valid_amount(amount text, type regtype, lowest text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN amount IS NOT NULL AND (lowest = '0' OR type IN ('numeric'::regtype, 'real'::regtype,
			'double precision'::regtype))
		THEN format(' AND coalesce(%s BETWEEN %s AND 1e15, true)', amount, lowest) ELSE '' END
$$;

COMMENT ON FUNCTION cx_view_valid_amount(text, regtype, text) IS
'the condition, after AND, that an amount is a number from lowest to 10^15, or NULL';

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

CREATE FUNCTION cx_view_sources(
	OUT source regclass, OUT relation regclass, OUT kind text, OUT grain text, OUT zone text
) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
	SELECT m.source, v.relation, m.kind, m.grain, m.zone
	FROM (SELECT DISTINCT r.ev_class::regclass AS relation
		FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid
		WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_proc'::regclass AND d.refobjid =
			'@extschema@.cx_view(text, @extschema@.cx_period, @extschema@.cx_zone, regclass)'::regprocedure
		) AS v,
		@extschema@.cx_view_mark(v.relation) AS m
	WHERE m.kind IS NOT NULL
$$;

COMMENT ON FUNCTION cx_view_sources() IS
'the ready-made views in this database, by their marks: over what, of which kind, how long a period is (NULL without one) and in which zone';

CREATE VIEW cx_sources WITH (security_invoker = true) AS
SELECT v.source, v.relation, v.kind, v.grain, v.zone,
	NULL::bigint AS pending_deltas, NULL::bigint AS pending_dirty, NULL::text AS gap
FROM cx_view_sources() AS v
UNION ALL
SELECT r.source, coalesce(r.relation, r.definition), 'rollup', r.grain, r.zone,
	r.pending_deltas, r.pending_dirty, r.gap
FROM cx_rollup_sources() AS r;

COMMENT ON VIEW cx_sources IS
'the ready-made views and rollups in this database, and over what they are';

COMMENT ON COLUMN cx_sources.source IS 'the table or view that it is over';

COMMENT ON COLUMN cx_sources.relation IS 'the view to read';

COMMENT ON COLUMN cx_sources.kind IS 'what it shows, such as nps, nps_by or retention, or rollup';

COMMENT ON COLUMN cx_sources.grain IS 'how long a period is; NULL where there are none';

COMMENT ON COLUMN cx_sources.zone IS 'the time zone that periods are cut in';

COMMENT ON COLUMN cx_sources.pending_deltas IS
'of a rollup: changes that wait to be put together; NULL for a view';

COMMENT ON COLUMN cx_sources.pending_dirty IS
'of a rollup: how many of those changes mark a group that waits to be computed anew; NULL for a view';

COMMENT ON COLUMN cx_sources.gap IS 'of a rollup: what it misses; NULL for nothing, and for a view';

GRANT SELECT ON cx_sources TO PUBLIC;

CREATE FUNCTION cx_rollup_columns(
	rollup regclass, OUT source regclass, OUT name text, OUT call text, OUT argument text, OUT words text[],
	OUT filtered boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rollup_columns' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 4;

COMMENT ON FUNCTION cx_rollup_columns(regclass) IS
'the groups and states of a rollup: the column of the source that each is of, and the function called with it, its further arguments as text; call NULL for the column itself; filtered: not of all rows; name alone for any other expression; no rows for NULL; what is no rollup is an error';

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

CREATE FUNCTION cx_state_rows(state text, customers text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('SELECT %s AS state, coalesce(sum(c.invalid), 0)::bigint AS invalid
		FROM (%s) AS c', state, customers)
$$;

COMMENT ON FUNCTION cx_state_rows(text, text) IS
'the query that puts the states of customers together, for the views over them';

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
	PERFORM @extschema@.chain_agg('first_start', d, within, VARIADIC array_fill(true,
		ARRAY[cardinality(steps)]))
	FROM (VALUES (DATE '2000-01-01')) AS v (d);
	SELECT format('@extschema@.chain_agg(''first_start'', %s, %L::interval, VARIADIC ARRAY[%s])', at, within,
		string_agg(format('%s::text = %L', event, s), ', ' ORDER BY i)) INTO fold
	FROM unnest(steps) WITH ORDINALITY AS u (s, i);
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

CREATE FUNCTION cx_ticket_view(
	source regclass, prefix text, word text, grain cx_period, zone cx_zone, opened text, resolved text,
	at_type regtype, target interval, calendar cx_calendar, segment text, as_of date
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	kind text := concat_ws('_', word, CASE WHEN segment IS NOT NULL THEN 'by' END);
	observed record := @extschema@.cx_view_observed(at_type, as_of, zone);
	period text := @extschema@.cx_view_period(opened, at_type, grain, zone);
	hours text := CASE WHEN calendar IS NULL THEN 'hours' ELSE 'hours of the calendar' END;
	columns jsonb := @extschema@.cx_view_head(word, grain, zone, 'i.period',
		'first day of the period in which tickets '
		'were opened; NULL for those opened at a time that is infinite or outside the years 1900 to 9998, which count as invalid');
	state text;
BEGIN
	IF segment IS NOT NULL THEN
		columns := columns || to_jsonb(ARRAY[
			['dimension', format('%L::text', segment), 'the column that segment is of'],
			['segment', 'i.s1', format('%s as text, NULL where it is NULL', segment)]]);
	END IF;
	IF word = 'resolution' THEN
		state := format(CASE WHEN calendar IS NULL THEN '@extschema@.duration_agg(%s, %s)'
			ELSE '@extschema@.duration_agg(@extschema@.business_elapsed(%s, %s, %L))' END, opened, resolved,
				calendar);
		columns := columns || to_jsonb(ARRAY[
			['value', '@extschema@.mean_hours(s.state)',
				format('mean %s from opened to resolved; NULL where none is. Of several rows it is '
					'sum(hours_total) / sum(n), never the mean of values', hours)],
			['low', 'NULL::float8', 'NULL: no interval is given'],
			['high', 'NULL::float8', 'NULL, as low'],
			['n', 'coalesce(@extschema@.duration_count(s.state), 0)', 'tickets that are resolved; adds up'],
			['complete', @extschema@.cx_view_complete('i.period', grain, zone, as_of),
				format('whether the period has ended in %s', zone)],
			['resolved', 'coalesce(@extschema@.duration_count(s.state), 0)', 'the same as n'],
			['open', 'CASE WHEN i.period IS NULL THEN 0 ELSE i.open END',
				'tickets that are not resolved, and in no other figure; adds up'],
			['hours_total',
				'coalesce(@extschema@.mean_hours(s.state) * @extschema@.duration_count(s.state), 0)',
				format('%s of all resolved tickets; adds up', hours)],
			['mean_hours', '@extschema@.mean_hours(s.state)', 'the same as value'],
			['p50_hours', '@extschema@.quantile_hours(s.state, 0.5)',
				format('%s that half of the resolved tickets took at most, within 1 %%', hours)],
			['p90_hours', '@extschema@.quantile_hours(s.state, 0.9)',
				format('%s that nine in ten of them took at most, within 1 %%', hours)]]);
		IF target IS NOT NULL THEN
			columns := columns || to_jsonb(ARRAY[['within_target',
				format('@extschema@.share_within(s.state, %L::interval)', target),
				format('%% of the resolved tickets that took at most %s', target)]]);
		END IF;
	ELSE
		state := format('@extschema@.sla_agg(%s, %s, %L::interval, %s%s)', opened, resolved, target,
			observed.until,
			', ' || quote_literal(calendar));
		columns := columns || to_jsonb(ARRAY[
			['value', '@extschema@.sla_attainment(s.state)', format('%% of the tickets met or breached that '
				'were resolved within %s; of several rows it is 100.0 * sum(met) / sum(n)', target)],
			['low', 'r.low', '95 % confidence interval of value'],
			['high', 'r.high', 'the upper end of that interval'],
			['n', 'coalesce(@extschema@.sla_met(s.state) + @extschema@.sla_breached(s.state), 0)',
				'tickets met or breached; adds up'],
			['complete', @extschema@.cx_view_complete('i.period', grain, zone, as_of),
				format('whether the period has ended in %s', zone)],
			['met', 'coalesce(@extschema@.sla_met(s.state), 0)', 'tickets resolved in time; adds up'],
			['breached', 'coalesce(@extschema@.sla_breached(s.state), 0)',
				'tickets that took longer, resolved or not; adds up'],
			['open', 'coalesce(@extschema@.sla_open(s.state), 0)',
				'tickets that are not resolved and still in time, in no other figure; adds up']]);
	END IF;
	columns := columns || to_jsonb(ARRAY[['invalid',
		'CASE WHEN i.period IS NULL THEN i.lines ELSE i.invalid END',
		'rows left out: resolved before opened, or opened at a time without a period; adds up']]);
	RETURN jsonb_build_object('name', concat_ws('_', prefix, kind, segment), 'kind', kind, 'columns', columns,
		'about', format('%s of tickets by %s of opening in %s, of %s%s', CASE word WHEN 'sla'
			THEN format('attainment of %s', target) ELSE 'time to resolution' END, grain, zone, source,
			', by ' || quote_ident(segment)),
		'body', format('FROM (SELECT %1$s AS period%2$s,
		%3$s FILTER (WHERE %4$s) AS state, count(*) FILTER (WHERE %5$s) AS open,
		count(*) FILTER (WHERE NOT (%4$s)) AS invalid, count(*) AS lines
	FROM %6$s AS t
	WHERE %7$s AND %8$s IS NOT NULL
	GROUP BY 1%9$s) AS i
	CROSS JOIN LATERAL (SELECT CASE WHEN i.period IS NOT NULL THEN i.state END AS state) AS s%10$s',
			period, ', t.' || quote_ident(segment) || '::text AS s1', state,
			-- a row of no period has a time that no state takes
			format('%s IS NOT NULL AND coalesce(%s >= %s, true)', period, resolved, opened),
			format('coalesce(%s = ''infinity'', true)', resolved),
			source, @extschema@.cx_view_marked(kind, grain, zone, source), opened,
			CASE WHEN segment IS NOT NULL THEN ', 2' END,
			CASE WHEN word = 'sla' THEN E'\n\tCROSS JOIN LATERAL @extschema@.sla_ci(s.state) AS r' END));
END $$;

COMMENT ON FUNCTION cx_ticket_view(regclass, text, text, cx_period, cx_zone, text, text, regtype, interval,
	cx_calendar, text, date) IS
'one of the views over a table of tickets by period of opening: resolution or sla, of all or by a segment';

CREATE FUNCTION cx_backlog_view(
	source regclass, prefix text, grain cx_period, zone cx_zone, opened text, resolved text, at_type regtype,
		as_of date
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	observed record := @extschema@.cx_view_observed(at_type, as_of, zone);
	valid text := format('%s IS NOT NULL AND coalesce(%s >= %s, true)',
		@extschema@.cx_view_period(opened, at_type, grain, zone), resolved, opened);
BEGIN
	RETURN jsonb_build_object('name', prefix || '_backlog', 'kind', 'backlog',
		'about', format('tickets opened, resolved and open by %s in %s, of %s', grain, zone, source),
		'columns', @extschema@.cx_view_head('backlog', grain, zone, 'r.period',
			'first day of the period; NULL in the row of invalid ones')
		|| to_jsonb(ARRAY[
			['value', 'r.open_at_end::float8', 'tickets that are open at the end of the period'],
			['low', 'NULL::float8', 'NULL: a count of all tickets has no interval'],
			['high', 'NULL::float8', 'NULL, as low'],
			['n', 'coalesce(r.open_at_end, 0)', 'the same as value, as a count'],
			['complete', 'r.complete', format('whether the period has ended in %s', zone)],
			['opened', 'coalesce(r.opened, 0)', 'tickets opened in the period; adds up'],
			['resolved', 'coalesce(r.resolved, 0)', 'tickets resolved in the period; adds up'],
			['open_at_end', 'coalesce(r.open_at_end, 0)', 'the same as n'],
			['invalid', 'r.invalid',
				'rows left out, all of them in one row without a period; 0 in every other']]),
		'body', @extschema@.cx_state_body(format('SELECT @extschema@.backlog_agg(%1$s,
			CASE WHEN %2$s IS NOT NULL THEN %3$s END, %4$L%5$s) FILTER (WHERE %6$s) AS state,
			count(*) FILTER (WHERE NOT (%6$s)) AS invalid
		FROM %7$s AS t
		WHERE %8$s AND %1$s IS NOT NULL',
				opened, @extschema@.cx_view_period(resolved, at_type, grain, zone), resolved, grain,
				CASE WHEN at_type = 'timestamptz'::regtype THEN format(', %L', zone) END, valid, source,
				@extschema@.cx_view_marked('backlog', grain, zone, source)),
			format('@extschema@.backlog_table(s.state, %s) AS r', observed.day),
			'{period,opened,resolved,open_at_end,complete}'));
END $$;

COMMENT ON FUNCTION cx_backlog_view(regclass, text, cx_period, cx_zone, text, text, regtype, date) IS
'the view of how many tickets are open';

CREATE FUNCTION cx_create_ticket_views(
	source regclass, opened text, resolved text, zone cx_zone,
	target interval DEFAULT NULL, calendar cx_calendar DEFAULT NULL,
	segments text[] DEFAULT '{}', grain cx_period DEFAULT 'month',
	schema text DEFAULT NULL, prefix text DEFAULT NULL,
	replace boolean DEFAULT false, dry_run boolean DEFAULT false, as_of date DEFAULT NULL
) RETURNS TABLE (view_name text, sql text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	at_type regtype;
	resolved_type regtype;
	takes text := CASE WHEN target IS NULL AND calendar IS NULL THEN 'a time' ELSE 'a time of day' END;
	segment text;
	words text[] := '{resolution}';
	word text;
	views jsonb := '[]';
BEGIN
	PERFORM @extschema@.cx_view_relation(source);
	SELECT c.expression, c.type INTO opened, at_type
	FROM @extschema@.cx_view_column(source, 'opened', opened, takes) AS c;
	SELECT c.expression, c.type INTO resolved, resolved_type
	FROM @extschema@.cx_view_column(source, 'resolved', resolved, takes) AS c;
	PERFORM @extschema@.cx_same_times('opened', at_type, 'resolved', resolved_type);
	segments := @extschema@.cx_view_segments(source, segments);
	prefix := coalesce(prefix, (SELECT c.relname FROM pg_class AS c WHERE c.oid = source));
	IF target IS NOT NULL THEN
		-- a wrong target is refused by the metric itself, now rather than when the view is read
		IF calendar IS NULL THEN
			PERFORM @extschema@.sla_agg(now() - interval '1 day', NULL, target, now());
		ELSE
			PERFORM @extschema@.sla_agg(now() - interval '1 day', NULL, target, now(), calendar);
		END IF;
		words := words || 'sla'::text;
	END IF;
	FOREACH word IN ARRAY words LOOP
		views := views || @extschema@.cx_ticket_view(source, prefix, word, grain, zone, opened, resolved,
			at_type, target, calendar, NULL, as_of);
		FOREACH segment IN ARRAY segments LOOP
			views := views || @extschema@.cx_ticket_view(source, prefix, word, grain, zone, opened, resolved,
				at_type, target, calendar, segment, as_of);
		END LOOP;
	END LOOP;
	views := views || @extschema@.cx_backlog_view(source, prefix, grain, zone, opened, resolved, at_type,
		as_of);
	RETURN QUERY SELECT p.view_name, p.sql
		FROM @extschema@.cx_put_views(source, views, schema, replace, dry_run) AS p;
	PERFORM @extschema@.cx_advise_index(source, @extschema@.cx_view_period(opened, at_type, grain, zone));
END $$;

COMMENT ON FUNCTION cx_create_ticket_views(regclass, text, text, cx_zone, interval, cx_calendar, text[],
	cx_period, text, text, boolean, boolean, date) IS
'makes views of time to resolution, of a target and of the backlog over a table of tickets, and gives their statements; with dry_run those only. The caller owns the views, which read with the rights of who reads them';

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

CREATE FUNCTION cx_report_text(label text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
	replace(replace(replace(replace(replace(
		regexp_replace(label, E'[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]', '', 'g'),
		'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;'),
	'(^|[ (])-(?=[0-9])', '\1&#8722;', 'g');

COMMENT ON FUNCTION cx_report_text(text) IS
'internal: a text as it stands in a report, with & < > " and '' escaped and control characters left out; NULL for NULL';

CREATE FUNCTION cx_report_number(value double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(to_char(round(value::numeric, digits),
	rtrim('FM999,999,999,999,999,990.' || repeat('0', digits), '.')), '-');

COMMENT ON FUNCTION cx_report_number(double precision, integer) IS
'internal: a number as words, rounded to digits after the point; a hyphen for NULL';

CREATE FUNCTION cx_report_range(low double precision, high double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN low IS NULL OR high IS NULL THEN '-'
	ELSE @extschema@.cx_report_number(low, digits) || ' to ' || @extschema@.cx_report_number(high, digits)
		END;

COMMENT ON FUNCTION cx_report_range(double precision, double precision, integer) IS
'internal: an interval as words; a hyphen where an end is NULL';

CREATE FUNCTION cx_report_period(period date, grain text, short boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_char(period::timestamp, CASE grain
	WHEN 'month' THEN CASE WHEN short THEN 'Mon YY' ELSE 'FMMonth YYYY' END
	WHEN 'quarter' THEN CASE WHEN short THEN '"Q"Q YY' ELSE '"Q"Q YYYY' END
	WHEN 'year' THEN 'YYYY'
	WHEN 'day' THEN CASE WHEN short THEN 'FMDD Mon' ELSE 'FMDD FMMonth YYYY' END
	ELSE CASE WHEN short THEN 'FMDD Mon' ELSE '"the week of "FMDD FMMonth YYYY' END END);

COMMENT ON FUNCTION cx_report_period(date, text, boolean) IS
'internal: a period of a grain as words, or short as an axis has it; NULL for NULL';

CREATE FUNCTION cx_report_axis(low double precision, high double precision) RETURNS numeric[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT ARRAY[floor(a / step) * step, ceil(b / step) * step, step]
	FROM (SELECT a, CASE WHEN a = b THEN a + 1 ELSE b END AS b
	      FROM (SELECT coalesce(low, high, 0)::numeric AS a, coalesce(high, low, 1)::numeric AS b) AS n) AS e,
	     LATERAL (SELECT greatest(b - a, 0.001) / 5 AS least_step) AS s,
	     LATERAL (SELECT min(m * 10 ^ floor(log(least_step))) AS step
	              FROM unnest('{1,2,5,10}'::numeric[]) AS m
	              WHERE m * 10 ^ floor(log(least_step)) >= least_step) AS r
$$;

COMMENT ON FUNCTION cx_report_axis(double precision, double precision) IS
'internal: lowest, highest value and step of an axis that holds both; 0 to 1 for NULL';

CREATE FUNCTION cx_report_y(value double precision, axis numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN round(240 * (axis[2] - value::numeric) / (axis[2] - axis[1]), 1);

COMMENT ON FUNCTION cx_report_y(double precision, numeric[]) IS
'internal: how many of 240 pixels below the top of an axis a value is; NULL for NULL';

CREATE FUNCTION cx_report_x(value double precision, axis numeric[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN round(100 * (value::numeric - axis[1]) / (axis[2] - axis[1]), 2) || '%';

COMMENT ON FUNCTION cx_report_x(double precision, numeric[]) IS
'internal: how many percent of an axis a value is from its start; NULL for NULL';

CREATE FUNCTION cx_report_line(class text, x1 text, x2 text, y1 text, y2 text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<line class="' || class || '" x1="' || x1 || '" x2="' || x2 || '" y1="' || y1
	|| '" y2="' || y2 || '"/>', '');

COMMENT ON FUNCTION cx_report_line(text, text, text, text, text) IS
'internal: a line of SVG; nothing where an argument is NULL';

CREATE FUNCTION cx_report_rect(
	class text, x numeric, width numeric, y numeric, height numeric, tip text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<rect class="' || class || '" x="' || round(x, 2) || '%" width="' || round(width, 2)
	|| '%" y="' || round(y, 1) || '" height="' || round(height, 1) || '"><title>'
	|| @extschema@.cx_report_text(tip) || '</title></rect>', '');

COMMENT ON FUNCTION cx_report_rect(text, numeric, numeric, numeric, numeric, text) IS
'internal: a bar of SVG, x and width in percent, y and height in pixels, with what it says when pointed at; nothing where an argument is NULL';

CREATE FUNCTION cx_report_label(class text, x text, y numeric, label text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<text class="' || class || '" x="' || x || '" y="' || round(y, 1) || '">'
	|| @extschema@.cx_report_text(label) || '</text>', '');

COMMENT ON FUNCTION cx_report_label(text, text, numeric, text) IS
'internal: a label of SVG; nothing where an argument is NULL';

CREATE FUNCTION cx_report_series(
	axis numeric[], class text, vals double precision[], lows double precision[], highs double precision[],
	complete boolean[], signals boolean[], tips text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH point AS (
		SELECT i - 0.5 AS x, round((i - 0.5) * 100 / cardinality(vals), 2) || '%' AS at,
		       @extschema@.cx_report_y(v, axis) AS y, @extschema@.cx_report_y(l, axis) AS y_low,
		       @extschema@.cx_report_y(h, axis) AS y_high, c, s, tip,
		       i - row_number() OVER (ORDER BY i) AS run
		FROM unnest(vals, lows, highs, complete, signals, tips) WITH ORDINALITY AS p(v, l, h, c, s, tip, i)
		WHERE v IS NOT NULL
	), ribbon AS (
		SELECT run, format('<path d="M%s L%sZ"/>',
		              string_agg(CASE WHEN first THEN x - 0.3 || ',' || y_high || ' ' ELSE '' END
		                         || x || ',' || y_high
		                         || CASE WHEN last THEN ' ' || x + 0.3 || ',' || y_high ELSE '' END, ' '
		                         ORDER BY x),
		              string_agg(CASE WHEN last THEN x + 0.3 || ',' || y_low || ' ' ELSE '' END
		                         || x || ',' || y_low
		                         || CASE WHEN first THEN ' ' || x - 0.3 || ',' || y_low ELSE '' END, ' '
		                         ORDER BY x DESC)) AS html
		FROM (SELECT *, row_number() OVER (PARTITION BY run ORDER BY x) = 1 AS first,
		             row_number() OVER (PARTITION BY run ORDER BY x DESC) = 1 AS last
		      FROM point WHERE y_low IS NOT NULL AND y_high IS NOT NULL) AS p
		GROUP BY run
	)
	SELECT coalesce((SELECT format('<svg class="ribbon %s" width="100%%" height="240" viewBox="0 0 %s 240" '
	                               'preserveAspectRatio="none">%s</svg>',
	                               class, cardinality(vals), string_agg(html, '' ORDER BY run)) FROM ribbon
	                 HAVING count(*) > 0), '')
	       || coalesce(string_agg(@extschema@.cx_report_line(
	                       'mode ' || class || CASE WHEN c IS FALSE THEN ' partial' ELSE '' END,
	                       before_at, at, y_before::text, y::text), '' ORDER BY x), '')
	       || coalesce(string_agg(format('<circle class="%s" cx="%s" cy="%s" '
	           'r="%s"><title>%s</title></circle>',
	                                     class || CASE WHEN s THEN ' signal' ELSE '' END
	                                     || CASE WHEN c IS FALSE THEN ' hollow' ELSE '' END, at, y,
	                                     CASE WHEN cardinality(vals) > 24 THEN 3 ELSE 4 END,
	                                     @extschema@.cx_report_text(tip)), '' ORDER BY x), '')
	FROM (SELECT *, lag(at) OVER own AS before_at, lag(y) OVER own AS y_before
	      FROM point WINDOW own AS (PARTITION BY run ORDER BY x)) AS p
$$;

COMMENT ON FUNCTION cx_report_series(numeric[], text, double precision[], double precision[],
	double precision[], boolean[], boolean[], text[]) IS
'internal: a line of points, one a slot of the chart, with its ribbon; a NULL value is a gap, a NULL interval has no ribbon';

CREATE FUNCTION cx_report_bars(
	axis numeric[], class text, base double precision[], top double precision[], complete boolean[],
	tips text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT coalesce(string_agg(@extschema@.cx_report_rect(
	           class || CASE WHEN c IS FALSE THEN ' unended' ELSE '' END, (i - 0.88) * 100 / cardinality(top),
	           76.0 / cardinality(top), @extschema@.cx_report_y(greatest(b, t), axis),
	           @extschema@.cx_report_y(least(b, t), axis) - @extschema@.cx_report_y(greatest(b, t), axis),
	               tip),
	           '' ORDER BY i), '')
	FROM unnest(base, top, complete, tips) WITH ORDINALITY AS p(b, t, c, tip, i)
	WHERE b <> t
$$;

COMMENT ON FUNCTION cx_report_bars(numeric[], text, double precision[], double precision[], boolean[],
	text[]) IS
'internal: a bar in each slot of the chart from base to top; none where they are equal or NULL';

CREATE FUNCTION cx_report_steps(
	class text, times double precision[], vals double precision[], lows double precision[],
	highs double precision[], axis numeric[], until double precision
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH step AS (
		SELECT i, round((1000 * t / until)::numeric, 1) AS x, @extschema@.cx_report_y(v, axis) AS y,
		       @extschema@.cx_report_y(l, axis) AS y_low, @extschema@.cx_report_y(h, axis) AS y_high,
		       coalesce(lag(round((1000 * t / until)::numeric, 1)) OVER (ORDER BY i), 0) AS x_before,
		       coalesce(lag(@extschema@.cx_report_y(l, axis)) OVER (ORDER BY i), 0) AS y_low_before
		FROM unnest(times, vals, lows, highs) WITH ORDINALITY AS s(t, v, l, h, i)
		WHERE v IS NOT NULL
	)
	SELECT coalesce(CASE WHEN count(y_high + y_low) > 0 THEN
	                format('<path class="band %s" d="M0,0 %s %sZ"/>', class,
	                       string_agg(format('H%s V%s', x, y_high), ' ' ORDER BY i)
	                           FILTER (WHERE y_high IS NOT NULL AND y_low IS NOT NULL),
	                       string_agg(format('V%s V%s H%s', y_low, y_low_before, x_before), ' '
	                           ORDER BY i DESC)
	                           FILTER (WHERE y_high IS NOT NULL AND y_low IS NOT NULL)) END, '')
	       || coalesce(format('<path class="mode %s" d="M0,0 %s"/>', class,
	                          string_agg(format('H%s V%s', x, y), ' ' ORDER BY i)), '')
	FROM step
$$;

COMMENT ON FUNCTION cx_report_steps(text, double precision[], double precision[], double precision[],
	double precision[], numeric[], double precision) IS
'internal: a falling line of steps over a time up to until, in a picture 1000 wide, with its band; NULL values are skipped';

CREATE FUNCTION cx_report_chart(
	axis numeric[], labels text[], layers text, title text, description text, across text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('<figure><svg height="%s" role="img" aria-label="%s">%s%s%s%s</svg></figure>',
	              CASE WHEN across IS NULL THEN 264 ELSE 282 END,
	              @extschema@.cx_report_text(title || '. ' || description),
	              (SELECT string_agg(@extschema@.cx_report_line(CASE tick WHEN 0 THEN 'zero' ELSE 'grid' END,
	                  '0',
	                                                       '100%', y::text, y::text)
	                                 || @extschema@.cx_report_label('end', '-8', y + 4,
	                                        @extschema@.cx_report_number(tick::double precision,
	                                            scale(trim_scale(axis[3])))), '' ORDER BY tick)
	               FROM generate_series(axis[1], axis[2], axis[3]) AS tick,
	                    @extschema@.cx_report_y(tick::double precision, axis) AS y),
	              layers,
	              (SELECT string_agg(@extschema@.cx_report_label(
	                          CASE WHEN slots > 8 AND i = slots THEN 'end' WHEN slots > 8
	                              AND i = 1 THEN 'start'
	                               ELSE 'mid' END
	                          || CASE WHEN slots > 4 AND (slots - i) / every % 2 = 1 THEN ' roomy'
	                               ELSE '' END,
	                          CASE WHEN slots > 8 AND i = slots THEN '100%' WHEN slots > 8 AND i = 1 THEN '0'
	                               ELSE round((i - 0.5) * 100 / slots, 2) || '%' END, 260, label), ''
	                                   ORDER BY i)
	               FROM (SELECT cardinality(labels)::integer AS slots,
	                            greatest(1, ceil(cardinality(labels) / 6.0))::integer AS every) AS s,
	                    unnest(labels) WITH ORDINALITY AS l(label, i)
	               WHERE (slots - i) % every = 0),
	              @extschema@.cx_report_label('end', '100%', 279, across))
$$;

COMMENT ON FUNCTION cx_report_chart(numeric[], text[], text, text, text, text) IS
'internal: a chart of layers over the grid of an axis, its slots named by labels, what is measured across by across; no such line for NULL';

CREATE FUNCTION cx_report_key(classes text[], labels text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT '<ul class="key">'
	       || string_agg(format('<li><svg aria-hidden="true">%s</svg>%s</li>', CASE split_part(class, ' ', 1)
	              WHEN 'line' THEN @extschema@.cx_report_line('mode ' || substr(class, 6), '0', '100%',
	                  '50%', '50%')
	              WHEN 'dot' THEN format('<circle class="%s" cx="50%%" cy="50%%" r="4"/>', substr(class, 5))
	              ELSE format('<rect class="%s" width="100%%" height="100%%" rx="2"/>', class) END,
	              @extschema@.cx_report_text(label)), '' ORDER BY i)
	       || '</ul>'
	FROM unnest(classes, labels) WITH ORDINALITY AS k(class, label, i)
	WHERE label IS NOT NULL
$$;

COMMENT ON FUNCTION cx_report_key(text[], text[]) IS
'internal: what the colours of a chart mean; an entry without a label is left out';

CREATE FUNCTION cx_report_split(classes text[], labels text[], counts double precision[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('<figure class="split"><svg height="26" role="img" aria-label="%s">%s</svg></figure>',
	              @extschema@.cx_report_text(string_agg(label || ' ' || @extschema@.cx_report_number(share,
	                  1) || '%',
	                                                 '; ' ORDER BY i)),
	              string_agg(@extschema@.cx_report_rect(class, start::numeric, share::numeric, 0, 26,
	                                            label || ': ' || @extschema@.cx_report_number(n, 0))
	                         || CASE WHEN share >= 12
	                                 THEN @extschema@.cx_report_label('mid strong on-' || class,
	                                          round((start + share / 2)::numeric, 2) || '%', 18,
	                                          @extschema@.cx_report_number(share, 0) || '%') ELSE '' END,
	                         '' ORDER BY i))
	       || @extschema@.cx_report_key(array_agg(class ORDER BY i),
	              array_agg(label || ': ' || @extschema@.cx_report_number(n, 0) ORDER BY i))
	FROM (SELECT i, class, label, n, 100 * n / nullif(sum(n) OVER (), 0) AS share,
	             100 * (sum(n) OVER (ORDER BY i) - n) / nullif(sum(n) OVER (), 0) AS start
	      FROM unnest(classes, labels, counts) WITH ORDINALITY AS p(class, label, n, i)) AS p
	WHERE share IS NOT NULL
$$;

COMMENT ON FUNCTION cx_report_split(text[], text[], double precision[]) IS
'internal: shares of a whole as one bar; NULL where the counts are 0 or NULL';

CREATE FUNCTION cx_report_ticks(axis numeric[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT string_agg(@extschema@.cx_report_line('grid', x, x, '0', '240')
	                  || @extschema@.cx_report_label(CASE i % 2 WHEN 1 THEN 'mid' ELSE 'mid roomy' END, x,
	                      260,
	                         @extschema@.cx_report_number(tick::double precision,
	                             scale(trim_scale(axis[3])))),
	                  '' ORDER BY i)
	FROM generate_series(axis[1], axis[2], axis[3]) WITH ORDINALITY AS t(tick, i),
	     @extschema@.cx_report_x(tick::double precision, axis) AS x
$$;

COMMENT ON FUNCTION cx_report_ticks(numeric[]) IS
'internal: grid and labels of an axis that goes across, below a chart without slots';

CREATE FUNCTION cx_report_during(period text, grain text, ended boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE grain WHEN 'day' THEN 'on ' ELSE 'in ' END || period || CASE WHEN ended THEN '' ELSE ' so far'
	END;

COMMENT ON FUNCTION cx_report_during(text, text, boolean) IS
'internal: when a figure is of, as the end of a sentence; NULL for no period';

CREATE FUNCTION cx_report_between(low double precision, high double precision, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN low IS NULL OR high IS NULL THEN '' ELSE
	', between ' || @extschema@.cx_report_number(low, digits) || ' and '
		|| @extschema@.cx_report_number(high, digits)
	|| ' with 95% confidence' END;

COMMENT ON FUNCTION cx_report_between(double precision, double precision, integer) IS
'internal: an interval as the end of a sentence; nothing where an end is NULL';

CREATE FUNCTION cx_report_count(counted double precision, things text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN @extschema@.cx_report_number(counted, 0) || ' '
	|| CASE counted WHEN 1 THEN regexp_replace(things, 's$', '') ELSE things END;

COMMENT ON FUNCTION cx_report_count(double precision, text) IS
'internal: so many things, the word without its s for one';

CREATE FUNCTION cx_report_invalid(invalid bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN invalid > 0 THEN @extschema@.cx_report_count(invalid, 'rows') || ' could not be used.' END;

COMMENT ON FUNCTION cx_report_invalid(bigint) IS
'internal: how many rows were left out as invalid, as a sentence; NULL for none';

CREATE FUNCTION cx_report_words(column_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN upper(left(column_name, 1)) || replace(substr(column_name, 2), '_', ' ');

COMMENT ON FUNCTION cx_report_words(text) IS
'internal: the name of a column or a table as a heading; NULL for NULL';

CREATE FUNCTION cx_report_rows(
	relation regclass, grain text, OUT cells jsonb[], OUT invalid bigint
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT period, to_jsonb(v) AS cells FROM %s AS v
		), recent AS (
			SELECT *, lag(period) OVER (ORDER BY period) AS before
			FROM (SELECT * FROM whole WHERE period IS NOT NULL ORDER BY period DESC LIMIT 36) AS w
		), laid AS (
			SELECT period, 1 AS rank, cells FROM recent
			UNION ALL
			SELECT period, 0, NULL FROM recent
			WHERE before < period - CASE $1 WHEN ''day'' THEN interval ''1 day''
				WHEN ''month'' THEN interval ''1 month''
			                             WHEN ''quarter'' THEN interval ''3 months''
			                                 WHEN ''year'' THEN interval ''1 year''
			                             ELSE interval ''7 days'' END
		)
		SELECT (SELECT array_agg(cells ORDER BY period, rank) FROM laid),
		       (SELECT coalesce(sum((cells ->> ''invalid'')::bigint), 0)::bigint FROM whole)', relation)
		INTO cells, invalid USING grain;
END $$;

COMMENT ON FUNCTION cx_report_rows(regclass, text) IS
'internal: the last 36 periods of a view over time as json, with a NULL where periods are missing between two, and how many rows were invalid in all; NULL over no rows';

CREATE FUNCTION cx_report_column(cells jsonb[], name text) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg((cell ->> name)::double precision ORDER BY i) FROM unnest(cells) WITH ORDINALITY
		AS c(cell, i)
$$;

COMMENT ON FUNCTION cx_report_column(jsonb[], text) IS
'internal: a column of rows read as json; NULL over no rows';

CREATE FUNCTION cx_report_cell(cell jsonb, name text, digits integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN @extschema@.cx_report_number((cell ->> name)::double precision, digits);

COMMENT ON FUNCTION cx_report_cell(jsonb, text, integer) IS
'internal: a column of a row read as json as words; a hyphen for NULL';

CREATE FUNCTION cx_report_most(cells jsonb[], name text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT max((cell ->> name)::double precision) FROM unnest(cells) AS cell
$$;

COMMENT ON FUNCTION cx_report_most(jsonb[], text) IS
'internal: the greatest value of a column of rows read as json; NULL over no rows';

CREATE FUNCTION cx_report_figures(cells jsonb[], name text, digits integer) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_number((cell ->> name)::double precision, digits) ORDER BY i)
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
$$;

COMMENT ON FUNCTION cx_report_figures(jsonb[], text, integer) IS
'internal: a column of rows read as json as words; NULL over no rows';

CREATE FUNCTION cx_report_complete(cells jsonb[]) RETURNS boolean[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(coalesce((cell ->> 'complete')::boolean, true) ORDER BY i)
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
$$;

COMMENT ON FUNCTION cx_report_complete(jsonb[]) IS
'internal: which rows read as json are of a period that has ended; a gap is not marked; NULL over no rows';

CREATE FUNCTION cx_report_labels(cells jsonb[], grain text, short boolean) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_period((cell ->> 'period')::date, grain, short) ORDER BY i)
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
$$;

COMMENT ON FUNCTION cx_report_labels(jsonb[], text, boolean) IS
'internal: the periods of rows read as json as words, NULL for a gap; NULL over no rows';

CREATE FUNCTION cx_report_last(cells jsonb[], before integer DEFAULT NULL) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT i::integer
	FROM unnest(cells) WITH ORDINALITY AS c(cell, i)
	WHERE cell ->> 'value' IS NOT NULL AND (before IS NULL OR i < before AND (cell ->> 'complete')::boolean)
	ORDER BY coalesce((cell ->> 'complete')::boolean, true) DESC, i DESC
	LIMIT 1
$$;

COMMENT ON FUNCTION cx_report_last(jsonb[], integer) IS
'internal: which of rows read as json is the last with a value whose period has ended, or before another; the last at all if none has ended; NULL over no rows';

CREATE FUNCTION cx_report_table(heads text[], columns text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT '<details><summary>The numbers as a table</summary><div class="scroll" tabindex="0">'
	       '<table class="data"><thead><tr>'
	       || (SELECT string_agg(format('<th scope="col"%s>%s</th>', CASE WHEN i > 1 THEN ' class="number"'
	           ELSE '' END,
	                                    @extschema@.cx_report_text(head)), '' ORDER BY i)
	           FROM unnest(heads) WITH ORDINALITY AS h(head, i))
	       || '</tr></thead><tbody>'
	       || string_agg(html, '' ORDER BY row) || '</tbody></table></div></details>'
	FROM (SELECT row, '<tr>' || string_agg(format(CASE col WHEN 1 THEN '<th scope="row">%s</th>'
	                                                  ELSE '<td class="number">%s</td>' END,
	                                              @extschema@.cx_report_text(coalesce(columns[(col - 1) *
	                                                  rows + row], '-'))),
	                                       '' ORDER BY col) || '</tr>' AS html
	      FROM (SELECT cardinality(columns) / cardinality(heads) AS rows) AS s,
	           generate_series(1, rows) AS row, generate_series(1, cardinality(heads)) AS col
	      WHERE columns[row] IS NOT NULL
	      GROUP BY row) AS r
$$;

COMMENT ON FUNCTION cx_report_table(text[], text[]) IS
'internal: a table of texts that is folded away, given column by column one after the other; NULL over no rows';

CREATE FUNCTION cx_report_numbers(vals double precision[], digits integer) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_number(v, digits) ORDER BY i) FROM unnest(vals) WITH ORDINALITY
		AS u(v, i)
$$;

COMMENT ON FUNCTION cx_report_numbers(double precision[], integer) IS
'internal: numbers as words; NULL over no rows';

CREATE FUNCTION cx_report_ranges(
	lows double precision[], highs double precision[], digits integer
) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(@extschema@.cx_report_range(l, h, digits) ORDER BY i)
	FROM unnest(lows, highs) WITH ORDINALITY AS u(l, h, i)
$$;

COMMENT ON FUNCTION cx_report_ranges(double precision[], double precision[], integer) IS
'internal: intervals as words; NULL over no rows';

CREATE FUNCTION cx_report_stars(labels text[], complete boolean[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(label || CASE WHEN c THEN '' ELSE ' (not ended)' END ORDER BY i)
	FROM unnest(labels, complete) WITH ORDINALITY AS u(label, c, i)
$$;

COMMENT ON FUNCTION cx_report_stars(text[], boolean[]) IS
'internal: periods as words that say where one has not ended; NULL over no rows';

CREATE FUNCTION cx_report_dots(
	heads text[], labels text[], counts text[], vals double precision[], lows double precision[],
	highs double precision[], remarks text[], middle double precision, axis numeric[], digits integer
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('<div class="scroll"><table class="dots"><thead><tr><th scope="col">%s</th>'
	              '<th scope="col" class="number wide">%s</th><td></td><th scope="col" class="number">%s</th>'
	              '<th scope="col" class="number wide">95%% interval</th>%s</tr></thead><tbody>%s</tbody>'
	              '<tfoot aria-hidden="true"><tr><td></td><td class="wide"></td><td class="plot">'
	              '<svg class="labels">%s</svg></td><td></td><td class="wide"></td>%s</tr></tfoot></table></div>',
	              @extschema@.cx_report_text(heads[1]), @extschema@.cx_report_text(heads[2]),
	              @extschema@.cx_report_text(heads[3]),
	              '<th scope="col" class="number">' || @extschema@.cx_report_text(heads[4]) || '</th>',
	              string_agg(format('<tr><th scope="row" title="%1$s">%2$s<small class="narrow">%11$s '
	                  '%3$s</small></th>'
	                                '<td class="number quiet wide">%3$s</td><td class="plot">'
	                                '<svg class="row" aria-hidden="true">%4$s%5$s%6$s%7$s</svg></td>'
	                                '<td class="number strong">%8$s<small class="narrow">%9$s</small></td>'
	                                '<td class="number quiet wide">%9$s</td>%10$s</tr>',
	                                @extschema@.cx_report_text(label),
	                                @extschema@.cx_report_text(CASE WHEN length(label) > 48 THEN left(label,
	                                    45) || '...'
	                                                           ELSE label END),
	                                @extschema@.cx_report_text(n), grid.lines,
	                                @extschema@.cx_report_line('middle', @extschema@.cx_report_x(middle,
	                                    axis),
	                                                      @extschema@.cx_report_x(middle, axis), '0', '100%'),
	                                @extschema@.cx_report_line('whisker', @extschema@.cx_report_x(l, axis),
	                                                      @extschema@.cx_report_x(h, axis), '50%', '50%'),
	                                coalesce('<circle class="dot" cx="' || @extschema@.cx_report_x(v, axis)
	                                         || '" cy="50%" r="5"/>', ''),
	                                @extschema@.cx_report_text(@extschema@.cx_report_number(v, digits)),
	                                @extschema@.cx_report_text(@extschema@.cx_report_range(l, h, digits)),
	                                '<td class="number">' || @extschema@.cx_report_text(remark) || '</td>',
	                                @extschema@.cx_report_text(heads[2])), '' ORDER BY i),
	              grid.names, CASE WHEN heads[4] IS NOT NULL THEN '<td></td>' END)
	FROM unnest(labels, counts, vals, lows, highs, remarks) WITH ORDINALITY AS d(label, n, v, l, h, remark,
		i),
	     (SELECT string_agg(@extschema@.cx_report_line('grid', x, x, '0', '100%'), '' ORDER BY tick) AS lines,
	             string_agg(@extschema@.cx_report_label('mid', x, 14,
	                            @extschema@.cx_report_number(tick::double precision,
	                                scale(trim_scale(axis[3])))),
	                        '' ORDER BY tick) FILTER (WHERE tick_no % 2 = 1) AS names
	      FROM generate_series(axis[1], axis[2], axis[3]) WITH ORDINALITY AS t(tick, tick_no),
	           @extschema@.cx_report_x(tick::double precision, axis) AS x) AS grid
	GROUP BY grid.lines, grid.names
$$;

COMMENT ON FUNCTION cx_report_dots(text[], text[], text[], double precision[], double precision[],
	double precision[], text[], double precision, numeric[], integer) IS
'internal: a table of names with their number as text, figure and interval, drawn and written, and a remark for heads of four; NULL over no rows';

CREATE FUNCTION cx_report_triangle(
	head text, cohorts date[], grain text, sizes double precision[], ages bigint[], vals double precision[],
	complete boolean[], tips text[], digits integer
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH cell AS (
		SELECT *, greatest(0, v / nullif(max(v) FILTER (WHERE age > 0) OVER (), 0)) AS share
		FROM unnest(cohorts, sizes, ages, vals, complete, tips) AS c(cohort, n, age, v, ended, tip)
	), col AS (
		SELECT age FROM generate_series(0, (SELECT max(age) FROM cell)) AS age
	), line AS (
		SELECT cohort, format('<tr><th scope="row">%s</th><td class="number quiet">%s</td>%s</tr>',
		                      @extschema@.cx_report_text(@extschema@.cx_report_period(cohort, grain,
		                          grain <> 'day')),
		                      @extschema@.cx_report_number(max(n), 0),
		                      string_agg(CASE WHEN v IS NULL THEN '<td class="none"></td>'
		                                 ELSE format('<td%s style="--share:%s" title="%s">%s%s</td>',
		                                             CASE WHEN ended THEN '' ELSE ' class="open"' END,
		                                             CASE age WHEN 0 THEN 0 ELSE round(share::numeric, 3) END,
		                                             @extschema@.cx_report_text(tip),
		                                             @extschema@.cx_report_text(
		                                                 @extschema@.cx_report_number(v, digits)),
		                                             CASE WHEN ended THEN '' ELSE '*' END) END,
		                                 '' ORDER BY age)) AS html
		FROM (SELECT DISTINCT cohort FROM cell) AS c CROSS JOIN col LEFT JOIN cell USING (cohort, age)
		GROUP BY cohort
	)
	SELECT format('<div class="scroll" tabindex="0"><table class="heat"><thead><tr><th scope="col">%s</th>'
	              '<th scope="col" class="number">n</th>%s</tr></thead><tbody>%s</tbody></table></div>',
	              @extschema@.cx_report_text(head),
	              (SELECT string_agg(format('<th scope="col">%s</th>', age), '' ORDER BY age) FROM col),
	              string_agg(html, '' ORDER BY cohort))
	FROM line
	HAVING count(*) > 0
$$;

COMMENT ON FUNCTION cx_report_triangle(text, date[], text, double precision[], bigint[], double precision[],
	boolean[], text[], integer) IS
'internal: a table of cohorts by age, coloured by value; a cell that has not ended has a star; NULL over no rows';

CREATE FUNCTION cx_report_css() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT '
:root {
  --page: #f3f5f7; --card: #ffffff; --edge: #dde3e8; --ink: #17212b; --quiet: #566471;
  --grid: #e4e9ed; --axis: #8a97a3; --accent: #0b5c8a; --good: #0b6fa4; --plain: #8e9ba7;
  --bad: #c2500d; --on-good: #ffffff; --on-plain: #17212b; --on-bad: #ffffff; --heat: 11 92 138;
  --back: #86c1e2; --new: #44525f; --wrong: #a4262c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1217; --card: #161d24; --edge: #2a343d; --ink: #e8edf1; --quiet: #a3b0bb;
    --grid: #27313a; --axis: #73818d; --accent: #6cbbe8; --good: #55aee0; --plain: #65737f;
    --bad: #f08b4b; --on-good: #0d1217; --on-plain: #ffffff; --on-bad: #0d1217; --heat: 108 187 232;
    --back: #2f6f96; --new: #c9d2da; --wrong: #ff9b9b;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system,
  "Segoe UI", Roboto, Inter, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1, h2, h3, p { margin: 0; }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 { font-size: 1.4rem; line-height: 1.25; letter-spacing: -0.01em; }
h3 { font-size: .9375rem; font-weight: 600; line-height: 1.35; }
.eyebrow { font-size: .8125rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase;
  color: var(--accent); margin-bottom: .35rem; }
.lead { max-width: 46rem; margin-top: .6rem; font-size: 1.0625rem; color: var(--quiet); }
.glance { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem),
	1fr)); gap: .75rem;
  margin: 1.75rem 0 0; padding: 0; list-style: none; }
.glance a { display: block; height: 100%; padding: .8rem 1rem; border: 1px solid var(--edge); border-radius:
	.75rem;
  background: var(--card); color: inherit; text-decoration: none; font-size: .8125rem; line-height: 1.35; }
.glance b { display: block; font-size: 1.5rem; font-weight: 650; line-height: 1.3; white-space: nowrap;
	letter-spacing: -0.02em;
  font-variant-numeric: tabular-nums; }
.glance span { display: block; color: var(--quiet); }
.part { margin-top: 2.75rem; padding-top: 2rem; border-top: 1px solid var(--edge); }
.cards { margin-top: 1rem; column-gap: 1rem; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; padding: 1.25rem;
  margin-bottom: 1rem; break-inside: avoid; }
.where { font-size: .8125rem; color: var(--quiet); }
.big { margin-top: .35rem; font-size: 2.5rem; font-weight: 650; line-height: 1.15; letter-spacing: -0.03em;
  font-variant-numeric: tabular-nums; }
.said { margin-top: .15rem; font-size: .9375rem; }
.note { margin-top: .5rem; font-size: .8125rem; color: var(--quiet); }
.invalid { color: var(--wrong); }
.error { border-color: var(--wrong); } .error h3 { color: var(--wrong); }
.card + .wide-card { margin-top: 1rem; }
@media (min-width: 62rem) {
  .cards { columns: 2; } .wide-card, .cards > :only-child { column-span: all; }
}

.key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .8rem 0 0; padding: 0; list-style: none;
  font-size: .8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.key svg { width: 1.4rem; height: .7rem; margin-right: .4rem; vertical-align: -.05rem; overflow: visible; }
svg { font: inherit; overflow: visible; }
svg text { font-size: .8125rem; fill: var(--quiet); font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0 0; padding: .5rem 0 0 3rem; }
figure.split { padding: 0; }
figure > svg, svg.labels { display: block; width: 100%; }
.good { fill: var(--good); } .plain { fill: var(--plain); } .bad { fill: var(--bad); }
.new { fill: var(--new); } .back { fill: var(--back); } .ink { fill: var(--ink); }
.dot { fill: var(--accent); }
rect.good, rect.plain, rect.bad, rect.new, rect.back { stroke: var(--card); }
line.grid { stroke: var(--grid); } .zero { stroke: var(--axis); }
line.middle { stroke: var(--axis); stroke-dasharray: 3 3; }
.whisker { stroke: var(--accent); stroke-width: 2; }
.mode { fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
  vector-effect: non-scaling-stroke; }
.mode.dot { stroke: var(--accent); } .mode.good { stroke: var(--good); } .mode.plain { stroke: var(--plain); }
.mode.bad { stroke: var(--bad); } .mode.ink { stroke: var(--ink); } .mode.new { stroke: var(--new); }
.mode.back { stroke: var(--back); }
.mode.bad { stroke-dasharray: 8 4; } .mode.plain { stroke-dasharray: 2 4; } .mode.new { stroke-dasharray: 10
	3 2 3; }
.mode.partial { stroke-dasharray: 3 4; opacity: .7; }
.ribbon, .band, .ribbon-box { opacity: .18; }
.ribbon path { fill: inherit; }
circle.hollow { fill: var(--card); stroke: var(--accent); stroke-width: 2; }
circle.hollow.good { stroke: var(--good); } circle.hollow.ink { stroke: var(--ink); }
circle.hollow.bad { stroke: var(--bad); } circle.hollow.plain { stroke: var(--plain); }
circle.signal { fill: var(--bad); stroke: var(--card); stroke-width: 1.5; r: 6px; }
.unended { opacity: .5; }
.end { text-anchor: end; } .mid { text-anchor: middle; }
text.strong { fill: var(--ink); font-weight: 600; }
text.on-good { fill: var(--on-good); } text.on-plain { fill: var(--on-plain); } text.on-bad { fill:
	var(--on-bad); }
svg.labels { height: 1.4rem; } svg.labels text { font-size: .75rem; }
.number-dot { fill: var(--accent); } text.on-dot { fill: var(--card); font-size: .6875rem; font-weight: 700; }
.funnel { margin: 1rem 0 0; padding: 0; list-style: none; } .funnel li + li { margin-top: 1rem; }
.funnel svg { display: block; width: 100%; margin: .25rem 0; }
.step { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-size: .9375rem;
  font-variant-numeric: tabular-nums; }
.step > :first-child { font-weight: 600; }
.facts { font-size: .8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.track { fill: var(--grid); } .interval { stroke: var(--ink); stroke-width: 3; }

table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th { font-weight: 600; text-align: left; }
thead th { font-size: .8125rem; color: var(--quiet); font-weight: 500; padding-bottom: .25rem;
	vertical-align: bottom; }
th, td { padding: .1rem .35rem; white-space: nowrap; }
tr > :first-child { padding-left: 0; } tr > :last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.narrow { display: none; font-size: .75rem; font-weight: 400; color: var(--quiet); line-height: 1.2; }
.quiet { color: var(--quiet); } td.strong { font-weight: 600; }
.dots, .data, .heat { margin-top: .8rem; }
.dots th, .dots td { padding-block: 0; height: 2rem; }
.dots thead th { height: auto; padding-bottom: .25rem; }
.dots tfoot td { height: 1.4rem; }
.dots tbody th { width: 28%; min-width: 6.5rem; white-space: normal; line-height: 1.25; padding-block: .2rem;
	}
td.plot { width: 50%; min-width: 7rem; padding-inline: 1rem; }
td.plot { position: relative; }
svg.row { position: absolute; top: 0; left: 1rem; width: calc(100% - 2rem); height: 100%; }
.data tbody tr { border-top: 1px solid var(--grid); } .data th, .data td { padding-block: .25rem; }
.heat { width: auto; border-collapse: separate; border-spacing: 2px; } .heat td,
	.heat thead th { text-align: center; font-variant-numeric: tabular-nums; }
.heat th[scope=row], .heat thead th:first-child { text-align: left; position: sticky; left: 0; background:
	var(--card); }
.heat td { min-width: 2.9rem; height: 2.1rem; border-radius: .4rem;
  background: rgb(var(--heat) / calc(var(--share, 0) * 45%)); print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.heat td.number { min-width: 0; text-align: right; background: none; } .heat td.none { background: none; }
.heat td.open { border: 1px dashed var(--axis); }
.scroll { overflow-x: auto; }
details { margin-top: .9rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 500; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
footer { margin-top: 2.5rem; padding-top: 1.25rem; border-top: 1px solid var(--edge); font-size: .8125rem;
  color: var(--quiet); }
footer p + p { margin-top: .5rem; }
@media (max-width: 40rem) {
  main { padding: 1.5rem .75rem 2rem; }
  .glance { grid-template-columns: 1fr 1fr; }
  .card { padding: 1rem; } .big { font-size: 2.1rem; }
  .wide, .roomy { display: none; } .narrow { display: block; }
  .dots tbody th, .dots tbody td { height: 2.75rem; }
  .heat td { min-width: 2.4rem; } .heat .number { display: none; }
  svg.row { left: .6rem; width: calc(100% - 1.2rem); }
  .dots tbody th { width: 28%; min-width: 5.6rem; } td.plot { min-width: 4.5rem; padding-inline: .6rem; }
  figure { padding-left: 2.6rem; }
}
@media print {
  body { background: none; font-size: 10pt; } main { max-width: none; padding: 0; }
  .cards { columns: 1; }
  .part { break-before: page; border: 0; margin: 0; padding: 0; } details { display: none; }
  .glance { grid-template-columns: repeat(4, 1fr); } .heat { font-size: .6875rem; }
  .heat td { min-width: 1.9rem; height: 1.6rem; } .scroll { overflow: visible; }
}
'::text $$;

COMMENT ON FUNCTION cx_report_css() IS 'internal: the style sheet of a report, with colours for light, dark '
	'and print';

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

CREATE FUNCTION cx_report_active(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	complete boolean[];
	labels text[];
	axis numeric[];
BEGIN
	name := 'Active customers';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'Nobody yet.';
		RETURN;
	END IF;
	cell := cells[at];
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_cell(cell, 'value', 0);
	seen := labels[at];
	said := format('active %s: %s new, %s retained, %s back after a pause. %s of those active the %s before '
		'did '
			'not come%s.', @extschema@.cx_report_during(labels[at], grain, complete[at]),
		@extschema@.cx_report_cell(cell, 'new', 0), @extschema@.cx_report_cell(cell, 'retained', 0),
		@extschema@.cx_report_cell(cell, 'reactivated', 0), @extschema@.cx_report_cell(cell, 'churned', 0),
		CASE WHEN grain LIKE 'week%' THEN 'week' ELSE grain END,
		CASE WHEN cell ->> 'churn_rate' IS NOT NULL
			THEN format(' (%s%%)', @extschema@.cx_report_cell(cell, 'churn_rate', 1)) END);
	axis := @extschema@.cx_report_axis(-@extschema@.cx_report_most(cells, 'churned'),
		@extschema@.cx_report_most(cells, 'value'));
	body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
			@extschema@.cx_report_stack(axis, cells, '{good,back,new}', '{retained,reactivated,new}', 1,
				labels)
			|| @extschema@.cx_report_stack(axis, cells, '{bad}', '{churned}', -1, labels),
			'Active customers over time', 'Stacked bars, below the line who left', NULL)
		|| @extschema@.cx_report_key('{new,back,good,bad,good unended}',
			ARRAY['New', 'Back after a pause', 'Retained', 'Active before and not now',
				CASE WHEN false = ANY (complete) THEN 'Not ended' END])
		|| @extschema@.cx_report_table('{Period,Active,New,Retained,Back,Left,"Churn, %"}',
			@extschema@.cx_report_stars(labels, complete)
			|| @extschema@.cx_report_figures(cells, 'value', 0)
			|| @extschema@.cx_report_figures(cells, 'new', 0)
			|| @extschema@.cx_report_figures(cells, 'retained', 0)
			|| @extschema@.cx_report_figures(cells, 'reactivated', 0)
			|| @extschema@.cx_report_figures(cells, 'churned', 0)
			|| @extschema@.cx_report_figures(cells, 'churn_rate', 1));
END $$;

COMMENT ON FUNCTION cx_report_active(regclass, text) IS
'internal: the card of a view of active customers: who came, stayed, came back and left';

CREATE FUNCTION cx_report_retention(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	triangle text;
	ages bigint[];
	customers double precision[];
	retained double precision[];
	vals double precision[];
	lows double precision[];
	highs double precision[];
	axis numeric[];
	first date;
	last date;
	left_out boolean;
	open_cells boolean;
	invalid bigint;
	unit text := CASE WHEN grain LIKE 'week%' THEN 'week' ELSE grain END;
BEGIN
	name := 'Retention by cohort';
	EXECUTE format('
		WITH whole AS MATERIALIZED (
			SELECT *, dense_rank() OVER (ORDER BY period DESC NULLS LAST) AS rank FROM %s
		), cohort AS MATERIALIZED (
			SELECT * FROM whole WHERE rank <= 36 AND period IS NOT NULL
		), cell AS (
			SELECT * FROM cohort WHERE age <= 18
		), pooled AS (
			SELECT age, sum(n) AS n, sum(retained) AS retained
			FROM cohort WHERE age > 0 AND complete GROUP BY age
		)
		SELECT @extschema@.cx_report_triangle(''First seen'', array_agg(period), $1, array_agg(n::float8),
		           array_agg(age), array_agg(value), array_agg(complete),
		           array_agg(format(''%%s of %%s'', retained, n)), 0),
		       (SELECT array_agg(age ORDER BY age) FROM pooled),
		       (SELECT array_agg(n::float8 ORDER BY age) FROM pooled),
		       (SELECT array_agg(retained::float8 ORDER BY age) FROM pooled), min(period), max(period),
		       (SELECT max(age) > 18 FROM cohort), bool_or(NOT complete),
		       (SELECT coalesce(sum(invalid), 0)::bigint FROM whole)
		FROM cell', relation)
		INTO triangle, ages, customers, retained, first, last, left_out, open_cells, invalid USING grain;
	note := @extschema@.cx_report_invalid(invalid);
	IF triangle IS NULL THEN
		said := 'Nobody yet.';
		RETURN;
	END IF;
	body := triangle;
	note := concat_ws(' ',
		format('Percent of those first seen in a %1$s who came 1, 2, 3 ... %1$ss later.', unit),
		CASE WHEN open_cells THEN format('* The %s has not ended.', unit) END,
		CASE WHEN left_out THEN 'Ages beyond 18 are in the view.' END, note);
	IF ages IS NULL THEN
		said := format('No %s after the first has ended yet.', unit);
		RETURN;
	END IF;
	SELECT array_agg(@extschema@.rate(s) ORDER BY i), array_agg(c.low ORDER BY i), array_agg(c.high
		ORDER BY i)
	INTO vals, lows, highs
	FROM unnest(retained, customers) WITH ORDINALITY AS u(r, n, i),
		LATERAL (SELECT format('(%s of %s)', r, n)::@extschema@.cx_rate AS s) AS x,
		LATERAL @extschema@.rate_ci(s) AS c;
	figure := @extschema@.cx_report_number(vals[1], 1) || '%';
	seen := 'all cohorts';
	said := format('came back %s%s; %s first seen from %s to %s.',
		CASE ages[1] WHEN 1 THEN format('the %s after the first', unit)
			ELSE format('%s %ss after the first', ages[1], unit) END,
		@extschema@.cx_report_between(lows[1], highs[1], 1),
		@extschema@.cx_report_count(customers[1], 'customers'),
		@extschema@.cx_report_period(first, grain, false), @extschema@.cx_report_period(last, grain, false));
	axis := @extschema@.cx_report_axis(0, (SELECT max(h) FROM unnest(highs) AS h));
	body := @extschema@.cx_report_chart(axis, ages::text[],
			@extschema@.cx_report_series(axis, 'dot', vals, lows, highs, NULL, NULL,
				(SELECT array_agg(format('%s %s: %s of %s, %s%%', initcap(unit), a,
					@extschema@.cx_report_number(r, 0), @extschema@.cx_report_number(n, 0),
					@extschema@.cx_report_number(v, 1)) ORDER BY i)
				FROM unnest(ages, retained, customers, vals) WITH ORDINALITY AS u(a, r, n, v, i))),
			'Retention of all cohorts', 'A line with its intervals',
			unit || 's after the first; all cohorts, % who came')
		|| body;
END $$;

COMMENT ON FUNCTION cx_report_retention(regclass, text) IS
'internal: the card of a view of retention: all cohorts as a curve, each as a row of a triangle, at most 36 and 18 periods long';

CREATE FUNCTION cx_report_stack(
	axis numeric[], cells jsonb[], classes text[], names text[], direction integer, labels text[]
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT string_agg(@extschema@.cx_report_bars(axis, class, base, top,
		@extschema@.cx_report_complete(cells),
	                                             tips), '' ORDER BY k)
	FROM (SELECT k, class, array_agg(direction * (upper - n) ORDER BY i) AS base,
	             array_agg(direction * upper ORDER BY i) AS top,
	             array_agg(format('%s: %s %s', labels[i], @extschema@.cx_report_number(n, 0), name)
	                 ORDER BY i)
	                 AS tips
	      FROM (SELECT k, class, name, i, abs((cell ->> name)::float8) AS n,
	                   sum(abs((cell ->> name)::float8)) OVER (PARTITION BY i ORDER BY k) AS upper
	            FROM unnest(classes, names) WITH ORDINALITY AS c(class, name, k),
	                 unnest(cells) WITH ORDINALITY AS r(cell, i)) AS p
	      GROUP BY k, class) AS l
$$;

COMMENT ON FUNCTION cx_report_stack(numeric[], jsonb[], text[], text[], integer, text[]) IS
'internal: columns of rows read as json as bars one on the other, up for direction 1 and down for -1';

CREATE FUNCTION cx_report_funnel(
	relation regclass,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	last jsonb;
BEGIN
	name := 'Funnel';
	EXECUTE format('
		SELECT array_agg(to_jsonb(v) ORDER BY step) FILTER (WHERE step IS NOT NULL), sum(invalid)
		FROM %s AS v', relation)
		INTO cells, invalid;
	note := @extschema@.cx_report_invalid(invalid);
	IF cells IS NULL OR (cells[1] ->> 'customers')::bigint = 0 THEN
		said := 'Nobody has taken the first step yet.';
		RETURN;
	END IF;
	last := cells[cardinality(cells)];
	figure := @extschema@.cx_report_cell(last, 'value', 1) || '%';
	said := format('get from %s to %s%s; %s began.', left(cells[1] ->> 'step_name', 60),
		left(last ->> 'step_name', 60),
		@extschema@.cx_report_between((last ->> 'low')::float8, (last ->> 'high')::float8, 1),
		@extschema@.cx_report_count((cells[1] ->> 'customers')::float8, 'customers'));
	note := concat_ws(' ', CASE WHEN (cells[1] ->> 'waiting')::bigint > 0 THEN
		'Customers whose time is not over count in the rates as long as they were seen.' END, note);
	SELECT '<ol class="funnel">'
		|| string_agg(format('<li><div class="step"><span>%s</span><span>%s</span></div>'
			'<svg height="18" aria-hidden="true"><rect class="track" width="100%%" height="18" rx="3"/>'
			'<rect class="good" width="%s%%" height="18" rx="3"/>%s</svg><div class="facts">%s</div></li>',
			@extschema@.cx_report_text(left(c ->> 'step_name', 80)),
			@extschema@.cx_report_text(@extschema@.cx_report_count((c ->> 'customers')::float8, 'customers')),
			round((c ->> 'value')::numeric, 2),
			CASE WHEN i > 1 THEN @extschema@.cx_report_line('interval', round((c ->> 'low')::numeric, 2)
				|| '%',
				round((c ->> 'high')::numeric, 2) || '%', '9', '9') ELSE '' END,
			@extschema@.cx_report_text(CASE WHEN i > 1 THEN concat_ws('; ',
				format('%s%% of the first (%s)', @extschema@.cx_report_cell(c, 'value', 1),
					@extschema@.cx_report_range((c ->> 'low')::float8, (c ->> 'high')::float8, 1)),
				@extschema@.cx_report_cell(c, 'rate_of_previous', 1) || '% of the step before',
				CASE WHEN (c ->> 'median_hours')::float8 >= 48 THEN format('half within %s days of it',
						@extschema@.cx_report_number((c ->> 'median_hours')::float8 / 24, 0))
					WHEN c ->> 'median_hours' IS NOT NULL THEN format('half within %s hours of it',
						@extschema@.cx_report_cell(c, 'median_hours', 1)) END,
				CASE WHEN (c ->> 'waiting')::bigint > 0
					THEN @extschema@.cx_report_cell(c, 'waiting', 0) || ' may still get there' END)
				ELSE 'the first step' END)), '' ORDER BY i)
		|| '</ol>'
	INTO body FROM unnest(cells) WITH ORDINALITY AS u(c, i);
END $$;

COMMENT ON FUNCTION cx_report_funnel(regclass) IS
'internal: the card of a view of a funnel: how many get to each step, and how long that takes';

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

CREATE FUNCTION cx_report_rate(
	relation regclass, kind text, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	vals double precision[];
	lows double precision[];
	highs double precision[];
	complete boolean[];
	labels text[];
	axis numeric[];
	counted text := CASE kind WHEN 'churn' THEN 'customers at the start' ELSE 'tickets' END;
BEGIN
	name := CASE kind WHEN 'churn' THEN 'Customers who left' ELSE 'Tickets resolved in time' END;
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No rows yet.';
		RETURN;
	END IF;
	cell := cells[at];
	vals := @extschema@.cx_report_column(cells, 'value');
	lows := @extschema@.cx_report_column(cells, 'low');
	highs := @extschema@.cx_report_column(cells, 'high');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(vals[at], 1) || '%';
	seen := labels[at];
	said := format(CASE kind WHEN 'churn' THEN 'of the customers left %s%s; %s %s.'
			ELSE 'of the tickets opened %s were resolved in time%s; %s %s.' END,
		@extschema@.cx_report_during(labels[at], grain, complete[at]),
		@extschema@.cx_report_between(lows[at], highs[at], 1),
		@extschema@.cx_report_cell(cell, 'n', 0), counted);
	SELECT @extschema@.cx_report_axis(CASE kind WHEN 'churn' THEN 0 ELSE min(least(l, v)) END,
		max(greatest(h, v)))
	INTO axis FROM unnest(vals, lows, highs) AS u(v, l, h);
	IF cardinality(cells) > 1 THEN
		body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'dot', vals, lows, highs, complete, NULL,
					(SELECT array_agg(format('%s: %s%% (%s), %s %s', labels[i],
						@extschema@.cx_report_number(vals[i], 1),
						@extschema@.cx_report_range(lows[i], highs[i], 1), cells[i] ->> 'n', counted)
							ORDER BY i)
					FROM generate_subscripts(cells, 1) AS i)),
				name || ' over time', 'Dots with their intervals; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{dot dot,dot dot hollow,ribbon-box dot}', ARRAY['Percent',
				CASE WHEN false = ANY (complete) THEN 'Not ended' END, '95% interval']);
	END IF;
	body := concat(body, @extschema@.cx_report_table(
		ARRAY['Period', @extschema@.cx_report_words(counted), 'Percent', '95% interval'],
		@extschema@.cx_report_stars(labels, complete)
		|| @extschema@.cx_report_figures(cells, 'n', 0)
		|| @extschema@.cx_report_numbers(vals, 1) || @extschema@.cx_report_ranges(lows, highs, 1)));
END $$;

COMMENT ON FUNCTION cx_report_rate(regclass, text, text) IS
'internal: the card of a view of churn or of tickets resolved in time';

CREATE FUNCTION cx_report_revenue(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	nrr double precision[];
	grr double precision[];
	complete boolean[];
	labels text[];
	tips text[];
	axis numeric[];
BEGIN
	name := 'Net revenue retention';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No period to compare with another yet.';
		RETURN;
	END IF;
	cell := cells[at];
	nrr := @extschema@.cx_report_column(cells, 'value');
	grr := @extschema@.cx_report_column(cells, 'grr');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(nrr[at], 1) || '%';
	seen := labels[at];
	said := format('of the recurring revenue was kept %s: of %s at its start, %s was lost or reduced '
			'and %s added by the same customers. Gross %s%%.',
		@extschema@.cx_report_during(labels[at], grain, complete[at]),
		@extschema@.cx_report_cell(cell, 'revenue_start', 0),
		@extschema@.cx_report_number((cell ->> 'churned')::float8 + (cell ->> 'contraction')::float8, 0),
		@extschema@.cx_report_cell(cell, 'expansion', 0), @extschema@.cx_report_number(grr[at], 1));
	SELECT array_agg(format('%s: net %s%%, gross %s%%', labels[i], @extschema@.cx_report_number(nrr[i], 1),
		@extschema@.cx_report_number(grr[i], 1)) ORDER BY i)
	INTO tips FROM generate_subscripts(cells, 1) AS i;
	SELECT @extschema@.cx_report_axis(least(min(v), 100), greatest(max(v), 100)) INTO axis
	FROM unnest(nrr || grr) AS v;
	body := '';
	IF cardinality(cells) > 1 THEN
		body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'good', nrr, NULL, NULL, complete, NULL, tips)
				|| @extschema@.cx_report_series(axis, 'bad', grr, NULL, NULL, complete, NULL, tips),
				'Net and gross revenue retention', 'Two lines; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{line good,line bad}', '{Net,Gross}');
	END IF;
	SELECT @extschema@.cx_report_axis(-max((c ->> 'contraction')::float8 + (c ->> 'churned')::float8),
		max((c ->> 'new')::float8 + (c ->> 'expansion')::float8 + (c ->> 'reactivated')::float8))
	INTO axis FROM unnest(cells) AS c;
	body := body || @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
			@extschema@.cx_report_stack(axis, cells, '{good,back,new}', '{expansion,reactivated,new}', 1,
				labels)
			|| @extschema@.cx_report_stack(axis, cells, '{bad,plain}', '{churned,contraction}', -1, labels),
			'Movements of revenue', 'Stacked bars, below the line what was lost', NULL)
		|| @extschema@.cx_report_key('{new,back,good,plain,bad}',
			'{New,Back after a pause,Expansion,Contraction,Churned}')
		|| @extschema@.cx_report_table(
			'{Period,At the start,New,Expansion,Contraction,Churned,Back,"Net, %","Gross, %"}',
			@extschema@.cx_report_stars(labels, complete)
			|| @extschema@.cx_report_figures(cells, 'revenue_start', 0)
			|| @extschema@.cx_report_figures(cells, 'new', 0)
			|| @extschema@.cx_report_figures(cells, 'expansion', 0)
			|| @extschema@.cx_report_figures(cells, 'contraction', 0)
			|| @extschema@.cx_report_figures(cells, 'churned', 0)
			|| @extschema@.cx_report_figures(cells, 'reactivated', 0)
			|| @extschema@.cx_report_numbers(nrr, 1) || @extschema@.cx_report_numbers(grr, 1));
END $$;

COMMENT ON FUNCTION cx_report_revenue(regclass, text) IS
'internal: the card of a view of recurring revenue: net and gross retention, and the movements behind them';

CREATE FUNCTION cx_report_resolution(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	p50 double precision[];
	p90 double precision[];
	complete boolean[];
	labels text[];
	tips text[];
	axis numeric[];
BEGIN
	name := 'Time to resolution';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No ticket has been resolved yet.';
		RETURN;
	END IF;
	cell := cells[at];
	p50 := @extschema@.cx_report_column(cells, 'p50_hours');
	p90 := @extschema@.cx_report_column(cells, 'p90_hours');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(p50[at], 1) || ' h';
	seen := labels[at];
	said := format('is what half of the resolved tickets took at most that were opened %s; nine in ten took '
			'up to %s hours, the mean is %s. %s resolved%s.',
		@extschema@.cx_report_during(labels[at], grain, complete[at]), @extschema@.cx_report_number(p90[at],
			1),
		@extschema@.cx_report_cell(cell, 'value', 1),
		@extschema@.cx_report_count((cell ->> 'resolved')::float8, 'tickets'),
		CASE WHEN (cell ->> 'open')::bigint > 0
			THEN format(', %s still open', @extschema@.cx_report_cell(cell, 'open', 0)) END);
	SELECT array_agg(format('%s: half within %s hours, nine in ten within %s', labels[i],
		@extschema@.cx_report_number(p50[i], 1), @extschema@.cx_report_number(p90[i], 1)) ORDER BY i)
	INTO tips FROM generate_subscripts(cells, 1) AS i;
	body := '';
	IF cardinality(cells) > 1 THEN
		axis := @extschema@.cx_report_axis(0, (SELECT max(v) FROM unnest(p50 || p90) AS v));
		body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
				@extschema@.cx_report_series(axis, 'bad', p90, NULL, NULL, complete, NULL, tips)
				|| @extschema@.cx_report_series(axis, 'good', p50, NULL, NULL, complete, NULL, tips),
				'Hours to resolution over time', 'Two lines; the table below has the numbers', NULL)
			|| @extschema@.cx_report_key('{line good,line bad,dot good hollow}', ARRAY['Half within, hours',
				'Nine in ten within', CASE WHEN false = ANY (complete) THEN 'Not ended' END]);
	END IF;
	body := body || @extschema@.cx_report_table('{Period,Resolved,Open,Half within,Nine in ten,Mean hours}',
		@extschema@.cx_report_stars(labels, complete)
		|| @extschema@.cx_report_figures(cells, 'resolved', 0)
		|| @extschema@.cx_report_figures(cells, 'open', 0)
		|| @extschema@.cx_report_numbers(p50, 1) || @extschema@.cx_report_numbers(p90, 1)
		|| @extschema@.cx_report_figures(cells, 'value', 1));
END $$;

COMMENT ON FUNCTION cx_report_resolution(regclass, text) IS
'internal: the card of a view of the time to resolution: median and ninetieth percentile over time';

CREATE FUNCTION cx_report_backlog(
	relation regclass, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	cells jsonb[];
	invalid bigint;
	at integer;
	cell jsonb;
	open_at_end double precision[];
	complete boolean[];
	labels text[];
	axis numeric[];
BEGIN
	name := 'Backlog';
	SELECT r.cells, r.invalid INTO cells, invalid FROM @extschema@.cx_report_rows(relation, grain) AS r;
	note := @extschema@.cx_report_invalid(invalid);
	at := @extschema@.cx_report_last(cells);
	IF at IS NULL THEN
		said := 'No tickets yet.';
		RETURN;
	END IF;
	cell := cells[at];
	open_at_end := @extschema@.cx_report_column(cells, 'value');
	complete := @extschema@.cx_report_complete(cells);
	labels := @extschema@.cx_report_labels(cells, grain, false);
	figure := @extschema@.cx_report_number(open_at_end[at], 0);
	seen := labels[at];
	said := format('open at the end of %s%s; %s opened in it, %s resolved.', labels[at],
		CASE WHEN complete[at] THEN '' ELSE ', which has not come' END,
		@extschema@.cx_report_cell(cell, 'opened', 0),
		@extschema@.cx_report_cell(cell, 'resolved', 0));
	axis := @extschema@.cx_report_axis(-@extschema@.cx_report_most(cells, 'resolved'),
		(SELECT max(v) FROM unnest(@extschema@.cx_report_column(cells, 'opened') || open_at_end) AS v));
	body := @extschema@.cx_report_chart(axis, @extschema@.cx_report_labels(cells, grain, true),
			@extschema@.cx_report_stack(axis, cells, '{plain}', '{opened}', 1, labels)
			|| @extschema@.cx_report_stack(axis, cells, '{good}', '{resolved}', -1, labels)
			|| @extschema@.cx_report_series(axis, 'ink', open_at_end, NULL, NULL, complete, NULL,
				(SELECT array_agg(format('%s: %s open at the end', labels[i],
					@extschema@.cx_report_number(open_at_end[i], 0)) ORDER BY i)
				FROM generate_subscripts(cells, 1) AS i)),
			'Backlog over time', 'Bars of opened and resolved tickets and a line of those open', NULL)
		|| @extschema@.cx_report_key('{line ink,plain,good}', '{Open at the end,Opened,Resolved}')
		|| @extschema@.cx_report_table('{Period,Opened,Resolved,Open at the end}',
			@extschema@.cx_report_stars(labels, complete)
			|| @extschema@.cx_report_figures(cells, 'opened', 0)
			|| @extschema@.cx_report_figures(cells, 'resolved', 0)
			|| @extschema@.cx_report_numbers(open_at_end, 0));
END $$;

COMMENT ON FUNCTION cx_report_backlog(regclass, text) IS
'internal: the card of a view of the backlog: opened, resolved, and open at the end of each period';

CREATE FUNCTION cx_report_rank(kind text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY[
	'nps', 'nps_by', 'csat', 'csat_by', 'ces', 'ces_by', 'drivers', 'active', 'clv', 'funnel',
	'revenue', 'churn', 'survival', 'survival_by', 'resolution', 'resolution_by', 'sla', 'sla_by', 'backlog',
	'retention', 'cohort_revenue'], kind);

COMMENT ON FUNCTION cx_report_rank(text) IS
'internal: where on a page a view of a kind stands; NULL for a kind that is not drawn';

CREATE FUNCTION cx_report_card(
	relation regclass, kind text, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	CASE
		WHEN kind IN ('nps', 'csat', 'ces') THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_scores(relation,
				kind, grain) AS c;
		WHEN kind IN ('nps_by', 'csat_by', 'ces_by', 'resolution_by', 'sla_by') THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_segments(relation, kind, grain) AS c;
		WHEN kind = 'drivers' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_drivers(relation)
				AS c;
		WHEN kind = 'active' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_active(relation,
				grain) AS c;
		WHEN kind = 'retention' THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_retention(relation, grain) AS c;
		WHEN kind = 'cohort_revenue' THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_spending(relation, grain) AS c;
		WHEN kind = 'clv' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_worth(relation)
				AS c;
		WHEN kind = 'funnel' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_funnel(relation)
				AS c;
		WHEN kind = 'revenue' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_revenue(relation,
				grain) AS c;
		WHEN kind IN ('survival', 'survival_by') THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_survival(relation, kind) AS c;
		WHEN kind IN ('churn', 'sla') THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_rate(relation,
				kind, grain) AS c;
		WHEN kind = 'resolution' THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_resolution(relation, grain) AS c;
		WHEN kind = 'backlog' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_backlog(relation,
				grain) AS c;
	END CASE;
END $$;

COMMENT ON FUNCTION cx_report_card(regclass, text, text) IS
'internal: the card of a view: what it is called, its figure and of when that is, what it says, a note, and charts as markup';

CREATE FUNCTION cx_report(title text, sources regclass[] DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp SET jit = off SET extra_float_digits = 1
AS $$
DECLARE
	view record;
	card record;
	missing regclass;
	shown regclass;
	parts text := '';
	glance text := '';
	cards integer := 0;
	tables integer := 0;
	state text;
	message text;
BEGIN
	IF title IS NULL OR array_position(sources, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null', CASE WHEN title IS NULL THEN 'title' ELSE 'sources' END),
			HINT = CASE WHEN title IS NULL THEN 'It is the heading of the page.'
				ELSE 'They are tables with views, as in ''{public.responses}''; NULL instead of an array '
					'means all.' END;
	END IF;
	FOR view IN
		SELECT s.source, s.relation, s.kind, s.grain, s.zone, c.relname,
			CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || t.relname AS source_name,
			@extschema@.cx_report_words(t.relname)
				|| CASE n.nspname WHEN 'public' THEN '' ELSE format(' (%s)', n.nspname) END AS heading,
			obj_description(s.source, 'pg_class') AS about
		FROM @extschema@.cx_sources AS s
		JOIN pg_class AS c ON c.oid = s.relation
		JOIN pg_class AS t ON t.oid = s.source
		JOIN pg_namespace AS n ON n.oid = t.relnamespace
		WHERE (sources IS NULL OR s.source = ANY (sources) OR s.relation = ANY (sources))
			AND @extschema@.cx_report_rank(s.kind) IS NOT NULL
		ORDER BY coalesce(array_position(sources, s.source), array_position(sources, s.relation)),
			min(@extschema@.cx_report_rank(s.kind)) OVER (PARTITION BY s.source), source_name, s.source,
			@extschema@.cx_report_rank(s.kind),
			array_position('{year,quarter,month,week,week_sunday,day}', s.grain), c.relname, s.relation
	LOOP
		IF view.source IS DISTINCT FROM shown THEN
			parts := parts || CASE WHEN tables > 0 THEN '</div></section>' ELSE '' END
				|| format(E'\n<section class="part"><h2>%s</h2>%s<div class="cards">',
					@extschema@.cx_report_text(view.heading),
					'<p class="lead">' || @extschema@.cx_report_text(view.about) || '</p>');
			tables := tables + 1;
			shown := view.source;
		END IF;
		cards := cards + 1;
		BEGIN
			SELECT c.* INTO card FROM @extschema@.cx_report_card(view.relation, view.kind, view.grain) AS c;
			parts := parts || format(E'\n<article class="card%s" id="card-%s"><h3>%s</h3>%s%s%s%s<p '
				'class="where">%s</p></article>',
				CASE WHEN view.kind IN ('retention', 'cohort_revenue') THEN ' wide-card' ELSE '' END, cards,
				@extschema@.cx_report_text(card.name),
				'<p class="big">' || @extschema@.cx_report_text(card.figure) || '</p>',
				'<p class="said">' || @extschema@.cx_report_text(card.said) || '</p>',
				card.body, '<p class="note">' || @extschema@.cx_report_text(nullif(card.note, '')) || '</p>',
				@extschema@.cx_report_text(concat_ws(', ', 'View ' || view.relname,
					'by ' || CASE view.grain WHEN 'week_sunday' THEN 'week from Sunday' ELSE view.grain END,
					'days as in ' || view.zone)));
			IF card.figure IS NOT NULL THEN
				glance := glance || format('<li><a href="#card-%s">%s<b>%s</b><span>%s</span></a></li>',
					cards,
					@extschema@.cx_report_text(card.name), @extschema@.cx_report_text(card.figure),
					@extschema@.cx_report_text(
						concat_ws(', ', replace(view.source_name, '_', ' '), card.seen)));
			END IF;
		EXCEPTION WHEN others THEN
			GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
			parts := parts || format(E'\n<article class="card error" id="card-%s"><h3>%s</h3><p '
				'class="said">%s</p>'
				'<p class="where">%s</p></article>', cards, 'This card could not be drawn',
				@extschema@.cx_report_text(message), @extschema@.cx_report_text(format('View %s, error %s',
					view.relname, state)));
		END;
	END LOOP;
	parts := parts || CASE WHEN tables > 0 THEN '</div></section>' ELSE '' END;
	FOR missing IN
		SELECT s FROM unnest(sources) AS s
		WHERE NOT EXISTS (SELECT FROM @extschema@.cx_sources AS c WHERE s IN (c.source, c.relation)
			AND @extschema@.cx_report_rank(c.kind) IS NOT NULL)
	LOOP
		parts := parts || format(E'\n<section class="part"><h2>%s</h2><p class="lead">There is no view over '
			'it '
			'that could be drawn.</p></section>', @extschema@.cx_report_text(missing::text));
	END LOOP;
	RETURN concat(E'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
		'<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''"/>\n'
		'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
		'<meta name="color-scheme" content="light dark"/>\n<title>', @extschema@.cx_report_text(title),
		E'</title>\n<style>', @extschema@.cx_report_css(), E'</style>\n</head>\n<body>\n<main>\n'
		'<header><p class="eyebrow">Customer experience</p><h1>', @extschema@.cx_report_text(title),
		'</h1><p class="lead">', @extschema@.cx_report_text(CASE WHEN cards = 0 THEN
			'There are no views to draw yet. Make them with cx_create_response_views() and its like.'
			ELSE format('As of %s. Each figure is of the last period that has ended; charts go back 36 '
				'periods at most.',
				to_char(now() AT TIME ZONE 'UTC', 'FMDD FMMonth YYYY, HH24:MI "UTC"')) END), '</p>',
		'<ul class="glance">' || nullif(glance, '') || '</ul>', '</header>', parts,
		E'\n<footer><p>Intervals: in 95 of 100 samples like this one, such an interval holds the figure of '
			'all customers. '
		'NPS by adjusted Wald, shares by Wilson, means by Student, survival by Greenwood. A period that has not ended '
		'is hollow, dashed or pale, and may still change. Rows that could not be used are off their scale, without a '
		'valid time, or end before they start.</p><p>Computed in PostgreSQL by cx_metrics ',
		@extschema@.cx_report_text((SELECT extversion FROM pg_extension WHERE extname = 'cx_metrics')),
		E'.</p></footer>\n</main>\n</body>\n</html>\n');
END $$;

COMMENT ON FUNCTION cx_report(text, regclass[]) IS
'one HTML page of the ready-made views over these tables, or of all: charts as SVG, no script, nothing from elsewhere; read with the rights of who calls it, and a view that fails shows its error; a NULL title or element is an error';

