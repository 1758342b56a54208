/*
 * transitions.c
 *	  Type cx_transitions: its forms and its order.
 *
 * Text form: (within 1800; depth 3; steps cart, home; #0 > 2: 3 by 2, #1 2 > 1: 2 by 2 (2: 120.5), #1 2 >: 1
 * by 1): what ends a journey in seconds and how many steps of it count, where that is given; the steps, in
 * quotes where base/names_text.h says so; and for each pair #position, where there is a depth, the number of
 * the step from which, of the one to which, nothing for begin and end, transitions by customers, and between
 * two steps the times between them as of cx_durations (base/durations_text.c). The empty state is (). Binary
 * form: version byte 1, within in microseconds as int8 and depth as int4, 0 for none, the number of steps as
 * int4, each with its length before it and in the encoding of the client, the number of pairs as int4, then
 * for each position, from, to as int4, transitions and customers as int8, and between two steps the buckets.
 * JSON: {"within_seconds", "depth", "transitions": [{"position", "from", "to", "transitions", "customers",
 * "durations"}]}.
 *
 * Both forms may have steps and pairs in any order: theirs is that of bytes, which differ between encodings.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/durations_text.h"
#include "base/interrupts.h"
#include "base/names_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "journey/transitions.h"

#define TYPE_NAME "cx_transitions"

/* ----- what is right ----- */

static const char *const unbalanced =
	"A step must be left, or be the end of a journey, as often as it is entered.";

/* Those of one position that enter each step, until they are seen to leave it. */
typedef struct Balance
{
	int64 *entered; /* by 1 + the number of a name */
	int64 *next;    /* the same for the position behind */
	int64 all;
	int64 all_next;
} Balance;

/* The pairs with one from, at one position: as many leave as entered. */
static bool
settle_step(Balance *balance, const CxPair *pair, int64 left)
{
	bool balanced = pair->from == CX_NOWHERE || balance->entered[pair->from] == left;

	if (pair->from != CX_NOWHERE)
	{
		balance->entered[pair->from] = 0;
		balance->all -= left;
	}
	return balanced;
}

/* With a depth, what enters a step of one position leaves it at the next, but for the last. */
static void
next_position(Balance *balance)
{
	int64 *swap = balance->entered;

	balance->entered = balance->next;
	balance->next = swap;
	balance->all = balance->all_next;
	balance->all_next = 0;
}

/* What is wrong with a pair behind the one before, or NULL. */
static const char *
problem_of_pair(const CxTransitions *state, const CxPair *before, const CxPair *pair)
{
	if (state->depth > 0)
	{
		if (pair->position >= state->depth || pair->position > before->position + 1)
			return "A position is not within the depth, or one before it is missing.";
		if ((pair->position == 0) != (pair->from == CX_NOWHERE))
			return "A journey begins at position 0, and only there.";
	}
	if (pair->from == CX_NOWHERE && pair->to == CX_NOWHERE)
		return "A journey has a step.";
	return NULL;
}

/* Counts, buckets and names are right by how a state is read; what is asked here is whether steps are left. */
static const char *
problem_of(const CxTransitions *state)
{
	CxTransitionsReader reader = cx_transitions_read(state);
	Balance balance = {.entered = palloc0((state->names + 1) * sizeof(int64)),
					   .next = palloc0((state->names + 1) * sizeof(int64))};
	CxPair before = {0};
	int64 left = 0;

	if (state->pairs == 0)
		return NULL;
	for (uint32 i = 0; i < state->names; i++)
		cx_next_name(&reader);
	for (uint32 i = 0; i < state->pairs; i++)
	{
		CxPair pair;
		CxClosedReader buckets = cx_next_pair(&reader, &pair);
		const char *problem = problem_of_pair(state, &before, &pair);

		CX_CHECK_INTERRUPTS(i);
		if (problem != NULL)
			return problem;
		cx_pair_skip(&reader, &buckets);
		if (i > 0 && (pair.from != before.from || pair.position != before.position))
		{
			if (state->depth > 0 && !settle_step(&balance, &before, left))
				return unbalanced;
			left = 0;
		}
		if (state->depth > 0 && pair.position != before.position)
		{
			if (balance.all != 0)
				return unbalanced;
			next_position(&balance);
		}
		left += pair.transitions;
		if (state->depth == 0)
		{
			balance.entered[pair.to] += pair.transitions;
			balance.next[pair.from] += pair.transitions;
		}
		else if (pair.to != CX_NOWHERE)
		{
			balance.next[pair.to] += pair.transitions;
			balance.all_next += pair.transitions;
		}
		before = pair;
	}
	if (state->depth == 0)
		return memcmp(balance.entered, balance.next, (state->names + 1) * sizeof(int64)) == 0
				   ? NULL
				   : unbalanced;
	if (!settle_step(&balance, &before, left) || balance.all != 0 ||
		(before.position + 1 < state->depth && balance.all_next != 0))
		return unbalanced;
	return NULL;
}

