/*
 * relative_weights_test.c
 *	  Tests of relative weights, of the sums that they are read from, and of eigenvalues.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/jacobi.h"
#include "math/relative_weights.h"

#include <string.h>

#include "unit.h"

#define MOST_SUMS CX_PRODUCTS(CX_PRODUCTS_MOST)

typedef struct Sums
{
	double high[MOST_SUMS];
	double low[MOST_SUMS];
} Sums;

/* ----- a published case ----- */

/* mtcars of R: miles per gallon, then cylinders, displacement, horsepower, gears. */
static const double cars[32][5] = {
	{21, 6, 160, 110, 4},     {21, 6, 160, 110, 4},     {22.8, 4, 108, 93, 4},
	{21.4, 6, 258, 110, 3},   {18.7, 8, 360, 175, 3},   {18.1, 6, 225, 105, 3},
	{14.3, 8, 360, 245, 3},   {24.4, 4, 146.7, 62, 4},  {22.8, 4, 140.8, 95, 4},
	{19.2, 6, 167.6, 123, 4}, {17.8, 6, 167.6, 123, 4}, {16.4, 8, 275.8, 180, 3},
	{17.3, 8, 275.8, 180, 3}, {15.2, 8, 275.8, 180, 3}, {10.4, 8, 472, 205, 3},
	{10.4, 8, 460, 215, 3},   {14.7, 8, 440, 230, 3},   {32.4, 4, 78.7, 66, 4},
	{30.4, 4, 75.7, 52, 4},   {33.9, 4, 71.1, 65, 4},   {21.5, 4, 120.1, 97, 3},
	{15.5, 8, 318, 150, 3},   {15.2, 8, 304, 150, 3},   {13.3, 8, 350, 245, 3},
	{19.2, 8, 400, 175, 3},   {27.3, 4, 79, 66, 4},     {26, 4, 120.3, 91, 5},
	{30.4, 4, 95.1, 113, 5},  {15.8, 8, 351, 264, 5},   {19.7, 6, 145, 175, 5},
	{15, 8, 301, 335, 5},     {21.4, 4, 121, 109, 4},
};

static void
add_car(Sums *sums, int car, double weight, double times, double shift)
{
	double z[6] = {1};

	for (int i = 0; i < 5; i++)
		z[i + 1] = cars[car][i] * times + shift;
	cx_products_add(6, sums->high, sums->low, z, weight);
}

/* The README of R's rwa. */
static void
published(void)
{
	static const double weights[] = {0.2284797, 0.2221469, 0.2321744, 0.0963886};
	static const double shares[] = {29.32274, 28.50999, 29.79691, 12.37037};
	/* lm() of R */
	static const double coefficients[] = {-0.8662353563770, -0.0119034822842, -0.0305010046710,
										  1.4230626280335};
	Sums sums = {.low = {0}};
	CxDriver figures[4];
	double r_squared;
	double sum = 0;

	for (int i = 0; i < 32; i++)
		add_car(&sums, i, 1, 1, 0);
	unit_ok(cx_products_possible(6, sums.high, sums.low, 32), "cars have possible sums");
	unit_ok(cx_relative_weights(4, sums.high, sums.low, 32, figures, &r_squared) == CX_DRIVERS_FINE,
			"cars have relative weights");
	unit_near(r_squared, 0.7791896, 1e-7, "R squared");
	for (int i = 0; i < 4; i++)
	{
		unit_near(figures[i].weight, weights[i], 3e-7, "raw weight");
		unit_near(100 * figures[i].weight / r_squared, shares[i], 5e-7, "share");
		unit_near(figures[i].coefficient, coefficients[i], 1e-11, "coefficient");
		sum += figures[i].weight;
	}
	unit_near(sum, r_squared, 1e-14, "weights sum to R squared");
	unit_near(figures[0].mean, 6.1875, 1e-15, "mean");
}

/* ----- what is wrong with drivers ----- */

