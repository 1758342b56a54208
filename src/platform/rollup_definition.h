/*
 * rollup_definition.h
 *	  What a rollup is made of, as its view of definition says, kept for the session.
 *
 * A rollup of a source table consists of
 *
 *		TARGET_base		a row for each group: its rows, its invalid rows, its states
 *		TARGET_delta	rows of the same columns, which statements appended: signed
 *		TARGET_def		a view, SELECT groups, count(*) AS rows, states FROM source WHERE
 *						cx_rollup_of(base, delta, ...) AND filter GROUP BY groups: the definition
 *		TARGET			a view over base and delta, what people read
 *
 * and of triggers on the source, WHEN ('TARGET_def'::regclass IS NOT NULL). Nothing else is kept: the
 * catalogs know each part by its number, so that any of them, and any column, can be renamed.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_DEFINITION_H
#define CX_ROLLUP_DEFINITION_H

#include "access/transam.h"
#include "fmgr.h"
#include "nodes/parsenodes.h"
#include "nodes/primnodes.h"
#include "platform/rollup_marks.h"

/* A group: an expression over the source's rows, and a column of base and delta. */
typedef struct CxRollupGroup
{
	char *name;
	Expr *value;
	Oid type;
	int32 typmod;
	Oid collation;
	int16 length;
	bool by_value;
	FmgrInfo equal;
	FmgrInfo hash;
} CxRollupGroup;

/* A state: an aggregate over the source's rows, and a column of base and delta. */
typedef struct CxRollupState
{
	char *name;
	Oid aggregate;
	Oid collation;
	List *arguments;
	Expr *filter; /* NULL where every row counts */
	Oid type;
	int16 length;
	bool by_value;
	bool strict;    /* a row with a NULL argument is skipped */
	bool subtracts; /* else a deleted row makes the group dirty */
	Datum empty;    /* what the aggregate begins with */
	FmgrInfo transition;
	FmgrInfo add;
	FmgrInfo subtract; /* where it subtracts */
	FmgrInfo finish;   /* fn_oid is 0 where there is none */
	FmgrInfo equal;
} CxRollupState;

typedef struct CxRollup
{
	Oid definition;
	Oid source;
	Oid relation;     /* whose rows the expressions read: the source, or a partition of it */
	bool is_below;    /* it is that; else the rollup has no expressions */
	List *way;        /* the tables from it up to the source, without that */
	Oid owner;        /* of the source */
	Oid foreign_part; /* a part that belongs to somebody else, or 0; then there are no expressions */
	char *schema;     /* of this extension, quoted */
	CxRollupParts parts;
	TransactionId made; /* what wrote the definition as it stands */
	int group_count;
	int state_count;
	CxRollupGroup *groups;
	CxRollupState *states;
	Expr *filter;     /* NULL where every row counts */
	bool subtracts;   /* all states do */
	bool runs_code;   /* some function is not in C: it may look names up */
	int attributes;   /* the last column of the relation that is read */
	Bitmapset *reads; /* the columns of the relation that are read, by number */
	MemoryContext context;
	struct CxRollupEvaluator *evaluator; /* kept by rollup_rows.c */
} CxRollup;

/* Columns of base and delta: groups, then rows and invalid, then states. */
#define CX_ROLLUP_ROWS(rollup)     ((rollup)->group_count)
#define CX_ROLLUP_INVALID(rollup)  ((rollup)->group_count + 1)
#define CX_ROLLUP_STATE(rollup, i) ((rollup)->group_count + 2 + (i))
#define CX_ROLLUP_COLUMNS(rollup)  ((rollup)->group_count + 2 + (rollup)->state_count)

/*
 * The rollup whose definition it is, reading the rows of the relation: its source or a partition of it,
 * else it says that it is not below. It lives until the end of the transaction at least. No such view, or one that defines no rollup: error
 * 42P01. Tables that do not have its columns: error 55000; other
 * errors where somebody wrote a definition by hand.
 */
extern CxRollup *cx_rollup_get(Oid definition, Oid relation);
#define cx_rollup_of_definition(definition) cx_rollup_get(definition, InvalidOid)

/*
 * The expressions run as the owner of the source: so nobody else may have written them, or read what they
 * give. Parts that belong to different owners: error 42501.
 */
extern void cx_rollup_check_owners(const CxRollup *rollup);

/* What a view of definition reads, without a look at anything else; 0 where that is not one table. */
extern Oid cx_rollup_source_of(Oid definition);

/* Is the relation the source, or a partition below it? */
extern bool cx_rollup_is_below(Oid relation, Oid source);

#endif /* CX_ROLLUP_DEFINITION_H */
