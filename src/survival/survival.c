/*
 * survival.c
 *	  Type cx_survival: its forms and its order.
 *
 * Text form: (9 13 13+ 5*2 16+*3), the times at which somebody churned, those at which somebody was
 * censored with a plus as textbooks write them, and how many if not one; 1.9^ is when somebody came
 * under observation late. The empty state is (). A count that carries a rounding error shows it after a
 * tilde. Binary form: version byte 1, a byte that is 1 when counts are pairs, the number of marks as
 * int4, then for each its kind as a byte, the time and the count as float8, and what rounding left out.
 * JSON: {"churned", "censored", "times": [{"time", "churned", "censored", "entered"}]}.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "survival/survival_build.h"

const CxSurvival *
cx_survival_arg(FunctionCallInfo fcinfo, int argno)
{
	return cx_survival_closed((const CxSurvival *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno)));
}

CxMarks
cx_marks_arg(FunctionCallInfo fcinfo, int argno)
{
	return cx_survival_marks(cx_survival_arg(fcinfo, argno));
}

/* Bytes of a mark on the wire without its low part: tells how many a message can hold. */
#define WIRE_MARK 17

static const char *
problem_of_mark(const CxMarks *marks, size_t i)
{
	double high = marks->highs[i];
	CxSum count = {high, marks->lows == NULL ? 0 : marks->lows[i]};

	if (i > 0 && marks->keys[i] <= marks->keys[i - 1])
		return "Times must ascend, each only once: churned, then censored, then entered.";
	if (marks->keys[i] == cx_mark(0, CX_ENTERED))
		return "Who entered at 0 was observed from the start.";
	if (!cx_sum_valid(&count) || !(high >= CX_MIN_COUNT && high <= CX_MAX_COUNT))
		return "A count is not positive, out of range or not normalized.";
	return NULL;
}

/*
 * Times were checked as they were read. Nobody can leave who was not there: the tolerance is for the
 * rounding of weights.
 */
