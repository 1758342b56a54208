/*
 * rollup_partitions.c
 *	  The tables below the source of a rollup, and which of them feed it.
 *
 * A statement fires the triggers of the table that it names, and sees there all that it did, whichever
 * partitions it did it to. So a rollup is right as long as each table that a statement can name has its
 * triggers: the source, and all below it. A new partition has none, and nothing tells us of it. Rows that
 * came through the source are counted nevertheless. Those that a table was attached with are not, and
 * cx_adopt() adds them: they are older than the row of pg_inherits that attached it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/partition.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "storage/lmgr.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "platform/rollup_count.h"
#include "platform/rollup_make.h"
#include "platform/rollup_manage.h"
#include "platform/rollup_partitions.h"
#include "platform/rollup_run.h"
#include "platform/rollup_trigger.h"

List *
cx_lock_tables(Oid top, LOCKMODE mode)
{
	/* the second locks what is below, not the table itself */
	LockRelationOid(top, mode);
	return find_all_inheritors(top, mode, NULL);
}

/* ---- when a row was written ---- */

static CxRollupMoment
moment_of(HeapTuple tuple)
{
	CxRollupMoment moment = {.transaction = HeapTupleHeaderGetRawXmin(tuple->t_data),
							 .frozen = HeapTupleHeaderXminFrozen(tuple->t_data)};

	moment.command = TransactionIdIsCurrentTransactionId(moment.transaction)
						 ? HeapTupleHeaderGetCmin(tuple->t_data)
						 : HeapTupleHeaderGetRawCommandId(tuple->t_data);
	return moment;
}

/* When the table became a partition of its parent; false where it is none. */
static bool
attached_at(Oid relation, CxRollupMoment *moment)
{
	Relation inherits = table_open(InheritsRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple tuple;
	bool found = false;

	ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relation));
	scan = systable_beginscan(inherits, InheritsRelidSeqnoIndexId, true, NULL, 1, &key);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		*moment = moment_of(tuple);
		found = true;
	}
	systable_endscan(scan);
	table_close(inherits, AccessShareLock);
	return found;
}

/* When the table came below the source: the last of the steps that lead there. */
static bool
joined_at(Oid relation, Oid source, CxRollupMoment *moment)
{
	bool found = false;

	while (OidIsValid(relation) && relation != source)
	{
		CxRollupMoment step;

		if (!attached_at(relation, &step))
			return false;
		if (!found || cx_moment_before(*moment, step))
			*moment = step;
		found = true;
		relation = get_partition_parent(relation, true);
	}
	return found;
}

/*
 * Which transaction made the table. What its columns are may change, and so may its row of pg_class; those of
 * the columns that every table has stay as they were written.
 */
static TransactionId
creator_of(Oid relation)
{
	Relation attributes = table_open(AttributeRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple tuple;
	TransactionId creator = InvalidTransactionId;

	ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relation));
	ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ,
				Int16GetDatum(TableOidAttributeNumber));
	scan = systable_beginscan(attributes, AttributeRelidNumIndexId, true, NULL, 2, keys);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)))
		creator = moment_of(tuple).transaction;
	systable_endscan(scan);
	table_close(attributes, AccessShareLock);
	return creator;
}

/* When the first trigger of the table that feeds the rollup was made. */
static bool
triggered_at(Oid relation, Oid definition, CxRollupMoment *moment)
{
	Relation table = table_open(relation, AccessShareLock);
	Relation triggers = table_open(TriggerRelationId, AccessShareLock);
	bool found = false;

	for (int i = 0; !found && table->trigdesc != NULL && i < table->trigdesc->numtriggers; i++)
	{
		const Trigger *trigger = &table->trigdesc->triggers[i];
		ScanKeyData key;
		SysScanDesc scan;
		HeapTuple tuple;

		if (cx_rollup_of_trigger(trigger) != definition)
			continue;
		ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
					ObjectIdGetDatum(trigger->tgoid));
		scan = systable_beginscan(triggers, TriggerOidIndexId, true, NULL, 1, &key);
		if (HeapTupleIsValid(tuple = systable_getnext(scan)))
		{
			*moment = moment_of(tuple);
			found = true;
		}
		systable_endscan(scan);
	}
	table_close(triggers, AccessShareLock);
	table_close(table, AccessShareLock);
	return found;
}

/* ---- what feeds it ---- */

typedef enum Feeding
{
	FEEDS,
	LACKS,    /* triggers: it is new, or somebody dropped them or switched them off */
	REJOINED, /* it has them, but was away meanwhile */
	INHERITS, /* from the source, and is no partition: what is done to it does not fire the source's triggers */
} Feeding;

static Feeding
feeding_of(const CxRollup *rollup, Oid relation)
{
	Relation table = table_open(relation, AccessShareLock);
	bool fed = cx_rollup_is_fed(table, rollup->definition, rollup->source);
	CxRollupMoment joined;
	CxRollupMoment triggered;

	table_close(table, AccessShareLock);
	if (!cx_rollup_is_below(relation, rollup->source))
		/* one that is being detached is among tables_gone() */
		return get_rel_relispartition(relation) ? FEEDS : INHERITS;
	if (!fed)
		return LACKS;
	if (joined_at(relation, rollup->source, &joined) &&
		triggered_at(relation, rollup->definition, &triggered) && !joined.frozen &&
		(triggered.frozen || cx_moment_before(triggered, joined)))
		return REJOINED;
	return FEEDS;
}

