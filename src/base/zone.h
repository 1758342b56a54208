/*
 * zone.h
 *	  Type cx_zone: the name of a time zone that this server knows.
 *
 * Stored like a text, in the spelling of the time zone database, so that equal zones are equal
 * bytes. Aliases stay what they are: links move between releases of the database, stored values
 * must not.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ZONE_H
#define CX_ZONE_H

#include "fmgr.h"
#include "pgtime.h"

#define PG_GETARG_ZONE_PP(n) PG_GETARG_VARLENA_PP(n)

/* The zone of a value of the type; one that this server does not know: error 22023. */
extern pg_tz *cx_zone_load(const struct varlena *zone);

/* The zone of a name as people write it; NULL: there is none, or the name is a trap. */
extern pg_tz *cx_zone_find(const char *name);

#define CX_UNKNOWN_ZONE_HINT "Zones have names such as Europe/Berlin; pg_timezone_names lists them."

#endif /* CX_ZONE_H */
