SELECT period, new AS "New", retained AS "Retained", reactivated AS "Reactivated", -churned AS "Churned"
FROM (SELECT lifecycle_agg(customer, purchased, 'month') AS s FROM purchases) AS a, lifecycle_table(s, '1998-07-01')
