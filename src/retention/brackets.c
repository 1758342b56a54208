/*
 * brackets.c
 *	  Type cx_brackets: input and output, equality, casts.
 *
 * Text form: (day 1 4 8 15 | 2026-01-01 4: 2 2 0 | ...): the period and the first ages, then for each
 * cohort its first day, its customers, and how many of them were retained in each bracket; (rolling
 * 86400000000us 1 4 | ...) for windows. The empty state is (). Binary form: version byte 1, the kind's code
 * as a byte, width as int8, the number of brackets as int4 and, unless that is 0, the first ages as int4
 * and the number of cohorts as int4; for each its number, customers and counts as int8. JSON: {"period",
 * "first_ages", "cohorts": [{"cohort", "customers", "retained": [...]}]}, for rolling windows
 * "width_seconds", too; the empty state has a null period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"
#include "base/result.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/activity.h"
#include "retention/brackets.h"
#include "retention/cohort_table.h"

#define TYPE_NAME "cx_brackets"

CxBrackets *
cx_brackets_new(int32 brackets, int32 cohorts)
{
	Size size = cx_brackets_size(brackets, cohorts);
	CxBrackets *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = CX_BRACKETS_VERSION;
	state->brackets = brackets;
	state->cohorts = cohorts;
	return state;
}

bool
cx_cohort_is_used(const int64 *cohort, int32 brackets)
{
	for (int32 i = CX_COHORT_CUSTOMERS; i < CX_COHORT_RETAINED + brackets; i++)
		if (cohort[i] != 0)
			return true;
	return false;
}

bool
cx_brackets_same_shape(const CxBracketsShape *a, const CxBracketsShape *b)
{
	return a->kind == b->kind && a->width == b->width && a->brackets == b->brackets &&
		   memcmp(a->ages, b->ages, (a->brackets + 1) * sizeof(int32)) == 0;
}

const char *
cx_first_ages_problem(const int32 *ages, int32 count)
{
	if (count < 2)
		return "There are at least two first ages: the last one only ends the bracket before it.";
	if (ages[0] < 0)
		return "An age is not negative.";
	for (int32 i = 1; i < count; i++)
		if (ages[i] <= ages[i - 1])
			return "First ages ascend.";
	return NULL;
}

int64
cx_brackets_ages(const CxBrackets *state, const int64 *cohort)
{
	for (int32 i = state->brackets - 1; i >= 0; i--)
		if (cohort[CX_COHORT_RETAINED + i] != 0)
			return (int64) state->ages[i] + 1;
	return 0;
}

/* What is wrong with a state from outside, or NULL; its size has been checked. */
static const char *
problem_of(const CxBrackets *state)
{
	const char *problem;

	if (state->kind > CX_ROLLING)
		return "There is no such period.";
	if (state->kind == CX_ROLLING ? state->width <= 0 : state->width != 0)
		return "A width belongs to rolling windows, and is positive.";
	if (state->cohorts == 0)
		return state->kind == 0 && state->width == 0 && state->brackets == 0
				   ? NULL
				   : "Without cohorts it is written ().";
	problem = cx_first_ages_problem(state->ages, state->brackets + 1);
	if (problem != NULL)
		return problem;
	for (int32 i = 0; i < state->cohorts; i++)
	{
		const int64 *cohort = cx_brackets_cohort(state, i);

		CX_CHECK_INTERRUPTS(i);
		if (!cx_cohort_is_used(cohort, state->brackets))
			return "A cohort without customers is left out.";
		if (!cx_cohort_is_valid(state->kind, cohort[CX_COHORT_NUMBER],
								cx_brackets_ages(state, cohort)))
			return "A period is out of range.";
		if (i > 0 && cohort[CX_COHORT_NUMBER] <= cx_brackets_cohort(state, i - 1)[CX_COHORT_NUMBER])
			return "Cohorts come in the order of their days, each once.";
	}
	return NULL;
}

/* A list of numbers of unknown length. */
static void
append_number(StringInfo list, const void *number, int size)
{
	appendBinaryStringInfo(list, (const char *) number, size);
}

/* Too many brackets, or too many cohorts of them, are refused before more are read. */
static bool
may_have(int64 brackets, int64 cohorts)
{
	return brackets <= CX_BRACKETS_MAX &&
		   cohorts * (int64) CX_COHORT_WORDS(brackets) <= CX_BRACKETS_MAX_CELLS;
}

static bool
read_first_ages(CxTextReader *reader, StringInfo ages)
{
	int64 count = 0;
	int32 age;

	while (!cx_text_literal(reader, "|"))
	{
		if (!cx_text_int32(reader, &age) || !may_have(count++ - 1, 1))
			return false;
		append_number(ages, &age, sizeof(age));
	}
	return count >= 2;
}

static bool
read_cohort(CxTextReader *reader, int kind, int32 brackets, StringInfo cohorts)
{
	DateADT day = 0;
	int64 number, count;

	if (kind == CX_ROLLING ? !cx_text_date(reader, &day)
						   : !cx_text_period_number(reader, (CxPeriod) kind, &number))
		return false;
	if (kind == CX_ROLLING)
		number = day;
	append_number(cohorts, &number, sizeof(number));
	for (int32 i = -1; i < brackets; i++)
	{
		if ((i == 0 && !cx_text_literal(reader, ":")) || !cx_text_int64(reader, &count))
			return false;
		append_number(cohorts, &count, sizeof(count));
	}
	return true;
}

