/*
 * special_test.c
 *	  The gamma function's family against mpmath 1.3 (40 digits) and against its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/special.h"

#include "unit.h"

typedef struct Reference
{
	double x;
	double log_gamma;
	double log_gamma_rest;
	double digamma_rest;
	double trigamma_rest;
} Reference;

static const Reference references[] = {
	{1e-300, 690.775527898213705, 344.46882541590218, -9.99999999999999975e+299, INFINITY},
	{1e-10, 23.0258509298827352, 10.5939869341104192, -9999999977.55136437,
	 9.99999999899999927e+19},
	{0.1, 2.2527126517342059, 0.512740081331914927, -8.1211698474170306, 91.4332991507927483},
	{0.4999, 0.572561318604118416, 0.153453450679389432, -1.27065638983908682, 2.93608548736716567},
	{0.5, 0.572364942924700087, 0.153426409720027345, -1.27036284546147817, 2.93480220054467931},
	{0.75, 0.203280951431295371, 0.106262936339567862, -0.798178807334691242, 1.20854631433827317},
	{0.9999, 0.0000577297915611938628, 0.0810691890865551034, -0.577280165329535776,
	 0.645074500701703471},
	{1.0, 0.0, 0.0810614667953272582, -0.577215664901532861, 0.644934066848226436},
	{1.0001, -0.000057713342220471268, 0.0810537459534400939, -0.577151178514668165,
	 0.644793677934144242},
	{1.25, -0.0982718364218131615, 0.0654319668878567799, -0.450597084690475164,
	 0.397329154507110739},
	{1.4616, -0.121486290035897328, 0.0562174689593057626, -0.379562832332890256,
	 0.283518992800606265},
	{1.5, -0.120782237635245222, 0.0548141210519176539, -0.368975134129587861,
	 0.268135533878012643},
	{1.9999, -0.000042275208772153458, 0.0413427323396306285, -0.270377339638772681,
	 0.144949479448640582},
	{2.0, 0.0, 0.0413406959554092941, -0.27036284546147817, 0.144934066848226436},
	{2.00001, 4.2278755976483596e-6, 0.0413404923279513765, -0.270361396128515328,
	 0.144932525722360119},
	{2.5, 0.28468287047291916, 0.0331628735199362875, -0.213134091228911878, 0.090357756100234865},
	{3.7, 1.42807232666538813, 0.0224687705801431459, -0.141179280288667367, 0.0397675873997680449},
	{7.25, 7.05218545073853944, 0.0114870026844286968, -0.07054794198284738,
	 0.00994819867617354896},
	{9.999, 12.7995757800774137, 0.00833139602046634287, -0.050837670787977067,
	 0.0051673856766288577},
	{10.0, 12.8018274800814696, 0.00833056343336287126, -0.0508325039273245764,
	 0.00516633568168574612},
	{10.5, 13.9406252194037636, 0.00793411456431402055, -0.0483742228657913118,
	 0.00467886082103149511},
	{33.3, 82.603723581654943, 0.00250242729642109174, -0.0150901584661552805,
	 0.000455414065308855197},
	{1000.25, 5906.94726827111718, 0.0000833125024313368824, -0.000499958322916150911,
	 4.99916635414608723e-7},
	{123456.75, 1323901.56157301423, 6.7500021937359507e-7, -4.05000678375398162e-6,
	 3.28051098968467531e-11},
	{10000000000.0, 220258509288.810581, 8.33333333333333333e-12, -5.00000000008333333e-11,
	 5.00000000016666667e-21},
	{1000000000000000.0, 33538776394910668.9, 8.3333333333333333e-17, -5.00000000000000083e-16,
	 5.00000000000000167e-31},
};

typedef struct RisingReference
{
	double c;
	double from;
	double to;
	double log_sum;
	double slope;
	double bend;
} RisingReference;

static const RisingReference risings[] = {
	{0.25, 256, 257, 6.93244789157250855, 0.999024390243902439, 0.000974657941701368233},
	{0.25, 256, 1000, 5775.25224379476714, 743.659173938110516, 0.340644198547891701},
	{1e-12, 256, 5000, 167502.478388531985, 4743.99999999999703, 2.97387014016714911e-12},
	{3.5, 300, 100000, 924998.356456456785, 99679.702722281887, 20.2569712082303509},
	{1e3, 256, 4000, 4016.21608210099583, 2362.19601694827242, 785.328606342104139},
	{1e6, 256, 3000000, 2545176.7186950989, 1613705.23124558987, 636294.234740920846},
	{1e12, 256, 20000, 0.000199957358666769458, 0.00019995735733353893, 0.000199957354667077899},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Relative, or absolute where the value is near its zero or the remains of a subtraction. */
