/*
 * state_wire.h
 *	  The binary form of a state: a version byte, then its fields in network order.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATE_WIRE_H
#define CX_STATE_WIRE_H

#include "lib/stringinfo.h"

#include "base/compat.h"

/* Reads the version byte and refuses every version but the one known. */
extern void cx_wire_version(StringInfo message, const char *type, int version);

/* The same for any version from oldest to newest, which it gives. */
extern int cx_wire_version_of(StringInfo message, const char *type, int oldest, int newest);

/* Raises the one error for a message that is well-formed but no valid state. */
pg_noreturn extern void cx_wire_refuse(const char *type, const char *detail);

#endif /* CX_STATE_WIRE_H */
