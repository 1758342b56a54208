-- The demo's data as the tables that the ready-made views are made over: subscriptions need a start and an end, and
-- a journey needs a name for each event, which the files do not have.
\set ON_ERROR_STOP on

-- The file says how long each subscription lasted, not when it began: here one starts every day of 2016 and 2017 in
-- turn. Those who left ended after their tenure, if that is over on 2020-01-01; the others run on.
CREATE TABLE subscriptions AS
SELECT customer, contract, monthly_charge, started,
       CASE WHEN churned AND started + tenure_months * interval '1 month' < '2020-01-01'
            THEN (started + tenure_months * interval '1 month')::date END AS ended
FROM (SELECT *, date '2016-01-01' + ((row_number() OVER (ORDER BY customer))::integer % 731) AS started
      FROM telco) AS t
WHERE tenure_months > 0;

-- A day with purchases is an event, named by which one it is for the customer.
CREATE TABLE visits AS
SELECT customer, at, ('{first,second,third}'::text[])[least(n, 4)] AS step
FROM (SELECT customer, purchased AS at, row_number() OVER (PARTITION BY customer ORDER BY purchased) AS n
      FROM (SELECT DISTINCT customer, purchased FROM purchases) AS day) AS numbered;

-- 29 tickets have no instant of resolution, but one of closing.
ALTER TABLE tickets ADD ended_at timestamp;
UPDATE tickets SET ended_at = coalesce(resolved_at, closed_at);
ALTER TABLE tickets ADD priority_name text;
UPDATE tickets SET priority_name = (ARRAY['1 critical', '2 high', '3 moderate', '4 low'])[priority];

ANALYZE subscriptions, visits, tickets;
