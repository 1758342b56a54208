-- Net Promoter Score. Published cases carry their source; the rest is small enough to count by hand.
SELECT round(nps(score)::numeric, 3) AS nps, 33.333 AS "R NPS tests"
FROM unnest('{0, 7, 7, 9, 9, 9}'::int[]) score;
SELECT nps(score), 25 AS "Formbricks tests" FROM unnest('{10, 7, 3, 9}'::int[]) score;
SELECT nps(score), 40 AS "jjscheng/nps-calculator tests"
FROM unnest('{1, 2, 7, 8, 7, 8, 7, 8, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}'::int[]) score;
SELECT nps('(0..10: 10 0 0 0 0 0 0 30 0 0 60)'::cx_scores), 50 AS "phpOMS NetPromoterScore test";
SELECT nps(score), 40 AS "1-10, survey platform help" FROM unnest('{3, 8, 9, 10, 9}'::int[]) score;
-- one answer of each class
SELECT score, nps(score) FROM generate_series(0, 10) score GROUP BY score ORDER BY score;
-- "European" cuts 0-5, 6-7, 8-10, 360/270/370 of 1000: the article prints +10, which subtracts the passives
SELECT nps('(0..10: 0 0 0 0 0 360 0 270 370 0 0)'::cx_scores, promoters_from => 8, detractors_to => 5),
	1 AS correct;

-- Every column type without a cast, and answers that did not come.
CREATE TABLE answers (i2 smallint, i4 integer, i8 bigint, num numeric, f4 real, f8 double precision);
INSERT INTO answers SELECT s, s, s, s, s, s FROM unnest('{10, NULL, 9, 8, 6, 0, NULL}'::int[]) s;
SELECT nps(i2) AS i2, nps(i4) AS i4, nps(i8) AS i8, nps(num) AS num, nps(f4) AS f4, nps(f8) AS f8
FROM answers;
SELECT nps(i2, 0, 10) AS i2, nps(i4, 0, 10) AS i4, nps(i8, 0, 10) AS i8, nps(num, 0, 10) AS num,
	nps(f4, 0, 10) AS f4, nps(f8, 0, 10) AS f8 FROM answers;
SELECT nps_agg(i2) AS i2, nps_agg(num) AS num, score_agg(i8, 0, 10) AS i8, score_agg(f4, 1, 10) AS f4
FROM answers WHERE i2 <> 0;
SELECT nps(num) AS "9.0 is a 9" FROM (VALUES (9.0)) v (num);

-- No rows, only NULLs: the figure is NULL, the counts are 0.
SELECT nps(i2), nps(i2, 0, 10), nps_agg(i2), promoters(nps_agg(i2)), passives(nps_agg(i2)),
	detractors(nps_agg(i2)), responses(nps_agg(i2))
FROM answers WHERE false;
SELECT nps(i2), nps(i2, 0, 10), nps_agg(i2), promoters(nps_agg(i2)), passives(nps_agg(i2)),
	detractors(nps_agg(i2)), responses(nps_agg(i2))
FROM answers WHERE i2 IS NULL;
SELECT nps(NULL::cx_scores), promoters(NULL::cx_scores), nps_ci(NULL::cx_scores), responses(NULL::cx_scores);

-- The three classes partition the answers, for any cuts.
SELECT promoters(s) AS promoters, passives(s) AS passives, detractors(s) AS detractors,
	promoters(s) + passives(s) + detractors(s) = responses(s) AS partition
FROM (SELECT nps_agg(score) AS s FROM generate_series(0, 10) score) v;
SELECT p, d, promoters(s, p, d), passives(s, p, d), detractors(s, p, d),
	round(nps(s, p, d)::numeric, 4) AS nps
FROM (SELECT nps_agg(score) AS s FROM generate_series(0, 10) score) v,
	(VALUES (10, 9), (10, 0), (1, 0), (8, 5), (NULL, 8), (7, NULL)) AS cuts (p, d);

-- A scale without standard cuts asks for them; 0..10 and 1..10 have them.
SELECT nps(score, 1, 10) FROM generate_series(1, 10) score;
SELECT nps(score, 1, 5) FROM generate_series(1, 5) score;
SELECT nps(score_agg(score, 1, 5), promoters_from => 5) FROM generate_series(1, 5) score;
SELECT nps(score_agg(score, 1, 5), promoters_from => 5, detractors_to => 3) FROM generate_series(1, 5) score;
SELECT nps(score_agg(score, 1, 3), 3, 1), 0 AS "3-point matrix: 1/2/3" FROM generate_series(1, 3) score;
SELECT nps(score_agg(score, 1, 7), 6, 3) FROM unnest('{1, 4, 5, 6, 7}'::int[]) score;
SELECT promoters(score_agg(score, 1, 5)) FROM generate_series(1, 5) score;
SELECT nps(score, 0, 9) FROM generate_series(0, 9) score;
-- even when nobody answered, overlapping cuts are a mistake
SELECT nps('()'::cx_scores, 5, 5);
SELECT nps(nps_agg(score), 6, 9) FROM generate_series(0, 10) score;
SELECT nps(nps_agg(score), promoters_from => 6) FROM generate_series(0, 10) score;
SELECT nps(nps_agg(score), 11, 6) FROM generate_series(0, 10) score;
SELECT nps(nps_agg(score), 9, -1) FROM generate_series(0, 10) score;

-- nps_category
SELECT score, nps_category(score), nps_category(score::smallint) = nps_category(score) AS i2,
	nps_category(score::numeric) = nps_category(score) AS num
FROM generate_series(0, 10) score;
SELECT nps_category(NULL::int) IS NULL AS "null";
SELECT nps_category(11);
SELECT nps_category(-1::smallint);
SELECT nps_category(8.5);
DROP TABLE answers;
