SELECT csat(csat_overall) AS "CSAT" FROM survey
