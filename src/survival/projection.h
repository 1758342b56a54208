/*
 * projection.h
 *	  Types cx_sbg and cx_bdw: a fitted model of churn, to be stored and read from.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PROJECTION_H
#define CX_PROJECTION_H

#include "postgres.h"

#include "math/beta_weibull.h"

/* Parameters, the lower triangle of the covariance of their logarithms, log-likelihood, customers. */
#define CX_MODEL_VALUES(parameters) ((parameters) + (parameters) * ((parameters) + 1) / 2 + 2)

/*
 * Fixed length, no padding: what is on disk is one of these, for ever. A covariance of 0 is one that
 * the data leave open; without an identified model all but the customers is 0.
 */
typedef struct CxSbg
{
	int32 status; /* CxChurnStatus, whose numbers must not change */
	int32 unused; /* always zero */
	double values[CX_MODEL_VALUES(2)];
} CxSbg;

typedef struct CxBdw
{
	int32 status;
	int32 unused;
	double values[CX_MODEL_VALUES(3)];
} CxBdw;

StaticAssertDecl(sizeof(CxSbg) == 64, "cx_sbg must keep its length on disk");
StaticAssertDecl(sizeof(CxBdw) == 96, "cx_bdw must keep its length on disk");

/* Which of the two, where the code is the same for both. */
typedef struct CxModelKind
{
	const char *type;
	int parameters;
	Size size;
} CxModelKind;

extern const CxModelKind cx_sbg_kind;
extern const CxModelKind cx_bdw_kind;

/* A stored model of either type, taken apart. */
typedef struct CxProjection
{
	CxChurnFit fit;
	double customers;
} CxProjection;

extern void *cx_churn_store(const CxModelKind *kind, const CxProjection *model);
extern void cx_churn_load(const CxModelKind *kind, const void *stored, CxProjection *model);

extern const char *cx_churn_status_name(CxChurnStatus status);

/* Names of the parameters, by CX_GAMMA and so on. */
extern const char *const cx_churn_parameters[];

/* The SQL functions cx_sbg_NAME and cx_bdw_NAME from Datum function(fcinfo, kind). */
#define CX_CHURN_FUNCTION(name, function)                                                          \
	PG_FUNCTION_INFO_V1(cx_sbg_##name);                                                            \
	Datum cx_sbg_##name(PG_FUNCTION_ARGS)                                                          \
	{                                                                                              \
		return function(fcinfo, &cx_sbg_kind);                                                     \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_bdw_##name);                                                            \
	Datum cx_bdw_##name(PG_FUNCTION_ARGS)                                                          \
	{                                                                                              \
		return function(fcinfo, &cx_bdw_kind);                                                     \
	}

#endif /* CX_PROJECTION_H */
