/*
 * raking_driver.c
 *	  Prints random samples, their targets and what raking makes of them; raking.R asks R's survey.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/raking.h"

#include <stdio.h>

#include "unit.h"

#define CASES   40
#define MARGINS 3
#define CELLS   (5 * 4 * 3)

static const uint32_t categories[MARGINS] = {5, 4, 3};

/* One sample in which about a fifth of the cells are empty, but no category. */
static void
run_case(int number)
{
	uint32_t codes[CELLS * MARGINS];
	int64_t responses[CELLS];
	double weights[CELLS];
	double base[CELLS];
	double target[MARGINS][5] = {{0}};
	const double *targets[MARGINS] = {target[0], target[1], target[2]};
	double sums[5];
	double total = 0, of_base = 0, of_wanted = 0;
	size_t cells = 0;
	CxRaking raking = {.margins = MARGINS,
					   .codes = codes,
					   .responses = responses,
					   .categories = categories,
					   .target = targets,
					   .highest = INFINITY,
					   .tolerance = 1e-14,
					   .max_rounds = 5000};

	for (uint32_t a = 0; a < 5; a++)
		for (uint32_t b = 0; b < 4; b++)
			for (uint32_t c = 0; c < 3; c++)
			{
				double wanted;

				if ((a + b + c) % 5 != 0 && unit_whole(0, 4) == 0)
					continue;
				codes[MARGINS * cells] = a;
				codes[MARGINS * cells + 1] = b;
				codes[MARGINS * cells + 2] = c;
				responses[cells] = (int64_t) unit_whole(1, 300);
				base[cells] = (double) responses[cells] * unit_log_uniform(0.1, 10);
				wanted = base[cells] * unit_log_uniform(0.3, 3);
				target[0][a] += wanted;
				target[1][b] += wanted;
				target[2][c] += wanted;
				of_wanted += wanted;
				of_base += base[cells];
				total += (double) responses[cells++];
			}
	for (int margin = 0; margin < MARGINS; margin++)
		for (uint32_t k = 0; k < categories[margin]; k++)
		{
			target[margin][k] *= total / of_wanted;
			printf("target %d %d %u %.17g\n", number, margin + 1, k, target[margin][k]);
		}
	for (size_t i = 0; i < cells; i++)
		weights[i] = base[i] / of_base * total;
	raking.cells = cells;
	if (!cx_rake(&raking, weights, sums, &(CxCheck){NULL, NULL}).converged)
		printf("target %d 0 0 nan\n", number);
	for (size_t i = 0; i < cells; i++)
		printf("cell %d %u %u %u %.17g %.17g\n", number, codes[MARGINS * i], codes[MARGINS * i + 1],
			   codes[MARGINS * i + 2], base[i], weights[i]);
}

int
main(void)
{
	for (int number = 1; number <= CASES; number++)
		run_case(number);
	return 0;
}