/* The tables that have triggers of the rollup and are not below its source any more. */
static List *
tables_gone(const CxRollup *rollup)
{
	Relation depend = table_open(DependRelationId, AccessShareLock);
	Relation triggers = table_open(TriggerRelationId, AccessShareLock);
	List *gone = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(rollup->definition));
	scan = systable_beginscan(depend, DependReferenceIndexId, true, NULL, 2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);
		ScanKeyData key;
		SysScanDesc trigger_scan;
		HeapTuple trigger;

		if (row->classid != TriggerRelationId)
			continue;
		ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
					ObjectIdGetDatum(row->objid));
		trigger_scan = systable_beginscan(triggers, TriggerOidIndexId, true, NULL, 1, &key);
		if (HeapTupleIsValid(trigger = systable_getnext(trigger_scan)))
		{
			Oid relation = ((Form_pg_trigger) GETSTRUCT(trigger))->tgrelid;

			if (!cx_rollup_is_below(relation, rollup->source))
				gone = list_append_unique_oid(gone, relation);
		}
		systable_endscan(trigger_scan);
	}
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
	table_close(depend, AccessShareLock);
	return gone;
}

static void
append_gap(StringInfo gap, const char *what, const char *name)
{
	appendStringInfo(gap, "%s%s %s", gap->len > 0 ? "; " : "", name, what);
}

char *
cx_rollup_gap(const CxRollup *rollup)
{
	StringInfoData gap;
	ListCell *cell;

	initStringInfo(&gap);
	if (!rollup->parts.filled)
		append_gap(&gap, "is not filled", cx_relation_name(rollup->definition));
	if (OidIsValid(rollup->foreign_part))
		append_gap(&gap, "belongs to another owner", cx_relation_name(rollup->foreign_part));
	foreach (cell, cx_lock_tables(rollup->source, AccessShareLock))
	{
		char *name = cx_relation_name(lfirst_oid(cell));
		Feeding feeding = feeding_of(rollup, lfirst_oid(cell));

		if (feeding == LACKS)
			append_gap(&gap, "lacks triggers", name);
		else if (feeding == REJOINED)
			append_gap(&gap, "was detached meanwhile", name);
		else if (feeding == INHERITS)
			append_gap(&gap, "inherits and does not feed it", name);
	}
	foreach (cell, tables_gone(rollup))
		append_gap(&gap, "is detached", cx_relation_name(lfirst_oid(cell)));
	return gap.len > 0 ? gap.data : NULL;
}

bool
cx_rollup_lacks_triggers(const CxRollup *rollup)
{
	ListCell *cell;

	foreach (cell, cx_lock_tables(rollup->source, AccessShareLock))
		if (feeding_of(rollup, lfirst_oid(cell)) == LACKS)
			return true;
	return false;
}

/* ---- cx_adopt ---- */

void
cx_make_all_triggers(Oid definition, Oid source, const char *stem)
{
	ListCell *cell;

	foreach (cell, find_all_inheritors(source, NoLock, NULL))
		cx_make_triggers(lfirst_oid(cell), definition, source, stem);
}

/* What triggers are named by. */
static char *
stem_of(Oid definition)
{
	Oid target = cx_rollup_target(definition);

	return get_rel_name(OidIsValid(target) ? target : definition);
}

/* The rows that a partition was attached with, since nobody has counted them. */
static void
count_attached(Oid definition, Oid relation)
{
	CxRollup *rollup = cx_rollup_get(definition, relation);
	CxRollupMoment joined;
	CxRollupRole role;
	CxRollupRows *rows;

	if (get_rel_relkind(relation) != RELKIND_RELATION || !rollup->is_below ||
		!joined_at(relation, rollup->source, &joined))
		return;
	/*
	 * Nobody else has seen a table that was made where it joined: what has a lower number there is of one who
	 * had begun before, and wrote through the source afterwards.
	 */
	joined.alone = creator_of(relation) == joined.transaction;
	PushActiveSnapshot(GetLatestSnapshot());
	role = cx_become_owner_for_sql(rollup);
	rows = cx_rollup_rows(rollup);
	cx_rollup_count_source(rows, 1, &joined);
	cx_rollup_write(rows, rollup->parts.delta);
	cx_rollup_rows_free(rows);
	cx_resign(role);
	PopActiveSnapshot();
}

/*
 * cx_adopt(target regclass) -> bigint
 *		How many tables below the source lacked triggers and have them now; what a partition held when it
 *		was attached is added. Strict. Errors as for cx_compact. A partition that was detached and attached
 *		again: error 55000. A table that inherits otherwise: error 0A000.
 */
