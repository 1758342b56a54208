/*
 * retention_agg.c
 *	  Folding the histories of customers into cx_retention, one history a row.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "base/enum.h"
#include "retention/activity_build.h"
#include "retention/retention.h"

typedef enum CohortEntry
{
	ENTRY_FIRST,
	ENTRY_RECURRING
} CohortEntry;

static CohortEntry
entry_arg(FunctionCallInfo fcinfo, int argno)
{
	static const char *const labels[] = {"first", "recurring"};

	if (PG_ARGISNULL(argno))
		ereport(ERROR, errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				errmsg("cohort entry must not be null"),
				errhint("Write 'first', or 'recurring' for an entry with every active period."));
	return (CohortEntry) cx_enum_code(PG_GETARG_OID(argno), labels, lengthof(labels));
}

static void
refuse_rolling(void)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("rolling windows begin once, with the customer's own start"),
			errhint("Use the first entry, and give the start to rolling_activity_agg()."));
}

/* Every entry that started makes, followed through returned. */
static void
enter(CxRetentionBuilder *builder, const CxActivity *started, const CxActivity *returned,
	  CohortEntry entry, int change)
{
	int words = cx_activity_words(returned);
	int64 ahead;

	if (cx_activity_empty(started))
		return;
	cx_retention_set_kind(builder, started->kind, started->width);
	if (started->kind == CX_ROLLING)
	{
		int64 day = started->start / USECS_PER_DAY - (started->start % USECS_PER_DAY < 0);

		if (entry == ENTRY_RECURRING || started != returned)
			refuse_rolling();
		cx_retention_enter(builder, day, started->words, words, 0, change);
		return;
	}
	if (entry == ENTRY_RECURRING)
		cx_retention_set_recurring(builder);
	if (!cx_activity_empty(returned))
		cx_check_same_kind(started->kind, started->width, returned->kind, returned->width);
	ahead = cx_activity_empty(returned) ? 0 : started->start - returned->start;
	for (int k = 0; k <= cx_activity_last(started); k++)
	{
		if (!cx_activity_bit(started, k))
			continue;
		cx_retention_enter(builder, started->start + k, returned->words, words, ahead + k, change);
		if (entry == ENTRY_FIRST)
			break;
		CHECK_FOR_INTERRUPTS();
	}
}

#define TRANSITION(symbol, started, returned, entry, change)                                       \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CohortEntry how = entry;                                                                   \
		CxRetentionBuilder *builder;                                                               \
		const CxActivity *began;                                                                   \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		if (PG_ARGISNULL(1))                                                                       \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		began = started;                                                                           \
		builder = cx_retention_writable(fcinfo);                                                   \
		enter(builder, began, returned, how, change);                                              \
		return cx_retention_transition_value(builder);                                             \
	}

/* One who never did the second thing never returned. */
static const CxActivity *
returned_arg(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(2) ? cx_activity_new(0) : PG_GETARG_ACTIVITY_P(2);
}

/*
 * cx_retention_count(cx_retention, cx_activity) -> cx_retention, cx_retention_uncount the same
 *		Transition and inverse of retention_agg: the customer enters the cohort of the first period.
 *		A NULL or empty history is skipped; a NULL state gives NULL. Histories of other periods than
 *		the state's: error 22023; a table too large: error 54000.
 * cx_retention_count(cx_retention, cx_activity, cx_cohort_entry) -> cx_retention
 *		The same; with 'recurring' the customer enters anew with every active period. NULL entry:
 *		error 22004; 'recurring' with rolling windows: error 22023.
 * cx_retention_count(cx_retention, started cx_activity, returned cx_activity, cx_cohort_entry)
 *		Entries from one history, returns from another, at age 0 too. NULL returned: never returned.
 *		Rolling windows: error 22023.
 */
TRANSITION(cx_retention_count, PG_GETARG_ACTIVITY_P(1), began, ENTRY_FIRST, 1)
TRANSITION(cx_retention_uncount, PG_GETARG_ACTIVITY_P(1), began, ENTRY_FIRST, -1)
TRANSITION(cx_retention_count_entry, PG_GETARG_ACTIVITY_P(1), began, entry_arg(fcinfo, 2), 1)
TRANSITION(cx_retention_uncount_entry, PG_GETARG_ACTIVITY_P(1), began, entry_arg(fcinfo, 2), -1)
TRANSITION(cx_retention_count_return, PG_GETARG_ACTIVITY_P(1), returned_arg(fcinfo),
		   entry_arg(fcinfo, 3), 1)
TRANSITION(cx_retention_uncount_return, PG_GETARG_ACTIVITY_P(1), returned_arg(fcinfo),
		   entry_arg(fcinfo, 3), -1)

/*
 * cx_retention_add, cx_retention_subtract(cx_retention, cx_retention) -> cx_retention
 *		Operators + and -, combine function of every aggregate over cx_retention, transition and
 *		inverse of rollup(). Strict. Different periods: error 22023; a count beyond bigint: error
 *		22003; a table too large: error 54000.
 */
static Datum
merge(FunctionCallInfo fcinfo, int sign)
{
	CxRetentionBuilder *builder = cx_retention_writable(fcinfo);

	cx_retention_merge(builder, PG_GETARG_RETENTION_P(1), sign);
	return cx_retention_transition_value(builder);
}

PG_FUNCTION_INFO_V1(cx_retention_add);
Datum
cx_retention_add(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_retention_subtract);
Datum
cx_retention_subtract(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}
