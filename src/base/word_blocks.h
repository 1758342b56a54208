/*
 * word_blocks.h
 *	  Blocks of a few words for the days of millions of customers.
 *
 * An allocator of PostgreSQL spends a header on each block and rounds its size up to a power of two,
 * which is more than most customers need. Here a block has no header: its owner knows its class.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_WORD_BLOCKS_H
#define CX_WORD_BLOCKS_H

#include "utils/palloc.h"

/* Up to 3 * 2^18 words: 65536 wide days, and as many again that are not yet put in order. */
#define CX_BLOCK_CLASSES 39

typedef struct CxBlocks
{
	MemoryContext context;
	uint64 *next; /* what is left of the chunk that blocks are cut from */
	Size left;    /* its words */
	Size bytes;   /* of all chunks */
	uint64 *free[CX_BLOCK_CLASSES];
} CxBlocks;

/*
 * Words of a block: 1 in class 0, which is not one of ours, then 2, 3, 4, 6, 8, 12, 16, ... From a table,
 * since a processor does not foresee which class comes.
 */
extern const int cx_block_sizes[CX_BLOCK_CLASSES];

static inline int
cx_block_words(int class)
{
	return cx_block_sizes[class];
}

extern uint64 *cx_block_get(CxBlocks *blocks, int class);
extern void cx_block_put(CxBlocks *blocks, uint64 *block, int class);

#endif /* CX_WORD_BLOCKS_H */
