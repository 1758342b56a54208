/*
 * chi_square.h
 *	  The chi-square distribution: its upper tail.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CHI_SQUARE_H
#define CX_CHI_SQUARE_H

/*
 * P(X >= x) for a whole number of degrees of freedom, to a relative accuracy of about 1e-13 far into
 * the tail; NaN unless df >= 1 and x is a number, 1 for x <= 0.
 */
extern double cx_chi_square_p(double x, int df);

#endif /* CX_CHI_SQUARE_H */
