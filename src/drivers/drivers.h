/*
 * drivers.h
 *	  Type cx_drivers: what an overall score and its drivers, and any two of them, sum up to.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DRIVERS_H
#define CX_DRIVERS_H

#include "fmgr.h"

#include "base/compat.h"
#include "math/relative_weights.h"

#define CX_DRIVERS_VERSION 1

/*
 * A varlena whose length follows from the number of drivers, and which is changed in place. The sums are
 * those of products.h over 1, the overall score and the drivers, the high parts of all, then the low
 * parts; there are none before the first response:
 *
 *		sums	m = drivers + 2
 *		high	w | y, yy | a, ay, aa | b, by, ba, bb | ...		m (m + 1) / 2
 *		low		what rounding left out of each of them
 *
 * The empty state has no drivers, and all of its head but the version is 0.
 */
typedef struct CxDrivers
{
	int32 vl_len_;   /* varlena header, not to be touched directly */
	uint32 version;  /* 1 */
	uint32 drivers;  /* 0 while no row had an array */
	uint32 unused;   /* always zero */
	int64 responses; /* rows with a positive weight and no NULL */
	int64 left_out;  /* rows with a NULL */
	double sums[FLEXIBLE_ARRAY_MEMBER];
} CxDrivers;

StaticAssertDecl(offsetof(CxDrivers, sums) == 32, "cx_drivers must keep its layout on disk");

/* Variables in the sums, and the sums. */
#define CX_DRIVERS_VARIABLES(state) ((int) (state)->drivers + 2)
#define CX_DRIVERS_SUMS(state)      CX_PRODUCTS(CX_DRIVERS_VARIABLES(state))

#define CX_DRIVERS_HIGH(state) ((state)->sums)
#define CX_DRIVERS_LOW(state)  ((state)->sums + CX_DRIVERS_SUMS(state))

#define PG_GETARG_DRIVERS(n) ((CxDrivers *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* A fresh state, all 0, with or without room for sums. */
extern CxDrivers *cx_drivers_new(uint32 drivers, bool with_sums);

/*
 * So many drivers where the state has none yet; where it has others, error 22023. Another number than 1
 * to CX_DRIVERS_MOST: error 22023, or 54000 where there are too many.
 */
extern void cx_drivers_settle(CxDrivers *state, int drivers);

/*
 * The state, which may be changed, with all that is in the other. A count beyond bigint: error 22003; other
 * drivers: error 22023.
 */
extern CxDrivers *cx_drivers_merge(CxDrivers *state, const CxDrivers *other);

#endif /* CX_DRIVERS_H */
