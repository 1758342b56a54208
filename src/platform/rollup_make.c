/*
 * rollup_make.c
 *	  The parts of a rollup, made and taken down.
 *
 * Tables and the view that people read are made by SQL whose names are quoted and qualified. The view of
 * definition has expressions that somebody wrote: it is made of parse trees.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "nodes/makefuncs.h"
#include "parser/parser.h"
#include "storage/lmgr.h"
#include "tcop/utility.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

#include "base/compat.h"
#include "platform/rollup_make.h"
#include "platform/rollup_partitions.h"
#include "platform/rollup_run.h"
#include "platform/rollup_trigger.h"

char *
cx_part_name(const CxRollupPlan *plan, const char *part)
{
	return psprintf("%s%s", plan->target, part);
}

char *
cx_part(const CxRollupPlan *plan, const char *part)
{
	return quote_qualified_identifier(plan->schema, cx_part_name(plan, part));
}

/* ---- the tables ---- */

static char *
collate_clause(const CxRollupText *group)
{
	if (!OidIsValid(group->collation) || group->collation == get_typcollation(group->type))
		return "";
	return psprintf(" COLLATE %s", generate_collation_name(group->collation));
}

static void
append_columns(StringInfo sql, const CxRollupPlan *plan)
{
	ListCell *cell;

	foreach (cell, plan->groups)
	{
		const CxRollupText *group = lfirst(cell);

		appendStringInfo(
			sql, "%s %s%s, ", quote_identifier(group->name),
			format_type_extended(group->type, group->typmod,
								 FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY),
			collate_clause(group));
	}
	appendStringInfoString(sql, "rows bigint NOT NULL, invalid bigint NOT NULL");
	foreach (cell, plan->states)
	{
		const CxRollupText *state = lfirst(cell);

		appendStringInfo(sql, ", %s %s NOT NULL", quote_identifier(state->name),
						 format_type_be_qualified(state->type));
	}
}

static void
append_group_names(StringInfo sql, const CxRollupPlan *plan)
{
	const char *between = "";
	ListCell *cell;

	foreach (cell, plan->groups)
	{
		appendStringInfo(sql, "%s%s", between,
						 quote_identifier(((const CxRollupText *) lfirst(cell))->name));
		between = ", ";
	}
}

static void
comment_on(const char *kind, const char *name, const char *comment)
{
	cx_run_sql(psprintf("COMMENT ON %s %s IS %s", kind, name, quote_literal_cstr(comment)));
}

/* Both are as durable as the source: after a crash an unlogged one is empty, and so is what it adds up to. */
static void
make_table(const CxRollupPlan *plan, const char *part, bool unique, const char *options,
		   const char *comment)
{
	char *name = cx_part(plan, part);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(
		&sql, "CREATE %sTABLE %s (",
		get_rel_persistence(plan->source) == RELPERSISTENCE_UNLOGGED ? "UNLOGGED " : "", name);
	append_columns(&sql, plan);
	if (unique)
	{
		appendStringInfoString(&sql, ", UNIQUE NULLS NOT DISTINCT (");
		append_group_names(&sql, plan);
		appendStringInfoChar(&sql, ')');
	}
	appendStringInfo(&sql, ") WITH (%s)", options);
	cx_run_sql(sql.data);
	/* Else compaction would fail under a publication FOR ALL TABLES: they have no primary key. */
	cx_run_sql(psprintf("ALTER TABLE %s REPLICA IDENTITY FULL", name));
	comment_on("TABLE", name, comment);
}

/* What default privileges have given away: base and delta hold rows that row security may hide. */
static void
revoke_all(const char *name)
{
	cx_run_each(psprintf("SELECT DISTINCT pg_catalog.format('REVOKE ALL ON %%s FROM %%s', "
						 "c.oid::pg_catalog.regclass,"
						 " CASE WHEN grantee = 0 THEN 'PUBLIC'"
						 " ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)) END)"
						 " FROM pg_catalog.pg_class c, pg_catalog.aclexplode(relacl)"
						 " WHERE c.oid = %s::pg_catalog.regclass AND grantee <> relowner",
						 quote_literal_cstr(name)));
}

