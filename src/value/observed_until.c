/*
 * observed_until.c
 *	  The last day observed: as an argument, and that it is the same everywhere.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/state_text.h"
#include "value/observed_until.h"

DateADT
cx_observed_until_arg(FunctionCallInfo fcinfo, int argno)
{
	DateADT until;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("observed_until", "Write the last day for which all purchases are known.");
	until = PG_GETARG_DATEADT(argno);
	if (DATE_NOT_FINITE(until))
		cx_refuse_infinite("observed_until");
	return until;
}

void
cx_check_same_until(DateADT until, DateADT other)
{
	StringInfoData one;
	StringInfoData two;

	if (until == other)
		return;
	initStringInfo(&one);
	initStringInfo(&two);
	cx_append_date(&one, until);
	cx_append_date(&two, other);
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("customers were observed until different days: %s and %s", one.data, two.data),
			errhint("Only what was observed until the same day can be put together."));
}
