-- Series of different customers as one

CREATE AGGREGATE rollup(state cx_revenue_series) (
	SFUNC = cx_revenue_series_add, STYPE = cx_revenue_series, SSPACE = -1, INITCOND = '()',
		COMBINEFUNC = cx_revenue_series_add,
	MSFUNC = cx_revenue_series_add, MINVFUNC = cx_revenue_series_subtract, MSTYPE = cx_revenue_series,
		MSSPACE = -1, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_revenue_series) IS
'the movements of many series, of different customers, as one; NULL series are skipped; () over no rows; different periods are an error';
