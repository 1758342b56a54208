-- session_number: a new session when more than the gap has passed.
SET timezone = 'UTC';
CREATE TABLE visit (customer integer, at timestamptz);
INSERT INTO visit VALUES (1, '2026-03-01 09:00Z'), (1, '2026-03-01 09:29Z'), (1, '2026-03-01 09:59Z'),
	(1, '2026-03-01 10:29:00.000001Z'), (1, '2026-03-01 10:29:00.000001Z'), (2, '2026-03-01 09:00Z'),
	(2, NULL), (2, '2026-03-02 09:00Z'), (3, NULL);
-- Exactly the gap is still the same session; a NULL gives NULL and is passed over, wherever it is.
SELECT customer, at, session_number(at, '30 minutes') OVER (PARTITION BY customer ORDER BY at) AS last,
	session_number(at, '30 minutes') OVER (PARTITION BY customer ORDER BY at NULLS FIRST) AS first,
	session_number(at, '1 day') OVER (PARTITION BY customer ORDER BY at) AS day
FROM visit ORDER BY 1, 2;
-- Dates and local times; between dates are whole days.
SELECT day, session_number(day, '1 day') OVER w AS day1, session_number(day, '47:59:59') OVER w AS short,
	session_number(day, '2 days') OVER w AS day2
FROM (VALUES (date '2026-02-27'), ('2026-02-28'), ('2026-03-02'), ('2026-03-05')) v (day)
WINDOW w AS (ORDER BY day) ORDER BY day;
SELECT at, session_number(at, '1 hour') OVER (ORDER BY at)
FROM (VALUES (timestamp '2026-03-29 01:30'), ('2026-03-29 02:30'), ('2026-03-29 03:30:01')) v (at)
ORDER BY at;
-- A day has 24 hours, whatever the zone: these two noons are 23 hours apart.
SET timezone = 'Europe/Berlin';
SELECT session_number(at, '23 hours') OVER (ORDER BY at),
	session_number(at, '22:59:59') OVER (ORDER BY at) AS shorter
FROM (VALUES (timestamptz '2026-03-28 12:00'), ('2026-03-29 12:00')) v (at) ORDER BY at;
SET timezone = 'UTC';
-- From one end of time to the other.
SELECT session_number(day, '106751991 days') OVER (ORDER BY day)
FROM (VALUES (date '4713-01-01 BC'), ('5874897-12-31')) v (day) ORDER BY day;
SELECT session_number(at, '106751991 days') OVER (ORDER BY at)
FROM (VALUES (timestamptz '4713-01-01 00:00Z BC'), ('294276-12-31 23:59Z')) v (at) ORDER BY at;
-- The frame does not matter, and a gap may be a column's.
SELECT count(*) AS differ FROM (
	SELECT session_number(at, '30 minutes') OVER (PARTITION BY customer ORDER BY at) AS all,
		session_number(at, '30 minutes') OVER (PARTITION BY customer ORDER BY at
			ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS framed
	FROM visit) v WHERE framed IS DISTINCT FROM "all";
SELECT i, session_number(timestamp '2026-01-01' + i * interval '1 h', i * interval '30 min') OVER (ORDER BY i)
FROM generate_series(1, 4) i ORDER BY i;
-- What is refused.
SELECT statement, test.refusal('SELECT ' || statement || ' FROM visit') FROM (VALUES
	('session_number(at, NULL) OVER (PARTITION BY customer ORDER BY at)'),
	('session_number(at, ''0'') OVER (PARTITION BY customer ORDER BY at)'),
	('session_number(at, ''-30 minutes'') OVER (PARTITION BY customer ORDER BY at)'),
	('session_number(at, ''1 month'') OVER (PARTITION BY customer ORDER BY at)'),
	('session_number(at, ''30 minutes'') OVER (PARTITION BY customer ORDER BY at DESC)'),
	('session_number(at::timestamp, ''30 minutes'') OVER (PARTITION BY customer ORDER BY at DESC)'),
	('session_number(at::date, ''30 minutes'') OVER (PARTITION BY customer ORDER BY at DESC)'),
	('session_number(''infinity''::timestamptz, ''30 minutes'') OVER ()'),
	('session_number(''-infinity''::date, ''30 minutes'') OVER ()'),
	('session_number(at, 30) OVER (PARTITION BY customer ORDER BY at)'),
	('session_number(at, ''30 minutes'')')) v (statement);
DROP TABLE visit;
-- Against plain SQL, over random rows with ties and NULLs.
SELECT setseed(0.20261129);
CREATE TABLE visit AS
SELECT customer, i AS row, CASE WHEN random() < 0.05 THEN NULL ELSE
	timestamptz '2026-01-01 00:00Z' + (random() * random() * 2000)::int * interval '60.5 s' END AS at
FROM generate_series(1, 200) customer, generate_series(1, customer % 50) i;
CREATE TABLE gaps (gap interval);
INSERT INTO gaps VALUES ('1 microsecond'), ('5 min 2.5 s'), ('30 min'), ('1 day'), ('1000 days');
SELECT count(*) AS rows, max(ours) > 20 AS many,
	count(*) FILTER (WHERE ours IS DISTINCT FROM theirs) AS differ
FROM (SELECT gap, customer, row,
		session_number(at, gap) OVER (PARTITION BY gap, customer ORDER BY at, row) AS ours
	FROM gaps, visit) v
LEFT JOIN (
	SELECT gap, customer, row,
		sum(new) OVER (PARTITION BY gap, customer ORDER BY at, row ROWS UNBOUNDED PRECEDING) AS theirs
	FROM (SELECT gap, customer, at, row, coalesce(
			at - lag(at) OVER (PARTITION BY gap, customer ORDER BY at, row) > gap, true)::int AS new
		FROM gaps, visit WHERE at IS NOT NULL) r) w USING (gap, customer, row);
-- A session has no gap, and between two there is one.
SELECT bool_and(biggest <= '30 min') AS within, bool_and(before > '30 min') AS between FROM (
	SELECT max(at - prior) FILTER (WHERE session = prior_session) AS biggest,
		min(at - prior) FILTER (WHERE session <> prior_session) AS before
	FROM (SELECT customer, at, session, lag(at) OVER w AS prior, lag(session) OVER w AS prior_session
		FROM (SELECT *, session_number(at, '30 min') OVER (PARTITION BY customer ORDER BY at) AS session
			FROM visit WHERE at IS NOT NULL) v
		WINDOW w AS (PARTITION BY customer ORDER BY at)) u) t;
DROP TABLE visit, gaps;
RESET timezone;