/* ----- reading ----- */

/* What is read of a state, in either form. */
typedef struct Input
{
	CxTransitionsBuild *build;
	uint32 names;
	uint32 pairs;
	int64 total;
} Input;

static const char *const too_many_names = "There are too many steps.";

static const char *
read_name(Input *input, CxName name)
{
	if (input->names == CX_TRANSITIONS_MAX_PAIRS)
		return too_many_names;
	return cx_transitions_name(input->build, name) == ++input->names ? NULL
																	 : "A step is there twice.";
}

/* What is wrong with a pair, or NULL, without its times. */
static const char *
check_pair(Input *input, const CxPair *pair)
{
	if (pair->from > input->names || pair->to > input->names)
		return "A pair has a step that is not there.";
	if (pair->position >= CX_TRANSITIONS_MAX_PAIRS || input->pairs == CX_TRANSITIONS_MAX_PAIRS)
		return "There are too many pairs, or a position is out of range.";
	if (pair->customers <= 0 || pair->customers > pair->transitions)
		return "Customers are at least 1, and not more than transitions.";
	if (pg_add_s64_overflow(input->total, pair->transitions, &input->total))
		return "There are more transitions than bigint counts.";
	if (cx_transitions_has(input->build, pair))
		return "A pair of steps is there twice.";
	input->pairs++;
	return NULL;
}

/* Adds a pair that was checked, with its times. */
static const char *
put_pair(Input *input, const CxPair *pair, CxBuckets list)
{
	CxDurations *closed;
	CxClosedReader buckets;
	CxWide sum;

	if (cx_pair_has_times(pair) && cx_durations_total(list, &sum) != pair->transitions)
		return "There is a time for each transition between two steps.";
	closed = cx_durations_make(list);
	buckets = cx_read_closed(closed);
	cx_transitions_put(input->build, pair, &buckets);
	pfree(closed);
	return NULL;
}

/* ----- text ----- */

static bool
read_number(CxTextReader *reader, uint32 *number)
{
	int32 value;

	if (!cx_text_int32(reader, &value) || value < 0)
		return false;
	*number = (uint32) value;
	return true;
}

/* The number of a step, which is 1 at least, or nothing. */
static bool
read_step(CxTextReader *reader, const char *end, uint32 *step)
{
	*step = CX_NOWHERE;
	if (cx_text_literal(reader, end))
		return true;
	return read_number(reader, step) && *step > 0 && cx_text_literal(reader, end);
}

static bool
read_pair(CxTextReader *reader, Input *input, bool deep)
{
	const char *expected = reader->problem;
	CxPair pair = {0};
	CxBuckets list = {0, NULL};

	if (deep && (!cx_text_literal(reader, "#") || !read_number(reader, &pair.position)))
		return false;
	if (!read_step(reader, ">", &pair.from) || !read_step(reader, ":", &pair.to) ||
		!cx_text_int64(reader, &pair.transitions) || !cx_text_literal(reader, "by") ||
		!cx_text_int64(reader, &pair.customers))
		return false;
	reader->problem = check_pair(input, &pair);
	if (reader->problem != NULL)
		return false;
	if (cx_pair_has_times(&pair))
	{
		if (!cx_buckets_read_text(reader, &list))
			return false;
	}
	reader->problem = put_pair(input, &pair, list);
	if (list.buckets != NULL)
		pfree(list.buckets);
	if (reader->problem != NULL)
		return false;
	reader->problem = expected;
	return true;
}

