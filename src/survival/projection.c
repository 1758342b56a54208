/*
 * projection.c
 *	  Types cx_sbg and cx_bdw: their forms and their order.
 *
 * Text form: (converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000), the parameters gamma and delta
 * (and c), the lower triangle of the covariance of their logarithms row by row, the log-likelihood, and
 * how many customers it is of; (not_identified: 1000) has the last only. Binary form: version byte 1,
 * the status as a byte, then all these as float8. JSON: {"status", "gamma", "delta" (, "c"),
 * "log_likelihood", "customers"}, the figures null for a model that is not identified.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/compat.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survival/projection.h"
#include "survival/survival.h"

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

static const char *
model_problem(const CxModelKind *kind, const Stored *stored)
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
				return "The covariances cannot be those of any parameters.";
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
read_model(CxTextReader *reader, const CxModelKind *kind, Stored **result)
{
	int n = kind->parameters;
	Stored *stored = *result = palloc0(kind->size);
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
	return read_values(reader, 1, last + 1) && cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
append_values(StringInfo text, int count, const double *values)
{
	for (int i = 0; i < count; i++)
	{
		appendStringInfoChar(text, ' ');
		cx_append_float8(text, values[i]);
	}
}

static void
write_model(StringInfo text, const CxModelKind *kind, const Stored *stored)
{
	int n = kind->parameters;
	const double *last = stored->values + CX_MODEL_VALUES(n) - 2;

	appendStringInfo(text, "(%s:", cx_churn_status_name((CxChurnStatus) stored->status));
	if (stored->status != CX_PROJECTION_FIT_NOT_IDENTIFIED)
	{
		append_values(text, n, stored->values);
		appendStringInfoString(text, " /");
		append_values(text, n * (n + 1) / 2, stored->values + n);
		appendStringInfoString(text, " /");
		append_values(text, 1, last);
		appendStringInfoString(text, " /");
	}
	append_values(text, 1, last + 1);
	appendStringInfoChar(text, ')');
}

static Stored *
receive_model(StringInfo message, const CxModelKind *kind)
{
	Stored *stored = palloc0(kind->size);

	stored->status = pq_getmsgbyte(message);
	if (stored->status >= (int) lengthof(statuses))
		cx_wire_refuse(kind->type, "There is no such status.");
	for (int i = 0; i < CX_MODEL_VALUES(kind->parameters); i++)
		stored->values[i] = pq_getmsgfloat8(message);
	return stored;
}

static void
send_model(StringInfo message, const CxModelKind *kind, const Stored *stored)
{
	pq_sendbyte(message, (uint8) stored->status);
	for (int i = 0; i < CX_MODEL_VALUES(kind->parameters); i++)
		pq_sendfloat8(message, stored->values[i]);
}

static void
append_member(StringInfo json, const char *name, bool known, double figure)
{
	appendStringInfo(json, ", \"%s\": ", name);
	if (known)
		cx_append_float8(json, figure);
	else
		appendStringInfoString(json, "null");
}

static void
model_as_json(StringInfo json, const CxModelKind *kind, const Stored *stored)
{
	const double *last = stored->values + CX_MODEL_VALUES(kind->parameters) - 2;
	bool identified = stored->status != CX_PROJECTION_FIT_NOT_IDENTIFIED;

	appendStringInfo(json, "{\"status\": \"%s\"",
					 cx_churn_status_name((CxChurnStatus) stored->status));
	for (int i = 0; i < kind->parameters; i++)
		append_member(json, cx_churn_parameters[i], identified, stored->values[i]);
	append_member(json, "log_likelihood", identified, last[0]);
	append_member(json, "customers", true, last[1]);
	appendStringInfoChar(json, '}');
}

#define MODEL_ARG(n) ((const Stored *) PG_GETARG_POINTER(n))

/* What state_io.h asks for, of one of the two. */
#define MODEL_FORMS(name, Type)                                                                    \
	static bool name##_read_text(CxTextReader *reader, Stored **model)                             \
	{                                                                                              \
		return read_model(reader, &name##_kind, model);                                            \
	}                                                                                              \
	static void name##_write_text(StringInfo text, const Stored *model)                            \
	{                                                                                              \
		write_model(text, &name##_kind, model);                                                    \
	}                                                                                              \
	static Stored *name##_read_wire(StringInfo message)                                            \
	{                                                                                              \
		return receive_model(message, &name##_kind);                                               \
	}                                                                                              \
	static void name##_write_wire(StringInfo message, const Stored *model)                         \
	{                                                                                              \
		send_model(message, &name##_kind, model);                                                  \
	}                                                                                              \
	static void name##_write_json(StringInfo json, const Stored *model)                            \
	{                                                                                              \
		model_as_json(json, &name##_kind, model);                                                  \
	}                                                                                              \
	static const char *name##_problem_of(const Stored *model)                                      \
	{                                                                                              \
		return model_problem(&name##_kind, model);                                                 \
	}                                                                                              \
	CX_STATE_IO_OF(name##_, name, Stored, 1, MODEL_ARG)                                            \
	CX_FIXED_STATE_ORDER(name, Type)

MODEL_FORMS(cx_sbg, CxSbg)
MODEL_FORMS(cx_bdw, CxBdw)
