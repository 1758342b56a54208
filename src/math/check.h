/*
 * check.h
 *	  How a long computation lets its caller stop it.
 *
 * The mathematics knows no server, but a fit over millions of customers must end when somebody
 * presses Ctrl-C. So every loop over data calls back now and then; what it calls may not return
 * (it may longjmp), which is safe because nothing here allocates or keeps static state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CHECK_H
#define CX_CHECK_H

#include <stddef.h>

typedef struct CxCheck
{
	void (*call)(void *argument); /* NULL: never stopped */
	void *argument;
} CxCheck;

/* Every 1024th round: some 50 microseconds of the slowest loop. */
static inline void
cx_check(const CxCheck *check, size_t round)
{
	if (round % 1024 == 0 && check->call != NULL)
		check->call(check->argument);
}

#endif /* CX_CHECK_H */
