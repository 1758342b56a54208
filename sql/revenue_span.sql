-- Movements over a span: each period's end against that of so many periods before.
--
--    customer  Jan   Feb   Mar   Apr   May   Jun   Jul   Aug      over three months
--    1         |--- 20 ----|---------- 30 --------------...       Apr, May +10, then 30 against 30
--    2         |-15--|           |-15-------------------...       Apr nothing: away inside; May, Jun back
--    3         |---------- 40 ---------|                          May, Jun, Jul -40
--    4               |- 7 -|                       |- 7 ---...    May -7; Aug to Oct back, away for longer
--    5                           |- 9 -|                          Apr new; Jul -9
--    6         |- 8 -|- 5 ------------------------------...       Apr -3, then 5 against 5
CREATE TABLE subs (customer bigint, started date, ended date, amount numeric);
INSERT INTO subs VALUES
	(1, '2025-01-10', '2025-03-20', 20), (1, '2025-03-20', NULL, 30),
	(2, '2025-01-01', '2025-02-01', 15), (2, '2025-04-01', NULL, 15),
	(3, '2025-01-05', '2025-05-05', 40),
	(4, '2025-02-02', '2025-03-03', 7), (4, '2025-08-01', 'infinity', 7),
	(5, '2025-04-01', '2025-05-01', 9),
	(6, '2025-01-01', NULL, 8), (6, '2025-02-01', NULL, -3);
SELECT period, revenue_before AS before, new_revenue AS new, reactivated_revenue AS reactivated,
	expansion_revenue AS expansion, contraction_revenue AS contraction, churned_revenue AS churned,
	revenue_after AS after, round(nrr::numeric, 2) AS nrr, round(grr::numeric, 2) AS grr, complete
FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month', 3) FROM subs),
	'2025-08-15');
SELECT * FROM revenue_customers_table((SELECT revenue_agg(customer, started, ended, amount, 'month', 3)
	FROM subs), '2025-08-15');
SELECT revenue_agg(customer, started, ended, amount, 'month', 3) FROM subs;
-- 'infinity' is up to the last period in which something differs from its base: 7 of customer 4 to October.
SELECT min(period), max(period), count(*)
	FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month', 3) FROM subs),
		'infinity');
-- No rows where the series is shorter than the span, or has none; the state of one period is there all the
-- same, over a base of nothing.
SELECT n, count(t) AS rows, sum(t.complete::int) AS complete, min(t.period) AS first
	FROM generate_series(2, 10) n, LATERAL (SELECT revenue_agg(customer, started, ended, amount, 'month', n)
		AS s
	FROM subs) v LEFT JOIN LATERAL revenue_table(s, '2025-08-15') t ON true GROUP BY n ORDER BY n;
SELECT d, revenue_in(s, d), nrr(revenue_in(s, d))
	FROM (SELECT revenue_agg(customer, started, ended, amount, 'month', 3) AS s FROM subs) v,
	unnest('{2024-12-31, 2025-01-01, 2025-03-31, 2025-04-01, 2025-07-31, 2030-01-01}'::date[]) d;
SELECT revenue_agg(customer, started, ended, amount, 'month', 3) FROM subs WHERE false;
SELECT count(*) FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month', 3) FROM subs
	WHERE customer IS NULL), 'infinity');
SELECT count(*) FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month', 3)
	FROM subs), '-infinity');
-- A span of one is the form without: the same bytes.
SELECT p, revenue_agg(customer, started, ended, amount, p, 1) = revenue_agg(customer, started, ended,
	amount, p)
	AS same, cx_revenue_series_send(revenue_agg(customer, started, ended, amount, p, 1)) =
	cx_revenue_series_send(revenue_agg(customer, started, ended, amount, p)) AS sent
	FROM subs, unnest('{day, week, month, quarter, year}'::cx_period[]) p GROUP BY p ORDER BY p;

