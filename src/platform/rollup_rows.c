/*
 * rollup_rows.c
 *	  Rows of the source, counted into the groups of a rollup.
 *
 * Each row is evaluated in full, to a state of its own, before anything is added up: so a row that raises
 * has left no trace. It all happens in a subtransaction that only reads, and after a row that raised in
 * the next one: without an error, that is one for all rows of a statement.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "port/pg_bitutils.h"
#include "utils/datum.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "base/interrupts.h"
#include "platform/rollup_evaluate.h"
#include "platform/rollup_rows.h"

#define FIRST_SLOTS 16

/* What one group amounts to. */
typedef struct Bucket
{
	uint32 hash;
	int64 rows;
	int64 invalid;
	bool lost; /* rows were taken away */
	Datum *keys;
	bool *nulls;
	Datum *plus; /* 0 where nothing was added */
	Datum *minus;
} Bucket;

struct CxRollupRows
{
	CxRollup *rollup;
	CxRollupEvaluator *evaluator;
	MemoryContext context;
	bool combining; /* an error is not the row's */
	bool give_all;
	CxRollupRows *only; /* NULL: any group counts */
	int64 count;
	int64 room;
	Bucket *groups;
	int64 slot_count; /* of the hash, a power of two */
	int64 *slots;     /* index of a group, + 1 */
	/* of the row at hand */
	Datum *keys;
	bool *nulls;
	Datum *states;
	bool *skipped;
};

CxRollupRows *
cx_rollup_rows(CxRollup *rollup)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "cx rollup rows", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	CxRollupRows *rows = palloc0(sizeof(CxRollupRows));

	rows->rollup = rollup;
	rows->context = context;
	rows->evaluator = cx_rollup_evaluator(rollup, context);
	rows->keys = palloc(rollup->group_count * sizeof(Datum));
	rows->nulls = palloc(rollup->group_count * sizeof(bool));
	rows->states = palloc(rollup->state_count * sizeof(Datum));
	rows->skipped = palloc(rollup->state_count * sizeof(bool));
	MemoryContextSwitchTo(caller);
	return rows;
}

void
cx_rollup_rows_free(CxRollupRows *rows)
{
	MemoryContextDelete(rows->context);
}

void
cx_rollup_count_only(CxRollupRows *rows, CxRollupRows *groups)
{
	rows->only = groups;
}

void
cx_rollup_give_all(CxRollupRows *rows)
{
	rows->give_all = true;
}

const CxRollup *
cx_rollup_counted(const CxRollupRows *rows)
{
	return rows->rollup;
}

int64
cx_rollup_group_count(const CxRollupRows *rows)
{
	return rows->count;
}

/* ---- groups ---- */

static uint32
hash_keys(const CxRollup *rollup, const Datum *keys, const bool *nulls)
{
	uint32 hash = 0;

	for (int i = 0; i < rollup->group_count; i++)
	{
		CxRollupGroup *group = &rollup->groups[i];

		hash = pg_rotate_left32(hash, 1);
		if (!nulls[i])
			hash ^= DatumGetUInt32(FunctionCall1Coll(&group->hash, group->collation, keys[i]));
	}
	return hash;
}

static bool
same_keys(const CxRollup *rollup, const Bucket *a, const Datum *keys, const bool *nulls)
{
	for (int i = 0; i < rollup->group_count; i++)
	{
		CxRollupGroup *group = &rollup->groups[i];

		if (a->nulls[i] != nulls[i] ||
			(!nulls[i] && !DatumGetBool(FunctionCall2Coll(&group->equal, group->collation,
														  a->keys[i], keys[i]))))
			return false;
	}
	return true;
}

