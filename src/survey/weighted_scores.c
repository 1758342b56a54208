/*
 * weighted_scores.c
 *	  Type cx_weighted_scores: input and output, equality, addition, casts.
 *
 * Text form: (1..3: 0.5 1 2.5 / 4 / 0.25 1 3.25), the scale, the weight of each score, the number of
 * responses, and for each score the sum of squared weights; the empty state is (). A sum that carries
 * a rounding error shows it after a tilde, 0.30000000000000004~-2.7755575615628914e-17. Binary form:
 * version byte 1, the bounds as int4, responses as int8, then each sum as two float8, weights first.
 *
 * There is no subtraction: taking a double away does not give back what was there before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survey/sums.h"
#include "survey/weighted_scores.h"

static CxSum
total_of(const CxSum *sums)
{
	CxSum total = {0, 0};

	for (int i = 0; i < CX_MAX_POINTS; i++)
		cx_sum_merge(&total, &sums[i]);
	return total;
}

double
cx_effective_responses(const CxWeightedScores *state)
{
	double total = total_of(state->weights).high;
	double squares = total_of(state->squares).high;

	if (cx_weighted_scores_empty(state))
		return 0;
	/* in this order weights of 1 give exactly their number; the bounds hold but for rounding */
	return Max(1, Min(total * (total / squares), (double) state->responses));
}

/*
 * The least number of rows that can have this sum of weights and of their squares; 0 when no rows can.
 * By Cauchy's inequality the square of the sum lies between the sum of squares and n times that; the
 * tolerance is for rounding only.
 */
static double
least_rows(double weight, double squares)
{
	double rows = weight * (weight / squares);

	return rows >= 1 - 1e-12 ? ceil(rows * (1 - 1e-12)) : 0;
}

/* What is wrong with a state that came from outside, or NULL. */
static const char *
problem_of(const CxWeightedScores *state)
{
	double most = (double) state->responses * CX_MAX_WEIGHT;
	double rows = 0;

	if (state->responses < 0)
		return "The number of responses is negative.";
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		double weight = state->weights[i].high;
		double squares = state->squares[i].high;
		double least;

		if (!cx_sum_valid(&state->weights[i]))
			return "A weight is negative, not finite or not normalized.";
		if (weight > 0 && (weight < CX_MIN_WEIGHT || weight > most))
			return "A weight is out of range.";
		if (!cx_sum_valid(&state->squares[i]))
			return "A sum of squares is negative, not finite or not normalized.";
		if (weight == 0 && squares == 0)
			continue;
		if ((least = least_rows(weight, squares)) == 0)
			return "A sum of squares does not fit its weight.";
		rows += least;
	}
	if (state->scale.low == state->scale.high)
		return state->scale.low == 0 && state->responses == 0 && rows == 0
				   ? NULL
				   : "The scale needs at least two scores.";
	if (!cx_scale_valid(state->scale))
		return CX_NO_SCALE;
	if (rows == 0)
		return "A state without responses is written ().";
	if (rows > (double) state->responses * (1 + 1e-12))
		return "There are more weights than responses.";
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxWeightedScores **result)
{
	CxWeightedScores *state = *result = palloc0(sizeof(CxWeightedScores));

	reader->problem =
		"Expected is (low..high: weight ... / responses / sum of squared weights ...), "
		"a weight and a sum for each score, or () for no answers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	return cx_read_scale(reader, &state->scale) &&
		   cx_read_sums(reader, cx_scale_points(state->scale), state->weights) &&
		   cx_text_literal(reader, "/") && cx_text_int64(reader, &state->responses) &&
		   cx_text_literal(reader, "/") &&
		   cx_read_sums(reader, cx_scale_points(state->scale), state->squares) &&
		   cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxWeightedScores *state)
{
	appendStringInfoChar(text, '(');
	if (!cx_weighted_scores_empty(state))
	{
		appendStringInfo(text, "%d..%d:", state->scale.low, state->scale.high);
		cx_write_sums(text, cx_scale_points(state->scale), state->weights);
		appendStringInfo(text, " / " INT64_FORMAT " /", state->responses);
		cx_write_sums(text, cx_scale_points(state->scale), state->squares);
	}
	appendStringInfoChar(text, ')');
}

static CxWeightedScores *
read_wire(StringInfo message)
{
	CxWeightedScores *state = palloc0(sizeof(CxWeightedScores));

	state->scale = cx_receive_scale(message, "cx_weighted_scores");
	state->responses = pq_getmsgint64(message);
	cx_receive_sums(message, cx_scale_points(state->scale), state->weights);
	cx_receive_sums(message, cx_scale_points(state->scale), state->squares);
	return state;
}

static void
write_wire(StringInfo message, const CxWeightedScores *state)
{
	cx_send_scale(message, state->scale);
	pq_sendint64(message, state->responses);
	cx_send_sums(message, cx_scale_points(state->scale), state->weights);
	cx_send_sums(message, cx_scale_points(state->scale), state->squares);
}

/*
 * {"low", "high", "responses", "effective_responses", "weights"}, weights from the lowest score up. The
 * empty state has null bounds and no weights.
 */
static void
write_json(StringInfo json, const CxWeightedScores *state)
{
	if (cx_weighted_scores_empty(state))
		appendStringInfoString(json, "{\"low\": null, \"high\": null, ");
	else
		appendStringInfo(json, "{\"low\": %d, \"high\": %d, ", state->scale.low, state->scale.high);
	appendStringInfo(
		json, "\"responses\": " INT64_FORMAT ", \"effective_responses\": ", state->responses);
	cx_append_float8(json, cx_effective_responses(state));
	appendStringInfoString(json, ", \"weights\": ");
	cx_json_sums(json, cx_scale_points(state->scale), state->weights);
	appendStringInfoChar(json, '}');
}

CX_STATE_IO(cx_weighted_scores, CxWeightedScores, 1, PG_GETARG_WEIGHTED_SCORES)
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
	{
		cx_sum_merge(&a->weights[i], &b->weights[i]);
		cx_sum_merge(&a->squares[i], &b->squares[i]);
	}
	PG_RETURN_WEIGHTED_SCORES(a);
}
