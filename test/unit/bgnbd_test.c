/*
 * bgnbd_test.c
 *	  BG/NBD and MBG/NBD against what is published for the CDNOW sample, against high precision, and
 *	  against their own laws.
 *
 * Printed values are from Fader, Hardie and Lee (2005) and the manuals of the R package BTYD; longer
 * ones from an oracle of 30 to 50 digits that agrees with them and with the Python package
 * lifetimes 0.11.3.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/bgnbd.h"

#include "models.h"

static const CxCustomer newcomer = {0, 0, 0, 1};

static CxBgnbd
fitted(const CxFit *fit, bool modified)
{
	return (CxBgnbd){fit->parameters[0], fit->parameters[1], fit->parameters[2], fit->parameters[3],
					 modified};
}

/* The sum over customers of the purchases expected in the 39 weeks after the 39 observed. */
static double
expected_of_all(const CxBgnbd *model, const CxCustomer *customers)
{
	double sum = 0;

	for (int i = 0; i < CDNOW_GROUPS; i++)
		sum += customers[i].weight * cx_bgnbd_expected(model, &customers[i], 39);
	return sum;
}

static void
published_fits(void)
{
	static CxCustomer weeks[CDNOW_GROUPS];
	static CxCustomer days[CDNOW_GROUPS];
	CxFit fit;
	CxFit again;
	CxBgnbd model;

	cdnow_customers(weeks, true);
	cdnow_customers(days, false);

	/* printed r .243, alpha 4.414, a .793, b 2.426, log-likelihood -9582.4 */
	cx_bgnbd_fit(weeks, CDNOW_GROUPS, false, &never, &fit);
	model = fitted(&fit, false);
	unit_ok(fit.status == CX_FIT_CONVERGED && fit.limits == 0, "BG/NBD converges on CDNOW");
	unit_near(fit.parameters[0], 0.2425929133576, 1e-6, "BG/NBD r");
	unit_near(fit.parameters[1], 4.413531888523, 1e-6, "BG/NBD alpha");
	unit_near(fit.parameters[2], 0.7928861704591, 1e-6, "BG/NBD a");
	unit_near(fit.parameters[3], 2.425753437397, 1e-6, "BG/NBD b");
	unit_within(fit.log_likelihood, -9582.42556056736, 1e-6, "BG/NBD log-likelihood");
	unit_near(standard_error(&fit, 0), 0.01255732, 1e-5, "BG/NBD error of r");
	unit_near(standard_error(&fit, 1), 0.3782214, 1e-5, "BG/NBD error of alpha");
	unit_near(standard_error(&fit, 2), 0.1857192, 1e-5, "BG/NBD error of a");
	unit_near(standard_error(&fit, 3), 0.7053458, 1e-5, "BG/NBD error of b");
	/* of lifetimes; 1882 were made */
	unit_near(expected_of_all(&model, weeks), 1653.4233, 1e-5, "BG/NBD purchases in weeks 40-78");

	/* lifetimes and the R package BTYDplus: .525, 6.183, .891, 1.614 */
	cx_bgnbd_fit(weeks, CDNOW_GROUPS, true, &never, &fit);
	model = fitted(&fit, true);
	unit_ok(fit.status == CX_FIT_CONVERGED, "MBG/NBD converges on CDNOW");
	unit_near(fit.parameters[0], 0.5248377, 1e-5, "MBG/NBD r");
	unit_near(fit.parameters[1], 6.182988, 1e-5, "MBG/NBD alpha");
	unit_near(fit.parameters[2], 0.8913563, 1e-5, "MBG/NBD a");
	unit_near(fit.parameters[3], 1.614000, 1e-5, "MBG/NBD b");
	unit_within(fit.log_likelihood, -9582.13268489992, 1e-6, "MBG/NBD log-likelihood");
	unit_near(expected_of_all(&model, weeks), 1576.7357, 1e-5, "MBG/NBD purchases in weeks 40-78");

	/* Another unit of time: alpha is in days then, and each purchase has a density per day. */
	for (int modified = 0; modified < 2; modified++)
	{
		for (int i = 0; i < CDNOW_GROUPS; i++)
			weeks[i].recency = days[i].recency / 7, weeks[i].age = days[i].age / 7;
		cx_bgnbd_fit(weeks, CDNOW_GROUPS, modified, &never, &fit);
		cx_bgnbd_fit(days, CDNOW_GROUPS, modified, &never, &again);
		unit_ok(unit_is_near(again.parameters[0], fit.parameters[0], 1e-9) &&
					unit_is_near(again.parameters[1], 7 * fit.parameters[1], 1e-9) &&
					unit_is_near(again.parameters[2], fit.parameters[2], 1e-9) &&
					unit_is_near(again.parameters[3], fit.parameters[3], 1e-9) &&
					unit_is_near(again.log_likelihood + cdnow_repeats() * log(7),
								 fit.log_likelihood, 1e-12),
				"days or weeks, the same fit");
	}
}

