/*
 * nps_cuts.h
 *	  The cut points of NPS: the lowest score of a promoter and the highest of a detractor.
 *
 * The standard ones, 9 and 6, hold on 0 to 10, and are in use where the question is asked on 1 to 10.
 * No other scale has cuts that everyone would expect, so there they must be said.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_NPS_CUTS_H
#define CX_NPS_CUTS_H

#include "survey/scale.h"

#define CX_PROMOTERS_FROM 9
#define CX_DETRACTORS_TO  6

typedef struct CxNpsCuts
{
	int32 promoters_from;
	int32 detractors_to;
} CxNpsCuts;

/*
 * The cut points in arguments argno and argno + 1, NULL or absent for the standard ones. False when
 * the scale is unknown because the state is empty. No cuts on a scale that has no standard ones, cuts
 * that overlap or lie off the scale: error 22023.
 */
extern bool cx_nps_cuts_args(FunctionCallInfo fcinfo, int argno, CxScale scale, CxNpsCuts *cuts);

#endif /* CX_NPS_CUTS_H */
