/*
 * churn.h
 *	  Type cx_churn: how many customers there were before, and how many of them were lost.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CHURN_H
#define CX_CHURN_H

#include "base/share.h"

/* The whole were active before; the part of those were not active after. */
extern const CxShareWords cx_churn_words;

#endif /* CX_CHURN_H */
