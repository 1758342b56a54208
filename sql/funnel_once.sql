-- strict_once among many rows of one time: each row is one step, and it is the one that helps most.
CREATE FUNCTION steps_of(mask integer, steps integer) RETURNS boolean[] IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN (SELECT array_agg(mask >> i & 1 = 1 ORDER BY i) FROM generate_series(0, steps - 1) i);
-- By hand: rows that meet steps 1 and 2 are the first two of them, however many there are; one row that meets
-- 3 and 4 is only one of the two; and a row may have to leave its step to one that meets no other.
SELECT what, expected, count(*) AS rows, funnel('strict_once', date '2026-01-01', '0',
	VARIADIC steps_of(mask, 4))
FROM (VALUES ('two steps only', 2, '{3}'::int[], 100), ('one of two', 3, '{3,12}', 100),
		('both of two', 4, '{3,12,12}', 100), ('leaves its step', 2, '{3,1}', 0),
		('leaves it to another that does', 4, '{6,3,12,1}', 0), ('no row for the third', 2, '{3,1,8}', 80),
		('three for three', 3, '{7,7,7}', 0), ('two for three', 2, '{7,7}', 0))
		v (what, expected, masks, more),
	LATERAL (SELECT unnest(masks) AS mask UNION ALL SELECT masks[1] FROM generate_series(1, more)) r
GROUP BY what, expected ORDER BY what COLLATE "C";

-- Hall's theorem says the same: steps j + 1 to k are rows of one time if and only if any of them are met by
-- at least as many rows as they are. Up to three times, each leads on from where the one before ended.
SELECT setseed(0.31);
CREATE TABLE event AS
SELECT customer, t, n, CASE WHEN customer % 4 = 0 AND n > 5 THEN 3
	ELSE (1 + random() * 62)::int & (random() * 63)::int | 1 << (random() * 5)::int END AS mask
FROM generate_series(1, 160) customer, generate_series(1, 3) t,
	generate_series(1, CASE WHEN customer % 4 = 0 THEN 80 ELSE 2 + customer % 5 END) n;
-- sets of steps that too few rows meet
CREATE TABLE lacking AS
SELECT customer, t, first, last
FROM (SELECT customer, t, mask, count(*) AS rows FROM event GROUP BY customer, t, mask) e,
	(SELECT set, count(*) AS steps, min(i) AS first, max(i) AS last
		FROM generate_series(1, 63) set, generate_series(0, 5) i WHERE set >> i & 1 = 1 GROUP BY set) s
GROUP BY customer, t, set, steps, first, last
HAVING coalesce(sum(rows) FILTER (WHERE mask & set <> 0), 0) < steps;
WITH RECURSIVE reached (customer, t, step) AS (
	SELECT DISTINCT customer, 0, 0 FROM event
	UNION
	SELECT r.customer, r.t + 1, k FROM reached r, generate_series(0, 6) k
	WHERE r.t < 3 AND k >= r.step AND NOT EXISTS (SELECT FROM lacking l
		WHERE (l.customer, l.t) = (r.customer, r.t + 1) AND l.first >= r.step AND l.last < k)),
hall AS (SELECT customer, max(step) AS reached FROM reached GROUP BY customer)
SELECT reached, count(*) AS customers, count(*) FILTER (WHERE rows > 64) AS crowded,
	count(*) FILTER (WHERE ours <> reached) AS broken
FROM (SELECT customer, count(*) FILTER (WHERE t = 1 AND bit_count(mask::bit(6)) > 1) AS rows,
		funnel('strict_once', date '2026-01-01' + t, '3 days', VARIADIC steps_of(mask, 6)) AS ours
	FROM event GROUP BY customer) v JOIN hall USING (customer)
GROUP BY reached ORDER BY reached;

