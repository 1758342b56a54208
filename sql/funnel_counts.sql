-- funnel_agg, funnel_table: rates of customers whose time has passed, with those whose time has not beside
-- them.
\pset null -
-- Chains of a sign-up, a first order, a second order, within three days, seen until the 9th:
--
--	customer   1st  2nd  3rd  4th  5th  6th  7th  8th  |  9th
--	   1        1    2         3                       |			settled
--	   2        1                                      |			settled
--	   3        12                                     |			settled
--	   4                                 1    2        |			open: the 6th + 3 days is not before the
-- 9th
--	   5                                           1   |			open
--	   6                                               |			did not begin
--	   7                            1                  |			settled: the 8th is before the 9th
CREATE FUNCTION chain_of(times text[]) RETURNS cx_chain IMMUTABLE LANGUAGE sql RETURN format(
	'(date, 3 steps, within 259200000000us, first_start%s)',
	': ' || nullif(array_to_string(times, ', '), ''))::cx_chain;
CREATE TABLE customer AS SELECT k, chain_of(times) AS chain FROM (VALUES
	(1, '{2026-01-01, 2026-01-02, 2026-01-04}'::text[]), (2, '{2026-01-01}'),
	(3, '{2026-01-01, 2026-01-01}'), (4, '{2026-01-06, 2026-01-07}'), (5, '{2026-01-08}'), (6, '{}'),
	(7, '{2026-01-05}')) v (k, times);
SELECT funnel_agg(chain, date '2026-01-09') FROM customer;
SELECT step, customers, waiting, settled, rate_of_first, rate_of_previous, dropped, median_hours, p90_hours
FROM (SELECT funnel_agg(chain, date '2026-01-09') AS f FROM customer) v, funnel_table(f);
-- The intervals are those of rate_ci, of whatever level; the first step has none.
SELECT step, (low, high) = ((of_first).low, (of_first).high) AS first,
	(previous_low, previous_high) = ((of_previous).low, (of_previous).high) AS previous
FROM (SELECT funnel_agg(chain, date '2026-01-09') AS f FROM customer) v, funnel_table(f, 0.8),
	LATERAL (SELECT rate_ci(format('(%s of %s)', settled, 4)::cx_rate, 0.8) AS of_first,
		rate_ci(format('(%s of %s)', settled, settled + dropped)::cx_rate, 0.8) AS of_previous) r
WHERE step > 1;
SELECT step, low, high, previous_low, previous_high
FROM (SELECT funnel_agg(chain, date '2026-01-09') AS f FROM customer) v, funnel_table(f) WHERE step = 1;
-- Settled is start + within < as_of: a day later customer 4 is, too. Complete data settles everybody.
SELECT as_of, step, customers, waiting, settled
FROM unnest('{2026-01-09, 2026-01-10, 2026-01-12, infinity}'::date[]) AS as_of,
	LATERAL (SELECT funnel_agg(chain, as_of) AS f FROM customer) v, funnel_table(f) ORDER BY 1, 2;
-- Nobody is settled: no rate, rather than one of the quick.
SELECT step, customers, waiting, settled, rate_of_first, low, rate_of_previous, dropped, median_hours
FROM (SELECT funnel_agg('(date, 2 steps, within 1209600000000us, first_start: 2026-01-01, 2026-01-02)',
	date '2026-01-03') AS f) v, funnel_table(f);

-- NULL and nothing.
SELECT funnel_agg(NULL, date '2026-01-09'), funnel_agg('()', date '2026-01-09'),
	funnel_agg(chain_of('{}'), date '2026-01-09'), rollup(NULL::cx_funnel);
