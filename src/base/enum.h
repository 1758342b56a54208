/*
 * enum.h
 *	  Values of our enums as codes: states store codes, never OIDs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ENUM_H
#define CX_ENUM_H

/* The place of an enum value's label among the labels that the library knows. */
extern int cx_enum_code(Oid value, const char *const *labels, int count);

#endif /* CX_ENUM_H */
