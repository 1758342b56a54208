/*
 * rfm.c
 *	  Type cx_rfm: input and output, equality, addition, casts.
 *
 * Text form: (1997-01-01..1997-09-30: 29.33 / 88.79: 0 17 213), the day of the first purchase and the
 * last day observed, the amounts of the first day and of all days, and the days with a purchase
 * counted from the first; the empty state is (). Binary form: version byte 1, both days as int4, the
 * amounts as four int8 each, the number of words as int4, the words as int8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/bits.h"
#include "base/compat.h"
#include "base/period.h"
#include "base/result.h"
#include "base/state_text.h"
#include "base/state_wire.h"
#include "base/state_order.h"
#include "value/rfm.h"

#define TYPE_NAME    "cx_rfm"
#define WIRE_VERSION 1
#define MAX_WORDS    (CX_RFM_MAX_DAYS / 64)

CxRfm *
cx_rfm_new(int words)
{
	CxRfm *rfm = palloc0(CX_RFM_SIZE(words));

	SET_VARSIZE(rfm, CX_RFM_SIZE(words));
	rfm->version = WIRE_VERSION;
	return rfm;
}

void
cx_refuse_long_rfm(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("the purchases of a customer span more than %d days", CX_RFM_MAX_DAYS),
			errhint("Leave out the rows whose time is a mistake."));
}

void
cx_check_same_until(DateADT until, DateADT other)
{
	StringInfoData one;
	StringInfoData two;

	if (until == other)
		return;
	initStringInfo(&one);
	initStringInfo(&two);
	cx_append_date(&one, until);
	cx_append_date(&two, other);
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("customers were observed until different days: %s and %s", one.data, two.data),
			errhint("Only what was observed until the same day can be put together."));
}

/* The last day with a purchase, counted from the first; the state is not empty. */
static int
last_day(const CxRfm *rfm)
{
	int words = cx_rfm_words(rfm);

	return (words - 1) * 64 + pg_leftmost_one_pos64(rfm->words[words - 1]);
}

int64
cx_rfm_frequency(const CxRfm *rfm)
{
	return (int64) pg_popcount((const char *) rfm->words,
							   cx_rfm_words(rfm) * (int) sizeof(uint64)) -
		   1;
}

int32
cx_rfm_recency(const CxRfm *rfm)
{
	return last_day(rfm);
}

int32
cx_rfm_age(const CxRfm *rfm)
{
	return rfm->until - rfm->first;
}

double
cx_mean_repeat_amount(const CxMoney *total, const CxMoney *first_amount, int64 frequency)
{
	CxMoney repeat = *total;
	CxMoney magnitude, count;
	int64 micros;

	if (frequency == 0)
		return NAN;
	cx_money_subtract(&repeat, first_amount);
	magnitude = cx_fixed_magnitude(&repeat);
	/* the same figure at a tenth of the price: both sides are exact */
	if (likely(cx_money_micros(&magnitude, &micros) && micros < INT64CONST(1) << 53))
		return (double) (cx_fixed_is_negative(&repeat) ? -micros : micros) / (1e6 * frequency);
	count = cx_money_from_int64(frequency);
	return cx_fixed_ratio(&repeat, &count, 1);
}

double
cx_rfm_mean_amount(const CxRfm *rfm)
{
	return cx_mean_repeat_amount(&rfm->total, &rfm->first_amount, cx_rfm_frequency(rfm));
}

static const char *
problem_of(const CxRfm *rfm)
{
	int words = cx_rfm_words(rfm);

	if (words > MAX_WORDS)
		return "It spans too many days.";
	if (words == 0)
		return rfm->first == 0 && rfm->until == 0 && cx_fixed_is_zero(&rfm->first_amount) &&
					   cx_fixed_is_zero(&rfm->total)
				   ? NULL
				   : "Without a purchase it is written ().";
	if ((rfm->words[0] & 1) == 0)
		return "It begins with the day of the first purchase.";
	if (rfm->words[words - 1] == 0)
		return "It ends with the day of the last purchase.";
	if (!IS_VALID_DATE(rfm->first) || !IS_VALID_DATE(rfm->until))
		return "A day is out of range.";
	if ((int64) rfm->first + last_day(rfm) > rfm->until)
		return "A purchase is after the last day observed.";
	if (last_day(rfm) == 0 && cx_fixed_compare(&rfm->first_amount, &rfm->total) != 0)
		return "On a single day the amounts are the same.";
	return NULL;
}

