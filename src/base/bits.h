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

#endif /* CX_BITS_H */
