/*
 * model_fit.c
 *	  Fitting models as aggregates: bgnbd_fit, mbgnbd_fit, pareto_nbd_fit, gamma_gamma_fit.
 *
 * A likelihood depends on how often each combination of figures occurs, and customers are alike: of a
 * million with whole days there are a hundred thousand different ones. So the state is a hash of
 * combinations with their weight, which also makes it mergeable; all purchase models share it, and
 * so one pass. It is internal: nobody stores it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/customers.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "base/state_wire.h"
#include "math/bgnbd.h"
#include "math/exact_sum.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"
#include "value/customer.h"
#include "value/rfm.h"

#define TYPE_NAME    "model fit state"
#define WIRE_VERSION 1

/* Of 48 bytes each: 768 MB, and while the hash grows the old one of half that is there as well. */
#define MOST_GROUPS ((uint32) 1 << 24)

/* No likelihood of weights like these is denormal, which no text form carries. */
#define LEAST_WEIGHT 1e-100
#define MOST_WEIGHT  1e15

/* Of all the rows there could be. */
#define MOST_TOTAL (MOST_WEIGHT * MOST_WEIGHT)

/* Frequency, recency and age; or frequency, mean amount and 0. No negative zeros. */
typedef struct GroupKey
{
	double figures[3];
} GroupKey;

typedef struct FitGroup
{
	GroupKey key;
	CxSum weight;
	uint32 hash;
	char status;
} FitGroup;

static inline uint32
hash_key(GroupKey key)
{
	uint64 words[3];
	uint64 hash = 0;

	memcpy(words, key.figures, sizeof(words));
	for (int i = 0; i < 3; i++)
		hash = cx_customers_mix(hash ^ words[i]);
	return (uint32) hash;
}

static inline bool
same_key(GroupKey a, GroupKey b)
{
	return a.figures[0] == b.figures[0] && a.figures[1] == b.figures[1] &&
		   a.figures[2] == b.figures[2];
}

#define SH_PREFIX            groups
#define SH_ELEMENT_TYPE      FitGroup
#define SH_KEY_TYPE          GroupKey
#define SH_KEY               key
#define SH_HASH_KEY(tb, key) hash_key(key)
#define SH_EQUAL(tb, a, b)   same_key(a, b)
#define SH_SCOPE             static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) a->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct FitState
{
	groups_hash *groups;
} FitState;

static FitState *
begin(MemoryContext context)
{
	FitState *state = MemoryContextAlloc(context, sizeof(FitState));

	state->groups = groups_create(context, 16, NULL);
	return state;
}

static void
add(FitState *state, GroupKey key, const CxSum *weight)
{
	bool found;
	FitGroup *group;

	if (state->groups->members >= MOST_GROUPS / 10 * 9)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many different customers for one fit"),
				errdetail("There is room for %u of them.", MOST_GROUPS / 10 * 9),
				errhint("Round times to whole days, or fit a sample."));
	group = groups_insert(state->groups, key, &found);
	if (!found)
		group->weight = (CxSum){0, 0};
	cx_sum_merge(&group->weight, weight);
}

static void
add_customer(FitState *state, const CxCustomer *customer, double weight)
{
	/* a zero is added to take the sign off another */
	GroupKey key = {{customer->frequency + 0.0, customer->recency + 0.0, customer->age + 0.0}};
	CxSum sum = {weight, 0};

	add(state, key, &sum);
}

static void
add_spender(FitState *state, double frequency, double mean, double weight)
{
	GroupKey key = {{frequency, mean, 0}};
	CxSum sum = {weight, 0};

	/* the model is about spending: who came back without spending anything is not in it */
	if (frequency > 0 && mean > 0)
		add(state, key, &sum);
}

/*
 * The frame of all transitions: skip says when a row is skipped, before anything is looked at.
 */
#define TRANSITION(symbol, skip, fold)                                                             \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		FitState *state = PG_ARGISNULL(0) ? NULL : (FitState *) PG_GETARG_POINTER(0);              \
                                                                                                   \
		if (skip)                                                                                  \
		{                                                                                          \
			if (state == NULL)                                                                     \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_POINTER(state);                                                              \
		}                                                                                          \
		if (state == NULL)                                                                         \
			state = begin(cx_aggregate_context(fcinfo));                                           \
		fold;                                                                                      \
		PG_RETURN_POINTER(state);                                                                  \
	}

