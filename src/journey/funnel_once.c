/*
 * funnel_once.c
 *	  How far a customer came in a funnel, where a row is one step only: mode strict_once.
 *
 * A row is at one time, so it could be two steps of a chain only among the rows of that time. Chains that
 * got to a step earlier differ in nothing but when they started, and the one that started last goes on
 * whenever another does: so of these one is kept for each step. Of the chains of the time at hand it matters,
 * too, which rows they have used that meet a later step as well; they are lists until the time is over.
 * ClickHouse follows every chain by itself (26.7), and comes to the same end, but with
 * strict_deduplication, where its end depends on the order in which rows of one time were read: here those
 * that meet several steps come first. With the other modes as in funnel_scan.c.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/interrupts.h"
#include "journey/funnel_rows.h"

/* At one time: rows that meet several steps, and chains that differ in those they have used. */
#define MAX_SHARED 64
#define MAX_CHAINS 4096

typedef struct Chain
{
	int64 first;
	uint64 used; /* of the rows at this time that meet several steps */
	int64 *path; /* or NULL where nobody asks */
} Chain;

typedef struct Level
{
	bool reached;
	Chain earlier; /* the one that started last of those that got here before this time */
	Chain *now;    /* those that did at this time */
	int count;
	int room;
} Level;

typedef struct Scan
{
	const CxFunnelTerms *terms;
	Level *levels;
	int32 depth;
	int64 *times;
	MemoryContext paths; /* of the time at hand; NULL where nobody asks for them */
} Scan;

/* The rows of one time. */
typedef struct Tied
{
	uint64 (*shared)[CX_FUNNEL_MAX_WORDS]; /* MAX_SHARED of those that meet several steps */
	int count;
	uint64 once[CX_FUNNEL_MAX_WORDS]; /* steps that others meet */
	uint64 twice[CX_FUNNEL_MAX_WORDS];
	bool nothing; /* a row meets no step */
} Tied;

/* ----- chains ----- */

/* Of the rows that are used, those that could be a later step, too. */
static uint64
still_shared(const Tied *tied, uint64 used, int32 step, int32 words)
{
	uint64 shared = 0;

	for (uint64 left = used; left != 0; left &= left - 1)
	{
		int row = pg_rightmost_one_pos64(left);

		for (int32 w = step / 64; w < words; w++)
		{
			uint64 later = tied->shared[row][w];

			if (w == step / 64)
				later &= step % 64 == 63 ? 0 : PG_UINT64_MAX << (step % 64 + 1);
			if (later != 0)
			{
				shared |= UINT64CONST(1) << row;
				break;
			}
		}
	}
	return shared;
}

static int64 *
longer_path(Scan *scan, const int64 *path, int32 step, int64 at)
{
	int64 *longer;

	if (scan->paths == NULL)
		return NULL;
	longer = MemoryContextAlloc(scan->paths, (step + 1) * sizeof(int64));
	if (step > 0)
		memcpy(longer, path, step * sizeof(int64));
	longer[step] = at;
	return longer;
}

/* Another chain at a step, unless there is one that is as good. */
static void
add_chain(Scan *scan, int32 step, Chain chain)
{
	Level *level = &scan->levels[step];

	level->reached = true;
	if (step >= scan->depth)
	{
		scan->depth = step + 1;
		if (scan->times != NULL)
			memcpy(scan->times, chain.path, (step + 1) * sizeof(int64));
	}
	for (int i = 0; i < level->count; i++)
		if (level->now[i].used == chain.used)
		{
			if (chain.first > level->now[i].first)
				level->now[i] = chain;
			return;
		}
	if (level->count == MAX_CHAINS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many rows of a customer meet several steps at one time"),
				errdetail("With strict_once there are more than %d ways to tell which row is which "
						  "step.",
						  MAX_CHAINS),
				errhint("Leave out strict_once, or let a row meet one step only."));
	if (level->count == level->room)
	{
		level->room = level->room == 0 ? 4 : level->room * 2;
		level->now = level->now == NULL ? palloc(level->room * sizeof(Chain))
										: repalloc(level->now, level->room * sizeof(Chain));
	}
	level->now[level->count++] = chain;
}

/* ----- rows ----- */

