/*
 * duration_buckets_test.c
 *	  Bounds of buckets by their definition, and whole numbers of 128 bits.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/duration_buckets.h"
#include "math/wide.h"
#include "unit.h"

#define MINUTE INT64_C(60000000)

/* Is a duration of so many microseconds the longest of its bucket? */
static bool
is_bound(int64_t micros)
{
	return cx_bucket_most(cx_bucket_of(micros)) == micros &&
		   cx_bucket_of(micros + 1) > cx_bucket_of(micros);
}

static void
bounds(void)
{
	static const int hours[] = {5, 6, 8, 10, 12, 16, 24, 36, 48, 72, 96, 120};
	UnitLaw minutes = {.name = "every whole minute to 256 is a bound"};
	UnitLaw days = {.name = "the hours of targets are bounds"};

	for (int i = 1; i <= 256; i++)
		unit_holds(&minutes, is_bound(i * MINUTE), "%d minutes", i);
	for (size_t i = 0; i < sizeof(hours) / sizeof(*hours); i++)
		unit_holds(&days, is_bound(60 * hours[i] * MINUTE), "%d hours", hours[i]);
	unit_law(&minutes);
	unit_law(&days);
	unit_ok(!is_bound(257 * MINUTE) && is_bound(258 * MINUTE), "257 minutes are none, 258 are one");
	/* k / 128 x 2^e minutes for k = 129, e = 0: 60.46875 s */
	unit_ok(is_bound(60468750) && !is_bound(60468749), "the first bound above a minute");
	unit_ok(cx_bucket_of(0) == 0 && cx_bucket_of(1) == 16 && cx_bucket_of(2) == 144 &&
				cx_bucket_of(INT64_MAX) == CX_LAST_BUCKET,
			"the ends, and an octave");
	unit_ok(cx_bucket_most(CX_LAST_BUCKET) == INT64_MAX, "the last bucket ends where int64 does");
}

static void
check(UnitLaw *inside, UnitLaw *narrow, int64_t micros)
{
	uint32_t bucket = cx_bucket_of(micros);
	int64_t least = cx_bucket_least(bucket);
	int64_t most = cx_bucket_most(bucket);

	unit_holds(inside, bucket <= CX_LAST_BUCKET && least <= micros && micros <= most,
			   "%lld in bucket %u from %lld to %lld", (long long) micros, bucket, (long long) least,
			   (long long) most);
	unit_holds(narrow, most - least <= least / 128, "%lld to %lld", (long long) least,
			   (long long) most);
}

static void
every_duration(void)
{
	UnitLaw inside = {.name = "a duration lies in its bucket"};
	UnitLaw narrow = {.name = "a bucket is at most 1 / 128 wide"};
	UnitLaw adjacent = {.name = "buckets are adjacent"};

	for (int64_t micros = 0; micros < 100000; micros++)
		check(&inside, &narrow, micros);
	for (int64_t micros = 30000000 - 1000; micros < 30000000 + 1000; micros++)
		check(&inside, &narrow, micros);
	for (int i = 0; i < 200000; i++)
		check(&inside, &narrow, (int64_t) unit_log_uniform(1, 9.2e18));
	for (uint32_t bucket = 1; bucket <= CX_LAST_BUCKET; bucket++)
	{
		int64_t least = cx_bucket_least(bucket);
		int64_t most = cx_bucket_most(bucket);

		unit_holds(
			&adjacent,
			most == (bucket == CX_LAST_BUCKET ? INT64_MAX : cx_bucket_least(bucket + 1) - 1) &&
				(least > most || (cx_bucket_of(least) == bucket && cx_bucket_of(most) == bucket)),
			"bucket %u", bucket);
	}
	unit_law(&inside);
	unit_law(&narrow);
	unit_law(&adjacent);
}

static uint64_t
any_word(void)
{
	return (uint64_t) unit_uniform(0, 0x1p32) << 32 | (uint64_t) unit_uniform(0, 0x1p32);
}

static void
wide_numbers(void)
{
	UnitLaw division = {.name = "x = quotient * by + rest"};
	UnitLaw portable = {.name = "division without a type of 128 bits gives the same"};
	UnitLaw sums = {.name = "a + b - b = a, and a < a + b"};

	for (int i = 0; i < 100000; i++)
	{
		CxWide x = {any_word(), any_word() >> (int) unit_whole(0, 63)};
		CxWide y = {any_word(), any_word() >> 1};
		uint64_t by = (any_word() >> (int) unit_whole(1, 62)) + 1;
		uint64_t rest, other_rest;
		CxWide quotient = cx_wide_quotient(x, by, &rest);
		CxWide other = cx_wide_quotient_portable(x, by, &other_rest);
		CxWide back = cx_wide_product(quotient.low, by);
		CxWide sum;

		back.high += quotient.high * by;
		back = cx_wide_sum(back, cx_wide(rest));
		unit_holds(&division, rest < by && back.low == x.low && back.high == x.high,
				   "%llu %llu by %llu", (unsigned long long) x.high, (unsigned long long) x.low,
				   (unsigned long long) by);
		unit_holds(&portable,
				   other.low == quotient.low && other.high == quotient.high && other_rest == rest,
				   "%llu %llu by %llu", (unsigned long long) x.high, (unsigned long long) x.low,
				   (unsigned long long) by);
		x.high >>= 1;
		sum = cx_wide_sum(x, y);
		unit_holds(&sums,
				   cx_wide_difference(sum, y).low == x.low &&
					   cx_wide_difference(sum, y).high == x.high && !cx_wide_less(sum, y) &&
					   (cx_wide_is_zero(x) || cx_wide_less(y, sum)),
				   "%llu %llu", (unsigned long long) x.high, (unsigned long long) x.low);
	}
	unit_law(&division);
	unit_law(&portable);
	unit_law(&sums);
}

int
main(void)
{
	bounds();
	every_duration();
	wide_numbers();
	return unit_done();
}
