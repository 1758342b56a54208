/*
 * durations_read.c
 *	  Type cx_durations: what is read from a state.
 *
 * A mean is exact. A quantile is that of percentile_disc, answered by the mean of its bucket: within
 * 1 / 128 of what it would be over the rows, and the same where all durations of the bucket are equal.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "base/args.h"
#include "base/duration.h"
#include "base/durations.h"
#include "base/percent.h"
#include "base/result.h"

/* Only what an aggregate left open could hold more than bigint counts. */
static int64
total_of(CxBuckets list, CxWide *sum)
{
	int64 count = cx_durations_total(list, sum);

	if (count < 0)
		cx_refuse_count_overflow("durations");
	return count;
}

static int64
sum_arg(FunctionCallInfo fcinfo, int argno, CxWide *sum)
{
	return cx_durations_sum((const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno)), sum);
}

/*
 * duration_count(cx_durations) -> bigint
 *		How many durations, 0 for none. Strict.
 */
PG_FUNCTION_INFO_V1(cx_durations_number);
Datum
cx_durations_number(PG_FUNCTION_ARGS)
{
	CxWide sum;

	PG_RETURN_INT64(sum_arg(fcinfo, 0, &sum));
}

/*
 * mean_hours(cx_durations) -> double precision
 *		The exact sum over the count, in hours; NULL for none. Strict.
 */
PG_FUNCTION_INFO_V1(cx_durations_mean_hours);
Datum
cx_durations_mean_hours(PG_FUNCTION_ARGS)
{
	CxWide sum;
	int64 count = sum_arg(fcinfo, 0, &sum);

	if (count == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(cx_mean_hours(sum, count));
}

/*
 * resolution_time(cx_durations) -> interval
 *		Final function of resolution_time(opened, resolved), and accessor: the mean to the nearest
 *		microsecond, a half upwards; NULL for none. Months and days are 0. Strict. A count beyond bigint:
 *		error 22003.
 */
PG_FUNCTION_INFO_V1(cx_durations_mean);
Datum
cx_durations_mean(PG_FUNCTION_ARGS)
{
	CxWide sum;
	int64 count = sum_arg(fcinfo, 0, &sum);
	CxWide mean;
	uint64 rest;

	if (count == 0)
		PG_RETURN_NULL();
	mean = cx_wide_quotient(sum, (uint64) count, &rest);
	PG_RETURN_INTERVAL_P(cx_micros_interval((int64) (mean.low + (rest >= (uint64) count - rest))));
}

static Datum
quantile(FunctionCallInfo fcinfo, double p)
{
	CxBuckets list = cx_durations_arg(fcinfo, 0);
	CxWide sum;
	int64 count = total_of(list, &sum);

	if (count == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(cx_buckets_quantile_hours(list, count, p));
}

/*
 * median_hours(cx_durations) -> double precision
 *		quantile_hours(state, 0.5). Strict.
 */
PG_FUNCTION_INFO_V1(cx_durations_median_hours);
Datum
cx_durations_median_hours(PG_FUNCTION_ARGS)
{
	return quantile(fcinfo, 0.5);
}

/*
 * quantile_hours(cx_durations, p) -> double precision
 *		The shortest duration that at least a fraction p of them does not exceed, in hours, the median
 *		of four being the second; the shortest for p = 0. NULL for none and for a NULL state. A NULL p:
 *		error 22004; outside [0, 1]: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_durations_quantile_hours);
Datum
cx_durations_quantile_hours(PG_FUNCTION_ARGS)
{
	double p;

	if (PG_ARGISNULL(1))
		cx_refuse_null("quantile", "For the time by which nine in ten are done write 0.9.");
	p = PG_GETARG_FLOAT8(1);
	if (!(p >= 0 && p <= 1))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("quantile %s is not from 0 to 1", cx_shortest_decimal(p)),
				errhint("For the time by which nine in ten are done write 0.9."));
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return quantile(fcinfo, p);
}

/* How many durations are at most a bound: as estimated, and for certain. */
typedef struct Within
{
	int64 count; /* of all */
	int64 least;
	int64 most;
	double estimate;
} Within;

/*
 * Those of a bucket that the bound falls into. Of count durations from low to high that sum up to sum,
 * m can be at most the bound, and the others at least 1 more, if
 *
 *		m x low + (count - m) x (bound + 1) <= sum <= m x bound + (count - m) x high
 *
 * Linear between them is what nobody knows better.
 */
static void
add_split_bucket(Within *within, const CxBucket *bucket, int64 bound)
{
	int64 low = cx_bucket_least(bucket->index);
	int64 high = cx_bucket_most(bucket->index);
	CxWide longest = cx_wide_product(bucket->count, high);
	CxWide longer = cx_wide_product(bucket->count, bound + 1);
	double linear =
		(double) bucket->count * ((double) (bound - low + 1) / (double) (high - low + 1));
	int64 least = 0;
	int64 most;
	CxWide whole;
	uint64 rest;

	whole =
		cx_wide_quotient(cx_wide_difference(longest, bucket->sum), (uint64) (high - bound), &rest);
	most = whole.high != 0 ? bucket->count : (int64) Min(whole.low, (uint64) bucket->count);
	if (cx_wide_less(bucket->sum, longer))
	{
		whole = cx_wide_quotient(cx_wide_difference(longer, bucket->sum),
								 (uint64) (bound + 1 - low), &rest);
		least =
			(int64) whole.low; /* at most the count, for the sum is at least so many times low */
		least += rest > 0;
	}
	within->estimate = (double) within->least + Max((double) least, Min((double) most, linear));
	within->most = within->least + most;
	within->least += least;
}

/* False for no state, and none. */
static bool
within_arg(FunctionCallInfo fcinfo, Within *within)
{
	CxBuckets list;
	CxWide sum;
	int64 bound;

	if (PG_ARGISNULL(1))
		cx_refuse_null("bound", "For the share that is done within a day write '24 hours'.");
	bound = cx_interval_micros(PG_GETARG_INTERVAL_P(1), "bound");
	if (bound < 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("bound %s is negative",
					   DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(1)))),
				errhint("For the share that is done within a day write '24 hours'."));
	if (PG_ARGISNULL(0))
		return false;
	list = cx_durations_arg(fcinfo, 0);
	*within = (Within){.count = total_of(list, &sum)};
	for (int i = 0; i < list.count; i++)
	{
		const CxBucket *bucket = &list.buckets[i];

		if (cx_bucket_least(bucket->index) > bound)
			break;
		if (cx_bucket_most(bucket->index) > bound)
		{
			add_split_bucket(within, bucket, bound);
			return true;
		}
		within->least += bucket->count;
	}
	within->most = within->least;
	within->estimate = (double) within->least;
	return within->count > 0;
}

