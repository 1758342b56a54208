/*
 * share.h
 *	  A state of two counts: how many, and how many of those.
 *
 * cx_rate and cx_churn are such states. They differ in their words and in what is read from them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SHARE_H
#define CX_SHARE_H

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/percent.h"
#include "base/result.h"
#include "base/state_io.h"
#include "base/state_order.h"

/*
 * Fixed length, no padding: what is on disk is this struct, for ever. Counts are signed, because a
 * difference of two states is a state too; percentages refuse what cannot be. The empty state is all
 * zero.
 */
typedef struct CxShare
{
	int64 whole;
	int64 part;
	int64 unused; /* always zero */
} CxShare;

StaticAssertDecl(sizeof(CxShare) == 24, "a state of two counts must keep its length on disk");

#define PG_GETARG_SHARE(n) ((CxShare *) PG_GETARG_POINTER(n))
#define PG_RETURN_SHARE(x) PG_RETURN_POINTER(x)

/* How a type speaks of its counts. */
typedef struct CxShareWords
{
	const char *whole; /* "before", as in (lost of before) and in json */
	const char *part;  /* "lost" */
	const char *units; /* "customers" */
	const char *done;  /* "lost", what is said of those of the part */
} CxShareWords;

/* Text: (50 of 500), part of whole, or (). Binary: whole and part as int8. JSON: whole and part. */
extern bool cx_share_read_text(CxTextReader *reader, CxShare **state, const CxShareWords *words);
extern void cx_share_write_text(StringInfo text, const CxShare *state);
extern CxShare *cx_share_read_wire(StringInfo message);
extern void cx_share_write_wire(StringInfo message, const CxShare *state);
extern void cx_share_write_json(StringInfo json, const CxShare *state, const CxShareWords *words);

/* Arguments 0 and 1 added or subtracted, in place when the executor calls. */
extern Datum cx_share_add(FunctionCallInfo fcinfo, const CxShareWords *words);
extern Datum cx_share_subtract(FunctionCallInfo fcinfo, const CxShareWords *words);

/* Argument argno, from which a percentage can be read: else error 22023. */
extern void cx_share_check(const CxShare *state, const CxShareWords *words);
extern const CxShare *cx_share_arg(FunctionCallInfo fcinfo, int argno, const CxShareWords *words);

/*
 * The transition: one more, or with sign -1 one less, if counted, and so for the part. Without
 * branches: which rows are in the part is what no processor can predict.
 */
static pg_attribute_always_inline Datum
cx_share_count(FunctionCallInfo fcinfo, bool counted, bool part, int64 sign,
			   const CxShareWords *words)
{
	CxShare *state = cx_writable_state(fcinfo, sizeof(CxShare));

	if (unlikely(pg_add_s64_overflow(state->whole, counted ? sign : 0, &state->whole) |
				 pg_add_s64_overflow(state->part, (counted & part) ? sign : 0, &state->part)))
		cx_refuse_count_overflow(words->units);
	PG_RETURN_SHARE(state);
}

/*
 * The type NAME of states of two counts:
 *
 * NAME_in, NAME_out, NAME_recv, NAME_send, NAME_json, NAME_jsonb
 *		As for every state (state_io.h). Any two counts are a state: in a difference they may be
 *		anything.
 * NAME_eq, ..., NAME_hash_extended
 *		As for every state (state_order.h).
 * NAME_add(NAME, NAME) -> NAME
 *		Operator +, combine function of every aggregate over NAME, and transition of rollup(). Strict.
 *		A count beyond bigint: error 22003.
 * NAME_subtract(NAME, NAME) -> NAME
 *		Operator - and inverse transition of rollup(). Strict. Counts may become negative; error as
 *		for NAME_add.
 */
