/*
 * bits.h
 *	  Sets of days or periods as bits in words, bit k in word k / 64.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BITS_H
#define CX_BITS_H

/*
 * Adds the bits of from to those of to, moved by distance, upwards when it is positive. Each must
 * have its place in to.
 */
static inline void
cx_bits_or(uint64 *to, int to_words, const uint64 *from, int from_words, int64 distance)
{
	int64 words = distance >= 0 ? distance / 64 : -((-distance + 63) / 64);
	int shift = (int) (distance - words * 64);

	for (int w = 0; w < from_words; w++)
	{
		int64 at = w + words;

		if (from[w] == 0)
			continue;
		/* what is moved into no word of to is 0 */
		if (at >= 0 && at < to_words)
			to[at] |= from[w] << shift;
		if (shift > 0 && at + 1 >= 0 && at + 1 < to_words)
			to[at + 1] |= from[w] >> (64 - shift);
	}
}

/*
 * Turns 64 words of 64 bits about their diagonal: bit k of word i becomes bit i of word k. Blocks of
 * half the size change places, then those within them (Warren, Hacker's Delight, 2nd ed., 7-3).
 */
static inline void
cx_bits_transpose(uint64 *square)
{
	uint64 low = UINT64CONST(0x00000000ffffffff);

	for (int size = 32; size > 0; size /= 2, low ^= low << size)
	{
		for (int i = 0; i < 64; i = (i + size + 1) & ~size)
		{
			uint64 moved = (square[i] >> size ^ square[i + size]) & low;

			square[i] ^= moved << size;
			square[i + size] ^= moved;
		}
	}
}

#endif /* CX_BITS_H */