-- Literals, NULLs and typed expressions find their form, for every type of customer, time and amount, as they
-- do without a span; a number is the span, what is in quotes the zone.
CREATE FUNCTION pg_temp.outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE 'SELECT revenue_agg(' || call || ')' INTO result;
	RETURN result;
EXCEPTION WHEN others THEN
	RETURN SQLSTATE || ': ' || SQLERRM;
END $$;
CREATE TABLE calls AS
SELECT t LIKE '%timestamptz%' AS instant, format('%s, %s, %s, %s', c, replace(t, '$', '2025-01-10'),
	CASE WHEN e THEN replace(t, '$', '2025-02-10') ELSE 'NULL' END, m) AS call
FROM unnest(ARRAY['1', '1::smallint', '1::bigint', '''one''', '''one''::text', '''one''::varchar',
		'md5(''1'')::uuid']) c,
	unnest(ARRAY['date ''$''', '''$''::date', 'timestamp ''$''', 'timestamptz ''$ 12:00+00''',
		'(''$ 12:00+00''::text)::timestamptz']) t,
	unnest('{5, 5::smallint, 5::bigint, 5.0, 5::float8, 5::real, (4 + 1)}'::text[]) m,
	unnest('{t, f}'::bool[]) e;
SELECT instant, tail, count(*),
	array_agg(DISTINCT regexp_replace(pg_temp.outcome(call || tail), '2025-..-01.*', '...')) AS outcomes
FROM calls, unnest(ARRAY[', ''month''', ', ''month'', 2', ', ''month''::cx_period, 1 + 1',
	', ''month'', 2::smallint', ', ''month'', ''Europe/Berlin''', ', ''month'', ''Europe/Berlin''::text',
	', ''month'', ''UTC'', 2', ', ''month'', ''UTC''::cx_zone, 2', ', ''month'', NULL', ', NULL, 2',
	', ''month'', NULL::integer', ', ''month'', NULL, 2', ', ''month'', ''UTC'', NULL',
	', ''month'', ''2''']) tail
GROUP BY instant, tail ORDER BY instant, tail COLLATE "C";
-- A start without a type is ambiguous beside a span if it is without one.
SELECT call, left(pg_temp.outcome(call || ', ''month'''), 25) AS without,
	left(pg_temp.outcome(call || ', ''month'', 2'), 25) AS with_span
