/*
 * model.c
 *	  Types cx_purchase_model and cx_spend_model: input and output, equality, casts, making one.
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

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/compat.h"
#include "base/state_order.h"
#include "base/result.h"
#include "base/state_text.h"
#include "base/state_wire.h"
#include "value/model.h"

#define PURCHASE_TYPE "cx_purchase_model"
#define SPEND_TYPE    "cx_spend_model"
#define WIRE_VERSION  1

/* What SQL calls for either type of model. */
#define FOR_BOTH(verb)                                                                             \
	PG_FUNCTION_INFO_V1(cx_purchase_model_##verb);                                                 \
	Datum cx_purchase_model_##verb(PG_FUNCTION_ARGS)                                               \
	{                                                                                              \
		return model_##verb(fcinfo);                                                               \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_spend_model_##verb);                                                    \
	Datum cx_spend_model_##verb(PG_FUNCTION_ARGS)                                                  \
	{                                                                                              \
		return model_##verb(fcinfo);                                                               \
	}

/* Shapes that a fit can end with, and a little more; the predictions have been tried with these. */
#define MIN_SHAPE 1e-15
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

static bool
parameter_in_range(CxModelKind kind, int i, double value)
{
	return is_scale(kind, i) ? value >= MIN_SCALE && value <= MAX_SCALE
							 : value >= MIN_SHAPE && value <= MAX_SHAPE;
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
read_model(CxTextReader *reader, CxModel *model, bool spend)
{
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
	if (!cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	reader->problem = problem_of(model, spend);
	return reader->problem == NULL;
}

static Datum
model_in(FunctionCallInfo fcinfo, const char *type, bool spend)
{
	CxTextReader reader = {.type = type,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxModel *model = palloc0(sizeof(CxModel));

	if (!read_model(&reader, model, spend))
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_MODEL(model);
}

/*
 * cx_purchase_model_in(cstring) -> cx_purchase_model, cx_spend_model_in(cstring) -> cx_spend_model
 *		Text input. Malformed text, parameters out of range, a covariance that none can be: error
 *		22P02 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_purchase_model_in);
Datum
cx_purchase_model_in(PG_FUNCTION_ARGS)
{
	return model_in(fcinfo, PURCHASE_TYPE, false);
}

PG_FUNCTION_INFO_V1(cx_spend_model_in);
Datum
cx_spend_model_in(PG_FUNCTION_ARGS)
{
	return model_in(fcinfo, SPEND_TYPE, true);
}

static void
append_numbers(StringInfo text, const double *numbers, int n)
{
	for (int i = 0; i < n; i++)
		appendStringInfo(text, "%s%s", i > 0 ? " " : "", cx_shortest_decimal(numbers[i]));
}

/* The names of the limits, each behind the separator but the first. */
static void
append_limits(StringInfo text, int limits, const char *separator, const char *quote)
{
	const char *before = "";

	for (size_t i = 0; i < lengthof(limit_names); i++)
		if (limits & (1 << i))
		{
			appendStringInfo(text, "%s%s%s%s", before, quote, limit_names[i], quote);
			before = separator;
		}
}

/*
 * cx_purchase_model_out(cx_purchase_model) -> cstring, cx_spend_model_out(cx_spend_model) -> cstring
 *		Text output, which the input functions read back to the same bytes.
 */
static Datum
model_out(PG_FUNCTION_ARGS)
{
	const CxModel *model = PG_GETARG_MODEL(0);
	int n = parameters_of(model);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "(%s %s", kind_names[model->kind], status_names[model->status]);
	if (model->limits != 0)
		appendStringInfoChar(&text, ' ');
	append_limits(&text, model->limits, " ", "");
	if (model->status != CX_MODEL_GIVEN)
		appendStringInfo(&text, " %d", model->iterations);
	appendStringInfoString(&text, ": ");
	if (cx_model_estimated(model))
		append_numbers(&text, model->parameters, n);
	if (model->status == CX_FIT_CONVERGED || model->status == CX_FIT_BOUNDARY)
	{
		appendStringInfo(&text, " / %s / %s / ", cx_shortest_decimal(model->log_likelihood),
						 cx_shortest_decimal(model->customers));
		append_numbers(&text, model->spread, n * (n + 1) / 2);
	}
	else if (model->status != CX_MODEL_GIVEN)
		append_numbers(&text, &model->customers, 1);
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

FOR_BOTH(out)

static Datum
model_recv(FunctionCallInfo fcinfo, const char *type, bool spend)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxModel *model = palloc0(sizeof(CxModel));
	const char *problem;

	cx_wire_version(message, type, WIRE_VERSION);
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
	problem = problem_of(model, spend);
	if (problem != NULL)
		cx_wire_refuse(type, problem);
	PG_RETURN_MODEL(model);
}

/*
 * cx_purchase_model_recv(internal) -> cx_purchase_model, cx_spend_model_recv(internal) ->
 * cx_spend_model
 *		Binary input. Unknown version, short message, or a model that problem_of() objects to: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_purchase_model_recv);
Datum
cx_purchase_model_recv(PG_FUNCTION_ARGS)
{
	return model_recv(fcinfo, PURCHASE_TYPE, false);
}

PG_FUNCTION_INFO_V1(cx_spend_model_recv);
Datum
cx_spend_model_recv(PG_FUNCTION_ARGS)
{
	return model_recv(fcinfo, SPEND_TYPE, true);
}

/*
 * cx_purchase_model_send(cx_purchase_model) -> bytea, cx_spend_model_send(cx_spend_model) -> bytea
 *		Binary output.
 */
static Datum
model_send(PG_FUNCTION_ARGS)
{
	const CxModel *model = PG_GETARG_MODEL(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, model->kind);
	pq_sendbyte(&message, model->status);
	pq_sendint16(&message, model->limits);
	pq_sendint32(&message, model->iterations);
	pq_sendfloat8(&message, model->customers);
	pq_sendfloat8(&message, model->log_likelihood);
	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
		pq_sendfloat8(&message, model->parameters[i]);
	for (int i = 0; i < CX_MODEL_SPREAD; i++)
		pq_sendfloat8(&message, model->spread[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

FOR_BOTH(send)

CX_FIXED_STATE_ORDER(cx_purchase_model, CxModel)
CX_FIXED_STATE_ORDER(cx_spend_model, CxModel)

static char *
as_json(const CxModel *model)
{
	const char *const *names;
	int n = cx_model_parameters((CxModelKind) model->kind, &names);
	bool fitted = model->status == CX_FIT_CONVERGED || model->status == CX_FIT_BOUNDARY;
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfo(&json, "{\"model\": \"%s\", \"status\": \"%s\", \"limits\": [",
					 kind_names[model->kind], status_names[model->status]);
	append_limits(&json, model->limits, ", ", "\"");
	appendStringInfo(&json, "], \"customers\": %s, \"log_likelihood\": %s, \"parameters\": {",
					 model->status == CX_MODEL_GIVEN ? "null"
													 : cx_shortest_decimal(model->customers),
					 fitted ? cx_shortest_decimal(model->log_likelihood) : "null");
	for (int i = 0; i < n; i++)
		appendStringInfo(&json, "%s\"%s\": %s", i > 0 ? ", " : "", names[i],
						 cx_model_estimated(model) ? cx_shortest_decimal(model->parameters[i])
												   : "null");
	appendStringInfoString(&json, "}}");
	return json.data;
}

/*
 * cx_purchase_model_json(model) -> json, cx_purchase_model_jsonb(model) -> jsonb, and for cx_spend_model
 *		Explicit casts: {"model", "status", "limits", "customers", "log_likelihood", "parameters"}, the
 *		last an object by name; null where there is none. Parameters of a limit are as they are used,
 *		finite but far out.
 */
static Datum
model_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_MODEL(0))));
}

FOR_BOTH(json)

static Datum
model_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_MODEL(0))));
}