/* A row, the shared one with this number or -1 for another, meets a step. False: the scan is at its end. */
static bool
take(Scan *scan, const Tied *tied, int32 step, int64 at, int row, int32 words)
{
	uint16 mode = scan->terms->mode;
	uint64 bit = row < 0 ? 0 : UINT64CONST(1) << row;
	Level *before = &scan->levels[step - 1];

	if (step == 0)
	{
		if (scan->depth == 0 || (mode & CX_FUNNEL_FIRST_START) == 0)
			add_chain(
				scan, 0,
				(Chain){at, still_shared(tied, bit, 0, words), longer_path(scan, NULL, 0, at)});
		return scan->terms->steps > 1;
	}
	if ((mode & CX_FUNNEL_STRICT_DEDUPLICATION) != 0 && scan->levels[step].reached)
		return false;
	if (!before->reached)
		return (mode & CX_FUNNEL_STRICT_ORDER) == 0 || scan->depth == 0 ||
			   (mode & CX_FUNNEL_ALLOW_REENTRY) != 0;
	if (before->earlier.first != DT_NOBEGIN &&
		(uint64) at - (uint64) before->earlier.first <= (uint64) scan->terms->within)
		add_chain(scan, step,
				  (Chain){before->earlier.first, still_shared(tied, bit, step, words),
						  longer_path(scan, before->earlier.path, step, at)});
	for (int i = 0; i < before->count && (mode & CX_FUNNEL_STRICT_INCREASE) == 0; i++)
	{
		Chain *chain = &before->now[i];

		CX_CHECK_INTERRUPTS(i);
		if ((chain->used & bit) == 0 &&
			(uint64) at - (uint64) chain->first <= (uint64) scan->terms->within)
			add_chain(scan, step,
					  (Chain){chain->first, still_shared(tied, chain->used | bit, step, words),
							  longer_path(scan, chain->path, step, at)});
	}
	return scan->depth < scan->terms->steps;
}

static inline bool
meets(const uint64 *row, int32 step)
{
	return (row[step / 64] >> (step % 64) & 1) != 0;
}

static int
steps_of(const uint64 *row, int32 words)
{
	int steps = 0;

	for (int32 w = 0; w < words; w++)
		steps += pg_popcount64(row[w]);
	return steps;
}

/* Another row of the same time. */
static void
gather(Tied *tied, const uint64 *row, int32 words)
{
	int steps = steps_of(row, words);

	if (steps == 0)
		tied->nothing = true;
	else if (steps == 1)
		for (int32 w = 0; w < words; w++)
		{
			tied->twice[w] |= tied->once[w] & row[w];
			tied->once[w] |= row[w];
		}
	else if (tied->count == MAX_SHARED)
		ereport(
			ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("more than %d rows of a customer meet several steps at one time", MAX_SHARED),
			errhint("Leave out strict_once, or let a row meet one step only."));
	else
		memcpy(tied->shared[tied->count++], row, words * sizeof(uint64));
}

/* All steps that rows of one time meet, the first step first, and for each those first that meet others. */
static bool
take_all(Scan *scan, const Tied *tied, int64 at, int32 words)
{
	for (int32 step = 0; step < scan->terms->steps; step++)
	{
		uint64 bit = UINT64CONST(1) << (step % 64);

		for (int row = 0; row < tied->count; row++)
			if (meets(tied->shared[row], step) && !take(scan, tied, step, at, row, words))
				return false;
		if ((tied->once[step / 64] & bit) != 0 && !take(scan, tied, step, at, -1, words))
			return false;
		if ((tied->twice[step / 64] & bit) != 0 && !take(scan, tied, step, at, -1, words))
			return false;
	}
	return true;
}

/* The time at hand is over: of its chains that one is kept for each step which started last. */
static void
settle(Scan *scan)
{
	/* no step beyond was ever reached */
	for (int32 step = 0; step < scan->depth; step++)
	{
		Level *level = &scan->levels[step];
		Chain *best = &level->earlier;

		for (int i = 0; i < level->count; i++)
			if (level->now[i].first > best->first)
				best = &level->now[i];
		if (best != &level->earlier)
		{
			int64 *path = level->earlier.path;

			if (path != NULL)
				memcpy(path, best->path, (step + 1) * sizeof(int64));
			level->earlier.first = best->first;
		}
		level->count = 0;
	}
	if (scan->paths != NULL)
		MemoryContextReset(scan->paths);
}

int32
cx_funnel_scan_once(const CxFunnelRows *rows, int64 *times)
{
	const CxFunnelTerms *terms = &rows->terms;
	int32 words = CX_FUNNEL_WORDS(terms->steps);
	CxFunnelReader reader;
	Tied tied = {.shared = palloc(MAX_SHARED * sizeof(*tied.shared))};
	bool more;
	Scan scan = {.terms = terms, .levels = palloc0(terms->steps * sizeof(Level)), .times = times};

	if (times != NULL)
		scan.paths =
			AllocSetContextCreate(CurrentMemoryContext, "chains of one time", ALLOCSET_SMALL_SIZES);
	for (int32 step = 0; step < terms->steps; step++)
	{
		scan.levels[step].earlier.first = DT_NOBEGIN;
		if (times != NULL)
			scan.levels[step].earlier.path = palloc((step + 1) * sizeof(int64));
	}
	cx_funnel_reader_begin(&reader, rows);
	more = cx_funnel_read(&reader);
	for (uint32 i = 0; more;)
	{
		int64 at = reader.at;

		tied.count = 0;
		tied.nothing = false;
		memset(tied.once, 0, words * sizeof(uint64));
		memset(tied.twice, 0, words * sizeof(uint64));
		do
		{
			CX_CHECK_INTERRUPTS(i++);
			gather(&tied, reader.met, words);
			more = cx_funnel_read(&reader);
		} while (more && reader.at == at);
		if ((tied.nothing && scan.depth > 0) || !take_all(&scan, &tied, at, words))
			break;
		settle(&scan);
	}
	if (scan.paths != NULL)
		MemoryContextDelete(scan.paths);
	return scan.depth;
}
