/*
 * model_fit.c
 *	  Fitting models as aggregates: bgnbd_fit, mbgnbd_fit, pareto_nbd_fit, gamma_gamma_fit.
 *
 * All purchase models share the state of model_groups.h, and so one pass. It is internal: nobody stores
 * it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "base/state_wire.h"
#include "math/bgnbd.h"
#include "math/exact_sum.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"
#include "value/customer.h"
#include "value/model_groups.h"
#include "value/rfm.h"

#define TYPE_NAME "model fit state"

static void
add_customer(CxModelGroups *state, const CxCustomer *customer, double weight)
{
	/* a zero is added to take the sign off another */
	CxModelGroup group = {{customer->frequency + 0.0, customer->recency + 0.0, customer->age + 0.0},
						  {weight, 0}};

	cx_model_groups_add(state, &group);
}

static void
add_spender(CxModelGroups *state, double frequency, double mean, double weight)
{
	CxModelGroup group = {{frequency, mean, 0}, {weight, 0}};

	/* the model is about spending: who came back without spending anything is not in it */
	if (frequency > 0 && mean > 0)
		cx_model_groups_add(state, &group);
}

/*
 * The frame of all transitions: skip says when a row is skipped, before anything is looked at.
 */
#define TRANSITION(symbol, skip, fold)                                                             \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxModelGroups *state = PG_ARGISNULL(0) ? NULL : (CxModelGroups *) PG_GETARG_POINTER(0);    \
                                                                                                   \
		if (skip)                                                                                  \
		{                                                                                          \
			if (state == NULL)                                                                     \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_POINTER(state);                                                              \
		}                                                                                          \
		if (state == NULL)                                                                         \
			state = cx_model_groups_begin(cx_aggregate_context(fcinfo));                           \
		fold;                                                                                      \
		PG_RETURN_POINTER(state);                                                                  \
	}

static void
fold_rfm(CxModelGroups *state, FunctionCallInfo fcinfo)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(1);
	CxCustomer customer;

	if (cx_rfm_empty(rfm))
		return;
	customer = cx_customer_of_rfm(rfm);
	add_customer(state, &customer, 1);
}

/* A row of weight 0 is absent: what it says is not looked at. */
static void
fold_customer(CxModelGroups *state, FunctionCallInfo fcinfo, double weight)
{
	CxCustomer customer;

	if (weight == 0)
		return;
	customer = cx_customer_args(fcinfo, 1);
	add_customer(state, &customer, weight);
}

static void
fold_rfm_spender(CxModelGroups *state, FunctionCallInfo fcinfo)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(1);

	if (!cx_rfm_empty(rfm))
		add_spender(state, (double) cx_rfm_frequency(rfm), cx_rfm_mean_amount(rfm), 1);
}

static void
fold_spender(CxModelGroups *state, FunctionCallInfo fcinfo, double weight)
{
	double frequency;
	double mean;

	if (weight == 0)
		return;
	frequency = cx_frequency_arg(fcinfo, 1);
	mean = cx_mean_amount_arg(fcinfo, 2);
	add_spender(state, frequency, mean, weight);
}

/*
 * cx_purchases_count(internal, cx_rfm) -> internal
 * cx_purchases_count(internal, frequency, recency, age double precision [, weight]) -> internal
 *		Transition of bgnbd_fit, mbgnbd_fit and pareto_nbd_fit. NULL rfm, frequency, recency or age:
 *		the row is skipped, as is the empty state, and a row of weight 0 whatever else it says. NULL
 *		weight: error 22004; one that is out of range: 22003; a customer that cannot be: 22023; more
 *		than 3.5 million different ones: error 54000.
 * cx_spending_count(internal, cx_rfm) -> internal
 * cx_spending_count(internal, frequency, mean_amount double precision [, weight]) -> internal
 *		Transition of gamma_gamma_fit. Rows without repeat purchases, or with a mean amount of 0 or
 *		less, are outside of the model and skipped, as NULLs are. Errors as above.
 */
