/*
 * newton.h
 *	  Maximum likelihood for a handful of parameters, with the limits of a model as possible answers.
 *
 * The caller gives the log-likelihood with its gradient and Hessian in coordinates that run over
 * the whole line (logarithms, logits). A model of customers often has no finite optimum: when all
 * customers buy alike, the likelihood rises for ever as the spread of their rates goes to none. So
 * the coordinates have bounds, far enough out for the model to be its own limit there to rounding,
 * and an optimum on a bound is an answer of its own kind, not a failure.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_NEWTON_H
#define CX_NEWTON_H

#include <stdbool.h>

#define CX_NEWTON_PARAMETERS 5

/* In units of log-likelihood: a bound is the answer when going there costs no more than this. */
#define CX_NEWTON_INDIFFERENT 1e-6

/* The total over all data, not the mean: that is what the tolerances are meant for. */
typedef struct CxLikelihood
{
	double value;
	double gradient[CX_NEWTON_PARAMETERS];
	double hessian[CX_NEWTON_PARAMETERS][CX_NEWTON_PARAMETERS]; /* only j <= i need be set */
} CxLikelihood;

typedef struct CxNewtonProblem
{
	int parameters;
	/* Fills *at. A point whose value or derivatives are not finite is never accepted. */
	void (*evaluate)(const void *model, const double *theta, CxLikelihood *at);
	const void *model;
	double start[CX_NEWTON_PARAMETERS];
	double low[CX_NEWTON_PARAMETERS];
	double high[CX_NEWTON_PARAMETERS];
	bool fixed[CX_NEWTON_PARAMETERS]; /* stays at its start: for nested models */
} CxNewtonProblem;

typedef enum CxNewtonStatus
{
	CX_NEWTON_CONVERGED,    /* a maximum in the interior */
	CX_NEWTON_BOUNDARY,     /* a maximum with one coordinate or more on its bound */
	CX_NEWTON_FLAT,         /* the data leave a direction open, with no bound at its end */
	CX_NEWTON_NOT_CONVERGED /* after the last iteration allowed, or nowhere to go */
} CxNewtonStatus;

typedef enum CxNewtonPlace
{
	CX_PLACE_LOW = -1,
	CX_PLACE_INSIDE = 0,
	CX_PLACE_HIGH = 1,
	CX_PLACE_OPEN = 2, /* the data say nothing about it, as of the spread of a rate that is 0 */
	CX_PLACE_FIXED = 3
} CxNewtonPlace;

typedef struct CxNewtonResult
{
	CxNewtonStatus status;
	int iterations; /* evaluations of the likelihood that moved the point */
	/* g' (-H)^-1 g: twice the log-likelihood that a last step would still gain */
	double decrement;
	double theta[CX_NEWTON_PARAMETERS];
	CxNewtonPlace place[CX_NEWTON_PARAMETERS];
	CxLikelihood at; /* at theta */
	/* Inverse of -H over the coordinates inside; NaN for the others. */
	double covariance[CX_NEWTON_PARAMETERS][CX_NEWTON_PARAMETERS];
} CxNewtonResult;

extern void cx_newton(const CxNewtonProblem *problem, CxNewtonResult *result);

/*
 * The highest of the maxima that are found from several starts; offsets are added to the problem's
 * own. Unless thorough, they are tried only when that did not lead to a maximum inside: most
 * likelihoods have one maximum, some rise again towards a bound, few have two inside.
 */
extern void cx_newton_from_several(const CxNewtonProblem *problem,
								   const double offsets[][CX_NEWTON_PARAMETERS], int count,
								   bool thorough, CxNewtonResult *result);

#endif /* CX_NEWTON_H */
