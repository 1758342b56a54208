/*
 * funnel_rows.h
 *	  The rows of one customer, for a funnel: when each was, and which steps it meets.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_ROWS_H
#define CX_FUNNEL_ROWS_H

#include "port/pg_bitutils.h"

#include "journey/funnel_terms.h"

/* Rows of one customer, and bytes that they take. */
#define CX_FUNNEL_MAX_ROWS  ((uint32) 1 << 26)
#define CX_FUNNEL_MAX_BYTES ((Size) 1 << 30)

/*
 * A row is its time and a word for each 64 steps, bit k of which is step k + 1. One that meets no step is
 * kept with strict_order only, where it interrupts.
 */
typedef struct CxFunnelRows
{
	CxFunnelTerms terms;
	bool sorted; /* by time */
	int32 words; /* of a row */
	uint32 count;
	uint32 room;
	uint64 *rows;
} CxFunnelRows;

static inline int32
cx_funnel_row_words(int32 steps)
{
	return 1 + (steps + 63) / 64;
}

static inline uint64 *
cx_funnel_row(const CxFunnelRows *rows, uint32 i)
{
	return rows->rows + (Size) i * rows->words;
}

static inline int64
cx_row_at(const uint64 *row)
{
	return (int64) row[0];
}

static inline bool
cx_row_meets(const uint64 *row, int32 step)
{
	return (row[1 + step / 64] >> (step % 64) & 1) != 0;
}

extern CxFunnelRows *cx_funnel_rows_make(MemoryContext context, const CxFunnelTerms *terms);

/* "... must be the same in all rows of a customer", 22023. */
pg_noreturn extern void cx_refuse_funnel_terms(void);

/* Room for another row, which is the last one then. Too many: error 54000. */
extern uint64 *cx_funnel_rows_next_slowly(CxFunnelRows *rows);

static inline uint64 *
cx_funnel_rows_next(CxFunnelRows *rows)
{
	if (likely(rows->count < rows->room))
		return cx_funnel_row(rows, rows->count++);
	return cx_funnel_rows_next_slowly(rows);
}

/* The row that was filled last is in order, or it is not. */
static inline void
cx_funnel_rows_added(CxFunnelRows *rows)
{
	const uint64 *last = cx_funnel_row(rows, rows->count - 1);

	if (rows->count > 1 && unlikely(cx_row_at(last - rows->words) > cx_row_at(last)))
		rows->sorted = false;
}

extern void cx_funnel_rows_add_all(CxFunnelRows *rows, const CxFunnelRows *more);
extern void cx_funnel_rows_sort(CxFunnelRows *rows);

/* For another process, and back, checked: error 22P03 or 08P01. */
extern bytea *cx_funnel_rows_to_bytes(const CxFunnelRows *rows);
extern CxFunnelRows *cx_funnel_rows_of_bytes(MemoryContext context, const bytea *bytes);

/* ----- funnel_scan.c, funnel_once.c ----- */

/*
 * How many steps the customer reached, the rows being sorted; times, if it is not NULL, has room for one of
 * each step and takes those of the first chain that got so far.
 */
extern int32 cx_funnel_scan(const CxFunnelRows *rows, int64 *times);
extern int32 cx_funnel_scan_once(const CxFunnelRows *rows, int64 *times);

/* The end of the rows from i on that are of the same time. */
static inline uint32
cx_funnel_tied(const CxFunnelRows *rows, uint32 i)
{
	int64 at = cx_row_at(cx_funnel_row(rows, i));

	for (i++; i < rows->count && cx_row_at(cx_funnel_row(rows, i)) == at;)
		i++;
	return i;
}

#endif /* CX_FUNNEL_ROWS_H */
