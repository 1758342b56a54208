/*
 * statuses_names.h
 *	  Telling the names of statuses apart while a state is made.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATUSES_NAMES_H
#define CX_STATUSES_NAMES_H

#include "service/statuses.h"

typedef struct CxStatusNames
{
	CxStatusName *names;
	uint32 count;
	uint32 room;
	uint32 *slots; /* once there are many: 1 + the number of a name, or 0 */
	uint32 mask;   /* slots - 1 */
} CxStatusNames;

/* The number of a name, a new one where it has none. The bytes are not copied. */
extern uint32 cx_names_add(CxStatusNames *names, CxStatusName name);

/*
 * Puts the names in order. Returns the new number of each old one, or NULL where they were in order
 * already.
 */
extern uint32 *cx_names_sort(CxStatusNames *names);

extern void cx_names_free(CxStatusNames *names);

#endif /* CX_STATUSES_NAMES_H */
