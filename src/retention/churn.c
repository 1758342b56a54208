/*
 * churn.c
 *	  Type cx_churn: input and output, equality, arithmetic, casts.
 *
 * Text form: (50 of 500), lost of those who were there before; the empty state is (). Binary form:
 * version byte 1, customers before and customers lost as int8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_order.h"
#include "base/state_text.h"
#include "base/state_wire.h"
#include "retention/churn.h"

#define TYPE_NAME    "cx_churn"
#define WIRE_VERSION 1

static inline bool
empty(const CxChurn *state)
{
	return state->before == 0 && state->lost == 0;
}

static bool
read_state(CxTextReader *reader, CxChurn *state)
{
	reader->problem = "Expected is (lost of before), or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_text_int64(reader, &state->lost) || !cx_text_literal(reader, "of") ||
		!cx_text_int64(reader, &state->before) || !cx_text_literal(reader, ")") ||
		!cx_text_end(reader))
		return false;
	reader->problem = "A state without customers is written ().";
	return !empty(state);
}

/*
 * cx_churn_in(cstring) -> cx_churn
 *		Text input. Malformed text, a count beyond bigint or (0 of 0): error 22P02 (soft on 16 and
 *		later). Any other two counts are a state: in a difference they may be anything.
 */
PG_FUNCTION_INFO_V1(cx_churn_in);
Datum
cx_churn_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxChurn *state = palloc0(sizeof(CxChurn));

	if (!read_state(&reader, state))
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_CHURN(state);
}

/*
 * cx_churn_out(cx_churn) -> cstring
 *		Text output, which cx_churn_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_churn_out);
Datum
cx_churn_out(PG_FUNCTION_ARGS)
{
	const CxChurn *state = PG_GETARG_CHURN(0);

	if (empty(state))
		PG_RETURN_CSTRING(pstrdup("()"));
	PG_RETURN_CSTRING(
		psprintf("(" INT64_FORMAT " of " INT64_FORMAT ")", state->lost, state->before));
}

/*
 * cx_churn_recv(internal) -> cx_churn
 *		Binary input. Unknown version or short message: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_churn_recv);
Datum
cx_churn_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxChurn *state = palloc0(sizeof(CxChurn));

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	state->before = pq_getmsgint64(message);
	state->lost = pq_getmsgint64(message);
	PG_RETURN_CHURN(state);
}

/*
 * cx_churn_send(cx_churn) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_churn_send);
Datum
cx_churn_send(PG_FUNCTION_ARGS)
{
	const CxChurn *state = PG_GETARG_CHURN(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendint64(&message, state->before);
	pq_sendint64(&message, state->lost);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

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

static char *
as_json(const CxChurn *state)
{
	return psprintf("{\"before\": " INT64_FORMAT ", \"lost\": " INT64_FORMAT "}", state->before,
					state->lost);
}

/*
 * cx_churn_json(cx_churn) -> json, cx_churn_jsonb(cx_churn) -> jsonb
 *		Explicit casts: {"before", "lost"}, both 0 in the empty state.
 */
PG_FUNCTION_INFO_V1(cx_churn_json);
Datum
cx_churn_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_CHURN(0))));
}

PG_FUNCTION_INFO_V1(cx_churn_jsonb);
Datum
cx_churn_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_CHURN(0))));
}
