/*
 * consistency.h
 *	  Do many groups have one mean, and if not, how far apart are they?
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CONSISTENCY_H
#define CX_CONSISTENCY_H

typedef struct CxGroupMean
{
	double mean;
	double error;    /* standard error of the mean, above 0 */
	double n;        /* answers, of a weighted group the effective ones; above 1 */
	double variance; /* of one answer, divisor n - 1; may be 0 */
	double df;       /* degrees of freedom of the error */
} CxGroupMean;

typedef struct CxConsistencyTest
{
	double statistic; /* Welch's F, or chi-square */
	double df;        /* between groups */
	double df_within; /* NaN for chi-square */
	double p_value;
} CxConsistencyTest;

/* Fewer than two groups, or nothing that varies: NaN. */
extern CxConsistencyTest cx_welch_test(const CxGroupMean *groups, int count);

/* The means are shares, 0 to 1. */
extern CxConsistencyTest cx_share_test(const CxGroupMean *groups, int count);

/* Standard deviation of the groups' true means; 0 where they differ no more than by chance. */
extern double cx_between_sd(const CxGroupMean *groups, int count);

/* The share of the variance of all answers that lies between groups, 0 to 1, less what chance puts there. */
extern double cx_omega_squared(const CxGroupMean *groups, int count);

#endif /* CX_CONSISTENCY_H */