/* What stands before the steps. */
static bool
read_settings(CxTextReader *reader, int64 *within, uint32 *depth)
{
	CxWide micros;

	*within = *depth = 0;
	if (cx_text_literal(reader, "within"))
	{
		if (!cx_text_seconds(reader, &micros) || micros.high != 0 || micros.low == 0 ||
			micros.low > PG_INT64_MAX || !cx_text_literal(reader, ";"))
			return false;
		*within = (int64) micros.low;
	}
	if (cx_text_literal(reader, "depth"))
		return read_number(reader, depth) && *depth > 0 && cx_text_literal(reader, ";");
	return true;
}

static bool
read_names(CxTextReader *reader, Input *input)
{
	const char *expected = reader->problem;

	if (!cx_text_literal(reader, "steps"))
		return false;
	do
	{
		CxName name;

		cx_text_literal(reader, ""); /* skips blanks */
		if (!cx_text_name(reader, &name))
			return false;
		reader->problem = read_name(input, name);
		if (reader->problem != NULL)
			return false;
		reader->problem = expected;
	} while (cx_text_literal(reader, ","));
	return cx_text_literal(reader, ";");
}

static bool
read_text(CxTextReader *reader, CxTransitions **state)
{
	Input input = {.build = cx_transitions_build(CurrentMemoryContext)};
	int64 within;
	uint32 depth;

	reader->problem =
		"Expected is (steps a, b; > 1: 2 by 1, 1 > 2: 2 by 1 (2: 90.5), ...): the steps, \"...\" "
		"around those that are more than letters, and of which one customers went on to which, how "
		"often, how many of them, and after how many seconds; within seconds; and depth number; "
		"may "
		"come first, with #position before each pair; or () for no rows.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (!cx_text_literal(reader, ")"))
	{
		if (!read_settings(reader, &within, &depth))
			return false;
		cx_transitions_settle(input.build, within, depth);
		if (!read_names(reader, &input))
			return false;
		do
		{
			if (!read_pair(reader, &input, depth > 0))
				return false;
		} while (cx_text_literal(reader, ","));
		if (!cx_text_literal(reader, ")"))
			return false;
	}
	if (!cx_text_end(reader))
		return false;
	*state = cx_transitions_make(input.build);
	if ((*state)->names < input.names)
	{
		reader->problem = "A step has no transition.";
		return false;
	}
	return true;
}

/* The buckets of a pair, in memory of their own. */
static CxBuckets
buckets_of(CxClosedReader *reader)
{
	CxBuckets list = {0, palloc(Max(reader->left, 1) * sizeof(CxBucket))};

	while (reader->left > 0)
		cx_next_bucket(reader, &list.buckets[list.count++]);
	return list;
}

