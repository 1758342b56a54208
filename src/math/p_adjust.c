/*
 * p_adjust.c
 *	  Many tests at once: p-values raised so that each can be read as though it were the only one.
 *
 * With m tests and p(1) <= ... <= p(m):
 *
 *		Bonferroni	 min(1, m p)
 *		Holm		 the largest of min(1, (m - j + 1) p(j)) over j <= i
 *		BH			 the smallest of min(1, m p(j) / j) over j >= i
 *
 * S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6
 * (1979), 65-70; Y. Benjamini and Y. Hochberg, Controlling the False Discovery Rate, Journal of the Royal
 * Statistical Society B 57 (1995), 289-300; as adjusted p-values S. P. Wright, Biometrics 48 (1992),
 * 1005-1013. Bonferroni and Holm hold the risk of a single false alarm under whatever dependence of the
 * tests; BH holds the share of false alarms among all alarms, where they are independent or rise together.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/p_adjust.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* p-values are not negative, and such doubles have the order of their bits. */
static uint64_t
key_of(double p)
{
	uint64_t key;

	p += 0.0; /* -0 is 0 */
	memcpy(&key, &p, sizeof(key));
	return key;
}

void
cx_p_adjust(double *p, size_t count, CxAdjustment method, CxKeyed *scratch, const CxCheck *check)
{
	CxKeyed *given = scratch;
	CxKeyed *sorted;
	double reached;
	size_t tests = 0;

	if (method == CX_ADJUST_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (!isnan(p[i]))
			given[tests++] = (CxKeyed){key_of(p[i]), (double) i};
	if (method == CX_ADJUST_BONFERRONI)
	{
		for (size_t i = 0; i < count; i++)
			if (!isnan(p[i]))
				p[i] = fmin(1.0, (double) tests * p[i]);
		return;
	}
	sorted = cx_sort_keyed(given, scratch + count, scratch + 2 * count, tests, check);
	reached = method == CX_ADJUST_HOLM ? 0.0 : 1.0;
	for (size_t k = 0; k < tests; k++)
	{
		size_t rank = method == CX_ADJUST_HOLM ? k + 1 : tests - k;
		double *value = &p[(size_t) sorted[rank - 1].value];

		if (method == CX_ADJUST_HOLM)
			reached = fmax(reached, fmin(1.0, (double) (tests - rank + 1) * *value));
		else
			reached = fmin(reached, (double) tests / (double) rank * *value);
		*value = reached;
	}
}
