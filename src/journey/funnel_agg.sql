-- How far a customer came in a funnel, from his rows. funnel() and chain_agg() share a transition, and so one
-- pass.

-- Two to six steps without a mode, as most funnels have, need no array for every row: where steps are listed
-- PostgreSQL takes these forms before the one with VARIADIC, which answers the same. Names of steps need none
-- either: an array of literals is a constant.
@table form symbol arg by says empty at within names given of all
|||||at|within
mode_|mode cx_funnel_mode,|cx_funnel_mode,|, by a mode||at|within
named_||||a NULL step is none|at|within|step text, VARIADIC names text[]|text, VARIADIC text[]|text, text[]
named_mode_|mode cx_funnel_mode,|cx_funnel_mode,|, by a mode|a NULL step is none|at|within|step text, VARIADIC names text[]|text, VARIADIC text[]|text, text[]
listed_||||||||||boolean, boolean
listed_||||||||||boolean, boolean, boolean
listed_||||||||||boolean, boolean, boolean, boolean
listed_||||||||||boolean, boolean, boolean, boolean, boolean
listed_||||||||||boolean, boolean, boolean, boolean, boolean, boolean
@end

@for t in moment, f in form
CREATE FUNCTION cx_funnel_rows_collect(
	internal, {f.by} {t.type}, interval, {f.all: {f.given: VARIADIC boolean[]}}
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_{f.symbol}{t.type}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_rows_collect(internal, {f.by} {t.type}, interval, {f.all: {f.of: boolean[]}}) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';
@end

CREATE FUNCTION cx_funnel_rows_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_funnel_rows_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_funnel_rows_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_funnel_rows_reached(internal) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_funnel_rows_chain(internal) RETURNS cx_chain
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_rows_combine(internal, internal) IS 'the rows of both states';
COMMENT ON FUNCTION cx_funnel_rows_serialize(internal) IS 'the rows of a state, for another process';
COMMENT ON FUNCTION cx_funnel_rows_deserialize(bytea, internal) IS 'the rows that another process sent';
COMMENT ON FUNCTION cx_funnel_rows_reached(internal) IS 'the deepest step that was reached';
COMMENT ON FUNCTION cx_funnel_rows_chain(internal) IS 'when each step was reached';

@for t in moment, f in form
CREATE AGGREGATE funnel(
	{f.arg} {f.at} {t.type}, {f.within} interval, {f.all: {f.names: VARIADIC steps boolean[]}}
) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE funnel({f.by} {t.type}, interval, {f.all: {f.of: boolean[]}}) IS
'the deepest step of a funnel that one customer reached within a time from the first one{f.says}; {f.empty: NULL conditions are false}, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(
	{f.arg} {f.at} {t.type}, {f.within} interval, {f.all: {f.names: VARIADIC steps boolean[]}}
) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE chain_agg({f.by} {t.type}, interval, {f.all: {f.of: boolean[]}}) IS
'when one customer reached each step of a funnel within a time from the first one{f.says}, by the first chain that got furthest; {f.empty: NULL conditions are false}, a NULL time is no row; () over no rows';
@end

-- Forms that only say what to write: a number says nothing of what it counts. "any" is less exact than each
-- kind of time, so that '1 day' in quotes means an interval as before.

@table numbered symbol arg type
      |                      |
_mode | mode cx_funnel_mode, | cx_funnel_mode,
@end

@table said names given of
                                 |                       |
step text, VARIADIC names text[] | text, VARIADIC text[] | text, text[]
@end

@for m in numbered, s in said
CREATE FUNCTION cx_funnel_rows_refuse(
	internal, {m.type} "any", double precision, {s.given: VARIADIC boolean[]}
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_refuse{m.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_rows_refuse(internal, {m.type} "any", double precision, {s.of: boolean[]}) IS
'always an error: within is an interval, not a number';

CREATE AGGREGATE funnel({m.arg} at "any", within double precision, {s.names: VARIADIC steps boolean[]}) (
	SFUNC = cx_funnel_rows_refuse, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE funnel({m.type} "any", double precision, {s.of: boolean[]}) IS
'always an error: within is an interval, not a number';

CREATE AGGREGATE chain_agg({m.arg} at "any", within double precision, {s.names: VARIADIC steps boolean[]}) (
	SFUNC = cx_funnel_rows_refuse, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE chain_agg({m.type} "any", double precision, {s.of: boolean[]}) IS
'always an error: within is an interval, not a number';
@end
