/*
 * rollup_sources.c
 *	  The rollups of the database, read from the catalogs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

#include "base/compat.h"
#include "base/interrupts.h"
#include "platform/attempt.h"
#include "platform/rollup_definition.h"
#include "platform/rollup_partitions.h"

/* The function that marks a definition has the schema of the function that is called here. */
static Oid
marker_of(FunctionCallInfo fcinfo)
{
	Oid types[] = {REGCLASSOID, REGCLASSOID, TEXTOID, BOOLOID};

	return GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum("cx_rollup_of"),
						   PointerGetDatum(buildoidvector(types, lengthof(types))),
						   ObjectIdGetDatum(get_func_namespace(fcinfo->flinfo->fn_oid)));
}

static Oid
view_of_rule(Oid rule)
{
	Relation rules = table_open(RewriteRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple tuple;
	Oid view = InvalidOid;

	ScanKeyInit(&key, Anum_pg_rewrite_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(rule));
	scan = systable_beginscan(rules, RewriteOidIndexId, true, NULL, 1, &key);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)))
		view = ((Form_pg_rewrite) GETSTRUCT(tuple))->ev_class;
	systable_endscan(scan);
	table_close(rules, AccessShareLock);
	return view;
}

/* The views that call the marker and define a rollup by it. */
static List *
definitions(Oid marker)
{
	Relation depend = table_open(DependRelationId, AccessShareLock);
	List *found = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(ProcedureRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(marker));
	scan = systable_beginscan(depend, DependReferenceIndexId, true, NULL, 2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);
		Oid view = row->classid == RewriteRelationId ? view_of_rule(row->objid) : InvalidOid;

		if (OidIsValid(view) && cx_rollup_definition_of(view) == view)
			found = list_append_unique_oid(found, view);
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return found;
}

/* ---- a row ---- */

static Datum
text_array(char **words, int count)
{
	Datum *texts = palloc(count * sizeof(Datum));

	for (int i = 0; i < count; i++)
		texts[i] = CStringGetTextDatum(words[i]);
	return PointerGetDatum(construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT));
}

/* A constant argument as text, or NULL. */
static char *
word_of(const FuncExpr *call, int argno)
{
	const Const *argument =
		list_length(call->args) > argno ? (const Const *) list_nth(call->args, argno) : NULL;
	Oid output;
	bool varlena;

	if (argument == NULL || !IsA(argument, Const) || argument->constisnull)
		return NULL;
	getTypeOutputInfo(argument->consttype, &output, &varlena);
	return OidOutputFunctionCall(output, argument->constvalue);
}

/* Grain and zone of the first group that is period_start(at, grain [, zone]). */
static void
period_of(const CxRollup *rollup, Oid schema, char **grain, char **zone)
{
	*grain = *zone = NULL;
	for (int i = 0; i < rollup->group_count && *grain == NULL; i++)
	{
		const FuncExpr *call = (const FuncExpr *) rollup->groups[i].value;

		if (!IsA(call, FuncExpr) || get_func_namespace(call->funcid) != schema ||
			strcmp(get_func_name(call->funcid), "period_start") != 0)
			continue;
		*grain = word_of(call, 1);
		*zone = word_of(call, 2);
	}
}

/* Deltas, all of which wait for cx_compact, and how many of them say that a group is dirty. */
static int64
count_deltas(const CxRollup *rollup, int64 *dirty)
{
	Relation table = table_open(rollup->parts.delta, AccessShareLock);
	TupleTableSlot *slot = table_slot_create(table, NULL);
	TableScanDesc scan = cx_begin_scan(table, GetActiveSnapshot());
	int64 count = 0;

	*dirty = 0;
	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		bool isnull;

		CX_CHECK_INTERRUPTS(count);
		if (!rollup->subtracts &&
			DatumGetInt64(slot_getattr(slot, CX_ROLLUP_ROWS(rollup) + 1, &isnull)) == 0)
			(*dirty)++;
		count++;
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	table_close(table, AccessShareLock);
	return count;
}

static bool
may_read(const CxRollup *rollup, Oid target)
{
	return has_privs_of_role(GetUserId(), rollup->owner) ||
		   (OidIsValid(target) &&
			pg_class_aclcheck(target, GetUserId(), ACL_SELECT) == ACLCHECK_OK);
}

