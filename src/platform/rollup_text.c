/*
 * rollup_text.c
 *	  The expressions that somebody wrote for a rollup: parsed one by one, and what they may be.
 *
 * A text is never put into a statement. It is parsed alone, as the one target of a SELECT, and its parse
 * tree is put into that of the view.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_proc.h"
#include "funcapi.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "parser/analyze.h"
#include "parser/parse_target.h"
#include "parser/parser.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "base/compat.h"
#include "platform/rollup_text.h"

#define SELECT "SELECT "

/* ---- one expression ---- */

typedef struct Place
{
	const char *what;
	const char *text;
} Place;

/* An error points into the text, not into the statement that has it as a literal. */
static void
point_into_text(void *arg)
{
	const Place *place = arg;
	int position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(Max(position - (int) strlen(SELECT), 1));
		internalerrquery(place->text);
	}
	errcontext("%s of a rollup: %s", place->what, place->text);
}

static bool
is_plain(const SelectStmt *select)
{
	return select->distinctClause == NIL && select->intoClause == NULL &&
		   select->fromClause == NIL && select->whereClause == NULL && select->groupClause == NIL &&
		   select->havingClause == NULL && select->windowClause == NIL &&
		   select->valuesLists == NIL && select->sortClause == NIL && select->limitOffset == NULL &&
		   select->limitCount == NULL && select->lockingClause == NIL &&
		   select->withClause == NULL && select->op == SETOP_NONE &&
		   list_length(select->targetList) == 1;
}

/* The one target of SELECT and the text. */
static RawStmt *
parse(const char *statement, const Place *place)
{
	List *statements = raw_parser(statement, RAW_PARSE_DEFAULT);
	RawStmt *raw = list_length(statements) == 1 ? linitial_node(RawStmt, statements) : NULL;
	SelectStmt *select =
		raw != NULL && IsA(raw->stmt, SelectStmt) ? (SelectStmt *) raw->stmt : NULL;
	Node *value = select != NULL && is_plain(select)
					  ? linitial_node(ResTarget, select->targetList)->val
					  : NULL;

	if (value == NULL ||
		(IsA(value, ColumnRef) && IsA(llast(((ColumnRef *) value)->fields), A_Star)) ||
		(IsA(value, A_Indirection) && IsA(llast(((A_Indirection *) value)->indirection), A_Star)))
		ereport(ERROR, errcode(ERRCODE_SYNTAX_ERROR),
				errmsg("%s of a rollup must be one expression", place->what),
				errhint("Write one element of the array for each."));
	return raw;
}

/*
 * Where a row goes to a partition with other columns, or the same in another order, PostgreSQL generates the
 * column after it has kept the row for the triggers of the table that was named: these see NULL.
 */
static void
refuse_generated(Relation source, AttrNumber column)
{
	char generated = TupleDescAttr(RelationGetDescr(source), column - 1)->attgenerated;

#if PG_VERSION_NUM >= 180000
	if (generated == ATTRIBUTE_GENERATED_VIRTUAL)
		ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("a rollup does not read virtual generated columns"),
				errhint("Write the expression that generates it, or make the column STORED."));
#endif
	if (generated != '\0' && source->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				errmsg("a rollup of a partitioned table does not read generated columns"),
				errdetail("PostgreSQL does not always show them to triggers of such a table."),
				errhint("Write the expression that generates it."));
}

static bool
reads_other_columns(Node *node, void *source)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var))
	{
		const Var *column = (const Var *) node;

		if (column->varattno <= 0)
			ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					errmsg("a rollup reads neither whole rows nor system columns"),
					errhint("Name the columns."));
		refuse_generated(source, column->varattno);
		return false;
	}
	return expression_tree_walker(node, reads_other_columns, source);
}

