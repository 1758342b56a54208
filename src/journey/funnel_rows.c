/*
 * funnel_rows.c
 *	  The rows of one customer, for a funnel: collecting, sorting, reading, sending.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "base/interrupts.h"
#include "base/state_wire.h"
#include "journey/funnel_rows.h"

#define STATE_NAME   "funnel state"
#define WIRE_VERSION 2

/*
 * Memory of a state and its first piece, and of another piece at least: powers of two, since PostgreSQL
 * makes them so anyway. A piece is a quarter to a half of what there is.
 */
#define FIRST_SIZE  128
#define LEAST_PIECE 64

/* Memory of a state and its first piece, which one row fits into at least. */
static uint32
first_size(const CxFunnelTerms *terms)
{
	return pg_nextpower2_32(Max(FIRST_SIZE, sizeof(CxFunnelRows) + offsetof(CxFunnelPiece, bytes) +
												CX_ROW_MAX_BYTES(terms->steps)));
}

static void
begin_rows(CxFunnelRows *rows, const CxFunnelTerms *terms)
{
	uint32 size = first_size(terms);
	CxFunnelPiece *piece = cx_first_piece(rows);

	*rows = (CxFunnelRows){.terms = *terms,
						   .to = piece->bytes,
						   .left = size -
								   (uint32) (sizeof(CxFunnelRows) + offsetof(CxFunnelPiece, bytes)),
						   .taken = size,
						   .sorted = true};
	piece->next = NULL;
}

CxFunnelRows *
cx_funnel_rows_make(MemoryContext context, const CxFunnelTerms *terms)
{
	CxFunnelRows *rows = MemoryContextAlloc(context, first_size(terms));

	begin_rows(rows, terms);
	return rows;
}

void
cx_refuse_funnel_terms(void)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("mode, within and the number of steps must be the same in all rows of a "
				   "customer"),
			errhint("For several funnels aggregate several times."));
}

pg_noreturn static void
refuse_more(const CxFunnelRows *rows)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a customer has more than %u rows in a funnel of %d steps", rows->count,
				   rows->terms.steps),
			errhint("GROUP BY customer, and leave out rows that meet no step with FILTER."));
}

pg_noinline void
cx_funnel_more_room(CxFunnelRows *rows, uint32 length)
{
	uint32 head = offsetof(CxFunnelPiece, bytes);
	uint32 size =
		Max(LEAST_PIECE, Max(pg_prevpower2_32(rows->taken / 2), pg_nextpower2_32(head + length)));
	CxFunnelPiece *last = cx_first_piece(rows);
	CxFunnelPiece *piece;

	if (rows->count == CX_FUNNEL_MAX_ROWS || (Size) rows->taken + size > CX_FUNNEL_MAX_BYTES)
		refuse_more(rows);
	piece = MemoryContextAlloc(GetMemoryChunkContext(rows), size);
	piece->next = NULL;
	/* there are few, since they grow with what there is */
	while (last->next != NULL)
		last = last->next;
	last->next = piece;
	last->used = (uint32) (rows->to - last->bytes);
	rows->to = piece->bytes;
	rows->left = size - head;
	rows->taken += size;
}

/* ----- all rows ----- */

void
cx_funnel_rows_add_all(CxFunnelRows *rows, const CxFunnelRows *more)
{
	CxFunnelReader reader;

	if (!cx_same_terms(&rows->terms, &more->terms))
		cx_refuse_funnel_terms();
	cx_funnel_reader_begin(&reader, more);
	for (uint32 i = 0; cx_funnel_read(&reader); i++)
	{
		CX_CHECK_INTERRUPTS(i);
		cx_funnel_rows_add(rows, reader.at, reader.met);
	}
}

/* Rows as words to sort: the time, then the steps. */
static int
compare_rows(const void *a, const void *b, void *words)
{
	const uint64 *one = a;
	const uint64 *other = b;

	if (one[0] != other[0])
		return (int64) one[0] < (int64) other[0] ? -1 : 1;
	for (int32 w = 1; w <= *(const int32 *) words; w++)
		if (one[w] != other[w])
			return one[w] > other[w] ? -1 : 1;
	return 0;
}

/* No rows, and no pieces but the first. */
static void
empty(CxFunnelRows *rows)
{
	CxFunnelTerms terms = rows->terms;

	for (CxFunnelPiece *piece = cx_first_piece(rows)->next, *next; piece != NULL; piece = next)
	{
		next = piece->next;
		pfree(piece);
	}
	begin_rows(rows, &terms);
}

