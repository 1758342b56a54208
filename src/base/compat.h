/*
 * compat.h
 *	  What differs between the PostgreSQL versions we build against, in one place.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_COMPAT_H
#define CX_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "cx_metrics needs PostgreSQL 15 or later"
#endif

/* A header of its own since 16; before, part of postgres.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/*
 * Soft errors (pg_input_is_valid, COPY ... ON_ERROR ignore) came with 16; before, an input
 * function could only raise.
 */
#ifndef ereturn
#define errsave(context, ...) ereport(ERROR, __VA_ARGS__)
#define ereturn(context, dummy, ...)                                                               \
	do                                                                                             \
	{                                                                                              \
		(void) (context);                                                                          \
		ereport(ERROR, __VA_ARGS__);                                                               \
		return dummy;                                                                              \
	} while (0)
#endif

/* Since 18, and in front of the declaration; until 17 an attribute behind it. */
#ifndef pg_noreturn
#define pg_noreturn _Noreturn
#endif

/* A fourth argument since 18: room to leave in front of the tuple. */
#if PG_VERSION_NUM >= 180000
#define cx_form_minimal_tuple(type, values, nulls) heap_form_minimal_tuple(type, values, nulls, 0)
#else
#define cx_form_minimal_tuple(type, values, nulls) heap_form_minimal_tuple(type, values, nulls)
#endif

/* A fifth argument since 16: where a soft error goes. */
#if PG_VERSION_NUM >= 160000
#define cx_make_range(type, lower, upper, empty) make_range(type, lower, upper, empty, NULL)
#else
#define cx_make_range(type, lower, upper, empty) make_range(type, lower, upper, empty)
#endif

/* An action of the json parser returns since 16 whether to go on; a lexer has a first argument since 17. */
#if PG_VERSION_NUM >= 160000
#define CX_JSON_ACTION JsonParseErrorType
#define CX_JSON_GO_ON  return JSON_SUCCESS
#else
#define CX_JSON_ACTION void
#define CX_JSON_GO_ON  return
#endif
#if PG_VERSION_NUM >= 170000
#define cx_json_lexer(json) makeJsonLexContext(NULL, json, true)
#else
#define cx_json_lexer(json) makeJsonLexContext(json, true)
#endif

/* Since 19 a window function says that it has no use for IGNORE NULLS; before, nobody could write it. */
#if PG_VERSION_NUM >= 190000
#define cx_refuse_null_treatment(window, fcinfo)                                                   \
	WinCheckAndInitializeNullTreatment(window, false, fcinfo)
#else
#define cx_refuse_null_treatment(window, fcinfo) ((void) 0)
#endif

/* A fifth argument since 19: further flags of a scan. */
#if PG_VERSION_NUM >= 190000
#define cx_begin_scan(table, snapshot) table_beginscan(table, snapshot, 0, NULL, 0)
#else
#define cx_begin_scan(table, snapshot) table_beginscan(table, snapshot, 0, NULL)
#endif

/* The macro copyObject() asks since 19 for typeof_unqual, which the compiler may lack that we have. */
#define cx_copy(node) copyObjectImpl(node)

#endif /* CX_COMPAT_H */
