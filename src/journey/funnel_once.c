/*
 * funnel_once.c
 *	  How far a customer came in a funnel, where a row is one step only: mode strict_once.
 *
 * A row is at one time, so it could be two steps of a chain only among the rows of that time. Chains that
 * got to a step earlier differ in nothing but when they started, and the one that started last goes on
 * whenever another does: so of these one is kept for each step. The further a step, the longer ago its
 * chain started; so at the time at hand a step is best reached from as far before as there is a row for
 * each step in between. That beginning never moves back from one step to the next: it is a window
 * (funnel_match.h), whose rows may be any that meet its steps.
 * ClickHouse follows every chain by itself (26.7), and comes to the same end, but with
 * strict_deduplication, where its end depends on the order in which rows of one time were read: here those
 * that meet several steps come first. With the other modes as in funnel_scan.c; with first_start each row of
 * the first time that has a start may be it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "journey/funnel_match.h"
#include "journey/funnel_paths.h"

typedef struct Chain
{
	int64 first;
	uint32 path; /* which it holds */
} Chain;

typedef struct Level
{
	Chain earlier; /* the one that started last of those that got here before this time */
	Chain now;     /* of those that did at this time */
} Level;

typedef struct Scan
{
	const CxFunnelTerms *terms;
	CxMatch *match;
	Level *levels;
	int32 depth;    /* steps reached */
	int32 *reached; /* those that were at this time */
	int32 count;
	CxPaths paths;
	uint32 deepest; /* of the first chain that got so far */
} Scan;

/* Can a chain that got to this step before this time still go on? */
static bool
goes_on(const Scan *scan, int32 step, int64 at)
{
	int64 first = scan->levels[step].earlier.first;

	return first != DT_NOBEGIN && (uint64) at - (uint64) first <= (uint64) scan->terms->within;
}

/* The rows of the window lead to this step, from the one before the window or from nowhere. */
static void
reach(Scan *scan, int32 step, int64 at)
{
	Chain from = {at, CX_NO_PATH};
	Chain *now = &scan->levels[step].now;

	if (scan->match->from > 0)
		from = scan->levels[scan->match->from - 1].earlier;
	*now = (Chain){from.first, cx_path_longer(&scan->paths, from.path, step, at)};
	scan->reached[scan->count++] = step;
	if (step < scan->depth)
		return;
	scan->depth = step + 1;
	cx_path_let_go(&scan->paths, scan->deepest);
	scan->deepest = cx_path_hold(&scan->paths, now->path);
}

/*
 * A row meets a step. False: the scan is at its end. With strict_deduplication that is so, too, where
 * another row could have been the step: then the last of them repeats it.
 */
static bool
take(Scan *scan, int32 step, int64 at)
{
	uint16 mode = scan->terms->mode;
	CxMatch *match = scan->match;
	bool repeats = step > 0 && (mode & CX_FUNNEL_STRICT_DEDUPLICATION) != 0;

	if (repeats && step < scan->depth)
		return false;
	if (step > scan->depth)
		return (mode & CX_FUNNEL_STRICT_ORDER) == 0 || scan->depth == 0 ||
			   (mode & CX_FUNNEL_ALLOW_REENTRY) != 0;
	if ((mode & CX_FUNNEL_STRICT_INCREASE) != 0 || step != match->end)
		cx_match_cut(match, step);
	cx_match_push(match, step);
	if (match->from > 0 && !goes_on(scan, match->from - 1, at))
		return true;
	reach(scan, step, at);
	if (scan->depth == scan->terms->steps)
		return false;
	/* a chain that got to the first step before needs no row for it, and there is none further on */
	return !repeats ||
		   !cx_match_another(match, match->from == 0 && goes_on(scan, 0, at) ? 0 : CX_NO_STEP);
}

/* All steps that rows of one time meet, the first step first. */
static bool
take_all(Scan *scan, int64 at)
{
	bool starts = scan->depth == 0 || (scan->terms->mode & CX_FUNNEL_FIRST_START) == 0;
	int32 step;

	CX_FOR_EACH_STEP(step, scan->match->words, scan->match->met)
	{
		if ((step > 0 || starts) && !take(scan, step, at))
			return false;
	}
	return true;
}

/* The time at hand is over: for each step that chain is kept which started last, or else got here last. */
static void
settle(Scan *scan)
{
	while (scan->count > 0)
	{
		Level *level = &scan->levels[scan->reached[--scan->count]];
		Chain worse = level->now;

		if (level->now.first >= level->earlier.first)
		{
			worse = level->earlier;
			level->earlier = level->now;
		}
		cx_path_let_go(&scan->paths, worse.path);
	}
}

int32
cx_funnel_scan_once(const CxFunnelRows *rows, int64 *times)
{
	const CxFunnelTerms *terms = &rows->terms;
	CxFunnelReader reader;
	bool more;
	Scan scan = {.terms = terms,
				 .match = cx_match_make(terms->steps),
				 .levels = palloc(terms->steps * sizeof(Level)),
				 .reached = palloc(terms->steps * sizeof(int32))};

	if (times != NULL)
		scan.paths = cx_paths_make();
	for (int32 step = 0; step < terms->steps; step++)
		scan.levels[step].earlier = (Chain){DT_NOBEGIN, CX_NO_PATH};
	cx_funnel_reader_begin(&reader, rows);
	more = cx_funnel_read(&reader);
	for (uint32 i = 0; more;)
	{
		int64 at = reader.at;

		cx_match_begin(scan.match);
		do
		{
			CX_CHECK_INTERRUPTS(i++);
			cx_match_row(scan.match, reader.met);
			more = cx_funnel_read(&reader);
		} while (more && reader.at == at);
		cx_match_end(scan.match);
		if ((scan.match->nothing && scan.depth > 0) || !take_all(&scan, at))
			break;
		settle(&scan);
	}
	if (times != NULL)
		cx_path_times(&scan.paths, scan.deepest, times);
	cx_paths_free(&scan.paths);
	return scan.depth;
}
