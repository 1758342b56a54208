/*
 * rollup_trigger.c
 *	  What feeds a rollup: one trigger function for every event.
 *
 * A trigger names its rollup in its condition, WHEN ('TARGET_def'::regclass IS NOT NULL): a text would
 * not follow a rename, and the number of a relation is in no other place of a trigger that a dump writes
 * as a name.
 *
 * Whoever has the privilege TRIGGER on the source can attach this function to it. It runs nothing of
 * his: the definition belongs to the owner of the source, or it is refused. And it counts nothing twice:
 * of several triggers for one event and one rollup only the first does anything.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "nodes/primnodes.h"
#include "nodes/nodes.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "platform/rollup_count.h"
#include "platform/rollup_run.h"
#include "platform/rollup_trigger.h"

/* ---- which rollup ---- */

static bool
is_ours(const Trigger *trigger)
{
	FmgrInfo function;

	fmgr_info(trigger->tgfoid, &function);
	return function.fn_addr == cx_rollup_trigger;
}

Oid
cx_rollup_of_trigger(const Trigger *trigger)
{
	NullTest *test;
	Const *definition;

	if (trigger->tgqual == NULL || !is_ours(trigger))
		return InvalidOid;
	test = stringToNode(trigger->tgqual);
	if (!IsA(test, NullTest) || test->nulltesttype != IS_NOT_NULL || !IsA(test->arg, Const))
		return InvalidOid;
	definition = (Const *) test->arg;
	if (definition->consttype != REGCLASSOID || definition->constisnull)
		return InvalidOid;
	return DatumGetObjectId(definition->constvalue);
}

/* Does it see all that a statement does, as those do that cx_create_rollup makes? */
static bool
sees_all(const Trigger *trigger)
{
	if (TRIGGER_FOR_ROW(trigger->tgtype) || trigger->tgnattr > 0)
		return false;
	if (TRIGGER_FOR_TRUNCATE(trigger->tgtype))
		return true;
	return TRIGGER_FOR_AFTER(trigger->tgtype) &&
		   (trigger->tgnewtable != NULL) ==
			   (TRIGGER_FOR_INSERT(trigger->tgtype) || TRIGGER_FOR_UPDATE(trigger->tgtype)) &&
		   (trigger->tgoldtable != NULL) ==
			   (TRIGGER_FOR_DELETE(trigger->tgtype) || TRIGGER_FOR_UPDATE(trigger->tgtype));
}

int
cx_rollup_events(char kind, bool is_source, int16 *types)
{
	int count = 0;

	types[count++] = TRIGGER_TYPE_INSERT;
	types[count++] = TRIGGER_TYPE_UPDATE;
	types[count++] = TRIGGER_TYPE_DELETE;
	if (is_source)
		types[count++] = TRIGGER_TYPE_TRUNCATE;
	if (is_source == (kind == RELKIND_PARTITIONED_TABLE))
		types[count++] = TRIGGER_TYPE_BEFORE | TRIGGER_TYPE_TRUNCATE;
	return count;
}

bool
cx_rollup_is_fed(Relation table, Oid definition, Oid source)
{
	int16 types[CX_ROLLUP_EVENTS];
	int count = cx_rollup_events(table->rd_rel->relkind, RelationGetRelid(table) == source, types);
	int found = 0;

	for (int i = 0; table->trigdesc != NULL && i < table->trigdesc->numtriggers; i++)
	{
		const Trigger *trigger = &table->trigdesc->triggers[i];

		if (!sees_all(trigger) || (trigger->tgenabled != TRIGGER_FIRES_ALWAYS &&
								   trigger->tgenabled != TRIGGER_FIRES_ON_ORIGIN))
			continue;
		for (int k = 0; k < count; k++)
			if (trigger->tgtype == types[k] && cx_rollup_of_trigger(trigger) == definition)
				found |= 1 << k;
	}
	return found == (1 << count) - 1;
}

static bool
fires(const Trigger *trigger)
{
	return trigger->tgenabled == TRIGGER_FIRES_ALWAYS ||
		   trigger->tgenabled == (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA
									  ? TRIGGER_FIRES_ON_REPLICA
									  : TRIGGER_FIRES_ON_ORIGIN);
}

/* What the session knows of a trigger. */
typedef struct Known
{
	Oid trigger;
	Oid relation;
	Oid definition; /* 0: it is none of ours */
	bool alone;     /* no other trigger is there for the same event and rollup */
} Known;

static HTAB *known = NULL;

