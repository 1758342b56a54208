/*
 * normal.h
 *	  The standard normal distribution: its quantiles and its two-sided p-values.
 *
 * What a score interval or a z test needs, and no more. Both functions are exact to a few units in
 * the last place over the whole range, far tails included, because p-values are compared with each
 * other where they are small.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_NORMAL_H
#define CX_NORMAL_H

/*
 * z with P(Z <= z) = p; NaN unless 0 < p < 1. The quantile of 1 - p is the exact negative. A level
 * near 1 is best asked for by its lower tail, -cx_normal_quantile((1 - level) / 2): 1 - level is
 * exact there, (1 + level) / 2 is not.
 */
extern double cx_normal_quantile(double p);

/* P(|Z| >= |z|) */
extern double cx_normal_two_sided_p(double z);

#endif /* CX_NORMAL_H */