void
cx_funnel_rows_sort(CxFunnelRows *rows)
{
	int32 words = CX_FUNNEL_WORDS(rows->terms.steps);
	Size size = (1 + words) * sizeof(uint64);
	uint32 count = rows->count;
	CxFunnelReader reader;
	uint64 *array;

	if (rows->sorted)
		return;
	if (count * size + rows->taken > CX_FUNNEL_MAX_BYTES)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a customer has %u rows out of order, too many to sort", count),
				errhint("GROUP BY customer, or give the rows in order: ORDER BY at behind the "
						"last step."));
	array = MemoryContextAllocHuge(CurrentMemoryContext, count * size);
	cx_funnel_reader_begin(&reader, rows);
	for (uint32 i = 0; i < count; i++)
	{
		uint64 *row = array + (Size) i * (1 + words);

		CX_CHECK_INTERRUPTS(i);
		cx_funnel_read(&reader);
		row[0] = (uint64) reader.at;
		memcpy(row + 1, reader.met, words * sizeof(uint64));
	}
	qsort_interruptible(array, count, size, compare_rows, &words);
	empty(rows);
	for (uint32 i = 0; i < count; i++)
	{
		const uint64 *row = array + (Size) i * (1 + words);

		CX_CHECK_INTERRUPTS(i);
		cx_funnel_rows_add(rows, (int64) row[0], row + 1);
	}
	rows->sorted = true;
	pfree(array);
}

/* ----- sending ----- */

/* Version as a byte, kind as a byte, mode as int2, steps as int4, within as int8, rows as int4, their bytes. */
bytea *
cx_funnel_rows_to_bytes(const CxFunnelRows *rows)
{
	StringInfoData message;

	if (rows->taken + 64 > MaxAllocSize)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a customer has too many rows to send from one process to another"),
				errhint("SET max_parallel_workers_per_gather = 0."));
	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) rows->terms.kind);
	pq_sendint16(&message, rows->terms.mode);
	pq_sendint32(&message, (uint32) rows->terms.steps);
	pq_sendint64(&message, (uint64) rows->terms.within);
	pq_sendint32(&message, rows->count);
	for (const CxFunnelPiece *piece = cx_first_piece(rows); piece != NULL; piece = piece->next)
		pq_sendbytes(&message, (const char *) piece->bytes,
					 (int) (cx_end_of_piece(rows, piece) - piece->bytes));
	return pq_endtypsend(&message);
}

static const char *
problem_of_row(const CxFunnelReader *reader)
{
	const CxFunnelTerms *terms = &reader->rows->terms;
	int last = terms->steps % 64;
	uint64 any = 0;

	if (!IS_VALID_TIMESTAMP(reader->at) ||
		(terms->kind == CX_TIME_DATE && reader->at % USECS_PER_DAY != 0))
		return "A row has no time.";
	for (int32 w = 0; w < CX_FUNNEL_WORDS(terms->steps); w++)
		any |= reader->met[w];
	if (last > 0 && reader->met[terms->steps / 64] >> last != 0)
		return "A row meets a step that the funnel does not have.";
	if (any == 0 && (terms->mode & CX_FUNNEL_STRICT_ORDER) == 0)
		return "A row meets no step.";
	return NULL;
}

CxFunnelRows *
cx_funnel_rows_of_bytes(MemoryContext context, const bytea *bytes)
{
	StringInfoData message;
	CxFunnelTerms terms = {0};
	CxFunnelReader reader = {0};
	CxFunnelRows *rows;
	const uint8 *row;
	const uint8 *end;
	const char *problem;
	uint32 count;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes), (int) VARSIZE_ANY_EXHDR(bytes));
	cx_wire_version(&message, STATE_NAME, WIRE_VERSION);
	terms.kind = (uint16) pq_getmsgbyte(&message);
	terms.mode = (uint16) pq_getmsgint(&message, 2);
	terms.steps = (int32) pq_getmsgint(&message, 4);
	terms.within = pq_getmsgint64(&message);
	if ((problem = cx_funnel_terms_problem(&terms)) != NULL)
		cx_wire_refuse(STATE_NAME, problem);
	rows = cx_funnel_rows_make(context, &terms);
	count = pq_getmsgint(&message, 4);
	end = (const uint8 *) message.data + message.len;
	row = (const uint8 *) pq_getmsgbytes(&message, message.len - message.cursor);
	reader.rows = rows;
	for (uint32 i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		row = row == end ? NULL
						 : cx_row_read(row, end, terms.kind, terms.steps, &reader.at, reader.met);
		if (row == NULL)
			cx_wire_refuse(STATE_NAME,
						   "There are fewer rows than announced, or one of them is none.");
		if ((problem = problem_of_row(&reader)) != NULL)
			cx_wire_refuse(STATE_NAME, problem);
		cx_funnel_rows_add(rows, reader.at, reader.met);
	}
	if (row != end)
		cx_wire_refuse(STATE_NAME, "There are more rows than announced.");
	pfree(message.data);
	return rows;
}