static CxDriversOutcome
outcome_of(int drivers, int rows, double (*value)(int row, int driver), CxDriver *figures)
{
	Sums sums = {.low = {0}};
	double z[CX_PRODUCTS_MOST] = {1};
	double r_squared;

	for (int i = 0; i < rows; i++)
	{
		for (int j = 0; j <= drivers; j++)
			z[j + 1] = value(i, j);
		cx_products_add(drivers + 2, sums.high, sums.low, z, 1);
	}
	return cx_relative_weights(drivers, sums.high, sums.low, rows, figures, &r_squared);
}

/* Scores of 0 to 10 without a pattern. */
static double
noise(int row, int column)
{
	uint32_t x = (uint32_t) row * 2654435761u + (uint32_t) column * 40503u;

	x = (x ^ x >> 15) * 2246822519u;
	x = (x ^ x >> 13) * 3266489917u;
	return (x >> 16) % 101 / 10.0;
}

static double
second_constant(int row, int driver)
{
	return driver == 2 ? 0.1 : noise(row, driver);
}

static double
third_is_a_sum(int row, int driver)
{
	return driver == 3 ? noise(row, 1) - 2 * noise(row, 2) + 1 : noise(row, driver);
}

static double
second_is_close(int row, int driver)
{
	return driver == 2 ? noise(row, 1) + 1e-3 * noise(row, 2) : noise(row, driver);
}

static double
result_constant(int row, int driver)
{
	return driver == 0 ? 0.1 : noise(row, driver);
}

static void
outcomes(void)
{
	CxDriver figures[CX_DRIVERS_MOST];

	unit_ok(outcome_of(4, 1000, second_constant, figures) == CX_DRIVERS_CONSTANT &&
				!figures[0].at_fault && figures[1].at_fault && !figures[2].at_fault,
			"a constant driver is found");
	unit_ok(outcome_of(4, 1000, third_is_a_sum, figures) == CX_DRIVERS_DEPENDENT &&
				figures[0].at_fault && figures[1].at_fault && figures[2].at_fault &&
				!figures[3].at_fault,
			"a driver that is a sum of others is found, and which others");
	unit_ok(outcome_of(4, 1000, second_is_close, figures) == CX_DRIVERS_FINE,
			"drivers that are close to each other are fine");
	unit_ok(outcome_of(4, 1000, result_constant, figures) == CX_DRIVERS_UNDEFINED &&
				isnan(figures[0].weight) && isnan(figures[0].coefficient) && figures[0].mean > 0,
			"a result that does not vary leaves means");
	unit_ok(outcome_of(4, 4, noise, figures) == CX_DRIVERS_UNDEFINED && isnan(figures[3].weight),
			"four rows are too few for four drivers");
	unit_ok(outcome_of(4, 5, noise, figures) == CX_DRIVERS_FINE, "five are enough");
	unit_ok(outcome_of(CX_DRIVERS_MOST, 3000, noise, figures) == CX_DRIVERS_FINE,
			"there may be fifty drivers");
}

/* ----- laws ----- */

#define CASES 300

/* Drivers that have something in common, on scales of their own. */
static void
draw_row(int drivers, double *z)
{
	double common = unit_uniform(-1, 1);

	z[0] = 1;
	z[1] = common + unit_uniform(-1, 1);
	for (int i = 0; i < drivers; i++)
	{
		z[i + 2] = (i % 3) * common + unit_uniform(-1, 1);
		z[1] += 0.1 * (i % 4) * z[i + 2];
	}
}

static double
relative_difference(int drivers, const CxDriver *a, const CxDriver *b, bool turned)
{
	double most = 0;

	for (int i = 0; i < drivers; i++)
	{
		const CxDriver *other = &b[turned ? drivers - 1 - i : i];

		most = fmax(most, fabs(a[i].weight - other->weight));
		most = fmax(most, fabs(a[i].correlation - other->correlation));
	}
	return most;
}

