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

/*
 * Counts all rows of a table, or of base and delta, as the active snapshot sees them. SPI is connected,
 * and cx_become_owner_for_sql() was called. The table is the source, or for a rollup of a partition that.
 */
extern void cx_rollup_count_source(CxRollupRows *rows, int sign);
extern void cx_rollup_count_content(CxRollupRows *rows, int sign);

/* Writes to the table what the source has more than base and delta, in what the active snapshot sees. */
extern int64 cx_rollup_correct(CxRollup *rollup, Oid table);

#endif /* CX_ROLLUP_COUNT_H */
