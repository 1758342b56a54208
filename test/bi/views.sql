-- The ready-made views that the dashboards are tried on, over the tables of sources.sql. Each as of the end of its data.
\set ON_ERROR_STOP on
SET client_min_messages = warning;

SELECT count(*) > 0 AS made FROM cx_create_response_views('survey', score => 'recommend', at => 'interview_date',
	question => 'nps', zone => 'America/Los_Angeles', grain => 'day', segments => '{boarding_area}');
SELECT count(*) > 0 AS made FROM cx_create_response_views('survey', score => 'csat_overall', at => 'interview_date',
	question => 'csat', zone => 'America/Los_Angeles', grain => 'day', segments => '{boarding_area}',
	drivers => '{food,stores,signs,walkways,screens,boarding_cleanliness,restroom_cleanliness,safety}');
SELECT count(*) > 0 AS made FROM cx_create_response_views('survey', score => 'ease_wayfinding', at => 'interview_date',
	question => 'ces', zone => 'America/Los_Angeles', grain => 'day', low => 1, high => 5);
SELECT count(*) > 0 AS made FROM cx_create_event_views('visits', customer => 'customer', at => 'at', zone => 'UTC',
	event => 'step', steps => '{first,second,third}', within => '90 days', as_of => '1998-07-01');
SELECT count(*) > 0 AS made FROM cx_create_order_views('purchases', customer => 'customer', at => 'purchased',
	amount => 'amount', zone => 'UTC', as_of => '1998-07-01');
SELECT count(*) > 0 AS made FROM cx_create_subscription_views('subscriptions', customer => 'customer',
	started => 'started', ended => 'ended', amount => 'monthly_charge', zone => 'UTC', segments => '{contract}',
	as_of => '2020-01-01');
SELECT count(*) > 0 AS made FROM cx_create_ticket_views('tickets', opened => 'opened_at', resolved => 'ended_at',
	zone => 'UTC', target => '48 hours', segments => '{priority_name}', grain => 'day', as_of => '2016-03-10');