/* May it be evaluated for a row today, and again when the row goes? */
static void
check_expression(Node *node, Relation source)
{
	if (contain_mutable_functions((Node *) expression_planner(cx_copy(node))))
		ereport(ERROR, errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				errmsg("functions in a rollup must be immutable"),
				errhint("A day of an instant depends on the session's time zone: write "
						"period_start(at, 'day', 'Europe/Berlin') instead of at::date."));
	reads_other_columns(node, source);
}

static void
refuse(const char *what)
{
	ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("a rollup takes no %s", what));
}

/* The expression over the source, analyzed. */
static Node *
analyze(RawStmt *raw, const char *statement, Relation source)
{
	RawStmt *copy = cx_copy(raw);
	Query *query;

	((SelectStmt *) copy->stmt)->fromClause =
		list_make1(makeRangeVar(get_namespace_name(RelationGetNamespace(source)),
								pstrdup(RelationGetRelationName(source)), -1));
	query = parse_analyze_fixedparams(copy, statement, NULL, 0, NULL);
	if (query->hasSubLinks)
		refuse("subqueries");
	if (query->hasWindowFuncs)
		refuse("window functions");
	if (query->hasTargetSRFs)
		refuse("set-returning functions");
	return (Node *) linitial_node(TargetEntry, query->targetList)->expr;
}

typedef Node *(*CheckText)(Node *expression, Relation source, void *more);

static CxRollupText
read_text(const char *what, const char *text, Relation source, CheckText check, void *more)
{
	Place place = {what, text};
	ErrorContextCallback context = {
		.previous = error_context_stack, .callback = point_into_text, .arg = &place};
	const char *statement = psprintf(SELECT "%s", text);
	CxRollupText result = {.text = text};
	ResTarget *target;
	RawStmt *raw;
	Node *expression;

	error_context_stack = &context;
	raw = parse(statement, &place);
	target = linitial_node(ResTarget, ((SelectStmt *) raw->stmt)->targetList);
	result.written = cx_copy(target->val);
	result.name = target->name != NULL ? target->name : FigureColname(target->val);
	expression = analyze(raw, statement, source);
	check(expression, source, more);
	result.expression = (Node *) expression_planner((Expr *) cx_copy(expression));
	result.type = exprType(expression);
	result.typmod = exprTypmod(expression);
	result.collation = exprCollation(expression);
	error_context_stack = context.previous;
	return result;
}

/* ---- groups and the filter ---- */

static Node *
check_group(Node *expression, Relation source, void *unused)
{
	TypeCacheEntry *type = lookup_type_cache(
		exprType(expression), TYPECACHE_EQ_OPR | TYPECACHE_HASH_PROC | TYPECACHE_LT_OPR);

	if (contain_agg_clause(expression))
		ereport(ERROR, errcode(ERRCODE_GROUPING_ERROR),
				errmsg("a group of a rollup must not be an aggregate"),
				errhint("Aggregates are states."));
	if (!OidIsValid(type->eq_opr) || !OidIsValid(type->hash_proc) || !OidIsValid(type->lt_opr))
		ereport(
			ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			errmsg("type %s cannot be a group of a rollup", format_type_be(exprType(expression))),
			errdetail("It has no order or no hash function."));
	check_expression(expression, source);
	return expression;
}

static Node *
check_filter(Node *expression, Relation source, void *unused)
{
	if (exprType(expression) != BOOLOID)
		ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
				errmsg("the filter of a rollup must be boolean, not %s",
					   format_type_be(exprType(expression))));
	if (contain_agg_clause(expression))
		ereport(ERROR, errcode(ERRCODE_GROUPING_ERROR),
				errmsg("the filter of a rollup must not contain aggregates"));
	check_expression(expression, source);
	return expression;
}

CxRollupText
cx_parse_group(const char *text, Relation source)
{
	return read_text("a group", text, source, check_group, NULL);
}

CxRollupText
cx_parse_filter(const char *text, Relation source)
{
	return read_text("the filter", text, source, check_filter, NULL);
}

/* ---- states ---- */

/* What a rollup can keep: over rows, or over customers that are a row each. */
typedef struct Known
{
	const char *name;
	int arguments; /* 0: any */
	bool subtracts;
} Known;

