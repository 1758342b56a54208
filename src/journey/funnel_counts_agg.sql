-- A funnel over customers, from their chains: one row a customer. Not strict: a NULL chain means skip.

@table step name does
collect | adds a customer to
remove  | takes a customer out of
@end

@table part name does
fold   | adds the customers of a state
unfold | takes the customers of a state away
@end

@for d in step, t in moment
CREATE FUNCTION cx_funnel_counts_{d.name}(internal, cx_chain, {t.type}) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_{d.name}_{t.type}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_counts_{d.name}(internal, cx_chain, {t.type}) IS
'{d.does} a funnel as of a time; a NULL chain is skipped';
@end

@for p in part
CREATE FUNCTION cx_funnel_counts_{p.name}(internal, cx_funnel) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_{p.name}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_counts_{p.name}(internal, cx_funnel) IS
'{p.does}; a NULL state is skipped';
@end

CREATE FUNCTION cx_funnel_counts_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_funnel_counts_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_funnel_counts_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_funnel_counts_final(internal) RETURNS cx_funnel
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_counts_combine(internal, internal) IS
'the customers of both states';
COMMENT ON FUNCTION cx_funnel_counts_serialize(internal) IS
'the customers of a state, for another process';
COMMENT ON FUNCTION cx_funnel_counts_deserialize(bytea, internal) IS
'the customers that another process sent';
COMMENT ON FUNCTION cx_funnel_counts_final(internal) IS
'the state of all customers that were added';

@for t in moment
CREATE AGGREGATE funnel_agg(chain cx_chain, as_of {t.type}) (
	SFUNC = cx_funnel_counts_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_counts_final,
	COMBINEFUNC = cx_funnel_counts_combine, SERIALFUNC = cx_funnel_counts_serialize,
		DESERIALFUNC = cx_funnel_counts_deserialize,
	MSFUNC = cx_funnel_counts_collect, MINVFUNC = cx_funnel_counts_remove, MSTYPE = internal,
		MSSPACE = -1, MFINALFUNC = cx_funnel_counts_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE funnel_agg(cx_chain, {t.type}) IS
'how far customers came in a funnel, from chains of mode first_start with times of the same type; as_of is the first time that is not observed, infinity when the data is complete; NULL and empty chains, and those that did not reach the first step, are skipped; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_funnel) (
	SFUNC = cx_funnel_counts_fold, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_counts_final,
	COMBINEFUNC = cx_funnel_counts_combine, SERIALFUNC = cx_funnel_counts_serialize,
		DESERIALFUNC = cx_funnel_counts_deserialize,
	MSFUNC = cx_funnel_counts_fold, MINVFUNC = cx_funnel_counts_unfold, MSTYPE = internal,
		MSSPACE = -1, MFINALFUNC = cx_funnel_counts_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_funnel) IS
'the customers of many states, who are different ones, as one state; NULL states are skipped; () over no rows; another funnel or as_of is an error';
