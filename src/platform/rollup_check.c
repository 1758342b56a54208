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

#include <ctype.h>
#include <math.h>

#include "access/xact.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "base/compat.h"
#include "platform/rollup_check.h"
#include "platform/rollup_compact.h"
#include "platform/rollup_count.h"
#include "platform/rollup_manage.h"
#include "platform/rollup_partitions.h"
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

/* Sums of weights depend on the order of rows in their last digits. */
static bool
same_figures(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0')
	{
		char *a_end, *b_end;
		double x, y;

		if (!isdigit((unsigned char) *a) || !isdigit((unsigned char) *b))
		{
			if (*a++ != *b++)
				return false;
			continue;
		}
		x = strtod(a, &a_end);
		y = strtod(b, &b_end);
		if (fabs(x - y) > 1e-9 * fmax(x, y))
			return false;
		a = a_end;
		b = b_end;
	}
	return *a == *b;
}

static bool
same_value(CxRollup *rollup, int column, Datum a, Datum b)
{
	CxRollupState *state;

	if (column <= CX_ROLLUP_INVALID(rollup))
		return DatumGetInt64(a) == DatumGetInt64(b);
	state = &rollup->states[column - CX_ROLLUP_STATE(rollup, 0)];
	return DatumGetBool(FunctionCall2(&state->equal, a, b)) ||
		   (!state->subtracts && same_figures(as_text(state->type, a), as_text(state->type, b)));
}

/* A group whose rows of base and delta are not what they should be. */
typedef void (*TakeGroup)(CxRollup *rollup, const Datum *keys, const bool *nulls,
						  const Datum *stored, const Datum *expected, void *taker);

static void
report_group(CxRollup *rollup, const Datum *keys, const bool *key_nulls, const Datum *stored,
			 const Datum *expected, void *taker)
{
	ReturnSetInfo *result = taker;
	char *bucket = bucket_text(rollup, keys, key_nulls);

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

static void
wrong_group(CxRollup *rollup, const Datum *keys, const bool *key_nulls, const Datum *stored,
			const Datum *expected, void *taker)
{
	Datum *group = palloc(CX_ROLLUP_COLUMNS(rollup) * sizeof(Datum));
	bool *nulls = palloc0(CX_ROLLUP_COLUMNS(rollup) * sizeof(bool));
	bool same = true;

	for (int i = CX_ROLLUP_ROWS(rollup); i < CX_ROLLUP_COLUMNS(rollup); i++)
		same &= same_value(rollup, i, stored[i], expected[i]);
	memcpy(group, keys, rollup->group_count * sizeof(Datum));
	memcpy(nulls, key_nulls, rollup->group_count * sizeof(bool));
	nothing(rollup, group);
	if (!same)
		cx_rollup_count_stored(taker, group, nulls, 1);
	pfree(group);
	pfree(nulls);
}

/* Groups of the one, against the same of the other. */
static void
compare(CxRollupRows *ones, CxRollupRows *others, bool others_are_stored, TakeGroup take,
		void *taker)
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
		take(rollup, values, nulls, others_are_stored ? other_values : values,
			 others_are_stored ? values : other_values, taker);
	}
}

static void
compare_all(CxRollup *rollup, TakeGroup take, void *taker)
{
	CxRollupRows *expected = cx_rollup_rows(rollup);
	CxRollupRows *stored = cx_rollup_rows(rollup);

	cx_rollup_count_source(expected, 1, NULL);
	cx_rollup_count_content(stored, 1);
	compare(expected, stored, true, take, taker);
	compare(stored, expected, false, take, taker);
}

/*
 * cx_verify(target regclass) -> setof (bucket text, name text, stored text, expected text)
 *		What the rollup holds that its source does not say, or the other way round, in one snapshot, taken when
 *		nobody truncates: the transaction's from REPEATABLE READ on, else one of its own. Strict. No rollup:
 *		error 42P01. Not the owner's: 42501.
 */
PG_FUNCTION_INFO_V1(cx_verify);
Datum
cx_verify(PG_FUNCTION_ARGS)
{
	CxRollup *rollup = cx_rollup_arg_locked(fcinfo, AccessShareLock);
	CxRollupRole role;

	InitMaterializedSRF(fcinfo, 0);
	cx_lock_tables(rollup->source, AccessShareLock);
	PushActiveSnapshot(cx_current_snapshot());
	role = cx_become_owner_for_sql(rollup);
	SPI_connect();
	compare_all(rollup, report_group, fcinfo->resultinfo);
	SPI_finish();
	cx_resign(role);
	PopActiveSnapshot();
	return (Datum) 0;
}

/* Calls the groups dirty that are wrong; how many. */
static int64
mark_wrong(CxRollup *rollup)
{
	CxRollupRole role = cx_become_owner_for_sql(rollup);
	CxRollupRows *wrong;
	int64 marked;

	SPI_connect();
	wrong = cx_rollup_rows(rollup);
	compare_all(rollup, wrong_group, wrong);
	cx_rollup_give_all(wrong);
	marked = cx_rollup_write(wrong, rollup->parts.delta);
	CommandCounterIncrement();
	SPI_finish();
	cx_resign(role);
	return marked;
}

int64
cx_rollup_rebuild(Oid definition)
{
	CxRollup *rollup;
	bool filled;
	int64 wrong;

	SPI_connect();
	cx_mend_triggers(definition);
	SPI_finish();
	rollup = cx_rollup_of_definition(definition);
	filled = rollup->parts.filled;
	PushActiveSnapshot(GetLatestSnapshot());
	if (!filled)
		cx_rollup_fill(rollup);
	wrong = rollup->subtracts ? cx_rollup_correct(rollup, rollup->parts.delta) : mark_wrong(rollup);
	PopActiveSnapshot();
	if (!filled)
		cx_rollup_set_filled(definition);
	if (!rollup->subtracts)
		cx_rollup_compact(rollup, GetLatestSnapshot());
	return wrong;
}

/*
 * cx_rebuild(target regclass) -> bigint
 *		Makes triggers that are missing or off, then appends what is wrong, as deltas, in a fresh snapshot;
 *		how many groups that is. Fills a rollup whose creation was interrupted. Strict. Errors as for cx_verify.
 */
PG_FUNCTION_INFO_V1(cx_rebuild);
Datum
cx_rebuild(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(
		cx_rollup_rebuild(cx_rollup_arg_locked(fcinfo, ShareUpdateExclusiveLock)->definition));
}
