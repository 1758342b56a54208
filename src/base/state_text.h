/*
 * state_text.h
 *	  Reading the text form of a state, strictly.
 *
 * A text form is a few literals and numbers. Every reading function skips blanks first and returns
 * false when the text does not continue as asked; the caller then refuses the whole input once, with
 * cx_text_refuse(). A caller that knows what is wrong says so in problem. Each also listens to a
 * cancel.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATE_TEXT_H
#define CX_STATE_TEXT_H

#include "lib/stringinfo.h"
#include "nodes/nodes.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "math/exact_sum.h"

typedef struct CxTextReader
{
	const char *type;    /* SQL name of the type, for the error */
	const char *input;   /* the whole text, for the error */
	const char *at;      /* what is left of it */
	const char *problem; /* the error's detail, or NULL */
	const char *hint;    /* what to write instead, or NULL */
	Node *escontext;     /* where a soft error goes, or NULL */
} CxTextReader;

extern bool cx_text_literal(CxTextReader *reader, const char *literal);
extern bool cx_text_int32(CxTextReader *reader, int32 *value);
extern bool cx_text_int64(CxTextReader *reader, int64 *value);
extern bool cx_text_float8(CxTextReader *reader, double *value);
/* A sum, and after a tilde the rounding error that it carries: 0.30000000000000004~-2.7755575615628914e-17. */
extern bool cx_text_sum(CxTextReader *reader, CxSum *sum);
/* A finite date as year-month-day; years before 1 count on downwards: 0000, -0001. */
extern bool cx_text_date(CxTextReader *reader, DateADT *day);
/* A finite instant as day, time of day in UTC to the microsecond, and Z: 2026-01-31 12:00:00.5Z. */
extern bool cx_text_instant(CxTextReader *reader, TimestampTz *instant);
/* A finite local time: the same without the Z. */
extern bool cx_text_local(CxTextReader *reader, Timestamp *local);
extern bool cx_text_end(CxTextReader *reader);

/* Raises the one error, or saves it where soft errors are asked for. */
extern void cx_text_refuse(CxTextReader *reader);

/* What cx_text_date() reads, whatever DateStyle says. */
extern void cx_append_date(StringInfo text, DateADT day);

/* What these read, whatever DateStyle and TimeZone say, with another character for the blank. */
extern void cx_append_instant(StringInfo text, TimestampTz instant, char between);
extern void cx_append_local(StringInfo text, Timestamp local, char between);

/* The shortest digits that read back as x, whatever extra_float_digits says. */
extern void cx_append_float8(StringInfo text, double x);

/* What cx_text_sum() reads: without a tilde where there is no error. */
extern void cx_append_sum(StringInfo text, CxSum sum);

#endif /* CX_STATE_TEXT_H */
