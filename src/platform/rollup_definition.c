/*
 * rollup_definition.c
 *	  What a rollup is made of, as its view of definition says, kept for the session.
 *
 * The parse tree of the view is read from pg_rewrite without opening the view: a writer of the source
 * holds no lock on it, and whoever replaces it waits for no writer. It cannot go away meanwhile, since
 * the triggers depend on it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/attmap.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/indexing.h"
#include "catalog/partition.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteDefine.h"
#include "rewrite/rewriteManip.h"
#include "rewrite/rewriteSupport.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "platform/rollup_definition.h"

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

/*
 * cx_rollup_ready(definition regclass) -> boolean
 *		True: it stands in the WHERE of a view that reads a rollup. Strict. A rollup that is not filled
 *		yet, or that was filled after the transaction's snapshot: error 55000.
 */
PG_FUNCTION_INFO_V1(cx_rollup_ready);
Datum
cx_rollup_ready(PG_FUNCTION_ARGS)
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
	if (!cx_rollup_is_filled(rollup, GetActiveSnapshot()))
		ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				errmsg("the rollup that %s defines was filled after this transaction began",
					   cx_relation_name(definition)),
				errhint("Begin a new transaction."));
	PG_RETURN_BOOL(true);
}

bool
cx_rollup_is_filled(const CxRollup *rollup, Snapshot snapshot)
{
	return rollup->parts.filled && (snapshot->snapshot_type != SNAPSHOT_MVCC ||
									TransactionIdIsCurrentTransactionId(rollup->made) ||
									!XidInMVCCSnapshot(rollup->made, snapshot));
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

/* Is it a call of this very function, wherever the extension is? */
static bool
calls(const Node *node, PGFunction function)
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
		if (calls(lfirst(cell), marker))
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

static bool
read_parts(const FuncExpr *call, CxRollupParts *parts)
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

Oid
cx_rollup_ready_of(const Query *query)
{
	FuncExpr *call = query != NULL ? cx_marker_of(query, cx_rollup_ready) : NULL;
	Datum definition;

	return call != NULL && constant_argument(call, 0, &definition) ? DatumGetObjectId(definition)
																   : InvalidOid;
}

Oid
cx_rollup_definition_of(Oid relation)
{
	CxRollupParts parts;
	const Query *query =
		get_rel_relkind(relation) == RELKIND_VIEW ? cx_view_query(relation, NULL) : NULL;

	if (query == NULL)
		return InvalidOid;
	if (read_parts(cx_marker_of(query, cx_rollup_of), &parts))
		return relation;
	return cx_rollup_ready_of(query);
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

			if (view != definition && cx_rollup_ready_of(cx_view_query(view, NULL)) == definition)
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

/* ---- what the session keeps ---- */

typedef struct Entry
{
	struct
	{
		Oid definition;
		Oid relation;
	} key;
	bool valid;
	CxRollup *rollup; /* NULL until it was read */
} Entry;

static HTAB *entries = NULL;

static void
forget_relation(Datum unused, Oid relation)
{
	HASH_SEQ_STATUS status;
	Entry *entry;

	hash_seq_init(&status, entries);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		const CxRollup *rollup = entry->rollup;

		if (rollup == NULL || relation == InvalidOid || relation == rollup->definition ||
			relation == rollup->source || relation == rollup->relation ||
			relation == rollup->parts.base || relation == rollup->parts.delta ||
			list_member_oid(rollup->way, relation))
			entry->valid = false;
	}
}

static void
forget_all(Datum unused, int cache, uint32 hash)
{
	forget_relation(unused, InvalidOid);
}

static void
make_entries(void)
{
	HASHCTL control = {.keysize = sizeof(((Entry *) 0)->key),
					   .entrysize = sizeof(Entry),
					   .hcxt = CacheMemoryContext};

	entries = hash_create("cx rollups", 16, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	CacheRegisterRelcacheCallback(forget_relation, (Datum) 0);
	/* A function may be replaced whose body was taken into an expression. */
	CacheRegisterSyscacheCallback(PROCOID, forget_all, (Datum) 0);
}

/* ---- reading a definition ---- */

static bool
function_runs_code(Oid function, void *unused)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Oid language;

	if (!HeapTupleIsValid(tuple))
		return true;
	language = ((Form_pg_proc) GETSTRUCT(tuple))->prolang;
	ReleaseSysCache(tuple);
	return language != INTERNALlanguageId && language != ClanguageId;
}

/* Does the expression run anything but functions in C? The checks of a domain may. */
static bool
runs_code(Node *node, void *unused)
{
	if (node == NULL)
		return false;
	if (IsA(node, CoerceToDomain) || check_functions_in_node(node, function_runs_code, NULL))
		return true;
	return expression_tree_walker(node, runs_code, NULL);
}

/* Where the source is in the query, by its number. */
static Index
source_index(const Query *query)
{
	Node *from = query->jointree != NULL && list_length(query->jointree->fromlist) == 1
					 ? linitial(query->jointree->fromlist)
					 : NULL;

	return from != NULL && IsA(from, RangeTblRef) ? ((RangeTblRef *) from)->rtindex : 0;
}

/* The expression as it is evaluated over rows of the relation: constants folded, columns by their number there. */
static Node *
prepare(Node *node, Index index, const AttrMap *map, CxRollup *rollup)
{
	bool whole_row;

	ChangeVarNodes(node, (int) index, 1, 0);
	if (map != NULL)
		node = map_variable_attnos(node, 1, 0, map, InvalidOid, &whole_row);
	node = (Node *) expression_planner((Expr *) node);
	rollup->runs_code |= runs_code(node, NULL);
	pull_varattnos(node, 1, &rollup->reads);
	fix_opfuncids(node);
	return node;
}

static void
read_group(CxRollup *rollup, CxRollupGroup *group, const TargetEntry *entry, Index index,
		   const AttrMap *map)
{
	TypeCacheEntry *type;

	group->name = entry->resname;
	group->value = (Expr *) prepare((Node *) entry->expr, index, map, rollup);
	group->type = exprType((Node *) group->value);
	group->typmod = exprTypmod((Node *) group->value);
	group->collation = exprCollation((Node *) group->value);
	get_typlenbyval(group->type, &group->length, &group->by_value);
	type = lookup_type_cache(group->type, TYPECACHE_EQ_OPR_FINFO | TYPECACHE_HASH_PROC_FINFO);
	fmgr_info_cxt(type->eq_opr_finfo.fn_oid, &group->equal, rollup->context);
	fmgr_info_cxt(type->hash_proc_finfo.fn_oid, &group->hash, rollup->context);
	rollup->runs_code |= function_runs_code(group->equal.fn_oid, NULL) ||
						 function_runs_code(group->hash.fn_oid, NULL);
}

/* The functions that add states up and take them away are those of rollup(type). */
static void
read_arithmetic(CxRollup *rollup, CxRollupState *state, Oid schema)
{
	Oid rollup_agg =
		LookupFuncName(list_make2(makeString(get_namespace_name(schema)), makeString("rollup")), 1,
					   &state->type, false);
	HeapTuple tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(rollup_agg));
	Form_pg_aggregate aggregate;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for aggregate %u", rollup_agg);
	aggregate = (Form_pg_aggregate) GETSTRUCT(tuple);
	fmgr_info_cxt(aggregate->aggtransfn, &state->add, rollup->context);
	state->subtracts = OidIsValid(aggregate->aggminvtransfn);
	if (state->subtracts)
		fmgr_info_cxt(aggregate->aggminvtransfn, &state->subtract, rollup->context);
	ReleaseSysCache(tuple);
}

