/*
 * compare.c
 *	  Which of many groups differ: every pair, each with the rest, or each with the first.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/rows.h"
#include "survey/adjustment.h"
#include "survey/groups.h"

/* A row a pair, and all of them have to be there before the first is adjusted: two million. */
#define MAX_PAIRED 2000

#define MOST_COLUMNS 9
#define REST         (-1)

typedef enum Against
{
	AGAINST_PAIRS,
	AGAINST_REST,
	AGAINST_FIRST
} Against;

typedef struct Row
{
	int a; /* or REST */
	int b;
	double change;
	CxComparison test;
	double adjusted;
} Row;

typedef struct Table
{
	CxGroups groups;
	CxFigure figure;
	bool has_answers; /* the figure has a scale */
	double level;
	Row *rows;
	int count;
} Table;

static Against
against_arg(FunctionCallInfo fcinfo, int argno)
{
	static const CxChoice choices[] = {
		{"pairs", AGAINST_PAIRS}, {"rest", AGAINST_REST}, {"first", AGAINST_FIRST}};

	return (Against) cx_choice_arg(fcinfo, argno, "against", choices, lengthof(choices),
								   "'pairs', 'rest' or 'first'");
}

/* b less a; without figures where one has no answers. */
static void
add_row(Table *table, int a, const CxTally *before, int b)
{
	const CxTally *after = &table->groups.tallies[b];
	const CxFigure *figure = &table->figure;
	Row *row = &table->rows[table->count++];

	CX_CHECK_INTERRUPTS(table->count);
	*row = (Row){a, b, NAN, {NAN, NAN, NAN, NAN, NAN}, NAN};
	if (!table->has_answers || before->total == 0 || after->total == 0)
		return;
	row->change = figure->kind->value(figure, after) - figure->kind->value(figure, before);
	row->test = figure->kind->compare(figure, before, after, table->level);
}

static void
compare_pairs(Table *table)
{
	const CxTally *tallies = table->groups.tallies;
	int count = table->groups.count;

	if (count > MAX_PAIRED)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("cannot compare every pair of %d groups", count),
				errdetail("It is at most %d groups.", MAX_PAIRED),
				errhint("Compare each with the rest, against => 'rest', or add up small groups "
						"with rollup()."));
	table->rows = palloc(Max(count * (count - 1) / 2, 1) * sizeof(Row));
	for (int i = 0; i < count; i++)
		for (int j = i + 1; j < count; j++)
			add_row(table, i, &tallies[i], j);
}

static void
compare_first(Table *table)
{
	table->rows = palloc(table->groups.count * sizeof(Row));
	for (int i = 1; i < table->groups.count; i++)
		add_row(table, 0, &table->groups.tallies[0], i);
}

/*
 * The rest is added up from those before a group and those behind it. Taking the group from the sum of
 * all would be half the work and, with weights, leave the rounding of the large in what is small.
 */
static void
compare_rest(Table *table)
{
	const CxTally *tallies = table->groups.tallies;
	int count = table->groups.count;
	CxTally *behind = palloc0((count + 1) * sizeof(CxTally));
	CxTally before = {.total = 0};

	cx_groups_check_design(&table->groups);
	table->rows = palloc(count * sizeof(Row));
	for (int i = count - 1; i > 0; i--)
	{
		CX_CHECK_INTERRUPTS(i);
		behind[i] = tallies[i];
		cx_tally_add(&behind[i], &behind[i + 1]);
	}
	for (int i = 0; i < count; i++)
	{
		CxTally rest = before;

		cx_tally_add(&rest, &behind[i + 1]);
		add_row(table, REST, &rest, i);
		cx_tally_add(&before, &tallies[i]);
	}
	pfree(behind);
}

static void
adjust_rows(Table *table, CxAdjustment method)
{
	double *p = palloc(Max(table->count, 1) * sizeof(double));

	for (int i = 0; i < table->count; i++)
		p[i] = table->rows[i].test.p_value;
	cx_adjust(p, table->count, method);
	for (int i = 0; i < table->count; i++)
		table->rows[i].adjusted = p[i];
	pfree(p);
}

static void
fill(FunctionCallInfo fcinfo, Table *table, const CxFigureKind *kind, CxTallyReader read)
{
	Against against = against_arg(fcinfo, 2);
	CxAdjustment method = cx_adjustment_arg(fcinfo, 3, "adjust");

	table->level = cx_level_arg(fcinfo, 4);
	table->groups = cx_groups_args(fcinfo, read);
	table->has_answers = cx_figure_args(fcinfo, 5, kind, table->groups.scale, &table->figure);
	if (table->groups.count < 2)
		return;
	if (against == AGAINST_PAIRS)
		compare_pairs(table);
	else if (against == AGAINST_FIRST)
		compare_first(table);
	else
		compare_rest(table);
	adjust_rows(table, method);
}

static Datum
row_of(const Table *table, const Row *row, TupleDesc desc)
{
	Datum values[MOST_COLUMNS];
	bool nulls[MOST_COLUMNS];
	double figures[MOST_COLUMNS];
	int columns = 2;

	figures[columns++] = row->change;
	figures[columns++] = row->test.low;
	figures[columns++] = row->test.high;
	figures[columns++] = row->test.statistic;
	if (table->figure.kind->has_student)
		figures[columns++] = row->test.df;
	figures[columns++] = row->test.p_value;
	figures[columns++] = row->adjusted;
	nulls[0] = row->a == REST;
	values[0] = nulls[0] ? (Datum) 0 : table->groups.names[row->a];
	nulls[1] = false;
	values[1] = table->groups.names[row->b];
	for (int i = 2; i < columns; i++)
	{
		nulls[i] = !isfinite(figures[i]);
		values[i] = nulls[i] ? (Datum) 0 : Float8GetDatum(figures[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

/*
 * nps_compare, csat_compare, rate_compare(names, states, against, adjust, level, cuts)
 *		-> set of (a, b, change, low, high, z, p_value, p_adjusted)
 * ces_compare(names, states, against, adjust, level)
 *		-> set of (a, b, change, low, high, statistic, df, p_value, p_adjusted)
 *		The figure of group b less that of a, as ..._change has it, of every pair in the order given; of each
 *		group with all others together, where a is NULL; or with the first. p_adjusted is the p-value
 *		raised for the number of rows that have one (math/p_adjust.c); low and high are not adjusted. The
 *		groups hold different customers. A state that is NULL or empty: a row of NULLs. No rows for fewer
 *		than two groups. Unequal numbers of names and states, a name that is NULL or given twice, states of
 *		several scales, for a rest also of one stratum and of several, other words for against and adjust:
 *		error 22023; level and cuts as for ..._change; more than 2000 groups in pairs: 54000.
 */
static Datum
compare(FunctionCallInfo fcinfo, const CxFigureKind *kind, CxTallyReader read)
{
	FuncCallContext *call;
	const Table *table;
	int at;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));

		fill(fcinfo, rows.call->user_fctx, kind, read);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	at = (int) call->call_cntr;
	if (at >= table->count)
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, row_of(table, &table->rows[at], call->tuple_desc));
}

CX_OVER_ANSWERS(nps_compare, compare, &cx_nps_kind)
CX_OVER_ANSWERS(csat_compare, compare, &cx_csat_kind)
CX_OVER_ANSWERS(ces_compare, compare, &cx_ces_kind)
CX_OVER_RATES(compare, compare)
