/*
 * sla_read.c
 *	  Reading cx_sla: the share of tickets within their target, its interval and change, the counts.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "base/percent.h"
#include "base/proportion.h"
#include "base/result.h"
#include "service/sla.h"

/* What an attainment is read from: met of those of which it is known. */
typedef struct Attained
{
	int64 met;
	int64 decided;
	double percent;
	CxProportion sample;
} Attained;

static Attained
attained_arg(FunctionCallInfo fcinfo, int argno)
{
	const CxSla *state = PG_GETARG_SLA(argno);
	Attained attained = {.met = state->counts[CX_SLA_MET]};

	if (state->counts[CX_SLA_MET] < 0 || state->counts[CX_SLA_BREACHED] < 0 ||
		state->counts[CX_SLA_OPEN] < 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("an attainment needs counts that are not negative"),
				errdetail("Met are " INT64_FORMAT ", breached " INT64_FORMAT ", open " INT64_FORMAT
						  " tickets.",
						  state->counts[CX_SLA_MET], state->counts[CX_SLA_BREACHED],
						  state->counts[CX_SLA_OPEN]),
				errhint("A difference of states is a correction: add it to a state first."));
	if (pg_add_s64_overflow(attained.met, state->counts[CX_SLA_BREACHED], &attained.decided))
		cx_refuse_count_overflow("tickets");
	attained.percent = cx_percent(attained.met, attained.decided);
	attained.sample = (CxProportion){(double) attained.met, (double) attained.decided};
	return attained;
}

/*
 * sla_attainment(cx_sla) -> double precision
 *		Percentage of met among met and breached. NULL where there are none of these. Strict. Negative
 *		counts: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_sla_attainment);
Datum
cx_sla_attainment(PG_FUNCTION_ARGS)
{
	CX_RETURN_FIGURE(attained_arg(fcinfo, 0).percent);
}

/*
 * sla_ci(cx_sla, level) -> (low, high)
 *		Wilson score interval of the attainment in percent (base/proportion.h). NULL for a NULL state
 *		and where nothing is met or breached. A NULL level: error 22004; outside (0, 1): 22023; counts
 *		as for the attainment.
 */
PG_FUNCTION_INFO_V1(cx_sla_ci);
Datum
cx_sla_ci(PG_FUNCTION_ARGS)
{
	double level = cx_level_arg(fcinfo, 1);
	Attained attained;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	attained = attained_arg(fcinfo, 0);
	return cx_proportion_ci(fcinfo, attained.sample, attained.percent, level);
}

/*
 * sla_change(before, after, level) -> (change, low, high, z, p_value)
 *		Attainment of after less that of before, in percentage points, with Newcombe's interval and the
 *		pooled test (base/proportion.h). NULL when a state is NULL, or nothing is met or breached in
 *		one. Level and counts as for sla_ci().
 */
PG_FUNCTION_INFO_V1(cx_sla_change);
Datum
cx_sla_change(PG_FUNCTION_ARGS)
{
	double level = cx_level_arg(fcinfo, 2);
	Attained before, after;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	before = attained_arg(fcinfo, 0);
	after = attained_arg(fcinfo, 1);
	return cx_proportion_change(fcinfo, before.sample, after.sample, before.percent, after.percent,
								level);
}

/*
 * sla_met, sla_breached, sla_open(cx_sla) -> bigint
 *		The counts: 0 for the empty state, possibly negative in a difference. Strict.
 */
PG_FUNCTION_INFO_V1(cx_sla_met);
Datum
cx_sla_met(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SLA(0)->counts[CX_SLA_MET]);
}

PG_FUNCTION_INFO_V1(cx_sla_breached);
Datum
cx_sla_breached(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SLA(0)->counts[CX_SLA_BREACHED]);
}

PG_FUNCTION_INFO_V1(cx_sla_open);
Datum
cx_sla_open(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SLA(0)->counts[CX_SLA_OPEN]);
}
