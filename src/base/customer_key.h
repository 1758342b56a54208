/*
 * customer_key.h
 *	  A customer as two words, whatever the type of the column: what passes over raw rows tell
 *	  customers apart by.
 *
 * An integer is its own key, a uuid its 128 bits, a text 128 bits of hash. Two texts of a billion have
 * the same hash with a probability of 1e-21, if nobody chooses them; so that nobody can, the hash has a
 * seed, and the slots of hash tables depend on it, too.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CUSTOMER_KEY_H
#define CX_CUSTOMER_KEY_H

#include "common/hashfn.h"
#include "fmgr.h"
#include "port/pg_bswap.h"
#include "utils/uuid.h"

#include "base/compat.h"

/*
 * The seed of an aggregate that begins now. It is the same in the leader and in every worker of a
 * query, or the same text would be two customers, and nobody knows it in advance. A state keeps the
 * seed that it began with and takes it along when it is sent.
 */
extern uint64 cx_customer_seed(void);

/* A uuid as a key, whatever the machine's byte order: keys travel between servers. */
static inline void
cx_uuid_customer(const pg_uuid_t *uuid, uint64 key[2])
{
	memcpy(key, uuid->data, 2 * sizeof(uint64));
	key[0] = pg_ntoh64(key[0]);
	key[1] = pg_ntoh64(key[1]);
}

/* A text as a key. Equal bytes are one customer, whatever the collation says. */
static inline void
cx_text_customer(const struct varlena *text, uint64 seed, uint64 key[2])
{
	const unsigned char *bytes = (const unsigned char *) VARDATA_ANY(text);
	int length = (int) VARSIZE_ANY_EXHDR(text);

	key[0] = DatumGetUInt64(hash_any_extended(bytes, length, seed));
	key[1] = DatumGetUInt64(hash_any_extended(bytes, length, ~seed));
}

#endif /* CX_CUSTOMER_KEY_H */
