/*
 * funnel_mode.h
 *	  Type cx_funnel_mode: how strictly a funnel takes its steps, and the words for it.
 *
 * A value is the bits of chain.h, passed like an integer: a transition compares it at every row.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_MODE_H
#define CX_FUNNEL_MODE_H

#include "lib/stringinfo.h"

#include "journey/chain.h"

#define PG_GETARG_FUNNEL_MODE(n) ((uint16) PG_GETARG_UINT32(n))

/* The word of one bit, CX_FUNNEL_STRICT_ORDER and so on. */
extern const char *cx_funnel_word(uint16 bit);

/* All words of a mode in their order, each with this in front of it but the first. */
extern void cx_append_funnel_words(StringInfo text, uint16 mode, const char *between);

/* Do the words go together? allow_reentry is of strict_order. */
static inline bool
cx_funnel_mode_valid(uint16 mode)
{
	return (mode & ~CX_FUNNEL_MODES) == 0 &&
		   ((mode & CX_FUNNEL_ALLOW_REENTRY) == 0 || (mode & CX_FUNNEL_STRICT_ORDER) != 0);
}

#endif /* CX_FUNNEL_MODE_H */
