/*
 * huge_pages.c
 *	  Asking the kernel for huge pages.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

#include "base/huge_pages.h"

#define PAGE_BYTES      ((Size) sysconf(_SC_PAGESIZE))
#define HUGE_PAGE_BYTES ((Size) 2 * 1024 * 1024)

void
cx_advise_huge_pages(void *memory, Size size)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
	if (size >= 2 * HUGE_PAGE_BYTES)
	{
		/*
		 * From the page of the first byte to that of the last: a large block has a mapping of its own,
		 * and with other advice for a part of it that is two mappings, which the kernel does not move
		 * when the block grows.
		 */
		char *first = (char *) TYPEALIGN_DOWN(PAGE_BYTES, memory);
		char *end = (char *) TYPEALIGN(PAGE_BYTES, (char *) memory + size);

		(void) madvise(first, end - first, MADV_HUGEPAGE);
	}
#endif
}
