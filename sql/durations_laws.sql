-- Laws of cx_durations over durations of every shape, from one microsecond to a thousand years, against
-- percentile_disc, avg and count of the rows themselves.
CREATE TABLE durations AS
SELECT shape, i, i % 7 AS part, CASE shape
	WHEN 'constant' THEN 5025000001
	WHEN 'zeros and hours' THEN (i % 2) * 3600000000 * (1 + i % 9)
	WHEN 'microseconds' THEN i % 300
	WHEN 'uniform' THEN u * 1e10
	WHEN 'log-normal' THEN exp(22 + 1.5 * z)
	WHEN 'heavy tail' THEN 6e7 / (1 - u) ^ 1.2
	WHEN 'two humps' THEN exp(CASE WHEN v < 0.5 THEN 18 ELSE 28 END + z / 10)
	WHEN 'whole minutes' THEN 6e7 * floor(600 * u)
	WHEN 'every size' THEN exp(u * ln(3.15e16))
	END::numeric::bigint * interval '1 microsecond' AS d
FROM (SELECT setseed(0.3)) s, unnest('{constant,zeros and hours,microseconds,uniform,log-normal,heavy tail,
	two humps,whole minutes,every size}'::text[]) shape,
	LATERAL (SELECT i, u, v, sqrt(-2 * ln(1 - u)) * cos(2 * pi() * v) AS z
		FROM (SELECT i, random() AS u, random() AS v FROM generate_series(1, 2000) i OFFSET 0) r) x;
CREATE INDEX ON durations (shape, i);
VACUUM ANALYZE durations;
CREATE TABLE states AS SELECT shape, duration_agg(d) AS s FROM durations GROUP BY 1;

-- The count and the mean are exact; a quantile is at most 1 % off, and of equal durations not at all.
SELECT shape, duration_count(s) = n AS count, abs(mean_hours(s) * 3600 - seconds) <= 1e-14 * seconds AS mean,
	extract(epoch FROM resolution_time(s)) = round(seconds, 6) AS resolution_time
FROM states JOIN (SELECT shape, count(*) AS n, sum(extract(epoch FROM d)) * 1.00000000000000000000 / count(*)
	AS seconds FROM durations GROUP BY 1) r USING (shape) -- avg() has 16 digits and is rounded twice
ORDER BY 1;
SELECT shape, bool_and(abs(quantile_hours(s, p) - hours) <= 0.01 * hours) AS within_one_percent,
	max(abs(quantile_hours(s, p) - hours) / nullif(hours, 0)) <= 1 / 128.0 AS within_a_bucket,
	bool_or(abs(quantile_hours(s, p) - hours) > 1e-14 * hours) AS differs
FROM states JOIN (SELECT shape, p, extract(epoch
	FROM percentile_disc(p) WITHIN GROUP (ORDER BY d))::float8 / 3600 AS hours
	FROM durations, unnest('{0,0.001,0.01,0.1,0.25,0.5,0.75,0.9,0.95,0.99,0.999,1}'::float8[]) p
		GROUP BY 1, 2) r USING (shape)
GROUP BY 1 ORDER BY 1;
-- The share within a bound lies within its bounds, which are the same at bounds of buckets; it never falls.
SELECT shape, bool_and(share BETWEEN low - 1e-9 AND high + 1e-9) AS within,
	bool_and(estimate BETWEEN low - 1e-9 AND high + 1e-9) AS estimate, bool_and(estimate >= before) AS rises
FROM (SELECT shape, low, high, share_within(s, bound) AS estimate,
		lag(share_within(s, bound), 1, 0) OVER (PARTITION BY shape ORDER BY bound) AS before,
		(SELECT 100.0 * count(*) FILTER (WHERE d <= bound) / count(*) FROM unnest(all_of) d) AS share
	FROM states JOIN (SELECT shape, array_agg(d) AS all_of FROM durations GROUP BY 1) r USING (shape),
		(SELECT exp(k * 1.9) * interval '1 microsecond' AS bound FROM generate_series(0, 20) k
		UNION SELECT 83 * interval '1 minute' + k * interval '15 seconds' FROM generate_series(0, 8) k) b,
			share_within_bounds(s, bound)) v
GROUP BY 1 ORDER BY 1;

-- Parts add up to the whole and are taken away again; order, nesting and forms make no difference.
SELECT shape, rollup(part) = s
	AND s - rollup(part) FILTER (WHERE p = 3) = rollup(part) FILTER (WHERE p <> 3) AS parts,
	rollup(part ORDER BY p DESC) = s AS other_order, s = s::text::cx_durations AS text
FROM states JOIN (SELECT shape, part AS p, duration_agg(d) AS part FROM durations GROUP BY 1,
	2) x USING (shape)