-- Laws, in every mode: strict_once changes nothing where a row meets one step, and first_start nothing where
-- all starts are at one time. With strict_increase the first does not hold: without strict_once ClickHouse
-- lets a start hide the one before from the steps of its time.
CREATE TABLE mode AS
SELECT words::cx_funnel_mode AS mode, (words || ', strict_once')::cx_funnel_mode AS once,
	(words || ', strict_once, first_start')::cx_funnel_mode AS start
FROM unnest('{strict_order,"strict_order, allow_reentry",strict_deduplication,strict_increase,
	"strict_order, strict_deduplication"}'::text[]) words
UNION ALL SELECT '', 'strict_once', 'strict_once, first_start';
CREATE TABLE steps AS
SELECT mask, steps_of(mask, 6) AS some_of, steps_of(mask & -mask, 6) AS one FROM generate_series(1, 63) mask;
CREATE TABLE answer AS
SELECT customer, mode, count(DISTINCT at) FILTER (WHERE mask & 1 = 1) AS starts,
	chain_agg(mode, at, '2 days', VARIADIC one) AS one,
	chain_agg(once, at, '2 days', VARIADIC one) AS one_once,
	funnel(once, at, '2 days', VARIADIC some_of) AS reached,
	chain_agg(once, at, '2 days', VARIADIC some_of) AS chain,
	funnel(start, at, '2 days', VARIADIC some_of) AS first_start,
	funnel(once, at, '2 days', VARIADIC some_of ORDER BY mask % 5, n % 3, at DESC) AS shuffled
FROM (SELECT *, date '2026-01-01' + t AS at FROM event JOIN steps USING (mask)
	WHERE n < 10 AND mask & (customer % 64) <> mask) e, mode
GROUP BY customer, mode;
SELECT mode, count(*) AS customers, count(DISTINCT reached) AS depths,
	bool_and(step_times_local(one) = step_times_local(one_once)) AS one_step,
	count(*) FILTER (WHERE starts = 1) AS starts, bool_and(first_start = reached) FILTER (WHERE starts = 1)
		AS one_start, bool_and(shuffled = reached AND steps_reached(chain) = reached) AS any_order
FROM answer GROUP BY mode ORDER BY mode::text COLLATE "C";

-- A thousand steps, each met by two rows of which each meets two, at one time; and rows that meet the first
-- steps, each one more than the one before.
SELECT steps_reached(chain_agg('strict_once', date '2026-01-01', '0', VARIADIC CASE row WHEN 1000
	THEN '{t' || repeat(',f', 998) || ',t}'
	ELSE '{' || repeat('f,', row - 1) || 't,t' || repeat(',f', 999 - row) || '}' END::boolean[])) AS ring
FROM generate_series(1, 1000) row;
SELECT funnel('strict_once', date '2026-01-01' + day, '9 days',
	VARIADIC ('{t' || repeat(',t', row - 1) || repeat(',f', 400 - row) || '}')::boolean[]) AS stairs
FROM generate_series(1, 400) row, generate_series(1, 2) day;
-- The last row that meets a step repeats it where another could have been the step.
SELECT what, expected, funnel('strict_once, strict_deduplication', date '2026-01-01' + day, '9 days',
	VARIADIC steps_of(mask, 3))
FROM (VALUES ('another row', 2, 1, 1), ('another row', 2, 2, 2), ('another row', 2, 2, 6),
	('another row', 2, 3, 4), ('no other', 3, 1, 1), ('no other', 3, 2, 6), ('no other', 3, 3, 4),
	('the other is the start', 3, 1, 3), ('the other is the start', 3, 1, 2),
	('the other is the start', 3, 2, 4), ('a start is there', 2, 1, 1), ('a start is there', 2, 2, 3),
	('a start is there', 2, 2, 2), ('a start is there', 2, 3, 4)) v (what, expected, day, mask)
GROUP BY what, expected ORDER BY what COLLATE "C";
DROP TABLE event, lacking, mode, steps, answer;
DROP FUNCTION steps_of;
