/*
 * model.c
 *	  Types cx_purchase_model and cx_spend_model: input and output, order, casts.
 *
 * Text form: (bgnbd converged 7: 0.24 31 0.79 2.43 / -14363.6 / 2357 / 0.003 0.001 ...), the model,
 * its status with the limits of a boundary and the number of iterations, its parameters, the
 * log-likelihood, the number of customers, and the lower triangle of a covariance matrix, row by
 * row; (bgnbd not_identified 0: 3) without an estimate; (bgnbd given: 0.24 31 0.79 2.43) for one made
 * by hand. Binary form: version byte 1, kind and status as bytes, limits as int2, iterations as
 * int4, then customers, log-likelihood, parameters and covariances as float8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "base/result.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "value/model.h"

/* Shapes that a fit can end with, and a little more; the predictions have been tried with these. */
#define MIN_SHAPE 1e-30
#define MAX_SHAPE 1e15
/* Parameters with a unit. */
#define MIN_SCALE 1e-60
#define MAX_SCALE 1e60

static const char *const kind_names[] = {"", "bgnbd", "mbgnbd", "pareto_nbd", "gamma_gamma"};

static const char *const status_names[CX_MODEL_STATUSES] = {
	"converged", "boundary", "no_repeat_purchases", "not_identified", "not_converged", "given"};

/* In the order of the bits of CxFitLimit. */
static const char *const limit_names[] = {"equal_rates",     "few_buyers",       "equal_dropout",
										  "split_dropout",   "no_dropout",       "sure_dropout",
										  "steady_spending", "erratic_spending", "equal_spending",
										  "few_spenders",    "extreme_scale"};

const char *
cx_model_kind_name(CxModelKind kind)
{
	return kind_names[kind];
}

const char *
cx_model_status_name(const CxModel *model)
{
	return status_names[model->status];
}

static bool
is_scale(CxModelKind kind, int i)
{
	switch (kind)
	{
		case CX_MODEL_PARETO_NBD:
			return i == 1 || i == 3;
		case CX_MODEL_GAMMA_GAMMA:
			return i == 2;
		default:
			return i == 1;
	}
}

bool
cx_model_parameter_possible(CxModelKind kind, int i, double value, double *least, double *most)
{
	bool scale = is_scale(kind, i);

	*least = scale ? MIN_SCALE : MIN_SHAPE;
	*most = scale ? MAX_SCALE : MAX_SHAPE;
	return value >= *least && value <= *most;
}

static bool
parameter_in_range(CxModelKind kind, int i, double value)
{
	double least;
	double most;

	return cx_model_parameter_possible(kind, i, value, &least, &most);
}

static int
parameters_of(const CxModel *model)
{
	const char *const *names;

	return cx_model_parameters((CxModelKind) model->kind, &names);
}

/* Positive zero, the one way to have nothing. */
static bool
is_nothing(double x)
{
	return x == 0 && !signbit(x);
}

/* What text can carry: no NaN, no infinity, no denormals, no negative zero. */
static bool
is_number(double x)
{
	return isnormal(x) || is_nothing(x);
}

static const char *
problem_of_spread(const CxModel *model)
{
	int n = parameters_of(model);

	for (int i = 0, at = 0; i < CX_FIT_PARAMETERS; i++)
		for (int j = 0; j <= i; j++, at++)
		{
			double value = model->spread[at];
			double rows = model->spread[i * (i + 3) / 2];
			double columns = model->spread[j * (j + 3) / 2];

			if (!is_number(value))
				return "A covariance is not a number.";
			if ((i >= n || rows == 0 || columns == 0) && value != 0)
				return "A covariance has no variance.";
			if (i == j && value < 0)
				return "A variance is negative.";
			if (fabs(value) > sqrt(rows) * sqrt(columns) * (1 + 1e-9))
				return "A covariance is too large for its variances.";
		}
	return NULL;
}

/*
 * What is wrong with a model that came from outside, or NULL. The one validity check, shared by
 * text and binary input.
 */
