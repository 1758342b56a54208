-- Text form of cx_survival: what is read back is the same, what is malformed is refused.
SELECT s, s::text::cx_survival = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(9 13 13+ 18 23 28+ 31 34 45+ 48 161+)',
	'(5*2 8*2 12 16+ 23 27 30 33 43 45)',
	'(0 0+*3)',
	'(1.9^ 2 3 4 5 10)',
	'(1^ 2+ 2^*2 3*2)',
	'(0.1*0.30000000000000004~-2.7755575615628914e-17 1e+100+*1e+120)',
	'(1e-100*1e-100)',
	'(5*9007199254740993)'
]::cx_survival[]) AS s;
-- Blanks are free; the output has one form.
SELECT E' ( \t) '::cx_survival, E'\n( 9 13  13+ 5e1 + *2 1E2* 3.0 )'::cx_survival, '(-0+ 1*1)'::cx_survival;

-- Every one of these is refused.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, nullif(detail, ''));
END $$;
SELECT quote_literal(input) AS input, pg_temp.refusal(format('SELECT %L::cx_survival', input))
FROM unnest(ARRAY[
	'', ' ', '(', ')', '()x', '(())', 'NULL', '{}', '5', '(5', '(x)', '(5,6)', '(5 6) 7', '(5++)', '(5+^)',
		'(+)', '(+5)', '(5*)', '(5*x)',
	'(5*2*3)', '(5~1)', '(5*1~)', '(0x5)', '(5*0x2)', '(inf)', '(nan)', '(1e101)', '(1e-101)', '(1e999)',
		'(-1)', '(5*0)', '(5*-1)', '(5*1e121)', '(5*1e-101)',
	'(5*1~1)', '(5*1~0.5)', '(5*1~1e-320)',
	'(5 5)', '(5+ 5)', '(6 5)', '(5^ 5 6)', '(5 5^)', '(5^ 5 5+)', '(5^)', '(0^ 5)', '(1^ 1)', '(1^ 2^ 3)',
		'(1^*2 2)', '(1 2^*2 3)', '(3^ 5 6^ 7)',
	'(٥)'
]) AS input;
SELECT '(5 5)'::cx_survival;
SELECT '(5'::cx_survival;

-- Binary input by way of its bytes: the same check, and the version byte, the flag and the length.
CREATE FUNCTION pg_temp.bytes(s cx_survival) RETURNS text LANGUAGE sql AS $$SELECT
	encode(cx_survival_send(s), 'hex')$$;
SELECT s, pg_temp.bytes(s) FROM unnest('{(),(5),(5+*2)}'::cx_survival[]) s;

-- Equality, hashing, grouping.
SELECT a, b, a = b AS eq, a <> b AS ne, cx_survival_hash(a) = cx_survival_hash(b) AS hash,
	cx_survival_hash_extended(a, 7) = cx_survival_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(5 6+)'::cx_survival, '(5 6+)'::cx_survival), ('(5 6+)', '(5 6)'), ('(5*2)', '(5)'),
	('(5)', '(6)'), ('()', '()'), ('()', '(5)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(5 6+)'::cx_survival), ('(5 6+*1)'), ('()')) AS v (s) GROUP BY s
	ORDER BY s::text;
SELECT count(*), count(s) FROM (SELECT DISTINCT s
	FROM (VALUES ('()'::cx_survival), ('()'), (NULL)) AS v (s)) AS d;
SELECT cx_survival_hash_extended('()', 1) <> cx_survival_hash_extended('()', 2) AS seeded;
SELECT pg_temp.refusal($$SELECT '()'::cx_survival < '()'::cx_survival$$);

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_survival::json, '(1^ 2+ 2^*2 3*2)'::cx_survival::json;
SELECT '(1^ 2+ 2^*2 3*2.5)'::cx_survival::jsonb;
SELECT '()'::cx_survival::bytea;

