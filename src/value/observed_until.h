/*
 * observed_until.h
 *	  The last day observed, an argument of everything that is made of purchases for a model.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_OBSERVED_UNTIL_H
#define CX_OBSERVED_UNTIL_H

#include "fmgr.h"
#include "utils/date.h"

/* Argument argno, the date observed_until; NULL: error 22004, infinite: error 22008. */
extern DateADT cx_observed_until_arg(FunctionCallInfo fcinfo, int argno);

/* Error 22023 for what was observed until two different days. */
extern void cx_check_same_until(DateADT until, DateADT other);

#endif /* CX_OBSERVED_UNTIL_H */
