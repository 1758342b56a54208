-- Real answers: the SFO airport passenger survey of May 2018, with the check values of its publication
-- and every figure once more in plain SQL.
\getenv top PG_ABS_SRCDIR
\set copy '\\copy sfo FROM ' :top '/demo/data/sfo_survey_2018.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE sfo (respondent int PRIMARY KEY, interview_date date, boarding_area text, recommend smallint,
	csat_overall smallint, ease_wayfinding smallint, ease_security smallint, weight numeric, art smallint,
	food smallint, stores smallint, signs smallint, walkways smallint, screens smallint, wifi smallint,
	boarding_cleanliness smallint, restroom_cleanliness smallint, safety smallint);
:copy
SELECT count(*) FROM sfo;
SELECT round(nps(recommend)::numeric, 6) AS nps, 30.981132 AS published, responses(nps_agg(recommend)),
	promoters(nps_agg(recommend)), passives(nps_agg(recommend)), detractors(nps_agg(recommend)) FROM sfo;
SELECT round(csat(csat_overall)::numeric, 6) AS csat, 78.438095 AS published,
	responses(csat_agg(csat_overall)), round(mean_score(csat_agg(csat_overall))::numeric, 6) AS mean,
	4.002667 AS published FROM sfo;
SELECT round(ces(ease_security, 1, 5)::numeric, 6) AS ease_security, 4.089679 AS published,
	round(ces(ease_wayfinding, 1, 5)::numeric, 6) AS ease_wayfinding, 4.394929 AS published FROM sfo;
SELECT round(nps(weighted_score_agg(recommend, weight, 0, 10))::numeric, 6) AS weighted,
	35.113632 AS published FROM sfo;
-- plain SQL
SELECT abs(nps(recommend) - 100.0 * (count(*) FILTER (WHERE recommend >= 9)
		- count(*) FILTER (WHERE recommend <= 6)) / count(recommend)) < 1e-9 AS nps,
	abs(csat(csat_overall) - 100.0 * count(*) FILTER (WHERE csat_overall >= 4)
		/ count(csat_overall)) < 1e-9 AS csat,
	abs(ces(ease_security, 1, 5) - avg(ease_security)) < 1e-9 AS ces,
	abs(nps(weighted_score_agg(recommend, weight, 0, 10)) - 100 * sum(CASE WHEN recommend >= 9 THEN weight
		WHEN recommend <= 6 THEN -weight
		ELSE 0 END) / sum(weight) FILTER (WHERE recommend IS NOT NULL)) < 1e-9 AS weighted,
	abs(effective_responses(weighted_score_agg(recommend, weight, 0, 10))
		- sum(weight) FILTER (WHERE recommend IS NOT NULL) ^ 2
		/ sum(weight ^ 2) FILTER (WHERE recommend IS NOT NULL)) < 1e-6 AS kish
FROM sfo;
-- the standard error of the publication, 1.442203, from the plain variance; the adjusted one is as close as 3
-- in 2650
SELECT round((100 * sqrt((p + d - (p - d) ^ 2) / 2650))::numeric, 6) AS published,
	abs((ci.high - ci.low) / (2 * 1.959963984540054) - 1.442203) < 0.002 AS close
FROM (SELECT 1268 / 2650.0 AS p, 447 / 2650.0 AS d) v, (SELECT (nps_ci(nps_agg(recommend))).* FROM sfo) ci;
-- by boarding area, with interval
SELECT boarding_area AS area, responses(s) AS n, round(nps(s)::numeric, 1) AS nps,
	round((nps_ci(s)).low::numeric, 1) AS low, round((nps_ci(s)).high::numeric, 1) AS high
FROM (SELECT boarding_area, nps_agg(recommend) AS s FROM sfo GROUP BY 1) v ORDER BY 1;
-- two areas compared
SELECT round(change::numeric, 4) AS change, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high,
	round(z::numeric, 4) AS z, round(p_value::numeric, 4) AS p_value
FROM nps_change((SELECT nps_agg(recommend) FROM sfo WHERE boarding_area = 'F'),
	(SELECT nps_agg(recommend) FROM sfo WHERE boarding_area = 'A'));
-- days rolled up are the month
SELECT rollup(day) = (SELECT nps_agg(recommend) FROM sfo) AS month
FROM (SELECT nps_agg(recommend) AS day FROM sfo GROUP BY interview_date) v;
DROP TABLE sfo;
