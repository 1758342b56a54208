-- Was a customer active from one day to just before another, and in how many periods: active_between,
-- period_count over a range.
SET datestyle = 'ISO';
--        Jan  Feb  Mar  Apr
--         ●         ●    ●
SELECT from_day, to_day, period_count(a, from_day, to_day), active_between(a, from_day, to_day)
FROM (VALUES ('(month 2024-01-01: 1011)'::cx_activity)) v (a), (VALUES (date '2024-01-01', date '2024-05-01'),
	('2024-01-01', '2024-04-01'), ('2024-02-01', '2024-03-01'), ('2024-02-01', '2024-04-01'), ('2024-02-01',
		'2024-02-01'),
	('2023-06-01', '2024-01-01'), ('2024-05-01', '2030-01-01'), ('0001-01-01', '9999-01-01')) r (from_day,
		to_day);
SELECT a, period_count(a, '2024-01-01', '2024-02-01'), active_between(a, '2024-01-01', '2024-02-01')
FROM (VALUES ('()'::cx_activity), (NULL)) v (a);
-- the last day of the calendar and the first
SELECT period_count('(day -4713-11-24: 11)', '4714-11-24 BC', '4714-11-25 BC') AS first,
	period_count('(day 5874897-12-30: 11)', '5874897-12-30', '5874897-12-31') AS last;

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

-- What cannot be.
SELECT q, test.refusal('SELECT ' || q) FROM unnest(ARRAY[
	'active_between(''()'', NULL, ''2024-01-01'')', 'active_between(NULL, ''2024-01-01'', NULL)',
	'period_count(''()'', ''2024-01-02'', ''2024-01-01'')',
		'period_count(NULL, ''2024-01-02'', ''2024-01-01'')',
	'period_count(''()'', ''-infinity'', ''2024-01-01'')',
		'active_between(''()'', ''2024-01-01'', ''infinity'')',
	'active_between(''(month 2024-01-01: 1)'', ''2024-01-15'', ''2024-02-01'')',
	'period_count(''(month 2024-01-01: 1)'', ''2024-01-01'', ''2024-01-31'')',
	'period_count(''(week 2024-01-01: 1)'', ''2023-12-31'', ''2024-01-08'')',
	'period_count(''(week_sunday 2023-12-31: 1)'', ''2024-01-01'', ''2024-01-07'')',
	'period_count(''(quarter 2024-01-01: 1)'', ''2024-02-01'', ''2024-04-01'')',
	'period_count(''(year 2024-01-01: 1)'', ''4714-11-24 BC'', ''2024-01-01'')',
	'period_count(''(year 2024-01-01: 1)'', ''2024-01-01'', ''5874897-12-31'')',
	'period_count(''(rolling 86400000000us 2024-01-01 0us: 1)'', ''2024-01-01'', ''2024-02-01'')',
	'active_between(''(rolling 86400000000us 2024-01-01 0us: )'', ''2024-01-01'', ''2024-02-01'')']) q;
-- the hint names the starts beside the bound
SELECT active_between('(month 2024-01-01: 1)', '2024-01-15', '2024-02-01');
SELECT period_count('(year 2024-01-01: 1)', '4714-11-24 BC', '2024-01-01');
SELECT period_count('(year 2024-01-01: 1)', '2024-01-01', '5874897-12-31');
