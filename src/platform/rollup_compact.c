/*
 * rollup_compact.c
 *	  Folding deltas into base.
 *
 * The rollup is exact whether this runs or not: it shows base and delta together, and what is moved from
 * one to the other is moved in one transaction. Only the time that it takes to read grows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "executor/spi.h"

#include "platform/rollup_manage.h"
#include "platform/rollup_run.h"

/* " AND " or " OR " between what is said of each column but the groups. */
static void
append_test(StringInfo sql, const CxRollup *rollup, const char *between, const char *count,
			const char *state)
{
	StringInfoData one;
	const char *before = "";

	for (int i = CX_ROLLUP_ROWS(rollup); i < CX_ROLLUP_COLUMNS(rollup); i++)
	{
		initStringInfo(&one);
		cx_append_column(&one, rollup, i, i <= CX_ROLLUP_INVALID(rollup) ? count : state);
		appendStringInfo(sql, "%s%s", before, one.data);
		before = between;
	}
}

#define IS_ZERO  "%s = 0"
#define IS_EMPTY "%s OPERATOR(%e.=) '()'"

static char *
fold_sql(const CxRollup *rollup)
{
	const CxColumnForms plain = {"%s", "%s", "%s"};
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "WITH gone AS (DELETE FROM %s RETURNING ",
					 cx_relation_name(rollup->parts.delta));
	cx_append_columns(&sql, rollup, (CxColumnForms){"%d AS %s", "%d AS %s", "%d AS %s"});
	appendStringInfoString(&sql, "), sums AS (SELECT ");
	cx_append_columns(&sql, rollup,
					  (CxColumnForms){"%s", "sum(%s)::bigint AS %s", "%e.rollup(%s) AS %s"});
	appendStringInfoString(&sql, " FROM gone");
	cx_append_group_by(&sql, rollup);
	appendStringInfo(&sql, "), put AS (INSERT INTO %s AS b (",
					 cx_relation_name(rollup->parts.base));
	cx_append_columns(&sql, rollup, plain);
	appendStringInfoString(&sql, ") SELECT ");
	cx_append_columns(&sql, rollup, plain);
	appendStringInfoString(&sql, " FROM sums WHERE ");
	append_test(&sql, rollup, " OR ", "%s <> 0", "%s OPERATOR(%e.<>) '()'");
	appendStringInfoString(&sql, " ON CONFLICT (");
	cx_append_columns(&sql, rollup, (CxColumnForms){"%s", NULL, NULL});
	appendStringInfoString(&sql, ") DO UPDATE SET ");
	cx_append_columns(
		&sql, rollup,
		(CxColumnForms){NULL, "%s = b.%s + excluded.%s", "%s = b.%s OPERATOR(%e.+) excluded.%s"});
	appendStringInfoString(&sql, " RETURNING ");
	append_test(&sql, rollup, " AND ", "b." IS_ZERO, "b." IS_EMPTY);
	appendStringInfoString(&sql, " AS empty) SELECT (SELECT count(*) FROM gone),"
								 " (SELECT bool_or(empty) FROM put)");
	return sql.data;
}

static char *
sweep_sql(const CxRollup *rollup)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "DELETE FROM %s WHERE ", cx_relation_name(rollup->parts.base));
	append_test(&sql, rollup, " AND ", IS_ZERO, IS_EMPTY);
	return sql.data;
}

/*
 * cx_compact(target regclass) -> bigint
 *		How many deltas were folded. Strict. One at a time for each rollup; the next one waits. No rollup:
 *		error 42P01. Not the owner's: 42501. Not filled yet: 55000.
 */
PG_FUNCTION_INFO_V1(cx_compact);
Datum
cx_compact(PG_FUNCTION_ARGS)
{
	const CxRollup *rollup = cx_rollup_arg_locked(fcinfo);
	CxRollupRole role;
	Datum folded;
	bool isnull;
	Datum emptied;

	if (!rollup->parts.filled)
		ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				errmsg("%s has not been filled yet", cx_relation_name(PG_GETARG_OID(0))));
	role = cx_become_owner_for_sql(rollup);
	SPI_connect();
	cx_run_sql_fresh(fold_sql(rollup));
	folded = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	emptied = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 2, &isnull);
	folded = Int64GetDatum(DatumGetInt64(folded));
	if (!isnull && DatumGetBool(emptied))
		cx_run_sql_fresh(sweep_sql(rollup));
	SPI_finish();
	cx_resign(role);
	PG_RETURN_DATUM(folded);
}
