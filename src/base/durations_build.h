/*
 * durations_build.h
 *	  Type cx_durations in memory: adding durations and whole states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DURATIONS_BUILD_H
#define CX_DURATIONS_BUILD_H

#include "common/int.h"

#include "base/aggregate.h"
#include "base/durations.h"

/* A bucket in the form of cells; its sum is 0 when its count is. */
typedef struct CxCell
{
	int64 count;
	CxWide sum;
} CxCell;

static inline CxCell *
cx_durations_cells(const CxDurations *state)
{
	return (CxCell *) (state->words + 1);
}

static inline Size
cx_listed_size(Size durations)
{
	return CX_DURATIONS_HEAD + durations * sizeof(uint64);
}

static inline Size
cx_celled_size(Size cells)
{
	return CX_DURATIONS_HEAD + sizeof(uint64) + cells * sizeof(CxCell);
}

/*
 * The state in argument 0 with another duration, or with one less: in place where that is allowed and
 * possible, a closed one for whoever is no aggregate. A count beyond bigint, or one to be taken away
 * that is not there: error 22003.
 */
extern Datum cx_durations_with(FunctionCallInfo fcinfo, int64 micros);
extern Datum cx_durations_without(FunctionCallInfo fcinfo, int64 micros);

#endif /* CX_DURATIONS_BUILD_H */
