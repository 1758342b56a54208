/*
 * funnel_match.h
 *	  Which row of one time is which step of a funnel, where a row is one step only.
 *
 * Steps that follow each other are a window, which grows at its end and is cut at its beginning: there is
 * a row of its own for each step in it. That is a matching of steps and rows, and a step comes in where
 * an augmenting path is found. Rows that meet the same steps are interchangeable and counted once.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_MATCH_H
#define CX_FUNNEL_MATCH_H

#include "journey/funnel_rows.h"

#define CX_NO_STEP (-1)

/* Rows that meet the same steps, several. */
typedef struct CxMatchGroup
{
	uint32 rows;
	uint32 taken;  /* of them, by steps of the window */
	int32 first;   /* of those steps, or CX_NO_STEP */
	int32 from;    /* the step that came to them in a search */
	uint64 search; /* which was the last that did */
} CxMatchGroup;

/* A step, and the rows that meet it. */
typedef struct CxMatchStep
{
	uint32 own;  /* rows that no other step needs: 0, 1, or 2 for more */
	uint32 last; /* of the groups that meet it, the last one */
	uint32 *groups;
	uint32
		count; /* of groups, more than there are steps at most: one of those is always left then */
	uint32 room;
	uint32 group; /* of the row that it is in the window, or CX_NO_GROUP */
	int32 before; /* among the steps of that group */
	int32 after;
} CxMatchStep;

#define CX_NO_GROUP PG_UINT32_MAX

typedef struct CxMatch
{
	int32 words;                     /* of the steps of a row */
	uint64 met[CX_FUNNEL_MAX_WORDS]; /* steps that a row meets */
	bool nothing;                    /* a row meets no step */
	uint64 row[CX_FUNNEL_MAX_WORDS]; /* the last of them */
	uint32 alike;                    /* that came one after the other */
	CxMatchStep *steps;
	CxMatchGroup *groups;
	uint32 count;
	uint32 room;
	int32 from;   /* the window: its first step */
	int32 end;    /* and the one behind its last */
	int32 lowest; /* step that the last search in vain came across */
	uint64 search;
	int32 *queue;
	uint32 limit; /* of groups of a step */
} CxMatch;

/* The steps whose bits are set in so many words, in order. */
#define CX_FOR_EACH_STEP(step, words, bits)                                                        \
	for (int32 _word = 0; _word < (words); _word++)                                                \
		for (uint64 _left = (bits)[_word];                                                         \
			 _left != 0 && ((step) = _word * 64 + pg_rightmost_one_pos64(_left), true);            \
			 _left &= _left - 1)

extern CxMatch *cx_match_make(int32 steps);

/* The rows of a time, those that meet the same steps one after the other, begin, come and end. */
extern void cx_match_begin(CxMatch *match);
extern void cx_match_row(CxMatch *match, const uint64 *met);
extern void cx_match_end(CxMatch *match);

/* The window begins at this step, which is its last one or behind it. */
extern void cx_match_cut(CxMatch *match, int32 step);

/*
 * The step, which a row meets, becomes the last of the window, which is cut where there are too few rows. It
 * follows the one before, or the window is empty.
 */
extern void cx_match_push(CxMatch *match, int32 step);

/*
 * Could the last step of the window be another row than the last one that meets it? One step, which needs no
 * row any longer, gives its own back; or it is CX_NO_STEP. If so the window must not be used any more.
 */
extern bool cx_match_another(CxMatch *match, int32 spare);

#endif /* CX_FUNNEL_MATCH_H */
