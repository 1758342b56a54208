-- How often a condition holds. A NULL condition is no trial, as a NULL score is no answer: of a question that
-- was not answered, a ticket that is still open, a visit whose end is not known.

CREATE FUNCTION cx_rate_count(cx_rate, boolean) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_count(cx_rate, boolean) IS
'adds a trial to a state, a success where the condition holds; a NULL condition is skipped';

CREATE FUNCTION cx_rate_uncount(cx_rate, boolean) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_uncount(cx_rate, boolean) IS
'takes a trial from a state, a success where the condition holds; a NULL condition is skipped';

CREATE FUNCTION cx_rate_refuse(cx_rate, "any") RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_refuse(cx_rate, "any") IS 'always an error: a condition is boolean';

CREATE AGGREGATE rate_agg(condition boolean) (
	SFUNC = cx_rate_count, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_count, MINVFUNC = cx_rate_uncount, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_agg(boolean) IS
'state of how often the condition was true or false, and how often true; NULL conditions are skipped; () over no rows';

CREATE AGGREGATE rate(condition boolean) (
	SFUNC = cx_rate_count, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_count, MINVFUNC = cx_rate_uncount, MSTYPE = cx_rate, MINITCOND = '()',
	FINALFUNC = rate, MFINALFUNC = rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(boolean) IS
'percentage of the rows whose condition holds, of those where it is true or false; NULL conditions are skipped; NULL over no rows';

CREATE AGGREGATE rollup(state cx_rate) (
	SFUNC = cx_rate_add, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_add, MINVFUNC = cx_rate_subtract, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_rate) IS
'the trials of many states as one; NULL states are skipped; () over no rows';

-- Forms that only say what to write, for 0 and 1 above all.

@table no_condition name
rate_agg
rate
@end

@for a in no_condition
CREATE AGGREGATE {a.name}(condition "any") (
	SFUNC = cx_rate_refuse, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_refuse, MINVFUNC = cx_rate_refuse, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE {a.name}("any") IS
'always an error: a condition is boolean';
@end
