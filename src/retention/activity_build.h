/*
 * activity_build.h
 *	  Type cx_activity in memory: a new history, and room for one more period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ACTIVITY_BUILD_H
#define CX_ACTIVITY_BUILD_H

#include "base/compat.h"
#include "retention/activity.h"

/* Zeroed but for its header and version. */
extern CxActivity *cx_activity_new(int words);

/* The same with bit k set, k of any sign; in place when allowed and possible. */
extern CxActivity *cx_activity_with_bit(CxActivity *activity, int64 k, bool in_place);

/* More periods from the first to the last than a history holds: error 54000. */
pg_noreturn extern void cx_refuse_long_activity(void);

#endif /* CX_ACTIVITY_BUILD_H */
