/*
 * cells.h
 *	  Type cx_cells: how many answers, and how much weight, the cells of a sample have.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CELLS_H
#define CX_CELLS_H

#include "fmgr.h"

#include "base/compat.h"
#include "base/names.h"
#include "math/exact_sum.h"

/* Margins are a handful, and their cells some thousands; a million are ages in days. */
#define CX_MAX_ELEMENTS 32
#define CX_MAX_CELLS    (1 << 20)

/* The text form of a state, which a dump needs, stays below what a value may have, 1 GB. */
#define CX_CELLS_MAX_TEXT 1000000000

/* Bytes of a cell in text without its names: ": ", a bigint, " weighing ", two numbers with ~ between, ", ". */
#define CX_CELL_TEXT 96

#define CX_CELLS_VERSION 1

/*
 * A cell is a name for each element, such as (berlin, 18-34). Behind the head, for the cells in the order of
 * their names:
 *
 *		responses	int64 a cell
 *		weights		CxSum a cell
 *		codes		uint32 an element a cell: the number of its name among those of the element
 *		counts		uint32 an element: how many names
 *		ends		uint32 a name: where its bytes end; names are in the order of their bytes
 *		bytes		of the names
 *
 * The empty state has no elements and no cells, and all of its head but the version is 0.
 */
typedef struct CxCells
{
	int32 vl_len_; /* varlena header, not to be touched directly */
	uint32 version;
	uint32 elements;
	uint32 cells;
	uint32 names; /* of all elements */
	uint32 bytes; /* of all names */
	int64 responses[FLEXIBLE_ARRAY_MEMBER];
} CxCells;

StaticAssertDecl(offsetof(CxCells, responses) == 24, "cx_cells must keep its layout on disk");

static inline Size
cx_cells_size(Size elements, Size cells, Size names, Size bytes)
{
	return offsetof(CxCells, responses) + cells * (sizeof(int64) + sizeof(CxSum)) +
		   (cells * elements + elements + names) * sizeof(uint32) + bytes;
}

static inline CxSum *
cx_cells_weights(const CxCells *state)
{
	return (CxSum *) (state->responses + state->cells);
}

static inline uint32 *
cx_cells_codes(const CxCells *state)
{
	return (uint32 *) (cx_cells_weights(state) + state->cells);
}

static inline uint32 *
cx_cells_counts(const CxCells *state)
{
	return cx_cells_codes(state) + (Size) state->cells * state->elements;
}

static inline uint32 *
cx_cells_ends(const CxCells *state)
{
	return cx_cells_counts(state) + state->elements;
}

/* Name i of all elements together, those of the first element first. */
static inline CxName
cx_cells_name(const CxCells *state, uint32 i)
{
	const uint32 *ends = cx_cells_ends(state);
	uint32 start = i == 0 ? 0 : ends[i - 1];

	return (CxName){(const char *) (ends + state->names) + start, ends[i] - start};
}

/* Where the names of each element begin among all. */
static inline void
cx_cells_firsts(const CxCells *state, uint32 *firsts)
{
	uint32 first = 0;

	for (uint32 i = 0; i < state->elements; i++)
	{
		firsts[i] = first;
		first += cx_cells_counts(state)[i];
	}
}

#define PG_GETARG_CELLS(n) ((CxCells *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

#endif /* CX_CELLS_H */
