/*
 * period_text.c
 *	  Periods in the text form of states: a name, and a first day for each number.
 *
 * Days rather than numbers, because people read states; one way to write each, because equal states
 * are equal bytes.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"

bool
cx_text_period(CxTextReader *reader, CxPeriod *period)
{
	char name[16];
	size_t length;

	cx_text_literal(reader, ""); /* skips blanks */
	length = strspn(reader->at, "abcdefghijklmnopqrstuvwxyz_");
	if (length >= sizeof(name))
		return false;
	memcpy(name, reader->at, length);
	name[length] = '\0';
	if (!cx_period_by_name(name, period))
		return false;
	reader->at += length;
	return true;
}

bool
cx_text_period_number(CxTextReader *reader, CxPeriod period, int64 *number)
{
	DateADT day;

	if (!cx_text_date(reader, &day))
		return false;
	*number = cx_period_number(period, day);
	if (cx_period_is_valid(period, *number) && cx_period_first_day(period, *number) == day)
		return true;
	reader->problem = "A period is written as its first day.";
	return false;
}

void
cx_append_period(StringInfo text, CxPeriod period, int64 number)
{
	cx_append_date(text, cx_period_first_day(period, number));
}
