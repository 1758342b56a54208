/*
 * legendre.h
 *	  Nodes and weights of Gauss and Legendre's quadrature on 0..1.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_LEGENDRE_H
#define CX_LEGENDRE_H

#include <stddef.h>

typedef struct CxNode
{
	double at;
	double weight;
} CxNode;

#define CX_LEGENDRE_MOST 24

/* The rule with n nodes, in order; n is 8, 12, 16 or 24. */
extern const CxNode *cx_legendre(int n);

#endif /* CX_LEGENDRE_H */
