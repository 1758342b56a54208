/*
 * kinds.c
 *	  The times of one call are all dates, all local times or all instants.
 *
 * A form for every mixture would say so, too. But forms of other kinds would change what a literal
 * without a type is taken for: '2026-01-01' or NULL beside a date would meet the form of a date and an
 * instant. So there are none, the mixture is cast to instants, and here the casts are found in the call.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/execnodes.h"
#include "nodes/nodeFuncs.h"
#include "parser/parsetree.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "windowapi.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/kinds.h"

static char *
listed(int count, const char *const *words)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < count; i++)
		appendStringInfo(&text, "%s%s", i == 0 ? "" : i < count - 1 ? ", " : " and ", words[i]);
	return text.data;
}

void
cx_refuse_kinds(const CxTimes *times, const Oid *types)
{
	const char *type_names[CX_MAX_TIMES];
	const char *local = times->names[times->count - 1];
	const char *instant = times->names[0];

	/* alternatives of the only time there is */
	if (times->count == 1)
		cx_refuse_local_type(types[0], instant);
	for (int i = times->count - 1; i >= 0; i--)
	{
		type_names[i] = format_type_be(types[i]);
		if (types[i] == TIMESTAMPTZOID)
			instant = times->names[i];
		else
			local = times->names[i];
	}
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s must be of one type, not %s", listed(times->count, times->names),
				   listed(times->count, type_names)),
			errhint("Cast to one of them: a date is an instant only in a zone, as in "
					"%s::timestamp AT TIME ZONE 'Europe/Berlin', and an instant has a date only "
					"there, as in period_start(%s, 'day', 'Europe/Berlin').",
					local, instant));
}

/*
 * What an argument is computed from. Where a plan below had computed it already, to group or to sort by
 * it, as DISTINCT does from version 16 on, the call has only the column that it came in.
 */
static const Node *
as_computed(const Node *argument, const Plan *plan)
{
	while (IsA(argument, Var) && ((const Var *) argument)->varno == OUTER_VAR && plan != NULL &&
		   (plan = outerPlan(plan)) != NULL)
	{
		const TargetEntry *entry =
			get_tle_by_resno(plan->targetlist, ((const Var *) argument)->varattno);

		if (entry == NULL)
			break;
		argument = (const Node *) entry->expr;
	}
	return argument;
}

static Oid type_as_written(const Node *argument, Oid kind);

/* The type of the first alternative that is of another kind as it is written, or that of all. */
static Oid
type_of_any(const List *alternatives, Oid kind)
{
	ListCell *cell;

	foreach (cell, alternatives)
	{
		Oid type = type_as_written(lfirst(cell), kind);

		if (type != kind)
			return type;
	}
	return kind;
}

/*
 * The type of an argument before PostgreSQL made an instant of it, or a local time of a date, whichever
 * the kind is; of a domain, what it is over. In coalesce(resolved, closed), least(), greatest() and CASE
 * it does so with the alternatives.
 */
static Oid
type_as_written(const Node *argument, Oid kind)
{
	if (exprType(argument) != kind)
		return exprType(argument);
	if (IsA(argument, FuncExpr))
	{
		const FuncExpr *cast = (const FuncExpr *) argument;

		if (cast->funcformat == COERCE_IMPLICIT_CAST)
		{
			Oid type = getBaseType(exprType(linitial(cast->args)));

			if (type == DATEOID || type == TIMESTAMPOID)
				return type;
		}
	}
	else if (IsA(argument, CoalesceExpr))
		return type_of_any(((const CoalesceExpr *) argument)->args, kind);
	else if (IsA(argument, MinMaxExpr))
		return type_of_any(((const MinMaxExpr *) argument)->args, kind);
	else if (IsA(argument, CaseExpr))
	{
		const CaseExpr *choice = (const CaseExpr *) argument;
		List *results = NIL;
		ListCell *cell;

		foreach (cell, choice->args)
			results = lappend(results, ((const CaseWhen *) lfirst(cell))->result);
		return type_of_any(lappend(results, choice->defresult), kind);
	}
	return kind;
}

