-- Kaplan-Meier on published data. Numbers are those of R's package survival, case R.. and S-.. of the
-- reference: print(survfit(Surv(time, status) ~ x, data = aml)), summary(...); 8 or more digits.
CREATE TABLE aml (weeks int, churned boolean, x text);
-- Miller, Survival Analysis (1997): acute myelogenous leukemia, data set aml of R
INSERT INTO aml VALUES
	(9, true, 'Maintained'), (13, true, 'Maintained'), (13, false, 'Maintained'), (18, true, 'Maintained'),
		(23, true, 'Maintained'), (28, false, 'Maintained'),
	(31, true, 'Maintained'), (34, true, 'Maintained'), (45, false, 'Maintained'), (48, true, 'Maintained'),
		(161, false, 'Maintained'),
	(5, true, 'Nonmaintained'), (5, true, 'Nonmaintained'), (8, true, 'Nonmaintained'),
		(8, true, 'Nonmaintained'), (12, true, 'Nonmaintained'), (16, false, 'Nonmaintained'),
	(23, true, 'Nonmaintained'), (27, true, 'Nonmaintained'), (30, true, 'Nonmaintained'),
		(33, true, 'Nonmaintained'), (43, true, 'Nonmaintained'), (45, true, 'Nonmaintained');
CREATE TABLE curves AS SELECT x, survival_agg(weeks, churned) AS s FROM aml GROUP BY x ORDER BY x;
INSERT INTO curves SELECT 'all', survival_agg(weeks, churned) FROM aml;
SELECT * FROM curves ORDER BY x;
-- R32, S-1: survival and Greenwood's standard error
SELECT t, survival, abs(survival_at(s, t) - survival) < 5e-9 AS right_survival, std_error,
	abs((SELECT r.std_error FROM survival_table(s) r WHERE r.t = v.t) - std_error) < 5e-10 AS right_error
FROM curves, (VALUES (9, .90909091, .086678417), (13, .81818182, .116291300), (18, .71590909, .139664971),
	(23, .61363636, .152632331), (31, .49090909, .164193267), (34, .36818182, .162668886),
	(48, .18409091, .153492746)) v (t, survival, std_error)
WHERE x = 'Maintained';
SELECT round(low::numeric, 9) AS low, .754133845 AS published, high FROM curves, survival_ci(s, 9)
	WHERE x = 'Maintained';
SELECT round(low::numeric, 4) AS low, .2549 AS published, round(high::numeric, 3) AS high, .946 AS published
	FROM curves, survival_ci(s, 31) WHERE x = 'Maintained';
SELECT survival_median(s), (survival_median_ci(s)).*, '31 (18, NA)' AS published FROM curves
	WHERE x = 'Maintained';
-- R33
SELECT round(survival_at(s, 5)::numeric, 8) AS s5, .83333333 AS published,
	round(survival_at(s, 43)::numeric, 9) AS s43, .097222222 AS published, survival_at(s, 45) AS s45,
	0 AS published,
	(SELECT round(std_error::numeric, 9) FROM survival_table(s) WHERE t = 5) AS se5, .107582871 AS published,
		(SELECT std_error FROM survival_table(s) WHERE t = 45) AS se45
FROM curves WHERE x = 'Nonmaintained';
SELECT survival_median(s), (survival_median_ci(s)).*, '23 (8, NA)' AS published FROM curves
	WHERE x = 'Nonmaintained';
-- R34
SELECT round(survival_at(s, 23)::numeric, 9) AS s23, .546583851 AS published,
	round((SELECT std_error FROM survival_table(s) WHERE t = 23)::numeric, 9) AS se, .107250642 AS published,
	round(cumulative_hazard(s, 48)::numeric, 10) AS hazard, 2.1610240177 AS published,
		round((SELECT hazard_error FROM survival_table(s) WHERE t = 48)::numeric, 10) AS se,
		.6866513085 AS published
FROM curves WHERE x = 'all';
SELECT round(low::numeric, 10) AS low, .3192504140 AS published, round(high::numeric, 8) AS high,
	.72644917 AS published FROM curves, survival_ci(s, 23, method => 'log-log') WHERE x = 'all';
SELECT round(low::numeric, 9) AS low, .336376456 AS published, round(high::numeric, 8) AS high,
	.75679125 AS published FROM curves, survival_ci(s, 23, method => 'plain') WHERE x = 'all';
-- R36: restricted mean to 40, with its standard error out of the interval
SELECT x, round(restricted_mean(s, 40)::numeric, 6) AS mean,
	round(((high - low) / (2 * 1.959963984540054))::numeric, 7) AS std_error,
	CASE x WHEN 'Maintained' THEN '28.897727 3.4675777' ELSE '21.930556 3.8356412' END AS published
