/*
 * intervals_test.c
 *	  Intervals and comparisons against published examples and against laws on random samples.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/intervals.h"

#include <float.h>

#include "math/normal.h"
#include "unit.h"

static const double levels[] = {0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 1e-9};
#define LEVELS ((int) (sizeof(levels) / sizeof(levels[0])))

static void
nps_examples(void)
{
	const double z = 1.959963984540053855604;
	CxNpsCounts before = {.promoters = 3, .passives = 2, .detractors = 1};
	CxNpsCounts after = {.promoters = 6, .passives = 2, .detractors = 1};
	CxInterval ci = cx_nps_interval(before, 0.95);
	CxComparison change = cx_nps_comparison(before, after, 0.95);
	double error = sqrt(45.5 / 729 + 77.0 / 1728);

	/* (1, 2, 3) with 3/4, 3/2, 3/4 more is 1.75, 3.5, 3.75 of 9: score 2/9, variance 45.5/81 */
	unit_within(ci.low, -26.743, 5e-4, "nps of (1, 2, 3): low, as printed");
	unit_within(ci.high, 71.188, 5e-4, "nps of (1, 2, 3): high, as printed");
	unit_near(ci.low, 100 * (2.0 / 9 - z * sqrt(45.5) / 27), 1e-14, "nps of (1, 2, 3): low");
	unit_near(ci.high, 100 * (2.0 / 9 + z * sqrt(45.5) / 27), 1e-14, "nps of (1, 2, 3): high");

	/* (1, 2, 6) adjusted is 1.75, 3.5, 6.75 of 12: score 5/12, variance 77/144 */
	unit_near(change.statistic, 7.0 / 36 / error, 1e-14, "nps change: z");
	unit_near(change.low, 100 * (7.0 / 36 - z * error), 1e-14, "nps change: low");
	unit_near(change.high, 100 * (7.0 / 36 + z * error), 1e-14, "nps change: high");
	unit_near(change.p_value, cx_normal_two_sided_p(change.statistic), 0, "nps change: p");

	ci = cx_nps_interval((CxNpsCounts){.promoters = 1}, 0.95);
	unit_near(ci.high, 100, 0, "nps of one promoter reaches 100");
	ci = cx_nps_interval((CxNpsCounts){.detractors = 2}, 0.5);
	unit_near(ci.low, -100, 0, "nps of two detractors reaches -100, at a low level too");
	ci = cx_nps_interval((CxNpsCounts){0, 0, 0}, 0.95);
	unit_ok(isnan(ci.low) && isnan(ci.high), "nps of nobody is NaN");
}

static void
wilson_examples(void)
{
	/* statsmodels' tests, which took them from R's package binom */
	CxInterval ci = cx_wilson_interval((CxProportion){18, 20}, 0.95);

	unit_within(ci.low, 0.6989663547715, 5e-14, "wilson 18/20: low");
	unit_within(ci.high, 0.9721335187862, 5e-14, "wilson 18/20: high");
	ci = cx_wilson_interval((CxProportion){19, 38}, 0.95);
	unit_near(ci.low, 0.348499283643951, 2e-15, "wilson 19/38: low");
	unit_near(ci.high, 0.651500716356049, 2e-15, "wilson 19/38: high");
	ci = cx_wilson_interval((CxProportion){1, 30}, 0.95);
	unit_within(ci.low, 0.00590859, 5e-9, "wilson 1/30: low");
	unit_within(ci.high, 0.16670391, 5e-9, "wilson 1/30: high");
	ci = cx_wilson_interval((CxProportion){0, 30}, 0.95);
	unit_near(ci.low, 0.0, 0, "wilson 0/30: low is exactly 0");
	unit_within(ci.high, 0.11351339, 5e-9, "wilson 0/30: high");
	ci = cx_wilson_interval((CxProportion){38, 38}, 0.95);
	unit_near(ci.high, 1.0, 0, "wilson 38/38: high is exactly 1");
	ci = cx_wilson_interval((CxProportion){0, 5}, 5e-324);
	unit_ok(ci.low == 0 && ci.high == 0, "wilson at a level that rounds to no width at all");
	ci = cx_wilson_interval((CxProportion){0, 0}, 0.95);
	unit_ok(isnan(ci.low) && isnan(ci.high), "wilson 0/0 is NaN");
}

