/*
 * nps_cuts.c
 *	  The cut points of NPS as arguments.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "survey/nps_cuts.h"

pg_noreturn static void
refuse_overlap(CxNpsCuts cuts)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("detractors_to %d is not below promoters_from %d", cuts.detractors_to,
				   cuts.promoters_from),
			errhint("promoters_from is the higher one and comes first, as in nps(state, %d, %d).",
					CX_PROMOTERS_FROM, CX_DETRACTORS_TO));
}

bool
cx_nps_cuts_args(FunctionCallInfo fcinfo, int argno, CxScale scale, CxNpsCuts *cuts)
{
	bool standard = (scale.low == 0 || scale.low == 1) && scale.high == 10;
	bool has_from = PG_NARGS() > argno && !PG_ARGISNULL(argno);
	bool has_to = PG_NARGS() > argno && !PG_ARGISNULL(argno + 1);

	cuts->promoters_from = has_from ? PG_GETARG_INT32(argno) : CX_PROMOTERS_FROM;
	cuts->detractors_to = has_to ? PG_GETARG_INT32(argno + 1) : CX_DETRACTORS_TO;
	if (has_from && has_to && cuts->detractors_to >= cuts->promoters_from)
		refuse_overlap(*cuts);
	if (scale.low == scale.high)
		return false;
	if (!standard && !(has_from && has_to))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("NPS has no standard cut points on the scale %d..%d", scale.low, scale.high),
				errhint("Name both: nps(score_agg(score, %d, %d), promoters_from => ..., "
						"detractors_to => ...).",
						scale.low, scale.high));
	if (cuts->detractors_to >= cuts->promoters_from)
		refuse_overlap(*cuts);
	if (cuts->detractors_to < scale.low || cuts->promoters_from > scale.high)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("cut points %d and %d are not on the scale %d..%d", cuts->detractors_to,
					   cuts->promoters_from, scale.low, scale.high),
				errhint("The highest score of a detractor and the lowest of a promoter are scores "
						"themselves."));
	return true;
}
