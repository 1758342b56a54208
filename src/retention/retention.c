/*
 * retention.c
 *	  Type cx_retention: input and output, equality, casts.
 *
 * Text form: (month | 1997-01-01 3: 3 2 0 1 / 1 1 0 1 / 0 1 0 1 / 1 2 0 0 | ...): for each cohort its
 * first day and customers, then by age the four histograms of CxHistogram in their order; a cohort
 * that did nothing has no colon. (month recurring | ...) where customers enter anew with every active
 * period. The empty state is (). Binary form: version byte 1, or 2 for recurring entries, the kind's code
 * as a byte, width as int8, the number of cohorts as int4; for each its number and customers as
 * int8, the number of ages as int4, the four histograms as int8. JSON: {"period", "recurring", "cohorts":
 * [{"cohort", "customers", and by age "active", "last", "first_return", "run_end"}]}, for rolling
 * windows "width_seconds", too; the empty state has a null period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/period_text.h"
#include "base/result.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/cohort_table.h"
#include "retention/retention.h"

#define TYPE_NAME "cx_retention"

/* Of the binary form. 0.6.0 reads the first. */
#define WIRE_VERSION   1
#define WIRE_RECURRING 2

/* The sum of a part of a histogram; false when it is beyond bigint. */
static bool
sum_of(const int64 *counts, int32 ages, int64 *sum)
{
	*sum = 0;
	for (int32 k = 0; k < ages; k++)
	{
		CX_CHECK_INTERRUPTS(k);
		if (pg_add_s64_overflow(*sum, counts[k], sum))
			return false;
	}
	return true;
}

static bool
same_sum(const int64 *a, int32 a_ages, const int64 *b, int32 b_ages)
{
	int64 sum_a, sum_b;

	return sum_of(a, a_ages, &sum_a) && sum_of(b, b_ages, &sum_b) && sum_a == sum_b;
}

static const char *
problem_of_cohort(const CxRetention *state, const CxCohort *cohort)
{
	int32 ages = cohort->ages;
	const int64 *active = cohort->counts;
	const int64 *last = active + ages;
	const int64 *first_return = last + ages;
	const int64 *run_end = first_return + ages;

	if (!cx_cohort_is_valid(state->kind, cohort->number, ages))
		return "A period is out of range.";
	if (ages == 0)
		return cohort->customers != 0 ? NULL : "A cohort without customers is left out.";
	if (active[ages - 1] == 0 && last[ages - 1] == 0 && first_return[ages - 1] == 0 &&
		run_end[ages - 1] == 0)
		return "A cohort ends with the last age that has customers.";
	if (first_return[0] != 0)
		return "Nobody returns at age 0.";
	if (!same_sum(run_end, ages, active, 1) ||
		!same_sum(first_return + 1, ages - 1, last + 1, ages - 1))
		return "The histograms do not count the same customers.";
	return NULL;
}

/* What is wrong with a state from outside, or NULL; its size has been checked. */
static const char *
problem_of(const CxRetention *state)
{
	const CxCohort *cohort = cx_first_cohort(state);
	int64 before = 0;

	if (state->kind > CX_ROLLING)
		return "There is no such period.";
	if (state->kind == CX_ROLLING ? state->width <= 0 : state->width != 0)
		return "A width belongs to rolling windows, and is positive.";
	if (state->recurring && (state->cohorts == 0 || state->kind == CX_ROLLING))
		return "Nobody enters anew.";
	if (state->cohorts == 0)
		return state->kind == 0 && state->width == 0 ? NULL : "Without cohorts it is written ().";
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		const char *problem = problem_of_cohort(state, cohort);

		CX_CHECK_INTERRUPTS(i);
		if (problem != NULL)
			return problem;
		if (i > 0 && cohort->number <= before)
			return "Cohorts come in the order of their days, each once.";
		before = cohort->number;
	}
	return NULL;
}

/* A value under construction, from text or binary. */
typedef struct Buffer
{
	StringInfoData bytes;
	int64 cells;
	int32 cohorts;
} Buffer;

