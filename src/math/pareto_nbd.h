/*
 * pareto_nbd.h
 *	  Pareto/NBD: how often customers come back, and whether they have left for good at any time.
 *
 * A customer buys as a Poisson process whose rate differs between customers as a gamma variable
 * (shape r, rate alpha), and leaves for good after an exponential time whose rate differs as a gamma
 * variable (s, beta): D. C. Schmittlein, D. G. Morrison and R. Colombo, Counting Your Customers: Who
 * Are They and What Will They Do Next?, Management Science 33 (1987), 1-24.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PARETO_NBD_H
#define CX_PARETO_NBD_H

#include "math/fit.h"

typedef struct CxParetoNbd
{
	double r;
	double alpha; /* in the unit of time of the customers, as beta */
	double s;
	double beta;
} CxParetoNbd;

/*
 * Parameters in the order r, alpha, s, beta. Identical customers cost as much as different ones. In the
 * limit CX_LIMIT_SPLIT_DROPOUT, where s and beta are 0, they are those of cx_mbgnbd_fit_split(), which
 * is the same model: the third of the sum of the last two is the share of the customers who left at once.
 */
extern void cx_pareto_nbd_fit(const CxCustomer *customers, size_t n, const CxCheck *check,
							  CxFit *fit);

extern double cx_pareto_nbd_log_likelihood(const CxParetoNbd *model, const CxCustomer *customer);

/* The probability that the customer has not left for good. The weight is ignored. */
extern double cx_pareto_nbd_alive(const CxParetoNbd *model, const CxCustomer *customer);

/*
 * Expected purchases within the horizon >= 0 after the customer's age. A new customer has frequency,
 * recency and age 0.
 */
extern double cx_pareto_nbd_expected(const CxParetoNbd *model, const CxCustomer *customer,
									 double horizon);

/* The same, each purchase discounted to now by exp(-rate * time). */
extern double cx_pareto_nbd_discounted(const CxParetoNbd *model, const CxCustomer *customer,
									   double horizon, double rate, const CxCheck *check);

/* For tests of the derivatives: the likelihood in the coordinates of the maximiser. */
extern void cx_pareto_nbd_likelihood_at(const CxCustomer *customers, size_t n, const double *theta,
										CxLikelihood *at);

#endif /* CX_PARETO_NBD_H */
