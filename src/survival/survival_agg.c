/*
 * survival_agg.c
 *	  Aggregates that fold spells, or whole states, into cx_survival.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/compat.h"
#include "base/result.h"
#include "math/radix_sort.h"
#include "survival/survival_build.h"

/*
 * Argument 0 as a state to be written to. What the executor owns is a plain value in its memory; what
 * others pass may be toasted, and stays as it is.
 */
static inline CxSurvival *
working_state(FunctionCallInfo fcinfo)
{
	CxSurvival *state = (CxSurvival *) PG_GETARG_POINTER(0);

	if (likely(cx_owns_state(fcinfo) && VARATT_IS_4B_U(state)))
		return state;
	return (CxSurvival *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
}

/* Whoever calls a transition by hand gets a value to keep, not a working state. */
static inline Datum
result_of(FunctionCallInfo fcinfo, const CxSurvival *state)
{
	if (likely(cx_owns_state(fcinfo)))
		PG_RETURN_POINTER(state);
	PG_RETURN_POINTER(cx_survival_closed(state));
}

/* This runs once a row: without weights, and but for parallel workers without pairs of counts. */
static pg_attribute_always_inline CxSurvival *
add_key(CxSurvival *state, uint64 key)
{
	Size end =
		offsetof(CxSurvival, keys) + ((Size) state->marks * 2 + state->pending) * sizeof(uint64);

	if (likely(state->flags == (CX_SURVIVAL_VERSION | CX_SURVIVAL_OPEN) &&
			   end + sizeof(uint64) <= VARSIZE(state)))
	{
		*(uint64 *) ((char *) state + end) = key;
		state->pending++;
		return state;
	}
	state = cx_survival_with_room(state, false, 1);
	((uint64 *) cx_survival_tail(state))[state->pending++] = key;
	return state;
}

pg_noreturn static void
refuse_time(const char *what, double time)
{
	if (isnan(time))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s NaN is no length of time", what),
				errhint("A spell of unknown length is NULL and is left out."));
	if (time < 0)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("%s %s is negative", what, cx_shortest_decimal(time)),
				errhint("It is the time from the start of the spell to its end, or to when it was "
						"last seen going on."));
	ereport(
		ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		errmsg("%s %s is not 0 and not between %g and %g", what, cx_shortest_decimal(time),
			   CX_MIN_TIME, CX_MAX_TIME),
		errhint("A spell that goes on is censored: churned is false, and its duration is the time "
				"up to when it was last seen."));
}

static inline double
time_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	double time = PG_GETARG_FLOAT8(argno) + 0.0; /* -0 becomes 0 */

	if (unlikely(!(time >= CX_MIN_TIME && time <= CX_MAX_TIME) && time != 0))
		refuse_time(what, time);
	return time;
}

static inline uint64
exit_mark(FunctionCallInfo fcinfo, int argno, double time)
{
	bool churned = !PG_ARGISNULL(argno) && PG_GETARG_BOOL(argno);

	return cx_mark(time, churned ? CX_CHURNED : CX_CENSORED);
}

/*
 * cx_survival_count(cx_survival, duration double precision, churned boolean) -> cx_survival
 *		Transition of survival_agg(duration, churned) and of the fits. Durations are in any unit. Not
 *		strict: a NULL duration is skipped, a NULL churned is false, a NULL state gives NULL. Negative
 *		or infinite: error 22003; NaN: error 22023; more different times than a state holds: error
 *		54000.
 */
PG_FUNCTION_INFO_V1(cx_survival_count);
Datum
cx_survival_count(PG_FUNCTION_ARGS)
{
	double duration;

	if (unlikely(PG_ARGISNULL(0)))
		PG_RETURN_NULL();
	if (unlikely(PG_ARGISNULL(1)))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	duration = time_arg(fcinfo, 1, "duration");
	return result_of(fcinfo, add_key(working_state(fcinfo), exit_mark(fcinfo, 2, duration)));
}

/*
 * cx_survival_count_late(cx_survival, entry, exit, churned) -> cx_survival
 *		Transition of survival_agg(entry, exit, churned): a spell that came under observation at age
 *		entry, and is at risk at ages in (entry, exit]. Entry 0 is from the start, as without. A NULL
 *		entry or exit is skipped; exit not after entry: error 22023; otherwise as above.
 */
PG_FUNCTION_INFO_V1(cx_survival_count_late);
Datum
cx_survival_count_late(PG_FUNCTION_ARGS)
{
	double entry;
	double exit;
	CxSurvival *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	entry = time_arg(fcinfo, 1, "entry");
	exit = time_arg(fcinfo, 2, "exit");
	if (!(exit > entry))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("exit %s is not after entry %s", cx_shortest_decimal(exit),
					   cx_shortest_decimal(entry)),
				errhint("Both are ages of the spell: entry is how old it was when it came under "
						"observation, exit when it left."));
	state = add_key(working_state(fcinfo), exit_mark(fcinfo, 3, exit));
	if (entry > 0)
		state = add_key(state, cx_mark(entry, CX_ENTERED));
	return result_of(fcinfo, state);
}

/*
 * cx_survival_count_weight(cx_survival, duration, churned, weight) -> cx_survival
 *		Transition of weighted_survival_agg(): a row that stands for so many customers. A NULL weight:
 *		error 22004, unless the duration is NULL; negative or infinite: error 22003; NaN: error 22023;
 *		weight 0 is absent.
 */
PG_FUNCTION_INFO_V1(cx_survival_count_weight);
Datum
cx_survival_count_weight(PG_FUNCTION_ARGS)
{
	double duration;
	double weight;
	CxSurvival *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	duration = time_arg(fcinfo, 1, "duration");
	weight = cx_weight_arg(fcinfo, 3, CX_MIN_COUNT, 1 / CX_MIN_COUNT, CX_WEIGHT_IS_A_COUNT);
	if (weight == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = cx_survival_with_room(working_state(fcinfo), true, 1);
	((CxKeyed *) cx_survival_tail(state))[state->pending++] =
		(CxKeyed){exit_mark(fcinfo, 2, duration), weight};
	return result_of(fcinfo, state);
}

/*
 * cx_survival_add(cx_survival, cx_survival) -> cx_survival
 *		Operator +, combine function, and transition of rollup(): the spells of both. Strict. More
 *		different times than a state holds: error 54000; more customers than it can count: error 22003.
 *
 * In an aggregate, states that are small beside what is there already are appended like rows.
 */
PG_FUNCTION_INFO_V1(cx_survival_add);
Datum
cx_survival_add(PG_FUNCTION_ARGS)
{
	CxMarks b = cx_marks_arg(fcinfo, 1);
	CxMarks a;

	if (cx_owns_state(fcinfo))
	{
		CxSurvival *state = working_state(fcinfo);

		if (b.count == 0)
			PG_RETURN_POINTER(state);
		if (b.count < CX_SURVIVAL_MAX_ROOM / 2 &&
			b.count < ((Size) state->marks + state->pending) / 2)
			PG_RETURN_POINTER(cx_survival_append(state, &b));
	}
	a = cx_marks_arg(fcinfo, 0);
	PG_RETURN_POINTER(cx_survival_merge(&a, &b));
}

/*
 * cx_survival_close(cx_survival) -> cx_survival
 *		Final function of the aggregates that return a state: the working state with all its spells
 *		sorted in. It reads only. Strict.
 */
PG_FUNCTION_INFO_V1(cx_survival_close);
Datum
cx_survival_close(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(cx_survival_arg(fcinfo, 0));
}
