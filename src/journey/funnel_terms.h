/*
 * funnel_terms.h
 *	  What a funnel is: how many steps within how long, by which mode, at times of which kind. What of it
 *	  the text and binary forms of cx_chain and cx_funnel begin with.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_TERMS_H
#define CX_FUNNEL_TERMS_H

#include "base/state_text.h"
#include "journey/chain.h"

typedef struct CxFunnelTerms
{
	uint16 kind; /* CxTimeKind */
	uint16 mode;
	int32 steps;
	int64 within; /* microseconds */
} CxFunnelTerms;

static inline bool
cx_same_terms(const CxFunnelTerms *one, const CxFunnelTerms *other)
{
	return one->kind == other->kind && one->mode == other->mode && one->steps == other->steps &&
		   one->within == other->within;
}

/* "timestamptz" */
extern const char *cx_time_kind_name(CxTimeKind kind);

/* What no funnel is, as a sentence, or NULL. */
extern const char *cx_funnel_terms_problem(const CxFunnelTerms *terms);

/*
 * The terms in text: "timestamptz, 3 steps, within 86400000000us, strict_order, first_start". False where
 * they cannot be read, with problem set where more is to be said than that.
 */
extern bool cx_read_funnel_terms(CxTextReader *reader, CxFunnelTerms *terms);
extern void cx_append_funnel_terms(StringInfo text, const CxFunnelTerms *terms);

/* A time of some kind, in UTC, year first, with another character for the blank. */
extern bool cx_read_time(CxTextReader *reader, CxTimeKind kind, int64 *at);
extern void cx_append_time(StringInfo text, CxTimeKind kind, int64 at, char between);

/* In json, without brackets: "kind", "steps", "within_seconds" and "mode". */
extern void cx_append_json_terms(StringInfo json, const CxFunnelTerms *terms);

#endif /* CX_FUNNEL_TERMS_H */
