/*
 * paired.c
 *	  Type cx_paired: input and output, order, addition, casts.
 *
 * Text form: (customers 3, answers 3 4; 1..2: 1 2 / 3 1 / 1 0 1 0 / 2 2 1 / 3 0 / 1), answers before and
 * after, the totals of each score before and after, then for each of these the sum over customers of the
 * products of it with itself and with each later one. Weighted answers: (weighted customers ...). Without
 * answers: (customers 3, answers 0 0). The empty state is (). Binary form: version byte 1, a byte that is 1
 * for weighted answers, the bounds as int4, customers and both numbers of answers as int8, then the sums, of
 * two float8 each.
 *
 * There is no subtraction: a customer whose answers are taken away is still there.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/state_io.h"
#include "base/state_order.h"
#include "survey/paired.h"
#include "survey/sums.h"

#define NOBODY "A state without customers is written ()."

/* What is wrong with a state that came from outside, or NULL. */
static const char *
problem_of(const CxPaired *state)
{
	if (cx_paired_empty(state))
		return state->weighted == 0 && state->answers[0] == 0 && state->answers[1] == 0 &&
					   state->scale.low == 0 && state->scale.high == 0
				   ? NULL
				   : NOBODY;
	if (state->customers < 0 || state->answers[0] < 0 || state->answers[1] < 0)
		return "The number of customers or of answers is negative.";
	if (state->answers[0] == 0 && state->answers[1] == 0)
		return state->scale.low == 0 && state->scale.high == 0
				   ? NULL
				   : "A state without answers has no scale.";
	if (!cx_scale_valid(state->scale))
		return CX_NO_SCALE;
	for (int side = 0; side < 2; side++)
	{
		const CxSum *totals = &state->totals[side * CX_MAX_POINTS];
		double answers = (double) state->answers[side];
		CxSum sum = {0, 0};

		for (int i = 0; i < CX_MAX_POINTS; i++)
		{
			if (!cx_sum_valid(&totals[i]))
				return "A total is negative, not finite or not normalized.";
			if (totals[i].high > answers * CX_MAX_WEIGHT ||
				(totals[i].high > 0 && totals[i].high < CX_MIN_WEIGHT))
				return "A total is out of range.";
			if (!state->weighted && !cx_sum_whole(&totals[i]))
				return "A total is a fraction of answers.";
			cx_sum_merge(&sum, &totals[i]);
		}
		if ((sum.high == 0) != (answers == 0) || (!state->weighted && sum.high != answers))
			return "The totals are not those of so many answers.";
	}
	return cx_products_problem(CX_PAIRED_POINTS, (double) state->customers, !state->weighted,
							   state->totals, state->products);
}

static bool
read_text(CxTextReader *reader, CxPaired **result)
{
	static const char expected[] =
		"Expected is (customers n, answers n n; low..high: totals / totals / products ...), before "
		"and after, or () for nobody.";
	CxPaired *state = *result = cx_new_paired();

	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	state->weighted = cx_text_literal(reader, "weighted");
	if (!cx_text_literal(reader, "customers") || !cx_text_int64(reader, &state->customers) ||
		!cx_text_literal(reader, ", answers") || !cx_text_int64(reader, &state->answers[0]) ||
		!cx_text_int64(reader, &state->answers[1]))
		return false;
	if (state->customers == 0)
	{
		reader->problem = NOBODY;
		return false;
	}
	if (state->answers[0] != 0 || state->answers[1] != 0)
	{
		if (!cx_text_literal(reader, ";") || !cx_read_scale(reader, &state->scale))
			return false;
		for (int side = 0; side < 2; side++)
			if ((side > 0 && !cx_text_literal(reader, "/")) ||
				!cx_read_sums(reader, cx_scale_points(state->scale),
							  &state->totals[side * CX_MAX_POINTS]))
				return false;
		if (!cx_read_pairs(reader, CX_PAIRED_POINTS, cx_scale_points(state->scale),
						   state->products))
			return false;
	}
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxPaired *state)
{
	int points = cx_scale_points(state->scale);

	appendStringInfoChar(text, '(');
	if (!cx_paired_empty(state))
		appendStringInfo(text,
						 "%scustomers " INT64_FORMAT ", answers " INT64_FORMAT " " INT64_FORMAT,
						 state->weighted ? "weighted " : "", state->customers, state->answers[0],
						 state->answers[1]);
	if (points > 0)
	{
		appendStringInfo(text, "; %d..%d:", state->scale.low, state->scale.high);
		cx_write_sums(text, points, state->totals);
		appendStringInfoString(text, " /");
		cx_write_sums(text, points, &state->totals[CX_MAX_POINTS]);
		cx_write_pairs(text, CX_PAIRED_POINTS, points, state->products);
	}
	appendStringInfoChar(text, ')');
}

