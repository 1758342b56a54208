-- Real purchases with returns: a tenth of the orders of the CDNOW log are returned in full some days later,
-- on a day on which the customer buys nothing. Who buys how often, and who is still there, must not change.
\getenv top PG_ABS_SRCDIR
\set copy '\\copy log FROM ' :top '/demo/data/cdnow_log.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE log (customer int, at date, cds int, amount numeric);
:copy
CREATE TABLE rows_with_returns AS
WITH returned AS (
	SELECT *, at + 5 + n::int % 3 AS back
	FROM (SELECT *, row_number() OVER (ORDER BY customer, at, cds, amount) AS n FROM log) o WHERE n % 10 = 0)
SELECT customer, at, amount FROM log
UNION ALL SELECT customer, back, -amount FROM returned
WHERE NOT EXISTS (SELECT FROM log l WHERE l.customer = returned.customer AND l.at = returned.back);
SELECT count(*) AS rows, count(*) FILTER (WHERE amount < 0) AS returns,
	-sum(amount) FILTER (WHERE amount < 0) AS given_back
FROM rows_with_returns;
CREATE TABLE without AS SELECT customer, rfm_agg(at, amount, '1997-09-30') AS r FROM log GROUP BY customer;
CREATE TABLE with_returns AS
SELECT customer, rfm_agg(at, amount, '1997-09-30') AS r FROM rows_with_returns GROUP BY customer;
-- every figure but the total, which the returns are taken off
SELECT count(*) AS customers, sum(frequency(b.r)) AS repeat_days,
	bool_and(ROW(frequency(a.r), recency(a.r), age(a.r), mean_amount(a.r), first_purchase(a.r),
		last_purchase(a.r)) IS NOT DISTINCT FROM ROW(frequency(b.r), recency(b.r), age(b.r), mean_amount(b.r),
		first_purchase(b.r), last_purchase(b.r))) AS same,
	round(sum(total_amount(b.r) - total_amount(a.r))::numeric, 2) AS given_back,
	(SELECT -sum(amount) FROM rows_with_returns WHERE amount < 0 AND at <= '1997-09-30') AS expected
FROM with_returns a JOIN without b USING (customer);
-- the models, to the last bit, and what they say of every customer
CREATE TABLE fitted AS SELECT bgnbd_fit(r) AS model, gamma_gamma_fit(r) AS spending FROM without;
SELECT model = (SELECT bgnbd_fit(r) FROM with_returns) AS same_model, model_status(model),
	spending = (SELECT gamma_gamma_fit(r) FROM with_returns) AS same_spending FROM fitted;
SELECT bool_and(p_alive(a.r, model) = p_alive(b.r, model)) AS same_alive,
	round(avg(p_alive(a.r, model))::numeric, 4) AS alive,
	bool_and(clv(a.r, model, spending, 365, 0.1) = clv(b.r, model, spending, 365, 0.1)) AS same_clv
FROM with_returns a JOIN without b USING (customer), fitted;
-- in one pass
SELECT (SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM rows_with_returns) =
	(SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log) AS same;
-- returns in a table of their own, added up afterwards; part by part, in whatever split
SELECT count(*) FILTER (WHERE a.r <> parts.r) AS differ
FROM with_returns a JOIN (SELECT customer, rollup(r) AS r
	FROM (SELECT customer, rfm_agg(at, amount, '1997-09-30') AS r FROM rows_with_returns
		GROUP BY customer, amount < 0, extract(month FROM at)) p GROUP BY customer) parts USING (customer);
DROP TABLE log, rows_with_returns, without, with_returns, fitted;
