-- lifecycle_agg with a grace: a customer counts as active for so many inactive periods after the last active
-- one. A grace of n - 1 days gives the customers active in trailing n days.
SET datestyle = 'ISO';
-- looker-spoke-default #345: ended 06-29, back 07-02. Within a grace of 3 days neither churned nor
-- reactivated.
SELECT grace, lifecycle_agg(a, grace) FROM (VALUES ('(day 2026-06-29: 1001)'::cx_activity)) v (a),
	generate_series(0, 4) grace
GROUP BY grace ORDER BY grace;
SELECT * FROM lifecycle_table((SELECT lifecycle_agg('(day 2026-06-29: 1001)'::cx_activity, 3)), '2026-07-08');
-- Rows end at as_of, or with the data, not with the grace; the first periods cannot be known.
SELECT as_of, array_agg(to_char(period, 'MM-DD') || CASE WHEN complete THEN '' ELSE '*' END || ' ' || active
	ORDER BY period) AS active
FROM unnest('{-infinity, 2026-03-02, 2026-03-04, 2026-03-05, 2026-03-09, infinity}'::date[]) as_of,
	lifecycle_table('(day grace 2: 2026-03-01 1 0 0, 2026-03-02 1 0 0, 2026-03-05 0 0 1, 2026-03-07 0 0 1)',
		as_of)
GROUP BY as_of ORDER BY as_of;
-- a customer who stays beyond a word, at every length of a run and of a gap
SELECT count(*), count(*) FILTER (WHERE lifecycle_agg <> expected) AS broken
FROM (SELECT run, gap, grace, lifecycle_agg(('(day 2020-01-01: ' || repeat('1', run) || repeat('0',
	gap) || '1)')::cx_activity, grace),
		('(day ' || CASE WHEN grace > 0 THEN 'grace ' || grace ELSE '' END || ': 2020-01-01 1 0 0'
		|| CASE WHEN gap <= grace THEN ''
			ELSE format(', %s 0 0 1, %s 0 1 0', date '2020-01-01' + run + grace,
				date '2020-01-01' + run + gap) END
		|| format(', %s 0 0 1)', date '2020-01-01' + run + gap + 1 + grace))::cx_lifecycle AS expected
	FROM generate_series(1, 130) run, generate_series(1, 70, 3) gap,
		unnest('{0, 1, 6, 29, 63, 64, 65}'::int[]) grace
	GROUP BY 1, 2, 3) v;

-- Forms.
SELECT s, cx_lifecycle_send(s), s::json FROM unnest(ARRAY['(day grace 29: 2026-01-01 1 0 0)',
	'(day: 2026-01-01 1 0 0)', '()',
	'(month grace 65535: 2026-01-01 1 0 0)', '( week  grace  1 : 2026-01-05 1 0 0)']::cx_lifecycle[]) s;
SELECT '(day grace 2: 2026-01-01 1 0 0)'::cx_lifecycle = '(day grace 2: 2026-01-01 1 0 0)' AS same,
	'(day grace 2: 2026-01-01 1 0 0)'::cx_lifecycle = '(day grace 3: 2026-01-01 1 0 0)' AS other,
	'(day grace 2: 2026-01-01 1 0 0)'::cx_lifecycle - '(day grace 2: 2026-01-01 1 0 0)' = '()' AS nothing;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_lifecycle', input))
FROM unnest(ARRAY['(day grace: 2026-01-01 1 0 0)', '(day grace 0: 2026-01-01 1 0 0)',
	'(day grace -1: 2026-01-01 1 0 0)',
	'(day grace 65536: 2026-01-01 1 0 0)', '(day grace 1.5: 2026-01-01 1 0 0)',
		'(day grace 99999999999999999999: 2026-01-01 1 0 0)',
	'(grace 1: 2026-01-01 1 0 0)', '(day grace 1)', '(day grace 1:)', '(grace 1)',
		'(day grace 1 2: 2026-01-01 1 0 0)', '(day Grace 1: 2026-01-01 1 0 0)']) input;
SELECT '(day grace 1: 2026-01-01 1 0)'::cx_backlog;

-- What cannot be.
SELECT q, test.refusal('SELECT ' || q) FROM unnest(ARRAY[
	'lifecycle_agg(''(day 2026-01-01: 1)''::cx_activity, NULL)', 'lifecycle_agg(NULL::cx_activity, NULL)',
	'lifecycle_agg(''(day 2026-01-01: 1)''::cx_activity, -1)', 'lifecycle_agg(''()''::cx_activity, 65536)',
	'lifecycle_agg(''(rolling 86400000000us 2026-01-01 0us: 1)''::cx_activity, 1)',
	'lifecycle_agg(''(day 5874897-12-01: 1)''::cx_activity, 30)',
	'lifecycle_agg(''(day 2026-01-01: 1)''::cx_activity, g) FROM generate_series(1, 2) g',
	'''(day grace 1: 2026-01-01 1 0 0)''::cx_lifecycle + ''(day grace 2: 2026-01-01 1 0 0)''',
	'''(day: 2026-01-01 1 0 0)''::cx_lifecycle - ''(day grace 2: 2026-01-01 1 0 0)''',
	'rollup(s) FROM (VALUES (''(day grace 7: 2026-01-01 1 0 0)''::cx_lifecycle), (''(day: 2026-01-01 1 0 0)'')) v (s)',
	'cx_lifecycle_subscribe(''(day grace 1: 2026-01-01 1 0 0)'', date ''2026-01-01'', NULL, ''day'')']) q;
SELECT lifecycle_agg('()'::cx_activity, 3) AS empty, lifecycle_agg(NULL::cx_activity, 3) AS nulls,
	'()'::cx_lifecycle + '(day grace 2: 2026-01-01 1 0 0)' AS neutral,
		'(day grace 2: 2026-01-01 1 0 0)'::cx_lifecycle + '()' AS neutral;
