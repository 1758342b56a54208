/*
 * state_text.h
 *	  Reading the text form of a state, strictly.
 *
 * A text form is a few literals and numbers. Every reading function skips blanks first, returns
 * false when the text does not continue as asked, and leaves it to the caller to refuse the whole
 * input once, with cx_text_refuse().
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATE_TEXT_H
#define CX_STATE_TEXT_H

#include "nodes/nodes.h"

typedef struct CxTextReader
{
	const char *type;  /* SQL name of the type, for the error */
	const char *input; /* the whole text, for the error */
	const char *at;    /* what is left of it */
	Node *escontext;   /* where a soft error goes, or NULL */
} CxTextReader;

extern bool cx_text_literal(CxTextReader *reader, const char *literal);
extern bool cx_text_int32(CxTextReader *reader, int32 *value);
extern bool cx_text_int64(CxTextReader *reader, int64 *value);
extern bool cx_text_float8(CxTextReader *reader, double *value);
extern bool cx_text_end(CxTextReader *reader);

/* Raises (or saves, when soft errors are asked for) the one error; detail may be NULL. */
extern void cx_text_refuse(CxTextReader *reader, const char *detail);

#endif /* CX_STATE_TEXT_H */
