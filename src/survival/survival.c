/*
 * survival.c
 *	  Type cx_survival: input and output, equality, casts.
 *
 * Text form: (9 13 13+ 5*2 16+*3), the times at which somebody churned, those at which somebody was
 * censored with a plus as textbooks write them, and how many if not one; 1.9^ is when somebody came
 * under observation late. The empty state is (). A count that carries a rounding error shows it after a
 * tilde. Binary form: version byte 1, a byte that is 1 when counts are pairs, the number of marks as
 * int4, then for each its kind as a byte, the time and the count as float8, and what rounding left out.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/compat.h"
#include "base/result.h"
#include "base/state_order.h"
#include "base/state_text.h"
#include "base/state_wire.h"
#include "survival/survival.h"

#define TYPE_NAME    "cx_survival"
#define WIRE_VERSION 1

/* Bytes of a mark on the wire without its low part: tells how many a message can hold. */
#define WIRE_MARK 17

static const char *
problem_of_mark(const CxMarks *marks, size_t i)
{
	double high = marks->highs[i];
	CxSum count = {high, marks->lows[i]};

	if (i > 0 && marks->keys[i] <= marks->keys[i - 1])
		return "Times must ascend, each only once: churned, then censored, then entered.";
	if (marks->keys[i] == cx_mark(0, CX_ENTERED))
		return "Who entered at 0 was observed from the start.";
	if (!cx_sum_valid(&count) || !(high >= CX_MIN_COUNT && high <= CX_MAX_COUNT))
		return "A count is not positive, out of range or not normalized.";
	return NULL;
}

/*
 * What is wrong with marks that came from outside, or NULL. The one validity check, shared by text
 * and binary input; times were checked as they were read. Nobody can leave who was not there: the
 * tolerance is for the rounding of weights.
 */
static const char *
problem_of(const CxMarks *marks)
{
	CxRisk risk;
	double nobody;

	for (size_t i = 0; i < marks->count; i++)
	{
		const char *problem = problem_of_mark(marks, i);

		if (problem != NULL)
			return problem;
	}
	if (marks->count == 0)
		return NULL;
	if (cx_mark_kind(marks->keys[marks->count - 1]) == CX_ENTERED)
		return "Somebody enters after the last exit.";
	cx_risk_start(&risk, marks, &cx_interrupts);
	nobody = -1e-20 * risk.under.high;
	if (risk.under.high < 0)
		return "More enter than leave.";
	while (cx_risk_next(&risk))
	{
		CxSum left = risk.under;

		cx_sum_add_pair(&left, -risk.leaving.high, -risk.leaving.low);
		if (left.high < nobody && left.high < -1e-15 * risk.leaving.high)
			return "More leave than are there.";
	}
	return NULL;
}

static bool
valid_time(double time)
{
	return time == 0 || (time >= CX_MIN_TIME && time <= CX_MAX_TIME);
}

/* Marks while they are read. */
typedef struct Reading
{
	CxMarks marks;
	size_t room;
	uint64 *keys;
	double *highs;
	double *lows;
} Reading;

static void
make_room(Reading *reading, size_t room)
{
	reading->keys = reading->room == 0 ? palloc(room * sizeof(uint64))
									   : repalloc(reading->keys, room * sizeof(uint64));
	reading->highs = reading->room == 0 ? palloc(room * sizeof(double))
										: repalloc(reading->highs, room * sizeof(double));
	reading->lows = reading->room == 0 ? palloc(room * sizeof(double))
									   : repalloc(reading->lows, room * sizeof(double));
	reading->room = room;
	reading->marks.keys = reading->keys;
	reading->marks.highs = reading->highs;
	reading->marks.lows = reading->lows;
}

static void
add_mark(Reading *reading, uint64 key, CxSum count)
{
	size_t n = reading->marks.count++;

	if (n == reading->room)
		make_room(reading, Max(16, 2 * n));
	reading->keys[n] = key;
	reading->highs[n] = count.high;
	reading->lows[n] = count.low;
}