static void
fold_rfm(FitState *state, FunctionCallInfo fcinfo)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(1);
	CxCustomer customer;

	if (cx_rfm_empty(rfm))
		return;
	customer =
		(CxCustomer){(double) cx_rfm_frequency(rfm), cx_rfm_recency(rfm), cx_rfm_age(rfm), 1};
	add_customer(state, &customer, 1);
}

static void
fold_customer(FitState *state, FunctionCallInfo fcinfo, double weight)
{
	CxCustomer customer = cx_customer_args(fcinfo, 1);

	if (weight > 0)
		add_customer(state, &customer, weight);
}

static void
fold_rfm_spender(FitState *state, FunctionCallInfo fcinfo)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(1);

	if (!cx_rfm_empty(rfm))
		add_spender(state, (double) cx_rfm_frequency(rfm), cx_rfm_mean_amount(rfm), 1);
}

static void
fold_spender(FitState *state, FunctionCallInfo fcinfo, double weight)
{
	double frequency = cx_frequency_arg(fcinfo, 1);
	double mean = cx_mean_amount_arg(fcinfo, 2);

	if (weight > 0)
		add_spender(state, frequency, mean, weight);
}

/*
 * cx_purchases_count(internal, cx_rfm) -> internal
 * cx_purchases_count(internal, frequency, recency, age double precision [, weight]) -> internal
 *		Transition of bgnbd_fit, mbgnbd_fit and pareto_nbd_fit. NULL rfm, frequency, recency or age:
 *		the row is skipped, as is the empty state. NULL weight: error 22004; a weight that is negative
 *		or not finite, and a customer that cannot be: error 22023; more than 15 million different
 *		ones: error 54000.
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
						 cx_weight_arg(fcinfo, 4, LEAST_WEIGHT, MOST_WEIGHT, CX_WEIGHT_IS_A_COUNT)))
TRANSITION(cx_spending_count_rfm, PG_ARGISNULL(1), fold_rfm_spender(state, fcinfo))
TRANSITION(cx_spending_count, PG_ARGISNULL(1) || PG_ARGISNULL(2), fold_spender(state, fcinfo, 1))
TRANSITION(cx_spending_count_weighted, PG_ARGISNULL(1) || PG_ARGISNULL(2),
		   fold_spender(state, fcinfo,
						cx_weight_arg(fcinfo, 3, LEAST_WEIGHT, MOST_WEIGHT, CX_WEIGHT_IS_A_COUNT)))

/*
 * cx_fit_combine(internal, internal) -> internal
 *		Combine function of all fits.
 */
PG_FUNCTION_INFO_V1(cx_fit_combine);
Datum
cx_fit_combine(PG_FUNCTION_ARGS)
{
	FitState *into = PG_ARGISNULL(0) ? NULL : (FitState *) PG_GETARG_POINTER(0);
	FitState *from = PG_ARGISNULL(1) ? NULL : (FitState *) PG_GETARG_POINTER(1);
	groups_iterator iterator;
	FitGroup *group;

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into == NULL)
		into = begin(cx_aggregate_context(fcinfo));
	groups_start_iterate(from->groups, &iterator);
	while ((group = groups_iterate(from->groups, &iterator)) != NULL)
	{
		add(into, group->key, &group->weight);
		CHECK_FOR_INTERRUPTS();
	}
	PG_RETURN_POINTER(into);
}

