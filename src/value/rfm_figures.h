/*
 * rfm_figures.h
 *	  What the models know of a customer, from the days (base/purchase_days.h).
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_FIGURES_H
#define CX_RFM_FIGURES_H

#include "base/purchase_days.h"

/* Days are counted from the origin. */
typedef struct CxRfmFigures
{
	int32 purchases; /* days; when it is 0, there is nothing else */
	int32 first;
	int32 last;
	double mean_amount; /* of the purchases after the first; NaN without one */
} CxRfmFigures;

/* Of days in order, each once. */
extern CxRfmFigures cx_days_figures(const uint64 *days, int count, int width, uint16 origin);

#endif /* CX_RFM_FIGURES_H */
