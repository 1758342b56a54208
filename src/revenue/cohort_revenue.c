/*
 * cohort_revenue.c
 *	  Type cx_cohort_revenue: input and output, equality, casts.
 *
 * Text form: (month | outside -20 | 1997-01-01: 3 0 60.5, 2 2 40 | 1997-02-01: ...), the period, what
 * belongs to no cohort where that is not 0, then for the first day of each cohort by age the customers
 * who bought, those who did so for the first time after age 0, and revenue. The empty state is (). Binary
 * form: version byte 1, the period's code and the words of a cell as bytes, what is outside as money, the
 * number of cohorts as int4; for each the number of its period and of its ages as int4, and the words of
 * its cells as int8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "revenue/cohort_revenue.h"

#define TYPE_NAME "cx_cohort_revenue"

static const char *
problem_of_cohort(const CxCohortRevenue *state, const CxRevenueCohort *cohort, bool *any_wide)
{
	CxPeriod period = (CxPeriod) state->period;
	const uint64 *last = cohort->words + (Size) (cohort->ages - 1) * state->width;
	uint64 any = 0;

	if (!cx_period_is_valid(period, cohort->number) ||
		!cx_period_is_valid(period, (int64) cohort->number + cohort->ages - 1))
		return "A period is out of range.";
	for (int w = 0; w < state->width; w++)
		any |= last[w];
	if (any == 0)
		return "A cohort ends with the last age that has customers or revenue.";
	if (cohort->words[CX_RETURNED] != 0)
		return "Nobody returns at age 0.";
	for (int32 k = 0; k < cohort->ages; k++)
	{
		const uint64 *cell = cohort->words + (Size) k * state->width;
		uint64 narrow[CX_REVENUE_NARROW];
		CxMoney money;

		CX_CHECK_INTERRUPTS(k);
		if (state->width == CX_REVENUE_WIDE && !*any_wide)
		{
			money = cx_cell_revenue(cell, state->width);
			*any_wide = !cx_set_cell_revenue(narrow, CX_REVENUE_NARROW, &money);
		}
		else if (state->width == CX_REVENUE_NARROW && (int64) cell[CX_REVENUE] == PG_INT64_MIN)
			return "Revenue is out of range.";
	}
	return NULL;
}

/* What is wrong with a state from outside, or NULL; its size has been checked. */
static const char *
problem_of(const CxCohortRevenue *state)
{
	const CxRevenueCohort *cohort = cx_first_revenue_cohort(state);
	bool any_wide = false;
	int32 before = 0;

	if (state->cohorts == 0 && cx_fixed_is_zero(&state->outside))
		return state->period == 0 && state->width == 0 ? NULL : "Without cohorts it is written ().";
	if (state->period >= CX_PERIODS)
		return "There is no such period.";
	if (state->width != CX_REVENUE_NARROW && state->width != CX_REVENUE_WIDE)
		return "Its cells have a wrong length.";
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_revenue_cohort(cohort, state->width))
	{
		const char *problem = problem_of_cohort(state, cohort, &any_wide);

		CX_CHECK_INTERRUPTS(i);
		if (problem != NULL)
			return problem;
		if (i > 0 && cohort->number <= before)
			return "Cohorts come in the order of their days, each once.";
		before = cohort->number;
	}
	if (state->width == CX_REVENUE_WIDE && !any_wide)
		return "Its cells are wide without a reason.";
	return NULL;
}

/* ----- a value under construction, from text or binary ----- */

typedef struct Buffer
{
	StringInfoData bytes;
	int width;
	int64 words;
	int32 cohorts;
	Size cohort; /* where the last one begins */
} Buffer;

static void
begin_value(Buffer *buffer, int width)
{
	static const char header[offsetof(CxCohortRevenue, data)];

	memset(buffer, 0, sizeof(*buffer));
	initStringInfo(&buffer->bytes);
	appendBinaryStringInfo(&buffer->bytes, header, sizeof(header));
	buffer->width = width;
}

static CxRevenueCohort *
last_cohort(Buffer *buffer)
{
	return (CxRevenueCohort *) (buffer->bytes.data + buffer->cohort);
}

/* Both are false when it is too large. */
static bool
append_cohort(Buffer *buffer, int32 number)
{
	CxRevenueCohort cohort = {.number = number};

	buffer->words += CX_REVENUE_COHORT_WORDS;
	buffer->cohort = buffer->bytes.len;
	buffer->cohorts++;
	appendBinaryStringInfo(&buffer->bytes, (char *) &cohort, offsetof(CxRevenueCohort, words));
	return buffer->words <= CX_COHORT_REVENUE_MAX_WORDS;
}

