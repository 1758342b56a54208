/*
 * cells_build.h
 *	  A cx_cells while it grows: an expanded object, flat again when it leaves the aggregate.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CELLS_BUILD_H
#define CX_CELLS_BUILD_H

#include "utils/expandeddatum.h"

#include "survey/cells.h"

typedef struct CxCellsBuilder
{
	ExpandedObjectHeader hdr;
	bool lasting;    /* the aggregate keeps it, else it is flattened at the end of the call */
	uint32 elements; /* 0 before the first cell */
	uint32 count;
	uint32 room;
	CxNames *names; /* of each element */
	uint32 *codes;  /* elements for each cell */
	int64 *responses;
	CxSum *weights;
	uint32 *slots; /* 1 + the number of a cell, or 0 */
	uint32 mask;
	int64 total; /* responses */
	Size text;   /* bytes of all cells in text, at most */
} CxCellsBuilder;

extern CxCellsBuilder *cx_cells_begin(MemoryContext parent);

/* The state in argument 0, to be written to: in place when allowed, else a copy. */
extern CxCellsBuilder *cx_cells_writable(FunctionCallInfo fcinfo);

/* As the value of a transition function: a pointer that the executor hands back next time. */
extern Datum cx_cells_transition_value(CxCellsBuilder *builder);

/* The value itself, in the current memory context. */
extern CxCells *cx_cells_value(CxCellsBuilder *builder);

extern void cx_cells_end(CxCellsBuilder *builder);

/* Error 22023 where the cells that are there have another number of elements. */
extern void cx_cells_settle(CxCellsBuilder *builder, uint32 elements);

/*
 * Adds answers to the cell of these names, whose bytes are copied; is it a new one? Responses beyond
 * bigint: error 22003; too many different cells: error 54000.
 */
extern bool cx_cells_put(CxCellsBuilder *builder, const CxName *cell, int64 responses,
						 CxSum weight);

/* Adds all answers of a state; errors as above. */
extern void cx_cells_merge(CxCellsBuilder *builder, const CxCells *state);

/* The number of a cell in a flat state, or how many there are where it has none. */
extern uint32 cx_cells_find(const CxCells *state, const CxName *cell, uint32 elements);

#endif /* CX_CELLS_BUILD_H */
