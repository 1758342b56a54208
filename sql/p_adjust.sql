-- Many tests at once.
-- The fifteen p-values of Benjamini and Hochberg 1995, and what R's p.adjust makes of them.
SELECT p::text AS given, round(b::numeric, 7) AS bh, round(h::numeric, 4) AS holm,
	round(f::numeric, 4) AS bonferroni
FROM (VALUES ('{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
	.7590, 1}'::float8[])) AS paper (all_p),
	unnest(all_p, p_adjust(all_p, 'bh'), p_adjust(all_p), p_adjust(all_p, 'bonferroni')) AS v (p, b, h, f)
ORDER BY p;
-- Rejected at 0.05: the paper counts 4 by BH, 3 by Bonferroni and 9 uncorrected.
SELECT count(*) FILTER (WHERE b <= 0.05) AS bh, count(*) FILTER (WHERE h <= 0.05) AS holm,
	count(*) FILTER (WHERE f <= 0.05) AS bonferroni, count(*) FILTER (WHERE n <= 0.05) AS uncorrected
FROM (VALUES ('{1, .7590, .6528, .5719, .4262, .3240, .0459, .0344, .0298, .0278, .0201, .0095, .0019, .0004,
	.0001}'::float8[])) AS paper (p),
	unnest(p_adjust(p, 'BH'), p_adjust(p, 'Holm'), p_adjust(p, 'bonferroni'), p_adjust(p, 'none')) AS v (b,
		h, f, n);
-- In the order given; a NULL stays and is no test.
SELECT p_adjust('{0.04, NULL, 0.01, 0.03}') AS three_tests, p_adjust('{NULL, NULL}') AS none,
	p_adjust('{}') AS empty,
	p_adjust('{0.2}', 'bh') AS one, p_adjust(NULL) IS NULL AS of_null, p_adjust('{0, 1, 0.5}',
		'bonferroni') AS bounds;
-- By the definitions, in SQL, on drawn p-values with ties.
WITH drawn AS (
	SELECT set, i, CASE WHEN i % 3 = 0 THEN (set * 7 + i) % 10 / 10.0
		ELSE (hashint4(set * 100 + i)::bigint + 2147483648) / 4294967296.0 END::float8 AS p
	FROM generate_series(1, 40) AS set, generate_series(1, 30) AS i WHERE i <= set
), ranked AS (
	SELECT *, row_number() OVER up AS rank, count(*) OVER (PARTITION BY set) AS m FROM drawn
	WINDOW up AS (PARTITION BY set ORDER BY p, i)
), defined AS (
	SELECT *, max(least(1, (m - rank + 1) * p)) OVER (PARTITION BY set ORDER BY rank) AS holm,
		min(least(1, m * p / rank)) OVER (PARTITION BY set ORDER BY rank DESC) AS bh,
			least(1, m * p) AS bonferroni
	FROM ranked
), ours AS (
	SELECT set, h, b, f, i
	FROM (SELECT set, array_agg(p ORDER BY i) AS p FROM drawn GROUP BY set) AS s,
		unnest(p_adjust(p, 'holm'), p_adjust(p, 'bh'), p_adjust(p, 'bonferroni')) WITH ORDINALITY AS v (h, b,
			f, i)
)
SELECT count(*), bool_and(abs(holm - h) < 1e-14) AS holm, bool_and(abs(bh - b) < 1e-14) AS bh,
	bool_and(abs(bonferroni - f) < 1e-14) AS bonferroni, bool_and(p <= b AND b <= h AND h <= f) AS in_order
FROM defined JOIN ours USING (set, i);
SELECT test.refusal($$SELECT p_adjust('{0.5, 1.5}')$$);
SELECT test.refusal($$SELECT p_adjust('{-0.1}')$$);
SELECT test.refusal($$SELECT p_adjust('{NaN}', 'bh')$$);
SELECT test.refusal($$SELECT p_adjust('{{0.5}, {0.1}}')$$);
SELECT test.refusal($$SELECT p_adjust('{0.5}', 'hochberg')$$);
SELECT test.refusal($$SELECT p_adjust('{0.5}', NULL)$$);
