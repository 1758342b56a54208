SELECT m::date AS period,
       coalesce(sum(monthly_charge::float8) FILTER (WHERE started >= m AND started < m + interval '1 month'
                AND (ended >= m + interval '1 month') IS NOT FALSE), 0) AS "New", 0 AS "Expansion", 0 AS "Reactivated", 0 AS "Contraction",
       -coalesce(sum(monthly_charge::float8) FILTER (WHERE started < m AND ended >= m AND ended < m + interval '1 month'), 0) AS "Churned"
FROM subscriptions, generate_series(timestamp '2016-01-01', '2019-12-01', '1 month') AS m
GROUP BY 1
