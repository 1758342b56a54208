/*
 * sample.c
 *	  Type cx_sample: input and output, order, addition, casts.
 *
 * Text form of one stratum: (stratum: clusters 4, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6), the total of
 * each score, then for each score the sum over clusters of products of its total and its own, and with
 * each later score. Of several: (strata 2, lonely 0: clusters 7, answers 30; 1..3: 30 20 40 / 50 25 / 5 -2 -4 /
 * 2 1 / 6), where after the totals come the sum of squared weights of clusters and their spread, and the products
 * are variances. Weighted answers: (weighted stratum: ...). Where some clusters have no answers: (stratum: clusters 4,
 * silent 1, answers 9; ...), and where none has: (stratum: clusters 4, answers 0). A sum that carries a rounding
 * error shows it after a tilde. The empty state is ().
 *
 * Binary form: version byte 1, a byte of flags (1 weighted, 2 stratified, 4 silent clusters), the bounds as int4,
 * clusters and answers as int8, where some but not all clusters are silent their number, of several strata their
 * number and that of the lonely ones as int8, the sum of squares and the spread, a float8; then the totals and the
 * products. Each sum is two float8.
 *
 * There is no subtraction: a customer whose answers are taken away is still there.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survey/sample.h"
#include "survey/sums.h"

#define NOBODY "A state without clusters is written ()."

/* of the flags in the binary form */
#define STRATIFIED 2
#define SILENT     4

/* Where nobody has answered, their number follows from the others. */
static bool
shows_silent(const CxSample *state)
{
	return state->answers != 0 && state->silent != 0;
}

/* What so many answers can weigh: each at most CX_MAX_WEIGHT, and for 2^63 clusters of a stratum. */
static double
most_weight(const CxSample *state)
{
	return (double) state->answers * CX_MAX_WEIGHT * (cx_sample_stratified(state) ? 1e19 : 1);
}

static const char *
problem_of_variances(const CxSample *state)
{
	double most = most_weight(state);

	if (!cx_sum_valid(&state->squares) || state->squares.high > most * most)
		return "The sum of squares is negative, not finite or not normalized.";
	/* from one degree of freedom to as many as there are clusters */
	if (!(state->squares.high == 0
			  ? state->spread == 0 && !signbit(state->spread)
			  : isnormal(state->spread) && state->spread <= state->squares.high * (1 + 1e-6) &&
					state->spread * sqrt((double) state->clusters) >=
						state->squares.high * (1 - 1e-6)))
		return "The spread of the weights does not fit the sum of their squares.";
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		double one = state->pairs[cx_pair(CX_MAX_POINTS, i, i)].high;

		for (int j = i; j < CX_MAX_POINTS; j++)
		{
			const CxSum *pair = &state->pairs[cx_pair(CX_MAX_POINTS, i, j)];
			double other = state->pairs[cx_pair(CX_MAX_POINTS, j, j)].high;

			if (!cx_sum_possible(pair) || fabs(pair->high) > most * most || (i == j && one < 0))
				return "A variance is negative, not finite or not normalized.";
			if (fabs(pair->high) > sqrt(one) * sqrt(other) * (1 + 1e-12))
				return "A covariance does not fit its variances.";
			if (pair->high != 0 && (state->clusters == state->strata ||
									state->totals[i].high == 0 || state->totals[j].high == 0))
				return "Nothing varies there.";
		}
	}
	return NULL;
}