static bool
append_cell(Buffer *buffer, const uint64 *cell)
{
	buffer->words += buffer->width;
	if (buffer->words > CX_COHORT_REVENUE_MAX_WORDS)
		return false;
	appendBinaryStringInfo(&buffer->bytes, (const char *) cell, buffer->width * sizeof(uint64));
	last_cohort(buffer)->ages++;
	return true;
}

static void
widen(Buffer *buffer)
{
	Buffer wide;
	const char *at = buffer->bytes.data + offsetof(CxCohortRevenue, data);

	begin_value(&wide, CX_REVENUE_WIDE);
	for (int i = 0; i < buffer->cohorts; i++)
	{
		const CxRevenueCohort *cohort = (const CxRevenueCohort *) at;

		append_cohort(&wide, cohort->number);
		for (int32 k = 0; k < cohort->ages; k++)
		{
			uint64 cell[CX_REVENUE_WIDE];
			const uint64 *narrow = cohort->words + (Size) k * CX_REVENUE_NARROW;
			CxMoney money = cx_cell_revenue(narrow, CX_REVENUE_NARROW);

			CX_CHECK_INTERRUPTS(k);
			memcpy(cell, narrow, CX_REVENUE * sizeof(uint64));
			cx_set_cell_revenue(cell, CX_REVENUE_WIDE, &money);
			if (!append_cell(&wide, cell))
				cx_refuse_large_cohort_revenue();
		}
		at = (const char *) cx_next_revenue_cohort(cohort, CX_REVENUE_NARROW);
	}
	pfree(buffer->bytes.data);
	*buffer = wide;
}

static CxCohortRevenue *
finish_value(Buffer *buffer, CxPeriod period, const CxMoney *outside)
{
	CxCohortRevenue *state = (CxCohortRevenue *) buffer->bytes.data;

	SET_VARSIZE(state, buffer->bytes.len);
	state->version = CX_COHORT_REVENUE_VERSION;
	state->period = (uint8) period;
	state->width = (uint8) buffer->width;
	state->cohorts = buffer->cohorts;
	state->outside = *outside;
	return state;
}

/* ----- text ----- */

static bool
read_cells(CxTextReader *reader, Buffer *buffer)
{
	do
	{
		uint64 cell[CX_REVENUE_WIDE];
		int64 buyers;
		int64 returned;
		CxMoney money;

		if (!cx_text_int64(reader, &buyers) || !cx_text_int64(reader, &returned) ||
			!cx_text_money(reader, &money))
			return false;
		cell[CX_BUYERS] = (uint64) buyers;
		cell[CX_RETURNED] = (uint64) returned;
		if (!cx_set_cell_revenue(cell, buffer->width, &money))
		{
			widen(buffer);
			cx_set_cell_revenue(cell, buffer->width, &money);
		}
		if (!append_cell(buffer, cell))
			return false;
	} while (cx_text_literal(reader, ","));
	return true;
}

static bool
read_text(CxTextReader *reader, CxCohortRevenue **state)
{
	Buffer buffer;
	CxPeriod period = CX_DAY;
	CxMoney outside = {{0}};

	reader->problem =
		"Expected is (period | outside money | first-day: buyers returned revenue, ... | "
		"...), or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return false;
	begin_value(&buffer, CX_REVENUE_NARROW);
	if (cx_text_literal(reader, ")"))
		buffer.width = 0;
	else
	{
		bool any = false;

		if (!cx_text_period(reader, &period))
			return false;
		while (cx_text_literal(reader, "|"))
		{
			int64 number;

			if (!any && cx_text_literal(reader, "outside"))
			{
				if (!cx_text_money(reader, &outside) || cx_fixed_is_zero(&outside))
					return false;
			}
			else if (!cx_text_period_number(reader, period, &number) ||
					 !cx_text_literal(reader, ":") || !append_cohort(&buffer, (int32) number) ||
					 !read_cells(reader, &buffer))
				return false;
			any = true;
		}
		if (!any || !cx_text_literal(reader, ")"))
			return false;
	}
	*state = finish_value(&buffer, period, &outside);
	return cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxCohortRevenue *state)
{
	const CxRevenueCohort *cohort = cx_first_revenue_cohort(state);

	appendStringInfoChar(text, '(');
	if (state->width > 0)
		appendStringInfoString(text, cx_period_name((CxPeriod) state->period));
	if (!cx_fixed_is_zero(&state->outside))
	{
		appendStringInfoString(text, " | outside ");
		cx_append_money(text, &state->outside);
	}
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_revenue_cohort(cohort, state->width))
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, " | ");
		cx_append_period(text, (CxPeriod) state->period, cohort->number);
		for (int32 k = 0; k < cohort->ages; k++)
		{
			const uint64 *cell = cohort->words + (Size) k * state->width;
			CxMoney money = cx_cell_revenue(cell, state->width);

			CX_CHECK_INTERRUPTS(k);
			appendStringInfo(text, "%s " INT64_FORMAT " " INT64_FORMAT " ", k == 0 ? ":" : ",",
							 (int64) cell[CX_BUYERS], (int64) cell[CX_RETURNED]);
			cx_append_money(text, &money);
		}
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary ----- */

