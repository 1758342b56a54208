/*
 * weighted_scores.c
 *	  Type cx_weighted_scores: input and output, equality, addition, casts.
 *
 * Text form: (1..3: 0.5 1 2.5 / 4 / 5.25), the scale, the weight of each score, the number of
 * responses, and the sum of squared weights; the empty state is (). A sum that carries a rounding
 * error shows it after a tilde, 0.30000000000000004~-2.7755575615628914e-17. Binary form: version
 * byte 1, the bounds as int4, responses as int8, then each sum as two float8.
 *
 * There is no subtraction: taking a double away does not give back what was there before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/compat.h"
#include "base/state_order.h"
#include "base/result.h"
#include "base/state_text.h"
#include "base/state_wire.h"
#include "survey/scores.h"
#include "survey/weighted_scores.h"

#define TYPE_NAME    "cx_weighted_scores"
#define WIRE_VERSION 1

static CxSum
total_weight(const CxWeightedScores *state)
{
	CxSum total = {0, 0};

	for (int i = 0; i < cx_scale_points(state->scale); i++)
		cx_sum_merge(&total, &state->weights[i]);
	return total;
}

double
cx_effective_responses(const CxWeightedScores *state)
{
	double total = total_weight(state).high;

	if (cx_weighted_scores_empty(state))
		return 0;
	/* in this order weights of 1 give exactly their number; the bounds hold but for rounding */
	return Max(1, Min(total * (total / state->squares.high), (double) state->responses));
}

/*
 * What is wrong with a state that came from outside, or NULL. The one validity check, shared by
 * text and binary input. By Cauchy's inequality the effective number of responses lies between 1
 * and their number; the tolerance is for rounding only.
 */
static const char *
problem_of(const CxWeightedScores *state)
{
	double most = (double) state->responses * CX_MAX_WEIGHT;
	double total;
	int given = 0;

	if (state->responses < 0)
		return "The number of responses is negative.";
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		const CxSum *weight = &state->weights[i];

		if (!cx_sum_valid(weight))
			return "A weight is negative, not finite or not normalized.";
		if (weight->high > 0 && (weight->high < CX_MIN_WEIGHT || weight->high > most))
			return "A weight is out of range.";
		given += weight->high > 0;
	}
	if (!cx_sum_valid(&state->squares))
		return "The sum of squares is negative, not finite or not normalized.";
	if (state->scale.low == state->scale.high)
		return state->scale.low == 0 && state->responses == 0 && given == 0 &&
					   state->squares.high == 0
				   ? NULL
				   : "The scale needs at least two scores.";
	if (!cx_scale_valid(state->scale))
		return CX_NO_SCALE;
	if (given == 0)
		return "A state without responses is written ().";
	if (state->responses < given)
		return "There are more weights than responses.";
	total = total_weight(state).high;
	if (!(state->squares.high > 0) || total * total < state->squares.high * (1 - 1e-12) ||
		total * total > state->squares.high * (double) state->responses * (1 + 1e-12))
		return "The sum of squares does not fit the weights.";
	return NULL;
}

static bool
read_sum(CxTextReader *reader, CxSum *sum)
{
	sum->low = 0;
	return cx_text_float8(reader, &sum->high) &&
		   (!cx_text_literal(reader, "~") || cx_text_float8(reader, &sum->low));
}

static bool
read_state(CxTextReader *reader, CxWeightedScores *state)
{
	reader->problem = "Expected is (low..high: weight ... / responses / sum of squared weights), a "
					  "weight for each score, or () for no answers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (!cx_text_literal(reader, ")"))
	{
		if (!cx_read_scale(reader, &state->scale))
			return false;
		for (int i = 0; i < cx_scale_points(state->scale); i++)
			if (!read_sum(reader, &state->weights[i]))
				return false;
		if (!cx_text_literal(reader, "/") || !cx_text_int64(reader, &state->responses) ||
			!cx_text_literal(reader, "/") || !read_sum(reader, &state->squares) ||
			!cx_text_literal(reader, ")"))
			return false;
	}
	if (!cx_text_end(reader))
		return false;
	reader->problem = problem_of(state);
	return reader->problem == NULL;
}