static const Known known[] = {
	{"score_agg", 0, true},     {"nps_agg", 0, true},
	{"csat_agg", 0, true},      {"ces_agg", 0, true},
	{"rate_agg", 0, true},      {"duration_agg", 0, true},
	{"sla_agg", 0, true},       {"backlog_agg", 0, true},
	{"churn_agg", 0, true},     {"revenue_agg", 2, true},
	{"activity_agg", 0, false}, {"spend_agg", 0, false},
	{"rfm_agg", 0, false},      {"weighted_score_agg", 0, false},
};

static const Known *
know(const Aggref *call, Oid schema)
{
	const char *name = get_func_name(call->aggfnoid);

	if (get_func_namespace(call->aggfnoid) != schema || call->aggtranstype == INTERNALOID ||
		!OidIsValid(getExtensionOfObject(ProcedureRelationId, call->aggfnoid)))
		return NULL;
	for (int i = 0; i < (int) lengthof(known); i++)
		if (strcmp(name, known[i].name) == 0 &&
			(known[i].arguments == 0 || known[i].arguments == list_length(call->args)))
			return &known[i];
	return NULL;
}

bool
cx_rollup_takes(const Aggref *call, Oid schema)
{
	return know(call, schema) != NULL;
}

/* Arguments that say how a state is cut: states that differ in them cannot be added up. */
static bool
cuts(const char *name)
{
	static const char *const names[] = {"low", "high", "period", "zone", "as_of"};

	for (int i = 0; name != NULL && i < (int) lengthof(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void
check_arguments(const Aggref *call)
{
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(call->aggfnoid));
	Oid *types;
	char **names;
	char *modes;
	int count = get_func_arg_info(tuple, &types, &names, &modes);

	for (int i = 0; names != NULL && i < count && i < list_length(call->args); i++)
	{
		Expr *argument = list_nth_node(TargetEntry, call->args, i)->expr;

		if (cuts(names[i]) && !IsA(expression_planner(cx_copy(argument)), Const))
			ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					errmsg("\"%s\" of %s must be a constant in a rollup", names[i],
						   get_func_name(call->aggfnoid)),
					errdetail("States that differ in it cannot be added up."));
	}
	ReleaseSysCache(tuple);
}

typedef struct StateCheck
{
	Oid schema;
	bool subtracts;
} StateCheck;

static Node *
check_state(Node *expression, Relation source, void *more)
{
	StateCheck *state = more;
	const Aggref *call = (const Aggref *) expression;
	const Known *found = IsA(expression, Aggref) ? know(call, state->schema) : NULL;
	ListCell *cell;

	if (found == NULL)
		ereport(
			ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			errmsg("a state of a rollup must be one call of an aggregate that adds up over rows"),
			errdetail("Those are score_agg, nps_agg, csat_agg, ces_agg, rate_agg, duration_agg, "
					  "sla_agg, backlog_agg, churn_agg, revenue_agg(before, after), activity_agg, "
					  "spend_agg, rfm_agg and weighted_score_agg."),
			errhint(
				"For cohorts keep a state for each customer, activity_agg(at, 'month') with the "
				"customer as a group, and ask retention_agg of those states."));
	if (call->aggdistinct != NIL || call->aggorder != NIL)
		refuse("DISTINCT or ORDER BY in an aggregate");
	foreach (cell, call->args)
		check_expression((Node *) lfirst_node(TargetEntry, cell)->expr, source);
	if (call->aggfilter != NULL)
		check_expression((Node *) call->aggfilter, source);
	check_arguments(call);
	state->subtracts = found->subtracts;
	return expression;
}

CxRollupText
cx_parse_state(const char *text, Relation source, Oid schema, bool *subtracts)
{
	StateCheck check = {schema, true};
	CxRollupText result = read_text("a state", text, source, check_state, &check);

	*subtracts = check.subtracts;
	return result;
}
