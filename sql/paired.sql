-- The same customers before and after: cx_paired.
CREATE TABLE answer (customer integer, score integer, weight double precision, after boolean);
INSERT INTO answer VALUES (1, 10, 2, false), (1, 10, 2, true), (1, 9, 2, true), (2, 3, 0.5, false),
	(3, 9, 1, false), (3, 8, 1.5, true), (4, 6, 1, false), (4, 5, 1, false), (4, 6, 3, true), (4, 7, 1, true),
	(5, 10, 0.5, true), (6, 8, 2, false), (6, 9, 1, false), (6, 9, 1, true);
CREATE VIEW customer AS
SELECT customer, nps_agg(score) FILTER (WHERE NOT after) AS b, nps_agg(score) FILTER (WHERE after) AS a,
	weighted_score_agg(score, weight, 0, 10) FILTER (WHERE NOT after) AS wb,
	weighted_score_agg(score, weight, 0, 10) FILTER (WHERE after) AS wa
FROM answer GROUP BY customer;
-- R 4.2.2, survey 4.1.1: svycontrast(svyby(~y, ~after, svydesign(~customer, ...), svymean, covmat = TRUE),
-- c(-1, 1)), t with 5 degrees of freedom
CREATE TABLE r (weighted boolean, figure text, change float8, low float8, t float8, p float8);
INSERT INTO r VALUES
	(false, 'nps', 42.857142857142861, -33.382755966375825, 1.445014941728348, 0.208072673619574),
	(false, 'csat', 14.285714285714285, -41.431565361499977, 0.659088130010371, 0.538978166107332),
	(false, 'ces', 1.285714285714286, -0.928108881056758, 1.492907761687124, 0.195677686790840),
	(true, 'nps', 5.080213903743317, -48.626180303092070, 0.243157370271705, 0.817544136265557),
	(true, 'csat', 2.941176470588239, -50.079487351027666, 0.142596004382969, 0.892177334189934),
	(true, 'ces', 0.267379679144386, -0.768412996737801, 0.663570386652359, 0.536332061286150);
SELECT weighted, figure, round(f.change::numeric, 6) AS change, round(f.low::numeric, 4) AS low,
	round(f.high::numeric, 4) AS high, round(f.z::numeric, 4) AS t, round(f.p_value::numeric, 4) AS p,
	abs(f.change - r.change) < 1e-12 AND abs(f.low / r.low - 1) < 1e-12 AND abs(f.z / r.t - 1) < 1e-12
		AND abs(f.p_value / r.p - 1) < 1e-12 AND abs(f.high + f.low - 2 * f.change) < 1e-12 AS as_r
FROM (SELECT false AS weighted, paired_agg(b, a) AS s FROM customer
		UNION ALL SELECT true, paired_agg(wb, wa) FROM customer) v JOIN r USING (weighted),
	LATERAL (SELECT * FROM nps_change(s) WHERE figure = 'nps'
		UNION ALL SELECT * FROM csat_change(s, satisfied_from => 9) WHERE figure = 'csat'
		UNION ALL SELECT * FROM ces_change(s) WHERE figure = 'ces') f
ORDER BY weighted, figure;
-- of one answer each time it is the paired t test: 5 customers, NPS from -1 0 1 0 -1 to 1 0 1 1 -1
SELECT change, round(z::numeric, 10) AS t, round((100 * avg(d) / (100 * stddev_samp(d) / sqrt(5)))::numeric,
	10)
	AS by_hand, round(p_value::numeric, 6) AS p
FROM (SELECT paired_agg(b, a) AS s FROM (SELECT nps_agg(x) AS b, nps_agg(y) AS a
		FROM (VALUES (1, 3, 9), (2, 7, 8), (3, 10, 10), (4, 8, 9), (5, 6, 0)) v (c, x, y) GROUP BY c) w) p,
	nps_change(s), unnest('{2, 0, 0, 1, 0}'::int[]) d GROUP BY change, z, p_value;
-- what goes together is known better: a change of 1 for nearly all, which strangers would hide
SELECT round(p.low::numeric, 3) AS low, round(p.high::numeric, 3) AS high, round(c.low::numeric, 3)
	AS strangers_low,
	round(c.high::numeric, 3) AS strangers_high
FROM (SELECT paired_agg(b, a) AS s, rollup(b) AS b, rollup(a) AS a
	FROM (SELECT ces_agg(x) AS b, ces_agg(least(x + 1, 7)) AS a FROM (SELECT 1 + i % 7 AS x, i
			FROM generate_series(1, 40) i) v GROUP BY i) w) u, ces_change(s) p, ces_change(b, a) c;