/* ---- the view of definition ---- */

static Node *
text_constant(const char *value, const char *type)
{
	A_Const *constant = makeNode(A_Const);
	TypeCast *cast = makeNode(TypeCast);

	constant->val.sval.type = T_String;
	constant->val.sval.sval = pstrdup(value);
	constant->location = -1;
	cast->arg = (Node *) constant;
	cast->typeName = SystemTypeName(pstrdup(type));
	cast->location = -1;
	return (Node *) cast;
}

static ResTarget *
target_of(const char *name, Node *value)
{
	ResTarget *target = makeNode(ResTarget);

	target->name = pstrdup(name);
	target->val = value;
	target->location = -1;
	return target;
}

static Node *
position(int number)
{
	A_Const *constant = makeNode(A_Const);

	constant->val.ival.type = T_Integer;
	constant->val.ival.ival = number;
	constant->location = -1;
	return (Node *) constant;
}

static void
add_texts(SelectStmt *select, List *texts, bool grouped)
{
	ListCell *cell;

	foreach (cell, texts)
	{
		const CxRollupText *text = lfirst(cell);

		select->targetList =
			lappend(select->targetList, target_of(text->name, cx_copy(text->written)));
		if (grouped)
			select->groupClause =
				lappend(select->groupClause, position(list_length(select->targetList)));
	}
}

static SelectStmt *
definition_of(const CxRollupPlan *plan)
{
	SelectStmt *select = makeNode(SelectStmt);
	FuncCall *rows = makeFuncCall(SystemFuncName("count"), NIL, COERCE_EXPLICIT_CALL, -1);
	FuncCall *marker =
		makeFuncCall(list_make2(makeString(get_namespace_name(plan->extension_schema)),
								makeString("cx_rollup_of")),
					 list_make4(text_constant(cx_part(plan, "_base"), "regclass"),
								text_constant(cx_part(plan, "_delta"), "regclass"),
								text_constant(plan->raises ? "raise" : "count", "text"),
								text_constant("false", "bool")),
					 COERCE_EXPLICIT_CALL, -1);

	rows->agg_star = true;
	add_texts(select, plan->groups, true);
	select->targetList = lappend(select->targetList, target_of("rows", (Node *) rows));
	add_texts(select, plan->states, false);
	select->fromClause = list_make1(makeRangeVar(
		get_namespace_name(get_rel_namespace(plan->source)), get_rel_name(plan->source), -1));
	select->whereClause = (Node *) marker;
	if (plan->filter != NULL)
		select->whereClause =
			(Node *) makeBoolExpr(AND_EXPR, list_make2(marker, cx_copy(plan->filter->written)), -1);
	return select;
}

/* As the caller, with his search path: the expressions are his. */
static void
make_definition(const CxRollupPlan *plan)
{
	ViewStmt *view = makeNode(ViewStmt);
	PlannedStmt *statement = makeNode(PlannedStmt);

	view->view = makeRangeVar(plan->schema, cx_part_name(plan, "_def"), -1);
	view->query = (Node *) definition_of(plan);
	view->withCheckOption = NO_CHECK_OPTION;
	statement->commandType = CMD_UTILITY;
	statement->utilityStmt = (Node *) view;
	statement->stmt_location = -1;
	ProcessUtility(statement, "cx_create_rollup", false, PROCESS_UTILITY_QUERY, NULL, NULL,
				   None_Receiver, NULL);
	CommandCounterIncrement();
}

/* ---- the view that people read ---- */

/*
 * What it costs to read a delta is what this view costs. So the test for a filled rollup stands on a part of its
 * own, which has no rows: on the others it would be a step in front of every row. And rows are added up by
 * cx_sum, whose state is a number: that of sum(bigint) is memory and a numeric for each group.
 */