static bool
is_close(double got, double want, double absolute)
{
	return unit_is_near(got, want, 1e-14) || fabs(got - want) <= absolute;
}

static void
reference_values(void)
{
	UnitLaw gamma = {.name = "log gamma is mpmath's"};
	UnitLaw gamma_rest = {.name = "and so is what Stirling's elementary part leaves"};
	UnitLaw digamma_rest = {.name = "digamma less the logarithm is mpmath's"};
	UnitLaw trigamma_rest = {.name = "and trigamma less the inverse"};
	UnitLaw rising = {.name = "sums over a long range are mpmath's"};

	for (size_t i = 0; i < COUNT(references); i++)
	{
		const Reference *r = &references[i];

		unit_holds(&gamma, is_close(cx_log_gamma(r->x), r->log_gamma, 0), "x = %.17g: %.17g", r->x,
				   cx_log_gamma(r->x));
		unit_holds(&gamma_rest, is_close(cx_log_gamma_rest(r->x), r->log_gamma_rest, 1e-14),
				   "x = %.17g: %.17g", r->x, cx_log_gamma_rest(r->x));
		unit_holds(&digamma_rest, is_close(cx_digamma_rest(r->x), r->digamma_rest, 1e-15),
				   "x = %.17g: %.17g", r->x, cx_digamma_rest(r->x));
		unit_holds(&trigamma_rest, is_close(cx_trigamma_rest(r->x), r->trigamma_rest, 0),
				   "x = %.17g: %.17g", r->x, cx_trigamma_rest(r->x));
		if (r->x >= 10)
			unit_holds(&gamma_rest, is_close(cx_log_gamma_rest(r->x), r->log_gamma_rest, 0),
					   "x = %.17g: %.17g", r->x, cx_log_gamma_rest(r->x));
	}
	for (size_t i = 0; i < COUNT(risings); i++)
	{
		const RisingReference *r = &risings[i];
		CxRising got = cx_rising(r->c, r->from, r->to);
		double absolute = 4e-16 * r->to;

		unit_holds(&rising,
				   is_close(got.log_sum, r->log_sum, absolute) &&
					   is_close(got.slope, r->slope, absolute) &&
					   is_close(got.bend, r->bend, absolute),
				   "c = %g, %g to %g: %.17g, %.17g, %.17g", r->c, r->from, r->to, got.log_sum,
				   got.slope, got.bend);
	}
	unit_law(&gamma);
	unit_law(&gamma_rest);
	unit_law(&digamma_rest);
	unit_law(&trigamma_rest);
	unit_law(&rising);
}

