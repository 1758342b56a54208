/*
 * funnel_row.h
 *	  A row of a funnel as a few bytes: how long after the one before it was, and which steps it meets.
 *
 * A row is a word of two to eight bytes, low ones first, without those at its end that are zero: it is
 * written and read as a whole.
 *
 *		bits: | bytes less one 3 | micros 1 | steps, if there are at most 16 | time ... |
 *
 * The time is the difference to that of the row before, to 2000-01-01 for the first. If it is whole seconds,
 * or days for dates, it is counted in these, else in microseconds, with negative ones among the others as in
 * protocol buffers (0, -1, 1, -2, ...). If it does not fit, the word is a single byte 0, and eight bytes of
 * microseconds follow. More than 16 steps, and the steps of a row whose time does not fit, are a bit each of
 * the bytes behind that.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_ROW_H
#define CX_FUNNEL_ROW_H

#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"

#include "journey/funnel_terms.h"

#define CX_ROW_LENGTH_BITS 3
#define CX_ROW_MICROS      ((uint64) 1 << CX_ROW_LENGTH_BITS)
#define CX_ROW_FLAG_BITS   (CX_ROW_LENGTH_BITS + 1)
#define CX_ROW_FEW_STEPS   16
#define CX_ROW_FAR_BYTES   (1 + sizeof(uint64))

/* The most bytes that a row takes. */
#define CX_ROW_MAX_BYTES(steps) (CX_ROW_FAR_BYTES + ((steps) + 7) / 8)

/* Bits for the steps in the word, and bytes for them behind it. */
static inline int
cx_row_step_bits(int32 steps)
{
	return steps <= CX_ROW_FEW_STEPS ? steps : 0;
}

static inline uint32
cx_row_step_bytes(int32 steps, bool far)
{
	return far || steps > CX_ROW_FEW_STEPS ? (steps + 7) / 8 : 0;
}

static inline uint64
cx_low_bytes_first(uint64 word)
{
#ifdef WORDS_BIGENDIAN
	return pg_bswap64(word);
#else
	return word;
#endif
}

/* What a time is counted in, where it is a whole number of them. Each kind divides by a constant of its own. */
static inline bool
cx_in_units(int64 time, CxTimeKind kind, int64 *units)
{
	*units = kind == CX_TIME_DATE ? time / USECS_PER_DAY : time / USECS_PER_SEC;
	return time == *units * (kind == CX_TIME_DATE ? USECS_PER_DAY : USECS_PER_SEC);
}

/* A row that is going to be written. */
typedef struct CxRowBytes
{
	uint64 word;
	uint32 length; /* of the word, or of the byte 0 and the time */
	uint32 behind; /* bytes of steps */
	bool far;
} CxRowBytes;

/* The time is the difference; bit k of each word of met is a step. */
static inline CxRowBytes
cx_row_bytes(int64 time, const uint64 *met, CxTimeKind kind, int32 steps)
{
	CxRowBytes row;
	int64 units;
	bool whole = cx_in_units(time, kind, &units);
	int64 counted = whole ? units : time;
	uint64 number = (uint64) counted << 1 ^ (counted < 0 ? PG_UINT64_MAX : 0);
	int bits = cx_row_step_bits(steps);

	row.far = number >> (64 - CX_ROW_FLAG_BITS - bits) != 0;
	row.behind = cx_row_step_bytes(steps, row.far);
	if (unlikely(row.far))
	{
		row.word = (uint64) time;
		row.length = CX_ROW_FAR_BYTES;
		return row;
	}
	row.word = number << (CX_ROW_FLAG_BITS + bits) | (whole ? 0 : CX_ROW_MICROS);
	if (bits > 0)
		row.word |= met[0] << CX_ROW_FLAG_BITS;
	/* two bytes at least: a length of 0 says that the time does not fit */
	row.length = pg_leftmost_one_pos64(row.word | 0x100) / 8;
	row.word |= row.length++;
	return row;
}

/* Writes the row. The room, which is enough for it, is what is left of the piece. */
static inline void
cx_row_write(uint8 *to, uint32 room, const CxRowBytes *row, const uint64 *met)
{
	uint64 word = cx_low_bytes_first(row->word);

	if (unlikely(row->far))
	{
		*to = 0;
		memcpy(to + 1, &word, sizeof(word));
	}
	else if (likely(room >= sizeof(word)))
		memcpy(to, &word, sizeof(word));
	else
		memcpy(to, &word, row->length);
	to += row->length;
	for (uint32 i = 0; i < row->behind; i++)
		*to++ = (uint8) (met[i / 8] >> (i % 8 * 8));
}

/* Eight bytes as a word, or those up to the end and zeros. Eight bytes in front of the end may be read, too. */
static inline uint64
cx_row_word(const uint8 *from, const uint8 *end)
{
	int missing = likely(end - from >= (ptrdiff_t) sizeof(uint64))
					  ? 0
					  : (int) (sizeof(uint64) - (end - from));
	uint64 word;

	memcpy(&word, from - missing, sizeof(word));
	return cx_low_bytes_first(word) >> (8 * missing);
}

/*
 * Reads the row that begins before the end: adds the difference to at, and sets met. Where the next one begins,
 * or NULL where the bytes end before the row does, or are none.
 */
static inline const uint8 *
cx_row_read(const uint8 *from, const uint8 *end, CxTimeKind kind, int32 steps, int64 *at,
			uint64 *met)
{
	int bits = cx_row_step_bits(steps);
	uint64 word = cx_row_word(from, end);
	uint32 length = word & ((1 << CX_ROW_LENGTH_BITS) - 1);
	bool far = length == 0;
	uint32 behind = cx_row_step_bytes(steps, far);
	uint64 time;

	length = far ? CX_ROW_FAR_BYTES : length + 1;
	if (unlikely(end - from < (ptrdiff_t) (length + behind)))
		return NULL;
	if (unlikely(far))
	{
		if (*from != 0)
			return NULL;
		time = cx_row_word(from + 1, end);
	}
	else
	{
		uint64 number;

		word &= PG_UINT64_MAX >> (64 - 8 * length);
		number = word >> (CX_ROW_FLAG_BITS + bits);
		time = number >> 1 ^ ((number & 1) != 0 ? PG_UINT64_MAX : 0);
		if ((word & CX_ROW_MICROS) == 0)
			time *= kind == CX_TIME_DATE ? USECS_PER_DAY : USECS_PER_SEC;
		met[0] = word >> CX_ROW_FLAG_BITS & (((uint64) 1 << bits) - 1);
	}
	*at = (int64) ((uint64) *at + time);
	from += length;
	for (uint32 i = 0; i < behind; i++)
	{
		if (i % 8 == 0)
			met[i / 8] = 0;
		met[i / 8] |= (uint64) *from++ << (i % 8 * 8);
	}
	return from;
}

#endif /* CX_FUNNEL_ROW_H */
