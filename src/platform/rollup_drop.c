/*
 * rollup_drop.c
 *	  Taking a rollup down, or all those of a table.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "platform/rollup_make.h"
#include "platform/rollup_run.h"
#include "platform/rollup_trigger.h"

/* Those that the triggers of a table feed. */
static List *
rollups_of_source(Oid relation)
{
	char kind = get_rel_relkind(relation);
	List *definitions = NIL;
	Relation table;

	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		return NIL;
	table = table_open(relation, AccessShareLock);
	for (int i = 0; table->trigdesc != NULL && i < table->trigdesc->numtriggers; i++)
	{
		Oid definition = cx_rollup_of_trigger(&table->trigdesc->triggers[i]);

		if (OidIsValid(definition) && cx_rollup_of_definition(definition)->source == relation)
			definitions = list_append_unique_oid(definitions, definition);
	}
	table_close(table, AccessShareLock);
	return definitions;
}

/*
 * cx_drop_rollup(target regclass) -> void
 *		Drops the rollup that people read as target, or that target defines; of a table, all rollups of
 *		it. Strict. A relation that has none: error 42P01. Who may not: 42501. Where other objects read
 *		it: 2BP01.
 */
PG_FUNCTION_INFO_V1(cx_drop_rollup);
Datum
cx_drop_rollup(PG_FUNCTION_ARGS)
{
	Oid target = PG_GETARG_OID(0);
	Oid definition = cx_rollup_definition_of(target);
	List *definitions =
		OidIsValid(definition) ? list_make1_oid(definition) : rollups_of_source(target);
	ListCell *cell;

	if (definitions == NIL)
		ereport(ERROR, errcode(ERRCODE_UNDEFINED_TABLE),
				errmsg("%s is no rollup, and no table that has one", cx_relation_name(target)),
				errhint("cx_sources lists them."));
	SPI_connect();
	foreach (cell, definitions)
	{
		cx_rollup_check_manager(cx_rollup_of_definition(lfirst_oid(cell)));
		cx_drop_parts(lfirst_oid(cell));
	}
	SPI_finish();
	PG_RETURN_VOID();
}