static void
laws(void)
{
	const double pi = 3.14159265358979323846;
	UnitLaw step = {.name = "log gamma(x + 1) = log gamma(x) + log x, across all branches"};
	UnitLaw digamma_step = {.name = "digamma(x + 1) = digamma(x) + 1 / x, less the logarithms"};
	UnitLaw trigamma_step = {.name = "trigamma(x + 1) = trigamma(x) - 1 / x^2, less the inverses"};
	UnitLaw reflection = {.name = "gamma(x) gamma(1 - x) sin(pi x) = pi"};
	UnitLaw excess = {.name = "t - log(1 + t) is its series for small t"};
	UnitLaw excess_far = {.name = "and by libm elsewhere"};
	UnitLaw loop = {.name = "a long sum is the sum of its terms"};

	for (int i = 0; i < 50000; i++)
	{
		double x = i % 2 ? unit_uniform(0.001, 12) : unit_log_uniform(1e-6, 1e8);
		double p = unit_uniform(0.001, 0.6);
		double t = unit_log_uniform(1e-18, 1e-3) * (i % 2 ? 1 : -1);
		double u = unit_uniform(0.25, 1) * (i % 2 ? 1 : -0.999);
		double next = cx_log_gamma(x + 1);
		double tri = cx_trigamma_rest(x + 1) + 1 / x / x / (x + 1);

		unit_holds(&step, fabs(next - cx_log_gamma(x) - log(x)) <= 2e-15 + 1e-15 * (fabs(next) + x),
				   "x = %.17g", x);
		unit_holds(&digamma_step,
				   fabs(cx_digamma_rest(x + 1) - cx_digamma_rest(x) - (1 / x - log1p(1 / x))) <=
					   2e-15 * (2 + 1 / x + log1p(x)),
				   "x = %.17g", x);
		unit_holds(&trigamma_step, unit_is_near(cx_trigamma_rest(x), tri, 1e-14), "x = %.17g", x);
		unit_holds(&reflection,
				   fabs(cx_log_gamma(p) + cx_log_gamma(1 - p) - log(pi / sin(pi * p))) < 1e-14,
				   "x = %.17g", p);
		unit_holds(
			&excess,
			unit_is_near(cx_log1p_excess(t),
						 t * t * (1.0 / 2 - t * (1.0 / 3 - t * (1.0 / 4 - t * (1.0 / 5 - t / 6)))),
						 1e-14),
			"t = %.17g", t);
		unit_holds(&excess_far, unit_is_near(cx_log1p_excess(u), u - log1p(u), 2e-14), "t = %.17g",
				   u);
		unit_holds(&excess_far, unit_is_near(cx_log1p_excess(u / 4), u / 4 - log1p(u / 4), 2e-14),
				   "t = %.17g", u / 4);
	}
	for (int i = 0; i < 500; i++)
	{
		double c = unit_log_uniform(1e-6, 1e6);
		double from = unit_whole(CX_RISING_FROM, 2 * CX_RISING_FROM);
		double to = from + unit_whole(0, 2000);
		CxRising sums = cx_rising(c, from, to);
		CxRising want = {0, 0, 0, 0};

		for (double j = from; j < to; j++)
		{
			want.log_sum += log1p(j / c);
			want.slope += j / (c + j);
			want.rest += c / (c + j);
			want.bend += c * j / (c + j) / (c + j);
		}
		unit_holds(&loop,
				   fabs(sums.log_sum - want.log_sum) <= 1e-12 * (1 + want.log_sum) &&
					   fabs(sums.slope - want.slope) <= 1e-12 * (1 + want.slope) &&
					   fabs(sums.rest - want.rest) <= 1e-12 * want.rest &&
					   fabs(sums.bend - want.bend) <= 1e-12 * (1 + want.slope),
				   "c = %.17g, %g to %g", c, from, to);
	}
	unit_law(&step);
	unit_law(&digamma_step);
	unit_law(&trigamma_step);
	unit_law(&reflection);
	unit_law(&excess);
	unit_law(&excess_far);
	unit_law(&loop);

	unit_ok(isnan(cx_log_gamma(0)) && isnan(cx_log_gamma(-1.5)) && isnan(cx_log_gamma(NAN)) &&
				isnan(cx_digamma_rest(0)) && isnan(cx_trigamma_rest(-1)),
			"an argument that is not positive has no value");
	unit_ok(cx_log_gamma(1) == 0 && cx_log_gamma(2) == 0, "the zeros of log gamma are exact");
}

int
main(void)
{
	reference_values();
	laws();
	return unit_done();
}
