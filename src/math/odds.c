/*
 * odds.c
 *	  The odds ratio of two groups, with its interval.
 *
 * With a hits and b others in the group, c hits and d others beside it, the ratio is (a / b) / (c / d)
 * and the standard error of its logarithm sqrt(1/a + 1/b + 1/c + 1/d) (Woolf, Annals of Human Genetics
 * 19, 1955). Where one of the four is 0, a half is added to each of them (Haldane, Annals of Human
 * Genetics 20, 1956; Anscombe, Biometrika 43, 1956); where none is, nothing is, for a half moves the
 * ratio towards 1: R's metafor calls this add = 1/2, to = "only0".
 *
 * Where nobody or everybody is a hit, the halves would make a ratio of the sizes of the groups alone:
 * there is none then (drop00 of metafor).
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/odds.h"

#include <math.h>
#include <stdbool.h>

#include "math/normal.h"

static const CxOddsRatio no_ratio = {NAN, NAN, NAN};

CxOddsRatio
cx_odds_ratio(CxProportion group, CxProportion others, double level)
{
	double a = group.hits;
	double b = group.n - group.hits;
	double c = others.hits;
	double d = others.n - others.hits;
	double width;
	CxOddsRatio odds;

	/* written so that NaN fails */
	if (!(level > 0 && level < 1) || !(a >= 0 && b >= 0 && c >= 0 && d >= 0))
		return no_ratio;
	if (a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0)
		return no_ratio;
	if (a == 0 || b == 0 || c == 0 || d == 0)
	{
		a += 0.5;
		b += 0.5;
		c += 0.5;
		d += 0.5;
	}
	width = -cx_normal_quantile((1 - level) / 2) * sqrt(1 / a + 1 / b + 1 / c + 1 / d);
	odds.ratio = (a / b) / (c / d);
	odds.low = odds.ratio * exp(-width);
	odds.high = odds.ratio * exp(width);
	return odds;
}
