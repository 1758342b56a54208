/*
 * rollup_rows.h
 *	  Rows of the source, counted into the groups of a rollup.
 *
 * What a row adds to is decided here and nowhere else: triggers, the first fill, cx_verify, cx_rebuild all
 * count by this, so that what was added for a row is what is taken away when it goes.
 *
 * A row passes the filter or is not there. One that passes adds 1 to the rows of its group, and to each
 * state what the aggregate makes of it. A row whose expressions raise an error of class 22 (wrong data)
 * is dirty: it adds 1 to rows and to invalid, and to no state; where an expression of a group raises, all
 * groups are NULL; where the filter raises, the row counts as passing it.
 *
 * In a rollup whose states do not subtract, a group that lost rows is dirty: it is given as a row of base
 * or delta in which everything is 0. Such a row in delta says that the group is to be computed anew, and
 * adds nothing to what the view shows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_ROWS_H
#define CX_ROLLUP_ROWS_H

#include "executor/tuptable.h"

#include "platform/rollup_definition.h"

typedef struct CxRollupRows CxRollupRows;

/* An empty count, in a memory context of its own below the current one. */
extern CxRollupRows *cx_rollup_rows(CxRollup *rollup);
extern void cx_rollup_rows_free(CxRollupRows *rows);

/* From now on only rows of those groups count that the other count has. */
extern void cx_rollup_count_only(CxRollupRows *rows, CxRollupRows *groups);

/* Puts the next row into the slot; false when there is none. Raises no error of class 22. */
typedef bool (*CxNextRow)(void *from, TupleTableSlot *slot);

/* Adds rows of the relation of the rollup; with sign -1 takes them away. */
extern void cx_rollup_count_rows(CxRollupRows *rows, CxNextRow next, void *from,
								 TupleTableSlot *slot, int sign);

/* Adds a row of base or delta, in columns as they are there, or takes it away. */
extern void cx_rollup_count_stored(CxRollupRows *rows, const Datum *values, const bool *nulls,
								   int sign);

/* What is counted for. */
extern const CxRollup *cx_rollup_counted(const CxRollupRows *rows);

/* So many groups. */
extern int64 cx_rollup_group_count(const CxRollupRows *rows);

/* Gives every group, whether it is all zero or not. */
extern void cx_rollup_give_all(CxRollupRows *rows);

/*
 * The next group that is not all zero, or is dirty, as a row of base or delta; false when there is none. at begins
 * with 0. What it gives lives as long as the count.
 */
extern bool cx_rollup_next_group(CxRollupRows *rows, int64 *at, Datum *values, bool *nulls);

/* The group with the keys of a row of base or delta, whatever it holds; false where there is none. */
extern bool cx_rollup_same_group(CxRollupRows *rows, const Datum *keys, const bool *key_nulls,
								 Datum *values, bool *nulls);

#endif /* CX_ROLLUP_ROWS_H */
