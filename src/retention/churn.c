/*
 * churn.c
 *	  Type cx_churn: its forms, order and arithmetic.
 *
 * Text form: (50 of 500), lost of those who were there before; the empty state is (). Binary form:
 * version byte 1, customers before and customers lost as int8. JSON: {"before", "lost"}.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/churn.h"

static inline bool
empty(const CxChurn *state)
{
	return state->before == 0 && state->lost == 0;
}

/* Any two counts are a state: in a difference they may be anything. */
static const char *
problem_of(const CxChurn *state)
{
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxChurn **state)
{
	*state = palloc0(sizeof(CxChurn));
	reader->problem = "Expected is (lost of before), or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_text_int64(reader, &(*state)->lost) || !cx_text_literal(reader, "of") ||
		!cx_text_int64(reader, &(*state)->before) || !cx_text_literal(reader, ")") ||
		!cx_text_end(reader))
		return false;
	reader->problem = "A state without customers is written ().";
	return !empty(*state);
}

static void
write_text(StringInfo text, const CxChurn *state)
{
	if (empty(state))
		appendStringInfoString(text, "()");
	else
		appendStringInfo(text, "(" INT64_FORMAT " of " INT64_FORMAT ")", state->lost,
						 state->before);
}

static CxChurn *
read_wire(StringInfo message)
{
	CxChurn *state = palloc0(sizeof(CxChurn));

	state->before = pq_getmsgint64(message);
	state->lost = pq_getmsgint64(message);
	return state;
}

static void
write_wire(StringInfo message, const CxChurn *state)
{
	pq_sendint64(message, state->before);
	pq_sendint64(message, state->lost);
}

static void
write_json(StringInfo json, const CxChurn *state)
{
	appendStringInfo(json, "{\"before\": " INT64_FORMAT ", \"lost\": " INT64_FORMAT "}",
					 state->before, state->lost);
}

CX_STATE_IO(cx_churn, CxChurn, 1, PG_GETARG_CHURN)
CX_FIXED_STATE_ORDER(cx_churn, CxChurn)

/*
 * cx_churn_add(cx_churn, cx_churn) -> cx_churn
 *		Operator +, combine function of every aggregate over cx_churn, and transition of rollup().
 *		Strict. A count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_churn_add);
Datum
cx_churn_add(PG_FUNCTION_ARGS)
{
	CxChurn *a = cx_writable_state(fcinfo, sizeof(CxChurn));
	const CxChurn *b = PG_GETARG_CHURN(1);

	if (pg_add_s64_overflow(a->before, b->before, &a->before) ||
		pg_add_s64_overflow(a->lost, b->lost, &a->lost))
		cx_refuse_count_overflow("customers");
	PG_RETURN_CHURN(a);
}

/*
 * cx_churn_subtract(cx_churn, cx_churn) -> cx_churn
 *		Operator - and inverse transition of rollup(). Strict. Counts may become negative; error as
 *		for cx_churn_add.
 */
PG_FUNCTION_INFO_V1(cx_churn_subtract);
Datum
cx_churn_subtract(PG_FUNCTION_ARGS)
{
	CxChurn *a = cx_writable_state(fcinfo, sizeof(CxChurn));
	const CxChurn *b = PG_GETARG_CHURN(1);

	if (pg_sub_s64_overflow(a->before, b->before, &a->before) ||
		pg_sub_s64_overflow(a->lost, b->lost, &a->lost))
		cx_refuse_count_overflow("customers");
	PG_RETURN_CHURN(a);
}
