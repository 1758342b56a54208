/*
 * rollup_evaluate.h
 *	  One row of the source: its groups and its states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_EVALUATE_H
#define CX_ROLLUP_EVALUATE_H

#include "nodes/execnodes.h"

#include "platform/rollup_definition.h"

/*
 * Expressions and functions, ready to run. Where they are all in C they are kept for the session, with
 * what the functions have looked up; else they are made anew for each count, and after each error.
 */
typedef struct CxRollupEvaluator
{
	MemoryContext context;
	ExprContext *expressions; /* its memory is of one row */
	ExprContext *totals;      /* its memory is of all rows; nothing is evaluated in it */
	AggState *of_row;         /* who calls the functions of aggregates */
	AggState *of_all;
	ExprState *filter;
	ExprState **groups;
	ExprState **state_filters;
	ExprState ***arguments;
	FunctionCallInfo *transitions;
} CxRollupEvaluator;

/* One that belongs to the context, or to the session. */
extern CxRollupEvaluator *cx_make_evaluator(CxRollup *rollup, MemoryContext parent);
extern CxRollupEvaluator *cx_rollup_evaluator(CxRollup *rollup, MemoryContext context);

/* A condition that is NULL holds. */
extern bool cx_condition_holds(ExprState *condition, ExprContext *context);

/* The row as a state, in the current context; false where the aggregate skips it. */
extern bool cx_state_of_row(const CxRollupState *state, const CxRollupEvaluator *evaluator, int i,
							Datum *value);

/* What was added less what was taken away, each 0 where that is nothing, as it is stored. */
extern Datum cx_finished_state(CxRollupState *state, Datum plus, Datum minus);

#endif /* CX_ROLLUP_EVALUATE_H */
