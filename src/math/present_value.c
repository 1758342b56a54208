/*
 * present_value.c
 *	  What a stream of purchases that thins out over time is worth today.
 *
 * Purchases are discounted at the instant they are made, not at the end of a month or year.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/present_value.h"

#include <math.h>

#include "math/legendre.h"

#define NODES       16
#define MOST_PANELS 64

/* exp(-45) is 3e-20. */
#define NEGLIGIBLE 45.0

/*
 * Gauss and Legendre's rule in v = log(1 + time / scale), in which the streams of our models are
 * smooth, scaled by the total that is known: that takes out most of its error, all of it without
 * a discount. The error left is of the order of what the total is missed by; panels are halved
 * until that is small.
 */
double
cx_present_value(const CxStream *stream, double horizon, double discount)
{
	const CxNode *rule = cx_legendre(NODES);
	double end = discount * horizon > NEGLIGIBLE ? NEGLIGIBLE / discount : horizon;
	double total = stream->total(stream->model, end);
	double log_end = log1p(end / stream->scale);
	double mean = 1;

	if (!(total > 0) || discount == 0)
		return total;
	/* A steep discount is as much of a feature as the stream, and no total shows it. */
	for (int panels = fabs(discount) * end > 4 ? 4 : 1; panels <= MOST_PANELS; panels *= 2)
	{
		double plain = 0;
		double discounted = 0;
		double width = log_end / panels;

		for (int i = 0; i < panels; i++)
			for (int j = 0; j < NODES; j++)
			{
				double v = width * (i + rule[j].at);
				double time = stream->scale * expm1(v);
				double part = rule[j].weight * width * stream->scale * exp(v) *
							  stream->rate(stream->model, time);

				plain += part;
				discounted += part * exp(-discount * time);
			}
		if (!(plain > 0))
			return 0;
		mean = discounted / plain;
		if (fabs(plain - total) <= 1e-9 * total)
			break;
	}
	return total * mean;
}
