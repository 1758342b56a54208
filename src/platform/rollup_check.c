/*
 * rollup_check.c
 *	  Is a rollup right, and making it right.
 *
 * What bypasses triggers makes it wrong: a restore of the data alone, session_replication_role, a trigger
 * that was off, a partition that came or went.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "executor/spi.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "base/compat.h"
#include "platform/rollup_count.h"
#include "platform/rollup_manage.h"
#include "platform/rollup_run.h"

/* ---- cx_verify ---- */

static char *
as_text(Oid type, Datum value)
{
	Oid output;
	bool varlena;

	getTypeOutputInfo(type, &output, &varlena);
	return OidOutputFunctionCall(output, value);
}

/* day = 2026-05-01, touchpoint = NULL */
static char *
bucket_text(const CxRollup *rollup, const Datum *values, const bool *nulls)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < rollup->group_count; i++)
		appendStringInfo(&text, "%s%s = %s", i > 0 ? ", " : "", rollup->groups[i].name,
						 nulls[i] ? "NULL" : as_text(rollup->groups[i].type, values[i]));
	return text.data;
}

/* A row of base or delta without anything. */
static void
nothing(const CxRollup *rollup, Datum *values)
{
	values[CX_ROLLUP_ROWS(rollup)] = values[CX_ROLLUP_INVALID(rollup)] = Int64GetDatum(0);
	for (int i = 0; i < rollup->state_count; i++)
		values[CX_ROLLUP_STATE(rollup, i)] = rollup->states[i].empty;
}

static bool
same_value(CxRollup *rollup, int column, Datum a, Datum b)
{
	if (column <= CX_ROLLUP_INVALID(rollup))
		return DatumGetInt64(a) == DatumGetInt64(b);
	return DatumGetBool(
		FunctionCall2(&rollup->states[column - CX_ROLLUP_STATE(rollup, 0)].equal, a, b));
}

static void
report_group(CxRollup *rollup, ReturnSetInfo *result, const char *bucket, const Datum *stored,
			 const Datum *expected)
{
	for (int i = CX_ROLLUP_ROWS(rollup); i < CX_ROLLUP_COLUMNS(rollup); i++)
	{
		bool counts = i <= CX_ROLLUP_INVALID(rollup);
		const CxRollupState *state =
			counts ? NULL : &rollup->states[i - CX_ROLLUP_STATE(rollup, 0)];
		Oid type = counts ? INT8OID : state->type;
		const char *name = i == CX_ROLLUP_ROWS(rollup) ? "rows" : counts ? "invalid" : state->name;
		Datum row[4];
		bool nulls[4] = {false, false, false, false};

		if (same_value(rollup, i, stored[i], expected[i]))
			continue;
		row[0] = CStringGetTextDatum(bucket);
		row[1] = CStringGetTextDatum(name);
		row[2] = CStringGetTextDatum(as_text(type, stored[i]));
		row[3] = CStringGetTextDatum(as_text(type, expected[i]));
		tuplestore_putvalues(result->setResult, result->setDesc, row, nulls);
	}
}

/* Groups of the one, against the same of the other. */
static void
compare(CxRollupRows *ones, CxRollupRows *others, bool others_are_stored, ReturnSetInfo *result)
{
	CxRollup *rollup = unconstify(CxRollup *, cx_rollup_counted(ones));
	int columns = CX_ROLLUP_COLUMNS(rollup);
	Datum *values = palloc(columns * sizeof(Datum));
	Datum *other_values = palloc(columns * sizeof(Datum));
	bool *nulls = palloc(columns * sizeof(bool));
	bool *other_nulls = palloc(columns * sizeof(bool));
	int64 at = 0;

	while (cx_rollup_next_group(ones, &at, values, nulls))
	{
		bool both = cx_rollup_same_group(others, values, nulls, other_values, other_nulls);

		if (both && !others_are_stored)
			continue; /* told already */
		if (!both)
			nothing(rollup, other_values);
		report_group(rollup, result, bucket_text(rollup, values, nulls),
					 others_are_stored ? other_values : values,
					 others_are_stored ? values : other_values);
	}
}

/*
 * cx_verify(target regclass) -> setof (bucket text, name text, stored text, expected text)
 *		What the rollup holds that its source does not say, or the other way round, in the snapshot of the
 *		query. Strict. No rollup: error 42P01. Not the owner's: 42501.
 */
PG_FUNCTION_INFO_V1(cx_verify);
Datum
cx_verify(PG_FUNCTION_ARGS)
{
	CxRollup *rollup = cx_rollup_arg(fcinfo);
	CxRollupRole role;
	CxRollupRows *expected;
	CxRollupRows *stored;

	InitMaterializedSRF(fcinfo, 0);
	role = cx_become_owner_for_sql(rollup);
	SPI_connect();
	expected = cx_rollup_rows(rollup);
	stored = cx_rollup_rows(rollup);
	cx_rollup_count_source(expected, 1);
	cx_rollup_count_content(stored, 1);
	compare(expected, stored, true, (ReturnSetInfo *) fcinfo->resultinfo);
	compare(stored, expected, false, (ReturnSetInfo *) fcinfo->resultinfo);
	SPI_finish();
	cx_resign(role);
	return (Datum) 0;
}

/*
 * cx_rebuild(target regclass) -> bigint
 *		Appends what is missing, as deltas, in a fresh snapshot; how many groups were wrong. Fills a rollup
 *		whose creation was interrupted. Strict. Errors as for cx_verify.
 */
PG_FUNCTION_INFO_V1(cx_rebuild);
Datum
cx_rebuild(PG_FUNCTION_ARGS)
{
	CxRollup *rollup = cx_rollup_arg_locked(fcinfo);
	Oid definition = rollup->definition;
	bool filled = rollup->parts.filled;
	int64 wrong;

	PushActiveSnapshot(GetLatestSnapshot());
	wrong = cx_rollup_correct(rollup, rollup->parts.delta);
	PopActiveSnapshot();
	if (!filled)
		cx_rollup_set_filled(definition);
	PG_RETURN_INT64(wrong);
}