static void
make_target(const CxRollupPlan *plan, Oid definition)
{
	const CxRollup *rollup = cx_rollup_of_definition(definition);
	char *target = cx_part(plan, "");
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE VIEW %s AS ", target);
	cx_append_content_if(&sql, rollup,
						 (CxColumnForms){"%s", "%e.cx_sum(%s) AS %s", "%e.rollup(%s) AS %s"},
						 psprintf("%s.cx_rollup_unfilled(%s::pg_catalog.regclass)", rollup->schema,
								  quote_literal_cstr(cx_part(plan, "_def"))));
	cx_append_group_by(&sql, rollup);
	appendStringInfo(&sql, " HAVING %s.cx_sum(rows) OPERATOR(pg_catalog.<>) 0", rollup->schema);
	cx_run_sql(sql.data);
	comment_on("VIEW", target,
			   psprintf("rollup of %s, always exact: a row for each group, with states to ask for "
						"metrics; NULL groups are groups",
						cx_relation_name(plan->source)));
	comment_on("COLUMN", psprintf("%s.rows", target), "rows of the source in the group");
	comment_on("COLUMN", psprintf("%s.invalid", target),
			   "rows of those whose data is wrong; no state has them");
}

/* PostgreSQL would name a part that the user never asked for, and the statement that makes it. */
static void
refuse_taken_names(const CxRollupPlan *plan)
{
	static const char *const parts[] = {"", "_def", "_base", "_delta"};
	Oid schema = get_namespace_oid(plan->schema, false);

	for (int i = 0; i < (int) lengthof(parts); i++)
		if (OidIsValid(get_relname_relid(cx_part_name(plan, parts[i]), schema)))
			ereport(
				ERROR, errcode(ERRCODE_DUPLICATE_TABLE),
				errmsg("relation %s already exists", cx_part(plan, parts[i])),
				errhint(
					"Give another target; cx_drop_rollup takes a rollup down, DROP what is left "
					"of one."));
}

Oid
cx_make_parts(const CxRollupPlan *plan)
{
	int settings = cx_pin_search_path();
	Oid definition;

	refuse_taken_names(plan);
	make_table(plan, "_base", true, "fillfactor = 70",
			   "what the rollup of the same name holds; read the view, which adds the delta");
	make_table(plan, "_delta", false,
			   "autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000",
			   "what statements changed since cx_compact, signed; read the view, which adds it");
	cx_unpin_search_path(settings);
	make_definition(plan);
	settings = cx_pin_search_path();
	definition =
		get_relname_relid(cx_part_name(plan, "_def"), get_namespace_oid(plan->schema, false));
	comment_on("VIEW", cx_part(plan, "_def"),
			   "defines the rollup of the same name; the query computes it from the source anew");
	make_target(plan, definition);
	revoke_all(cx_part(plan, "_base"));
	revoke_all(cx_part(plan, "_delta"));
	revoke_all(cx_part(plan, "_def"));
	cx_unpin_search_path(settings);
	return definition;
}

/* ---- triggers ---- */

/* How the trigger of a type is written, and what its name ends in. */
static const char *
event_of(int16 type, const char **ending)
{
	switch (type)
	{
		case TRIGGER_TYPE_INSERT:
			*ending = "insert";
			return "AFTER INSERT ON %s REFERENCING NEW TABLE AS new";
		case TRIGGER_TYPE_UPDATE:
			*ending = "update";
			return "AFTER UPDATE ON %s REFERENCING OLD TABLE AS old NEW TABLE AS new";
		case TRIGGER_TYPE_DELETE:
			*ending = "delete";
			return "AFTER DELETE ON %s REFERENCING OLD TABLE AS old";
		case TRIGGER_TYPE_TRUNCATE:
			*ending = "truncate";
			return "AFTER TRUNCATE ON %s";
		default:
			*ending = "before_truncate";
			return "BEFORE TRUNCATE ON %s";
	}
}

static bool
has_trigger(Oid relation, Oid definition, int16 type)
{
	Relation table = table_open(relation, AccessShareLock);
	bool found = false;

	for (int i = 0; table->trigdesc != NULL && i < table->trigdesc->numtriggers; i++)
	{
		const Trigger *trigger = &table->trigdesc->triggers[i];

		found |= trigger->tgtype == type && cx_rollup_of_trigger(trigger) == definition;
	}
	table_close(table, AccessShareLock);
	return found;
}