static void
read_state(CxRollup *rollup, CxRollupState *state, const TargetEntry *entry, Index index,
		   const AttrMap *map, Oid schema)
{
	Aggref *call = castNode(Aggref, entry->expr);
	HeapTuple tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(call->aggfnoid));
	Form_pg_aggregate aggregate;
	Datum initial;
	bool isnull;
	Oid input, parameter;
	ListCell *cell;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for aggregate %u", call->aggfnoid);
	aggregate = (Form_pg_aggregate) GETSTRUCT(tuple);
	state->name = entry->resname;
	state->aggregate = call->aggfnoid;
	state->collation = call->inputcollid;
	state->type = aggregate->aggtranstype;
	get_typlenbyval(state->type, &state->length, &state->by_value);
	fmgr_info_cxt(aggregate->aggtransfn, &state->transition, rollup->context);
	state->strict = state->transition.fn_strict;
	if (OidIsValid(aggregate->aggfinalfn))
		fmgr_info_cxt(aggregate->aggfinalfn, &state->finish, rollup->context);
	initial = SysCacheGetAttr(AGGFNOID, tuple, Anum_pg_aggregate_agginitval, &isnull);
	if (isnull)
		elog(ERROR, "aggregate %u begins with NULL", call->aggfnoid);
	getTypeInputInfo(state->type, &input, &parameter);
	state->empty = OidInputFunctionCall(input, TextDatumGetCString(initial), parameter, -1);
	ReleaseSysCache(tuple);

	read_arithmetic(rollup, state, schema);
	rollup->subtracts &= state->subtracts;
	fmgr_info_cxt(lookup_type_cache(state->type, TYPECACHE_EQ_OPR_FINFO)->eq_opr_finfo.fn_oid,
				  &state->equal, rollup->context);
	foreach (cell, call->args)
		state->arguments =
			lappend(state->arguments,
					prepare((Node *) lfirst_node(TargetEntry, cell)->expr, index, map, rollup));
	if (call->aggfilter != NULL)
		state->filter = (Expr *) prepare((Node *) call->aggfilter, index, map, rollup);
}

