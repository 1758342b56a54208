/*
 * args.c
 *	  Arguments that several families take, and what is said of a wrong one: one mistake, one text.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/result.h"
#include "base/state_text.h"
#include "math/normal.h"

void
cx_refuse_null(const char *what, const char *hint)
{
	ereport(ERROR, errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s must not be null", what),
			errhint("%s", hint));
}

void
cx_refuse_infinite(const char *what)
{
	ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			errmsg("%s must not be infinite", what),
			errhint("Leave out the row with WHERE isfinite(...), or give the day it stands for."));
}

void
cx_refuse_local_time(FunctionCallInfo fcinfo, int argno, const char *what)
{
	cx_refuse_local_type(get_fn_expr_argtype(fcinfo->flinfo, argno), what);
}

void
cx_refuse_local_type(Oid type, const char *what)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s must be a timestamp with time zone, not a %s", what, format_type_be(type)),
			errhint("A date or a local time is an instant only in a zone, as in "
					"%s::timestamp AT TIME ZONE 'Europe/Berlin'.",
					what));
}

void
cx_refuse_not_boolean(FunctionCallInfo fcinfo, int argno, const char *what)
{
	Oid type = get_fn_expr_argtype(fcinfo->flinfo, argno);
	bool number = TypeCategory(type) == TYPCATEGORY_NUMERIC;

	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s is a boolean, not %s", what,
				   number ? "a number" : psprintf("of type %s", format_type_be(type))),
			errhint(number ? "Where 1 stands for yes, write x = 1."
						   : "Write a comparison, such as x = 'yes'."));
}

void
cx_refuse_count_overflow(const char *what)
{
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("a count of %s is out of range", what),
			errdetail("Counts are bigint, up to " INT64_FORMAT ".", PG_INT64_MAX));
}

void
cx_refuse_two_kinds(const char *a, const char *b)
{
	ereport(
		ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("periods differ: %s and %s", a, b),
		errhint("Use one period for all rows, and GROUP BY the period where there are several."));
}

void
cx_refuse_two_periods(CxPeriod a, CxPeriod b)
{
	cx_refuse_two_kinds(cx_period_name(a), cx_period_name(b));
}

double
cx_level_arg(FunctionCallInfo fcinfo, int argno)
{
	double level;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("confidence level", "For 95 % write 0.95, or leave it out.");
	level = PG_GETARG_FLOAT8(argno);
	if (!(level > 0 && level < 1))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("confidence level %s is not between 0 and 1", cx_shortest_decimal(level)),
				errhint("For 95 %% write 0.95."));
	return level;
}

double
cx_critical_arg(FunctionCallInfo fcinfo, int argno)
{
	return -cx_normal_quantile((1 - cx_level_arg(fcinfo, argno)) / 2);
}

double
cx_weight_arg(FunctionCallInfo fcinfo, int argno, double least, double most, const char *what_is)
{
	double weight;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("weight", "A row that does not count has weight 0.");
	weight = PG_GETARG_FLOAT8(argno);
	if (weight < 0)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("weight %s is negative", cx_shortest_decimal(weight)),
				errhint("A row that does not count has weight 0."));
	/* written so that NaN fails */
	if (weight != 0 && !(weight >= least && weight <= most))
		ereport(ERROR,
				errcode(isnan(weight) ? ERRCODE_INVALID_PARAMETER_VALUE
									  : ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("weight %s is not 0 and not between %g and %g", cx_shortest_decimal(weight),
					   least, most),
				errhint("%s", what_is));
	return weight;
}

double
cx_discount_arg(FunctionCallInfo fcinfo, int argno, const char *unit)
{
	double discount = PG_GETARG_FLOAT8(argno);

	if (!(discount > -1) || isinf(discount))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("discount %s is not a number above -1", cx_shortest_decimal(discount)),
				errhint("It is a fraction per %s: 10 %% is 0.1.", unit));
	return discount;
}

int
cx_choice_arg(FunctionCallInfo fcinfo, int argno, const char *what, const CxChoice *choices,
			  int count, const char *list)
{
	const char *word;

	if (PG_ARGISNULL(argno))
		cx_refuse_null(what, psprintf("It is %s.", list));
	word = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	for (int i = 0; i < count; i++)
		if (pg_strcasecmp(word, choices[i].word) == 0)
			return choices[i].code;
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s cannot be \"%s\"", what, word), errhint("It is %s.", list));
}

DateADT
cx_as_of_arg(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		cx_refuse_null("as_of", "as_of is the first day that is not fully observed: CURRENT_DATE, "
								"or 'infinity' when the data is complete.");
	return PG_GETARG_DATEADT(argno);
}

void
cx_refuse_impossible_cohort(DateADT day, const char *detail)
{
	StringInfoData text;

	initStringInfo(&text);
	cx_append_date(&text, day);
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("the cohort of %s has counts that no customers can have", text.data),
			errdetail("%s", detail),
			errhint("A difference of states is a correction: add it to a state first."));
}

void
cx_check_table_rows(int64 rows)
{
	if (rows > CX_MAX_TABLE_ROWS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("the table would have " INT64_FORMAT " rows", rows),
				errdetail("It has a row for each period before as_of."),
				errhint("Give as as_of the day after the last one that is loaded, or 'infinity' to "
						"end with the data; or take a longer period."));
}
