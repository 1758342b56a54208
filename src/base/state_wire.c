/*
 * state_wire.c
 *	  The binary form of a state: a version byte, then its fields in network order.
 *
 * The version byte lets a later release read what an earlier one sent. The pq_getmsg functions refuse
 * a message that is too short, the caller of the receive function one that is too long, and each type
 * checks what is in it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "base/state_wire.h"

void
cx_wire_version(StringInfo message, const char *type, int version)
{
	(void) cx_wire_version_of(message, type, version, version);
}

int
cx_wire_version_of(StringInfo message, const char *type, int oldest, int newest)
{
	int found = pq_getmsgbyte(message);

	if (found < oldest || found > newest)
		ereport(ERROR, errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				errmsg("unsupported version %d of the binary form of type %s", found, type),
				errhint("It was sent by a newer cx_metrics, or it is not a %s.", type));
	return found;
}

void
cx_wire_refuse(const char *type, const char *detail)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			errmsg("invalid binary form of type %s", type), errdetail("%s", detail));
}
