-- Ready-made views over the demo's tables: what a dashboard reads, and what cx_report draws. Run it after load.sql.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
\pset footer off
\pset pager off
\pset null '-'
SET client_min_messages = warning; -- which index would serve a view is said, but these tables are small
\o /dev/null

COMMENT ON TABLE survey IS 'What 2,809 passengers of San Francisco International Airport said in May '
	'2018. Interviewers visited a few boarding areas a day: so days differ, too.';
-- A rollup keeps a state per day and area, fed by every statement on the table: views over it read no answers.
CALL cx_create_rollup('survey_by_day', 'survey', '{"period_start(interview_date, ''day'') AS day", boarding_area}',
                      '{nps_agg(recommend) AS recommend}');
SELECT cx_create_response_views('survey', 'recommend', 'interview_date', 'nps', zone => 'America/Los_Angeles',
                                segments => '{boarding_area}', rollup => 'survey_by_day');
SELECT cx_create_response_views('survey', 'recommend', 'interview_date', 'nps', zone => 'America/Los_Angeles',
                                grain => 'day', prefix => 'survey_daily', rollup => 'survey_by_day');
SELECT cx_create_response_views('survey', 'csat_overall', 'interview_date', 'csat', zone => 'America/Los_Angeles',
                                segments => '{boarding_area}',
                                drivers => ARRAY['food', 'stores', 'signs', 'walkways', 'screens',
                                                 'boarding_cleanliness', 'restroom_cleanliness', 'safety']);
SELECT cx_create_response_views('survey', 'ease_security', 'interview_date', 'ces', zone => 'America/Los_Angeles',
                                segments => '{boarding_area}', low => 1, high => 5);

COMMENT ON TABLE purchases IS 'What 2,357 customers of the music shop CDNOW bought from 1997 to June 1998: all who '
	'came in the first quarter of 1997. Amounts are US dollars.';
SELECT cx_create_order_views('purchases', 'customer', 'purchased', 'amount', zone => 'America/New_York',
                             as_of => '1998-07-01');

-- A funnel wants events with a name: the first, second and third day with a purchase.
CREATE VIEW purchase_days AS
SELECT customer, purchased, (ARRAY['First purchase', 'Second purchase', 'Third purchase'])[n] AS purchase
FROM (SELECT customer, purchased, row_number() OVER (PARTITION BY customer ORDER BY purchased) AS n
      FROM (SELECT DISTINCT customer, purchased FROM purchases) AS day) AS numbered
WHERE n <= 3;
COMMENT ON VIEW purchase_days IS 'The same customers, seen at the end of May 1997: how many had come back within 90 '
	'days? Of some the 90 days were not over.';
SELECT cx_create_event_views('purchase_days', 'customer', 'purchased', zone => 'America/New_York', event => 'purchase',
                             steps => '{First purchase,Second purchase,Third purchase}', within => '90 days',
                             as_of => '1997-06-01');
DROP VIEW purchase_days_retention, purchase_days_active; -- those of all purchases are above

-- The telephone company tells for how many months each has been a customer, and who left in the last of them, but no
-- days. Counted back from any one day these are the same stays. Churn and revenue by month would show only those
-- who lasted until then: so these views go.
CREATE VIEW telco_stays AS
SELECT customer, contract, (date '2018-01-01' - tenure_months * interval '1 month')::date AS started,
       CASE WHEN churned THEN date '2018-01-01' END AS ended, monthly_charge
FROM telco;
COMMENT ON VIEW telco_stays IS 'How long 7,043 customers of a telephone company have stayed, by contract. Whoever '
	'stays has time to change it, and counts with the last one.';
SELECT cx_create_subscription_views('telco_stays', 'customer', 'started', 'ended', 'monthly_charge', zone => 'UTC',
                                    segments => '{contract}', as_of => '2018-01-02');
DROP VIEW telco_stays_churn, telco_stays_revenue;

CREATE VIEW support AS
SELECT ticket, opened_at, coalesce(resolved_at, closed_at) AS resolved_at, 'Priority ' || priority AS priority
FROM tickets;
COMMENT ON VIEW support IS '890 tickets of an IT support desk, opened on three days of 2016. In time is within three '
	'days; the backlog is that of these tickets.';
SELECT cx_create_ticket_views('support', 'opened_at', 'resolved_at', zone => 'UTC', target => '3 days',
                              segments => '{priority}', grain => 'day', as_of => '2016-03-10');
\o

\echo 'What dashboards read: views over these tables, made by one call for each question (doc/bi.md)'
SELECT source, count(*) AS views, string_agg(DISTINCT kind, ', ') AS kinds
FROM cx_sources
GROUP BY source
ORDER BY min(relation::oid);

\echo 'One of them: a figure with its interval, and parts that add up when a tool groups it anew'
SELECT period, segment AS area, round(value::numeric, 1) AS nps, round(low::numeric, 1) AS low,
       round(high::numeric, 1) AS high, n, complete, promoters, passives, detractors
FROM survey_nps_by_boarding_area
ORDER BY segment;

\echo 'It stands on a rollup, which every statement on the table feeds: here are 300 more answers (rolled back)'
BEGIN;
SELECT value AS before_nps, n AS before_n FROM survey_nps \gset
INSERT INTO survey (respondent, interview_date, boarding_area, recommend, weight)
SELECT 100000 + n, date '2018-05-31', 'E', n % 11, 1 FROM generate_series(1, 300) AS n;
SELECT 'before' AS seen, :before_n AS n, round(:before_nps, 1) AS nps
UNION ALL
SELECT 'after', n, round(value::numeric, 1) FROM survey_nps;
ROLLBACK;

\echo 'And is the rollup what the rows give? Groups that differ:'
SELECT count(*) AS differ FROM cx_verify('survey_by_day');