FROM unnest(ARRAY['1, ''2025-01-10'', NULL, 5', '1, ''2025-01-10'', ''2025-02-10'', 5.0',
	'1, NULL, NULL, 5::float8', '1, NULL, NULL, NULL', '''one'', ''2025-01-10'', NULL::date, 5']) call;

-- Spans that are none.
SELECT revenue_agg(customer, started, ended, amount, 'month', 0) FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'month', -12) FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'month', 65536) FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'month', NULL::integer) FROM subs;
-- NULL is an error on rows that are skipped, too, as a NULL period is
SELECT revenue_agg(NULL::bigint, started, ended, amount, 'month', NULL::integer) FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'month', (2 + customer % 2)::integer ORDER BY customer)
	FROM subs;
SELECT revenue_agg(1, '2025-02-01 00:00+00'::timestamptz, NULL::timestamptz, 1, 'month', 'UTC', 0);
SELECT revenue_agg(1, date '2025-02-01', timestamptz '2025-03-01 00:00+00', 1, 'month', 'UTC', 2);
SELECT revenue_agg(customer, started, ended, amount, 'month', 2) + revenue_agg(customer, started, ended,
	amount,
	'month') FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'month', 2) - revenue_agg(customer, started, ended,
	amount,
	'month', 3) FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'month', 2) + revenue_agg(customer, started, ended,
	amount,
	'year', 2) FROM subs;
SELECT rollup(s ORDER BY n) FROM (SELECT n, revenue_agg(customer, started, ended, amount, 'month', n) AS s
	FROM subs, generate_series(11, 12) n GROUP BY n) v;
-- A negative sum at the end of a period is an error as it is without a span; a discount is not.
SELECT revenue_agg(1, s::date, e::date, a, 'month', 12)
	FROM (VALUES ('2025-01-01', NULL, 20), ('2025-03-01', '2025-04-01', -21)) v (s, e, a);
SELECT revenue_agg(1, date '2025-03-01', NULL, -1, 'month', 12);
SELECT revenue_agg(1, date '2025-03-01', NULL, -0.0000001, 'month', 12);
-- Series over a span add up and subtract, beside the empty one; what cancels is gone, span and all.
SELECT a + '()' = a AND '()' + a = a AS empty, a + b - b = a AS back, b - b AS none, a - a + b = b AS again,
	a + b = whole AS whole
FROM (SELECT revenue_agg(customer, started, ended, amount, 'month', 3) AS whole,
	revenue_agg(customer, started, ended, amount, 'month', 3) FILTER (WHERE customer < 4) AS a,
	revenue_agg(customer, started, ended, amount, 'month', 3) FILTER (WHERE customer >= 4) AS b FROM subs) v;
-- Text, binary, json.
SELECT s, s::text::cx_revenue_series = s AS round_trip, s::jsonb ->> 'span' AS span
FROM unnest('{"()", "(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)",
	"(month span 2; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)",
	" ( week_sunday  span  065535; 2018-01-07:1 50,0 0,0 0,0 0,0 0)"}'::cx_revenue_series[]) s;
SELECT span,
	test.detail(format('SELECT ''(%s; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)''::cx_revenue_series', span))
FROM unnest('{month span 12, monthspan 2, month span 0, month span 1, month span -2, month span 65536,
	month span 9223372036854775808, month span, month span 2.5, month 2, span 2 month, span 2, month span 2 2,
	month span 2 span 2, month Span 2}'::text[]) span;
SELECT test.detail('SELECT ''(month span 12)''::cx_revenue_series');
SELECT '(month span 2; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series =
	'(month span 3; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)' AS eq;
-- Binary: version 2, the period, the span in two bytes, then the cells as in version 1.
CREATE TABLE span_io (s cx_revenue_series);
CREATE FUNCTION pg_temp.receive(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; copy bytea := '\x5047434f50590aff0d0a00'::bytea || int4send(0) || int4send(0) ||
	int2send(1::int2) || int4send(length(message)) || message || int2send((-1)::int2);
BEGIN
	TRUNCATE span_io;
	EXECUTE format('COPY span_io FROM PROGRAM %L (FORMAT binary)', 'printf ''' ||
		(SELECT string_agg('\' || (b / 64)::text || (b / 8 % 8)::text || (b % 8)::text, '' ORDER BY i)
		FROM (SELECT i, get_byte(copy, i) AS b FROM generate_series(0, length(copy) - 1) i) v) || '''');
	RETURN (SELECT s FROM span_io);
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, nullif(detail, ''));
END $$;
SELECT left(encode(sent, 'hex'), 16) AS head, what, pg_temp.receive(CASE k
	WHEN 1 THEN sent WHEN 2 THEN overlay(sent PLACING '\x01' FROM 1)
	WHEN 3 THEN overlay(sent PLACING '\x0000' FROM 3) WHEN 4 THEN overlay(sent PLACING '\x0001' FROM 3)
	WHEN 5 THEN overlay(sent PLACING '\xffff' FROM 3) WHEN 6 THEN overlay(sent PLACING '\x03' FROM 1)
	WHEN 7 THEN '\x02030002'::bytea || int4send(0) WHEN 8 THEN '\x0200000200000000'::bytea
	WHEN 9 THEN substring(sent FROM 1 FOR 3) WHEN 10 THEN '\x010000000000'::bytea END)
FROM (VALUES (cx_revenue_series_send('(month span 12; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)'))) v (sent),
	unnest('{as it is, version 1, span 0, span 1, span 65535, version 3, no cells, no period, cut off,
	empty}'::text[]) WITH ORDINALITY w (what, k) ORDER BY k;
DROP TABLE span_io, subs, calls;
-- Customers of every kind, amounts of every size, and days far apart.
CREATE TABLE rows (c bigint, s date, e date, a numeric);
INSERT INTO rows SELECT i % 40, date '2024-01-01' + i * 7 % 500, CASE WHEN i % 3 > 0
	THEN date '2024-01-01' + i * 7 % 500 + i % 90 END, 10 + i % 13 FROM generate_series(1, 200) i;
SELECT count(DISTINCT s::text) FROM (
	SELECT revenue_agg(c, s, e, a, 'week', 5) AS s FROM rows
	UNION ALL SELECT revenue_agg(c::text, s, e, a, 'week', 5) FROM rows
	UNION ALL SELECT revenue_agg(md5(c::text)::uuid, s, e, a, 'week', 5) FROM rows
	UNION ALL SELECT revenue_agg(c::smallint, s::timestamp, e::timestamp, a::float8, 'week', 5) FROM rows
	UNION ALL SELECT revenue_agg(c::int, s::timestamp AT TIME ZONE 'Asia/Tokyo',
		e::timestamp AT TIME ZONE 'Asia/Tokyo', a::int, 'week', 'Asia/Tokyo', 5) FROM rows
	UNION ALL SELECT revenue_agg(c, s, e, a, 'week', 5 ORDER BY a, s DESC) FROM rows) v;
-- sums beyond bigint's millionths, and amounts that are no whole millionths: the rest stays exact
SELECT revenue_agg(c, s::date, e::date, a, 'year', 2)
	FROM (VALUES (1, '2025-01-01', NULL, 9223372036854.775807), (1, '2026-01-01', '2027-01-01',
	9223372036854.775807), (2, '2025-01-01', '2026-01-01', 3.25), (0, '2025-01-01', NULL, 1)) v (c, s, e, a);
SELECT revenue_agg(c, s::date, e::date, a, 'year', 2)
	FROM (VALUES (1, '2025-01-01', NULL, 1e20), (1, '2026-01-01', '2027-01-01', 0.0000001),
	(0, '2025-01-01', '2026-01-01', 3.25)) v (c, s, e, a);
SELECT revenue_agg(i, date '2025-01-01', date '2026-01-01', 9223372036854.775807, 'year', 2)
	FROM generate_series(1, 20) i;
SELECT revenue_agg(i, date '2025-01-01', date '2026-01-01', 4611686018427.387904, 'year', 2)
	FROM generate_series(1, 4) i;
-- A year 5000 by mistake, and the last dates there are: what would be after them is in no row.
SELECT revenue_agg(c, s::date, e::date, 1, 'day', 2)
	FROM (VALUES (1, '2025-01-01', '5000-01-01'), (2, '2025-06-01', '2025-06-02')) v (c, s, e);
SELECT revenue_agg(c, s::date, e::date, 1, 'day', 3)
	FROM (VALUES (1, '5874897-12-30', NULL), (2, '5874897-12-29', '5874897-12-30')) v (c, s, e);
SELECT p, revenue_agg(1, date '5874897-12-31', NULL, 1, p, 65535) FROM unnest('{month, year}'::cx_period[]) p
	GROUP BY p ORDER BY p;
SELECT count(*), min(period), max(period)
	FROM revenue_table((SELECT revenue_agg(1, date '4712-02-03 BC', NULL, 1, 'year', 1000)), '0001-01-01');
-- By day over 65535 days: as many cells, and no more of them for ten customers.
SELECT jsonb_array_length(s::jsonb -> 'movements') AS cells, (SELECT count(*) FROM revenue_table(s,
	date '2025-01-01' + 65535 + 10)) AS rows
	FROM (SELECT revenue_agg(c, date '2025-01-01', NULL, c, 'day', 65535) AS s FROM generate_series(1,
		10) c) v;
-- More cells than a state can have.
SELECT test.refusal('SELECT revenue_agg(i, date ''0001-01-01'' + 70000 * i, NULL, 1, ''day'', 65535)
	FROM generate_series(1, 100) i');
DROP TABLE rows;