FROM curves, restricted_mean_ci(s, 40) WHERE x <> 'all' ORDER BY x;
SELECT x, t, at_risk, churned, censored, round(survival::numeric, 4) AS survival,
	round(std_error::numeric, 4) AS std_error, round(low::numeric, 4) AS low,
	round(high::numeric, 4) AS high, round(cumulative_hazard::numeric, 4) AS hazard,
	round(hazard_error::numeric, 4) AS error
FROM curves, survival_table(s) WHERE x <> 'all' ORDER BY x, t;

-- S-4, late entry: lifelines, test against R. At 2 all five are at risk, for 1.9 < 2.
SELECT s, t, round(survival_at(s, t)::numeric, 12) AS survival
FROM (SELECT survival_agg(entry, exit, true) AS s
	FROM (VALUES (1.9, 2), (0, 10), (0, 5), (0, 4), (0, 3)) v (entry, exit)) w,
	unnest('{2,3,4,5,10}'::float8[]) t;
-- entering at the time of a churn is after it; nobody is at risk between 2 and 3
SELECT s, t, at_risk, churned, survival FROM (SELECT survival_agg(entry, exit, churned) AS s
	FROM (VALUES (0, 2, true), (0, 2, false), (2, 4, true), (3, 5, true)) v (entry, exit, churned)) w,
	survival_table(s);
-- S-8: lifelines against R, log-log
SELECT t, round(survival_at(s, t)::numeric, 3) AS survival, round(low::numeric, 4) AS low,
	round(high::numeric, 3) AS high, published
FROM (SELECT survival_agg(t, c) AS s FROM (VALUES (34, true), (32, true), (9, true), (19, true), (50, false),
	(48, false)) v (t, c)) w,
	(VALUES (9, '.833 .2731 .975'), (19, '.667 .1946 .904'), (32, '.5 .1109 .804'),
		(34, '.333 .0461 .676')) p (t, published), survival_ci(s, t, method => 'log-log') ORDER BY t;

-- The median of a curve that is exactly one half for a while is the middle of it, as in survfit of R.
SELECT survival_median('(1 2 3 4)') AS between_2_and_3, survival_median('(1 2 3+ 4+)') AS no_further_drop,
	survival_median('(1 2 3+ 4 5+)') AS across_censoring, survival_median('(1 2+ 3+)') AS not_reached,
	survival_quantile('(1 2 3 4)', 0.25) AS q25, survival_quantile('(1 2 3 4)', 0.3) AS q30,
		survival_quantile('(1 2 3 4)', 0.75) AS q75, survival_quantile('(1 2 3 4)', 0.99) AS q99,
		survival_median('()') AS empty, survival_median(NULL) AS "null";
-- Beyond the longest spell nothing is known, unless all have churned.
SELECT survival_at(s, 4), survival_at(s, 4.5), survival_at(s, 'Infinity'), cumulative_hazard(s, 5),
	restricted_mean(s, 4), restricted_mean(s, 5), survival_ci(s, 5)
	FROM (VALUES ('(1 2 3 4)'::cx_survival), ('(1 2 3 4+)'), ('()')) v (s);
SELECT survival_at('(1 2 3 4+)'::cx_survival, 0), survival_at('(0 0+ 3 4+)'::cx_survival, 0),
	survival_at('(1 2 3 4+)'::cx_survival, 0.99), survival_at('(1 2 3 4+)'::cx_survival, 1),
	survival_at('(1+)'::cx_survival, 0), restricted_mean('(1 2)', 0), restricted_mean('(1 2)', 'Infinity');
SELECT survival_ci('(1 2)', 0.5), survival_ci('(1 2)', 0.5, method => 'log-log'),
	survival_ci('(1 2)', 0.5, method => 'plain'), survival_ci('(1 2)', 2), survival_ci('(1 2)', NULL),
	survival_ci(NULL, 2), survival_at(NULL::cx_survival, 1), survival_at('(1)'::cx_survival, NULL);
SELECT survival_ci('(1 2)', 1, 0.5, 'LOG') = survival_ci('(1 2)', 1, 0.5) AS log,
	survival_ci('(1 2)', 1, 0.5, 'loglog') = survival_ci('(1 2)', 1, 0.5, 'log_log') AS loglog,
	survival_ci('(1 2)', 1, 0.5, 'linear') = survival_ci('(1 2)', 1, 0.5, 'plain') AS plain;
