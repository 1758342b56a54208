-- A page of the ready-made views: what stands in it, and what must not.
SET client_min_messages = warning; -- which index serves a view has been said elsewhere
-- The first tag that is not closed as it should be; else 'balanced'. A meta closes itself.
CREATE FUNCTION test.nesting(page text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE tag text[]; opened text[] := '{}';
BEGIN
	FOR tag IN SELECT regexp_matches(page, '<(/?)([a-z][a-z0-9]*)([^<>]*)>', 'g') LOOP
		IF tag[1] = '/' THEN
			IF opened[cardinality(opened)] IS DISTINCT FROM tag[2] THEN
				RETURN format('</%s> closes %s', tag[2], opened);
			END IF;
			opened := opened[:cardinality(opened) - 1];
		ELSIF right(tag[3], 1) <> '/' THEN
			opened := opened || tag[2];
		END IF;
	END LOOP;
	RETURN CASE WHEN opened = '{}' THEN 'balanced' ELSE format('%s are open', opened) END;
END $$;
-- What a card says, without its charts.
CREATE FUNCTION test.cards(page text) RETURNS TABLE (card text, figure text, said text, note text)
LANGUAGE sql AS $$
	SELECT (regexp_match(html, '<h3>(.*?)</h3>'))[1], (regexp_match(html, '<p class="big">(.*?)</p>'))[1],
		(regexp_match(html, '<p class="said">(.*?)</p>'))[1],
		(regexp_match(html, '<p class="note">(.*?)</p>'))[1]
	FROM regexp_split_to_table(page, '(?=<article)') WITH ORDINALITY AS a (html, i)
	WHERE html LIKE '<article%' ORDER BY i
$$;

-- With no views there is a page, and it says what to do.
SELECT test.nesting(page), page LIKE '<!DOCTYPE html>%</html>_' AS whole,
	(regexp_match(page, '<p class="lead">(.*?)</p>'))[1] AS lead
FROM cx_report('No <views> & "none"') AS page;
SELECT substring(cx_report('No <views> & "none"') FROM '<title>.*</title>') AS title;
SELECT test.refusal($$SELECT cx_report(NULL)$$);
SELECT test.refusal($$SELECT cx_report('t', ARRAY[NULL]::regclass[])$$);

-- Answers of three months: in March 7 promoters, 3 passives and 10 detractors make an NPS of -15.
CREATE TABLE answer (answered date, score integer, ease integer, team text);
COMMENT ON TABLE answer IS 'Said by <customers> & "others"';
INSERT INTO answer SELECT date '2024-01-10', s, 5, 'A' FROM unnest('{10,10,9,9,8,8,7,3}'::int[]) AS s;
INSERT INTO answer SELECT date '2024-02-10', s, 6, 'A' FROM unnest('{10,10,9,9,9,9,8,8,7,3}'::int[]) AS s;
INSERT INTO answer SELECT date '2024-03-10', 10, 7, 'A' FROM generate_series(1, 6);
INSERT INTO answer VALUES ('2024-03-11', 9, 1, '</svg><script>alert(1)</script>'),
	('2024-03-11', 11, 9, NULL); -- off both scales
INSERT INTO answer SELECT date '2024-03-12', 8, 4, 'it''s "B" & C' FROM generate_series(1, 3);
INSERT INTO answer SELECT date '2024-03-13', 2, 4, NULL FROM generate_series(1, 10);
SELECT count(*) FROM cx_create_response_views('answer', 'score', 'answered', 'nps', 'UTC',
	segments => '{team}');
SELECT count(*) FROM cx_create_response_views('answer', 'ease', 'answered', 'ces', 'UTC');
-- Not a temporary one: a long page is passed to functions as a reference, and workers cannot follow that.
CREATE TABLE page AS SELECT cx_report('Answers') AS html;
SELECT test.nesting(html), html LIKE '%Content-Security-Policy" content="default-src ''none''; style-src%'
	AS policy,
	html ~* '<script|javascript:|https?://|\son[a-z]+=' AS script_or_link FROM page;
SELECT c.* FROM page, test.cards(html) AS c;
SELECT (regexp_match(html, '<h2>(.*?)</h2><p class="lead">(.*?)</p>')) AS part FROM page;
-- At a glance: what has a figure, with a link to its card.
SELECT m[1] AS card, m[2] AS name, m[3] AS figure, m[4] AS seen FROM page, regexp_matches(html,
	'<li><a href="#(card-[0-9]+)">([^<]*)<b>([^<]*)</b><span>([^<]*)</span></a></li>', 'g') AS m;
SELECT m[1] AS card, m[2] AS name FROM page, regexp_matches(html,
	'<article class="card[^"]*" id="(card-[0-9]+)"><h3>([^<]*)</h3>', 'g') AS m;
-- A name from the data is text wherever it stands.
SELECT count(*) AS times, bool_and(m[1] = '&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;') AS escaped
FROM page, regexp_matches(html, '([^">]*alert\(1\)[^"<]*)', 'g') AS m;
SELECT html LIKE '%>it&#39;s &quot;B&quot; &amp; C<%' AS quoted, html LIKE '%>(not known)<%' AS without_name
	FROM page;
-- A dot for each month in the two charts over time, joined by two lines each.
CREATE FUNCTION test.drawn(page text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s %s', n, shape), ', ' ORDER BY shape)
	FROM (SELECT m[1] AS shape, count(*) AS n
		FROM regexp_matches(page, '<((?:circle class="[a-z -]*(?=" cx="[0-9.]+%" cy="[0-9.]+" )'
			'|line class="mode |path d="M)[a-z ]*)', 'g') AS m GROUP BY 1) AS s
$$;
SELECT test.drawn(html) FROM page;

-- Parts of a view are its state again.
SELECT count(*) AS rows, count(*) FILTER (WHERE (nps(s), (nps_ci(s)).low) IS DISTINCT FROM (value, low))
	AS differ
FROM answer_nps_by_team AS v, cx_report_state('nps', to_jsonb(v)) AS s;

-- A period that has not ended is no figure, and is marked.
INSERT INTO answer VALUES ((now() AT TIME ZONE 'UTC')::date, 10, 7, 'A');
SELECT c.figure, c.said FROM test.cards(cx_report('Now', '{answer_nps}')) AS c;
SELECT test.drawn(cx_report('Now', '{answer_nps}'));
SELECT count(*) AS said FROM regexp_matches(cx_report('Now', '{answer_nps}'), ' \(not ended\)<', 'g');
DELETE FROM answer WHERE answered > '2024-12-31';

-- 30 segments: the twelve with most answers, and the others as one, of which every answer counts.
DELETE FROM answer;
INSERT INTO answer SELECT date '2024-05-01', 10 - n % 3 * 2, 7, 'team ' || t
FROM generate_series(1, 30) AS t, generate_series(1, t) AS n;
WITH drawn AS (
	SELECT substring(tr FROM 'title="([^"]*)"') AS segment,
		replace(substring(tr FROM '"number quiet wide">([0-9,]+)<'), ',', '')::integer AS n,
		replace(substring(tr FROM '"number strong">([0-9.&#;]+)<'), '&#8722;', '-')::numeric AS nps
	FROM regexp_split_to_table(cx_report('Many', '{answer_nps_by_team}'), '<tr>') AS tr
	WHERE tr LIKE '<th scope="row" title=%'
)
SELECT count(*), sum(n), (SELECT count(*) FROM answer) AS answers, min(segment) AS other,
	max(nps) FILTER (WHERE segment = 'other (18)') AS nps,
	(SELECT round(nps(score)::numeric, 1) FROM answer WHERE substr(team, 6)::integer <= 18) AS should_be
FROM drawn;

-- 40 months: the last 36; one that is missing is a gap, and one beyond what the others do is named.
DELETE FROM answer;
INSERT INTO answer SELECT (date '2021-01-15' + m * interval '1 month')::date,
	CASE WHEN m = 35 THEN 2 ELSE 10 - n % 5 END, 7, NULL
FROM generate_series(0, 39) AS m, generate_series(1, 40) AS n WHERE m <> 30;
SELECT c.note FROM test.cards(cx_report('Long', '{answer_nps}')) AS c;
SELECT test.drawn(cx_report('Long', '{answer_nps}'));

-- No rows, and one.
DELETE FROM answer;
SELECT c.* FROM test.cards(cx_report('Empty', '{answer}')) AS c;
INSERT INTO answer VALUES ('2024-05-01', 10, 7, repeat('long ', 100));
SELECT card, figure, said FROM test.cards(cx_report('One', '{answer}')) AS c;
SELECT test.nesting(cx_report('One')), max(length(m[1])) AS longest_name
FROM regexp_matches(cx_report('One'), '<th scope="row"[^>]*>([^<]*)<', 'g') AS m;

-- A view that fails says why, and the others are drawn.
CREATE VIEW broken AS SELECT 'nps'::text AS metric, 'month'::text AS grain, date '2024-01-01' AS period,
	1.0::float8 / (random() * 0)::float8 AS value WHERE cx_view('nps', 'month', 'UTC', 'answer'::regclass);
SELECT card, figure, said FROM test.cards(cx_report('Broken', '{answer_nps,broken}')) AS c;
DROP VIEW broken;
-- A source without views is said to be one, and one whose view is not drawn; no other is.
SELECT test.nesting(page), (regexp_match(page, '<h2>(.*?)</h2><p class="lead">(.*?)</p>')) AS part
FROM cx_report('None', '{pg_class}') AS page;
SELECT m[1] AS source, m[2] AS lead
FROM regexp_matches(cx_report('Some', '{answer_nps_change,answer_ces,answer}'),
	'<h2>(.*?)</h2><p class="lead">(.*?)</p>', 'g') AS m;
SELECT count(*) FROM cx_drop_views('answer');
DROP TABLE answer, page;
-- A table of another schema is called so beside its name; one answer is not "1 answers".
CREATE SCHEMA crm;
CREATE TABLE crm.feed_back (day date, score integer);
INSERT INTO crm.feed_back VALUES ('2024-01-10', 9), ('2024-02-10', 3), ('2024-02-11', 9);
SELECT count(*) FROM cx_create_response_views('crm.feed_back', 'score', 'day', 'nps', 'UTC');
SELECT (regexp_match(page, '<h2>(.*?)</h2>'))[1] AS part, (regexp_match(page, '<span>(.*?)</span>'))[1] AS of,
	(SELECT string_agg(m[1], '; ')
		FROM regexp_matches(page, '<title>[^<]*, ([^<]*)</title></circle>', 'g') AS m) AS dots
FROM cx_report('Elsewhere', '{crm.feed_back}') AS page;
SELECT count(*) FROM cx_drop_views('crm.feed_back');
DROP SCHEMA crm CASCADE;

-- Customers: cohorts, movements, a funnel, what they bring and how long they stay.
CREATE TABLE sale (customer integer, day date, amount numeric, step text);
INSERT INTO sale SELECT c, date '2024-01-01' + c % 60 + k * (20 + c % 11), 10 + c % 7,
	(ARRAY['look', 'put in the basket', 'buy'])[1 + k]
FROM generate_series(1, 90) AS c, generate_series(0, 2) AS k WHERE k <= c % 3;
SELECT count(*) FROM cx_create_order_views('sale', 'customer', 'day', 'amount', 'UTC', as_of => '2024-06-01');
SELECT count(*) FROM cx_create_event_views('sale', 'customer', 'day', 'UTC', event => 'step',
	steps => '{look,put in the basket,buy}', within => '90 days', as_of => '2024-06-01', prefix => 'steps');
CREATE TABLE stay (customer integer, started date, ended date, fee numeric, plan text);
INSERT INTO stay SELECT c, date '2024-01-01' + c % 50,
	CASE WHEN c % 2 = 0 THEN date '2024-01-01' + c % 50 + 10 + c END, 10, 'plan ' || c % 8
FROM generate_series(1, 120) AS c;
SELECT count(*) FROM cx_create_subscription_views('stay', 'customer', 'started', 'ended', 'fee', 'UTC',
	segments => '{plan}', as_of => '2024-06-01');
CREATE TABLE ticket (opened timestamptz, solved timestamptz, team text);
INSERT INTO ticket SELECT timestamptz '2024-01-01 00:00+00' + n * interval '7 hours',
	CASE WHEN n % 10 > 0
		THEN timestamptz '2024-01-01 00:00+00' + n * interval '7 hours' + n % 10 * interval '5 hours' END,
	'team ' || n % 2
FROM generate_series(1, 200) AS n;
SELECT count(*) FROM cx_create_ticket_views('ticket', 'opened', 'solved', 'UTC', target => '1 day',
	segments => '{team}', as_of => '2024-03-01');
SELECT test.nesting(html), html ~* '<script' AS script,
	array_to_string(ARRAY(SELECT concat_ws(': ', card, figure) FROM test.cards(html)), E'\n') AS cards
FROM cx_report('All') AS html;
SELECT said, note FROM test.cards(cx_report('All', '{ticket,stay}'));
SELECT said, note FROM test.cards(cx_report('All',
	'{sale_active,sale_retention,sale_cohort_revenue,steps_funnel}'));
-- The smaller segments of survival as one: exactly the curve of their customers together.
SELECT c.label, c.customers, count(*) AS days, count(*) FILTER (WHERE abs(t.survival - u.v) < 1e-12) AS same
FROM cx_report_curves('stay_survival_by_plan', 'survival_by') AS c, unnest(c.days, c.vals) AS u (d, v),
	survival_table((SELECT survival_agg(started, ended, date '2024-06-01') FROM stay WHERE plan > 'plan 4'))
		AS t
WHERE c.rank = 6 AND t.t = u.d GROUP BY 1, 2;
SELECT (SELECT count(*) FROM cx_drop_views('sale')) + (SELECT count(*) FROM cx_drop_views('stay'))
	+ (SELECT count(*) FROM cx_drop_views('ticket')) AS dropped;
DROP TABLE sale, stay, ticket;
DROP FUNCTION test.nesting(text), test.cards(text), test.drawn(text);
RESET client_min_messages;
