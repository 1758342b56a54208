-- What a report draws with, one by one and in full: words, axes, shapes, and how rows are read.

-- Words.
SELECT cx_report_text(E'<a href="x">\x01 & ''b''</a>\x1f\x7f\t-') AS escaped, cx_report_text(NULL) AS nothing;
SELECT t, cx_report_text(t) AS minus FROM unnest('{-5,"from -5 to (-3)",2-3,a-1,-a,--1}'::text[]) AS t;
SELECT v, cx_report_number(v, 0) AS whole, cx_report_number(v, 1) AS one, cx_report_number(v, 3) AS three
FROM unnest('{0,-0.04,0.05,0.5,-1234567.8912,999999.96,1e12,NULL}'::float8[]) WITH ORDINALITY AS u (v, i)
ORDER BY i;
SELECT l, h, cx_report_range(l, h, 1) AS range, cx_report_between(l, h, 0) AS between
FROM (VALUES (-1.25, 7.5), (NULL, 7.5), (-1.25, NULL)) AS v (l, h) ORDER BY 1, 2;
SELECT g AS grain, cx_report_period('2024-02-05', g, false) AS long, cx_report_period('2024-02-05', g, true)
	AS short, cx_report_during(cx_report_period('2024-02-05', g, false), g, true) AS ended,
	cx_report_during(cx_report_period('2024-02-05', g, false), g, false) AS not_ended
FROM unnest('{day,week,week_sunday,month,quarter,year}'::text[]) WITH ORDINALITY AS u (g, i) ORDER BY i;
SELECT n, cx_report_count(n, 'answers') AS answers, cx_report_invalid(n::bigint) AS invalid
FROM unnest('{0,1,2,1500,NULL}'::float8[]) WITH ORDINALITY AS u (n, i) ORDER BY i;
SELECT cx_report_words('first_name_x') AS words, cx_report_words('a') AS letter, cx_report_words('') AS none;

-- An axis goes from one multiple of its step to another, and a fifth of what it holds is at most its step,
-- which is 1, 2 or 5 of a power of ten. Of one value alone it is 1 long.
SELECT l, h, ARRAY(SELECT trim_scale(n) FROM unnest(cx_report_axis(l, h)) WITH ORDINALITY AS u (n, i)
	ORDER BY i) AS low_high_step
FROM (VALUES (0::float8, 100::float8), (0, 101), (0, 7), (-33, 47), (0.1, 0.14),
	(5, 5), (-3, -3), (20, 40), (21, 40), (NULL, NULL), (NULL, 3), (3, NULL), (0, 10), (0, 25), (0, 26))
	AS v (l, h)
ORDER BY 1, 2;
SELECT v, cx_report_y(v, '{-40,60,20}') AS y, cx_report_x(v, '{-40,60,20}') AS x
FROM unnest('{-40,-15,0,60,70,NULL}'::float8[]) WITH ORDINALITY AS u (v, i) ORDER BY i;

-- Shapes; one of which anything is not known is none.
SELECT cx_report_line('c', '1%', '2%', '3', '4') AS line,
	cx_report_rect('c', 1.005, 2, 3.05, 4, '5 < 6') AS rect,
	cx_report_label('c', '1%', 2.05, '-1 & 2') AS label;
SELECT cx_report_line('c', NULL, '2%', '3', '4') || cx_report_rect('c', 1, 2, 3, NULL, 't')
	|| cx_report_label('c', '1%', 2, NULL) AS nothing;

-- Markup, a line each shape.
CREATE FUNCTION test.lines(html text) RETURNS TABLE (line text) LANGUAGE sql AS $$
	SELECT m FROM regexp_split_to_table(html,
		'(?=<(?:svg|path|circle|line|rect|text|tr|tbody|tfoot|li|td|th)\M)')
		WITH ORDINALITY AS s (m, i) ORDER BY i
