/*
 * chain.c
 *	  Type cx_chain: when one customer reached each step of a funnel; its forms and what is read from it.
 *
 * The text form says the kind of the times, how many steps the funnel has and how long it may take, the
 * words of its mode if there are any, and behind a colon when each step was reached, from the first on:
 *
 *		(timestamptz, 3 steps, within 86400000000us, strict_order: 2026-01-31 12:00:00Z, 2026-01-31 12:30:00.5Z)
 *		(date, 1 step, within 0us)
 *
 * the second being that of a customer who did not meet the first step. () is nobody's. Instants are in UTC
 * whatever TimeZone says, dates year-month-day whatever DateStyle says.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "base/durations_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "journey/chain.h"
#include "journey/funnel_mode.h"

#define EXPECTED "Expected is (kind, steps, within[, mode][: times]), or () for nobody."

CxChain *
cx_chain_new(int32 reached)
{
	Size size = offsetof(CxChain, times) + reached * sizeof(int64);
	CxChain *chain = palloc0(size);

	SET_VARSIZE(chain, size);
	chain->version = CX_CHAIN_VERSION;
	chain->reached = reached;
	return chain;
}

/* ----- what a chain can be ----- */

static const char *
problem_of_times(const CxChain *chain)
{
	for (int32 i = 0; i < chain->reached; i++)
	{
		if (!IS_VALID_TIMESTAMP(chain->times[i]))
			return "A time is out of range.";
		if (chain->kind == CX_TIME_DATE && chain->times[i] % USECS_PER_DAY != 0)
			return "A date is a whole day.";
		if (i > 0 && chain->times[i] < chain->times[i - 1])
			return "No step is reached before the one that it follows.";
		if (i > 0 && chain->times[i] == chain->times[i - 1] &&
			(chain->mode & CX_FUNNEL_STRICT_INCREASE) != 0)
			return "With strict_increase each step is reached later than the one before.";
	}
	/* the difference of two times may be beyond int64, but not beyond uint64 */
	if (chain->reached > 0 && (uint64) chain->times[chain->reached - 1] - (uint64) chain->times[0] >
								  (uint64) chain->within)
		return "The last step is reached later than within allows.";
	return NULL;
}

static const char *
problem_of(const CxChain *chain)
{
	if (chain->kind == 0)
	{
		if (chain->mode != 0 || chain->steps != 0 || chain->reached != 0 || chain->within != 0)
			return "A chain with steps says what its times are.";
		return NULL;
	}
	if (chain->kind > CX_TIME_TIMESTAMPTZ)
		return "The times of a chain are date, timestamp or timestamptz.";
	if (!cx_funnel_mode_valid(chain->mode))
		return "Its mode is none.";
	if (chain->steps < 1 || chain->steps > CX_FUNNEL_MAX_STEPS)
		return "A funnel has 1 to " CppAsString2(CX_FUNNEL_MAX_STEPS) " steps.";
	if (chain->reached > chain->steps)
		return "More steps are reached than the funnel has.";
	if (chain->within < 0)
		return "within is not negative.";
	return problem_of_times(chain);
}

/* ----- text ----- */

static const char *const kinds[] = {[CX_TIME_DATE] = "date",
									[CX_TIME_TIMESTAMP] = "timestamp",
									[CX_TIME_TIMESTAMPTZ] = "timestamptz"};

static bool
read_kind(CxTextReader *reader, uint8 *kind)
{
	/* the longest word first: another begins like it */
	for (*kind = CX_TIME_TIMESTAMPTZ; *kind >= CX_TIME_DATE; (*kind)--)
		if (cx_text_literal(reader, kinds[*kind]))
			return true;
	return false;
}

static bool
read_time(CxTextReader *reader, uint8 kind, int64 *at)
{
	DateADT day;

	if (kind == CX_TIME_TIMESTAMPTZ)
		return cx_text_instant(reader, at);
	if (kind == CX_TIME_TIMESTAMP)
		return cx_text_local(reader, at);
	if (!cx_text_date(reader, &day))
		return false;
	if (day >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE)
	{
		reader->problem = "A date is out of range.";
		return false;
	}
	*at = (int64) day * USECS_PER_DAY;
	return true;
}

