/*
 * rollup_count.h
 *	  What a rollup should hold, and what it does hold.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_COUNT_H
#define CX_ROLLUP_COUNT_H

#include "platform/rollup_rows.h"

/* More groups than these are no rollup: error 54000 where it is filled. */
#define CX_ROLLUP_MOST_GROUPS 1000000

/* When a row of a table was written: by which transaction, and by which command of it. */
typedef struct CxRollupMoment
{
	TransactionId transaction;
	CommandId command;
	bool frozen; /* so long ago that its number means nothing any more */
	bool alone;  /* nothing of other transactions is before it, whatever their numbers */
} CxRollupMoment;

extern bool cx_moment_before(CxRollupMoment a, CxRollupMoment b);

/*
 * Counts all rows of a table, or of base and delta, as the active snapshot sees them. SPI is connected,
 * and cx_become_owner_for_sql() was called. The table is the relation of the rollup; of it
 * only rows that were written before a moment, unless that is NULL.
 */
extern void cx_rollup_count_source(CxRollupRows *rows, int sign, const CxRollupMoment *before);
extern void cx_rollup_count_content(CxRollupRows *rows, int sign);

/* The same of the rows of the source in one group; of what a query gives, in the columns of base. */
extern void cx_rollup_count_group(CxRollupRows *rows, const Datum *keys, const bool *nulls);
extern void cx_rollup_count_query(CxRollupRows *rows, const char *sql, int sign);

/* Writes to the table what the source has more than base and delta, in what the active snapshot sees. */
extern int64 cx_rollup_correct(CxRollup *rollup, Oid table);

/*
 * Puts into base what the source holds in what the active snapshot sees, and deletes the deltas that it sees,
 * which base has by that. The definition is locked. What base holds already is of one who was interrupted
 * before he could say that it is filled.
 */
extern void cx_rollup_fill(CxRollup *rollup);

#endif /* CX_ROLLUP_COUNT_H */
