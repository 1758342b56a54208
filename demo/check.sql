-- Do the demo's figures agree with the ones published with the data (data/README.md)?
-- The last line is "ok" alone, or how many differ; demo/run fails unless it is "ok".
\set ON_ERROR_STOP on
\set QUIET on
\pset footer off

CREATE TEMPORARY TABLE checked AS
WITH state AS (
	SELECT nps_agg(recommend) AS recommend,
	       weighted_score_agg(recommend, weight, 0, 10) AS weighted,
	       csat_agg(csat_overall) AS satisfaction,
	       score_agg(ease_wayfinding, 1, 5) AS wayfinding,
	       score_agg(ease_security, 1, 5) AS security
	FROM survey
)
SELECT figure, published, trim_scale(round(computed::numeric, 6)) AS computed,
       published = round(computed::numeric, 6) AS agrees
FROM state, LATERAL (VALUES
	('recommend: answers',        2650,      responses(recommend)),
	('recommend: promoters',      1268,      promoters(recommend)),
	('recommend: passives',        935,      passives(recommend)),
	('recommend: detractors',      447,      detractors(recommend)),
	('recommend: NPS',              30.981132, nps(recommend)),
	('recommend: weighted NPS',     35.113632, nps(weighted)),
	('satisfaction: answers',     2625,      responses(satisfaction)),
	('satisfaction: 4 or 5, %',     78.438095, csat(satisfaction)),
	('satisfaction: mean',           4.002667, mean_score(satisfaction)),
	('ease of wayfinding: answers', 2603,    responses(wayfinding)),
	('ease of wayfinding: mean',     4.394929, ces(wayfinding)),
	('ease of security: answers', 2364,      responses(security)),
	('ease of security: mean',       4.089679, ces(security))
) AS v(figure, published, computed);

\echo 'Do the figures agree with the published ones?'
TABLE checked;

SELECT CASE WHEN bool_and(agrees IS TRUE) THEN 'ok'
            ELSE format('%s of %s figures differ', count(*) FILTER (WHERE agrees IS NOT TRUE), count(*))
       END AS verdict
FROM checked \gset
\echo :verdict
