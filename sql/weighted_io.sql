-- Text form of cx_weighted_scores: what is read back is the same, what no rows can have made is refused.
SELECT s, s::text::cx_weighted_scores = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(1..3: 0.5 1 2.5 / 4 / 5.25)',
	'(1..2: 1 0 / 1 / 1)',
	'(-1..1: 0 0 1e-100 / 1 / 1e-200)',
	'(0..10: 0 0 0 0 0 0 0 0 0 0 1e+100 / 1 / 1e+200)'
]::cx_weighted_scores[]) AS s;
-- what a sum leaves out is carried along
SELECT s, s::text::cx_weighted_scores = s AS round_trip FROM (SELECT weighted_score_agg(1, 0.1, 1, 2) AS s FROM generate_series(1, 3)) v;
SELECT bool_and(s::text::cx_weighted_scores = s) AS round_trip
FROM (SELECT weighted_score_agg(i % 11, exp((i * 37 % 101) - 50), 0, 10) AS s FROM generate_series(1, 5000) i GROUP BY i % 50) v;
-- blanks are free; the settings for floats are not looked at
SET extra_float_digits = -15;
SELECT E' ( 1 .. 2 : 0.5e1\t2.500/3 /20 ) '::cx_weighted_scores, weighted_score_agg(1, 1 / 3.0::float8, 1, 2) FROM generate_series(1, 1);
RESET extra_float_digits;

CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, nullif(detail, ''));
END $$;
SELECT quote_literal(input) AS input, pg_temp.refusal(format('SELECT %L::cx_weighted_scores', input))
FROM unnest(ARRAY[
	'', '(', '() ()', '(1..2: 1 2)', '(1..2: 1 2 / 2)', '(1..2: 1 2 / 2 / 5', '(1..2: 1 2 / 2 / 5) x', '(1..2: 1 / 2 / 5)',
	'(1..2: 1 2 3 / 3 / 5)', '(1..2: 1 2 / 2.5 / 5)', '(1..2: nan 2 / 2 / 5)', '(1..2: 1 inf / 2 / 5)', '(1..2: 1 1e999 / 2 / 5)',
	'(1..2: 0x1 2 / 2 / 5)', '(1..2: +1 2 / 2 / 5)', '(1..2: .5 2 / 2 / 5)', '(1..2: 1 2~ / 2 / 5)', '(1..2: 1 2~nan / 2 / 5)',
	'(0..11: 1 1 1 1 1 1 1 1 1 1 1 1 / 12 / 12)', '(2..1: 1 1 / 2 / 2)', '(3..3: / 0 / 0)', '(0..0: / 1 / 0)', '(0..0: 1 / 1 / 1)',
	'(1..2: -1 2 / 2 / 5)', '(1..2: -0 2 / 2 / 4)', '(1..2: 1 2~1 / 2 / 5)', '(1..2: 1 0~1e-20 / 2 / 5)', '(1..2: 1 2~-0 / 2 / 5)',
	'(1..2: 1e-101 0 / 1 / 1e-202)', '(1..2: 1e101 0 / 1 / 1e202)', '(1..2: 0 0 / 0 / 0)', '(1..2: 0 0 / 1 / 1)', '(1..2: 1 2 / 1 / 5)',
	'(1..2: 1 2 / 0 / 5)', '(1..2: 1 2 / -2 / 5)', '(1..2: 1 2 / 2 / 0)', '(1..2: 1 2 / 2 / -5)', '(1..2: 1 2 / 2 / 4)', '(1..2: 1 2 / 2 / 10)', '(1..2: 1 1e-400 / 2 / 1)', '(1..2: --1 2 / 2 / 5)', '(1..2: 1 2~1e-310 / 2 / 5)', '(1..2: 1 2~-1e-17-1 / 2 / 5)'
]) AS input;

SELECT a = b AS eq, a <> b AS ne, cx_weighted_scores_hash(a) = cx_weighted_scores_hash(b) AS hash,
	cx_weighted_scores_hash_extended(a, 7) = cx_weighted_scores_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(1..2: 1 2 / 2 / 5)'::cx_weighted_scores, '(1..2: 1 2 / 2 / 5)'::cx_weighted_scores),
	('(1..2: 1 2 / 2 / 5)', '(1..2: 1 2 / 3 / 5)'), ('(1..2: 1 2 / 2 / 5)', '(2..3: 1 2 / 2 / 5)'), ('(1..2: 1 2 / 2 / 5)', '(1..2: 1 2 / 2 / 5.1)'), ('(1..2: 1 2 / 3 / 5)', '(1..2: 1 2 / 3 / 5~1e-17)'), ('()', '()'), ('()', '(1..2: 1 2 / 2 / 5)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(1..2: 1 2 / 2 / 5)'::cx_weighted_scores), ('(1..2: 1 2 / 2 / 5)'), ('()')) AS v (s) GROUP BY s ORDER BY s::text;
SELECT '()'::cx_weighted_scores::json, '(1..3: 0.5 1 2.5 / 4 / 5.25)'::cx_weighted_scores::json;
SELECT '()'::cx_weighted_scores::jsonb, '(1..3: 0.5 1 2.5 / 4 / 5.25)'::cx_weighted_scores::jsonb;
SELECT pg_temp.refusal($$SELECT '()'::cx_weighted_scores - '()'$$) AS minus, pg_temp.refusal($$SELECT '()'::cx_weighted_scores::cx_scores$$) AS cast;
