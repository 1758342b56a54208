/*
 * series.c
 *	  Type cx_revenue_series: input and output, equality, casts.
 *
 * Text form: (month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2018-02-01: ...), the period, then for
 * the first day of each one that has movements the customers and amounts of new, reactivated,
 * expansion, contraction and churned; (month span 12; ...) where movements are over a span; the empty
 * state is (). Binary form: version byte 1, the period's code, the number of cells as int4, for each its
 * number as int4 and five times customers as int8 and amount as money; version 2 has the span as int2
 * after the period, and is written only where there is one, so that 0.6.0 reads the rest.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "revenue/series.h"

#define WIRE_CELL (4 + CX_MOVEMENTS * (8 + 32))
#define WIRE_SPAN 2

static const char span_of_one[] = "A span is 2 to 65535 periods; one of 1 is left out.";

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
	if (series->span == 1 || (series->span > 0 && cells == 0))
		return span_of_one;
	for (int64 i = 0; i < cells; i++)
	{
		CX_CHECK_INTERRUPTS(i);
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

static const char no_movements[] = "A state without movements is written ().";

/* The series is built in a buffer that grows with the text. */
static bool
read_text(CxTextReader *reader, CxRevenueSeries **result)
{
	CxRevenueSeries header = {.version = CX_SERIES_VERSION};
	StringInfoData buffer;
	CxPeriod period;
	int64 span = 0;

	reader->problem = "Expected is (period; first-day: customers amount, ... five times ...; ...), "
					  "with span and a "
					  "number after the period where there is one, or () for no movements.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*result = cx_series_make(CX_DAY, 1, 0);
		return cx_text_end(reader);
	}
	if (!cx_text_period(reader, &period))
		return false;
	if (cx_text_literal(reader, "span"))
	{
		if (!cx_text_int64(reader, &span))
			return false;
		if (span < 2 || span > CX_SERIES_MAX_SPAN)
		{
			reader->problem = span_of_one;
			return false;
		}
	}
	header.period = (uint8) period;
	header.span = (uint16) span;
	initStringInfo(&buffer);
	appendBinaryStringInfo(&buffer, (char *) &header, offsetof(CxRevenueSeries, cells));
	while (!cx_text_literal(reader, ")"))
	{
		CxRevenueCell cell;

		CHECK_FOR_INTERRUPTS();
		if (!read_cell(reader, period, &cell))
			return false;
		appendBinaryStringInfo(&buffer, (char *) &cell, sizeof(cell));
	}
	if (!cx_text_end(reader))
		return false;
	*result = (CxRevenueSeries *) buffer.data;
	SET_VARSIZE(*result, buffer.len);
	if (cx_series_cells(*result) > 0)
		return true;
	reader->problem = no_movements;
	return false;
}

static void
write_text(StringInfo text, const CxRevenueSeries *series)
{
	int64 cells = cx_series_cells(series);

	appendStringInfoChar(text, '(');
	if (cells > 0)
		appendStringInfoString(text, cx_period_name((CxPeriod) series->period));
	if (series->span > 0)
		appendStringInfo(text, " span %d", series->span);
	for (int64 i = 0; i < cells; i++)
	{
		const CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(text, "; ");
		cx_append_period(text, (CxPeriod) series->period, cell->number);
		appendStringInfoChar(text, ':');
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			appendStringInfo(text, "%s " INT64_FORMAT " ", k == 0 ? "" : ",",
							 cell->flows.customers[k]);
			cx_append_money(text, &cell->flows.amounts[k]);
		}
	}
	appendStringInfoChar(text, ')');
}

static CxRevenueSeries *
read_wire(StringInfo message, int version)
{
	int period = pq_getmsgbyte(message);
	int span = version == WIRE_SPAN ? (int) pq_getmsgint(message, 2) : 1;
	int cells = (int) pq_getmsgint(message, 4);
	CxRevenueSeries *series;

	/* before memory is taken for them */
	if (cells < 0 || cells > (message->len - message->cursor) / WIRE_CELL)
		cx_wire_refuse("cx_revenue_series", "The message is shorter than its number of periods.");
	if (cells == 0 && (period != 0 || version == WIRE_SPAN))
		cx_wire_refuse("cx_revenue_series", no_movements);
	if (version == WIRE_SPAN && span < 2)
		cx_wire_refuse("cx_revenue_series", span_of_one);
	series = cx_series_make((CxPeriod) period, span, cells);
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
	return series;
}

static int
wire_version_of(const CxRevenueSeries *series)
{
	return series->span > 0 ? WIRE_SPAN : CX_SERIES_VERSION;
}

static void
write_wire(StringInfo message, const CxRevenueSeries *series)
{
	int64 cells = cx_series_cells(series);

	pq_sendbyte(message, series->period);
	if (series->span > 0)
		pq_sendint16(message, series->span);
	pq_sendint32(message, (uint32) cells);
	for (int64 i = 0; i < cells; i++)
	{
		const CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		pq_sendint32(message, (uint32) cell->number);
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			pq_sendint64(message, (uint64) cell->flows.customers[k]);
			cx_send_money(message, &cell->flows.amounts[k]);
		}
	}
}

/*
 * "period", "span" and "movements", of each period "starts" as ISO 8601 and the five movements as
 * {"customers", "amount"}. The empty state has a null period and a span of 1.
 */
static void
write_json(StringInfo json, const CxRevenueSeries *series)
{
	int64 cells = cx_series_cells(series);

	if (cells == 0)
		appendStringInfoString(json, "{\"period\": null");
	else
		appendStringInfo(json, "{\"period\": \"%s\"", cx_period_name((CxPeriod) series->period));
	appendStringInfo(json, ", \"span\": %d, \"movements\": [", cx_series_span(series));
	for (int64 i = 0; i < cells; i++)
	{
		const CxRevenueCell *cell = &series->cells[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfo(json, "%s{\"starts\": \"", i == 0 ? "" : ", ");
		cx_append_period(json, (CxPeriod) series->period, cell->number);
		appendStringInfoChar(json, '"');
		for (int k = 0; k < CX_MOVEMENTS; k++)
		{
			appendStringInfo(json, ", \"%s\": {\"customers\": " INT64_FORMAT ", \"amount\": ",
							 cx_movement_names[k], cell->flows.customers[k]);
			cx_append_money(json, &cell->flows.amounts[k]);
			appendStringInfoChar(json, '}');
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO_VERSIONS(cx_revenue_series, CxRevenueSeries, WIRE_SPAN, PG_GETARG_SERIES)

CX_VARLENA_STATE_ORDER(cx_revenue_series)