-- customers who answered once only are there, too: all of them so is a comparison of strangers
SELECT bool_and(abs(p.change - c.change) < 1e-12) AS change,
	bool_and(abs(p.z / c.z - 1) < 0.01) AS t
FROM (SELECT paired_agg(b, a) AS s, rollup(b) AS b, rollup(a) AS a
	FROM (SELECT ces_agg(x) FILTER (WHERE i % 2 = 0) AS b, ces_agg(x) FILTER (WHERE i % 2 = 1) AS a
		FROM (SELECT 1 + (i * i + i / 3) % 7 AS x, i FROM generate_series(1, 400) i) v GROUP BY i) w) u,
	ces_change(s) p, ces_change(b, a) c;
-- the interval ends where no change can be
SELECT change, low, round(high::numeric, 2) AS high
FROM csat_change(
	'(customers 2, answers 2 2; 1..3: 2 0 0 / 1 1 0 / 4 0 0 2 2 0 / 0 0 0 0 0 / 0 0 0 0 / 1 0 0 / 1 0 / 0)'
	::cx_paired);

-- Nothing to be sure of: one customer, or the same change for all.
SELECT n.*, clusters(s) FROM (SELECT paired_agg(b, a) AS s FROM customer WHERE customer = 4) v,
	nps_change(s) n;
SELECT n.* FROM (SELECT paired_agg(s, s) AS s
	FROM unnest('{(0..10: 0 0 0 0 0 0 0 0 0 0 3),(0..10: 0 0 0 1 0 0 0 0 0 0 0)}'
	::cx_scores[]) s) v, nps_change(s) n;
SELECT nps_change(s), csat_change(s), ces_change(s), clusters(s)
FROM unnest('{NULL,(),"(customers 3, answers 0 0)",
	"(customers 1, answers 1 0; 1..2: 1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0 / 0)"}'
	::cx_paired[]) s ORDER BY clusters(s);
SELECT test.refusal(format('SELECT %s FROM (SELECT paired_agg(b, a) AS s FROM customer) v', f))
FROM unnest('{"nps_change(s, 95)","nps_change(s, NULL)","nps_change(s, 0.95, 6, 9)","csat_change(s, 0.9, 11)",
	s - s}'
	::text[]) f;

-- NULL on one side is no answer there, on both nobody.
SELECT paired_agg(b, a) = (SELECT paired_agg(coalesce(b, '()'), coalesce(a, '()')) FROM (VALUES
		('(1..2: 1 0)'::cx_scores, NULL::cx_scores), (NULL, '(1..2: 0 1)')) v (b, a)) AS same,
	clusters(paired_agg(b, a)) FROM (VALUES ('(1..2: 1 0)'::cx_scores, NULL::cx_scores), (NULL,
		'(1..2: 0 1)'),
	(NULL, NULL)) v (b, a);
SELECT paired_agg(b, a), paired_agg(NULL::cx_weighted_scores, NULL), rollup(NULL::cx_paired)
FROM (VALUES ('()'::cx_scores, '()'::cx_scores), ('()', NULL)) v (b, a);
-- nor a degree of freedom to the others
SELECT nps_change(paired_agg(b, a)) = nps_change(paired_agg(b, a) FILTER (WHERE responses(b) > 0)) AS same,
	clusters(paired_agg(b, a))
FROM (SELECT CASE WHEN i < 4 THEN nps_agg(i + 5) ELSE '()' END AS b,
		CASE WHEN i < 4 THEN nps_agg(i * i + 1) ELSE '()' END AS a
	FROM generate_series(1, 3) AS i GROUP BY i UNION ALL SELECT '()', '()' FROM generate_series(1, 50)) v;
SELECT test.refusal(format('SELECT paired_agg(b, a) FROM (VALUES (%L::cx_scores, %L::cx_scores)) v (b, a)',
	b, a))
