SELECT period, median_hours(s) AS "Median hours", mean_hours(s) AS "Mean hours", quantile_hours(s, 0.9) AS "90 % hours"
FROM (SELECT opened_at::date AS period, duration_agg(opened_at, ended_at) AS s FROM tickets GROUP BY 1) AS d
