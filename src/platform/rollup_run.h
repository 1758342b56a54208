/*
 * rollup_run.h
 *	  Doing something as the owner of a rollup, and writing what came out.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROLLUP_RUN_H
#define CX_ROLLUP_RUN_H

#include "lib/stringinfo.h"
#include "utils/snapshot.h"

#include "platform/rollup_rows.h"

/*
 * From cx_become_owner() to cx_resign() everything runs as the owner of the source, restricted as in
 * maintenance commands: no temporary objects, nothing that outlasts it. An error ends it too, with the
 * (sub)transaction.
 */
typedef struct CxRollupRole
{
	Oid user;
	int restrictions;
	int settings;
} CxRollupRole;

/* For a trigger: the search path is pinned where some function may look a name up. */
extern CxRollupRole cx_become_owner(const CxRollup *rollup);
/* For statements: the search path is pinned, and no row security hides rows. */
extern CxRollupRole cx_become_owner_for_sql(const CxRollup *rollup);
extern void cx_resign(CxRollupRole role);

/* With the search path pinned, as who calls. */
extern int cx_pin_search_path(void);
extern void cx_unpin_search_path(int settings);

/* May the caller manage it? Else error 42501. */
extern void cx_rollup_check_manager(const CxRollup *rollup);

/* Appends the groups that are not all zero to base or delta; how many those are. */
extern int64 cx_rollup_write(CxRollupRows *rows, Oid table);

/* Runs one SQL statement, as SPI does. SPI is connected. How many rows it touched. */
extern uint64 cx_run_sql(const char *sql);

/* Runs each statement that a query gives. */
extern void cx_run_each(const char *query);

/* The same as cx_run_sql(), seeing what has been committed by now, whatever the isolation level. */
extern uint64 cx_run_sql_fresh(const char *sql);

/*
 * What a command sees that must not show its own transaction anything else: what that sees, from REPEATABLE READ
 * on; else what has been committed by now.
 */
extern Snapshot cx_current_snapshot(void);

/* The same, seeing what a snapshot sees, and what this transaction did. */
extern uint64 cx_run_sql_at(const char *sql, Snapshot snapshot);

/*
 * Appends the columns of base and delta, each in the form given, apart by commas. In a form %s is the name
 * of the column in base, %d in delta, %e the schema of the extension, %t the type of a state; a form that
 * is NULL leaves its columns out.
 */
typedef struct CxColumnForms
{
	const char *group;
	const char *count; /* rows, invalid */
	const char *state;
} CxColumnForms;
extern char *cx_column_name(const CxRollup *rollup, int i);
extern void cx_append_column(StringInfo sql, const CxRollup *rollup, int i, const char *form);
extern void cx_append_columns(StringInfo sql, const CxRollup *rollup, CxColumnForms forms);

/* The columns of the view of definition, in the order of those of base: invalid, which it lacks, as 0. */
extern char *cx_definition_columns(const CxRollup *rollup);

/*
 * SELECT these FROM all rows of base and delta; with a condition that is never true but may be an error, and is
 * asked at every scan, not at every row; and GROUP BY the groups.
 */
extern void cx_append_content(StringInfo sql, const CxRollup *rollup, CxColumnForms forms);
extern void cx_append_content_if(StringInfo sql, const CxRollup *rollup, CxColumnForms forms,
								 const char *never);
extern void cx_append_group_by(StringInfo sql, const CxRollup *rollup);

#endif /* CX_ROLLUP_RUN_H */