static bool
read_text(CxTextReader *reader, CxBrackets **state)
{
	static const char *const expected = "Expected is (period first-age ... | first-day customers: "
										"retained ... | ...), or () for no "
										"customers.";
	StringInfoData ages, cohorts;
	uint8 kind;
	int64 width;
	int32 brackets;
	int64 count = 0;

	*state = cx_brackets_new(0, 0);
	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	initStringInfo(&ages);
	initStringInfo(&cohorts);
	if (!cx_read_kind(reader, &kind, &width) || !read_first_ages(reader, &ages))
		return false;
	brackets = ages.len / (int) sizeof(int32) - 1;
	do
	{
		if (!may_have(brackets, ++count) || !read_cohort(reader, kind, brackets, &cohorts))
			return false;
		reader->problem = expected;
	} while (cx_text_literal(reader, "|"));
	if (!cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	*state = cx_brackets_new(brackets, (int32) count);
	(*state)->kind = kind;
	(*state)->width = width;
	memcpy((*state)->ages, ages.data, ages.len);
	memcpy(cx_brackets_cohort(*state, 0), cohorts.data, cohorts.len);
	return true;
}

static void
write_text(StringInfo text, const CxBrackets *state)
{
	appendStringInfoChar(text, '(');
	if (state->cohorts > 0)
		cx_append_kind(text, state->kind, state->width);
	for (int32 i = 0; i <= state->brackets && state->cohorts > 0; i++)
		appendStringInfo(text, " %d", state->ages[i]);
	for (int32 i = 0; i < state->cohorts; i++)
	{
		const int64 *cohort = cx_brackets_cohort(state, i);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, " | ");
		cx_append_date(text, cx_cohort_day(state->kind, cohort[CX_COHORT_NUMBER]));
		appendStringInfo(text, " " INT64_FORMAT ":", cohort[CX_COHORT_CUSTOMERS]);
		for (int32 b = 0; b < state->brackets; b++)
			appendStringInfo(text, " " INT64_FORMAT, cohort[CX_COHORT_RETAINED + b]);
	}
	appendStringInfoChar(text, ')');
}

static CxBrackets *
read_wire(StringInfo message)
{
	uint8 kind = (uint8) pq_getmsgbyte(message);
	int64 width = pq_getmsgint64(message);
	int32 brackets = (int32) pq_getmsgint(message, 4);
	int32 cohorts = 0;
	CxBrackets *head, *state;

	if (brackets < 0 || !may_have(brackets, 1))
		cx_wire_refuse(TYPE_NAME, "It has too many brackets.");
	head = cx_brackets_new(brackets, 0);
	for (int32 i = 0; i <= brackets && brackets > 0; i++)
		head->ages[i] = (int32) pq_getmsgint(message, 4);
	if (brackets > 0)
		cohorts = (int32) pq_getmsgint(message, 4);
	/* what is not there is not allocated */
	if (cohorts < 0 || !may_have(brackets, cohorts) ||
		(Size) cohorts * CX_COHORT_WORDS(brackets) * sizeof(int64) >
			(Size) (message->len - message->cursor))
		cx_wire_refuse(TYPE_NAME, "It has more cohorts than the message.");
	state = cx_brackets_new(brackets, cohorts);
	state->kind = kind;
	state->width = width;
	memcpy(state->ages, head->ages, VARSIZE(head) - offsetof(CxBrackets, ages));
	for (int32 i = 0; i < cohorts; i++)
	{
		int64 *cohort = cx_brackets_cohort(state, i);

		CX_CHECK_INTERRUPTS(i);
		for (Size k = 0; k < CX_COHORT_WORDS(brackets); k++)
			cohort[k] = pq_getmsgint64(message);
	}
	return state;
}

static void
write_wire(StringInfo message, const CxBrackets *state)
{
	pq_sendbyte(message, state->kind);
	pq_sendint64(message, state->width);
	pq_sendint32(message, state->brackets);
	if (state->brackets == 0)
		return;
	for (int32 i = 0; i <= state->brackets; i++)
		pq_sendint32(message, state->ages[i]);
	pq_sendint32(message, state->cohorts);
	for (int32 i = 0; i < state->cohorts; i++)
	{
		const int64 *cohort = cx_brackets_cohort(state, i);

		CX_CHECK_INTERRUPTS(i);
		for (Size k = 0; k < CX_COHORT_WORDS(state->brackets); k++)
			pq_sendint64(message, cohort[k]);
	}
}

static void
write_json(StringInfo json, const CxBrackets *state)
{
	if (state->cohorts == 0)
		appendStringInfoString(json, "{\"period\": null, ");
	else
		appendStringInfo(json, "{\"period\": \"%s\", ", cx_kind_name(state->kind));
	if (state->kind == CX_ROLLING)
		appendStringInfo(json, "\"width_seconds\": %s, ", cx_shortest_decimal(state->width / 1e6));
	appendStringInfoString(json, "\"first_ages\": [");
	for (int32 i = 0; i <= state->brackets && state->cohorts > 0; i++)
		appendStringInfo(json, "%s%d", i == 0 ? "" : ", ", state->ages[i]);
	appendStringInfoString(json, "], \"cohorts\": [");
	for (int32 i = 0; i < state->cohorts; i++)
	{
		const int64 *cohort = cx_brackets_cohort(state, i);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"cohort\": \"", i == 0 ? "" : ", ");
		cx_append_date(json, cx_cohort_day(state->kind, cohort[CX_COHORT_NUMBER]));
		appendStringInfo(json, "\", \"customers\": " INT64_FORMAT ", \"retained\": [",
						 cohort[CX_COHORT_CUSTOMERS]);
		for (int32 b = 0; b < state->brackets; b++)
			appendStringInfo(json, "%s" INT64_FORMAT, b == 0 ? "" : ", ",
							 cohort[CX_COHORT_RETAINED + b]);
		appendStringInfoString(json, "]}");
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_brackets, CxBrackets, CX_BRACKETS_VERSION, PG_GETARG_BRACKETS_P)
CX_VARLENA_STATE_ORDER(cx_brackets)
