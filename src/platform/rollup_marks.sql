-- What says in a view that it defines a rollup, and in another that it reads one.

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
