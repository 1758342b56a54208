/*
 * jacobi.h
 *	  Eigenvalues and eigenvectors of a small symmetric matrix.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_JACOBI_H
#define CX_JACOBI_H

/*
 * a is n x n, row by row, and is destroyed; its eigenvalues are in no order. Column k of vectors, whose
 * element i is vectors[i * n + k], belongs to values[k]; columns are orthogonal and of length 1. Every
 * element must be finite and far from overflow, as those of a correlation matrix are.
 */
extern void cx_jacobi(int n, double *a, double *values, double *vectors);

#endif /* CX_JACOBI_H */