PG_FUNCTION_INFO_V1(cx_adopt);
Datum
cx_adopt(PG_FUNCTION_ARGS)
{
	const CxRollup *rollup = cx_rollup_arg_locked(fcinfo, ShareUpdateExclusiveLock);
	Oid definition = rollup->definition;
	Oid source = rollup->source;
	const char *stem = get_rel_name(
		OidIsValid(cx_rollup_target(definition)) ? cx_rollup_target(definition) : definition);
	int64 adopted = 0;
	ListCell *cell;

	SPI_connect();
	foreach (cell, cx_lock_tables(source, AccessShareLock))
	{
		Oid relation = lfirst_oid(cell);
		Feeding feeding = feeding_of(cx_rollup_of_definition(definition), relation);
		CxRollupMoment unused;
		bool is_new;

		if (feeding == REJOINED)
			ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					errmsg("%s was detached and attached again", cx_relation_name(relation)),
					errdetail("What was written to it meanwhile is not known."),
					errhint("Run cx_rebuild."));
		if (feeding == INHERITS)
			ereport(
				ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("%s inherits from %s, and is no partition of it", cx_relation_name(relation),
					   cx_relation_name(source)),
				errdetail("Statements on one of the tables do not fire the triggers of the other."),
				errhint("Use a partitioned table."));
		if (feeding == FEEDS)
			continue;
		LockRelationOid(relation, ShareRowExclusiveLock);
		is_new = !triggered_at(relation, definition, &unused);
		cx_make_triggers(relation, definition, source, stem);
		if (is_new)
			count_attached(definition, relation);
		adopted++;
	}
	SPI_finish();
	PG_RETURN_INT64(adopted);
}

/* Until the transaction ends nobody attaches a partition: it would be counted by whoever reads the source next. */
static void
hold_partitions(Oid source)
{
	ListCell *cell;

	foreach (cell, cx_lock_tables(source, AccessShareLock))
		if (get_rel_relkind(lfirst_oid(cell)) == RELKIND_PARTITIONED_TABLE)
			LockRelationOid(lfirst_oid(cell), ShareUpdateExclusiveLock);
}

void
cx_mend_triggers(Oid definition)
{
	Oid source = cx_rollup_of_definition(definition)->source;
	const char *stem = stem_of(definition);
	ListCell *cell;

	hold_partitions(source);
	foreach (cell, cx_lock_tables(source, AccessShareLock))
	{
		Oid relation = lfirst_oid(cell);
		Feeding feeding = feeding_of(cx_rollup_of_definition(definition), relation);
		CxRollupMoment unused;

		if (feeding == FEEDS || feeding == INHERITS)
			continue;
		/* the lock that is needed in the end: what has triggers loses them first */
		LockRelationOid(relation, triggered_at(relation, definition, &unused)
									  ? AccessExclusiveLock
									  : ShareRowExclusiveLock);
		cx_drop_triggers(definition, relation);
		cx_make_triggers(relation, definition, source, stem);
	}
}

/* ---- cx_forget ---- */

static void
refuse_leaf(Oid leaf, Oid target)
{
	ereport(ERROR, errcode(ERRCODE_UNDEFINED_TABLE),
			errmsg("%s is no partition that feeds %s", cx_relation_name(leaf),
				   cx_relation_name(target)),
			errhint("One that has no triggers yet wants cx_adopt first; without one that is "
					"detached already cx_rebuild counts anew."));
}

/*
 * cx_forget(target regclass, leaf regclass) -> bigint
 *		Takes the rows of a partition away, and its triggers; how many groups that changed. Until the end
 *		of the transaction nobody else reads it or writes to it. Strict. Errors as for cx_compact; a table that is no
 *		partition below the source, or feeds nothing: error 42P01.
 */
PG_FUNCTION_INFO_V1(cx_forget);
Datum
cx_forget(PG_FUNCTION_ARGS)
{
	CxRollup *rollup = cx_rollup_arg_locked(fcinfo, ShareUpdateExclusiveLock);
	Oid definition = rollup->definition;
	Oid leaf = PG_GETARG_OID(1);
	CxRollupRole role;
	CxRollupRows *rows;
	CxRollupMoment unused;
	List *tables;
	ListCell *cell;
	int64 changed;

	/* before the lock, which is nobody's to take on a table of others */
	if (leaf == rollup->source || !cx_rollup_is_below(leaf, rollup->source))
		refuse_leaf(leaf, PG_GETARG_OID(0));
	/* as DROP TRIGGER needs it: who holds less already, and has read, would wait to write, and be waited for */
	tables = cx_lock_tables(leaf, AccessExclusiveLock);
	rollup = cx_rollup_get(definition, leaf);
	if (!rollup->is_below || !triggered_at(leaf, definition, &unused))
		refuse_leaf(leaf, PG_GETARG_OID(0));
	SPI_connect();
	PushActiveSnapshot(GetLatestSnapshot());
	role = cx_become_owner_for_sql(rollup);
	rows = cx_rollup_rows(rollup);
	cx_rollup_count_source(rows, -1, NULL);
	changed = cx_rollup_write(rows, rollup->parts.delta);
	cx_resign(role);
	PopActiveSnapshot();
	foreach (cell, tables)
		cx_drop_triggers(definition, lfirst_oid(cell));
	SPI_finish();
	PG_RETURN_INT64(changed);
}