static const char *
problem_of(const CxModel *model, bool spend)
{
	int n;
	bool estimated = cx_model_estimated(model);

	if (model->kind < CX_MODEL_BGNBD || model->kind > CX_MODEL_GAMMA_GAMMA ||
		(model->kind == CX_MODEL_GAMMA_GAMMA) != spend)
		return "There is no such model of this type.";
	if (model->status >= CX_MODEL_STATUSES)
		return "There is no such status.";
	if (model->limits >= 1 << lengthof(limit_names) ||
		(model->limits != 0) != (model->status == CX_FIT_BOUNDARY))
		return "The limits do not fit the status.";
	if (model->iterations < 0)
		return "The number of iterations is negative.";
	n = parameters_of(model);
	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
	{
		if ((!estimated || i >= n) && !is_nothing(model->parameters[i]))
			return "There is no such parameter.";
		if (estimated && i < n &&
			!parameter_in_range((CxModelKind) model->kind, i, model->parameters[i]))
			return "A parameter is out of range.";
	}
	for (int i = 0; i < CX_MODEL_SPREAD; i++)
		if ((!estimated || model->status == CX_MODEL_GIVEN) && !is_nothing(model->spread[i]))
			return "Without a fit there are no errors.";
	if (model->status == CX_MODEL_GIVEN)
		return is_nothing(model->customers) && is_nothing(model->log_likelihood) &&
					   model->iterations == 0
				   ? NULL
				   : "A model that was given has no customers.";
	if (!(model->customers > 0) || !is_number(model->customers))
		return "The number of customers is not positive.";
	if (!is_number(model->log_likelihood) || (!estimated && !is_nothing(model->log_likelihood)))
		return "The log-likelihood is not a number, or there is none.";
	return problem_of_spread(model);
}

static const char *
problem_of_purchase_model(const CxModel *model)
{
	return problem_of(model, false);
}

static const char *
problem_of_spend_model(const CxModel *model)
{
	return problem_of(model, true);
}

CxModel *
cx_model_of_fit(CxModelKind kind, const CxFit *fit, double customers)
{
	CxModel *model = palloc0(sizeof(CxModel));
	int n;

	model->kind = (uint8) kind;
	model->status = (uint8) fit->status;
	model->iterations = fit->iterations;
	model->customers = customers;
	n = parameters_of(model);
	for (int i = 0; i < n; i++)
		if (cx_model_estimated(model) && !parameter_in_range(kind, i, fit->parameters[i]))
			model->status = CX_FIT_NOT_IDENTIFIED;
	if (!cx_model_estimated(model))
		return model;

	model->limits = (uint16) fit->limits;
	model->log_likelihood = fit->log_likelihood + 0.0;
	for (int i = 0; i < n; i++)
		model->parameters[i] = fit->parameters[i];
	for (int i = 0, at = 0; i < n; i++)
		for (int j = 0; j <= i; j++, at++)
			if (fit->spread[i][i] > 0 && fit->spread[j][j] > 0 && isnormal(fit->spread[i][j]))
				model->spread[at] = fit->spread[i][j];
	return model;
}

static bool
read_name(CxTextReader *reader, const char *const *names, int first, int n, int *which)
{
	for (int i = first; i < n; i++)
		if (cx_text_literal(reader, names[i]))
		{
			*which = i;
			return true;
		}
	return false;
}

