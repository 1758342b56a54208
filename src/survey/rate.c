/*
 * rate.c
 *	  Type cx_rate: its forms, order and arithmetic.
 *
 * Text form: (50 of 500), successes of trials; the empty state is (). Binary form: version byte 1,
 * trials and successes as int8. JSON: {"trials", "successes"}.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "survey/rate.h"

const CxShareWords cx_rate_words = {
	.whole = "trials", .part = "successes", .units = "trials", .done = "successful"};

/* Everything that a state type has: what each function does is said in base/share.h. */
CX_SHARE_STATE(cx_rate, &cx_rate_words)
