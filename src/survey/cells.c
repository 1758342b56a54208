/*
 * cells.c
 *	  Type cx_cells: its forms and its order.
 *
 * Text form: (berlin 18-34: 20, berlin "35 or more": 31 weighing 28.5): for each cell its names, in quotes
 * where base/names_text.h says so, the answers, and the sum of their weights where it is another number;
 * x~e is a sum x that carries the rounding error e. The empty state is (). Binary form: version byte 1, the
 * number of elements as int4, for each the number of its names as int4 and each name with its length
 * before it, in the encoding of the client; then the number of cells as int4, and for each the numbers of
 * its names as int4, answers as int8, the sum of weights as two float8. JSON: {"responses", "cells":
 * [{"cell", "responses", "weight"}]}.
 *
 * Both forms may have cells in any order: theirs is that of bytes, which differ between encodings.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/interrupts.h"
#include "base/names_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survey/cells_build.h"
#include "survey/weighted_scores.h"

#define TYPE_NAME "cx_cells"

/* Names and cells are right by how a state is read; each was checked on its way in. */
static const char *
problem_of(const CxCells *state)
{
	return NULL;
}

/* What is wrong with the answers of a cell, or NULL. */
static const char *
problem_of_cell(const CxCellsBuilder *builder, int64 responses, CxSum weight)
{
	int64 total;

	if (responses <= 0)
		return "A cell has one response at least.";
	if (pg_add_s64_overflow(builder->total, responses, &total))
		return "There are more responses than bigint counts.";
	/* written so that NaN fails; a sum is rounded */
	if (!cx_sum_valid(&weight) || !(weight.high >= CX_MIN_WEIGHT) ||
		!(weight.high / (double) responses <= CX_MAX_WEIGHT * (1 + 1e-9)))
		return "A weight is not positive, not finite or not that of so many responses.";
	if (builder->count == CX_MAX_CELLS)
		return "There are too many cells.";
	return NULL;
}

static const char *const twice = "A cell is there twice.";

static CxCells *
finish(CxCellsBuilder *builder)
{
	CxCells *state = cx_cells_value(builder);

	cx_cells_end(builder);
	return state;
}

/* ----- text ----- */

static bool
read_weight(CxTextReader *reader, int64 responses, CxSum *weight)
{
	*weight = (CxSum){(double) responses, 0};
	if (!cx_text_literal(reader, "weighing"))
		return true;
	return cx_text_float8(reader, &weight->high) &&
		   (!cx_text_literal(reader, "~") || cx_text_float8(reader, &weight->low));
}

static bool
read_cell(CxTextReader *reader, CxCellsBuilder *builder)
{
	const char *expected = reader->problem;
	CxName cell[CX_MAX_ELEMENTS];
	uint32 elements = 0;
	int64 responses;
	CxSum weight;

	while (!cx_text_literal(reader, ":"))
		if (elements == CX_MAX_ELEMENTS || !cx_text_name(reader, &cell[elements++]))
			return false;
	if (elements == 0 || !cx_text_int64(reader, &responses) ||
		!read_weight(reader, responses, &weight))
		return false;
	if (builder->elements != 0 && builder->elements != elements)
		reader->problem = "Cells differ in their number of elements.";
	else
		reader->problem = problem_of_cell(builder, responses, weight);
	if (reader->problem != NULL)
		return false;
	reader->problem = expected;
	cx_cells_settle(builder, elements);
	if (!cx_cells_put(builder, cell, responses, weight))
		reader->problem = twice;
	return reader->problem != twice;
}

static bool
read_text(CxTextReader *reader, CxCells **state)
{
	CxCellsBuilder *builder = cx_cells_begin(CurrentMemoryContext);

	reader->problem =
		"Expected is (berlin 18-34: 20, ...): names, responses and, where they have another sum of "
		"weights, weighing and that; \"...\" around a name that is more than letters, or () for no "
		"answers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (!cx_text_literal(reader, ")"))
	{
		do
		{
			if (!read_cell(reader, builder))
				return false;
		} while (cx_text_literal(reader, ","));
		if (!cx_text_literal(reader, ")"))
			return false;
	}
	if (!cx_text_end(reader))
		return false;
	*state = finish(builder);
	return true;
}

