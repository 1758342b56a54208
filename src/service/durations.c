/*
 * durations.c
 *	  Type cx_durations: input and output, equality, casts.
 *
 * Its forms are those of its buckets (base/durations_text.c), the binary one behind the version byte 1, or
 * 2 for a correction.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/durations_text.h"
#include "base/state_io.h"
#include "base/state_order.h"

/* The buckets were checked as they were read. */
static const char *
problem_of(const CxDurations *state)
{
	return cx_durations_countable(cx_durations_read(state))
			   ? NULL
			   : "There are more durations than bigint counts.";
}

static bool
read_text(CxTextReader *reader, CxDurations **state)
{
	CxBuckets list;

	if (!(cx_at_correction(reader) ? cx_correction_read_text(reader, &list)
								   : cx_buckets_read_text(reader, &list)) ||
		!cx_text_end(reader))
		return false;
	*state = cx_durations_make_signed(list);
	pfree(list.buckets);
	return true;
}

static void
write_text(StringInfo text, const CxDurations *state)
{
	if (state->form == CX_DURATIONS_SIGNED)
		cx_correction_write_text(text, cx_durations_read(state));
	else
		cx_buckets_write_text(text, cx_durations_read(state));
}

#define WIRE_CORRECTION 2

static CxDurations *
read_wire(StringInfo message, int version)
{
	CxDurations *state;

	if (version != WIRE_CORRECTION)
		return cx_durations_make(cx_buckets_read_wire(message, "cx_durations"));
	state = cx_durations_make_signed(cx_correction_read_wire(message, "cx_durations"));
	if (state->form != CX_DURATIONS_SIGNED)
		cx_wire_refuse("cx_durations", "A state of durations is no correction.");
	return state;
}

static int
wire_version_of(const CxDurations *state)
{
	return state->form == CX_DURATIONS_SIGNED ? WIRE_CORRECTION : CX_DURATIONS_VERSION;
}

static void
write_wire(StringInfo message, const CxDurations *state)
{
	if (state->form == CX_DURATIONS_SIGNED)
		cx_correction_write_wire(message, cx_durations_read(state));
	else
		cx_buckets_write_wire(message, cx_durations_read(state));
}

static void
write_json(StringInfo json, const CxDurations *state)
{
	cx_buckets_write_json(json, cx_durations_read(state));
}

/* A state that an aggregate worked in is closed before it is shown or compared. */
#define CLOSED_ARG(n)                                                                              \
	cx_durations_closed((const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

CX_STATE_IO_VERSIONS(cx_durations, CxDurations, WIRE_CORRECTION, CLOSED_ARG)

static CxBytes
closed_bytes_arg(FunctionCallInfo fcinfo, int argno)
{
	Pointer given = PG_GETARG_POINTER(argno);
	CxDurations *state = (CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno));
	CxDurations *closed = unconstify(CxDurations *, cx_durations_closed(state));

	if (closed != state && (Pointer) state != given)
		pfree(state);
	return (CxBytes){(const unsigned char *) &closed->form,
					 (int) (VARSIZE(closed) - offsetof(CxDurations, form)),
					 (Pointer) closed != given ? closed : NULL};
}

#define CLOSED_BYTES(n, unused) closed_bytes_arg(fcinfo, n)

CX_STATE_ORDER_(cx_durations, CLOSED_BYTES, )
