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
#define WIRE_VERSION 1

/*
 * Memory of a state and its first piece, and of another piece at least: powers of two, since PostgreSQL
 * makes them so anyway. A piece is a quarter to a half of what there is.
 */
#define FIRST_SIZE  128
#define LEAST_PIECE 64

#define MAX_TIME_BYTES 10

/* Bytes for the steps of a row. */
static inline int32
step_bytes(const CxFunnelRows *rows)
{
	return (rows->terms.steps + 7) / 8;
}

static inline CxFunnelPiece *
first_piece(const CxFunnelRows *rows)
{
	return (CxFunnelPiece *) (rows + 1);
}

/* Memory of a state and its first piece, which one row fits into at least. */
static uint32
first_size(const CxFunnelTerms *terms)
{
	return pg_nextpower2_32(Max(FIRST_SIZE, sizeof(CxFunnelRows) + offsetof(CxFunnelPiece, bytes) +
												MAX_TIME_BYTES + (terms->steps + 7) / 8));
}

static void
begin_rows(CxFunnelRows *rows, const CxFunnelTerms *terms)
{
	uint32 size = first_size(terms);

	*rows = (CxFunnelRows){.terms = *terms,
						   .tail = first_piece(rows),
						   .room = size -
								   (uint32) (sizeof(CxFunnelRows) + offsetof(CxFunnelPiece, bytes)),
						   .taken = size,
						   .sorted = true};
	rows->tail->next = NULL;
	rows->tail->used = 0;
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

/* Another piece, with room for a row of so many bytes. */
static pg_noinline void
add_piece(CxFunnelRows *rows, uint32 length)
{
	uint32 head = offsetof(CxFunnelPiece, bytes);
	uint32 size =
		Max(LEAST_PIECE, Max(pg_prevpower2_32(rows->taken / 2), pg_nextpower2_32(head + length)));
	CxFunnelPiece *piece;

	if ((Size) rows->taken + size > CX_FUNNEL_MAX_BYTES)
		refuse_more(rows);
	piece = MemoryContextAlloc(GetMemoryChunkContext(rows), size);
	piece->next = NULL;
	piece->used = 0;
	rows->tail->next = piece;
	rows->tail = piece;
	rows->room = size - head;
	rows->taken += size;
}

/* ----- a row as bytes ----- */

/* What a time is counted in, where it is a whole number of them. A constant each, for the division. */
static inline bool
in_units(int64 time, CxTimeKind kind, int64 *units)
{
	*units = kind == CX_TIME_DATE ? time / USECS_PER_DAY : time / USECS_PER_SEC;
	return time == *units * (kind == CX_TIME_DATE ? USECS_PER_DAY : USECS_PER_SEC);
}

/* 0, -1, 1, -2 ... as 0, 1, 2, 3 ... */
static inline uint64
zigzag(int64 number)
{
	return (uint64) number << 1 ^ (number < 0 ? PG_UINT64_MAX : 0);
}

/* Bytes for a number of 6 bits in the first one and 7 in each other. */
static inline int32
time_bytes(uint64 number)
{
	return number < 64 ? 1 : 1 + pg_leftmost_one_pos64(number >> 6) / 7 + 1;
}

void
cx_funnel_rows_add(CxFunnelRows *rows, int64 at, const uint64 *met)
{
	/* the difference of two times may be beyond int64: then it wraps, and does so again when it is read */
	int64 time = (int64) ((uint64) at - (uint64) rows->last);
	int64 units;
	bool whole = in_units(time, rows->terms.kind, &units);
	uint64 number = zigzag(whole ? units : time);
	/* a local copy: the compiler must assume that a byte that is written could be one of rows */
	int32 steps = step_bytes(rows);
	uint32 length = time_bytes(number) + steps;
	uint64 word = 0;
	uint8 *to;

	if (unlikely(rows->count == CX_FUNNEL_MAX_ROWS))
		refuse_more(rows);
	if (unlikely(rows->room - rows->tail->used < length))
		add_piece(rows, length);
	to = rows->tail->bytes + rows->tail->used;
	rows->tail->used += length;
	*to++ = (uint8) ((whole ? 0 : 1) | (number & 63) << 1 | (number >> 6 != 0 ? 0x80 : 0));
	for (number >>= 6; number != 0; number >>= 7)
		*to++ = (uint8) ((number & 127) | (number >> 7 != 0 ? 0x80 : 0));
	for (int32 i = 0; i < steps; i++, word >>= 8)
	{
		if (i % 8 == 0)
			word = met[i / 8];
		*to++ = (uint8) word;
	}
	if (rows->count++ > 0 &&
		(at < rows->last || (at == rows->last && (rows->terms.mode & CX_FUNNEL_STRICT_ONCE) != 0)))
		rows->sorted = false;
	rows->last = at;
}

/* The next row. NULL where its bytes end before it does, or where it is none. */
static inline const uint8 *
read_row(CxFunnelReader *reader, const uint8 *from, const uint8 *end)
{
	const CxFunnelTerms *terms = &reader->rows->terms;
	int32 steps = step_bytes(reader->rows);
	uint64 number;
	uint64 unit = 1;
	uint8 byte;

	if (from == end)
		return NULL;
	byte = *from++;
	if ((byte & 1) == 0)
		unit = terms->kind == CX_TIME_DATE ? USECS_PER_DAY : USECS_PER_SEC;
	number = byte >> 1 & 63;
	for (int shift = 6; (byte & 0x80) != 0; shift += 7)
	{
		if (from == end || shift > 62)
			return NULL;
		byte = *from++;
		number |= (uint64) (byte & 127) << shift;
	}
	reader->at = (int64) ((uint64) reader->at +
						  unit * (number >> 1 ^ ((number & 1) != 0 ? PG_UINT64_MAX : 0)));
	if (end - from < steps)
		return NULL;
	for (uint64 *met = reader->met; steps > 0; steps -= 8, met++)
	{
		uint64 word = 0;

		for (int32 i = 0; i < Min(steps, 8); i++)
			word |= (uint64) *from++ << (i * 8);
		*met = word;
	}
	return from;
}

void
cx_funnel_reader_begin(CxFunnelReader *reader, const CxFunnelRows *rows)
{
	reader->rows = rows;
	reader->piece = first_piece(rows);
	reader->bytes = reader->piece->bytes;
	reader->at = 0;
}

bool
cx_funnel_read(CxFunnelReader *reader)
{
	while (reader->bytes == reader->piece->bytes + reader->piece->used)
	{
		if (reader->piece->next == NULL)
			return false;
		reader->piece = reader->piece->next;
		reader->bytes = reader->piece->bytes;
	}
	reader->bytes = read_row(reader, reader->bytes, reader->piece->bytes + reader->piece->used);
	Assert(reader->bytes != NULL);
	return true;
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

	for (CxFunnelPiece *piece = first_piece(rows)->next, *next; piece != NULL; piece = next)
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
	for (const CxFunnelPiece *piece = first_piece(rows); piece != NULL; piece = piece->next)
		pq_sendbytes(&message, (const char *) piece->bytes, (int) piece->used);
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
		row = read_row(&reader, row, end);
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