/*
 * cx_weighted_scores_in(cstring) -> cx_weighted_scores
 *		Text input. Malformed text or a state that no rows can have made: error 22P02 (soft on 16
 *		and later).
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_in);
Datum
cx_weighted_scores_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxWeightedScores *state = palloc0(sizeof(CxWeightedScores));

	if (!read_state(&reader, state))
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_WEIGHTED_SCORES(state);
}

static void
append_sum(StringInfo text, const CxSum *sum)
{
	appendStringInfoString(text, cx_shortest_decimal(sum->high));
	if (sum->low != 0)
	{
		appendStringInfoChar(text, '~');
		appendStringInfoString(text, cx_shortest_decimal(sum->low));
	}
}

/*
 * cx_weighted_scores_out(cx_weighted_scores) -> cstring
 *		Text output, which cx_weighted_scores_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_out);
Datum
cx_weighted_scores_out(PG_FUNCTION_ARGS)
{
	const CxWeightedScores *state = PG_GETARG_WEIGHTED_SCORES(0);
	StringInfoData text;

	if (cx_weighted_scores_empty(state))
		PG_RETURN_CSTRING(pstrdup("()"));
	initStringInfo(&text);
	appendStringInfo(&text, "(%d..%d:", state->scale.low, state->scale.high);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
	{
		appendStringInfoChar(&text, ' ');
		append_sum(&text, &state->weights[i]);
	}
	appendStringInfo(&text, " / " INT64_FORMAT " / ", state->responses);
	append_sum(&text, &state->squares);
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

static void
receive_sum(StringInfo message, CxSum *sum)
{
	sum->high = pq_getmsgfloat8(message);
	sum->low = pq_getmsgfloat8(message);
}

static void
send_sum(StringInfo message, const CxSum *sum)
{
	pq_sendfloat8(message, sum->high);
	pq_sendfloat8(message, sum->low);
}

/*
 * cx_weighted_scores_recv(internal) -> cx_weighted_scores
 *		Binary input. Unknown version, short message, or a state that problem_of() objects to:
 *		error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_recv);
Datum
cx_weighted_scores_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxWeightedScores *state = palloc0(sizeof(CxWeightedScores));
	const char *problem;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	state->scale = cx_receive_scale(message, TYPE_NAME);
	state->responses = pq_getmsgint64(message);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		receive_sum(message, &state->weights[i]);
	receive_sum(message, &state->squares);
	problem = problem_of(state);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_WEIGHTED_SCORES(state);
}

/*
 * cx_weighted_scores_send(cx_weighted_scores) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_send);
Datum
cx_weighted_scores_send(PG_FUNCTION_ARGS)
{
	const CxWeightedScores *state = PG_GETARG_WEIGHTED_SCORES(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	cx_send_scale(&message, state->scale);
	pq_sendint64(&message, state->responses);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		send_sum(&message, &state->weights[i]);
	send_sum(&message, &state->squares);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_FIXED_STATE_ORDER(cx_weighted_scores, CxWeightedScores)

/*
 * cx_weighted_scores_add(cx_weighted_scores, cx_weighted_scores) -> cx_weighted_scores
 *		Operator +, combine function of weighted_score_agg(), and transition of rollup(). Strict.
 *		Different scales: error 22023; responses beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_add);
Datum
cx_weighted_scores_add(PG_FUNCTION_ARGS)
{
	CxWeightedScores *a = cx_writable_state(fcinfo, sizeof(CxWeightedScores));
	const CxWeightedScores *b = PG_GETARG_WEIGHTED_SCORES(1);

	if (cx_weighted_scores_empty(b))
		PG_RETURN_WEIGHTED_SCORES(a);
	if (cx_weighted_scores_empty(a))
		a->scale = b->scale;
	else if (!cx_same_scale(a->scale, b->scale))
		cx_refuse_other_scale(a->scale, b->scale);
	if (pg_add_s64_overflow(a->responses, b->responses, &a->responses))
		cx_refuse_count_overflow("responses");
	for (int i = 0; i < CX_MAX_POINTS; i++)
		cx_sum_merge(&a->weights[i], &b->weights[i]);
	cx_sum_merge(&a->squares, &b->squares);
	PG_RETURN_WEIGHTED_SCORES(a);
}

static char *
as_json(const CxWeightedScores *state)
{
	StringInfoData json;

	initStringInfo(&json);
	if (cx_weighted_scores_empty(state))
		appendStringInfoString(&json, "{\"low\": null, \"high\": null, ");
	else
		appendStringInfo(&json, "{\"low\": %d, \"high\": %d, ", state->scale.low,
						 state->scale.high);
	appendStringInfo(
		&json, "\"responses\": " INT64_FORMAT ", \"effective_responses\": ", state->responses);
	appendStringInfoString(&json, cx_shortest_decimal(cx_effective_responses(state)));
	appendStringInfoString(&json, ", \"weights\": [");
	for (int i = 0; i < cx_scale_points(state->scale); i++)
	{
		if (i > 0)
			appendStringInfoString(&json, ", ");
		appendStringInfoString(&json, cx_shortest_decimal(state->weights[i].high));
	}
	appendStringInfoString(&json, "]}");
	return json.data;
}

/*
 * cx_weighted_scores_json(cx_weighted_scores) -> json, cx_weighted_scores_jsonb(...) -> jsonb
 *		Explicit casts: {"low", "high", "responses", "effective_responses", "weights"}, weights from
 *		the lowest score up. The empty state has null bounds and no weights.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_json);
Datum
cx_weighted_scores_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_WEIGHTED_SCORES(0))));
}

PG_FUNCTION_INFO_V1(cx_weighted_scores_jsonb);
Datum
cx_weighted_scores_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_WEIGHTED_SCORES(0))));
}
