/*
 * funnel_counts.c
 *	  Type cx_funnel: its forms and order.
 *
 * Text form: (timestamptz, 3 steps, within 86400000000us, first_start as of 2026-03-01 00:00:00Z:
 * 100 90, 60 55 (55: 3300), 20 20 ()), the terms of the funnel, and for each step the customers who reached
 * it, those of them who are settled and, from the second step on, the times of these since the step before
 * in buckets, as those of cx_durations. The empty state is (). Binary form: version byte 1, kind as a byte,
 * mode as int2, steps as int4, within and as_of as int8, then for each step customers and settled as int8
 * and the buckets as in a cx_durations. JSON: {"kind", "steps", "within_seconds", "mode", "as_of",
 * "reached": [{"customers", "settled", "times"}]}.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/durations_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "journey/funnel_counts.h"

#define TYPE_NAME "cx_funnel"
#define EXPECTED                                                                                   \
	"Expected is (terms as of time: customers settled, customers settled (count: seconds, ...), "  \
	"...), or () for nobody."

/* ----- making one ----- */

static Size
size_of(int32 steps, const CxDurations *const *times)
{
	Size size = offsetof(CxFunnel, counts) + steps * sizeof(CxFunnelCount);

	for (int32 i = 1; i < steps; i++)
		size += MAXALIGN(VARSIZE(times[i]));
	return size;
}

CxFunnel *
cx_funnel_make(const CxFunnelTerms *terms, int64 as_of, const CxFunnelCount *counts,
			   const CxDurations *const *times)
{
	Size size = size_of(terms->steps, times);
	CxFunnel *state;
	char *to;

	if (size > MaxAllocSize)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a funnel of %d steps has too many times between them", terms->steps),
				errhint("Take fewer steps."));
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->version = CX_FUNNEL_VERSION;
	state->kind = (uint8) terms->kind;
	state->mode = terms->mode;
	state->steps = terms->steps;
	state->within = terms->within;
	state->as_of = as_of;
	if (terms->steps > 0)
		memcpy(state->counts, counts, terms->steps * sizeof(CxFunnelCount));
	to = (char *) (state->counts + terms->steps);
	for (int32 i = 1; i < terms->steps; i++)
	{
		memcpy(to, times[i], VARSIZE(times[i]));
		to += MAXALIGN(VARSIZE(times[i]));
	}
	return state;
}

static CxFunnel *
empty_state(void)
{
	CxFunnelTerms none = {0};

	return cx_funnel_make(&none, 0, NULL, NULL);
}

/* ----- what a funnel can be ----- */

/* Fewer reach each step, and of them fewer are settled and fewer are not; a time for each settled one. */
static const char *
problem_of_step(const CxFunnelCount *before, const CxFunnelCount *count, int64 times)
{
	if (count->settled < 0 || count->settled > count->customers)
		return "Of those who reached a step, from none to all are settled.";
	if (before == NULL)
		return count->customers > 0 ? NULL : "Without customers it is written ().";
	if (count->settled > before->settled ||
		count->customers - count->settled > before->customers - before->settled)
		return "No more customers reach a step than reached the one before.";
	return count->settled == times ? NULL : "Each settled customer of a step has a time.";
}

/* The longest time between two steps is within. */
static const char *
problem_of_times(const CxFunnel *state, const CxDurations *times, int64 *count)
{
	CxBuckets list = cx_durations_read(times);
	CxWide sum;

	*count = cx_durations_total(list, &sum);
	if (list.count > 0 && cx_bucket_least(list.buckets[list.count - 1].index) > state->within)
		return "A time between two steps is longer than within.";
	pfree(list.buckets);
	return NULL;
}

