/*
 * groups.c
 *	  Groups of answers as arguments: an array of names and one of states, in one order.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "base/interrupts.h"
#include "survey/groups.h"

#define MAX_GROUPS 100000

typedef struct Elements
{
	Datum *values;
	bool *nulls;
	int count;
	Oid type;
} Elements;

/* Copied, because rows are read from them call by call. */
static Elements
elements_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	Elements elements = {NULL};
	ArrayType *array;
	int16 length;
	bool by_value;
	char align;

	if (PG_ARGISNULL(argno))
		return elements;
	array = PG_GETARG_ARRAYTYPE_P_COPY(argno);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s must be a list, not an array of %d dimensions", what, ARR_NDIM(array)),
				errhint("array_agg() over one column makes a list."));
	elements.type = ARR_ELEMTYPE(array);
	get_typlenbyvalalign(elements.type, &length, &by_value, &align);
	deconstruct_array(array, elements.type, length, by_value, align, &elements.values,
					  &elements.nulls, &elements.count);
	if (elements.count > MAX_GROUPS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("cannot compare %d groups", elements.count),
				errdetail("It is at most %d.", MAX_GROUPS),
				errhint("Add up small groups with rollup()."));
	return elements;
}

CxGroups
cx_states_arg(FunctionCallInfo fcinfo, int argno, CxTallyReader read)
{
	Elements states = elements_arg(fcinfo, argno, "states");
	CxGroups groups = {.count = states.count};

	groups.tallies = palloc0(Max(states.count, 1) * sizeof(CxTally));
	for (int i = 0; i < states.count; i++)
	{
		CxTally *tally = &groups.tallies[i];

		CX_CHECK_INTERRUPTS(i);
		if (states.nulls[i])
			continue;
		read(states.values[i], tally);
		if (tally->total == 0)
			continue;
		if (cx_scale_points(groups.scale) == 0)
			groups.scale = tally->scale;
		else if (!cx_same_scale(groups.scale, tally->scale))
			cx_refuse_other_scale(groups.scale, tally->scale);
	}
	return groups;
}

/* How names are ordered. */
typedef struct NameOrder
{
	FmgrInfo *compare;
	Oid collation;
	const Datum *names;
} NameOrder;

static int
compare_places(const void *a, const void *b, void *argument)
{
	const NameOrder *order = argument;
	int i = *(const int *) a;
	int j = *(const int *) b;

	return DatumGetInt32(
		FunctionCall2Coll(order->compare, order->collation, order->names[i], order->names[j]));
}

/* The places of the names in their order. */
static int *
places_in_order(const CxGroups *groups, Oid collation, NameOrder *order)
{
	TypeCacheEntry *type = lookup_type_cache(groups->name_type, TYPECACHE_CMP_PROC_FINFO);
	int *places = palloc(Max(groups->count, 1) * sizeof(int));

	if (!OidIsValid(type->cmp_proc_finfo.fn_oid))
		ereport(ERROR, errcode(ERRCODE_UNDEFINED_FUNCTION),
				errmsg("names of type %s cannot be told apart", format_type_be(groups->name_type)),
				errhint("Give their text: name::text."));
	*order = (NameOrder){&type->cmp_proc_finfo, collation, groups->names};
	for (int i = 0; i < groups->count; i++)
		places[i] = i;
	qsort_interruptible(places, groups->count, sizeof(int), compare_places, order);
	return places;
}

static char *
text_of_name(const CxGroups *groups, int place)
{
	Oid output;
	bool is_varlena;

	getTypeOutputInfo(groups->name_type, &output, &is_varlena);
	return OidOutputFunctionCall(output, groups->names[place]);
}

static void
refuse_repeated_names(const CxGroups *groups, Oid collation)
{
	NameOrder order;
	int *places = places_in_order(groups, collation, &order);

	for (int i = 1; i < groups->count; i++)
		if (compare_places(&places[i - 1], &places[i], &order) == 0)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("name \"%s\" is given twice", text_of_name(groups, places[i])),
					errhint("A group has one state: rollup(state) with GROUP BY name."));
	pfree(places);
}

CxGroups
cx_groups_args(FunctionCallInfo fcinfo, CxTallyReader read)
{
	Elements names = elements_arg(fcinfo, 0, "names");
	CxGroups groups = cx_states_arg(fcinfo, 1, read);

	if (names.count != groups.count)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("there are %d names for %d states", names.count, groups.count),
				errhint("Both come from one query: array_agg(name), array_agg(state)."));
	for (int i = 0; i < names.count; i++)
		if (names.nulls[i])
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("name %d is null", i + 1),
					errhint("Leave the group out with FILTER (WHERE name IS NOT NULL) on both "
							"arrays, or name it with coalesce()."));
	groups.names = names.values;
	groups.name_type = names.type;
	if (groups.count > 1)
		refuse_repeated_names(&groups, PG_GET_COLLATION());
	return groups;
}

/* Survey weights say what an answer stands for, whatever its sample. */
void
cx_groups_check_design(const CxGroups *groups)
{
	const CxSample *first = NULL;

	for (int i = 0; i < groups->count; i++)
	{
		const CxSample *sample = groups->tallies[i].sample;

		if (sample == NULL || sample->answers == 0)
			continue;
		if (first == NULL)
			first = sample;
		cx_sample_check_design(sample,
							   cx_sample_weighted(first) ? cx_sample_stratified(sample)
														 : cx_sample_stratified(first),
							   cx_sample_weighted(first));
	}
}

void
cx_groups_sort(CxGroups *groups, Oid collation)
{
	char category = groups->count > 1 ? TypeCategory(groups->name_type) : TYPCATEGORY_STRING;
	NameOrder order;
	int *places;
	CxTally *tallies;
	Datum *names;

	if (category != TYPCATEGORY_DATETIME && category != TYPCATEGORY_NUMERIC)
		return;
	places = places_in_order(groups, collation, &order);
	tallies = palloc(groups->count * sizeof(CxTally));
	names = palloc(groups->count * sizeof(Datum));
	for (int i = 0; i < groups->count; i++)
	{
		tallies[i] = groups->tallies[places[i]];
		names[i] = groups->names[places[i]];
	}
	groups->tallies = tallies;
	groups->names = names;
}
