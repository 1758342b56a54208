-- What followed a score: returned, bought again, left.

-- 86 % of the satisfied buy again, 13 % of the others
CREATE TABLE answer (score int, bought boolean);
INSERT INTO answer SELECT 5, i <= 43 FROM generate_series(1, 50) i;
INSERT INTO answer SELECT 2, i <= 4 FROM generate_series(1, 30) i;
INSERT INTO answer VALUES (NULL, true), (NULL, NULL);
SELECT outcome_agg(score, bought, 1, 5) FROM answer;
SELECT score, responses, outcomes, round(rate::numeric, 6) AS rate, round(odds_ratio::numeric, 6)
	AS odds_ratio,
	round((43 * 26 / (7 * 4.0))::numeric, 6) AS by_hand
FROM outcome_by_score((SELECT outcome_agg(score, bought, 1, 5) FROM answer)) ORDER BY score;
-- rate and interval are those of rate_agg(), the odds ratio and Woolf's interval those of its formula
SELECT r.score, r.rate = rate(c) AS rate, r.low = (rate_ci(c)).low AND r.high = (rate_ci(c)).high AS wilson,
	abs(r.odds_low / exp(l - z * e) - 1) < 1e-12 AND abs(r.odds_high / exp(l + z * e) - 1) < 1e-12 AS woolf,
	round(r.odds_low::numeric, 4) AS odds_low, round(r.odds_high::numeric, 4) AS odds_high
FROM outcome_by_score((SELECT outcome_agg(score, bought, 1, 5) FROM answer)) r
JOIN (SELECT score, rate_agg(bought) AS c FROM answer WHERE score IS NOT NULL GROUP BY score) v
	ON r.score = v.score,
	LATERAL (SELECT ln(r.odds_ratio) AS l, sqrt(1 / 43.0 + 1 / 7.0 + 1 / 4.0 + 1 / 26.0) AS e,
		1.959963984540054 AS z) w
ORDER BY r.score;
DROP TABLE answer;

-- Published: Bland and Altman, BMJ 320 (2000), hay fever and eczema: 4.89 (4.00, 5.99); R metafor, dat.bcg
-- trial 1: log -0.9387, variance 0.3571; PostHog's 5 of 10 against 0 of 10, which are 21 with a half added to
-- each cell because one is 0, and would be 11 with one added.
SELECT s, round(odds_ratio::numeric, 2) AS odds_ratio, round(odds_low::numeric, 2) AS low,
	round(odds_high::numeric, 2) AS high, round(ln(odds_ratio)::numeric, 4) AS log,
	round(power(ln(odds_high / odds_low) / 2 / 1.959963984540054, 2)::numeric, 4) AS variance
FROM (VALUES ('(0..1: 928 of 14453, 141 of 561)'::cx_outcomes), ('(0..1: 11 of 139, 4 of 123)'),
	('(0..1: 0 of 10, 5 of 10)')) v (s), outcome_by_score(s) WHERE score = 1;

-- By class of NPS: nine customers lost of 40 detractors, 3 of 60 passives, 2 of 100 promoters.
SELECT band, responses, outcomes, rate, round(odds_ratio::numeric, 6) AS odds_ratio,
	round(CASE band WHEN 'detractors' THEN 9 * 155 / (31 * 5.0) WHEN 'passives' THEN 3 * 129 / (57 * 11.0)
		ELSE 2 * 88 / (98 * 12.0) END, 6) AS by_hand
FROM outcome_by_band('(0..10: 4 of 10, 0 of 0, 0 of 0, 3 of 5, 0 of 0, 2 of 5, 0 of 20, 2 of 30, 1 of 30,
	1 of 50, 1 of 50)') ORDER BY band;
CREATE TABLE bands AS SELECT '(0..10: 9 of 40, 0 of 0, 0 of 0, 0 of 0, 0 of 0, 0 of 0, 0 of 0, 3 of 60,
	0 of 0,
	0 of 0, 2 of 100)'::cx_outcomes AS s;
SELECT against, band, round(odds_ratio::numeric, 6) AS odds_ratio, round(odds_low::numeric, 6) AS low,
	round(odds_high::numeric, 6) AS high
FROM bands, unnest('{others,detractors,passives,Passives}'::text[]) WITH ORDINALITY a (against, n),
	outcome_by_band(s, against => against)
