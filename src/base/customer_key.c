/*
 * customer_key.c
 *	  The seed of the keys of customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/xact.h"
#include "common/hashfn.h"

#include "base/customer_key.h"

/* The start of the transaction: workers are told it, and a cursor fetches within one. */
uint64
cx_customer_seed(void)
{
	int64 start = GetCurrentTransactionStartTimestamp();

	return DatumGetUInt64(
		hash_any_extended((const unsigned char *) &start, (int) sizeof(start), 0));
}
