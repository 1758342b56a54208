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

/* What cx_logrank() works in, in doubles: the caller allocates it. */
static inline size_t
cx_logrank_scratch(size_t groups)
{
	return groups * groups + 4 * groups;
}

/*
 * Log-rank test of any number of groups, with peto the modification of Peto and Peto, which weighs
 * each time by the pooled survival just before it and so looks at early churn more. A group that was
 * never at risk together with another at a churn takes no part; of groups that fall into several
 * such sets, each set is compared within itself. chi_square is NaN with df 0 when no two groups can
 * be compared. risks: one for each group.
 */
extern CxLogrank cx_logrank(const CxMarks *marks, size_t groups, bool peto, CxRisk *risks,
							double *scratch, const CxCheck *check);

typedef struct CxGroupTally
{
	double customers;
	double observed;
	double expected; /* if all groups churned at the same rate */
} CxGroupTally;

/*
 * What the log-rank test compares, without the test, whose cost grows with the square of the groups
 * and worse. risks and tallies: one for each group; scratch: two.
 */
extern void cx_logrank_tallies(const CxMarks *marks, size_t groups, CxRisk *risks, double *scratch,
							   CxGroupTally *tallies, const CxCheck *check);

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
