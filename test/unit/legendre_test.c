/*
 * legendre_test.c
 *	  Gauss and Legendre's rules are exact for polynomials of degree 2n - 1, which no others are.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/legendre.h"

#include "unit.h"

int
main(void)
{
	static const int sizes[] = {8, 12, 16, 24};
	UnitLaw exact = {.name = "the integral of a power is known"};
	UnitLaw inside = {.name = "nodes rise inside of 0..1, with weights above 0"};

	for (int i = 0; i < 4; i++)
	{
		const CxNode *rule = cx_legendre(sizes[i]);

		for (int power = 0; power < 2 * sizes[i]; power++)
		{
			double sum = 0;

			for (int j = 0; j < sizes[i]; j++)
				sum += rule[j].weight * pow(rule[j].at, power);
			unit_holds(&exact, unit_is_near(sum, 1.0 / (power + 1), 1e-14),
					   "%d nodes, power %d: %.17g", sizes[i], power, sum);
		}
		for (int j = 0; j < sizes[i]; j++)
			unit_holds(&inside,
					   rule[j].at > (j > 0 ? rule[j - 1].at : 0) && rule[j].at < 1 &&
						   rule[j].weight > 0,
					   "node %d of %d", j, sizes[i]);
	}
	unit_law(&exact);
	unit_law(&inside);
	return unit_done();
}