static void
begin_value(Buffer *buffer)
{
	static const char header[offsetof(CxRetention, data)];

	initStringInfo(&buffer->bytes);
	appendBinaryStringInfo(&buffer->bytes, header, sizeof(header));
	buffer->cells = 0;
	buffer->cohorts = 0;
}

/* false when there are too many cells */
static bool
append_cohort(Buffer *buffer, int64 number, int64 customers, int32 ages)
{
	CxCohort cohort = {.number = number, .customers = customers, .ages = ages};

	buffer->cells += ages + 1;
	if (buffer->cells > CX_RETENTION_MAX_CELLS)
		return false;
	appendBinaryStringInfo(&buffer->bytes, (char *) &cohort, offsetof(CxCohort, counts));
	buffer->cohorts++;
	return true;
}

static CxRetention *
finish_value(Buffer *buffer, uint8 kind, bool recurring, int64 width)
{
	CxRetention *state = (CxRetention *) buffer->bytes.data;

	SET_VARSIZE(state, buffer->bytes.len);
	state->version = WIRE_VERSION;
	state->kind = kind;
	state->recurring = recurring;
	state->width = width;
	state->cohorts = buffer->cohorts;
	return state;
}

/* The four lists of a cohort: the first says how long all are. */
static bool
read_counts(CxTextReader *reader, Buffer *buffer, int64 number, int64 customers)
{
	StringInfoData list;
	int64 count;
	int32 ages = 0;

	initStringInfo(&list);
	while (cx_text_int64(reader, &count))
	{
		appendBinaryStringInfo(&list, (char *) &count, sizeof(count));
		ages++;
	}
	if (ages == 0 || !append_cohort(buffer, number, customers, ages))
		return false;
	appendBinaryStringInfo(&buffer->bytes, list.data, list.len);
	pfree(list.data);
	for (int h = 1; h < CX_HISTOGRAMS; h++)
	{
		if (!cx_text_literal(reader, "/"))
			return false;
		for (int32 k = 0; k < ages; k++)
		{
			if (!cx_text_int64(reader, &count))
				return false;
			appendBinaryStringInfo(&buffer->bytes, (char *) &count, sizeof(count));
		}
	}
	return true;
}

static bool
read_text(CxTextReader *reader, CxRetention **state)
{
	Buffer buffer;
	uint8 kind = 0;
	bool recurring = false;
	int64 width = 0;

	reader->problem = "Expected is (period | first-day customers: active ... / last ... / "
					  "first-return ... / run-end ... | ...), or () for no customers.";
	begin_value(&buffer);
	if (!cx_text_literal(reader, "("))
		return false;
	if (!cx_text_literal(reader, ")"))
	{
		if (!cx_read_kind(reader, &kind, &width))
			return false;
		recurring = cx_text_literal(reader, "recurring");
		while (cx_text_literal(reader, "|"))
		{
			DateADT day = 0;
			int64 number;
			int64 customers;

			if (kind == CX_ROLLING ? !cx_text_date(reader, &day)
								   : !cx_text_period_number(reader, (CxPeriod) kind, &number))
				return false;
			if (kind == CX_ROLLING)
				number = day;
			if (!cx_text_int64(reader, &customers))
				return false;
			if (cx_text_literal(reader, ":") ? !read_counts(reader, &buffer, number, customers)
											 : !append_cohort(&buffer, number, customers, 0))
				return false;
		}
		if (buffer.cohorts == 0 || !cx_text_literal(reader, ")"))
			return false;
	}
	*state = finish_value(&buffer, kind, recurring, width);
	return cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxRetention *state)
{
	const CxCohort *cohort = cx_first_cohort(state);

	appendStringInfoChar(text, '(');
	if (state->cohorts > 0)
		cx_append_kind(text, state->kind, state->width);
	if (state->recurring)
		appendStringInfoString(text, " recurring");
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, " | ");
		cx_append_date(text, cx_cohort_day(state->kind, cohort->number));
		appendStringInfo(text, " " INT64_FORMAT, cohort->customers);
		for (int h = 0; h < CX_HISTOGRAMS && cohort->ages > 0; h++)
		{
			appendStringInfoString(text, h == 0 ? ":" : " /");
			for (int32 k = 0; k < cohort->ages; k++)
			{
				CX_CHECK_INTERRUPTS(k);
				appendStringInfo(text, " " INT64_FORMAT, cohort->counts[h * cohort->ages + k]);
			}
		}
	}
	appendStringInfoChar(text, ')');
}

