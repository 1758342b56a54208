/*
 * beta_weibull.c
 *	  The beta-discrete-Weibull model of churn, and its special case, the shifted-beta-geometric.
 *
 * With N = gamma + delta, the log of the share that stays from one age to another is
 *	  L = F(delta) - F(N),  F(z) = log Gamma(z + y1) - log Gamma(z + y0),  y = t^c,
 * a second difference of log gamma, and that of those who churn is log(1 - exp(L)). Both models are
 * this one function; sBG is the case c = 1, without a product over all periods before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/beta_weibull.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "math/exact_sum.h"
#include "math/gamma_difference.h"

/* The coordinates of the fit. */
#define LOGIT 0 /* of gamma / N, the churn of the first period */
#define SIZE  1 /* log N: the larger, the more alike are the customers */
#define SHAPE 2 /* log c */

/* At these distances the model is its own limit. */
#define FAR_LOGIT 30
#define FAR_SIZE  30
#define FAR_SHAPE 3.912023005428146 /* log of CX_HIGHEST_C, and of 1 / CX_LOWEST_C */

#define AT_LIMIT 1e-6 /* of a logarithm that went through text and back */

/* Who is as old as this is in t^c will churn, or never will, whatever the parameters are. */
#define OLDEST 600 /* log t^c */

/* t^c with what becomes of it when c changes */
typedef struct Age
{
	double y;
	double slope; /* dy / d log c */
	double curve; /* d^2 y / d (log c)^2 */
} Age;

static Age
age_of(double t, double c)
{
	double log_y = c * log(t);
	Age age = {0, 0, 0};

	if (t == 0)
		return age;
	if (log_y > OLDEST)
		return (Age){exp(OLDEST), 0, 0};
	age.y = c == 1 ? t : exp(log_y);
	age.slope = age.y * log_y;
	age.curve = age.slope * (1 + log_y);
	return age;
}

/* y1 - y0, without a loss when both are large */
static double
growth(double from, double to, double c)
{
	if (c == 1)
		return to - from;
	if (from == 0)
		return age_of(to, c).y;
	if (c * log(to) > OLDEST)
		return age_of(to, c).y - age_of(from, c).y;
	return exp(c * log(from)) * expm1(c * log1p((to - from) / from));
}

double
cx_churn_log_survival(const CxChurnParameters *p, double from, double to)
{
	if (from >= to)
		return 0;
	return -cx_log_gamma_difference(p->delta + age_of(from, p->c).y, p->gamma,
									growth(from, to, p->c));
}

/* L over one stretch with its first and second derivatives. */
typedef struct Stay
{
	double value;
	double gradient[CX_CHURN_PARAMETERS];
	double hessian[CX_CHURN_PARAMETERS][CX_CHURN_PARAMETERS];
} Stay;

/*
 * delta (psi(delta + y1) - psi(delta + y0)) - n (psi(n + y1) - psi(n + y0)), the slope by log N. Where
 * gamma is small beside delta the two cancel: then it is the integral, from delta to n, of minus the
 * derivative, by Gauss and Legendre's three points.
 */
static double
size_slope(double delta, double gamma, double y0, double h)
{
	static const double nodes[] = {0.1127016653792583, 0.5, 0.8872983346207417};
	static const double weights[] = {5.0 / 18, 8.0 / 18, 5.0 / 18};
	double n = delta + gamma;
	double sum = 0;

	if (gamma > 0.01 * delta)
		return delta * cx_digamma_difference(delta + y0, h) - n * cx_digamma_difference(n + y0, h);
	for (int i = 0; i < 3; i++)
	{
		double z = delta + nodes[i] * gamma;

		sum +=
			weights[i] * (cx_digamma_difference(z + y0, h) + z * cx_trigamma_difference(z + y0, h));
	}
	return -gamma * sum;
}

