/*
 * chain.h
 *	  Type cx_chain: when one customer reached each step of a funnel.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CHAIN_H
#define CX_CHAIN_H

#include "fmgr.h"

#include "base/compat.h"

/* What the times of a chain were: those of other kinds are never compared with them. */
typedef enum CxTimeKind
{
	CX_TIME_DATE = 1,
	CX_TIME_TIMESTAMP,
	CX_TIME_TIMESTAMPTZ
} CxTimeKind;

/* Bits of a mode, in the order in which its words are written. */
#define CX_FUNNEL_STRICT_ORDER         0x01
#define CX_FUNNEL_STRICT_INCREASE      0x02
#define CX_FUNNEL_STRICT_ONCE          0x04
#define CX_FUNNEL_STRICT_DEDUPLICATION 0x08
#define CX_FUNNEL_ALLOW_REENTRY        0x10
#define CX_FUNNEL_FIRST_START          0x20
#define CX_FUNNEL_MODES                0x3f

/* Steps of a funnel. */
#define CX_FUNNEL_MAX_STEPS 1000

#define CX_CHAIN_VERSION 1

/*
 * The empty state, of nobody, has kind, mode, steps, reached and within 0. A customer who never met
 * the first step has reached 0 of so many steps.
 */
typedef struct CxChain
{
	int32 vl_len_;                      /* varlena header, not to be touched directly */
	uint8 version;                      /* 1 */
	uint8 kind;                         /* CxTimeKind */
	uint16 mode;                        /* CX_FUNNEL_... */
	int32 steps;                        /* of the funnel */
	int32 reached;                      /* of them, from the first on */
	int64 within;                       /* microseconds, not negative */
	int64 times[FLEXIBLE_ARRAY_MEMBER]; /* of each step reached, microseconds since 2000 */
} CxChain;

StaticAssertDecl(offsetof(CxChain, times) == 24, "cx_chain must keep its layout on disk");

#define PG_GETARG_CHAIN_P(n) ((const CxChain *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

static inline bool
cx_chain_empty(const CxChain *chain)
{
	return chain->kind == 0;
}

/* A fresh chain with so many times, which are 0, as are kind, mode, steps and within. */
extern CxChain *cx_chain_new(int32 reached);

#endif /* CX_CHAIN_H */
