/*
 * args.h
 *	  Arguments that several families take, and what is said of a wrong one: one mistake, one text.
 *
 * Every function names the argument and its value. A NULL that is not allowed is 22004; a value that is
 * a number of the wrong size is 22003, an infinite time 22008, a series or a table that would be too
 * large 54000, and anything else that is wrong 22023.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ARGS_H
#define CX_ARGS_H

#include "fmgr.h"
#include "utils/date.h"

#include "base/compat.h"
#include "base/period.h"

/* "WHAT must not be null", 22004. The hint is a sentence that says what to write. */
pg_noreturn extern void cx_refuse_null(const char *what, const char *hint);

/* "WHAT must not be infinite", 22008. */
pg_noreturn extern void cx_refuse_infinite(const char *what);

/*
 * "WHAT must be a timestamp with time zone, not a date", 22023: for forms that are there to say so. The
 * type is that of argument argno; PostgreSQL would make an instant of it by the session's zone.
 */
pg_noreturn extern void cx_refuse_local_time(FunctionCallInfo fcinfo, int argno, const char *what);
pg_noreturn extern void cx_refuse_local_type(Oid type, const char *what);

/*
 * "WHAT is a boolean, not a number", 22023: for forms that are there to say so. The type is that of
 * argument argno.
 */
pg_noreturn extern void cx_refuse_not_boolean(FunctionCallInfo fcinfo, int argno, const char *what);

/* "a count of WHAT is out of range", 22003: for sums of bigint counts. */
pg_noreturn extern void cx_refuse_count_overflow(const char *what);

/* "periods differ: A and B", 22023: for states, and rows of one state, that were cut differently. */
pg_noreturn extern void cx_refuse_two_periods(CxPeriod a, CxPeriod b);

/* The same by name, where what differs need not be a period: "periods differ: rolling and month". */
pg_noreturn extern void cx_refuse_two_kinds(const char *a, const char *b);

/* Argument argno as a confidence level: a fraction between 0 and 1, neither included. */
extern double cx_level_arg(FunctionCallInfo fcinfo, int argno);

/* The normal quantile that bounds a two-sided interval of the level in argument argno. */
extern double cx_critical_arg(FunctionCallInfo fcinfo, int argno);

/*
 * Argument argno as the weight of a row: 0, or from least to most. what_is is the hint, a sentence on
 * what a weight is here.
 */
extern double cx_weight_arg(FunctionCallInfo fcinfo, int argno, double least, double most,
							const char *what_is);
#define CX_WEIGHT_IS_A_COUNT "A weight is how many customers a row stands for."

/* Argument argno, which is not NULL, as a discount for one unit ("year"): a fraction above -1. */
extern double cx_discount_arg(FunctionCallInfo fcinfo, int argno, const char *unit);

/* A word that an argument may be, and what it stands for. Several words may stand for one thing. */
typedef struct CxChoice
{
	const char *word;
	int code;
} CxChoice;

/*
 * Argument argno, a text, as one of the choices, in any case of letters. The list, for the hint, names
 * what to write: "'efron' or 'breslow'".
 */
extern int cx_choice_arg(FunctionCallInfo fcinfo, int argno, const char *what,
						 const CxChoice *choices, int count, const char *list);

/* The first day that is not fully observed, argument argno. */
extern DateADT cx_as_of_arg(FunctionCallInfo fcinfo, int argno);

/*
 * "the cohort of DAY has counts that no customers can have", 22023: for a difference of states that a
 * table is asked of. The detail says which counts.
 */
pg_noreturn extern void cx_refuse_impossible_cohort(DateADT day, const char *detail);

/*
 * Rows up to a far as_of are rows of zeros, and executors keep them: more than this many are an
 * error 54000 that says what the date asks for.
 */
#define CX_MAX_TABLE_ROWS 10000000
extern void cx_check_table_rows(int64 rows);

#endif /* CX_ARGS_H */
