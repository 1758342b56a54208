SELECT DISTINCT ON (1) floor(t / 30.4375)::integer AS month, 100 * survival AS "Survival", 100 * low AS "Survival__yhat_lower",
       100 * high AS "Survival__yhat_upper"
FROM (SELECT survival_agg(least(coalesce(ended, '2020-01-01'), '2020-01-01') - started, ended < '2020-01-01' IS TRUE) AS s
      FROM subscriptions) AS a, survival_table(s)
ORDER BY 1, t DESC
