/*
 * intervals.c
 *	  Confidence intervals and two-sample comparisons for survey scores.
 *
 * Formulas are arranged so that nothing cancels: variances as sums of positive terms, small areas
 * from the small side. That keeps an interval around its estimate, and a comparison the exact
 * negative of the reverse comparison, without tolerances in the callers. Whatever has no finite
 * answer, be it by definition or because it overflows, is NaN.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/intervals.h"

#include <math.h>
#include <stdbool.h>

#include "math/normal.h"
#include "math/student_t.h"

static const CxInterval no_interval = {NAN, NAN};

static bool
is_level(double level)
{
	return level > 0.0 && level < 1.0;
}

/* By the lower tail: 1 - level is exact for the levels in use, (1 + level) / 2 is rounded. */
static double
critical_z(double level)
{
	return -cx_normal_quantile((1.0 - level) / 2.0);
}

static double
critical_t(double level, double df)
{
	return -cx_student_t_quantile((1.0 - level) / 2.0, df);
}

static CxInterval
finite_interval(double low, double high)
{
	return isfinite(low) && isfinite(high) ? (CxInterval){low, high} : no_interval;
}

/* An interval can exist without a test (no variance at all), never the other way round. */
static CxComparison
finite_comparison(CxInterval interval, double statistic, double p_value, double df)
{
	if (!isfinite(statistic) || isnan(interval.low))
		statistic = p_value = df = NAN;
	return (CxComparison){interval.low, interval.high, statistic, p_value, df};
}

/* Half of it, for what rounding may have taken. */
static bool
is_certain(double n)
{
	return n > CX_CERTAIN / 2.0;
}

static double
nps_total(CxNpsCounts counts)
{
	return counts.promoters + counts.passives + counts.detractors;
}

static bool
is_nps_sample(CxNpsCounts counts)
{
	double n = nps_total(counts);

	return counts.promoters >= 0.0 && counts.passives >= 0.0 && counts.detractors >= 0.0 &&
		   n > 0.0 && isfinite(n);
}

/* A net score as a fraction, -1 .. 1, and its standard error. */
typedef struct NetScore
{
	double score;
	double error;
} NetScore;

/*
 * The adjusted Wald estimate of B. Rocks, Interval Estimation for the "Net Promoter Score", The
 * American Statistician 70 (2016), 365-372: three more answers, spread as 3/4, 3/2, 3/4. The
 * plain Wald interval has no width for unanimous answers and covers too little in small samples.
 *
 * The variance p + d - (p - d)^2 is written out as a sum of products, because the difference loses
 * every digit when nearly all answers agree.
 */
static NetScore
adjusted_net_score(CxNpsCounts counts)
{
	double n = nps_total(counts) + 3.0;
	double p = (counts.promoters + 0.75) / n;
	double q = (counts.passives + 1.5) / n;
	double d = (counts.detractors + 0.75) / n;

	if (is_certain(n))
		return (NetScore){(counts.promoters - counts.detractors) / n, 0.0};
	return (NetScore){(counts.promoters - counts.detractors) / n,
					  sqrt(q * (p + d) + 4.0 * p * d) / sqrt(n)};
}

/*
 * No score lies outside of -100..100, so cutting the interval there leaves its coverage as it is.
 * The adjustment pulls towards 0, so with a unanimous handful of answers or at a low level the
 * interval can miss the score that was observed; an interval beside a figure that it does not
 * contain reads as an error, and reaching out to the figure can only add coverage.
 */
CxInterval
cx_nps_interval(CxNpsCounts counts, double level)
{
	NetScore adjusted;
	double margin;
	double observed;

	if (!is_nps_sample(counts) || !is_level(level))
		return no_interval;

	adjusted = adjusted_net_score(counts);
	margin = critical_z(level) * adjusted.error;
	observed = 100.0 * (counts.promoters - counts.detractors) / nps_total(counts);
	observed = fmax(-100.0, fmin(100.0, observed)); /* 100 * x / x can round to above 100 */
	if (is_certain(nps_total(counts)))
		return (CxInterval){observed, observed};
	return finite_interval(fmin(observed, fmax(-100.0, 100.0 * (adjusted.score - margin))),
						   fmax(observed, fmin(100.0, 100.0 * (adjusted.score + margin))));
}

