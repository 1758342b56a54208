/*
 * state_json.c
 *	  The json of a state as jsonb.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "base/state_json.h"

Datum
cx_jsonb_of_json(const StringInfoData *json)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json->data));
}
