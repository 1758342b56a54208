/*
 * attempt.h
 *	  Doing what may fail, and going on.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ATTEMPT_H
#define CX_ATTEMPT_H

typedef void (*CxAction)(void *subject);

/*
 * Does it in a subtransaction. NULL: it went well. Else its error, and nothing of it was done; whom that
 * doesn't concern raises it again by ReThrowError().
 */
extern ErrorData *cx_attempt(CxAction action, void *subject);

/* The same, where wrong data are expected: false for these, and any other error is raised. */
extern bool cx_attempt_on_data(CxAction action, void *subject);

#endif /* CX_ATTEMPT_H */