static bool
read_mark(CxTextReader *reader, Reading *reading)
{
	CxSum count = {1, 0};
	double time;
	CxMarkKind kind;

	if (!cx_text_float8(reader, &time))
		return false;
	time += 0.0; /* -0 becomes 0 */
	kind = cx_text_literal(reader, "+")   ? CX_CENSORED
		   : cx_text_literal(reader, "^") ? CX_ENTERED
										  : CX_CHURNED;
	if (cx_text_literal(reader, "*") &&
		(!cx_text_float8(reader, &count.high) ||
		 (cx_text_literal(reader, "~") && !cx_text_float8(reader, &count.low))))
		return false;
	if (!valid_time(time))
	{
		reader->problem = "A time is out of range.";
		return false;
	}
	if (reading->marks.count == CX_MAX_MARKS)
	{
		reader->problem = "There are too many times.";
		return false;
	}
	add_mark(reading, cx_mark(time, kind), count);
	return true;
}

static bool
read_state(CxTextReader *reader, Reading *reading)
{
	reader->problem =
		"Expected is (time ...): 5 for a customer who churned then, 5+ for one last seen then, "
		"5^ for one observed from then on, 5*2 for two, or () for no spells.";
	if (!cx_text_literal(reader, "("))
		return false;
	while (!cx_text_literal(reader, ")"))
	{
		if (reading->marks.count % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!read_mark(reader, reading))
			return false;
	}
	if (!cx_text_end(reader))
		return false;
	reader->problem = problem_of(&reading->marks);
	return reader->problem == NULL;
}

/*
 * cx_survival_in(cstring) -> cx_survival
 *		Text input. Malformed text or a state that no rows can have made: error 22P02 (soft on 16
 *		and later).
 */
PG_FUNCTION_INFO_V1(cx_survival_in);
Datum
cx_survival_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	Reading reading = {.room = 0};

	make_room(&reading, 16);
	if (!read_state(&reader, &reading))
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(cx_survival_make(&reading.marks));
}

/* Digits that read back as they are, without a palloc: there may be millions of marks. */
static void
append_figure(StringInfo text, const char *before, double figure)
{
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(figure, digits);
	appendStringInfoString(text, before);
	appendStringInfoString(text, digits);
}

