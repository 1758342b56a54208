/*
 * signals.c
 *	  Signal or noise: a control chart of a figure over time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/rows.h"
#include "survey/groups.h"

#define COLUMNS 7

/* Limits from fewer points come and go with each of them. */
#define LEAST_POINTS 8

#define LIMIT 3.0

/* The mean distance of two draws from a normal distribution, in its standard deviations: 2 / sqrt(pi). */
#define MEAN_DISTANCE 1.1283791670955125739

typedef struct Point
{
	double value;
	double sigma; /* of chance alone, with so many answers */
	bool has_answers;
} Point;

typedef struct Chart
{
	CxGroups groups;
	CxInterval bounds;
	Point *points;
	double center;
	double sigma_z; /* how much more than by chance the points vary; NaN or 0 where unknown */
	int counted;    /* points with answers that center and sigma_z are from */
} Chart;

/* How many of the first points center and limits are from: argument argno, NULL for all. */
static int
baseline_arg(FunctionCallInfo fcinfo, int argno, int points)
{
	int32 baseline;

	if (PG_ARGISNULL(argno))
		return points;
	baseline = PG_GETARG_INT32(argno);
	if (baseline < LEAST_POINTS)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("baseline %d is below %d points", baseline, LEAST_POINTS),
				errhint("It is how many of the first points the limits are computed from; leave it "
						"out for all."));
	return Min(baseline, points);
}

/*
 * D. B. Laney, Improved Control Charts for Attributes, Quality Engineering 14 (2002), 531-537: standardise
 * each point by the sampling error that chance gives it, and take from the mean distance of neighbours how
 * much the points vary beyond that. Without it every point of a large survey is out of its limits, because no
 * two months are exactly alike.
 */
static void
compute(Chart *chart, const CxFigure *figure, int baseline)
{
	CxGroups *groups = &chart->groups;
	CxTally all = {.total = 0};
	double variance;
	double distance = 0;
	double last = NAN;

	cx_groups_check_design(groups);
	for (int i = 0; i < baseline; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		cx_tally_add(&all, &groups->tallies[i]);
	}
	if (all.total == 0)
		return;
	chart->center = figure->kind->value(figure, &all);
	/* the variance of answers, whoever gave them: there may be no error of all */
	variance = figure->kind->unit * figure->kind->unit * cx_tally_variance_of(&all, figure->values);
	for (int i = 0; i < groups->count; i++)
	{
		const CxTally *tally = &groups->tallies[i];
		Point *point = &chart->points[i];
		double z;

		CX_CHECK_INTERRUPTS(i);
		point->has_answers = tally->total > 0;
		if (!point->has_answers)
			continue;
		point->value = figure->kind->value(figure, tally);
		point->sigma = sqrt(variance / cx_figure_sample(figure, tally).effective);
		/*
		 * A single cluster does not say by how much chance moves it, nor do clusters that are alike. Written
		 * so that NaN fails.
		 */
		if (i >= baseline || !(point->sigma > 0))
			continue;
		z = (point->value - chart->center) / point->sigma;
		if (chart->counted++ > 0)
			distance += fabs(z - last);
		last = z;
	}
	chart->sigma_z = distance / (chart->counted - 1) / MEAN_DISTANCE;
}

static void
fill(FunctionCallInfo fcinfo, Chart *chart, const CxFigureKind *kind, CxTallyReader read)
{
	CxFigure figure;
	int baseline;

	chart->groups = cx_groups_args(fcinfo, read);
	cx_groups_sort(&chart->groups, PG_GET_COLLATION());
	chart->points = palloc0(Max(chart->groups.count, 1) * sizeof(Point));
	chart->center = chart->sigma_z = NAN;
	baseline = baseline_arg(fcinfo, 2, chart->groups.count);
	if (!cx_figure_args(fcinfo, 3, kind, chart->groups.scale, &figure))
		return;
	chart->bounds = cx_figure_bounds(&figure);
	compute(chart, &figure, baseline);
}

static Datum
row_of(const Chart *chart, int at, TupleDesc desc)
{
	const Point *point = &chart->points[at];
	double sigma = point->sigma * chart->sigma_z;
	double z = (point->value - chart->center) / sigma;
	bool limited = chart->counted >= LEAST_POINTS && isfinite(z);
	Datum values[COLUMNS] = {
		chart->groups.names[at],
		Float8GetDatum(point->value),
		Float8GetDatum(chart->center),
		Float8GetDatum(fmax(chart->center - LIMIT * sigma, chart->bounds.low)),
		Float8GetDatum(fmin(chart->center + LIMIT * sigma, chart->bounds.high)),
		Float8GetDatum(z),
		BoolGetDatum(fabs(z) > LIMIT)};
	bool nulls[COLUMNS] = {false,
						   !point->has_answers,
						   !point->has_answers || isnan(chart->center),
						   !limited,
						   !limited,
						   !isfinite(z),
						   !limited};

	if (!point->has_answers)
		for (int i = 1; i < COLUMNS; i++)
			nulls[i] = true;
	return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

/*
 * nps_signals(names, states, baseline, promoters_from, detractors_to), csat_signals(names, states, baseline,
 * satisfied_from), ces_signals(names, states, baseline), rate_signals(names, states, baseline)
 *		-> set of (name, value, center, low, high, z, signal)
 *		Laney's P' chart: the figure of each point, the figure of all answers, limits at three standard
 *		deviations, cut to the scale, the distance from the center in standard deviations, and whether it is
 *		more than three. Names that are dates, times or numbers are put in order, others stay as given. Center
 *		and deviations are from the first baseline points, by default all. A point without answers is a row of
 *		NULLs and passed over; with fewer than eight others low, high and signal are NULL; where neighbours do
 *		not differ at all z is, too. Errors of names and states as for ..._compare with the rest; a baseline
 *		below eight: error 22023; cuts as for the figure.
 */
static Datum
signals(FunctionCallInfo fcinfo, const CxFigureKind *kind, CxTallyReader read)
{
	FuncCallContext *call;
	const Chart *chart;
	int at;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Chart));

		fill(fcinfo, rows.call->user_fctx, kind, read);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	chart = call->user_fctx;
	at = (int) call->call_cntr;
	if (at >= chart->groups.count)
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, row_of(chart, at, call->tuple_desc));
}

CX_OVER_ANSWERS(nps_signals, signals, &cx_nps_kind)
CX_OVER_ANSWERS(csat_signals, signals, &cx_csat_kind)
CX_OVER_ANSWERS(ces_signals, signals, &cx_ces_kind)
CX_OVER_RATES(signals, signals)
