/*
 * funnel_counts_build.c
 *	  A cx_funnel while it grows: counts of each step, and a sketch of the times to it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "journey/funnel_counts.h"

CxFunnelBuild *
cx_funnel_build(MemoryContext context)
{
	CxFunnelBuild *build = MemoryContextAllocZero(context, sizeof(CxFunnelBuild));

	build->context = context;
	return build;
}

pg_noreturn static void
refuse_other_terms(const CxFunnelTerms *one, const CxFunnelTerms *other)
{
	StringInfoData texts[2];

	initStringInfo(&texts[0]);
	initStringInfo(&texts[1]);
	cx_append_funnel_terms(&texts[0], one);
	cx_append_funnel_terms(&texts[1], other);
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("funnels differ: (%s) and (%s)", texts[0].data, texts[1].data),
			errhint("Only customers of the same funnel can be put together."));
}

static char *
shown_time(CxTimeKind kind, int64 at)
{
	StringInfoData text;

	if (at == DT_NOEND)
		return pstrdup("infinity");
	initStringInfo(&text);
	cx_append_time(&text, kind, at, ' ');
	return text.data;
}

/* Takes the terms of the first customers, and others only if they are the same. */
static void
settle_terms(CxFunnelBuild *build, const CxFunnelTerms *terms, int64 as_of)
{
	const CxFunnelTerms *own = &build->terms;

	if (own->steps == 0)
	{
		build->terms = *terms;
		build->as_of = as_of;
		build->counts =
			MemoryContextAllocZero(build->context, terms->steps * sizeof(CxFunnelCount));
		build->times = MemoryContextAllocZero(build->context, terms->steps * sizeof(CxTimesSketch));
		return;
	}
	if (!cx_same_terms(own, terms))
		refuse_other_terms(own, terms);
	if (build->as_of != as_of)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("as_of differs: %s and %s", shown_time(own->kind, build->as_of),
					   shown_time(own->kind, as_of)),
				errhint("Who is settled as of one time may not be so as of another: take one as_of "
						"for all."));
}

static void
check_chain(const CxChain *chain, const CxFunnelTerms *terms, int64 as_of)
{
	if ((chain->mode & CX_FUNNEL_FIRST_START) == 0)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a funnel over customers needs chains of their first starts"),
			errdetail("Who may start again and again gets there more often the longer he is seen."),
			errhint("chain_agg('first_start', at, within, ...); other words of the mode go with "
					"it."));
	/* steps are in order: none is later than the last */
	if (chain->reached > 0 && chain->times[chain->reached - 1] >= as_of)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("step %d was reached on %s, which is not before as_of %s", chain->reached,
					   shown_time(terms->kind, chain->times[chain->reached - 1]),
					   shown_time(terms->kind, as_of)),
				errhint("chain_agg(...) FILTER (WHERE at < as_of)."));
}

pg_noreturn static void
refuse_missing(void)
{
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("customers cannot be taken from a state that does not hold them"),
			errhint("a - b is what is left of a when the customers of b, who are among those of a, "
					"are taken away."));
}

static void
change_count(int64 *count, int64 change, int sign)
{
	if (sign > 0 ? pg_add_s64_overflow(*count, change, count)
				 : pg_sub_s64_overflow(*count, change, count))
		cx_refuse_count_overflow("customers");
	if (*count < 0)
		refuse_missing();
}

static void
change_times(CxFunnelBuild *build, int32 step, const CxBucket *bucket, int sign)
{
	if (sign > 0)
		cx_times_add(build->context, &build->times[step], bucket, &build->memory);
	else if (!cx_times_take(&build->times[step], bucket))
		refuse_missing();
}

void
cx_funnel_count(CxFunnelBuild *build, const CxChain *chain, int64 as_of, int sign)
{
	CxFunnelTerms terms = {(CxTimeKind) chain->kind, chain->mode, chain->steps, chain->within};
	bool settled;

	if (cx_chain_empty(chain))
		return;
	check_chain(chain, &terms, as_of);
	settle_terms(build, &terms, as_of);
	if (chain->reached == 0)
		return;
	/* as_of is after the start, so that the difference is in range without a sign */
	settled =
		as_of == DT_NOEND || (uint64) as_of - (uint64) chain->times[0] > (uint64) chain->within;
	for (int32 i = 0; i < chain->reached; i++)
	{
		change_count(&build->counts[i].customers, 1, sign);
		if (!settled)
			continue;
		change_count(&build->counts[i].settled, 1, sign);
		if (i > 0)
		{
			uint64 micros = (uint64) chain->times[i] - (uint64) chain->times[i - 1];
			CxBucket one = {cx_bucket_of((int64) micros), 1, {micros, 0}};

			change_times(build, i, &one, sign);
		}
	}
}

void
cx_funnel_fold(CxFunnelBuild *build, const CxFunnel *state, int sign)
{
	CxFunnelTerms terms = cx_funnel_terms(state);
	const CxDurations *times = cx_funnel_times(state);

	if (state->steps == 0)
		return;
	settle_terms(build, &terms, state->as_of);
	for (int32 i = 0; i < state->steps; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		change_count(&build->counts[i].customers, state->counts[i].customers, sign);
		change_count(&build->counts[i].settled, state->counts[i].settled, sign);
		if (i > 0)
		{
			CxBuckets list = cx_durations_read(times);

			for (int b = 0; b < list.count; b++)
				change_times(build, i, &list.buckets[b], sign);
			pfree(list.buckets);
			times = cx_funnel_next_times(times);
		}
	}
}

/* Taken apart, those who are left may be nobody who ever was: fewer at a step than at a later one. */
static void
check_left(const CxFunnelBuild *build)
{
	for (int32 i = 0; i < build->terms.steps; i++)
	{
		const CxFunnelCount *count = &build->counts[i];

		if (count->settled > count->customers ||
			(i > 0 &&
			 (count->settled > count[-1].settled ||
			  count->customers - count->settled > count[-1].customers - count[-1].settled)))
			refuse_missing();
	}
}

CxFunnel *
cx_funnel_built(const CxFunnelBuild *build)
{
	int32 steps = build->terms.steps;
	const CxDurations **times;
	CxFunnelTerms none = {0};

	if (steps == 0)
		return cx_funnel_make(&none, 0, NULL, NULL);
	check_left(build);
	if (build->counts[0].customers == 0)
		return cx_funnel_make(&none, 0, NULL, NULL);
	times = palloc(steps * sizeof(CxDurations *));
	for (int32 i = 1; i < steps; i++)
	{
		uint32 count = build->times[i].count;
		CxBuckets list = {(int) count, palloc(Max(count, 1) * sizeof(CxBucket))};

		CX_CHECK_INTERRUPTS(i);
		cx_times_read(&build->times[i], list.buckets);
		times[i] = cx_durations_make(list);
		pfree(list.buckets);
	}
	return cx_funnel_make(&build->terms, build->as_of, build->counts, times);
}
