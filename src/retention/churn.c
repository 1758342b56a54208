/*
 * churn.c
 *	  Type cx_churn: its forms, order and arithmetic.
 *
 * Text form: (50 of 500), lost of those who were there before; the empty state is (). Binary form:
 * version byte 1, customers before and customers lost as int8. JSON: {"before", "lost"}.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "retention/churn.h"

const CxShareWords cx_churn_words = {
	.whole = "before", .part = "lost", .units = "customers", .done = "lost"};

/* Everything that a state type has: what each function does is said in base/share.h. */
CX_SHARE_STATE(cx_churn, &cx_churn_words)
