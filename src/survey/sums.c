/*
 * sums.c
 *	  Sums that carry their rounding error in the text and binary form of a state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "survey/scale.h"
#include "survey/sums.h"

bool
cx_read_sums(CxTextReader *reader, int count, CxSum *sums)
{
	for (int i = 0; i < count; i++)
		if (!cx_text_sum(reader, &sums[i]))
			return false;
	return true;
}

void
cx_write_sums(StringInfo text, int count, const CxSum *sums)
{
	for (int i = 0; i < count; i++)
	{
		appendStringInfoChar(text, ' ');
		cx_append_sum(text, sums[i]);
	}
}

void
cx_json_sums(StringInfo json, int count, const CxSum *sums)
{
	appendStringInfoChar(json, '[');
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
			appendStringInfoString(json, ", ");
		cx_append_float8(json, sums[i].high);
	}
	appendStringInfoChar(json, ']');
}

void
cx_receive_sums(StringInfo message, int count, CxSum *sums)
{
	for (int i = 0; i < count; i++)
	{
		sums[i].high = pq_getmsgfloat8(message);
		sums[i].low = pq_getmsgfloat8(message);
	}
}

void
cx_send_sums(StringInfo message, int count, const CxSum *sums)
{
	for (int i = 0; i < count; i++)
	{
		pq_sendfloat8(message, sums[i].high);
		pq_sendfloat8(message, sums[i].low);
	}
}

/* How many rows there are, and where the point of one of them is kept. */
static int
rows_of(int dimension, int points)
{
	return dimension / CX_MAX_POINTS * points;
}

static int
place_of(int points, int row)
{
	return row < points ? row : CX_MAX_POINTS + row - points;
}

static int
pair_of(int dimension, int points, int row, int column)
{
	return cx_pair(dimension, place_of(points, row), place_of(points, column));
}

bool
cx_read_pairs(CxTextReader *reader, int dimension, int points, CxSum *pairs)
{
	int rows = rows_of(dimension, points);

	for (int i = 0; i < rows; i++)
	{
		if (!cx_text_literal(reader, "/"))
			return false;
		for (int j = i; j < rows; j++)
			if (!cx_read_sums(reader, 1, &pairs[pair_of(dimension, points, i, j)]))
				return false;
	}
	return true;
}

void
cx_write_pairs(StringInfo text, int dimension, int points, const CxSum *pairs)
{
	int rows = rows_of(dimension, points);

	for (int i = 0; i < rows; i++)
	{
		appendStringInfoString(text, " /");
		for (int j = i; j < rows; j++)
			cx_write_sums(text, 1, &pairs[pair_of(dimension, points, i, j)]);
	}
}

void
cx_receive_pairs(StringInfo message, int dimension, int points, CxSum *pairs)
{
	int rows = rows_of(dimension, points);

	for (int i = 0; i < rows; i++)
		for (int j = i; j < rows; j++)
			cx_receive_sums(message, 1, &pairs[pair_of(dimension, points, i, j)]);
}

void
cx_send_pairs(StringInfo message, int dimension, int points, const CxSum *pairs)
{
	int rows = rows_of(dimension, points);

	for (int i = 0; i < rows; i++)
		for (int j = i; j < rows; j++)
			cx_send_sums(message, 1, &pairs[pair_of(dimension, points, i, j)]);
}

/* What so many clusters can have made, but for rounding. */
const char *
cx_products_problem(int dimension, double clusters, bool whole, const CxSum *totals,
					const CxSum *products)
{
	const double more = 1 + 1e-12;

	for (int i = 0; i < dimension; i++)
	{
		double total = totals[i].high;
		double square = products[cx_pair(dimension, i, i)].high;

		for (int j = i; j < dimension; j++)
		{
			const CxSum *product = &products[cx_pair(dimension, i, j)];
			double other = products[cx_pair(dimension, j, j)].high;

			if (!cx_sum_valid(product) || (whole && !cx_sum_whole(product)))
				return "A product is negative, not finite, not normalized or a fraction of "
					   "answers.";
			/* by Cauchy's inequality, in square roots because squares overflow */
			if (product->high > sqrt(square) * sqrt(other) * more ||
				product->high > total * totals[j].high * more)
				return "A product does not fit those of its scores.";
		}
		if (total > sqrt(clusters) * sqrt(square) * more || (whole && total > square * more))
			return "A total does not fit its products.";
	}
	return NULL;
}
