/*
 * state_json.h
 *	  The json of a state as jsonb.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATE_JSON_H
#define CX_STATE_JSON_H

#include "fmgr.h"
#include "lib/stringinfo.h"

/* What a state wrote as json, as jsonb. */
extern Datum cx_jsonb_of_json(const StringInfoData *json);

#endif /* CX_STATE_JSON_H */