/* The negative binomial model is that in which nobody leaves. */
static void
without_dropout(void)
{
	static CxCustomer customers[CDNOW_GROUPS];
	double theta[4] = {log(12.072076 / 0.38476741), log(0.38476741), -50, 0};
	CxLikelihood at;

	cdnow_customers(customers, true);
	cx_bgnbd_likelihood_at(customers, CDNOW_GROUPS, false, theta, &at);
	/* BTYDplus; printed .385, 12.072, -9763.7 */
	unit_within(at.value, -9763.660222, 1e-6, "NBD log-likelihood of CDNOW");
	unit_ok(fabs(at.gradient[0]) < 1e-3 && fabs(at.gradient[1]) < 1e-3, "which is the highest");
}

static void
published_predictions(void)
{
	const CxBgnbd printed = {.243, 4.414, .793, 2.426, false};
	const CxBgnbd exact = {.2425929133576, 4.413531888523, .7928861704591, 2.425753437397, false};
	const CxCustomer customer = {2, 30.43, 38.86, 1};
	static CxCustomer customers[CDNOW_GROUPS];
	double theta[4] = {log(4.414 / .243), log(.243), log(.793 / 2.426), log(.793 + 2.426)};
	CxLikelihood at;

	cdnow_customers(customers, true);
	cx_bgnbd_likelihood_at(customers, CDNOW_GROUPS, false, theta, &at);
	unit_near(at.value, -9582.42683118236, 1e-12, "log-likelihood at the printed parameters");

	/* printed 1.226, in the spreadsheet of Fader, Hardie and Lee */
	unit_near(cx_bgnbd_expected(&printed, &customer, 39), 1.22602817476714, 1e-12,
			  "purchases of the second customer");
	unit_near(cx_bgnbd_alive(&printed, &customer), .72657857008067, 1e-12, "P(alive) of the same");
	unit_near(cx_bgnbd_log_likelihood(&printed, &customer), -9.45860630706627, 1e-12,
			  "log-likelihood of the same");
	unit_ok(cx_bgnbd_alive(&printed, &(CxCustomer){0, 0, 38.86, 1}) == 1,
			"P(alive) is 1 without a repeat purchase");

	/* printed in their spreadsheet, to as many digits */
	unit_within(cx_bgnbd_expected(&exact, &newcomer, .1429), .007816, 1e-6, "E[X(.1429)]");
	unit_within(cx_bgnbd_expected(&exact, &newcomer, 1), .053185, 1e-6, "E[X(1)]");
	unit_within(cx_bgnbd_expected(&exact, &newcomer, 3), .150632, 1e-6, "E[X(3)]");
	unit_within(cx_bgnbd_expected(&exact, &newcomer, 31.8571), 1.040494, 1e-6, "E[X(31.8571)]");
	unit_within(cx_bgnbd_expected(&exact, &newcomer, 32), 1.043737, 1e-6, "E[X(32)]");
	unit_within(cx_bgnbd_expected(&exact, &newcomer, 78), 1.857972, 1e-6, "E[X(78)]");
}

typedef struct Oracle
{
	CxBgnbd model;
	double frequency;
	double recency;
	double age;
	double horizon;
	double discount;
	double log_likelihood;
	double alive;
	double expected;
	double discounted;
} Oracle;

/*
 * mpmath 1.3 with 40 digits: expected and discounted purchases as integrals of
 * exp(-d u) P(alive) k / A hyp2f1(k + 1, a; a + b'; -u / A), A = alpha + T, b' = b + x (+ 1).
 */
