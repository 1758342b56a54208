-- each step within 90 days of the first
SELECT step AS step_name, count(DISTINCT v.customer) AS "Customers"
FROM visits AS v JOIN (SELECT customer, at AS start FROM visits WHERE step = 'first') AS f USING (customer)
WHERE step IS NOT NULL AND v.at <= f.start + interval '90 days'
GROUP BY 1
