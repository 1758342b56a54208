/*
 * odds.h
 *	  The odds ratio of two groups, with its interval.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ODDS_H
#define CX_ODDS_H

#include "math/intervals.h"

typedef struct CxOddsRatio
{
	double ratio;
	double low;
	double high;
} CxOddsRatio;

/*
 * Odds of the group over odds of the others. NaN throughout where one of them is empty, where nobody or
 * everybody in both is a hit, and for a level outside (0, 1). Swapping the two inverts all three, up to
 * rounding.
 */
extern CxOddsRatio cx_odds_ratio(CxProportion group, CxProportion others, double level);

#endif /* CX_ODDS_H */