static CxCohortRevenue *
read_wire(StringInfo message)
{
	Buffer buffer;
	int period = pq_getmsgbyte(message);
	int width = pq_getmsgbyte(message);
	CxMoney outside = cx_receive_money(message);
	int32 cohorts = (int32) pq_getmsgint(message, 4);

	if (cohorts < 0 ||
		(width != CX_REVENUE_NARROW && width != CX_REVENUE_WIDE && (width != 0 || cohorts > 0)))
		cx_wire_refuse(TYPE_NAME, "Its header is not one of cohorts.");
	begin_value(&buffer, width);
	for (int32 i = 0; i < cohorts; i++)
	{
		int32 number = (int32) pq_getmsgint(message, 4);
		int32 ages = (int32) pq_getmsgint(message, 4);

		CX_CHECK_INTERRUPTS(i);
		/* what is not there is not allocated */
		if (ages < 1 || ages > (message->len - message->cursor) / (width * 8) ||
			!append_cohort(&buffer, number))
			cx_wire_refuse(TYPE_NAME, "A cohort has more ages than the message.");
		for (int32 k = 0; k < ages; k++)
		{
			uint64 cell[CX_REVENUE_WIDE];

			CX_CHECK_INTERRUPTS(k);
			for (int w = 0; w < width; w++)
				cell[w] = (uint64) pq_getmsgint64(message);
			if (!append_cell(&buffer, cell))
				cx_wire_refuse(TYPE_NAME, "It is too long.");
		}
	}
	return finish_value(&buffer, (CxPeriod) period, &outside);
}

static void
write_wire(StringInfo message, const CxCohortRevenue *state)
{
	const CxRevenueCohort *cohort = cx_first_revenue_cohort(state);

	pq_sendbyte(message, state->period);
	pq_sendbyte(message, state->width);
	cx_send_money(message, &state->outside);
	pq_sendint32(message, state->cohorts);
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_revenue_cohort(cohort, state->width))
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendint32(message, cohort->number);
		pq_sendint32(message, cohort->ages);
		for (Size w = 0; w < (Size) cohort->ages * state->width; w++)
		{
			CX_CHECK_INTERRUPTS(w);
			pq_sendint64(message, (int64) cohort->words[w]);
		}
	}
}

/* ----- JSON ----- */

/* {"period", "outside", "cohorts": [{"cohort", and by age "buyers", "returned", "revenue"}]} */
static void
write_json(StringInfo json, const CxCohortRevenue *state)
{
	static const char *const names[] = {"buyers", "returned", "revenue"};
	const CxRevenueCohort *cohort = cx_first_revenue_cohort(state);

	if (state->width == 0)
		appendStringInfoString(json, "{\"period\": null");
	else
		appendStringInfo(json, "{\"period\": \"%s\"", cx_period_name((CxPeriod) state->period));
	appendStringInfoString(json, ", \"outside\": ");
	cx_append_money(json, &state->outside);
	appendStringInfoString(json, ", \"cohorts\": [");
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_revenue_cohort(cohort, state->width))
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"cohort\": \"", i == 0 ? "" : ", ");
		cx_append_period(json, (CxPeriod) state->period, cohort->number);
		appendStringInfoChar(json, '"');
		for (int n = 0; n < (int) lengthof(names); n++)
		{
			appendStringInfo(json, ", \"%s\": [", names[n]);
			for (int32 k = 0; k < cohort->ages; k++)
			{
				const uint64 *cell = cohort->words + (Size) k * state->width;

				CX_CHECK_INTERRUPTS(k);
				appendStringInfoString(json, k == 0 ? "" : ", ");
				if (n == CX_REVENUE)
				{
					CxMoney money = cx_cell_revenue(cell, state->width);

					cx_append_money(json, &money);
				}
				else
					appendStringInfo(json, INT64_FORMAT, (int64) cell[n]);
			}
			appendStringInfoChar(json, ']');
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_cohort_revenue, CxCohortRevenue, CX_COHORT_REVENUE_VERSION, PG_GETARG_COHORT_REVENUE)
CX_VARLENA_STATE_ORDER(cx_cohort_revenue)
