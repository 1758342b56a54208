/*
 * series_build.c
 *	  The memory of a cx_revenue_series.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "revenue/series.h"

void
cx_refuse_two_spans(int a, int b)
{
	ereport(
		ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("spans differ: %d and %d", a, b),
		errhint("Use one span for all rows, and GROUP BY it where there are several; without one "
				"it is 1."));
}

void
cx_series_check_cells(int64 cells)
{
	if (cells > CX_SERIES_MAX_CELLS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a cx_revenue_series has at most " INT64_FORMAT " periods with movements",
					   CX_SERIES_MAX_CELLS),
				errhint("Use a longer period, or a shorter span."));
}

CxRevenueSeries *
cx_series_make(CxPeriod period, int span, int64 cells)
{
	CxRevenueSeries *series;

	cx_series_check_cells(cells);
	series = palloc(CX_SERIES_SIZE(cells));
	series->version = CX_SERIES_VERSION;
	series->period = (uint8) period;
	series->span = (uint16) (span == 1 ? 0 : span);
	cx_series_resize(series, cells);
	return series;
}

void
cx_series_resize(CxRevenueSeries *series, int64 cells)
{
	SET_VARSIZE(series, CX_SERIES_SIZE(cells));
	if (cells == 0)
		series->period = series->span = 0;
}
