-- Laws of cells and of raking, over random answers: 30 samples of 200 to 600 rows in three margins.
SELECT setseed(0.1205);
CREATE TABLE answers AS
SELECT sample, row_number() OVER () AS i, ARRAY[(random() ^ 2 * 4)::int::text,
	(ARRAY['north', 'south', 'the "west"'])[1 + floor(3 * random())::int], floor(2 * random())::int::text]
		AS cell,
	0.2 + random() AS w
FROM (SELECT sample, floor(200 + 400 * random())::int AS size FROM generate_series(1, 30) sample) v,
	generate_series(1, size);
CREATE TABLE cells AS
SELECT sample, cell, count(*) AS n, sum(w) AS w FROM answers GROUP BY sample, cell;
CREATE TABLE samples AS
SELECT sample, count(*) AS n, cell_agg(cell) AS s, cell_agg(cell, w) AS weighted FROM answers GROUP BY sample;

-- The state is GROUP BY, by way of flat states, expanded ones and a roll-up alike; text reads back.
SELECT count(*) > 30 * 25 AS enough, count(*) FILTER (WHERE g.n IS DISTINCT FROM j.n
	OR abs(j.w / g.w - 1) > 1e-12) AS broken
FROM cells g FULL JOIN (SELECT sample, ARRAY(SELECT json_array_elements_text(c -> 'cell')) AS cell,
		(c ->> 'responses')::bigint AS n, (c ->> 'weight')::float8 AS w
	FROM samples, json_array_elements(weighted::json -> 'cells') c) j USING (sample, cell);
SELECT bool_and(s::text::cx_cells = s AND weighted::text::cx_cells = weighted) AS text FROM samples;
SELECT rollup(s ORDER BY random()) = (SELECT cell_agg(cell) FROM answers) AS rollup,
	(SELECT cell_agg(cell, 1) = cell_agg(cell) FROM answers) AS "weights of 1" FROM samples;
SELECT bool_and(a + b = b + a AND (a + b) + c = a + (b + c) AND a + '()' = a AND '()' + a = a) AS sums
FROM (SELECT s AS a, lead(s) OVER w AS b, lead(s, 2) OVER w AS c FROM samples WINDOW w AS (ORDER BY sample)) v
WHERE c IS NOT NULL;
SELECT bool_and(w = (SELECT cell_agg(cell) FROM answers b WHERE b.i BETWEEN v.i - 9 AND v.i)) AS window
FROM (SELECT i, cell_agg(cell) OVER (ORDER BY i ROWS 9 PRECEDING) AS w FROM answers WHERE i <= 200) v
WHERE i > 9;

-- A population that has more of some cells than the sample, and its margins.
CREATE TABLE margins AS
SELECT sample, m, cell[m] AS name, sum(n * exp(length(cell[2]) * 0.1 * (cell[1]::int - 1))) AS target
FROM cells, generate_series(1, 3) m GROUP BY sample, m, cell[m];
CREATE TABLE wanted AS
SELECT sample, json_agg(t ORDER BY m) AS t
FROM (SELECT sample, m, json_object_agg(name, target) AS t FROM margins GROUP BY sample, m) v GROUP BY sample;
CREATE TABLE raked AS
SELECT sample, s.n, base, r.cell, r.responses, r.factor, r.weight
FROM samples s JOIN wanted USING (sample), LATERAL (VALUES (false, s.s), (true, s.weighted)) v (base, state),
	rake(state, t, 1e-10) r;

-- Each margin is its target, scaled to the answers; all weights sum to these; factors multiply the base
-- weight.
SELECT count(*) > 30 * 2 * 9 AS enough, count(*) FILTER (WHERE abs(r.w / (g.target / p.all * n) - 1) > 1e-10)
	AS broken
FROM (SELECT sample, base, n, m, cell[m] AS name, sum(weight) AS w FROM raked, generate_series(1, 3) m
	GROUP BY sample, base, n, m, cell[m]) r JOIN margins g USING (sample, m, name)
	JOIN (SELECT sample, m, sum(target) AS all FROM margins GROUP BY sample, m) p USING (sample, m);
SELECT count(*) AS samples, count(*) FILTER (WHERE abs(w / n - 1) > 1e-12 OR r <> n) AS sums
FROM (SELECT sum(weight) AS w, sum(responses) AS r, n FROM raked GROUP BY sample, base, n) v;
SELECT count(*) FILTER (WHERE abs(r.weight / (r.factor * CASE WHEN base THEN g.w ELSE g.n END) - 1) > 1e-12)
	AS factors
FROM raked r JOIN cells g USING (sample, cell);
-- What is raked is not changed by raking; targets that the sample has already give weights of 1.
SELECT count(*) > 30 * 25 AS enough, count(*) FILTER (WHERE abs(r.factor - 1) > 1e-9) AS "raked again"
FROM (SELECT a.sample, cell_agg(cell, factor * w) AS s FROM answers a JOIN raked r USING (sample, cell)
	WHERE base GROUP BY a.sample) v JOIN wanted USING (sample), rake(s, t, 1e-10) r;
SELECT count(*) > 30 * 25 AS enough, count(*) FILTER (WHERE abs(r.factor - 1) > 1e-9) AS "sample"
FROM samples JOIN (SELECT sample, json_agg(t ORDER BY m) AS t FROM (SELECT sample, m, json_object_agg(name,
	n) AS t
	FROM (SELECT sample, m, cell[m] AS name, sum(n) AS n FROM cells, generate_series(1, 3) m
		GROUP BY sample, m, cell[m]) u GROUP BY sample, m) w GROUP BY sample) v USING (sample), rake(s, t,
			1e-10) r;

-- Parallel plans give the serial answer.
CREATE TABLE serial AS SELECT cell_agg(cell) AS s, cell_agg(cell, 0.25) AS w FROM answers;
ANALYZE answers, samples;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE answers SET (parallel_workers = 2);
ALTER TABLE samples SET (parallel_workers = 2);
SELECT test.plan('SELECT cell_agg(cell) FROM answers'), cell_agg(cell) = (SELECT s FROM serial) AS state,
	cell_agg(cell, 0.25) = (SELECT w FROM serial) AS weighted FROM answers;
SELECT test.plan('SELECT rollup(s) FROM samples'), rollup(s) = (SELECT s FROM serial) AS rollup FROM samples;
DROP TABLE answers, cells, samples, margins, wanted, raked, serial;
