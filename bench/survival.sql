-- Spells of customers, a million of them for twenty million rows: exact durations, whole days and
-- months, four in ten still going on, five plans; the months of a hundred parts of them as states, and
-- all durations as one; the same customers by the days on which they came and left, before 2026.
CREATE TABLE spells AS
SELECT i AS customer, d AS duration, ceil(d)::int AS days, ceil(d / 30)::int AS months, random() < 0.6 AS churned, (ARRAY['basic', 'plus', 'team', 'pro', 'free'])[1 + i % 5] AS plan
FROM (SELECT setseed(0.4)) s, LATERAL (SELECT i, 1 + 400 * -ln(1 - random()) * (0.5 + random()) AS d FROM generate_series(1, greatest(:rows / 20, 1)) i) v;
VACUUM (FREEZE, ANALYZE) spells;
CREATE TABLE states AS SELECT customer % 100 AS part, survival_agg(months, churned) AS s FROM spells GROUP BY 1;
VACUUM (FREEZE, ANALYZE) states;
CREATE TABLE curve AS SELECT survival_agg(duration, churned) AS s FROM spells;
VACUUM (FREEZE, ANALYZE) curve;
CREATE TABLE subscriptions AS
SELECT customer, started, CASE WHEN churned THEN started + days END AS ended
FROM (SELECT setseed(0.5)) s, LATERAL (SELECT customer, days, churned, date '2022-01-01' + floor(1400 * random())::int AS started FROM spells) v;
VACUUM (FREEZE, ANALYZE) subscriptions;
