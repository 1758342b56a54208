/*
 * projection_fit.c
 *	  Fitting sBG and BdW to a state, and projecting from them.
 *
 * A fit reads a cx_survival, as accessors do; so sbg_fit(duration, churned) is the aggregate of
 * survival_agg() with another final function, and shares its pass over the rows. Durations count
 * periods: one of 3 with churn is a customer who paid three times and no fourth.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/compat.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "base/rows.h"
#include "survival/projection.h"
#include "survival/survival.h"

/* The largest number of periods up to which doubles are exact, and then some. */
#define MAX_PERIODS 1e15

static void
check_period(const CxRisk *risk)
{
	if (risk->time != floor(risk->time) || risk->time > MAX_PERIODS)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("duration %s is not a whole number of periods", cx_shortest_decimal(risk->time)),
			errhint("Count the periods begun by those who churned, ceil(duration), and those "
					"completed by the others, floor(duration)."));
	if (risk->time == 0 && risk->churned > 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("nobody can churn after a duration of 0 periods"),
				errhint("Who churned at the end of the first period has a duration of 1: count the "
						"periods begun."));
}

/* The marks as the model sees them: stretches without churn, and periods with. */
static CxChurnData
churn_data(const CxMarks *marks, double *customers)
{
	/* a gigabyte where there are as many marks as a state holds */
	CxStretch *stretches =
		palloc_extended(Max(2 * marks->count, 1) * sizeof(CxStretch), MCXT_ALLOC_HUGE);
	CxChurnData data = {stretches, 0, 0, &cx_interrupts};
	CxSum total = {0, 0};
	double since = 0;
	CxRisk risk;

	for (cx_risk_start(&risk, marks, &cx_interrupts); cx_risk_next(&risk); since = risk.time)
	{
		double until = risk.time - (risk.churned > 0 ? 1 : 0);

		check_period(&risk);
		cx_sum_merge(&total, &risk.leaving);
		if (!(risk.at_risk > 0) || risk.time == 0)
			continue;
		data.outcomes += (risk.churned > 0) + (risk.censored > 0);
		if (until > since)
			stretches[data.count++] = (CxStretch){since, until, risk.at_risk, 0};
		if (risk.churned > 0)
			stretches[data.count++] = (CxStretch){until, risk.time, risk.at_risk, risk.churned};
	}
	*customers = total.high;
	return data;
}

/*
 * cx_sbg_fit, cx_bdw_fit(cx_survival) -> cx_sbg, cx_bdw
 *		Final function of sbg_fit(duration, churned) and bdw_fit(...), and sbg_fit(state),
 *		bdw_fit(state): maximum likelihood. NULL for no spells. Strict. A duration that is no whole
 *		number, churn after 0 periods: error 22023. What the data do not determine is a status.
 */
static Datum
fit_model(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxMarks marks = cx_marks_arg(fcinfo, 0);
	CxProjection model;
	CxChurnData data;

	if (marks.count == 0)
		PG_RETURN_NULL();
	data = churn_data(&marks, &model.customers);
	cx_projection_fit(&data, kind->parameters > CX_C, &model.fit);
	PG_RETURN_POINTER(cx_churn_store(kind, &model));
}
CX_CHURN_FUNCTION(fit, fit_model)

static double
periods_arg(FunctionCallInfo fcinfo, int argno, const char *what, double least)
{
	double t = PG_GETARG_FLOAT8(argno);

	if (isnan(t) || t != floor(t) || isinf(t))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s %s is not a whole number of periods", what, cx_shortest_decimal(t)),
				errhint("The model knows nothing about what happens within a period."));
	if (t < least || t > MAX_PERIODS)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("%s %s is not between %g and %g", what, cx_shortest_decimal(t), least,
					   MAX_PERIODS),
				errhint("The first period is period 1."));
	return t;
}

static CxProjection
model_arg(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model;

	cx_churn_load(kind, PG_GETARG_POINTER(0), &model);
	return model;
}

static bool
identified(const CxProjection *model)
{
	return model->fit.status != CX_PROJECTION_FIT_NOT_IDENTIFIED;
}

/*
 * survival_at(model, t) -> double precision
 *		Share of the customers, 0 to 1, that is still there after t periods. NULL for a model that is
 *		not identified. Strict. t no whole number: error 22023; negative: error 22003.
 */
static Datum
survival_at(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model = model_arg(fcinfo, kind);
	double t = periods_arg(fcinfo, 1, "time", 0);

	if (!identified(&model))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(exp(cx_churn_log_survival(&model.fit.parameters, 0, t)));
}
CX_CHURN_FUNCTION(survival_at, survival_at)

/*
 * retention_at(model, t) -> double precision
 *		Of those who began period t, the share, 0 to 1, that stays beyond it: S(t) / S(t - 1). NULL
 *		and errors as above; t is at least 1.
 */
static Datum
retention_at(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model = model_arg(fcinfo, kind);
	double t = periods_arg(fcinfo, 1, "time", 1);

	if (!identified(&model))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(exp(cx_churn_log_survival(&model.fit.parameters, t - 1, t)));
}
CX_CHURN_FUNCTION(retention_at, retention_at)

/*
 * del(model, discount) -> double precision
 *		Discounted expected lifetime of a new customer in periods, the first of them included and
 *		undiscounted: the sum of S(t) / (1 + discount)^t over t = 0, 1, ... Times the margin of a
 *		period it is the value of a customer. NULL for a model that is not identified and where the sum
 *		is infinite: for a discount below 0, and at 0 unless gamma * c > 1. Strict. A discount of -1 or
 *		less, NaN, infinity: error 22023. P. Fader and B. Hardie, Customer-Base Valuation in a
 *		Contractual Setting, Marketing Science 29 (2010), 85-93.
 */