static CxPaired *
read_wire(StringInfo message)
{
	CxPaired *state = cx_new_paired();
	int points;

	state->weighted = pq_getmsgbyte(message);
	if (state->weighted != 0 && state->weighted != 1)
		cx_wire_refuse("cx_paired", "Answers are weighted or are not.");
	state->scale = cx_receive_scale(message, "cx_paired");
	points = cx_scale_points(state->scale);
	state->customers = pq_getmsgint64(message);
	state->answers[0] = pq_getmsgint64(message);
	state->answers[1] = pq_getmsgint64(message);
	cx_receive_sums(message, points, state->totals);
	cx_receive_sums(message, points, &state->totals[CX_MAX_POINTS]);
	cx_receive_pairs(message, CX_PAIRED_POINTS, points, state->products);
	return state;
}

static void
write_wire(StringInfo message, const CxPaired *state)
{
	int points = cx_scale_points(state->scale);

	pq_sendbyte(message, (uint8) state->weighted);
	cx_send_scale(message, state->scale);
	pq_sendint64(message, state->customers);
	pq_sendint64(message, state->answers[0]);
	pq_sendint64(message, state->answers[1]);
	cx_send_sums(message, points, state->totals);
	cx_send_sums(message, points, &state->totals[CX_MAX_POINTS]);
	cx_send_pairs(message, CX_PAIRED_POINTS, points, state->products);
}

/*
 * {"customers", "low", "high", "before": {"responses", "weights"}, "after": {...}}, weights from the lowest
 * score up. Without answers the bounds are null, and there are no weights.
 */
static void
write_json(StringInfo json, const CxPaired *state)
{
	appendStringInfo(json, "{\"customers\": " INT64_FORMAT ", ", state->customers);
	if (cx_scale_points(state->scale) == 0)
		appendStringInfoString(json, "\"low\": null, \"high\": null");
	else
		appendStringInfo(json, "\"low\": %d, \"high\": %d", state->scale.low, state->scale.high);
	for (int side = 0; side < 2; side++)
	{
		appendStringInfo(json, ", \"%s\": {\"responses\": " INT64_FORMAT ", \"weights\": ",
						 side == 0 ? "before" : "after", state->answers[side]);
		cx_json_sums(json, cx_scale_points(state->scale), &state->totals[side * CX_MAX_POINTS]);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoChar(json, '}');
}

CX_STATE_IO(cx_paired, CxPaired, 1, PG_GETARG_PAIRED)
CX_VARLENA_STATE_ORDER(cx_paired)

/*
 * cx_paired_add(cx_paired, cx_paired) -> cx_paired
 *		Operator +, combine function of paired_agg(), and transition of rollup(): other customers. Strict.
 *		Weighted with unweighted, different scales: error 22023; a count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_paired_add);
Datum
cx_paired_add(PG_FUNCTION_ARGS)
{
	CxPaired *a = cx_writable_paired(fcinfo);

	cx_paired_merge(a, PG_GETARG_PAIRED(1));
	PG_RETURN_PAIRED(a);
}
