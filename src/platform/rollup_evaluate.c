/*
 * rollup_evaluate.c
 *	  One row of the source: its groups and its states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "executor/executor.h"
#include "utils/datum.h"
#include "utils/memutils.h"

#include "platform/rollup_evaluate.h"

static AggState *
caller_of_aggregate(ExprContext *context)
{
	AggState *caller = makeNode(AggState);

	caller->curaggcontext = context;
	return caller;
}

CxRollupEvaluator *
cx_make_evaluator(CxRollup *rollup, MemoryContext parent)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "cx rollup evaluator", ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	CxRollupEvaluator *made = palloc0(sizeof(CxRollupEvaluator));

	made->context = context;
	made->expressions = CreateStandaloneExprContext();
	made->totals = CreateStandaloneExprContext();
	made->of_row = caller_of_aggregate(made->expressions);
	made->of_all = caller_of_aggregate(made->totals);
	made->filter = ExecInitExpr(rollup->filter, NULL);
	made->groups = palloc(rollup->group_count * sizeof(ExprState *));
	for (int i = 0; i < rollup->group_count; i++)
		made->groups[i] = ExecInitExpr(rollup->groups[i].value, NULL);
	made->state_filters = palloc(rollup->state_count * sizeof(ExprState *));
	made->arguments = palloc(rollup->state_count * sizeof(ExprState **));
	made->transitions = palloc(rollup->state_count * sizeof(FunctionCallInfo));
	for (int i = 0; i < rollup->state_count; i++)
	{
		CxRollupState *state = &rollup->states[i];
		int count = list_length(state->arguments);

		made->state_filters[i] = ExecInitExpr(state->filter, NULL);
		made->arguments[i] = palloc(count * sizeof(ExprState *));
		for (int k = 0; k < count; k++)
			made->arguments[i][k] = ExecInitExpr(list_nth(state->arguments, k), NULL);
		made->transitions[i] = palloc0(SizeForFunctionCallInfo(count + 1));
		InitFunctionCallInfoData(*made->transitions[i], &state->transition, count + 1,
								 state->collation, (Node *) made->of_row, NULL);
	}
	MemoryContextSwitchTo(caller);
	return made;
}

CxRollupEvaluator *
cx_rollup_evaluator(CxRollup *rollup, MemoryContext context)
{
	if (rollup->runs_code)
		return cx_make_evaluator(rollup, context);
	if (rollup->evaluator == NULL)
		rollup->evaluator = cx_make_evaluator(rollup, rollup->context);
	return rollup->evaluator;
}

bool
cx_condition_holds(ExprState *condition, ExprContext *context)
{
	bool isnull;

	return condition == NULL ||
		   (DatumGetBool(ExecEvalExpr(condition, context, &isnull)) && !isnull);
}

bool
cx_state_of_row(const CxRollupState *state, const CxRollupEvaluator *evaluator, int i, Datum *value)
{
	FunctionCallInfo call = evaluator->transitions[i];
	int count = call->nargs - 1;

	if (!cx_condition_holds(evaluator->state_filters[i], evaluator->expressions))
		return false;
	for (int k = 0; k < count; k++)
	{
		NullableDatum *argument = &call->args[k + 1];

		argument->value =
			ExecEvalExpr(evaluator->arguments[i][k], evaluator->expressions, &argument->isnull);
		if (argument->isnull && state->strict)
			return false;
	}
	call->args[0].value = datumCopy(state->empty, state->by_value, state->length);
	call->args[0].isnull = false;
	call->isnull = false;
	*value = FunctionCallInvoke(call);
	if (call->isnull)
		elog(ERROR, "function %u returned NULL", call->flinfo->fn_oid);
	return true;
}

Datum
cx_finished_state(CxRollupState *state, Datum plus, Datum minus)
{
	Datum value = DatumGetPointer(plus) != NULL ? plus : state->empty;

	if (DatumGetPointer(minus) != NULL)
		value = FunctionCall2(&state->subtract, value, minus);
	return OidIsValid(state->finish.fn_oid) ? FunctionCall1(&state->finish, value) : value;
}
