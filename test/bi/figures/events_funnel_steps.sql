SELECT step, (ARRAY['first', 'second', 'third'])[step] AS step_name, customers, waiting, rate_of_first AS value, low, high,
       rate_of_previous, median_hours
FROM (SELECT funnel_agg(c, date '1998-07-01') AS s
      FROM (SELECT chain_agg('first_start', at, '90 days', step = 'first', step = 'second', step = 'third') AS c
            FROM visits GROUP BY customer) AS v) AS a, funnel_table(s)
