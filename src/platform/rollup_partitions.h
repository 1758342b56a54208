/*
 * rollup_partitions.h
 *	  The tables below the source of a rollup, and which of them feed it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_PARTITIONS_H
#define CX_ROLLUP_PARTITIONS_H

#include "storage/lockdefs.h"

#include "platform/rollup_count.h"

/*
 * The table and all below it, locked until the transaction ends, from the top down as TRUNCATE goes, too: in
 * any other order two would wait for each other. TRUNCATE empties a table under every snapshot that is older,
 * so a snapshot to count rows and deltas by is taken after this.
 */
extern List *cx_lock_tables(Oid top, LOCKMODE mode);

/* What the rollup does not see, in words, or NULL. */
extern char *cx_rollup_gap(const CxRollup *rollup);

/* Does some table below the source lack triggers? */
extern bool cx_rollup_lacks_triggers(const CxRollup *rollup);

/* Makes the triggers that a table lacks, and those of everything below it, which are locked. */
extern void cx_make_all_triggers(Oid definition, Oid source, const char *stem);

/*
 * Makes the triggers anew of the source and of every table below it that does not feed the rollup; until the
 * transaction ends no other joins them.
 */
extern void cx_mend_triggers(Oid definition);

#endif /* CX_ROLLUP_PARTITIONS_H */