static CxRfm *
read_days(CxTextReader *reader)
{
	CxRfm *rfm = cx_rfm_new(MAX_WORDS);
	int last = -1;
	int32 day;

	while (cx_text_int32(reader, &day))
	{
		if (day <= last || day >= CX_RFM_MAX_DAYS)
			return NULL;
		rfm->words[day / 64] |= UINT64CONST(1) << (day % 64);
		last = day;
	}
	SET_VARSIZE(rfm, CX_RFM_SIZE((last + 64) / 64));
	return rfm;
}

static CxRfm *
read_state(CxTextReader *reader)
{
	CxRfm *rfm;
	DateADT first;
	DateADT until;
	CxMoney first_amount;
	CxMoney total;

	reader->problem = "Expected is (first-day..last-day-observed: amount of the first day / amount "
					  "of all days: days counted from the first), or () for no purchases.";
	if (!cx_text_literal(reader, "("))
		return NULL;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader) ? cx_rfm_new(0) : NULL;
	if (!cx_text_date(reader, &first) || !cx_text_literal(reader, "..") ||
		!cx_text_date(reader, &until) || !cx_text_literal(reader, ":") ||
		!cx_text_money(reader, &first_amount) || !cx_text_literal(reader, "/") ||
		!cx_text_money(reader, &total) || !cx_text_literal(reader, ":"))
		return NULL;
	rfm = read_days(reader);
	if (rfm == NULL || !cx_text_literal(reader, ")") || !cx_text_end(reader))
		return NULL;
	rfm->first = first;
	rfm->until = until;
	rfm->first_amount = first_amount;
	rfm->total = total;
	reader->problem = cx_rfm_empty(rfm) ? "Without a purchase it is written ()." : problem_of(rfm);
	return reader->problem == NULL ? rfm : NULL;
}

/*
 * cx_rfm_in(cstring) -> cx_rfm
 *		Text input. Malformed text, or a state that no rows can have made: error 22P02 (soft on 16 and
 *		later).
 */
PG_FUNCTION_INFO_V1(cx_rfm_in);
Datum
cx_rfm_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxRfm *rfm = read_state(&reader);

	if (rfm == NULL)
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_RFM_P(rfm);
}

static void
append_days(StringInfo text, const CxRfm *rfm, const char *separator)
{
	const char *before = "";

	for (int w = 0; w < cx_rfm_words(rfm); w++)
		for (uint64 left = rfm->words[w]; left != 0; left &= left - 1)
		{
			appendStringInfo(text, "%s%d", before, w * 64 + pg_rightmost_one_pos64(left));
			before = separator;
		}
}

/*
 * cx_rfm_out(cx_rfm) -> cstring
 *		Text output, which cx_rfm_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_rfm_out);
Datum
cx_rfm_out(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	StringInfoData text;

	if (cx_rfm_empty(rfm))
		PG_RETURN_CSTRING(pstrdup("()"));
	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	cx_append_date(&text, rfm->first);
	appendStringInfoString(&text, "..");
	cx_append_date(&text, rfm->until);
	appendStringInfoString(&text, ": ");
	cx_append_money(&text, &rfm->first_amount);
	appendStringInfoString(&text, " / ");
	cx_append_money(&text, &rfm->total);
	appendStringInfoString(&text, ": ");
	append_days(&text, rfm, " ");
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_rfm_recv(internal) -> cx_rfm
 *		Binary input. Unknown version, short message, or a state that problem_of() objects to: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_rfm_recv);
Datum
cx_rfm_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxRfm head;
	CxRfm *rfm;
	int words;
	const char *problem;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	head.first = (DateADT) pq_getmsgint(message, 4);
	head.until = (DateADT) pq_getmsgint(message, 4);
	head.first_amount = cx_receive_money(message);
	head.total = cx_receive_money(message);
	words = (int) pq_getmsgint(message, 4);
	if (words < 0 || words > MAX_WORDS)
		cx_wire_refuse(TYPE_NAME, "It spans too many days.");
	rfm = cx_rfm_new(words);
	rfm->first = head.first;
	rfm->until = head.until;
	rfm->first_amount = head.first_amount;
	rfm->total = head.total;
	for (int i = 0; i < words; i++)
		rfm->words[i] = (uint64) pq_getmsgint64(message);
	problem = problem_of(rfm);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_RFM_P(rfm);
}

/*
 * cx_rfm_send(cx_rfm) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_rfm_send);
Datum
cx_rfm_send(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendint32(&message, rfm->first);
	pq_sendint32(&message, rfm->until);
	cx_send_money(&message, &rfm->first_amount);
	cx_send_money(&message, &rfm->total);
	pq_sendint32(&message, cx_rfm_words(rfm));
	for (int i = 0; i < cx_rfm_words(rfm); i++)
		pq_sendint64(&message, (int64) rfm->words[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_VARLENA_STATE_ORDER(cx_rfm)

/* Room for the days from first to last, with those of rfm; amounts are not touched. */
static CxRfm *
widened(const CxRfm *rfm, DateADT first, int64 last)
{
	CxRfm *wider;

	if (last - first >= CX_RFM_MAX_DAYS)
		cx_refuse_long_rfm();
	wider = cx_rfm_new((int) ((last - first) / 64 + 1));
	wider->first = first;
	wider->until = rfm->until;
	wider->first_amount = rfm->first_amount;
	wider->total = rfm->total;
	if (cx_rfm_empty(rfm))
		return wider;
	cx_bits_or(wider->words, cx_rfm_words(wider), rfm->words, cx_rfm_words(rfm),
			   (int64) rfm->first - first);
	return wider;
}

