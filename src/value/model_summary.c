/*
 * model_summary.c
 *	  What a model says: model_summary().
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/rows.h"
#include "math/normal.h"
#include "value/model.h"

typedef struct Rows
{
	int count;
	CxEstimate estimates[CX_ESTIMATES_MOST];
} Rows;

static void
estimate(const CxModel *model, double level, Rows *rows)
{
	double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS];
	int at = 0;

	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
		for (int j = 0; j <= i; j++)
			spread[i][j] = spread[j][i] = model->spread[at++];
	rows->count = cx_estimates((CxModelKind) model->kind, model->parameters, spread, model->limits,
							   -cx_normal_quantile((1 - level) / 2), rows->estimates);
	if (!cx_model_estimated(model))
		for (int i = 0; i < rows->count; i++)
		{
			CxEstimate *e = &rows->estimates[i];

			e->value = e->std_error = e->low = e->high = NAN;
		}
}

/*
 * model_summary(model, level double precision DEFAULT 0.95) -> set of (parameter text, estimate,
 * std_error, low, high)
 *		The parameters of a model, then what they amount to: purchase_rate a day, and
 *		dropout_probability after a purchase or dropout_rate a day, or mean_amount. Standard errors
 *		by the delta method, intervals symmetric for the logarithm, of a probability for the logit.
 *		NULL where an estimate is infinite or open, as on a boundary, or there is none; and for
 *		errors and intervals of what a limit decides, and of a model that was given. NULL model: no rows. NULL level: error 22004; level
 *		outside 0 to 1: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_model_summary);
Datum
cx_model_summary(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	const Rows *rows;
	const CxEstimate *e;
	double figures[4];
	Datum values[5];
	bool nulls[5] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		double level = cx_level_arg(fcinfo, 1);
		CxRows begun = cx_rows_begin(fcinfo, sizeof(Rows));

		if (!PG_ARGISNULL(0))
			estimate(PG_GETARG_MODEL(0), level, begun.call->user_fctx);
		cx_rows_begun(&begun);
	}
	call = SRF_PERCALL_SETUP();
	rows = call->user_fctx;
	if (call->call_cntr >= (uint64) rows->count)
		SRF_RETURN_DONE(call);

	e = &rows->estimates[call->call_cntr];
	figures[0] = e->value;
	figures[1] = e->std_error;
	figures[2] = e->low;
	figures[3] = e->high;
	values[0] = CStringGetTextDatum(e->name);
	for (int i = 0; i < 4; i++)
	{
		nulls[i + 1] = !isfinite(figures[i]);
		values[i + 1] = nulls[i + 1] ? (Datum) 0 : Float8GetDatum(figures[i]);
	}
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
