/*
 * beta_weibull.h
 *	  The beta-discrete-Weibull model of churn, and its special case, the shifted-beta-geometric.
 *
 * Each customer churns at the end of a period; how likely differs between customers as a beta
 * distribution (gamma, delta) has it. sBG: P. Fader and B. Hardie, How to Project Customer Retention,
 * Journal of Interactive Marketing 21 (2007), 76-90; a customer's own probability never changes. BdW:
 * P. Fader, B. Hardie, Y. Liu, J. Davin and T. Steenburgh, "How to Project Customer Retention"
 * Revisited, ibid. 43 (2018), 1-16; it rises (c > 1) or falls (c < 1) with age.
 *
 *	  S(t) = B(gamma, delta + t^c) / B(gamma, delta), t = 0, 1, 2, ..., with c = 1 for sBG
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BETA_WEIBULL_H
#define CX_BETA_WEIBULL_H

#include <stdbool.h>
#include <stddef.h>

#include "math/check.h"
#include "math/newton.h"

/*
 * How many were at risk throughout the periods from + 1 .. to, and how many of them churned at the
 * end. With churn, the stretch is of one period: to = from + 1. Late entry needs nothing further.
 */
typedef struct CxStretch
{
	double from;
	double to;
	double at_risk;
	double churned;
} CxStretch;

typedef struct CxChurnData
{
	const CxStretch *stretches;
	size_t count;
	size_t outcomes; /* different ones among the customers: churned or not, after so many periods */
	const CxCheck *check;
} CxChurnData;

typedef enum CxChurnStatus
{
	CX_PROJECTION_FIT_NOT_IDENTIFIED, /* the data do not determine the parameters */
	CX_PROJECTION_FIT_CONVERGED,
	CX_PROJECTION_FIT_BOUNDARY, /* the best model is a limiting case, here as near as doubles allow */
	CX_PROJECTION_FIT_NOT_CONVERGED
} CxChurnStatus;

typedef enum CxChurnParameter
{
	CX_GAMMA,
	CX_DELTA,
	CX_C,
	CX_CHURN_PARAMETERS
} CxChurnParameter;

typedef struct CxChurnParameters
{
	double gamma;
	double delta;
	double c;
} CxChurnParameters;

typedef struct CxChurnFit
{
	CxChurnStatus status;
	CxChurnParameters parameters; /* all 0 when not identified */
	/* Of the logarithms of the parameters; 0 in rows and columns that the data leave open. */
	double covariance[CX_CHURN_PARAMETERS][CX_CHURN_PARAMETERS];
	double log_likelihood;
} CxChurnFit;

/* c of a fit is between these: beyond them it is a step at one age, not a shape. */
#define CX_LOWEST_C  0.02
#define CX_HIGHEST_C 50

/* Where a fit on the boundary ended: bits of cx_churn_limits(). */
typedef enum CxChurnLimit
{
	CX_LIMIT_NO_CHURN,      /* nobody churns in the first period */
	CX_LIMIT_CERTAIN_CHURN, /* everybody does */
	CX_LIMIT_SPLIT_CHURN,   /* who does not churn at once never does */
	CX_LIMIT_EQUAL_CHURN,   /* all customers are alike */
	CX_LIMIT_LOWEST_C,
	CX_LIMIT_HIGHEST_C,
	CX_CHURN_LIMITS
} CxChurnLimit;

extern unsigned cx_churn_limits(const CxChurnParameters *p);

/* Maximum likelihood; with weibull false, c is 1. */
extern void cx_projection_fit(const CxChurnData *data, bool weibull, CxChurnFit *fit);

/*
 * The log-likelihood with its derivatives in the coordinates that the fit uses: the logit of gamma /
 * (gamma + delta), the logarithm of gamma + delta, and that of c. For cx_newton(); model is a
 * CxChurnData.
 */
extern void cx_churn_likelihood(const void *model, const double *theta, CxLikelihood *at);

/* log S(t), and log(S(to) / S(from)) */
extern double cx_churn_log_survival(const CxChurnParameters *p, double from, double to);

/*
 * The sum over k = 0, 1, ... of S(n + k) / S(n) / (1 + discount)^k: what a customer who has made n
 * renewals pays in expectation from the last of them on, 1 each time, discounted to then. NaN when it is
 * infinite: for a discount below 0, and for one of 0 unless gamma * c > 1.
 */
extern double cx_churn_discounted(const CxChurnParameters *p, double discount, double n,
								  const CxCheck *check);

#endif /* CX_BETA_WEIBULL_H */
