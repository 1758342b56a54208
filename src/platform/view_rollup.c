/*
 * view_rollup.c
 *	  What a rollup keeps, told so that a view over its source can be put on it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/dependency.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "base/compat.h"
#include "platform/rollup_definition.h"

enum
{
	SOURCE,
	NAME,
	CALL,
	ARGUMENT,
	WORDS,
	FILTERED,
	COLUMNS
};

typedef struct Teller
{
	const CxRollup *rollup;
	Oid extension;
	ReturnSetInfo *result;
} Teller;

/* Without the casts that a function's types ask for. */
static Node *
bare(Node *node)
{
	for (;;)
	{
		if (IsA(node, TargetEntry))
			node = (Node *) ((TargetEntry *) node)->expr;
		else if (IsA(node, RelabelType))
			node = (Node *) ((RelabelType *) node)->arg;
		else if (IsA(node, FuncExpr) && ((FuncExpr *) node)->funcformat == COERCE_IMPLICIT_CAST)
			node = linitial(((FuncExpr *) node)->args);
		else
			return node;
	}
}

/* The column that the first argument is, and the constants that the others are; false: something else. */
static bool
tell_arguments(const Teller *teller, List *arguments, Datum *values)
{
	Node *first = arguments == NIL ? NULL : bare(linitial(arguments));
	Datum *words = palloc(sizeof(Datum) * list_length(arguments));
	int count = 0;
	ListCell *cell;

	if (first == NULL || !IsA(first, Var) || ((Var *) first)->varattno <= 0)
		return false;
	for_each_from(cell, arguments, 1)
	{
		const Const *word = (const Const *) bare(lfirst(cell));
		Oid output;
		bool varlena;

		if (!IsA(word, Const) || word->constisnull)
			return false;
		getTypeOutputInfo(word->consttype, &output, &varlena);
		words[count++] = CStringGetTextDatum(OidOutputFunctionCall(output, word->constvalue));
	}
	values[ARGUMENT] =
		CStringGetTextDatum(get_attname(teller->rollup->source, ((Var *) first)->varattno, false));
	values[WORDS] =
		PointerGetDatum(construct_array(words, count, TEXTOID, -1, false, TYPALIGN_INT));
	return true;
}

/* One of our functions, called with a column and constants; function 0: the column itself. */
static void
tell(const Teller *teller, const char *name, Oid function, List *arguments, bool filtered)
{
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS] = {false};
	bool known = (!OidIsValid(function) ||
				  getExtensionOfObject(ProcedureRelationId, function) == teller->extension) &&
				 tell_arguments(teller, arguments, values);

	values[SOURCE] = ObjectIdGetDatum(teller->rollup->source);
	values[NAME] = CStringGetTextDatum(name);
	values[FILTERED] = BoolGetDatum(filtered || teller->rollup->filter != NULL);
	nulls[ARGUMENT] = nulls[WORDS] = !known;
	nulls[CALL] = !known || !OidIsValid(function);
	if (!nulls[CALL])
		values[CALL] = CStringGetTextDatum(get_func_name(function));
	tuplestore_putvalues(teller->result->setResult, teller->result->setDesc, values, nulls);
}

/*
 * cx_rollup_columns(rollup regclass) -> setof (source regclass, name text, call text, argument text,
 *												words text[], filtered boolean)
 *		A row for each group and each state of a rollup, which is named by the view that people read or
 *		by the one that defines it. Strict. A relation that is no rollup: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rollup_columns);
Datum
cx_rollup_columns(PG_FUNCTION_ARGS)
{
	Oid relation = PG_GETARG_OID(0);
	Oid definition = cx_rollup_definition_of(relation);
	Teller teller;

	InitMaterializedSRF(fcinfo, 0);
	if (!OidIsValid(definition))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s is no rollup", cx_relation_name(relation)),
				errhint("It is the target of cx_create_rollup: cx_sources lists them."));
	teller.rollup = cx_rollup_of_definition(definition);
	teller.extension = getExtensionOfObject(ProcedureRelationId, fcinfo->flinfo->fn_oid);
	teller.result = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int i = 0; i < teller.rollup->group_count; i++)
	{
		const CxRollupGroup *group = &teller.rollup->groups[i];
		Node *value = bare((Node *) group->value);

		if (IsA(value, FuncExpr))
			tell(&teller, group->name, ((FuncExpr *) value)->funcid, ((FuncExpr *) value)->args,
				 false);
		else
			tell(&teller, group->name, InvalidOid, list_make1(value), false);
	}
	for (int i = 0; i < teller.rollup->state_count; i++)
	{
		const CxRollupState *state = &teller.rollup->states[i];

		tell(&teller, state->name, state->aggregate, state->arguments, state->filter != NULL);
	}
	return (Datum) 0;
}