enum
{
	SOURCE,
	RELATION,
	GRAIN,
	ZONE,
	DEFINITION,
	BASE,
	DELTA,
	GROUPS,
	STATES,
	FILLED,
	PENDING_DELTAS,
	PENDING_DIRTY,
	GAP,
	COLUMNS
};

static void
put_rollup(ReturnSetInfo *result, Oid definition, Oid schema)
{
	const CxRollup *rollup = cx_rollup_of_definition(definition);
	Oid target = cx_rollup_target(definition);
	bool readable = may_read(rollup, target);
	char **names = palloc((rollup->group_count + rollup->state_count) * sizeof(char *));
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};
	int64 dirty = 0;
	char *grain;
	char *zone;
	char *gap = cx_rollup_gap(rollup);

	period_of(rollup, schema, &grain, &zone);
	values[SOURCE] = ObjectIdGetDatum(rollup->source);
	values[RELATION] = ObjectIdGetDatum(target);
	nulls[RELATION] = !OidIsValid(target);
	values[DEFINITION] = ObjectIdGetDatum(definition);
	values[BASE] = ObjectIdGetDatum(rollup->parts.base);
	values[DELTA] = ObjectIdGetDatum(rollup->parts.delta);
	for (int i = 0; i < rollup->group_count; i++)
		names[i] = rollup->groups[i].name;
	values[GROUPS] = text_array(names, rollup->group_count);
	for (int i = 0; i < rollup->state_count; i++)
		names[i] = rollup->states[i].name;
	values[STATES] = text_array(names, rollup->state_count);
	values[FILLED] = BoolGetDatum(rollup->parts.filled);
	nulls[PENDING_DELTAS] = nulls[PENDING_DIRTY] = !readable;
	if (readable)
		values[PENDING_DELTAS] = Int64GetDatum(count_deltas(rollup, &dirty));
	values[PENDING_DIRTY] = Int64GetDatum(dirty);
	nulls[GRAIN] = grain == NULL;
	nulls[ZONE] = zone == NULL;
	nulls[GAP] = gap == NULL;
	if (grain != NULL)
		values[GRAIN] = CStringGetTextDatum(grain);
	if (zone != NULL)
		values[ZONE] = CStringGetTextDatum(zone);
	if (gap != NULL)
		values[GAP] = CStringGetTextDatum(gap);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* One that cannot be read, and why: whoever wrote it does not take the others from the list. */
static void
put_broken(ReturnSetInfo *result, Oid definition, const char *problem)
{
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS];

	memset(nulls, true, sizeof(nulls));
	values[SOURCE] = ObjectIdGetDatum(cx_rollup_source_of(definition));
	values[DEFINITION] = ObjectIdGetDatum(definition);
	values[GAP] = CStringGetTextDatum(problem);
	nulls[SOURCE] = nulls[DEFINITION] = nulls[GAP] = false;
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

typedef struct Row
{
	ReturnSetInfo *result;
	Oid definition;
	Oid schema;
} Row;

static void
put_if_there(void *subject)
{
	const Row *row = subject;

	/* whoever drops it may have come first */
	LockRelationOid(row->definition, AccessShareLock);
	if (get_rel_relkind(row->definition) == RELKIND_VIEW)
		put_rollup(row->result, row->definition, row->schema);
}

static void
try_rollup(ReturnSetInfo *result, Oid definition, Oid schema)
{
	Row row = {result, definition, schema};
	ErrorData *error = cx_attempt(put_if_there, &row);

	if (error == NULL)
		return;
	if (ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_OPERATOR_INTERVENTION)
		ReThrowError(error);
	put_broken(result, definition, error->message);
}

/*
 * cx_rollup_sources() -> setof (source, relation, grain, zone, definition, base, delta, groups, states,
 *								 filled, pending_deltas, pending_dirty, gap)
 *		Every rollup of the database. relation, the view that people read, is NULL where somebody dropped
 *		it; grain and zone are those of the first group that is period_start(...), else NULL;
 *		pending_deltas and pending_dirty NULL for who may not read the rollup; gap NULL when it sees all.
 */
PG_FUNCTION_INFO_V1(cx_rollup_sources);
Datum
cx_rollup_sources(PG_FUNCTION_ARGS)
{
	ListCell *cell;

	InitMaterializedSRF(fcinfo, 0);
	foreach (cell, definitions(marker_of(fcinfo)))
		try_rollup((ReturnSetInfo *) fcinfo->resultinfo, lfirst_oid(cell),
				   get_func_namespace(fcinfo->flinfo->fn_oid));
	return (Datum) 0;
}
