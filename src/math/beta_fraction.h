/*
 * beta_fraction.h
 *	  The continued fraction of the incomplete beta function.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BETA_FRACTION_H
#define CX_BETA_FRACTION_H

/*
 * I_x(a, b) is x^a y^b / B(a, b) divided by this continued fraction: A. R. DiDonato and A. H. Morris,
 * Algorithm 708: Significant Digit Computation of the Incomplete Beta Function Ratios, ACM Transactions on
 * Mathematical Software 18 (1992), 360-373, where lambda = a y - b x is not negative; evaluated by the
 * method of Lentz as modified by I. J. Thompson and A. R. Barnett, Journal of Computational Physics 64
 * (1986), 490-509. Unlike the better known fraction (DLMF 8.17.22), it does not subtract nearly equal
 * numbers when a is large.
 */
extern double cx_beta_fraction(double a, double b, double x, double lambda);

#endif /* CX_BETA_FRACTION_H */