static const char *
problem_of(const CxFunnel *state)
{
	CxFunnelTerms terms = cx_funnel_terms(state);
	const CxFunnelCount *before = NULL;
	const CxDurations *times;
	const char *problem;

	if (state->kind == 0 && state->steps == 0)
		return state->mode == 0 && state->within == 0 && state->as_of == 0
				   ? NULL
				   : "Without customers it is written ().";
	if ((problem = cx_funnel_terms_problem(&terms)) != NULL)
		return problem;
	if ((state->mode & CX_FUNNEL_FIRST_START) == 0)
		return "A funnel over customers is one of first starts.";
	if (state->as_of != DT_NOEND && !IS_VALID_TIMESTAMP(state->as_of))
		return "as_of is out of range.";
	if (state->kind == CX_TIME_DATE && state->as_of != DT_NOEND &&
		state->as_of % USECS_PER_DAY != 0)
		return "A date is a whole day.";
	times = cx_funnel_times(state);
	for (int32 i = 0; i < state->steps; i++)
	{
		int64 count = 0;

		CX_CHECK_INTERRUPTS(i);
		if (i > 0)
		{
			if ((problem = problem_of_times(state, times, &count)) != NULL)
				return problem;
			times = cx_funnel_next_times(times);
		}
		problem = problem_of_step(before, &state->counts[i], count);
		before = &state->counts[i];
		if (problem != NULL)
			return problem;
		if (state->as_of == DT_NOEND && state->counts[i].settled != state->counts[i].customers)
			return "Where the data is complete everybody is settled.";
	}
	return NULL;
}

/* ----- text ----- */

static bool
read_as_of(CxTextReader *reader, CxTimeKind kind, int64 *as_of)
{
	if (!cx_text_literal(reader, "as of"))
		return false;
	if (cx_text_literal(reader, "infinity"))
	{
		*as_of = DT_NOEND;
		return true;
	}
	return cx_read_time(reader, kind, as_of);
}

static bool
read_steps(CxTextReader *reader, int32 steps, CxFunnelCount *counts, CxDurations **times)
{
	for (int32 i = 0; i < steps; i++)
	{
		CxBuckets list;

		if ((i > 0 && !cx_text_literal(reader, ",")) ||
			!cx_text_int64(reader, &counts[i].customers) ||
			!cx_text_int64(reader, &counts[i].settled))
			return false;
		if (i == 0)
			continue;
		if (!cx_buckets_read_text(reader, &list))
			return false;
		times[i] = cx_durations_make(list);
		pfree(list.buckets);
	}
	return true;
}

static bool
read_text(CxTextReader *reader, CxFunnel **state)
{
	CxFunnelTerms terms;
	CxFunnelCount *counts;
	CxDurations **times;
	int64 as_of;

	reader->problem = EXPECTED;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = empty_state();
		return cx_text_end(reader);
	}
	if (!cx_read_funnel_terms(reader, &terms) || !read_as_of(reader, terms.kind, &as_of) ||
		!cx_text_literal(reader, ":"))
		return false;
	counts = palloc(terms.steps * sizeof(CxFunnelCount));
	times = palloc(terms.steps * sizeof(CxDurations *));
	if (!read_steps(reader, terms.steps, counts, times) || !cx_text_literal(reader, ")") ||
		!cx_text_end(reader))
		return false;
	*state = cx_funnel_make(&terms, as_of, counts, (const CxDurations *const *) times);
	return true;
}

static void
append_as_of(StringInfo text, const CxFunnel *state, char between)
{
	if (state->as_of == DT_NOEND)
		appendStringInfoString(text, "infinity");
	else
		cx_append_time(text, (CxTimeKind) state->kind, state->as_of, between);
}

