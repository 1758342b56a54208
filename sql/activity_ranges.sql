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
