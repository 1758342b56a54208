/*
 * funnel_rows.h
 *	  The rows of one customer, for a funnel: when each was, and which steps it meets.
 *
 * A hash aggregate keeps the rows of millions of customers at a time, a few of each. So a row is a few bytes
 * (funnel_row.h). They lie in pieces that are never moved, since memory that a growing array leaves behind is
 * of no use to anybody else: all customers grow alike.
 *
 *		piece              piece              piece
 *		[row row row --]-->[row row row --]-->[row row          ]
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_ROWS_H
#define CX_FUNNEL_ROWS_H

#include "journey/funnel_row.h"

/* Rows of one customer, and bytes that they take. */
#define CX_FUNNEL_MAX_ROWS  ((uint32) 1 << 26)
#define CX_FUNNEL_MAX_BYTES ((Size) 1 << 30)

/* Words of a bit for each step, and those that the most steps have. */
#define CX_FUNNEL_WORDS(steps) (((steps) + 63) / 64)
#define CX_FUNNEL_MAX_WORDS    CX_FUNNEL_WORDS(CX_FUNNEL_MAX_STEPS)

typedef struct CxFunnelPiece
{
	struct CxFunnelPiece *next;
	uint32 used; /* bytes, but of the last one */
	uint8 bytes[FLEXIBLE_ARRAY_MEMBER];
} CxFunnelPiece;

/* A row that meets no step is kept with strict_order only, where it interrupts. */
typedef struct CxFunnelRows
{
	CxFunnelTerms terms;
	int64 last; /* when the last row was */
	/* where the next row begins: a row must not wait for the head of the last piece to come from memory */
	uint8 *to;
	uint32 left;  /* bytes from there to the end of the last piece */
	uint32 taken; /* bytes of all pieces, their heads included */
	uint32 count;
	bool sorted; /* by time, and with strict_once what is of one time, too */
} CxFunnelRows;

/* The first piece is behind the rows. */

StaticAssertDecl(sizeof(CxFunnelRows) % sizeof(void *) == 0, "a piece must be aligned");

extern CxFunnelRows *cx_funnel_rows_make(MemoryContext context, const CxFunnelTerms *terms);

/* "... must be the same in all rows of a customer", 22023. */
pg_noreturn extern void cx_refuse_funnel_terms(void);

/* Another piece, for a row of so many bytes. Too many rows: error 54000. */
extern void cx_funnel_more_room(CxFunnelRows *rows, uint32 length);

/* Another row, with a word for each 64 steps, bit k of which is step k + 1. Too many: error 54000. */
static inline void
cx_funnel_rows_add(CxFunnelRows *rows, int64 at, const uint64 *met)
{
	/* the difference of two times may be beyond int64: then it wraps, and does so again when it is read */
	int64 time = (int64) ((uint64) at - (uint64) rows->last);
	CxRowBytes row = cx_row_bytes(time, met, rows->terms.kind, rows->terms.steps);
	uint32 length = row.length + row.behind;

	if (unlikely(rows->left < length || rows->count == CX_FUNNEL_MAX_ROWS))
		cx_funnel_more_room(rows, length);
	cx_row_write(rows->to, rows->left, &row, met);
	rows->to += length;
	rows->left -= length;
	if (rows->count++ > 0 &&
		(at < rows->last || (at == rows->last && (rows->terms.mode & CX_FUNNEL_STRICT_ONCE) != 0)))
		rows->sorted = false;
	rows->last = at;
}

/* Those of other rows of the same funnel. Another one: error 22023. */
extern void cx_funnel_rows_add_all(CxFunnelRows *rows, const CxFunnelRows *more);

/*
 * By time. Too many out of order: error 54000. Rows of one time stay as they are but with strict_once, where
 * their order makes a difference, which must not be that in which they happened to be read: those that meet
 * more come first.
 */
extern void cx_funnel_rows_sort(CxFunnelRows *rows);

/* Rows read one after the other, in the order of the pieces. */
typedef struct CxFunnelReader
{
	const CxFunnelRows *rows;
	const CxFunnelPiece *piece;
	const uint8 *bytes; /* of the next row */
	const uint8 *end;   /* of the piece */
	int64 at;           /* the row that was read last: its time, and the steps that it meets */
	uint64 met[CX_FUNNEL_MAX_WORDS];
} CxFunnelReader;

static inline CxFunnelPiece *
cx_first_piece(const CxFunnelRows *rows)
{
	return (CxFunnelPiece *) (rows + 1);
}

/* Where the rows of a piece end. */
static inline const uint8 *
cx_end_of_piece(const CxFunnelRows *rows, const CxFunnelPiece *piece)
{
	return piece->next == NULL ? rows->to : piece->bytes + piece->used;
}

static inline void
cx_funnel_read_piece(CxFunnelReader *reader, const CxFunnelPiece *piece)
{
	reader->piece = piece;
	reader->bytes = piece->bytes;
	reader->end = cx_end_of_piece(reader->rows, piece);
}

static inline void
cx_funnel_reader_begin(CxFunnelReader *reader, const CxFunnelRows *rows)
{
	reader->rows = rows;
	reader->at = 0;
	cx_funnel_read_piece(reader, cx_first_piece(rows));
}

/* False behind the last one. */
static inline bool
cx_funnel_read(CxFunnelReader *reader)
{
	const CxFunnelTerms *terms = &reader->rows->terms;

	while (unlikely(reader->bytes == reader->end))
	{
		if (reader->piece->next == NULL)
			return false;
		cx_funnel_read_piece(reader, reader->piece->next);
	}
	/* the head of the piece is in front of its first row */
	reader->bytes = cx_row_read(reader->bytes, reader->end, terms->kind, terms->steps, &reader->at,
								reader->met);
	Assert(reader->bytes != NULL);
	return true;
}

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
