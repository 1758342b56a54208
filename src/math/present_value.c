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

typedef struct Sums
{
	double plain;
	double discounted;
} Sums;

static void
add_panel(Sums *sums, const CxStream *stream, double from, double width, double discount)
{
	const CxNode *rule = cx_legendre(CX_STREAM_TIMES);
	double log_time[CX_STREAM_TIMES];
	double time[CX_STREAM_TIMES];
	double rate[CX_STREAM_TIMES];

	for (int i = 0; i < CX_STREAM_TIMES; i++)
	{
		log_time[i] = from + width * rule[i].at;
		time[i] = stream->scale * expm1(log_time[i]);
	}
	stream->rates(stream->model, time, log_time, rate);
	for (int i = 0; i < CX_STREAM_TIMES; i++)
	{
		double part = rule[i].weight * width * (stream->scale + time[i]) * rate[i];

		sums->plain += part;
		sums->discounted += part * exp(-discount * time[i]);
	}
}

/*
 * Gauss and Legendre's rule in v = log(1 + time / scale), in which the streams of our models are
 * smooth, scaled by the total that is known: that takes out most of its error, all of it without
 * a discount. The error left is of the order of what the total is missed by; panels are halved
 * until that is small.
 */
double
cx_present_value(const CxStream *stream, double horizon, double discount)
{
	double end = discount * horizon > NEGLIGIBLE ? NEGLIGIBLE / discount : horizon;
	double total = stream->total(stream->model, end);
	double log_end = log1p(end / stream->scale);
	double mean = 1;

	if (!(total > 0) || discount == 0)
		return total;
	/* A steep discount is as much of a feature as the stream, and no total shows it. */
	for (int panels = fabs(discount) * end > 4 ? 4 : 1; panels <= MOST_PANELS; panels *= 2)
	{
		Sums sums = {0, 0};

		for (int i = 0; i < panels; i++)
			add_panel(&sums, stream, log_end / panels * i, log_end / panels, discount);
		if (!(sums.plain > 0))
			return 0;
		mean = sums.discounted / sums.plain;
		if (fabs(sums.plain - total) <= 1e-9 * total)
			break;
	}
	return total * mean;
}
