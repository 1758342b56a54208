/*
 * rollup_compact.h
 *	  Folding deltas into base.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_COMPACT_H
#define CX_ROLLUP_COMPACT_H

#include "utils/snapshot.h"

#include "platform/rollup_definition.h"

/* How many deltas were folded, of those that the snapshot sees. The rollup is locked. */
extern int64 cx_rollup_compact(CxRollup *rollup, Snapshot snapshot);

#endif /* CX_ROLLUP_COMPACT_H */
