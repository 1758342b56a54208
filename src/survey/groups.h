/*
 * groups.h
 *	  Groups of answers as arguments: an array of names and one of states, in one order.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_GROUPS_H
#define CX_GROUPS_H

#include "survey/figure.h"

typedef struct CxGroups
{
	int count;
	CxScale scale;    /* of all that have answers; 0, 0 when none has */
	CxTally *tallies; /* of zeros where a state is NULL or empty */
	Datum *names;
	Oid name_type;
} CxGroups;

/*
 * The states in argument argno, without names; of a NULL array none. Error 22023 for an array of more
 * dimensions and for states of several scales, 54000 beyond 100000 of them.
 */
extern CxGroups cx_states_arg(FunctionCallInfo fcinfo, int argno, CxTallyReader read);

/*
 * The names in argument 0 and the states in argument 1, in the current context. Error 22023, beside those
 * above, unless there is one name for each state, none of them NULL or given twice.
 */
extern CxGroups cx_groups_args(FunctionCallInfo fcinfo, CxTallyReader read);

/*
 * To be called before groups are added up: error 22023 where the answers of some stand for a population and
 * those of others for themselves, because strata_agg() made samples of some only.
 */
extern void cx_groups_check_design(const CxGroups *groups);

/* Puts groups that are named by dates, times or numbers in their order; others stay as they were given. */
extern void cx_groups_sort(CxGroups *groups, Oid collation);

#endif /* CX_GROUPS_H */
