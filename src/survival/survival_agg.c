/*
 * survival_agg.c
 *	  Aggregates that fold spells, or whole states, into cx_survival.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/kinds.h"
#include "base/compat.h"
#include "base/result.h"
#include "base/spell.h"
#include "base/state_text.h"
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
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s must not be NaN", what),
				errhint("It is a length of time, in any unit."));
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

/* A NULL flag is false: not churned. */
static inline uint64
exit_mark(FunctionCallInfo fcinfo, int argno, double time)
{
	bool churned = !PG_ARGISNULL(argno) && PG_GETARG_BOOL(argno);

	return cx_mark(time, churned ? CX_CHURNED : CX_CENSORED);
}

/*
 * A row without a time is skipped, with one exception: somebody who is said to be still there has
 * been there for some time, and without all those people every curve would be far too low.
 */
static void
check_skipped(FunctionCallInfo fcinfo, int churned_argno, const char *what)
{
	if (!PG_ARGISNULL(churned_argno) && !PG_GETARG_BOOL(churned_argno))
		cx_refuse_null(psprintf("%s of a customer who has not churned", what),
					   "With dates write survival_agg(started, ended, as_of), which counts those "
					   "who are still there up to as_of; otherwise give the time up to when the "
					   "customer was last seen.");
}

/*
 * cx_survival_count(cx_survival, duration double precision, churned boolean) -> cx_survival
 *		Transition of survival_agg(duration, churned) and of the fits. Durations are in any unit. Not
 *		strict: a NULL churned is false, a NULL state gives NULL. A NULL duration is skipped, but with
 *		churned = false: error 22004. Negative or infinite: error 22003; NaN: error 22023; more
 *		different times than a state holds: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_survival_count);
Datum
cx_survival_count(PG_FUNCTION_ARGS)
{
	double duration;

	if (unlikely(PG_ARGISNULL(0)))
		PG_RETURN_NULL();
	if (unlikely(PG_ARGISNULL(1)))
	{
		check_skipped(fcinfo, 2, "duration");
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	duration = time_arg(fcinfo, 1, "duration");
	return result_of(fcinfo, add_key(working_state(fcinfo), exit_mark(fcinfo, 2, duration)));
}

/*
 * cx_survival_count_late(cx_survival, entry, exit, churned) -> cx_survival
 *		Transition of survival_agg(entry, exit, churned): a spell that came under observation at age
 *		entry, and is at risk at ages in (entry, exit]. Entry 0 is from the start, as without. A NULL
 *		entry or exit is skipped, but with churned = false: error 22004; exit not after entry: error
 *		22023; otherwise as above.
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
	{
		check_skipped(fcinfo, 3, PG_ARGISNULL(2) ? "exit" : "entry");
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
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
 *		Transition of weighted_survival_agg(): a row that stands for so many customers. One of weight
 *		0 is absent, whatever its duration is. A NULL weight: error 22004, unless the row is skipped
 *		for its NULL duration; negative or infinite: error 22003; NaN: error 22023. Otherwise as for
 *		cx_survival_count().
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
	if (PG_ARGISNULL(1) && PG_ARGISNULL(3))
	{
		check_skipped(fcinfo, 2, "duration");
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	weight = cx_weight_arg(fcinfo, 3, CX_MIN_COUNT, 1 / CX_MIN_COUNT, CX_WEIGHT_IS_A_COUNT);
	if (weight == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	if (PG_ARGISNULL(1))
	{
		check_skipped(fcinfo, 2, "duration");
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	duration = time_arg(fcinfo, 1, "duration");
	state = cx_survival_with_room(working_state(fcinfo), true, 1);
	((CxKeyed *) cx_survival_tail(state))[state->pending++] =
		(CxKeyed){exit_mark(fcinfo, 2, duration), weight};
	return result_of(fcinfo, state);
}

static inline double
days_between_DATE(DateADT from, DateADT to)
{
	return (double) to - from;
}

/* The first and the last instant are further apart than an int64 of microseconds reaches. */
static inline double
days_between_TIMESTAMP(Timestamp from, Timestamp to)
{
	int64 length;

	if (unlikely(pg_sub_s64_overflow(to, from, &length)))
		return ((double) to - (double) from) / (double) USECS_PER_DAY;
	return (double) length / (double) USECS_PER_DAY;
}