/* A name that no other trigger of the table has, of at most 63 bytes. */
static char *
trigger_name(Oid relation, const char *stem, const char *event)
{
	for (int number = 1;; number++)
	{
		char *ending = number == 1 ? psprintf("_%s", event) : psprintf("_%s_%d", event, number);
		int length = pg_mbcliplen(stem, (int) strlen(stem), NAMEDATALEN - 1 - (int) strlen(ending));
		char *name = psprintf("%.*s%s", length, stem, ending);

		if (!OidIsValid(get_trigger_oid(relation, name, true)))
			return name;
	}
}

void
cx_make_triggers(Oid relation, Oid definition, Oid source, const char *stem)
{
	const CxRollup *rollup = cx_rollup_of_definition(definition);
	int settings = cx_pin_search_path();
	int16 types[CX_ROLLUP_EVENTS];
	int count = cx_rollup_events(get_rel_relkind(relation), relation == source, types);

	for (int i = 0; i < count; i++)
	{
		const char *ending;
		const char *event = event_of(types[i], &ending);
		StringInfoData sql;

		if (has_trigger(relation, definition, types[i]))
			continue;
		initStringInfo(&sql);
		appendStringInfo(&sql, "CREATE TRIGGER %s ",
						 quote_identifier(trigger_name(relation, stem, ending)));
		appendStringInfo(&sql, event, cx_relation_name(relation));
		appendStringInfo(&sql,
						 " FOR EACH STATEMENT WHEN (%s::pg_catalog.regclass IS NOT NULL)"
						 " EXECUTE FUNCTION %s.cx_rollup_trigger()",
						 quote_literal_cstr(cx_relation_name(definition)), rollup->schema);
		cx_run_sql(sql.data);
	}
	cx_unpin_search_path(settings);
}

void
cx_drop_triggers(Oid definition, Oid relation)
{
	const CxRollup *rollup = cx_rollup_of_definition(definition);
	int settings = cx_pin_search_path();
	char *of_relation = OidIsValid(relation) ? psprintf(" AND tgrelid = %u", relation) : "";

	cx_run_each(psprintf(
		"SELECT pg_catalog.format('DROP TRIGGER %%I ON %%s', tgname, tgrelid::pg_catalog.regclass)"
		" FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_trigger t ON t.oid = objid"
		" JOIN pg_catalog.pg_class c ON c.oid = tgrelid"
		" WHERE classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass"
		" AND refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND refobjid = %u"
		" AND tgfoid = %s::pg_catalog.regprocedure"
		" AND pg_catalog.pg_has_role(relowner, 'USAGE')%s",
		rollup->definition, quote_literal_cstr(psprintf("%s.cx_rollup_trigger()", rollup->schema)),
		of_relation));
	cx_unpin_search_path(settings);
}

void
cx_drop_parts(Oid definition)
{
	const CxRollup *rollup;
	Oid target;
	char *tables;
	CxRollupRole role;

	/* the definition before the source, as in every other command; of that the parent before its partitions */
	LockRelationOid(definition, AccessExclusiveLock);
	cx_lock_tables(cx_rollup_of_definition(definition)->source, AccessExclusiveLock);
	rollup = cx_rollup_of_definition(definition);
	target = cx_rollup_target(definition);
	tables = psprintf("DROP TABLE %s, %s", cx_relation_name(rollup->parts.base),
					  cx_relation_name(rollup->parts.delta));
	/* what a definition calls its tables may be anybody's, and who calls may be a superuser */
	role = cx_become_owner_for_sql(rollup);
	cx_drop_triggers(definition, InvalidOid);
	if (OidIsValid(target))
		cx_run_sql(psprintf("DROP VIEW %s", cx_relation_name(target)));
	cx_run_sql(psprintf("DROP VIEW %s", cx_relation_name(definition)));
	cx_run_sql(tables);
	cx_resign(role);
}
