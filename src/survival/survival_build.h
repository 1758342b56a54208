/*
 * survival_build.h
 *	  Type cx_survival in memory, for those who fold spells into it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SURVIVAL_BUILD_H
#define CX_SURVIVAL_BUILD_H

#include "survival/survival.h"

/* A fresh state of the marks given. Too many of them: error 54000. */
extern CxSurvival *cx_survival_make(const CxMarks *marks);

/* The state with all its spells sorted in: itself, or a fresh one if it was open. */
extern const CxSurvival *cx_survival_closed(const CxSurvival *state);

/* Pending spells: 128 MB, or 256 MB with weights. */
#define CX_SURVIVAL_MAX_ROOM (1 << 24)

/* Where the pending spells of an open state begin. */
static inline char *
cx_survival_tail(const CxSurvival *state)
{
	return (char *) state + cx_survival_size(state->marks, state->flags);
}

/*
 * The state, which the caller owns, open and with room for so many more spells of a kind: possibly
 * another one. Too many different times: error 54000; too many customers: error 22003.
 */
extern CxSurvival *cx_survival_with_room(CxSurvival *state, bool weighed, Size wanted);

/* Adds marks to a state that is the caller's, which may move; errors as above. */
extern CxSurvival *cx_survival_append(CxSurvival *state, const CxMarks *marks);

/* All marks of both, those that both have added up; errors as above. */
extern CxSurvival *cx_survival_merge(const CxMarks *a, const CxMarks *b);

#endif /* CX_SURVIVAL_BUILD_H */
