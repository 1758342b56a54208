/*
 * pareto_nbd_test.c
 *	  Pareto/NBD against what is published for the CDNOW sample, against high precision, and against
 *	  its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/pareto_nbd.h"

#include "models.h"

static const CxCustomer newcomer = {0, 0, 0, 1};

static void
published(void)
{
	static CxCustomer weeks[CDNOW_GROUPS];
	static CxCustomer days[CDNOW_GROUPS];
	/* of the vignette of the R package BTYD; its walkthrough prints them with four digits */
	const CxParetoNbd walkthrough = {.553, 10.580, .606, 11.656};
	/* of the example of pnbd.Expectation in BTYD's manual */
	const CxParetoNbd manual = {.55, 10.56, .61, 11.64};
	static const double growth[] = {.05077821, .09916088, .14542507, .18979930, .23247466,
									.27361274, .31335159, .35181024, .38909211};
	const CxCustomer best = {26, 30.86, 31, 1};
	UnitLaw curve = {.name = "E[X(t)] of the manual, t = 1..9"};
	CxParetoNbd model;
	CxFit fit;
	CxFit again;
	double sum = 0;

	cdnow_customers(weeks, true);
	cdnow_customers(days, false);
	cx_pareto_nbd_fit(weeks, CDNOW_GROUPS, &never, &fit);
	/* printed .553, 10.578, .606, 11.669, log-likelihood -9595.0; more digits by 30-digit arithmetic */
	unit_ok(fit.status == CX_FIT_CONVERGED && fit.limits == 0, "Pareto/NBD converges on CDNOW");
	unit_near(fit.parameters[0], .5532755086976, 1e-6, "r");
	unit_near(fit.parameters[1], 10.57761223875, 1e-6, "alpha");
	unit_near(fit.parameters[2], .6062135686302, 1e-6, "s");
	unit_near(fit.parameters[3], 11.66791123629, 1e-6, "beta");
	unit_within(fit.log_likelihood, -9594.9739298269, 1e-6, "log-likelihood");
	unit_near(standard_error(&fit, 0), .0476288, 1e-5, "error of r");
	unit_near(standard_error(&fit, 1), .8427239, 1e-5, "error of alpha");
	unit_near(standard_error(&fit, 2), .1872796, 1e-5, "error of s");
	unit_near(standard_error(&fit, 3), 6.211029, 1e-5, "error of beta");

	model =
		(CxParetoNbd){fit.parameters[0], fit.parameters[1], fit.parameters[2], fit.parameters[3]};
	for (int i = 0; i < CDNOW_GROUPS; i++)
		sum += weeks[i].weight * cx_pareto_nbd_expected(&model, &weeks[i], 39);
	/* of lifetimes, whose fit stops a little short; 1882 were made */
	unit_near(sum, 1665.515, 1e-4, "purchases in weeks 40-78");
	/* printed 1.473434, 25.45647, .997874: with the parameters of BTYD's fit, given to two digits */
	unit_near(cx_pareto_nbd_expected(&model, &newcomer, 52), 1.473434, 1e-4,
			  "a new customer's year");
	unit_near(cx_pareto_nbd_expected(&walkthrough, &best, 52), 25.45647, 1e-4,
			  "customer 1516's year");
	unit_near(cx_pareto_nbd_alive(&walkthrough, &best), .997874, 1e-4, "and P(alive)");
	for (int t = 1; t <= 9; t++)
	{
		double got = cx_pareto_nbd_expected(&manual, &newcomer, t);

		unit_holds(&curve, fabs(got - growth[t - 1]) < 1e-8, "t = %d: %.10g", t, got);
	}
	unit_law(&curve);

	for (int i = 0; i < CDNOW_GROUPS; i++)
		weeks[i].recency = days[i].recency / 7, weeks[i].age = days[i].age / 7;
	cx_pareto_nbd_fit(weeks, CDNOW_GROUPS, &never, &fit);
	cx_pareto_nbd_fit(days, CDNOW_GROUPS, &never, &again);
	unit_ok(unit_is_near(again.parameters[0], fit.parameters[0], 1e-9) &&
				unit_is_near(again.parameters[1], 7 * fit.parameters[1], 1e-9) &&
				unit_is_near(again.parameters[2], fit.parameters[2], 1e-9) &&
				unit_is_near(again.parameters[3], 7 * fit.parameters[3], 1e-9) &&
				unit_is_near(again.log_likelihood + cdnow_repeats() * log(7), fit.log_likelihood,
							 1e-12),
			"days or weeks, the same fit");
}

