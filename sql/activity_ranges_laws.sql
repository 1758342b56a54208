-- active_between and period_count over a range: against plain SQL.
SET datestyle = 'ISO';
-- Against plain SQL: every range of starts over random histories, of every period, longer than a word.
SELECT setseed(0.15);
CREATE TABLE histories AS
SELECT period, k, activity_agg(at, period) AS a, array_agg(DISTINCT period_start(at, period)) AS starts
FROM (SELECT k, date '2020-01-01' + floor(1500 * random() ^ 2)::int AS at FROM generate_series(1, 20) k,
	generate_series(1, 40 * k % 173 + 1)) v,
	unnest(enum_range(NULL::cx_period)) period
GROUP BY 1, 2;
CREATE TABLE bounds AS
SELECT period, day, row_number() OVER (PARTITION BY period ORDER BY random()) AS n
FROM (SELECT DISTINCT period, period_start(d::date, period) AS day
	FROM unnest(enum_range(NULL::cx_period)) period, generate_series(timestamp '2019-01-01', '2025-01-01',
		'1 day') d) v;
SELECT h.period, count(*) >= 100 AS enough, sum(count) > 0 AS some, count(*) FILTER (WHERE (count = plain
	AND active = (plain > 0)) IS NOT TRUE) AS broken
FROM histories h JOIN bounds f ON f.period = h.period AND f.n <= 25
	JOIN bounds t ON t.period = h.period AND t.n <= 25 AND t.day >= f.day,
	LATERAL (SELECT period_count(a, f.day, t.day) AS count, active_between(a, f.day, t.day) AS active,
		(SELECT count(*) FROM unnest(starts) s WHERE s >= f.day AND s < t.day) AS plain) v
GROUP BY 1 ORDER BY 1;
-- every edge of a word
SELECT count(*), count(*) FILTER (WHERE period_count(a, date '2024-01-01' + f,
	date '2024-01-01' + t) <> t - f) AS broken
FROM (SELECT activity_agg(date '2024-01-01' + i, 'day') AS a FROM generate_series(0, 199) i) v,
	generate_series(0, 200) f, generate_series(0, 200) t WHERE f <= t;
-- any range is the sum of its parts, and all of it the plain count
SELECT count(*) AS compared, count(*) FILTER (WHERE (period_count(a, '2015-01-01', b.day) + period_count(a,
	b.day, '2030-01-01')
	= period_count(a)) IS NOT TRUE) AS broken
FROM histories h JOIN bounds b ON b.period = h.period AND b.n <= 5 WHERE h.period NOT IN ('week',
	'week_sunday');
DROP TABLE histories, bounds;
