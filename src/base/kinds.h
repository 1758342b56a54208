/*
 * kinds.h
 *	  The times of one call are all dates, all local times or all instants.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_KINDS_H
#define CX_KINDS_H

#include "fmgr.h"

#include "base/compat.h"

#define CX_MAX_TIMES 4

/* The times among the arguments of a function: the number of the first one, counted from 0. */
typedef struct CxTimes
{
	int first;
	int count;
	const char *names[CX_MAX_TIMES]; /* NULL: this argument is no time */
} CxTimes;

/* "started and ended must be of one type, not ... and ...", 22023. */
pg_noreturn extern void cx_refuse_kinds(const CxTimes *times, const Oid *types);

/*
 * For a function over instants, at its first row: the same error where one of the times is a date or
 * a local time that PostgreSQL made an instant of, which it does by the session's zone, unasked. A cast
 * that the query names is no mistake.
 */
extern void cx_check_kinds(FunctionCallInfo fcinfo, const CxTimes *times);

/*
 * For a function over local times: is one of them a date that PostgreSQL made its midnight? It does that
 * with a constant before anybody can see it.
 */
extern bool cx_takes_dates(FunctionCallInfo fcinfo, const CxTimes *times);

/*
 * Called at every row, before the function keeps anything in fn_extra. The kinds that are not cast by
 * a zone need no check: a date among local times is its midnight everywhere.
 */
#define CX_CHECK_KINDS_DATE(times)      ((void) 0)
#define CX_CHECK_KINDS_TIMESTAMP(times) ((void) 0)
#define CX_CHECK_KINDS_TIMESTAMPTZ(times)                                                          \
	do                                                                                             \
	{                                                                                              \
		if (unlikely(fcinfo->flinfo->fn_extra == NULL))                                            \
			cx_check_kinds(fcinfo, times);                                                         \
	} while (0)

/* For a function that has no other use for fn_extra. */
#define CX_CHECK_KINDS_ONCE_DATE(times)      ((void) 0)
#define CX_CHECK_KINDS_ONCE_TIMESTAMP(times) ((void) 0)
#define CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(times)                                                     \
	do                                                                                             \
	{                                                                                              \
		CX_CHECK_KINDS_TIMESTAMPTZ(times);                                                         \
		fcinfo->flinfo->fn_extra = (void *) (times);                                               \
	} while (0)

/* Beside a calendar, which counts hours, a date among local times is a mistake, too: refusal says so. */
#define CX_CHECK_DATES_ONCE(times, refusal)                                                        \
	do                                                                                             \
	{                                                                                              \
		if (unlikely(fcinfo->flinfo->fn_extra == NULL) && cx_takes_dates(fcinfo, times))           \
			refusal;                                                                               \
		fcinfo->flinfo->fn_extra = (void *) (times);                                               \
	} while (0)

#endif /* CX_KINDS_H */
