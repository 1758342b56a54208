/*
 * interrupts.h
 *	  Listening to a cancel or a timeout in long loops, those of src/math included.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_INTERRUPTS_H
#define CX_INTERRUPTS_H

#include "miscadmin.h"

#include "math/check.h"

/* For loops of src/math, which do not know PostgreSQL. */
extern const CxCheck cx_interrupts;

/* In a loop with counter i whose rounds are too short to ask in each of them. */
#define CX_CHECK_INTERRUPTS(i)                                                                     \
	do                                                                                             \
	{                                                                                              \
		if (((i) &4095) == 0)                                                                      \
			CHECK_FOR_INTERRUPTS();                                                                \
	} while (0)

#endif /* CX_INTERRUPTS_H */
