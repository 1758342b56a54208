/*
 * jacobi.c
 *	  Eigenvalues and eigenvectors of a small symmetric matrix.
 *
 * Jacobi's method by rows (G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. 2013, 8.5): each
 * rotation makes one element beside the diagonal 0, and what is beside it shrinks quadratically in the
 * end. It is slower than others on large matrices, but fifty columns take a millisecond, and the small
 * eigenvalues of a positive definite matrix keep their digits.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/jacobi.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Six to ten are needed; more than that are for numbers that nobody has. */
#define MOST_SWEEPS 60

/* Rows p and q of a matrix, or columns, by a step of 1 or n: x' = c x - s y, y' = s x + c y. */
static inline void
rotate(int n, double *x, double *y, int step, double c, double s)
{
	for (int i = 0; i < n * step; i += step)
	{
		double before = x[i];

		x[i] = c * before - s * y[i];
		y[i] = s * before + c * y[i];
	}
}

/* False where the element is as good as 0 already. */
static bool
eliminate(int n, double *a, double *vectors, int p, int q)
{
	double off = a[p * n + q];
	double theta;
	double t;
	double c;

	if (fabs(off) <= DBL_EPSILON / 4 * sqrt(fabs(a[p * n + p])) * sqrt(fabs(a[q * n + q])) ||
		fabs(off) < DBL_MIN)
		return false;
	theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
	/* the smaller of the two angles */
	t = copysign(1, theta) / (fabs(theta) + sqrt(1 + theta * theta));
	c = 1 / sqrt(1 + t * t);
	rotate(n, a + p * n, a + q * n, 1, c, t * c);
	rotate(n, a + p, a + q, n, c, t * c);
	rotate(n, vectors + p, vectors + q, n, c, t * c);
	a[p * n + q] = a[q * n + p] = 0;
	return true;
}

void
cx_jacobi(int n, double *a, double *values, double *vectors)
{
	bool changed = true;

	for (int i = 0; i < n * n; i++)
		vectors[i] = i % (n + 1) == 0;
	for (int sweep = 0; changed && sweep < MOST_SWEEPS; sweep++)
	{
		changed = false;
		for (int p = 0; p < n; p++)
			for (int q = p + 1; q < n; q++)
				changed |= eliminate(n, a, vectors, p, q);
	}
	for (int i = 0; i < n; i++)
		values[i] = a[i * n + i];
}