static void
write_text(StringInfo text, const CxCells *state)
{
	const uint32 *codes = cx_cells_codes(state);
	uint32 firsts[CX_MAX_ELEMENTS];

	cx_cells_firsts(state, firsts);
	appendStringInfoChar(text, '(');
	for (uint32 c = 0; c < state->cells; c++, codes += state->elements)
	{
		CxSum weight = cx_cells_weights(state)[c];

		CX_CHECK_INTERRUPTS(c);
		if (c > 0)
			appendStringInfoString(text, ", ");
		for (uint32 i = 0; i < state->elements; i++)
		{
			if (i > 0)
				appendStringInfoChar(text, ' ');
			cx_append_name(text, cx_cells_name(state, firsts[i] + codes[i]));
		}
		appendStringInfo(text, ": " INT64_FORMAT, state->responses[c]);
		if (weight.high == (double) state->responses[c] && weight.low == 0)
			continue;
		appendStringInfoString(text, " weighing ");
		cx_append_float8(text, weight.high);
		if (weight.low != 0)
		{
			appendStringInfoChar(text, '~');
			cx_append_float8(text, weight.low);
		}
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary ----- */

/* So many things of at least a number of bytes each, as far as the message can hold them. */
static uint32
read_count(StringInfo message, uint32 most, int size)
{
	uint32 count = pq_getmsgint(message, 4);

	if (count > most || count > (uint32) (message->len - message->cursor) / size)
		cx_wire_refuse(TYPE_NAME, "There are fewer names or cells than announced, or too many.");
	return count;
}

static CxCells *
read_wire(StringInfo message)
{
	CxCellsBuilder *builder = cx_cells_begin(CurrentMemoryContext);
	uint32 elements = read_count(message, CX_MAX_ELEMENTS, 4);
	CxName *names[CX_MAX_ELEMENTS];
	uint32 counts[CX_MAX_ELEMENTS];
	uint32 cells;

	for (uint32 i = 0; i < elements; i++)
	{
		counts[i] = read_count(message, CX_MAX_CELLS, 4);
		names[i] = palloc(Max(counts[i], 1) * sizeof(CxName));
		for (uint32 k = 0; k < counts[i]; k++)
		{
			CX_CHECK_INTERRUPTS(k);
			names[i][k] = cx_wire_name(message, TYPE_NAME);
		}
	}
	cells = read_count(message, CX_MAX_CELLS, (int) (elements * 4 + 24));
	if ((cells == 0) != (elements == 0))
		cx_wire_refuse(TYPE_NAME, "Elements without cells, or cells without elements.");
	if (elements > 0)
		cx_cells_settle(builder, elements);
	for (uint32 c = 0; c < cells; c++)
	{
		CxName cell[CX_MAX_ELEMENTS];
		int64 responses;
		CxSum weight;
		const char *problem;

		CX_CHECK_INTERRUPTS(c);
		for (uint32 i = 0; i < elements; i++)
		{
			uint32 code = pq_getmsgint(message, 4);

			if (code >= counts[i])
				cx_wire_refuse(TYPE_NAME, "A cell has a name that is not there.");
			cell[i] = names[i][code];
		}
		responses = pq_getmsgint64(message);
		weight.high = pq_getmsgfloat8(message);
		weight.low = pq_getmsgfloat8(message);
		problem = problem_of_cell(builder, responses, weight);
		if (problem == NULL && !cx_cells_put(builder, cell, responses, weight))
			problem = twice;
		if (problem != NULL)
			cx_wire_refuse(TYPE_NAME, problem);
	}
	for (uint32 i = 0; i < elements; i++)
		if (builder->names[i].count != counts[i])
			cx_wire_refuse(TYPE_NAME, "A name is there twice, or no cell has it.");
	return finish(builder);
}

static void
write_wire(StringInfo message, const CxCells *state)
{
	const uint32 *codes = cx_cells_codes(state);
	uint32 name = 0;

	pq_sendint32(message, state->elements);
	for (uint32 i = 0; i < state->elements; i++)
	{
		uint32 count = cx_cells_counts(state)[i];

		pq_sendint32(message, count);
		for (uint32 k = 0; k < count; k++, name++)
		{
			CX_CHECK_INTERRUPTS(k);
			cx_send_name(message, cx_cells_name(state, name));
		}
	}
	pq_sendint32(message, state->cells);
	for (uint32 c = 0; c < state->cells; c++)
	{
		CX_CHECK_INTERRUPTS(c);
		for (uint32 i = 0; i < state->elements; i++)
			pq_sendint32(message, *codes++);
		pq_sendint64(message, state->responses[c]);
		pq_sendfloat8(message, cx_cells_weights(state)[c].high);
		pq_sendfloat8(message, cx_cells_weights(state)[c].low);
	}
}

/* ----- json ----- */

static void
write_json(StringInfo json, const CxCells *state)
{
	const uint32 *codes = cx_cells_codes(state);
	uint32 firsts[CX_MAX_ELEMENTS];
	int64 total = 0;

	cx_cells_firsts(state, firsts);
	for (uint32 c = 0; c < state->cells; c++)
		total += state->responses[c];
	appendStringInfo(json, "{\"responses\": " INT64_FORMAT ", \"cells\": [", total);
	for (uint32 c = 0; c < state->cells; c++, codes += state->elements)
	{
		CX_CHECK_INTERRUPTS(c);
		appendStringInfoString(json, c > 0 ? ", {\"cell\": [" : "{\"cell\": [");
		for (uint32 i = 0; i < state->elements; i++)
		{
			if (i > 0)
				appendStringInfoString(json, ", ");
			cx_json_name(json, cx_cells_name(state, firsts[i] + codes[i]));
		}
		appendStringInfo(json,
						 "], \"responses\": " INT64_FORMAT ", \"weight\": ", state->responses[c]);
		cx_append_float8(json, cx_cells_weights(state)[c].high);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_cells, CxCells, 1, PG_GETARG_CELLS)
CX_VARLENA_STATE_ORDER(cx_cells)
