/*
 * zone_clock.c
 *	  All changes of a zone's clocks, so that an instant's offset is one search in a sorted list.
 *
 * PostgreSQL finds an offset for the seconds of one instant, by way of the broken-down time. Whoever
 * needs two a row, and the changes between them, needs the list.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "base/zone.h"
#include "base/zone_clock.h"

#define EPOCH_SECONDS ((int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY)

/* Found again by name; a session uses few zones. The one before comes first. */
typedef struct Known
{
	struct Known *next;
	CxClock *clock;
	char name[FLEXIBLE_ARRAY_MEMBER];
} Known;

static Known *known = NULL;

static int64
offset_at(const pg_tz *zone, pg_time_t at)
{
	const struct pg_tm *local = pg_localtime(&at, zone);

	return local == NULL ? 0 : (int64) local->tm_gmtoff * USECS_PER_SEC;
}

/* The changes of a zone into a clock with room for so many; without a clock they are only counted. */
static int
changes_of(const pg_tz *zone, CxClock *clock)
{
	pg_time_t at = MIN_TIMESTAMP / USECS_PER_SEC + EPOCH_SECONDS - SECS_PER_DAY;
	pg_time_t end = (CX_CLOCK_CYCLE + CX_CLOCK_PERIOD) / USECS_PER_SEC + EPOCH_SECONDS;
	int64 offset = 0;
	int count = 0;
	pg_time_t change;
	long before, after;
	int summer;

	while (pg_next_dst_boundary(&at, &before, &summer, &change, &after, &summer, zone) > 0 &&
		   change < end)
	{
		/* what was before the first one, PostgreSQL's two functions may tell differently */
		if (count == 0)
			offset = offset_at(zone, change - 1);
		/* a second behind: from the last one of its table itself, PostgreSQL knows no next one */
		at = change + 1;
		if (clock != NULL)
		{
			clock->at[count] = (change - EPOCH_SECONDS) * USECS_PER_SEC;
			clock->offset[count] = offset;
			offset = clock->offset[count + 1] = (int64) after * USECS_PER_SEC;
		}
		count++;
	}
	if (clock != NULL && count == 0)
		clock->offset[0] = offset_at(zone, 0);
	return count;
}

static CxClock *
make_clock(const pg_tz *zone)
{
	int count = changes_of(zone, NULL);
	CxClock *clock =
		MemoryContextAlloc(TopMemoryContext, offsetof(CxClock, at) + count * sizeof(TimestampTz));

	clock->zone = zone;
	clock->offset = MemoryContextAlloc(TopMemoryContext, (count + 1) * sizeof(int64));
	clock->changes = changes_of(zone, clock);
	clock->cycle = cx_clock_changes(clock, CX_CLOCK_CYCLE - 1);
	return clock;
}

const CxClock *
cx_clock(const char *name)
{
	Known **link = &known;
	Known *found;

	for (; *link != NULL; link = &(*link)->next)
		if (strcmp((*link)->name, name) == 0)
			break;
	found = *link;
	if (found != NULL)
		*link = found->next;
	else
	{
		CxClock *clock = make_clock(cx_zone_load((struct varlena *) cstring_to_text(name)));

		found = MemoryContextAlloc(TopMemoryContext, offsetof(Known, name) + strlen(name) + 1);
		found->clock = clock;
		strcpy(found->name, name);
	}
	found->next = known;
	known = found;
	return found->clock;
}

bool
cx_clock_next(const CxClock *clock, TimestampTz at, TimestampTz *change)
{
	int64 cycles = cx_clock_cycles(at);
	int next = cx_clock_changes(clock, at - cycles * CX_CLOCK_PERIOD);
	TimestampTz found;

	if (next == clock->changes)
	{
		/* none is left in this cycle: the first of the next one */
		if (clock->cycle == clock->changes)
			return false;
		next = clock->cycle;
		cycles++;
	}
	/* beyond what an instant can be: no change, and whatever the sum left there is not one */
	if (pg_add_s64_overflow(clock->at[next], cycles * CX_CLOCK_PERIOD, &found))
		return false;
	*change = found;
	return true;
}

bool
cx_clock_last(const CxClock *clock, TimestampTz at, TimestampTz *change)
{
	int64 cycles = cx_clock_cycles(at);
	int count = cx_clock_changes(clock, at - cycles * CX_CLOCK_PERIOD);

	if (count == 0)
		return false;
	*change = clock->at[count - 1] + cycles * CX_CLOCK_PERIOD;
	/* before the cycle's first change it is the last of the cycle before */
	if (cycles > 0 && count == clock->cycle && clock->cycle < clock->changes)
		*change = clock->at[clock->changes - 1] + (cycles - 1) * CX_CLOCK_PERIOD;
	return true;
}
