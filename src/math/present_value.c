/*
 * present_value.c
 *	  What a stream of purchases that thins out over time is worth today.
 *
 * Purchases are discounted at the instant they are made, not at the end of a month or year.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/present_value.h"

#include <float.h>
#include <math.h>

#include "math/legendre.h"

#define NODES       16
#define MOST_LEVELS 48
#define MOST_PARTS  32

/* exp(-45) is 3e-20. */
#define NEGLIGIBLE 45.0

/* exp(700) is near the largest number. */
#define BEYOND 700.0

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
	/* the 16 times take up to some milliseconds */
	cx_check(stream->check, 0);
	stream->rates(stream->model, time, log_time, rate);
	for (int i = 0; i < CX_STREAM_TIMES; i++)
	{
		double part = rule[i].weight * width * (stream->scale + time[i]) * rate[i];

		sums->plain += part;
		sums->discounted += part * exp(-discount * time[i]);
	}
}

/* A steep discount is as much of a feature as the stream: so many times exp(6) a part. */
static void
add_range(Sums *sums, const CxStream *stream, double from, double to, double discount)
{
	double change = fabs(discount) * stream->scale * (expm1(to) - expm1(from));
	int parts = 1 + (int) fmin(MOST_PARTS - 1, change / 6);

	for (int i = 0; i < parts; i++)
		add_panel(sums, stream, from + (to - from) / parts * i, (to - from) / parts, discount);
}

/*
 * Gauss and Legendre's rule in v = log(1 + time / scale), in which the streams of our models are
 * smooth, scaled by the total that is known: that takes out most of its error, all of it without
 * a discount. Where most of a stream comes soon, as it does from customers who buy often and are
 * about to leave, the total is missed; then by ranges that halve towards 0, which suit whatever dies
 * away as a mixture of exponentials does.
 */
double
cx_present_value(const CxStream *stream, double horizon, double discount)
{
	double end = discount * horizon > NEGLIGIBLE ? NEGLIGIBLE / discount : horizon;
	double total = stream->total(stream->model, end);
	double log_end = log1p(end / stream->scale);
	double mean = 1;

	/* a discount that is lost in rounding; a horizon near 0 would lose the integral, too, in underflow */
	if (!(total > 0) || fabs(discount) * horizon < DBL_EPSILON)
		return total;
	if (-discount * horizon > BEYOND)
		return INFINITY;
	for (int levels = 0; levels <= MOST_LEVELS; levels = 5 * levels + 8)
	{
		Sums sums = {0, 0};
		double to = log_end;

		for (int i = 0; i < levels; i++, to /= 2)
			add_range(&sums, stream, to / 2, to, discount);
		add_range(&sums, stream, 0, to, discount);
		if (sums.plain > 0)
			mean = sums.discounted / sums.plain;
		if (fabs(sums.plain - total) <= 1e-9 * total)
			break;
	}
	return total * mean;
}
