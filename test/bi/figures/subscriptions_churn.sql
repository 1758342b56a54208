-- there before the month began, and not after it
SELECT period, churn_rate(s) AS "Churn rate", low AS "Churn rate__yhat_lower", high AS "Churn rate__yhat_upper"
FROM (SELECT m::date AS period, churn_agg(started < m AND (ended >= m) IS NOT FALSE,
                                          started < m + interval '1 month' AND (ended >= m + interval '1 month') IS NOT FALSE) AS s
      FROM subscriptions, generate_series(timestamp '2016-01-01', '2019-12-01', '1 month') AS m GROUP BY 1) AS d,
     churn_rate_ci(s)