ORDER BY n, band;
-- two classes against each other are the two scores of a scale of two
SELECT band, a.odds_ratio = b.odds_ratio AS ratio, a.odds_low = b.odds_low AS low, a.odds_high = b.odds_high
	AS high
FROM bands, outcome_by_band(s, against => 'detractors') a
JOIN (VALUES ('promoters', '(0..1: 9 of 40, 2 of 100)'::cx_outcomes), ('passives', '(0..1: 9 of 40,
	3 of 60)')) v
	(band, two) USING (band), outcome_by_score(two) b
WHERE b.score = 1 ORDER BY band;
DROP TABLE bands;

-- Other scales: cuts to be given; a class without scores has no answers; 1..10 has the standard cuts.
SELECT band, responses, outcomes, rate, odds_ratio IS NULL AS none
FROM outcome_by_band('(1..5: 4 of 10, 2 of 12, 0 of 0, 1 of 30, 0 of 41)', promoters_from => 4,
	detractors_to => 3)
ORDER BY band;
SELECT band, responses FROM outcome_by_band('(1..10: 0 of 1, 0 of 0, 0 of 0, 0 of 0, 0 of 0, 0 of 2, 0 of 4,
	0 of 8, 0 of 16, 1 of 32)') ORDER BY band;
SELECT test.refusal(format('SELECT outcome_by_band(''(1..5: 0 of 1, 0 of 0, 0 of 0, 0 of 0, 0 of 0)''%s)',
	more))
FROM unnest(ARRAY['', ', promoters_from => 5', ', 0.95, 3, 4', ', 0.95, 6, 4', ', against => NULL',
	', against => ''rest''', ', NULL', ', 95']) WITH ORDINALITY m (more, n) ORDER BY n;
SELECT test.refusal(format('SELECT outcome_by_score(''()'', %s)', level))
FROM unnest('{NULL::float8,0,1,''NaN''}'::text[]) WITH ORDINALITY l (level, n) ORDER BY n;

-- What is undefined is NULL: no answers, one class alone, nobody or everybody with the outcome.
SELECT s, score, rate, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, odds_ratio, odds_low,
	odds_high
FROM unnest('{"(0..1: 0 of 0, 1 of 4)","(0..1: 0 of 3, 0 of 4)","(0..1: 3 of 3, 4 of 4)"}'::cx_outcomes[])
	WITH ORDINALITY v (s, n), outcome_by_score(s) ORDER BY n, score;
-- all of one, none of the other: halves
SELECT score, rate, odds_ratio, round((3.5 / 0.5 / (0.5 / 4.5))::numeric, 10) AS by_hand
FROM outcome_by_score('(0..1: 0 of 4, 3 of 3)') ORDER BY score;
-- as large as counts come
SELECT score, responses, rate, odds_ratio > 0 AS odds FROM outcome_by_score('(0..1: 1 of 4611686018427387903,
	4611686018427387903 of 4611686018427387904)') ORDER BY score;

-- No rows, NULL, the empty state.
SELECT outcome_agg(1, true, 0, 1) FILTER (WHERE false) AS s, outcome_agg(NULL::int, true, 0, 1) AS n,
	outcome_agg(NULL::int, NULL::boolean, 0, 1) AS nn FROM (VALUES (1)) v;
SELECT (SELECT count(*) FROM outcome_by_score(s)) AS scores, (SELECT count(*) FROM outcome_by_band(s))
	AS bands
FROM (VALUES ('()'::cx_outcomes), (NULL)) v (s);
SELECT test.sqlstate('SELECT outcome_by_band(NULL, against => ''x'')');

-- Every type of score.
SELECT outcome_agg(x::smallint, x > 1, 0, 2) AS int2, outcome_agg(x, x > 1, 0, 2) AS int4,
	outcome_agg(x::bigint, x > 1, 0, 2) AS int8
FROM generate_series(0, 2) x;
SELECT outcome_agg(x::numeric, x > 1, 0, 2) AS numeric, outcome_agg(x::real, x > 1, 0, 2) AS float4,
	outcome_agg(x::float8, x > 1, 0, 2.0) AS float8
FROM generate_series(0, 2) x;
SELECT test.refusal('SELECT outcome_agg(1, NULL, 0, 1)');
CREATE DOMAIN yes_no AS boolean;
SELECT outcome_agg(1, 't'::yes_no, 0, 1);
DROP DOMAIN yes_no;
SELECT call, test.refusal('SELECT ' || call) FROM unnest(ARRAY['outcome_agg(1, NULL::boolean, 0, 1)',
	'outcome_agg(2, true, 0, 1)', 'outcome_agg(0.5, true, 0, 1)', 'outcome_agg(''NaN''::float8, true, 0, 1)',
	'outcome_agg(1, true, NULL, 1)', 'outcome_agg(NULL::int, NULL::boolean, 0, NULL)',
	'outcome_agg(1, true, 1, 0)',
	'outcome_agg(1, true, 0, 11)', 'outcome_agg(1.0, true, 0.5, 1)', 'outcome_agg(1, 1, 0, 1)',
	'outcome_agg(1::smallint, ''yes''::text, 0, 1)', 'outcome_agg(1.5, 0, 0, 1)',
	'outcome_agg(1, true, 0, x) FROM generate_series(1, 2) x']) WITH ORDINALITY c (call, n) ORDER BY n;

-- Arithmetic. A difference has counts, but no table.
SELECT '(0..1: 1 of 2, 3 of 4)'::cx_outcomes + '(0..1: 0 of 1, 1 of 1)' AS sum,
	'(0..1: 1 of 2, 3 of 4)'::cx_outcomes - '(0..1: 2 of 3, 1 of 1)' AS difference;
SELECT '(0..1: 1 of 2, 3 of 4)'::cx_outcomes + '()' AS same,
	'(0..1: 1 of 2, 3 of 4)'::cx_outcomes - '(0..1: 1 of 2, 3 of 4)' AS nothing;
SELECT s, test.refusal(format('SELECT outcome_by_score(%L)', s)),
	test.sqlstate(format('SELECT outcome_by_band(%L,
	promoters_from => 1, detractors_to => 0)', s))
FROM unnest('{"(0..1: 0 of 1, -1 of 1)","(0..1: 2 of 1, 0 of 0)","(0..1: 0 of -1, 0 of 1)",
	"(0..1: 0 of 9223372036854775807, 0 of 1)"}'::cx_outcomes[]) WITH ORDINALITY v (s, n) ORDER BY n;
SELECT test.detail('SELECT outcome_by_score(''(5..6: 0 of 1, -1 of 1)'')');
SELECT rollup(s) FROM (VALUES ('(0..1: 1 of 2, 3 of 4)'::cx_outcomes), (NULL), ('(0..1: 1 of 1, 0 of 0)'),
	('()'))
	v (s);
SELECT '(0..1: 1 of 2, 3 of 4)'::cx_outcomes + NULL AS plus, NULL - '(0..1: 1 of 2, 3 of 4)'::cx_outcomes
	AS less;
SELECT test.refusal(q) FROM unnest(ARRAY[
	'SELECT ''(0..1: 1 of 2, 3 of 4)''::cx_outcomes + ''(1..2: 1 of 2, 3 of 4)''',
	'SELECT ''(0..1: 0 of 9223372036854775807, 0 of 0)''::cx_outcomes + ''(0..1: 0 of 1, 0 of 0)''',
	'SELECT ''(0..1: 9223372036854775807 of 0, 0 of 0)''::cx_outcomes + ''(0..1: 1 of 0, 0 of 0)''',
	'SELECT ''(0..1: 0 of -9223372036854775808, 0 of 0)''::cx_outcomes - ''(0..1: 0 of 1, 0 of 0)''',
	'SELECT cx_outcomes_count(''(0..1: 0 of 9223372036854775807, 0 of 0)'', 0, false, 0, 1)',
	'SELECT cx_outcomes_count(''(0..1: 9223372036854775807 of 1, 0 of 0)'', 0, true, 0, 1)',
	'SELECT cx_outcomes_uncount(''(0..1: -9223372036854775808 of 1, 0 of 0)'', 0, true, 0, 1)'])
	WITH ORDINALITY v (q, n) ORDER BY n;

-- Called by hand, a transition changes nothing but its copy; without a state there is none.
SELECT cx_outcomes_count(s, 1, true, 0, 1) AS counted, cx_outcomes_count(s, NULL::int, NULL, 0, 1) AS skipped,
	cx_outcomes_uncount(s, 1, false, 0, 1) AS uncounted, s AS unchanged
FROM (VALUES ('(0..1: 1 of 2, 3 of 4)'::cx_outcomes)) v (s);
SELECT cx_outcomes_count(NULL, 1, true, 0, 1) IS NULL AS counted,
	cx_outcomes_uncount(NULL, 1, true, 0, 1) IS NULL AS uncounted;
