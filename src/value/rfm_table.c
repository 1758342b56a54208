/*
 * rfm_table.c
 *	  The rows of a cx_rfm_set.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/uuid.h"

#include "base/rows.h"
#include "value/rfm_set.h"

static pg_uuid_t *
uuid_of_key(const uint64 *key)
{
	pg_uuid_t *uuid = palloc(sizeof(pg_uuid_t));
	uint64 words[2] = {pg_hton64(key[0]), pg_hton64(key[1])};

	memcpy(uuid->data, words, sizeof(words));
	return uuid;
}

static Datum
next_row(FunctionCallInfo fcinfo, int key_words)
{
	FuncCallContext *call;
	CxRfmSet *set;
	const uint64 *entry;
	CxRfmRow row;
	Datum values[5];
	bool nulls[5] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, 0);

		set = (CxRfmSet *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		rows.call->user_fctx = set;
		rows.call->max_calls = cx_rfm_set_count(set);
		cx_rows_begun(&rows);
		if (set->key_words != 0 && set->key_words != key_words)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the customers of this set are of type %s",
						   set->key_words == 1 ? "bigint" : "uuid"),
					errhint("Read it with %s().",
							set->key_words == 1 ? "rfm_table" : "rfm_uuid_table"));
	}
	call = SRF_PERCALL_SETUP();
	set = call->user_fctx;
	if (call->call_cntr >= call->max_calls)
		SRF_RETURN_DONE(call);
	entry = cx_rfm_set_at(set, call->call_cntr);
	row = cx_rfm_set_read(entry + key_words);
	values[0] =
		key_words == 1 ? Int64GetDatum((int64) entry[0]) : UUIDPGetDatum(uuid_of_key(entry));
	values[1] = Int64GetDatum(row.frequency);
	values[2] = Int32GetDatum(row.recency);
	values[3] = Int32GetDatum(row.age);
	nulls[4] = row.frequency == 0;
	values[4] = Float8GetDatum(row.mean_amount);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

/*
 * rfm_table(cx_rfm_set) -> set of (customer bigint, frequency bigint, recency integer, age integer,
 * mean_amount double precision)
 * rfm_uuid_table(cx_rfm_set) -> the same with customer uuid
 *		The customers in order; what the columns mean is with cx_rfm. Strict. A set of the other type
 *		of customers: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rfm_table);
Datum
cx_rfm_table(PG_FUNCTION_ARGS)
{
	return next_row(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_rfm_uuid_table);
Datum
cx_rfm_uuid_table(PG_FUNCTION_ARGS)
{
	return next_row(fcinfo, 2);
}
