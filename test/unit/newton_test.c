/*
 * newton_test.c
 *	  The maximiser on functions whose maxima are known: inside, on a bound, at infinity, nowhere.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/newton.h"

#include <string.h>

#include "unit.h"

#define N CX_NEWTON_PARAMETERS

/*
 * Counts k and exposures e of independent Poisson rates exp(theta): the sum of k theta - e
 * exp(theta), highest at theta = log(k / e), where the variance of theta is 1 / k.
 */
typedef struct Rates
{
	int n;
	double k[N];
	double e[N];
} Rates;

static void
rates(const void *model, const double *theta, CxLikelihood *at)
{
	const Rates *r = model;

	for (int i = 0; i < r->n; i++)
	{
		double expected = r->e[i] > 0 ? r->e[i] * exp(theta[i]) : 0;

		at->value += r->k[i] * theta[i] - expected;
		at->gradient[i] = r->k[i] - expected;
		at->hessian[i][i] = -expected;
	}
}

/* Minus Rosenbrock's valley: far from concave on the way to (1, 1), where the Hessian is known. */
static void
rosenbrock(const void *model, const double *x, CxLikelihood *at)
{
	double curve = x[1] - x[0] * x[0];

	(void) model;
	at->value = -100 * curve * curve - (1 - x[0]) * (1 - x[0]);
	at->gradient[0] = 400 * curve * x[0] + 2 * (1 - x[0]);
	at->gradient[1] = -200 * curve;
	at->hessian[0][0] = 400 * curve - 800 * x[0] * x[0] - 2;
	at->hessian[1][0] = 400 * x[0];
	at->hessian[1][1] = -200;
}

/* Not a number left of 0, and a saddle for a start at theta[1] = 0: maxima at (1, -1) and (1, 1). */
static void
partly_undefined(const void *model, const double *x, CxLikelihood *at)
{
	(void) model;
	at->value = 100 * (log(x[0]) - x[0] + x[1] * x[1] / 2 - pow(x[1], 4) / 4);
	at->gradient[0] = 100 * (1 / x[0] - 1);
	at->gradient[1] = 100 * (x[1] - pow(x[1], 3));
	at->hessian[0][0] = -100 / (x[0] * x[0]);
	at->hessian[1][1] = 100 * (1 - 3 * x[1] * x[1]);
}

/* Depends on the sum of two coordinates only. */
static void
ridge(const void *model, const double *x, CxLikelihood *at)
{
	double sum = x[0] + x[1];

	(void) model;
	at->value = -sum * sum;
	at->gradient[0] = at->gradient[1] = -2 * sum;
	at->hessian[0][0] = at->hessian[1][0] = at->hessian[1][1] = -2;
}

/*
 * theta[0] is best at infinity, to which -c exp(-theta[0]) rises; theta[1] has its maximum where
 * theta[0] lets it: at 1 - exp(-theta[0]), 1 in the limit.
 */
static void
limit(const void *model, const double *x, CxLikelihood *at)
{
	double c = *(const double *) model;
	double e = exp(-x[0]);
	double gap = x[1] - 1 + e;

	at->value = -c * e - c * gap * gap;
	at->gradient[0] = c * e + 2 * c * gap * e;
	at->gradient[1] = -2 * c * gap;
	at->hessian[0][0] = -c * e - 2 * c * gap * e - 2 * c * e * e;
	at->hessian[1][0] = 2 * c * e;
	at->hessian[1][1] = -2 * c;
}

static void
problem(CxNewtonProblem *p, int parameters,
		void (*evaluate)(const void *, const double *, CxLikelihood *), const void *model)
{
	memset(p, 0, sizeof(*p));
	p->parameters = parameters;
	p->evaluate = evaluate;
	p->model = model;
	for (int i = 0; i < N; i++)
	{
		p->low[i] = -27;
		p->high[i] = 27;
	}
}

