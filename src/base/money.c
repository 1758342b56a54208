/*
 * money.c
 *	  Amounts of money: exact, whatever type of column they come from.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "base/money.h"
#include "base/result.h"

/* The digits of a numeric may fill pages. */
#define SHOWN            100
#define SHOW_AMOUNT      "%.*s%s"
#define SHOWN_AS(amount) SHOWN, amount, strlen(amount) > SHOWN ? "..." : ""

pg_noreturn static void
refuse_amount(const char *amount, CxFixedStatus status)
{
	if (status == CX_FIXED_TOO_LARGE)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("amount " SHOW_AMOUNT " is out of range", SHOWN_AS(amount)),
				errhint("Amounts of money go up to 5e46."));
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("amount must be a number, not %s", amount),
			errhint("A missing amount is NULL: nullif(amount, 'NaN')."));
}

void
cx_refuse_money_overflow(void)
{
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("a sum of money is out of range"),
			errdetail("Sums are exact up to 5e46, with %d decimals.", CX_FIXED_DECIMALS));
}

CxMoney
cx_money_from_float8(double x)
{
	int64 micros;
	CxMoney money;
	char *digits;
	const char *at;
	CxFixedStatus status;

	if (likely(cx_money_micros_of_float8(x, &micros)))
		return cx_money_from_signed_micros(micros);
	digits = cx_shortest_decimal(x);
	at = digits;
	status = cx_fixed_parse(&at, CX_FIXED_ROUNDED, &money);
	if (status != CX_FIXED_OK || *at != '\0')
		refuse_amount(digits, status);
	pfree(digits);
	return money;
}

static bool
multiply_by_power(CxMoney *money, int power)
{
	for (; power > 0; power -= 9)
	{
		uint64 factor = 1000000000;

		for (int i = power; i < 9; i++)
			factor /= 10;
		if (!cx_fixed_multiply_add(money, factor, 0))
			return false;
	}
	return true;
}

/*
 * From the wire form: the only description of a numeric that PostgreSQL gives to others. Groups of
 * four decimal digits, the first of which counts 10000^weight.
 */
static CxMoney
from_wire(Datum numeric)
{
	bytea *wire = DatumGetByteaPP(DirectFunctionCall1(numeric_send, numeric));
	StringInfoData message;
	int groups, weight, sign;
	CxFixedStatus status = CX_FIXED_OK;
	CxMoney money = {{0}};

	message.data = VARDATA_ANY(wire);
	message.len = message.maxlen = VARSIZE_ANY_EXHDR(wire);
	message.cursor = 0;
	groups = pq_getmsgint(&message, 2);
	weight = (int16) pq_getmsgint(&message, 2);
	sign = pq_getmsgint(&message, 2);
	pq_getmsgint(&message, 2); /* digits shown, which are not the value's */

	if (sign != 0 && sign != 0x4000)
		status = CX_FIXED_MALFORMED; /* NaN or infinity */
	/* groups end at 4, 8, .. 28 decimals; of the next two digits have a place, and a third rounds them */
	for (int i = 0; i < groups && weight >= -8 && status == CX_FIXED_OK; i++, weight--)
	{
		uint64 group = (uint64) pq_getmsgint(&message, 2);

		if (weight >= -7)
			status = cx_fixed_multiply_add(&money, 10000, group) ? status : CX_FIXED_TOO_LARGE;
		else
			status = cx_fixed_multiply_add(&money, 100, (group + 50) / 100) ? status
																			: CX_FIXED_TOO_LARGE;
	}
	/* weight is now that of the first group which is not there */
	if (status == CX_FIXED_OK && !multiply_by_power(&money, 4 * (weight + 1) + CX_FIXED_DECIMALS))
		status = CX_FIXED_TOO_LARGE;
	if (status == CX_FIXED_OK && cx_fixed_is_negative(&money))
		status = CX_FIXED_TOO_LARGE;
	if (unlikely(status != CX_FIXED_OK))
		refuse_amount(DatumGetCString(DirectFunctionCall1(numeric_out, numeric)), status);
	if (sign != 0)
		cx_fixed_negate(&money);
	pfree(wire);
	return money;
}

CxMoney
cx_money_from_numeric(Datum numeric)
{
	int64 micros;

	if (likely(cx_money_micros_of_numeric(numeric, &micros)))
		return cx_money_from_signed_micros(micros);
	return from_wire(numeric);
}

bool
cx_money_micros(const CxMoney *money, int64 *micros)
{
	uint64 quotient;

	if (!cx_fixed_micros(money, &quotient))
		return false;
	*micros = (int64) quotient;
	return true;
}

char *
cx_money_text(const CxMoney *money)
{
	char *text = palloc(CX_FIXED_TEXT);

	cx_fixed_print(money, text);
	return text;
}

void
cx_append_money(StringInfo text, const CxMoney *money)
{
	char digits[CX_FIXED_TEXT];

	appendBinaryStringInfo(text, digits, cx_fixed_print(money, digits));
}

bool
cx_text_money(CxTextReader *reader, CxMoney *money)
{
	const char *before = reader->at;

	/* an empty literal skips blanks; without any, one number would run into the next */
	cx_text_literal(reader, "");
	if (reader->at == before && before > reader->input && before[-1] >= '0' && before[-1] <= '9')
		return false;
	return cx_fixed_parse(&reader->at, CX_FIXED_EXACT, money) == CX_FIXED_OK;
}

void
cx_send_money(StringInfo message, const CxMoney *money)
{
	for (int i = CX_FIXED_WORDS - 1; i >= 0; i--)
		pq_sendint64(message, money->words[i]);
}

CxMoney
cx_receive_money(StringInfo message)
{
	CxMoney money;

	for (int i = CX_FIXED_WORDS - 1; i >= 0; i--)
		money.words[i] = (uint64) pq_getmsgint64(message);
	return money;
}
