-- Survey weights from margins.

-- Kalton's table, as in R's survey: 4 x 3 cells, sample beside population. One margin of all cells is
-- post-stratification, and an answer weighs population / sample.
CREATE TABLE kalton AS
SELECT a, b, sample, population
FROM (VALUES ('a1', '{20,40,40}'::int[], '{80,40,55}'::int[]), ('a2', '{50,140,310}', '{60,150,340}'),
	('a3', '{100,50,50}', '{170,60,200}'), ('a4', '{30,100,70}', '{55,165,125}')) v (a, samples, populations),
	unnest('{b1,b2,b3}'::text[], samples, populations) w (b, sample, population);
CREATE TABLE answer AS SELECT row_number() OVER () AS id, a, b FROM kalton, generate_series(1, sample);
SELECT cell_agg(ARRAY[a, b]) FROM answer;
SELECT r.cell[1] AS cell, r.responses, round((r.factor * 1500 / 1000)::numeric, 2) AS published, r.factor =
	r.weight / r.responses AS per_answer
FROM rake((SELECT cell_agg(ARRAY[b || a]) FROM answer),
	(SELECT json_build_array(json_object_agg(b || a, population)) FROM kalton)) r ORDER BY r.cell;
-- two margins: the sums are the targets, scaled to the answers; weights are products
CREATE TABLE targets AS SELECT json_build_array((SELECT json_object_agg(a, n) FROM
	(SELECT a, sum(population) AS n FROM kalton GROUP BY a) x), (SELECT json_object_agg(b, n) FROM
	(SELECT b, sum(population) AS n FROM kalton GROUP BY b) x)) AS t;
CREATE TABLE raked AS
SELECT cell[1] AS a, cell[2] AS b, responses, factor, weight
FROM targets, rake((SELECT cell_agg(ARRAY[a, b]) FROM answer), t, tolerance => 1e-12);
SELECT a, b, responses, round(factor::numeric, 10) AS factor, round(weight::numeric, 10) AS weight
FROM raked ORDER BY a, b;
SELECT a, round(sum(weight)::numeric, 8) AS weight, (SELECT round(sum(population) / 1.5, 8) FROM kalton k
	WHERE k.a = r.a) AS target FROM raked r GROUP BY a ORDER BY a;
SELECT b, round(sum(weight)::numeric, 8) AS weight, (SELECT round(sum(population) / 1.5, 8) FROM kalton k
	WHERE k.b = r.b) AS target FROM raked r GROUP BY b ORDER BY b;
SELECT bool_and(abs(x.factor * y.factor / (z.factor * w.factor) - 1) < 1e-12) AS products
FROM raked x, raked y, raked z, raked w
WHERE (x.a, x.b) = (z.a, w.b) AND (y.a, y.b) = (w.a, z.b);

-- Base weights: the factor multiplies them. Twice the weights are the same raking; so are weights that are
-- products of factors of the margins.
SELECT count(*), bool_and(abs(r.factor * 7 / k.factor - 1) < 1e-12 AND abs(r.weight / k.weight - 1) < 1e-12)
	AS same
FROM targets, rake((SELECT cell_agg(ARRAY[a, b], 7) FROM answer), t, tolerance => 1e-12) r
	JOIN raked k ON r.cell = ARRAY[k.a, k.b];
SELECT count(*), bool_and(abs(r.weight / k.weight - 1) < 1e-11) AS same,
	bool_and(abs(r.factor * w / k.factor - 1) <
	1e-11) AS factor
FROM targets, rake((SELECT cell_agg(ARRAY[a, b], right(a, 1)::int / right(b, 1)::float8) FROM answer), t,
	tolerance => 1e-13) r JOIN raked k ON r.cell = ARRAY[k.a, k.b],
	LATERAL (SELECT right(k.a, 1)::int / right(k.b, 1)::float8 AS w) w;
-- joined back, the weights go into weighted_score_agg(); their margins are the targets once more
SELECT responses(s), round(score_share(s, 1, 1)::numeric, 6) AS share, round(100 * 430 / 1500.0, 6) AS target
FROM (SELECT weighted_score_agg((a = 'a3')::int, factor, 0, 1) AS s FROM answer JOIN raked USING (a, b)) v;

-- Limits: of weight / responses, in every round; kept, and the margins reached.
SELECT round(min(weight / responses)::numeric, 4) AS least, round(max(weight / responses)::numeric, 4)
	AS most FROM raked;