FOR_BOTH(jsonb)

static Datum
model_given(FunctionCallInfo fcinfo, CxModelKind kind)
{
	CxModel *model = palloc0(sizeof(CxModel));
	const char *const *names;
	int n = cx_model_parameters(kind, &names);

	model->kind = (uint8) kind;
	model->status = CX_MODEL_GIVEN;
	for (int i = 0; i < n; i++)
	{
		double value = PG_GETARG_FLOAT8(i);

		if (!parameter_in_range(kind, i, value))
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("parameter %s of %s cannot be %s", names[i], kind_names[kind],
						   cx_shortest_decimal(value)),
					errdetail("It must lie between %s and %s.",
							  is_scale(kind, i) ? "1e-60" : "1e-15",
							  is_scale(kind, i) ? "1e60" : "1e15"),
					errhint("Parameters are positive, and times are in days."));
		model->parameters[i] = value;
	}
	PG_RETURN_MODEL(model);
}

/*
 * bgnbd_model(r, alpha, a, b), mbgnbd_model(r, alpha, a, b), pareto_nbd_model(r, alpha, s, beta) ->
 * cx_purchase_model; gamma_gamma_model(p, q, v) -> cx_spend_model; all double precision
 *		A model with the parameters given, alpha and beta in days, v in money. Strict. A parameter that
 *		is not positive and finite: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_model_bgnbd);
Datum
cx_model_bgnbd(PG_FUNCTION_ARGS)
{
	return model_given(fcinfo, CX_MODEL_BGNBD);
}

PG_FUNCTION_INFO_V1(cx_model_mbgnbd);
Datum
cx_model_mbgnbd(PG_FUNCTION_ARGS)
{
	return model_given(fcinfo, CX_MODEL_MBGNBD);
}

PG_FUNCTION_INFO_V1(cx_model_pareto_nbd);
Datum
cx_model_pareto_nbd(PG_FUNCTION_ARGS)
{
	return model_given(fcinfo, CX_MODEL_PARETO_NBD);
}

PG_FUNCTION_INFO_V1(cx_model_gamma_gamma);
Datum
cx_model_gamma_gamma(PG_FUNCTION_ARGS)
{
	return model_given(fcinfo, CX_MODEL_GAMMA_GAMMA);
}

/*
 * model_status(model) -> text
 *		'converged', 'boundary', 'no_repeat_purchases', 'not_identified', 'not_converged' or 'given'.
 *		Strict.
 */