SELECT * FROM survival_table(NULL);
SELECT * FROM survival_table('()');
SELECT survival_median_ci(NULL), survival_median_ci('()'), survival_quantile_ci('(1 2)', NULL),
	restricted_mean_ci('(1 2)', NULL), restricted_mean_ci('()', 1);

-- What is skipped, and what a state over no rows is.
SELECT survival_agg(d, c) FROM (VALUES (1, true), (NULL, true), (2, NULL), (NULL, NULL), (0, false),
	(-0.0::float8, true)) v (d, c);
SELECT survival_agg(a, b, c) FROM (VALUES (0, 1, true), (NULL, 1, true), (1, NULL, true), (1, 2, NULL)) v (a,
	b, c);
SELECT weighted_survival_agg(d, c, w) FROM (VALUES (1, true, 2), (NULL, true, NULL), (2, NULL, 0.5),
	(2, true, 0)) v (d, c, w);
SELECT survival_agg(weeks, churned), rollup(NULL::cx_survival), survival_agg(weeks, weeks, churned),
	weighted_survival_agg(weeks, churned, 1) FROM aml WHERE false;
SELECT survival_agg(weeks, churned) = survival_agg(weeks::bigint, churned) AND survival_agg(weeks, churned)
	= survival_agg(weeks::numeric, churned) AND survival_agg(weeks, churned)
	= survival_agg(weeks::smallint, churned) AND survival_agg(weeks, churned)
	= survival_agg(weeks::real, churned) AS no_cast_needed FROM aml;
SELECT survival_agg(weeks, churned) FILTER (WHERE x = 'Maintained') = (SELECT s FROM curves
	WHERE x = 'Maintained') AS filtered FROM aml;
-- a transition called by hand gives a value to keep, and does not change its argument
SELECT s, cx_survival_count(s, 6, true), cx_survival_count_late(s, 1, 6, true),
	cx_survival_count_weight(s, 6, true, 0.5), s, cx_survival_count(NULL, 6, true),
	cx_survival_count(s, NULL, true), cx_survival_close(s) FROM (VALUES ('(5 6+)'::cx_survival)) v (s);
SELECT s + '(5)', '(5)' + s, s + '()', '()' + s, s + NULL FROM (VALUES ('(5 6+)'::cx_survival)) v (s);

-- What is no duration is refused by name.
\set VERBOSITY verbose
\set SHOW_CONTEXT never
\pset format unaligned
\pset tuples_only
SELECT format(E'%s\n%s', call, test.refusal('SELECT ' || call))
FROM (VALUES
	(1, 'survival_agg(-1, true)'), (2, 'survival_agg(''NaN'', true)'),
		(3, 'survival_agg(''Infinity'', false)'), (4, 'survival_agg(''-Infinity'', false)'),
		(5, 'survival_agg(1e101, true)'), (6, 'survival_agg(1e-101, true)'),
	(7, 'survival_agg(3, 3, true)'), (8, 'survival_agg(3, 2, true)'), (9, 'survival_agg(-1, 2, true)'),
		(10, 'survival_agg(1, ''Infinity'', true)'), (11, 'survival_agg(''NaN'', 2, true)'),
	(12, 'weighted_survival_agg(1, true, NULL)'), (13, 'weighted_survival_agg(1, true, -1)'),
		(14, 'weighted_survival_agg(1, true, ''NaN'')'), (15, 'weighted_survival_agg(1, true, 1e101)'),
		(16, 'weighted_survival_agg(1, true, 1e-101)'),
	(17, 'survival_at(''(1)''::cx_survival, -1)'), (18, 'survival_at(''(1)''::cx_survival, ''NaN'')'),
		(19, 'survival_quantile(''(1)'', 0)'), (20, 'survival_quantile(''(1)'', 1)'),
		(21, 'survival_quantile(''(1)'', 50)'), (22, 'survival_quantile(''(1)'', ''NaN'')'),
	(23, 'survival_ci(''(1)'', 1, 95)'), (24, 'survival_ci(''(1)'', 1, NULL)'),
		(25, 'survival_ci(''(1)'', 1, 0.9, NULL)'), (26, 'survival_ci(''(1)'', 1, method => ''wald'')'),
		(27, 'survival_table(''(1)'', 2)'), (28, 'survival_median_ci(''(1)'', method => ''x'')'),
	(29, 'restricted_mean(''(1)'', -1)'), (30, 'restricted_mean_ci(''(1)'', 1, 0)'),
		(31, '''(1*1e120)''::cx_survival + ''(1*1e120)''')
) v (k, call) ORDER BY k;
DROP TABLE aml, curves;
