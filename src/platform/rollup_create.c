/*
 * rollup_create.c
 *	  cx_create_rollup: what is asked for, and the transactions it takes.
 *
 * Writers wait for none of it but the moment that triggers need. One transaction makes the parts and the
 * triggers; the next one, REPEATABLE READ, puts into base what the source holds, and deletes what the
 * triggers have appended, both as its snapshot sees them; a third one declares the rollup filled, so that who sees that
 * sees all of base.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/relation.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "pgstat.h"
#include "storage/latch.h"
#include "storage/lmgr.h"
#include "storage/proc.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"
#include "utils/varlena.h"
#include "utils/wait_event.h"

#include "base/args.h"
#include "platform/attempt.h"
#include "platform/rollup_check.h"
#include "platform/rollup_count.h"
#include "platform/rollup_make.h"
#include "platform/rollup_partitions.h"
#include "platform/rollup_run.h"

/* How long triggers may make writers wait at a time, and how often that is tried. */
#define LOCK_TIMEOUT_MS  2000
#define LOCK_ATTEMPTS    30
#define BETWEEN_ATTEMPTS 500L

enum
{
	TARGET,
	SOURCE,
	GROUPS,
	STATES,
	FILTER,
	ON_ERROR,
	WAIT,
	SHARED
};

static void
refuse_nulls(FunctionCallInfo fcinfo)
{
	static const char *const names[] = {"target", "source",   "groups", "states",
										NULL,     "on_error", "wait",   "shared"};

	for (int i = TARGET; i <= SHARED; i++)
		if (names[i] != NULL && PG_ARGISNULL(i))
			cx_refuse_null(names[i], "Leave it out for what it is by default, if it has that.");
}

/* ---- the source ---- */

/* Statements on a table with foreign partitions cannot have transition tables. */
static void
check_partitions(Relation source)
{
	ListCell *cell;

	if (source->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		return;
	foreach (cell, find_all_inheritors(RelationGetRelid(source), AccessShareLock, NULL))
		if (get_rel_relkind(lfirst_oid(cell)) == RELKIND_FOREIGN_TABLE)
			ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					errmsg("partition \"%s\" of \"%s\" is a foreign table",
						   get_rel_name(lfirst_oid(cell)), RelationGetRelationName(source)),
					errhint("Make a rollup on each server, and a view over all of them."));
}

static void
check_source(Relation source, bool shared)
{
	const char *name = RelationGetRelationName(source);
	char kind = source->rd_rel->relkind;

	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR, errcode(ERRCODE_WRONG_OBJECT_TYPE), errmsg("\"%s\" is not a table", name),
				errhint("A rollup is fed by triggers, which only tables have."));
	if (source->rd_rel->relowner != GetUserId())
		ereport(ERROR, errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				errmsg("a rollup of \"%s\" is made by its owner", name),
				errhint("Its expressions run as the owner of the table: SET ROLE %s first.",
						quote_identifier(GetUserNameFromId(source->rd_rel->relowner, false))));
	if (source->rd_rel->relpersistence == RELPERSISTENCE_TEMP)
		ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("\"%s\" is a temporary table", name),
				errhint("Its rows are of one session, and a rollup is of all."));
	if (source->rd_rel->relispartition)
		ereport(
			ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("\"%s\" is a partition", name),
			errhint(
				"Make the rollup of the partitioned table; a filter can leave the others out."));
	if (kind == RELKIND_RELATION &&
		(has_subclass(RelationGetRelid(source)) || has_superclass(RelationGetRelid(source))))
		ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("\"%s\" inherits, or is inherited from", name),
				errdetail("Statements on one of the tables do not fire the triggers of the other."),
				errhint("Use a partitioned table."));
	check_partitions(source);
	if (source->rd_rel->relrowsecurity && !shared)
		ereport(
			ERROR, errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			errmsg("\"%s\" has row security, and a rollup shows the states of all of its rows",
				   name),
			errhint("With shared => true it is made; then GRANT SELECT on it to nobody who may not "
					"know of all rows."));
}

/* ---- what is asked for ---- */

static List *
texts_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argno);
	Datum *values;
	bool *nulls;
	int count;
	List *texts = NIL;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			cx_refuse_null(psprintf("an element of %s", what), "Each element is an expression.");
		texts = lappend(texts, TextDatumGetCString(values[i]));
	}
	if (texts == NIL)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s must not be empty", what),
				errhint("A rollup has at least one group and one state."));
	return texts;
}

static void
check_names(const CxRollupPlan *plan)
{
	List *names = list_make2("rows", "invalid");
	ListCell *cell;

	foreach (cell, list_concat_copy(plan->groups, plan->states))
	{
		char *name = ((const CxRollupText *) lfirst(cell))->name;
		ListCell *other;

		foreach (other, names)
			if (strcmp(lfirst(other), name) == 0)
				ereport(ERROR, errcode(ERRCODE_DUPLICATE_COLUMN),
						errmsg("column \"%s\" comes twice in the rollup", name),
						errdetail("rows and invalid are columns of every rollup."),
						errhint("Write EXPRESSION AS name."));
		names = lappend(names, name);
	}
}