SELECT funnel_agg(chain, date '2026-01-09') FROM customer WHERE false;
SELECT count(*) FROM funnel_table(NULL);
SELECT count(*) FROM funnel_table('()');
-- What is refused. One chain of instants; states of one step and of two.
CREATE FUNCTION instants() RETURNS cx_chain IMMUTABLE LANGUAGE sql
RETURN cx_chain '(timestamptz, 1 step, within 0us, first_start: 2026-01-01 00:00:00Z)';
CREATE FUNCTION other(terms text) RETURNS cx_chain IMMUTABLE LANGUAGE sql
RETURN format('(date, %s, first_start)', terms)::cx_chain;
CREATE FUNCTION state(counts text, steps text = '1 step', as_of text = '2026-01-01') RETURNS cx_funnel
IMMUTABLE LANGUAGE sql
RETURN format('(date, %s, within 0us, first_start as of %s: %s)', steps, as_of, counts)::cx_funnel;
SELECT test.refusal(statement) FROM unnest(ARRAY[
	'SELECT funnel_agg(chain, NULL::date) FROM customer',
	'SELECT funnel_agg(chain, date ''-infinity'') FROM customer',
	'SELECT funnel_agg(chain, date ''2026-01-08'') FROM customer',
	'SELECT funnel_agg(chain, ''2026-01-09'') FROM customer',
	'SELECT funnel_agg(chain, timestamp ''2026-01-09'') FROM customer',
	'SELECT funnel_agg(instants(), date ''2026-01-09'')',
	'SELECT funnel_agg(instants(), coalesce(CURRENT_TIMESTAMP, CURRENT_DATE))',
	'SELECT funnel_agg(''(date, 1 step, within 0us: 2026-01-01)'', date ''2026-01-09'')',
	'SELECT funnel_agg(chain, date ''2026-01-09'' + k) FROM customer',
	'SELECT funnel_agg(c, date ''2026-01-09'') FROM (VALUES (chain_of(''{}'')),
		(other(''1 step, within 0us''))) v (c)',
	'SELECT funnel_agg(c, date ''2026-01-09'') FROM (VALUES (chain_of(''{}'')),
		(other(''3 steps, within 0us''))) v (c)',
	'SELECT funnel_agg(c, date ''2026-01-09'') FROM (VALUES (other(''1 step, within 0us'')),
		(other(''1 step, within 0us, strict_order''))) v (c)',
	'SELECT * FROM funnel_table(''()'', NULL)', 'SELECT * FROM funnel_table(''()'', 1)',
	'SELECT state(''1 1'') + state(''1 1'', as_of => ''2026-01-02'')',
	'SELECT state(''1 1'') - state(''2 1'')', 'SELECT state(''9 0'') - state(''1 1'')',
	'SELECT state(''9223372036854775807 1'') + state(''1 1'')',
	'SELECT state(''2 2, 1 1 (1: 0)'', ''2 steps'') - state(''1 0, 1 0 ()'', ''2 steps'')'
]) AS statement;

-- Laws over random chains of instants: four steps, within two days, of which many are open.
SELECT setseed(0.11);
CREATE TABLE visitor AS
SELECT k, k % 7 AS part, started, d1, d2, d3,
	CASE WHEN d1 < within AND started + d1 < now
		THEN CASE WHEN d2 < within AND started + d2 < now
			THEN CASE WHEN d3 < within AND started + d3 < now THEN 4 ELSE 3 END ELSE 2 END ELSE 1 END
				AS reached
FROM (SELECT timestamptz '2026-03-01 00:00Z' AS now, interval '48 hours' AS within) p,
	LATERAL (SELECT k,
		timestamptz '2026-02-20 00:00Z' + floor(random() * 777600) * interval '1 second' AS started,
		floor(random() * 180000) * interval '1 second' AS d1, random() AS r2, random() AS r3
		FROM generate_series(1, 3000) k) v,
	LATERAL (SELECT d1 + floor(r2 * 144000) * interval '1 second' AS d2) w,
	LATERAL (SELECT d2 + floor(r3 * 72000) * interval '1 second' AS d3) x;
CREATE TABLE chains AS SELECT k, part, reached, started, d1, d2, d3, format(
	'(timestamptz, 4 steps, within 172800000000us, first_start: %s)', array_to_string(ARRAY(
	SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
	FROM unnest((ARRAY[started, started + d1, started + d2, started + d3])[:reached]) t), ', '))::cx_chain
	AS chain FROM visitor;
CREATE TABLE plain AS
SELECT step, count(*) FILTER (WHERE reached >= step) AS customers,
	count(*) FILTER (WHERE reached = step - 1 AND NOT done) AS waiting,
	count(*) FILTER (WHERE reached >= step AND done) AS settled,
	percentile_disc(0.5) WITHIN GROUP (ORDER BY took) FILTER (WHERE reached >= step AND done) AS p50,
	percentile_disc(0.9) WITHIN GROUP (ORDER BY took) FILTER (WHERE reached >= step AND done) AS p90
FROM (SELECT *, started + interval '48 hours' < timestamptz '2026-03-01 00:00Z' AS done,
	(ARRAY[NULL, d1, d2 - d1, d3 - d2])[step] AS took
	FROM chains, generate_series(1, 4) step) v GROUP BY step;
SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z') AS f FROM chains \gset
SELECT count(*) AS steps,
	bool_and((t.customers, t.waiting, t.settled) = (p.customers, p.waiting, p.settled)) AS counts,
	bool_and(step = 1 OR rate_of_first = 100.0 * t.settled / f.settled) AS rates,
	bool_and(step = 1 OR dropped = (SELECT settled FROM plain b WHERE b.step = t.step - 1) - t.settled)
		AS dropped,
	bool_and(step = 1 OR abs(median_hours / (extract(epoch FROM p50) / 3600) - 1) < 0.01
		AND abs(p90_hours / (extract(epoch FROM p90) / 3600) - 1) < 0.01) AS times,
	sum(dropped) + min(t.settled) = max(f.settled) AS everybody
FROM funnel_table(:'f') t JOIN plain p USING (step), (SELECT settled FROM plain WHERE step = 1) f;
-- Rolled up, taken away, in a window, by workers.
SELECT rollup(f) = :'f' AS rolled, (min(f::text)::cx_funnel - min(f::text)::cx_funnel) = '()' AS nobody
FROM (SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z') AS f FROM chains GROUP BY part) v;
SELECT :'f'::cx_funnel
	- (SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z') FROM chains WHERE part < 3)
	= (SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z') FROM chains WHERE part >= 3) AS without;
SELECT bool_and(moving = again) AS window FROM (
	SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z')
		OVER (ORDER BY k ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) AS moving,
		(SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z') FROM chains b
			WHERE b.k BETWEEN a.k - 9 AND a.k) AS again
	FROM chains a WHERE k <= 200) v;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
ALTER TABLE chains SET (parallel_workers = 2);
SELECT test.plan('SELECT funnel_agg(chain, timestamptz ''2026-03-01 00:00Z'') FROM chains');
SELECT funnel_agg(chain, timestamptz '2026-03-01 00:00Z') = :'f' AS by_workers FROM chains;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- The rate of the last weeks must not fall because the weeks are young: customers who start every day of 60
-- convert within 10 days or never; cut at any day, the rate of the settled is within its interval around that
-- of the full data, give or take what 5 in 100 intervals may miss.
CREATE TABLE starts AS
SELECT k, date '2026-01-01' + (k / 60)::int AS started,
	CASE WHEN random() < 0.3 THEN (random() * 9)::int END AS days
FROM (SELECT setseed(0.3)) s, generate_series(0, 3599) k;
CREATE FUNCTION cut_chain(started date, days integer, as_of date) RETURNS cx_chain IMMUTABLE LANGUAGE sql
RETURN format('(date, 2 steps, within 864000000000us, first_start: %s%s)', to_char(started, 'YYYY-MM-DD'),
	to_char(CASE WHEN started + days < as_of THEN started + days END, '", "YYYY-MM-DD'))::cx_chain;
CREATE TABLE cuts AS
SELECT as_of, t.* FROM generate_series(12, 70) d, LATERAL (SELECT date '2026-01-01' + d AS as_of) a,
	LATERAL (SELECT funnel_agg(cut_chain(started, days, as_of), as_of) AS f FROM starts
		WHERE started < as_of) v,
	funnel_table(f) t WHERE step = 2;
SELECT count(*) AS cuts, count(*) FILTER (WHERE low <= whole AND whole <= high) >= 56 AS in_interval,
	-- what would be the rate of all who started, and of all but those who wait
	count(*) FILTER (WHERE 100.0 * customers / started < low) > 20 AS naive_is_low,
	count(*) FILTER (WHERE 100.0 * customers / nullif(started - waiting, 0) > high) > 20 AS dropping_is_high
FROM cuts, (SELECT 100.0 * count(days) / count(*) AS whole FROM starts) w,
	LATERAL (SELECT count(*) AS started FROM starts s WHERE s.started < as_of) n;
-- Conversion by day with an interval, everybody counted as long as he was seen: 1 less what is left by
-- Kaplan-Meier. The limit of the window is that of the observation.
SELECT abs(100 - 100 * survival_at(s, 10) - whole) < 3 AS near,
	100 - 100 * ci.high <= whole AND whole <= 100 - 100 * ci.low AS in_interval
FROM (SELECT survival_agg(started, CASE WHEN started + days < date '2026-02-20' THEN started + days + 1 END,
	date '2026-02-20') AS s FROM starts WHERE started < '2026-02-20') v, survival_ci(s, 10) ci,
	(SELECT 100.0 * count(days) / count(*) AS whole FROM starts) w;
DROP TABLE customer, visitor, chains, plain, starts, cuts;
DROP FUNCTION chain_of, cut_chain, instants, other, state;
