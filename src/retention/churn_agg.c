/*
 * churn_agg.c
 *	  Folding customers into cx_churn: who was there before a period, and who of them after it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/kinds.h"
#include "base/spell.h"
#include "retention/churn.h"

static pg_attribute_always_inline Datum
count_customer(FunctionCallInfo fcinfo, bool before, bool after, int64 sign)
{
	return cx_share_count(fcinfo, before, !after, sign, &cx_churn_words);
}

/*
 * cx_churn_count(cx_churn, active_before boolean, active_after boolean) -> cx_churn
 * cx_churn_uncount, the same
 *		Transition and inverse of churn_agg(), churn_rate() and retention_rate() over two flags. A
 *		NULL flag is false; a customer who was not active before is not counted. A NULL state gives
 *		NULL. A count beyond bigint: error 22003.
 */
#define FLAGS(symbol, sign)                                                                        \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		return count_customer(fcinfo, !PG_ARGISNULL(1) && PG_GETARG_BOOL(1),                       \
							  !PG_ARGISNULL(2) && PG_GETARG_BOOL(2), sign);                        \
	}

FLAGS(cx_churn_count_flags, 1)
FLAGS(cx_churn_uncount_flags, -1)

static const CxTimes churn_times = {1, 4, {"started", "ended", "period_start", "period_end"}};

#define PERIOD_IS                                                                                  \
	"The period is [period_start, period_end), such as the first days of this month and of the "   \
	"next."

/*
 * cx_churn_count(cx_churn, started, ended, period_start, period_end) -> cx_churn
 * cx_churn_uncount, the same
 *		The same over subscriptions [started, ended): active at a time from started on and until
 *		just before ended; before is at period_start, after at period_end. A NULL or infinite ended
 *		is still running. A NULL started is skipped. A NULL bound of the period: error 22004; an
 *		infinite one or an infinite started: 22008; period_end not after period_start, ended before
 *		started, or a date or local time among instants (kinds.h): 22023.
 */
#define SPELL(symbol, Type, GETARG, KIND, sign)                                                    \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		Type started, ended, start, end;                                                           \
                                                                                                   \
		CX_CHECK_KINDS_ONCE_##KIND(&churn_times);                                                  \
		if (unlikely(PG_ARGISNULL(3) || PG_ARGISNULL(4)))                                          \
			cx_refuse_null(PG_ARGISNULL(3) ? "period_start" : "period_end", PERIOD_IS);            \
		start = GETARG(3);                                                                         \
		end = GETARG(4);                                                                           \
		if (unlikely(!cx_spell_valid_##KIND(start, end) || end == start ||                         \
					 end == CX_SPELL_OPEN_##KIND))                                                 \
			cx_period_refuse_##KIND(start, end);                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		started = GETARG(1);                                                                       \
		ended = PG_ARGISNULL(2) ? CX_SPELL_OPEN_##KIND : GETARG(2);                                \
		if (unlikely(!cx_spell_valid_##KIND(started, ended)))                                      \
			cx_spell_refuse_##KIND(started, ended);                                                \
		return count_customer(fcinfo, (started <= start) & (ended > start), ended > end, sign);    \
	}

SPELL(cx_churn_count_date, DateADT, PG_GETARG_DATEADT, DATE, 1)
SPELL(cx_churn_uncount_date, DateADT, PG_GETARG_DATEADT, DATE, -1)
SPELL(cx_churn_count_timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, 1)
SPELL(cx_churn_uncount_timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, -1)
SPELL(cx_churn_count_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, 1)
SPELL(cx_churn_uncount_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, -1)
