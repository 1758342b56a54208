/*
 * retention.c
 *	  Type cx_retention: input and output, equality, casts.
 *
 * Text form: (month | 1997-01-01 3: 3 2 0 1 / 1 1 0 1 / 0 1 0 1 / 1 2 0 0 | ...): for each cohort its
 * first day and customers, then by age the four histograms of CxHistogram in their order; a cohort
 * that did nothing has no colon. The empty state is (). Binary form: version byte 1, the kind's code
 * as a byte, width as int8, the number of cohorts as int4; for each its number and customers as
 * int8, the number of ages as int4, the four histograms as int8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/compat.h"
#include "base/period_text.h"
#include "base/result.h"
#include "base/state_wire.h"
#include "base/state_order.h"
#include "retention/retention.h"

#define TYPE_NAME    "cx_retention"
#define WIRE_VERSION 1

/* Sums of two parts of histograms; false when one is beyond bigint or they differ. */
static bool
same_sum(const int64 *a, int32 a_count, const int64 *b, int32 b_count)
{
	int64 sum_a = 0;
	int64 sum_b = 0;

	for (int32 i = 0; i < a_count; i++)
		if (pg_add_s64_overflow(sum_a, a[i], &sum_a))
			return false;
	for (int32 i = 0; i < b_count; i++)
		if (pg_add_s64_overflow(sum_b, b[i], &sum_b))
			return false;
	return sum_a == sum_b;
}

static const char *
problem_of_cohort(const CxRetention *state, const CxCohort *cohort)
{
	int32 ages = cohort->ages;
	const int64 *active = cohort->counts;
	const int64 *last = active + ages;
	const int64 *first_return = last + ages;
	const int64 *run_end = first_return + ages;

	/* the start of a rolling window is a timestamp, whose range is narrower than that of dates */
	if (state->kind == CX_ROLLING
			? cohort->number < DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE ||
				  cohort->number >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE
			: !cx_period_is_valid((CxPeriod) state->kind, cohort->number) ||
				  !cx_period_is_valid((CxPeriod) state->kind, cohort->number + Max(ages - 1, 0)))
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
	if (state->cohorts == 0)
		return state->kind == 0 && state->width == 0 ? NULL : "Without cohorts it is written ().";
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		const char *problem = problem_of_cohort(state, cohort);

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
finish_value(Buffer *buffer, uint8 kind, int64 width)
{
	CxRetention *state = (CxRetention *) buffer->bytes.data;

	SET_VARSIZE(state, buffer->bytes.len);
	state->version = WIRE_VERSION;
	state->kind = kind;
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

static CxRetention *
read_state(CxTextReader *reader)
{
	Buffer buffer;
	CxRetention *state;
	uint8 kind = 0;
	int64 width = 0;

	reader->problem = "Expected is (period | first-day customers: active ... / last ... / "
					  "first-return ... / run-end ... | ...), or () for no customers.";
	begin_value(&buffer);
	if (!cx_text_literal(reader, "("))
		return NULL;
	if (!cx_text_literal(reader, ")"))
	{
		if (!cx_read_kind(reader, &kind, &width))
			return NULL;
		while (cx_text_literal(reader, "|"))
		{
			DateADT day = 0;
			int64 number;
			int64 customers;

			if (kind == CX_ROLLING ? !cx_text_date(reader, &day)
								   : !cx_text_period_number(reader, (CxPeriod) kind, &number))
				return NULL;
			if (kind == CX_ROLLING)
				number = day;
			if (!cx_text_int64(reader, &customers))
				return NULL;
			if (cx_text_literal(reader, ":") ? !read_counts(reader, &buffer, number, customers)
											 : !append_cohort(&buffer, number, customers, 0))
				return NULL;
			CHECK_FOR_INTERRUPTS();
		}
		if (buffer.cohorts == 0 || !cx_text_literal(reader, ")"))
			return NULL;
	}
	if (!cx_text_end(reader))
		return NULL;
	state = finish_value(&buffer, kind, width);
	reader->problem = problem_of(state);
	return reader->problem == NULL ? state : NULL;
}

/*
 * cx_retention_in(cstring) -> cx_retention
 *		Text input. Malformed text, counts beyond bigint, days that begin no period, histograms that
 *		cannot be of the same customers: error 22P02 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_retention_in);
Datum
cx_retention_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxRetention *state = read_state(&reader);

	if (state == NULL)
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(state);
}

static DateADT
cohort_day(const CxRetention *state, const CxCohort *cohort)
{
	return state->kind == CX_ROLLING ? (DateADT) cohort->number
									 : cx_period_first_day((CxPeriod) state->kind, cohort->number);
}

/*
 * cx_retention_out(cx_retention) -> cstring
 *		Text output, which cx_retention_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_retention_out);
Datum
cx_retention_out(PG_FUNCTION_ARGS)
{
	const CxRetention *state = PG_GETARG_RETENTION_P(0);
	const CxCohort *cohort = cx_first_cohort(state);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	if (state->cohorts > 0)
		cx_append_kind(&text, state->kind, state->width);
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		appendStringInfoString(&text, " | ");
		cx_append_date(&text, cohort_day(state, cohort));
		appendStringInfo(&text, " " INT64_FORMAT, cohort->customers);
		for (int h = 0; h < CX_HISTOGRAMS && cohort->ages > 0; h++)
		{
			appendStringInfoString(&text, h == 0 ? ":" : " /");
			for (int32 k = 0; k < cohort->ages; k++)
				appendStringInfo(&text, " " INT64_FORMAT, cohort->counts[h * cohort->ages + k]);
		}
		CHECK_FOR_INTERRUPTS();
	}
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_retention_recv(internal) -> cx_retention
 *		Binary input. Unknown version, short message, or a state that problem_of() objects to:
 *		error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_retention_recv);
Datum
cx_retention_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	Buffer buffer;
	CxRetention *state;
	uint8 kind;
	int64 width;
	int32 cohorts;
	const char *problem;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	kind = (uint8) pq_getmsgbyte(message);
	width = pq_getmsgint64(message);
	cohorts = (int32) pq_getmsgint(message, 4);
	if (cohorts < 0)
		cx_wire_refuse(TYPE_NAME, "It has a negative number of cohorts.");
	begin_value(&buffer);
	for (int32 i = 0; i < cohorts; i++)
	{
		int64 number = pq_getmsgint64(message);
		int64 customers = pq_getmsgint64(message);
		int32 ages = (int32) pq_getmsgint(message, 4);

		/* what is not there is not allocated */
		if (ages < 0 || ages > (message->len - message->cursor) / (CX_HISTOGRAMS * 8) ||
			!append_cohort(&buffer, number, customers, ages))
			cx_wire_refuse(TYPE_NAME, "A cohort has more ages than the message.");
		for (int32 k = 0; k < CX_HISTOGRAMS * ages; k++)
		{
			int64 count = pq_getmsgint64(message);

			appendBinaryStringInfo(&buffer.bytes, (char *) &count, sizeof(count));
		}
	}
	state = finish_value(&buffer, kind, width);
	problem = problem_of(state);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_POINTER(state);
}

