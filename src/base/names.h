/*
 * names.h
 *	  Telling names apart, of statuses or steps, while a state is made.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_NAMES_H
#define CX_NAMES_H

#include "c.h"

/* Bytes, not ended by a 0. */
typedef struct CxName
{
	const char *bytes;
	uint32 length;
} CxName;

/* The order of names, which is that of their bytes whatever the collation. */
static inline int
cx_compare_names(CxName a, CxName b)
{
	int order = memcmp(a.bytes, b.bytes, Min(a.length, b.length));

	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

typedef struct CxNames
{
	CxName *names;
	uint32 count;
	uint32 room;
	uint32 *slots; /* once there are many: 1 + the number of a name, or 0 */
	uint32 mask;   /* slots - 1 */
} CxNames;

/* The number of a name, a new one where it has none. The bytes are not copied. */
extern uint32 cx_names_add(CxNames *names, CxName name);

/* The number of a name, or how many there are where it has none. */
extern uint32 cx_names_find(const CxNames *names, CxName name);

/*
 * Puts the names in order. Returns the new number of each old one, or NULL where they were in order
 * already.
 */
extern uint32 *cx_names_sort(CxNames *names);

extern void cx_names_free(CxNames *names);

#endif /* CX_NAMES_H */
