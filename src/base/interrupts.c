/*
 * interrupts.c
 *	  Listening to a cancel or a timeout in long loops, those of src/math included.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"

static void
check_for_interrupts(void *unused)
{
	CHECK_FOR_INTERRUPTS();
}

const CxCheck cx_interrupts = {check_for_interrupts, NULL};