static void
proportion_examples(void)
{
	/* Fagerland, Lydersen, Laake (2015), by way of statsmodels' tests */
	CxProportion before = {1, 34};
	CxProportion after = {7, 34};
	CxComparison change = cx_proportion_comparison(before, after, 0.95);

	unit_within(change.low, 0.019, 5e-4, "newcombe 7/34 - 1/34: low");
	unit_within(change.high, 0.340, 5e-4, "newcombe 7/34 - 1/34: high");
	/* R 4.2.2: prop.test(c(7, 1), c(34, 34), correct = FALSE), root of its X-squared */
	unit_near(change.statistic, 2.2583179581272428, 1e-14, "newcombe 7/34 - 1/34: z");
	unit_near(change.p_value, 0.023925843480626641, 1e-13, "newcombe 7/34 - 1/34: p");

	/* R. G. Newcombe (1998), table II, method 10 */
	change = cx_proportion_comparison((CxProportion){48, 80}, (CxProportion){56, 70}, 0.95);
	unit_within(change.low, 0.0524, 5e-5, "newcombe 56/70 - 48/80: low");
	unit_within(change.high, 0.3339, 5e-5, "newcombe 56/70 - 48/80: high");
	/* R 4.2.2: prop.test(c(56, 48), c(70, 80), correct = FALSE) */
	unit_near(change.statistic, 2.6501719512585331, 1e-14, "newcombe 56/70 - 48/80: z");
	unit_near(change.p_value, 0.0080450813681965643, 1e-13, "newcombe 56/70 - 48/80: p");
	change = cx_proportion_comparison((CxProportion){0, 10}, (CxProportion){10, 10}, 0.95);
	unit_within(change.low, 0.6075, 5e-5, "newcombe 10/10 - 0/10: low");
	unit_near(change.high, 1.0, 0, "newcombe 10/10 - 0/10: high is exactly 1");

	change = cx_proportion_comparison((CxProportion){0, 10}, (CxProportion){0, 20}, 0.95);
	unit_within(change.low, -0.2775, 5e-5, "newcombe 0/20 - 0/10: low");
	unit_within(change.high, 0.1611, 5e-5, "newcombe 0/20 - 0/10: high");
	unit_ok(isnan(change.statistic) && isnan(change.p_value),
			"nothing was a hit: an interval, but no test");
	change = cx_proportion_comparison((CxProportion){9, 9}, (CxProportion){5, 5}, 0.95);
	unit_ok(change.low < 0 && change.high > 0 && isnan(change.statistic) && isnan(change.p_value),
			"everything was a hit: an interval, but no test");
	change = cx_proportion_comparison((CxProportion){0, 0}, (CxProportion){5, 9}, 0.95);
	unit_ok(isnan(change.low) && isnan(change.high) && isnan(change.statistic) &&
				isnan(change.p_value),
			"a change from nobody is NaN");
}

