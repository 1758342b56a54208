/*
 * customer.h
 *	  A customer as the models see one, from a cx_rfm or from columns.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CUSTOMER_H
#define CX_CUSTOMER_H

#include "fmgr.h"

#include "math/fit.h"
#include "value/model.h"
#include "value/rfm.h"

/*
 * Arguments argno to argno + 2, frequency, recency and age, none of them NULL. What no history of
 * purchases can be: error 22023, naming the value.
 */
extern CxCustomer cx_customer_args(FunctionCallInfo fcinfo, int argno);

/* Does a history of purchases come to these figures? */
extern bool cx_customer_possible(const CxCustomer *customer);

/* Could somebody have bought again so often? */
extern bool cx_frequency_possible(double frequency);

/* Argument argno, how often somebody bought again. */
extern double cx_frequency_arg(FunctionCallInfo fcinfo, int argno);

/* Argument argno, the mean amount of a repeat purchase. Not finite: error 22023. */
extern double cx_mean_amount_arg(FunctionCallInfo fcinfo, int argno);

/* Argument argno, a time from now on: 0 to 1e10, else error 22023. */
extern double cx_horizon_arg(FunctionCallInfo fcinfo, int argno);

/* Argument argno, how many units of time are a year: above 0, else error 22023. */
extern double cx_periods_arg(FunctionCallInfo fcinfo, int argno);

/* The customer of a state that is not empty. */
extern CxCustomer cx_customer_of_rfm(const CxRfm *rfm);

/* predict.c. NaN where the model has no estimate, or no such figure; rate is log(1 + discount) per unit. */
extern double cx_model_expected(const CxModel *model, const CxCustomer *customer, double horizon);
extern double cx_model_discounted(const CxModel *model, const CxCustomer *customer, double horizon,
								  double rate);
extern double cx_model_alive(const CxModel *model, const CxCustomer *customer);
extern double cx_model_spend(const CxModel *model, double frequency, double mean_amount);

#endif /* CX_CUSTOMER_H */
