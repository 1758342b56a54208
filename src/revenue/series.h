/*
 * series.h
 *	  Type cx_revenue_series: the movements of recurring revenue, period by period.
 *
 * Only flows are stored: from the end of the period before to the end of this one or, with a span,
 * from the end of the period that many before. The revenue at that base is the sum of all flows that
 * led there, a span apart each, so that no series can contradict itself, and two add up cell by cell.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SERIES_H
#define CX_SERIES_H

#include "utils/memutils.h"

#include "base/period.h"
#include "revenue/revenue.h"

typedef struct CxRevenueCell
{
	int32 number; /* of the period */
	int32 unused; /* always zero */
	CxFlows flows;
} CxRevenueCell;

/* On disk as it is. Cells have some movement and ascend; the empty state has none, and no period. */
typedef struct CxRevenueSeries
{
	int32 vl_len_;
	uint8 version;
	uint8 period; /* a CxPeriod; 0 in the empty state */
	uint16 span;  /* from 2 on, how many periods a movement takes; 0 for one, as before 0.7.0 */
	CxRevenueCell cells[FLEXIBLE_ARRAY_MEMBER];
} CxRevenueSeries;

StaticAssertDecl(sizeof(CxRevenueCell) == 208, "cx_revenue_series must keep its form on disk");
StaticAssertDecl(offsetof(CxRevenueSeries, cells) == 8,
				 "cx_revenue_series must keep its form on disk");

#define CX_SERIES_VERSION     1
#define CX_SERIES_MAX_SPAN    PG_UINT16_MAX
#define CX_SERIES_SIZE(cells) (offsetof(CxRevenueSeries, cells) + (cells) * sizeof(CxRevenueCell))
#define CX_SERIES_MAX_CELLS                                                                        \
	((int64) ((MaxAllocSize - offsetof(CxRevenueSeries, cells)) / sizeof(CxRevenueCell)))

#define PG_GETARG_SERIES(n) ((CxRevenueSeries *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))
#define PG_RETURN_SERIES(x) PG_RETURN_POINTER(x)

static inline int64
cx_series_cells(const CxRevenueSeries *series)
{
	return (int64) ((VARSIZE(series) - offsetof(CxRevenueSeries, cells)) / sizeof(CxRevenueCell));
}

/* How many periods lie between the two ends that a cell compares: 1 without a span. */
static inline int
cx_series_span(const CxRevenueSeries *series)
{
	return series->span == 0 ? 1 : series->span;
}

/* "spans differ: 12 and 1", 22023. */
pg_noreturn extern void cx_refuse_two_spans(int a, int b);

/* More cells than a series can have: error 54000. */
extern void cx_series_check_cells(int64 cells);

/* With room for so many cells, none of them filled in; too many: error 54000. A span is 1 or more. */
extern CxRevenueSeries *cx_series_make(CxPeriod period, int span, int64 cells);

/* Sets the number of cells in use; without any, the series becomes the empty one. */
extern void cx_series_resize(CxRevenueSeries *series, int64 cells);

static inline bool
cx_flows_empty(const CxFlows *flows)
{
	static const CxFlows empty;

	return memcmp(flows, &empty, sizeof(empty)) == 0;
}

#endif /* CX_SERIES_H */
