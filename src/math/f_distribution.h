/*
 * f_distribution.h
 *	  Fisher's F distribution: its upper tail.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_F_DISTRIBUTION_H
#define CX_F_DISTRIBUTION_H

/*
 * P(F >= f) with df whole degrees of freedom between and df_within, any positive number or infinity, within
 * groups; to a relative accuracy of about 1e-13. 1 for f <= 0; NaN unless df >= 1, df_within > 0 and f is a
 * number.
 */
extern double cx_f_p(double f, int df, double df_within);

#endif /* CX_F_DISTRIBUTION_H */
