WITH c AS (SELECT rfm_agg(purchased, amount, date '1998-07-01') AS s FROM purchases GROUP BY customer),
     m AS (SELECT bgnbd_fit(s) AS buying, gamma_gamma_fit(s) AS spending FROM c),
     v AS (SELECT clv(s, buying, spending, 365, 0.1) AS value FROM c, m)
SELECT band, avg(value) AS "Value each"
FROM (SELECT ntile(10) OVER (ORDER BY value) AS band, value FROM v WHERE value IS NOT NULL) AS b
GROUP BY band
