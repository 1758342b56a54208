/*
 * duration.h
 *	  Lengths of time: an interval as microseconds, and back.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DURATION_H
#define CX_DURATION_H

#include "datatype/timestamp.h"

#include "base/compat.h"

/*
 * The length of an interval in microseconds, a day being 24 hours; negative ones too. Months, years
 * with them, have no length: error 22023. Infinite, or beyond 2^63 microseconds: error 22008. what
 * names the argument.
 */
extern int64 cx_interval_micros(const Interval *span, const char *what);

/*
 * Microseconds as an interval of them alone: months and days are 0, so that equal lengths are equal
 * texts and nothing depends on how long a day is.
 */
extern Interval *cx_micros_interval(int64 micros);

/* "WHAT is beyond 2^63 microseconds", 22008: for a difference or sum of instants. */
pg_noreturn extern void cx_refuse_long_duration(const char *what);

#endif /* CX_DURATION_H */
