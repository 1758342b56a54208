-- Ready-made views over tickets: what each shows is what the aggregates give.
SET client_min_messages = warning;
CREATE TABLE ticket (opened timestamptz, solved timestamptz, team text, day date, done date, here timestamp,
	gone timestamp);
INSERT INTO ticket (opened, solved, team)
SELECT o, CASE WHEN i % 7 > 0 THEN o + (i * i % 173) * interval '37 minutes' END,
	CASE WHEN i % 9 > 0 THEN 't' || i % 3 END
FROM (SELECT i, TIMESTAMPTZ '2026-01-01 00:00+00' + i * interval '7 hours 13 minutes' AS o
	FROM generate_series(1, 250) AS i) AS v;
UPDATE ticket SET day = (opened AT TIME ZONE 'Europe/Berlin')::date,
	done = (solved AT TIME ZONE 'Europe/Berlin')::date,
	here = opened AT TIME ZONE 'Europe/Berlin', gone = solved AT TIME ZONE 'Europe/Berlin';
SELECT view_name FROM cx_create_ticket_views('ticket', 'opened', 'solved', 'Europe/Berlin',
	target => '8 hours',
	segments => '{team}', as_of => '2026-03-10');
SELECT kind, grain FROM cx_sources ORDER BY kind;
SELECT period, round(value::numeric, 2) AS value, n, open, round(p50_hours::numeric, 1) AS p50,
	round(p90_hours::numeric, 1) AS p90, round(within_target::numeric, 1) AS within_target, complete
FROM ticket_resolution ORDER BY period;
SELECT count(*) AS differ FROM ticket_resolution v FULL JOIN (
	SELECT period_start(opened, 'month', 'Europe/Berlin') AS period, duration_agg(opened, solved) AS d,
		count(*) FILTER (WHERE solved IS NULL) AS open FROM ticket GROUP BY 1) AS d USING (period)
WHERE (v.value, v.n, v.open, v.mean_hours, v.p50_hours, v.p90_hours, v.within_target) IS DISTINCT FROM
	(mean_hours(d), duration_count(d), d.open, mean_hours(d), quantile_hours(d, 0.5), quantile_hours(d, 0.9),
	share_within(d, '8 hours'));
SELECT count(*) AS differ FROM ticket_resolution_by_team v FULL JOIN (
	SELECT period_start(opened, 'month', 'Europe/Berlin') AS period, team, duration_agg(opened, solved) AS d
	FROM ticket GROUP BY 1, 2) AS d ON v.period = d.period AND v.segment IS NOT DISTINCT FROM d.team
WHERE (v.value, v.n) IS DISTINCT FROM (mean_hours(d), duration_count(d));
SELECT period, round((sum(hours_total) / sum(n))::numeric, 6) = (SELECT round(value::numeric, 6)
	FROM ticket_resolution t WHERE t.period = v.period) AS adds_up
FROM ticket_resolution_by_team v GROUP BY period ORDER BY period;
SELECT period, round(value::numeric, 2) AS value, met, breached, open, complete FROM ticket_sla
	ORDER BY period;
SELECT count(*) AS differ FROM ticket_sla v FULL JOIN (
	SELECT period_start(opened, 'month', 'Europe/Berlin') AS period,
		sla_agg(opened, solved, '8 hours', TIMESTAMPTZ '2026-03-10 00:00 Europe/Berlin') AS s FROM ticket
	GROUP BY 1) AS d USING (period), sla_ci(s) AS ci
WHERE (v.value, v.low, v.high, v.met, v.breached, v.open) IS DISTINCT FROM
	(sla_attainment(s), ci.low, ci.high, sla_met(s), sla_breached(s), sla_open(s));
SELECT period, value, opened, resolved, complete FROM ticket_backlog ORDER BY period;
SELECT count(*) AS differ FROM ticket_backlog v FULL JOIN (
	SELECT b.* FROM (SELECT backlog_agg(opened, solved, 'month', 'Europe/Berlin') AS s FROM ticket) AS x,
		backlog_table(s, '2026-03-10') AS b) AS d USING (period)
WHERE (v.opened, v.resolved, v.open_at_end, v.complete) IS DISTINCT FROM
	(d.opened, d.resolved, d.open_at_end, d.complete);

-- Hours of a calendar; local times; dates, which have whole days and no target.
SELECT count(*) FROM unnest('{opened,here}'::text[], '{solved,gone}'::text[]) AS u (o, s),
	cx_create_ticket_views('ticket', o, s, 'Europe/Berlin', target => '8 hours', prefix => o,
		calendar => 'Europe/Berlin; Mon-Fri 09:00-17:00', as_of => '2026-03-10');