-- In tables, toasted, in arrays and partitions; a stored state is not changed by what is computed from it.
CREATE TABLE survival_io (k int, s cx_survival, a cx_survival[]) PARTITION BY HASH (s);
CREATE TABLE survival_io_0 PARTITION OF survival_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE survival_io_1 PARTITION OF survival_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO survival_io SELECT i, s, ARRAY[s, '()', NULL]
FROM unnest('{1,2,3,5000}'::int[]) i, LATERAL (SELECT survival_agg(j / 7.0, j % 3 > 0) AS s
	FROM generate_series(1, i) j) v;
SELECT k, s, a FROM survival_io WHERE s = '(0.14285714285714285 0.2857142857142857)';
SELECT k, pg_column_size(s) < 5000 * 16 AS compressed,
	s = (SELECT survival_agg(j / 7.0, j % 3 > 0) FROM generate_series(1, 5000) j) AS same,
	s = s::text::cx_survival AS text FROM survival_io WHERE k = 5000;
SELECT survival_median(s) = survival_median(rollup(s + '()')) AS same FROM survival_io WHERE k = 5000
	GROUP BY s;
DROP TABLE survival_io;

-- The models: the same rules.
SELECT m, m::text::cx_sbg = m AS round_trip FROM unnest(ARRAY['(not_identified: 3)',
	'(converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000)', '(boundary: 1e+10 1e+10 / 0 0 0 / -5 / 2.5)',
	'(not_converged: 1 1 / 0 0 0 / 0 / 1)']::cx_sbg[]) m;
SELECT m, m::text::cx_bdw = m AS round_trip FROM unnest(ARRAY['(not_identified: 3)',
	'(converged: 0.7 1.2 1.5 / 0.01 0 0.02 0 0 0.03 / -1680.3 / 1000)']::cx_bdw[]) m;
SELECT quote_literal(input) AS input, pg_temp.refusal(format('SELECT %L::cx_sbg', input))
FROM unnest(ARRAY['', '()', '(converged)', '(converged: 1 1)', '(lost: 1 1 / 0 0 0 / -1 / 1)',
	'(not_identified: 1 1 / 0 0 0 / -1 / 1)', '(not_identified:)', '(not_identified: 0)',
	'(not_identified: -1)', '(not_identified: 1) x',
	'(converged: 1 1 1 / 0 0 0 / -1 / 1)', '(converged: 0 1 / 0 0 0 / -1 / 1)',
		'(converged: -1 1 / 0 0 0 / -1 / 1)', '(converged: 1e101 1 / 0 0 0 / -1 / 1)',
		'(converged: nan 1 / 0 0 0 / -1 / 1)',
	'(converged: 1 1 / 1 2 1 / -1 / 1)', '(converged: 1 1 / -1 0 1 / -1 / 1)',
		'(converged: 1 1 / 0 0 0 / 1 / 1)', '(converged: 1 1 / 0 0 0 / -1 / 0)',
		'(converged: 1 1 / 0 0 0 / -1 / 1e128)']) AS input;
SELECT pg_temp.refusal($$SELECT '(converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000)'::cx_bdw$$);
SELECT m::json, m::jsonb FROM unnest(ARRAY['(not_identified: 3)',
	'(converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000)']::cx_sbg[]) m;
SELECT m::json FROM unnest(ARRAY['(not_identified: 3)',
	'(converged: 0.7 1.2 1.5 / 0.01 0 0.02 0 0 0.03 / -1680.3 / 1000)']::cx_bdw[]) m;
SELECT a = b AS eq, a <> b AS ne, cx_sbg_hash(a) = cx_sbg_hash(b) AS hash,
	cx_sbg_hash_extended(a, 7) = cx_sbg_hash_extended(b, 7) AS hash_extended
	FROM (VALUES ('(not_identified: 3)'::cx_sbg, '(not_identified: 3)'::cx_sbg),
	('(not_identified: 3)', '(not_identified: 4)')) v (a, b);
SELECT a = b AS eq, a <> b AS ne, cx_bdw_hash(a) = cx_bdw_hash(b) AS hash,
	cx_bdw_hash_extended(a, 7) = cx_bdw_hash_extended(b, 7) AS hash_extended
	FROM (VALUES ('(not_identified: 3)'::cx_bdw, '(not_identified: 3)'::cx_bdw),
	('(not_identified: 3)', '(not_identified: 4)')) v (a, b);
