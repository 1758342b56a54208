-- Laws that hold for any spells, over random ones: 300 groups of 1 to 200 customers, of many shapes,
-- half of them with whole durations and so many ties, some without censoring.
SELECT setseed(0.41);
CREATE TABLE spells AS
SELECT g, CASE WHEN whole THEN ceil(d) ELSE d END AS d, random() >= censoring AS c,
	CASE WHEN late AND random() < 0.5 THEN floor(d * random() * 1000) / 1000 ELSE 0 END AS e,
	1 + floor(4 * random())::int AS k, exp(2 * random()) AS w
FROM (SELECT g, g % 2 = 0 AS whole, g % 5 = 0 AS late,
	CASE WHEN g % 3 = 0 THEN 0 ELSE random() END AS censoring, exp(3 * random()) AS scale,
	1 + floor(200 * random() ^ 2)::int AS size FROM generate_series(1, 300) g) h,
	LATERAL (SELECT 1 + scale * -ln(1 - random()) AS d FROM generate_series(1, size)) v;
CREATE INDEX ON spells (g);
ANALYZE spells;
CREATE TABLE groups AS SELECT g, survival_agg(d, c) AS s, survival_agg(e, d, c) AS l,
	weighted_survival_agg(d, c, w) AS w, count(*) AS n, bool_and(c) AS all_churned FROM spells GROUP BY g;
SELECT count(*) AS groups, count(*) FILTER (WHERE all_churned) > 90 AS enough FROM groups;

-- Kaplan-Meier, Greenwood and Nelson-Aalen in plain SQL, from the rows, with late entry
CREATE TABLE plain AS
SELECT g, t, n, d, exp(sum(ln(nullif(1 - d::float8 / n, 0))) OVER w) AS s, bool_or(d = n) OVER w AS gone,
	sum(d::float8 / nullif(n::float8 * (n - d), 0)) OVER w AS greenwood, sum(d::float8 / n) OVER w AS hazard,
	sum(d::float8 / n / n) OVER w AS hazard_variance
FROM (SELECT x.g, x.t, count(*) FILTER (WHERE y.e < x.t AND y.d >= x.t) AS n,
	count(*) FILTER (WHERE y.d = x.t AND y.c) AS d FROM (SELECT DISTINCT g, d AS t FROM spells) x
	JOIN spells y USING (g) GROUP BY 1, 2) v
WINDOW w AS (PARTITION BY g ORDER BY t);
SELECT count(*) > 10000 AS enough, count(*) FILTER (WHERE (at_risk = n AND churned
	= d) IS NOT TRUE) AS miscounted,
	count(*) FILTER (WHERE (abs(CASE WHEN gone THEN 0 ELSE s END - survival) <= 1e-12 AND CASE
		WHEN gone THEN std_error IS NULL ELSE abs(s * sqrt(greenwood) - std_error) <= 1e-12 END
		AND abs(hazard - cumulative_hazard) <= 1e-11 AND abs(sqrt(hazard_variance) - hazard_error)
		<= 1e-11) IS NOT TRUE) AS wrong
FROM plain p FULL JOIN (SELECT g, r.* FROM groups, survival_table(l) r) r USING (g, t);
-- accessors say what the table says, between its times too
SELECT count(*) > 10000 AS enough, count(next) > 10000 AS enough_between,
	count(i.low) > 10000 AS enough_bounds, count(*) FILTER (WHERE (survival_at(l, t) = survival
	AND (next IS NULL OR survival_at(l, (t + next) / 2) = survival) AND i.low IS NOT DISTINCT
	FROM v.low AND i.high IS NOT DISTINCT FROM v.high AND cumulative_hazard(l, t)
	= v.cumulative_hazard) IS NOT TRUE) AS broken
FROM (SELECT g, l, r.*, lead(t) OVER (PARTITION BY g ORDER BY t) AS next
	FROM groups, survival_table(l, 0.9, 'log-log') r) v, survival_ci(l, t, 0.9, 'log-log') i;

