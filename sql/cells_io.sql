-- Text form of cx_cells: what is read back is the same, what is malformed is refused. Cells come in any
-- order.
SELECT s, s::text::cx_cells = s AS round_trip
FROM unnest(ARRAY['()', '(a x: 20, a y: 30 weighing 28.5, b x: 9223372036854775000)', '(one: 1)',
	'("": 1, "\"o\\ ,:": 2 weighing 1e-100,
		"18 - 34": 3 weighing 0.30000000000000004~-2.7755575615628914e-17)']
	::cx_cells[]) AS s;
SELECT '(b x: 1, a y: 2, a x: 3)'::cx_cells, '(b x: 1, a y: 2, a x: 3)'::cx_cells = '(a x: 3, a y: 2,
	b x: 1)' AS eq;
SELECT E'  ( \t) '::cx_cells, E'\n( a"x" :1,"b"  y:2weighing  2 ) '::cx_cells;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_cells', input))
FROM unnest(ARRAY['', '(', ')', '()x', '(a)', '(a:)', '(: 1)', '(a: 1', '(a: 1) b', '(a: 1,)', '(a: 1 b: 2)',
	'(a x: 1, b: 2)', '(a: 1, a: 2)', '(a: 1, "a": 2)', '(a: 0)', '(a: -1)', '(a: 1.5)',
		'(a b: 9223372036854775808)',
	'(a: 9223372036854775807, b: 1)', '(a: 1 weighing 0)', '(a: 1 weighing -1)', '(a: 1 weighing NaN)',
	'(a: 1 weighing Infinity)', '(a: 1 weighing 1e101)', '(a: 1 weighing 1e-101)', '(a: 1 weighing)',
	'(a: 1 weighing 1~1)', '("a: 1)', '("\a": 1)', '(a, b: 1)', '(a/b: 1)',
		'NULL']) WITH ORDINALITY v (input, n)
ORDER BY n;
SELECT test.detail(format('SELECT ''(%s: 1)''::cx_cells', repeat('a ', 33)));
SELECT (repeat('a ', 32)) <> '' AND format('(%s: 1)', repeat('a ', 32))::cx_cells IS NOT NULL
	AS "32 elements";
SELECT '(a: 1'::cx_cells;

-- Binary form: version 1, elements, the names of each, cells of numbers of names, answers and sums of
-- weights.
SELECT encode(cx_cells_send('(a x: 2, b x: 1 weighing 0.5)'), 'hex') AS some;
SELECT encode(cx_cells_send('()'), 'hex') AS empty;

-- Equality, hashing, order.
SELECT a = b AS eq, a <> b AS ne, cx_cells_hash(a) = cx_cells_hash(b) AS hash,
	cx_cells_hash_extended(a, 7) = cx_cells_hash_extended(b, 7) AS hash_extended,
	sign(cx_cells_cmp(a, b)) = -sign(cx_cells_cmp(b, a)) AS one_way
FROM (VALUES ('(a x: 1, b x: 2)'::cx_cells, '(b x: 2, a x: 1 weighing 1)'::cx_cells), ('(a x: 1)',
	'(a x: 2)'),
	('(a x: 1)', '(ax: 1)'), ('(a x: 1)', '(x a: 1)'), ('(a: 1)', '(a: 1 weighing 2)'), ('()', '()'), ('()',
		'(a: 1)'))
	AS v (a, b);
CREATE TABLE cells_io (k int, s cx_cells, a cx_cells[], PRIMARY KEY (k, s)) PARTITION BY HASH (s);
CREATE TABLE cells_io_0 PARTITION OF cells_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE cells_io_1 PARTITION OF cells_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO cells_io SELECT i, s, ARRAY[s, '()', NULL]
FROM generate_series(1, 20) i,
	LATERAL (SELECT cell_agg(ARRAY[j % 2, j % 3]::text[], j % 5 / 4.0) AS s FROM generate_series(1, i) j) v;
SELECT k, s, a FROM cells_io WHERE s = '(0 1: 1, 0 2: 1 weighing 0.5, 1 0: 1 weighing 0.75,
	1 1: 1 weighing 0.25)';
SELECT count(*), count(DISTINCT s) FROM cells_io;
DROP TABLE cells_io;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_cells::json, '(a "\"": 2, b x: 1 weighing 0.5)'::cx_cells::json;
SELECT '(a x: 2, b x: 1 weighing 0.5)'::cx_cells::jsonb;
SELECT '()'::cx_cells::bytea;
