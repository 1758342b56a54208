/*
 * newton.c
 *	  Maximum likelihood for a handful of parameters, with the limits of a model as possible answers.
 *
 * A damped Newton method: J. Nocedal and S. J. Wright, Numerical Optimization (2nd ed. 2006),
 * sections 3.1 (Armijo's condition), 3.4 (modified Hessians) and 16.7 (projection on bounds). It
 * stops on the Newton decrement (S. Boyd and L. Vandenberghe, Convex Optimization, 9.5.1), which is
 * in units of log-likelihood: unlike a tolerance on gradient or step it means the same whatever the
 * number of customers, the unit of time or the parameters chosen.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/newton.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define N CX_NEWTON_PARAMETERS

#define MAX_ITERATIONS 200
#define MAX_HALVINGS   40

/* In units of log-likelihood. */
#define DECREMENT 1e-9
/* What a decrement may be when rounding keeps the likelihood from rising any more. */
#define ROUNDING_DECREMENT 1e-6

/* Curvature and slope below which a coordinate is open: an e-fold change leaves the data cold. */
#define OPEN 1e-10

/* The longest step, in log units: a longer one is beyond where the second derivatives are good for. */
#define MAX_STEP 1.0

/* A shift of the diagonal, relative to the largest, that is rounding of a flat direction only. */
#define FLAT 1e-10

/* How far from its start a coordinate must be for a look at what its bound would give. */
#define FAR 6.0

typedef struct Climb
{
	const CxNewtonProblem *problem;
	bool pinned[N]; /* not to be moved */
	double theta[N];
	CxLikelihood at;
	double decrement;
	int iterations;
	bool converged;
} Climb;

static bool
usable(const CxLikelihood *at, int n)
{
	bool finite = isfinite(at->value);

	for (int i = 0; i < n; i++)
	{
		finite = finite && isfinite(at->gradient[i]);
		for (int j = 0; j <= i; j++)
			finite = finite && isfinite(at->hessian[i][j]);
	}
	return finite;
}

static bool
evaluate(const CxNewtonProblem *problem, const double *theta, CxLikelihood *at)
{
	memset(at, 0, sizeof(*at));
	problem->evaluate(problem->model, theta, at);
	return usable(at, problem->parameters);
}

/* The lower factor of a symmetric matrix, in place; false if that is not positive definite. */
static bool
factorize(double m[N][N], int n)
{
	for (int j = 0; j < n; j++)
	{
		double pivot = m[j][j];

		for (int k = 0; k < j; k++)
			pivot -= m[j][k] * m[j][k];
		/* What is left of a singular matrix is rounding, of either sign. */
		if (!(pivot > 4 * DBL_EPSILON * m[j][j]))
			return false;
		m[j][j] = sqrt(pivot);
		for (int i = j + 1; i < n; i++)
		{
			for (int k = 0; k < j; k++)
				m[i][j] -= m[i][k] * m[j][k];
			m[i][j] /= m[j][j];
		}
	}
	return true;
}

static void
solve(double factor[N][N], int n, double *x)
{
	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < i; k++)
			x[i] -= factor[i][k] * x[k];
		x[i] /= factor[i][i];
	}
	for (int i = n - 1; i >= 0; i--)
	{
		for (int k = i + 1; k < n; k++)
			x[i] -= factor[k][i] * x[k];
		x[i] /= factor[i][i];
	}
}

/* -H over the listed coordinates, plus a shift of the diagonal */
static void
curvature(const CxLikelihood *at, const int *list, int n, double shift, double m[N][N])
{
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j <= i; j++)
		{
			int row = list[i] > list[j] ? list[i] : list[j];
			int column = list[i] > list[j] ? list[j] : list[i];

			m[i][j] = -at->hessian[row][column];
		}
		m[i][i] += shift;
	}
}

static bool
is_open(const CxLikelihood *at, int i)
{
	return fabs(at->gradient[i]) < OPEN && fabs(at->hessian[i][i]) < OPEN;
}

/* The coordinates that may move: neither pinned, nor pressed against a bound, nor without effect. */
static int
movable(const Climb *climb, int *list)
{
	const CxNewtonProblem *problem = climb->problem;
	int n = 0;

	for (int i = 0; i < problem->parameters; i++)
	{
		double slope = climb->at.gradient[i];
		bool pressed = (climb->theta[i] >= problem->high[i] && slope >= 0) ||
					   (climb->theta[i] <= problem->low[i] && slope <= 0);

		if (!climb->pinned[i] && !pressed && !is_open(&climb->at, i))
			list[n++] = i;
	}
	return n;
}

/*
 * The Newton direction, from a Hessian shifted until it is definite. Returns whether that took more
 * than rounding would: the decrement means nothing then.
 */
