SELECT to_char(cohort, 'YYYY-MM-DD') AS cohort, age, rate AS "Retention"
FROM (SELECT retention_agg(customer, purchased, 'month') AS s FROM purchases) AS a, retention_table(s, as_of => '1998-07-01')
WHERE age > 0
