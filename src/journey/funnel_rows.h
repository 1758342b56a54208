/*
 * funnel_rows.h
 *	  The rows of one customer, for a funnel: when each was, and which steps it meets.
 *
 * A hash aggregate keeps the rows of millions of customers at a time, a few of each. So a row is a few bytes:
 * how long after the one before it was, and a bit for each step. They lie in pieces that are never
 * moved, since memory that a growing array leaves behind is of no use to anybody else: all customers grow
 * alike.
 *
 *		piece              piece              piece
 *		[row row row --]-->[row row row --]-->[row row          ]
 *
 *		row: | time | time ... | steps 1 to 8 | steps 9 to 16 | ...
 *
 * The time is the difference to that of the row before, to 2000-01-01 for the first. If it is whole seconds,
 * or days for dates, it is counted in these, else in microseconds. Bit 0 of its first byte says which, bit 7
 * of each whether another one follows; the others are the number, low ones first, and negative ones among
 * them as in protocol buffers (0, -1, 1, -2, ...).
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

/* Words of a bit for each step, and those that the most steps have. */
#define CX_FUNNEL_WORDS(steps) (((steps) + 63) / 64)
#define CX_FUNNEL_MAX_WORDS    CX_FUNNEL_WORDS(CX_FUNNEL_MAX_STEPS)

typedef struct CxFunnelPiece
{
	struct CxFunnelPiece *next;
	uint32 used; /* bytes */
	uint8 bytes[FLEXIBLE_ARRAY_MEMBER];
} CxFunnelPiece;

/* A row that meets no step is kept with strict_order only, where it interrupts. */
typedef struct CxFunnelRows
{
	CxFunnelTerms terms;
	int64 last; /* when the last row was */
	CxFunnelPiece *tail;
	uint32 room;  /* bytes of the tail */
	uint32 taken; /* bytes of all pieces, their heads included */
	uint32 count;
	bool sorted; /* by time, and with strict_once what is of one time, too */
				 /* the first piece is behind this */
} CxFunnelRows;

StaticAssertDecl(sizeof(CxFunnelRows) % sizeof(void *) == 0, "a piece must be aligned");

/* Rows read one after the other, in the order of the pieces. */
typedef struct CxFunnelReader
{
	const CxFunnelRows *rows;
	const CxFunnelPiece *piece;
	const uint8 *bytes; /* of the next row */
	int64 at;           /* the row that was read last: its time, and the steps that it meets */
	uint64 met[CX_FUNNEL_MAX_WORDS];
} CxFunnelReader;

extern CxFunnelRows *cx_funnel_rows_make(MemoryContext context, const CxFunnelTerms *terms);

/* "... must be the same in all rows of a customer", 22023. */
pg_noreturn extern void cx_refuse_funnel_terms(void);

/* Another row, with a word for each 64 steps, bit k of which is step k + 1. Too many: error 54000. */
extern void cx_funnel_rows_add(CxFunnelRows *rows, int64 at, const uint64 *met);
extern void cx_funnel_rows_add_all(CxFunnelRows *rows, const CxFunnelRows *more);

/*
 * By time. Too many out of order: error 54000. Rows of one time stay as they are but with strict_once, where
 * their order makes a difference, which must not be that in which they happened to be read: those that meet
 * more come first.
 */
extern void cx_funnel_rows_sort(CxFunnelRows *rows);

extern void cx_funnel_reader_begin(CxFunnelReader *reader, const CxFunnelRows *rows);

/* False behind the last one. */
extern bool cx_funnel_read(CxFunnelReader *reader);

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

#endif /* CX_FUNNEL_ROWS_H */
