/*
 * funnel_steps.c
 *	  Which steps of a funnel a row meets: what may be said of them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "nodes/nodeFuncs.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "journey/funnel_rows.h"
#include "journey/funnel_steps.h"

static int32
count_steps(const ArrayType *array)
{
	int32 steps;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("the steps of a funnel have %d dimensions", ARR_NDIM(array)),
				errhint("List them, or pass VARIADIC an array with one element for each."));
	steps = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (steps < 1 || steps > CX_FUNNEL_MAX_STEPS)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a funnel of %d steps is not possible", steps),
				errhint("It has 1 to %d steps.", CX_FUNNEL_MAX_STEPS));
	return steps;
}

ArrayType *
cx_funnel_steps_arg(FunctionCallInfo fcinfo, int argno, int32 *steps)
{
	ArrayType *array;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("steps", "List the conditions, or pass VARIADIC an array of them.");
	array = PG_GETARG_ARRAYTYPE_P(argno);
	*steps = count_steps(array);
	return array;
}

/* ----- names ----- */

#define HOW_TO_NAME "List the names of the steps, or pass VARIADIC an array of them."

/* PostgreSQL takes an untyped '{visit,cart}' for text, not for text[]: a step that no customer was ever at. */
static void
refuse_array_as_name(CxName name)
{
	if (name.length >= 2 && name.bytes[0] == '{' && name.bytes[name.length - 1] == '}' &&
		memchr(name.bytes, ',', name.length) != NULL)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("the only step of a funnel has the name \"%.*s\"",
					   pg_mbcliplen(name.bytes, (int) name.length, 60), name.bytes),
				errhint(HOW_TO_NAME));
}

static void
forget(CxFunnelNames *names)
{
	if (names->array == NULL)
		return;
	pfree(names->names);
	pfree(names->texts);
	pfree(names->array);
	names->array = NULL;
}

/* Those of an array, which is copied, since they lie in it. */
static void
read_names(CxFunnelNames *names, const ArrayType *array)
{
	int32 count = count_steps(array);
	bool *nulls;
	int found;

	names->array = memcpy(palloc(VARSIZE(array)), array, VARSIZE(array));
	deconstruct_array(names->array, TEXTOID, -1, false, TYPALIGN_INT, &names->texts, &nulls,
					  &found);
	names->names = palloc(count * sizeof(CxName));
	for (int32 i = 0; i < count; i++)
	{
		const struct varlena *text;

		if (nulls[i])
			cx_refuse_null("the name of a step", HOW_TO_NAME);
		text = PG_DETOAST_DATUM_PACKED(names->texts[i]);
		names->names[i] = (CxName){VARDATA_ANY(text), (uint32) VARSIZE_ANY_EXHDR(text)};
	}
	if (count == 1)
		refuse_array_as_name(names->names[0]);
	names->count = count;
	pfree(nulls);
}

void
cx_funnel_names_arg(FunctionCallInfo fcinfo, int argno, CxFunnelNames *last)
{
	Oid collation = PG_GET_COLLATION();
	ArrayType *array;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("names", HOW_TO_NAME);
	array = PG_GETARG_ARRAYTYPE_P(argno);
	if (last->array == NULL || VARSIZE(array) != VARSIZE(last->array) ||
		memcmp(array, last->array, VARSIZE(array)) != 0)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		forget(last);
		read_names(last, array);
		MemoryContextSwitchTo(caller);
		last->by_bytes = OidIsValid(collation) && get_collation_isdeterministic(collation);
		last->constant = cx_is_constant_arg(fcinfo, argno);
	}
	PG_FREE_IF_COPY(array, argno);
}

/* Refuses a literal in the place of the column. */
static void
check_literal(FunctionCallInfo fcinfo, const Const *literal, const CxFunnelNames *names)
{
	uint64 met[CX_FUNNEL_WORDS(CX_FUNNEL_MAX_STEPS)];
	const text *step;

	if (literal->constisnull || literal->consttype != TEXTOID || !names->constant)
		return;
	step = DatumGetTextPP(literal->constvalue);
	if (!cx_read_named_step(met, names, step, PG_GET_COLLATION()))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("the step of every row is \"%s\", which is none of the names",
					   text_to_cstring(step)),
				errhint("The column comes before the names: funnel(at, within, page, 'visit', "
						"'cart')."));
}

void
cx_check_named_step(FunctionCallInfo fcinfo, int argno, const CxFunnelNames *names)
{
	const Aggref *call = cx_aggregate_call(fcinfo);
	const Node *step;
	Oid type;

	if (call == NULL)
		return;
	step = (const Node *) ((const TargetEntry *) list_nth(call->args, argno - 1))->expr;
	if (IsA(step, Const))
		check_literal(fcinfo, (const Const *) step, names);
	if (IsA(step, RelabelType) &&
		((const RelabelType *) step)->relabelformat == COERCE_IMPLICIT_CAST)
		step = (const Node *) ((const RelabelType *) step)->arg;
	else if (IsA(step, FuncExpr) && ((const FuncExpr *) step)->funcformat == COERCE_IMPLICIT_CAST)
		step = linitial(((const FuncExpr *) step)->args);
	type = getBaseType(exprType(step));
	if (type != TEXTOID && type != VARCHAROID && type != BPCHAROID && type != NAMEOID &&
		type != CHAROID)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("step must be a text, not of type %s", format_type_be(type)),
				errhint("Compare it with each name, step = 'visit', step = 'cart', or cast it "
						"where texts that differ are different steps: step::text."));
}

/* Of no collation it raises the error that the operator raises. */
bool
cx_equals_name(const CxFunnelNames *names, int32 name, Datum step, Oid collation)
{
	return DatumGetBool(DirectFunctionCall2Coll(texteq, collation, step, names->texts[name]));
}