static void
inside(void)
{
	UnitLaw found = {.name = "the maximum of Poisson rates is found from anywhere"};
	UnitLaw spread = {.name = "and so are its variances"};
	UnitLaw bounds = {.name = "a count of none is a rate on its lower bound"};
	UnitLaw open = {.name = "a rate without exposure or count is open"};
	UnitLaw kept = {.name = "a fixed rate stays"};
	CxNewtonProblem p;
	CxNewtonResult result;

	for (int i = 0; i < 2000; i++)
	{
		Rates r = {.n = (int) unit_whole(1, N)};
		int none = i % 4 == 1 ? 0 : N;
		int unseen = i % 4 == 2 ? r.n - 1 : N;
		int held = i % 4 == 3 ? 0 : N;

		problem(&p, r.n, rates, &r);
		for (int j = 0; j < r.n; j++)
		{
			r.e[j] = j == unseen ? 0 : unit_log_uniform(1e-3, 1e6);
			r.k[j] = j == none || j == unseen ? 0 : unit_log_uniform(0.5, 1e6);
			p.start[j] = unit_uniform(-5, 5);
		}
		if (held < N)
			p.fixed[held] = true;
		cx_newton(&p, &result);
		for (int j = 0; j < r.n; j++)
		{
			if (j == held)
				unit_holds(&kept,
						   result.place[j] == CX_PLACE_FIXED && result.theta[j] == p.start[j] &&
							   isnan(result.covariance[j][j]),
						   "case %d", i);
			else if (j == none)
				unit_holds(&bounds,
						   result.status == CX_NEWTON_BOUNDARY && result.place[j] == CX_PLACE_LOW &&
							   isnan(result.covariance[j][j]),
						   "case %d: status %d, theta %g", i, result.status, result.theta[j]);
			else if (j == unseen)
				unit_holds(&open,
						   result.status == CX_NEWTON_FLAT && result.place[j] == CX_PLACE_OPEN,
						   "case %d", i);
			else
			{
				/* A decrement of 1e-9 leaves 3e-5 standard errors, and the last step their square. */
				unit_holds(
					&found,
					result.place[j] == CX_PLACE_INSIDE &&
						fabs(result.theta[j] - log(r.k[j] / r.e[j])) < 1e-8 / sqrt(r.k[j]) + 1e-13,
					"case %d: k = %g, e = %g, theta = %.17g, %g off, status %d", i, r.k[j], r.e[j],
					result.theta[j], result.theta[j] - log(r.k[j] / r.e[j]), result.status);
				unit_holds(&spread, unit_is_near(result.covariance[j][j], 1 / r.k[j], 1e-8),
						   "case %d: variance %.17g, k = %.17g", i, result.covariance[j][j],
						   r.k[j]);
			}
		}
	}
	unit_law(&found);
	unit_law(&spread);
	unit_law(&bounds);
	unit_law(&open);
	unit_law(&kept);

	problem(&p, 2, rosenbrock, NULL);
	p.start[0] = -1.2;
	p.start[1] = 1;
	cx_newton(&p, &result);
	unit_ok(result.status == CX_NEWTON_CONVERGED, "a curved valley is followed");
	unit_near(result.theta[0], 1, 1e-9, "to its end, x");
	unit_near(result.theta[1], 1, 1e-9, "and y");
	/* -H = [802 -400; -400 200], its determinant 400 */
	unit_near(result.covariance[0][0], 0.5, 1e-6, "variance of x");
	unit_near(result.covariance[0][1], 1, 1e-6, "covariance");
	unit_near(result.covariance[1][1], 2.005, 1e-6, "variance of y");

	problem(&p, 2, partly_undefined, NULL);
	p.start[0] = 20;
	p.start[1] = 0.01;
	cx_newton(&p, &result);
	unit_ok(result.status == CX_NEWTON_CONVERGED, "steps into the undefined are shortened");
	unit_near(result.theta[0], 1, 1e-9, "x of the maximum beyond the saddle");
	unit_near(result.theta[1], 1, 1e-9, "and its y");
}

static void
outside(void)
{
	static const double weights[] = {1e-2, 1, 1e3, 1e6};
	UnitLaw law = {.name = "an optimum at infinity is its bound, with the rest fitted there"};
	UnitLaw soon = {.name = "and is reached in a few steps"};
	CxNewtonProblem p;
	CxNewtonResult result;

	for (int i = 0; i < 4; i++)
	{
		problem(&p, 2, limit, &weights[i]);
		cx_newton(&p, &result);
		unit_holds(&law,
				   result.status == CX_NEWTON_BOUNDARY && result.place[0] == CX_PLACE_HIGH &&
					   result.theta[0] == 27 && fabs(result.theta[1] - 1) < 1e-9 &&
					   isnan(result.covariance[0][1]) &&
					   unit_is_near(result.covariance[1][1], 1 / (2 * weights[i]), 1e-9),
				   "weight %g: status %d, theta %g, %.17g", weights[i], result.status,
				   result.theta[0], result.theta[1]);
		unit_holds(&soon, result.iterations <= 20, "weight %g: %d iterations", weights[i],
				   result.iterations);
	}
	unit_law(&law);
	unit_law(&soon);

	problem(&p, 2, ridge, NULL);
	p.start[0] = 2;
	cx_newton(&p, &result);
	unit_ok(result.status == CX_NEWTON_FLAT && isnan(result.covariance[0][0]),
			"a ridge between two coordinates is flat, not converged");
	unit_within(result.at.value, 0, 1e-9, "though its height is found");

	problem(&p, 2, partly_undefined, NULL);
	p.start[0] = -1;
	cx_newton(&p, &result);
	unit_ok(result.status == CX_NEWTON_NOT_CONVERGED, "an undefined start is not converged");
}

int
main(void)
{
	inside();
	outside();
	return unit_done();
}
