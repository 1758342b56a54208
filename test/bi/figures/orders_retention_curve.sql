SELECT age, rate AS "Retention", rate AS "Retention__yhat", low AS "Retention__yhat_lower", high AS "Retention__yhat_upper"
FROM (SELECT retention_agg(customer, purchased, 'month') AS s FROM purchases) AS a, retention_curve(s, 'on', as_of => '1998-07-01')
WHERE age > 0
