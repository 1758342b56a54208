/*
 * raking.h
 *	  Weights whose sums are those of the margins: iterative proportional fitting.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RAKING_H
#define CX_RAKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "math/check.h"

typedef struct CxRaking
{
	size_t cells;
	size_t margins;
	const uint32_t *codes;      /* margins for each cell: which category of each it is in */
	const int64_t *responses;   /* of each cell */
	const uint32_t *categories; /* of each margin */
	const double *const
		*target;    /* of each margin, for each category; those of a margin sum to the responses */
	double lowest;  /* weight of a cell over its responses; 0 for no limit */
	double highest; /* INFINITY for none */
	double tolerance; /* how far a sum may be off, relative to its target */
	int max_rounds;
} CxRaking;

typedef struct CxRaked
{
	bool converged;
	int rounds;
	/* the sum that is farthest from its target, relative to it */
	size_t margin;
	uint32_t category;
	double sum;
	double gap;
} CxRaked;

/*
 * Makes of the weights of the cells, all above 0, those that have the targets as sums, or comes as near as
 * it can in so many rounds. sums has room for the categories of the largest margin.
 */
extern CxRaked cx_rake(const CxRaking *raking, double *weights, double *sums, const CxCheck *check);

#endif /* CX_RAKING_H */