/* clang-format off */
static const Oracle oracles[] = {
	{{.243, 4.414, .793, 2.426, 0}, 0, 0, 0, 39, .002, 0.0, 1.0, 1.1967231933208169, 1.1581650604267713},
	{{.243, 4.414, .793, 2.426, 1}, 0, 0, 38.86, 39, .0005, -0.38695222057085345, 0.63725333796489528, 0.1274613825456613, 0.12626206100895393},
	{{.243, 4.414, .793, 2.426, 0}, 2, 30.43, 38.86, 39, .001, -9.4586063070662712, 0.72657857008067291, 1.2260281747671445, 1.2037633980251961},
	{{.243, 4.414, .793, 2.426, 1}, 1, 270, 273, 365, .0002613, -8.3266747735936233, 0.80996922852849143, 1.1085226289911768, 1.0601036635678599},
	{{.243, 4.414, .793, 2.426, 0}, 7, 30, 900, 90, .001, -23.010788807683493, 5.5456544737090894e-10, 3.8757901556223412e-10, 3.708195918421101e-10},
	{{.243, 4.414, .793, 2.426, 1}, 40, 600, 612, 365, -.0005, -154.22687116208086, 0.9604007062060945, 19.077597502621335, 20.819095122446167},
	{{.243, 4.414, .793, 2.426, 0}, 3000, 1000, 1001.5, 180, .0002613, 268.71492270656219, 0.97728005315264351, 491.00840249672827, 479.88547845699672},
	{{.243, 4.414, .793, 2.426, 1}, 3, 3, 2000, 3650, .0005, -9.2408614961364396, 8.8805907931426237e-8, 3.8753419270223508e-7, 1.9289340881876012e-7},
	{{.243, 4.414, .793, 2.426, 0}, 1, .5, 1, 5000, .0003, -3.1222583535969778, 0.73061189202442231, 25.392147573700794, 18.906477951583592},
	{{.25, 30, 1, 2.5, 1}, 0, 0, 0, 39, .002, -1.7219155529623352e-41, 0.71428571428571429, 0.20044321382957876, 0.19317104745944985},
	{{.25, 30, 1, 2.5, 0}, 0, 0, 38.86, 39, .0005, -0.20771951906205558, 1.0, 0.12944827641514909, 0.12823033431915667},
	{{.25, 30, 1, 2.5, 1}, 2, 30.43, 38.86, 39, .001, -10.362559516898843, 0.77034324698776323, 0.86637029893696313, 0.85036298014976543},
	{{.25, 30, 1, 2.5, 0}, 1, 270, 273, 365, .0002613, -7.6745915191104435, 0.71174061401688347, 0.84722383864015072, 0.81091667121366645},
	{{.25, 30, 1, 2.5, 1}, 7, 30, 900, 90, .001, -26.755912106274992, 2.2275054940537123e-8, 1.5110516568244055e-8, 1.4457751548480502e-8},
	{{.25, 30, 1, 2.5, 0}, 40, 600, 612, 365, -.0005, -155.86876960125328, 0.95102530495831856, 17.407769755138557, 18.973019805221373},
	{{.25, 30, 1, 2.5, 1}, 3000, 1000, 1001.5, 180, .0002613, 192.47427622971861, 0.97444619009464448, 470.2829894519162, 459.6839834996154},
	{{.25, 30, 1, 2.5, 0}, 3, 3, 2000, 3650, .0005, -13.15809867737728, 6.9026793145411598e-6, 2.691002905613358e-5, 1.3760759346163313e-5},
	{{.25, 30, 1, 2.5, 1}, 1, .5, 1, 5000, .0003, -5.1603986094682628, 0.77424487710215265, 12.275228216785698, 9.0757265836105662},
	{{.5, 5, .2, .3, 1}, 0, 0, 38.86, 39, .0005, -0.50653068379727874, 0.33619048660288018, 0.13941257277049489, 0.13809033148510931},
	{{.5, 5, .2, .3, 0}, 7, 30, 900, 90, .001, -23.258284521779368, 8.0159784694464527e-10, 5.9142099489589647e-10, 5.6567847794645092e-10},
	{{.5, 5, .2, .3, 1}, 3, 3, 2000, 3650, .0005, -9.4442266713089996, 6.6206183070227236e-8, 3.7429155649147508e-7, 1.7721241815667705e-7},
	{{.01, 100, .05, .1, 1}, 0, 0, 0, 39, .002, 1.1479437019748901e-41, 0.66666666666666667, 0.0025801342078906909, 0.0024823099686377373},
	{{.01, 100, .05, .1, 0}, 1, 270, 273, 365, .0002613, -10.53718656711532, 0.66485172775998283, 0.63740553798453228, 0.60820434392786801},
	{{.01, 100, .05, .1, 1}, 3000, 1000, 1001.5, 180, .0002613, -2.6336580671982431, 0.99900720907325301, 487.86048737081581, 476.57937737662599},
	{{3, 400, 1, .01, 0}, 2, 30.43, 38.86, 39, .001, -14.52729906916192, 0.47825662133958433, 0.1954426661691836, 0.19178411511951747},
	{{3, 400, 1, .01, 1}, 40, 600, 612, 365, -.0005, -170.77136762965443, 0.95992878586042584, 12.62886546013025, 13.787415392439204},
	{{3, 400, 1, .01, 0}, 1, .5, 1, 5000, .0003, -4.8978984264704488, 0.0098521864914436079, 0.043191209704243263, 0.032818619542377001},
	{{1, 1, 1, 1, 0}, 0, 0, 38.86, 39, .0005, -3.6853733147846486, 1.0, 0.68230081366483247, 0.67643515003997694},
	{{1, 1, 1, 1, 1}, 7, 30, 900, 90, .001, -23.223402393816101, 1.5710326462527273e-11, 1.2021972554410006e-11, 1.1504271605839801e-11},
	{{1, 1, 1, 1, 0}, 3, 3, 2000, 3650, .0005, -6.2383246249916037, 4.7904119877810111e-11, 1.9893344389187555e-10, 1.0573122768408034e-10},
	{{2.5, 70, 5, 40, 0}, 0, 0, 0, 39, .002, 0.0, 1.0, 1.2567368655093222, 1.2105902383978389},
	{{2.5, 70, 5, 40, 1}, 1, 270, 273, 365, .0002613, -9.0089225459450442, 0.88828952489693233, 2.6307218442387108, 2.5183551103630426},
	{{2.5, 70, 5, 40, 0}, 3000, 1000, 1001.5, 180, .0002613, 77.17397849688185, 0.90057960508093596, 314.1802441085237, 307.82285657310191},
	{{.7, 12, 150, 900, 1}, 2, 30.43, 38.86, 39, .001, -8.9170884342855443, 0.78662194403152009, 1.3483894633173191, 1.3240789276180807},
	{{.7, 12, 150, 900, 0}, 40, 600, 612, 365, -.0005, -157.0052263394593, 0.73959489658224365, 5.163635155204109, 5.4276597835257837},
	{{.7, 12, 150, 900, 1}, 1, .5, 1, 5000, .0003, -3.1220126009374249, 0.84892503978517005, 5.9814907344252259, 5.7875635039552911},
	{{20, 2000, .6, 3, 1}, 0, 0, 38.86, 39, .0005, -0.30954478261459778, 0.77286589990641187, 0.2882244429864958, 0.28545593879047822},
	{{20, 2000, .6, 3, 0}, 7, 30, 900, 90, .001, -35.143376826693606, 0.00098471481640041356, 0.0008056318663291425, 0.00077071602099033312},
	{{20, 2000, .6, 3, 1}, 3, 3, 2000, 3650, .0005, -16.539190588205813, 1.2339043557956537e-6, 1.5986137119759118e-5, 8.265966359601109e-6},
	{{5, 50, 1e5, 3e5, 1}, 0, 0, 0, 39, .002, 8.475539840366131e-35, 0.75, 1.7689368480024478, 1.7133885046502217},
	{{5, 50, 1e5, 3e5, 0}, 1, 270, 273, 365, .0002613, -13.482067402881183, 0.7393560536975842, 2.2928435043928473, 2.2161606790696273},
	{{5, 50, 1e5, 3e5, 1}, 3000, 1000, 1001.5, 180, .0002613, -692.65559976989101, 0.039878170470607551, 0.16071063410288946, 0.16065141716866422},
	{{1e12, 3e13, .8, 2, 0}, 2, 30.43, 38.86, 39, .001, -8.3681260964436673, 0.73899581958767517, 0.86895461589159735, 0.85277671154320772},
	{{1e12, 3e13, .8, 2, 1}, 40, 600, 612, 365, -.0005, -158.9102769838925, 0.97236943359467656, 10.696899617907009, 11.700143839349183},
	{{1e12, 3e13, .8, 2, 0}, 1, .5, 1, 5000, .0003, -3.4297403982237505, 0.71087224178347234, 13.312575570922321, 9.4229689479816709},
	{{.3, 20, 1e-12, 2.5, 0}, 0, 0, 38.86, 39, .0005, -0.3238288407754007, 1.0, 0.19877675840975572, 0.19685122131835752},
	{{.3, 20, 1e-12, 2.5, 1}, 7, 30, 900, 90, .001, -42.866933525126387, 0.99981996028972478, 0.71400186294600481, 0.68281437842108496},
	{{.3, 20, 1e-12, 2.5, 0}, 3, 3, 2000, 3650, .0005, -24.325793366734441, 0.99999942357222871, 5.9628678499611231, 2.740574434484292},
	{{.25, 31, 1e12, 3e12, 0}, 0, 0, 0, 39, .002, 0.0, 1.0, 0.26432994165399345, 0.25484860694395645},
	{{.25, 31, 1e12, 3e12, 1}, 1, 270, 273, 365, .0002613, -7.958650622956933, 0.74766840456535699, 0.83654737868472141, 0.80163216401555962},
	{{.25, 31, 1e12, 3e12, 0}, 3000, 1000, 1001.5, 180, .0002613, -663.1047829854499, 0.036852836598193656, 0.14741134650344369, 0.14735832507563482},
	{{1.5, 9, 1e-6, 1e-7, 1}, 2, 30.43, 38.86, 39, .001, -11.319283370391405, 0.99999901490012262, 2.8520644148313518, 2.7971651697306229},
	{{1.5, 9, 1e-6, 1e-7, 0}, 40, 600, 612, 365, -.0005, -153.70714322213627, 0.99999994237391309, 24.392101699932288, 26.759692581548664},
	{{1.5, 9, 1e-6, 1e-7, 1}, 1, .5, 1, 5000, .0003, -4.4530558943530325, 0.99999886318328738, 1249.9912017900637, 647.3872283438643},
};
/* clang-format on */