static bool
is_proportion(CxProportion sample)
{
	return sample.hits >= 0.0 && sample.hits <= sample.n && sample.n > 0.0 && isfinite(sample.n);
}

/*
 * The score interval of E. B. Wilson, Probable Inference, the Law of Succession, and Statistical
 * Inference, Journal of the American Statistical Association 22 (1927), 209-212, without
 * continuity correction. Computed for the rarer of hits and misses, and mirrored if that is the
 * misses; the near bound is the textbook one multiplied out by its conjugate, so that it is a
 * product of positive numbers: exactly 0 for none, and accurate beside 0, as its mirror image is
 * beside 1. What fmin and fmax cut off is rounding.
 */
CxInterval
cx_wilson_interval(CxProportion sample, double level)
{
	double observed = sample.hits / sample.n;
	double misses = sample.n - sample.hits;
	bool mirrored = misses < sample.hits;
	double rare = mirrored ? misses : sample.hits;
	double share = rare / sample.n;
	double z;
	double reach;
	double near;
	double far;

	if (!is_proportion(sample) || !is_level(level))
		return no_interval;
	if (is_certain(sample.n))
		return (CxInterval){observed, observed};

	z = critical_z(level);
	reach = rare + z * z / 2.0 + z * sqrt(rare * (1.0 - share) + z * z / 4.0);
	near = rare > 0.0 ? share * (rare / reach) : 0.0;
	far = fmin(1.0, reach / (sample.n + z * z));
	return mirrored ? finite_interval(fmin(1.0 - far, observed), fmax(observed, 1.0 - near))
					: finite_interval(near, fmax(observed, far));
}

static bool
is_mean_sample(CxMean sample)
{
	return isfinite(sample.mean) && isfinite(sample.variance) && sample.variance >= 0.0 &&
		   isfinite(sample.n) && sample.n > 1.0;
}

/*
 * Student (W. S. Gosset), The Probable Error of a Mean, Biometrika 6 (1908), 1-25. Answers that are all
 * alike say nothing about how much others would differ: no interval, rather than one without width.
 */
CxInterval
cx_mean_interval(CxMean sample, double level)
{
	double margin;

	if (!is_mean_sample(sample) || !(sample.variance > 0.0) || !is_level(level))
		return no_interval;

	margin = critical_t(level, sample.n - 1.0) * sqrt(sample.variance / sample.n);
	return finite_interval(sample.mean - margin, sample.mean + margin);
}

/*
 * Wilson's interval for a mean: put on 0..1, it is a share p of so many answers that p (1 - p) / n is its squared
 * error, at Student's quantile in the place of z. So it holds the means m for which
 *
 *		(mean - m)^2 <= t^2 error^2 (m (1 - m)) / (p (1 - p)).
 *
 * Near an end of the scale answers are skewed, and a sample that lies nearer to it varies less than it should: the
 * plain interval ends too soon on the other side. Where rounding has put the mean on the end there is but that one.
 */
CxInterval
cx_bounded_mean_interval(CxMean sample, CxInterval bounds, double level)
{
	double range = bounds.high - bounds.low;
	double share = (sample.mean - bounds.low) / range;
	double error = sqrt(sample.variance / sample.n) / range;
	double t = critical_t(level, sample.n - 1.0);
	double ratio = critical_z(level) / t;
	double n;
	CxInterval shares;

	if (!is_mean_sample(sample) || !(sample.variance > 0.0) || !is_level(level) || !(range > 0.0))
		return no_interval;
	if (!(share > 0.0 && share < 1.0) || !(t > 0.0))
		return cx_mean_interval(sample, level);

	n = fmin(share / error * ((1.0 - share) / error) * (ratio * ratio), CX_CERTAIN);
	shares = cx_wilson_interval((CxProportion){share * n, n}, level);
	if (isnan(shares.low))
		return no_interval;
	return finite_interval(fmin(sample.mean, bounds.low + range * shares.low),
						   fmax(sample.mean, fmin(bounds.high, bounds.low + range * shares.high)));
}

