/*
 * rollup_run.c
 *	  Doing something as the owner of a rollup, and writing what came out.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "base/interrupts.h"
#include "platform/rollup_run.h"

static void
set_here(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
							 false);
}

int
cx_pin_search_path(void)
{
	int settings = NewGUCNestLevel();

	set_here("search_path", "pg_catalog, pg_temp");
	return settings;
}

void
cx_unpin_search_path(int settings)
{
	AtEOXact_GUC(true, settings);
}

/* As referential integrity does, which runs queries of a table's owner for whoever writes. */
static CxRollupRole
become(const CxRollup *rollup)
{
	CxRollupRole role = {.settings = 0};

	cx_rollup_check_owners(rollup);
	GetUserIdAndSecContext(&role.user, &role.restrictions);
	SetUserIdAndSecContext(rollup->owner, role.restrictions | SECURITY_LOCAL_USERID_CHANGE |
											  SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	return role;
}

CxRollupRole
cx_become_owner(const CxRollup *rollup)
{
	CxRollupRole role = become(rollup);

	if (rollup->runs_code)
		role.settings = cx_pin_search_path();
	return role;
}

CxRollupRole
cx_become_owner_for_sql(const CxRollup *rollup)
{
	CxRollupRole role = become(rollup);

	role.settings = cx_pin_search_path();
	set_here("row_security", "off");
	return role;
}

void
cx_resign(CxRollupRole role)
{
	if (role.settings > 0)
		cx_unpin_search_path(role.settings);
	SetUserIdAndSecContext(role.user, role.restrictions);
}

void
cx_rollup_check_manager(const CxRollup *rollup)
{
	if (!has_privs_of_role(GetUserId(), rollup->owner))
		ereport(ERROR, errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				errmsg("must be owner of %s", cx_relation_name(rollup->source)));
}

/* ---- writing ---- */

/* Where nothing hangs on the table, as on a delta of ours, a row is written at a fraction of the cost. */
static bool
is_bare(Relation table, const CxRollup *rollup)
{
	return RelationGetDescr(table)->natts == CX_ROLLUP_COLUMNS(rollup) &&
		   !table->rd_rel->relhasindex && table->trigdesc == NULL &&
		   (RelationGetDescr(table)->constr == NULL ||
			(RelationGetDescr(table)->constr->num_check == 0 &&
			 !RelationGetDescr(table)->constr->has_generated_stored));
}

/* What an insert without the planner needs. */
typedef struct Writer
{
	EState *state;
	ResultRelInfo *result;
} Writer;

static Writer
begin_writing(Relation table)
{
	Writer writer = {CreateExecutorState(), makeNode(ResultRelInfo)};

	InitResultRelInfo(writer.result, table, 1, NULL, 0);
	writer.state->es_output_cid = GetCurrentCommandId(true);
	ExecOpenIndices(writer.result, false);
	AfterTriggerBeginQuery();
	return writer;
}

static void
end_writing(Writer writer)
{
	AfterTriggerEndQuery(writer.state);
	ExecCloseIndices(writer.result);
	ExecResetTupleTable(writer.state->es_tupleTable, false);
	FreeExecutorState(writer.state);
}

int64
cx_rollup_write(CxRollupRows *rows, Oid table_oid)
{
	Relation table = table_open(table_oid, RowExclusiveLock);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsVirtual);
	bool bare = is_bare(table, cx_rollup_counted(rows));
	Writer writer = {NULL, NULL};
	int64 at = 0;
	int64 written = 0;

	if (!bare)
		writer = begin_writing(table);
	/* columns that somebody added are NULL */
	memset(slot->tts_isnull, true, RelationGetDescr(table)->natts * sizeof(bool));
	while (cx_rollup_next_group(rows, &at, slot->tts_values, slot->tts_isnull))
	{
		ExecStoreVirtualTuple(slot);
		if (bare)
			simple_table_tuple_insert(table, slot);
		else
			ExecSimpleRelationInsert(writer.result, writer.state, slot);
		ExecClearTuple(slot);
		written++;
	}
	if (!bare)
		end_writing(writer);
	ExecDropSingleTupleTableSlot(slot);
	table_close(table, NoLock);
	return written;
}

/* ---- SQL ---- */

uint64
cx_run_sql(const char *sql)
{
	int result = SPI_execute(sql, false, 0);

	if (result < 0)
		elog(ERROR, "%s: %s", SPI_result_code_string(result), sql);
	return SPI_processed;
}

void
cx_run_each(const char *query)
{
	List *statements = NIL;
	ListCell *cell;

	cx_run_sql(query);
	for (uint64 i = 0; i < SPI_processed; i++)
		statements =
			lappend(statements, SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1));
	foreach (cell, statements)
		cx_run_sql(lfirst(cell));
}