-- without censoring: the share of the rows that lasted longer
SELECT count(*) > 1000 AS enough, count(*) FILTER (WHERE (abs(survival - (SELECT avg((y.d > t)::int)
	FROM spells y WHERE y.g = v.g)) <= 1e-12) IS NOT TRUE) AS broken
	FROM (SELECT g, r.* FROM groups, survival_table(s) r WHERE all_churned) v;
-- and the restricted mean is the mean of least(d, t)
SELECT count(*) > 3 * 90 AS enough, count(*) FILTER (WHERE (abs(mean - restricted_mean(s, t))
	<= 1e-9) IS NOT TRUE) AS broken FROM groups,
	LATERAL (SELECT avg(least(d, t)) AS mean, t FROM spells, (VALUES (0.5), (3), (1000)) v (t)
	WHERE spells.g = groups.g GROUP BY t) m WHERE all_churned;
-- and the median is between those of percentile_disc and its mirror image
SELECT count(*) > 90 AS enough, count(*) FILTER (WHERE (abs(m - survival_median(s))
	<= 1e-9) IS NOT TRUE) AS broken FROM groups,
	LATERAL (SELECT (percentile_disc(0.5) WITHIN GROUP (ORDER BY d)
	+ -percentile_disc(0.5) WITHIN GROUP (ORDER BY -d)) / 2 AS m FROM spells WHERE spells.g = groups.g) v
	WHERE all_churned;

-- survival falls from 1 to no less than 0; an interval holds it; more confidence is wider; times of quantiles
-- rise
SELECT count(*) > 10000 AS enough, count(*) FILTER (WHERE (survival BETWEEN 0 AND before AND CASE
	WHEN survival > 0 THEN low BETWEEN 0 AND survival AND high BETWEEN survival AND 1 ELSE low IS NULL
	AND high IS NULL END) IS NOT TRUE) AS broken
FROM (SELECT r.*, lag(survival, 1, 1) OVER (PARTITION BY g ORDER BY t) AS before
	FROM groups, survival_table(l) r) v;
-- no bounds where survival is unknown or 0, nor by log-log where it is 1
SELECT count(*) AS compared, count(a.low) > 1000 AS enough,
	count(*) FILTER (WHERE CASE WHEN s > 0 AND (m <> 'log-log' OR s < 1) THEN (a.low >= b.low AND a.high
	<= b.high) IS NOT TRUE ELSE num_nonnulls(a.low, a.high, b.low, b.high) > 0 END) AS broken
FROM (SELECT l, m, t, survival_at(l, t) AS s
	FROM groups, unnest('{log,log-log,plain}'::text[]) m, unnest('{1,5,20}'::float8[]) t) v,
	survival_ci(l, t, 0.8, m) a, survival_ci(l, t, 0.95, m) b;
-- a quantile is NULL just where the curve ends above it
SELECT count(*) AS compared, count(c) > 200 AND count(*) > count(a) + 10 AS enough,
	count(*) FILTER (WHERE (coalesce(a, 'Infinity') <= coalesce(b, 'Infinity') AND coalesce(b, 'Infinity')
	<= coalesce(c, 'Infinity') AND survival_median(l) IS NOT DISTINCT
	FROM b AND (a IS NOT NULL) = (s < 0.8 + 1e-8) AND (b IS NOT NULL) = (s < 0.5 + 1e-8) AND (c IS NOT NULL)
	= (s < 0.1 + 1e-8)) IS NOT TRUE) AS broken
FROM (SELECT l, survival_quantile(l, 0.2) AS a, survival_quantile(l, 0.5) AS b,
	survival_quantile(l, 0.9) AS c, (SELECT min(survival) FROM survival_table(l)) AS s FROM groups) v;
SELECT count(q) > 200 AS enough, count(low) > 100 AND count(high) > 100 AS enough_bounds,
	count(*) FILTER (WHERE (coalesce(low, 0) <= coalesce(q, 'Infinity') AND coalesce(high, 'Infinity')
	>= coalesce(q, 'Infinity')) IS NOT TRUE) AS broken
	FROM (SELECT survival_quantile(l, 0.3) AS q, i.* FROM groups, survival_quantile_ci(l, 0.3) i) v;

