/*
 * fixed_point_test.c
 *	  Exact decimals against known values, and against laws on random ones.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/fixed_point.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static CxFixed
fixed(const char *text)
{
	CxFixed x;

	cx_fixed_parse(&text, CX_FIXED_ROUNDED, &x);
	return x;
}

static void
reads(const char *text, CxFixedStatus status, const char *printed)
{
	const char *at = text;
	char got[CX_FIXED_TEXT];
	char name[200];
	CxFixed x;
	CxFixedStatus found = cx_fixed_parse(&at, CX_FIXED_ROUNDED, &x);

	snprintf(name, sizeof(name), "%.80s reads as %s", text, printed);
	if (status != CX_FIXED_OK)
	{
		unit_ok(found == status, name);
		return;
	}
	cx_fixed_print(&x, got);
	if (!unit_ok(found == status && strcmp(got, printed) == 0, name))
		printf("#   got %s, status %d, rest %s\n", got, (int) found, at);
}

static void
exactly(const char *text, CxFixedStatus status)
{
	const char *at = text;
	char name[200];
	CxFixed x;

	snprintf(name, sizeof(name), "%.80s without rounding", text);
	unit_ok(cx_fixed_parse(&at, CX_FIXED_EXACT, &x) == status, name);
}

static void
texts(void)
{
	reads("0", CX_FIXED_OK, "0");
	reads("-0.00", CX_FIXED_OK, "0");
	reads("000012.5000", CX_FIXED_OK, "12.5");
	reads("-0.01", CX_FIXED_OK, "-0.01");
	reads("100", CX_FIXED_OK, "100");
	reads("1e+22", CX_FIXED_OK, "10000000000000000000000");
	reads("1e-07", CX_FIXED_OK, "0.0000001");
	reads("1.5e-07", CX_FIXED_OK, "0.00000015");
	reads("0.000000000000000000000000000001", CX_FIXED_OK, "0.000000000000000000000000000001");
	reads("1.0000000000000000000000000000000000000000", CX_FIXED_OK, "1");
	/* 2^255 = 57896044618658097711785492504343953926634992332820282019728792003956564819968 */
	reads("57896044618658097711785492504343953926634992332.820282019728792003956564819967",
		  CX_FIXED_OK,
		  "57896044618658097711785492504343953926634992332.820282019728792003956564819967");
	reads("-57896044618658097711785492504343953926634992332.820282019728792003956564819968",
		  CX_FIXED_OK,
		  "-57896044618658097711785492504343953926634992332.820282019728792003956564819968");
	reads("57896044618658097711785492504343953926634992332.820282019728792003956564819968",
		  CX_FIXED_TOO_LARGE, "too large");
	reads("-57896044618658097711785492504343953926634992332.820282019728792003956564819969",
		  CX_FIXED_TOO_LARGE, "too large");
	reads("1e+47", CX_FIXED_TOO_LARGE, "too large");
	reads("1e+999999999999", CX_FIXED_TOO_LARGE, "too large");
	reads("0e+999999999999", CX_FIXED_OK, "0");
	/* the 31st decimal rounds, half away from zero */
	reads("0.0000000000000000000000000000001", CX_FIXED_OK, "0");
	reads("0.0000000000000000000000000000005", CX_FIXED_OK, "0.000000000000000000000000000001");
	reads("-0.0000000000000000000000000000005", CX_FIXED_OK, "-0.000000000000000000000000000001");
	reads("0.00000000000000000000000000000049", CX_FIXED_OK, "0");
	reads("0.9999999999999999999999999999995", CX_FIXED_OK, "1");
	reads("1.5e-30", CX_FIXED_OK, "0.000000000000000000000000000002");
	reads("1.2345678901234567e-20", CX_FIXED_OK, "0.000000000000000000012345678901");
	reads("1.2345678905e-20", CX_FIXED_OK, "0.000000000000000000012345678905");
	reads("5e-31", CX_FIXED_OK, "0.000000000000000000000000000001");
	reads("4.9e-31", CX_FIXED_OK, "0");
	reads("9e-32", CX_FIXED_OK, "0");
	reads("5e-324", CX_FIXED_OK, "0");
	exactly("0.000000000000000000000000000001", CX_FIXED_OK);
	exactly("1.0000000000000000000000000000000000000000", CX_FIXED_OK);
	exactly("0.0000000000000000000000000000001", CX_FIXED_TOO_FINE);
	reads("", CX_FIXED_MALFORMED, "nothing");
	reads("-", CX_FIXED_MALFORMED, "nothing");
	reads(".5", CX_FIXED_MALFORMED, "nothing");
	reads("1.", CX_FIXED_MALFORMED, "nothing");
	reads("1e", CX_FIXED_MALFORMED, "nothing");
	reads("x", CX_FIXED_MALFORMED, "nothing");
}

