/*
 * rollup_make.h
 *	  The parts of a rollup, made and taken down.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_MAKE_H
#define CX_ROLLUP_MAKE_H

#include "platform/rollup_text.h"

/* What is asked for. Names are not quoted. */
typedef struct CxRollupPlan
{
	Oid source;
	Oid extension_schema;
	char *schema;
	char *target;
	List *groups; /* of CxRollupText * */
	List *states;
	CxRollupText *filter; /* or NULL */
	bool raises;
	bool subtracts;
} CxRollupPlan;

/* The name of a part: "" is the target itself, "_base", "_delta", "_def". Not quoted; quoted. */
extern char *cx_part_name(const CxRollupPlan *plan, const char *part);
extern char *cx_part(const CxRollupPlan *plan, const char *part);

/* Makes tables and views, without triggers; the definition. SPI is connected. */
extern Oid cx_make_parts(const CxRollupPlan *plan);

/* Makes those triggers of a table that it lacks, with names that begin with the stem. SPI is connected. */
extern void cx_make_triggers(Oid relation, Oid definition, Oid source, const char *stem);

/* Drops them: those of a table, or with 0 all that the caller may, wherever they are; others are a stranger's. */
extern void cx_drop_triggers(Oid definition, Oid relation);

/* Triggers, views, tables, all locked first: no lock is waited for in any other order. SPI is connected. */
extern void cx_drop_parts(Oid definition);

#endif /* CX_ROLLUP_MAKE_H */