uint64
cx_run_sql_at(const char *sql, Snapshot snapshot)
{
	SPIPlanPtr plan = SPI_prepare(sql, 0, NULL);
	int result;

	if (plan == NULL)
		elog(ERROR, "%s: %s", SPI_result_code_string(SPI_result), sql);
	result = SPI_execute_snapshot(plan, NULL, NULL, snapshot, InvalidSnapshot, false, true, 0);
	if (result < 0)
		elog(ERROR, "%s: %s", SPI_result_code_string(result), sql);
	return SPI_processed;
}

Snapshot
cx_current_snapshot(void)
{
	return IsolationUsesXactSnapshot() ? GetTransactionSnapshot() : GetLatestSnapshot();
}

uint64
cx_run_sql_fresh(const char *sql)
{
	return cx_run_sql_at(sql, GetLatestSnapshot());
}

/* The name of a column, quoted. */
static char *
column_of(Oid table, int i)
{
	return pstrdup(quote_identifier(get_attname(table, (AttrNumber) (i + 1), false)));
}

char *
cx_column_name(const CxRollup *rollup, int i)
{
	return column_of(rollup->parts.base, i);
}

void
cx_append_column(StringInfo sql, const CxRollup *rollup, int i, const char *form)
{
	for (; *form != '\0'; form++)
	{
		if (*form != '%')
		{
			appendStringInfoChar(sql, *form);
			continue;
		}
		form++;
		if (*form == 's')
			appendStringInfoString(sql, column_of(rollup->parts.base, i));
		else if (*form == 'd')
			appendStringInfoString(sql, column_of(rollup->parts.delta, i));
		else if (*form == 'e')
			appendStringInfoString(sql, rollup->schema);
		else if (*form == 't')
			appendStringInfoString(
				sql, format_type_be_qualified(rollup->states[i - CX_ROLLUP_STATE(rollup, 0)].type));
	}
}

void
cx_append_columns(StringInfo sql, const CxRollup *rollup, CxColumnForms forms)
{
	const char *between = "";

	for (int i = 0; i < CX_ROLLUP_COLUMNS(rollup); i++)
	{
		const char *form = i < CX_ROLLUP_ROWS(rollup)       ? forms.group
						   : i <= CX_ROLLUP_INVALID(rollup) ? forms.count
															: forms.state;

		if (form == NULL)
			continue;
		appendStringInfoString(sql, between);
		cx_append_column(sql, rollup, i, form);
		between = ", ";
	}
}

char *
cx_definition_columns(const CxRollup *rollup)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = 0; i < rollup->group_count; i++)
		appendStringInfo(&sql, "%s, ", column_of(rollup->definition, i));
	appendStringInfo(&sql, "%s, 0", column_of(rollup->definition, rollup->group_count));
	for (int i = 0; i < rollup->state_count; i++)
		appendStringInfo(&sql, ", %s", column_of(rollup->definition, rollup->group_count + 1 + i));
	return sql.data;
}

/*
 * No rows, of the columns of base. OFFSET keeps the conditions of a query out: where one of them contradicts a
 * constant, or a constraint of a table, PostgreSQL leaves out what it stands on, and the test with it.
 */
static void
append_nothing(StringInfo sql, const CxRollup *rollup, const char *never)
{
	appendStringInfoString(sql, "(SELECT ");
	cx_append_columns(
		sql, rollup,
		(CxColumnForms){"(nothing).%s AS %s", "(nothing).%s AS %s", "(nothing).%s AS %s"});
	appendStringInfo(sql, " FROM (SELECT NULL::%s AS nothing) AS one WHERE %s OFFSET 0)",
					 cx_relation_name(rollup->parts.base), never);
}

void
cx_append_content_if(StringInfo sql, const CxRollup *rollup, CxColumnForms forms, const char *never)
{
	appendStringInfoString(sql, "SELECT ");
	cx_append_columns(sql, rollup, forms);
	appendStringInfoString(sql, " FROM (");
	if (never != NULL)
	{
		append_nothing(sql, rollup, never);
		appendStringInfoString(sql, " UNION ALL ");
	}
	appendStringInfoString(sql, "SELECT ");
	cx_append_columns(sql, rollup, (CxColumnForms){"%s", "%s", "%s"});
	appendStringInfo(sql, " FROM %s UNION ALL SELECT ", cx_relation_name(rollup->parts.base));
	cx_append_columns(sql, rollup, (CxColumnForms){"%d AS %s", "%d AS %s", "%d AS %s"});
	appendStringInfo(sql, " FROM %s) AS parts", cx_relation_name(rollup->parts.delta));
}

void
cx_append_content(StringInfo sql, const CxRollup *rollup, CxColumnForms forms)
{
	cx_append_content_if(sql, rollup, forms, NULL);
}

void
cx_append_group_by(StringInfo sql, const CxRollup *rollup)
{
	appendStringInfoString(sql, " GROUP BY ");
	cx_append_columns(sql, rollup, (CxColumnForms){"%s", NULL, NULL});
}
