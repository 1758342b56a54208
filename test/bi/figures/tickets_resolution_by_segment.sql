SELECT period, segment, duration_count(s) AS n, median_hours(s) AS p50_hours, quantile_hours(s, 0.9) AS p90_hours, mean_hours(s) AS mean_hours
FROM (SELECT opened_at::date AS period, priority_name AS segment, duration_agg(opened_at, ended_at) AS s
      FROM tickets GROUP BY 1, 2) AS d