static void
stay_over(const CxStretch *stretch, const CxChurnParameters *p, double churn, Stay *stay)
{
	double gamma = p->gamma;
	double delta = p->delta;
	double n = gamma + delta;
	double turn = -delta * churn; /* d delta / d logit, N held */
	Age from = age_of(stretch->from, p->c);
	Age to = age_of(stretch->to, p->c);
	double h = growth(stretch->from, stretch->to, p->c);
	double d1 = cx_digamma_difference(delta + from.y, h);
	double d2 = cx_trigamma_difference(delta + from.y, h);
	double n1 = cx_digamma_difference(n + from.y, h);
	double n2 = cx_trigamma_difference(n + from.y, h);
	/* over gamma, at either end */
	double from1 = cx_digamma_difference(delta + from.y, gamma);
	double from2 = cx_trigamma_difference(delta + from.y, gamma);
	double to1 = cx_digamma_difference(delta + to.y, gamma);
	double to2 = cx_trigamma_difference(delta + to.y, gamma);
	double delta_from = cx_trigamma_of(delta + from.y);
	double delta_to = cx_trigamma_of(delta + to.y);
	double n_from = cx_trigamma_of(n + from.y);
	double n_to = cx_trigamma_of(n + to.y);

	stay->value = -cx_log_gamma_difference(delta + from.y, gamma, h);
	stay->gradient[LOGIT] = turn * d1;
	stay->gradient[SIZE] = size_slope(delta, gamma, from.y, h);
	stay->gradient[SHAPE] = from.slope * from1 - to.slope * to1;
	stay->hessian[LOGIT][LOGIT] = turn * (1 - 2 * churn) * d1 + turn * turn * d2;
	stay->hessian[SIZE][LOGIT] = turn * d1 + turn * delta * d2;
	stay->hessian[SIZE][SIZE] = delta * d1 - n * n1 + delta * delta * d2 - n * n * n2;
	stay->hessian[SHAPE][LOGIT] = turn * (to.slope * delta_to - from.slope * delta_from);
	stay->hessian[SHAPE][SIZE] =
		to.slope * (delta * delta_to - n * n_to) - from.slope * (delta * delta_from - n * n_from);
	stay->hessian[SHAPE][SHAPE] = from.curve * from1 - to.curve * to1 +
								  from.slope * (from.slope * from2) - to.slope * (to.slope * to2);
}

static CxChurnParameters
parameters_at(const double *theta, double *churn)
{
	double n = exp(theta[SIZE]);
	double c = theta[SHAPE] >= FAR_SHAPE    ? CX_HIGHEST_C
			   : theta[SHAPE] <= -FAR_SHAPE ? CX_LOWEST_C
											: exp(theta[SHAPE]);

	*churn = 1 / (1 + exp(-theta[LOGIT]));
	return (CxChurnParameters){n * *churn, n / (1 + exp(theta[LOGIT])), c};
}

unsigned
cx_churn_limits(const CxChurnParameters *p)
{
	double logit = log(p->gamma / p->delta);
	double size = log(p->gamma + p->delta);

	return (unsigned) (logit <= -FAR_LOGIT + AT_LIMIT) << CX_LIMIT_NO_CHURN |
		   (unsigned) (logit >= FAR_LOGIT - AT_LIMIT) << CX_LIMIT_CERTAIN_CHURN |
		   (unsigned) (size <= -FAR_SIZE + AT_LIMIT) << CX_LIMIT_SPLIT_CHURN |
		   (unsigned) (size >= FAR_SIZE - AT_LIMIT) << CX_LIMIT_EQUAL_CHURN |
		   (unsigned) (p->c <= CX_LOWEST_C * (1 + AT_LIMIT)) << CX_LIMIT_LOWEST_C |
		   (unsigned) (p->c >= CX_HIGHEST_C * (1 - AT_LIMIT)) << CX_LIMIT_HIGHEST_C;
}

void
cx_churn_likelihood(const void *model, const double *theta, CxLikelihood *at)
{
	const CxChurnData *data = (const CxChurnData *) model;
	CxSum value = {0, 0};
	double churn;
	CxChurnParameters p = parameters_at(theta, &churn);

	for (size_t s = 0; s < data->count; s++)
	{
		const CxStretch *stretch = &data->stretches[s];
		double stayed = stretch->at_risk - stretch->churned;
		double odds; /* of those who stay to those who churn, exp(L) / (1 - exp(L)) */
		double first;
		double second;
		Stay stay;

		cx_check(data->check, s + 1);
		stay_over(stretch, &p, churn, &stay);
		cx_sum_add(&value, stayed * stay.value);
		first = stayed;
		second = 0;
		if (stretch->churned > 0)
		{
			odds = 1 / expm1(-stay.value);
			cx_sum_add(&value, stretch->churned * log(-expm1(stay.value)));
			first -= stretch->churned * odds;
			second = -stretch->churned * odds * (1 + odds);
		}
		for (int i = 0; i < CX_CHURN_PARAMETERS; i++)
		{
			at->gradient[i] += first * stay.gradient[i];
			for (int j = 0; j <= i; j++)
				at->hessian[i][j] +=
					first * stay.hessian[i][j] + second * stay.gradient[i] * stay.gradient[j];
		}
	}
	at->value = value.high;
}

/*
 * As many ages and as many outcomes must have been observed as there are parameters, and somebody must
 * have churned. Where to start: the churn per period over all periods, and as spread out as the customers
 * are old.
 */
