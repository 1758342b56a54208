/*
 * sample.h
 *	  Type cx_sample: answers that were drawn in clusters, from one stratum or from several.
 *
 * Twelve answers of one customer are not twelve customers. Clusters (customers, households, branches) are
 * what is drawn independently; how much their totals differ is what a figure's error goes by.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SAMPLE_H
#define CX_SAMPLE_H

#include "math/clusters.h"
#include "survey/weighted_scores.h"

#define CX_SAMPLE_PAIRS CX_PAIRS(CX_MAX_POINTS)

/*
 * Fixed length, no padding: what is on disk is this struct, for ever.
 *
 *		score         low    low + 1  ...  high
 *		totals[i]     sum t  sum t         sum t		of the weights of each cluster
 *		pairs[i, j]   sum t t'  ...						by pair of scores, the upper half, row by row
 *
 * One stratum: pairs are sums of products over its clusters, so that more clusters can be added.
 * Stratified: pairs are the variances of the totals, summed over strata, which can be added to; squares is
 * the sum of the squared weights of clusters, less what the finite population takes off, and spread is how unevenly
 * strata and clusters have them (math/clusters.h).
 *
 * There is one empty state, all zero. Clusters without answers are counted; where there are no others,
 * the scale is not known and is 0, 0. They say how totals vary, but not how answers do, so they give no degree of
 * freedom, nor does a stratum of them alone: silent counts those that would, all but one of such a stratum.
 */
typedef struct CxSample
{
	CxScale scale;
	int64 flags;    /* CX_SAMPLE_... */
	int64 clusters; /* also those without answers */
	int64 answers;
	int64 strata; /* 0 in one stratum */
	int64 lonely; /* strata of one cluster that are no whole population */
	CxSum squares;
	double spread;
	CxSum totals[CX_MAX_POINTS];
	CxSum pairs[CX_SAMPLE_PAIRS];
	int64 silent; /* clusters without answers */
} CxSample;

StaticAssertDecl(sizeof(CxSample) == 1312, "cx_sample must keep its length on disk");

/* Of cx_weighted_scores: the weights say already how many each answer stands for. */
#define CX_SAMPLE_WEIGHTED 1

/* The scores of a sample of rates: 0 for any trial, 1 for a success. */
#define CX_RATE_SCALE ((CxScale){0, 1})

#define PG_GETARG_SAMPLE(n) ((CxSample *) PG_GETARG_POINTER(n))
#define PG_RETURN_SAMPLE(x) PG_RETURN_POINTER(x)

static inline bool
cx_sample_empty(const CxSample *state)
{
	return state->clusters == 0;
}

static inline bool
cx_sample_stratified(const CxSample *state)
{
	return state->strata > 0;
}

/* 0 of the empty state. */
static inline int64
cx_sample_strata_of(const CxSample *state)
{
	return cx_sample_empty(state) ? 0 : Max(state->strata, 1);
}

static inline bool
cx_sample_weighted(const CxSample *state)
{
	return (state->flags & CX_SAMPLE_WEIGHTED) != 0;
}

/* Error 22023 where a state that is not empty is stratified or weighted otherwise than said. */
extern void cx_sample_check_design(const CxSample *state, bool stratified, bool weighted);

/* Adds b to a: clusters of one stratum, or strata. Error 22023 where they do not go together. */
extern void cx_sample_merge(CxSample *a, const CxSample *b);

/*
 * Adds a stratum to a stratified sample, or to an empty one. population is its number of clusters, infinity
 * where it has no end. Unweighted answers then stand for as many as there are in the population.
 */
extern void cx_sample_add_stratum(CxSample *sample, const CxSample *stratum, double population);

/* Adds a group to a stratified sample, or to an empty one: a stratum without end, or the strata it has. */
extern void cx_sample_join(CxSample *sample, const CxSample *group);

/* Clusters with answers less strata that have some, as in R's degf of a part of a sample. */
static inline double
cx_sample_spare_clusters(const CxSample *state)
{
	return (double) (state->clusters - state->silent) - (double) cx_sample_strata_of(state);
}

/*
 * Degrees of freedom: so many where all weigh the same, and the fewer the less evenly weight is spread over clusters
 * and strata; from 1 up. Below 1 where there is no spare cluster.
 */
extern double cx_sample_df(const CxSample *state);

/* As many answers as would have one degree of freedom less, if each cluster had one; of most samples all. */
static inline double
cx_sample_drawn(const CxSample *state)
{
	return Max((double) state->answers,
			   (double) state->clusters - (double) cx_sample_strata_of(state) + 1);
}

/* How many are silent where nobody has answered. */
static inline int64
cx_sample_all_silent(const CxSample *state)
{
	return state->clusters - state->strata;
}

/*
 * The standard error of the mean of values given to each score. NaN without answers and for a single cluster with
 * answers, unless it is all of its population; error 22023 where a stratum is lonely.
 */
extern double cx_sample_error(const CxSample *state, const double *values);

/* W^2 / sum of squared weights of clusters: of how many the answers are, where all of them are alike. */
extern double cx_sample_kish(const CxSample *state);

#endif /* CX_SAMPLE_H */
