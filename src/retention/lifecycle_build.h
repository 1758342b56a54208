/*
 * lifecycle_build.h
 *	  Type cx_lifecycle in memory, while rows and states are added to it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_LIFECYCLE_BUILD_H
#define CX_LIFECYCLE_BUILD_H

#include "utils/expandeddatum.h"

#include "retention/lifecycle.h"

/*
 * The same while rows are being folded in: the first `sorted` flows in order, later ones as they came
 * until there is no room left. Short states are worked on where they lie; one of many periods lives
 * in an expanded object that has room to spare.
 */
typedef struct CxLifecycleExpanded
{
	ExpandedObjectHeader header;
	bool lasting;          /* header is set up, the aggregate keeps the object */
	bool emptied;          /* a flow may be all zero */
	CxPeriod period;       /* meaningful when count > 0 */
	MemoryContext context; /* of flows, unless they lie in flat */
	CxLifecycle *flat;     /* the value whose flows these are, or NULL */
	CxFlow *flows;
	int count;
	int sorted;
	int room;
} CxLifecycleExpanded;

/*
 * A transition over cx_lifecycle is
 *		state = cx_lifecycle_writable(fcinfo);
 *		cx_lifecycle_add_flow(state, period, number, ...);	any number of times
 *		return cx_lifecycle_datum(fcinfo, state);
 *
 * cx_lifecycle_writable: the state in argument 0, which must not be NULL, ready to be changed: in
 * place when the executor of an aggregate or window owns it, otherwise a copy.
 *
 * cx_lifecycle_add_flow: adds, or with negative numbers takes away. Flows of another period than
 * those that are there: error 22023; a period that begins outside the dates: 22008; a count beyond
 * bigint: 22003; more than CX_LIFECYCLE_MAX_PERIODS periods: 54000.
 *
 * cx_lifecycle_add_state: the same for all flows of another state; sign is 1 or -1.
 *
 * cx_lifecycle_datum: what the transition returns.
 */
extern CxLifecycleExpanded *cx_lifecycle_writable(FunctionCallInfo fcinfo);
extern void cx_lifecycle_add_flow(CxLifecycleExpanded *state, CxPeriod period, int64 number,
								  int64 joined, int64 reactivated, int64 churned);
extern void cx_lifecycle_add_state(CxLifecycleExpanded *state, const CxLifecycle *other, int sign);
extern Datum cx_lifecycle_datum(FunctionCallInfo fcinfo, CxLifecycleExpanded *state);

#endif /* CX_LIFECYCLE_BUILD_H */