CREATE TABLE limited AS
SELECT cell[1] AS a, cell[2] AS b, r.responses, r.weight
FROM targets, rake((SELECT cell_agg(ARRAY[a, b]) FROM answer), t, lowest => 0.6, highest => 1.6) r;
SELECT min(weight / responses) AS least, max(weight / responses) AS most, count(*) FILTER (WHERE
	weight / responses IN (0.6, 1.6)) AS cut, round(sum(weight)::numeric, 2) AS all FROM limited;
SELECT max(abs(w / target - 1)) < 1e-6 AS margins
FROM (SELECT sum(weight) AS w, (SELECT sum(population) / 1.5 FROM kalton k WHERE k.a = l.a) AS target
	FROM limited l
	GROUP BY a UNION ALL SELECT sum(weight), (SELECT sum(population) / 1.5 FROM kalton k WHERE k.b = l.b)
	FROM limited l GROUP BY b) v;
DROP TABLE limited;
SELECT test.refusal('SELECT rake((SELECT cell_agg(ARRAY[a, b]) FROM answer), t, highest => 1.2)
	FROM targets');
SELECT test.detail('SELECT rake((SELECT cell_agg(ARRAY[a, b]) FROM answer), t, highest => 1.2) FROM targets');
SELECT test.refusal('SELECT rake((SELECT cell_agg(ARRAY[a, b]) FROM answer), t, 1e-9, 3) FROM targets');
DROP TABLE kalton, answer, targets, raked;

-- What cannot be reached: a is always x, and the targets say otherwise.
SELECT test.refusal(q), test.detail(q) FROM (VALUES ('SELECT rake(''(a x: 60, b y: 40)'',
	''[{"a": 60, "b": 40}, {"x": 70, "y": 30}]'', max_rounds => 50)')) v (q);
-- Names without a target, targets without an answer: named, a few of them.
SELECT test.refusal(q) FROM unnest(ARRAY[
	'SELECT rake(''(a x: 60, b y: 40, c y: 7)'', ''[{"a": 60, "b": 40}, {"x": 70, "y": 30}]'')',
	'SELECT rake(''(a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7)'', ''[{"g": 1}]'')',
	'SELECT rake(''(a x: 60, b y: 40)'', ''[{"a": 60, "b": 40}, {"x": 50, "y": 30, "z": 20}]'')',
	'SELECT rake(''(g: 7)'', ''[{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}]'')']) q;
-- a target of 0 takes its answers out; without any it is nothing to reach
SELECT * FROM rake('(a x: 60, b y: 40, b x: 5)', '[{"a": 30, "b": 70, "c": 0}, {"x": 100, "y": 0}]')
	ORDER BY cell;
SELECT test.refusal(q), test.detail(q) FROM (VALUES
	('SELECT rake(''(a: 1, b: 3)'', ''[{"a": 0, "b": 2}]'', lowest => 0.5, max_rounds => 2)')) v (q);

-- Targets that are none.
SELECT t, test.refusal(format('SELECT rake(''(a: 1, b: 3)'', %L)', t)) FROM unnest(ARRAY[NULL, '1', '{}',
	'[]', '[1]',
	'[[1]]', '{"a": 1}', '[{"a": {}}]', '[{"a": [1]}]', '[{}]', '[{"a": "60", "b": 40}]', '[{"a": true}]',
		'[{"a": null}]',
	'[{"a": -1, "b": 2}]', '[{"a": 1e999, "b": 2}]', '[{"a": 1e308, "b": 1e308}]', '[{"a": 0, "b": 0}]',
		'[{"a": 60, "b": 40, "a": 10}]',
	'[{"a": 60, "\u0061": 40}]', '[{"a": 60, "b": 40}, {"x": 100}]', '[{"a": 60, "b": 40}'])
	WITH ORDINALITY v (t, n) ORDER BY n;
SELECT test.refusal(format('SELECT rake(''(a x: 1, b x: 3)'', ''[{"a": 60, "b": 40}, {"x": %s}]'')', x))
FROM unnest('{98,99.8,100.2,99.95,100.05}'::text[]) WITH ORDINALITY v (x, n) ORDER BY n;
-- margins that differ by rounding are each scaled to the answers
SELECT cell, round(weight::numeric, 10) AS weight
FROM rake('(a x: 1, b x: 3)', '[{"a": 60, "b": 40}, {"x": 99.95}]') ORDER BY cell;
-- names in other letters
SELECT * FROM rake('("18 - 34": 1, "\"": 3)', '[{"18 - 34": 1, "\"": 1}]') ORDER BY cell;
SELECT r, test.refusal(format('SELECT rake(''(a: 1, b: 3)'', ''[{"a": 1, "b": 2}]'', %s)', r))
	FROM unnest(ARRAY[
	'NULL', '0', '1', '''NaN''', 'max_rounds => NULL', 'max_rounds => 0', 'lowest => -1', 'lowest => 1.1',
	'lowest => ''NaN''', 'highest => 0.9', 'highest => ''NaN''', 'highest => ''Infinity''',
	'lowest => 0, highest => NULL'])
	WITH ORDINALITY v (r, n) ORDER BY n;
SELECT test.refusal('SELECT rake(''()'', ''[{}]'')');
-- A target of next to nothing carries weights beyond all numbers: those are no weights, however large the
-- tolerance.
SELECT test.sqlstate($$SELECT rake('(a x: 5, b y: 5)', '[{"a": 1e-310, "b": 1}, {"x": 0.49, "y": 0.51}]',
	0.9)$$);

-- No rows for no rows and NULL; arguments are checked all the same.
SELECT count(*) FROM rake('()', '[{"a": 1}]');
SELECT count(*) FROM rake(NULL, '[{"a": 1}]');
SELECT cell_agg(x) FROM (VALUES (ARRAY['a'])) v (x) WHERE false;
-- in the list of columns, too
SELECT (r).cell, (r).responses, round((r).weight::numeric, 6) AS weight
FROM (SELECT rake('(b x: 6, a y: 4)', '[{"b": 50, "a": 50}, {"x": 50, "y": 50}]') AS r) v;

-- Cells: every element counts, as do its letters; 0 weighs nothing, whatever its cell.
SELECT cell_agg(c) FROM (VALUES (ARRAY['a', 'x']), ('{a,x}'), ('{A,x}'), ('{a,""}'), ('{"a ",x}')) v (c);
SELECT cell_agg(c, w) FROM (VALUES (ARRAY['a'], 0.5), ('{a}', 1.5), ('{b}', 2), ('{NULL}', 0), (NULL, 0),
	('{a,b}', 0))
	v (c, w);
SELECT cell_agg('[5:6]={a,b}'::text[]), cell_agg(ARRAY['a']::varchar[]);
SELECT q, test.refusal('SELECT ' || q) FROM unnest(ARRAY['cell_agg(NULL::text[])',
	'cell_agg(ARRAY[''a'', NULL])',
	'cell_agg(ARRAY[NULL, ''a''], 1)', 'cell_agg(''{}''::text[])', 'cell_agg(''{{a,b},{c,d}}''::text[])',
	'cell_agg(array_fill(''a''::text, ''{33}''))',
	'cell_agg(c) FROM (VALUES (ARRAY[''a'']), (''{a,b}'')) v (c)',
	'cell_agg(ARRAY[''a''], NULL)', 'cell_agg(ARRAY[''a''], -1)', 'cell_agg(ARRAY[''a''], ''NaN'')',
	'cell_agg(ARRAY[''a''], ''Infinity'')', 'cell_agg(ARRAY[''a''], 1e-200)']) WITH ORDINALITY v (q, n)
		ORDER BY n;

-- Arithmetic.
SELECT '(a: 1, b: 2 weighing 2.5)'::cx_cells + '(b: 1, c: 1)' AS sum, '()'::cx_cells + '(b: 1)' AS same,
	'(a: 1)'::cx_cells + NULL AS nothing;
SELECT rollup(s) FROM (VALUES ('(a: 1)'::cx_cells), (NULL), ('()'), ('(a: 1 weighing 0.5, b: 1)')) v (s);
SELECT test.refusal(q) FROM unnest(ARRAY['SELECT ''(a: 1)''::cx_cells + ''(a b: 1)''',
	'SELECT ''(a: 9223372036854775807)''::cx_cells + ''(b: 1)''',
	'SELECT cx_cells_count(''(a: 9223372036854775807)'', ARRAY[''a''])',
	'SELECT ''(a: 1)''::cx_cells - ''(a: 1)''']) q;
SELECT cx_cells_count(s, ARRAY['a']) AS counted, cx_cells_count_weighted(s, ARRAY['b'], 0.5) AS weighted,
	cx_cells_count_weighted(s, ARRAY['b'], 0) AS skipped, s AS unchanged
		FROM (VALUES ('(a: 1)'::cx_cells)) v (s);
SELECT cx_cells_count(NULL, ARRAY['a']) IS NULL AND cx_cells_count_weighted(NULL, ARRAY['a'], 1) IS NULL
	AS no_state;