static void
high_precision(void)
{
	UnitLaw likelihood = {.name = "log-likelihood to 12 digits, up to 3000 purchases and limits"};
	UnitLaw alive = {.name = "P(alive) to 13 digits"};
	UnitLaw expected = {.name = "expected purchases to 12 digits"};
	UnitLaw discounted = {.name = "discounted purchases to 10 digits"};

	for (size_t i = 0; i < sizeof(oracles) / sizeof(oracles[0]); i++)
	{
		const Oracle *o = &oracles[i];
		CxCustomer customer = {o->frequency, o->recency, o->age, 1};
		/* 12 digits of a sum of parameters that is 10^12 */
		double tolerance = o->model.b > 1e9 ? 1e-9 : 1e-12;
		double got = cx_bgnbd_log_likelihood(&o->model, &customer);

		unit_holds(&likelihood,
				   fabs(got - o->log_likelihood) <= 1e-11 * fabs(o->log_likelihood) + 1e-15,
				   "%zu: %.17g", i, got);
		got = cx_bgnbd_alive(&o->model, &customer);
		unit_holds(&alive, unit_is_near(got, o->alive, 1e-13), "%zu: %.17g", i, got);
		got = cx_bgnbd_expected(&o->model, &customer, o->horizon);
		unit_holds(&expected, unit_is_near(got, o->expected, tolerance), "%zu: %.17g", i, got);
		got = cx_bgnbd_discounted(&o->model, &customer, o->horizon, o->discount, &never);
		unit_holds(&discounted, unit_is_near(got, o->discounted, 100 * tolerance), "%zu: %.17g", i,
				   got);
	}
	unit_law(&likelihood);
	unit_law(&alive);
	unit_law(&expected);
	unit_law(&discounted);
}