/* The conditions of the WHERE but for our own, or NULL. */
static Node *
filter_of(const Query *query)
{
	List *conditions = NIL;
	ListCell *cell;

	foreach (cell, make_ands_implicit((Expr *) query->jointree->quals))
		if (!calls(lfirst(cell), cx_rollup_of))
			conditions = lappend(conditions, lfirst(cell));
	return conditions == NIL ? NULL : (Node *) make_ands_explicit(conditions);
}

static void
read_expressions(CxRollup *rollup, Query *query, const AttrMap *map, Oid schema)
{
	Index index = source_index(query);
	ListCell *cell;
	int groups = 0;
	int states = 0;
	int attribute = -1;
	Node *filter;

#if PG_VERSION_NUM >= 180000
	query->targetList = (List *) flatten_group_exprs(NULL, query, (Node *) query->targetList);
#endif
	rollup->groups = palloc0(list_length(query->targetList) * sizeof(CxRollupGroup));
	rollup->states = palloc0(list_length(query->targetList) * sizeof(CxRollupState));
	foreach (cell, query->targetList)
	{
		const TargetEntry *entry = lfirst_node(TargetEntry, cell);

		if (!IsA(entry->expr, Aggref))
			read_group(rollup, &rollup->groups[groups++], entry, index, map);
		else if (!((const Aggref *) entry->expr)->aggstar)
			read_state(rollup, &rollup->states[states++], entry, index, map, schema);
	}
	rollup->group_count = groups;
	rollup->state_count = states;
	filter = filter_of(query);
	if (filter != NULL)
		rollup->filter = (Expr *) prepare(filter, index, map, rollup);
	while ((attribute = bms_next_member(rollup->reads, attribute)) >= 0)
		rollup->attributes = attribute + FirstLowInvalidHeapAttributeNumber;
}

