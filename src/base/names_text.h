/*
 * names_text.h
 *	  A name in the text, binary and json form of a state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_NAMES_TEXT_H
#define CX_NAMES_TEXT_H

#include "lib/stringinfo.h"

#include "base/names.h"
#include "base/state_text.h"

/*
 * In text a name made of letters, digits, dots, dashes and underscores stands as it is, any other in
 * quotes, within which a backslash stands before quotes and backslashes. The bytes of what was read are
 * those of the input, or in memory of their own.
 */
extern bool cx_text_name(CxTextReader *reader, CxName *name);
extern void cx_append_name(StringInfo text, CxName name);

/* Bytes of a name in text: at most twice its own, and two. */
extern Size cx_name_text_size(CxName name);

/*
 * On the wire: its length as int4, and the bytes in the encoding of the client. type is that of the state,
 * for what is wrong: error 22P03 or 08P01.
 */
extern CxName cx_wire_name(StringInfo message, const char *type);
extern void cx_send_name(StringInfo message, CxName name);

/* The same between processes of a server, in its encoding. */
extern CxName cx_wire_own_name(StringInfo message, const char *type);
extern void cx_send_own_name(StringInfo message, CxName name);

/* A string of json. */
extern void cx_json_name(StringInfo json, CxName name);

#endif /* CX_NAMES_TEXT_H */
