SELECT period, rate(s) AS "SLA attainment", low AS "SLA attainment__yhat_lower", high AS "SLA attainment__yhat_upper"
FROM (SELECT opened_at::date AS period, rate_agg(ended_at <= opened_at + interval '48 hours') AS s FROM tickets GROUP BY 1) AS d, rate_ci(s)