PG_FUNCTION_INFO_V1(cx_model_status);
Datum
cx_model_status(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(status_names[PG_GETARG_MODEL(0)->status]));
}

/*
 * model_limits(model) -> text
 *		The limits that a fit on a boundary ended in, such as 'equal_rates, no_dropout'; NULL when it
 *		did not. Strict.
 */
PG_FUNCTION_INFO_V1(cx_model_limits);
Datum
cx_model_limits(PG_FUNCTION_ARGS)
{
	const CxModel *model = PG_GETARG_MODEL(0);
	StringInfoData text;

	if (model->limits == 0)
		PG_RETURN_NULL();
	initStringInfo(&text);
	append_limits(&text, model->limits, ", ", "");
	PG_RETURN_TEXT_P(cstring_to_text(text.data));
}

/*
 * log_likelihood(model) -> double precision
 *		The logarithm of the likelihood at the estimate, times in days and money as it was given. NULL
 *		without an estimate, and for a model that was given. Strict.
 */
PG_FUNCTION_INFO_V1(cx_model_log_likelihood);
Datum
cx_model_log_likelihood(PG_FUNCTION_ARGS)
{
	const CxModel *model = PG_GETARG_MODEL(0);

	if (model->status != CX_FIT_CONVERGED && model->status != CX_FIT_BOUNDARY)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(model->log_likelihood);
}
