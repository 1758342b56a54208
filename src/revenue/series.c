/*
 * series.c
 *	  Type cx_revenue_series: input and output, equality, casts.
 *
 * Text form: (month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2018-02-01: ...), the period, then for
 * the first day of each one that has movements the customers and amounts of new, reactivated,
 * expansion, contraction and churned; the empty state is (). Binary form: version byte 1, the
 * period's code, the number of cells as int4, for each its number as int4 and five times customers
 * as int8 and amount as money.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/period_text.h"
#include "base/state_wire.h"
#include "base/state_order.h"
#include "revenue/series.h"

#define TYPE_NAME    "cx_revenue_series"
#define WIRE_VERSION 1
#define WIRE_CELL    (4 + CX_MOVEMENTS * (8 + 32))

void
cx_series_check_cells(int64 cells)
{
	if (cells > CX_SERIES_MAX_CELLS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a cx_revenue_series has at most " INT64_FORMAT " periods with movements",
					   CX_SERIES_MAX_CELLS),
				errhint("Use a longer period."));
}

CxRevenueSeries *
cx_series_make(CxPeriod period, int64 cells)
{
	CxRevenueSeries *series;

	cx_series_check_cells(cells);
	series = palloc(CX_SERIES_SIZE(cells));
	series->version = CX_SERIES_VERSION;
	series->period = (uint8) period;
	series->unused = 0;
	cx_series_resize(series, cells);
	return series;
}

void
cx_series_resize(CxRevenueSeries *series, int64 cells)
{
	SET_VARSIZE(series, CX_SERIES_SIZE(cells));
	if (cells == 0)
		series->period = 0;
}

/*
 * What is wrong with a series that came from outside, or NULL. The one validity check, shared by
 * text and binary input. Numbers are those of periods that have a day: nothing else in the family
 * then meets a number that is none.
 */
static const char *
problem_of(const CxRevenueSeries *series)
{
	CxPeriod period = (CxPeriod) series->period;
	int64 cells = cx_series_cells(series);

	if (period >= CX_PERIODS)
		return "There is no such period.";
	if (cells == 0)
		return "A state without movements is written ().";
	for (int64 i = 0; i < cells; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!cx_period_is_valid(period, series->cells[i].number))
			return "A period is outside the range of type date.";
		if (i > 0 && series->cells[i].number <= series->cells[i - 1].number)
			return "Periods must ascend.";
		if (cx_flows_empty(&series->cells[i].flows))
			return "A period without movements is left out.";
	}
	return NULL;
}

static bool
read_cell(CxTextReader *reader, CxPeriod period, CxRevenueCell *cell)
{
	int64 number;

	memset(cell, 0, sizeof(*cell));
	if (!cx_text_literal(reader, ";") || !cx_text_period_number(reader, period, &number) ||
		!cx_text_literal(reader, ":"))
		return false;
	cell->number = (int32) number;
	for (int i = 0; i < CX_MOVEMENTS; i++)
		if ((i > 0 && !cx_text_literal(reader, ",")) ||
			!cx_text_int64(reader, &cell->flows.customers[i]) ||
			!cx_text_money(reader, &cell->flows.amounts[i]))
			return false;
	return true;
}

/* The series is built in a buffer that grows with the text; NULL when it is none. */
static CxRevenueSeries *
read_series(CxTextReader *reader)
{
	CxRevenueSeries header = {.version = CX_SERIES_VERSION};
	CxRevenueSeries *series;
	StringInfoData buffer;
	CxPeriod period;

	reader->problem =
		"Expected is (period; first-day: customers amount, ... five times ...; ...), or () "
		"for no movements.";
	if (!cx_text_literal(reader, "("))
		return NULL;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader) ? cx_series_make(CX_DAY, 0) : NULL;
	if (!cx_text_period(reader, &period))
		return NULL;
	header.period = (uint8) period;
	initStringInfo(&buffer);
	appendBinaryStringInfo(&buffer, (char *) &header, offsetof(CxRevenueSeries, cells));
	while (!cx_text_literal(reader, ")"))
	{
		CxRevenueCell cell;

		CHECK_FOR_INTERRUPTS();
		if (!read_cell(reader, period, &cell))
			return NULL;
		appendBinaryStringInfo(&buffer, (char *) &cell, sizeof(cell));
	}
	if (!cx_text_end(reader))
		return NULL;
	series = (CxRevenueSeries *) buffer.data;
	SET_VARSIZE(series, buffer.len);
	reader->problem = problem_of(series);
	return reader->problem == NULL ? series : NULL;
}