static CxRetention *
read_wire(StringInfo message, int version)
{
	Buffer buffer;
	uint8 kind = (uint8) pq_getmsgbyte(message);
	int64 width = pq_getmsgint64(message);
	int32 cohorts = (int32) pq_getmsgint(message, 4);

	if (cohorts < 0)
		cx_wire_refuse(TYPE_NAME, "It has a negative number of cohorts.");
	begin_value(&buffer);
	for (int32 i = 0; i < cohorts; i++)
	{
		int64 number = pq_getmsgint64(message);
		int64 customers = pq_getmsgint64(message);
		int32 ages = (int32) pq_getmsgint(message, 4);

		CX_CHECK_INTERRUPTS(i);
		/* what is not there is not allocated */
		if (ages < 0 || ages > (message->len - message->cursor) / (CX_HISTOGRAMS * 8) ||
			!append_cohort(&buffer, number, customers, ages))
			cx_wire_refuse(TYPE_NAME, "A cohort has more ages than the message.");
		for (int32 k = 0; k < CX_HISTOGRAMS * ages; k++)
		{
			int64 count = pq_getmsgint64(message);

			CX_CHECK_INTERRUPTS(k);
			appendBinaryStringInfo(&buffer.bytes, (char *) &count, sizeof(count));
		}
	}
	return finish_value(&buffer, kind, version == WIRE_RECURRING, width);
}

static int
wire_version_of(const CxRetention *state)
{
	return state->recurring ? WIRE_RECURRING : WIRE_VERSION;
}

static void
write_wire(StringInfo message, const CxRetention *state)
{
	const CxCohort *cohort = cx_first_cohort(state);

	pq_sendbyte(message, state->kind);
	pq_sendint64(message, state->width);
	pq_sendint32(message, state->cohorts);
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendint64(message, cohort->number);
		pq_sendint64(message, cohort->customers);
		pq_sendint32(message, cohort->ages);
		for (int32 k = 0; k < CX_HISTOGRAMS * cohort->ages; k++)
		{
			CX_CHECK_INTERRUPTS(k);
			pq_sendint64(message, cohort->counts[k]);
		}
	}
}

static void
write_json(StringInfo json, const CxRetention *state)
{
	static const char *const names[CX_HISTOGRAMS] = {"active", "last", "first_return", "run_end"};
	const CxCohort *cohort = cx_first_cohort(state);

	if (state->cohorts == 0)
		appendStringInfoString(json, "{\"period\": null, ");
	else
		appendStringInfo(json, "{\"period\": \"%s\", ", cx_kind_name(state->kind));
	if (state->kind == CX_ROLLING)
		appendStringInfo(json, "\"width_seconds\": %s, ", cx_shortest_decimal(state->width / 1e6));
	appendStringInfo(json, "\"recurring\": %s, \"cohorts\": [",
					 state->recurring ? "true" : "false");
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"cohort\": \"", i == 0 ? "" : ", ");
		cx_append_date(json, cx_cohort_day(state->kind, cohort->number));
		appendStringInfo(json, "\", \"customers\": " INT64_FORMAT, cohort->customers);
		for (int h = 0; h < CX_HISTOGRAMS; h++)
		{
			appendStringInfo(json, ", \"%s\": [", names[h]);
			for (int32 k = 0; k < cohort->ages; k++)
			{
				CX_CHECK_INTERRUPTS(k);
				appendStringInfo(json, "%s" INT64_FORMAT, k == 0 ? "" : ", ",
								 cohort->counts[h * cohort->ages + k]);
			}
			appendStringInfoChar(json, ']');
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO_VERSIONS(cx_retention, CxRetention, WIRE_RECURRING, PG_GETARG_RETENTION_P)
CX_VARLENA_STATE_ORDER(cx_retention)
