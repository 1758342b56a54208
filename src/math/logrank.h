/*
 * logrank.h
 *	  Do groups churn at the same rate? The log-rank family of tests, and Cox's hazard ratio.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_LOGRANK_H
#define CX_LOGRANK_H

#include <stdbool.h>
#include <stddef.h>

#include "math/check.h"
#include "math/kaplan_meier.h"

typedef struct CxLogrank
{
	double chi_square;
	int df;
	double p_value;
} CxLogrank;

/*
 * What a time of churn counts for. Later churn counts less where the weight falls with the pooled
 * survival; there are two of these, and programs call either one Peto's.
 */
typedef enum CxLogrankWeight
{
	CX_LOGRANK,              /* 1 (Mantel 1966) */
	CX_PETO_LOGRANK,         /* the product of 1 - d / (n + 1) up to and including the time */
	CX_FLEMING_HARRINGTON_1, /* Kaplan and Meier's survival just before the time */
} CxLogrankWeight;

/* A group while the groups are gone through together. */
typedef struct CxGroup
{
	CxRisk risk; /* at the group's next time */
	size_t turn; /* not the group's own: all of these are the heap of whose time comes next, */
	size_t now;  /* and of these, the first ones are the groups whose time it is */
	CxSum since; /* the hazard up to which the group's expected are added up */
	double observed;
	double expected; /* if all groups churned at the same rate */
} CxGroup;

/* What cx_logrank() works in, in doubles: the caller allocates it. */
extern size_t cx_logrank_scratch(size_t groups);

/*
 * Log-rank test of any number of groups. A group that was never at risk together with another at a
 * churn takes no part; of groups that fall into several such sets, each set is compared within
 * itself. chi_square is NaN with df 0 when no two groups can be compared. group: one for each.
 */
extern CxLogrank cx_logrank(const CxMarks *marks, size_t groups, CxLogrankWeight weight,
							CxGroup *group, double *scratch, const CxCheck *check);

/*
 * What the log-rank test compares, without the test, whose cost grows with the square of the groups
 * and worse: observed and expected of each group.
 */
extern void cx_logrank_tallies(const CxMarks *marks, size_t groups, CxGroup *group,
							   const CxCheck *check);

/* How many churned or were censored. */
extern double cx_customers_of(const CxMarks *marks, const CxCheck *check);

typedef struct CxHazardRatio
{
	double log_ratio; /* of the second group to the first; NaN where there is none */
	double error;
} CxHazardRatio;

/*
 * Cox's proportional hazards with the group as the one covariate; ties by Efron, who takes those that
 * churn together one by one and so needs whole numbers of them, or by Breslow.
 */
extern CxHazardRatio cx_hazard_ratio(const CxMarks *first, const CxMarks *second, bool efron,
									 const CxCheck *check);

#endif /* CX_LOGRANK_H */
