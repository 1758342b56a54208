/*
 * weighted_mean.h
 *	  The mean of weighted answers, and how uncertain it is.
 *
 * Answers are counted by score: every score has a value (its number, or 1 for a promoter and -1 for a
 * detractor), the weight of those who gave it, and the sum of the squares of their weights. That is all
 * that an error by linearisation needs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_WEIGHTED_MEAN_H
#define CX_WEIGHTED_MEAN_H

typedef struct CxWeightedMean
{
	double mean;
	double variance;  /* of one answer, divisor the sum of weights */
	double error;     /* standard error of the mean; NaN for fewer than two answers */
	double effective; /* how many unweighted answers would leave the mean as uncertain */
} CxWeightedMean;

/*
 * One value, sum of weights and sum of squared weights for each of so many points. Without weights both
 * sums are the number of answers, and effective is the number of all of them. All is NaN without answers.
 */
extern CxWeightedMean cx_weighted_mean(int points, const double *values, const double *weights,
									   const double *squares, double answers);

#endif /* CX_WEIGHTED_MEAN_H */
