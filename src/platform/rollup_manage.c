/*
 * rollup_manage.c
 *	  What every command about one rollup begins with.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "storage/lmgr.h"

#include "platform/rollup_manage.h"
#include "platform/rollup_run.h"

CxRollup *
cx_rollup_arg(FunctionCallInfo fcinfo)
{
	Oid relation = PG_GETARG_OID(0);
	Oid definition = cx_rollup_definition_of(relation);
	CxRollup *rollup;

	if (!OidIsValid(definition))
		ereport(ERROR, errcode(ERRCODE_UNDEFINED_TABLE),
				errmsg("%s is no rollup", cx_relation_name(relation)),
				errhint("cx_sources lists them."));
	rollup = cx_rollup_of_definition(definition);
	cx_rollup_check_manager(rollup);
	cx_rollup_check_owners(rollup);
	return rollup;
}

/* The view of definition stands for the rollup: nothing else locks it, vacuum least of all. */
CxRollup *
cx_rollup_arg_locked(FunctionCallInfo fcinfo, LOCKMODE mode)
{
	Oid definition = cx_rollup_arg(fcinfo)->definition;

	LockRelationOid(definition, mode);
	return cx_rollup_arg(fcinfo);
}