typedef struct Oracle
{
	CxParetoNbd model;
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

/* mpmath 1.3 with 30 digits: the integrals over the time of leaving, and over the horizon. */
/* clang-format off */
static const Oracle oracles[] = {
	{{.553, 10.58, .606, 11.656}, 0, 0, 0, 39, .002, 0.0, 1.0, 1.2123549383378825, 1.1727803287557619},
	{{.553, 10.58, .606, 11.656}, 0, 0, 38.86, 39, .0005, -0.52082580053646865, 0.29509240365894852, 0.10700260062079753, 0.10602541909176501},
	{{.553, 10.58, .606, 11.656}, 2, 30.43, 38.86, 39, .001, -9.5547635783039707, 0.86913456024600446, 1.4549531400392067, 1.4285455608312468},
	{{.553, 10.58, .606, 11.656}, 1, 270, 273, 365, .0002613, -9.9884232294999636, 0.99354715957111355, 1.5102617022821477, 1.4461395239364104},
	{{.553, 10.58, .606, 11.656}, 7, 30, 900, 90, .001, -22.896864487398078, 1.3251722990922311e-10, 9.6115141360690987e-11, 9.1956175736356466e-11},
	{{.553, 10.58, .606, 11.656}, 40, 600, 612, 365, -.0005, -153.80838731072613, 0.98227249425868217, 20.159687743855235, 22.023192803491039},
	{{.553, 10.58, .606, 11.656}, 3000, 1000, 1001.5, 180, .0002613, 255.47146371797402, 0.98319481063398245, 498.85061368624574, 487.49014084557158},
	{{.553, 10.58, .606, 11.656}, 3, 3, 2000, 3650, .0005, -9.2966557553170574, 7.122770532298055e-9, 3.2348099475062096e-8, 1.6251222546308403e-8},
	{{.553, 10.58, .606, 11.656}, 1, .5, 1, 5000, .0003, -3.1162246647940895, 0.97504093970673213, 40.140895605324802, 27.413266183482326},
	{{.553, 10.58, .606, 11.656}, 26, 30.86, 31, 52, .001, -39.133334433217385, 0.99791810093040677, 25.45570501884179, 24.856530174064267},
	{{.55, 74, .61, 81}, 0, 0, 0, 39, .002, 0.0, 1.0, 0.25572104417009764, 0.2463847612826165},
	{{.55, 74, .61, 81}, 0, 0, 38.86, 39, .0005, -0.2048506232851177, 0.76617939926394376, 0.13325616401786081, 0.1320021188707575},
	{{.55, 74, .61, 81}, 2, 30.43, 38.86, 39, .001, -10.033955524887868, 0.95207417979658773, 0.76772399546056138, 0.75336608260812702},
	{{.55, 74, .61, 81}, 1, 270, 273, 365, .0002613, -8.1914851893946586, 0.99478708297908308, 1.2838150076795361, 1.2286674449448498},
	{{.55, 74, .61, 81}, 7, 30, 900, 90, .001, -28.385740912775675, 1.7278034327435358e-7, 1.1732211702838581e-7, 1.1224255849569172e-7},
	{{.55, 74, .61, 81}, 40, 600, 612, 365, -.0005, -155.57620773363882, 0.98458222821097824, 18.553467561586393, 20.274925443315173},
	{{.55, 74, .61, 81}, 3000, 1000, 1001.5, 180, .0002613, 75.278561548458015, 0.98705725285029609, 472.57124156469771, 461.79971368196096},
	{{.55, 74, .61, 81}, 3, 3, 2000, 3650, .0005, -14.279159062455284, 8.551274028893131e-6, 3.7840994747008727e-5, 1.8987278940712976e-5},
	{{.55, 74, .61, 81}, 1, .5, 1, 5000, .0003, -4.9264422517428213, 0.99625674330524673, 17.315940470118227, 11.341113645277318},
	{{.55, 74, .61, 81}, 26, 30.86, 31, 52, .001, -62.081533986703641, 0.9992236536098368, 11.635819225060819, 11.349868157817196},
	{{2, 50, 1, 50}, 2, 30.43, 38.86, 39, .001, -8.7859649519974333, 0.88557595412454842, 1.2889516136258763, 1.2656329828470247},
	{{2, 50, 1, 50}, 40, 600, 612, 365, -.0005, -153.49870543766002, 0.97294018852276389, 17.944451037275776, 19.555576059770817},
	{{2, 50, 1, 50}, 1, .5, 1, 5000, .0003, -3.2880874821006619, 0.99005097037429693, 13.649384898033832, 10.616599471115629},
	{{.01, 100, .05, .1}, 0, 0, 0, 39, .002, 0.0, 1.0, 0.0030432998664382753, 0.002930493320269529},
	{{.01, 100, .05, .1}, 1, 270, 273, 365, .0002613, -10.934979296542522, 0.99944560623341883, 0.9642596031793741, 0.92000801139253036},
	{{.01, 100, .05, .1}, 3000, 1000, 1001.5, 180, .0002613, -2.2689464371058326, 0.99892637763029334, 487.64257121375935, 476.3677968023579},
	{{.01, 100, .05, .1}, 26, 30.86, 31, 52, .001, -73.608076833463514, 0.9997712697592507, 10.032826450849343, 9.7784580624679056},
	{{1, 1, 1, 1}, 0, 0, 38.86, 39, .0005, -0.69251798047143507, 0.0012580043672879615, 0.00085833740339448889, 0.0008509583729373785},
	{{1, 1, 1, 1}, 7, 30, 900, 90, .001, -24.577948056636581, 6.0809948433845743e-13, 4.6317369662938327e-13, 4.4325863686473733e-13},
	{{1, 1, 1, 1}, 3, 3, 2000, 3650, .0005, -6.7491502488053708, 1.5960059930067899e-13, 6.6278008962645306e-13, 3.5226129498294786e-13},
	{{.3, 200, .4, .33}, 2, 30.43, 38.86, 39, .001, -13.756467807891343, 0.90393510194701545, 0.2919411998346367, 0.28657614185301364},
	{{.3, 200, .4, .33}, 40, 600, 612, 365, -.0005, -164.75990669503777, 0.98921991653565044, 16.225501484770829, 17.750158615205051},
	{{.3, 200, .4, .33}, 1, .5, 1, 5000, .0003, -6.8773982495728896, 0.82785906373303398, 1.6459781518155333, 1.0251003896800496},
	{{2.5, 70, 5, 4000}, 0, 0, 0, 39, .002, 0.0, 1.0, 1.359557169989437, 1.3082989703904331},
	{{2.5, 70, 5, 4000}, 1, 270, 273, 365, .0002613, -9.2210706537967941, 0.99644029881563959, 3.0363048134490185, 2.9054285195087649},
	{{2.5, 70, 5, 4000}, 3000, 1000, 1001.5, 180, .0002613, 97.39120010038656, 0.97695477531187285, 451.42851832148281, 441.28226214568016},
	{{2.5, 70, 5, 4000}, 26, 30.86, 31, 52, .001, -55.013626142430414, 0.999822881265712, 14.209475237681048, 13.850195445108825},
	{{20, 2000, 30, 2}, 0, 0, 38.86, 39, .0005, -0.0006893759171018304, 3.3504272648782485e-40, 4.6306626910088529e-42, 4.6272865159283907e-42},
	{{20, 2000, 30, 2}, 7, 30, 900, 90, .001, -114.87870815003202, 2.1002507912355861e-48, 5.696333792740133e-49, 5.551971061761217e-49},
	{{20, 2000, 30, 2}, 3, 3, 2000, 3650, .0005, -41.19658383771202, 1.0406837987357452e-85, 4.1309763962570738e-86, 3.9885664866303868e-86},
	{{1e12, 3e13, .8, 20}, 2, 30.43, 38.86, 39, .001, -8.818924203680978, 0.86731983790452806, 0.91060282612523131, 0.89425053232401663},
	{{1e12, 3e13, .8, 20}, 40, 600, 612, 365, -.0005, -159.19157603462506, 0.98133152732653167, 9.8671694700544155, 10.765273191262574},
	{{1e12, 3e13, .8, 20}, 1, .5, 1, 5000, .0003, -3.4541236587702633, 0.9807485350858807, 6.8319297307099214, 5.0674827810523616},
	{{.3, 20, 1e12, 1e14}, 0, 0, 0, 39, .002, 0.0, 1.0, 0.48441468825276403, 0.46718309542806552},
	{{.3, 20, 1e12, 1e14}, 1, 270, 273, 365, .0002613, -10.389278287944745, 0.97025221479187935, 0.41929847914405259, 0.40961311110646581},
	{{.3, 20, 1e12, 1e14}, 3000, 1000, 1001.5, 180, .0002613, 219.2936912475874, 0.78164093195665061, 191.63048416318328, 188.44987025991575},
	{{.3, 20, 1e12, 1e14}, 26, 30.86, 31, 52, .001, -44.935655074835756, 0.99854925410293729, 20.879683676772386, 20.391760340912855},
	{{1, 30, .9, 1e13}, 0, 0, 38.86, 39, .0005, -0.83087807624657043, 0.99999999999485072, 0.56636654080352503, 0.56088018620971766},
	{{1, 30, .9, 1e13}, 7, 30, 900, 90, .001, -42.752551147831599, 0.99743649271080752, 0.77220889757943321, 0.7384789393075267},
	{{1, 30, .9, 1e13}, 3, 3, 2000, 3650, .0005, -25.270193261271929, 0.99998582393928821, 7.1920162695150699, 3.3054993700201103},
};
/* clang-format on */

static void
high_precision(void)
{
	UnitLaw likelihood = {.name = "log-likelihood to 11 digits, up to 3000 purchases and limits"};
	UnitLaw alive = {.name = "P(alive) to 13 digits"};
	UnitLaw expected = {.name = "expected purchases to 13 digits"};
	UnitLaw discounted = {.name = "discounted purchases to 10 digits"};

	for (size_t i = 0; i < sizeof(oracles) / sizeof(oracles[0]); i++)
	{
		const Oracle *o = &oracles[i];
		CxCustomer customer = {o->frequency, o->recency, o->age, 1};
		double got = cx_pareto_nbd_log_likelihood(&o->model, &customer);

		unit_holds(&likelihood,
				   fabs(got - o->log_likelihood) <= 1e-11 * fabs(o->log_likelihood) + 1e-15,
				   "%zu: %.17g", i, got);
		got = cx_pareto_nbd_alive(&o->model, &customer);
		unit_holds(&alive, unit_is_near(got, o->alive, 1e-13), "%zu: %.17g", i, got);
		got = cx_pareto_nbd_expected(&o->model, &customer, o->horizon);
		unit_holds(&expected, unit_is_near(got, o->expected, 1e-13), "%zu: %.17g", i, got);
		got = cx_pareto_nbd_discounted(&o->model, &customer, o->horizon, o->discount, &never);
		unit_holds(&discounted, unit_is_near(got, o->discounted, 1e-10), "%zu: %.17g", i, got);
	}
	unit_law(&likelihood);
	unit_law(&alive);
	unit_law(&expected);
	unit_law(&discounted);
}

#define SAMPLE 30

static void
sample_likelihood(const void *data, const double *theta, CxLikelihood *at)
{
	cx_pareto_nbd_likelihood_at(data, SAMPLE, theta, at);
}

static void
derivatives(void)
{
	UnitLaw gradient = {.name = "the gradient is that of the likelihood"};
	UnitLaw hessian = {.name = "the Hessian is that of the gradient"};

	for (int i = 0; i < 200; i++)
	{
		double theta[4] = {unit_uniform(-1, 6), unit_uniform(-3, 3), unit_uniform(-1, 7),
						   unit_uniform(-3, 3)};
		CxCustomer sample[SAMPLE];

		for (int j = 0; j < SAMPLE; j++)
		{
			double x = j % 3 ? floor(unit_log_uniform(1, i % 10 ? 30 : 2000)) : 0;
			double age = unit_uniform(1, 500);

			sample[j] =
				(CxCustomer){x, x > 0 ? age * unit_uniform(0.01, 1) : 0, age, unit_uniform(0.1, 3)};
		}
		check_derivatives(&gradient, &hessian, sample_likelihood, sample, theta, 4);
	}
	unit_law(&gradient);
	unit_law(&hessian);
}

static void
laws(void)
{
	UnitLaw finite = {.name = "predictions are numbers, whatever the customer"};
	UnitLaw rising = {.name = "more time, more purchases; never more than without leaving"};
	UnitLaw worth = {.name = "a discount lowers the value, a negative one raises it"};
	UnitLaw still = {.name = "who has just bought is still there"};
	UnitLaw equal = {.name = "nothing happens where alpha and beta meet"};

	for (int i = 0; i < 4000; i++)
	{
		CxParetoNbd model = {unit_log_uniform(1e-3, 1e3), unit_log_uniform(1e-2, 1e5),
							 i % 7 ? unit_log_uniform(1e-3, 1e2) : 1, unit_log_uniform(1e-2, 1e5)};
		double age = i % 5 ? unit_log_uniform(1e-2, 1e4) : 0;
		double x = i % 3 && age > 0 ? floor(unit_log_uniform(1, i % 4 ? 50 : 1e5)) : 0;
		CxCustomer customer = {x, x > 0 ? age * unit_uniform(0.001, 1) : 0, age, 1};
		CxCustomer recent = {x, age, age, 1};
		double horizon = unit_log_uniform(1e-3, 1e4);
		double rate = unit_log_uniform(1e-6, 1) / horizon;
		double alive = cx_pareto_nbd_alive(&model, &customer);
		double near = cx_pareto_nbd_expected(&model, &customer, horizon / 2);
		double far = cx_pareto_nbd_expected(&model, &customer, horizon);
		double most = alive * (model.r + x) / (model.alpha + age) * horizon;
		double now = cx_pareto_nbd_discounted(&model, &customer, horizon, rate, &never);
		double grown = cx_pareto_nbd_discounted(&model, &customer, horizon, -rate, &never);
		CxParetoNbd beside = model;
		double meeting;

		unit_holds(&finite,
				   alive >= 0 && alive <= 1 && isfinite(far) &&
					   isfinite(cx_pareto_nbd_log_likelihood(&model, &customer)) &&
					   cx_pareto_nbd_expected(&model, &customer, 0) == 0,
				   "r %g alpha %g s %g beta %g, x %g tx %g T %g: %g %g", model.r, model.alpha,
				   model.s, model.beta, x, customer.recency, age, alive, far);
		unit_holds(&rising,
				   near <= far * (1 + 1e-12) && far <= most * (1 + 1e-12) &&
					   2 * near >= far * (1 - 1e-12),
				   "r %g alpha %g s %g beta %g, x %g tx %g T %g: %.17g %.17g %.17g", model.r,
				   model.alpha, model.s, model.beta, x, customer.recency, age, near, far, most);
		unit_holds(&worth,
				   now <= far && grown >= far && now >= far * exp(-rate * horizon) * (1 - 1e-12) &&
					   grown <= far * exp(rate * horizon) * (1 + 1e-12),
				   "r %g alpha %g s %g beta %g, x %g tx %g T %g, %g to %g: %.17g %.17g %.17g",
				   model.r, model.alpha, model.s, model.beta, x, customer.recency, age, rate,
				   horizon, now, far, grown);
		if (x > 0)
			unit_holds(&still, cx_pareto_nbd_alive(&model, &recent) == 1, "case %d", i);

		model.beta = model.alpha;
		beside.beta = model.alpha * (1 + 1e-14);
		meeting = cx_pareto_nbd_log_likelihood(&model, &customer);
		unit_holds(&equal,
				   fabs(meeting - cx_pareto_nbd_log_likelihood(&beside, &customer)) <=
					   1e-11 * (1 + fabs(meeting)),
				   "r %g alpha %g s %g, x %g tx %g T %g", model.r, model.alpha, model.s, x,
				   customer.recency, age);
	}
	unit_law(&finite);
	unit_law(&rising);
	unit_law(&worth);
	unit_law(&still);
	unit_law(&equal);
}

int
main(void)
{
	published();
	high_precision();
	derivatives();
	laws();
	return unit_done();
}
