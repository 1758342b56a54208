/*
 * rollup_manage.h
 *	  What every command about one rollup begins with.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_MANAGE_H
#define CX_ROLLUP_MANAGE_H

#include "storage/lockdefs.h"

#include "platform/rollup_definition.h"

/* Argument 0 as a rollup that the caller may manage: else error 42P01 or 42501. */
extern CxRollup *cx_rollup_arg(FunctionCallInfo fcinfo);

/*
 * The same, and nobody drops it until the transaction ends; with ShareUpdateExclusiveLock one command at a time
 * writes to what it holds. Readers and writers of the source go on.
 */
extern CxRollup *cx_rollup_arg_locked(FunctionCallInfo fcinfo, LOCKMODE mode);

#endif /* CX_ROLLUP_MANAGE_H */
