/*
 * module.c
 *	  What makes the shared library loadable: its magic block, and nothing else.
 *
 * No _PG_init: the extension has no settings, no hooks and needs no preloading.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "fmgr.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "cx_metrics", .version = CX_VERSION);
#else
PG_MODULE_MAGIC;
#endif
