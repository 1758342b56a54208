WITH d AS (SELECT interview_date AS period, nps_agg(recommend) AS s FROM survey GROUP BY 1)
SELECT d.period, nps(b.s) AS value_before, nps(d.s) AS value, c.change, c.low AS change_low, c.high AS change_high, c.p_value
FROM d JOIN d AS b ON b.period = d.period - 1, nps_change(b.s, d.s) AS c
WHERE c.change IS NOT NULL
