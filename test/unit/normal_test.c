/*
 * normal_test.c
 *	  The normal distribution against reference values, then its own symmetries.
 *
 * Reference values were computed with mpmath 1.3 to 40 digits, for the double nearest to the p or z
 * written here. For comparison, R 4.2.2 gives the same to 15 digits or more.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/normal.h"

#include "unit.h"

typedef struct Reference
{
	double at;
	double want;
	const char *name;
} Reference;

/* All three regions of the algorithm, both sides. */
static const Reference quantiles[] = {
	{0.5, 0.0, "quantile of 0.5"},
	{0.500000001, 2.506628203738711437643e-9, "quantile of 0.500000001"},
	{0.55, 0.1256613468550741464092, "quantile of 0.55"},
	{0.6, 0.2533471031357997413247, "quantile of 0.6"},
	{0.65, 0.3853204664075676837582, "quantile of 0.65"},
	{0.7, 0.5244005127080406563136, "quantile of 0.7"},
	{0.75, 0.6744897501960817432022, "quantile of 0.75"},
	{0.8, 0.8416212335729143638036, "quantile of 0.8"},
	{0.85, 1.03643338949378948448, "quantile of 0.85"},
	{0.9, 1.281551565544600593487, "quantile of 0.9"},
	{0.92, 1.405071560309632824795, "quantile of 0.92"},
	{0.93, 1.475791028179171099044, "quantile of 0.93"},
	{0.95, 1.644853626951472284276, "quantile of 0.95"},
	{0.975, 1.959963984540053855604, "quantile of 0.975"},
	{0.995, 2.575829303548900453857, "quantile of 0.995"},
	{0.02, -2.053748910631823044339, "quantile of 0.02"},
	{0.005, -2.57582930354890075378, "quantile of 0.005"},
	{1e-3, -3.090232306167813535358, "quantile of 1e-3"},
	{1e-4, -3.719016485455680552288, "quantile of 1e-4"},
	{1e-6, -4.753424308822898957339, "quantile of 1e-6"},
	{1e-8, -5.61200124417478872793, "quantile of 1e-8"},
	{1e-10, -6.3613409024040561991, "quantile of 1e-10"},
	{1.3e-11, -6.667611456510740834662, "quantile of 1.3e-11"},
	{1e-12, -7.034483825301131932614, "quantile of 1e-12"},
	{1e-15, -7.94134532617099677133, "quantile of 1e-15"},
	{1e-20, -9.262340089798407579572, "quantile of 1e-20"},
	{1e-30, -11.46402468844361571977, "quantile of 1e-30"},
	{1e-50, -14.93333753478848898066, "quantile of 1e-50"},
	{1e-100, -21.27345356096532429418, "quantile of 1e-100"},
	{1e-200, -30.20559417957964306312, "quantile of 1e-200"},
	{1e-300, -37.04709629936119923655, "quantile of 1e-300"},
	{0.0, NAN, "quantile of 0"},
	{1.0, NAN, "quantile of 1"},
	{-0.5, NAN, "quantile of a negative number"},
	{INFINITY, NAN, "quantile of infinity"},
	{NAN, NAN, "quantile of NaN"},
};

static const Reference p_values[] = {
	{0.0, 1.0, "p of z = 0"},
	{0.5, 0.6170750774519737927246, "p of z = 0.5"},
	{-1.0, 0.3173105078629141028295, "p of z = -1"},
	{1.96, 0.04999579029644087242565, "p of z = 1.96"},
	{3.0, 0.002699796063260189053304, "p of z = 3"},
	{-5.0, 5.733031437583878233475e-7, "p of z = -5"},
	{10.0, 1.523970604832105213195e-23, "p of z = 10"},
	{INFINITY, 0.0, "p of z = infinity"},
	{NAN, NAN, "p of z = NaN"},
};

static void
laws(void)
{
	UnitLaw inverse = {.name = "the two-sided p of a quantile is twice the smaller tail"};
	UnitLaw symmetric = {.name = "the quantile of 1 - p is the exact negative"};
	UnitLaw rising = {.name = "quantiles never fall as p rises"};

	for (int i = 0; i < 100000; i++)
	{
		double p = i % 2 ? unit_uniform(0.0, 0.5) : unit_log_uniform(1e-12, 0.5);
		double up = 1.0 - p; /* then 1 - up is exact, which 1 - p need not be */
		double z = cx_normal_quantile(p);

		/* p moves by z^2 units in the last place for one of z */
		unit_holds(&inverse, unit_is_near(cx_normal_two_sided_p(z), 2.0 * p, 5e-14), "p = %.17g",
				   p);
		unit_holds(&symmetric, cx_normal_quantile(up) == -cx_normal_quantile(1.0 - up), "p = %.17g",
				   up);
		unit_holds(&rising, cx_normal_quantile(p * (1.0 + 1e-13)) >= z, "p = %.17g", p);
	}
	unit_law(&inverse);
	unit_law(&symmetric);
	unit_law(&rising);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(quantiles) / sizeof(quantiles[0]); i++)
		unit_near(cx_normal_quantile(quantiles[i].at), quantiles[i].want, 1e-15, quantiles[i].name);
	/* erfc is good to a unit in the last place, times z^2 for the rounding of its argument */
	for (size_t i = 0; i < sizeof(p_values) / sizeof(p_values[0]); i++)
		unit_near(cx_normal_two_sided_p(p_values[i].at), p_values[i].want, 2e-14, p_values[i].name);
	laws();
	return unit_done();
}
