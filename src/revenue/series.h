/*
 * series.h
 *	  Type cx_revenue_series: the movements of recurring revenue, period by period.
 *
 * Only flows are stored. The revenue at the beginning of a period is the sum of all flows before
 * it, so that no series can contradict itself, and two add up cell by cell.
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
	uint8 period;  /* a CxPeriod; 0 in the empty state */
	uint16 unused; /* always zero */
	CxRevenueCell cells[FLEXIBLE_ARRAY_MEMBER];
} CxRevenueSeries;

StaticAssertDecl(sizeof(CxRevenueCell) == 208, "cx_revenue_series must keep its form on disk");
StaticAssertDecl(offsetof(CxRevenueSeries, cells) == 8,
				 "cx_revenue_series must keep its form on disk");

#define CX_SERIES_VERSION     1
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

/* More cells than a series can have: error 54000. */
extern void cx_series_check_cells(int64 cells);

/* With room for so many cells, none of them filled in; too many: error 54000. */
extern CxRevenueSeries *cx_series_make(CxPeriod period, int64 cells);

/* Sets the number of cells in use; without any, the series becomes the empty one. */
extern void cx_series_resize(CxRevenueSeries *series, int64 cells);

static inline bool
cx_flows_empty(const CxFlows *flows)
{
	static const CxFlows empty;

	return memcmp(flows, &empty, sizeof(empty)) == 0;
}

#endif /* CX_SERIES_H */
