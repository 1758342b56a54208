/*
 * view_mark.c
 *	  The mark of a ready-made view, and reading it back from the query that the server keeps.
 *
 * The query is read as a tree from pg_rewrite: neither comments, which anybody may change, nor the text
 * of the view, which depends on settings, are parsed.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "rewrite/rewriteSupport.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "base/compat.h"
#include "base/result.h"
#include "base/zone.h"

enum
{
	KIND,
	GRAIN,
	ZONE,
	SOURCE,
	ARGUMENTS
};

/*
 * cx_view(kind text, grain cx_period, zone cx_zone, source regclass) -> boolean
 *		True. The arguments are there to be read from the view's query; any may be NULL.
 */
PG_FUNCTION_INFO_V1(cx_view);
Datum
cx_view(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(true);
}

typedef struct Search
{
	Oid extension; /* that cx_view() is a member of */
	FuncExpr *found;
} Search;

/* A call of our cx_view(), of which nobody else's function by that name is one, with constants only. */
static bool
is_mark(const FuncExpr *call, Oid extension)
{
	ListCell *cell;
	char *name;

	if (list_length(call->args) != ARGUMENTS || call->funcresulttype != BOOLOID)
		return false;
	name = get_func_name(call->funcid);
	if (name == NULL || strcmp(name, "cx_view") != 0 ||
		getExtensionOfObject(ProcedureRelationId, call->funcid) != extension)
		return false;
	foreach (cell, call->args)
		if (!IsA(lfirst(cell), Const))
			return false;
	return true;
}

static bool
find_mark(Node *node, void *context)
{
	Search *search = (Search *) context;

	if (node == NULL)
		return false;
	if (IsA(node, FuncExpr) && is_mark((FuncExpr *) node, search->extension))
	{
		search->found = (FuncExpr *) node;
		return true;
	}
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, find_mark, context, 0);
	return expression_tree_walker(node, find_mark, context);
}

/* The actions of the rule that makes a relation a view, or keeps a materialized one's query; or NIL. */
static List *
view_query(Oid relation)
{
	HeapTuple rule = SearchSysCache2(RULERELNAME, ObjectIdGetDatum(relation),
									 CStringGetDatum(ViewSelectRuleName));
	List *actions;
	bool is_null;

	if (!HeapTupleIsValid(rule))
		return NIL;
	/* never NULL */
	actions = (List *) stringToNode(TextDatumGetCString(
		SysCacheGetAttr(RULERELNAME, rule, Anum_pg_rewrite_ev_action, &is_null)));
	ReleaseSysCache(rule);
	return actions;
}

/* The label of an enum's value as a text. */
static Datum
label_of(Oid value)
{
	HeapTuple label = SearchSysCache1(ENUMOID, ObjectIdGetDatum(value));
	Datum text;

	if (!HeapTupleIsValid(label))
		elog(ERROR, "cache lookup failed for enum value %u", value);
	text = CStringGetTextDatum(NameStr(((Form_pg_enum) GETSTRUCT(label))->enumlabel));
	ReleaseSysCache(label);
	return text;
}

/*
 * cx_view_mark(relation regclass) -> (kind text, grain text, zone text, source regclass)
 *		The constants of the first call of cx_view() in the query of a view or a materialized view,
 *		wherever in it the call stands. All NULL for one without, for any other relation and for one that
 *		is gone. It takes no lock and needs no privilege: pg_rewrite is everybody's to read. Strict.
 */
PG_FUNCTION_INFO_V1(cx_view_mark);
Datum
cx_view_mark(PG_FUNCTION_ARGS)
{
	Search search = {getExtensionOfObject(ProcedureRelationId, fcinfo->flinfo->fn_oid), NULL};
	Datum values[ARGUMENTS] = {0};
	bool nulls[ARGUMENTS] = {true, true, true, true};
	ListCell *cell;

	(void) find_mark((Node *) view_query(PG_GETARG_OID(0)), &search);
	if (search.found != NULL)
		foreach (cell, search.found->args)
		{
			const Const *argument = lfirst_node(Const, cell);
			int i = foreach_current_index(cell);

			nulls[i] = argument->constisnull;
			if (nulls[i])
				continue;
			if (i == GRAIN)
				values[i] = label_of(DatumGetObjectId(argument->constvalue));
			else /* a zone is stored like a text */
				values[i] = argument->constvalue;
		}
	return HeapTupleGetDatum(heap_form_tuple(cx_row_type(fcinfo), values, nulls));
}
