-- Aggregates over the steps of a customer, and over those of many.
--
-- The working states are internal, hashes and lists that nobody stores: a million states of a customer each
-- are counted up in place. A negative SSPACE says that a state grows with its rows.

CREATE FUNCTION cx_visits_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_visits_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_visits_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_visits_final(internal) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_visits_combine(internal, internal) IS
'the steps of both states';
COMMENT ON FUNCTION cx_visits_serialize(internal) IS
'the steps of a state, for another process';
COMMENT ON FUNCTION cx_visits_deserialize(bytea, internal) IS
'the steps that another process sent';
COMMENT ON FUNCTION cx_visits_final(internal) IS
'the transitions of one customer''s steps';

@table journey args types
                                 |
, within interval                | , interval
, within interval, depth integer | , interval, integer
@end

@for t in moment, j in journey
CREATE FUNCTION cx_visits_collect(internal, text, {t.type}{j.types}) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_{t.type}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_visits_collect(internal, text, {t.type}{j.types}) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at {t.type}{j.args}) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);
@end

CREATE FUNCTION cx_transitions_collect(internal, cx_transitions) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_transitions_remove(internal, cx_transitions) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_transitions_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_transitions_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_transitions_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_transitions_final(internal) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_transitions_collect(internal, cx_transitions) IS
'adds the customers of a state; a NULL state is skipped';
COMMENT ON FUNCTION cx_transitions_remove(internal, cx_transitions) IS
'takes the customers of a state away again; a NULL state is skipped';
COMMENT ON FUNCTION cx_transitions_combine(internal, internal) IS
'the customers of both states';
COMMENT ON FUNCTION cx_transitions_serialize(internal) IS
'the customers of a state, for another process';
COMMENT ON FUNCTION cx_transitions_deserialize(bytea, internal) IS
'the customers that another process sent';
COMMENT ON FUNCTION cx_transitions_final(internal) IS
'the state of all customers that were added';

CREATE AGGREGATE rollup(state cx_transitions) (
	SFUNC = cx_transitions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_transitions_final,
	COMBINEFUNC = cx_transitions_combine, SERIALFUNC = cx_transitions_serialize,
		DESERIALFUNC = cx_transitions_deserialize,
	MSFUNC = cx_transitions_collect, MINVFUNC = cx_transitions_remove, MSTYPE = internal, MSSPACE = -1,
		MFINALFUNC = cx_transitions_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_transitions) IS
'the transitions of different customers as one state; NULL states are skipped; () over no rows';

@for t in moment
COMMENT ON AGGREGATE transition_agg(text, {t.type}) IS
'what one customer did next: each step and the one after it, in order of time, the bytes of the steps deciding at one time; a NULL step or time is skipped; enums and numbers are cast, step::text; () over no rows';
COMMENT ON AGGREGATE transition_agg(text, {t.type}, interval) IS
'what one customer did next, where a journey ends and another begins after a gap longer than within, a length of time without months; NULL is no limit; a NULL step or time is skipped; () over no rows';
COMMENT ON AGGREGATE transition_agg(text, {t.type}, interval, integer) IS
'what one customer did next in the first depth steps of each journey, by their position; a NULL within is no limit, a NULL depth an error; a NULL step or time is skipped; () over no rows';
@end