$$;
-- Of four slots the second is empty: no line goes over it, and there are two ribbons, of the first and the
-- third, as the fourth has no interval. It has not ended: dashed and hollow; the third is a signal. A slot is
-- 25 % wide and a unit of the axis 6 pixels high.
SELECT line FROM test.lines(cx_report_series('{0,40,10}', 'dot', '{10,NULL,30,20}', '{5,NULL,25,NULL}',
	'{15,NULL,35,40}', '{true,true,true,false}', '{false,NULL,true,NULL}', '{a,b,c<,d}'));
-- Three in a row: one ribbon, there above and back below.
SELECT line FROM test.lines(cx_report_series('{0,40,10}', 'good', '{10,20,30}', '{5,15,25}', '{15,25,35}',
	NULL, NULL, '{a,b,c}'));
-- No interval and no ribbon; from 25 slots on dots are smaller; no value and nothing.
SELECT n, count(*) AS dots, min(m[1]) AS radius
FROM unnest('{24,25}'::integer[]) AS n, regexp_matches(cx_report_series('{0,40,10}', 'dot',
	array_fill(1::float8, ARRAY[n]), NULL, NULL, NULL, NULL, array_fill('t'::text, ARRAY[n])),
	' r="([0-9]+)"', 'g') AS m
GROUP BY n ORDER BY n;
SELECT cx_report_series('{0,40,10}', 'dot', '{NULL,NULL}', NULL, NULL, NULL, NULL, NULL) AS nothing;

-- A bar is 19 % of the width in a slot of 25 %, 3 % after its start: from 0 up to 10, down to -5, down from
-- 10 to 5; none of no height or to nowhere.
SELECT line FROM test.lines(cx_report_bars('{-10,10,5}', 'good', '{0,0,10,5}', '{10,-5,5,5}',
	'{true,false,NULL,true}', '{a,b,c,d}'));
SELECT cx_report_bars('{-10,10,5}', 'good', '{0,NULL}', '{NULL,1}', NULL, '{a,b}') AS nothing;

-- Steps after 1 and 3 of 4 days, down to 80 and 50 %: at 250 and 750, 48 and 120 pixels below the top. The
-- band goes there above and back below. One without an interval has a line alone; a NULL value is no step.
SELECT line FROM test.lines(cx_report_steps('ink', '{1,3}', '{80,50}', '{60,40}', '{90,70}',
	'{0,100,20}', 4));
SELECT line FROM test.lines(cx_report_steps('ink', '{1,2,3}', '{80,NULL,50}', NULL, '{90,NULL,70}',
	'{0,100,20}', 4));

-- A chart: lines of its axis with their labels, its layers, its slots, and what goes across.
SELECT line FROM test.lines(cx_report_chart('{-10,10,5}', '{Jan,Feb}', '<g/>', 'Title', 'Text', NULL));
SELECT substring(h FROM 'height="[0-9]+"') AS height,
	substring(h FROM '<text class="end" x="100%".*?</text>') AS across
FROM cx_report_chart('{0,1,1}', NULL, '', 'Title', 'Text', 'days & nights') AS h;
-- At most six slots are named, always the last; beyond eight the first and the last stand at the ends, and of
-- more than four every other (~) is for a wide page only.
SELECT n AS slots, string_agg(m[3] || CASE WHEN m[1] LIKE '% roomy' THEN '~' ELSE '' END
	|| CASE split_part(m[1], ' ', 1) WHEN 'mid' THEN '' ELSE ' ' || split_part(m[1], ' ', 1) END
	|| ' at ' || m[2], ', ' ORDER BY m[3]::integer) AS named
FROM unnest('{1,4,5,6,7,8,9,12,13,36}'::integer[]) AS n,
	regexp_matches(cx_report_chart('{0,1,1}', (SELECT array_agg(i::text ORDER BY i)
		FROM generate_series(1, n) AS i), '', '', '', NULL),
		'<text class="([a-z ]+)" x="([0-9.%]+)" y="260.0">([0-9]+)', 'g') AS m
GROUP BY n ORDER BY n;
SELECT m[1] AS x, m[2] AS slot FROM regexp_matches(cx_report_chart('{0,1,1}', '{1,2,3,4}', '', '', '', NULL),
	' x="([0-9.%]+)" y="260.0">([0-9]+)', 'g') AS m ORDER BY 2;
