/*
 * rollup_count.c
 *	  What a rollup should hold, and what it does hold.
 *
 * Both in one snapshot: then their difference is what is missing, whoever writes meanwhile. That fills a
 * rollup whose triggers are at work already, and repairs one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/pg_operator.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "platform/attempt.h"
#include "platform/rollup_count.h"
#include "platform/rollup_run.h"

#define ROWS_AT_A_TIME 1000

bool
cx_moment_before(CxRollupMoment a, CxRollupMoment b)
{
	if (a.transaction == b.transaction || (TransactionIdIsCurrentTransactionId(a.transaction) &&
										   TransactionIdIsCurrentTransactionId(b.transaction)))
		return a.command < b.command;
	return !b.alone && TransactionIdPrecedes(a.transaction, b.transaction);
}

/* Rows that were fetched, and which is next. */
typedef struct Fetched
{
	SPITupleTable *table;
	uint64 count;
	uint64 next;
	const CxRollupMoment *before; /* NULL: all of them; else the last two columns tell */
} Fetched;

/* The moment that the columns xmin and cmin at the end of a row tell. */
static bool
is_older(HeapTuple row, TupleDesc columns, CxRollupMoment than)
{
	bool isnull;
	CxRollupMoment moment = {
		.transaction =
			DatumGetTransactionId(heap_getattr(row, columns->natts - 1, columns, &isnull)),
		.command = DatumGetCommandId(heap_getattr(row, columns->natts, columns, &isnull))};

	return cx_moment_before(moment, than);
}

static bool
next_fetched(void *from, TupleTableSlot *slot)
{
	Fetched *fetched = from;

	while (fetched->next < fetched->count)
	{
		HeapTuple row = fetched->table->vals[fetched->next++];

		if (fetched->before != NULL && !is_older(row, fetched->table->tupdesc, *fetched->before))
			continue;
		ExecStoreHeapTuple(row, slot, false);
		return true;
	}
	return false;
}

static void
refuse_many_groups(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a rollup holds at most %d groups", CX_ROLLUP_MOST_GROUPS),
			errhint("Leave out a group, or take a longer period: reading a rollup costs what its "
					"groups are."));
}

/* Calls for every thousand rows of a query. */
typedef void (*TakeRows)(CxRollupRows *rows, Fetched *fetched, int sign);

static void
fetch_of(CxRollupRows *rows, SPIPlanPtr plan, Datum *values, const char *nulls, TakeRows take,
		 int sign, const CxRollupMoment *before)
{
	Portal portal;

	if (plan == NULL)
		elog(ERROR, "%s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, values, nulls, true);
	for (;;)
	{
		Fetched fetched;

		SPI_cursor_fetch(portal, true, ROWS_AT_A_TIME);
		fetched = (Fetched){SPI_tuptable, SPI_processed, 0, before};
		if (fetched.count > 0)
			take(rows, &fetched, sign);
		SPI_freetuptable(fetched.table);
		if (fetched.count < ROWS_AT_A_TIME)
			break;
		if (cx_rollup_counted(rows)->subtracts &&
			cx_rollup_group_count(rows) > CX_ROLLUP_MOST_GROUPS)
			refuse_many_groups();
	}
	SPI_cursor_close(portal);
	SPI_freeplan(plan);
}

static void
fetch_all(CxRollupRows *rows, const char *sql, TakeRows take, int sign,
		  const CxRollupMoment *before)
{
	fetch_of(rows, SPI_prepare_cursor(sql, 0, NULL, CURSOR_OPT_NO_SCROLL), NULL, NULL, take, sign,
			 before);
}

static void
take_source(CxRollupRows *rows, Fetched *fetched, int sign)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(fetched->table->tupdesc, &TTSOpsHeapTuple);

	cx_rollup_count_rows(rows, next_fetched, fetched, slot, sign);
	ExecDropSingleTupleTableSlot(slot);
}

static void
take_stored(CxRollupRows *rows, Fetched *fetched, int sign)
{
	int columns = fetched->table->tupdesc->natts;
	Datum *values = palloc(columns * sizeof(Datum));
	bool *nulls = palloc(columns * sizeof(bool));

	for (uint64 i = 0; i < fetched->count; i++)
	{
		heap_deform_tuple(fetched->table->vals[i], fetched->table->tupdesc, values, nulls);
		cx_rollup_count_stored(rows, values, nulls, sign);
	}
	pfree(values);
	pfree(nulls);
}

/* The columns stand where they stand in the table, and only those that are read. */
static void
append_source(StringInfo sql, const CxRollup *rollup)
{
	appendStringInfoString(sql, "SELECT ");
	for (int i = 1; i <= Max(rollup->attributes, 1); i++)
	{
		appendStringInfoString(sql, i > 1 ? ", " : "");
		if (bms_is_member(i - FirstLowInvalidHeapAttributeNumber, rollup->reads))
			appendStringInfoString(
				sql, quote_identifier(get_attname(rollup->relation, (AttrNumber) i, false)));
		else
			appendStringInfoString(sql, "NULL");
	}
}

