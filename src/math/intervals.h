/*
 * intervals.h
 *	  Confidence intervals and two-sample comparisons for survey scores.
 *
 * Pure C: no PostgreSQL here, so the formulas can be tested alone. Counts are doubles because a
 * weighted sample has an effective size that is no whole number. What is undefined (no
 * responses, one response where a variance is wanted, 0/0) is NaN; the SQL layer makes it NULL.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_INTERVALS_H
#define CX_INTERVALS_H

typedef struct CxInterval
{
	double low;
	double high;
} CxInterval;

/* after minus before */
typedef struct CxComparison
{
	double low;
	double high;
	double statistic; /* z, or Welch's t */
	double p_value;   /* two-sided */
	double df;        /* degrees of freedom of Welch's t; NaN for z */
} CxComparison;

typedef struct CxNpsCounts
{
	double promoters;
	double passives;
	double detractors;
} CxNpsCounts;

typedef struct CxProportion
{
	double hits;
	double n;
} CxProportion;

typedef struct CxMean
{
	double mean;
	double variance; /* of the sample, divisor n - 1 */
	double n;
} CxMean;

/*
 * So many answers leave nothing open: all of a finite population were asked. An interval is then the figure
 * itself, and two such samples differ without a test.
 */
#define CX_CERTAIN 1e250

/*
 * level: 0 < level < 1, for example 0.95. Any other level, like a count below 0, more hits than n
 * or an input that is not finite, gives NaN throughout. No result is ever infinite.
 *
 * The intervals of one sample contain its estimate as a double, not just up to rounding: the score
 * 100 * (promoters - detractors) / n, with n = promoters + passives + detractors, cut at 100 since
 * it can round to above that when counts are fractions; hits / n; mean.
 */
extern CxInterval cx_nps_interval(CxNpsCounts counts, double level);     /* -100 .. 100 */
extern CxInterval cx_wilson_interval(CxProportion sample, double level); /* 0 .. 1 */
extern CxInterval cx_mean_interval(CxMean sample, double level);         /* n > 1, variance > 0 */

/* The same of values that lie within bounds, which the interval does not leave. */
extern CxInterval cx_bounded_mean_interval(CxMean sample, CxInterval bounds, double level);

/*
 * Swapping before and after negates the interval and the statistic exactly. Where all or none are hits
 * in both samples, statistic and p_value are NaN and the interval is still there; where neither of two
 * means has a variance, the interval is NaN, too. For scores and means, p_value < 1 - level means that
 * the interval excludes 0; an interval of scores is around the adjusted difference, which need not be
 * the observed one.
 */
extern CxComparison cx_nps_comparison(CxNpsCounts before, CxNpsCounts after,
									  double level); /* points */
extern CxComparison cx_proportion_comparison(CxProportion before, CxProportion after,
											 double level); /* fractions */
extern CxComparison cx_mean_comparison(CxMean before, CxMean after, double level);

#endif /* CX_INTERVALS_H */
