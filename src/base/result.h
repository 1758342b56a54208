/*
 * result.h
 *	  Handing a computed figure to SQL: what is undefined is NULL, never NaN or infinity.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RESULT_H
#define CX_RESULT_H

#include <math.h>

#include "access/tupdesc.h"
#include "fmgr.h"

#define CX_RETURN_FIGURE(x)                                                                        \
	do                                                                                             \
	{                                                                                              \
		double figure_ = (x);                                                                      \
		if (!isfinite(figure_))                                                                    \
			PG_RETURN_NULL();                                                                      \
		PG_RETURN_FLOAT8(figure_);                                                                 \
	} while (0)

/* The type of the rows that the function gives, by its OUT parameters, in the current context. */
extern TupleDesc cx_row_type(FunctionCallInfo fcinfo);

/* A row of double precision columns, by the function's OUT parameters. */
extern Datum cx_figure_row(FunctionCallInfo fcinfo, int columns, const double *figures);

/* The shortest digits that read back as x, whatever extra_float_digits says; palloc'd. */
extern char *cx_shortest_decimal(double x);

#endif /* CX_RESULT_H */
