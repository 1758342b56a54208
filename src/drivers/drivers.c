/*
 * drivers.c
 *	  Type cx_drivers: input and output, equality, casts.
 *
 * Text form: (drivers 1, responses 3, left out 2: 3; 12 50; 9 38 29), then the sums of weights, of the overall
 * score and its square, and a group for each driver: its sum, that of its products with the overall score
 * and with each driver before it, and of its square. A sum that carries a rounding error shows it after a
 * tilde. A state without responses ends after left out, the empty state is (). Binary form: version byte 1,
 * drivers as int4, responses and left out as int8, then, if there are responses, each sum as two float8.
 *
 * There is no subtraction: taking a double away does not give back what was there before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/state_io.h"
#include "base/state_order.h"
#include "drivers/drivers.h"

static bool
possible_sums(const CxDrivers *state)
{
	const double *high = CX_DRIVERS_HIGH(state);
	const double *low = CX_DRIVERS_LOW(state);

	for (int i = 0; i < CX_DRIVERS_SUMS(state); i++)
		if (!cx_sum_possible(&(CxSum){high[i], low[i]}))
			return false;
	return true;
}

/* What is wrong with a state that came from outside, or NULL. */
static const char *
problem_of(const CxDrivers *state)
{
	if (state->responses < 0 || state->left_out < 0)
		return "A number of rows is negative.";
	if (state->responses == 0)
		return state->left_out > 0 || state->drivers == 0 ? NULL
														  : "A state without rows is written ().";
	if (state->drivers == 0)
		return "There are responses, but no drivers.";
	if (!possible_sums(state))
		return "A sum is not finite or not normalized.";
	if (!cx_products_possible(CX_DRIVERS_VARIABLES(state), CX_DRIVERS_HIGH(state),
							  CX_DRIVERS_LOW(state), (double) state->responses))
		return "So many responses cannot have these sums.";
	return NULL;
}

/* ----- text ----- */

static const char *const expected =
	"Expected is (drivers n, responses n, left out n: weight; sum square; sum product square; "
	"...), "
	"a group of sums for the overall score and for each driver, or () for no rows.";

static bool
read_head(CxTextReader *reader, int32 *drivers, int64 *responses, int64 *left_out)
{
	if (!cx_text_literal(reader, "drivers") || !cx_text_int32(reader, drivers) ||
		!cx_text_literal(reader, ",") || !cx_text_literal(reader, "responses") ||
		!cx_text_int64(reader, responses) || !cx_text_literal(reader, ",") ||
		!cx_text_literal(reader, "left out") || !cx_text_int64(reader, left_out))
		return false;
	if (*drivers >= 0 && *drivers <= CX_DRIVERS_MOST)
		return true;
	reader->problem = "The number of drivers is out of range.";
	return false;
}

static bool
read_sums(CxTextReader *reader, CxDrivers *state)
{
	double *high = CX_DRIVERS_HIGH(state);
	double *low = CX_DRIVERS_LOW(state);

	for (int i = 0; i < CX_DRIVERS_VARIABLES(state); i++)
	{
		if (!cx_text_literal(reader, i == 0 ? ":" : ";"))
			return false;
		for (int j = 0; j <= i; j++)
		{
			CxSum sum;

			if (!cx_text_sum(reader, &sum))
				return false;
			*high++ = sum.high;
			*low++ = sum.low;
		}
	}
	return true;
}

static bool
read_text(CxTextReader *reader, CxDrivers **result)
{
	int32 drivers = 0;
	int64 responses = 0;
	int64 left_out = 0;

	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*result = cx_drivers_new(0, false);
		return cx_text_end(reader);
	}
	if (!read_head(reader, &drivers, &responses, &left_out))
		return false;
	if (responses == 0 && left_out == 0)
	{
		reader->problem = "A state without rows is written ().";
		return false;
	}
	*result = cx_drivers_new((uint32) drivers, responses != 0);
	(*result)->responses = responses;
	(*result)->left_out = left_out;
	return (responses == 0 || read_sums(reader, *result)) && cx_text_literal(reader, ")") &&
		   cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxDrivers *state)
{
	const double *high = CX_DRIVERS_HIGH(state);
	const double *low = CX_DRIVERS_LOW(state);

	if (state->responses == 0 && state->left_out == 0)
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfo(text, "(drivers %u, responses " INT64_FORMAT ", left out " INT64_FORMAT,
					 state->drivers, state->responses, state->left_out);
	for (int i = 0; state->responses > 0 && i < CX_DRIVERS_VARIABLES(state); i++)
	{
		appendStringInfoChar(text, i == 0 ? ':' : ';');
		for (int j = 0; j <= i; j++)
		{
			appendStringInfoChar(text, ' ');
			cx_append_sum(text, (CxSum){*high++, *low++});
		}
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary ----- */

static CxDrivers *
read_wire(StringInfo message)
{
	int32 drivers = (int32) pq_getmsgint(message, 4);
	int64 responses = pq_getmsgint64(message);
	CxDrivers *state;

	if (drivers < 0 || drivers > CX_DRIVERS_MOST)
		cx_wire_refuse("cx_drivers", "The number of drivers is out of range.");
	state = cx_drivers_new((uint32) drivers, responses != 0);
	state->responses = responses;
	state->left_out = pq_getmsgint64(message);
	for (int i = 0; responses != 0 && i < CX_DRIVERS_SUMS(state); i++)
	{
		CX_DRIVERS_HIGH(state)[i] = pq_getmsgfloat8(message);
		CX_DRIVERS_LOW(state)[i] = pq_getmsgfloat8(message);
	}
	return state;
}

static void
write_wire(StringInfo message, const CxDrivers *state)
{
	pq_sendint32(message, state->drivers);
	pq_sendint64(message, state->responses);
	pq_sendint64(message, state->left_out);
	for (int i = 0; state->responses > 0 && i < CX_DRIVERS_SUMS(state); i++)
	{
		pq_sendfloat8(message, CX_DRIVERS_HIGH(state)[i]);
		pq_sendfloat8(message, CX_DRIVERS_LOW(state)[i]);
	}
}

/* ----- json ----- */

/*
 * {"drivers", "responses", "rows_left_out", "weight", "overall", "means"}, the mean of the overall score and
 * those of the drivers in their order. Without responses there are no means.
 */
static void
write_json(StringInfo json, const CxDrivers *state)
{
	const double *high = CX_DRIVERS_HIGH(state);
	bool some = state->responses > 0;

	appendStringInfo(json,
					 "{\"drivers\": %u, \"responses\": " INT64_FORMAT
					 ", \"rows_left_out\": " INT64_FORMAT ", \"weight\": ",
					 state->drivers, state->responses, state->left_out);
	cx_append_float8(json, some ? high[0] : 0);
	appendStringInfoString(json, ", \"overall\": ");
	if (some)
		cx_append_float8(json, high[CX_PRODUCT_AT(1, 0)] / high[0]);
	else
		appendStringInfoString(json, "null");
	appendStringInfoString(json, ", \"means\": [");
	for (int i = 0; some && i < (int) state->drivers; i++)
	{
		if (i > 0)
			appendStringInfoString(json, ", ");
		cx_append_float8(json, high[CX_PRODUCT_AT(i + 2, 0)] / high[0]);
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_drivers, CxDrivers, CX_DRIVERS_VERSION, PG_GETARG_DRIVERS)
CX_VARLENA_STATE_ORDER(cx_drivers)
