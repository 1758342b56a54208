/*
 * weighted_mean_test.c
 *	  Errors by linearisation against R's survey and by hand, and laws on random samples.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/weighted_mean.h"

#include "unit.h"

#define MOST 11

static void
examples(void)
{
	/* 2.8 4.1 6.8 6.8 9.2 with weight 3 and 3.7 6.6 4.2 with weight 4: R 4.2.2, survey 4.1.1 */
	const double values[] = {2.8, 4.1, 6.8, 9.2, 3.7, 6.6, 4.2};
	const double weights[] = {3, 3, 6, 3, 4, 4, 4};
	const double squares[] = {9, 9, 18, 9, 16, 16, 16};
	CxWeightedMean m = cx_weighted_mean(7, values, weights, squares, 8);

	unit_near(m.mean, 5.44814814814814774, 1e-15, "eight answers in R: mean");
	unit_near(m.error, 0.72372504717117869, 1e-14, "eight answers in R: error");

	/*
	 * By hand: 1 with weight 3, 0 with weight 1: R = 3/4, deviations 1/4 and -3/4, sum w d^2 = 12/16,
	 * sum w^2 d^2 = 18/16, SE^2 = 2 * 18/16 / 16, and 4 * 12/18 answers.
	 */
	m = cx_weighted_mean(2, (double[]){0, 1}, (double[]){1, 3}, (double[]){1, 9}, 2);
	unit_near(m.mean, 0.75, 0, "two answers by hand: mean");
	unit_near(m.error, 0.375, 1e-15, "two answers by hand: error");
	unit_near(m.effective, 8.0 / 3, 1e-15,
			  "two answers by hand: more than two by Korn and Graubard");

	/* without weights: s^2 = ((-2)^2 + 1^2 + 1^2) / 2, SE = sqrt(s^2 / 3) */
	m = cx_weighted_mean(2, (double[]){4, 7}, (double[]){1, 2}, (double[]){1, 2}, 3);
	unit_near(m.mean, 6, 0, "4, 7, 7: mean");
	unit_near(m.error, 1, 1e-15, "4, 7, 7: error");
	unit_near(m.effective, 3, 0, "4, 7, 7: three answers");

	m = cx_weighted_mean(2, (double[]){0, 1}, (double[]){0, 4}, (double[]){0, 10}, 2);
	unit_ok(m.mean == 1 && m.error == 0, "all alike: no error");
	unit_near(m.effective, 1.6, 0, "all alike: the number of Kish");
	m = cx_weighted_mean(2, (double[]){0, 1}, (double[]){0, 4}, (double[]){0, 16}, 1);
	unit_ok(m.mean == 1 && isnan(m.error) && m.effective == 1, "a single answer has no error");
	m = cx_weighted_mean(2, (double[]){0, 1}, (double[]){0, 0}, (double[]){0, 0}, 0);
	unit_ok(isnan(m.mean) && isnan(m.error) && isnan(m.effective), "no answers: NaN");

	/*
	 * Beside a weight of 1e100 one of 1e-100 is nothing, and still R = 1e-200: SE^2 = 2 * 2e-400, which
	 * loses half where the deviation of the heavy score is taken for 0.
	 */
	m = cx_weighted_mean(2, (double[]){0, 1}, (double[]){1e100, 1e-100}, (double[]){1e200, 1e-200},
						 2);
	unit_near(m.error, 2e-200, 1e-15, "weights at both ends of what is allowed: error");
	unit_near(m.effective, 5e199, 1e-14, "weights at both ends of what is allowed: effective");
}

static void
laws(void)
{
	UnitLaw by_hand = {.name = "the error is that of the textbook sum over answers"};
	UnitLaw alike = {.name = "equal weights leave as many answers as there are"};
	UnitLaw scaled = {.name = "all weights times a constant change nothing"};
	UnitLaw moved = {.name = "values moved by a constant keep their error"};
	UnitLaw sound = {.name = "errors and effective answers are positive and finite"};

	for (int i = 0; i < 20000; i++)
	{
		int points = (int) unit_whole(2, MOST);
		int n = (int) unit_whole(2, 40);
		double unit = unit_log_uniform(1e-3, 1e3);
		double values[MOST], far[MOST];
		double weights[MOST] = {0}, squares[MOST] = {0};
		double twice[MOST] = {0}, four[MOST] = {0};
		double counts[MOST] = {0}, alike_weights[MOST] = {0}, alike_squares[MOST] = {0};
		int score[40];
		double weight[40];
		double total = 0, sum = 0, error = 0;
		bool varies = false;
		CxWeightedMean m, other;

		for (int k = 0; k < points; k++)
		{
			values[k] = k;
			far[k] = 1e6 + k;
		}
		for (int k = 0; k < n; k++)
		{
			score[k] = (int) unit_whole(0, points - 1);
			weight[k] = unit_log_uniform(0.01, 100);
			weights[score[k]] += weight[k];
			squares[score[k]] += weight[k] * weight[k];
			counts[score[k]] += 1;
			alike_weights[score[k]] += unit;
			alike_squares[score[k]] += unit * unit;
			total += weight[k];
			sum += weight[k] * score[k];
			varies |= score[k] != score[0];
		}
		for (int k = 0; k < points; k++)
		{
			twice[k] = 2 * weights[k];
			four[k] = 4 * squares[k];
		}
		for (int k = 0; k < n; k++)
		{
			double residual = weight[k] * (score[k] - sum / total) / total;

			error += residual * residual;
		}
		error = varies ? sqrt(error * n / (n - 1)) : 0;

		m = cx_weighted_mean(points, values, weights, squares, n);
		unit_holds(&by_hand,
				   unit_is_near(m.mean, sum / total, 1e-13) && unit_is_near(m.error, error, 1e-11),
				   "case %d: %.17g, %.17g", i, m.error, error);
		unit_holds(&sound,
				   isfinite(m.effective) && m.effective > 0 && m.error >= 0 &&
					   (m.error > 0) == varies,
				   "case %d", i);
		other = cx_weighted_mean(points, values, twice, four, n);
		unit_holds(&scaled,
				   other.mean == m.mean && other.error == m.error && other.effective == m.effective,
				   "case %d", i);
		other = cx_weighted_mean(points, far, weights, squares, n);
		unit_holds(&moved, other.error == m.error && other.effective == m.effective, "case %d", i);
		m = cx_weighted_mean(points, values, counts, counts, n);
		unit_holds(&alike, m.effective == n, "case %d: %.17g of %d", i, m.effective, n);
		other = cx_weighted_mean(points, values, alike_weights, alike_squares, n);
		unit_holds(&alike,
				   unit_is_near(other.effective, n, 1e-13) &&
					   unit_is_near(other.error, m.error, 1e-12),
				   "case %d at %g", i, unit);
	}
	unit_law(&by_hand);
	unit_law(&alike);
	unit_law(&scaled);
	unit_law(&moved);
	unit_law(&sound);
}

int
main(void)
{
	examples();
	laws();
	return unit_done();
}
