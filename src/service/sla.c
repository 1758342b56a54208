/*
 * sla.c
 *	  Type cx_sla: its forms, order and arithmetic.
 *
 * Text form: (90 met, 8 breached, 2 open as of 2026-01-31 12:00:00Z), without the Z where as_of is a
 * local time, and without "as of" where it was not told or nothing is open; the empty state is ().
 * Binary form: version byte 1, met, breached and open as int8, the clock as a byte, as_of as int8. JSON:
 * {"met", "breached", "open", "as_of"}.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "service/sla.h"

static inline bool
empty(const CxSla *state)
{
	return (state->counts[CX_SLA_MET] | state->counts[CX_SLA_BREACHED] |
			state->counts[CX_SLA_OPEN]) == 0;
}

/* Any counts are a state: in a difference they may be anything. */
static const char *
problem_of(const CxSla *state)
{
	if (state->clock < CX_SLA_UNTOLD || state->clock > CX_SLA_LOCAL)
		return "There is no such clock.";
	if (state->clock == CX_SLA_UNTOLD ? state->as_of != 0 : !IS_VALID_TIMESTAMP(state->as_of))
		return "The state has no such as_of.";
	if (state->clock != CX_SLA_UNTOLD && state->counts[CX_SLA_OPEN] == 0)
		return "Only open tickets are open as of some time.";
	return NULL;
}

static bool
read_as_of(CxTextReader *reader, CxSla *state)
{
	const char *at;

	if (!cx_text_literal(reader, "as of"))
		return true;
	at = reader->at;
	state->clock = CX_SLA_INSTANT;
	if (cx_text_instant(reader, &state->as_of))
		return true;
	reader->at = at;
	state->clock = CX_SLA_LOCAL;
	return cx_text_local(reader, &state->as_of);
}

static bool
read_text(CxTextReader *reader, CxSla **result)
{
	CxSla *state = *result = palloc0(sizeof(CxSla));

	reader->problem =
		"Expected is (count met, count breached, count open), with \"as of\" and a time "
		"behind open where it is known, or () for no tickets.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_text_int64(reader, &state->counts[CX_SLA_MET]) || !cx_text_literal(reader, "met,") ||
		!cx_text_int64(reader, &state->counts[CX_SLA_BREACHED]) ||
		!cx_text_literal(reader, "breached,") ||
		!cx_text_int64(reader, &state->counts[CX_SLA_OPEN]) || !cx_text_literal(reader, "open") ||
		!read_as_of(reader, state) || !cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	reader->problem = "A state without tickets is written ().";
	return !empty(state);
}

static void
write_as_of(StringInfo text, int64 as_of, int32 clock, char between)
{
	if (clock == CX_SLA_INSTANT)
		cx_append_instant(text, as_of, between);
	else
		cx_append_local(text, as_of, between);
}

static void
write_text(StringInfo text, const CxSla *state)
{
	if (empty(state))
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfo(
		text, "(" INT64_FORMAT " met, " INT64_FORMAT " breached, " INT64_FORMAT " open",
		state->counts[CX_SLA_MET], state->counts[CX_SLA_BREACHED], state->counts[CX_SLA_OPEN]);
	if (state->clock != CX_SLA_UNTOLD)
	{
		appendStringInfoString(text, " as of ");
		write_as_of(text, state->as_of, state->clock, ' ');
	}
	appendStringInfoChar(text, ')');
}

static CxSla *
read_wire(StringInfo message)
{
	CxSla *state = palloc0(sizeof(CxSla));

	for (int i = CX_SLA_MET; i <= CX_SLA_OPEN; i++)
		state->counts[i] = pq_getmsgint64(message);
	state->clock = pq_getmsgbyte(message);
	state->as_of = pq_getmsgint64(message);
	return state;
}