/* Adds money of the day given, which may come before the first one. */
static void
add_amounts(CxRfm *rfm, bool was_empty, DateADT was_first, DateADT day, const CxMoney *first_amount,
			const CxMoney *total)
{
	cx_money_add(&rfm->total, total);
	if (was_empty || day < was_first)
		rfm->first_amount = *first_amount;
	else if (day == was_first)
		cx_money_add(&rfm->first_amount, first_amount);
}

CxRfm *
cx_rfm_with_purchase(CxRfm *rfm, DateADT day, const CxMoney *amount, DateADT until, bool in_place)
{
	bool was_empty = cx_rfm_empty(rfm);
	DateADT was_first = rfm->first;
	int64 k;

	if (!was_empty)
		cx_check_same_until(rfm->until, until);
	if (was_empty || !in_place || day < was_first ||
		(int64) day - was_first >= (int64) cx_rfm_words(rfm) * 64)
		rfm = widened(rfm, was_empty ? day : Min(day, was_first),
					  was_empty ? day : Max((int64) day, was_first + (int64) last_day(rfm)));
	rfm->until = until;
	k = (int64) day - rfm->first;
	rfm->words[k / 64] |= UINT64CONST(1) << (k % 64);
	add_amounts(rfm, was_empty, was_first, day, amount, amount);
	return rfm;
}

/*
 * cx_rfm_add(cx_rfm, cx_rfm) -> cx_rfm
 *		Operator +, combine function of rfm_agg, and transition of rollup(): the purchases of both,
 *		those of one day as one. Strict. Observed until different days: error 22023; more than 65536
 *		days from the first to the last purchase: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_rfm_add);
Datum
cx_rfm_add(PG_FUNCTION_ARGS)
{
	CxRfm *a = PG_GETARG_RFM_P(0);
	CxRfm *b = PG_GETARG_RFM_P(1);
	DateADT first;
	CxRfm *both;
	int64 last;

	if (cx_rfm_empty(b))
		PG_RETURN_RFM_P(a);
	if (cx_rfm_empty(a))
		PG_RETURN_RFM_P(b);
	cx_check_same_until(a->until, b->until);
	first = Min(a->first, b->first);
	last = Max((int64) a->first + last_day(a), (int64) b->first + last_day(b));
	both = widened(a, first, last);
	cx_bits_or(both->words, cx_rfm_words(both), b->words, cx_rfm_words(b),
			   (int64) b->first - first);
	add_amounts(both, false, a->first, b->first, &b->first_amount, &b->total);
	PG_RETURN_RFM_P(both);
}

static char *
as_json(const CxRfm *rfm)
{
	StringInfoData json;

	initStringInfo(&json);
	if (cx_rfm_empty(rfm))
		appendStringInfoString(&json, "{\"first\": null, \"observed_until\": null, "
									  "\"first_amount\": null, \"total\": null, \"days\": []}");
	else
	{
		appendStringInfoString(&json, "{\"first\": \"");
		cx_append_date(&json, rfm->first);
		appendStringInfoString(&json, "\", \"observed_until\": \"");
		cx_append_date(&json, rfm->until);
		appendStringInfoString(&json, "\", \"first_amount\": ");
		cx_append_money(&json, &rfm->first_amount);
		appendStringInfoString(&json, ", \"total\": ");
		cx_append_money(&json, &rfm->total);
		appendStringInfoString(&json, ", \"days\": [");
		append_days(&json, rfm, ", ");
		appendStringInfoString(&json, "]}");
	}
	return json.data;
}

/*
 * cx_rfm_json(cx_rfm) -> json, cx_rfm_jsonb(cx_rfm) -> jsonb
 *		Explicit casts: {"first", "observed_until", "first_amount", "total", "days"}, the last counted
 *		from the first purchase.
 */
PG_FUNCTION_INFO_V1(cx_rfm_json);
Datum
cx_rfm_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_RFM_P(0))));
}

PG_FUNCTION_INFO_V1(cx_rfm_jsonb);
Datum
cx_rfm_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_RFM_P(0))));
}