/*
 * cx_revenue_series_in(cstring) -> cx_revenue_series
 *		Text input. Malformed text, a number beyond its range, periods that do not ascend or have no
 *		movements: error 22P02 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_in);
Datum
cx_revenue_series_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxRevenueSeries *series = read_series(&reader);

	if (series == NULL)
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_SERIES(series);
}

/*
 * cx_revenue_series_out(cx_revenue_series) -> cstring
 *		Text output, which cx_revenue_series_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_out);
Datum
cx_revenue_series_out(PG_FUNCTION_ARGS)
{
	const CxRevenueSeries *series = PG_GETARG_SERIES(0);
	int64 cells = cx_series_cells(series);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	if (cells > 0)
		appendStringInfoString(&text, cx_period_name((CxPeriod) series->period));
	for (int64 i = 0; i < cells; i++)
	{
		const CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(&text, "; ");
		cx_append_period(&text, (CxPeriod) series->period, cell->number);
		appendStringInfoChar(&text, ':');
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			appendStringInfo(&text, "%s " INT64_FORMAT " ", k == 0 ? "" : ",",
							 cell->flows.customers[k]);
			cx_append_money(&text, &cell->flows.amounts[k]);
		}
	}
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_revenue_series_recv(internal) -> cx_revenue_series
 *		Binary input. Unknown version, short message, or a state that problem_of() objects to: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_recv);
Datum
cx_revenue_series_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxRevenueSeries *series;
	const char *problem;
	int period, cells;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(message);
	cells = (int) pq_getmsgint(message, 4);
	/* before memory is taken for them */
	if (cells < 0 || cells > (message->len - message->cursor) / WIRE_CELL)
		cx_wire_refuse(TYPE_NAME, "The message is shorter than its number of periods.");
	if (cells == 0 && period == 0)
		PG_RETURN_SERIES(cx_series_make(CX_DAY, 0));
	series = cx_series_make((CxPeriod) period, cells);
	memset(series->cells, 0, cells * sizeof(CxRevenueCell));
	for (int i = 0; i < cells; i++)
	{
		CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		cell->number = (int32) pq_getmsgint(message, 4);
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			cell->flows.customers[k] = pq_getmsgint64(message);
			cell->flows.amounts[k] = cx_receive_money(message);
		}
	}
	problem = problem_of(series);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_SERIES(series);
}

/*
 * cx_revenue_series_send(cx_revenue_series) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_send);
Datum
cx_revenue_series_send(PG_FUNCTION_ARGS)
{
	const CxRevenueSeries *series = PG_GETARG_SERIES(0);
	int64 cells = cx_series_cells(series);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, series->period);
	pq_sendint32(&message, (uint32) cells);
	for (int64 i = 0; i < cells; i++)
	{
		const CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&message, (uint32) cell->number);
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			pq_sendint64(&message, (uint64) cell->flows.customers[k]);
			cx_send_money(&message, &cell->flows.amounts[k]);
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_VARLENA_STATE_ORDER(cx_revenue_series)

/* As ISO 8601, whatever the session's DateStyle. */
static char *
as_json(const CxRevenueSeries *series)
{
	int64 cells = cx_series_cells(series);
	StringInfoData json;

	initStringInfo(&json);
	if (cells == 0)
		appendStringInfoString(&json, "{\"period\": null, \"movements\": [");
	else
		appendStringInfo(&json, "{\"period\": \"%s\", \"movements\": [",
						 cx_period_name((CxPeriod) series->period));
	for (int64 i = 0; i < cells; i++)
	{
		const CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfo(&json, "%s{\"starts\": \"", i == 0 ? "" : ", ");
		cx_append_period(&json, (CxPeriod) series->period, cell->number);
		appendStringInfoChar(&json, '"');
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			appendStringInfo(&json, ", \"%s\": {\"customers\": " INT64_FORMAT ", \"amount\": ",
							 cx_movement_names[k], cell->flows.customers[k]);
			cx_append_money(&json, &cell->flows.amounts[k]);
			appendStringInfoChar(&json, '}');
		}
		appendStringInfoChar(&json, '}');
	}
	appendStringInfoString(&json, "]}");
	return json.data;
}

/*
 * cx_revenue_series_json(cx_revenue_series) -> json, cx_revenue_series_jsonb(...) -> jsonb
 *		Explicit casts: "period" and "movements", of each period "starts" and the five movements as
 *		{"customers", "amount"}. The empty state has a null period.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_json);
Datum
cx_revenue_series_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_SERIES(0))));
}

PG_FUNCTION_INFO_V1(cx_revenue_series_jsonb);
Datum
cx_revenue_series_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_SERIES(0))));
}