SELECT line FROM test.lines(cx_report_ticks('{0,4,2}'));
SELECT line FROM test.lines(cx_report_key('{line good,dot dot hollow,plain,bad}', '{a & b,c,d,NULL}'));

-- Shares of a whole: 15 of 120 are 12.5 %, wide enough for a number in them; 14 are 11.7 %, and are not.
SELECT line FROM test.lines(cx_report_split('{bad,plain,good}', '{Low,Middle,High}', '{14,15,91}'));
SELECT cx_report_split('{bad,good}', '{Low,High}', '{0,0}') AS of_none,
	cx_report_split('{bad,good}', '{Low,High}', '{NULL,NULL}') AS not_known;
-- 12 of 100 have theirs.
SELECT count(*) FROM regexp_matches(cx_report_split('{bad,good}', '{Low,High}', '{12,88}'), '<text', 'g');

-- Tables: a row without a first cell is a gap, any other without one has a hyphen.
SELECT line FROM test.lines(cx_report_table('{"P < Q",N,V}', '{a,NULL,b,1,2,NULL,-3,4,5}'));
SELECT cx_report_table('{P,N}', '{}') AS of_nothing;
-- A dot with its interval on an axis from 0 to 10, and all of them at 4; a name of 48 characters is whole.
SELECT line FROM test.lines(cx_report_dots('{Team,n,Mean}', '{a,b & c}', '{3,1}', '{5,2.5}', '{4,NULL}',
	'{6,9}', NULL, 4, '{0,10,5}', 1));
SELECT line FROM test.lines(cx_report_dots('{Team,n,Mean,p}', ARRAY[repeat('x', 48), repeat('y', 49)],
	'{3,1}', '{5,NULL}', NULL, NULL, '{< 0.001,-}', NULL, '{0,1,0.2}', 0));
-- Two cohorts of 10 and 4, of which the second was seen one month less, which has not ended. The colour of a
-- cell is its part of the greatest after the first, of 80 a half and a quarter.
SELECT line FROM test.lines(cx_report_triangle('Seen',
	'{2024-01-01,2024-01-01,2024-01-01,2024-02-01,2024-02-01}', 'month', '{10,10,10,4,4}', '{0,1,2,0,1}',
	'{100,80,40,100,20}', '{true,true,true,true,false}',
	'{a,b,c,d,<}', 0));
-- Below nothing there is no colour; days have their year.
SELECT line FROM test.lines(cx_report_triangle('Seen', '{2024-01-02,2024-01-02,2024-01-02}', 'day', '{1,1,1}',
	'{0,1,3}', '{-5,-2.5,5}', '{true,true,true}', '{a,b,c}', 1));

-- Rows: of bars one on the other the second begins where the first ends, below the line as well as above.
SELECT line FROM test.lines(cx_report_stack('{0,10,5}', ARRAY['{"a": 2, "b": 3}',
	'{"a": 4, "b": 1, "complete": false}']::jsonb[], '{good,bad}', '{a,b}', 1, '{Jan,Feb}'));
SELECT line FROM test.lines(cx_report_stack('{-10,0,5}', ARRAY['{"a": 2, "b": -3}', '{"a": 0, "b": 1}']
	::jsonb[], '{good,bad}', '{a,b}', -1, '{Jan,Feb}'));

-- How rows are read: the last 36 periods in order, a NULL where some are missing, what was invalid in all.
CREATE TABLE series (period date, value float8, complete boolean, invalid bigint);
CREATE FUNCTION test.read(grain text)
RETURNS TABLE (rows integer, first text, last text, gaps text, invalid bigint)
LANGUAGE sql AS $$
	SELECT cardinality(r.cells), r.cells[1] ->> 'period', r.cells[cardinality(r.cells)] ->> 'period',
		(SELECT string_agg(i::text, ' ' ORDER BY i) FROM unnest(r.cells) WITH ORDINALITY AS u (c, i)
			WHERE c IS NULL), r.invalid
	FROM cx_report_rows('series', grain) AS r
