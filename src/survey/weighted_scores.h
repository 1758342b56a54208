/*
 * weighted_scores.h
 *	  Type cx_weighted_scores: how much weight each score of a scale was given.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_WEIGHTED_SCORES_H
#define CX_WEIGHTED_SCORES_H

#include "math/exact_sum.h"
#include "survey/scale.h"

/*
 * Weights are kept between these bounds so that no square and no sum of squares can overflow or
 * vanish; real survey weights lie near 1.
 */
#define CX_MIN_WEIGHT 1e-100
#define CX_MAX_WEIGHT 1e100

/* What is said of another. */
#define CX_SURVEY_WEIGHT_IS "Survey weights are positive and near 1."

/*
 * Fixed length, no padding: what is on disk is this struct, for ever.
 *
 *		score        low   low + 1  ...  high
 *		weights[i]  sum w   sum w        sum w
 *		squares[i]  sum w2  sum w2       sum w2
 *
 * Squares are kept for each score because the error of a figure weighs them by how far each score lies
 * from it (math/weighted_mean.c); their sum alone gives Kish's effective number of responses.
 */
typedef struct CxWeightedScores
{
	CxScale scale;                /* 0, 0 in the empty state */
	int64 responses;              /* rows with a positive weight */
	CxSum weights[CX_MAX_POINTS]; /* from the lowest score up; 0 beyond the scale */
	CxSum squares[CX_MAX_POINTS]; /* of the weights of each row */
	int64 unused;                 /* always zero */
} CxWeightedScores;

StaticAssertDecl(sizeof(CxWeightedScores) == 376,
				 "cx_weighted_scores must keep its length on disk");

#define PG_GETARG_WEIGHTED_SCORES(n) ((CxWeightedScores *) PG_GETARG_POINTER(n))
#define PG_RETURN_WEIGHTED_SCORES(x) PG_RETURN_POINTER(x)

static inline bool
cx_weighted_scores_empty(const CxWeightedScores *state)
{
	return state->responses == 0;
}

/* Kish's effective number of responses; 0 for the empty state, else 1 to responses. */
extern double cx_effective_responses(const CxWeightedScores *state);

#endif /* CX_WEIGHTED_SCORES_H */
