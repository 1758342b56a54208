SELECT segment, csat(s) AS "CSAT", low AS "CSAT low", high AS "CSAT high", responses(s) AS "Answers"
FROM (SELECT boarding_area AS segment, csat_agg(csat_overall) AS s FROM survey GROUP BY 1) AS d, csat_ci(s)
