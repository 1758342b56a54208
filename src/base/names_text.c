/*
 * names_text.c
 *	  A name in the text, binary and json form of a state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/json.h"

#include "base/interrupts.h"
#include "base/names_text.h"
#include "base/state_wire.h"

/* What needs no quotes. Bytes of letters beyond ASCII have the high bit in every server encoding. */
static inline bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
		   c == '-' || c == '.' || IS_HIGHBIT_SET(c);
}

static bool
is_plain_name(CxName name)
{
	for (uint32 i = 0; i < name.length; i++)
		if (!is_plain(name.bytes[i]))
			return false;
	return name.length > 0;
}

Size
cx_name_text_size(CxName name)
{
	Size size = name.length;

	if (is_plain_name(name))
		return size;
	for (uint32 i = 0; i < name.length; i++)
		size += name.bytes[i] == '"' || name.bytes[i] == '\\';
	return size + 2;
}

/* What is between quotes, in the input itself unless something is escaped. */
static bool
read_quoted(CxTextReader *reader, CxName *name)
{
	const char *start = reader->at;
	const char *at = start;
	Size escapes = 0;
	char *copy;

	for (; *at != '"'; at++)
	{
		CX_CHECK_INTERRUPTS(at - start);
		if (*at == '\\')
		{
			at++;
			escapes++;
			if (*at != '"' && *at != '\\')
				return false;
		}
		if (*at == '\0')
			return false;
	}
	reader->at = at + 1;
	*name = (CxName){start, (uint32) (at - start - escapes)};
	if (escapes == 0)
		return true;
	name->bytes = copy = palloc(name->length);
	for (const char *from = start; from < at; from++)
	{
		from += *from == '\\';
		*copy++ = *from;
	}
	return true;
}

bool
cx_text_name(CxTextReader *reader, CxName *name)
{
	if (cx_text_literal(reader, "\""))
		return read_quoted(reader, name);
	name->bytes = reader->at;
	while (is_plain(*reader->at))
		reader->at++;
	name->length = (uint32) (reader->at - name->bytes);
	return name->length > 0;
}

void
cx_append_name(StringInfo text, CxName name)
{
	const char *done = name.bytes;

	if (is_plain_name(name))
	{
		appendBinaryStringInfo(text, name.bytes, (int) name.length);
		return;
	}
	appendStringInfoChar(text, '"');
	for (const char *at = name.bytes; at < name.bytes + name.length; at++)
		if (*at == '"' || *at == '\\')
		{
			appendBinaryStringInfo(text, done, (int) (at - done));
			appendStringInfoChar(text, '\\');
			done = at;
		}
	appendBinaryStringInfo(text, done, (int) (name.bytes + name.length - done));
	appendStringInfoChar(text, '"');
}

CxName
cx_wire_name(StringInfo message, const char *type)
{
	int length = pq_getmsgint(message, 4);
	const char *sent = pq_getmsgbytes(message, length);
	char *name;

	/* a message of an encoding that it is not in is malformed, as any other */
	if (!pg_verify_mbstr(pg_get_client_encoding(), sent, length, true) ||
		memchr(sent, '\0', length) != NULL)
		cx_wire_refuse(type, "A name is not in the encoding of the client.");
	name = pg_client_to_server(sent, length);
	return (CxName){name, (uint32) (name == sent ? (size_t) length : strlen(name))};
}

void
cx_send_name(StringInfo message, CxName name)
{
	char *sent = pg_server_to_client(name.bytes, (int) name.length);
	int length = sent == name.bytes ? (int) name.length : (int) strlen(sent);

	pq_sendint32(message, length);
	pq_sendbytes(message, sent, length);
	if (sent != name.bytes)
		pfree(sent);
}

CxName
cx_wire_own_name(StringInfo message, const char *type)
{
	int length = pq_getmsgint(message, 4);
	const char *sent = pq_getmsgbytes(message, length);

	if (!pg_verify_mbstr(GetDatabaseEncoding(), sent, length, true))
		cx_wire_refuse(type, "A name is not in the encoding of the server.");
	return (CxName){sent, (uint32) length};
}

void
cx_send_own_name(StringInfo message, CxName name)
{
	pq_sendint32(message, name.length);
	appendBinaryStringInfo(message, name.bytes, (int) name.length);
}

void
cx_json_name(StringInfo json, CxName name)
{
	char *ended = pnstrdup(name.bytes, name.length);

	escape_json(json, ended);
	pfree(ended);
}
