/*
 * funnel_mode.c
 *	  Type cx_funnel_mode: how strictly a funnel takes its steps, and the words for it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "port/pg_bitutils.h"
#include "utils/builtins.h"

#include "journey/funnel_mode.h"

#define MODES_HINT                                                                                 \
	"It is any of strict_order, strict_increase, strict_once, strict_deduplication, "              \
	"allow_reentry and first_start, apart by commas, or '' for none."

/* Word k is that of bit k. */
static const char *const words[] = {"strict_order",         "strict_increase", "strict_once",
									"strict_deduplication", "allow_reentry",   "first_start"};

StaticAssertDecl((1 << lengthof(words)) - 1 == CX_FUNNEL_MODES, "each bit of a mode has a word");

const char *
cx_funnel_word(uint16 bit)
{
	return words[pg_rightmost_one_pos32(bit)];
}

void
cx_append_funnel_words(StringInfo text, uint16 mode, const char *between)
{
	const char *before = "";

	for (size_t i = 0; i < lengthof(words); i++)
		if ((mode & (1 << i)) != 0)
		{
			appendStringInfo(text, "%s%s", before, words[i]);
			before = between;
		}
}

/* The number of a word in any case of letters, or how many there are where it is none. */
static size_t
find_word(const char *word, size_t length)
{
	size_t i;

	for (i = 0; i < lengthof(words); i++)
		if (strlen(words[i]) == length && pg_strncasecmp(words[i], word, length) == 0)
			break;
	return i;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/*
 * cx_funnel_mode_in(cstring) -> cx_funnel_mode
 *		Words apart by commas, in any order, in any case of letters; no word at all is the default. An
 *		unknown word, one that comes twice, or allow_reentry without strict_order: error 22023 (soft on 16
 *		and later).
 */
PG_FUNCTION_INFO_V1(cx_funnel_mode_in);
Datum
cx_funnel_mode_in(PG_FUNCTION_ARGS)
{
	const char *at = PG_GETARG_CSTRING(0);
	uint32 mode = 0;

	while (is_blank(*at))
		at++;
	while (*at != '\0')
	{
		size_t length = strcspn(at, ",");
		const char *next = at + length;
		size_t i;

		while (length > 0 && is_blank(at[length - 1]))
			length--;
		i = find_word(at, length);
		if (i == lengthof(words))
			ereturn(fcinfo->context, (Datum) 0, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("funnel mode \"%s\" is not known", pnstrdup(at, length)),
					errhint(MODES_HINT));
		if ((mode & (1 << i)) != 0)
			ereturn(fcinfo->context, (Datum) 0, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("funnel mode %s is there twice", words[i]), errhint(MODES_HINT));
		mode |= 1 << i;
		at = next;
		if (*at == ',')
		{
			at++;
			while (is_blank(*at))
				at++;
			if (*at == '\0')
				ereturn(fcinfo->context, (Datum) 0, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("a funnel mode must follow the comma"), errhint(MODES_HINT));
		}
	}
	if (!cx_funnel_mode_valid((uint16) mode))
		ereturn(fcinfo->context, (Datum) 0, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("funnel mode allow_reentry needs strict_order"),
				errhint("It passes over steps that come too early, which only strict_order minds: "
						"'strict_order, allow_reentry'."));
	PG_RETURN_UINT32(mode);
}

/*
 * cx_funnel_mode_out(cx_funnel_mode) -> cstring
 *		Its words, the same ones always in the same order: 'strict_order, first_start'.
 */
PG_FUNCTION_INFO_V1(cx_funnel_mode_out);
Datum
cx_funnel_mode_out(PG_FUNCTION_ARGS)
{
	StringInfoData text;

	initStringInfo(&text);
	cx_append_funnel_words(&text, PG_GETARG_FUNNEL_MODE(0), ", ");
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_funnel_mode(text) -> cx_funnel_mode
 *		The implicit cast, for a column of modes. Errors as for input. Strict.
 */
PG_FUNCTION_INFO_V1(cx_funnel_mode_from_text);
Datum
cx_funnel_mode_from_text(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(cx_funnel_mode_in,
							   CStringGetDatum(text_to_cstring(PG_GETARG_TEXT_PP(0))));
}

/*
 * cx_funnel_mode_recv(internal) -> cx_funnel_mode, cx_funnel_mode_send(cx_funnel_mode) -> bytea
 *		Binary form: the words, as a text. Errors as for input.
 */
PG_FUNCTION_INFO_V1(cx_funnel_mode_recv);
Datum
cx_funnel_mode_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	int length;
	char *text = pq_getmsgtext(message, message->len - message->cursor, &length);

	return DirectFunctionCall1(cx_funnel_mode_in, CStringGetDatum(text));
}

PG_FUNCTION_INFO_V1(cx_funnel_mode_send);
Datum
cx_funnel_mode_send(PG_FUNCTION_ARGS)
{
	StringInfoData text;
	StringInfoData message;

	initStringInfo(&text);
	cx_append_funnel_words(&text, PG_GETARG_FUNNEL_MODE(0), ", ");
	pq_begintypsend(&message);
	pq_sendtext(&message, text.data, text.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * cx_funnel_mode_eq, _ne, _lt, _le, _ge, _gt(cx_funnel_mode, cx_funnel_mode) -> boolean,
 * cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode) -> integer
 *		The bits compared, an order that means nothing. Strict.
 * cx_funnel_mode_smaller, _larger(cx_funnel_mode, cx_funnel_mode) -> cx_funnel_mode
 *		Transitions of min and max. Strict.
 */
#define MODE_RELATION(symbol, result)                                                              \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		int32 a = PG_GETARG_INT32(0);                                                              \
		int32 b = PG_GETARG_INT32(1);                                                              \
                                                                                                   \
		return result;                                                                             \
	}

MODE_RELATION(cx_funnel_mode_eq, BoolGetDatum(a == b))
MODE_RELATION(cx_funnel_mode_ne, BoolGetDatum(a != b))
MODE_RELATION(cx_funnel_mode_lt, BoolGetDatum(a < b))
MODE_RELATION(cx_funnel_mode_le, BoolGetDatum(a <= b))
MODE_RELATION(cx_funnel_mode_ge, BoolGetDatum(a >= b))
MODE_RELATION(cx_funnel_mode_gt, BoolGetDatum(a > b))
MODE_RELATION(cx_funnel_mode_cmp, Int32GetDatum((a > b) - (a < b)))
MODE_RELATION(cx_funnel_mode_smaller, Int32GetDatum(Min(a, b)))
MODE_RELATION(cx_funnel_mode_larger, Int32GetDatum(Max(a, b)))

/*
 * cx_funnel_mode_hash(cx_funnel_mode) -> integer,
 * cx_funnel_mode_hash_extended(cx_funnel_mode, bigint) -> bigint
 *		For hash joins, grouping, DISTINCT, UNION and hash partitioning. Strict.
 */
PG_FUNCTION_INFO_V1(cx_funnel_mode_hash);
Datum
cx_funnel_mode_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32(PG_GETARG_UINT32(0));
}

PG_FUNCTION_INFO_V1(cx_funnel_mode_hash_extended);
Datum
cx_funnel_mode_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended(PG_GETARG_UINT32(0), (uint64) PG_GETARG_INT64(1));
}
