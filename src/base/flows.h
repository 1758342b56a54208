/*
 * flows.h
 *	  States of a few counts for each period: who came and left, what was opened and resolved.
 *
 * Flows are kept, not stocks: a customer or a ticket touches as many periods as its status changed,
 * however long it lasted, and flows of parts add up to the flows of the whole. Stocks are their running
 * sums. Here are the layout and the forms that such states share; flows_build.h has their memory.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FLOWS_H
#define CX_FLOWS_H

#include "fmgr.h"

#include "base/period.h"
#include "base/state_text.h"

#define CX_FLOWS_MAX_PERIODS 1000000
#define CX_FLOWS_MAX_COUNTS  3
#define CX_FLOWS_MAX_GRACE   PG_UINT16_MAX

/* What tells one type from another. */
typedef struct CxFlowsKind
{
	const char *type;
	int counts;           /* of a period */
	const char *counted;  /* what is counted, for the error of a count beyond bigint */
	const char *expected; /* the text form, for the error of another one */
	const char *names[CX_FLOWS_MAX_COUNTS];
	bool has_grace; /* flows may be those of customers who count as active for some periods more */
} CxFlowsKind;

/*
 * On disk, for ever. A row is the number of a period and its counts, which are signed, because a
 * difference of two states is a state too. Sorted by number, each number once, no row of zeros; no
 * rows: no period and no grace (0). So equal values are equal bytes. Each type has a struct of its own
 * like this one, whose rows have names.
 */
typedef struct CxFlows
{
	int32 vl_len_;
	uint8 version; /* 1 */
	uint8 period;  /* CxPeriod */
	uint16 grace;  /* periods of grace that the flows were made with; before 0.7.0 always 0 */
	int64 rows[FLEXIBLE_ARRAY_MEMBER];
} CxFlows;

StaticAssertDecl(offsetof(CxFlows, rows) == 8, "states of flows must keep their layout on disk");

#define CX_FLOWS_VERSION 1

/* Of the binary form: with a grace, which is left out where it is 0, so that it is read by 0.6.0. */
#define CX_FLOWS_WIRE_GRACE 2

#define PG_GETARG_FLOWS(n) ((CxFlows *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* In int64: of a row with so many counts. */
#define CX_FLOWS_WIDTH(counts) (1 + (counts))

static inline Size
cx_flows_size(int width, int count)
{
	return offsetof(CxFlows, rows) + (Size) count * width * sizeof(int64);
}

static inline int
cx_flows_count(int width, const CxFlows *state)
{
	return (int) ((VARSIZE(state) - offsetof(CxFlows, rows)) / (width * sizeof(int64)));
}

/*
 * What CX_STATE_IO (state_io.h) asks for. Text: (month: 2026-01-01 10 0 0, 2026-02-01 3 1 2), the
 * period, then for each period its first day and its counts; (day grace 29: ...) where there is a
 * grace; the empty state is (). Binary: version 1, the period as a byte, the number of rows as int4,
 * and for each its period's number as int4 and its counts as int8; version 2 has the grace as int2
 * after the period. JSON: {"period", "flows": [{"period", names...}, ...]}, with "grace" after the period
 * in kinds that have one; the empty state has a null period and no flows.
 */
extern bool cx_flows_read_text(const CxFlowsKind *kind, CxTextReader *reader, CxFlows **state);
extern void cx_flows_write_text(const CxFlowsKind *kind, StringInfo text, const CxFlows *state);
extern CxFlows *cx_flows_read_wire(const CxFlowsKind *kind, StringInfo message, int version);
extern int cx_flows_wire_version(const CxFlows *state);
extern void cx_flows_write_wire(const CxFlowsKind *kind, StringInfo message, const CxFlows *state);
extern void cx_flows_write_json(const CxFlowsKind *kind, StringInfo json, const CxFlows *state);
extern const char *cx_flows_problem(const CxFlowsKind *kind, const CxFlows *state);

/* The same as the functions of a file that names its kind and struct, for CX_STATE_IO. */
#define CX_FLOWS_FORMS(kind, Type)                                                                 \
	static bool read_text(CxTextReader *reader, Type **state)                                      \
	{                                                                                              \
		return cx_flows_read_text(kind, reader, (CxFlows **) state);                               \
	}                                                                                              \
	static void write_text(StringInfo text, const Type *state)                                     \
	{                                                                                              \
		cx_flows_write_text(kind, text, (const CxFlows *) state);                                  \
	}                                                                                              \
	static Type *read_wire(StringInfo message, int version)                                        \
	{                                                                                              \
		return (Type *) cx_flows_read_wire(kind, message, version);                                \
	}                                                                                              \
	static int wire_version_of(const Type *state)                                                  \
	{                                                                                              \
		return cx_flows_wire_version((const CxFlows *) state);                                     \
	}                                                                                              \
	static void write_wire(StringInfo message, const Type *state)                                  \
	{                                                                                              \
		cx_flows_write_wire(kind, message, (const CxFlows *) state);                               \
	}                                                                                              \
	static void write_json(StringInfo json, const Type *state)                                     \
	{                                                                                              \
		cx_flows_write_json(kind, json, (const CxFlows *) state);                                  \
	}                                                                                              \
	static const char *problem_of(const Type *state)                                               \
	{                                                                                              \
		return cx_flows_problem(kind, (const CxFlows *) state);                                    \
	}

#endif /* CX_FLOWS_H */