static Oid
owner_of(Oid relation, Oid definition)
{
	HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Oid owner;

	if (!HeapTupleIsValid(tuple))
		ereport(ERROR, errcode(ERRCODE_UNDEFINED_TABLE),
				errmsg("a part of the rollup that %s defines does not exist",
					   cx_relation_name(definition)),
				errhint("Run cx_drop_rollup on its source, then create the rollup again."));
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/* The part that is not the source's owner's, or 0. */
static Oid
part_of_other_owner(const CxRollup *rollup)
{
	Oid parts[] = {rollup->definition, rollup->parts.base, rollup->parts.delta};

	for (int i = 0; i < (int) lengthof(parts); i++)
		if (owner_of(parts[i], rollup->definition) != rollup->owner)
			return parts[i];
	return InvalidOid;
}

void
cx_rollup_check_owners(const CxRollup *rollup)
{
	if (OidIsValid(rollup->foreign_part))
		ereport(ERROR, errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				errmsg("%s and %s belong to different owners", cx_relation_name(rollup->source),
					   cx_relation_name(rollup->foreign_part)),
				errhint("Give the parts of the rollup to the owner of its source, with ALTER TABLE "
						"and ALTER VIEW ... OWNER TO."));
}

bool
cx_rollup_is_below(Oid relation, Oid source)
{
	while (relation != source)
	{
		if (!get_rel_relispartition(relation))
			return false;
		/* one that is being detached is not part of it any more */
		relation = get_partition_parent(relation, false);
		if (!OidIsValid(relation))
			return false;
	}
	return true;
}

/* The tables on the way from the relation up to the source, whose changes may take it from there. */
static List *
way_up(Oid relation, Oid source)
{
	List *way = NIL;

	while (relation != source)
	{
		way = lappend_oid(way, relation);
		relation = get_partition_parent(relation, false);
	}
	return way;
}

static AttrMap *
map_columns(Oid from, Oid to)
{
	Relation source = relation_open(from, AccessShareLock);
	Relation relation = relation_open(to, AccessShareLock);
	AttrMap *map = build_attrmap_by_name_if_req(RelationGetDescr(relation), RelationGetDescr(source)
#if PG_VERSION_NUM >= 160000
																				,
												false
#endif
	);

	relation_close(relation, NoLock);
	relation_close(source, NoLock);
	return map;
}

/* Into the current context. */
static CxRollup *
read_rollup(Oid definition, Oid relation)
{
	CxRollup *rollup = palloc0(sizeof(CxRollup));
	Query *query = cx_view_query(definition, &rollup->made);
	FuncExpr *marker = query != NULL ? cx_marker_of(query, cx_rollup_of) : NULL;
	Index index = query != NULL ? source_index(query) : 0;
	const AttrMap *map = NULL;
	Oid schema;

	if (!read_parts(marker, &rollup->parts) || index == 0)
		ereport(ERROR, errcode(ERRCODE_UNDEFINED_TABLE),
				errmsg("%s defines no rollup", cx_relation_name(definition)));
	rollup->context = CurrentMemoryContext;
	rollup->definition = definition;
	rollup->source = rt_fetch(index, query->rtable)->relid;
	rollup->relation = OidIsValid(relation) ? relation : rollup->source;
	schema = get_func_namespace(marker->funcid);
	rollup->schema = pstrdup(quote_identifier(get_namespace_name(schema)));
	rollup->subtracts = true;
	rollup->owner = owner_of(rollup->source, definition);
	rollup->foreign_part = part_of_other_owner(rollup);
	rollup->is_below = cx_rollup_is_below(rollup->relation, rollup->source);
	if (!rollup->is_below)
		return rollup;
	if (rollup->relation != rollup->source)
	{
		rollup->way = way_up(rollup->relation, rollup->source);
		map = map_columns(rollup->source, rollup->relation);
	}
	read_expressions(rollup, query, map, schema);
	return rollup;
}

CxRollup *
cx_rollup_get(Oid definition, Oid relation)
{
	Entry *entry;
	MemoryContext context, caller;
	CxRollup *rollup;
	bool found;
	struct
	{
		Oid definition;
		Oid relation;
	} key = {definition, relation};

	if (entries == NULL)
		make_entries();
	entry = hash_search(entries, &key, HASH_ENTER, &found);
	if (!found)
	{
		entry->rollup = NULL;
		entry->valid = false;
	}
	if (entry->valid)
		return entry->rollup;

	/* What is read may change while it is read: it then counts as forgotten. */
	entry->valid = true;
	context = AllocSetContextCreate(CurrentMemoryContext, "cx rollup", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(context);
	PG_TRY();
	{
		rollup = read_rollup(definition, relation);
	}
	PG_CATCH();
	{
		entry = hash_search(entries, &key, HASH_FIND, NULL);
		entry->valid = false;
		PG_RE_THROW();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	MemoryContextSetParent(context, CacheMemoryContext);
	entry = hash_search(entries, &key, HASH_FIND, NULL);
	/* Somebody further up may be using the old one. */
	if (entry->rollup != NULL)
		MemoryContextSetParent(entry->rollup->context, TopTransactionContext);
	entry->rollup = rollup;
	return rollup;
}