TRANSITION(cx_purchases_count_rfm, PG_ARGISNULL(1), fold_rfm(state, fcinfo))
TRANSITION(cx_purchases_count, PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3),
		   fold_customer(state, fcinfo, 1))
TRANSITION(cx_purchases_count_weighted, PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3),
		   fold_customer(state, fcinfo,
						 cx_weight_arg(fcinfo, 4, CX_LEAST_FIT_WEIGHT, CX_MOST_FIT_WEIGHT,
									   CX_WEIGHT_IS_A_COUNT)))
TRANSITION(cx_spending_count_rfm, PG_ARGISNULL(1), fold_rfm_spender(state, fcinfo))
TRANSITION(cx_spending_count, PG_ARGISNULL(1) || PG_ARGISNULL(2), fold_spender(state, fcinfo, 1))
TRANSITION(cx_spending_count_weighted, PG_ARGISNULL(1) || PG_ARGISNULL(2),
		   fold_spender(state, fcinfo,
						cx_weight_arg(fcinfo, 3, CX_LEAST_FIT_WEIGHT, CX_MOST_FIT_WEIGHT,
									  CX_WEIGHT_IS_A_COUNT)))

/*
 * cx_fit_combine(internal, internal) -> internal
 *		Combine function of all fits.
 */
PG_FUNCTION_INFO_V1(cx_fit_combine);
Datum
cx_fit_combine(PG_FUNCTION_ARGS)
{
	CxModelGroups *into = PG_ARGISNULL(0) ? NULL : (CxModelGroups *) PG_GETARG_POINTER(0);
	CxModelGroups *from = PG_ARGISNULL(1) ? NULL : (CxModelGroups *) PG_GETARG_POINTER(1);

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into == NULL)
		into = cx_model_groups_begin(cx_aggregate_context(fcinfo));
	cx_model_groups_merge(into, from);
	PG_RETURN_POINTER(into);
}

/*
 * cx_fit_serialize(internal) -> bytea, cx_fit_deserialize(bytea, internal) -> internal
 *		A partial state on its way from a worker. Strict. What is no such state: error 22P03 or 08P01,
 *		also from the combine function, which reads what is in it.
 */