/* What is wrong with a state that came from outside, or NULL. */
static const char *
problem_of(const CxSample *state)
{
	bool stratified = cx_sample_stratified(state);
	double most = most_weight(state);
	CxSum sum = {0, 0};

	if (cx_sample_empty(state))
		return state->flags == 0 && state->answers == 0 && state->silent == 0 &&
					   state->strata == 0 && state->scale.high == 0 && state->scale.low == 0
				   ? NULL
				   : NOBODY;
	if (state->clusters < 0 || state->answers < 0)
		return "The number of clusters or of answers is negative.";
	if (stratified
			? state->strata > state->clusters || state->lonely < 0 || state->lonely > state->strata
			: state->strata != 0 || state->lonely != 0)
		return "The numbers of strata and clusters do not fit each other.";
	if (state->silent < 0 ||
		(state->answers != 0 && !stratified && state->silent == state->clusters) ||
		state->silent > cx_sample_all_silent(state))
		return "The number of silent clusters is negative, or of those with answers.";
	if (state->answers == 0)
		return state->silent == cx_sample_all_silent(state) && state->scale.low == 0 &&
					   state->scale.high == 0 && state->squares.high == 0 &&
					   state->squares.low == 0 && state->spread == 0 && !signbit(state->spread)
				   ? NULL
				   : "A sample without answers has no scale.";
	if (!cx_scale_valid(state->scale))
		return CX_NO_SCALE;
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		double total = state->totals[i].high;

		if (!cx_sum_valid(&state->totals[i]))
			return "A total is negative, not finite or not normalized.";
		if (total > most || (total > 0 && total < CX_MIN_WEIGHT))
			return "A total is out of range.";
		if (!stratified && !cx_sample_weighted(state) && !cx_sum_whole(&state->totals[i]))
			return "A total is a fraction of answers.";
		cx_sum_merge(&sum, &state->totals[i]);
	}
	if (sum.high == 0)
		return "The answers have no weight.";
	if (!stratified && !cx_sample_weighted(state) && sum.high != (double) state->answers)
		return "The totals are not those of so many answers.";
	if (stratified)
		return problem_of_variances(state);
	return cx_products_problem(CX_MAX_POINTS, (double) state->clusters, !cx_sample_weighted(state),
							   state->totals, state->pairs);
}

static bool
read_head(CxTextReader *reader, CxSample *state)
{
	if (cx_text_literal(reader, "weighted"))
		state->flags |= CX_SAMPLE_WEIGHTED;
	if (!cx_text_literal(reader, "stratum"))
	{
		if (!cx_text_literal(reader, "strata") || !cx_text_int64(reader, &state->strata) ||
			!cx_text_literal(reader, ", lonely") || !cx_text_int64(reader, &state->lonely))
			return false;
		reader->problem = "There is at least one stratum.";
		if (state->strata <= 0)
			return false;
	}
	if (!cx_text_literal(reader, ": clusters") || !cx_text_int64(reader, &state->clusters))
		return false;
	if (cx_text_literal(reader, ", silent") && !cx_text_int64(reader, &state->silent))
		return false;
	if (!cx_text_literal(reader, ", answers") || !cx_text_int64(reader, &state->answers))
		return false;
	if (state->answers == 0 && state->silent == 0)
		pg_sub_s64_overflow(state->clusters, state->strata, &state->silent);
	reader->problem = NOBODY;
	return state->clusters != 0;
}

static bool
read_text(CxTextReader *reader, CxSample **result)
{
	static const char expected[] =
		"Expected is (stratum: clusters n, silent n, answers n; low..high: totals / products ...), "
		"(strata n, lonely n: clusters n, answers n; low..high: totals / squares spread / "
		"variances ...), "
		"or "
		"() for nobody.";
	CxSample *state = *result = palloc0(sizeof(CxSample));
	int points;

	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!read_head(reader, state))
		return false;
	reader->problem = expected;
	if (state->answers != 0)
	{
		if (!cx_text_literal(reader, ";") || !cx_read_scale(reader, &state->scale))
			return false;
		points = cx_scale_points(state->scale);
		if (!cx_read_sums(reader, points, state->totals))
			return false;
		if (cx_sample_stratified(state) &&
			(!cx_text_literal(reader, "/") || !cx_read_sums(reader, 1, &state->squares) ||
			 !cx_text_float8(reader, &state->spread)))
			return false;
		if (!cx_read_pairs(reader, CX_MAX_POINTS, points, state->pairs))
			return false;
	}
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxSample *state)
{
	int points = cx_scale_points(state->scale);

	appendStringInfoChar(text, '(');
	if (!cx_sample_empty(state))
	{
		if (cx_sample_weighted(state))
			appendStringInfoString(text, "weighted ");
		if (cx_sample_stratified(state))
			appendStringInfo(text, "strata " INT64_FORMAT ", lonely " INT64_FORMAT, state->strata,
							 state->lonely);
		else
			appendStringInfoString(text, "stratum");
		appendStringInfo(text, ": clusters " INT64_FORMAT, state->clusters);
		if (shows_silent(state))
			appendStringInfo(text, ", silent " INT64_FORMAT, state->silent);
		appendStringInfo(text, ", answers " INT64_FORMAT, state->answers);
	}
	if (state->answers != 0)
	{
		appendStringInfo(text, "; %d..%d:", state->scale.low, state->scale.high);
		cx_write_sums(text, points, state->totals);
		if (cx_sample_stratified(state))
		{
			appendStringInfoString(text, " /");
			cx_write_sums(text, 1, &state->squares);
			appendStringInfoChar(text, ' ');
			cx_append_float8(text, state->spread);
		}
		cx_write_pairs(text, CX_MAX_POINTS, points, state->pairs);
	}
	appendStringInfoChar(text, ')');
}