static bool
read_word(CxTextReader *reader, uint16 *mode)
{
	for (uint16 bit = 1; (bit & CX_FUNNEL_MODES) != 0; bit <<= 1)
		if ((*mode & bit) == 0 && cx_text_literal(reader, cx_funnel_word(bit)))
		{
			*mode |= bit;
			return true;
		}
	return false;
}

/* What comes before the times, which there is room for. */
static bool
read_head(CxTextReader *reader, CxChain **chain)
{
	uint8 kind;
	int32 steps;

	if (!read_kind(reader, &kind) || !cx_text_literal(reader, ",") ||
		!cx_text_int32(reader, &steps) || !cx_text_literal(reader, "step") ||
		(steps != 1 && !cx_text_literal(reader, "s")))
		return false;
	if (steps < 1 || steps > CX_FUNNEL_MAX_STEPS)
	{
		reader->problem = "A funnel has 1 to " CppAsString2(CX_FUNNEL_MAX_STEPS) " steps.";
		return false;
	}
	*chain = cx_chain_new(steps);
	(*chain)->kind = kind;
	(*chain)->steps = steps;
	(*chain)->reached = 0;
	if (!cx_text_literal(reader, ",") || !cx_text_literal(reader, "within") ||
		!cx_text_int64(reader, &(*chain)->within) || !cx_text_literal(reader, "us"))
		return false;
	while (cx_text_literal(reader, ","))
		if (!read_word(reader, &(*chain)->mode))
			return false;
	return true;
}

static bool
read_text(CxTextReader *reader, CxChain **state)
{
	CxChain *chain;

	reader->problem = EXPECTED;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = cx_chain_new(0);
		return cx_text_end(reader);
	}
	if (!read_head(reader, &chain))
		return false;
	if (cx_text_literal(reader, ":"))
		do
		{
			if (chain->reached == chain->steps)
			{
				reader->problem = "More steps are reached than the funnel has.";
				return false;
			}
			if (!read_time(reader, chain->kind, &chain->times[chain->reached]))
				return false;
			chain->reached++;
		} while (cx_text_literal(reader, ","));
	SET_VARSIZE(chain, offsetof(CxChain, times) + chain->reached * sizeof(int64));
	*state = chain;
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
append_time(StringInfo text, const CxChain *chain, int64 at, char between)
{
	if (chain->kind == CX_TIME_TIMESTAMPTZ)
		cx_append_instant(text, at, between);
	else if (chain->kind == CX_TIME_TIMESTAMP)
		cx_append_local(text, at, between);
	else
		cx_append_date(text, (DateADT) (at / USECS_PER_DAY));
}

