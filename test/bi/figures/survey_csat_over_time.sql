SELECT period, csat(s) AS "CSAT", csat(s) AS "CSAT__yhat", low AS "CSAT__yhat_lower", high AS "CSAT__yhat_upper"
FROM (SELECT interview_date AS period, csat_agg(csat_overall) AS s FROM survey GROUP BY 1) AS d, csat_ci(s)
