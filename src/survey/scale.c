/*
 * scale.c
 *	  The errors of a score that is not on its scale and of a scale that cannot be; the text and
 *	  binary form of a scale.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "base/args.h"
#include "base/result.h"
#include "base/state_wire.h"
#include "survey/scale.h"

void
cx_refuse_scale(CxScale scale)
{
	if (scale.low >= scale.high)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%d..%d is not a scale", scale.low, scale.high),
				errhint("The lowest score comes first, then the highest, for example 1, 5."));
	ereport(
		ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		errmsg("scale %d..%d has more than %d points", scale.low, scale.high, CX_MAX_POINTS),
		errhint("Map the scores to a shorter scale first, or use avg() for free-ranging values."));
}

void
cx_refuse_null_scale(void)
{
	cx_refuse_null("scale", "Name the lowest and the highest possible score, for example 1, 5.");
}

void
cx_refuse_other_scale(CxScale one, CxScale other)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("scales %d..%d and %d..%d do not mix", one.low, one.high, other.low, other.high),
			errhint("Answers to one question on one scale make one state."));
}

void
cx_refuse_score(double score, CxScale scale)
{
	if (isnan(score))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("score NaN is not on the scale %d..%d", scale.low, scale.high),
				errhint("A question that was not answered is NULL."));
	if (score >= scale.low && score <= scale.high)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("score %s is not a whole number on the scale %d..%d", cx_shortest_decimal(score),
				   scale.low, scale.high),
			errhint(
				"Decide how fractions count, for example floor(score) or round(score::numeric)."));
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("score %s is outside the scale %d..%d", cx_shortest_decimal(score), scale.low,
				   scale.high),
			errhint("Correct such answers or leave them out with FILTER; for a question asked on "
					"another scale, name its lowest and highest score."));
}

void
cx_check_cut(const char *name, int32 cut, CxScale scale, const char *hint)
{
	if (scale.low != scale.high && (cut < scale.low || cut > scale.high))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s %d is not on the scale %d..%d", name, cut, scale.low, scale.high),
				errhint("%s", hint));
}

/* A bound of a scale that came as double precision. */
int32
cx_whole_bound(double bound)
{
	if (!(bound >= PG_INT32_MIN && bound <= PG_INT32_MAX) || bound != (double) (int32) bound)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s is not a whole number and cannot bound a scale", cx_shortest_decimal(bound)),
			errhint("Name the lowest and the highest possible score, for example 1, 5."));
	return (int32) bound;
}

bool
cx_read_scale(CxTextReader *reader, CxScale *scale)
{
	if (!cx_text_int32(reader, &scale->low) || !cx_text_literal(reader, "..") ||
		!cx_text_int32(reader, &scale->high) || !cx_text_literal(reader, ":"))
		return false;
	if (!cx_scale_valid(*scale))
		reader->problem = CX_NO_SCALE;
	return cx_scale_valid(*scale);
}

/* Refuses what is no scale before anybody reads as many numbers as it claims to have scores. */
CxScale
cx_receive_scale(StringInfo message, const char *type)
{
	CxScale scale;

	scale.low = (int32) pq_getmsgint(message, 4);
	scale.high = (int32) pq_getmsgint(message, 4);
	if (scale.low != scale.high && !cx_scale_valid(scale))
		cx_wire_refuse(type, CX_NO_SCALE);
	return scale;
}

void
cx_send_scale(StringInfo message, CxScale scale)
{
	pq_sendint32(message, scale.low);
	pq_sendint32(message, scale.high);
}
