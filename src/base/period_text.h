/*
 * period_text.h
 *	  Periods in the text form of states: a name, and a first day for each number.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PERIOD_TEXT_H
#define CX_PERIOD_TEXT_H

#include "base/period.h"
#include "base/state_text.h"

/* Reads the name of a period. */
extern bool cx_text_period(CxTextReader *reader, CxPeriod *period);

/* Reads the first day of a period as its number; any other day is refused. */
extern bool cx_text_period_number(CxTextReader *reader, CxPeriod period, int64 *number);

/* The first day of a period, which must be one of type date. */
extern void cx_append_period(StringInfo text, CxPeriod period, int64 number);

#endif /* CX_PERIOD_TEXT_H */
