/*
 * driver.c
 *	  Prints what src/math gives for many arguments, for a peer to recompute.
 *
 * One line per value set: the name of a check, its arguments, its results, all numbers as
 * hexadecimal floating point, which reads back as the same double everywhere.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/intervals.h"
#include "math/normal.h"
#include "math/student_t.h"

#include "unit.h"

#define CASES 2000

static void
line(const char *name, const double *values, int count)
{
	printf("%s", name);
	for (int i = 0; i < count; i++)
		printf(" %a", values[i]);
	printf("\n");
}

#define LINE(name, ...)                                                                            \
	line(name, (const double[]){__VA_ARGS__},                                                      \
		 (int) (sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

/* Both tails, down to 1e-12 from either end. */
static double
random_p(void)
{
	double p = unit_log_uniform(1e-12, 0.5);

	return unit_uniform(0, 1) < 0.5 ? p : 1.0 - p;
}

static double
random_level(void)
{
	static const double levels[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.999};

	return levels[(int) unit_whole(0, 5)];
}

static double
random_n(void)
{
	return floor(unit_log_uniform(2, 1e6));
}

static CxMean
random_mean(void)
{
	return (CxMean){unit_uniform(1, 7), unit_log_uniform(1e-3, 10), random_n()};
}

static void
distributions(void)
{
	double p = random_p();
	double z = unit_uniform(-8, 8);
	double df = unit_uniform(0, 1) < 0.5 ? unit_log_uniform(0.5, 100) : unit_log_uniform(0.5, 1e9);
	double t = cx_student_t_quantile(random_p(), df);

	LINE("qnorm", p, cx_normal_quantile(p));
	LINE("pnorm", z, cx_normal_two_sided_p(z));
	LINE("qt", p, df, cx_student_t_quantile(p, df));
	LINE("pt", t, df, cx_student_t_two_sided_p(t, df));
}

static void
one_sample(void)
{
	double level = random_level();
	CxNpsCounts c = {unit_whole(0, random_n()), unit_whole(0, random_n()),
					 unit_whole(1, random_n())};
	double n = random_n();
	CxProportion s = {unit_whole(0, n), n};
	CxMean m = random_mean();
	CxInterval nps = cx_nps_interval(c, level);
	CxInterval wilson = cx_wilson_interval(s, level);
	CxInterval mean = cx_mean_interval(m, level);

	LINE("nps", c.promoters, c.passives, c.detractors, level, nps.low, nps.high);
	LINE("wilson", s.hits, s.n, level, wilson.low, wilson.high);
	LINE("mean", m.mean, m.variance, m.n, level, mean.low, mean.high);
}

static void
two_samples(void)
{
	double level = random_level();
	CxNpsCounts c1 = {unit_whole(0, random_n()), unit_whole(0, random_n()),
					  unit_whole(1, random_n())};
	CxNpsCounts c2 = {unit_whole(0, random_n()), unit_whole(0, random_n()),
					  unit_whole(1, random_n())};
	double n1 = random_n();
	double n2 = random_n();
	CxProportion p1 = {unit_whole(0, n1), n1};
	CxProportion p2 = {unit_whole(0, n2), n2};
	CxMean m1 = random_mean();
	CxMean m2 = random_mean();
	CxComparison nps = cx_nps_comparison(c1, c2, level);
	CxComparison prop = cx_proportion_comparison(p1, p2, level);
	CxComparison mean = cx_mean_comparison(m1, m2, level);

	LINE("nps_change", c1.promoters, c1.passives, c1.detractors, c2.promoters, c2.passives,
		 c2.detractors, level, nps.low, nps.high, nps.statistic, nps.p_value);
	LINE("newcombe", p1.hits, p1.n, p2.hits, p2.n, level, prop.low, prop.high, prop.statistic,
		 prop.p_value);
	LINE("welch", m1.mean, m1.variance, m1.n, m2.mean, m2.variance, m2.n, level, mean.low,
		 mean.high, mean.statistic, mean.p_value);
}

int
main(void)
{
	for (int i = 0; i < CASES; i++)
	{
		distributions();
		one_sample();
		two_samples();
	}
	return 0;
}
