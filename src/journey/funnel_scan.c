/*
 * funnel_scan.c
 *	  How far a customer came in a funnel: one pass over his rows in order of time.
 *
 * Each mode is a greedy scan. For each step it is known whether a chain reached it, when the latest
 * such chain started and when it was there; a row that meets a step takes the chain of the step before
 * further, if its time is within that of the chain's start. A later chain takes the place of an earlier
 * one. The modes are those of ClickHouse's windowFunnel (26.7), found out from its source and compared
 * with it over random customers (test/peer/clickhouse); the words are ours:
 *
 *	strict_order			a row that meets no step ends the scan once there was a start, and so does one
 *							that meets a step whose step before was not reached, unless allow_reentry passes
 *							over it
 *	strict_increase			a step is later than the one before it, not at the same time
 *	strict_deduplication	a row that meets a step, the first one excepted, that was reached already ends
 *							the scan
 *	first_start				only the first row that meets the first step starts a chain; ours
 *
 * At one time rows that meet no step come first, then those that meet the first step, and so on: so a row
 * that meets two steps is both. strict_once, which forbids that, is in funnel_once.c.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "journey/funnel_paths.h"
#include "journey/funnel_rows.h"

/* Steps of most funnels. */
#define FEW_STEPS 8

/* The latest chain that reached a step. */
typedef struct Level
{
	bool reached;
	int64 first; /* when it started */
	int64 last;  /* when it got here */
	uint32 path; /* when it reached each step so far, which it holds */
} Level;

typedef struct Scan
{
	CxFunnelTerms terms;
	Level *levels;
	int32 depth; /* steps reached */
	CxPaths paths;
	uint32 deepest; /* of the first chain that got so far */
} Scan;

/* Steps that rows of one time meet, at least once and at least twice. */
typedef struct Met
{
	uint64 once[CX_FUNNEL_MAX_WORDS];
	uint64 twice[CX_FUNNEL_MAX_WORDS];
} Met;

static inline void
reach(Scan *scan, int32 step, int64 first, int64 at)
{
	Level *level = &scan->levels[step];
	uint32 path = cx_path_longer(&scan->paths, step == 0 ? CX_NO_PATH : level[-1].path, step, at);

	cx_path_let_go(&scan->paths, level->path);
	*level = (Level){true, first, at, path};
	if (step < scan->depth)
		return;
	scan->depth = step + 1;
	cx_path_let_go(&scan->paths, scan->deepest);
	scan->deepest = cx_path_hold(&scan->paths, path);
}

/* A row meets a step. False: the scan is at its end. */
static inline bool
take(Scan *scan, int32 step, int64 at)
{
	uint16 mode = scan->terms.mode;
	const Level *before;

	if (step == 0)
	{
		if (scan->depth == 0 || (mode & CX_FUNNEL_FIRST_START) == 0)
			reach(scan, 0, at, at);
		return scan->depth < scan->terms.steps;
	}
	before = &scan->levels[step - 1];
	if ((mode & CX_FUNNEL_STRICT_DEDUPLICATION) != 0 && scan->levels[step].reached)
		return false;
	else if (!before->reached)
		return (mode & CX_FUNNEL_STRICT_ORDER) == 0 || scan->depth == 0 ||
			   (mode & CX_FUNNEL_ALLOW_REENTRY) != 0;
	else if ((uint64) at - (uint64) before->first <= (uint64) scan->terms.within &&
			 ((mode & CX_FUNNEL_STRICT_INCREASE) == 0 || before->last < at))
		reach(scan, step, before->first, at);
	return scan->depth < scan->terms.steps;
}

/* The first row of a time. False where it meets nothing. */
static inline bool
begin(Met *met, const uint64 *row, int32 words)
{
	uint64 any = 0;

	for (int32 w = 0; w < words; w++)
	{
		met->twice[w] = 0;
		met->once[w] = row[w];
		any |= row[w];
	}
	return any != 0;
}

/* Another row of the same time. */
static inline bool
gather(Met *met, const uint64 *row, int32 words)
{
	uint64 any = 0;

	for (int32 w = 0; w < words; w++)
	{
		met->twice[w] |= met->once[w] & row[w];
		met->once[w] |= row[w];
		any |= row[w];
	}
	return any != 0;
}

/* All steps that rows of one time meet, the first one first. Once more makes a difference where repeats end
 * the scan, and twice more makes none. */
static inline bool
take_all(Scan *scan, const Met *met, int32 words, int64 at)
{
	bool repeats = (scan->terms.mode & CX_FUNNEL_STRICT_DEDUPLICATION) != 0;

	for (int32 w = 0; w < words; w++)
		for (uint64 left = met->once[w]; left != 0; left &= left - 1)
		{
			int bit = pg_rightmost_one_pos64(left);

			if (!take(scan, w * 64 + bit, at) ||
				(repeats && (met->twice[w] >> bit & 1) != 0 && !take(scan, w * 64 + bit, at)))
				return false;
		}
	return true;
}

/* Scans all rows. It is inlined, so that scan_plain() gets a copy without modes and paths. */
static pg_attribute_always_inline int32
scan_rows(const CxFunnelRows *rows, Scan *scan, int32 words)
{
	CxFunnelReader reader;
	Met met;
	bool more;

	cx_funnel_reader_begin(&reader, rows);
	more = cx_funnel_read(&reader);
	for (uint32 i = 0; more;)
	{
		int64 at = reader.at;
		bool all = begin(&met, reader.met, words);

		CX_CHECK_INTERRUPTS(i++);
		while ((more = cx_funnel_read(&reader)) && reader.at == at)
		{
			CX_CHECK_INTERRUPTS(i++);
			all = gather(&met, reader.met, words) && all;
		}
		/* only with strict_order is a row here that meets nothing */
		if ((!all && scan->depth > 0) || !take_all(scan, &met, words, at))
			break;
	}
	return scan->depth;
}

/* The usual case, for millions of customers: few steps, no mode, no times. */
static int32
scan_plain(const CxFunnelRows *rows)
{
	StaticAssertDecl(FEW_STEPS <= 64, "the steps of a plain funnel are bits of one word");
	Level levels[FEW_STEPS] = {0};
	Scan scan = {.terms = {.steps = rows->terms.steps, .within = rows->terms.within},
				 .levels = levels};

	return scan_rows(rows, &scan, 1);
}

int32
cx_funnel_scan(const CxFunnelRows *rows, int64 *times)
{
	Scan scan = {.terms = rows->terms};

	if (rows->terms.steps <= FEW_STEPS && rows->terms.mode == 0 && times == NULL)
		return scan_plain(rows);
	scan.levels = palloc0(rows->terms.steps * sizeof(Level));
	if (times != NULL)
		scan.paths = cx_paths_make();
	scan_rows(rows, &scan, CX_FUNNEL_WORDS(rows->terms.steps));
	if (times != NULL)
		cx_path_times(&scan.paths, scan.deepest, times);
	cx_paths_free(&scan.paths);
	pfree(scan.levels);
	return scan.depth;
}
