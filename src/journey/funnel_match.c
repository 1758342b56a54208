/*
 * funnel_match.c
 *	  Which row of one time is which step of a funnel, where a row is one step only.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "journey/funnel_match.h"

CxMatch *
cx_match_make(int32 steps)
{
	CxMatch *match = palloc0(sizeof(CxMatch));

	match->words = CX_FUNNEL_WORDS(steps);
	match->steps = palloc0(steps * sizeof(CxMatchStep));
	match->queue = palloc((steps + 1) * sizeof(int32));
	match->limit = (uint32) steps + 1;
	return match;
}

/* ----- rows ----- */

/* Another group of so many rows, empty so far. */
static uint32
add_group(CxMatch *match, uint32 rows)
{
	if (match->count == match->room)
	{
		match->room = match->room == 0 ? 4 : match->room * 2;
		match->groups = match->groups == NULL
							? palloc(match->room * sizeof(CxMatchGroup))
							: repalloc_huge(match->groups, match->room * sizeof(CxMatchGroup));
	}
	match->groups[match->count] = (CxMatchGroup){.rows = rows, .first = CX_NO_STEP};
	return match->count++;
}

static void
add_to_step(CxMatchStep *step, uint32 group)
{
	if (step->count == step->room)
	{
		step->room = step->room == 0 ? 4 : step->room * 2;
		step->groups = step->groups == NULL ? palloc(step->room * sizeof(uint32))
											: repalloc(step->groups, step->room * sizeof(uint32));
	}
	step->groups[step->count++] = group;
}

/* So many rows that meet the same steps. */
static void
add_rows(CxMatch *match, const uint64 *met, uint32 rows)
{
	uint32 group = CX_NO_GROUP;
	uint32 steps = 0;
	int32 step;

	for (int32 w = 0; w < match->words; w++)
	{
		steps += pg_popcount64(met[w]);
		match->met[w] |= met[w];
	}
	match->nothing |= steps == 0;
	CX_FOR_EACH_STEP(step, match->words, met)
	{
		CxMatchStep *meets = &match->steps[step];

		if (rows >= steps)
			/* there is a row for each of its steps */
			meets->own = Min(meets->own + (steps == 1 ? rows : 2), 2);
		else if (meets->count < match->limit)
		{
			if (group == CX_NO_GROUP)
				group = add_group(match, rows);
			add_to_step(meets, group);
		}
		if (rows < steps)
			meets->last = group;
	}
}

void
cx_match_begin(CxMatch *match)
{
	int32 step;

	CX_FOR_EACH_STEP(step, match->words, match->met)
	{
		match->steps[step].own = 0;
		match->steps[step].count = 0;
	}
	memset(match->met, 0, sizeof(match->met));
	match->nothing = false;
	match->count = 0;
	match->alike = 0;
	match->from = match->end = 0;
}

void
cx_match_row(CxMatch *match, const uint64 *met)
{
	Size size = match->words * sizeof(uint64);

	if (match->alike > 0 && memcmp(match->row, met, size) != 0)
		cx_match_end(match);
	if (match->alike++ == 0)
		memcpy(match->row, met, size);
}

void
cx_match_end(CxMatch *match)
{
	if (match->alike > 0)
		add_rows(match, match->row, match->alike);
	match->alike = 0;
}

/* ----- the window ----- */

static void
take(CxMatch *match, int32 step, uint32 group)
{
	CxMatchStep *taker = &match->steps[step];

	taker->group = group;
	if (group == CX_NO_GROUP)
		return;
	taker->before = CX_NO_STEP;
	taker->after = match->groups[group].first;
	if (taker->after != CX_NO_STEP)
		match->steps[taker->after].before = step;
	match->groups[group].first = step;
	match->groups[group].taken++;
}

/* The group is the answer. */
static uint32
give_back(CxMatch *match, int32 step)
{
	CxMatchStep *taker = &match->steps[step];
	CxMatchGroup *group;

	if (taker->group == CX_NO_GROUP)
		return CX_NO_GROUP;
	group = &match->groups[taker->group];
	if (taker->before == CX_NO_STEP)
		group->first = taker->after;
	else
		match->steps[taker->before].after = taker->after;
	if (taker->after != CX_NO_STEP)
		match->steps[taker->after].before = taker->before;
	group->taken--;
	return taker->group;
}

/* The step that came to the group takes a row of it, and the one that came to that step's takes that. */
static void
augment(CxMatch *match, int32 root, uint32 group)
{
	int32 step;

	do
	{
		uint32 left = CX_NO_GROUP;

		step = match->groups[group].from;
		if (step != root)
			left = give_back(match, step);
		take(match, step, group);
		group = left;
	} while (step != root);
}

/*
 * Finds a row for the step, which has none, but not of the group without, by letting other steps of the
 * window change theirs. If there is none, lowest is the first of the steps that would have to go.
 */
static bool
find_row(CxMatch *match, int32 root, uint32 without)
{
	int count = 0;

	match->queue[count++] = root;
	match->lowest = root;
	match->search++;
	for (int i = 0; i < count; i++)
	{
		const CxMatchStep *step = &match->steps[match->queue[i]];

		CHECK_FOR_INTERRUPTS();
		for (uint32 g = 0; g < step->count; g++)
		{
			CxMatchGroup *group = &match->groups[step->groups[g]];

			if (group->search == match->search || (i == 0 && step->groups[g] == without))
				continue;
			group->search = match->search;
			group->from = match->queue[i];
			if (group->taken < group->rows)
			{
				augment(match, root, step->groups[g]);
				return true;
			}
			for (int32 other = group->first; other != CX_NO_STEP; other = match->steps[other].after)
			{
				match->queue[count++] = other;
				match->lowest = Min(match->lowest, other);
			}
		}
	}
	return false;
}

void
cx_match_cut(CxMatch *match, int32 step)
{
	for (; match->from < match->end && match->from < step; match->from++)
		give_back(match, match->from);
	match->from = step;
	match->end = Max(match->end, step);
}

void
cx_match_push(CxMatch *match, int32 step)
{
	if (match->from == match->end)
		match->from = match->end = step;
	Assert(step == match->end);
	if (match->steps[step].own > 0)
		match->steps[step].group = CX_NO_GROUP;
	else
		/* steps that have no row together stay so until one of them goes */
		while (!find_row(match, step, CX_NO_GROUP))
		{
			Assert(match->lowest < step);
			cx_match_cut(match, match->lowest + 1);
		}
	match->end = step + 1;
}

bool
cx_match_another(CxMatch *match, int32 spare)
{
	int32 step = match->end - 1;
	const CxMatchStep *last = &match->steps[step];
	uint32 without = CX_NO_GROUP;
	uint32 spared = CX_NO_GROUP;
	uint32 group;

	if (last->own > 1)
		return true;
	if (last->own == 0 && last->last != CX_NO_GROUP && match->groups[last->last].rows == 1)
		without = last->last;
	group = give_back(match, step);
	if (spare != CX_NO_STEP)
		spared = give_back(match, spare);
	if (find_row(match, step, without))
		return true;
	take(match, step, group);
	if (spare != CX_NO_STEP)
		take(match, spare, spared);
	return false;
}
