/*
 * sums.h
 *	  Sums that carry their rounding error (math/exact_sum.h) in the text and binary form of a state.
 *
 * In text they are apart by blanks, in binary each is two float8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SUMS_H
#define CX_SUMS_H

#include "lib/stringinfo.h"

#include "base/state_text.h"
#include "math/clusters.h"

/* So many sums, one after the other; each is written with a blank before it. */
extern bool cx_read_sums(CxTextReader *reader, int count, CxSum *sums);
extern void cx_write_sums(StringInfo text, int count, const CxSum *sums);
extern void cx_receive_sums(StringInfo message, int count, CxSum *sums);
extern void cx_send_sums(StringInfo message, int count, const CxSum *sums);

/* As a list of json, without the rounding errors. */
extern void cx_json_sums(StringInfo json, int count, const CxSum *sums);

/*
 * The upper half of a symmetric matrix (math/clusters.h) of the points of a scale, each row after a stroke in
 * text. Of 22 points, which are those of a scale before and after, the second half comes after the first.
 */
extern bool cx_read_pairs(CxTextReader *reader, int dimension, int points, CxSum *pairs);
extern void cx_write_pairs(StringInfo text, int dimension, int points, const CxSum *pairs);
extern void cx_receive_pairs(StringInfo message, int dimension, int points, CxSum *pairs);
extern void cx_send_pairs(StringInfo message, int dimension, int points, const CxSum *pairs);

/*
 * What is wrong with totals of so many clusters and the sums of their products, or NULL. Whole are those of
 * answers without weights.
 */
extern const char *cx_products_problem(int dimension, double clusters, bool whole,
									   const CxSum *totals, const CxSum *products);

#endif /* CX_SUMS_H */
