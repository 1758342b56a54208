/*
 * fit.c
 *	  From the maximum of a likelihood to estimates and their errors.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/fit.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define N CX_FIT_PARAMETERS

static CxFitStatus
fit_status(CxNewtonStatus status)
{
	switch (status)
	{
		case CX_NEWTON_CONVERGED:
			return CX_FIT_CONVERGED;
		case CX_NEWTON_BOUNDARY:
			return CX_FIT_BOUNDARY;
		case CX_NEWTON_FLAT:
			return CX_FIT_NOT_IDENTIFIED;
		case CX_NEWTON_NOT_CONVERGED:
			break;
	}
	return CX_FIT_NOT_CONVERGED;
}

void
cx_fit_without_estimate(CxFit *fit, CxFitStatus status)
{
	memset(fit, 0, sizeof(*fit));
	fit->status = status;
	fit->log_likelihood = NAN;
	for (int i = 0; i < N; i++)
	{
		fit->parameters[i] = NAN;
		for (int j = 0; j < N; j++)
			fit->covariance[i][j] = fit->spread[i][j] = NAN;
	}
}

/*
 * Whether there are at least four different customers among those who were observed at all: one
 * observed for no time says nothing.
 */
static bool
differ(const CxCustomer *customers, size_t n, const CxCheck *check)
{
	const CxCustomer *seen[4];
	int count = 0;

	for (size_t i = 0; i < n && count < 4; i++)
	{
		const CxCustomer *c = &customers[i];
		bool known = !(c->age > 0);

		cx_check(check, i);
		for (int j = 0; j < count; j++)
			known = known || (c->frequency == seen[j]->frequency &&
							  c->recency == seen[j]->recency && c->age == seen[j]->age);
		if (!known)
			seen[count++] = c;
	}
	return count == 4;
}

double
cx_fit_customers(CxNewtonProblem *problem, const CxCustomer *customers, size_t n,
				 const CxCheck *check, CxFit *fit)
{
	double repeats = 0;
	double time = 0;
	double total = 0;

	for (size_t i = 0; i < n; i++)
	{
		cx_check(check, i);
		repeats += customers[i].weight * customers[i].frequency;
		time += customers[i].weight * customers[i].age;
		total += customers[i].weight;
	}
	if (!(repeats > 0))
		cx_fit_without_estimate(fit, CX_FIT_NO_REPEAT_PURCHASES);
	else if (!differ(customers, n, check))
		cx_fit_without_estimate(fit, CX_FIT_NOT_IDENTIFIED);
	else
		cx_fit_without_estimate(fit, CX_FIT_CONVERGED);

	problem->parameters = 4;
	for (int i = 0; i < 4; i++)
	{
		problem->start[i] = i == 0 ? log(time / repeats) : 0;
		problem->low[i] = problem->start[i] - CX_FIT_REACH;
		problem->high[i] = problem->start[i] + CX_FIT_REACH;
		problem->fixed[i] = false;
	}
	return time / total;
}

/*
 * The delta method. A coordinate without a variance, being on a bound, takes it from every
 * parameter that depends on it, and from no other.
 */
void
cx_fit_finish(CxFit *fit, const CxNewtonResult *result, int parameters,
			  const double slope[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS],
			  const int limits[CX_FIT_PARAMETERS][2])
{
	fit->status = fit_status(result->status);
	fit->limits = 0;
	fit->iterations = result->iterations;
	fit->decrement = result->decrement;
	fit->log_likelihood = result->at.value;
	for (int i = 0; i < parameters; i++)
	{
		if (result->place[i] == CX_PLACE_LOW)
			fit->limits |= limits[i][0];
		if (result->place[i] == CX_PLACE_HIGH)
			fit->limits |= limits[i][1];
		for (int j = 0; j < parameters; j++)
		{
			double sum = 0;

			for (int k = 0; k < parameters; k++)
				for (int l = 0; l < parameters; l++)
					if (slope[i][k] != 0 && slope[j][l] != 0)
						sum += slope[i][k] * result->covariance[k][l] * slope[j][l];
			fit->covariance[i][j] = sum;
			fit->spread[i][j] = result->covariance[i][j];
		}
	}
	/* how much customers differ in something that none or all of them do is no question */
	if (fit->limits & (CX_LIMIT_NO_DROPOUT | CX_LIMIT_SURE_DROPOUT))
		fit->limits &= ~(CX_LIMIT_EQUAL_DROPOUT | CX_LIMIT_SPLIT_DROPOUT);
}
