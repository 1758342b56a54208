SELECT interview_date AS period, avg((recommend >= 9)::integer)::float8 AS "Promoters",
       avg((recommend BETWEEN 7 AND 8)::integer)::float8 AS "Passives", avg((recommend <= 6)::integer)::float8 AS "Detractors"
FROM survey
GROUP BY 1
