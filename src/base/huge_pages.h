/*
 * huge_pages.h
 *	  Asking the kernel for huge pages.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_HUGE_PAGES_H
#define CX_HUGE_PAGES_H

/*
 * For memory just allocated, not yet written to: with huge pages a large block costs neither a page
 * fault every 4 kB when it is filled nor a miss of the translation at every probe. Advice only, and
 * none for small blocks or where the kernel has no such pages.
 */
extern void cx_advise_huge_pages(void *memory, Size size);

#endif /* CX_HUGE_PAGES_H */