$$;
SELECT * FROM test.read('month');
INSERT INTO series SELECT (date '2020-01-01' + m * interval '1 month')::date, m, true, 1
FROM generate_series(0, 36) AS m;
INSERT INTO series VALUES (NULL, NULL, NULL, 100);
SELECT * FROM test.read('month'); -- from February 2020
DELETE FROM series WHERE period IN ('2020-03-01', '2022-11-01', '2022-12-01');
SELECT * FROM test.read('month'); -- 34 that are there and two gaps, of January and March, and November
-- The next period is no gap, and the one after it is, whatever is the grain.
CREATE FUNCTION test.gap(grain text, before date, after date) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM series;
	INSERT INTO series VALUES (before), (after);
	RETURN (SELECT gaps IS NOT NULL FROM test.read(grain));
END $$;
SELECT g AS grain, test.gap(g, d, n) AS next, test.gap(g, d, a) AS after
FROM (VALUES (1, 'day', date '2024-02-28', date '2024-02-29', date '2024-03-01'),
	(2, 'week', '2024-02-26', '2024-03-04', '2024-03-11'),
	(3, 'week_sunday', '2024-02-25', '2024-03-03', '2024-03-10'),
	(4, 'month', '2024-01-01', '2024-02-01', '2024-03-01'),
	(5, 'quarter', '2024-01-01', '2024-04-01', '2024-07-01'),
	(6, 'year', '2024-01-01', '2025-01-01', '2026-01-01')) AS v (i, g, d, n, a)
ORDER BY i;
DROP TABLE series;
DROP FUNCTION test.read(text), test.gap(text, date, date);

-- Columns of rows as numbers and as words. A gap has no period and no value, and is not marked as not ended.
CREATE TABLE cells AS SELECT ARRAY['{"period": "2024-01-01", "value": 1.25, "complete": true}', NULL,
	'{"period": "2024-03-01", "value": -3, "complete": true}',
	'{"period": "2024-04-01", "value": null, "complete": true}',
	'{"period": "2024-05-01", "value": 7, "complete": false}']::jsonb[] AS cells;
SELECT cx_report_column(cells, 'value') AS values, cx_report_figures(cells, 'value', 1) AS figures,
	cx_report_most(cells, 'value') AS most, cx_report_most(cells, 'other') AS of_none,
	cx_report_cell(cells[1], 'value', 1) AS cell, cx_report_cell(cells[2], 'value', 1) AS gap FROM cells;
SELECT cx_report_complete(cells) AS complete, cx_report_labels(cells, 'month', true) AS labels,
	cx_report_stars(cx_report_labels(cells, 'month', true), cx_report_complete(cells)) AS stars FROM cells;
SELECT cx_report_numbers('{1.25,NULL,-1}', 1) AS numbers,
	cx_report_ranges('{1,2,NULL}', '{2,NULL,3}', 0) AS ranges;
-- The last with a value that has ended is the third; before it the first; of those not ended the last.
SELECT cx_report_last(cells) AS last, cx_report_last(cells, 3) AS before_it, cx_report_last(cells, 1) AS none,
	cx_report_last(cells[5:5]) AS not_ended, cx_report_last(cells[5:5] || cells[5:5]) AS of_two,
	cx_report_last(cells[2:2]) AS gap,
	cx_report_last(ARRAY['{"value": 1}', '{"value": 2, "complete": false}']::jsonb[]) AS of_no_end FROM cells;
DROP TABLE cells;

-- Parts of a row as a state: 2 detractors, 3 passives and 5 promoters; 4 of 10 satisfied; 6 of 10 met.
SELECT k AS kind, cx_report_state(k, '{"n": 10, "detractors": 2, "passives": 3, "promoters": 5,
	"satisfied": 4, "met": 6, "breached": 4}') AS state, cx_report_state(k, '{"n": 0}') AS empty,
	cx_report_state(k, '{}') AS none
FROM unnest('{nps,nps_by,csat,csat_by,sla,sla_by,ces_by}'::text[]) WITH ORDINALITY AS u (k, i) ORDER BY i;
DROP FUNCTION test.lines(text);