static bool
start(const CxChurnData *data, int parameters, double *theta)
{
	double periods = 0;
	double exposure = 0;
	double churned = 0;
	double most = 0;
	double churn;

	for (size_t s = 0; s < data->count; s++)
	{
		const CxStretch *stretch = &data->stretches[s];

		periods += stretch->to - stretch->from;
		exposure += stretch->at_risk * (stretch->to - stretch->from);
		churned += stretch->churned;
		most = fmax(most, stretch->at_risk);
	}
	if (data->outcomes < (size_t) parameters || periods < parameters || !(churned > 0))
		return false;
	churn = fmin(churned / exposure, 0.99);
	theta[LOGIT] = log(churn / (1 - churn));
	theta[SIZE] = log(1 + exposure / most);
	theta[SHAPE] = 0;
	return true;
}

/* From logit and log N to log gamma and log delta. */
static void
covariance_of(const CxNewtonResult *result, double churn, CxChurnFit *fit)
{
	double to_log[CX_CHURN_PARAMETERS][CX_CHURN_PARAMETERS] = {
		{1 - churn, 1, 0}, {-churn, 1, 0}, {0, 0, 1}};
	bool known[CX_CHURN_PARAMETERS];

	for (int i = 0; i < CX_CHURN_PARAMETERS; i++)
	{
		known[i] = true;
		for (int k = 0; k < CX_CHURN_PARAMETERS; k++)
			if (to_log[i][k] != 0 && result->place[k] != CX_PLACE_INSIDE)
				known[i] = false;
	}
	for (int i = 0; i < CX_CHURN_PARAMETERS; i++)
		for (int j = 0; j < CX_CHURN_PARAMETERS; j++)
		{
			double sum = 0;

			for (int k = 0; k < CX_CHURN_PARAMETERS; k++)
				for (int l = 0; l < CX_CHURN_PARAMETERS; l++)
					if (to_log[i][k] != 0 && to_log[j][l] != 0)
						sum += to_log[i][k] * to_log[j][l] * result->covariance[k][l];
			fit->covariance[i][j] = known[i] && known[j] && isfinite(sum) ? sum : 0;
		}
}

static bool
better(const CxNewtonResult *one, const CxNewtonResult *other)
{
	bool found = one->status == CX_NEWTON_CONVERGED || one->status == CX_NEWTON_BOUNDARY;
	bool other_found = other->status == CX_NEWTON_CONVERGED || other->status == CX_NEWTON_BOUNDARY;

	return found && (!other_found || one->at.value > other->at.value);
}

/*
 * The likelihood of BdW can have two maxima, as where half of the customers leave at once and the
 * others over years: a small c, or customers who differ. So it is climbed from the maximum of sBG, too,
 * below which the result can then not be.
 */
static void
climb_again(CxNewtonProblem *problem, CxNewtonResult *result)
{
	CxNewtonProblem again = *problem;
	CxNewtonResult second;

	again.fixed[SHAPE] = true;
	cx_newton(&again, &second);
	memcpy(again.start, second.theta, sizeof(again.start));
	again.fixed[SHAPE] = false;
	cx_newton(&again, &second);
	if (better(&second, result))
		*result = second;
}

void
cx_projection_fit(const CxChurnData *data, bool weibull, CxChurnFit *fit)
{
	int parameters = weibull ? 3 : 2;
	CxNewtonProblem problem = {.parameters = CX_CHURN_PARAMETERS,
							   .evaluate = cx_churn_likelihood,
							   .model = data,
							   .low = {-FAR_LOGIT, -FAR_SIZE, -FAR_SHAPE},
							   .high = {FAR_LOGIT, FAR_SIZE, FAR_SHAPE},
							   .fixed = {false, false, !weibull}};
	CxNewtonResult result;
	double churn;

	memset(fit, 0, sizeof(*fit));
	if (!start(data, parameters, problem.start))
		return;
	cx_newton(&problem, &result);
	if (weibull)
		climb_again(&problem, &result);
	if (result.status == CX_NEWTON_FLAT)
		return;
	fit->status = result.status == CX_NEWTON_CONVERGED  ? CX_PROJECTION_FIT_CONVERGED
				  : result.status == CX_NEWTON_BOUNDARY ? CX_PROJECTION_FIT_BOUNDARY
														: CX_PROJECTION_FIT_NOT_CONVERGED;
	fit->parameters = parameters_at(result.theta, &churn);
	fit->log_likelihood = result.at.value;
	if (fit->status != CX_PROJECTION_FIT_NOT_CONVERGED)
		covariance_of(&result, churn, fit);
}

