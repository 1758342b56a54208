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

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/snapmgr.h"

#include "platform/attempt.h"
#include "platform/rollup_compact.h"
#include "platform/rollup_count.h"
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

/*
 * No index takes a key of more than 2704 bytes. Whoever writes a longer one leaves deltas that stay, and no
 * other is the worse for it.
 */
static void
append_fits(StringInfo sql, const CxRollup *rollup)
{
	for (int i = 0; i < rollup->group_count; i++)
	{
		appendStringInfoString(sql, i > 0 ? " + " : "");
		cx_append_column(sql, rollup, i, "coalesce(pg_column_size(%d), 0)");
	}
	appendStringInfoString(sql, " < 2600");
}

static char *
fold_sql(const CxRollup *rollup)
{
	const CxColumnForms plain = {"%s", "%s", "%s"};
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "WITH gone AS (DELETE FROM %s WHERE ",
					 cx_relation_name(rollup->parts.delta));
	append_fits(&sql, rollup);
	appendStringInfoString(&sql, " RETURNING ");
	cx_append_columns(&sql, rollup, (CxColumnForms){"%d AS %s", "%d AS %s", "%d AS %s"});
	appendStringInfoString(&sql, "), sums AS (SELECT ");
	cx_append_columns(&sql, rollup,
					  (CxColumnForms){"%s", "sum(%s)::bigint AS %s", "%e.rollup(%s) AS %s"});
	appendStringInfoString(&sql, " FROM gone");
	cx_append_group_by(&sql, rollup);
	/* a group that some delta calls dirty is computed anew */
	if (!rollup->subtracts)
		cx_append_column(&sql, rollup, CX_ROLLUP_ROWS(rollup), " HAVING bool_and(gone.%s <> 0)");
	appendStringInfo(&sql, "), put AS (INSERT INTO %s AS b (",
					 cx_relation_name(rollup->parts.base));
	cx_append_columns(&sql, rollup, plain);
	appendStringInfoString(&sql, ") SELECT ");
	cx_append_columns(&sql, rollup, plain);
	appendStringInfoString(&sql, " FROM sums WHERE (");
	append_test(&sql, rollup, " OR ", "%s <> 0", "%s OPERATOR(%e.<>) '()'");
	appendStringInfoString(&sql, ") ON CONFLICT (");
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

/* ---- groups that lost rows, where states do not subtract ---- */

/* So many groups at most are looked up one by one; more, and the source is read once. */
#define LOOKED_UP 1000

/* The groups that deltas call dirty, with nothing in them. */
static CxRollupRows *
dirty_groups(CxRollup *rollup)
{
	CxRollupRows *groups = cx_rollup_rows(rollup);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	cx_append_columns(&sql, rollup, (CxColumnForms){"%d", "0::bigint", "'()'::%t"});
	appendStringInfo(&sql, " FROM %s WHERE ", cx_relation_name(rollup->parts.delta));
	cx_append_column(&sql, rollup, CX_ROLLUP_ROWS(rollup), "%d = 0 AND ");
	append_fits(&sql, rollup);
	appendStringInfoString(&sql, " GROUP BY ");
	cx_append_columns(&sql, rollup, (CxColumnForms){"%d", NULL, NULL});
	cx_rollup_count_query(groups, sql.data, 1);
	cx_rollup_give_all(groups);
	return groups;
}

/* Those groups with nothing in them, and nothing but them. */
static CxRollupRows *
emptied(CxRollup *rollup, CxRollupRows *dirty)
{
	CxRollupRows *groups = cx_rollup_rows(rollup);
	Datum *values = palloc(CX_ROLLUP_COLUMNS(rollup) * sizeof(Datum));
	bool *nulls = palloc(CX_ROLLUP_COLUMNS(rollup) * sizeof(bool));
	int64 at = 0;

	while (cx_rollup_next_group(dirty, &at, values, nulls))
		cx_rollup_count_stored(groups, values, nulls, 1);
	cx_rollup_count_only(groups, dirty);
	cx_rollup_give_all(groups);
	return groups;
}

/* Where all groups of a row are NULL, one of them may have raised: no condition on them finds that. */
static bool
hides_rows(const CxRollup *rollup, const bool *nulls)
{
	bool all_columns = true;

	for (int i = 0; i < rollup->group_count; i++)
	{
		if (!nulls[i])
			return false;
		all_columns &= IsA(rollup->groups[i].value, Var);
	}
	return !all_columns;
}

/* Groups to be computed anew. */
typedef struct Anew
{
	CxRollup *rollup;
	CxRollupRows *dirty;
	CxRollupRows *groups;
} Anew;

static void
look_up(void *subject)
{
	const Anew *anew = subject;
	Datum *values = palloc(CX_ROLLUP_COLUMNS(anew->rollup) * sizeof(Datum));
	bool *nulls = palloc(CX_ROLLUP_COLUMNS(anew->rollup) * sizeof(bool));
	int64 at = 0;

	while (cx_rollup_next_group(anew->dirty, &at, values, nulls))
		cx_rollup_count_group(anew->groups, values, nulls);
}

/* Few enough, and a condition on the groups finds all of their rows? */
static bool
can_look_up(CxRollup *rollup, CxRollupRows *dirty)
{
	Datum *values = palloc(CX_ROLLUP_COLUMNS(rollup) * sizeof(Datum));
	bool *nulls = palloc(CX_ROLLUP_COLUMNS(rollup) * sizeof(bool));
	int64 at = 0;

	if (cx_rollup_group_count(dirty) > LOOKED_UP)
		return false;
	while (cx_rollup_next_group(dirty, &at, values, nulls))
		if (hides_rows(rollup, nulls))
			return false;
	return true;
}

