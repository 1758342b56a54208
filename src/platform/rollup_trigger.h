/*
 * rollup_trigger.h
 *	  What feeds a rollup: one trigger function for every event.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_TRIGGER_H
#define CX_ROLLUP_TRIGGER_H

#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "fmgr.h"

/* The definition that a trigger of ours names in its WHEN, or 0 if it is none of ours. */
extern Oid cx_rollup_of_trigger(const Trigger *trigger);

/* The types (tgtype) of the triggers that a table of this kind has; how many. */
#define CX_ROLLUP_EVENTS 5
extern int cx_rollup_events(char kind, bool is_source, int16 *types);

/* Has the table each of them for the rollup, and none of them is off? */
extern bool cx_rollup_is_fed(Relation table, Oid definition, Oid source);

extern Datum cx_rollup_trigger(PG_FUNCTION_ARGS);

#endif /* CX_ROLLUP_TRIGGER_H */