/* Below this discount the fraction takes so many steps that their rounding shows. */
#define FRACTION_FROM 1e-3

/*
 * sBG: 2F1(1, b; c; z) with b = delta + n, c = gamma + delta + n, z = 1 / (1 + discount), by Gauss's
 * continued fraction (NIST DLMF 15.7.5 with a = 0), evaluated forwards by the method of Lentz.
 */
static double
by_fraction(double b, double c, double z, const CxCheck *check)
{
	double f = 1;
	double big = 1;
	double small = 0;

	for (size_t k = 1; k < 1000000; k++)
	{
		double m = (double) (k / 2);
		double t = k % 2 == 1 ? (b + m) * (c - 1 + m) / ((c - 1 + 2 * m) * (c + 2 * m))
							  : m * (c - b + m - 1) / ((c + 2 * m - 2) * (c + 2 * m - 1));
		double step;

		cx_check(check, k);
		if (k == 1)
			t = b / c; /* also where c - 1 is 0 */
		small = 1 / (1 - t * z * small);
		big = 1 - t * z / big;
		step = big * small;
		f *= step;
		if (fabs(step - 1) < DBL_EPSILON / 2)
			break;
	}
	return 1 / f;
}

/* Gauss and Legendre's nodes and weights for eight points: NIST DLMF, table 3.5.2 */
static const double nodes[] = {0.183434642495649804939476142360, 0.525532409916328985817739049189,
							   0.796666477413626739591553936476, 0.960289856497536231683560868569};
static const double weights[] = {0.362683783378361982965150449277, 0.313706645877887287337962201987,
								 0.222381034453374470544355994426,
								 0.101228536290376259152531354310};

#define ONE_BY_ONE 2000
#define PANEL      1.25 /* each panel of the integral ends at this multiple of its start */
#define FAR_AWAY   1e150

/* S(n + t) / S(n) times the discount, for any t */
static double
discounted(const CxChurnParameters *p, double log_z, double n, double t)
{
	return exp(cx_churn_log_survival(p, n, n + t) + log_z * t);
}

/*
 * Any of them: the first terms one by one; those left out add up to no more than the last one over 1 - z, since
 * survival falls. When they still matter after 2000, survival hardly changes from one period to the
 * next, and the rest is its integral: by the midpoint rule read backwards, the sum of f(k) from m on is
 * the integral from m - 1/2 plus f'(m - 1/2) / 24, with an error of the order of the third derivative.
 */
static double
by_sum(const CxChurnParameters *p, double discount, double n, const CxCheck *check)
{
	double log_z = -log1p(discount);
	double rest = discount / (1 + discount); /* 1 - z */
	double from = ONE_BY_ONE - 0.5;          /* after n, which the discount knows nothing of */
	CxSum sum = {0, 0};
	double term = 1;
	double tail = 0;
	Age age;

	for (int k = 0; k < ONE_BY_ONE; k++)
	{
		cx_check(check, (size_t) k + 1);
		cx_sum_add(&sum, term);
		if (term < rest * 1e-16 * sum.high || term == 0)
			return sum.high;
		term = discounted(p, log_z, n, k + 1);
	}
	age = age_of(n + from, p->c);
	cx_sum_add(&sum, discounted(p, log_z, n, from) / 24 *
						 (log_z - p->c * age.y / (n + from) *
									  cx_digamma_difference(p->delta + age.y, p->gamma)));
	for (size_t panel = 1; from < FAR_AWAY; panel++, from *= PANEL)
	{
		double half = from * (PANEL - 1) / 2;
		double part = 0;

		cx_check(check, panel * 64);
		for (int i = 0; i < 4; i++)
			part += weights[i] * (discounted(p, log_z, n, from + half * (1 - nodes[i])) +
								  discounted(p, log_z, n, from + half * (1 + nodes[i])));
		tail += part * half;
		if (part * half < 1e-17 * sum.high)
			return sum.high + tail;
	}
	return NAN;
}

double
cx_churn_discounted(const CxChurnParameters *p, double discount, double n, const CxCheck *check)
{
	bool finite = discount > 0 || (discount == 0 && p->gamma * p->c > 1);

	if (!finite)
		return NAN;
	if (p->c == 1 && discount == 0)
		return (p->gamma + p->delta + n - 1) / (p->gamma - 1);
	if (p->c != 1 || discount < FRACTION_FROM)
		return by_sum(p, discount, n, check);
	return by_fraction(p->delta + n, p->gamma + p->delta + n, 1 / (1 + discount), check);
}