static const char *
problem_of(const CxSurvival *state)
{
	CxMarks marks = cx_survival_marks(state);
	CxRisk risk;
	double nobody;

	for (size_t i = 0; i < marks.count; i++)
	{
		const char *problem = problem_of_mark(&marks, i);

		CX_CHECK_INTERRUPTS(i);
		if (problem != NULL)
			return problem;
	}
	if (marks.count == 0)
		return NULL;
	if (cx_mark_kind(marks.keys[marks.count - 1]) == CX_ENTERED)
		return "Somebody enters after the last exit.";
	cx_risk_start(&risk, &marks, &cx_interrupts);
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
	if (cx_text_literal(reader, "*") && !cx_text_sum(reader, &count))
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
read_text(CxTextReader *reader, CxSurvival **state)
{
	Reading reading = {.room = 0};

	reader->problem =
		"Expected is (time ...): 5 for a customer who churned then, 5+ for one last seen then, "
		"5^ for one observed from then on, 5*2 for two, or () for no spells.";
	if (!cx_text_literal(reader, "("))
		return false;
	make_room(&reading, 16);
	while (!cx_text_literal(reader, ")"))
		if (!read_mark(reader, &reading))
			return false;
	if (!cx_text_end(reader))
		return false;
	*state = cx_survival_make(&reading.marks);
	return true;
}

static void
write_text(StringInfo text, const CxSurvival *state)
{
	static const char kinds[] = {[CX_CENSORED] = '+', [CX_ENTERED] = '^'};
	CxMarks marks = cx_survival_marks(state);

	appendStringInfoChar(text, '(');
	for (size_t i = 0; i < marks.count; i++)
	{
		CxMarkKind kind = cx_mark_kind(marks.keys[i]);
		double low = marks.lows == NULL ? 0 : marks.lows[i];

		CX_CHECK_INTERRUPTS(i);
		if (i > 0)
			appendStringInfoChar(text, ' ');
		cx_append_float8(text, cx_mark_time(marks.keys[i]));
		if (kind != CX_CHURNED)
			appendStringInfoChar(text, kinds[kind]);
		if (marks.highs[i] != 1 || low != 0)
		{
			appendStringInfoChar(text, '*');
			cx_append_sum(text, (CxSum){marks.highs[i], low});
		}
	}
	appendStringInfoChar(text, ')');
}

static CxSurvival *
read_wire(StringInfo message)
{
	Reading reading = {.room = 0};
	int pairs = pq_getmsgbyte(message);
	uint32 count = pq_getmsgint(message, 4);

	if (pairs != 0 && pairs != 1)
		cx_wire_refuse("cx_survival", "Counts are neither single nor pairs.");
	if (count > CX_MAX_MARKS || count > (uint32) (message->len - message->cursor) / WIRE_MARK)
		cx_wire_refuse("cx_survival", "There are fewer times than announced, or too many.");
	make_room(&reading, Max(count, 1));
	for (uint32 i = 0; i < count; i++)
	{
		int kind = pq_getmsgbyte(message);
		double time = pq_getmsgfloat8(message);
		CxSum mark = {pq_getmsgfloat8(message), 0};

		CX_CHECK_INTERRUPTS(i);
		if (pairs)
			mark.low = pq_getmsgfloat8(message);
		if (kind > CX_ENTERED || !valid_time(time) || signbit(time))
			cx_wire_refuse("cx_survival", "A time is out of range, or of no kind.");
		add_mark(&reading, cx_mark(time, kind), mark);
	}
	return cx_survival_make(&reading.marks);
}

static void
write_wire(StringInfo message, const CxSurvival *state)
{
	CxMarks marks = cx_survival_marks(state);

	pq_sendbyte(message, marks.lows != NULL);
	pq_sendint32(message, (uint32) marks.count);
	for (size_t i = 0; i < marks.count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendbyte(message, cx_mark_kind(marks.keys[i]));
		pq_sendfloat8(message, cx_mark_time(marks.keys[i]));
		pq_sendfloat8(message, marks.highs[i]);
		if (marks.lows != NULL)
			pq_sendfloat8(message, marks.lows[i]);
	}
}

static void
append_member(StringInfo json, const char *before, double figure)
{
	appendStringInfoString(json, before);
	cx_append_float8(json, figure);
}

static void
write_json(StringInfo json, const CxSurvival *state)
{
	CxMarks marks = cx_survival_marks(state);
	CxSum totals[2] = {{0, 0}, {0, 0}};
	bool first = true;
	CxRisk risk;

	for (size_t i = 0; i < marks.count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (cx_mark_kind(marks.keys[i]) != CX_ENTERED)
			cx_sum_add_pair(&totals[cx_mark_kind(marks.keys[i])], marks.highs[i],
							marks.lows == NULL ? 0 : marks.lows[i]);
	}
	append_member(json, "{\"churned\": ", totals[CX_CHURNED].high);
	append_member(json, ", \"censored\": ", totals[CX_CENSORED].high);
	appendStringInfoString(json, ", \"times\": [");
	for (cx_risk_start(&risk, &marks, &cx_interrupts); cx_risk_next(&risk); first = false)
	{
		append_member(json, first ? "{\"time\": " : ", {\"time\": ", risk.time);
		append_member(json, ", \"churned\": ", risk.churned);
		append_member(json, ", \"censored\": ", risk.censored);
		append_member(json, ", \"entered\": ", risk.entering.high);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

/* An open state is closed before it is shown or compared. */
#define CLOSED_ARG(n) cx_survival_arg(fcinfo, n)

CX_STATE_IO(cx_survival, CxSurvival, 1, CLOSED_ARG)

static CxBytes
closed_bytes_arg(FunctionCallInfo fcinfo, int argno)
{
	Pointer given = PG_GETARG_POINTER(argno);
	CxSurvival *state = (CxSurvival *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno));
	CxSurvival *closed = unconstify(CxSurvival *, cx_survival_closed(state));
	Size size = cx_survival_size(closed->marks, closed->flags) - offsetof(CxSurvival, flags);

	if (closed != state && (Pointer) state != given)
		pfree(state);
	return (CxBytes){(const unsigned char *) &closed->flags, (int) size,
					 (Pointer) closed != given ? closed : NULL};
}

#define CLOSED_BYTES(n, unused) closed_bytes_arg(fcinfo, n)

CX_STATE_ORDER_(cx_survival, CLOSED_BYTES, )