static void
mean_examples(void)
{
	/* R 4.2.2, its data set sleep: t.test(sleep$extra) and t.test(extra ~ group, sleep) */
	CxMean all = {1.54, 4.0720000000000001, 20};
	CxMean group1 = {0.75, 3.2005555555555558, 10};
	CxMean group2 = {2.33, 4.009, 10};
	CxInterval ci = cx_mean_interval(all, 0.95);
	CxComparison change = cx_mean_comparison(group2, group1, 0.95);

	unit_near(ci.low, 0.59558449961960391, 1e-14, "mean of sleep: low");
	unit_near(ci.high, 2.48441550038039605, 1e-14, "mean of sleep: high");
	/* R subtracts group 2 from group 1, so group 1 is the one after */
	unit_near(change.statistic, -1.8608134674868531, 1e-14, "change in sleep: t");
	unit_near(change.p_value, 0.079394140187358173, 1e-13, "change in sleep: p");
	unit_within(change.df, 17.776, 5e-4, "change in sleep: degrees of freedom");
	unit_near(change.low, -3.3654832307117104, 1e-14, "change in sleep: low");
	unit_near(change.high, 0.20548323071171018, 1e-13, "change in sleep: high");

	/* R's arithmetic: Wilson's formula with qt(0.975, 16 / 5.5 - 1) */
	ci =
		cx_bounded_mean_interval((CxMean){8.25, 1.31794505448 * 1.31794505448 * 16 / 5.5, 16 / 5.5},
								 (CxInterval){0, 10}, 0.95);
	unit_near(ci.low, 1.99977317129, 1e-10, "bounded mean: low");
	unit_near(ci.high, 9.88877836362, 1e-10, "bounded mean: high");
	ci = cx_bounded_mean_interval((CxMean){10, 2, 5}, (CxInterval){0, 10}, 0.95);
	unit_ok(ci.low < 10 && ci.high > 10, "rounded onto its bound: the plain interval");

	/* R: t.test(c(5, 5, 5)) stops, the data are essentially constant */
	ci = cx_mean_interval((CxMean){4.5, 0, 3}, 0.95);
	unit_ok(isnan(ci.low) && isnan(ci.high), "no variance has no interval");
	ci = cx_mean_interval((CxMean){4.5, 0, 1 + 1e-9}, 0.95);
	unit_ok(isnan(ci.low) && isnan(ci.high),
			"no variance, and an infinite quantile of t: the same");
	ci = cx_mean_interval((CxMean){4.5, 0, 1}, 0.95);
	unit_ok(isnan(ci.low) && isnan(ci.high), "a single response has no interval");
	change = cx_mean_comparison((CxMean){4, 0, 3}, (CxMean){4.5, 0, 2}, 0.95);
	unit_ok(isnan(change.low) && isnan(change.high) && isnan(change.statistic) &&
				isnan(change.p_value),
			"no variance on either side: neither interval nor test");
	change = cx_mean_comparison((CxMean){4, 0, 3}, (CxMean){4.5, 1, 2}, 0.95);
	unit_near(change.statistic, 0.5 / sqrt(0.5), 1e-15, "no variance on one side: still a test");
	change = cx_mean_comparison((CxMean){4, 1, 1}, (CxMean){4.5, 1, 2}, 0.95);
	unit_ok(isnan(change.low) && isnan(change.high) && isnan(change.statistic) &&
				isnan(change.p_value),
			"a change from a single response is NaN");
}

/* Small and unanimous samples often, fractions as from weights sometimes. */
static double
random_count(void)
{
	double kind = unit_uniform(0, 1);

	if (kind < 0.25)
		return 0.0;
	if (kind < 0.6)
		return unit_whole(1, 12);
	return kind < 0.8 ? unit_log_uniform(0.01, 1e3) : floor(unit_log_uniform(1, 1e12));
}

static CxNpsCounts
random_counts(void)
{
	CxNpsCounts counts = {random_count(), random_count(), random_count()};

	if (counts.promoters + counts.passives + counts.detractors == 0.0)
		counts.passives = 1.0;
	return counts;
}

static CxProportion
random_proportion(void)
{
	double hits = random_count();
	double misses = random_count();

	return hits + misses > 0.0 ? (CxProportion){hits, hits + misses} : (CxProportion){0, 1};
}

static CxMean
random_mean(void)
{
	return (CxMean){
		unit_uniform(-7, 7), unit_log_uniform(1e-6, 10),
		1 + (unit_uniform(0, 1) < 0.5 ? unit_whole(1, 30) : unit_log_uniform(0.5, 1e9))};
}

static void
nps_laws(void)
{
	UnitLaw around = {.name = "nps interval contains the score"};
	UnitLaw inside = {.name = "nps interval is within -100..100"};
	UnitLaw mirror = {.name = "nps of swapped promoters and detractors is the exact negative"};
	UnitLaw nested = {.name = "nps interval of a higher level contains that of a lower one"};
	UnitLaw shrinks = {.name = "nps interval of twice the answers is narrower, or both are full"};

	for (int i = 0; i < 50000; i++)
	{
		CxNpsCounts c = random_counts();
		CxNpsCounts swapped = {c.detractors, c.passives, c.promoters};
		CxNpsCounts twice = {2 * c.promoters, 2 * c.passives, 2 * c.detractors};
		double n = c.promoters + c.passives + c.detractors;
		double score = fmax(-100, fmin(100, 100.0 * (c.promoters - c.detractors) / n));
		CxInterval before = {score, score};

		for (int k = 0; k < LEVELS; k++)
		{
			CxInterval ci = cx_nps_interval(c, levels[k]);
			CxInterval back = cx_nps_interval(swapped, levels[k]);
			CxInterval more = cx_nps_interval(twice, levels[k]);

			unit_holds(&around, ci.low <= score && score <= ci.high, "(%g, %g, %g) at %g",
					   c.promoters, c.passives, c.detractors, levels[k]);
			unit_holds(&inside, -100 <= ci.low && ci.high <= 100, "(%g, %g, %g) at %g", c.promoters,
					   c.passives, c.detractors, levels[k]);
			/* n is summed in another order, which can move its last bit for fractions */
			unit_holds(&mirror,
					   n != swapped.promoters + swapped.passives + swapped.detractors ||
						   (back.low == -ci.high && back.high == -ci.low),
					   "(%g, %g, %g) at %g", c.promoters, c.passives, c.detractors, levels[k]);
			unit_holds(&nested, ci.low <= before.low && before.high <= ci.high,
					   "(%g, %g, %g) at %g", c.promoters, c.passives, c.detractors, levels[k]);
			unit_holds(&shrinks,
					   more.high - more.low < ci.high - ci.low || more.high - more.low == 200,
					   "(%g, %g, %g) at %g", c.promoters, c.passives, c.detractors, levels[k]);
			before = ci;
		}
	}
	unit_law(&around);
	unit_law(&inside);
	unit_law(&mirror);
	unit_law(&nested);
	unit_law(&shrinks);
}

