/*
 * raking_test.c
 *	  Raking against a case by hand, against what products of factors must be, and against its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/raking.h"

#include <string.h>

#include "unit.h"

#define MARGINS 2
#define ROWS    4
#define COLUMNS 3
#define CELLS   (ROWS * COLUMNS)

typedef struct Sample
{
	uint32_t codes[CELLS * MARGINS];
	int64_t responses[CELLS];
	double weights[CELLS];
	double rows[ROWS];
	double columns[COLUMNS];
	double sums[ROWS];
	uint32_t categories[MARGINS];
	const double *target[MARGINS];
	CxRaking raking;
} Sample;

/* Every cell of a table, with so many responses; targets are those of a table that is there, scaled. */
static void
make_sample(Sample *sample, const double *responses, const double *wanted)
{
	double total = 0;
	double of_wanted = 0;

	memset(sample, 0, sizeof(*sample));
	for (int i = 0; i < CELLS; i++)
	{
		sample->codes[2 * i] = (uint32_t) (i / COLUMNS);
		sample->codes[2 * i + 1] = (uint32_t) (i % COLUMNS);
		sample->responses[i] = (int64_t) responses[i];
		sample->weights[i] = responses[i];
		total += responses[i];
		of_wanted += wanted[i];
	}
	for (int i = 0; i < CELLS; i++)
	{
		sample->rows[i / COLUMNS] += wanted[i] / of_wanted * total;
		sample->columns[i % COLUMNS] += wanted[i] / of_wanted * total;
	}
	sample->categories[0] = ROWS;
	sample->categories[1] = COLUMNS;
	sample->target[0] = sample->rows;
	sample->target[1] = sample->columns;
	sample->raking = (CxRaking){.cells = CELLS,
								.margins = MARGINS,
								.codes = sample->codes,
								.responses = sample->responses,
								.categories = sample->categories,
								.target = sample->target,
								.highest = INFINITY,
								.tolerance = 1e-13,
								.max_rounds = 10000};
}

static double
farthest(const Sample *sample)
{
	double gap = 0;

	for (int k = 0; k < ROWS; k++)
	{
		double sum = 0;

		for (int j = 0; j < COLUMNS; j++)
			sum += sample->weights[k * COLUMNS + j];
		gap = fmax(gap, fabs(sum / sample->rows[k] - 1));
	}
	for (int j = 0; j < COLUMNS; j++)
	{
		double sum = 0;

		for (int k = 0; k < ROWS; k++)
			sum += sample->weights[k * COLUMNS + j];
		gap = fmax(gap, fabs(sum / sample->columns[j] - 1));
	}
	return gap;
}

/* A factor for each row and each column: odds of any four cells are those of the responses. */
static double
interaction(const Sample *sample)
{
	double off = 0;

	for (int k = 1; k < ROWS; k++)
		for (int j = 1; j < COLUMNS; j++)
		{
			const double *w = sample->weights;
			const int64_t *n = sample->responses;
			int i = k * COLUMNS + j;
			double is = w[i] * w[0] / (w[j] * w[k * COLUMNS]);
			double was = (double) n[i] * (double) n[0] / ((double) n[j] * (double) n[k * COLUMNS]);

			off = fmax(off, fabs(is / was - 1));
		}
	return off;
}

