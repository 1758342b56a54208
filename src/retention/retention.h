/*
 * retention.h
 *	  Type cx_retention: how the customers of each cohort came back, at every age and in every mode.
 *
 * For each cohort four histograms over the age, from which every mode is a sum: how many were
 * active at age k; for how many k was the last active age; for how many the first after 0; for how
 * many the last of an unbroken run from 0. All are counts, so states add and subtract.
 *
 * Where customers enter anew with every active period, one is in several cohorts, and what pools them counts
 * some several times: the state knows that, since 0.7.0. States that were stored before say 0.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RETENTION_H
#define CX_RETENTION_H

#include "fmgr.h"

#include "base/args.h"
#include "retention/activity.h"

typedef enum CxHistogram
{
	CX_ACTIVE,       /* active at this age */
	CX_LAST,         /* and never later */
	CX_FIRST_RETURN, /* for the first time after age 0; nobody at age 0 */
	CX_RUN_END,      /* the end of a run of active ages that began with 0 */
	CX_HISTOGRAMS
} CxHistogram;

typedef struct CxCohort
{
	int64 number;    /* of the period of entry; rolling: the day of the start */
	int64 customers; /* who entered */
	int32 ages;      /* ages 0 to ages - 1 have counts; the last has one that is not 0 */
	int32 unused;    /* 0 */
	int64 counts[FLEXIBLE_ARRAY_MEMBER]; /* [histogram * ages + age] */
} CxCohort;

#define CX_COHORT_SIZE(ages)                                                                       \
	(offsetof(CxCohort, counts) + (Size) CX_HISTOGRAMS * (ages) * sizeof(int64))

typedef struct CxRetention
{
	int32 vl_len_;                    /* varlena header, not to be touched directly */
	uint8 version;                    /* 1 */
	uint8 kind;                       /* a CxPeriod, or CX_ROLLING */
	uint16 recurring;                 /* 1: someone entered anew with every active period */
	int32 cohorts;                    /* 0: the empty state, whose other fields are 0 too */
	int32 unused2;                    /* 0 */
	int64 width;                      /* rolling: of a window, in microseconds; else 0 */
	char data[FLEXIBLE_ARRAY_MEMBER]; /* the cohorts, by number */
} CxRetention;

/* All cohorts and ages of a state: 512 MB. */
#define CX_RETENTION_MAX_CELLS (16 * 1024 * 1024)

#define PG_GETARG_RETENTION_P(n) ((CxRetention *) PG_GETARG_VARLENA_P(n))

static inline const CxCohort *
cx_first_cohort(const CxRetention *state)
{
	return (const CxCohort *) state->data;
}

static inline const CxCohort *
cx_next_cohort(const CxCohort *cohort)
{
	return (const CxCohort *) ((const char *) cohort + CX_COHORT_SIZE(cohort->ages));
}

/* A state while it grows; see retention_build.c. */
typedef struct CxRetentionBuilder CxRetentionBuilder;

extern CxRetentionBuilder *cx_retention_begin(MemoryContext parent);

/* The state in argument 0, to be written to: in place when allowed, else a copy. */
extern CxRetentionBuilder *cx_retention_writable(FunctionCallInfo fcinfo);

/* As the value of a transition function: a pointer that the executor hands back next time. */
extern Datum cx_retention_transition_value(CxRetentionBuilder *builder);

/* The value itself, in the current memory context. */
extern CxRetention *cx_retention_value(CxRetentionBuilder *builder);

extern void cx_retention_end(CxRetentionBuilder *builder);

/* Error 22023 when the state holds cohorts of another kind. */
extern void cx_retention_set_kind(CxRetentionBuilder *builder, int kind, int64 width);

/* Says that a customer enters anew with every active period. */
extern void cx_retention_set_recurring(CxRetentionBuilder *builder);

/*
 * Enters a customer into a cohort, or takes one out (change -1). Bit offset + k of words says
 * whether the customer was active at age k.
 */
extern void cx_retention_enter(CxRetentionBuilder *builder, int64 cohort, const uint64 *words,
							   int word_count, int64 offset, int change);

/* Adds or subtracts (sign -1) all that state holds. */
extern void cx_retention_merge(CxRetentionBuilder *builder, const CxRetention *state, int sign);

pg_noreturn extern void cx_refuse_large_retention(void);

#endif /* CX_RETENTION_H */
