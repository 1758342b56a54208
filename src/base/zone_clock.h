/*
 * zone_clock.h
 *	  All changes of a zone's clocks, so that an instant's offset is one search in a sorted list.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ZONE_CLOCK_H
#define CX_ZONE_CLOCK_H

#include "datatype/timestamp.h"
#include "pgtime.h"

/*
 * From CX_CLOCK_CYCLE on a clock repeats every 400 years, as the calendar does: PostgreSQL itself
 * continues a zone's last rules so, and the rules that change one by one end in 2087 (Morocco's). A
 * cycle is a whole number of weeks.
 */
#define CX_CLOCK_YEARS     400
#define CX_CLOCK_CYCLE_DAY 182629 /* 2500-01-08 */
#define CX_CLOCK_CYCLE     (CX_CLOCK_CYCLE_DAY * USECS_PER_DAY)
#define CX_CLOCK_PERIOD    (146097 * USECS_PER_DAY)

/*
 * Change k, from 0, is at the instant at[k], in microseconds; before it clocks are offset[k] ahead of
 * UTC, from then on offset[k + 1].
 */
typedef struct CxClock
{
	const pg_tz *zone;
	int changes;   /* up to the end of the first cycle */
	int cycle;     /* the first change of the cycle */
	int64 *offset; /* microseconds */
	TimestampTz at[FLEXIBLE_ARRAY_MEMBER];
} CxClock;

/*
 * The clock of a zone, by its name in the spelling of the time zone database. It lasts as long as the
 * session, like PostgreSQL's own zones. A name that this server does not know: error 22023.
 */
extern const CxClock *cx_clock(const char *name);

/* The number of changes at or before an instant, which is before the end of the first cycle. */
static inline int
cx_clock_changes(const CxClock *clock, TimestampTz at)
{
	const TimestampTz *base = clock->at;
	int length = clock->changes;

	/* without branches: where the answer lies is no pattern that a processor could learn */
	while (length > 0)
	{
		int half = (length + 1) / 2;

		base += base[half - 1] <= at ? half : 0;
		length -= half;
	}
	return (int) (base - clock->at);
}

/* Whole cycles to take from an instant, to have it before the end of the first. */
static inline int64
cx_clock_cycles(TimestampTz at)
{
	return at < CX_CLOCK_CYCLE ? 0 : (at - CX_CLOCK_CYCLE) / CX_CLOCK_PERIOD;
}

/* How far clocks are ahead of UTC at an instant, in microseconds. */
static inline int64
cx_clock_offset(const CxClock *clock, TimestampTz at)
{
	return clock->offset[cx_clock_changes(clock, at - cx_clock_cycles(at) * CX_CLOCK_PERIOD)];
}

/*
 * The next change after an instant, and the one at or before it: false where there is none. Offsets
 * before and after go where they are asked for.
 */
extern bool cx_clock_next(const CxClock *clock, TimestampTz at, TimestampTz *change);
extern bool cx_clock_last(const CxClock *clock, TimestampTz at, TimestampTz *change);

#endif /* CX_ZONE_CLOCK_H */