PG_FUNCTION_INFO_V1(cx_fit_serialize);
Datum
cx_fit_serialize(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	cx_aggregate_context(fcinfo);
	pq_begintypsend(&message);
	cx_model_groups_send(&message, (CxModelGroups *) PG_GETARG_POINTER(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(cx_fit_deserialize);
Datum
cx_fit_deserialize(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	PG_RETURN_POINTER(cx_model_groups_receive(PG_GETARG_BYTEA_PP(0)));
}

/* Sorted, so that the sums of a fit do not depend on the order of the rows or on the plan. */
static int
by_age(const CxCustomer *x, const CxCustomer *y)
{
	if (x->age != y->age)
		return x->age < y->age ? -1 : 1;
	if (x->frequency != y->frequency)
		return x->frequency < y->frequency ? -1 : 1;
	return x->recency < y->recency ? -1 : x->recency > y->recency;
}

static int
by_frequency(const CxSpender *x, const CxSpender *y)
{
	if (x->frequency != y->frequency)
		return x->frequency < y->frequency ? -1 : 1;
	return x->mean < y->mean ? -1 : x->mean > y->mean;
}

#define ST_SORT          sort_customers
#define ST_ELEMENT_TYPE  CxCustomer
#define ST_COMPARE(a, b) by_age(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT          sort_spenders
#define ST_ELEMENT_TYPE  CxSpender
#define ST_COMPARE(a, b) by_frequency(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * Whether figures are those of customers or of spenders is known at the end only. What a worker sent
 * may be neither, and a likelihood of it no number.
 */
static void
check_figures(bool possible)
{
	if (!possible)
		cx_wire_refuse(TYPE_NAME, "It has a customer that cannot be.");
}

typedef struct Customers
{
	CxCustomer *list;
	size_t count;
} Customers;

static void
list_customer(void *argument, const CxModelGroup *group)
{
	Customers *customers = argument;
	CxCustomer *customer = &customers->list[customers->count++];

	*customer =
		(CxCustomer){group->figures[0], group->figures[1], group->figures[2], group->weight.high};
	check_figures(cx_customer_possible(customer));
}

static CxModel *
fit_purchases(const CxModelGroups *state, CxModelKind kind)
{
	Customers customers = {
		.list = MemoryContextAllocHuge(CurrentMemoryContext,
									   cx_model_groups_count(state) * sizeof(CxCustomer))};
	CxSum total = {0, 0};
	CxFit fit;

	cx_model_groups_each(state, list_customer, &customers);
	sort_customers(customers.list, customers.count);
	for (size_t i = 0; i < customers.count; i++)
		cx_sum_add(&total, customers.list[i].weight);
	if (kind == CX_MODEL_PARETO_NBD)
		cx_pareto_nbd_fit(customers.list, customers.count, &cx_interrupts, &fit);
	else
		cx_bgnbd_fit(customers.list, customers.count, kind == CX_MODEL_MBGNBD, &cx_interrupts,
					 &fit);
	pfree(customers.list);
	return cx_model_of_fit(kind, &fit, total.high);
}

typedef struct Spenders
{
	CxSpender *list;
	size_t count;
} Spenders;

static void
list_spender(void *argument, const CxModelGroup *group)
{
	Spenders *spenders = argument;
	CxSpender *spender = &spenders->list[spenders->count++];

	*spender = (CxSpender){group->figures[0], group->figures[1], group->weight.high};
	/* a third figure would tell apart what is one to the sums, in the order of the hash */
	check_figures(cx_frequency_possible(spender->frequency) && spender->frequency > 0 &&
				  spender->mean > 0 && group->figures[2] == 0);
}

static CxModel *
fit_spending(const CxModelGroups *state)
{
	Spenders spenders = {
		.list = MemoryContextAllocHuge(CurrentMemoryContext,
									   cx_model_groups_count(state) * sizeof(CxSpender))};
	CxSum total = {0, 0};
	CxFit fit;

	cx_model_groups_each(state, list_spender, &spenders);
	sort_spenders(spenders.list, spenders.count);
	for (size_t i = 0; i < spenders.count; i++)
		cx_sum_add(&total, spenders.list[i].weight);
	cx_gamma_gamma_fit(spenders.list, spenders.count, &cx_interrupts, &fit);
	pfree(spenders.list);
	return cx_model_of_fit(CX_MODEL_GAMMA_GAMMA, &fit, total.high);
}

/*
 * cx_bgnbd_final(internal), cx_mbgnbd_final(internal), cx_pareto_nbd_final(internal) ->
 * cx_purchase_model; cx_gamma_gamma_final(internal) -> cx_spend_model
 *		Final functions: the fitted model. NULL over no rows. Figures that a worker cannot have sent:
 *		error 22P03.
 */
#define FINAL(symbol, fit)                                                                         \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		const CxModelGroups *state =                                                               \
			PG_ARGISNULL(0) ? NULL : (CxModelGroups *) PG_GETARG_POINTER(0);                       \
                                                                                                   \
		if (state == NULL || cx_model_groups_count(state) == 0)                                    \
			PG_RETURN_NULL();                                                                      \
		PG_RETURN_MODEL(fit);                                                                      \
	}

FINAL(cx_bgnbd_final, fit_purchases(state, CX_MODEL_BGNBD))
FINAL(cx_mbgnbd_final, fit_purchases(state, CX_MODEL_MBGNBD))
FINAL(cx_pareto_nbd_final, fit_purchases(state, CX_MODEL_PARETO_NBD))
FINAL(cx_gamma_gamma_final, fit_spending(state))