GROUP BY shape, s ORDER BY 1;
SELECT bool_and(a + b = b + a AND (a + b) + c = a + (b + c) AND (a + b) - b = a AND a + '()' = a
	AND a - a = '()') AS laws
FROM (SELECT x.s AS a, y.s AS b, z.s AS c FROM states x, states y, states z WHERE x.shape <= y.shape
	AND y.shape <= z.shape) v;
-- The same from starts and ends, in all kinds that can tell.
SELECT bool_and(instants = s AND local = s) AS same
FROM (SELECT shape, duration_agg(timestamptz '2000-01-01 12:00Z',
	timestamptz '2000-01-01 12:00Z' + d) AS instants,
	duration_agg(timestamp '2000-01-01 12:00', timestamp '2000-01-01 12:00' + d) AS local FROM durations
		GROUP BY 1) v
	JOIN states USING (shape);

-- Moving windows: each row equals a recomputation from nothing, of rows, of states, of the one word.
SELECT shape, bool_and(s = again) AS state, bool_and(r = resolution_time(again)) AS word,
	bool_and(w IS NOT DISTINCT FROM other) AS open
FROM (SELECT shape, i, duration_agg(d) OVER w AS s, resolution_time(d) OVER w AS r,
		duration_agg(timestamp '2000-01-01',
			CASE WHEN i % 3 > 0 THEN timestamp '2000-01-01' + d END) OVER w AS w
	FROM durations WHERE i <= 80 WINDOW w AS (PARTITION BY shape ORDER BY i ROWS BETWEEN 20 PRECEDING
		AND 2 FOLLOWING)) v,
	LATERAL (SELECT duration_agg(d) AS again, duration_agg(d) FILTER (WHERE i % 3 > 0) AS other
		FROM durations x
		WHERE x.shape = v.shape AND x.i <= 80 AND x.i BETWEEN v.i - 20 AND v.i + 2) u
GROUP BY 1 ORDER BY 1;
SELECT shape, bool_and(s IS NOT DISTINCT FROM again) AS empties_itself
FROM (SELECT shape, i, duration_agg(d) OVER (PARTITION BY shape ORDER BY i ROWS BETWEEN 5 PRECEDING
	AND 3 PRECEDING) AS s
	FROM durations WHERE i <= 60) v,
	LATERAL (SELECT duration_agg(d) AS again FROM durations x WHERE x.shape = v.shape
		AND x.i BETWEEN v.i - 5 AND v.i - 3) u
GROUP BY 1 ORDER BY 1;
SELECT bool_and(s = again) AS weeks
FROM (SELECT day, rollup(s) OVER (ORDER BY day ROWS 6 PRECEDING) AS s
	FROM (SELECT i % 60 AS day, duration_agg(d) AS s FROM durations GROUP BY 1) days) v,
	LATERAL (SELECT duration_agg(d) AS again FROM durations WHERE i % 60 BETWEEN day - 6 AND day) u;

-- Grouped by hash, sorted, spilled, in sets and in parallel: one answer.
CREATE TABLE results AS SELECT 'plain' AS mode, i % 500 AS g, duration_agg(d) AS s FROM durations GROUP BY 2;
SET enable_hashagg = off;
INSERT INTO results SELECT 'sorted', i % 500, duration_agg(d) FROM durations GROUP BY 2;
RESET enable_hashagg;
SET work_mem = '64kB'; SET enable_sort = off;
INSERT INTO results SELECT 'spilled', i % 500, duration_agg(d) FROM durations GROUP BY 2;
INSERT INTO results SELECT 'sets', g, s FROM (SELECT i % 500 AS g, shape, duration_agg(d) AS s FROM durations
	GROUP BY GROUPING SETS ((i % 500), (shape))) v WHERE g IS NOT NULL;
RESET work_mem; RESET enable_sort;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2; SET parallel_leader_participation = off;
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP plan := plan || line; END LOOP;
	RETURN substring(plan FROM 'Finalize') || ' of ' || substring(plan FROM 'Partial');
END $$;
SELECT plan_of('SELECT duration_agg(d) FROM durations');
SELECT duration_agg(d) = (SELECT rollup(s) FROM states) AS parallel FROM durations;
INSERT INTO results SELECT 'parallel', i % 500, duration_agg(d) FROM durations GROUP BY 2;
SELECT shape, duration_agg(d) = s AS parallel FROM durations JOIN states USING (shape) GROUP BY shape,
	s ORDER BY 1;
SELECT r.mode, count(*), bool_and(r.s = plain.s) AS same
FROM results r JOIN results plain ON plain.g = r.g AND plain.mode = 'plain' GROUP BY 1 ORDER BY 1;
DROP TABLE durations, states, results;
DROP FUNCTION plan_of;
