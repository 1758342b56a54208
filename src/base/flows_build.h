/*
 * flows_build.h
 *	  States of flows in memory, while rows and states are added to them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FLOWS_BUILD_H
#define CX_FLOWS_BUILD_H

#include "common/int.h"
#include "utils/expandeddatum.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/flows.h"

/*
 * A state while rows are being folded in: the first `sorted` rows in order, later ones as they came
 * until there is no room left. Short states are worked on where they lie; one of many periods lives
 * in an expanded object that has room to spare.
 */
typedef struct CxFlowsExpanded
{
	ExpandedObjectHeader header;
	const CxFlowsKind *kind;
	bool lasting;          /* header is set up, the aggregate keeps the object */
	bool emptied;          /* a row may be all zero */
	CxPeriod period;       /* meaningful when count > 0 */
	int grace;             /* the same */
	MemoryContext context; /* of rows, unless they lie in flat */
	CxFlows *flat;         /* the value whose rows these are, or NULL */
	int64 *rows;
	int count;
	int sorted;
	int room;
} CxFlowsExpanded;

/*
 * A transition over a state of flows is
 *		state = cx_flows_writable(fcinfo, &kind);
 *		cx_flows_change(state, width, period, number, sign, by);	any number of times
 *		return cx_flows_datum(fcinfo, state);
 *
 * cx_flows_writable: the state in argument 0, which must not be NULL, ready to be changed: in place
 * when the executor of an aggregate or window owns it, otherwise a copy.
 *
 * cx_flows_change: adds sign (1 or -1) times so many to the counts of a period. The width is a constant,
 * so that the loop over the counts is none. Flows of another period than those that are there: error
 * 22023; a period that begins outside the dates: 22008; a count beyond bigint: 22003; more than
 * CX_FLOWS_MAX_PERIODS periods: 54000.
 *
 * cx_flows_set_grace: says before the first change with how many periods of grace the flows are made.
 * Where there are flows of another grace: error 22023. cx_flows_change() does not look at it.
 *
 * cx_flows_add_state: all rows of another state, which has the same grace or is empty.
 *
 * cx_flows_datum: what the transition returns.
 */
extern CxFlowsExpanded *cx_flows_writable(FunctionCallInfo fcinfo, const CxFlowsKind *kind);
pg_noreturn extern void cx_refuse_two_graces(int a, int b);
extern void cx_flows_set_grace(CxFlowsExpanded *state, int grace);
extern void cx_flows_add_state(CxFlowsExpanded *state, const CxFlows *other, int sign);
extern Datum cx_flows_datum(FunctionCallInfo fcinfo, CxFlowsExpanded *state);

/* For a final function: a state without flows in the current context, and the value that it has become. */
extern CxFlowsExpanded *cx_flows_begin(const CxFlowsKind *kind);
extern CxFlows *cx_flows_value(CxFlowsExpanded *state);

/* For cx_flows_change(): what it seldom needs. */
extern void cx_flows_adopt_period(CxFlowsExpanded *state, CxPeriod period);
extern int64 *cx_flows_row(CxFlowsExpanded *state, int64 number);

static pg_attribute_always_inline bool
cx_flows_nothing(int width, const int64 *counts)
{
	int64 any = 0;

	for (int k = 0; k < width - 1; k++)
		any |= counts[k];
	return any == 0;
}

static pg_attribute_always_inline void
cx_flows_count_in(const CxFlowsKind *kind, int width, int64 *row, int sign, const int64 *by)
{
	bool overflow = false;

	for (int k = 1; k < width; k++)
		overflow |= sign > 0 ? pg_add_s64_overflow(row[k], by[k - 1], &row[k])
							 : pg_sub_s64_overflow(row[k], by[k - 1], &row[k]);
	if (unlikely(overflow))
		cx_refuse_count_overflow(kind->counted);
}

static pg_attribute_always_inline void
cx_flows_change(CxFlowsExpanded *state, int width, CxPeriod period, int64 number, int sign,
				const int64 *by)
{
	int64 *row = state->rows;
	uint64 at;

	if (cx_flows_nothing(width, by))
		return;
	if (unlikely(state->period != period))
		cx_flows_adopt_period(state, period);
	/* there are rarely gaps, so a period is first looked for at its distance from the first one */
	if (likely(state->sorted > 0 && (at = (uint64) (number - row[0])) < (uint64) state->sorted &&
			   row[at * width] == number))
		row += at * width;
	else
		row = cx_flows_row(state, number);
	cx_flows_count_in(state->kind, width, row, sign, by);
	state->emptied |= cx_flows_nothing(width, row + 1);
}

/*
 * The short way of a transition that adds 1 to a count of one period and, if it is in any, 1 to another
 * count of a second one: in place, where both periods are there and where one expects them, without a
 * grace. False: nothing is done, and the long way has to be gone. Counts below 0, which may become 0,
 * are left to that.
 */
static pg_attribute_always_inline bool
cx_flows_count_quickly(FunctionCallInfo fcinfo, int width, CxPeriod period, int64 first,
					   int first_count, bool has_second, int64 second, int second_count)
{
	struct varlena *value = (struct varlena *) PG_GETARG_POINTER(0);
	int64 *rows, *a, *b;
	uint64 sorted, at, at_second;

	if (unlikely(!cx_owns_state(fcinfo)))
		return false;
	if (VARATT_IS_EXTERNAL_EXPANDED_RW(value))
	{
		varatt_expanded pointer;
		CxFlowsExpanded *state;

		memcpy(&pointer, VARDATA_EXTERNAL(value), sizeof(pointer));
		state = (CxFlowsExpanded *) pointer.eohptr;
		if (unlikely(state->period != period || state->grace != 0))
			return false;
		rows = state->rows;
		sorted = (uint64) state->sorted;
	}
	else if (likely(VARATT_IS_4B_U(value)))
	{
		CxFlows *flat = (CxFlows *) value;

		if (unlikely(flat->period != period || flat->grace != 0))
			return false;
		rows = flat->rows;
		sorted = (uint64) cx_flows_count(width, flat);
	}
	else
		return false;
	if (unlikely(sorted == 0))
		return false;
	at = (uint64) (first - rows[0]);
	at_second = has_second ? (uint64) (second - rows[0]) : at;
	if (unlikely(at >= sorted || at_second >= sorted))
		return false;
	a = &rows[at * width];
	b = &rows[at_second * width];
	if (unlikely(a[0] != first || (has_second && b[0] != second)))
		return false;
	a += 1 + first_count;
	b += 1 + second_count;
	if (unlikely(*a < 0 || *a == PG_INT64_MAX || (has_second && (*b < 0 || *b == PG_INT64_MAX))))
		return false;
	*a += 1;
	*b += has_second;
	return true;
}

#endif /* CX_FLOWS_BUILD_H */