/* Those groups as the source has them; one that it has not, with nothing in it. */
static CxRollupRows *
compute_anew(CxRollup *rollup, CxRollupRows *dirty)
{
	Anew anew = {rollup, dirty, emptied(rollup, dirty)};

	if (can_look_up(rollup, dirty))
	{
		/* a condition may meet a row that its group cannot be computed of */
		if (cx_attempt_on_data(look_up, &anew))
			return anew.groups;
		cx_rollup_rows_free(anew.groups);
		anew.groups = emptied(rollup, dirty);
	}
	cx_rollup_count_source(anew.groups, 1, NULL);
	return anew.groups;
}

/* INSERT one row of base, in place of what is there. */
static SPIPlanPtr
prepare_replacement(const CxRollup *rollup, Oid *types)
{
	StringInfoData sql;
	SPIPlanPtr plan;

	initStringInfo(&sql);
	appendStringInfo(&sql, "INSERT INTO %s (", cx_relation_name(rollup->parts.base));
	cx_append_columns(&sql, rollup, (CxColumnForms){"%s", "%s", "%s"});
	appendStringInfoString(&sql, ") VALUES (");
	for (int i = 0; i < CX_ROLLUP_COLUMNS(rollup); i++)
	{
		appendStringInfo(&sql, "%s$%d", i > 0 ? ", " : "", i + 1);
		types[i] = i < rollup->group_count ? rollup->groups[i].type
				   : i <= CX_ROLLUP_INVALID(rollup)
					   ? INT8OID
					   : rollup->states[i - CX_ROLLUP_STATE(rollup, 0)].type;
	}
	appendStringInfoString(&sql, ") ON CONFLICT (");
	cx_append_columns(&sql, rollup, (CxColumnForms){"%s", NULL, NULL});
	appendStringInfoString(&sql, ") DO UPDATE SET ");
	cx_append_columns(&sql, rollup, (CxColumnForms){NULL, "%s = excluded.%s", "%s = excluded.%s"});
	plan = SPI_prepare(sql.data, CX_ROLLUP_COLUMNS(rollup), types);
	if (plan == NULL)
		elog(ERROR, "%s: %s", SPI_result_code_string(SPI_result), sql.data);
	return plan;
}

static void
replace_groups(CxRollup *rollup, CxRollupRows *anew, Snapshot snapshot)
{
	int columns = CX_ROLLUP_COLUMNS(rollup);
	Datum *values = palloc(columns * sizeof(Datum));
	bool *nulls = palloc(columns * sizeof(bool));
	char *marks = palloc(columns);
	SPIPlanPtr plan = prepare_replacement(rollup, palloc(columns * sizeof(Oid)));
	int64 at = 0;

	while (cx_rollup_next_group(anew, &at, values, nulls))
	{
		for (int i = 0; i < columns; i++)
			marks[i] = nulls[i] ? 'n' : ' ';
		if (SPI_execute_snapshot(plan, values, marks, snapshot, InvalidSnapshot, false, true, 0) <
			0)
			elog(ERROR, "could not replace a group");
	}
}

/* ---- cx_compact ---- */

/*
 * All that happens here sees one snapshot: deltas that it sees are folded in or, of groups computed anew,
 * are in what it sees of the source; others stay.
 */
static int64
compact(CxRollup *rollup, Snapshot snapshot)
{
	CxRollupRows *dirty = rollup->subtracts ? NULL : dirty_groups(rollup);
	bool any_dirty = dirty != NULL && cx_rollup_group_count(dirty) > 0;
	CxRollupRows *anew = any_dirty ? compute_anew(rollup, dirty) : NULL;
	bool isnull;
	int64 folded;
	bool emptied;

	cx_run_sql_at(fold_sql(rollup), snapshot);
	folded = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	emptied = DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 2, &isnull));
	if (any_dirty)
		replace_groups(rollup, anew, snapshot);
	if (any_dirty || (!isnull && emptied))
		cx_run_sql_at(sweep_sql(rollup), snapshot);
	return folded;
}

int64
cx_rollup_compact(CxRollup *rollup, Snapshot snapshot)
{
	CxRollupRole role;
	int64 folded;

	SPI_connect();
	PushActiveSnapshot(snapshot);
	role = cx_become_owner_for_sql(rollup);
	folded = compact(rollup, GetActiveSnapshot());
	cx_resign(role);
	PopActiveSnapshot();
	SPI_finish();
	return folded;
}

/*
 * cx_compact(target regclass) -> bigint
 *		How many deltas were folded, or said that a group is to be computed anew. Strict. One at a time for
 *		each rollup; the next one waits. From REPEATABLE READ on only deltas that the transaction sees, so that
 *		it sees the same before and after; where another one has folded since: error 40001. No rollup: error
 *		42P01. Not the owner's: 42501. Not filled yet: 55000.
 */
PG_FUNCTION_INFO_V1(cx_compact);
Datum
cx_compact(PG_FUNCTION_ARGS)
{
	CxRollup *rollup = cx_rollup_arg_locked(fcinfo, ShareUpdateExclusiveLock);

	if (!rollup->parts.filled)
		ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				errmsg("%s has not been filled yet", cx_relation_name(PG_GETARG_OID(0))));
	PG_RETURN_INT64(cx_rollup_compact(rollup, cx_current_snapshot()));
}
