/*
 * drivers_driver.c
 *	  Prints random survey answers with drivers, and what src/math makes of them, for a peer to recompute.
 *
 * Lines as in driver.c: "row" is a case, a weight, the overall score and its drivers; "figure" a case, the
 * number of a driver, its mean, correlation, coefficient and weight; "fit" a case, and R squared.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/relative_weights.h"

#include "unit.h"

#define CASES 120

int
main(void)
{
	for (int number = 0; number < CASES; number++)
	{
		int drivers = (int) unit_whole(1, 8);
		int rows = (int) unit_whole(drivers + 15, 120);
		bool weighted = number % 2 == 1;
		bool whole = number % 3 == 0;
		double far = number % 5 == 0 ? 1e4 : 0;
		double high[CX_PRODUCTS(10)] = {0};
		double low[CX_PRODUCTS(10)] = {0};
		CxDriver figures[CX_DRIVERS_MOST];
		double r_squared;

		for (int i = 0; i < rows; i++)
		{
			double common = unit_uniform(0, 2);
			double weight = weighted ? unit_log_uniform(0.1, 10) : 1;
			double z[10] = {1, common + unit_uniform(0, 3)};

			for (int j = 0; j < drivers; j++)
			{
				z[j + 2] = far + (j % 4) * common + unit_uniform(0, 4);
				if (whole)
					z[j + 2] = floor(z[j + 2]);
				z[1] += (j % 3) * 0.2 * (z[j + 2] - far) - (j == 5) * 0.4 * (z[j + 2] - far);
			}
			printf("row %d %a", number, weight);
			for (int j = 1; j < drivers + 2; j++)
				printf(" %a", z[j]);
			printf("\n");
			cx_products_add(drivers + 2, high, low, z, weight);
		}
		if (cx_relative_weights(drivers, high, low, rows, figures, &r_squared) != CX_DRIVERS_FINE)
			return 1;
		printf("fit %d %a\n", number, r_squared);
		for (int j = 0; j < drivers; j++)
			printf("figure %d %d %a %a %a %a\n", number, j + 1, figures[j].mean,
				   figures[j].correlation, figures[j].coefficient, figures[j].weight);
	}
	return 0;
}
