/*
 * funnel_terms.c
 *	  What a funnel is: how many steps within how long, by which mode, at times of which kind.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/durations_text.h"
#include "journey/funnel_mode.h"
#include "journey/funnel_terms.h"

static const char *const kinds[] = {[CX_TIME_DATE] = "date",
									[CX_TIME_TIMESTAMP] = "timestamp",
									[CX_TIME_TIMESTAMPTZ] = "timestamptz"};

const char *
cx_time_kind_name(CxTimeKind kind)
{
	return kinds[kind];
}

const char *
cx_funnel_terms_problem(const CxFunnelTerms *terms)
{
	if (terms->kind < CX_TIME_DATE || terms->kind > CX_TIME_TIMESTAMPTZ)
		return "The times of a funnel are date, timestamp or timestamptz.";
	if (!cx_funnel_mode_valid(terms->mode))
		return "Its mode is none.";
	if (terms->steps < 1 || terms->steps > CX_FUNNEL_MAX_STEPS)
		return "A funnel has 1 to " CppAsString2(CX_FUNNEL_MAX_STEPS) " steps.";
	if (terms->within < 0)
		return "within is not negative.";
	return NULL;
}

static bool
read_kind(CxTextReader *reader, uint16 *kind)
{
	/* the longest word first: another begins like it */
	for (int i = CX_TIME_TIMESTAMPTZ; i >= CX_TIME_DATE; i--)
		if (cx_text_literal(reader, kinds[i]))
		{
			*kind = (uint16) i;
			return true;
		}
	return false;
}

static bool
read_word(CxTextReader *reader, uint16 *mode)
{
	for (uint16 bit = 1; (bit & CX_FUNNEL_MODES) != 0; bit <<= 1)
		if ((*mode & bit) == 0 && cx_text_literal(reader, cx_funnel_word(bit)))
		{
			*mode |= bit;
			return true;
		}
	return false;
}

bool
cx_read_funnel_terms(CxTextReader *reader, CxFunnelTerms *terms)
{
	const char *problem;

	*terms = (CxFunnelTerms){0};
	if (!read_kind(reader, &terms->kind) || !cx_text_literal(reader, ",") ||
		!cx_text_int32(reader, &terms->steps) || !cx_text_literal(reader, "step") ||
		(terms->steps != 1 && !cx_text_literal(reader, "s")) || !cx_text_literal(reader, ",") ||
		!cx_text_literal(reader, "within") || !cx_text_int64(reader, &terms->within) ||
		!cx_text_literal(reader, "us"))
		return false;
	while (cx_text_literal(reader, ","))
		if (!read_word(reader, &terms->mode))
			return false;
	problem = cx_funnel_terms_problem(terms);
	if (problem != NULL)
		reader->problem = problem;
	return problem == NULL;
}

void
cx_append_funnel_terms(StringInfo text, const CxFunnelTerms *terms)
{
	appendStringInfo(text, "%s, %d %s, within " INT64_FORMAT "us", kinds[terms->kind], terms->steps,
					 terms->steps == 1 ? "step" : "steps", terms->within);
	if (terms->mode != 0)
	{
		appendStringInfoString(text, ", ");
		cx_append_funnel_words(text, terms->mode, ", ");
	}
}

bool
cx_read_time(CxTextReader *reader, CxTimeKind kind, int64 *at)
{
	DateADT day;

	if (kind == CX_TIME_TIMESTAMPTZ)
		return cx_text_instant(reader, at);
	if (kind == CX_TIME_TIMESTAMP)
		return cx_text_local(reader, at);
	if (!cx_text_date(reader, &day))
		return false;
	if (day >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE)
	{
		reader->problem = "A date is out of range.";
		return false;
	}
	*at = (int64) day * USECS_PER_DAY;
	return true;
}

void
cx_append_time(StringInfo text, CxTimeKind kind, int64 at, char between)
{
	if (kind == CX_TIME_TIMESTAMPTZ)
		cx_append_instant(text, at, between);
	else if (kind == CX_TIME_TIMESTAMP)
		cx_append_local(text, at, between);
	else
		cx_append_date(text, (DateADT) (at / USECS_PER_DAY));
}

void
cx_append_json_terms(StringInfo json, const CxFunnelTerms *terms)
{
	appendStringInfo(json,
					 "\"kind\": \"%s\", \"steps\": %d, \"within_seconds\": ", kinds[terms->kind],
					 terms->steps);
	cx_append_seconds(json, cx_wide((uint64) terms->within));
	appendStringInfoString(json, ", \"mode\": \"");
	cx_append_funnel_words(json, terms->mode, ", ");
	appendStringInfoChar(json, '"');
}
