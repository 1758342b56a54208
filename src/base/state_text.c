/*
 * state_text.c
 *	  Reading the text form of a state, strictly.
 *
 * Strict because the text may come from anyone who may call an input function, and exact because
 * dumps, logical replication and Citus carry states as text.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <errno.h>

#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "base/compat.h"
#include "base/state_text.h"

/*
 * Every reading function begins here, so here a reader of a long text listens to a cancel.
 */
static void
skip_blanks(CxTextReader *reader)
{
	CHECK_FOR_INTERRUPTS();
	while (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n' || *reader->at == '\r')
		reader->at++;
}

bool
cx_text_literal(CxTextReader *reader, const char *literal)
{
	size_t length = strlen(literal);

	skip_blanks(reader);
	if (strncmp(reader->at, literal, length) != 0)
		return false;
	reader->at += length;
	return true;
}

/*
 * Does a number start here, and not by running into the one before? strtoll and strtod would also
 * take plus signs, blanks after a sign, hexadecimal numbers, "inf" and "nan".
 */
static bool
at_number(CxTextReader *reader)
{
	const char *before = reader->at;
	const char *digits;

	skip_blanks(reader);
	if (reader->at == before && before > reader->input && before[-1] >= '0' && before[-1] <= '9')
		return false;
	digits = reader->at + (*reader->at == '-');
	return *digits >= '0' && *digits <= '9';
}

bool
cx_text_int64(CxTextReader *reader, int64 *value)
{
	char *end;

	if (!at_number(reader))
		return false;
	errno = 0;
	*value = strtoll(reader->at, &end, 10);
	if (errno != 0)
		return false;
	reader->at = end;
	return true;
}

bool
cx_text_int32(CxTextReader *reader, int32 *value)
{
	int64 wide;

	if (!cx_text_int64(reader, &wide) || wide < PG_INT32_MIN || wide > PG_INT32_MAX)
		return false;
	*value = (int32) wide;
	return true;
}

bool
cx_text_float8(CxTextReader *reader, double *value)
{
	char *end;

	if (!at_number(reader))
		return false;
	errno = 0;
	*value = strtod(reader->at, &end);
	if (errno != 0)
		return false;
	/* not further than the number: the rest of the text may be long */
	for (const char *at = reader->at; at < end; at++)
		if (strchr("0123456789+-.eE", *at) == NULL)
			return false;
	reader->at = end;
	return true;
}

bool
cx_text_sum(CxTextReader *reader, CxSum *sum)
{
	sum->low = 0;
	return cx_text_float8(reader, &sum->high) &&
		   (!cx_text_literal(reader, "~") || cx_text_float8(reader, &sum->low));
}

/* Exactly so many digits, or more when that is allowed. */
static bool
read_digits(const char **at, int least, int most, int *value)
{
	int digits = 0;

	for (*value = 0; digits < most && **at >= '0' && **at <= '9'; digits++)
		*value = *value * 10 + (*(*at)++ - '0');
	return digits >= least && !(**at >= '0' && **at <= '9');
}

bool
cx_text_date(CxTextReader *reader, DateADT *day)
{
	const char *at;
	int sign, year, month, mday;
	int y, m, d;

	if (!at_number(reader))
		return false;
	at = reader->at;
	sign = *at == '-' ? -1 : 1;
	at += sign < 0;
	if (!read_digits(&at, 4, 7, &year) || *at++ != '-' || !read_digits(&at, 2, 2, &month) ||
		*at++ != '-' || !read_digits(&at, 2, 2, &mday))
		return false;
	year *= sign;
	if (!IS_VALID_JULIAN(year, month, mday))
		return false;
	/* what is no day of the calendar comes back as another */
	*day = date2j(year, month, mday) - POSTGRES_EPOCH_JDATE;
	j2date(*day + POSTGRES_EPOCH_JDATE, &y, &m, &d);
	if (y != year || m != month || d != mday || !IS_VALID_DATE(*day))
		return false;
	reader->at = at;
	return true;
}

void
cx_append_date(StringInfo text, DateADT day)
{
	int year, month, mday;
	char digits[24];
	char *end = digits;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	if (year < 0)
		*end++ = '-';
	end = pg_ultostr_zeropad(end, (uint32) abs(year), 4);
	*end++ = '-';
	end = pg_ultostr_zeropad(end, (uint32) month, 2);
	*end++ = '-';
	end = pg_ultostr_zeropad(end, (uint32) mday, 2);
	appendBinaryStringInfo(text, digits, (int) (end - digits));
}

/* A fraction of a second, without zeros at its end. */
static bool
read_fraction(const char **at, int *micros)
{
	int digits = 0;

	for (*micros = 0; digits < 6 && **at >= '0' && **at <= '9'; digits++)
		*micros = *micros * 10 + (*(*at)++ - '0');
	if (digits == 0 || (*at)[-1] == '0')
		return false;
	for (; digits < 6; digits++)
		*micros *= 10;
	return true;
}

/* A time, and what ends it. */
static bool
read_time(CxTextReader *reader, const char *end, Timestamp *time)
{
	DateADT day;
	const char *at;
	int hour, minute, second;
	int micros = 0;

	if (!cx_text_date(reader, &day))
		return false;
	at = reader->at;
	if (*at++ != ' ' || !read_digits(&at, 2, 2, &hour) || *at++ != ':' ||
		!read_digits(&at, 2, 2, &minute) || *at++ != ':' || !read_digits(&at, 2, 2, &second))
		return false;
	if (*at == '.' && (at++, !read_fraction(&at, &micros)))
		return false;
	if (strncmp(at, end, strlen(end)) != 0 || hour > 23 || minute > 59 || second > 59)
		return false;
	/* days reach further than times */
	if (day >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE)
		return false;
	*time = day * USECS_PER_DAY + hour * USECS_PER_HOUR + minute * USECS_PER_MINUTE +
			second * USECS_PER_SEC + micros;
	if (!IS_VALID_TIMESTAMP(*time))
		return false;
	reader->at = at + strlen(end);
	return true;
}

bool
cx_text_instant(CxTextReader *reader, TimestampTz *instant)
{
	return read_time(reader, "Z", instant);
}

bool
cx_text_local(CxTextReader *reader, Timestamp *local)
{
	return read_time(reader, "", local);
}

void
cx_append_local(StringInfo text, Timestamp local, char between)
{
	int64 day = local / USECS_PER_DAY;
	int64 rest = local % USECS_PER_DAY;
	uint32 seconds;
	char digits[24];
	char *end = digits;

	if (rest < 0)
	{
		day--;
		rest += USECS_PER_DAY;
	}
	cx_append_date(text, (DateADT) day);
	seconds = (uint32) (rest / USECS_PER_SEC);
	/* by hand: long histories have millions of them */
	*end++ = between;
	end = pg_ultostr_zeropad(end, seconds / 3600, 2);
	*end++ = ':';
	end = pg_ultostr_zeropad(end, seconds / 60 % 60, 2);
	*end++ = ':';
	end = pg_ultostr_zeropad(end, seconds % 60, 2);
	if (rest % USECS_PER_SEC != 0)
	{
		*end++ = '.';
		end = pg_ultostr_zeropad(end, (uint32) (rest % USECS_PER_SEC), 6);
		while (end[-1] == '0')
			end--;
	}
	appendBinaryStringInfo(text, digits, (int) (end - digits));
}

void
cx_append_instant(StringInfo text, TimestampTz instant, char between)
{
	cx_append_local(text, instant, between);
	appendStringInfoChar(text, 'Z');
}

void
cx_append_float8(StringInfo text, double x)
{
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	appendBinaryStringInfo(text, digits, double_to_shortest_decimal_bufn(x, digits));
}

void
cx_append_sum(StringInfo text, CxSum sum)
{
	cx_append_float8(text, sum.high);
	if (sum.low != 0)
	{
		appendStringInfoChar(text, '~');
		cx_append_float8(text, sum.low);
	}
}

bool
cx_text_end(CxTextReader *reader)
{
	skip_blanks(reader);
	return *reader->at == '\0';
}

void
cx_text_refuse(CxTextReader *reader)
{
	errsave(reader->escontext, errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			errmsg("invalid input syntax for type %s: \"%s\"", reader->type, reader->input),
			reader->problem != NULL ? errdetail("%s", reader->problem) : 0,
			reader->hint != NULL ? errhint("%s", reader->hint) : 0);
}
