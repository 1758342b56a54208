/*
 * funnel_paths.h
 *	  When chains of a funnel reached their steps: what they have in common is kept once.
 *
 * A chain that goes on is another path: that of the step before, which other chains may still go on
 * from, and one time more. So a path points back to the one that it came from, and whoever holds one says
 * when he does no longer.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_PATHS_H
#define CX_FUNNEL_PATHS_H

/* The path of a chain that has not begun, and of all chains where nobody asks for times. */
#define CX_NO_PATH 0

typedef struct CxPath
{
	int64 at;      /* when it reached its last steps */
	uint32 before; /* the path up to then; of a path that nobody holds: the next one of these */
	uint32 holds;  /* paths that go on from this one, and others who hold it */
	int32 step;    /* its last step, from 0 on */
} CxPath;

/*
 * All paths that somebody holds: at most one of each length for each step, 500,000 of a thousand steps.
 * All zeros: nobody asks.
 */
typedef struct CxPaths
{
	CxPath *paths;
	uint32 count;  /* with path 0, which is none */
	uint32 unused; /* the first of those that nobody holds, or CX_NO_PATH */
	uint32 room;
} CxPaths;

extern CxPaths cx_paths_make(void);
extern void cx_paths_free(CxPaths *paths);
extern uint32 cx_path_new(CxPaths *paths);
extern void cx_path_unused(CxPaths *paths, uint32 path);

/* The path that goes on from another one and reaches all steps up to this one at that time; held once. */
static inline uint32
cx_path_longer(CxPaths *paths, uint32 before, int32 step, int64 at)
{
	uint32 path;

	if (paths->paths == NULL)
		return CX_NO_PATH;
	path = paths->unused;
	if (likely(path != CX_NO_PATH))
		paths->unused = paths->paths[path].before;
	else
		path = cx_path_new(paths);
	paths->paths[path] = (CxPath){at, before, 1, step};
	paths->paths[before].holds++;
	return path;
}

/* Somebody else holds it, too. */
static inline uint32
cx_path_hold(CxPaths *paths, uint32 path)
{
	if (paths->paths != NULL)
		paths->paths[path].holds++;
	return path;
}

/* Somebody does not hold it any longer. */
static inline void
cx_path_let_go(CxPaths *paths, uint32 path)
{
	if (path != CX_NO_PATH && --paths->paths[path].holds == 0)
		cx_path_unused(paths, path);
}

/* The time of each step of a path, for which there is room. */
extern void cx_path_times(const CxPaths *paths, uint32 path, int64 *times);

#endif /* CX_FUNNEL_PATHS_H */
