/*
 * zone.c
 *	  Type cx_zone: the name of a time zone that this server knows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "base/compat.h"
#include "base/state_order.h"
#include "base/zone.h"

/*
 * "<+02>-02", as the server shows a fixed offset: its name says how far east of Greenwich it lies, and
 * the number behind it, which is what counts, says the same the way of POSIX. With another number,
 * the name would lie.
 */
static bool
is_shown_offset(const char *name)
{
	size_t length = strspn(name + 2, "0123456789:");
	const char *behind = name + 2 + length;

	return length > 0 && behind[0] == '>' && behind[1] == (name[1] == '+' ? '-' : '+') &&
		   strlen(behind + 2) == length && strncmp(behind + 2, name + 2, length) == 0;
}

/*
 * PostgreSQL reads a name that the database does not have as a POSIX specification: "Berlin1" is then
 * a zone called Berlin, one hour WEST of Greenwich, and "UTC+2" two hours west of it. Nobody means
 * that. Specifications have digits. So have a few names, and the form in which the server itself shows
 * a fixed offset, which current_setting('TimeZone') can return.
 */
static bool
is_trap(const char *name)
{
	static const char *const with_digits[] = {"GMT0",    "GMT+0",   "GMT-0",   "EST5EDT",
											  "CST6CDT", "MST7MDT", "PST8PDT", "Etc/GMT0"};
	char *end;
	long hours;

	/* what these stand for is a setting of the machine */
	if (pg_strcasecmp(name, "localtime") == 0 || pg_strcasecmp(name, "posixrules") == 0)
		return true;
	if (strpbrk(name, "0123456789") == NULL)
		return false;
	if (name[0] == '<' && (name[1] == '+' || name[1] == '-'))
		return !is_shown_offset(name);
	for (size_t i = 0; i < lengthof(with_digits); i++)
		if (pg_strcasecmp(name, with_digits[i]) == 0)
			return false;
	if (pg_strncasecmp(name, "Etc/GMT", 7) != 0 || (name[7] != '+' && name[7] != '-') ||
		name[8] < '0' || name[8] > '9')
		return true;
	hours = strtol(name + 8, &end, 10);
	return *end != '\0' || (size_t) (end - name) > 10 || hours > (name[7] == '-' ? 14 : 12);
}

pg_tz *
cx_zone_find(const char *name)
{
	pg_tz *zone;

	if (strlen(name) > TZ_STRLEN_MAX || is_trap(name))
		return NULL;
	zone = pg_tzset(name);
	return zone != NULL && pg_tz_acceptable(zone) ? zone : NULL;
}

pg_tz *
cx_zone_load(const struct varlena *value)
{
	char *name = text_to_cstring((const text *) value);
	pg_tz *zone = cx_zone_find(name);

	/* stored by a server with another time zone database */
	if (zone == NULL)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("time zone \"%s\" is not known to this server", name),
				errhint(CX_UNKNOWN_ZONE_HINT));
	pfree(name);
	return zone;
}

/*
 * cx_zone_in(cstring) -> cx_zone
 *		A name of pg_timezone_names in any case, or a fixed offset as the server shows it ("<+02>-02").
 *		CET, MET, WET and EET are names, of zones with summer time, though AT TIME ZONE takes them for
 *		fixed offsets. Other abbreviations, and POSIX specifications: error 22023 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_zone_in);
Datum
cx_zone_in(PG_FUNCTION_ARGS)
{
	const char *name = PG_GETARG_CSTRING(0);
	pg_tz *zone = cx_zone_find(name);

	if (zone == NULL)
		ereturn(fcinfo->context, (Datum) 0, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("time zone \"%s\" not recognized", name), errhint(CX_UNKNOWN_ZONE_HINT));
	PG_RETURN_TEXT_P(cstring_to_text(pg_get_timezone_name(zone)));
}

/*
 * cx_zone_out(cx_zone) -> cstring
 *		The name.
 */
PG_FUNCTION_INFO_V1(cx_zone_out);
Datum
cx_zone_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(text_to_cstring((text *) PG_GETARG_ZONE_PP(0)));
}

/*
 * cx_zone(text) -> cx_zone
 *		The implicit cast: a column of names, or current_setting('TimeZone'), is a zone. Errors as for
 *		input. Strict.
 */
PG_FUNCTION_INFO_V1(cx_zone_from_text);
Datum
cx_zone_from_text(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(cx_zone_in, CStringGetDatum(text_to_cstring(PG_GETARG_TEXT_PP(0))));
}

/*
 * cx_zone_recv(internal) -> cx_zone, cx_zone_send(cx_zone) -> bytea
 *		Binary form: the name, as a text. Errors as for input.
 */
PG_FUNCTION_INFO_V1(cx_zone_recv);
Datum
cx_zone_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	int length;
	char *name = pq_getmsgtext(message, message->len - message->cursor, &length);

	return DirectFunctionCall1(cx_zone_in, CStringGetDatum(name));
}

PG_FUNCTION_INFO_V1(cx_zone_send);
Datum
cx_zone_send(PG_FUNCTION_ARGS)
{
	struct varlena *zone = PG_GETARG_ZONE_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendtext(&message, VARDATA_ANY(zone), VARSIZE_ANY_EXHDR(zone));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* The order of the bytes is that of the names, whatever the collation. */
CX_VARLENA_STATE_ORDER(cx_zone)

/*
 * period_start(timestamptz, cx_period), period_start(date or timestamp, cx_period, cx_zone), and
 * the forms of aggregates of the same kind
 *		Always error 22023: without a zone an instant belongs to no day, and a date or a local time is
 *		not in any zone. The forms exist to say so; without them a cast would hide the mistake.
 */
PG_FUNCTION_INFO_V1(cx_zone_missing);
Datum
cx_zone_missing(PG_FUNCTION_ARGS)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a timestamp with time zone needs a zone to be cut in"),
			errhint("Add the zone as the last argument: 'Europe/Berlin', or "
					"current_setting('TimeZone') for the session's own."));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(cx_zone_unwanted);
Datum
cx_zone_unwanted(PG_FUNCTION_ARGS)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a date or a timestamp without time zone has no zone to be cut in"),
			errhint("Leave the zone out, or say which zone the values are in: "
					"at AT TIME ZONE 'UTC' is a timestamp with time zone."));
	PG_RETURN_NULL();
}