/* The times of a call as they are written. */
typedef struct Written
{
	CxTimes times; /* without the arguments that are none */
	Oid types[CX_MAX_TIMES];
} Written;

/*
 * Did PostgreSQL make one of the times what the kind is? The arguments are those of a call, or entries of
 * a target list that hold them, from the first time on.
 */
static bool
find_cast(const List *arguments, int first, const Plan *plan, const CxTimes *times, Oid kind,
		  Written *written)
{
	bool cast = false;

	written->times = (CxTimes){.first = times->first};
	for (int i = 0; i < times->count; i++)
	{
		const Node *argument = list_nth(arguments, first + i);
		Oid type;

		if (times->names[i] == NULL)
			continue;

		if (IsA(argument, TargetEntry))
			argument = (const Node *) ((const TargetEntry *) argument)->expr;
		type = type_as_written(as_computed(argument, plan), kind);
		cast |= type != kind;
		written->types[written->times.count] = type;
		written->times.names[written->times.count++] = times->names[i];
	}
	return cast;
}

/*
 * Is this the call of a window that the transition works for? A window does not say; there are few, and
 * one of as many arguments, of the same types, in the same schema is.
 */
static bool
is_our_call(FunctionCallInfo fcinfo, const WindowFunc *call)
{
	if (list_length(call->args) != PG_NARGS() - 1 ||
		get_func_namespace(call->winfnoid) != get_func_namespace(fcinfo->flinfo->fn_oid))
		return false;
	for (int i = 1; i < PG_NARGS(); i++)
		if (exprType(list_nth(call->args, i - 1)) != get_fn_expr_argtype(fcinfo->flinfo, i))
			return false;
	return true;
}

/*
 * The plan that a window function is called in. PostgreSQL keeps to itself what a WindowObject is; these
 * two fields are its first in 15 to 19, and of a later version nobody knows yet.
 */
static const Plan *
plan_of_window(FunctionCallInfo fcinfo)
{
#if PG_VERSION_NUM < 200000
	const struct
	{
		NodeTag type;
		const WindowAggState *window;
	} *object = (const void *) PG_WINDOW_OBJECT();

	if (WindowObjectIsValid(PG_WINDOW_OBJECT()) && IsA(object->window, WindowAggState))
		return object->window->ss.ps.plan;
#endif
	return NULL;
}

/* The same of the call that is under way; a transition has its state before the arguments of the call. */
static bool
call_has_cast(FunctionCallInfo fcinfo, const CxTimes *times, Oid kind, Written *written)
{
	const Node *expression = fcinfo->flinfo->fn_expr;
	const Plan *plan;
	const Aggref *call;
	ListCell *cell;

	if (!cx_owns_state(fcinfo))
	{
		if (expression != NULL && IsA(expression, FuncExpr))
			return find_cast(((const FuncExpr *) expression)->args, times->first, NULL, times, kind,
							 written);
		if (expression != NULL && IsA(expression, WindowFunc))
			return find_cast(((const WindowFunc *) expression)->args, times->first,
							 plan_of_window(fcinfo), times, kind, written);
		return false;
	}
	plan = ((const PlanState *) fcinfo->context)->plan;
	call = cx_aggregate_call(fcinfo);
	if (call != NULL)
		return find_cast(call->args, times->first - 1, plan, times, kind, written);
	if (IsA(fcinfo->context, WindowAggState))
		foreach (cell, ((const WindowAggState *) fcinfo->context)->funcs)
		{
			const WindowFunc *function = ((const WindowFuncExprState *) lfirst(cell))->wfunc;

			if (is_our_call(fcinfo, function) &&
				find_cast(function->args, times->first - 1, plan, times, kind, written))
				return true;
		}
	return false;
}

void
cx_check_kinds(FunctionCallInfo fcinfo, const CxTimes *times)
{
	Written written;

	if (call_has_cast(fcinfo, times, TIMESTAMPTZOID, &written))
		cx_refuse_kinds(&written.times, written.types);
}

bool
cx_takes_dates(FunctionCallInfo fcinfo, const CxTimes *times)
{
	Written written;

	return call_has_cast(fcinfo, times, TIMESTAMPOID, &written);
}