/*
 * cx_survival_out(cx_survival) -> cstring
 *		Text output, which cx_survival_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_survival_out);
Datum
cx_survival_out(PG_FUNCTION_ARGS)
{
	static const char *const kinds[] = {"", "+", "^"};
	CxMarks marks = cx_marks_arg(fcinfo, 0);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	for (size_t i = 0; i < marks.count; i++)
	{
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		append_figure(&text, i > 0 ? " " : "", cx_mark_time(marks.keys[i]));
		appendStringInfoString(&text, kinds[cx_mark_kind(marks.keys[i])]);
		if (marks.highs[i] == 1 && (marks.lows == NULL || marks.lows[i] == 0))
			continue;
		append_figure(&text, "*", marks.highs[i]);
		if (marks.lows != NULL && marks.lows[i] != 0)
			append_figure(&text, "~", marks.lows[i]);
	}
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_survival_recv(internal) -> cx_survival
 *		Binary input. Unknown version, short message, or a state that problem_of() objects to: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_survival_recv);
Datum
cx_survival_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	Reading reading = {.room = 0};
	const char *problem;
	int pairs;
	uint32 count;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	pairs = pq_getmsgbyte(message);
	count = pq_getmsgint(message, 4);
	if (pairs != 0 && pairs != 1)
		cx_wire_refuse(TYPE_NAME, "Counts are neither single nor pairs.");
	if (count > CX_MAX_MARKS || count > (uint32) (message->len - message->cursor) / WIRE_MARK)
		cx_wire_refuse(TYPE_NAME, "There are fewer times than announced, or too many.");
	make_room(&reading, Max(count, 1));
	for (uint32 i = 0; i < count; i++)
	{
		int kind = pq_getmsgbyte(message);
		double time = pq_getmsgfloat8(message);
		CxSum mark = {pq_getmsgfloat8(message), 0};

		if (pairs)
			mark.low = pq_getmsgfloat8(message);
		if (kind > CX_ENTERED || !valid_time(time) || signbit(time))
			cx_wire_refuse(TYPE_NAME, "A time is out of range, or of no kind.");
		add_mark(&reading, cx_mark(time, kind), mark);
	}
	problem = problem_of(&reading.marks);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_POINTER(cx_survival_make(&reading.marks));
}

/*
 * cx_survival_send(cx_survival) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_survival_send);
Datum
cx_survival_send(PG_FUNCTION_ARGS)
{
	CxMarks marks = cx_marks_arg(fcinfo, 0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, marks.lows != NULL);
	pq_sendint32(&message, (uint32) marks.count);
	for (size_t i = 0; i < marks.count; i++)
	{
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		pq_sendbyte(&message, cx_mark_kind(marks.keys[i]));
		pq_sendfloat8(&message, cx_mark_time(marks.keys[i]));
		pq_sendfloat8(&message, marks.highs[i]);
		if (marks.lows != NULL)
			pq_sendfloat8(&message, marks.lows[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static CxBytes
bytes_of(const CxSurvival *state)
{
	Size size = cx_survival_size(state->marks, state->flags) - offsetof(CxSurvival, flags);

	return (CxBytes){(const unsigned char *) &state->flags, (int) size};
}

/* An open state has no flat bytes to be compared, so it is flattened first. */
#define SURVIVAL_BYTES(n, unused) bytes_of(cx_survival_arg(fcinfo, n))

CX_STATE_ORDER_(cx_survival, SURVIVAL_BYTES, )

static char *
as_json(const CxMarks *marks)
{
	StringInfoData json;
	CxRisk risk;
	CxSum totals[2] = {{0, 0}, {0, 0}};
	bool first = true;

	for (size_t i = 0; i < marks->count; i++)
		if (cx_mark_kind(marks->keys[i]) != CX_ENTERED)
			cx_sum_add_pair(&totals[cx_mark_kind(marks->keys[i])], marks->highs[i],
							marks->lows == NULL ? 0 : marks->lows[i]);
	initStringInfo(&json);
	append_figure(&json, "{\"churned\": ", totals[CX_CHURNED].high);
	append_figure(&json, ", \"censored\": ", totals[CX_CENSORED].high);
	appendStringInfoString(&json, ", \"times\": [");
	for (cx_risk_start(&risk, marks, &cx_interrupts); cx_risk_next(&risk); first = false)
	{
		append_figure(&json, first ? "{\"time\": " : ", {\"time\": ", risk.time);
		append_figure(&json, ", \"churned\": ", risk.churned);
		append_figure(&json, ", \"censored\": ", risk.censored);
		append_figure(&json, ", \"entered\": ", risk.entering.high);
		appendStringInfoChar(&json, '}');
	}
	appendStringInfoString(&json, "]}");
	return json.data;
}

/*
 * cx_survival_json(cx_survival) -> json, cx_survival_jsonb(cx_survival) -> jsonb
 *		Explicit casts: {"churned", "censored", "times": [{"time", "churned", "censored", "entered"}]}.
 */
PG_FUNCTION_INFO_V1(cx_survival_json);
Datum
cx_survival_json(PG_FUNCTION_ARGS)
{
	CxMarks marks = cx_marks_arg(fcinfo, 0);

	PG_RETURN_TEXT_P(cstring_to_text(as_json(&marks)));
}

PG_FUNCTION_INFO_V1(cx_survival_jsonb);
Datum
cx_survival_jsonb(PG_FUNCTION_ARGS)
{
	CxMarks marks = cx_marks_arg(fcinfo, 0);

	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(&marks)));
}
