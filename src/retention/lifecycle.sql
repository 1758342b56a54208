-- Type cx_lifecycle

@type
name       cx_lifecycle
called     state
length     VARIABLE
storage    extended
is         how many customers were new, reactivated and churned in each period; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same period and same flows
sum        the flows of both states; NULL when one is NULL; different periods are an error
difference the flows of the first state without those of the second; counts may become negative
json       period, flows (period, new, reactivated, churned)
@end

-- Of many states one. SSPACE is that of some thirty periods.

CREATE AGGREGATE rollup(state cx_lifecycle) (
	SFUNC = cx_lifecycle_add, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_add, MINVFUNC = cx_lifecycle_subtract, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_lifecycle) IS
'the flows of many states as one; NULL states are skipped; () over no rows; different periods are an error';

-- The table of a state

CREATE FUNCTION lifecycle_table(
	state cx_lifecycle, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT active bigint, OUT new bigint, OUT retained bigint, OUT reactivated bigint,
	OUT churned bigint, OUT retention_rate double precision, OUT churn_rate double precision,
	OUT quick_ratio double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_lifecycle_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION lifecycle_table(cx_lifecycle, date) IS
'one row for each period: customers active, new, retained, reactivated and churned, rates in percent of those active before, (new + reactivated) / churned, and whether the period has ended by as_of; no rows for no rows or NULL';
