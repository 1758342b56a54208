-- The lifecycle, from histories: one row a customer. Not strict: a NULL history means skip.

CREATE FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_count_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_uncount_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity) IS
'adds a customer to the lifecycle; a NULL history is skipped';
COMMENT ON FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity) IS
'takes a customer out of the lifecycle; a NULL history is skipped';

CREATE AGGREGATE lifecycle_agg(activity cx_activity) (
	SFUNC = cx_lifecycle_count, STYPE = cx_lifecycle, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_lifecycle_add, MSFUNC = cx_lifecycle_count, MINVFUNC = cx_lifecycle_uncount,
	MSTYPE = cx_lifecycle, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(cx_activity) IS
'customers who came, came back and left in each period; NULL and empty histories are skipped; () over no rows';
