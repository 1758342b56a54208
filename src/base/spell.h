/*
 * spell.h
 *	  A subscription, or a ticket: from started to just before ended, or still running.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SPELL_H
#define CX_SPELL_H

#include "utils/date.h"
#include "utils/timestamp.h"

#include "base/compat.h"

/* The end of what has not ended, for NULL and 'infinity' alike. */
#define CX_SPELL_OPEN_DATE        DATEVAL_NOEND
#define CX_SPELL_OPEN_TIMESTAMP   DT_NOEND
#define CX_SPELL_OPEN_TIMESTAMPTZ DT_NOEND

/* One comparison for each side: it began at some time, and did not end before that. */
static inline bool
cx_spell_valid_DATE(DateADT started, DateADT ended)
{
	return started > DATEVAL_NOBEGIN && started < DATEVAL_NOEND && ended >= started;
}

static inline bool
cx_spell_valid_TIMESTAMP(Timestamp started, Timestamp ended)
{
	return started > DT_NOBEGIN && started < DT_NOEND && ended >= started;
}

#define cx_spell_valid_TIMESTAMPTZ cx_spell_valid_TIMESTAMP

/* The error for what is not valid: an infinite start 22008, an end before it 22023. */
pg_noreturn extern void cx_spell_refuse_DATE(DateADT started, DateADT ended);
pg_noreturn extern void cx_spell_refuse_TIMESTAMP(Timestamp started, Timestamp ended);
pg_noreturn extern void cx_spell_refuse_TIMESTAMPTZ(TimestampTz started, TimestampTz ended);

/* The same for a ticket from opened to resolved. */
pg_noreturn extern void cx_ticket_refuse_DATE(DateADT opened, DateADT resolved);
pg_noreturn extern void cx_ticket_refuse_TIMESTAMP(Timestamp opened, Timestamp resolved);
pg_noreturn extern void cx_ticket_refuse_TIMESTAMPTZ(TimestampTz opened, TimestampTz resolved);

/* The error for a period [start, end) that is infinite, 22008, or empty, 22023. */
pg_noreturn extern void cx_period_refuse_DATE(DateADT start, DateADT end);
pg_noreturn extern void cx_period_refuse_TIMESTAMP(Timestamp start, Timestamp end);
pg_noreturn extern void cx_period_refuse_TIMESTAMPTZ(TimestampTz start, TimestampTz end);

#endif /* CX_SPELL_H */
