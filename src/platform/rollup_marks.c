/*
 * rollup_marks.c
 *	  What says in a view that it defines a rollup, and in another that it reads one.
 *
 * The parse tree of a view is read from pg_rewrite without opening the view: a writer of the source holds
 * no lock on it, and whoever replaces it waits for no writer. It cannot go away meanwhile, since the
 * triggers depend on it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_rewrite.h"
#include "nodes/makefuncs.h"
#include "rewrite/rewriteDefine.h"
#include "rewrite/rewriteSupport.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "base/compat.h"
#include "platform/rollup_definition.h"
#include "platform/rollup_marks.h"

/*
 * cx_rollup_of(base regclass, delta regclass, on_error text, filled boolean) -> boolean
 *		True, whatever it is given, NULL too: it stands in the WHERE of a view that defines a rollup and
 *		says where that is kept.
 */
PG_FUNCTION_INFO_V1(cx_rollup_of);
Datum
cx_rollup_of(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(true);
}

/* Has the rollup been filled, as the snapshot sees it? */
static bool
is_filled(const CxRollup *rollup, Snapshot snapshot)
{
	return rollup->parts.filled && (snapshot->snapshot_type != SNAPSHOT_MVCC ||
									TransactionIdIsCurrentTransactionId(rollup->made) ||
									!XidInMVCCSnapshot(rollup->made, snapshot));
}

/*
 * cx_rollup_unfilled(definition regclass) -> boolean
 *		False: it is the WHERE of a part without rows, in a view that reads a rollup. Strict. A rollup that is
 *		not filled yet, or that was filled after the transaction's snapshot: error 55000.
 */
PG_FUNCTION_INFO_V1(cx_rollup_unfilled);
Datum
cx_rollup_unfilled(PG_FUNCTION_ARGS)
{
	Oid definition = PG_GETARG_OID(0);
	const CxRollup *rollup = cx_rollup_of_definition(definition);

	if (!rollup->parts.filled)
		ereport(
			ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			errmsg("the rollup that %s defines has not been filled yet",
				   cx_relation_name(definition)),
			errhint("Wait until cx_create_rollup has ended; if it was interrupted, run cx_rebuild "
					"or cx_drop_rollup."));
	if (!is_filled(rollup, GetActiveSnapshot()))
		ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				errmsg("the rollup that %s defines was filled after this transaction began",
					   cx_relation_name(definition)),
				errhint("Begin a new transaction."));
	PG_RETURN_BOOL(false);
}

char *
cx_relation_name(Oid relation)
{
	char *name = get_rel_name(relation);

	if (name == NULL)
		return psprintf("%u", relation);
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)), name);
}

/* ---- what views say ---- */

