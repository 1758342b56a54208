/*
 * huge_pages.c
 *	  Asking the kernel for huge pages.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "base/huge_pages.h"

#define HUGE_PAGE_BYTES ((Size) 2 * 1024 * 1024)

void
cx_advise_huge_pages(void *memory, Size size)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
	if (size >= 2 * HUGE_PAGE_BYTES)
	{
		char *first = (char *) TYPEALIGN(HUGE_PAGE_BYTES, memory);
		char *end = (char *) TYPEALIGN_DOWN(HUGE_PAGE_BYTES, (char *) memory + size);

		(void) madvise(first, end - first, MADV_HUGEPAGE);
	}
#endif
}