FROM (VALUES ('(1..5: 1 2 3 4 5)', '(1..3: 1 2 3)'), ('(1..5: 1 2 3 4 5)', '(1..5: 1 2 3 4 -5)')) v (b, a);
SELECT test.refusal('SELECT paired_agg(b, a) + paired_agg(wb, wa) FROM customer');
SELECT test.refusal('SELECT paired_agg(b, a) +
	''(customers 1, answers 1 0; 1..2: 1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0 / 0)''
	FROM customer');

-- Parts with other customers add up, whole counts to the last bit; a weight of 1 is none.
SELECT rollup(p) = (SELECT paired_agg(b, a) FROM customer) AS rollup,
	(SELECT paired_agg(b, a ORDER BY random()) FROM customer) = (SELECT paired_agg(b, a) FROM customer)
		AS shuffled
FROM (SELECT paired_agg(b, a) AS p FROM customer GROUP BY customer % 3) v;
SELECT s + '()' = s AND '()' + s = s AS neutral, s::text::cx_paired = s AS round_trip,
	w::text::cx_paired = w AS weighted
FROM (SELECT paired_agg(b, a) AS s, paired_agg(wb, wa) AS w FROM customer) v;
SELECT nps_change(paired_agg(b, a)) = nps_change(paired_agg(wb, wa)) AS ones
FROM (SELECT nps_agg(score) FILTER (WHERE NOT after) AS b, nps_agg(score) FILTER (WHERE after) AS a,
		weighted_score_agg(score, 1, 0, 10) FILTER (WHERE NOT after) AS wb,
		weighted_score_agg(score, 1, 0, 10) FILTER (WHERE after) AS wa FROM answer GROUP BY customer) v;
CREATE TABLE many AS SELECT nps_agg((i * 7) % 11) AS b, nps_agg((i * i) % 11) AS a FROM generate_series(1,
	2000) i GROUP BY i;
CREATE TABLE serial AS SELECT paired_agg(b, a) AS s FROM many;
ANALYZE many;
SET seq_page_cost = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
SELECT test.plan('SELECT paired_agg(b, a) FROM many'), paired_agg(b, a) = (SELECT s FROM serial) AS state
	FROM many;

-- Text and binary form: what customers cannot have made is refused.
SELECT s, s::text::cx_paired = s AS round_trip FROM unnest(ARRAY['()', '(customers 3, answers 0 0)',
	'(weighted customers 1, answers 0 0)',
	'(customers 3, answers 3 4; 1..2: 1 2 / 3 1 / 1 0 1 0 / 2 2 1 / 5 0 / 1)']::cx_paired[]) s;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_paired', input))
FROM unnest(ARRAY['', '(customers 1)', '(customers 0, answers 0 0)', '(customers -1, answers 0 0)',
	'(customers 1, answers -1 1; 1..2: 0 0 / 1 0 / 0 0 0 0 / 0 0 0 / 1 0 / 0)',
	'(customers 1, answers 1 1; 1..2: 1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0 / 0)',
	'(customers 1, answers 1 0; 1..2: 1 0 / 0 0 / 1 0 1 0 / 0 0 0 / 0 0 / 0)',
	'(customers 1, answers 1 0; 1..2: 1 0 / 0 0 / 2 0 0 0 / 0 0 0 / 0 0 / 0)',
	'(customers 1, answers 1 0; 1..2: 1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0)',
	'(customers 1, answers 1 0; 1..12: 1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0 / 0)',
	'(weighted customers 1, answers 1 0; 1..2: 1e101 0 / 0 0 / 1e202 0 0 0 / 0 0 0 / 0 0 / 0)',
	'(weighted customers 1, answers 1 0; 1..2: -1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0 / 0)',
	'(weighted customers 1, answers 1 1; 1..2: 1 0 / 0 0 / 1 0 0 0 / 0 0 0 / 0 0 / 0)']) input;
SELECT encode(cx_paired_send('()'), 'hex') AS empty, length(cx_paired_send(s)) AS bytes,
	cx_paired_hash(s) = cx_paired_hash(s::text::cx_paired) AS hash, pg_column_size(s) AS in_memory
FROM (SELECT paired_agg(b, a) AS s FROM customer) v;
SELECT '()'::cx_paired::json,
	'(customers 3, answers 3 4; 1..2: 1 2 / 3 1 / 1 0 1 0 / 2 2 1 / 5 0 / 1)'::cx_paired::jsonb;
CREATE TABLE paired_io (s cx_paired);
INSERT INTO paired_io SELECT paired_agg(b, a) FROM many GROUP BY ctid::text;
SELECT count(*), count(DISTINCT s) = 11 AS different, max(pg_column_size(s)) < 500 AS compressed,
	min(s) < max(s) AS sorted
FROM paired_io;
DROP VIEW customer;
DROP TABLE answer, r, many, serial, paired_io;