static void
wilson_laws(void)
{
	UnitLaw around = {.name = "wilson interval contains hits/n"};
	UnitLaw inside = {.name = "wilson interval is within 0..1"};
	UnitLaw mirror = {.name = "wilson interval of the misses is the complement"};
	UnitLaw nested = {.name = "wilson interval of a higher level contains that of a lower one"};
	UnitLaw shrinks = {.name = "wilson interval of twice the sample is narrower"};
	UnitLaw score = {.name = "at a wilson bound the score test is just rejected"};

	for (int i = 0; i < 50000; i++)
	{
		CxProportion s = random_proportion();
		CxProportion misses = {s.n - s.hits, s.n};
		CxProportion twice = {2 * s.hits, 2 * s.n};
		double p = s.hits / s.n;
		CxInterval before = {p, p};

		for (int k = 0; k < LEVELS; k++)
		{
			CxInterval ci = cx_wilson_interval(s, levels[k]);
			CxInterval back = cx_wilson_interval(misses, levels[k]);
			CxInterval more = cx_wilson_interval(twice, levels[k]);
			double z = -cx_normal_quantile((1 - levels[k]) / 2);

			unit_holds(&around, ci.low <= p && p <= ci.high, "%g/%g at %g", s.hits, s.n, levels[k]);
			unit_holds(&inside, 0 <= ci.low && ci.high <= 1, "%g/%g at %g", s.hits, s.n, levels[k]);
			unit_holds(&mirror,
					   fabs(back.low + ci.high - 1) < 1e-15 && fabs(back.high + ci.low - 1) < 1e-15,
					   "%g/%g at %g", s.hits, s.n, levels[k]);
			unit_holds(&nested, ci.low <= before.low && before.high <= ci.high, "%g/%g at %g",
					   s.hits, s.n, levels[k]);
			/* twice as many of 1e12 change less than rounding does */
			unit_holds(&shrinks, s.n > 1e9 || more.high - more.low < ci.high - ci.low,
					   "%g/%g at %g", s.hits, s.n, levels[k]);
			/* low away from p, or the difference is only rounding */
			if (s.n < 1e6 && ci.low < 0.99 * p)
				unit_holds(&score,
						   unit_is_near((p - ci.low) * (p - ci.low) * s.n,
										z * z * ci.low * (1 - ci.low), 1e-12),
						   "%g/%g at %g", s.hits, s.n, levels[k]);
			before = ci;
		}
	}
	unit_law(&around);
	unit_law(&inside);
	unit_law(&mirror);
	unit_law(&nested);
	unit_law(&shrinks);
	unit_law(&score);
}

static void
mean_laws(void)
{
	UnitLaw around = {.name = "mean interval contains the mean"};
	UnitLaw nested = {.name = "mean interval of a higher level contains that of a lower one"};
	UnitLaw shrinks = {.name = "mean interval of a larger sample is narrower"};

	for (int i = 0; i < 5000; i++)
	{
		CxMean s = random_mean();
		CxMean more = {s.mean, s.variance, s.n * 1.5};
		CxInterval before = {s.mean, s.mean};

		for (int k = 0; k < LEVELS; k++)
		{
			CxInterval ci = cx_mean_interval(s, levels[k]);
			CxInterval narrow = cx_mean_interval(more, levels[k]);

			unit_holds(&around, ci.low < s.mean && s.mean < ci.high, "%g, %g, %g at %g", s.mean,
					   s.variance, s.n, levels[k]);
			unit_holds(&nested, ci.low <= before.low && before.high <= ci.high, "%g, %g, %g at %g",
					   s.mean, s.variance, s.n, levels[k]);
			unit_holds(&shrinks, narrow.high - narrow.low < ci.high - ci.low, "%g, %g, %g at %g",
					   s.mean, s.variance, s.n, levels[k]);
			before = ci;
		}
	}
	unit_law(&around);
	unit_law(&nested);
	unit_law(&shrinks);
}