static void
read_target(CxRollupPlan *plan, text *target)
{
	RangeVar *name = makeRangeVarFromNameList(textToQualifiedNameList(target));

	if (name->catalogname != NULL)
		ereport(ERROR, errcode(ERRCODE_INVALID_NAME),
				errmsg("target must be a name, or a schema and a name"));
	plan->target = name->relname;
	plan->schema = name->schemaname != NULL ? name->schemaname
											: get_namespace_name(get_rel_namespace(plan->source));
	if (strlen(plan->target) + strlen("_delta") >= NAMEDATALEN)
		ereport(
			ERROR, errcode(ERRCODE_NAME_TOO_LONG),
			errmsg("name \"%s\" is too long for a rollup", plan->target),
			errdetail("Its tables are called so with \"_delta\" behind, and a name has at most %d "
					  "bytes.",
					  NAMEDATALEN - 1));
	if (isAnyTempNamespace(get_namespace_oid(plan->schema, false)))
		ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("a rollup cannot be temporary"));
}

/* Is the column of the index a group? */
static bool
indexes_group(Relation index, Node *first, const CxRollupPlan *plan)
{
	ListCell *cell;

	foreach (cell, plan->groups)
	{
		Node *group = ((const CxRollupText *) lfirst(cell))->expression;

		if (first != NULL
				? equal(group, first)
				: IsA(group, Var) && ((Var *) group)->varattno == index->rd_index->indkey.values[0])
			return true;
	}
	return false;
}

/* Groups that lost rows are computed anew: so their rows must be found. */
static void
check_index(Relation source, const CxRollupPlan *plan)
{
	ListCell *cell;
	bool found = false;

	foreach (cell, RelationGetIndexList(source))
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);
		List *expressions = RelationGetIndexExpressions(index);

		found |=
			index->rd_index->indisvalid && RelationGetIndexPredicate(index) == NIL &&
			indexes_group(
				index, index->rd_index->indkey.values[0] == 0 ? linitial(expressions) : NULL, plan);
		index_close(index, AccessShareLock);
	}
	if (!found)
		ereport(
			ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			errmsg("\"%s\" has no index that begins with a group", RelationGetRelationName(source)),
			errdetail("States that do not subtract are computed anew, by group, where rows were "
					  "changed or deleted."),
			errhint("Create an index on the groups first."));
}

static CxRollupText *
keep(CxRollupText text)
{
	return memcpy(palloc(sizeof(text)), &text, sizeof(text));
}

static CxRollupPlan
read_plan(FunctionCallInfo fcinfo)
{
	static const CxChoice reactions[] = {{"count", false}, {"raise", true}};
	CxRollupPlan plan = {.source = PG_GETARG_OID(SOURCE)};
	Relation source = relation_open(plan.source, AccessShareLock);
	ListCell *cell;

	plan.extension_schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	plan.raises = cx_choice_arg(fcinfo, ON_ERROR, "on_error", reactions, lengthof(reactions),
								"'count' or 'raise'");
	check_source(source, PG_GETARG_BOOL(SHARED));
	read_target(&plan, PG_GETARG_TEXT_PP(TARGET));
	plan.subtracts = true;
	foreach (cell, texts_arg(fcinfo, GROUPS, "groups"))
		plan.groups = lappend(plan.groups, keep(cx_parse_group(lfirst(cell), source)));
	foreach (cell, texts_arg(fcinfo, STATES, "states"))
	{
		bool subtracts;

		plan.states =
			lappend(plan.states,
					keep(cx_parse_state(lfirst(cell), source, plan.extension_schema, &subtracts)));
		plan.subtracts &= subtracts;
	}
	if (!PG_ARGISNULL(FILTER))
		plan.filter = keep(cx_parse_filter(text_to_cstring(PG_GETARG_TEXT_PP(FILTER)), source));
	check_names(&plan);
	if (!plan.subtracts)
		check_index(source, &plan);
	relation_close(source, NoLock);
	return plan;
}

/* ---- the lock that triggers need ---- */

static void
lock_for_triggers(void *relation)
{
	cx_lock_tables(*(Oid *) relation, ShareRowExclusiveLock);
}

static bool
try_lock(Oid relation)
{
	ErrorData *error = cx_attempt(lock_for_triggers, &relation);

	if (error == NULL)
		return true;
	if (error->sqlerrcode != ERRCODE_LOCK_NOT_AVAILABLE)
		ReThrowError(error);
	FreeErrorData(error);
	return false;
}