static void
forget_triggers(Datum unused, Oid relation)
{
	HASH_SEQ_STATUS status;
	Known *entry;

	hash_seq_init(&status, known);
	while ((entry = hash_seq_search(&status)) != NULL)
		if (relation == InvalidOid || relation == entry->relation)
			hash_search(known, &entry->trigger, HASH_REMOVE, NULL);
}

/* Is there another before it that counts the same? A trigger that is off does not. */
static bool
is_repeated(const TriggerData *data, Oid definition, bool whether_off_or_on)
{
	const TriggerDesc *triggers = data->tg_relation->trigdesc;

	for (int i = 0; i < triggers->numtriggers; i++)
	{
		const Trigger *other = &triggers->triggers[i];

		if (other->tgoid == data->tg_trigger->tgoid)
		{
			if (whether_off_or_on)
				continue;
			return false;
		}
		if (other->tgtype == data->tg_trigger->tgtype && sees_all(other) &&
			(whether_off_or_on || fires(other)) && cx_rollup_of_trigger(other) == definition)
			return true;
	}
	return false;
}

/* The table is locked, so that its triggers stay what they are meanwhile. */
static Known
know_trigger(const TriggerData *data)
{
	Known *entry;
	Known made;

	if (known == NULL)
	{
		HASHCTL control = {
			.keysize = sizeof(Oid), .entrysize = sizeof(Known), .hcxt = CacheMemoryContext};

		known =
			hash_create("cx rollup triggers", 32, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		CacheRegisterRelcacheCallback(forget_triggers, (Datum) 0);
	}
	entry = hash_search(known, &data->tg_trigger->tgoid, HASH_FIND, NULL);
	if (entry != NULL)
		return *entry;
	made.trigger = data->tg_trigger->tgoid;
	made.relation = RelationGetRelid(data->tg_relation);
	made.definition = cx_rollup_of_trigger(data->tg_trigger);
	made.alone = OidIsValid(made.definition) && !is_repeated(data, made.definition, true);
	/* not before: what is looked up may make the session forget */
	entry = hash_search(known, &made.trigger, HASH_ENTER, NULL);
	*entry = made;
	return made;
}

/* ---- what happened ---- */

static bool
next_of_store(void *from, TupleTableSlot *slot)
{
	return tuplestore_gettupleslot((Tuplestorestate *) from, true, false, slot);
}

static void
count_store(CxRollupRows *rows, Tuplestorestate *store, TupleTableSlot *slot, int sign)
{
	if (store == NULL)
		return;
	tuplestore_select_read_pointer(store, 0);
	tuplestore_rescan(store);
	cx_rollup_count_rows(rows, next_of_store, store, slot, sign);
	ExecClearTuple(slot);
}

static void
count_statement(CxRollup *rollup, const TriggerData *data)
{
	CxRollupRole role = cx_become_owner(rollup);
	CxRollupRows *rows = cx_rollup_rows(rollup);
	TupleTableSlot *slot =
		MakeSingleTupleTableSlot(RelationGetDescr(data->tg_relation), &TTSOpsMinimalTuple);

	count_store(rows, data->tg_oldtable, slot, -1);
	count_store(rows, data->tg_newtable, slot, 1);
	cx_rollup_write(rows, rollup->parts.delta);
	cx_rollup_rows_free(rows);
	ExecDropSingleTupleTableSlot(slot);
	cx_resign(role);
}

/* ---- TRUNCATE ---- */

/*
 * TRUNCATE of a partitioned table fires, before it, the triggers of the table, then those of its leaves,
 * and after it that of the table again, which takes away all that the rollup holds: between these the
 * leaves have nothing to do. An error in between ends the subtransaction, and its number never comes
 * again.
 */
static struct
{
	List *definitions; /* of all rollups of the table; in memory of the transaction */
	TransactionId transaction;
	SubTransactionId part;
} emptying;

static bool
is_emptying_any(void)
{
	return emptying.transaction == GetTopTransactionIdIfAny() &&
		   emptying.part == GetCurrentSubTransactionId();
}

static bool
is_emptying(Oid definition)
{
	return is_emptying_any() && list_member_oid(emptying.definitions, definition);
}

static void
begin_emptying(Oid definition)
{
	MemoryContext caller = MemoryContextSwitchTo(TopTransactionContext);

	if (!is_emptying_any())
		emptying.definitions = NIL;
	emptying.definitions = list_append_unique_oid(emptying.definitions, definition);
	emptying.transaction = GetTopTransactionId();
	emptying.part = GetCurrentSubTransactionId();
	MemoryContextSwitchTo(caller);
}

static void
end_emptying(Oid definition)
{
	if (is_emptying_any())
		emptying.definitions = list_delete_oid(emptying.definitions, definition);
}

/* The rows of a leaf that is about to be truncated alone. */
static void
count_leaf_truncate(CxRollup *rollup)
{
	CxRollupRole role = cx_become_owner_for_sql(rollup);
	CxRollupRows *rows;

	SPI_connect();
	PushActiveSnapshot(GetLatestSnapshot());
	rows = cx_rollup_rows(rollup);
	cx_rollup_count_source(rows, -1, NULL);
	cx_rollup_write(rows, rollup->parts.delta);
	PopActiveSnapshot();
	SPI_finish();
	cx_resign(role);
}

/*
 * Minus what is there, as deltas, or each group dirty, seen by a fresh snapshot: whoever truncates has waited for those who
 * wrote, perhaps since before his own. To truncate base and delta would lock out who reads the rollup.
 */
static void
count_truncate(CxRollup *rollup)
{
	CxRollupRole role = cx_become_owner_for_sql(rollup);
	StringInfoData sql;

	SPI_connect();
	initStringInfo(&sql);
	appendStringInfo(&sql, "INSERT INTO %s (", cx_relation_name(rollup->parts.delta));
	cx_append_columns(&sql, rollup, (CxColumnForms){"%d", "%d", "%d"});
	appendStringInfoString(&sql, ") ");
	cx_append_content(&sql, rollup,
					  rollup->subtracts ? (CxColumnForms){"%s", "-pg_catalog.sum(%s)::bigint",
														  "'()'::%t OPERATOR(%e.-) %e.rollup(%s)"}
										: (CxColumnForms){"%s", "0", "'()'::%t"});
	cx_append_group_by(&sql, rollup);
	cx_run_sql_fresh(sql.data);
	SPI_finish();
	cx_resign(role);
}

static void
truncating(CxRollup *rollup, const TriggerData *data)
{
	bool is_source = rollup->relation == rollup->source;
	bool is_table = data->tg_relation->rd_rel->relkind == RELKIND_RELATION;

	if (TRIGGER_FIRED_AFTER(data->tg_event) && is_source)
	{
		end_emptying(rollup->definition);
		count_truncate(rollup);
	}
	else if (TRIGGER_FIRED_BEFORE(data->tg_event) && is_source && !is_table)
		begin_emptying(rollup->definition);
	else if (TRIGGER_FIRED_BEFORE(data->tg_event) && !is_source && is_table &&
			 !is_emptying(rollup->definition))
		count_leaf_truncate(rollup);
}

static bool
saw_nothing(const TriggerData *data)
{
	return (data->tg_oldtable == NULL || tuplestore_tuple_count(data->tg_oldtable) == 0) &&
		   (data->tg_newtable == NULL || tuplestore_tuple_count(data->tg_newtable) == 0);
}

/*
 * cx_rollup_trigger() -> trigger
 *		For each statement, after INSERT, UPDATE, DELETE with the transition tables of the event, or after
 *		TRUNCATE, with the condition that names the definition of a rollup of this table. Called
 *		otherwise: error 39P01. A row with wrong data is counted as invalid and raises nothing, unless the
 *		rollup was made with on_error => 'raise'. On a table that is neither the source nor below it:
 *		nothing. Parts that belong to different owners: error 42501.
 */
PG_FUNCTION_INFO_V1(cx_rollup_trigger);
Datum
cx_rollup_trigger(PG_FUNCTION_ARGS)
{
	const TriggerData *data = (const TriggerData *) fcinfo->context;
	Known trigger;
	CxRollup *rollup;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR, errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				errmsg("cx_rollup_trigger is a trigger function"));
	trigger = know_trigger(data);
	if (!OidIsValid(trigger.definition) || !sees_all(data->tg_trigger))
		ereport(ERROR, errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				errmsg("trigger \"%s\" of %s feeds no rollup", data->tg_trigger->tgname,
					   cx_relation_name(RelationGetRelid(data->tg_relation))),
				errhint("Triggers of cx_rollup_trigger are made by cx_create_rollup."));
	if (!trigger.alone && is_repeated(data, trigger.definition, false))
		PG_RETURN_POINTER(NULL);
	if (!TRIGGER_FIRED_BY_TRUNCATE(data->tg_event) && saw_nothing(data))
		PG_RETURN_POINTER(NULL);
	rollup = cx_rollup_get(trigger.definition, RelationGetRelid(data->tg_relation));
	if (!rollup->is_below)
		PG_RETURN_POINTER(NULL); /* a partition that was detached */
	cx_rollup_check_owners(rollup);
	if (TRIGGER_FIRED_BY_TRUNCATE(data->tg_event))
		truncating(rollup, data);
	else
		count_statement(rollup, data);
	PG_RETURN_POINTER(NULL);
}