static void
laws(void)
{
	UnitLaw sum = {.name = "weights sum to R squared, and are not negative"};
	UnitLaw order = {.name = "the order of drivers does not matter"};
	UnitLaw merged = {.name =
						  "parts merged in any order are the whole, and it less a part the rest"};
	UnitLaw scale = {.name = "neither unit nor origin of a driver matters"};
	UnitLaw weights = {.name = "a weight of 3 is a row three times"};
	UnitLaw possible = {.name = "sums of rows are possible"};

	for (int i = 0; i < CASES; i++)
	{
		int drivers = (int) unit_whole(1, 12);
		int m = drivers + 2;
		int rows = (int) unit_whole(3 * drivers + 3, 200);
		Sums whole = {.low = {0}}, turned = {.low = {0}}, parts[3] = {{.low = {0}}},
			 scaled = {.low = {0}}, thrice = {.low = {0}}, again = {.low = {0}}, rest,
			 merge = {.low = {0}};
		CxDriver figures[CX_DRIVERS_MOST], other[CX_DRIVERS_MOST];
		double r_squared, r_other, total = 0;
		bool negative = false;

		for (int row = 0; row < rows; row++)
		{
			double z[CX_PRODUCTS_MOST], y[CX_PRODUCTS_MOST];
			int part = (int) unit_whole(0, 2);

			draw_row(drivers, z);
			cx_products_add(m, whole.high, whole.low, z, 1);
			cx_products_add(m, parts[part].high, parts[part].low, z, 1);
			cx_products_add(m, thrice.high, thrice.low, z, row % 2 == 0 ? 3 : 1);
			for (int k = 0; k < (row % 2 == 0 ? 3 : 1); k++)
				cx_products_add(m, again.high, again.low, z, 1);
			y[0] = 1;
			y[1] = z[1];
			for (int k = 0; k < drivers; k++)
				y[k + 2] = z[m - 1 - k];
			cx_products_add(m, turned.high, turned.low, y, 1);
			/* a deviation of the 1e-6th part of the mean */
			for (int k = 0; k < drivers; k++)
				y[k + 2] = 1e3 * z[k + 2] * (k + 1) + 1e9;
			cx_products_add(m, scaled.high, scaled.low, y, 1);
		}
		unit_holds(&possible,
				   cx_products_possible(m, whole.high, whole.low, rows) &&
					   cx_products_possible(m, scaled.high, scaled.low, rows),
				   "case %d", i);
		cx_relative_weights(drivers, whole.high, whole.low, rows, figures, &r_squared);
		for (int k = 0; k < drivers; k++)
		{
			total += figures[k].weight;
			negative |= !(figures[k].weight >= 0);
		}
		unit_holds(&sum, unit_is_near(total, r_squared, 1e-12) && !negative && r_squared < 1,
				   "case %d: %.17g, %.17g", i, total, r_squared);

		cx_relative_weights(drivers, turned.high, turned.low, rows, other, &r_other);
		unit_holds(&order, relative_difference(drivers, figures, other, true) < 1e-12, "case %d",
				   i);

		for (int k = 2; k >= 0; k--)
			cx_products_merge(m, merge.high, merge.low, parts[k].high, parts[k].low);
		cx_relative_weights(drivers, merge.high, merge.low, rows, other, &r_other);
		unit_holds(&merged, relative_difference(drivers, figures, other, false) < 1e-13, "case %d",
				   i);
		rest = whole;
		cx_products_take(m, rest.high, rest.low, parts[0].high, parts[0].low);
		memset(&merge, 0, sizeof(merge));
		for (int k = 1; k < 3; k++)
			cx_products_merge(m, merge.high, merge.low, parts[k].high, parts[k].low);
		for (int k = 0; k < CX_PRODUCTS(m); k++)
			unit_holds(&merged,
					   fabs(rest.high[k] - merge.high[k]) <= 1e-15 * fabs(whole.high[k]) + 1e-28,
					   "case %d, sum %d", i, k);

		cx_relative_weights(drivers, scaled.high, scaled.low, rows, other, &r_other);
		unit_holds(&scale, relative_difference(drivers, figures, other, false) < 1e-8,
				   "case %d: %g", i, relative_difference(drivers, figures, other, false));

		cx_relative_weights(drivers, thrice.high, thrice.low, 3 * rows, figures, &r_squared);
		cx_relative_weights(drivers, again.high, again.low, 3 * rows, other, &r_other);
		unit_holds(&weights, relative_difference(drivers, figures, other, false) < 1e-13, "case %d",
				   i);
	}
	unit_law(&sum);
	unit_law(&order);
	unit_law(&merged);
	unit_law(&scale);
	unit_law(&weights);
	unit_law(&possible);
}