/*
 * share_within(cx_durations, interval) -> double precision
 *		% of the durations that are at most the bound, exact where it is one of a bucket, else linear in
 *		the bucket as far as its sum allows. NULL for none and for a NULL state. A NULL bound: error
 *		22004; months, or negative: error 22023; beyond 2^63 microseconds: error 22008.
 */
PG_FUNCTION_INFO_V1(cx_durations_share_within);
Datum
cx_durations_share_within(PG_FUNCTION_ARGS)
{
	Within within;

	if (!within_arg(fcinfo, &within))
		PG_RETURN_NULL();
	if (within.least == within.most)
		PG_RETURN_FLOAT8(cx_percent(within.least, within.count));
	PG_RETURN_FLOAT8(100 * within.estimate / (double) within.count);
}

/*
 * share_within_bounds(cx_durations, interval) -> (low, high)
 *		Between which % that share lies for certain: what the bucket that the bound falls into allows.
 *		NULL and errors as for share_within().
 */
PG_FUNCTION_INFO_V1(cx_durations_share_within_bounds);
Datum
cx_durations_share_within_bounds(PG_FUNCTION_ARGS)
{
	Within within;

	if (!within_arg(fcinfo, &within))
		PG_RETURN_NULL();
	return cx_figure_row(
		fcinfo, 2,
		(double[]){cx_percent(within.least, within.count), cx_percent(within.most, within.count)});
}
