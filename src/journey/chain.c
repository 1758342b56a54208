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

#include "base/state_io.h"
#include "base/state_order.h"
#include "journey/funnel_terms.h"

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

static CxFunnelTerms
terms_of(const CxChain *chain)
{
	return (CxFunnelTerms){(CxTimeKind) chain->kind, chain->mode, chain->steps, chain->within};
}

static void
set_terms(CxChain *chain, const CxFunnelTerms *terms)
{
	chain->kind = (uint8) terms->kind;
	chain->mode = terms->mode;
	chain->steps = terms->steps;
	chain->within = terms->within;
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
	CxFunnelTerms terms;
	const char *problem;

	if (chain->kind == 0)
	{
		if (chain->mode != 0 || chain->steps != 0 || chain->reached != 0 || chain->within != 0)
			return "A chain with steps says what its times are.";
		return NULL;
	}
	terms = terms_of(chain);
	if ((problem = cx_funnel_terms_problem(&terms)) != NULL)
		return problem;
	if (chain->reached > chain->steps)
		return "More steps are reached than the funnel has.";
	return problem_of_times(chain);
}

/* ----- text ----- */

static bool
read_text(CxTextReader *reader, CxChain **state)
{
	CxFunnelTerms terms;
	CxChain *chain;

	reader->problem = EXPECTED;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = cx_chain_new(0);
		return cx_text_end(reader);
	}
	if (!cx_read_funnel_terms(reader, &terms))
		return false;
	chain = cx_chain_new(terms.steps);
	chain->reached = 0;
	set_terms(chain, &terms);
	if (cx_text_literal(reader, ":"))
		do
		{
			if (chain->reached == chain->steps)
			{
				reader->problem = "More steps are reached than the funnel has.";
				return false;
			}
			if (!cx_read_time(reader, terms.kind, &chain->times[chain->reached]))
				return false;
			chain->reached++;
		} while (cx_text_literal(reader, ","));
	SET_VARSIZE(chain, offsetof(CxChain, times) + chain->reached * sizeof(int64));
	*state = chain;
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxChain *chain)
{
	appendStringInfoChar(text, '(');
	if (!cx_chain_empty(chain))
	{
		CxFunnelTerms terms = terms_of(chain);

		cx_append_funnel_terms(text, &terms);
		for (int32 i = 0; i < chain->reached; i++)
		{
			appendStringInfoString(text, i == 0 ? ": " : ", ");
			cx_append_time(text, (CxTimeKind) chain->kind, chain->times[i], ' ');
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
		CxFunnelTerms terms = terms_of(chain);

		cx_append_json_terms(json, &terms);
		appendStringInfoString(json, ", ");
	}
	appendStringInfo(json, "\"reached\": %d, \"times\": [", chain->reached);
	for (int32 i = 0; i < chain->reached; i++)
	{
		appendStringInfoString(json, i == 0 ? "\"" : ", \"");
		cx_append_time(json, (CxTimeKind) chain->kind, chain->times[i], 'T');
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
				errmsg("the times of this chain are of type %s",
					   cx_time_kind_name((CxTimeKind) chain->kind)),
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