static bool
direction(const Climb *climb, const int *list, int n, double *step, double *decrement)
{
	double factor[N][N];
	double shift = 0;
	double scale = 0;

	for (int i = 0; i < n; i++)
		scale = fmax(scale, fmax(fabs(climb->at.hessian[list[i]][list[i]]),
								 fabs(climb->at.gradient[list[i]])));
	for (;;)
	{
		curvature(&climb->at, list, n, shift, factor);
		if (factorize(factor, n))
			break;
		shift = shift > 0 ? 8 * shift : fmax(FLAT * scale, DBL_MIN);
		/* Off-diagonal elements can exceed the diagonal by any factor, but not for ever. */
		if (!isfinite(shift))
			break;
	}
	*decrement = 0;
	for (int i = 0; i < n; i++)
		step[i] = climb->at.gradient[list[i]];
	if (isfinite(shift))
		solve(factor, n, step);
	for (int i = 0; i < n; i++)
		*decrement += step[i] * climb->at.gradient[list[i]];
	return shift > FLAT * scale;
}

static double
within_bounds(const CxNewtonProblem *problem, int i, double x)
{
	return fmin(problem->high[i], fmax(problem->low[i], x));
}

/*
 * Goes along the step as far as the likelihood rises enough for it. Rounding can hide a rise when
 * the total is large; such a step is taken on trust, since it is a Newton step near a maximum.
 */
static bool
advance(Climb *climb, const int *list, int n, const double *step)
{
	const CxNewtonProblem *problem = climb->problem;
	double rounding = 4 * DBL_EPSILON * fabs(climb->at.value);
	double longest = 0;
	double length;

	for (int i = 0; i < n; i++)
		longest = fmax(longest, fabs(step[i]));
	length = longest > MAX_STEP ? MAX_STEP / longest : 1;
	for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2)
	{
		double theta[N];
		double rise = 0;
		bool moved = false;
		CxLikelihood at;

		memcpy(theta, climb->theta, sizeof(theta));
		for (int i = 0; i < n; i++)
		{
			int c = list[i];

			theta[c] = within_bounds(problem, c, climb->theta[c] + length * step[i]);
			rise += climb->at.gradient[c] * (theta[c] - climb->theta[c]);
			moved = moved || theta[c] != climb->theta[c];
		}
		if (!moved)
			return false;
		if (evaluate(problem, theta, &at) && at.value >= climb->at.value + 1e-4 * rise - rounding)
		{
			memcpy(climb->theta, theta, sizeof(theta));
			climb->at = at;
			return true;
		}
	}
	return false;
}

static double
far_bound(const CxNewtonProblem *problem, int i, double x)
{
	if (x - problem->start[i] > FAR)
		return problem->high[i];
	if (problem->start[i] - x > FAR)
		return problem->low[i];
	return NAN;
}

/* *climb with one coordinate on the bound that it is far out towards; false if it is not. */
static bool
at_bound(const Climb *climb, int i, Climb *there)
{
	double bound = far_bound(climb->problem, i, climb->theta[i]);

	if (isnan(bound) || climb->pinned[i])
		return false;
	*there = *climb;
	there->theta[i] = bound;
	return bound == climb->theta[i] || evaluate(climb->problem, there->theta, &there->at);
}

/*
 * Towards a bound the likelihood flattens out as exp(-theta) does, where Newton's method gains one
 * unit of theta a step: a jump saves a dozen steps. Only to where it still rises outwards.
 */
static void
jump(Climb *climb)
{
	for (int i = 0; i < climb->problem->parameters; i++)
	{
		Climb there;

		if (!at_bound(climb, i, &there) || there.theta[i] == climb->theta[i])
			continue;
		if (there.at.value > climb->at.value &&
			there.at.gradient[i] * (there.theta[i] - climb->theta[i]) > 0)
		{
			there.iterations++;
			*climb = there;
		}
	}
}

/*
 * A decrement just below its limit can leave 1e-5 standard errors to go; another step leaves the
 * square of that. It is judged by its own decrement, because the rise drowns in rounding.
 */
static void
polish(Climb *climb, const int *list, int n, const double *step)
{
	Climb there = *climb;

	for (int i = 0; i < n; i++)
		there.theta[list[i]] =
			within_bounds(climb->problem, list[i], climb->theta[list[i]] + step[i]);
	there.iterations++;
	if (evaluate(climb->problem, there.theta, &there.at))
	{
		double next[N];
		int again[N] = {0};
		int m = movable(&there, again);

		if (!direction(&there, again, m, next, &there.decrement) &&
			there.decrement < climb->decrement)
			*climb = there;
	}
}

