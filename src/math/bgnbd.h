/*
 * bgnbd.h
 *	  BG/NBD and MBG/NBD: how often customers come back, and whether they have left for good.
 *
 * A customer buys as a Poisson process whose rate differs between customers as a gamma variable
 * (shape r, rate alpha), and leaves for good right after a purchase with a probability that
 * differs as a beta variable (a, b). In BG/NBD (P. S. Fader, B. G. S. Hardie and K. L. Lee,
 * "Counting Your Customers" the Easy Way, Marketing Science 24 (2005), 275-284) nobody leaves
 * before the first repeat purchase, so that whoever never came back counts as a customer for ever;
 * in MBG/NBD (E. P. Batislam, M. Denizel and A. Filiztekin, Empirical validation and comparison of
 * models for customer base analysis, International Journal of Research in Marketing 24 (2007),
 * 201-209) the first purchase is an occasion to leave like any other.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BGNBD_H
#define CX_BGNBD_H

#include <stdbool.h>

#include "math/fit.h"

typedef struct CxBgnbd
{
	double r;
	double alpha; /* in the unit of time of the customers */
	double a;
	double b;
	bool modified; /* MBG/NBD */
} CxBgnbd;

/*
 * Parameters in the order r, alpha, a, b. Fastest when customers with the same age follow each
 * other; identical ones need not be put together.
 */
extern void cx_bgnbd_fit(const CxCustomer *customers, size_t n, bool modified, const CxCheck *check,
						 CxFit *fit);

/*
 * The limit of MBG/NBD in which some leave at once and the rest never. Pareto/NBD has the same limit,
 * with s and beta at 0, and no parameters of its own that come near it. The limits of the fit have
 * CX_LIMIT_SPLIT_DROPOUT unless its maximum is one where all leave or none.
 */
extern void cx_mbgnbd_fit_split(const CxCustomer *customers, size_t n, const CxCheck *check,
								CxFit *fit);

extern double cx_bgnbd_log_likelihood(const CxBgnbd *model, const CxCustomer *customer);

/* The probability that the customer has not left for good. The weight is ignored. */
extern double cx_bgnbd_alive(const CxBgnbd *model, const CxCustomer *customer);

/*
 * Expected purchases within the horizon >= 0 after the customer's age. A new customer has frequency,
 * recency and age 0.
 */
extern double cx_bgnbd_expected(const CxBgnbd *model, const CxCustomer *customer, double horizon);

/*
 * The same, each purchase discounted to now by exp(-rate * time): a rate of 0 gives the
 * expectation itself. Infinite when a negative rate overflows.
 */
extern double cx_bgnbd_discounted(const CxBgnbd *model, const CxCustomer *customer, double horizon,
								  double rate, const CxCheck *check);

/* For tests of the derivatives: the likelihood in the coordinates of the maximiser. */
extern void cx_bgnbd_likelihood_at(const CxCustomer *customers, size_t n, bool modified,
								   const double *theta, CxLikelihood *at);

#endif /* CX_BGNBD_H */
