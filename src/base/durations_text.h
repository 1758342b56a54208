/*
 * durations_text.h
 *	  The buckets of a cx_durations in text, binary and json, alone or within another state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DURATIONS_TEXT_H
#define CX_DURATIONS_TEXT_H

#include "lib/stringinfo.h"

#include "base/durations.h"
#include "base/state_text.h"

/* Seconds with up to six decimals, as microseconds; false where there are none or too many of them. */
extern bool cx_text_seconds(CxTextReader *reader, CxWide *micros);
extern void cx_append_seconds(StringInfo text, CxWide micros);

/*
 * Reads (count: seconds, ...), in memory of its own. False where that cannot be read, with what was
 * expected in reader->problem; otherwise that stays what it was, if anything was said there. Whether
 * bigint counts all of them together is for cx_durations_total() to say, here and on the wire.
 */
extern bool cx_buckets_read_text(CxTextReader *reader, CxBuckets *list);
extern void cx_buckets_write_text(StringInfo text, CxBuckets list);

/* On the wire; type is that of the state, for what is wrong: error 22P03 or 08P01. */
extern CxBuckets cx_buckets_read_wire(StringInfo message, const char *type);
extern void cx_buckets_write_wire(StringInfo message, CxBuckets list);

extern void cx_buckets_write_json(StringInfo json, CxBuckets list);

/*
 * The buckets of a correction, any of which may have any count and sum: (#index count: seconds, ...). On the
 * wire each is its index as int4 in front of what the others have. cx_at_correction() looks ahead.
 */
extern bool cx_at_correction(CxTextReader *reader);
extern bool cx_correction_read_text(CxTextReader *reader, CxBuckets *list);
extern void cx_correction_write_text(StringInfo text, CxBuckets list);
extern CxBuckets cx_correction_read_wire(StringInfo message, const char *type);
extern void cx_correction_write_wire(StringInfo message, CxBuckets list);

#endif /* CX_DURATIONS_TEXT_H */
