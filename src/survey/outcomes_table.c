/*
 * outcomes_table.c
 *	  Reading cx_outcomes: how often an outcome followed a score or a class of NPS, and its odds.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/percent.h"
#include "base/proportion.h"
#include "base/rows.h"
#include "math/odds.h"
#include "survey/nps_cuts.h"
#include "survey/outcomes.h"

#define COLUMNS 9

enum Band
{
	DETRACTORS,
	PASSIVES,
	PROMOTERS,
	BANDS,
	OTHERS = BANDS
};

static const char *const band_names[BANDS] = {"detractors", "passives", "promoters"};

/* So many, and so many of them with the outcome. */
typedef struct Counts
{
	int64 responses;
	int64 outcomes;
} Counts;

/* A row for each group of answers, and what it is compared with. */
typedef struct Table
{
	Counts rows[CX_MAX_POINTS];
	Counts all;
	int against; /* a row, or OTHERS: all but the row itself */
	int count;
	int next;
	int32 lowest;
	double level;
} Table;

static void
check_counts(int32 score, int64 responses, int64 outcomes)
{
	if (outcomes >= 0 && outcomes <= responses)
		return;
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("outcomes of " INT64_FORMAT " of " INT64_FORMAT " answers cannot be", outcomes,
				   responses),
			errdetail("They are those of score %d.", score),
			errhint("A difference of states is a correction: add it to a state first."));
}

static void
add_counts(Counts *counts, int64 responses, int64 outcomes)
{
	if (pg_add_s64_overflow(counts->responses, responses, &counts->responses))
		cx_refuse_count_overflow("responses");
	/* not more than the responses */
	counts->outcomes += outcomes;
}

/* Puts the answers to a score into a row, or says that they cannot be. */
static void
put_score(Table *table, int row, const CxOutcomes *state, int point)
{
	int64 responses = state->counts[point];
	int64 outcomes = state->outcomes[point];

	check_counts(state->scale.low + point, responses, outcomes);
	add_counts(&table->rows[row], responses, outcomes);
	add_counts(&table->all, responses, outcomes);
}

static CxProportion
proportion_of(Counts counts)
{
	return (CxProportion){(double) counts.outcomes, (double) counts.responses};
}

static Counts
reference_of(const Table *table, int row)
{
	if (table->against != OTHERS)
		return table->against == row ? (Counts){0, 0} : table->rows[table->against];
	return (Counts){table->all.responses - table->rows[row].responses,
					table->all.outcomes - table->rows[row].outcomes};
}

/* The next row, whose first column is there already. */
static Datum
table_row(FuncCallContext *call, Datum first)
{
	Table *table = call->user_fctx;
	int row = table->next++;
	Counts counts = table->rows[row];
	double rate = cx_percent(counts.outcomes, counts.responses);
	CxInterval ci = cx_proportion_interval(proportion_of(counts), rate, table->level);
	CxOddsRatio odds =
		cx_odds_ratio(proportion_of(counts), proportion_of(reference_of(table, row)), table->level);
	double figures[] = {rate, ci.low, ci.high, odds.ratio, odds.low, odds.high};
	Datum values[COLUMNS] = {first, Int64GetDatum(counts.responses),
							 Int64GetDatum(counts.outcomes)};
	bool nulls[COLUMNS] = {false};

	for (int i = 0; i < (int) lengthof(figures); i++)
	{
		values[3 + i] = Float8GetDatum(figures[i]);
		nulls[3 + i] = !isfinite(figures[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

/*
 * outcome_by_score(cx_outcomes, level) -> set of (score, responses bigint, outcomes bigint, rate, low, high,
 * odds_ratio, odds_low, odds_high)
 *		A row for each score of the scale, also where nobody gave it: answers, how many had the outcome,
 *		their percentage with Wilson's interval, and the odds against those of all other scores with
 *		Woolf's (math/odds.c). NULL for what is undefined: a rate of no answers, odds without answers on
 *		both sides, or where all or none have the outcome. No rows for a NULL or empty state. A NULL
 *		level: error 22004; outside (0, 1), or outcomes that are negative or more than the answers: 22023;
 *		answers beyond bigint: 22003.
 */
PG_FUNCTION_INFO_V1(cx_outcomes_by_score);
Datum
cx_outcomes_by_score(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));

		table = rows.call->user_fctx;
		table->level = cx_level_arg(fcinfo, 1);
		table->against = OTHERS;
		if (!PG_ARGISNULL(0))
		{
			const CxOutcomes *state = PG_GETARG_OUTCOMES(0);

			table->lowest = state->scale.low;
			table->count = cx_scale_points(state->scale);
			for (int i = 0; i < table->count; i++)
				put_score(table, i, state, i);
		}
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->next == table->count)
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, table_row(call, Int32GetDatum(table->lowest + table->next)));
}

static int
against_arg(FunctionCallInfo fcinfo, int argno)
{
	static const CxChoice choices[] = {
		{"others", OTHERS}, {"detractors", DETRACTORS}, {"passives", PASSIVES}};

	return cx_choice_arg(fcinfo, argno, "against", choices, lengthof(choices),
						 "'others', 'detractors' or 'passives'");
}

/*
 * outcome_by_band(cx_outcomes, level, promoters_from, detractors_to, against) -> set of (band text,
 * responses bigint, outcomes bigint, rate, low, high, odds_ratio, odds_low, odds_high)
 *		A row for each of 'detractors', 'passives', 'promoters', as in outcome_by_score(). The odds are
 *		against the other two, or against one band, whose own odds are NULL then. A NULL against: error
 *		22004; another word: 22023; cuts and errors as for nps().
 */
PG_FUNCTION_INFO_V1(cx_outcomes_by_band);
Datum
cx_outcomes_by_band(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
		const CxOutcomes *state = PG_ARGISNULL(0) ? NULL : PG_GETARG_OUTCOMES(0);
		CxNpsCuts cuts;

		table = rows.call->user_fctx;
		table->level = cx_level_arg(fcinfo, 1);
		table->against = against_arg(fcinfo, 4);
		if (state != NULL && cx_nps_cuts_args(fcinfo, 2, state->scale, &cuts))
		{
			table->count = BANDS;
			for (int i = 0; i < cx_scale_points(state->scale); i++)
			{
				int32 score = state->scale.low + i;

				put_score(table,
						  score >= cuts.promoters_from ? PROMOTERS
						  : score > cuts.detractors_to ? PASSIVES
													   : DETRACTORS,
						  state, i);
			}
		}
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->next == table->count)
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, table_row(call, CStringGetTextDatum(band_names[table->next])));
}
