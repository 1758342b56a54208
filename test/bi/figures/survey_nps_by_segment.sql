SELECT segment, nps(s) AS "NPS", low AS "NPS low", high AS "NPS high", responses(s) AS "Answers"
FROM (SELECT boarding_area AS segment, nps_agg(recommend) AS s FROM survey GROUP BY 1) AS d, nps_ci(s)
