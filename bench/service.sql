-- Tickets of three years as they came, log-normal times to the end, one in twenty still open, five teams; the
-- exact quantiles of their durations; a million states of 100 durations for five million tickets; calls of
-- the calendar over spans of up to ten years, each with one of 16 calendars of 100 holidays; and ten years at
-- once for a few, which is as many as a form by generate_series can do. Histories: five statuses a ticket.
BEGIN;
SELECT setseed(0.6);
CREATE TABLE ticket (ticket integer, team smallint, opened timestamptz, resolved timestamptz);
INSERT INTO ticket
SELECT i, i % 5, at, CASE WHEN random() < 0.95
       THEN at + exp(2.5 + 1.5 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) * interval '1 hour' END
FROM (SELECT i, timestamptz '2022-01-01 00:00+00' + i * (interval '1096 days' / :rows) AS at FROM generate_series(1, :rows) i) t;
COMMIT;
VACUUM (FREEZE, ANALYZE) ticket;

CREATE TABLE exact AS
SELECT extract(epoch FROM p[1])::float8 / 3600 AS p50, extract(epoch FROM p[2])::float8 / 3600 AS p90
FROM (SELECT percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY resolved - opened) AS p FROM ticket) v;
VACUUM (FREEZE, ANALYZE) exact;

CREATE TABLE states AS
SELECT d FROM generate_series(1, greatest(:rows / 5000, 1)) i,
	(SELECT duration_agg(opened, resolved) AS d FROM ticket WHERE ticket <= 100000 GROUP BY ticket % 1000) s;
VACUUM (FREEZE, ANALYZE) states;

CREATE TABLE holiday AS
SELECT c AS calendar, date '2016-01-04' + (37 * i + c) AS day FROM generate_series(0, 15) c, generate_series(0, 99) i;
CREATE TABLE calendar AS
SELECT calendar, ('Europe/Berlin; Mon-Fri 09:00-17:00; ' || string_agg(day || ' closed', '; '))::cx_calendar AS hours
FROM holiday GROUP BY calendar;
VACUUM (FREEZE, ANALYZE) holiday;
VACUUM (FREEZE, ANALYZE) calendar;

CREATE TABLE span AS
SELECT i, i % 16 AS calendar, at AS started, at + random() * random() * random() * (timestamptz '2026-01-01 00:00+00' - at) AS ended
FROM (SELECT setseed(0.7)) s, LATERAL (SELECT i, timestamptz '2016-01-01 00:00+00' + random() * interval '3650 days' AS at FROM generate_series(1, greatest(:rows / 5, 1)) i) v;
VACUUM (FREEZE, ANALYZE) span;
CREATE TABLE long_span AS
SELECT i, i % 16 AS calendar, timestamptz '2016-01-01 00:00+00' + i * interval '17 minutes' AS started, timestamptz '2025-12-01 00:00+00' + i * interval '11 minutes' AS ended
FROM generate_series(1, greatest(:rows / 5, 1000) / 200) i;
VACUUM (FREEZE, ANALYZE) long_span;

CREATE TABLE history AS
SELECT ticket, opened + step * interval '47 minutes' AS at, (ARRAY['new', 'open', 'pending', 'open', 'solved'])[step + 1] AS status
FROM ticket, generate_series(0, 4) step WHERE ticket <= :rows / 5;
VACUUM (FREEZE, ANALYZE) history;