static void
write_text(StringInfo text, const CxTransitions *state)
{
	CxTransitionsReader reader = cx_transitions_read(state);

	appendStringInfoChar(text, '(');
	if (state->within > 0)
	{
		appendStringInfoString(text, "within ");
		cx_append_seconds(text, cx_wide((uint64) state->within));
		appendStringInfoString(text, "; ");
	}
	if (state->depth > 0)
		appendStringInfo(text, "depth %u; ", state->depth);
	for (uint32 i = 0; i < state->names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, i == 0 ? "steps " : ", ");
		cx_append_name(text, cx_next_name(&reader));
	}
	for (uint32 i = 0; i < state->pairs; i++)
	{
		CxPair pair;
		CxClosedReader buckets = cx_next_pair(&reader, &pair);
		CxBuckets list = buckets_of(&buckets);

		CX_CHECK_INTERRUPTS(i);
		cx_pair_done(&reader, &buckets);
		appendStringInfoString(text, i == 0 ? "; " : ", ");
		if (state->depth > 0)
			appendStringInfo(text, "#%u ", pair.position);
		if (pair.from != CX_NOWHERE)
			appendStringInfo(text, "%u ", pair.from);
		appendStringInfoChar(text, '>');
		if (pair.to != CX_NOWHERE)
			appendStringInfo(text, " %u", pair.to);
		appendStringInfo(text, ": " INT64_FORMAT " by " INT64_FORMAT, pair.transitions,
						 pair.customers);
		if (cx_pair_has_times(&pair))
		{
			appendStringInfoChar(text, ' ');
			cx_buckets_write_text(text, list);
		}
		pfree(list.buckets);
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary ----- */

/* Bytes of a name and of a pair on the wire, at least: they tell how many a message can hold. */
#define WIRE_NAME 4
#define WIRE_PAIR 28

static uint32
read_count(StringInfo message, int size)
{
	uint32 count = pq_getmsgint(message, 4);

	if (count > CX_TRANSITIONS_MAX_PAIRS ||
		count > (uint32) (message->len - message->cursor) / size)
		cx_wire_refuse(TYPE_NAME, "There are fewer steps or pairs than announced, or too many.");
	return count;
}

static CxTransitions *
read_message(StringInfo message, bool of_client)
{
	Input input = {.build = cx_transitions_build(CurrentMemoryContext)};
	int64 within = pq_getmsgint64(message);
	uint32 depth = pq_getmsgint(message, 4);
	uint32 names, pairs;
	CxTransitions *state;
	const char *problem;

	if (within < 0 || depth > PG_INT32_MAX)
		cx_wire_refuse(TYPE_NAME, "Its within or depth is out of range.");
	cx_transitions_settle(input.build, within, depth);
	names = read_count(message, WIRE_NAME);
	for (uint32 i = 0; i < names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		problem = read_name(&input, of_client ? cx_wire_name(message, TYPE_NAME)
											  : cx_wire_own_name(message, TYPE_NAME));
		if (problem != NULL)
			cx_wire_refuse(TYPE_NAME, problem);
	}
	pairs = read_count(message, WIRE_PAIR);
	for (uint32 i = 0; i < pairs; i++)
	{
		CxPair pair = {.position = pq_getmsgint(message, 4)};
		CxBuckets list = {0, NULL};

		CX_CHECK_INTERRUPTS(i);
		pair.from = pq_getmsgint(message, 4);
		pair.to = pq_getmsgint(message, 4);
		pair.transitions = pq_getmsgint64(message);
		pair.customers = pq_getmsgint64(message);
		problem = depth == 0 && pair.position != 0 ? "A pair has a position, and there is no depth."
												   : check_pair(&input, &pair);
		if (problem != NULL)
			cx_wire_refuse(TYPE_NAME, problem);
		if (cx_pair_has_times(&pair))
			list = cx_buckets_read_wire(message, TYPE_NAME);
		problem = put_pair(&input, &pair, list);
		if (problem != NULL)
			cx_wire_refuse(TYPE_NAME, problem);
		if (list.buckets != NULL)
			pfree(list.buckets);
	}
	if (pairs == 0 && (within != 0 || depth != 0))
		cx_wire_refuse(TYPE_NAME, "A state without pairs has no within and no depth.");
	state = cx_transitions_make(input.build);
	if (state->names < names)
		cx_wire_refuse(TYPE_NAME, "A step has no transition.");
	return state;
}

static CxTransitions *
read_wire(StringInfo message)
{
	return read_message(message, true);
}

static void
write_message(StringInfo message, const CxTransitions *state, bool of_client)
{
	CxTransitionsReader reader = cx_transitions_read(state);

	pq_sendint64(message, (uint64) state->within);
	pq_sendint32(message, state->depth);
	pq_sendint32(message, state->names);
	for (uint32 i = 0; i < state->names; i++)
	{
		CxName name = cx_next_name(&reader);

		CX_CHECK_INTERRUPTS(i);
		if (of_client)
			cx_send_name(message, name);
		else
			cx_send_own_name(message, name);
	}
	pq_sendint32(message, state->pairs);
	for (uint32 i = 0; i < state->pairs; i++)
	{
		CxPair pair;
		CxClosedReader buckets = cx_next_pair(&reader, &pair);
		CxBuckets list = buckets_of(&buckets);

		CX_CHECK_INTERRUPTS(i);
		cx_pair_done(&reader, &buckets);
		pq_sendint32(message, pair.position);
		pq_sendint32(message, pair.from);
		pq_sendint32(message, pair.to);
		pq_sendint64(message, (uint64) pair.transitions);
		pq_sendint64(message, (uint64) pair.customers);
		if (cx_pair_has_times(&pair))
			cx_buckets_write_wire(message, list);
		pfree(list.buckets);
	}
}

static void
write_wire(StringInfo message, const CxTransitions *state)
{
	write_message(message, state, true);
}

bytea *
cx_transitions_to_bytes(const CxTransitions *state)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, CX_TRANSITIONS_VERSION);
	write_message(&message, state, false);
	return pq_endtypsend(&message);
}

