-- Events of customers, twenty each in the mean, as a log has them: in the order of time. Steps are a few names,
-- the first ones more often; gaps are minutes, and days in between.
BEGIN;
SELECT setseed(0.6);
CREATE TABLE event AS
SELECT customer, at, (ARRAY['home', 'search', 'product', 'cart', 'checkout', 'account', 'help', 'paid'])[
	1 + least(7, floor(-2.2 * ln(1 - random())))::int] AS step
FROM (SELECT customer, timestamptz '2026-01-01 00:00+00' + (customer * 7919::bigint % 90) * interval '1 day'
		+ visit * interval '6 hours' + random() * visit * interval '10 minutes' AS at
	FROM generate_series(1, greatest(:rows / 20, 1)) customer, generate_series(0, 3) visit, generate_series(0, 4) page
	OFFSET 0) e
ORDER BY at;
COMMIT;
VACUUM (FREEZE, ANALYZE) event;
