-- no subscription changes its price, so what is kept is what did not leave
SELECT period, 100 * kept / nullif(before, 0) AS "NRR", 100 * kept / nullif(before, 0) AS "GRR"
FROM (SELECT m::date AS period, sum(monthly_charge::float8) FILTER (WHERE started < m AND (ended >= m) IS NOT FALSE) AS before,
             sum(monthly_charge::float8) FILTER (WHERE started < m AND (ended >= m + interval '1 month') IS NOT FALSE) AS kept
      FROM subscriptions, generate_series(timestamp '2016-01-01', '2019-12-01', '1 month') AS m GROUP BY 1) AS d
