/*
 * word_blocks.c
 *	  Blocks of a few words, cut from chunks; those given back are chained by class.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/huge_pages.h"
#include "base/word_blocks.h"

/*
 * A chunk is an eighth of all, within these bounds, in words. Once all are half as long as the longest,
 * each is one of these: it has huge pages, and takes memory as it is used, from its beginning on.
 */
#define LEAST_CHUNK 32
#define MOST_CHUNK  ((Size) 512 * 1024)

/* From this size on a block is a chunk of its own, and is freed. */
#define LARGE_BLOCK 4096

#define TWO(n) 2 << (n), 3 << (n)

const int cx_block_sizes[CX_BLOCK_CLASSES] = {
	1,      TWO(0),  TWO(1),  TWO(2),  TWO(3),  TWO(4),  TWO(5),  TWO(6),  TWO(7),  TWO(8),
	TWO(9), TWO(10), TWO(11), TWO(12), TWO(13), TWO(14), TWO(15), TWO(16), TWO(17), TWO(18)};

static uint64 *
new_chunk(CxBlocks *blocks, Size words)
{
	Size bytes = words * sizeof(uint64);
	uint64 *chunk = MemoryContextAllocHuge(blocks->context, bytes);

	cx_advise_huge_pages(chunk, bytes);
	blocks->bytes += bytes;
	return chunk;
}

uint64 *
cx_block_get(CxBlocks *blocks, int class)
{
	Size words = cx_block_words(class);
	uint64 *block = blocks->free[class];

	if (block != NULL)
	{
		memcpy(&blocks->free[class], block, sizeof(uint64 *));
		return block;
	}
	if (words >= LARGE_BLOCK)
		return new_chunk(blocks, words);
	if (words > blocks->left)
	{
		Size eighth = blocks->bytes / sizeof(uint64) / 8;

		if (eighth >= MOST_CHUNK / 16)
			eighth = MOST_CHUNK;
		blocks->left = Max(words, Min(Max(eighth, LEAST_CHUNK), MOST_CHUNK));
		blocks->next = new_chunk(blocks, blocks->left);
	}
	block = blocks->next;
	blocks->next += words;
	blocks->left -= words;
	return block;
}

void
cx_block_put(CxBlocks *blocks, uint64 *block, int class)
{
	if (cx_block_words(class) >= LARGE_BLOCK)
	{
		blocks->bytes -= cx_block_words(class) * sizeof(uint64);
		pfree(block);
		return;
	}
	memcpy(block, &blocks->free[class], sizeof(uint64 *));
	blocks->free[class] = block;
}