static void
write_text(StringInfo text, const CxFunnel *state)
{
	CxFunnelTerms terms = cx_funnel_terms(state);
	const CxDurations *times = cx_funnel_times(state);

	appendStringInfoChar(text, '(');
	if (state->steps > 0)
	{
		cx_append_funnel_terms(text, &terms);
		appendStringInfoString(text, " as of ");
		append_as_of(text, state, ' ');
		appendStringInfoString(text, ": ");
	}
	for (int32 i = 0; i < state->steps; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(text, "%s" INT64_FORMAT " " INT64_FORMAT, i == 0 ? "" : ", ",
						 state->counts[i].customers, state->counts[i].settled);
		if (i > 0)
		{
			appendStringInfoChar(text, ' ');
			cx_buckets_write_text(text, cx_durations_read(times));
			times = cx_funnel_next_times(times);
		}
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary, and json ----- */

static CxFunnel *
read_wire(StringInfo message)
{
	CxFunnelTerms terms = {0};
	CxFunnelCount *counts;
	CxDurations **times;
	int64 as_of;

	terms.kind = (CxTimeKind) pq_getmsgbyte(message);
	terms.mode = (uint16) pq_getmsgint(message, 2);
	terms.steps = (int32) pq_getmsgint(message, 4);
	terms.within = pq_getmsgint64(message);
	as_of = pq_getmsgint64(message);
	if (terms.steps < 0 || terms.steps > CX_FUNNEL_MAX_STEPS)
		cx_wire_refuse(TYPE_NAME, "A funnel has 1 to " CppAsString2(CX_FUNNEL_MAX_STEPS) " steps.");
	counts = palloc(Max(terms.steps, 1) * sizeof(CxFunnelCount));
	times = palloc(Max(terms.steps, 1) * sizeof(CxDurations *));
	for (int32 i = 0; i < terms.steps; i++)
	{
		counts[i].customers = pq_getmsgint64(message);
		counts[i].settled = pq_getmsgint64(message);
		if (i > 0)
			times[i] = cx_durations_make(cx_buckets_read_wire(message, TYPE_NAME));
	}
	return cx_funnel_make(&terms, as_of, counts, (const CxDurations *const *) times);
}

static void
write_wire(StringInfo message, const CxFunnel *state)
{
	const CxDurations *times = cx_funnel_times(state);

	pq_sendbyte(message, state->kind);
	pq_sendint16(message, state->mode);
	pq_sendint32(message, (uint32) state->steps);
	pq_sendint64(message, (uint64) state->within);
	pq_sendint64(message, (uint64) state->as_of);
	for (int32 i = 0; i < state->steps; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendint64(message, (uint64) state->counts[i].customers);
		pq_sendint64(message, (uint64) state->counts[i].settled);
		if (i > 0)
		{
			cx_buckets_write_wire(message, cx_durations_read(times));
			times = cx_funnel_next_times(times);
		}
	}
}

bytea *
cx_funnel_to_bytes(const CxFunnel *state)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, CX_FUNNEL_VERSION);
	write_wire(&message, state);
	return pq_endtypsend(&message);
}

CxFunnel *
cx_funnel_of_bytes(const bytea *bytes)
{
	StringInfoData message;
	const char *problem;
	CxFunnel *state;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes), (int) VARSIZE_ANY_EXHDR(bytes));
	cx_wire_version(&message, TYPE_NAME, CX_FUNNEL_VERSION);
	state = read_wire(&message);
	pq_getmsgend(&message);
	if ((problem = problem_of(state)) != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	pfree(message.data);
	return state;
}

static void
write_json(StringInfo json, const CxFunnel *state)
{
	CxFunnelTerms terms = cx_funnel_terms(state);
	const CxDurations *times = cx_funnel_times(state);

	appendStringInfoChar(json, '{');
	if (state->steps > 0)
	{
		cx_append_json_terms(json, &terms);
		appendStringInfoString(json, ", \"as_of\": \"");
		append_as_of(json, state, 'T');
		appendStringInfoString(json, "\", ");
	}
	appendStringInfoString(json, "\"reached\": [");
	for (int32 i = 0; i < state->steps; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"customers\": " INT64_FORMAT ", \"settled\": " INT64_FORMAT,
						 i == 0 ? "" : ", ", state->counts[i].customers, state->counts[i].settled);
		if (i > 0)
		{
			appendStringInfoString(json, ", \"times\": ");
			cx_buckets_write_json(json, cx_durations_read(times));
			times = cx_funnel_next_times(times);
		}
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_funnel, CxFunnel, CX_FUNNEL_VERSION, PG_GETARG_FUNNEL)
CX_VARLENA_STATE_ORDER(cx_funnel)