#define SAMPLE 30

typedef struct Sample
{
	CxCustomer customers[SAMPLE];
	bool modified;
} Sample;

static void
sample_likelihood(const void *data, const double *theta, CxLikelihood *at)
{
	const Sample *sample = data;

	cx_bgnbd_likelihood_at(sample->customers, SAMPLE, sample->modified, theta, at);
}

static void
derivatives(void)
{
	UnitLaw gradient = {.name = "the gradient is that of the likelihood"};
	UnitLaw hessian = {.name = "the Hessian is that of the gradient"};

	for (int i = 0; i < 300; i++)
	{
		double theta[4] = {unit_uniform(-1, 6), unit_uniform(-3, 3), unit_uniform(-4, 4),
						   unit_uniform(-3, 4)};
		Sample sample = {.modified = i % 2};

		for (int j = 0; j < SAMPLE; j++)
		{
			double x = j % 3 ? floor(unit_log_uniform(1, i % 10 ? 30 : 2000)) : 0;
			double age = unit_uniform(1, 500);

			sample.customers[j] =
				(CxCustomer){x, x > 0 ? age * unit_uniform(0.01, 1) : 0, age, unit_uniform(0.1, 3)};
		}
		check_derivatives(&gradient, &hessian, sample_likelihood, &sample, theta, 4);
	}
	unit_law(&gradient);
	unit_law(&hessian);
}

