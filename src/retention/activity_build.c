/*
 * activity_build.c
 *	  Type cx_activity in memory: a new history, and room for one more period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/bits.h"
#include "retention/activity_build.h"

CxActivity *
cx_activity_new(int words)
{
	CxActivity *activity = palloc0(CX_ACTIVITY_SIZE(words));

	SET_VARSIZE(activity, CX_ACTIVITY_SIZE(words));
	activity->version = CX_ACTIVITY_VERSION;
	return activity;
}

void
cx_refuse_long_activity(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a history of activity spans more than %d periods", CX_ACTIVITY_MAX_PERIODS),
			errhint("Take a longer period, or leave out the rows whose time is a mistake."));
}

CxActivity *
cx_activity_with_bit(CxActivity *activity, int64 k, bool in_place)
{
	int words = cx_activity_words(activity);
	int needed;
	int before = 0; /* bits by which the start moves back */
	CxActivity *wider;

	if (k >= 0 && k < (int64) words * 64 && in_place)
	{
		activity->words[k / 64] |= UINT64CONST(1) << (k % 64);
		return activity;
	}
	if (k < -CX_ACTIVITY_MAX_PERIODS || k >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
	if (k < 0)
		before = (int) -k;
	needed = (Max(cx_activity_last(activity), (int) k) + before) / 64 + 1;
	if (needed > CX_ACTIVITY_MAX_WORDS)
		cx_refuse_long_activity();

	wider = cx_activity_new(needed);
	wider->kind = activity->kind;
	wider->width = activity->width;
	wider->start = activity->start - before;
	cx_bits_or(wider->words, needed, activity->words, words, before);
	k += before;
	wider->words[k / 64] |= UINT64CONST(1) << (k % 64);
	return wider;
}