int
main(void)
{
	UnitLaw sums = {.name = "the sums are the targets, and it says so"};
	UnitLaw products = {.name = "weights are products of a factor for each category"};
	UnitLaw limits = {.name = "limits hold, and if it converges the sums, too"};
	UnitLaw tight = {.name = "limits that cannot be kept are said, by the right sum"};

	/* W-1, R survey's kalton test: 4 x 3 cells, population beside them */
	static const double kalton[CELLS] = {20, 40, 40, 50, 140, 310, 100, 50, 50, 30, 100, 70};
	static const double population[CELLS] = {80, 40, 55, 60, 150, 340, 170, 60, 200, 55, 165, 125};
	Sample sample;
	CxRaked raked;

	make_sample(&sample, kalton, population);
	raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
	unit_ok(raked.converged && raked.rounds < 50, "Kalton's table converges");
	unit_ok(farthest(&sample) < 1e-12, "to its margins");
	unit_ok(interaction(&sample) < 1e-12, "and by factors of rows and columns");

	/* one category alone: nothing but post-stratification, in one round */
	make_sample(&sample, kalton, population);
	sample.raking.margins = 1;
	for (int i = 0; i < CELLS; i++)
		sample.codes[i] = (uint32_t) (i / COLUMNS);
	raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
	unit_ok(raked.converged && raked.rounds == 1, "one margin takes one round");
	unit_near(sample.weights[0], 20 * sample.rows[0] / 100, 1e-14, "its weight");

	/* a diagonal: rows are columns, and cannot be both */
	make_sample(&sample, kalton, population);
	for (int i = 0; i < CELLS; i++)
	{
		sample.codes[2 * i] = sample.codes[2 * i + 1] = (uint32_t) (i % COLUMNS);
		sample.categories[0] = COLUMNS;
	}
	memcpy(sample.rows, (double[]){300, 300, 400}, 3 * sizeof(double));
	memcpy(sample.columns, (double[]){300, 200, 500}, 3 * sizeof(double));
	sample.raking.max_rounds = 7;
	raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
	unit_ok(!raked.converged && raked.rounds == 7 && raked.margin == 0 && raked.category == 1,
			"what cannot be reached is said");
	unit_near(raked.sum, 200, 1e-12, "its sum");
	unit_near(raked.gap, 1 / 3.0, 1e-12, "and its gap");

	/* a target of next to nothing: another margin carries its weight beyond what a double holds */
	make_sample(&sample, kalton, population);
	sample.raking.cells = 2;
	memcpy(sample.codes, (uint32_t[]){0, 0, 1, 1}, 4 * sizeof(uint32_t));
	sample.categories[0] = sample.categories[1] = 2;
	memcpy(sample.rows, (double[]){1e-309, 10}, 2 * sizeof(double));
	memcpy(sample.columns, (double[]){4.9, 5.1}, 2 * sizeof(double));
	sample.raking.tolerance = 0.9;
	sample.raking.max_rounds = 9;
	raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
	unit_ok(!raked.converged && raked.rounds == 9 && isinf(raked.gap),
			"a sum that is no number is no target");

	for (int round = 0; round < 2000; round++)
	{
		double responses[CELLS];
		double wanted[CELLS];
		double lowest = 2;
		double highest = 0;

		for (int i = 0; i < CELLS; i++)
		{
			responses[i] = unit_whole(1, 200);
			wanted[i] = responses[i] * unit_log_uniform(0.2, 5);
		}
		make_sample(&sample, responses, wanted);
		raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
		unit_holds(&sums, raked.converged && raked.gap <= 1e-13 && farthest(&sample) < 1e-12,
				   "gap %a", farthest(&sample));
		unit_holds(&products, interaction(&sample) < 1e-11, "off by %a", interaction(&sample));

		/* limits that a solution keeps: those of the cells that the targets are of */
		for (int i = 0; i < CELLS; i++)
		{
			double total = 0, scale = 0;

			for (int k = 0; k < CELLS; k++)
			{
				total += responses[k];
				scale += wanted[k];
			}
			lowest = fmin(lowest, wanted[i] / scale * total / responses[i]);
			highest = fmax(highest, wanted[i] / scale * total / responses[i]);
		}
		make_sample(&sample, responses, wanted);
		sample.raking.lowest = lowest * 0.99;
		sample.raking.highest = highest * 1.01;
		sample.raking.tolerance = 1e-6;
		raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
		for (int i = 0; i < CELLS; i++)
			unit_holds(&limits,
					   sample.weights[i] / responses[i] >= lowest * 0.98 &&
						   sample.weights[i] / responses[i] <= highest * 1.02,
					   "weight %g", sample.weights[i] / responses[i]);
		unit_holds(&limits, raked.converged && farthest(&sample) < 1.001e-6, "gap %g",
				   farthest(&sample));

		/* the first row cannot get its target with weights up to less than that */
		make_sample(&sample, responses, wanted);
		sample.raking.highest = 0.9 * sample.rows[0] / (responses[0] + responses[1] + responses[2]);
		sample.raking.max_rounds = 50;
		raked = cx_rake(&sample.raking, sample.weights, sample.sums, &(CxCheck){NULL, NULL});
		unit_holds(&tight, !raked.converged && raked.gap >= 0.0999, "gap %g", raked.gap);
	}
	unit_law(&sums);
	unit_law(&products);
	unit_law(&limits);
	unit_law(&tight);
	return unit_done();
}
