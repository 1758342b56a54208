SELECT period, ces(s) AS "CES", ces(s) AS "CES__yhat", low AS "CES__yhat_lower", high AS "CES__yhat_upper"
FROM (SELECT interview_date AS period, score_agg(ease_wayfinding, 1, 5) AS s FROM survey GROUP BY 1) AS d, ces_ci(s)
