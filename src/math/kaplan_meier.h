/*
 * kaplan_meier.h
 *	  The Kaplan-Meier estimate of survival, with Greenwood's variance, in one sweep over the marks.
 *
 * E. L. Kaplan and P. Meier, Nonparametric Estimation from Incomplete Observations, JASA 53 (1958),
 * 457-481; M. Greenwood, The Natural Duration of Cancer (1926). Late entry is left truncation: a
 * spell is at risk at t when entry < t <= exit. Fractional weights count as so many customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_KAPLAN_MEIER_H
#define CX_KAPLAN_MEIER_H

#include <stdbool.h>

#include "math/check.h"
#include "math/exact_sum.h"
#include "math/intervals.h"
#include "math/marks.h"

/*
 * The customers of one group in the order of time. cx_risk_next() moves to the next time at which
 * anything happened; everything is as of just before what happens then.
 */
typedef struct CxRisk
{
	const CxMarks *marks;
	const CxCheck *check;
	size_t round;
	bool whole;     /* counts are whole numbers, whose sums are exact as they are */
	size_t next;    /* first mark of a later time */
	CxSum under;    /* at risk at this time */
	CxSum leaving;  /* of these, churned or censored now */
	CxSum entering; /* at risk from now on */
	double time;
	double at_risk;
	double churned;
	double censored;
	double surviving; /* at_risk less churned; 0 when nobody is left */
} CxRisk;

/* Calls back on the way, for a state may have millions of marks; so does all that follows. */
extern void cx_risk_start(CxRisk *risk, const CxMarks *marks, const CxCheck *check);
extern bool cx_risk_next(CxRisk *risk);

/* The estimate at a time at which somebody churned or was censored. */
typedef struct CxCurve
{
	CxRisk risk;
	double survival;        /* just after this time */
	double greenwood;       /* sum of d / (n (n - d)): variance of log survival; infinite at 0 */
	double hazard;          /* Nelson-Aalen: sum of d / n */
	double hazard_variance; /* sum of d / n^2 */
} CxCurve;

extern void cx_curve_start(CxCurve *curve, const CxMarks *marks, const CxCheck *check);

/* Moves on to the next time of an exit; false when there is none, and the curve stays where it is. */
extern bool cx_curve_next(CxCurve *curve);

/*
 * Moves to the last exit at or before t. False when the estimate is undefined at t: nobody was
 * observed at all, or nobody for as long as t although survival is above 0 there.
 */
extern bool cx_curve_seek(CxCurve *curve, const CxMarks *marks, double t, const CxCheck *check);

/* Standard error of survival; NaN where survival is 0. */
extern double cx_curve_error(const CxCurve *curve);

typedef enum CxSurvivalMethod
{
	CX_LOG,     /* symmetric for log survival, R's standard */
	CX_LOG_LOG, /* symmetric for log(-log survival) */
	CX_PLAIN    /* symmetric, cut at 0 and 1 */
} CxSurvivalMethod;

/*
 * z is the normal quantile of the upper end, 1.96 for 95 %. NaN where undefined: at survival 0, by
 * log-log at 1 too.
 */
extern CxInterval cx_curve_interval(const CxCurve *curve, double z, CxSurvivalMethod method);

/*
 * The time by which a fraction p has churned: the first with survival at most 1 - p; when survival
 * equals 1 - p over a stretch of time, its middle (as survfit of R does). NaN when not reached. The
 * interval is where the bounds of the curve cross 1 - p (R. Brookmeyer and J. Crowley 1982).
 */
extern double cx_curve_quantile(const CxMarks *marks, double p, const CxCheck *check);
extern CxInterval cx_curve_quantile_interval(const CxMarks *marks, double p, double z,
											 CxSurvivalMethod method, const CxCheck *check);

typedef struct CxRestrictedMean
{
	double mean;
	double error;
} CxRestrictedMean;

/* Area below the curve from 0 to t, t >= 0, with its standard error; NaN where not defined. */
extern CxRestrictedMean cx_restricted_mean(const CxMarks *marks, double t, const CxCheck *check);

#endif /* CX_KAPLAN_MEIER_H */
