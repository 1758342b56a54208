/*
 * targets.c
 *	  What the margins of a sample are to be, as json.
 *
 * The text of the json is read, not a jsonb: that would keep the last of two targets of one name, and
 * nobody would see that the other is gone.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "common/jsonapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonfuncs.h"

#include "base/args.h"
#include "base/compat.h"
#include "base/result.h"
#include "survey/targets.h"

/* By more than this margins are of different people, or a category is missing; by less they are rounded. */
#define TOTALS_DIFFER 0.001

typedef struct Reader
{
	CxTargets targets;
	int depth;
	const char *name; /* of the field that is read */
} Reader;

#define AN_EXAMPLE "An example is [{\"18-34\": 30, \"35+\": 70}, {\"north\": 55, \"south\": 45}]."

pg_noreturn static void
refuse_form(void)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("targets are not an array of an object for each element of the cells"),
			errhint("%s", AN_EXAMPLE));
}

/* Only the array itself. */
static CX_JSON_ACTION
begin_array(void *state)
{
	Reader *reader = state;

	if (reader->depth++ != 0)
		refuse_form();
	CX_JSON_GO_ON;
}

static CX_JSON_ACTION
end_of(void *state)
{
	((Reader *) state)->depth--;
	CX_JSON_GO_ON;
}

/* An object in it is a margin. */
static CX_JSON_ACTION
begin_object(void *state)
{
	Reader *reader = state;
	CxTargets *targets = &reader->targets;

	if (reader->depth++ != 1)
		refuse_form();
	if (targets->count == targets->room)
	{
		targets->room = Max(4, targets->room * 2);
		targets->margins = targets->margins == NULL
							   ? palloc(targets->room * sizeof(CxMargin))
							   : repalloc(targets->margins, targets->room * sizeof(CxMargin));
	}
	targets->margins[targets->count++] = (CxMargin){.total = 0};
	CX_JSON_GO_ON;
}

static CX_JSON_ACTION
begin_field(void *state, char *name, bool isnull)
{
	Reader *reader = state;
	CxMargin *margin = &reader->targets.margins[reader->targets.count - 1];
	uint32 count = margin->names.count;

	CHECK_FOR_INTERRUPTS();
	reader->name = pstrdup(name);
	cx_names_add(&margin->names, (CxName){reader->name, (uint32) strlen(name)});
	if (margin->names.count == count)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("target of \"%s\" of element %u is there twice", name, reader->targets.count),
			errhint("Add the two up, or take one of them out."));
	if (count == margin->room)
	{
		margin->room = Max(8, margin->room * 2);
		margin->target = margin->target == NULL
							 ? palloc(margin->room * sizeof(double))
							 : repalloc(margin->target, margin->room * sizeof(double));
	}
	CX_JSON_GO_ON;
}

static CX_JSON_ACTION
read_scalar(void *state, char *token, JsonTokenType type)
{
	Reader *reader = state;
	CxMargin *margin;
	double target;

	if (reader->depth != 2)
		refuse_form();
	if (type == JSON_TOKEN_NULL)
		cx_refuse_null(
			psprintf("target of \"%s\" of element %u", reader->name, reader->targets.count),
			"A target is a count or a percentage of all whom the answers are to stand for.");
	target = type == JSON_TOKEN_NUMBER ? strtod(token, NULL) : NAN;
	if (!(target >= 0 && isfinite(target)))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("target of \"%s\" of element %u cannot be %s", reader->name,
					   reader->targets.count,
					   type == JSON_TOKEN_STRING ? psprintf("\"%s\"", token) : token),
				errhint("A target is a number, 0 or more: a count or a percentage of all whom the "
						"answers are to stand for."));
	margin = &reader->targets.margins[reader->targets.count - 1];
	margin->target[margin->names.count - 1] = target;
	margin->total += target;
	CX_JSON_GO_ON;
}

static void
check_totals(const CxTargets *targets)
{
	for (uint32 i = 0; i < targets->count; i++)
	{
		double first = targets->margins[0].total;
		double total = targets->margins[i].total;

		/* written so that an infinite sum fails */
		if (!(total > 0 && isfinite(total)))
			ereport(
				ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("targets of element %u sum to %s", i + 1, cx_shortest_decimal(total)),
				errhint("Give counts or percentages of all whom the answers are to stand for."));
		if (fabs(total - first) > TOTALS_DIFFER * first)
			ereport(
				ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("targets of element 1 sum to %s, those of element %u to %s",
					   cx_shortest_decimal(first), i + 1, cx_shortest_decimal(total)),
				errhint("All margins are of the same people: look for one that is missing, or give "
						"percentages throughout."));
	}
}

CxTargets
cx_targets_arg(FunctionCallInfo fcinfo, int argno)
{
	Reader reader = {.depth = 0};
	JsonSemAction actions = {.semstate = &reader,
							 .object_start = begin_object,
							 .object_end = end_of,
							 .array_start = begin_array,
							 .array_end = end_of,
							 .object_field_start = begin_field,
							 .scalar = read_scalar};

	if (PG_ARGISNULL(argno))
		cx_refuse_null("targets", AN_EXAMPLE);
	pg_parse_json_or_ereport(cx_json_lexer(PG_GETARG_TEXT_PP(argno)), &actions);
	if (reader.targets.count == 0)
		refuse_form();
	check_totals(&reader.targets);
	return reader.targets;
}
