/*
 * p_adjust.h
 *	  Many tests at once: p-values raised so that each can be read as though it were the only one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_P_ADJUST_H
#define CX_P_ADJUST_H

#include <stddef.h>

#include "math/radix_sort.h"

typedef enum CxAdjustment
{
	CX_ADJUST_NONE,
	CX_ADJUST_BONFERRONI,
	CX_ADJUST_HOLM,
	CX_ADJUST_BH
} CxAdjustment;

/*
 * Raises count p-values in place, 0 to 1 each. A NaN is a test that was not made: it stays, and does not
 * count. scratch has room for CX_ADJUST_SCRATCH(count) elements.
 */
#define CX_ADJUST_SCRATCH(count) (3 * (count))
extern void cx_p_adjust(double *p, size_t count, CxAdjustment method, CxKeyed *scratch,
						const CxCheck *check);

#endif /* CX_P_ADJUST_H */
