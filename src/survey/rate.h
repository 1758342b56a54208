/*
 * rate.h
 *	  Type cx_rate: how often a condition was asked for, and how often it held.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RATE_H
#define CX_RATE_H

#include "base/share.h"

/* The whole are trials, the part successes. */
extern const CxShareWords cx_rate_words;

#endif /* CX_RATE_H */