static void
write_wire(StringInfo message, const CxSla *state)
{
	for (int i = CX_SLA_MET; i <= CX_SLA_OPEN; i++)
		pq_sendint64(message, state->counts[i]);
	pq_sendbyte(message, state->clock);
	pq_sendint64(message, state->as_of);
}

static void
write_json(StringInfo json, const CxSla *state)
{
	appendStringInfo(json,
					 "{\"met\": " INT64_FORMAT ", \"breached\": " INT64_FORMAT
					 ", \"open\": " INT64_FORMAT ", \"as_of\": ",
					 state->counts[CX_SLA_MET], state->counts[CX_SLA_BREACHED],
					 state->counts[CX_SLA_OPEN]);
	if (state->clock == CX_SLA_UNTOLD)
		appendStringInfoString(json, "null}");
	else
	{
		appendStringInfoChar(json, '"');
		write_as_of(json, state->as_of, state->clock, 'T');
		appendStringInfoString(json, "\"}");
	}
}

CX_STATE_IO(cx_sla, CxSla, 1, PG_GETARG_SLA)
CX_FIXED_STATE_ORDER(cx_sla, CxSla)

/* As of when a state's tickets are open, for the error. */
static char *
as_of_text(int64 as_of, int32 clock)
{
	StringInfoData text;

	if (clock == CX_SLA_UNTOLD)
		return pstrdup("a time that was not told");
	initStringInfo(&text);
	write_as_of(&text, as_of, clock, ' ');
	return text.data;
}

void
cx_sla_count_open(CxSla *state, int64 count, int64 as_of, int32 clock, int sign)
{
	int64 *open = &state->counts[CX_SLA_OPEN];

	if (count == 0)
		return;
	if (*open == 0)
	{
		state->as_of = as_of;
		state->clock = clock;
	}
	else if (unlikely(state->as_of != as_of || state->clock != clock))
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("tickets are open as of different times: %s and %s",
				   as_of_text(state->as_of, state->clock), as_of_text(as_of, clock)),
			errhint("Compute the states with sla_open > 0 again with one as_of; a state without "
					"open tickets is final and goes with any."));
	if (unlikely(sign > 0 ? pg_add_s64_overflow(*open, count, open)
						  : pg_sub_s64_overflow(*open, count, open)))
		cx_refuse_count_overflow("tickets");
	if (*open == 0)
	{
		state->as_of = 0;
		state->clock = CX_SLA_UNTOLD;
	}
}

/* a + sign * b, in place when the executor of an aggregate or window calls */
static pg_attribute_always_inline CxSla *
combine(FunctionCallInfo fcinfo, int sign)
{
	CxSla *a = cx_writable_state(fcinfo, sizeof(CxSla));
	const CxSla *b = PG_GETARG_SLA(1);

	for (int i = CX_SLA_MET; i <= CX_SLA_BREACHED; i++)
		if (sign > 0 ? pg_add_s64_overflow(a->counts[i], b->counts[i], &a->counts[i])
					 : pg_sub_s64_overflow(a->counts[i], b->counts[i], &a->counts[i]))
			cx_refuse_count_overflow("tickets");
	cx_sla_count_open(a, b->counts[CX_SLA_OPEN], b->as_of, b->clock, sign);
	return a;
}

/*
 * cx_sla_add(cx_sla, cx_sla) -> cx_sla
 *		Operator +, combine function of every aggregate over cx_sla, and transition of rollup().
 *		Strict. Both with tickets that are open as of different times: error 22023; a count beyond
 *		bigint: 22003.
 */
PG_FUNCTION_INFO_V1(cx_sla_add);
Datum
cx_sla_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_SLA(combine(fcinfo, 1));
}

/*
 * cx_sla_subtract(cx_sla, cx_sla) -> cx_sla
 *		Operator - and inverse transition of rollup(). Strict. Counts may become negative; errors as
 *		for cx_sla_add.
 */
PG_FUNCTION_INFO_V1(cx_sla_subtract);
Datum
cx_sla_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_SLA(combine(fcinfo, -1));
}