-- any split, any order, rows one by one or added up: the same state, to the last bit
SELECT count(*) AS compared, count(*) FILTER (WHERE r IS DISTINCT FROM l) AS broken
	FROM groups, LATERAL (SELECT rollup(p ORDER BY random()) AS r
	FROM (SELECT survival_agg(e, d, c) AS p FROM spells WHERE spells.g = groups.g
	GROUP BY floor(10 * random())) v) w;
SELECT rollup(l) = (SELECT survival_agg(e, d, c) FROM spells) AS whole,
	rollup(s) = (SELECT rollup(t) FROM (SELECT rollup(s ORDER BY random()) AS t FROM groups
	GROUP BY floor(10 * random())) v) AS any_split FROM groups;
SELECT count(*) AS compared, count(*) FILTER (WHERE (a + b = b + a AND a + (b + '()') = a + b AND (a + b) + a
	= a + (b + a) AND (a + b)::text::cx_survival = a + b) IS NOT TRUE) AS broken
	FROM (SELECT s AS a, lead(l, 1, l) OVER (ORDER BY g) AS b FROM groups) v;
-- fractions: to rounding
SELECT count(*) AS compared, count(*) FILTER (WHERE (abs(survival_at(a, t) - survival_at(b, t)) <= 1e-14
	AND abs(survival_at(a, t) - survival_at(r, t)) <= 1e-14
	AND abs((survival_ci(a, t)).low - (survival_ci(r, t)).low) <= 1e-14) IS NOT TRUE) AS broken
FROM (SELECT rollup(w) AS a, (SELECT rollup(t)
	FROM (SELECT rollup(w ORDER BY random()) AS t FROM groups GROUP BY g % 10) v) AS b,
	(SELECT weighted_survival_agg(d, c, w ORDER BY random()) FROM spells) AS r FROM groups) v,
	unnest('{1,5,20}'::float8[]) t;
-- text goes round
SELECT count(*) AS compared, count(*) FILTER (WHERE (s::text::cx_survival = s AND l::text::cx_survival = l
	AND w::text::cx_survival = w) IS NOT TRUE) AS broken FROM groups;
-- weights of k are rows repeated k times, weights of 1 the rows, entry at 0 none
SELECT count(*) AS compared, count(*) FILTER (WHERE (a = b AND one = s AND zero = s) IS NOT TRUE) AS broken
	FROM groups, LATERAL (SELECT weighted_survival_agg(d, c, k) AS a, weighted_survival_agg(d, c, 1) AS one,
	survival_agg(0, d, c) AS zero FROM spells WHERE spells.g = groups.g) x,
	LATERAL (SELECT survival_agg(d, c) AS b FROM spells, generate_series(1, k) WHERE spells.g = groups.g) y;
-- all weights alike change no estimate but the errors
SELECT count(survival_at(a, t)) > 500 AND count(survival_median(a)) > 500 AS enough,
	count(*) FILTER (WHERE ((survival_at(a, t) IS NULL AND survival_at(s, t) IS NULL
	OR abs(survival_at(a, t) - survival_at(s, t)) <= 1e-12) AND survival_median(a) IS NOT DISTINCT
	FROM survival_median(s)) IS NOT TRUE) AS broken
FROM groups, LATERAL (SELECT weighted_survival_agg(d, c, 0.3) AS a FROM spells WHERE spells.g = groups.g) x,
	unnest('{1,5,20}'::float8[]) t;
-- another unit of time changes times only
SELECT count(survival_at(a, 20)) > 200 AND count(survival_median(a)) > 200 AND count(restricted_mean(a, 20))
	> 200 AS enough,
	count(*) FILTER (WHERE survival_at(a, 20) IS DISTINCT
		FROM survival_at(s, 5) OR survival_median(a) IS DISTINCT
		FROM 4 * survival_median(s) OR (restricted_mean(a, 20) IS NULL AND restricted_mean(s, 5) IS NULL
		OR abs(restricted_mean(a, 20) - 4 * restricted_mean(s, 5)) <= 1e-9) IS NOT TRUE) AS broken