static void
write_text(StringInfo text, const CxChain *chain)
{
	appendStringInfoChar(text, '(');
	if (!cx_chain_empty(chain))
	{
		appendStringInfo(text, "%s, %d %s, within " INT64_FORMAT "us", kinds[chain->kind],
						 chain->steps, chain->steps == 1 ? "step" : "steps", chain->within);
		if (chain->mode != 0)
		{
			appendStringInfoString(text, ", ");
			cx_append_funnel_words(text, chain->mode, ", ");
		}
		for (int32 i = 0; i < chain->reached; i++)
		{
			appendStringInfoString(text, i == 0 ? ": " : ", ");
			append_time(text, chain, chain->times[i], ' ');
		}
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary and json ----- */

/* Behind the version: kind as a byte, mode as int2, steps, reached as int4, within and the times as int8. */
static CxChain *
read_wire(StringInfo message)
{
	uint8 kind = (uint8) pq_getmsgbyte(message);
	uint16 mode = (uint16) pq_getmsgint(message, 2);
	int32 steps = (int32) pq_getmsgint(message, 4);
	uint32 reached = pq_getmsgint(message, 4);
	int64 within = pq_getmsgint64(message);
	CxChain *chain;

	if (reached > CX_FUNNEL_MAX_STEPS)
		cx_wire_refuse("cx_chain", "More steps are reached than a funnel has.");
	chain = cx_chain_new((int32) reached);
	chain->kind = kind;
	chain->mode = mode;
	chain->steps = steps;
	chain->within = within;
	for (uint32 i = 0; i < reached; i++)
		chain->times[i] = pq_getmsgint64(message);
	return chain;
}

static void
write_wire(StringInfo message, const CxChain *chain)
{
	pq_sendbyte(message, chain->kind);
	pq_sendint16(message, chain->mode);
	pq_sendint32(message, (uint32) chain->steps);
	pq_sendint32(message, (uint32) chain->reached);
	pq_sendint64(message, (uint64) chain->within);
	for (int32 i = 0; i < chain->reached; i++)
		pq_sendint64(message, (uint64) chain->times[i]);
}

static void
write_json(StringInfo json, const CxChain *chain)
{
	appendStringInfoChar(json, '{');
	if (!cx_chain_empty(chain))
	{
		appendStringInfo(json, "\"kind\": \"%s\", \"steps\": %d, \"within_seconds\": ",
						 kinds[chain->kind], chain->steps);
		cx_append_seconds(json, cx_wide((uint64) chain->within));
		appendStringInfoString(json, ", \"mode\": \"");
		cx_append_funnel_words(json, chain->mode, ", ");
		appendStringInfoString(json, "\", ");
	}
	appendStringInfo(json, "\"reached\": %d, \"times\": [", chain->reached);
	for (int32 i = 0; i < chain->reached; i++)
	{
		appendStringInfoString(json, i == 0 ? "\"" : ", \"");
		append_time(json, chain, chain->times[i], 'T');
		appendStringInfoChar(json, '"');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_chain, CxChain, CX_CHAIN_VERSION, PG_GETARG_CHAIN_P)
CX_VARLENA_STATE_ORDER(cx_chain)

/* ----- what is read from it ----- */

/*
 * steps_reached(cx_chain) -> integer
 *		How many steps the customer reached, from the first on; 0 for the empty chain. Strict.
 */
PG_FUNCTION_INFO_V1(cx_chain_steps_reached);
Datum
cx_chain_steps_reached(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_CHAIN_P(0)->reached);
}

/* The times as an array; instants or local times is what the chain must have. */
static Datum
times_array(const CxChain *chain, bool instants)
{
	Oid type = instants ? TIMESTAMPTZOID : TIMESTAMPOID;
	Datum *times;

	if (!cx_chain_empty(chain) && (chain->kind == CX_TIME_TIMESTAMPTZ) != instants)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("the times of this chain are of type %s", kinds[chain->kind]),
				errhint(instants ? "step_times_local() reads the times of dates and timestamps, "
								   "which are no instants."
								 : "step_times() reads instants."));
	if (chain->reached == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(type));
	times = palloc(chain->reached * sizeof(Datum));
	for (int32 i = 0; i < chain->reached; i++)
		times[i] = Int64GetDatum(chain->times[i]);
	PG_RETURN_ARRAYTYPE_P(
		construct_array(times, chain->reached, type, sizeof(int64), FLOAT8PASSBYVAL, 'd'));
}

/*
 * step_times(cx_chain) -> timestamptz[], step_times_local(cx_chain) -> timestamp[]
 *		When each step was reached, from the first on, as many elements as there are steps reached. A date
 *		is its midnight. Strict. The empty chain: an empty array. A chain of the other kind of times: error
 *		22023.
 */
PG_FUNCTION_INFO_V1(cx_chain_step_times);
Datum
cx_chain_step_times(PG_FUNCTION_ARGS)
{
	return times_array(PG_GETARG_CHAIN_P(0), true);
}

PG_FUNCTION_INFO_V1(cx_chain_step_times_local);
Datum
cx_chain_step_times_local(PG_FUNCTION_ARGS)
{
	return times_array(PG_GETARG_CHAIN_P(0), false);
}
