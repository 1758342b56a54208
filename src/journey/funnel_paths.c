/*
 * funnel_paths.c
 *	  When chains of a funnel reached their steps: what they have in common is kept once.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "journey/funnel_paths.h"

/* Of a customer with a few rows, of whom there are millions. */
#define FIRST_PATHS 16

CxPaths
cx_paths_make(void)
{
	CxPaths paths = {.count = 1, .unused = CX_NO_PATH, .room = FIRST_PATHS};

	paths.paths = palloc(FIRST_PATHS * sizeof(CxPath));
	/* none, which is never let go */
	paths.paths[CX_NO_PATH] = (CxPath){0, CX_NO_PATH, 0, -1};
	return paths;
}

void
cx_paths_free(CxPaths *paths)
{
	if (paths->paths != NULL)
		pfree(paths->paths);
	*paths = (CxPaths){0};
}

/* One that there was not before. */
uint32
cx_path_new(CxPaths *paths)
{
	if (paths->count == paths->room)
	{
		paths->room *= 2;
		paths->paths = repalloc(paths->paths, paths->room * sizeof(CxPath));
	}
	return paths->count++;
}

/* Nobody holds it: neither does it hold the one before. */
void
cx_path_unused(CxPaths *paths, uint32 path)
{
	CxPath *all = paths->paths;
	uint32 before;

	do
	{
		before = all[path].before;
		all[path].before = paths->unused;
		paths->unused = path;
		path = before;
	} while (path != CX_NO_PATH && --all[path].holds == 0);
}

void
cx_path_times(const CxPaths *paths, uint32 path, int64 *times)
{
	while (path != CX_NO_PATH)
	{
		const CxPath *last = &paths->paths[path];

		for (int32 step = last->step; step > paths->paths[last->before].step; step--)
			times[step] = last->at;
		path = last->before;
	}
}
