/*
 * adjustment.h
 *	  Which correction for many tests an argument asks for.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ADJUSTMENT_H
#define CX_ADJUSTMENT_H

#include "fmgr.h"

#include "math/p_adjust.h"

/* Argument argno: 'holm', 'bh', 'bonferroni' or 'none'. A NULL is error 22004, another word 22023. */
extern CxAdjustment cx_adjustment_arg(FunctionCallInfo fcinfo, int argno, const char *what);

/* Raises count p-values in place; NaN stays. */
extern void cx_adjust(double *p, int count, CxAdjustment method);

#endif /* CX_ADJUSTMENT_H */
