/*
 * student_t.h
 *	  Student's t distribution: two-sided p-values and quantiles.
 *
 * Degrees of freedom are any real number above 0, since Welch's approximation gives fractions, and
 * infinity means the normal distribution. Both functions keep their relative accuracy from the
 * middle into the far tails: about 1e-14 up to p = 1e-12, and 1e-12 down to p = 1e-300.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STUDENT_T_H
#define CX_STUDENT_T_H

/* P(|T| >= |t|); NaN unless df > 0 */
extern double cx_student_t_two_sided_p(double t, double df);

/*
 * t with P(T <= t) = p; NaN unless 0 < p < 1 and df > 0. The quantile of 1 - p is the exact
 * negative. Infinite where the quantile exceeds every double, as it can when df is below about 1.
 */
extern double cx_student_t_quantile(double p, double df);

#endif /* CX_STUDENT_T_H */
