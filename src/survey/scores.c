/*
 * scores.c
 *	  Type cx_scores: input and output, equality, arithmetic, casts.
 *
 * Text form: (0..10: 3 0 0 0 1 2 0 4 9 12 20), the scale and one count for each score; the empty
 * state is (). Binary form: version byte 1, the scale's bounds as int4, one int8 for each score.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survey/scores.h"

/* What is wrong with a state that came from outside, or NULL. */
static const char *
problem_of(const CxScores *state)
{
	bool all_zero = true;

	for (int i = 0; i < CX_MAX_POINTS; i++)
		all_zero &= state->counts[i] == 0;
	if (cx_scores_empty(state))
		return state->scale.low == 0 && all_zero ? NULL : "The scale needs at least two scores.";
	if (!cx_scale_valid(state->scale))
		return CX_NO_SCALE;
	if (all_zero)
		return "A state without responses is written ().";
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxScores **result)
{
	CxScores *state = *result = palloc0(sizeof(CxScores));

	reader->problem = "Expected is (low..high: count ...), a count for each score, or () for no "
					  "answers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_read_scale(reader, &state->scale))
		return false;
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		if (!cx_text_int64(reader, &state->counts[i]))
			return false;
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxScores *state)
{
	appendStringInfoChar(text, '(');
	if (!cx_scores_empty(state))
		appendStringInfo(text, "%d..%d:", state->scale.low, state->scale.high);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		appendStringInfo(text, " " INT64_FORMAT, state->counts[i]);
	appendStringInfoChar(text, ')');
}

static CxScores *
read_wire(StringInfo message)
{
	CxScores *state = palloc0(sizeof(CxScores));

	state->scale = cx_receive_scale(message, "cx_scores");
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		state->counts[i] = pq_getmsgint64(message);
	return state;
}

static void
write_wire(StringInfo message, const CxScores *state)
{
	cx_send_scale(message, state->scale);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		pq_sendint64(message, state->counts[i]);
}

/*
 * {"low", "high", "responses", "counts"}, counts from the lowest score up. The empty state has null
 * bounds and no counts. Responses beyond bigint: error 22003.
 */
static void
write_json(StringInfo json, const CxScores *state)
{
	if (cx_scores_empty(state))
		appendStringInfoString(json, "{\"low\": null, \"high\": null, ");
	else
		appendStringInfo(json, "{\"low\": %d, \"high\": %d, ", state->scale.low, state->scale.high);
	appendStringInfo(json, "\"responses\": " INT64_FORMAT ", \"counts\": [",
					 cx_scores_between(state, PG_INT32_MIN, PG_INT32_MAX));
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		appendStringInfo(json, "%s" INT64_FORMAT, i == 0 ? "" : ", ", state->counts[i]);
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_scores, CxScores, 1, PG_GETARG_SCORES)
CX_FIXED_STATE_ORDER(cx_scores, CxScores)

void
cx_scores_normalize(CxScores *state)
{
	for (int i = 0; i < CX_MAX_POINTS; i++)
		if (state->counts[i] != 0)
			return;
	memset(state, 0, sizeof(CxScores));
}

/* a + sign * b, in place when the executor of an aggregate or window calls */
static pg_attribute_always_inline CxScores *
combine(FunctionCallInfo fcinfo, int sign)
{
	CxScores *a = cx_writable_state(fcinfo, sizeof(CxScores));
	const CxScores *b = PG_GETARG_SCORES(1);

	if (cx_scores_empty(b))
		return a;
	if (cx_scores_empty(a))
		a->scale = b->scale;
	else if (!cx_same_scale(a->scale, b->scale))
		cx_refuse_other_scale(a->scale, b->scale);
	for (int i = 0; i < CX_MAX_POINTS; i++)
		if (sign > 0 ? pg_add_s64_overflow(a->counts[i], b->counts[i], &a->counts[i])
					 : pg_sub_s64_overflow(a->counts[i], b->counts[i], &a->counts[i]))
			cx_refuse_count_overflow("responses");
	cx_scores_normalize(a);
	return a;
}

/*
 * cx_scores_add(cx_scores, cx_scores) -> cx_scores
 *		Operator +, combine function of every aggregate over cx_scores, and transition of rollup().
 *		Strict. Different scales: error 22023; a count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_scores_add);
Datum
cx_scores_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_SCORES(combine(fcinfo, 1));
}

/*
 * cx_scores_subtract(cx_scores, cx_scores) -> cx_scores
 *		Operator - and inverse transition of rollup(). Strict. Counts may become negative; errors as
 *		for cx_scores_add.
 */
PG_FUNCTION_INFO_V1(cx_scores_subtract);
Datum
cx_scores_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_SCORES(combine(fcinfo, -1));
}

int64
cx_scores_between(const CxScores *state, int32 from, int32 to)
{
	int64 high = 0;
	int64 low = 0;

	/* in halves, so that only a total beyond bigint is one, not a sum on the way there */
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		if (state->scale.low + i >= from && state->scale.low + i <= to)
		{
			high += state->counts[i] >> 32;
			low += state->counts[i] & PG_UINT32_MAX;
		}
	high += low >> 32;
	if (high < PG_INT32_MIN || high > PG_INT32_MAX)
		cx_refuse_count_overflow("responses");
	return (int64) (((uint64) high << 32) | (low & PG_UINT32_MAX));
}
