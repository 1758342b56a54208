/*
 * state_json.c
 *	  The json of a state as jsonb.
 *
 * PostgreSQL's own parser does not listen to a cancel, and a state of a million periods keeps it busy for
 * seconds. What our states write is simple: objects, arrays, numbers, strings without escapes. So it
 * is taken apart here, and handed to the functions that build a jsonb.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "base/state_json.h"

/* A jsonb in the making; 19 has the like under another name. */
#if PG_VERSION_NUM >= 190000
typedef JsonbInState Building;
#define push pushJsonbValue
#else
typedef struct Building
{
	JsonbParseState *stack;
	JsonbValue *result;
} Building;

static void
push(Building *building, JsonbIteratorToken token, JsonbValue *value)
{
	building->result = pushJsonbValue(&building->stack, token, value);
}
#endif

/* Our states nest five deep. */
#define MAX_DEPTH 16

/* Every int64 of so many digits is one; longer numbers may not be. */
#define MAX_INT64_DIGITS 18

/* A number as the value of a jsonb. */
static void
read_number(const char *digits, size_t length, JsonbValue *value)
{
	value->type = jbvNumeric;
	if (length <= MAX_INT64_DIGITS && strspn(digits + 1, "0123456789") == length - 1)
		value->val.numeric = int64_to_numeric(strtoll(digits, NULL, 10));
	else
		value->val.numeric = DatumGetNumeric(
			DirectFunctionCall3(numeric_in, CStringGetDatum(pnstrdup(digits, length)),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

/* Reads the scalar at this place and returns what follows it; NULL for one that no state writes. */
static const char *
read_scalar(const char *at, JsonbValue *value)
{
	size_t length;

	if (*at == '"')
	{
		length = strcspn(at + 1, "\"");
		value->type = jbvString;
		value->val.string.val = unconstify(char *, at + 1);
		value->val.string.len = (int) length;
		return at[length + 1] == '"' ? at + length + 2 : NULL;
	}
	length = strspn(at, "-0123456789.eE+");
	if (length > 0)
	{
		read_number(at, length, value);
		return at + length;
	}
	value->type = strncmp(at, "null", 4) == 0 ? jbvNull : jbvBool;
	value->val.boolean = strncmp(at, "true", 4) == 0;
	if (value->type == jbvNull || value->val.boolean)
		return at + 4;
	return strncmp(at, "false", 5) == 0 ? at + 5 : NULL;
}

/* NULL where the json has something that no state writes. */
static JsonbValue *
build(const char *at)
{
	Building building = {0};
	bool in_object[MAX_DEPTH];
	int depth = 0;

	while (*(at += strspn(at, " ,")) != '\0')
	{
		JsonbValue value;

		CHECK_FOR_INTERRUPTS();
		if (*at == '{' || *at == '[')
		{
			if (depth == MAX_DEPTH)
				return NULL;
			in_object[depth++] = *at == '{';
			push(&building, *at == '{' ? WJB_BEGIN_OBJECT : WJB_BEGIN_ARRAY, NULL);
			at++;
		}
		else if (depth == 0)
			return NULL;
		else if (*at == '}' || *at == ']')
		{
			push(&building, *at == '}' ? WJB_END_OBJECT : WJB_END_ARRAY, NULL);
			depth--;
			at++;
		}
		else
		{
			at = read_scalar(at, &value);
			if (at == NULL)
				return NULL;
			if (*at == ':')
			{
				push(&building, WJB_KEY, &value);
				at++;
			}
			else
				push(&building, in_object[depth - 1] ? WJB_VALUE : WJB_ELEM, &value);
		}
	}
	return depth == 0 ? building.result : NULL;
}

Datum
cx_jsonb_of_json(const StringInfoData *json)
{
	JsonbValue *whole = strchr(json->data, '\\') == NULL ? build(json->data) : NULL;

	if (whole != NULL)
		return JsonbPGetDatum(JsonbValueToJsonb(whole));
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json->data));
}
