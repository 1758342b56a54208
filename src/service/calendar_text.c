/*
 * calendar_text.c
 *	  Reading a calendar as people write it.
 *
 *		Europe/Berlin; Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00; 2026-12-25;
 *		2026-12-24 09:00-12:00
 *
 * A zone, then items apart by semicolons: days of the week and their windows, dates and theirs. What
 * cannot be meant is told with what to write instead, because people type these.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <ctype.h>

#include "base/state_text.h"
#include "base/zone.h"
#include "service/calendar_build.h"

static const char *const full_names[CX_WEEKDAYS] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
													"Friday", "Saturday", "Sunday"};

static bool
refuse(CxTextReader *reader, const char *problem, const char *hint)
{
	reader->problem = problem;
	reader->hint = hint;
	return false;
}

/* What stands here up to the end of a word, for an error. */
static const char *
word_here(const CxTextReader *reader)
{
	return pnstrdup(reader->at, strcspn(reader->at, "; \t\n\r"));
}

bool
cx_draft_read_zone(CxTextReader *reader, CxDraft *draft)
{
	size_t length;
	char *name;
	pg_tz *zone;

	cx_text_literal(reader, "");
	length = strcspn(reader->at, ";");
	name = pnstrdup(reader->at, length);
	reader->at += length;
	while (length > 0 && strchr(" \t\n\r", name[length - 1]) != NULL)
		name[--length] = '\0';
	if (length == 0)
		return refuse(reader, "It begins with a time zone.",
					  "A calendar is written 'Europe/Berlin; Mon-Fri 09:00-17:00; 2026-12-25'.");
	zone = cx_zone_find(name);
	/* hours, where the zone should be, or behind it with another sign than a semicolon */
	if (zone == NULL && strchr(name, ' ') != NULL && strchr(name, ':') != NULL)
		return refuse(reader, psprintf("\"%s\" is no time zone.", name),
					  "A calendar begins with its zone and a semicolon: 'Europe/Berlin; Mon-Fri "
					  "09:00-17:00'.");
	if (zone == NULL)
		return refuse(reader, psprintf("Time zone \"%s\" is not known.", name),
					  CX_UNKNOWN_ZONE_HINT);
	draft->zone = pg_get_timezone_name(zone);
	if (!cx_text_literal(reader, ";") || cx_text_end(reader))
		return refuse(reader, "A zone alone does not say when it is open.",
					  psprintf("Never open is written '%s; closed', always open '%s; Mon-Sun "
							   "00:00-24:00'.",
							   draft->zone, draft->zone));
	return true;
}

/* A word of letters and nothing longer, in any case. */
static bool
read_word(CxTextReader *reader, const char *word)
{
	size_t length = strlen(word);

	cx_text_literal(reader, "");
	if (pg_strncasecmp(reader->at, word, length) != 0 ||
		isalpha((unsigned char) reader->at[length]))
		return false;
	reader->at += length;
	return true;
}

static bool
read_weekday(CxTextReader *reader, int *weekday)
{
	for (*weekday = 0; *weekday < CX_WEEKDAYS; (*weekday)++)
		if (read_word(reader, cx_weekday_names[*weekday]) ||
			read_word(reader, full_names[*weekday]))
			return true;
	return refuse(reader, psprintf("\"%s\" is no day of the week and no date.", word_here(reader)),
				  *reader->at == '{'
					  ? "An array of dates needs its type: '{2026-12-25}'::date[]."
					  : "Days are Mon, Tue, Wed, Thu, Fri, Sat and Sun, dates year-month-day.");
}

/* "Mon", "Fri-Mon", "Mon-Wed,Fri" as a set of bits. */
static bool
read_weekdays(CxTextReader *reader, int *days, int *first)
{
	*days = 0;
	*first = -1;
	do
	{
		int from;
		int to;

		if (!read_weekday(reader, &from))
			return false;
		to = from;
		if (cx_text_literal(reader, "-") && !read_weekday(reader, &to))
			return false;
		if (*first < 0)
			*first = from;
		for (int day = from;; day = (day + 1) % CX_WEEKDAYS)
		{
			if (*days & 1 << day)
				return refuse(reader, psprintf("%s comes twice.", cx_weekday_names[day]),
							  "A day's windows stand together: Mon 09:00-12:00 13:00-17:00.");
			*days |= 1 << day;
			if (day == to)
				break;
		}
	} while (cx_text_literal(reader, ","));
	return true;
}

