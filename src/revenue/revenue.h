/*
 * revenue.h
 *	  Type cx_revenue: how recurring revenue moved from one period to the next.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_REVENUE_H
#define CX_REVENUE_H

#include "base/args.h"
#include "base/money.h"

/* In the order in which they are stored and shown. */
typedef enum CxMovement
{
	CX_NEW,
	CX_REACTIVATED,
	CX_EXPANSION,
	CX_CONTRACTION,
	CX_CHURNED
} CxMovement;

#define CX_MOVEMENTS (CX_CHURNED + 1)

extern const char *const cx_movement_names[CX_MOVEMENTS];

/* Customers who moved, and by how much: magnitudes, also of what was lost. */
typedef struct CxFlows
{
	int64 customers[CX_MOVEMENTS];
	CxMoney amounts[CX_MOVEMENTS];
} CxFlows;

/*
 * Fixed length, no padding: what is on disk is this struct, for ever. Counts and sums are signed,
 * because a difference of two states is a state too; figures refuse what is negative.
 *
 * The empty state is all zero. A difference can have no customers and still an amount, so nothing
 * else is taken for empty; as every value has one form all the same, equality is of bytes.
 */
typedef struct CxRevenue
{
	int64 customers_before; /* with revenue before */
	CxMoney before;
	CxFlows flows;
	int64 unused; /* always zero */
} CxRevenue;

StaticAssertDecl(sizeof(CxRevenue) == 248, "cx_revenue must keep its length on disk");

#define PG_GETARG_REVENUE(n) ((CxRevenue *) PG_GETARG_POINTER(n))
#define PG_RETURN_REVENUE(x) PG_RETURN_POINTER(x)

/* Adds flows or takes them away; beyond the range: error 22003. */
extern void cx_flows_combine(CxFlows *flows, const CxFlows *other, int sign);

/* One customer's movement, sign 1 or -1. */
extern void cx_flows_count(CxFlows *flows, const CxMoney *before, const CxMoney *after,
						   bool ever_before, int sign);

/* What is there after the movements: customers, and their revenue. */
extern int64 cx_customers_after(const CxRevenue *state);
extern CxMoney cx_revenue_after(const CxRevenue *state);

/* NaN where undefined; negative counts or sums: error 22023 */
extern double cx_revenue_nrr(const CxRevenue *state);
extern double cx_revenue_grr(const CxRevenue *state);
extern double cx_revenue_quick_ratio(const CxRevenue *state);

#endif /* CX_REVENUE_H */
