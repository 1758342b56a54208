/*
 * proportion.c
 *	  The share of so many, in percent: the rows of its interval and of the difference of two.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/proportion.h"
#include "base/result.h"

CxInterval
cx_proportion_interval(CxProportion sample, double percent, double level)
{
	CxInterval ci = cx_wilson_interval(sample, level);

	/* fmin and fmax would hide a NaN */
	if (!isfinite(ci.low) || !isfinite(ci.high))
		return (CxInterval){NAN, NAN};
	if (ci.low == ci.high)
		return (CxInterval){percent, percent};
	return (CxInterval){fmin(100 * ci.low, percent), fmax(100 * ci.high, percent)};
}

Datum
cx_proportion_ci(FunctionCallInfo fcinfo, CxProportion sample, double percent, double level)
{
	CxInterval ci = cx_proportion_interval(sample, percent, level);

	if (!isfinite(ci.low))
		PG_RETURN_NULL();
	return cx_figure_row(fcinfo, 2, (double[]){ci.low, ci.high});
}

CxComparison
cx_percent_comparison(CxProportion before, CxProportion after, double level)
{
	CxComparison test = cx_proportion_comparison(before, after, level);

	test.low *= 100;
	test.high *= 100;
	return test;
}

Datum
cx_proportion_change(FunctionCallInfo fcinfo, CxProportion before, CxProportion after,
					 double percent_before, double percent_after, double level)
{
	CxComparison test;

	if (before.n == 0 || after.n == 0)
		PG_RETURN_NULL();
	test = cx_percent_comparison(before, after, level);
	return cx_figure_row(fcinfo, 5,
						 (double[]){percent_after - percent_before, test.low, test.high,
									test.statistic, test.p_value});
}