static CxBgnbd
random_model(int i)
{
	return (CxBgnbd){unit_log_uniform(1e-3, 1e3), unit_log_uniform(1e-2, 1e5),
					 i % 7 ? unit_log_uniform(1e-3, 1e2) : 1, unit_log_uniform(1e-3, 1e2), i % 2};
}

static CxCustomer
random_customer(int i)
{
	double age = i % 5 ? unit_log_uniform(1e-2, 1e4) : 0;
	double x = i % 3 && age > 0 ? floor(unit_log_uniform(1, i % 4 ? 50 : 1e5)) : 0;

	return (CxCustomer){x, x > 0 ? age * unit_uniform(0.001, 1) : 0, age, 1};
}

static void
laws(void)
{
	UnitLaw finite = {.name = "predictions are numbers, whatever the customer"};
	UnitLaw rising = {.name = "more time, more purchases; never more than without leaving"};
	UnitLaw worth = {.name = "a discount lowers the value, a negative one raises it"};

	for (int i = 0; i < 4000; i++)
	{
		CxBgnbd model = random_model(i);
		CxCustomer customer = random_customer(i);
		double horizon = unit_log_uniform(1e-3, 1e4);
		double rate = unit_log_uniform(1e-6, 1) / horizon;
		double alive = cx_bgnbd_alive(&model, &customer);
		double near = cx_bgnbd_expected(&model, &customer, horizon / 2);
		double far = cx_bgnbd_expected(&model, &customer, horizon);
		double most =
			alive * (model.r + customer.frequency) / (model.alpha + customer.age) * horizon;
		double now = i % 8 ? NAN : cx_bgnbd_discounted(&model, &customer, horizon, rate, &never);
		double grown = i % 8 ? NAN : cx_bgnbd_discounted(&model, &customer, horizon, -rate, &never);

		unit_holds(&finite,
				   alive >= 0 && alive <= 1 && isfinite(far) &&
					   isfinite(cx_bgnbd_log_likelihood(&model, &customer)) &&
					   cx_bgnbd_expected(&model, &customer, 0) == 0,
				   "r %g alpha %g a %g b %g, x %g tx %g T %g: %g %g", model.r, model.alpha, model.a,
				   model.b, customer.frequency, customer.recency, customer.age, alive, far);
		unit_holds(
			&rising,
			near <= far * (1 + 1e-12) && far <= most * (1 + 1e-12) && 2 * near >= far * (1 - 1e-12),
			"r %g alpha %g a %g b %g, x %g tx %g T %g: %.17g %.17g %.17g", model.r, model.alpha,
			model.a, model.b, customer.frequency, customer.recency, customer.age, near, far, most);
		if (i % 8 == 0)
			unit_holds(&worth,
					   now <= far && grown >= far &&
						   now >= far * exp(-rate * horizon) * (1 - 1e-12) &&
						   grown <= far * exp(rate * horizon) * (1 + 1e-12),
					   "r %g alpha %g a %g b %g, x %g tx %g T %g, %g to %g: %.17g %.17g %.17g",
					   model.r, model.alpha, model.a, model.b, customer.frequency, customer.recency,
					   customer.age, rate, horizon, now, far, grown);
	}
	unit_law(&finite);
	unit_law(&rising);
	unit_law(&worth);
}

