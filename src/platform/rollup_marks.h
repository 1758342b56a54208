/*
 * rollup_marks.h
 *	  What says in a view that it defines a rollup, and in another that it reads one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_MARKS_H
#define CX_ROLLUP_MARKS_H

#include "fmgr.h"
#include "nodes/parsenodes.h"
#include "nodes/primnodes.h"

/* How the parts of a rollup are found again, and what it was told: the arguments of cx_rollup_of(). */
typedef struct CxRollupParts
{
	Oid base;
	Oid delta;
	bool raises; /* on_error => 'raise' */
	bool filled; /* base has what was in the source before the triggers */
} CxRollupParts;

/* What a call of cx_rollup_of() says; false where it is NULL, or not one that we wrote. */
extern bool cx_rollup_read_parts(const FuncExpr *call, CxRollupParts *parts);

/* Is it a call of this very function, wherever the extension is? */
extern bool cx_calls(const Node *node, PGFunction function);

/* The same of a view, as it stands now; false where it defines no rollup, or is gone. */
extern bool cx_rollup_parts_of(Oid definition, CxRollupParts *parts);

/* The definition that a view defines a rollup by, or 0: the view itself, or what it is the target of. */
extern Oid cx_rollup_definition_of(Oid relation);

/* The view that people read, of this definition; 0 where somebody dropped it. */
extern Oid cx_rollup_target(Oid definition);

/* The parse tree of a view, in memory of its own, and what wrote it; NULL where it is no view. */
extern Query *cx_view_query(Oid view, TransactionId *made);

/* The call of the function among what the WHERE of a query demands, or NULL. */
extern FuncExpr *cx_marker_of(const Query *query, PGFunction marker);

/* The argument of cx_rollup_unfilled(): the definition of what the query of a target reads, or 0. */
extern Oid cx_rollup_read_by(const Query *query);

/* Writes the definition down again as one of a rollup that is filled. */
extern void cx_rollup_set_filled(Oid definition);

/* How a relation is written in SQL. */
extern char *cx_relation_name(Oid relation);

extern Datum cx_rollup_of(PG_FUNCTION_ARGS);
extern Datum cx_rollup_unfilled(PG_FUNCTION_ARGS);

#endif /* CX_ROLLUP_MARKS_H */