CxTransitions *
cx_transitions_of_bytes(const bytea *bytes)
{
	StringInfoData message;
	CxTransitions *state;
	const char *problem;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes), (int) VARSIZE_ANY_EXHDR(bytes));
	cx_wire_version(&message, TYPE_NAME, CX_TRANSITIONS_VERSION);
	state = read_message(&message, false);
	pq_getmsgend(&message);
	problem = problem_of(state);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	pfree(message.data);
	return state;
}

/* ----- json ----- */

static void
write_json_pair(StringInfo json, const CxTransitions *state, const CxName *names,
				const CxPair *pair, CxBuckets list)
{
	appendStringInfoChar(json, '{');
	if (state->depth > 0)
		appendStringInfo(json, "\"position\": %u, ", pair->position);
	appendStringInfoString(json, "\"from\": ");
	if (pair->from == CX_NOWHERE)
		appendStringInfoString(json, "null");
	else
		cx_json_name(json, names[pair->from - 1]);
	appendStringInfoString(json, ", \"to\": ");
	if (pair->to == CX_NOWHERE)
		appendStringInfoString(json, "null");
	else
		cx_json_name(json, names[pair->to - 1]);
	appendStringInfo(json, ", \"transitions\": " INT64_FORMAT ", \"customers\": " INT64_FORMAT,
					 pair->transitions, pair->customers);
	if (cx_pair_has_times(pair))
	{
		appendStringInfoString(json, ", \"durations\": ");
		cx_buckets_write_json(json, list);
	}
	appendStringInfoChar(json, '}');
}

static void
write_json(StringInfo json, const CxTransitions *state)
{
	CxTransitionsReader reader = cx_transitions_read(state);
	CxName *names = palloc(Max(state->names, 1) * sizeof(CxName));

	for (uint32 i = 0; i < state->names; i++)
		names[i] = cx_next_name(&reader);
	appendStringInfoChar(json, '{');
	if (state->within > 0)
	{
		appendStringInfoString(json, "\"within_seconds\": ");
		cx_append_seconds(json, cx_wide((uint64) state->within));
		appendStringInfoString(json, ", ");
	}
	if (state->depth > 0)
		appendStringInfo(json, "\"depth\": %u, ", state->depth);
	appendStringInfoString(json, "\"transitions\": [");
	for (uint32 i = 0; i < state->pairs; i++)
	{
		CxPair pair;
		CxClosedReader buckets = cx_next_pair(&reader, &pair);
		CxBuckets list = buckets_of(&buckets);

		CX_CHECK_INTERRUPTS(i);
		cx_pair_done(&reader, &buckets);
		if (i > 0)
			appendStringInfoString(json, ", ");
		write_json_pair(json, state, names, &pair, list);
		pfree(list.buckets);
	}
	appendStringInfoString(json, "]}");
	pfree(names);
}

CX_STATE_IO(cx_transitions, CxTransitions, CX_TRANSITIONS_VERSION, PG_GETARG_TRANSITIONS)

CX_VARLENA_STATE_ORDER(cx_transitions)