static int calls;

static void
count_call(void *argument)
{
	(void) argument;
	calls++;
}

/*
 * Where all are nearly as likely to leave, the purchases are those of that probability, to some a-th part;
 * the density of it is a peak of 1e-7 width made of powers in the billions.
 */
static void
extremes(void)
{
	UnitLaw alike = {.name = "equal chances to leave, from parameters up to 1e15"};
	UnitLaw work = {.name = "whatever the parameters, an answer after at most so much work"};

	for (double size = 1e9; size <= 1e15; size *= 10)
	{
		CxBgnbd model = {2, 30, 0.25 * size, 0.75 * size, true};
		CxCustomer customer = {4, 90, 100, 1};
		/* 1 purchase more, with or without leaving then, or none: (1 - (1 + p t / (alpha + T))^-k) / p */
		double want =
			cx_bgnbd_alive(&model, &customer) * -expm1(-6 * log1p(0.25 * 200 / 130)) / 0.25;
		double got = cx_bgnbd_expected(&model, &customer, 200);
		CxCustomer often = {1e6, 1e6, 1e6, 1};
		double many = cx_bgnbd_expected(&model, &often, 1e6) / cx_bgnbd_alive(&model, &often);

		unit_holds(&alike, unit_is_near(got, want, 1e-8), "%g: %.17g, %.17g", size, got, want);
		/* every fourth purchase is the last: 1 / p of them, when there is time for more */
		unit_holds(&alike, size < 1e13 || unit_is_near(many, 4, 1e-6), "%g: %.17g", size, many);
	}
	unit_law(&alike);

	for (int i = 0; i < 500; i++)
	{
		CxCheck check = {count_call, NULL};
		CxBgnbd model = {unit_log_uniform(1e-30, 1e15), unit_log_uniform(1e-60, 1e60),
						 unit_log_uniform(1e-30, 1e15), unit_log_uniform(1e-30, 1e15), i % 2};
		double age = unit_log_uniform(1e-6, 1e10);
		double x = i % 3 ? floor(unit_log_uniform(1, 1e15)) : 0;
		CxCustomer customer = {x, x > 0 ? age * (i % 4 ? 1 : unit_uniform(0.01, 1)) : 0, age, 1};
		double horizon = unit_log_uniform(1e-6, 1e10);
		double rate = log1p(i % 5 ? unit_log_uniform(1e-6, 1e10) : -unit_uniform(0, 1)) / 365;
		double value;

		calls = 0;
		value = cx_bgnbd_discounted(&model, &customer, horizon, rate, &check);
		unit_holds(&work, value >= 0 && calls <= 1800,
				   "r %g alpha %g a %g b %g, x %g tx %g T %g, %g at %g: %g after %d", model.r,
				   model.alpha, model.a, model.b, x, customer.recency, age, horizon, rate, value,
				   calls);
	}
	unit_law(&work);

	/* a horizon at which nothing can be discounted, and an integral would be lost in underflow */
	{
		CxCheck check = {count_call, NULL};
		CxBgnbd model = {1e-15, 1, 1, 1, false};
		CxCustomer customer = {2, 1e7, 1e7, 1};

		calls = 0;
		unit_near(cx_bgnbd_discounted(&model, &customer, 8e-308, 0.01, &check),
				  cx_bgnbd_expected(&model, &customer, 8e-308), 0, "the smallest of horizons");
		unit_ok(calls == 0, "... at once");
	}
}

int
main(void)
{
	published_fits();
	without_dropout();
	published_predictions();
	high_precision();
	derivatives();
	laws();
	extremes();
	return unit_done();
}