FROM groups, LATERAL (SELECT survival_agg(d * 4, c) AS a FROM spells WHERE spells.g = groups.g) x;

-- Many spells, so that they are sorted in on the way: few times and many, mixed and late.
SELECT survival_agg(i % 97, i % 3 = 0) = (SELECT rollup(s)
	FROM (SELECT survival_agg(i % 97, i % 3 = 0) AS s FROM generate_series(1, 300000) i
	GROUP BY i % 1000) v) AS months,
	survival_agg(i / 7.0::float8, i % 3 = 0) = (SELECT rollup(s)
		FROM (SELECT survival_agg(i / 7.0::float8, i % 3 = 0) AS s FROM generate_series(1, 300000) i
		GROUP BY i % 100) v) AS exact,
	survival_agg(CASE WHEN i < 150000 THEN i % 97 ELSE i / 7.0::float8 END, i % 3 = 0) = (SELECT rollup(s)
		FROM (SELECT survival_agg(CASE WHEN i < 150000 THEN i % 97 ELSE i / 7.0::float8 END, i % 3 = 0) AS s
		FROM generate_series(1, 300000) i GROUP BY i % 100) v) AS mixed,
	survival_agg(i % 89, 100 + i % 97, i % 3 = 0) = (SELECT rollup(s)
		FROM (SELECT survival_agg(i % 89, 100 + i % 97, i % 3 = 0) AS s FROM generate_series(1, 300000) i
		GROUP BY i % 1000) v) AS late,
	weighted_survival_agg(i % 97, i % 3 = 0, 1 + i % 4) = (SELECT rollup(s)
		FROM (SELECT weighted_survival_agg(i % 97, i % 3 = 0, 1 + i % 4) AS s
		FROM generate_series(1, 300000) i GROUP BY i % 1000) v) AS weighted,
	sum((i % 97 > 50)::int) = (SELECT at_risk FROM survival_table(survival_agg(i % 97, i % 3 = 0))
		WHERE t = 51) AS counted
FROM generate_series(1, 300000) i;
-- keys that differ in their lowest bytes only
SELECT count(*) = 3000 AS all_there, bool_and(churned = 100) AS right
	FROM (SELECT (survival_table(s)).* FROM (SELECT survival_agg(1 + (i * 7 % 3000)
	* 2.220446049250313e-16::float8, true) AS s FROM generate_series(1, 300000) i) v) w;
-- As a moving window it is computed anew for each row.
SELECT count(*) > 1000 AS enough, count(*) FILTER (WHERE moving IS DISTINCT
	FROM (SELECT survival_agg(x, y) FROM unnest(ds, cs) u (x, y))) AS broken
FROM (SELECT g, d, survival_agg(d, c) OVER w AS moving, array_agg(d) OVER w AS ds, array_agg(c) OVER w AS cs
	FROM (SELECT * FROM spells WHERE g < 20) v
	WINDOW w AS (PARTITION BY g ORDER BY d, c, k, e ROWS 5 PRECEDING)) v;
-- aggregates over the same columns share one pass, and grouping sets do not disturb each other
SELECT sbg_fit(ceil(d), c) = sbg_fit(survival_agg(ceil(d), c)) AS sbg,
	bdw_fit(ceil(d), c) = bdw_fit(survival_agg(ceil(d), c)) AS bdw FROM spells;
SELECT count(*) AS compared, count(*) FILTER (WHERE s IS DISTINCT
	FROM (SELECT survival_agg(d, x.c) FROM spells x
	WHERE (v.g IS NULL OR x.g = v.g) AND (v.c IS NULL OR x.c = v.c))) AS broken
FROM (SELECT g, c, survival_agg(d, c) AS s FROM spells GROUP BY GROUPING SETS ((g), (c), ())) v;
DROP TABLE spells, groups, plain;