static void
sums(void)
{
	CxFixed x = fixed("0.1"), y = fixed("0.2");
	char text[CX_FIXED_TEXT];

	unit_ok(cx_fixed_add(&x, &y), "0.1 + 0.2 is in range");
	cx_fixed_print(&x, text);
	unit_ok(strcmp(text, "0.3") == 0, "0.1 + 0.2 is 0.3");

	x = fixed("57896044618658097711785492504343953926634992332.820282019728792003956564819967");
	y = fixed("0.000000000000000000000000000001");
	unit_ok(!cx_fixed_add(&x, &y), "the largest and one more is beyond the range");
	unit_ok(!cx_fixed_subtract(&x, &y), "and so is the way back");
	y = fixed("-57896044618658097711785492504343953926634992332.820282019728792003956564819968");
	x = fixed("0");
	unit_ok(!cx_fixed_subtract(&x, &y), "the smallest has no opposite");
}

static CxFixed
random_fixed(void)
{
	CxFixed x = {{0}};
	int words = (int) unit_whole(0, 3);

	for (int i = 0; i <= words; i++)
		x.words[i] = (uint64_t) unit_uniform(0, 0x1p64) ^ (uint64_t) unit_uniform(0, 0x1p32);
	x.words[3] >>= 2;
	if (unit_whole(0, 1) == 1)
		cx_fixed_negate(&x);
	return x;
}

static void
laws(void)
{
	UnitLaw round_trip = {.name = "what is printed reads back"};
	UnitLaw arithmetic = {.name = "a + b - b = a, a + b = b + a"};
	UnitLaw order = {.name = "a < b when b - a > 0"};
	UnitLaw rounding = {.name = "a double is the one that the digits read as"};
	UnitLaw product = {.name = "both ways to multiply agree"};
	UnitLaw ratio = {.name = "a ratio of small whole numbers is the quotient of doubles"};
	UnitLaw whole = {.name = "all of it is 100 percent"};
	UnitLaw monotone = {.name = "a ratio grows with its numerator"};

	for (int i = 0; i < 20000; i++)
	{
		CxFixed a = random_fixed(), b = random_fixed(), sum = a, other = b, back, difference = b;
		char text[CX_FIXED_TEXT];
		const char *at = text;
		uint64_t m = (uint64_t) unit_uniform(0, 0x1p64), n = (uint64_t) unit_uniform(0, 0x1p64);
		uint64_t high, portable_high;
		uint64_t low = cx_mul64(m, n, &high);
		double p = unit_whole(0, 1e9), q = unit_whole(1, 1e9);
		CxFixed wide_p = cx_fixed_product((uint64_t) p, 1, 0),
				wide_q = cx_fixed_product((uint64_t) q, 1, 0);

		cx_fixed_print(&a, text);
		unit_holds(&round_trip,
				   cx_fixed_parse(&at, CX_FIXED_EXACT, &back) == CX_FIXED_OK && *at == '\0' &&
					   memcmp(&a, &back, sizeof(a)) == 0,
				   "%s", text);
		unit_holds(&rounding, cx_fixed_double(&a) == strtod(text, NULL), "%s gives %.17g", text,
				   cx_fixed_double(&a));
		unit_holds(&arithmetic,
				   cx_fixed_add(&sum, &b) && cx_fixed_add(&other, &a) &&
					   memcmp(&sum, &other, sizeof(sum)) == 0 && cx_fixed_subtract(&sum, &b) &&
					   memcmp(&sum, &a, sizeof(a)) == 0,
				   "%s", text);
		unit_holds(&order,
				   cx_fixed_subtract(&difference, &a) &&
					   cx_fixed_compare(&a, &b) == (cx_fixed_is_zero(&difference)       ? 0
													: cx_fixed_is_negative(&difference) ? 1
																						: -1),
				   "%s", text);
		unit_holds(&product,
				   low == cx_mul64_portable(m, n, &portable_high) && high == portable_high,
				   "%llu * %llu", (unsigned long long) m, (unsigned long long) n);
		/* p, q and 100 p are doubles, so the machine's quotient is the rounded one */
		unit_holds(&ratio,
				   cx_fixed_ratio(&wide_p, &wide_q, 1) == p / q &&
					   cx_fixed_ratio(&wide_p, &wide_q, 100) == 100 * p / q,
				   "%g / %g", p, q);
		if (cx_fixed_is_zero(&a))
			continue;
		unit_holds(&whole, cx_fixed_ratio(&a, &a, 100) == 100, "%s", text);
		back = a = cx_fixed_magnitude(&a);
		back.words[0] ^= 1;
		unit_holds(&monotone,
				   (cx_fixed_ratio(&back, &a, 100) <= 100) ==
					   (cx_fixed_compare(&back, &a) < 0 || cx_fixed_ratio(&back, &a, 100) == 100),
				   "%s", text);
	}
	unit_law(&round_trip);
	unit_law(&rounding);
	unit_law(&arithmetic);
	unit_law(&order);
	unit_law(&product);
	unit_law(&ratio);
	unit_law(&whole);
	unit_law(&monotone);
}

int
main(void)
{
	texts();
	sums();
	laws();
	return unit_done();
}
