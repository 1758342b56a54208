/*
 * projection.c
 *	  Types cx_sbg and cx_bdw: input and output, equality, casts.
 *
 * Text form: (converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000), the parameters gamma and delta
 * (and c), the lower triangle of the covariance of their logarithms row by row, the log-likelihood, and
 * how many customers it is of; (not_identified: 1000) has the last only. Binary form: version byte 1,
 * the status as a byte, then all these as float8.
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
#include "survival/projection.h"
#include "survival/survival.h"

#define WIRE_VERSION 1

const CxModelKind cx_sbg_kind = {"cx_sbg", 2, sizeof(CxSbg)};
const CxModelKind cx_bdw_kind = {"cx_bdw", 3, sizeof(CxBdw)};

/* Both types begin alike. */
typedef struct Stored
{
	int32 status;
	int32 unused;
	double values[CX_MODEL_VALUES(3)];
} Stored;

static const char *const statuses[] = {
	[CX_PROJECTION_FIT_NOT_IDENTIFIED] = "not_identified",
	[CX_PROJECTION_FIT_CONVERGED] = "converged",
	[CX_PROJECTION_FIT_BOUNDARY] = "boundary",
	[CX_PROJECTION_FIT_NOT_CONVERGED] = "not_converged",
};

const char *const cx_churn_parameters[] = {
	[CX_GAMMA] = "gamma",
	[CX_DELTA] = "delta",
	[CX_C] = "c",
};

const char *
cx_churn_status_name(CxChurnStatus status)
{
	return statuses[status];
}

void *
cx_churn_store(const CxModelKind *kind, const CxProjection *model)
{
	const CxChurnFit *fit = &model->fit;
	Stored *stored = palloc0(kind->size);
	double *value = stored->values;

	stored->status = fit->status;
	*value++ = fit->parameters.gamma;
	*value++ = fit->parameters.delta;
	if (kind->parameters > CX_C)
		*value++ = fit->parameters.c;
	for (int i = 0; i < kind->parameters; i++)
		for (int j = 0; j <= i; j++)
			*value++ = fit->covariance[i][j] + 0.0; /* never -0, for equality is bytewise */
	*value++ = fit->log_likelihood;
	*value = model->customers;
	return stored;
}

void
cx_churn_load(const CxModelKind *kind, const void *stored, CxProjection *model)
{
	const double *value = ((const Stored *) stored)->values;
	CxChurnFit *fit = &model->fit;

	memset(model, 0, sizeof(*model));
	fit->status = (CxChurnStatus) ((const Stored *) stored)->status;
	fit->parameters.gamma = *value++;
	fit->parameters.delta = *value++;
	fit->parameters.c = kind->parameters > CX_C ? *value++ : 1;
	for (int i = 0; i < kind->parameters; i++)
		for (int j = 0; j <= i; j++, value++)
			fit->covariance[i][j] = fit->covariance[j][i] = *value;
	fit->log_likelihood = *value++;
	model->customers = *value;
}

/* What is wrong with a model that came from outside, or NULL; shared by text and binary input. */
static const char *
problem_of(const CxModelKind *kind, const Stored *stored)
{
	CxProjection model;
	const double *parameters = stored->values;

	for (int i = 0; i < CX_MODEL_VALUES(kind->parameters); i++)
		if (!isfinite(stored->values[i]) ||
			(stored->values[i] != 0 && !isnormal(stored->values[i])) ||
			(stored->values[i] == 0 && signbit(stored->values[i])))
			return "A value is not finite, or has another form.";
	cx_churn_load(kind, stored, &model);
	/* all the times of a state together */
	if (!(model.customers >= CX_MIN_COUNT && model.customers <= CX_MAX_COUNT * CX_MAX_MARKS))
		return "The number of customers is not positive or out of range.";
	if (stored->status == CX_PROJECTION_FIT_NOT_IDENTIFIED)
	{
		for (int i = 0; i < CX_MODEL_VALUES(kind->parameters) - 1; i++)
			if (stored->values[i] != 0)
				return "A model that is not identified has no parameters.";
		return NULL;
	}
	for (int i = 0; i < kind->parameters; i++)
	{
		if (!(parameters[i] >= 1e-100 && parameters[i] <= 1e100))
			return "A parameter is not positive or out of range.";
		for (int j = 0; j <= i; j++)
		{
			double most = sqrt(model.fit.covariance[i][i]) * sqrt(model.fit.covariance[j][j]);

			if (!(model.fit.covariance[i][i] >= 0) ||
				!(fabs(model.fit.covariance[i][j]) <= most * (1 + 1e-9)))
				return "The covariances are none.";
		}
	}
	if (model.fit.log_likelihood > 0)
		return "The log-likelihood is positive.";
	return NULL;
}

static bool
read_values(CxTextReader *reader, int count, double *values)
{
	for (int i = 0; i < count; i++)
	{
		if (!cx_text_float8(reader, &values[i]))
			return false;
		values[i] += 0.0;
	}
	return true;
}