/* Who waits for the lock makes others wait behind: so it is asked for in short turns. */
static void
lock_in_turns(Oid relation)
{
	int settings = NewGUCNestLevel();

	if (LockTimeout == 0 || LockTimeout > LOCK_TIMEOUT_MS)
		(void) set_config_option("lock_timeout", psprintf("%d", LOCK_TIMEOUT_MS), PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	for (int i = 0; !try_lock(relation); i++)
	{
		if (i + 1 == LOCK_ATTEMPTS)
			ereport(
				ERROR, errcode(ERRCODE_LOCK_NOT_AVAILABLE),
				errmsg("could not make triggers on %s: it was in use all the time",
					   cx_relation_name(relation)),
				errhint("Some transaction has written to it and is still open: end that, then try "
						"again."));
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, BETWEEN_ATTEMPTS,
						 PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
	AtEOXact_GUC(true, settings);
}

/* ---- filling ---- */

static void
fill(Oid definition, Snapshot snapshot)
{
	CxRollup *rollup;

	PushActiveSnapshot(snapshot);
	rollup = cx_rollup_of_definition(definition);
	cx_rollup_fill(rollup);
	PopActiveSnapshot();
}

static void
fill_as_transaction_sees(void *definition)
{
	fill(*(Oid *) definition, GetTransactionSnapshot());
}

/* What fills it may fail, on too many groups for one: then nothing is to be left behind. */
static void
fill_or_drop(Oid definition)
{
	ErrorData *error = cx_attempt(fill_as_transaction_sees, &definition);

	if (error == NULL)
		return;
	PushActiveSnapshot(GetTransactionSnapshot());
	cx_drop_parts(definition);
	PopActiveSnapshot();
	SPI_commit();
	ReThrowError(error);
}

/*
 * Between two transactions anybody may drop the rollup, or fill it by cx_rebuild: both lock its definition, too.
 * Is it still to be filled?
 */
static bool
lock_to_fill(Oid definition, const char *target)
{
	CxRollupParts parts;

	LockRelationOid(definition, ShareUpdateExclusiveLock);
	if (!cx_rollup_parts_of(definition, &parts))
		ereport(ERROR, errcode(ERRCODE_UNDEFINED_TABLE),
				errmsg("rollup \"%s\" was dropped before it was filled", target));
	return !parts.filled;
}

static void
fill_while_others_write(const CxRollupPlan *plan, Oid definition)
{
	SPI_commit();
	cx_run_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
	if (lock_to_fill(definition, plan->target))
	{
		cx_lock_tables(plan->source, AccessShareLock);
		fill_or_drop(definition);
	}
	SPI_commit();
	if (lock_to_fill(definition, plan->target))
	{
		PushActiveSnapshot(GetTransactionSnapshot());
		/* a partition that was attached meanwhile may have been counted, and cx_adopt would count it again */
		if (cx_rollup_lacks_triggers(cx_rollup_of_definition(definition)))
			(void) cx_rollup_rebuild(definition);
		else
			cx_rollup_set_filled(definition);
		PopActiveSnapshot();
	}
}

/*
 * cx_create_rollup(target text, source regclass, groups text[], states text[], filter text,
 *					on_error text, wait boolean, shared boolean)
 *		Procedure. Makes the view target, its tables and the triggers that feed them; target without a
 *		schema is in that of the source. Groups and states are expressions over the columns of the
 *		source, EXPRESSION AS name. A NULL filter: all rows; any other NULL: error 22004. The source must
 *		belong to the caller: else 42501. What expressions may be: rollup_text.h. Without wait, in a
 *		transaction block: error 25001.
 */
PG_FUNCTION_INFO_V1(cx_create_rollup);
Datum
cx_create_rollup(PG_FUNCTION_ARGS)
{
	bool atomic = fcinfo->context == NULL || !IsA(fcinfo->context, CallContext) ||
				  ((const CallContext *) fcinfo->context)->atomic;
	CxRollupPlan plan;
	Oid definition;
	bool wait;

	refuse_nulls(fcinfo);
	wait = PG_GETARG_BOOL(WAIT);
	if (!wait && atomic)
		ereport(
			ERROR, errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
			errmsg("cx_create_rollup cannot run inside a transaction block"),
			errhint("With wait => true it can: all in one transaction, for which writers wait."));
	SPI_connect_ext(wait ? 0 : SPI_OPT_NONATOMIC);
	plan = read_plan(fcinfo);
	definition = cx_make_parts(&plan);
	if (wait)
		cx_lock_tables(plan.source, ShareRowExclusiveLock);
	else
		lock_in_turns(plan.source);
	cx_make_all_triggers(definition, plan.source, plan.target);
	if (wait)
	{
		fill(definition, GetLatestSnapshot());
		cx_rollup_set_filled(definition);
	}
	else
		fill_while_others_write(&plan, definition);
	SPI_finish();
	PG_RETURN_VOID();
}
