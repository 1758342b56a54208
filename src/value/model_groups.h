/*
 * model_groups.h
 *	  Customers that are alike, counted: the state of a fit.
 *
 * A likelihood depends on how often each combination of figures occurs, and customers are alike: of a
 * million with whole days there are a hundred thousand different ones. So the state is a hash of
 * combinations with their weight, which also makes it mergeable.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_MODEL_GROUPS_H
#define CX_MODEL_GROUPS_H

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "math/exact_sum.h"

/* Frequency, recency and age; or frequency, mean amount and 0. No negative zeros. */
typedef struct CxModelGroup
{
	double figures[3];
	CxSum weight;
} CxModelGroup;

/* No likelihood of weights like these is denormal, which no text form carries. */
#define CX_LEAST_FIT_WEIGHT 1e-100
#define CX_MOST_FIT_WEIGHT  1e15

/* A hash, or what a worker sent and nobody has read yet: a leader counts that into its own hash. */
typedef struct CxModelGroups CxModelGroups;

extern CxModelGroups *cx_model_groups_begin(MemoryContext context);

/* More than 3.5 million different ones: error 54000. */
extern void cx_model_groups_add(CxModelGroups *state, const CxModelGroup *group);

/* How many there are. Only of a hash, as all that follow but the second argument of merge. */
extern size_t cx_model_groups_count(const CxModelGroups *state);

/* Afterwards, into has what from has as well. A message that cannot be: error 22P03. */
extern void cx_model_groups_merge(CxModelGroups *into, const CxModelGroups *from);

extern void cx_model_groups_send(StringInfo message, const CxModelGroups *state);

/* In the current context, with a pointer to the bytes. */
extern CxModelGroups *cx_model_groups_receive(bytea *bytes);

/* For each of them, in no order. */
extern void cx_model_groups_each(const CxModelGroups *state,
								 void (*call)(void *argument, const CxModelGroup *group),
								 void *argument);

#endif /* CX_MODEL_GROUPS_H */
