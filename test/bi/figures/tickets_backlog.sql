SELECT d::date AS period, (SELECT count(*) FROM tickets WHERE opened_at::date = d) AS "Opened",
       (SELECT count(*) FROM tickets WHERE ended_at::date = d) AS "Resolved",
       (SELECT count(*) FROM tickets WHERE opened_at::date <= d AND ended_at::date > d) AS "Open at the end"
FROM generate_series(timestamp '2016-02-29', '2016-03-09', '1 day') AS d
