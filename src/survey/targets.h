/*
 * targets.h
 *	  What the margins of a sample are to be, as json: [{"18-34": 30, "35+": 70}, {"north": 55, "south": 45}].
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_TARGETS_H
#define CX_TARGETS_H

#include "fmgr.h"

#include "base/names.h"

/* One margin: its names, and what each of them is to be. */
typedef struct CxMargin
{
	CxNames names;
	double *target; /* by the number of the name */
	uint32 room;
	double total;
} CxMargin;

typedef struct CxTargets
{
	CxMargin *margins;
	uint32 count;
	uint32 room;
} CxTargets;

/*
 * Argument argno, a json. NULL, or a target that is null: error 22004; anything but an array of objects
 * of numbers, a name that is there twice, a number that is negative or too large, a margin whose targets
 * sum to 0, margins whose totals differ by more than 0.1 %: error 22023.
 */
extern CxTargets cx_targets_arg(FunctionCallInfo fcinfo, int argno);

#endif /* CX_TARGETS_H */
