/*
 * unit.h
 *	  A test harness: TAP on standard output, counted by itself.
 *
 * Two kinds of test: an example, unit_near or unit_ok, is one line of TAP; a law is one line for
 * any number of random cases, and names the first case that broke it. Random numbers come from a
 * fixed seed, so that a failure comes back on the next run and on every machine.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_UNIT_H
#define CX_UNIT_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

static int unit_count = 0;
static int unit_failures = 0;
static uint64_t unit_seed = 20260101;

static inline bool
unit_ok(bool pass, const char *name)
{
	printf("%sok %d - %s\n", pass ? "" : "not ", ++unit_count, name);
	fflush(stdout); /* a crash must not take the lines before it along */
	if (!pass)
		unit_failures++;
	return pass;
}

/* NaN equals NaN here; a wanted 0 is wanted exactly, and so is an infinity. */
static inline bool
unit_is_near(double got, double want, double relative)
{
	if (isnan(want) || isnan(got))
		return isnan(want) && isnan(got);
	return got == want || (isfinite(want) && fabs(got - want) <= relative * fabs(want));
}

static inline void
unit_near(double got, double want, double relative, const char *name)
{
	if (!unit_ok(unit_is_near(got, want, relative), name))
		printf("#   got  %.17g\n#   want %.17g within a relative %g\n", got, want, relative);
}

/* For values known to so many printed digits. */
static inline void
unit_within(double got, double want, double absolute, const char *name)
{
	if (!unit_ok(fabs(got - want) <= absolute, name))
		printf("#   got  %.17g\n#   want %.17g +- %g\n", got, want, absolute);
}

typedef struct UnitLaw
{
	const char *name;
	long cases;
	long broken;
	char first[400];
} UnitLaw;

/* Returns whether it held; the rest, as for printf, describes the case. */
__attribute__((format(printf, 3, 4))) static inline void
unit_holds(UnitLaw *law, bool pass, const char *format, ...)
{
	law->cases++;
	if (!pass && law->broken++ == 0)
	{
		va_list args;

		va_start(args, format);
		vsnprintf(law->first, sizeof(law->first), format, args);
		va_end(args);
	}
}

/* A law that was never put to the test has not passed it. */
static inline void
unit_law(const UnitLaw *law)
{
	if (!unit_ok(law->cases > 0 && law->broken == 0, law->name))
		printf("#   broken in %ld of %ld cases, first: %s\n", law->broken, law->cases, law->first);
}

/* D. E. Knuth's MMIX generator; its high bits are good enough to pick test cases. */
static inline double
unit_uniform(double low, double high)
{
	unit_seed = unit_seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return low + (high - low) * ((double) (unit_seed >> 11) * 0x1p-53);
}

/* Evenly spread over orders of magnitude. */
static inline double
unit_log_uniform(double low, double high)
{
	return exp(unit_uniform(log(low), log(high)));
}

static inline double
unit_whole(double low, double high)
{
	return floor(unit_uniform(low, high + 1.0));
}

static inline int
unit_done(void)
{
	printf("1..%d\n", unit_count);
	return unit_failures > 0;
}

#endif /* CX_UNIT_H */
