-- Which of several conditions a customer met, given the first

CREATE FUNCTION cx_conditions_count(boolean[], boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_conditions_combine(boolean[], boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_conditions_final(boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE retention(VARIADIC conditions boolean[]) (
	SFUNC = cx_conditions_count, STYPE = boolean[], INITCOND = '{}',
	COMBINEFUNC = cx_conditions_combine, FINALFUNC = cx_conditions_final,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION cx_conditions_count(boolean[], boolean[]) IS
'adds the conditions that a row meets to those met before; NULL is false';
COMMENT ON FUNCTION cx_conditions_combine(boolean[], boolean[]) IS
'the conditions met in either state';
COMMENT ON FUNCTION cx_conditions_final(boolean[]) IS
'for each condition whether it and the first were met; NULL for no rows';
COMMENT ON AGGREGATE retention(VARIADIC boolean[]) IS
'for each condition whether it and the first were met, by any rows in any order; NULL is false; NULL over no rows';
