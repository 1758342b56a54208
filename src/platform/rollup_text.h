/*
 * rollup_text.h
 *	  The expressions that somebody wrote for a rollup: parsed one by one, and what they may be.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_TEXT_H
#define CX_ROLLUP_TEXT_H

#include "nodes/parsenodes.h"
#include "utils/rel.h"

/* An expression as it was written, not analyzed, and what came out of the analysis. */
typedef struct CxRollupText
{
	const char *text;
	char *name; /* of its column */
	Node *written;
	Node *expression; /* as it is evaluated, the source being relation 1 */
	Oid type;
	int32 typmod;
	Oid collation;
} CxRollupText;

/* Is it a call of an aggregate of this extension that a rollup can keep the states of? */
extern bool cx_rollup_takes(const Aggref *call, Oid schema);

/*
 * Parses a text as one expression over the rows of the source, nothing before or after it: else error
 * 42601. A function that is not immutable: 42P17. A subquery, a window function, a set, the whole row or a
 * system column, another aggregate than those of the list: 0A000.
 */
extern CxRollupText cx_parse_group(const char *text, Relation source);
extern CxRollupText cx_parse_state(const char *text, Relation source, Oid schema, bool *subtracts);
extern CxRollupText cx_parse_filter(const char *text, Relation source);

#endif /* CX_ROLLUP_TEXT_H */
