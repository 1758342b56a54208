/*
 * cohort_revenue_enter.c
 *	  Entering customers into a cx_cohort_revenue that grows, and whole states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "revenue/cohort_revenue_build.h"

static inline void
change_count(uint64 *word, int64 more, int sign)
{
	int64 count = (int64) *word;

	/* -x overflows where 0 - x is what is meant */
	if (unlikely(sign > 0 ? pg_add_s64_overflow(count, more, &count)
						  : pg_sub_s64_overflow(count, more, &count)))
		cx_refuse_count_overflow("customers");
	*word = (uint64) count;
}

static inline void
change_money(CxMoney *sum, const CxMoney *more, int sign)
{
	if (sign > 0)
		cx_money_add(sum, more);
	else
		cx_money_subtract(sum, more);
}

static void
change_revenue_widely(CxCohortRevenueBuilder *builder, CxGrowingCohort *cohort, int32 age,
					  const CxMoney *more, int sign)
{
	uint64 *cell = cohort->cells + (Size) age * builder->width;
	CxMoney sum = cx_cell_revenue(cell, builder->width);

	change_money(&sum, more, sign);
	if (cx_set_cell_revenue(cell, builder->width, &sum))
		return;
	cx_cohort_revenue_widen(builder);
	cx_set_cell_revenue(cohort->cells + (Size) age * builder->width, builder->width, &sum);
}

/* In millionths, as most money is. */
static inline void
change_revenue(CxCohortRevenueBuilder *builder, CxGrowingCohort *cohort, int32 age, int64 micros,
			   int sign)
{
	CxMoney money;

	if (likely(builder->width == CX_REVENUE_NARROW))
	{
		uint64 *revenue = cohort->cells + (Size) age * CX_REVENUE_NARROW + CX_REVENUE;
		int64 sum;

		/* the smallest number has no magnitude, and so no narrow form */
		if (likely(!(sign > 0 ? pg_add_s64_overflow((int64) *revenue, micros, &sum)
							  : pg_sub_s64_overflow((int64) *revenue, micros, &sum)) &&
				   sum != PG_INT64_MIN))
		{
			*revenue = (uint64) sum;
			return;
		}
	}
	money = cx_money_from_signed_micros(micros);
	change_revenue_widely(builder, cohort, age, &money, sign);
}

/* ----- customers ----- */

/* The number of the period of a day; without a first day: error 22008. */
static inline int32
number_of(CxCohortRevenueBuilder *builder, DateADT day)
{
	CxKnownDay *known = NULL;
	int32 number;

	if (builder->known != NULL)
	{
		known = &builder->known[(uint32) day % CX_KNOWN_DAYS];
		if (likely(known->day == day))
			return known->number;
	}
	number = cx_period_number(builder->period, day);
	cx_period_first_day(builder->period, number);
	if (known != NULL)
		*known = (CxKnownDay){day, number};
	return number;
}

static void
know_days(CxCohortRevenueBuilder *builder)
{
	builder->known =
		MemoryContextAlloc(builder->hdr.eoh_context, CX_KNOWN_DAYS * sizeof(CxKnownDay));
	for (int i = 0; i < CX_KNOWN_DAYS; i++)
		builder->known[i] = (CxKnownDay){DATEVAL_NOBEGIN, 0};
}

static void
change_outside(CxCohortRevenueBuilder *builder, const uint64 *days, int count, int width, int sign)
{
	for (int i = 0; i < count; i++, days += width)
	{
		CxMoney money = cx_day_money(days, width);

		change_money(&builder->outside, &money, sign);
	}
}

void
cx_cohort_revenue_enter(CxCohortRevenueBuilder *builder, const uint64 *days, int count, int width,
						DateADT lowest, uint16 origin, int change)
{
#define NUMBER_OF(i) number_of(builder, lowest + cx_day_offset(days[(i) *width], origin))
	int first = 0;
	bool returned = false;
	int32 start, last;
	CxGrowingCohort *cohort;

	if (++builder->entered == 2)
		know_days(builder);
	while (first < count && !cx_day_is_purchase(days + first * width, width))
		first++;
	if (unlikely(first > 0))
		change_outside(builder, days, first, width, change);
	if (first == count)
		return;
	start = NUMBER_OF(first);
	last = NUMBER_OF(count - 1);
	cohort = cx_cohort_revenue_find(builder, start);
	cx_cohort_revenue_make_room(builder, cohort, last - start + 1);
	for (int i = first; i < count;)
	{
		int32 number = NUMBER_OF(i);
		int32 age = number - start;
		int64 micros = 0; /* of 65536 days at most, each below 2^47 */
		CxMoney money = {{0}};
		bool bought = false;

		do
		{
			const uint64 *day = days + i * width;

			bought = bought || cx_day_is_purchase(day, width);
			if (likely(width == CX_DAY_NARROW))
				micros += cx_narrow_micros(*day) == -CX_DAY_MARK ? 0 : cx_narrow_micros(*day);
			else
			{
				CxMoney sum = cx_day_money(day, width);

				cx_money_add(&money, &sum);
			}
			i++;
		} while (i < count && NUMBER_OF(i) == number);

		if (bought)
		{
			uint64 *cell = cohort->cells + (Size) age * builder->width;

			change_count(&cell[CX_BUYERS], 1, change);
			if (age > 0 && !returned)
			{
				returned = true;
				change_count(&cell[CX_RETURNED], 1, change);
			}
		}
		if (width == CX_DAY_NARROW)
			change_revenue(builder, cohort, age, micros, change);
		else
			change_revenue_widely(builder, cohort, age, &money, change);
	}
#undef NUMBER_OF
}

/* ----- whole states ----- */

void
cx_cohort_revenue_merge(CxCohortRevenueBuilder *builder, const CxCohortRevenue *state, int sign)
{
	const CxRevenueCohort *from = cx_first_revenue_cohort(state);

	if (state->width == 0)
		return;
	cx_cohort_revenue_set_period(builder, (CxPeriod) state->period);
	change_money(&builder->outside, &state->outside, sign);
	cx_cohort_revenue_add_missing(builder, state);
	for (int i = 0; i < state->cohorts; i++, from = cx_next_revenue_cohort(from, state->width))
	{
		CxGrowingCohort *to = cx_cohort_revenue_find(builder, from->number);

		CX_CHECK_INTERRUPTS(i);
		cx_cohort_revenue_make_room(builder, to, from->ages);
		for (int32 k = 0; k < from->ages; k++)
		{
			const uint64 *more = from->words + (Size) k * state->width;
			uint64 *cell = to->cells + (Size) k * builder->width;

			CX_CHECK_INTERRUPTS(k);
			change_count(&cell[CX_BUYERS], (int64) more[CX_BUYERS], sign);
			change_count(&cell[CX_RETURNED], (int64) more[CX_RETURNED], sign);
			if (state->width == CX_REVENUE_NARROW)
				change_revenue(builder, to, k, (int64) more[CX_REVENUE], sign);
			else
			{
				CxMoney money = cx_cell_revenue(more, state->width);

				change_revenue_widely(builder, to, k, &money, sign);
			}
		}
	}
}
