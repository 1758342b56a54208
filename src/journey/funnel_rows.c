/*
 * funnel_rows.c
 *	  The rows of one customer, for a funnel: collecting, sorting, sending.
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

/* Of a customer with a few rows, of whom there are millions. */
#define FIRST_ROWS 4

CxFunnelRows *
cx_funnel_rows_make(MemoryContext context, const CxFunnelTerms *terms)
{
	CxFunnelRows *rows = MemoryContextAlloc(context, sizeof(CxFunnelRows));

	*rows = (CxFunnelRows){.terms = *terms,
						   .sorted = true,
						   .words = cx_funnel_row_words(terms->steps),
						   .room = FIRST_ROWS};
	rows->rows = MemoryContextAlloc(context, FIRST_ROWS * rows->words * sizeof(uint64));
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

/* Room for so many rows. */
static void
reserve(CxFunnelRows *rows, uint64 count)
{
	Size size = rows->words * sizeof(uint64);
	uint64 room = rows->room;

	if (count <= room)
		return;
	while (room < count)
		room *= 2;
	room = Min(room, Min(CX_FUNNEL_MAX_ROWS, CX_FUNNEL_MAX_BYTES / size));
	if (room < count)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a customer has more than " UINT64_FORMAT " rows in a funnel of %d steps",
					   room, rows->terms.steps),
				errhint("GROUP BY customer, and leave out rows that meet no step with FILTER."));
	rows->rows = repalloc_huge(rows->rows, room * size);
	rows->room = (uint32) room;
}

uint64 *
cx_funnel_rows_next_slowly(CxFunnelRows *rows)
{
	reserve(rows, (uint64) rows->count + 1);
	return cx_funnel_row(rows, rows->count++);
}

void
cx_funnel_rows_add_all(CxFunnelRows *rows, const CxFunnelRows *more)
{
	const CxFunnelTerms *one = &rows->terms;
	const CxFunnelTerms *other = &more->terms;

	if (one->kind != other->kind || one->mode != other->mode || one->steps != other->steps ||
		one->within != other->within)
		cx_refuse_funnel_terms();
	if (more->count == 0)
		return;
	reserve(rows, (uint64) rows->count + more->count);
	memcpy(cx_funnel_row(rows, rows->count), more->rows,
		   (Size) more->count * rows->words * sizeof(uint64));
	rows->sorted = rows->sorted && more->sorted &&
				   (rows->count == 0 ||
					cx_row_at(cx_funnel_row(rows, rows->count - 1)) <= cx_row_at(more->rows));
	rows->count += more->count;
}

/*
 * By time. Of one time those that meet more come first: with strict_once and strict_deduplication the order
 * makes a difference, and it must not be that in which rows happened to be read.
 */
static int
compare_rows(const void *a, const void *b, void *words)
{
	const uint64 *one = a;
	const uint64 *other = b;

	if (cx_row_at(one) != cx_row_at(other))
		return cx_row_at(one) < cx_row_at(other) ? -1 : 1;
	for (int32 w = 1; w < *(const int32 *) words; w++)
		if (one[w] != other[w])
			return one[w] > other[w] ? -1 : 1;
	return 0;
}

void
cx_funnel_rows_sort(CxFunnelRows *rows)
{
	/* with strict_once rows of one time may be out of order unnoticed */
	if (rows->sorted && (rows->terms.mode & CX_FUNNEL_STRICT_ONCE) == 0)
		return;
	qsort_interruptible(rows->rows, rows->count, rows->words * sizeof(uint64), compare_rows,
						&rows->words);
	rows->sorted = true;
}

/* Version as a byte, kind as a byte, mode as int2, steps as int4, within as int8, rows as int4, their words. */
bytea *
cx_funnel_rows_to_bytes(const CxFunnelRows *rows)
{
	StringInfoData message;
	Size words = (Size) rows->count * rows->words;

	if (words * sizeof(uint64) + 64 > MaxAllocSize)
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
	enlargeStringInfo(&message, (int) (words * sizeof(uint64)));
	for (Size i = 0; i < words; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendint64(&message, rows->rows[i]);
	}
	return pq_endtypsend(&message);
}

static const char *
problem_of_row(const CxFunnelRows *rows, const uint64 *row)
{
	uint64 any = 0;
	int last = rows->terms.steps % 64;

	if (!IS_VALID_TIMESTAMP(cx_row_at(row)) ||
		(rows->terms.kind == CX_TIME_DATE && cx_row_at(row) % USECS_PER_DAY != 0))
		return "A row has no time.";
	for (int32 i = 1; i < rows->words; i++)
		any |= row[i];
	if (last > 0 && row[rows->words - 1] >> last != 0)
		return "A row meets a step that the funnel does not have.";
	if (any == 0 && (rows->terms.mode & CX_FUNNEL_STRICT_ORDER) == 0)
		return "A row meets no step.";
	return NULL;
}

CxFunnelRows *
cx_funnel_rows_of_bytes(MemoryContext context, const bytea *bytes)
{
	StringInfoData message;
	CxFunnelTerms terms = {0};
	CxFunnelRows *rows;
	const char *problem;
	uint32 count;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes), (int) VARSIZE_ANY_EXHDR(bytes));
	cx_wire_version(&message, STATE_NAME, WIRE_VERSION);
	terms.kind = (CxTimeKind) pq_getmsgbyte(&message);
	terms.mode = (uint16) pq_getmsgint(&message, 2);
	terms.steps = (int32) pq_getmsgint(&message, 4);
	terms.within = pq_getmsgint64(&message);
	if ((problem = cx_funnel_terms_problem(&terms)) != NULL)
		cx_wire_refuse(STATE_NAME, problem);
	rows = cx_funnel_rows_make(context, &terms);
	count = pq_getmsgint(&message, 4);
	if (count > (uint32) (message.len - message.cursor) / (uint32) (rows->words * sizeof(uint64)))
		cx_wire_refuse(STATE_NAME, "There are fewer rows than announced.");
	for (uint32 i = 0; i < count; i++)
	{
		uint64 *row = cx_funnel_rows_next(rows);

		CX_CHECK_INTERRUPTS(i);
		for (int32 w = 0; w < rows->words; w++)
			row[w] = (uint64) pq_getmsgint64(&message);
		if ((problem = problem_of_row(rows, row)) != NULL)
			cx_wire_refuse(STATE_NAME, problem);
		cx_funnel_rows_added(rows);
	}
	pq_getmsgend(&message);
	pfree(message.data);
	return rows;
}
