/*
 * rollup_definition.c
 *	  What a rollup is made of, as its view of definition says, kept for the session.
 *
 * To fold constants is to run functions. So the expressions are read as the owner of the source, with the
 * search path pinned, and not at all where somebody else may have written them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/attmap.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteManip.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "platform/rollup_definition.h"
#include "platform/rollup_marks.h"
#include "platform/rollup_run.h"
#include "platform/rollup_text.h"

/* ---- what the session keeps ---- */

typedef struct Entry
{
	struct
	{
		Oid definition;
		Oid relation;
	} key;
	bool valid;
	bool reading;
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

		/* one that is being read may read what is not known yet */
		if (entry->reading || rollup == NULL || relation == InvalidOid ||
			relation == rollup->definition || relation == rollup->source ||
			relation == rollup->relation || relation == rollup->parts.base ||
			relation == rollup->parts.delta || list_member_oid(rollup->way, relation))
			entry->valid = false;
	}
}

static void
forget_all(Datum unused, int cache, uint32 hash)
{
	forget_relation(unused, InvalidOid);
}

/* Lets go of rollups that were dropped, or changed; whoever uses one does so until the transaction ends. */
static void
discard_forgotten(void)
{
	HASH_SEQ_STATUS status;
	Entry *entry;

	hash_seq_init(&status, entries);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		if (entry->valid || entry->reading)
			continue;
		if (entry->rollup != NULL)
			MemoryContextSetParent(entry->rollup->context, TopTransactionContext);
		hash_search(entries, &entry->key, HASH_REMOVE, NULL);
	}
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
	/* The schema of the extension may be renamed. */
	CacheRegisterSyscacheCallback(NAMESPACEOID, forget_all, (Datum) 0);
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
	HeapTuple tuple;
	Form_pg_aggregate aggregate;
	Datum initial;
	bool isnull;
	Oid input, parameter;
	ListCell *cell;

	if (!cx_rollup_takes(call, schema))
		ereport(
			ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			errmsg("a rollup does not take the aggregate %s", format_procedure(call->aggfnoid)));

	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(call->aggfnoid));
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
		if (!cx_calls(lfirst(cell), cx_rollup_of))
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

/*
 * The table that a partition is of, or 0. One that is being detached, which may take as long as somebody likes,
 * is of none any more; get_partition_parent() would raise that to whoever writes to it.
 */
static Oid
partition_of(Oid relation)
{
	Relation inherits;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple tuple;
	Oid parent = InvalidOid;

	if (!get_rel_relispartition(relation))
		return InvalidOid;
	inherits = table_open(InheritsRelationId, AccessShareLock);
	ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relation));
	scan = systable_beginscan(inherits, InheritsRelidSeqnoIndexId, true, NULL, 1, &key);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)) &&
		!((Form_pg_inherits) GETSTRUCT(tuple))->inhdetachpending)
		parent = ((Form_pg_inherits) GETSTRUCT(tuple))->inhparent;
	systable_endscan(scan);
	table_close(inherits, AccessShareLock);
	return parent;
}

bool
cx_rollup_is_below(Oid relation, Oid source)
{
	while (OidIsValid(relation) && relation != source)
		relation = partition_of(relation);
	return relation == source;
}

/* The tables on the way from the relation up to the source, whose changes may take it from there. */
static List *
way_up(Oid relation, Oid source)
{
	List *way = NIL;

	for (; OidIsValid(relation) && relation != source; relation = partition_of(relation))
		way = lappend_oid(way, relation);
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

static void
read_as_owner(CxRollup *rollup, Query *query, const AttrMap *map, Oid schema)
{
	CxRollupRole role;

	rollup->runs_code = true;
	role = cx_become_owner(rollup);
	rollup->runs_code = false;
	read_expressions(rollup, query, map, schema);
	cx_resign(role);
}

/* The type that column i of base and delta has. */
static Oid
column_type(const CxRollup *rollup, int i)
{
	if (i < rollup->group_count)
		return rollup->groups[i].type;
	return i <= CX_ROLLUP_INVALID(rollup) ? INT8OID
										  : rollup->states[i - CX_ROLLUP_STATE(rollup, 0)].type;
}

/*
 * Rows are written to base and delta as they are: so these must be tables, and have the columns. A view of
 * definition is written by anybody who likes to, and names what he likes.
 */
static void
check_table(const CxRollup *rollup, Oid table)
{
	bool fits = get_rel_relkind(table) == RELKIND_RELATION &&
				get_rel_persistence(table) != RELPERSISTENCE_TEMP;

	for (int i = 0; fits && i < CX_ROLLUP_COLUMNS(rollup); i++)
	{
		HeapTuple tuple = SearchSysCacheAttNum(table, (AttrNumber) (i + 1));

		fits = HeapTupleIsValid(tuple) &&
			   ((Form_pg_attribute) GETSTRUCT(tuple))->atttypid == column_type(rollup, i);
		if (HeapTupleIsValid(tuple))
			ReleaseSysCache(tuple);
	}
	if (!fits)
		ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				errmsg("%s does not have the columns that %s defines", cx_relation_name(table),
					   cx_relation_name(rollup->definition)),
				errhint("Drop the rollup and create it again: its definition cannot be changed."));
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

	if (!cx_rollup_read_parts(marker, &rollup->parts) || index == 0)
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
	if (!rollup->is_below || OidIsValid(rollup->foreign_part))
		return rollup;
	if (rollup->relation != rollup->source)
	{
		rollup->way = way_up(rollup->relation, rollup->source);
		map = map_columns(rollup->source, rollup->relation);
	}
	read_as_owner(rollup, query, map, schema);
	check_table(rollup, rollup->parts.base);
	check_table(rollup, rollup->parts.delta);
	return rollup;
}

Oid
cx_rollup_source_of(Oid definition)
{
	const Query *query = cx_view_query(definition, NULL);
	Index index = query != NULL ? source_index(query) : 0;

	return index > 0 ? rt_fetch(index, query->rtable)->relid : InvalidOid;
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
	entry = hash_search(entries, &key, HASH_FIND, NULL);
	if (entry != NULL && entry->reading)
		ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				errmsg("%s calls a function that needs the rollup which it defines",
					   cx_relation_name(definition)));
	if (entry != NULL && entry->valid)
		return entry->rollup;

	discard_forgotten();
	entry = hash_search(entries, &key, HASH_ENTER, &found);
	if (!found)
		entry->rollup = NULL;
	/* What is read may change while it is read: it then counts as forgotten. */
	entry->valid = true;
	entry->reading = true;
	context = AllocSetContextCreate(CurrentMemoryContext, "cx rollup", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(context);
	PG_TRY();
	{
		rollup = read_rollup(definition, relation);
	}
	PG_CATCH();
	{
		entry = hash_search(entries, &key, HASH_FIND, NULL);
		entry->valid = entry->reading = false;
		PG_RE_THROW();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	MemoryContextSetParent(context, CacheMemoryContext);
	entry = hash_search(entries, &key, HASH_FIND, NULL);
	entry->reading = false;
	/* Somebody further up may be using the old one. */
	if (entry->rollup != NULL)
		MemoryContextSetParent(entry->rollup->context, TopTransactionContext);
	entry->rollup = rollup;
	return rollup;
}