SELECT count(*) AS differ FROM opened_resolution v FULL JOIN (
	SELECT period_start(opened, 'month', 'Europe/Berlin') AS period,
		duration_agg(business_elapsed(opened, solved, 'Europe/Berlin; Mon-Fri 09:00-17:00')) AS d
	FROM ticket GROUP BY 1) AS d USING (period)
WHERE (v.value, v.n) IS DISTINCT FROM (mean_hours(d), duration_count(d));
SELECT count(*) AS differ FROM opened_sla v FULL JOIN (
	SELECT period_start(opened, 'month', 'Europe/Berlin') AS period, sla_agg(opened, solved, '8 hours',
		TIMESTAMPTZ '2026-03-10 00:00 Europe/Berlin', 'Europe/Berlin; Mon-Fri 09:00-17:00') AS s FROM ticket
	GROUP BY 1) AS d USING (period)
WHERE (v.value, v.met, v.breached, v.open) IS DISTINCT FROM
	(sla_attainment(s), sla_met(s), sla_breached(s), sla_open(s));
SELECT count(*) AS differ FROM (TABLE opened_sla EXCEPT TABLE here_sla) AS d;
SELECT count(*) AS differ FROM (TABLE opened_resolution EXCEPT TABLE here_resolution) AS d;
SELECT count(*) FROM cx_create_ticket_views('ticket', 'day', 'done', 'Europe/Berlin', prefix => 'dated',
	as_of => '2026-03-10');
SELECT count(*) AS differ FROM (SELECT period, opened, resolved, open_at_end FROM ticket_backlog
	EXCEPT SELECT period, opened, resolved, open_at_end FROM dated_backlog) AS d;
-- Of January two tickets are met, within two hours to the second, and one is breached, which took three; one
-- is open in February, in time until then. January has ended on the first day that is not observed.
CREATE TABLE few (opened timestamptz, solved timestamptz, team text);
INSERT INTO few VALUES ('2026-01-05 09:00+00', '2026-01-05 11:00+00', 'a'),
	('2026-01-06 09:00+00', '2026-01-06 10:00+00', 'b'),
	('2026-01-06 09:00+00', '2026-01-06 12:00+00', 'b'),
	('2026-01-31 22:30+00', NULL, 'b'), ('infinity', NULL, 'a');
SELECT count(*) FROM cx_create_ticket_views('few', 'opened', 'solved', 'UTC', target => '2 hours',
	segments => '{team}', as_of => '2026-02-01');
SELECT period, round(value::numeric, 2) AS value, n, met, breached, open, complete, invalid FROM few_sla
ORDER BY period;
SELECT period, segment, value, n, met, breached, open, complete, invalid FROM few_sla_by_team
ORDER BY period, segment;
-- 2 + 1 + 3 hours of three, in which no ticket that is open is.
SELECT period, value, n, resolved, open, hours_total, round(within_target::numeric, 1) AS within, complete,
	invalid FROM few_resolution ORDER BY period;
SELECT period, segment, value, n, resolved, open, hours_total FROM few_resolution_by_team
ORDER BY period, segment;
-- The comment of value says how values of several rows go together: as it says, they are those of all rows.
SELECT * FROM test.as_said('few_resolution_by_team', 'few_resolution');
SELECT * FROM test.as_said('few_sla_by_team', 'few_sla');
-- The comments say of which hours.
SELECT col_description('few_resolution'::regclass, a.attnum) AS hours,
	col_description('opened_resolution'::regclass, a.attnum) AS of_calendar
FROM pg_attribute AS a WHERE a.attrelid = 'few_resolution'::regclass AND a.attname = 'hours_total';
-- Over no rows there are none.
TRUNCATE few;
SELECT (SELECT count(*) FROM few_resolution) + (SELECT count(*) FROM few_sla) + (SELECT count(*)
	FROM few_resolution_by_team) + (SELECT count(*) FROM few_backlog) AS rows;
DROP TABLE few CASCADE;
SELECT test.refusal($$SELECT cx_create_ticket_views('ticket', 'day', 'done', 'UTC', target => '1 hour')$$);
SELECT test.refusal($$SELECT cx_create_ticket_views('ticket', 'opened', 'gone', 'UTC')$$);
SELECT test.refusal($$SELECT cx_create_ticket_views('ticket', 'opened', 'solved', 'UTC',
	target => '-1 hour')$$);
SELECT test.refusal($$SELECT cx_create_ticket_views('ticket', 'opened', 'solved', 'UTC',
	calendar => 'nine to five')$$);
-- Beside a calendar a target is in open hours: said now, not when the view is read.
SELECT test.refusal($$SELECT cx_create_ticket_views('ticket', 'opened', 'solved', 'UTC', prefix => 'late',
	target => '3 days', calendar => 'UTC; Mon-Fri 09:00-17:00')$$);
DROP TABLE ticket CASCADE;
RESET client_min_messages;