/* Whole numbers, a thousand million away from 0, whose sums are known. */
static void
exactness(void)
{
	Sums sums = {.low = {0}};
	CxSum centred;

	for (int i = 0; i < 1000; i++)
	{
		double z[3] = {1, 1e9 + i % 10, 1e-9 * (i % 10)};

		cx_products_add(3, sums.high, sums.low, z, 1);
	}
	/* 1000 * 100 * 82.5 */
	centred = cx_products_centred(sums.high, sums.low, 1, 1);
	unit_near(centred.high, 8250000, 0, "a variance beside a large mean is exact");
	centred = cx_products_centred(sums.high, sums.low, 2, 1);
	unit_near(centred.high, 8.25e-3, 1e-15, "so is a product with a small variable");
	unit_ok(!cx_products_constant(sums.high, sums.low, 1), "it varies");

	memset(&sums, 0, sizeof(sums));
	for (int i = 0; i < 100000; i++)
		cx_products_add(2, sums.high, sums.low, (double[]){1, i % 2 == 0 ? 0.3 : 0.1 + 0.2},
						0.1 + i % 7);
	unit_ok(cx_products_constant(sums.high, sums.low, 1),
			"what differs in its last digit is constant, whatever the weights");
}

static void
impossible(void)
{
	Sums sums = {.high = {3, 12, 50, 9, 38, 29}};

	unit_ok(cx_products_possible(3, sums.high, sums.low, 3), "4 3, 3 2, 5 4: possible");
	sums.high[2] = 47.9;
	unit_ok(!cx_products_possible(3, sums.high, sums.low, 3), "squares that sum to too little");
	sums.high[2] = 50;
	sums.high[4] = 38.1;
	unit_ok(!cx_products_possible(3, sums.high, sums.low, 3), "a correlation above 1");
	sums.high[4] = 33.9;
	unit_ok(!cx_products_possible(3, sums.high, sums.low, 3), "a correlation below -1");
	sums.high[4] = 34;
	unit_ok(cx_products_possible(3, sums.high, sums.low, 3), "a correlation of -1");
	sums.high[0] = -3;
	unit_ok(!cx_products_possible(3, sums.high, sums.low, 3), "a negative weight");
}

/* ----- eigenvalues ----- */

static void
eigenvalues(void)
{
	UnitLaw again = {.name = "Q L Q' is the matrix"};
	UnitLaw orthogonal = {.name = "Q' Q is 1"};
	double two[4] = {2, 1, 1, 2};
	double values[CX_DRIVERS_MOST], vectors[CX_DRIVERS_MOST * CX_DRIVERS_MOST];

	cx_jacobi(2, two, values, vectors);
	unit_near(fmin(values[0], values[1]), 1, 1e-15, "2 1, 1 2 has the eigenvalue 1");
	unit_near(fmax(values[0], values[1]), 3, 1e-15, "2 1, 1 2 has the eigenvalue 3");
	for (int i = 0; i < 100; i++)
	{
		int n = (int) unit_whole(1, CX_DRIVERS_MOST);
		double a[CX_DRIVERS_MOST * CX_DRIVERS_MOST] = {0}, copy[CX_DRIVERS_MOST * CX_DRIVERS_MOST];

		for (int p = 0; p < n; p++)
			for (int q = 0; q <= p; q++)
				a[p * n + q] = a[q * n + p] = unit_uniform(-1, 1);
		memcpy(copy, a, sizeof(a));
		cx_jacobi(n, copy, values, vectors);
		for (int p = 0; p < n; p++)
			for (int q = 0; q < n; q++)
			{
				double made = 0, product = 0;

				for (int k = 0; k < n; k++)
				{
					made += vectors[p * n + k] * values[k] * vectors[q * n + k];
					product += vectors[k * n + p] * vectors[k * n + q];
				}
				unit_holds(&again, fabs(made - a[p * n + q]) < 1e-13 * n, "case %d", i);
				unit_holds(&orthogonal, fabs(product - (p == q)) < 1e-14 * n, "case %d", i);
			}
	}
	unit_law(&again);
	unit_law(&orthogonal);
}

int
main(void)
{
	published();
	outcomes();
	laws();
	exactness();
	impossible();
	eigenvalues();
	return unit_done();
}