static void
bounded_mean_laws(void)
{
	UnitLaw around = {.name = "bounded mean: contains the mean, within its bounds"};
	UnitLaw nested = {.name = "bounded mean: a higher level contains a lower one"};
	UnitLaw mirrored = {.name = "bounded mean: the other way round on the scale turned round"};
	UnitLaw plain = {.name = "bounded mean: nearly plain for many answers"};

	for (int i = 0; i < 5000; i++)
	{
		CxInterval bounds = {1, 1 + (double) unit_whole(1, 10)};
		double range = bounds.high - bounds.low;
		double share = unit_uniform(0.01, 0.99);
		double n = unit_log_uniform(2, 1e9);
		CxMean s = {bounds.low + share * range, share * (1 - share) * range * range, n};
		CxMean turned = {bounds.low + bounds.high - s.mean, s.variance, n};
		CxInterval before = {s.mean, s.mean};
		CxInterval ci, t;

		for (int k = 0; k < LEVELS; k++)
		{
			CxInterval back;

			ci = cx_bounded_mean_interval(s, bounds, levels[k]);
			back = cx_bounded_mean_interval(turned, bounds, levels[k]);
			unit_holds(&around,
					   bounds.low <= ci.low && ci.low < s.mean && s.mean < ci.high &&
						   ci.high <= bounds.high,
					   "%g of %g at %g", s.mean, n, levels[k]);
			unit_holds(&nested, ci.low <= before.low && before.high <= ci.high, "%g of %g at %g",
					   s.mean, n, levels[k]);
			unit_holds(&mirrored,
					   fabs(bounds.low + bounds.high - ci.low - back.high) < 1e-12 * range &&
						   fabs(bounds.low + bounds.high - ci.high - back.low) < 1e-12 * range,
					   "%g of %g at %g", s.mean, n, levels[k]);
			before = ci;
		}
		ci = cx_bounded_mean_interval(s, bounds, 0.95);
		t = cx_mean_interval(s, 0.95);
		if (n > 1e6)
			unit_holds(&plain, fabs((ci.high - ci.low) / (t.high - t.low) - 1) < 1e-3, "%g of %g",
					   s.mean, n);
	}
	unit_law(&around);
	unit_law(&nested);
	unit_law(&mirrored);
	unit_law(&plain);
}

static bool
is_reverse(CxComparison a, CxComparison b)
{
	return a.low == -b.high && a.high == -b.low && unit_is_near(a.statistic, -b.statistic, 0) &&
		   unit_is_near(a.p_value, b.p_value, 0);
}

/* Beside the edge, rounding decides; at the edge nobody should care. */
static bool
agrees(CxComparison c, double level)
{
	double alpha = 1 - level;

	return fabs(c.p_value - alpha) < 1e-9 * alpha ||
		   (c.p_value < alpha) == (c.low > 0.0 || c.high < 0.0);
}