/*
 * Difference of two adjusted scores, with standard errors as for independent samples; z and the
 * interval are two readings of one estimate, so p < 1 - level exactly when 0 is outside. Hence no
 * widening towards the observed difference as in the interval of one score. Cutting at 200 points
 * changes no decision, since 0 is not there.
 */
CxComparison
cx_nps_comparison(CxNpsCounts before, CxNpsCounts after, double level)
{
	NetScore from;
	NetScore to;
	double change;
	double error;
	double margin;
	double z;

	if (!is_nps_sample(before) || !is_nps_sample(after) || !is_level(level))
		return finite_comparison(no_interval, NAN, NAN, NAN);

	from = adjusted_net_score(before);
	to = adjusted_net_score(after);
	change = to.score - from.score;
	error = hypot(from.error, to.error);
	margin = critical_z(level) * error;
	z = change / error;
	return finite_comparison(finite_interval(fmax(-200.0, 100.0 * (change - margin)),
											 fmin(200.0, 100.0 * (change + margin))),
							 z, cx_normal_two_sided_p(z), NAN);
}

/*
 * The pooled test: under the hypothesis of no change both samples estimate one proportion, so its
 * variance is estimated from both together. The square is Pearson's chi-square of the two by two
 * table, which is what R's prop.test reports. 0/0, a NaN, when nothing or everything was a hit.
 */
static double
pooled_z(CxProportion before, CxProportion after)
{
	double n = before.n + after.n;
	double hits = (before.hits + after.hits) / n;
	double misses = ((before.n - before.hits) + (after.n - after.hits)) / n;
	double error = sqrt(hits * misses) * sqrt(1.0 / before.n + 1.0 / after.n);

	return (after.hits / after.n - before.hits / before.n) / error;
}

/*
 * Method 10 of R. G. Newcombe, Interval Estimation for the Difference Between Independent
 * Proportions: Comparison of Eleven Methods, Statistics in Medicine 17 (1998), 873-890: the
 * distances from each proportion to its Wilson bounds, put together as legs of a right triangle.
 * Never outside -1..1 but for rounding, and with a width even at 0 of n. Its decision can differ
 * from that of the pooled test when p is close to 1 - level; both are the standard ones.
 */
CxComparison
cx_proportion_comparison(CxProportion before, CxProportion after, double level)
{
	CxInterval from = cx_wilson_interval(before, level);
	CxInterval to = cx_wilson_interval(after, level);
	double p_from = before.hits / before.n;
	double p_to = after.hits / after.n;
	double change = p_to - p_from;
	double low = change - hypot(p_to - to.low, from.high - p_from);
	double high = change + hypot(to.high - p_to, p_from - from.low);
	double z = is_certain(before.n) && is_certain(after.n) ? NAN : pooled_z(before, after);

	/* fmax and fmin would hide a NaN. */
	if (isnan(low) || isnan(high))
		return finite_comparison(no_interval, NAN, NAN, NAN);
	return finite_comparison((CxInterval){fmax(-1.0, low), fmin(1.0, high)}, z,
							 cx_normal_two_sided_p(z), NAN);
}

/*
 * B. L. Welch, The Generalization of "Student's" Problem When Several Different Population
 * Variances Are Involved, Biometrika 34 (1947), 28-35, with the degrees of freedom of
 * F. E. Satterthwaite, Biometrics Bulletin 2 (1946), 110-114, written in shares of the variance
 * because its square overflows or vanishes long before the shares do.
 */
CxComparison
cx_mean_comparison(CxMean before, CxMean after, double level)
{
	double change = after.mean - before.mean;
	double var_from = before.variance / before.n;
	double var_to = after.variance / after.n;
	double var = var_from + var_to;
	double share_from = var_from / var;
	double share_to = var_to / var;
	double df;
	double margin;
	double t;

	if (!is_mean_sample(before) || !is_mean_sample(after) || !(var > 0.0) || !is_level(level))
		return finite_comparison(no_interval, NAN, NAN, NAN);

	df = 1.0 / (share_from * share_from / (before.n - 1.0) + share_to * share_to / (after.n - 1.0));
	margin = critical_t(level, df) * sqrt(var);
	t = change / sqrt(var);
	return finite_comparison(finite_interval(change - margin, change + margin), t,
							 cx_student_t_two_sided_p(t, df), df);
}
