/*
 * backlog_table.c
 *	  Reading a backlog: what was opened and resolved in each period, and what is open at its end.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"
#include "utils/fmgrprotos.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/rows.h"
#include "service/backlog.h"

#define COLUMNS 5

typedef struct Table
{
	CxBacklog *state;
	DateADT as_of;
	int64 number; /* of the next row's period */
	int64 last;   /* of the last row's */
	int at;       /* the first of the state's rows that is not before it */
	int64 open;   /* at the end of the period before */
} Table;

pg_noreturn static void
refuse_negative(const CxBacklog *state, const CxBacklogRow *row, int64 open)
{
	CxPeriod period = (CxPeriod) state->period;

	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a backlog needs counts that are not negative"),
			errdetail("With " INT64_FORMAT " tickets open before the %s of %s, " INT64_FORMAT
					  " were opened and " INT64_FORMAT " resolved in it.",
					  open, cx_period_name(period),
					  DatumGetCString(DirectFunctionCall1(
						  date_out, DateADTGetDatum(cx_period_first_day(period, row->number)))),
					  row->opened, row->resolved),
			errhint("A difference of states is a correction: add it to a state first."));
}

/* The stock of each period is checked before there is a row: a table is right or an error. */
static void
check_stocks(const CxBacklog *state)
{
	int count = cx_backlog_count(state);
	int64 open = 0;

	for (int i = 0; i < count; i++)
	{
		const CxBacklogRow *row = &state->rows[i];
		int64 before = open;

		CX_CHECK_INTERRUPTS(i);
		if (row->opened < 0 || row->resolved < 0)
			refuse_negative(state, row, before);
		if (pg_add_s64_overflow(open, row->opened, &open))
			cx_refuse_count_overflow("open tickets");
		open -= row->resolved;
		if (open < 0)
			refuse_negative(state, row, before);
	}
}

/* The first row's period: that of the first ticket, or the one that holds from_day if that is later. */
static int64
first_period(const CxBacklog *state, DateADT from_day)
{
	int64 first = state->rows[0].number;

	if (DATE_IS_NOBEGIN(from_day))
		return first;
	return Max(first, cx_period_number((CxPeriod) state->period, from_day));
}

/* What was opened and resolved before the first row is its opening stock. */
static void
skip_to_first(Table *table)
{
	int count = cx_backlog_count(table->state);

	for (; table->at < count && table->state->rows[table->at].number < table->number; table->at++)
	{
		CX_CHECK_INTERRUPTS(table->at);
		table->open +=
			table->state->rows[table->at].opened - table->state->rows[table->at].resolved;
	}
}

static void
begin_table(FunctionCallInfo fcinfo)
{
	CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
	Table *table = rows.call->user_fctx;
	DateADT from_day = PG_ARGISNULL(2) ? DATEVAL_NOBEGIN : PG_GETARG_DATEADT(2);

	table->as_of = cx_as_of_arg(fcinfo, 1);
	table->last = -1;
	if (!PG_ARGISNULL(0))
		table->state = (CxBacklog *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	if (table->state != NULL && cx_backlog_count(table->state) > 0 && !DATE_IS_NOEND(from_day))
	{
		table->number = first_period(table->state, from_day);
		table->last = cx_last_period_before((CxPeriod) table->state->period, table->as_of);
		if (DATE_IS_NOEND(table->as_of))
			table->last = table->state->rows[cx_backlog_count(table->state) - 1].number;
		/* how many rows is known at once, the rest only after a look at each period */
		if (table->last >= table->number)
			cx_check_table_rows(table->last - table->number + 1);
		check_stocks(table->state);
		skip_to_first(table);
	}
	cx_rows_begun(&rows);
}

/*
 * backlog_table(cx_backlog, as_of date, from_day date) -> set of (period, opened, resolved,
 * open_at_end, complete)
 *		One row for each period from the first ticket's, or the one that holds from_day if that is
 *		later, to the last that begins before as_of; as_of 'infinity': to the last in which anything
 *		was opened or resolved. open_at_end(t) = open_at_end(t-1) + opened(t) - resolved(t): opened
 *		before the end of the period and not resolved before it; what came before the first row is its
 *		opening stock. complete: the period has ended by as_of; one that has not counts all its rows
 *		nevertheless. A NULL from_day is none. No rows for a NULL or empty state. A NULL as_of: error
 *		22004; negative counts or stocks, which only a difference can have: 22023; a stock beyond
 *		bigint: 22003; more than 10 million rows: 54000.
 */
PG_FUNCTION_INFO_V1(cx_backlog_table);
Datum
cx_backlog_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;
	CxBacklogRow row;
	CxPeriod period;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		begin_table(fcinfo);
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->state == NULL || table->number > table->last)
		SRF_RETURN_DONE(call);
	CHECK_FOR_INTERRUPTS();

	period = (CxPeriod) table->state->period;
	row = (CxBacklogRow){table->number, 0, 0};
	if (table->at < cx_backlog_count(table->state) &&
		table->state->rows[table->at].number == table->number)
		row = table->state->rows[table->at++];
	table->open += row.opened - row.resolved;
	table->number++;

	values[0] = DateADTGetDatum(cx_period_first_day(period, row.number));
	values[1] = Int64GetDatum(row.opened);
	values[2] = Int64GetDatum(row.resolved);
	values[3] = Int64GetDatum(table->open);
	values[4] = BoolGetDatum(cx_period_ended(period, row.number, table->as_of));
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
