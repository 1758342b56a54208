SELECT period, nps(s) AS "NPS", nps(s) AS "NPS__yhat", low AS "NPS__yhat_lower", high AS "NPS__yhat_upper"
FROM (SELECT interview_date AS period, nps_agg(recommend) AS s FROM survey GROUP BY 1) AS d, nps_ci(s)
