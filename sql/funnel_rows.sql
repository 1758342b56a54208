-- What funnel() and chain_agg() keep of a row: times at every distance, and many steps, come back as they
-- were.
-- Microseconds since 2000, by parts that are exact.
CREATE FUNCTION at(micros numeric) RETURNS timestamp IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN timestamp '2000-01-01' + div(micros, 86400000000)::integer * interval '1 day'
	+ mod(micros, 86400000000)::bigint * interval '1 microsecond';
-- From the first and the last time that there is, and from others, to what is a power of two later or
-- earlier, in microseconds, seconds and days, and one off that.
CREATE FUNCTION day(days numeric) RETURNS timestamp IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN timestamp '2000-01-01' + days::integer * interval '1 day';
CREATE TABLE pair AS
SELECT least(a, b) AS a, greatest(a, b) AS b, row_number() OVER () AS n
FROM (VALUES (-211813488000000000), (-1), (0), (825770096789000), (9223371331199999999)) AS v (a),
	generate_series(0, 63) AS power, (VALUES (1), (1000000), (86400000000)) AS w (unit),
	generate_series(-1, 1) AS more, (VALUES (-1), (1)) AS x (sign),
	LATERAL (SELECT a + sign * (2::numeric ^ power + more) * unit AS b) AS y
WHERE b BETWEEN -211813488000000000 AND 9223371331199999999;
CREATE TABLE answer AS
SELECT n, a, b, step_times_local(chain_agg(at, '2562047788:00:54.775807', first, NOT first)) AS up,
	step_times_local(chain_agg(at, '2562047788:00:54.775807', first, NOT first ORDER BY at DESC)) AS down,
	step_times_local(chain_agg('strict_order', at, '2562047788:00:54.775807', first, NOT first)) AS strict
FROM pair, LATERAL (VALUES (at(a), true), (at(b), false)) AS v (at, first) GROUP BY n, a, b;
-- A within cannot be as long as some times are apart.
SELECT count(*) AS pairs, count(*) FILTER (WHERE b - a > 9223372036854775807) AS beyond,
	bool_and(up = CASE WHEN b - a > 9223372036854775807 THEN ARRAY[at(a)] ELSE ARRAY[at(a), at(b)] END)
		AS kept, bool_and(down = up) AS down, bool_and(strict = up) AS strict FROM answer;
-- Days likewise, counted from 2000 on.
SELECT count(*) AS pairs, count(*) FILTER (WHERE b - a > 106751991) AS beyond,
	bool_and(up = CASE WHEN b - a > 106751991 THEN ARRAY[day(a)] ELSE ARRAY[day(a), day(b)] END) AS kept,
	bool_and(down = up) AS down
FROM (SELECT a, b, step_times_local(chain_agg(at, '2562047788:00:54.775807', first, NOT first)) AS up,
		step_times_local(chain_agg(at, '2562047788:00:54.775807', first, NOT first ORDER BY at DESC)) AS down
	FROM (SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b
		FROM (VALUES (-2451545), (-1), (0), (106751982)) AS v (a), generate_series(0, 26) AS power,
			generate_series(-1, 1) AS more, (VALUES (-1), (1)) AS w (sign),
			LATERAL (SELECT a + sign * (2::numeric ^ power + more)::integer AS b) AS x
		WHERE b BETWEEN -2451545 AND 106751982
		UNION SELECT -2451545, 106751982) AS pair,
		LATERAL (VALUES (date '2000-01-01' + a, true), (date '2000-01-01' + b, false)) AS y (at, first)
	GROUP BY a, b) AS s;
-- As many rows as steps, each of which meets one: bytes and words of a row filled to the end, and one more.
SELECT n, funnel(at, '1 day', VARIADIC steps) AS reached,
	funnel(at, '1 day', VARIADIC steps ORDER BY i % 7, i) AS shuffled,
	steps_reached(chain_agg('strict_once', at, '1 day', VARIADIC steps ORDER BY i DESC)) AS once,
	funnel('strict_order', at, '1 day', VARIADIC steps) AS in_order
FROM unnest('{1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 128, 463, 464, 465, 1000}'::integer[]) AS n,
	generate_series(1, n) AS i,
	LATERAL (SELECT timestamp '2026-01-01' + i * interval '1 s' + i / 2 % 2 * interval '1 us' AS at,
		array_fill(false, ARRAY[i - 1]) || true || array_fill(false, ARRAY[n - i]) AS steps) AS v
GROUP BY n ORDER BY n;
-- Rows that meet no step are none, but in strict_order; only one of these chains is broken.
SELECT funnel(at, '1 day', i = 0, i = 299) AS plain, funnel('strict_order', at, '1 day', i = 0, i = 299)
	AS in_order, funnel('strict_order', at, '1 day', i = 0, i > 0 AND i < 300) AS filled
FROM generate_series(0, 299) AS i,
	LATERAL (SELECT timestamp '2026-01-01' + i * interval '1.5 s' AS at) AS v;
-- Each customer may have a funnel of his own, which is one for all his rows, those that meet nothing, too.
SELECT customer, funnel(at, customer * interval '1 day', at < '2026-01-02', at > '2026-01-02') AS reached,
	steps_reached(chain_agg(at, '3 days', VARIADIC array_fill(at <> '2026-01-02', ARRAY[customer]))) AS steps
FROM generate_series(1, 3) AS customer, generate_series(date '2026-01-01', '2026-01-03', '1 day') AS day,
	date(day) AS at GROUP BY customer ORDER BY customer;
SELECT test.refusal(statement) FROM unnest(ARRAY[
	'SELECT funnel(now(), i * interval ''1 day'', i = 1) FROM generate_series(1, 2) i',
	'SELECT funnel((ARRAY['''', ''strict_once''])[i]::cx_funnel_mode, now(), ''1 day'', i = 1)
		FROM generate_series(1, 2) i',
	'SELECT g, chain_agg(now(), (g + i / 4) * interval ''1 day'', i = 1)
		FROM generate_series(1, 2) g, generate_series(1, 4) i GROUP BY g']) AS statement;
DROP TABLE pair, answer;
DROP FUNCTION at, day;
