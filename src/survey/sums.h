/*
 * sums.h
 *	  Sums that carry their rounding error (math/exact_sum.h) in the text and binary form of a state.
 *
 * In text they are apart by blanks, in binary each is two float8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SUMS_H
#define CX_SUMS_H

#include "lib/stringinfo.h"

#include "base/state_text.h"
#include "math/exact_sum.h"

/* So many sums, one after the other; each is written with a blank before it. */
extern bool cx_read_sums(CxTextReader *reader, int count, CxSum *sums);
extern void cx_write_sums(StringInfo text, int count, const CxSum *sums);
extern void cx_receive_sums(StringInfo message, int count, CxSum *sums);
extern void cx_send_sums(StringInfo message, int count, const CxSum *sums);

#endif /* CX_SUMS_H */