static void
climb_up(Climb *climb)
{
	int last = climb->iterations + MAX_ITERATIONS;

	climb->converged = false;
	while (climb->iterations < last)
	{
		int list[N] = {0};
		double step[N];
		int n = movable(climb, list);
		bool shifted = direction(climb, list, n, step, &climb->decrement);

		if (!shifted && climb->decrement < DECREMENT)
		{
			climb->converged = true;
			if (climb->decrement > DECREMENT * 1e-12)
				polish(climb, list, n, step);
			return;
		}
		climb->iterations++;
		if (!advance(climb, list, n, step))
		{
			climb->converged = !shifted && climb->decrement < ROUNDING_DECREMENT;
			return;
		}
		if (climb->iterations % 4 == 0)
			jump(climb);
	}
}

/*
 * Coordinates that are far out are put on their bound if the likelihood does not mind, one after
 * the other, each time with the others fitted again.
 */
static void
settle_on_bounds(Climb *climb)
{
	for (int i = 0; i < climb->problem->parameters; i++)
	{
		Climb there;

		if (!at_bound(climb, i, &there) || there.at.value < climb->at.value - CX_NEWTON_INDIFFERENT)
			continue;
		there.pinned[i] = true;
		climb_up(&there);
		if (there.at.value >= climb->at.value - CX_NEWTON_INDIFFERENT &&
			(there.converged || !climb->converged))
			*climb = there;
	}
}

static CxNewtonPlace
place_of(const Climb *climb, int i)
{
	const CxNewtonProblem *problem = climb->problem;

	if (problem->fixed[i])
		return CX_PLACE_FIXED;
	if (climb->theta[i] >= problem->high[i])
		return CX_PLACE_HIGH;
	if (climb->theta[i] <= problem->low[i])
		return CX_PLACE_LOW;
	return is_open(&climb->at, i) ? CX_PLACE_OPEN : CX_PLACE_INSIDE;
}

/* False if the Hessian is not negative definite over the coordinates inside. */
static bool
invert(CxNewtonResult *result, int parameters)
{
	double factor[N][N];
	int list[N] = {0};
	int n = 0;

	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			result->covariance[i][j] = NAN;
	for (int i = 0; i < parameters; i++)
		if (result->place[i] == CX_PLACE_INSIDE)
			list[n++] = i;
	curvature(&result->at, list, n, 0, factor);
	if (!factorize(factor, n))
		return false;
	for (int i = 0; i < n; i++)
	{
		double column[N] = {0};

		column[i] = 1;
		solve(factor, n, column);
		for (int j = 0; j < n; j++)
			result->covariance[list[j]][list[i]] = column[j];
	}
	return true;
}

void
cx_newton(const CxNewtonProblem *problem, CxNewtonResult *result)
{
	Climb climb = {.problem = problem};
	bool usable_start;
	bool definite;
	bool bound = false;
	bool open = false;

	memset(result, 0, sizeof(*result));
	memcpy(climb.theta, problem->start, sizeof(climb.theta));
	memcpy(climb.pinned, problem->fixed, sizeof(climb.pinned));
	usable_start = evaluate(problem, climb.theta, &climb.at);
	if (usable_start)
	{
		climb_up(&climb);
		settle_on_bounds(&climb);
	}
	result->iterations = climb.iterations;
	result->decrement = climb.decrement;
	memcpy(result->theta, climb.theta, sizeof(result->theta));
	result->at = climb.at;
	for (int i = 0; i < problem->parameters; i++)
	{
		result->place[i] = place_of(&climb, i);
		bound = bound || result->place[i] == CX_PLACE_LOW || result->place[i] == CX_PLACE_HIGH;
		open = open || result->place[i] == CX_PLACE_OPEN;
	}
	definite = invert(result, problem->parameters);

	if (!usable_start || !climb.converged)
		result->status = CX_NEWTON_NOT_CONVERGED;
	else if (!definite || (open && !bound))
		result->status = CX_NEWTON_FLAT;
	else
		result->status = bound ? CX_NEWTON_BOUNDARY : CX_NEWTON_CONVERGED;
}

static bool
is_maximum(const CxNewtonResult *result)
{
	return result->status == CX_NEWTON_CONVERGED || result->status == CX_NEWTON_BOUNDARY;
}

void
cx_newton_from_several(const CxNewtonProblem *problem, const double offsets[][CX_NEWTON_PARAMETERS],
					   int count, bool thorough, CxNewtonResult *result)
{
	int iterations;

	cx_newton(problem, result);
	iterations = result->iterations;
	if (result->status == CX_NEWTON_CONVERGED && !thorough)
		return;
	for (int i = 0; i < count; i++)
	{
		CxNewtonProblem again = *problem;
		CxNewtonResult other;
		bool better;

		for (int j = 0; j < problem->parameters; j++)
			if (!problem->fixed[j])
				again.start[j] += offsets[i][j];
		cx_newton(&again, &other);
		iterations += other.iterations;
		better = other.at.value > result->at.value + CX_NEWTON_INDIFFERENT;
		if (is_maximum(&other) && (better || !is_maximum(result)))
			*result = other;
	}
	result->iterations = iterations;
}
