/*
 * share.c
 *	  A state of two counts: how many, and how many of those.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/proportion.h"
#include "base/share.h"

static inline bool
empty(const CxShare *state)
{
	return state->whole == 0 && state->part == 0;
}

bool
cx_share_read_text(CxTextReader *reader, CxShare **result, const CxShareWords *words)
{
	CxShare *state = *result = palloc0(sizeof(CxShare));
	bool none = false;

	if (cx_text_literal(reader, "(") &&
		((none = cx_text_literal(reader, ")")) ||
		 (cx_text_int64(reader, &state->part) && cx_text_literal(reader, "of") &&
		  cx_text_int64(reader, &state->whole) && cx_text_literal(reader, ")"))) &&
		cx_text_end(reader))
	{
		if (none || !empty(state))
			return true;
		reader->problem = psprintf("A state without %s is written ().", words->units);
		return false;
	}
	reader->problem = psprintf("Expected is (%s of %s), or () for no %s.", words->part,
							   words->whole, words->units);
	return false;
}

void
cx_share_write_text(StringInfo text, const CxShare *state)
{
	if (empty(state))
		appendStringInfoString(text, "()");
	else
		appendStringInfo(text, "(" INT64_FORMAT " of " INT64_FORMAT ")", state->part, state->whole);
}

CxShare *
cx_share_read_wire(StringInfo message)
{
	CxShare *state = palloc0(sizeof(CxShare));

	state->whole = pq_getmsgint64(message);
	state->part = pq_getmsgint64(message);
	return state;
}

void
cx_share_write_wire(StringInfo message, const CxShare *state)
{
	pq_sendint64(message, state->whole);
	pq_sendint64(message, state->part);
}

void
cx_share_write_json(StringInfo json, const CxShare *state, const CxShareWords *words)
{
	appendStringInfo(json, "{\"%s\": " INT64_FORMAT ", \"%s\": " INT64_FORMAT "}", words->whole,
					 state->whole, words->part, state->part);
}

Datum
cx_share_add(FunctionCallInfo fcinfo, const CxShareWords *words)
{
	CxShare *a = cx_writable_state(fcinfo, sizeof(CxShare));
	const CxShare *b = PG_GETARG_SHARE(1);

	if (pg_add_s64_overflow(a->whole, b->whole, &a->whole) ||
		pg_add_s64_overflow(a->part, b->part, &a->part))
		cx_refuse_count_overflow(words->units);
	PG_RETURN_SHARE(a);
}

Datum
cx_share_subtract(FunctionCallInfo fcinfo, const CxShareWords *words)
{
	CxShare *a = cx_writable_state(fcinfo, sizeof(CxShare));
	const CxShare *b = PG_GETARG_SHARE(1);

	if (pg_sub_s64_overflow(a->whole, b->whole, &a->whole) ||
		pg_sub_s64_overflow(a->part, b->part, &a->part))
		cx_refuse_count_overflow(words->units);
	PG_RETURN_SHARE(a);
}

void
cx_share_check(const CxShare *state, const CxShareWords *words)
{
	if (state->part < 0 || state->part > state->whole)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a rate needs from 0 to all %s %s", words->units, words->done),
				errdetail("Of " INT64_FORMAT " %s " INT64_FORMAT " are %s.", state->whole,
						  words->units, state->part, words->done),
				errhint("A difference of states is a correction: add it to a state first."));
}

const CxShare *
cx_share_arg(FunctionCallInfo fcinfo, int argno, const CxShareWords *words)
{
	const CxShare *state = PG_GETARG_SHARE(argno);

	cx_share_check(state, words);
	return state;
}

Datum
cx_share_ci(FunctionCallInfo fcinfo, int64 part, int64 whole)
{
	return cx_proportion_ci(fcinfo, (CxProportion){(double) part, (double) whole},
							cx_percent(part, whole), cx_level_arg(fcinfo, 1));
}

Datum
cx_share_change(FunctionCallInfo fcinfo, int64 part_before, int64 before, int64 part_after,
				int64 after)
{
	return cx_proportion_change(fcinfo, (CxProportion){(double) part_before, (double) before},
								(CxProportion){(double) part_after, (double) after},
								cx_percent(part_before, before), cx_percent(part_after, after),
								cx_level_arg(fcinfo, 2));
}