static bool
read_number(CxTextReader *reader, int least, int most, int *value)
{
	int digits = 0;

	for (*value = 0; digits < most && isdigit((unsigned char) *reader->at); digits++)
		*value = *value * 10 + (*reader->at++ - '0');
	return digits >= least && !isdigit((unsigned char) *reader->at);
}

/* H:MM or H:MM:SS, up to 24:00. */
static bool
read_time(CxTextReader *reader, int32 *seconds)
{
	const char *start;
	int hour;
	int minute = 0;
	int second = 0;

	cx_text_literal(reader, "");
	start = reader->at;
	if (read_number(reader, 1, 2, &hour) && *reader->at == ':' &&
		(reader->at++, read_number(reader, 2, 2, &minute)) &&
		(*reader->at != ':' || (reader->at++, read_number(reader, 2, 2, &second))) && minute < 60 &&
		second < 60 && hour * 3600 + minute * 60 + second <= CX_DAY_SECONDS &&
		strchr("-; \t\n\r", *reader->at) != NULL)
	{
		*seconds = hour * 3600 + minute * 60 + second;
		return true;
	}
	reader->at = start;
	return refuse(reader, psprintf("\"%s\" is no window of the day.", word_here(reader)),
				  "Windows are written 09:00-17:00, with hours from 00:00 to 24:00, apart by "
				  "spaces; items are apart by semicolons.");
}