static bool
read_text(CxTextReader *reader, CxModel **state)
{
	CxModel *model = *state = palloc0(sizeof(CxModel));
	int kind;
	int status;
	int limit;
	int n;

	reader->problem =
		"Expected is (model status iterations: parameters / log-likelihood / customers / "
		"covariances), or (model given: parameters).";
	if (!cx_text_literal(reader, "(") ||
		!read_name(reader, kind_names, CX_MODEL_BGNBD, lengthof(kind_names), &kind) ||
		!read_name(reader, status_names, 0, lengthof(status_names), &status))
		return false;
	model->kind = (uint8) kind;
	model->status = (uint8) status;
	while (read_name(reader, limit_names, 0, lengthof(limit_names), &limit))
	{
		/* each once, and in order */
		if (model->limits >> limit != 0)
			return false;
		model->limits |= 1 << limit;
	}
	if (model->status != CX_MODEL_GIVEN && !cx_text_int32(reader, &model->iterations))
		return false;
	if (!cx_text_literal(reader, ":"))
		return false;
	n = parameters_of(model);
	if (cx_model_estimated(model))
		for (int i = 0; i < n; i++)
			if (!cx_text_float8(reader, &model->parameters[i]))
				return false;
	if (model->status == CX_FIT_CONVERGED || model->status == CX_FIT_BOUNDARY)
	{
		if (!cx_text_literal(reader, "/") || !cx_text_float8(reader, &model->log_likelihood) ||
			!cx_text_literal(reader, "/") || !cx_text_float8(reader, &model->customers) ||
			!cx_text_literal(reader, "/"))
			return false;
		for (int i = 0; i < n * (n + 1) / 2; i++)
			if (!cx_text_float8(reader, &model->spread[i]))
				return false;
	}
	else if (model->status != CX_MODEL_GIVEN && !cx_text_float8(reader, &model->customers))
		return false;
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
append_numbers(StringInfo text, const double *numbers, int n)
{
	for (int i = 0; i < n; i++)
		appendStringInfo(text, "%s%s", i > 0 ? " " : "", cx_shortest_decimal(numbers[i]));
}

void
cx_model_append_limits(StringInfo text, int limits, const char *separator, const char *quote)
{
	const char *before = "";

	for (size_t i = 0; i < lengthof(limit_names); i++)
		if (limits & (1 << i))
		{
			appendStringInfo(text, "%s%s%s%s", before, quote, limit_names[i], quote);
			before = separator;
		}
}

static void
write_text(StringInfo text, const CxModel *model)
{
	int n = parameters_of(model);

	appendStringInfo(text, "(%s %s", cx_model_kind_name((CxModelKind) model->kind),
					 cx_model_status_name(model));
	if (model->limits != 0)
		appendStringInfoChar(text, ' ');
	cx_model_append_limits(text, model->limits, " ", "");
	if (model->status != CX_MODEL_GIVEN)
		appendStringInfo(text, " %d", model->iterations);
	appendStringInfoString(text, ": ");
	if (cx_model_estimated(model))
		append_numbers(text, model->parameters, n);
	if (model->status == CX_FIT_CONVERGED || model->status == CX_FIT_BOUNDARY)
	{
		appendStringInfo(text, " / %s / %s / ", cx_shortest_decimal(model->log_likelihood),
						 cx_shortest_decimal(model->customers));
		append_numbers(text, model->spread, n * (n + 1) / 2);
	}
	else if (model->status != CX_MODEL_GIVEN)
		append_numbers(text, &model->customers, 1);
	appendStringInfoChar(text, ')');
}

static CxModel *
read_wire(StringInfo message)
{
	CxModel *model = palloc0(sizeof(CxModel));

	model->kind = (uint8) pq_getmsgbyte(message);
	model->status = (uint8) pq_getmsgbyte(message);
	model->limits = (uint16) pq_getmsgint(message, 2);
	model->iterations = (int32) pq_getmsgint(message, 4);
	model->customers = pq_getmsgfloat8(message);
	model->log_likelihood = pq_getmsgfloat8(message);
	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
		model->parameters[i] = pq_getmsgfloat8(message);
	for (int i = 0; i < CX_MODEL_SPREAD; i++)
		model->spread[i] = pq_getmsgfloat8(message);
	return model;
}

static void
write_wire(StringInfo message, const CxModel *model)
{
	pq_sendbyte(message, model->kind);
	pq_sendbyte(message, model->status);
	pq_sendint16(message, model->limits);
	pq_sendint32(message, model->iterations);
	pq_sendfloat8(message, model->customers);
	pq_sendfloat8(message, model->log_likelihood);
	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
		pq_sendfloat8(message, model->parameters[i]);
	for (int i = 0; i < CX_MODEL_SPREAD; i++)
		pq_sendfloat8(message, model->spread[i]);
}

/*
 * The parameters are an object by name, null where there is none. Those of a limit are as they are used:
 * finite, but far out.
 */
static void
write_json(StringInfo json, const CxModel *model)
{
	const char *const *names;
	int n = cx_model_parameters((CxModelKind) model->kind, &names);
	bool fitted = model->status == CX_FIT_CONVERGED || model->status == CX_FIT_BOUNDARY;

	appendStringInfo(json, "{\"model\": \"%s\", \"status\": \"%s\", \"limits\": [",
					 cx_model_kind_name((CxModelKind) model->kind), cx_model_status_name(model));
	cx_model_append_limits(json, model->limits, ", ", "\"");
	appendStringInfo(json, "], \"customers\": %s, \"log_likelihood\": %s, \"parameters\": {",
					 model->status == CX_MODEL_GIVEN ? "null"
													 : cx_shortest_decimal(model->customers),
					 fitted ? cx_shortest_decimal(model->log_likelihood) : "null");
	for (int i = 0; i < n; i++)
		appendStringInfo(json, "%s\"%s\": %s", i > 0 ? ", " : "", names[i],
						 cx_model_estimated(model) ? cx_shortest_decimal(model->parameters[i])
												   : "null");
	appendStringInfoString(json, "}}");
}

CX_STATE_IO_CHECKED(, problem_of_purchase_model, cx_purchase_model, CxModel, 1, PG_GETARG_MODEL)
CX_STATE_IO_CHECKED(, problem_of_spend_model, cx_spend_model, CxModel, 1, PG_GETARG_MODEL)

CX_FIXED_STATE_ORDER(cx_purchase_model, CxModel)
CX_FIXED_STATE_ORDER(cx_spend_model, CxModel)