static void
comparison_laws(void)
{
	UnitLaw reverse_nps = {.name = "nps change is antisymmetric"};
	UnitLaw reverse_prop = {.name = "proportion change is antisymmetric"};
	UnitLaw reverse_mean = {.name = "mean change is antisymmetric"};
	UnitLaw agrees_nps = {.name = "nps change: p < 1 - level where the interval excludes 0"};
	UnitLaw agrees_mean = {.name = "mean change: p < 1 - level where the interval excludes 0"};
	UnitLaw inside_nps = {.name = "nps change is within -200..200"};
	UnitLaw inside_prop = {.name = "proportion change is within -1..1, around its estimate"};
	UnitLaw same = {.name = "no change: z is 0, p is 1"};
	UnitLaw nested = {.name = "change intervals of a higher level contain those of a lower one"};

	for (int i = 0; i < 50000; i++)
	{
		int k = (int) unit_whole(0, LEVELS - 1);
		double level = levels[k];
		CxNpsCounts n1 = random_counts();
		CxNpsCounts n2 = random_counts();
		CxProportion p1 = random_proportion();
		CxProportion p2 = random_proportion();
		CxMean m1 = random_mean();
		CxMean m2 = random_mean();
		CxComparison nps = cx_nps_comparison(n1, n2, level);
		CxComparison prop = cx_proportion_comparison(p1, p2, level);
		CxComparison mean = cx_mean_comparison(m1, m2, level);
		CxComparison still = cx_nps_comparison(n1, n1, level);
		double change = p2.hits / p2.n - p1.hits / p1.n;

		unit_holds(&reverse_nps, is_reverse(nps, cx_nps_comparison(n2, n1, level)), "case %d", i);
		unit_holds(&reverse_prop, is_reverse(prop, cx_proportion_comparison(p2, p1, level)),
				   "%g/%g, %g/%g at %g", p1.hits, p1.n, p2.hits, p2.n, level);
		unit_holds(&reverse_mean, is_reverse(mean, cx_mean_comparison(m2, m1, level)), "case %d",
				   i);
		unit_holds(&agrees_nps, agrees(nps, level), "(%g, %g, %g), (%g, %g, %g) at %g",
				   n1.promoters, n1.passives, n1.detractors, n2.promoters, n2.passives,
				   n2.detractors, level);
		unit_holds(&agrees_mean, agrees(mean, level), "(%g, %g, %g), (%g, %g, %g) at %g", m1.mean,
				   m1.variance, m1.n, m2.mean, m2.variance, m2.n, level);
		unit_holds(&inside_nps, -200 <= nps.low && nps.low < nps.high && nps.high <= 200, "case %d",
				   i);
		unit_holds(&inside_prop,
				   -1 <= prop.low && prop.low <= change && change <= prop.high && prop.high <= 1,
				   "%g/%g, %g/%g at %g", p1.hits, p1.n, p2.hits, p2.n, level);
		unit_holds(&same, still.statistic == 0.0 && still.p_value == 1.0, "case %d", i);
		if (k > 0)
		{
			CxComparison nps_in = cx_nps_comparison(n1, n2, levels[k - 1]);
			CxComparison prop_in = cx_proportion_comparison(p1, p2, levels[k - 1]);
			CxComparison mean_in = cx_mean_comparison(m1, m2, levels[k - 1]);

			unit_holds(&nested,
					   nps.low <= nps_in.low && nps_in.high <= nps.high &&
						   prop.low <= prop_in.low && prop_in.high <= prop.high &&
						   mean.low <= mean_in.low && mean_in.high <= mean.high,
					   "case %d", i);
		}
	}
	unit_law(&reverse_nps);
	unit_law(&reverse_prop);
	unit_law(&reverse_mean);
	unit_law(&agrees_nps);
	unit_law(&agrees_mean);
	unit_law(&inside_nps);
	unit_law(&inside_prop);
	unit_law(&same);
	unit_law(&nested);
}

static bool
is_sound(CxInterval ci)
{
	return isnan(ci.low) ? isnan(ci.high)
						 : isfinite(ci.low) && isfinite(ci.high) && ci.low <= ci.high;
}

static bool
is_sound_comparison(CxComparison c)
{
	bool test = isnan(c.statistic) ? isnan(c.p_value)
								   : isfinite(c.statistic) && c.p_value >= 0.0 && c.p_value <= 1.0;

	return test && is_sound((CxInterval){c.low, c.high});
}

static const double odd[] = {0.0,     -0.0,     1.0,      -1.0,      0.5,           0.95,
							 1.5,     3.0,      7.0,      1e-20,     1e-300,        5e-324,
							 1e-310,  1e15,     1e150,    1e300,     -1e300,        1e308,
							 DBL_MAX, -DBL_MAX, INFINITY, -INFINITY, 1 + 1e-16 * 3, NAN};

static double
any(void)
{
	return odd[(int) unit_whole(0, sizeof(odd) / sizeof(odd[0]) - 1)];
}

static bool
is_nps(double promoters, double passives, double detractors)
{
	return promoters >= 0 && passives >= 0 && detractors >= 0 &&
		   promoters + passives + detractors > 0;
}

static bool
is_proportion(double hits, double n)
{
	return 0 <= hits && hits <= n && n > 0;
}

static bool
is_mean(double mean, double variance, double n)
{
	return isfinite(mean) && variance >= 0 && n > 1;
}

