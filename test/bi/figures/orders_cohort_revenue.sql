SELECT to_char(cohort, 'YYYY-MM-DD') AS cohort, age, per_customer AS "Per customer"
FROM (SELECT cohort_revenue_agg(s) AS s
      FROM (SELECT spend_agg(purchased, amount, 'month') AS s FROM purchases GROUP BY customer) AS c) AS a,
     cohort_revenue_table(s, 'in', as_of => '1998-07-01')
