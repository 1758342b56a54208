/*
 * purchase_days.c
 *	  The days of a customer: sorting, adding up, reading.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "base/purchase_days.h"

typedef struct NarrowDay
{
	uint64 words[CX_DAY_NARROW];
} NarrowDay;

typedef struct WideDay
{
	uint64 words[CX_DAY_WIDE];
} WideDay;

#define BY_OFFSET(a, b, origin)                                                                    \
	((int) cx_day_offset((a)->words[0], *(origin)) - (int) cx_day_offset((b)->words[0], *(origin)))

#define ST_SORT                  sort_narrow
#define ST_ELEMENT_TYPE          NarrowDay
#define ST_COMPARE_ARG_TYPE      const uint16
#define ST_COMPARE(a, b, origin) BY_OFFSET(a, b, origin)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT                  sort_wide
#define ST_ELEMENT_TYPE          WideDay
#define ST_COMPARE_ARG_TYPE      const uint16
#define ST_COMPARE(a, b, origin) BY_OFFSET(a, b, origin)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

void
cx_wide_day(uint64 *day, uint16 number, const CxMoney *amount)
{
	day[0] = (uint64) number << 48;
	memcpy(day + 1, amount->words, sizeof(amount->words));
}

static CxMoney
wide_sum(const uint64 *day)
{
	CxMoney sum;

	memcpy(sum.words, day + 1, sizeof(sum.words));
	return sum;
}

static void
wide_add(uint64 *day, const uint64 *other)
{
	CxMoney sum = wide_sum(day);
	CxMoney more = wide_sum(other);
	bool any = (day[0] & 1) != 0 || (other[0] & 1) != 0 || !cx_fixed_is_zero(&sum) ||
			   !cx_fixed_is_zero(&more);

	cx_money_add(&sum, &more);
	cx_wide_day(day, cx_day_number(day[0]), &sum);
	if (any && cx_fixed_is_zero(&sum))
		day[0] |= 1;
}

/* How the days lie: mostly they come in the order of time, and mostly each once. */
typedef enum Order
{
	EACH_LATER,
	NONE_EARLIER,
	NO_ORDER
} Order;

static inline Order
order_of(const uint64 *days, int count, int width, uint16 origin)
{
	Order order = EACH_LATER;

	for (int i = 1; i < count; i++)
	{
		uint16 before = cx_day_offset(days[(i - 1) * width], origin);
		uint16 offset = cx_day_offset(days[i * width], origin);

		if (unlikely(offset < before))
			return NO_ORDER;
		if (offset == before)
			order = NONE_EARLIER;
	}
	return order;
}

static bool
settle_narrow(uint64 *days, int *count, Order order, uint16 origin)
{
	int last = 0;
	int i;

	if (order == NO_ORDER)
		sort_narrow((NarrowDay *) days, *count, &origin);
	for (i = 1; i < *count; i++)
	{
		if (cx_day_number(days[i]) != cx_day_number(days[last]))
			days[++last] = days[i];
		else if (!cx_narrow_add(&days[last], days[i]))
			break;
	}
	/* those that are not yet looked at close up */
	memmove(days + last + 1, days + i, (*count - i) * sizeof(uint64));
	*count -= i - last - 1;
	return last + 1 == *count;
}

static void
settle_wide(uint64 *days, int *count, Order order, uint16 origin)
{
	WideDay *day = (WideDay *) days;
	int last = 0;

	if (order == NO_ORDER)
		sort_wide(day, *count, &origin);
	for (int i = 1; i < *count; i++)
	{
		if (cx_day_number(day[i].words[0]) != cx_day_number(day[last].words[0]))
			day[++last] = day[i];
		else
			wide_add(day[last].words, day[i].words);
	}
	*count = last + 1;
}

bool
cx_days_settle(uint64 *days, int *count, int width, uint16 origin)
{
	Order order = order_of(days, *count, width, origin);

	if (order == EACH_LATER)
		return true;
	if (width == CX_DAY_NARROW)
		return settle_narrow(days, count, order, origin);
	settle_wide(days, count, order, origin);
	return true;
}

void
cx_days_widen(uint64 *wide, const uint64 *narrow, int count)
{
	for (int i = 0; i < count; i++, wide += CX_DAY_WIDE)
	{
		CxMoney sum = cx_day_money(&narrow[i], CX_DAY_NARROW);

		cx_wide_day(wide, cx_day_number(narrow[i]), &sum);
		if (cx_narrow_micros(narrow[i]) == -CX_DAY_MARK)
			wide[0] |= 1;
	}
}

/* The narrow form of a wide day; false when it has none. */
static bool
narrow_form(const uint64 *wide, uint64 *narrow)
{
	CxMoney sum = wide_sum(wide);
	CxMoney magnitude = cx_fixed_magnitude(&sum);
	int64 micros;

	if (!cx_money_micros(&magnitude, &micros) || !cx_day_fits(micros))
		return false;
	if ((wide[0] & 1) != 0)
		micros = CX_DAY_MARK;
	*narrow = cx_narrow_day(cx_day_number(wide[0]), cx_fixed_is_negative(&sum) ? -micros : micros);
	return true;
}

bool
cx_days_narrow(uint64 *days, int count)
{
	uint64 narrow;

	for (int i = 0; i < count; i++)
		if (!narrow_form(days + i * CX_DAY_WIDE, &narrow))
			return false;
	for (int i = 0; i < count; i++)
	{
		narrow_form(days + i * CX_DAY_WIDE, &narrow);
		days[i] = narrow;
	}
	return true;
}

CxMoney
cx_day_money(const uint64 *day, int width)
{
	int64 micros;

	if (width == CX_DAY_WIDE)
		return wide_sum(day);
	micros = cx_narrow_micros(*day);
	return cx_money_from_signed_micros(micros == -CX_DAY_MARK ? 0 : micros);
}

bool
cx_day_is_sound(const uint64 *day, int width)
{
	CxMoney sum;

	if (width == CX_DAY_NARROW)
		return true;
	sum = wide_sum(day);
	return (day[0] & CX_DAY_SUM_MASK) <= (cx_fixed_is_zero(&sum) ? 1 : 0);
}

bool
cx_day_is_purchase(const uint64 *day, int width)
{
	CxMoney sum;

	if (width == CX_DAY_NARROW)
		return cx_narrow_micros(*day) >= 0;
	sum = wide_sum(day);
	return (day[0] & 1) == 0 && !cx_fixed_is_negative(&sum);
}
