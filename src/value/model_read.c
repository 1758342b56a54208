/*
 * model_read.c
 *	  Models with parameters from elsewhere, and how a fit ended.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "base/compat.h"
#include "base/result.h"
#include "value/model.h"

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
		double least;
		double most;

		if (!cx_model_parameter_possible(kind, i, value, &least, &most))
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("parameter %s of %s cannot be %s", names[i], cx_model_kind_name(kind),
						   cx_shortest_decimal(value)),
					errdetail("It must lie between %g and %g.", least, most),
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
	PG_RETURN_TEXT_P(cstring_to_text(cx_model_status_name(PG_GETARG_MODEL(0))));
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
	cx_model_append_limits(&text, model->limits, ", ", "");
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