static Datum
del(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model = model_arg(fcinfo, kind);
	double discount = cx_discount_arg(fcinfo, 1, "period of the model");

	if (!identified(&model))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(cx_churn_discounted(&model.fit.parameters, discount, 0, &cx_interrupts));
}
CX_CHURN_FUNCTION(del, del)

/*
 * derl(model, discount, age) -> double precision
 *		Discounted expected residual lifetime, in periods, of a customer in period age (1 for a new
 *		one), who has not yet decided about the next one: the sum of S(t) / S(age - 1) / (1 +
 *		discount)^(t - age) over t = age, age + 1, ..., the next period being undiscounted. NULL and
 *		errors as for del(); age no whole number: error 22023, below 1: error 22003.
 */
static Datum
derl(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model = model_arg(fcinfo, kind);
	double discount = cx_discount_arg(fcinfo, 1, "period of the model");
	double age = periods_arg(fcinfo, 2, "age", 1);
	double next;

	if (!identified(&model))
		PG_RETURN_NULL();
	next = exp(cx_churn_log_survival(&model.fit.parameters, age - 1, age));
	CX_RETURN_FIGURE(next *
					 cx_churn_discounted(&model.fit.parameters, discount, age, &cx_interrupts));
}
CX_CHURN_FUNCTION(derl, derl)

/*
 * model_status(model) -> text
 *		'converged'; 'boundary' when a limiting case fits best, such as customers who are all alike;
 *		'not_identified' when the data do not determine the parameters, 'not_converged' when the search
 *		gave up. Strict.
 */
static Datum
model_status(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model = model_arg(fcinfo, kind);

	PG_RETURN_TEXT_P(cstring_to_text(cx_churn_status_name(model.fit.status)));
}
CX_CHURN_FUNCTION(model_status, model_status)

/*
 * model_limits(model) -> text
 *		The limits that a fit on a boundary ended in, such as 'equal_churn': no_churn, certain_churn
 *		(of the first period), split_churn (who stays at first stays for ever), equal_churn (all
 *		customers are alike), and for BdW lowest_c (0.02) and highest_c (50). NULL when the fit did not
 *		end on a boundary. Strict.
 */
static Datum
model_limits(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	static const char *const names[CX_CHURN_LIMITS] = {
		[CX_LIMIT_NO_CHURN] = "no_churn",       [CX_LIMIT_CERTAIN_CHURN] = "certain_churn",
		[CX_LIMIT_SPLIT_CHURN] = "split_churn", [CX_LIMIT_EQUAL_CHURN] = "equal_churn",
		[CX_LIMIT_LOWEST_C] = "lowest_c",       [CX_LIMIT_HIGHEST_C] = "highest_c",
	};
	CxProjection model = model_arg(fcinfo, kind);
	unsigned limits = cx_churn_limits(&model.fit.parameters);
	StringInfoData text;

	if (model.fit.status != CX_PROJECTION_FIT_BOUNDARY || limits == 0)
		PG_RETURN_NULL();
	initStringInfo(&text);
	for (int i = 0; i < CX_CHURN_LIMITS; i++)
		if ((limits & 1u << i) != 0)
			appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "", names[i]);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(text.data, text.len));
}
CX_CHURN_FUNCTION(model_limits, model_limits)

/*
 * log_likelihood(model) -> double precision
 *		At the parameters found. NULL for a model that is not identified. Strict.
 */
static Datum
log_likelihood(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	CxProjection model = model_arg(fcinfo, kind);

	if (!identified(&model))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(model.fit.log_likelihood);
}
CX_CHURN_FUNCTION(log_likelihood, log_likelihood)

/*
 * model_summary(model, level) -> set of (parameter text, estimate, std_error, low, high)
 *		One row for each parameter. Standard errors are from the curvature of the log-likelihood, the
 *		interval is symmetric for the logarithm and so never negative. All NULL for a model that is not
 *		identified; NULL errors and bounds where the data leave the parameter open, as on a boundary. No
 *		rows for NULL. A NULL level: error 22004; outside (0, 1): error 22023.
 */
typedef struct Summary
{
	CxProjection model;
	double z;
} Summary;

static Datum
model_summary(FunctionCallInfo fcinfo, const CxModelKind *kind)
{
	FuncCallContext *call;
	Summary *summary;
	int i;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Summary));

		summary = rows.call->user_fctx;
		summary->z = cx_critical_arg(fcinfo, 1);
		if (!PG_ARGISNULL(0))
		{
			summary->model = model_arg(fcinfo, kind);
			rows.call->max_calls = kind->parameters;
		}
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	if (call->call_cntr >= call->max_calls)
		SRF_RETURN_DONE(call);
	summary = call->user_fctx;
	i = (int) call->call_cntr;
	{
		const CxChurnFit *fit = &summary->model.fit;
		const double parameters[] = {fit->parameters.gamma, fit->parameters.delta,
									 fit->parameters.c};
		double error = sqrt(fit->covariance[i][i]);
		bool none = !identified(&summary->model);
		bool open = none || error == 0;
		Datum values[] = {CStringGetTextDatum(cx_churn_parameters[i]),
						  Float8GetDatum(parameters[i]), Float8GetDatum(parameters[i] * error),
						  Float8GetDatum(parameters[i] * exp(-summary->z * error)),
						  Float8GetDatum(parameters[i] * exp(summary->z * error))};
		bool nulls[] = {false, none, open, open, open || isinf(exp(summary->z * error))};

		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
	}
}
CX_CHURN_FUNCTION(model_summary, model_summary)