Query *
cx_view_query(Oid view, TransactionId *made)
{
	Relation rules = table_open(RewriteRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple tuple;
	Query *query = NULL;

	ScanKeyInit(&key, Anum_pg_rewrite_ev_class, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(view));
	scan = systable_beginscan(rules, RewriteRelRulenameIndexId, true, NULL, 1, &key);
	while (query == NULL && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		bool isnull;
		Datum action =
			heap_getattr(tuple, Anum_pg_rewrite_ev_action, RelationGetDescr(rules), &isnull);
		List *actions = isnull ? NIL : (List *) stringToNode(TextDatumGetCString(action));

		if (((Form_pg_rewrite) GETSTRUCT(tuple))->ev_type != '1' || list_length(actions) != 1)
			continue;
		query = linitial_node(Query, actions);
		if (made != NULL)
			*made = HeapTupleHeaderGetXmin(tuple->t_data);
	}
	systable_endscan(scan);
	table_close(rules, AccessShareLock);
	return query;
}

bool
cx_calls(const Node *node, PGFunction function)
{
	FmgrInfo info;

	if (node == NULL || !IsA(node, FuncExpr))
		return false;
	fmgr_info(((const FuncExpr *) node)->funcid, &info);
	return info.fn_addr == function;
}

FuncExpr *
cx_marker_of(const Query *query, PGFunction marker)
{
	ListCell *cell;

	if (query->jointree == NULL)
		return NULL;
	foreach (cell, make_ands_implicit((Expr *) query->jointree->quals))
		if (cx_calls(lfirst(cell), marker))
			return lfirst_node(FuncExpr, cell);
	return NULL;
}

/* A constant argument, which a call has that we wrote. */
static bool
constant_argument(const FuncExpr *call, int argno, Datum *value)
{
	Node *argument = list_length(call->args) > argno ? list_nth(call->args, argno) : NULL;

	if (argument == NULL || !IsA(argument, Const) || ((Const *) argument)->constisnull)
		return false;
	*value = ((Const *) argument)->constvalue;
	return true;
}

bool
cx_rollup_read_parts(const FuncExpr *call, CxRollupParts *parts)
{
	Datum values[4];

	if (call == NULL)
		return false;
	for (int i = 0; i < 4; i++)
		if (!constant_argument(call, i, &values[i]))
			return false;
	parts->base = DatumGetObjectId(values[0]);
	parts->delta = DatumGetObjectId(values[1]);
	parts->raises = strcmp(TextDatumGetCString(values[2]), "raise") == 0;
	parts->filled = DatumGetBool(values[3]);
	return true;
}

static const Query *
first_subquery(const Query *query)
{
	ListCell *cell;

	foreach (cell, query->rtable)
		if (lfirst_node(RangeTblEntry, cell)->rtekind == RTE_SUBQUERY)
			return lfirst_node(RangeTblEntry, cell)->subquery;
	return NULL;
}

/* The mark of a target stands in the first of the parts that it reads. */
Oid
cx_rollup_read_by(const Query *query)
{
	FuncExpr *call = NULL;
	Datum definition;

	for (; call == NULL && query != NULL; query = first_subquery(query))
		call = cx_marker_of(query, cx_rollup_unfilled);
	return call != NULL && constant_argument(call, 0, &definition) ? DatumGetObjectId(definition)
																   : InvalidOid;
}

bool
cx_rollup_parts_of(Oid definition, CxRollupParts *parts)
{
	const Query *query = cx_view_query(definition, NULL);

	return query != NULL && cx_rollup_read_parts(cx_marker_of(query, cx_rollup_of), parts);
}

Oid
cx_rollup_definition_of(Oid relation)
{
	CxRollupParts parts;
	const Query *query =
		get_rel_relkind(relation) == RELKIND_VIEW ? cx_view_query(relation, NULL) : NULL;

	if (query == NULL)
		return InvalidOid;
	if (cx_rollup_read_parts(cx_marker_of(query, cx_rollup_of), &parts))
		return relation;
	return cx_rollup_read_by(query);
}

Oid
cx_rollup_target(Oid definition)
{
	Relation depend = table_open(DependRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple tuple;
	Oid target = InvalidOid;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(definition));
	scan = systable_beginscan(depend, DependReferenceIndexId, true, NULL, 2, keys);
	while (target == InvalidOid && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);
		Relation rules;
		ScanKeyData key;
		SysScanDesc rule_scan;
		HeapTuple rule;

		if (row->classid != RewriteRelationId)
			continue;
		rules = table_open(RewriteRelationId, AccessShareLock);
		ScanKeyInit(&key, Anum_pg_rewrite_oid, BTEqualStrategyNumber, F_OIDEQ,
					ObjectIdGetDatum(row->objid));
		rule_scan = systable_beginscan(rules, RewriteOidIndexId, true, NULL, 1, &key);
		rule = systable_getnext(rule_scan);
		if (HeapTupleIsValid(rule))
		{
			Oid view = ((Form_pg_rewrite) GETSTRUCT(rule))->ev_class;

			if (view != definition && cx_rollup_read_by(cx_view_query(view, NULL)) == definition)
				target = view;
		}
		systable_endscan(rule_scan);
		table_close(rules, AccessShareLock);
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return target;
}

void
cx_rollup_set_filled(Oid definition)
{
	Query *query = cx_view_query(definition, NULL);
	FuncExpr *marker = query != NULL ? cx_marker_of(query, cx_rollup_of) : NULL;

	if (marker == NULL)
		return;
	lfourth_node(Const, marker->args)->constvalue = BoolGetDatum(true);
	DefineQueryRewrite(ViewSelectRuleName, definition, NULL, CMD_SELECT, true, true,
					   list_make1(query));
	CommandCounterIncrement();
}
