/*
 * rfm_build.h
 *	  Type cx_rfm in memory: adding rows and whole states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_BUILD_H
#define CX_RFM_BUILD_H

#include "base/purchases.h"
#include "value/observed_until.h"
#include "value/rfm.h"

/* An empty state, or room for so many days, zeroed but for its header. */
extern CxRfm *cx_rfm_new(int count, int width);

/*
 * The state in argument 0 with another row, of a day that is not after until; in place where that is
 * allowed and possible. Observed until another day than before: error 22023; more than 65536 days:
 * error 54000.
 */
extern Datum cx_rfm_with_row(FunctionCallInfo fcinfo, DateADT day, const CxAmount *amount,
							 DateADT until);

#endif /* CX_RFM_BUILD_H */