/*
 * cx_fit_serialize(internal) -> bytea, cx_fit_deserialize(bytea, internal) -> internal
 *		A partial state on its way from a worker: version byte, number of groups as int8, then for each
 *		its three figures and its weight as two numbers. Strict. What is no such state: error 22P03
 *		or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_fit_serialize);
Datum
cx_fit_serialize(PG_FUNCTION_ARGS)
{
	FitState *state = (FitState *) PG_GETARG_POINTER(0);
	StringInfoData message;
	groups_iterator iterator;
	FitGroup *group;

	cx_aggregate_context(fcinfo);
	pq_begintypsend(&message);
	/* fits: MOST_GROUPS are 640 MB */
	enlargeStringInfo(&message, (int) (64 + state->groups->members * 5 * sizeof(double)));
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendint64(&message, (int64) state->groups->members);
	groups_start_iterate(state->groups, &iterator);
	while ((group = groups_iterate(state->groups, &iterator)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = 0; i < 3; i++)
			pq_sendfloat8(&message, group->key.figures[i]);
		pq_sendfloat8(&message, group->weight.high);
		pq_sendfloat8(&message, group->weight.low);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(cx_fit_deserialize);
Datum
cx_fit_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	FitState *state;
	int64 count;

	cx_aggregate_context(fcinfo);
	state = begin(CurrentMemoryContext);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	count = pq_getmsgint64(&message);
	if (count != (message.len - message.cursor) / (int64) (5 * sizeof(double)))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	for (int64 i = 0; i < count; i++)
	{
		GroupKey key;
		CxSum weight;

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < 3; j++)
		{
			key.figures[j] = pq_getmsgfloat8(&message);
			if (!(key.figures[j] >= 0 && isfinite(key.figures[j])))
				cx_wire_refuse(TYPE_NAME, "A figure is negative or not finite.");
		}
		weight.high = pq_getmsgfloat8(&message);
		weight.low = pq_getmsgfloat8(&message);
		if (!cx_sum_valid(&weight) || weight.high < LEAST_WEIGHT || weight.high > MOST_TOTAL)
			cx_wire_refuse(TYPE_NAME, "A weight is out of range.");
		add(state, key, &weight);
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
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

static double
total_weight(const FitState *state)
{
	CxSum total = {0, 0};
	groups_iterator iterator;
	FitGroup *group;

	groups_start_iterate(state->groups, &iterator);
	while ((group = groups_iterate(state->groups, &iterator)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		cx_sum_merge(&total, &group->weight);
	}
	return total.high;
}

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

static CxModel *
fit_purchases(const FitState *state, CxModelKind kind)
{
	size_t n = 0;
	CxCustomer *customers =
		MemoryContextAllocHuge(CurrentMemoryContext, state->groups->members * sizeof(CxCustomer));
	groups_iterator iterator;
	FitGroup *group;
	CxFit fit;

	groups_start_iterate(state->groups, &iterator);
	while ((group = groups_iterate(state->groups, &iterator)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		customers[n] = (CxCustomer){group->key.figures[0], group->key.figures[1],
									group->key.figures[2], group->weight.high};
		check_figures(cx_customer_possible(&customers[n++]));
	}
	sort_customers(customers, n);
	if (kind == CX_MODEL_PARETO_NBD)
		cx_pareto_nbd_fit(customers, n, &cx_interrupts, &fit);
	else
		cx_bgnbd_fit(customers, n, kind == CX_MODEL_MBGNBD, &cx_interrupts, &fit);
	pfree(customers);
	return cx_model_of_fit(kind, &fit, total_weight(state));
}

static CxModel *
fit_spending(const FitState *state)
{
	size_t n = 0;
	CxSpender *spenders =
		MemoryContextAllocHuge(CurrentMemoryContext, state->groups->members * sizeof(CxSpender));
	groups_iterator iterator;
	FitGroup *group;
	CxFit fit;

	groups_start_iterate(state->groups, &iterator);
	while ((group = groups_iterate(state->groups, &iterator)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		spenders[n] = (CxSpender){group->key.figures[0], group->key.figures[1], group->weight.high};
		check_figures(cx_frequency_possible(spenders[n].frequency) && spenders[n].frequency > 0 &&
					  spenders[n].mean > 0);
		n++;
	}
	sort_spenders(spenders, n);
	cx_gamma_gamma_fit(spenders, n, &cx_interrupts, &fit);
	pfree(spenders);
	return cx_model_of_fit(CX_MODEL_GAMMA_GAMMA, &fit, total_weight(state));
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
		const FitState *state = PG_ARGISNULL(0) ? NULL : (FitState *) PG_GETARG_POINTER(0);        \
                                                                                                   \
		if (state == NULL || state->groups->members == 0)                                          \
			PG_RETURN_NULL();                                                                      \
		PG_RETURN_MODEL(fit);                                                                      \
	}

FINAL(cx_bgnbd_final, fit_purchases(state, CX_MODEL_BGNBD))
FINAL(cx_mbgnbd_final, fit_purchases(state, CX_MODEL_MBGNBD))
FINAL(cx_pareto_nbd_final, fit_purchases(state, CX_MODEL_PARETO_NBD))
FINAL(cx_gamma_gamma_final, fit_spending(state))
