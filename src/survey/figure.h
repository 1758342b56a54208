/*
 * figure.h
 *	  NPS, CSAT, CES and rates as inference sees them: a value, a sample of answers behind it, and how two
 *	  of them compare.
 *
 * What is asked of every figure (which of these groups differ, is this month out of the ordinary) is written
 * once, over a figure and the tallies of states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FIGURE_H
#define CX_FIGURE_H

#include "survey/tally.h"

typedef struct CxFigureKind CxFigureKind;

/* A figure with its cuts, on the scale that they were checked for. */
typedef struct CxFigure
{
	const CxFigureKind *kind;
	CxScale scale;
	int32 cuts[2];
	/* the figure is base + unit times the mean of these, one for each score */
	double values[CX_MAX_POINTS];
	double base;
} CxFigure;

struct CxFigureKind
{
	double unit;      /* 100 where the figure is in points or percent */
	bool is_share;    /* every answer is a hit or none */
	bool has_student; /* compared by a t test, whose degrees of freedom are shown */

	/* Reads the cuts from argument argno on, for the figure's scale; false where that is of the empty state. */
	bool (*read_cuts)(FunctionCallInfo fcinfo, int argno, CxFigure *figure);

	/* As its accessor prints it. */
	double (*value)(const CxFigure *figure, const CxTally *tally);

	/* Its ..._change, of two tallies with answers, in the unit of the figure. */
	CxComparison (*compare)(const CxFigure *figure, const CxTally *before, const CxTally *after,
							double level);
};

extern const CxFigureKind cx_nps_kind;
extern const CxFigureKind cx_csat_kind;
extern const CxFigureKind cx_ces_kind;
extern const CxFigureKind cx_rate_kind;

/* The figure of a kind, with the cuts from argument argno on; false where the scale is of the empty state. */
extern bool cx_figure_args(FunctionCallInfo fcinfo, int argno, const CxFigureKind *kind,
						   CxScale scale, CxFigure *figure);

/*
 * The figure's answers: their mean in the figure's unit, the variance of one of them (divisor their weight),
 * its error, and how many unweighted answers would leave it as uncertain. NaN when there is nothing.
 */
extern CxWeightedMean cx_figure_sample(const CxFigure *figure, const CxTally *tally);

/*
 * The same where all answers are alike, from adjusted counts: three more answers, in halves or as 3/4, 3/2,
 * 3/4 at the ends and in the middle. That a handful agrees does not say that everybody would.
 */
extern CxWeightedMean cx_figure_adjusted(const CxFigure *figure, const CxTally *tally);

/* The lowest and the highest that it can be. */
extern CxInterval cx_figure_bounds(const CxFigure *figure);

/* The row of ..._change(before, after, level, cuts): change, low, high, z and p_value. */
extern Datum cx_figure_change(FunctionCallInfo fcinfo, const CxFigureKind *kind,
							  const CxTally *before, const CxTally *after);

/* Reads the tally of one state of a type. */
typedef void (*CxTallyReader)(Datum state, CxTally *tally);

/* The functions that SQL calls, of states of answers: FUNCTION(fcinfo, kind, how to read a state). */
#define CX_OVER_ANSWERS(name, function, kind)                                                      \
	PG_FUNCTION_INFO_V1(cx_scores_##name);                                                         \
	Datum cx_scores_##name(PG_FUNCTION_ARGS)                                                       \
	{                                                                                              \
		return function(fcinfo, kind, cx_read_scores);                                             \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_weighted_scores_##name);                                                \
	Datum cx_weighted_scores_##name(PG_FUNCTION_ARGS)                                              \
	{                                                                                              \
		return function(fcinfo, kind, cx_read_weighted);                                           \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_sample_##name);                                                         \
	Datum cx_sample_##name(PG_FUNCTION_ARGS)                                                       \
	{                                                                                              \
		return function(fcinfo, kind, cx_read_sample);                                             \
	}

#define CX_OVER_RATES(name, function)                                                              \
	PG_FUNCTION_INFO_V1(cx_rate_##name);                                                           \
	Datum cx_rate_##name(PG_FUNCTION_ARGS)                                                         \
	{                                                                                              \
		return function(fcinfo, &cx_rate_kind, cx_read_rate);                                      \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_sample_rate_##name);                                                    \
	Datum cx_sample_rate_##name(PG_FUNCTION_ARGS)                                                  \
	{                                                                                              \
		return function(fcinfo, &cx_rate_kind, cx_read_rate_sample);                               \
	}

extern void cx_read_scores(Datum state, CxTally *tally);
extern void cx_read_weighted(Datum state, CxTally *tally);
extern void cx_read_sample(Datum state, CxTally *tally);
extern void cx_read_rate(Datum state, CxTally *tally);

/* Error 22023 where it is a sample of scores. */
extern void cx_read_rate_sample(Datum state, CxTally *tally);

#endif /* CX_FIGURE_H */
