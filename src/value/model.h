/*
 * model.h
 *	  Types cx_purchase_model and cx_spend_model: customer models, fitted or given.
 *
 * One struct for both, told apart by the kind: what can be asked of a model differs, how it is
 * stored does not. The length of purchase models leaves room for four parameters, which all have.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_MODEL_H
#define CX_MODEL_H

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "math/estimates.h"

/* Beside the codes of CxFitStatus, which are stored as they are. */
#define CX_MODEL_GIVEN    (CX_FIT_NOT_CONVERGED + 1)
#define CX_MODEL_STATUSES (CX_MODEL_GIVEN + 1)

#define CX_MODEL_SPREAD (CX_FIT_PARAMETERS * (CX_FIT_PARAMETERS + 1) / 2)

/* Fixed length, no padding: what is on disk is this struct, for ever. */
typedef struct CxModel
{
	uint8 kind;       /* CxModelKind */
	uint8 status;     /* CxFitStatus or CX_MODEL_GIVEN */
	uint16 limits;    /* CxFitLimit, or-ed; only on a boundary */
	int32 iterations; /* of the maximiser */
	double customers; /* in weights; 0 when given */
	double log_likelihood;
	double parameters[CX_FIT_PARAMETERS]; /* as CxFit has them; all 0 without an estimate */
	double spread[CX_MODEL_SPREAD];       /* lower triangle; a variance of 0 is unknown */
	int64 unused;                         /* always zero */
} CxModel;

StaticAssertDecl(sizeof(CxModel) == 144, "models must keep their length on disk");

#define PG_GETARG_MODEL(n) ((CxModel *) PG_GETARG_POINTER(n))
#define PG_RETURN_MODEL(x) PG_RETURN_POINTER(x)

static inline bool
cx_model_estimated(const CxModel *model)
{
	return model->status == CX_FIT_CONVERGED || model->status == CX_FIT_BOUNDARY ||
		   model->status == CX_MODEL_GIVEN;
}

/* Whether the i-th parameter of a model can have the value, and what it can have. */
extern bool cx_model_parameter_possible(CxModelKind kind, int i, double value, double *least,
										double *most);

extern const char *cx_model_kind_name(CxModelKind kind);
extern const char *cx_model_status_name(const CxModel *model);

/* The names of the limits, each behind the separator but the first. */
extern void cx_model_append_limits(StringInfo text, int limits, const char *separator,
								   const char *quote);

/* The model of a fit to so many customers. */
extern CxModel *cx_model_of_fit(CxModelKind kind, const CxFit *fit, double customers);

#endif /* CX_MODEL_H */
