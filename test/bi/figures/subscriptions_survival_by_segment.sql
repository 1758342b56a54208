SELECT DISTINCT ON (1, 2) floor(t / 30.4375)::integer AS month, contract AS segment, 100 * survival AS "Survival"
FROM (SELECT contract, survival_agg(coalesce(ended, '2020-01-01') - started, ended IS NOT NULL) AS s
      FROM subscriptions GROUP BY 1) AS a, survival_table(s)
ORDER BY 1, 2, t DESC
