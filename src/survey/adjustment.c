/*
 * adjustment.c
 *	  Correcting p-values for many tests.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "survey/adjustment.h"

CxAdjustment
cx_adjustment_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	static const CxChoice choices[] = {{"holm", CX_ADJUST_HOLM},
									   {"bh", CX_ADJUST_BH},
									   {"bonferroni", CX_ADJUST_BONFERRONI},
									   {"none", CX_ADJUST_NONE}};

	return (CxAdjustment) cx_choice_arg(fcinfo, argno, what, choices, lengthof(choices),
										"'holm', 'bh', 'bonferroni' or 'none'");
}

void
cx_adjust(double *p, int count, CxAdjustment method)
{
	Size size = CX_ADJUST_SCRATCH((Size) count) * sizeof(CxKeyed);
	CxKeyed *scratch = palloc_extended(Max(size, 1), MCXT_ALLOC_HUGE);

	cx_p_adjust(p, count, method, scratch, &cx_interrupts);
	pfree(scratch);
}

/*
 * p_adjust(p double precision[], method text DEFAULT 'holm') -> double precision[]
 *		The p-values in the order given, raised for their number: by Holm (1979), Benjamini and Hochberg
 *		(1995) or Bonferroni (math/p_adjust.c), or not at all. NULL for NULL; a NULL element stays NULL and
 *		does not count. A value outside of 0 to 1, an array of more dimensions, another method: error
 *		22023; a NULL method: 22004.
 */
PG_FUNCTION_INFO_V1(cx_p_adjust_array);
Datum
cx_p_adjust_array(PG_FUNCTION_ARGS)
{
	CxAdjustment method = cx_adjustment_arg(fcinfo, 1, "method");
	ArrayType *array;
	Datum *elements;
	bool *nulls;
	double *p;
	int count, lower = 1;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	array = PG_GETARG_ARRAYTYPE_P(0);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("p must be a list, not an array of %d dimensions", ARR_NDIM(array)),
				errhint("array_agg() over one column makes a list."));
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements,
					  &nulls, &count);
	if (count == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(FLOAT8OID));
	p = palloc_extended((Size) count * sizeof(double), MCXT_ALLOC_HUGE);
	for (int i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		p[i] = nulls[i] ? NAN : DatumGetFloat8(elements[i]);
		/* written so that NaN fails */
		if (!nulls[i] && !(p[i] >= 0 && p[i] <= 1))
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("p-value %s is not between 0 and 1", cx_shortest_decimal(p[i])),
					errhint("It is a fraction: 5 %% is 0.05. A test that was not made is NULL."));
	}
	cx_adjust(p, count, method);
	for (int i = 0; i < count; i++)
		if (!nulls[i])
			elements[i] = Float8GetDatum(p[i]);
	PG_RETURN_ARRAYTYPE_P(construct_md_array(elements, nulls, 1, &count, &lower, FLOAT8OID,
											 sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