static void
hostile(void)
{
	static const double odd_levels[] = {0.95, 0.5,    5e-324, 1e-17,     1 - DBL_EPSILON / 2,
										0.0,  1.0,    -0.5,   1.5,       INFINITY,
										NAN,  0.9999, 0.01,   1 - 1e-12, -INFINITY};
	UnitLaw intervals = {.name = "hostile samples: an interval is finite and ordered, or NaN"};
	UnitLaw comparisons = {.name = "hostile samples: a comparison is finite and ordered, or NaN"};
	UnitLaw around = {.name = "hostile samples: an interval contains its estimate"};
	UnitLaw refused = {.name = "hostile samples: what is no sample or no level gives NaN"};

	for (long i = 0; i < 300000; i++)
	{
		double level =
			i % 2 ? 0.95
				  : odd_levels[(int) unit_whole(0, sizeof(odd_levels) / sizeof(odd_levels[0]) - 1)];
		double a = any(), b = any(), c = any(), d = any(), e = any(), f = any();
		CxInterval nps = cx_nps_interval((CxNpsCounts){a, b, c}, level);
		CxInterval prop = cx_wilson_interval((CxProportion){a, b}, level);
		CxInterval mean = cx_mean_interval((CxMean){a, b, c}, level);
		CxInterval bounded = cx_bounded_mean_interval((CxMean){a, b, c}, (CxInterval){d, e}, level);
		CxComparison nps_change =
			cx_nps_comparison((CxNpsCounts){a, b, c}, (CxNpsCounts){d, e, f}, level);
		CxComparison prop_change =
			cx_proportion_comparison((CxProportion){a, b}, (CxProportion){c, d}, level);
		CxComparison mean_change = cx_mean_comparison((CxMean){a, b, c}, (CxMean){d, e, f}, level);
		bool is_level = level > 0 && level < 1;
		double score = fmax(-100, fmin(100, 100 * (a - c) / (a + b + c)));

		unit_holds(&intervals,
				   is_sound(nps) && is_sound(prop) && is_sound(mean) && is_sound(bounded),
				   "%g, %g, %g at %.17g", a, b, c, level);
		unit_holds(&comparisons,
				   is_sound_comparison(nps_change) && is_sound_comparison(prop_change) &&
					   is_sound_comparison(mean_change),
				   "%g, %g, %g, %g, %g, %g at %.17g", a, b, c, d, e, f, level);
		unit_holds(&around,
				   (isnan(nps.low) || (nps.low <= score && score <= nps.high)) &&
					   (isnan(prop.low) || (prop.low <= a / b && a / b <= prop.high)) &&
					   (isnan(mean.low) || (mean.low <= a && a <= mean.high)),
				   "%g, %g, %g at %.17g", a, b, c, level);
		unit_holds(&refused,
				   (is_level && is_nps(a, b, c)) || (isnan(nps.low) && isnan(nps_change.low)),
				   "nps of %g, %g, %g at %.17g", a, b, c, level);
		unit_holds(&refused,
				   (is_level && is_proportion(a, b)) || (isnan(prop.low) && isnan(prop_change.low)),
				   "proportion of %g, %g at %.17g", a, b, level);
		unit_holds(&refused,
				   (is_level && is_mean(a, b, c)) || (isnan(mean.low) && isnan(mean_change.low)),
				   "mean of %g, %g, %g at %.17g", a, b, c, level);
		/* one side may do without a variance, not both */
		unit_holds(&refused,
				   (b > 0 || isnan(mean.low)) && (b > 0 || e > 0 || isnan(mean_change.low)),
				   "no variance: %g, %g, %g and %g, %g, %g at %.17g", a, b, c, d, e, f, level);
		unit_holds(&refused,
				   (is_nps(d, e, f) || isnan(nps_change.low)) &&
					   (is_proportion(c, d) || isnan(prop_change.low)) &&
					   (is_mean(d, e, f) || isnan(mean_change.low)),
				   "change to %g, %g, %g, %g at %.17g", c, d, e, f, level);
	}
	unit_law(&intervals);
	unit_law(&comparisons);
	unit_law(&around);
	unit_law(&refused);
}

int
main(void)
{
	nps_examples();
	wilson_examples();
	proportion_examples();
	mean_examples();
	nps_laws();
	wilson_laws();
	mean_laws();
	bounded_mean_laws();
	comparison_laws();
	hostile();
	return unit_done();
}