/*
 * cx_retention_send(cx_retention) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_retention_send);
Datum
cx_retention_send(PG_FUNCTION_ARGS)
{
	const CxRetention *state = PG_GETARG_RETENTION_P(0);
	const CxCohort *cohort = cx_first_cohort(state);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, state->kind);
	pq_sendint64(&message, state->width);
	pq_sendint32(&message, state->cohorts);
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		pq_sendint64(&message, cohort->number);
		pq_sendint64(&message, cohort->customers);
		pq_sendint32(&message, cohort->ages);
		for (int32 k = 0; k < CX_HISTOGRAMS * cohort->ages; k++)
			pq_sendint64(&message, cohort->counts[k]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_VARLENA_STATE_ORDER(cx_retention)

static char *
as_json(const CxRetention *state)
{
	static const char *const names[CX_HISTOGRAMS] = {"active", "last", "first_return", "run_end"};
	const CxCohort *cohort = cx_first_cohort(state);
	StringInfoData json;

	initStringInfo(&json);
	if (state->cohorts == 0)
		appendStringInfoString(&json, "{\"period\": null, ");
	else
		appendStringInfo(&json, "{\"period\": \"%s\", ", cx_kind_name(state->kind));
	if (state->kind == CX_ROLLING)
		appendStringInfo(&json, "\"width_seconds\": %s, ", cx_shortest_decimal(state->width / 1e6));
	appendStringInfoString(&json, "\"cohorts\": [");
	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		appendStringInfo(&json, "%s{\"cohort\": \"", i == 0 ? "" : ", ");
		cx_append_date(&json, cohort_day(state, cohort));
		appendStringInfo(&json, "\", \"customers\": " INT64_FORMAT, cohort->customers);
		for (int h = 0; h < CX_HISTOGRAMS; h++)
		{
			appendStringInfo(&json, ", \"%s\": [", names[h]);
			for (int32 k = 0; k < cohort->ages; k++)
				appendStringInfo(&json, "%s" INT64_FORMAT, k == 0 ? "" : ", ",
								 cohort->counts[h * cohort->ages + k]);
			appendStringInfoChar(&json, ']');
		}
		appendStringInfoChar(&json, '}');
		CHECK_FOR_INTERRUPTS();
	}
	appendStringInfoString(&json, "]}");
	return json.data;
}

/*
 * cx_retention_json(cx_retention) -> json, cx_retention_jsonb(cx_retention) -> jsonb
 *		Explicit casts: {"period", "cohorts": [{"cohort", "customers", and by age "active", "last",
 *		"first_return", "run_end"}]}; the empty state has a null period.
 */
PG_FUNCTION_INFO_V1(cx_retention_json);
Datum
cx_retention_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_RETENTION_P(0))));
}

PG_FUNCTION_INFO_V1(cx_retention_jsonb);
Datum
cx_retention_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_RETENTION_P(0))));
}
