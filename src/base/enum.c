/*
 * enum.c
 *	  Values of our enums as codes: states store codes, never OIDs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "utils/syscache.h"

#include "base/enum.h"

int
cx_enum_code(Oid value, const char *const *labels, int count)
{
	HeapTuple label = SearchSysCache1(ENUMOID, ObjectIdGetDatum(value));
	int code = 0;

	if (!HeapTupleIsValid(label))
		ereport(ERROR, errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				errmsg("invalid internal value for enum: %u", value));
	while (code < count &&
		   strcmp(labels[code], NameStr(((Form_pg_enum) GETSTRUCT(label))->enumlabel)) != 0)
		code++;
	ReleaseSysCache(label);
	if (code == count)
		elog(ERROR, "enum value %u has a label that the library does not know", value);
	return code;
}
