/*
 * rollup_check.h
 *	  Making a rollup right.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_CHECK_H
#define CX_ROLLUP_CHECK_H

#include "platform/rollup_definition.h"

/* What cx_rebuild does; how many groups were wrong. The definition is locked. */
extern int64 cx_rollup_rebuild(Oid definition);

#endif /* CX_ROLLUP_CHECK_H */