#define CX_SHARE_STATE(name, words)                                                                \
	static const char *problem_of(const CxShare *state)                                            \
	{                                                                                              \
		return NULL;                                                                               \
	}                                                                                              \
	static bool read_text(CxTextReader *reader, CxShare **state)                                   \
	{                                                                                              \
		return cx_share_read_text(reader, state, words);                                           \
	}                                                                                              \
	static void write_text(StringInfo text, const CxShare *state)                                  \
	{                                                                                              \
		cx_share_write_text(text, state);                                                          \
	}                                                                                              \
	static CxShare *read_wire(StringInfo message)                                                  \
	{                                                                                              \
		return cx_share_read_wire(message);                                                        \
	}                                                                                              \
	static void write_wire(StringInfo message, const CxShare *state)                               \
	{                                                                                              \
		cx_share_write_wire(message, state);                                                       \
	}                                                                                              \
	static void write_json(StringInfo json, const CxShare *state)                                  \
	{                                                                                              \
		cx_share_write_json(json, state, words);                                                   \
	}                                                                                              \
	CX_STATE_IO(name, CxShare, 1, PG_GETARG_SHARE)                                                 \
	CX_FIXED_STATE_ORDER(name, CxShare)                                                            \
	PG_FUNCTION_INFO_V1(name##_add);                                                               \
	Datum name##_add(PG_FUNCTION_ARGS)                                                             \
	{                                                                                              \
		return cx_share_add(fcinfo, words);                                                        \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_subtract);                                                          \
	Datum name##_subtract(PG_FUNCTION_ARGS)                                                        \
	{                                                                                              \
		return cx_share_subtract(fcinfo, words);                                                   \
	}

/*
 * What is read from it, where part_of(state) is the count that is shown as a percentage:
 *
 * NAME(state) -> double precision, and final function of the aggregate of that name
 *		The percentage; NULL for the empty state. Strict. A part below 0 or above the whole: error 22023.
 * NAME_ci(state, level) -> (low, high)
 *		Wilson's interval in percent. NULL for a NULL or empty state. A NULL level: error 22004; outside
 *		(0, 1): error 22023; counts as above.
 * NAME_change(before, after, level) -> (change, low, high, z, p_value)
 *		After less before in percentage points, by Newcombe's method (proportion.h). NULL when a state
 *		is NULL or empty; z and p_value NULL where it is all or none in both. Errors as above.
 */
#define CX_SHARE_FIGURES(name, words, part_of)                                                     \
	PG_FUNCTION_INFO_V1(name);                                                                     \
	Datum name(PG_FUNCTION_ARGS)                                                                   \
	{                                                                                              \
		const CxShare *state = cx_share_arg(fcinfo, 0, words);                                     \
                                                                                                   \
		CX_RETURN_FIGURE(cx_percent(part_of(state), state->whole));                                \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_ci);                                                                \
	Datum name##_ci(PG_FUNCTION_ARGS)                                                              \
	{                                                                                              \
		const CxShare *state;                                                                      \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		state = cx_share_arg(fcinfo, 0, words);                                                    \
		return cx_share_ci(fcinfo, part_of(state), state->whole);                                  \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_change);                                                            \
	Datum name##_change(PG_FUNCTION_ARGS)                                                          \
	{                                                                                              \
		const CxShare *before, *after;                                                             \
                                                                                                   \
		if (PG_ARGISNULL(0) || PG_ARGISNULL(1))                                                    \
			PG_RETURN_NULL();                                                                      \
		before = cx_share_arg(fcinfo, 0, words);                                                   \
		after = cx_share_arg(fcinfo, 1, words);                                                    \
		return cx_share_change(fcinfo, part_of(before), before->whole, part_of(after),             \
							   after->whole);                                                      \
	}

/* The rows of NAME_ci and NAME_change, for the level in argument 1 or 2. */
extern Datum cx_share_ci(FunctionCallInfo fcinfo, int64 part, int64 whole);
extern Datum cx_share_change(FunctionCallInfo fcinfo, int64 part_before, int64 before,
							 int64 part_after, int64 after);

#endif /* CX_SHARE_H */
