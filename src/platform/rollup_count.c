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

#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "platform/rollup_count.h"
#include "platform/rollup_run.h"

#define ROWS_AT_A_TIME 1000

/* Rows that were fetched, and which is next. */
typedef struct Fetched
{
	SPITupleTable *table;
	uint64 count;
	uint64 next;
} Fetched;

static bool
next_fetched(void *from, TupleTableSlot *slot)
{
	Fetched *fetched = from;

	if (fetched->next == fetched->count)
		return false;
	ExecStoreHeapTuple(fetched->table->vals[fetched->next++], slot, false);
	return true;
}

/* Calls for every thousand rows of a query. */
typedef void (*TakeRows)(CxRollupRows *rows, Fetched *fetched, int sign);

static void
fetch_all(CxRollupRows *rows, const char *sql, TakeRows take, int sign)
{
	SPIPlanPtr plan = SPI_prepare_cursor(sql, 0, NULL, CURSOR_OPT_NO_SCROLL);
	Portal portal;

	if (plan == NULL)
		elog(ERROR, "%s: %s", SPI_result_code_string(SPI_result), sql);
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	for (;;)
	{
		Fetched fetched;

		SPI_cursor_fetch(portal, true, ROWS_AT_A_TIME);
		fetched = (Fetched){SPI_tuptable, SPI_processed, 0};
		if (fetched.count > 0)
			take(rows, &fetched, sign);
		SPI_freetuptable(fetched.table);
		if (fetched.count < ROWS_AT_A_TIME)
			break;
		if (cx_rollup_group_count(rows) > CX_ROLLUP_MOST_GROUPS)
			ereport(
				ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a rollup holds at most %d groups", CX_ROLLUP_MOST_GROUPS),
				errhint("Leave out a group, or take a longer period: reading a rollup costs what "
						"its groups are."));
	}
	SPI_cursor_close(portal);
	SPI_freeplan(plan);
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

void
cx_rollup_count_source(CxRollupRows *rows, int sign)
{
	const CxRollup *rollup = cx_rollup_counted(rows);
	StringInfoData sql;

	/* columns stand where they stand in the table, and only those that are read */
	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	for (int i = 1; i <= Max(rollup->attributes, 1); i++)
	{
		appendStringInfoString(&sql, i > 1 ? ", " : "");
		if (bms_is_member(i - FirstLowInvalidHeapAttributeNumber, rollup->reads))
			appendStringInfoString(
				&sql, quote_identifier(get_attname(rollup->relation, (AttrNumber) i, false)));
		else
			appendStringInfoString(&sql, "NULL");
	}
	appendStringInfo(&sql, " FROM %s", cx_relation_name(rollup->relation));
	fetch_all(rows, sql.data, take_source, sign);
	pfree(sql.data);
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
	fetch_all(rows, sql.data, take_stored, sign);
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
	cx_rollup_count_source(rows, 1);
	cx_rollup_count_content(rows, -1);
	written = cx_rollup_write(rows, table);
	SPI_finish();
	cx_resign(role);
	return written;
}