static bool
read_model(CxTextReader *reader, const CxModelKind *kind, Stored *stored)
{
	int n = kind->parameters;
	double *covariance = stored->values + n;
	double *last = stored->values + CX_MODEL_VALUES(n) - 2;

	reader->problem =
		n == 2 ? "Expected is (status: gamma delta / three covariances / log-likelihood / "
				 "customers), or (not_identified: customers)."
			   : "Expected is (status: gamma delta c / six covariances / log-likelihood / "
				 "customers), or (not_identified: customers).";
	if (!cx_text_literal(reader, "("))
		return false;
	for (stored->status = 0; !cx_text_literal(reader, statuses[stored->status]); stored->status++)
		if (stored->status == lengthof(statuses) - 1)
			return false;
	if (!cx_text_literal(reader, ":"))
		return false;
	if (stored->status != CX_PROJECTION_FIT_NOT_IDENTIFIED &&
		(!read_values(reader, n, stored->values) || !cx_text_literal(reader, "/") ||
		 !read_values(reader, n * (n + 1) / 2, covariance) || !cx_text_literal(reader, "/") ||
		 !read_values(reader, 1, last) || !cx_text_literal(reader, "/")))
		return false;
	if (!read_values(reader, 1, last + 1) || !cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	reader->problem = problem_of(kind, stored);
	return reader->problem == NULL;
}

/*
 * cx_sbg_in, cx_bdw_in(cstring) -> cx_sbg, cx_bdw
 *		Text input. Malformed text or no possible model: error 22P02 (soft on 16 and later).
 */
static Datum
model_in(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxTextReader reader = {.type = kind->type,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	Stored *stored = palloc0(kind->size);

	if (!read_model(&reader, kind, stored))
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(stored);
}
CX_CHURN_FUNCTION(in, model_in)

static void
append_values(StringInfo text, int count, const double *values)
{
	for (int i = 0; i < count; i++)
		appendStringInfo(text, " %s", cx_shortest_decimal(values[i]));
}

/*
 * cx_sbg_out, cx_bdw_out(cx_sbg, cx_bdw) -> cstring
 *		Text output, which is read back to the same bytes.
 */
static Datum
model_out(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	const Stored *stored = (const Stored *) PG_GETARG_POINTER(0);
	int n = kind->parameters;
	const double *last = stored->values + CX_MODEL_VALUES(n) - 2;
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "(%s:", cx_churn_status_name((CxChurnStatus) stored->status));
	if (stored->status != CX_PROJECTION_FIT_NOT_IDENTIFIED)
	{
		append_values(&text, n, stored->values);
		appendStringInfoString(&text, " /");
		append_values(&text, n * (n + 1) / 2, stored->values + n);
		appendStringInfoString(&text, " /");
		append_values(&text, 1, last);
		appendStringInfoString(&text, " /");
	}
	append_values(&text, 1, last + 1);
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}
CX_CHURN_FUNCTION(out, model_out)

/*
 * cx_sbg_recv, cx_bdw_recv(internal) -> cx_sbg, cx_bdw
 *		Binary input. Unknown version, short message, or no possible model: error 22P03 or 08P01.
 */
static Datum
model_recv(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	Stored *stored = palloc0(kind->size);
	const char *problem;

	cx_wire_version(message, kind->type, WIRE_VERSION);
	stored->status = pq_getmsgbyte(message);
	if (stored->status >= (int) lengthof(statuses))
		cx_wire_refuse(kind->type, "There is no such status.");
	for (int i = 0; i < CX_MODEL_VALUES(kind->parameters); i++)
		stored->values[i] = pq_getmsgfloat8(message);
	problem = problem_of(kind, stored);
	if (problem != NULL)
		cx_wire_refuse(kind->type, problem);
	PG_RETURN_POINTER(stored);
}
CX_CHURN_FUNCTION(recv, model_recv)

/*
 * cx_sbg_send, cx_bdw_send(cx_sbg, cx_bdw) -> bytea
 *		Binary output.
 */
static Datum
model_send(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	const Stored *stored = (const Stored *) PG_GETARG_POINTER(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) stored->status);
	for (int i = 0; i < CX_MODEL_VALUES(kind->parameters); i++)
		pq_sendfloat8(&message, stored->values[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
CX_CHURN_FUNCTION(send, model_send)

CX_FIXED_STATE_ORDER(cx_sbg, CxSbg)
CX_FIXED_STATE_ORDER(cx_bdw, CxBdw)

static char *
as_json(const CxModelKind *kind, const Stored *stored)
{
	const double *last = stored->values + CX_MODEL_VALUES(kind->parameters) - 2;
	bool identified = stored->status != CX_PROJECTION_FIT_NOT_IDENTIFIED;
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfo(&json, "{\"status\": \"%s\"",
					 cx_churn_status_name((CxChurnStatus) stored->status));
	for (int i = 0; i < kind->parameters; i++)
		appendStringInfo(&json, ", \"%s\": %s", cx_churn_parameters[i],
						 identified ? cx_shortest_decimal(stored->values[i]) : "null");
	appendStringInfo(&json, ", \"log_likelihood\": %s",
					 identified ? cx_shortest_decimal(last[0]) : "null");
	appendStringInfo(&json, ", \"customers\": %s}", cx_shortest_decimal(last[1]));
	return json.data;
}

/*
 * cx_sbg_json, cx_bdw_json(cx_sbg, cx_bdw) -> json, ..._jsonb -> jsonb
 *		Explicit casts: {"status", "gamma", "delta" (, "c"), "log_likelihood", "customers"}.
 */
static Datum
model_json(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(kind, (const Stored *) PG_GETARG_POINTER(0))));
}
CX_CHURN_FUNCTION(json, model_json)

static Datum
model_jsonb(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	return DirectFunctionCall1(
		jsonb_in, CStringGetDatum(as_json(kind, (const Stored *) PG_GETARG_POINTER(0))));
}
CX_CHURN_FUNCTION(jsonb, model_jsonb)
