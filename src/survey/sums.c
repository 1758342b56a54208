/*
 * sums.c
 *	  Sums that carry their rounding error in the text and binary form of a state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "survey/sums.h"

bool
cx_read_sums(CxTextReader *reader, int count, CxSum *sums)
{
	for (int i = 0; i < count; i++)
		if (!cx_text_sum(reader, &sums[i]))
			return false;
	return true;
}

void
cx_write_sums(StringInfo text, int count, const CxSum *sums)
{
	for (int i = 0; i < count; i++)
	{
		appendStringInfoChar(text, ' ');
		cx_append_sum(text, sums[i]);
	}
}

void
cx_receive_sums(StringInfo message, int count, CxSum *sums)
{
	for (int i = 0; i < count; i++)
	{
		sums[i].high = pq_getmsgfloat8(message);
		sums[i].low = pq_getmsgfloat8(message);
	}
}

void
cx_send_sums(StringInfo message, int count, const CxSum *sums)
{
	for (int i = 0; i < count; i++)
	{
		pq_sendfloat8(message, sums[i].high);
		pq_sendfloat8(message, sums[i].low);
	}
}