#define days_between_TIMESTAMPTZ days_between_TIMESTAMP

/*
 * cx_survival_count_spell(cx_survival, started, ended, as_of) -> cx_survival
 *		Transition of survival_agg(started, ended, as_of), all of one kind: a spell [started, ended) as
 *		it was seen at as_of, the first day or instant that is not observed. Durations are days: whole
 *		ones between dates, of 86400 seconds between instants. Who has no end, an infinite one, or one
 *		at or after as_of is censored at as_of; who started at or after as_of is skipped, and so is a
 *		NULL started. A NULL as_of: error 22004; an infinite as_of or started: 22008; ended before
 *		started: 22023. A NULL state gives NULL.
 */
#define COUNT_SPELL(symbol, Type, AS_OF, GETARG, KIND, NOT_FINITE)                                 \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		Type started, ended, as_of;                                                                \
		bool churned;                                                                              \
		double days;                                                                               \
		if (unlikely(PG_ARGISNULL(3)))                                                             \
			cx_refuse_null("as_of",                                                                \
						   "as_of is the first day or instant that is not observed, such "         \
						   "as CURRENT_DATE: who is still there is counted up to it.");            \
		as_of = AS_OF(3);                                                                          \
		if (unlikely(NOT_FINITE(as_of)))                                                           \
			cx_refuse_infinite("as_of");                                                           \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		started = GETARG(1);                                                                       \
		ended = PG_ARGISNULL(2) ? CX_SPELL_OPEN_##KIND : GETARG(2);                                \
		if (unlikely(!cx_spell_valid_##KIND(started, ended)))                                      \
			cx_spell_refuse_##KIND(started, ended);                                                \
		if (unlikely(started >= as_of))                                                            \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		churned = ended < as_of;                                                                   \
		days = days_between_##KIND(started, churned ? ended : as_of);                              \
		return result_of(fcinfo, add_key(working_state(fcinfo),                                    \
										 cx_mark(days, churned ? CX_CHURNED : CX_CENSORED)));      \
	}

COUNT_SPELL(cx_survival_count_date, DateADT, PG_GETARG_DATEADT, PG_GETARG_DATEADT, DATE,
			DATE_NOT_FINITE)
COUNT_SPELL(cx_survival_count_timestamp, Timestamp, PG_GETARG_TIMESTAMP, PG_GETARG_TIMESTAMP,
			TIMESTAMP, TIMESTAMP_NOT_FINITE)
COUNT_SPELL(cx_survival_count_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ,
			PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMP_NOT_FINITE)

/*
 * The same with as_of as a text. It is there for a literal without a type, '2026-01-01', which would
 * else be taken for an instant, and with that for another kind than started and ended. Year, month
 * and day come in this order whatever DateStyle says. The text is the same in all rows and is read
 * once.
 */
typedef struct AsOfText
{
	char text[64]; /* empty: none yet, or a longer one */
	Datum as_of;
} AsOfText;

static Datum
read_as_of(char *text, bool day)
{
	CxTextReader reader = {.input = text, .at = text};
	DateADT date;

	if (*text == '-' || !cx_text_date(&reader, &date) ||
		strspn(reader.at, day ? "" : " T0123456789:.") != strlen(reader.at))
		ereport(ERROR, errcode(ERRCODE_INVALID_DATETIME_FORMAT),
				errmsg("as_of cannot be read from \"%s\"", text),
				errhint(day ? "Write it as 2026-01-31." : "Write it as 2026-01-31 12:00:00."));
	if (day)
		return DateADTGetDatum(date);
	return DirectFunctionCall3(timestamp_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

static Datum
text_as_of(FunctionCallInfo fcinfo, int argno, bool day)
{
	AsOfText *last = (AsOfText *) fcinfo->flinfo->fn_extra;
	text *given = PG_GETARG_TEXT_PP(argno);
	size_t length = VARSIZE_ANY_EXHDR(given);

	if (last != NULL && length > 0 && strlen(last->text) == length &&
		memcmp(last->text, VARDATA_ANY(given), length) == 0)
		return last->as_of;
	if (last == NULL)
		last = fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(AsOfText));
	last->as_of = read_as_of(text_to_cstring(given), day);
	last->text[0] = '\0';
	if (length < sizeof(last->text))
		text_to_cstring_buffer(given, last->text, sizeof(last->text));
	return last->as_of;
}

#define TEXT_DATE_ARG(n)      DatumGetDateADT(text_as_of(fcinfo, n, true))
#define TEXT_TIMESTAMP_ARG(n) DatumGetTimestamp(text_as_of(fcinfo, n, false))

COUNT_SPELL(cx_survival_count_date_text, DateADT, TEXT_DATE_ARG, PG_GETARG_DATEADT, DATE,
			DATE_NOT_FINITE)
COUNT_SPELL(cx_survival_count_timestamp_text, Timestamp, TEXT_TIMESTAMP_ARG, PG_GETARG_TIMESTAMP,
			TIMESTAMP, TIMESTAMP_NOT_FINITE)

/*
 * cx_survival_refuse_kinds(cx_survival, started, ended, as_of)
 *		Transition of survival_agg() over dates mixed with instants or local times: error 22023.
 *		PostgreSQL would turn all into instants by the session's zone.
 */
PG_FUNCTION_INFO_V1(cx_survival_refuse_kinds);
Datum
cx_survival_refuse_kinds(PG_FUNCTION_ARGS)
{
	static const CxTimes times = {1, 3, {"started", "ended", "as_of"}};
	Oid types[3];

	for (int i = 0; i < 3; i++)
		types[i] = get_fn_expr_argtype(fcinfo->flinfo, i + 1);
	cx_refuse_kinds(&times, types);
	PG_RETURN_NULL();
}

static bool
is_number(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID || type == FLOAT4OID ||
		   type == FLOAT8OID || type == NUMERICOID;
}

static char *
types_of(FunctionCallInfo fcinfo)
{
	StringInfoData types;

	initStringInfo(&types);
	for (int i = 1; i < PG_NARGS(); i++)
		appendStringInfo(&types, "%s%s", i > 1 ? ", " : "",
						 format_type_be(get_fn_expr_argtype(fcinfo->flinfo, i)));
	return types.data;
}

/*
 * cx_survival_refuse_arguments(cx_survival, VARIADIC "any")
 *		Transition of the aggregates over durations when an argument is of a type that cannot be one: an
 *		interval, or a number for churned. Error 22023, with what to write. An interval is refused
 *		although days could be made of it: ended - started is NULL for those who are still there.
 */
PG_FUNCTION_INFO_V1(cx_survival_refuse_arguments);
Datum
cx_survival_refuse_arguments(PG_FUNCTION_ARGS)
{
	int numbers = 0;

	for (int i = 1; i < PG_NARGS(); i++)
	{
		Oid type = get_fn_expr_argtype(fcinfo->flinfo, i);

		if (type == INTERVALOID)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("a duration is a number, not an interval"),
					errhint("Write survival_agg(started, ended, as_of), or for days "
							"extract(epoch FROM duration) / 86400."));
		numbers += is_number(type);
	}
	if (numbers == PG_NARGS() - 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("churned is a boolean, not a number"),
				errhint("Where 1 stands for churn, write churned = 1."));
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("these arguments are no spell: %s", types_of(fcinfo)),
			errhint("A spell is (duration, churned), (entry, exit, churned) or (started, ended, "
					"as_of)."));
	PG_RETURN_NULL();
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