static void
rehash(CxRollupRows *rows)
{
	int64 slot_count = Max(rows->slot_count * 2, FIRST_SLOTS);

	if (rows->slots != NULL)
		pfree(rows->slots);
	rows->slots = MemoryContextAllocExtended(rows->context, slot_count * sizeof(int64),
											 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	rows->slot_count = slot_count;
	for (int64 i = 0; i < rows->count; i++)
	{
		int64 at = rows->groups[i].hash & (slot_count - 1);

		while (rows->slots[at] != 0)
			at = (at + 1) & (slot_count - 1);
		rows->slots[at] = i + 1;
	}
}

static Bucket *
new_group(CxRollupRows *rows, uint32 hash, const Datum *keys, const bool *nulls)
{
	const CxRollup *rollup = rows->rollup;
	MemoryContext caller = MemoryContextSwitchTo(rows->context);
	Bucket *group;

	if (rows->count == rows->room)
	{
		rows->room = Max(rows->room * 2, FIRST_SLOTS / 2);
		rows->groups = rows->groups == NULL
						   ? palloc(rows->room * sizeof(Bucket))
						   : repalloc_huge(rows->groups, rows->room * sizeof(Bucket));
	}
	group = &rows->groups[rows->count];
	*group = (Bucket){.hash = hash};
	group->keys = palloc(rollup->group_count * sizeof(Datum));
	group->nulls = palloc(rollup->group_count * sizeof(bool));
	for (int i = 0; i < rollup->group_count; i++)
	{
		group->nulls[i] = nulls[i];
		group->keys[i] =
			nulls[i] ? (Datum) 0
					 : datumCopy(keys[i], rollup->groups[i].by_value, rollup->groups[i].length);
	}
	group->plus = palloc0(rollup->state_count * sizeof(Datum));
	group->minus = palloc0(rollup->state_count * sizeof(Datum));
	rows->count++;
	MemoryContextSwitchTo(caller);
	return group;
}

/* Where in the hash the group is, or would be. */
static int64
slot_of(const CxRollupRows *rows, uint32 hash, const Datum *keys, const bool *nulls)
{
	int64 at = hash & (rows->slot_count - 1);

	for (; rows->slots[at] != 0; at = (at + 1) & (rows->slot_count - 1))
	{
		const Bucket *group = &rows->groups[rows->slots[at] - 1];

		if (group->hash == hash && same_keys(rows->rollup, group, keys, nulls))
			break;
	}
	return at;
}

static bool
has_group(const CxRollupRows *rows, const Datum *keys, const bool *nulls)
{
	return rows->count > 0 &&
		   rows->slots[slot_of(rows, hash_keys(rows->rollup, keys, nulls), keys, nulls)] != 0;
}

static Bucket *
find_group(CxRollupRows *rows, const Datum *keys, const bool *nulls)
{
	uint32 hash = hash_keys(rows->rollup, keys, nulls);
	int64 at;

	if (rows->count * 2 >= rows->slot_count)
		rehash(rows);
	at = slot_of(rows, hash, keys, nulls);
	if (rows->slots[at] != 0)
		return &rows->groups[rows->slots[at] - 1];
	rows->slots[at] = rows->count + 1;
	return new_group(rows, hash, keys, nulls);
}

/* ---- states ---- */

/* What a function of an aggregate made of the total, kept with the other totals; as nodeAgg.c does. */
static Datum
keep_total(CxRollupRows *rows, const CxRollupState *state, Datum made, Datum total)
{
	if (state->by_value || DatumGetPointer(made) == DatumGetPointer(total))
		return made;
	if (!(state->length == -1 && DatumIsReadWriteExpandedObject(made, false, -1) &&
		  MemoryContextGetParent(DatumGetEOHP(made)->eoh_context) == rows->context))
	{
		MemoryContext caller = MemoryContextSwitchTo(rows->context);

		made = datumCopy(made, false, state->length);
		MemoryContextSwitchTo(caller);
	}
	if (state->length == -1 && DatumIsReadWriteExpandedObject(total, false, -1))
		DeleteExpandedObject(total);
	else
		pfree(DatumGetPointer(total));
	return made;
}

/* Adds a state to a total. The caller's memory is of one row. */
static void
add_state(CxRollupRows *rows, CxRollupState *state, Datum *total, Datum value)
{
	LOCAL_FCINFO(call, 2);

	if (DatumGetPointer(*total) == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(rows->context);

		*total = datumCopy(value, state->by_value, state->length);
		MemoryContextSwitchTo(caller);
		return;
	}
	rows->evaluator->totals->ecxt_per_tuple_memory = rows->context;
	InitFunctionCallInfoData(*call, &state->add, 2, InvalidOid, (Node *) rows->evaluator->of_all,
							 NULL);
	call->args[0] = (NullableDatum){*total, false};
	call->args[1] = (NullableDatum){value, false};
	*total = keep_total(rows, state, FunctionCallInvoke(call), *total);
}

static void
add_to_group(CxRollupRows *rows, int64 count, int64 invalid, int sign)
{
	Bucket *group;

	if (rows->only != NULL && !has_group(rows->only, rows->keys, rows->nulls))
		return;
	group = find_group(rows, rows->keys, rows->nulls);
	group->lost |= sign < 0;
	group->rows += sign * count;
	group->invalid += sign * invalid;
	rows->combining = true;
	for (int i = 0; i < rows->rollup->state_count; i++)
		if (!rows->skipped[i])
			add_state(rows, &rows->rollup->states[i], sign > 0 ? &group->plus[i] : &group->minus[i],
					  rows->states[i]);
	rows->combining = false;
}

/* ---- a row ---- */

static void
count_row(CxRollupRows *rows, TupleTableSlot *slot, int sign)
{
	CxRollup *rollup = rows->rollup;
	const CxRollupEvaluator *evaluator = rows->evaluator;

	evaluator->expressions->ecxt_scantuple = slot;
	if (!cx_condition_holds(evaluator->filter, evaluator->expressions))
		return;
	for (int i = 0; i < rollup->group_count; i++)
		rows->keys[i] = ExecEvalExpr(evaluator->groups[i], evaluator->expressions, &rows->nulls[i]);
	for (int i = 0; i < rollup->state_count; i++)
		rows->skipped[i] = !cx_state_of_row(&rollup->states[i], evaluator, i, &rows->states[i]);
	add_to_group(rows, 1, 0, sign);
}

/* The groups of a row that is known to be dirty. */
static void
group_dirty_row(CxRollupRows *rows, TupleTableSlot *slot)
{
	const CxRollupEvaluator *evaluator = rows->evaluator;

	evaluator->expressions->ecxt_scantuple = slot;
	for (int i = 0; i < rows->rollup->group_count; i++)
		rows->keys[i] = ExecEvalExpr(evaluator->groups[i], evaluator->expressions, &rows->nulls[i]);
}

/* ---- rows ---- */

/* What is done in a subtransaction that only reads. */
typedef struct Reading
{
	MemoryContext memory;
	ResourceOwner owner;
} Reading;

static Reading
begin_reading(void)
{
	Reading reading = {CurrentMemoryContext, CurrentResourceOwner};

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(reading.memory);
	return reading;
}

static void
end_reading(Reading reading)
{
	ReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(reading.memory);
	CurrentResourceOwner = reading.owner;
}

/* Ends it for an error that was caught, and raises that again unless the row is to blame. */
static void
give_up_reading(const CxRollupRows *rows, Reading reading)
{
	ErrorData *error;

	MemoryContextSwitchTo(reading.memory);
	error = CopyErrorData();
	FlushErrorState();
	RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(reading.memory);
	CurrentResourceOwner = reading.owner;
	if (rows->combining || rows->rollup->parts.raises ||
		ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_DATA_EXCEPTION)
		ReThrowError(error);
	FreeErrorData(error);
}

/* After an error functions that run code are in no state to be called again. */
static void
renew_evaluator(CxRollupRows *rows)
{
	if (!rows->rollup->runs_code)
		return;
	MemoryContextDelete(rows->evaluator->context);
	rows->evaluator = cx_make_evaluator(rows->rollup, rows->context);
}

static void
count_dirty_row(CxRollupRows *rows, TupleTableSlot *slot, int sign)
{
	CxRollup *rollup = rows->rollup;
	Reading reading = begin_reading();

	PG_TRY();
	{
		MemoryContextSwitchTo(rows->evaluator->expressions->ecxt_per_tuple_memory);
		group_dirty_row(rows, slot);
		end_reading(reading);
	}
	PG_CATCH();
	{
		give_up_reading(rows, reading);
		renew_evaluator(rows);
		memset(rows->nulls, true, rollup->group_count * sizeof(bool));
	}
	PG_END_TRY();
	memset(rows->skipped, true, rollup->state_count * sizeof(bool));
	add_to_group(rows, 1, 1, sign);
	ResetExprContext(rows->evaluator->expressions);
}

void
cx_rollup_count_rows(CxRollupRows *rows, CxNextRow next, void *from, TupleTableSlot *slot, int sign)
{
	volatile bool done = false;

	while (!done)
	{
		Reading reading = begin_reading();

		PG_TRY();
		{
			ExprContext *expressions = rows->evaluator->expressions;

			while (next(from, slot))
			{
				CHECK_FOR_INTERRUPTS();
				MemoryContextSwitchTo(expressions->ecxt_per_tuple_memory);
				count_row(rows, slot, sign);
				MemoryContextSwitchTo(reading.memory);
				ResetExprContext(expressions);
			}
			done = true;
			end_reading(reading);
		}
		PG_CATCH();
		{
			give_up_reading(rows, reading);
			renew_evaluator(rows);
		}
		PG_END_TRY();
		if (!done)
			count_dirty_row(rows, slot, sign);
	}
}

void
cx_rollup_count_stored(CxRollupRows *rows, const Datum *values, const bool *nulls, int sign)
{
	CxRollup *rollup = rows->rollup;
	int64 row_count = DatumGetInt64(values[CX_ROLLUP_ROWS(rollup)]);
	int64 invalid = DatumGetInt64(values[CX_ROLLUP_INVALID(rollup)]);
	MemoryContext row = rows->evaluator->expressions->ecxt_per_tuple_memory;
	MemoryContext caller = MemoryContextSwitchTo(row);

	memcpy(rows->keys, values, rollup->group_count * sizeof(Datum));
	memcpy(rows->nulls, nulls, rollup->group_count * sizeof(bool));
	for (int i = 0; i < rollup->state_count; i++)
	{
		rows->skipped[i] = nulls[CX_ROLLUP_STATE(rollup, i)];
		rows->states[i] = values[CX_ROLLUP_STATE(rollup, i)];
	}
	add_to_group(rows, row_count, invalid, sign);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(row);
}

/* ---- what came out ---- */

/* Were the same rows added and taken away, as far as the states tell? */
static bool
is_unchanged(CxRollup *rollup, const Bucket *group)
{
	if (group->rows != 0 || group->invalid != 0)
		return false;
	for (int i = 0; i < rollup->state_count; i++)
	{
		CxRollupState *state = &rollup->states[i];

		if (!DatumGetBool(FunctionCall2(&state->equal,
										cx_finished_state(state, group->plus[i], (Datum) 0),
										cx_finished_state(state, group->minus[i], (Datum) 0))))
			return false;
	}
	return true;
}

/* A dirty group, as a row in which everything is 0. */
static bool
show_dirty(CxRollup *rollup, Datum *values)
{
	values[CX_ROLLUP_ROWS(rollup)] = values[CX_ROLLUP_INVALID(rollup)] = Int64GetDatum(0);
	for (int i = 0; i < rollup->state_count; i++)
		values[CX_ROLLUP_STATE(rollup, i)] = rollup->states[i].empty;
	return true;
}

/* The group as a row of base or delta; false where it is all zero. */
static bool
show_group(CxRollupRows *rows, const Bucket *group, Datum *values, bool *nulls)
{
	CxRollup *rollup = rows->rollup;
	bool any = rows->give_all || group->rows != 0 || group->invalid != 0;
	MemoryContext caller = MemoryContextSwitchTo(rows->context);

	memcpy(values, group->keys, rollup->group_count * sizeof(Datum));
	memset(nulls, false, CX_ROLLUP_COLUMNS(rollup) * sizeof(bool));
	memcpy(nulls, group->nulls, rollup->group_count * sizeof(bool));
	if (group->lost && !rollup->subtracts)
	{
		any = !is_unchanged(rollup, group) && show_dirty(rollup, values);
		MemoryContextSwitchTo(caller);
		return any;
	}
	values[CX_ROLLUP_ROWS(rollup)] = Int64GetDatum(group->rows);
	values[CX_ROLLUP_INVALID(rollup)] = Int64GetDatum(group->invalid);
	for (int i = 0; i < rollup->state_count; i++)
	{
		CxRollupState *state = &rollup->states[i];
		Datum value = cx_finished_state(state, group->plus[i], group->minus[i]);

		values[CX_ROLLUP_STATE(rollup, i)] = value;
		any |= !DatumGetBool(FunctionCall2(&state->equal, value, state->empty));
	}
	MemoryContextSwitchTo(caller);
	return any;
}

bool
cx_rollup_next_group(CxRollupRows *rows, int64 *at, Datum *values, bool *nulls)
{
	while (*at < rows->count)
	{
		CX_CHECK_INTERRUPTS(*at);
		if (show_group(rows, &rows->groups[(*at)++], values, nulls))
			return true;
	}
	return false;
}

bool
cx_rollup_same_group(CxRollupRows *rows, const Datum *keys, const bool *key_nulls, Datum *values,
					 bool *nulls)
{
	int64 slot;

	if (rows->count == 0)
		return false;
	slot = rows->slots[slot_of(rows, hash_keys(rows->rollup, keys, key_nulls), keys, key_nulls)];
	if (slot == 0)
		return false;
	(void) show_group(rows, &rows->groups[slot - 1], values, nulls);
	return true;
}