static CxSample *
read_wire(StringInfo message)
{
	CxSample *state = palloc0(sizeof(CxSample));
	int flags = pq_getmsgbyte(message);
	int points;

	if ((flags & ~(CX_SAMPLE_WEIGHTED | STRATIFIED | SILENT)) != 0)
		cx_wire_refuse("cx_sample", "There are only three flags.");
	state->flags = flags & CX_SAMPLE_WEIGHTED;
	state->scale = cx_receive_scale(message, "cx_sample");
	state->clusters = pq_getmsgint64(message);
	state->answers = pq_getmsgint64(message);
	if (flags & SILENT)
	{
		state->silent = pq_getmsgint64(message);
		if (!shows_silent(state))
			cx_wire_refuse("cx_sample", "Some clusters are silent, or all are.");
	}
	points = cx_scale_points(state->scale);
	if (flags & STRATIFIED)
	{
		state->strata = pq_getmsgint64(message);
		state->lonely = pq_getmsgint64(message);
		if (state->strata <= 0)
			cx_wire_refuse("cx_sample", "There is at least one stratum.");
		cx_receive_sums(message, 1, &state->squares);
		state->spread = pq_getmsgfloat8(message);
	}
	cx_receive_sums(message, points, state->totals);
	cx_receive_pairs(message, CX_MAX_POINTS, points, state->pairs);
	if (state->answers == 0 && state->silent == 0)
		pg_sub_s64_overflow(state->clusters, state->strata, &state->silent);
	return state;
}

static void
write_wire(StringInfo message, const CxSample *state)
{
	int points = cx_scale_points(state->scale);

	pq_sendbyte(message, (uint8) (state->flags | (cx_sample_stratified(state) ? STRATIFIED : 0) |
								  (shows_silent(state) ? SILENT : 0)));
	cx_send_scale(message, state->scale);
	pq_sendint64(message, state->clusters);
	pq_sendint64(message, state->answers);
	if (shows_silent(state))
		pq_sendint64(message, state->silent);
	if (cx_sample_stratified(state))
	{
		pq_sendint64(message, state->strata);
		pq_sendint64(message, state->lonely);
		cx_send_sums(message, 1, &state->squares);
		pq_sendfloat8(message, state->spread);
	}
	cx_send_sums(message, points, state->totals);
	cx_send_pairs(message, CX_MAX_POINTS, points, state->pairs);
}

/*
 * {"strata", "lonely_strata", "clusters", "low", "high", "responses", "weights"}, weights from the lowest
 * score up, of unweighted answers of one stratum their counts. Without answers the bounds are null, and
 * there are no weights.
 */
static void
write_json(StringInfo json, const CxSample *state)
{
	appendStringInfo(json,
					 "{\"strata\": " INT64_FORMAT ", \"lonely_strata\": " INT64_FORMAT
					 ", \"clusters\": " INT64_FORMAT ", ",
					 cx_sample_strata_of(state), state->lonely, state->clusters);
	if (state->answers == 0)
		appendStringInfoString(json, "\"low\": null, \"high\": null, ");
	else
		appendStringInfo(json, "\"low\": %d, \"high\": %d, ", state->scale.low, state->scale.high);
	appendStringInfo(json, "\"responses\": " INT64_FORMAT ", \"weights\": ", state->answers);
	cx_json_sums(json, cx_scale_points(state->scale), state->totals);
	appendStringInfoChar(json, '}');
}

CX_STATE_IO(cx_sample, CxSample, 1, PG_GETARG_SAMPLE)
CX_FIXED_STATE_ORDER(cx_sample, CxSample)

/*
 * cx_sample_add(cx_sample, cx_sample) -> cx_sample
 *		Operator +, combine function of sample_agg() and strata_agg(), and transition of rollup(): of two
 *		states of one stratum more clusters of it, of two stratified ones more strata. Strict. One of
 *		each, weighted with unweighted, different scales: error 22023; a count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_sample_add);
Datum
cx_sample_add(PG_FUNCTION_ARGS)
{
	CxSample *a = cx_writable_state(fcinfo, sizeof(CxSample));

	cx_sample_merge(a, PG_GETARG_SAMPLE(1));
	PG_RETURN_SAMPLE(a);
}