void
cx_rollup_count_source(CxRollupRows *rows, int sign, const CxRollupMoment *before)
{
	const CxRollup *rollup = cx_rollup_counted(rows);
	StringInfoData sql;

	initStringInfo(&sql);
	append_source(&sql, rollup);
	if (before != NULL)
		appendStringInfoString(&sql, ", xmin, cmin");
	appendStringInfo(&sql, " FROM %s", cx_relation_name(rollup->relation));
	fetch_all(rows, sql.data, take_source, sign, before);
	pfree(sql.data);
}

/* EXPRESSION = $1, as the groups of the rollup compare. */
static void
append_condition(StringInfo sql, const CxRollup *rollup, int i, bool isnull)
{
	const CxRollupGroup *group = &rollup->groups[i];
	List *context = deparse_context_for(get_rel_name(rollup->relation), rollup->relation);
	char *expression = deparse_expression((Node *) group->value, context, false, false);
	Oid equal = lookup_type_cache(group->type, TYPECACHE_EQ_OPR)->eq_opr;
	HeapTuple tuple;

	if (isnull)
	{
		appendStringInfo(sql, "(%s) IS NULL", expression);
		return;
	}
	tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(equal));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", equal);
	appendStringInfo(
		sql, "(%s) OPERATOR(%s.%s) $%d", expression,
		quote_identifier(get_namespace_name(((Form_pg_operator) GETSTRUCT(tuple))->oprnamespace)),
		NameStr(((Form_pg_operator) GETSTRUCT(tuple))->oprname), i + 1);
	ReleaseSysCache(tuple);
}

void
cx_rollup_count_group(CxRollupRows *rows, const Datum *keys, const bool *nulls)
{
	const CxRollup *rollup = cx_rollup_counted(rows);
	Oid *types = palloc(rollup->group_count * sizeof(Oid));
	char *marks = palloc(rollup->group_count);
	StringInfoData sql;

	initStringInfo(&sql);
	append_source(&sql, rollup);
	appendStringInfo(&sql, " FROM %s WHERE ", cx_relation_name(rollup->relation));
	for (int i = 0; i < rollup->group_count; i++)
	{
		types[i] = rollup->groups[i].type;
		marks[i] = nulls[i] ? 'n' : ' ';
		appendStringInfoString(&sql, i > 0 ? " AND " : "");
		append_condition(&sql, rollup, i, nulls[i]);
	}
	fetch_of(rows, SPI_prepare_cursor(sql.data, rollup->group_count, types, CURSOR_OPT_NO_SCROLL),
			 unconstify(Datum *, keys), marks, take_source, 1, NULL);
}

void
cx_rollup_count_query(CxRollupRows *rows, const char *sql, int sign)
{
	fetch_all(rows, sql, take_stored, sign, NULL);
}

void
cx_rollup_count_content(CxRollupRows *rows, int sign)
{
	const CxRollup *rollup = cx_rollup_counted(rows);
	StringInfoData sql;

	initStringInfo(&sql);
	cx_append_content(&sql, rollup,
					  (CxColumnForms){"%s", "pg_catalog.sum(%s)::bigint", "%e.rollup(%s)"});
	cx_append_group_by(&sql, rollup);
	fetch_all(rows, sql.data, take_stored, sign, NULL);
	pfree(sql.data);
}

int64
cx_rollup_correct(CxRollup *rollup, Oid table)
{
	CxRollupRole role = cx_become_owner_for_sql(rollup);
	CxRollupRows *rows;
	int64 written;

	SPI_connect();
	rows = cx_rollup_rows(rollup);
	cx_rollup_count_source(rows, 1, NULL);
	cx_rollup_count_content(rows, -1);
	written = cx_rollup_write(rows, table);
	SPI_finish();
	cx_resign(role);
	return written;
}

/* The query that the view of definition is, which the executor knows how to run. */
static void
fill_by_sql(void *subject)
{
	const CxRollup *rollup = subject;
	StringInfoData sql;
	uint64 groups;

	initStringInfo(&sql);
	appendStringInfo(&sql, "INSERT INTO %s (", cx_relation_name(rollup->parts.base));
	cx_append_columns(&sql, rollup, (CxColumnForms){"%s", "%s", "%s"});
	appendStringInfo(&sql, ") SELECT %s FROM %s", cx_definition_columns(rollup),
					 cx_relation_name(rollup->definition));
	groups = cx_run_sql_at(sql.data, GetActiveSnapshot());
	if (rollup->subtracts && groups > CX_ROLLUP_MOST_GROUPS)
		refuse_many_groups();
	pfree(sql.data);
}

void
cx_rollup_fill(CxRollup *rollup)
{
	CxRollupRole role = cx_become_owner_for_sql(rollup);

	SPI_connect();
	cx_run_sql_at(psprintf("DELETE FROM %s", cx_relation_name(rollup->parts.base)),
				  GetActiveSnapshot());
	if (!cx_attempt_on_data(fill_by_sql, rollup))
	{
		CxRollupRows *rows = cx_rollup_rows(rollup);

		cx_rollup_count_source(rows, 1, NULL);
		cx_rollup_write(rows, rollup->parts.base);
		cx_rollup_rows_free(rows);
	}
	cx_run_sql_at(psprintf("DELETE FROM %s", cx_relation_name(rollup->parts.delta)),
				  GetActiveSnapshot());
	SPI_finish();
	cx_resign(role);
}
