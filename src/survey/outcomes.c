/*
 * outcomes.c
 *	  Type cx_outcomes: its forms, order and arithmetic.
 *
 * Text form: (1..5: 4 of 10, 2 of 12, 0 of 0, 1 of 30, 0 of 41), the scale and for each score the outcomes
 * of the answers; the empty state is (). Binary form: version byte 1, the scale's bounds as int4, for each
 * score answers and outcomes as int8. JSON: {"low", "high", "counts", "outcomes"}, from the lowest score
 * up; the empty state has null bounds and no counts.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survey/outcomes.h"

static bool
all_zero(const CxOutcomes *state)
{
	int64 bits = 0;

	for (int i = 0; i < CX_MAX_POINTS; i++)
		bits |= state->counts[i] | state->outcomes[i];
	return bits == 0;
}

/* Any two counts are a state: in a difference they may be anything. */
static const char *
problem_of(const CxOutcomes *state)
{
	if (cx_outcomes_empty(state))
		return state->scale.low == 0 && all_zero(state) ? NULL
														: "The scale needs at least two scores.";
	if (!cx_scale_valid(state->scale))
		return CX_NO_SCALE;
	if (all_zero(state))
		return "A state without responses is written ().";
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxOutcomes **result)
{
	CxOutcomes *state = *result = palloc0(sizeof(CxOutcomes));

	reader->problem =
		"Expected is (low..high: outcomes of responses, ...), both for each score, or "
		"() for no answers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_read_scale(reader, &state->scale))
		return false;
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		if ((i > 0 && !cx_text_literal(reader, ",")) ||
			!cx_text_int64(reader, &state->outcomes[i]) || !cx_text_literal(reader, "of") ||
			!cx_text_int64(reader, &state->counts[i]))
			return false;
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxOutcomes *state)
{
	appendStringInfoChar(text, '(');
	if (!cx_outcomes_empty(state))
		appendStringInfo(text, "%d..%d:", state->scale.low, state->scale.high);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		appendStringInfo(text, "%s " INT64_FORMAT " of " INT64_FORMAT, i > 0 ? "," : "",
						 state->outcomes[i], state->counts[i]);
	appendStringInfoChar(text, ')');
}

static CxOutcomes *
read_wire(StringInfo message)
{
	CxOutcomes *state = palloc0(sizeof(CxOutcomes));

	state->scale = cx_receive_scale(message, "cx_outcomes");
	for (int i = 0; i < cx_scale_points(state->scale); i++)
	{
		state->counts[i] = pq_getmsgint64(message);
		state->outcomes[i] = pq_getmsgint64(message);
	}
	return state;
}

static void
write_wire(StringInfo message, const CxOutcomes *state)
{
	cx_send_scale(message, state->scale);
	for (int i = 0; i < cx_scale_points(state->scale); i++)
	{
		pq_sendint64(message, state->counts[i]);
		pq_sendint64(message, state->outcomes[i]);
	}
}

static void
write_counts(StringInfo json, const char *key, const int64 *counts, CxScale scale)
{
	appendStringInfo(json, ", \"%s\": [", key);
	for (int i = 0; i < cx_scale_points(scale); i++)
		appendStringInfo(json, "%s" INT64_FORMAT, i > 0 ? ", " : "", counts[i]);
	appendStringInfoChar(json, ']');
}

static void
write_json(StringInfo json, const CxOutcomes *state)
{
	if (cx_outcomes_empty(state))
		appendStringInfoString(json, "{\"low\": null, \"high\": null");
	else
		appendStringInfo(json, "{\"low\": %d, \"high\": %d", state->scale.low, state->scale.high);
	write_counts(json, "counts", state->counts, state->scale);
	write_counts(json, "outcomes", state->outcomes, state->scale);
	appendStringInfoChar(json, '}');
}

CX_STATE_IO(cx_outcomes, CxOutcomes, 1, PG_GETARG_OUTCOMES)
CX_FIXED_STATE_ORDER(cx_outcomes, CxOutcomes)

void
cx_outcomes_normalize(CxOutcomes *state)
{
	if (all_zero(state))
		memset(state, 0, sizeof(CxOutcomes));
}

/* The count a + sign * b. */
static inline void
change_count(int64 *a, int64 b, int sign)
{
	if (sign > 0 ? pg_add_s64_overflow(*a, b, a) : pg_sub_s64_overflow(*a, b, a))
		cx_refuse_count_overflow("responses");
}

/* a + sign * b, in place when the executor of an aggregate or window calls */
static pg_attribute_always_inline CxOutcomes *
combine(FunctionCallInfo fcinfo, int sign)
{
	CxOutcomes *a = cx_writable_state(fcinfo, sizeof(CxOutcomes));
	const CxOutcomes *b = PG_GETARG_OUTCOMES(1);

	if (cx_outcomes_empty(b))
		return a;
	if (cx_outcomes_empty(a))
		a->scale = b->scale;
	else if (!cx_same_scale(a->scale, b->scale))
		cx_refuse_other_scale(a->scale, b->scale);
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		change_count(&a->counts[i], b->counts[i], sign);
		change_count(&a->outcomes[i], b->outcomes[i], sign);
	}
	cx_outcomes_normalize(a);
	return a;
}

/*
 * cx_outcomes_add(cx_outcomes, cx_outcomes) -> cx_outcomes
 *		Operator +, combine function of outcome_agg(), and transition of rollup(). Strict. Different
 *		scales: error 22023; a count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_outcomes_add);
Datum
cx_outcomes_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_OUTCOMES(combine(fcinfo, 1));
}

/*
 * cx_outcomes_subtract(cx_outcomes, cx_outcomes) -> cx_outcomes
 *		Operator - and inverse transition of rollup(). Strict. Counts may become negative; errors as
 *		for cx_outcomes_add.
 */
PG_FUNCTION_INFO_V1(cx_outcomes_subtract);
Datum
cx_outcomes_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_OUTCOMES(combine(fcinfo, -1));
}