static const char *
time_text(int32 seconds)
{
	return seconds % 60 == 0
			   ? psprintf("%02d:%02d", seconds / 3600, seconds / 60 % 60)
			   : psprintf("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* The days that windows are read for: days of the week as bits, or a date, where there are none. */
typedef struct Days
{
	int week;
	DateADT date;
} Days;

/* "; Mon,Wed-Fri HOURS" of those days of the week, in text that has other items or none. */
static void
append_week_item(StringInfo text, int week, const char *hours)
{
	const char *apart = text->len == 0 ? "" : "; ";

	for (int day = 0; day < CX_WEEKDAYS; day++)
	{
		int last = day;

		if ((week & 1 << day) == 0)
			continue;
		while (last < CX_WEEKDAYS - 1 && (week & 1 << (last + 1)) != 0)
			last++;
		appendStringInfo(text, "%s%s", apart, cx_weekday_names[day]);
		if (last > day)
			appendStringInfo(text, "-%s", cx_weekday_names[last]);
		apart = ",";
		day = last;
	}
	if (week != 0)
		appendStringInfo(text, " %s", hours);
}

static void
append_date_item(StringInfo text, DateADT date, const char *hours)
{
	if (!IS_VALID_DATE(date))
		return;
	appendStringInfoString(text, text->len == 0 ? "" : "; ");
	cx_append_date(text, date);
	appendStringInfo(text, " %s", hours);
}

/* Items that give these days the hours of the evening, and those after each of them these of the morning. */
static const char *
items_of(const Days *days, const char *evening, const char *morning)
{
	StringInfoData text;
	int next = (days->week << 1 | days->week >> (CX_WEEKDAYS - 1)) & ((1 << CX_WEEKDAYS) - 1);

	initStringInfo(&text);
	if (days->week == 0)
	{
		if (evening != NULL)
			append_date_item(&text, days->date, evening);
		if (morning != NULL)
			append_date_item(&text, days->date + 1, morning);
	}
	else if (morning == NULL)
		append_week_item(&text, days->week, evening);
	else if (evening == NULL)
		append_week_item(&text, next, morning);
	else
	{
		append_week_item(&text, days->week & ~next, evening);
		append_week_item(&text, days->week & next, psprintf("%s %s", morning, evening));
		append_week_item(&text, next & ~days->week, morning);
	}
	return text.data;
}

/* What to write for a window that does not end after it begins. */
static const char *
reversed_hint(int32 begins, int32 ends, const Days *days)
{
	const char *evening = psprintf("%s-24:00", time_text(begins));
	const char *morning = psprintf("00:00-%s", time_text(ends));

	if (begins == CX_DAY_SECONDS)
		return psprintf(
			"24:00 is 00:00 of the next day: %s.",
			items_of(days, NULL, ends == 0 || ends == begins ? "00:00-24:00" : morning));
	if (ends == 0)
		return psprintf("The end of a day is 24:00: %s.", items_of(days, evening, NULL));
	if (begins == ends)
		return psprintf("A window ends later than it begins, at the latest at 24:00: %s.",
						items_of(days, evening, NULL));
	return psprintf("The earlier time of a day comes first, %s-%s. Hours over midnight are two "
					"windows, one on each side of it: %s.",
					time_text(ends), time_text(begins), items_of(days, evening, morning));
}

/* The windows up to the end of the item, or "closed", or nothing. */
static bool
read_windows(CxTextReader *reader, CxDraftDay *day, const Days *days)
{
	if (read_word(reader, "closed"))
		return true;
	while (!cx_text_end(reader) && *reader->at != ';')
	{
		int32 begins;
		int32 ends;

		if (!read_time(reader, &begins))
			return false;
		if (!cx_text_literal(reader, "-"))
			return refuse(reader, psprintf("The window at %s has no end.", time_text(begins)),
						  "Windows are written 09:00-17:00.");
		if (!read_time(reader, &ends))
			return false;
		if (begins >= ends)
			return refuse(reader,
						  psprintf("The window %s-%s does not end after it begins.",
								   time_text(begins), time_text(ends)),
						  reversed_hint(begins, ends, days));
		cx_draft_window(day, begins, ends);
	}
	return true;
}

static bool
read_date_item(CxTextReader *reader, CxDraft *draft)
{
	Days day = {0};

	if (!cx_text_date(reader, &day.date))
		return refuse(reader, psprintf("\"%s\" is no date.", word_here(reader)),
					  "Dates are written year-month-day: 2026-12-25; days of the week come before "
					  "their windows: Mon-Fri 09:00-17:00.");
	if (draft->count >= CX_CALENDAR_MAX_DATES)
		return refuse(reader, "More than 10000 dates differ.", NULL);
	return read_windows(reader, cx_draft_date(draft, day.date), &day);
}

static bool
read_week_item(CxTextReader *reader, CxDraft *draft, int *given)
{
	CxDraftDay windows = {0};
	int days;
	int first;

	if (!read_weekdays(reader, &days, &first))
		return false;
	for (int i = 0; i < CX_WEEKDAYS; i++)
		if (days & *given & 1 << i)
			return refuse(reader, psprintf("%s comes twice.", cx_weekday_names[i]),
						  "A day's windows stand together: Mon 09:00-12:00 13:00-17:00.");
	*given |= days;
	cx_text_literal(reader, "");
	if (cx_text_end(reader) || *reader->at == ';')
		return refuse(
			reader, psprintf("%s has no windows.", cx_weekday_names[first]),
			psprintf("Write %s 09:00-17:00; a day of the week that is closed is left out.",
					 cx_weekday_names[first]));
	if (!read_windows(reader, &windows, &(Days){.week = days}))
		return false;
	for (int i = 0; i < CX_WEEKDAYS; i++)
		if (days & 1 << i)
			for (int j = 0; j < windows.count; j++)
				cx_draft_window(&draft->week[i], windows.hours[j].begins, windows.hours[j].ends);
	return true;
}

/* "closed" as an item of its own says that no day of the week is open. */
bool
cx_draft_read_items(CxTextReader *reader, CxDraft *draft)
{
	int given = 0;
	bool closed = false;

	do
	{
		cx_text_literal(reader, "");
		if (!closed && given == 0 && read_word(reader, "closed"))
		{
			closed = true;
			given = (1 << CX_WEEKDAYS) - 1;
		}
		else if (isdigit((unsigned char) *reader->at) || *reader->at == '-')
		{
			if (!read_date_item(reader, draft))
				return false;
		}
		else if (closed && isalpha((unsigned char) *reader->at))
			return refuse(reader, "It is closed and has hours.",
						  "\"closed\" stands for a week without any.");
		else if (!read_week_item(reader, draft, &given))
			return false;
	} while (cx_text_literal(reader, ";") && !cx_text_end(reader));
	if (!cx_text_end(reader))
		return refuse(reader, psprintf("\"%s\" was not expected.", word_here(reader)),
					  "Items are apart by semicolons.");
	return true;
}
