-- Text, binary, equality, hashing and casts of cx_revenue and cx_revenue_series.
SELECT s, s::text::cx_revenue = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5.000000000000000000000000000001,
		contraction 0: 0, churned 1: 50)',
	'(before -3: -120.5, new -1: -20, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)',
	'(before 0: 0.1, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)',
	'(before 9223372036854775807:
		57896044618658097711785492504343953926634992332.820282019728792003956564819967,
		new -9223372036854775808:
		-57896044618658097711785492504343953926634992332.820282019728792003956564819968, reactivated 0: 0,
		expansion 0: 0, contraction 0: 0, churned 0: 0)'
]::cx_revenue[]) AS s;
SELECT s, s::text::cx_revenue_series = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)',
	'(day; 1999-12-29: 1 50, 0 0, 0 0, 0 0, 0 0; 2000-01-08: 0 0, 0 0.01, -1 -5, 0 0, 1 50)'
]::cx_revenue_series[]) AS s;
-- Blanks and zeros are free; the output has one form.
SELECT E'(before 03:120.50,new 1 : 20.0 ,
	reactivated 0:0,expansion 0: -0,contraction 0: 0.00,churned\t1:0050)'::cx_revenue, E'\n( ) '::cx_revenue;
SELECT
	E' ( month;2018-01-01 : 1 50.0,0 0,0 0,0 0,0 0;\n2018-02-01: 0 0,0 0,0 0,0 0,1 050 ) '::cx_revenue_series,
	E'( )\n'::cx_revenue_series;
-- Every one of these is refused.
CREATE FUNCTION pg_temp.detail(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, nullif(detail, ''));
END $$;
SELECT pg_temp.detail(format('SELECT %L::cx_revenue',
	replace(input, '$', 'reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0'))) AS refusal,
	array_agg(input) AS inputs
FROM unnest(ARRAY[
	'', ' ', '(', ')', '()x', '(())', 'NULL', '{}', '(before 1: 1)', '(before 1: 1, new 1: 1, $',
		'before 1: 1, new 1: 1, $', '(before 1: 1, new 1: 1, $) 6', '(before 1: 1 new 1: 1, $)',
		'(before 1 1, new 1: 1, $)',
	'(before 1: , new 1: 1, $)', '(before : 1, new 1: 1, $)', '(before 1.5: 1, new 1: 1, $)',
		'(before +1: 1, new 1: 1, $)', '(before 1: +1, new 1: 1, $)', '(before 1: 1., new 1: 1, $)',
		'(before 1: .5, new 1: 1, $)', '(before 1: 1e3, new 1: 1, $)',
	'(before 1: NaN, new 1: 1, $)', '(before 1: Infinity, new 1: 1, $)', '(before 1: --1, new 1: 1, $)',
		'(before 1: 0x1, new 1: 1, $)', '(before 1: 1 1, new 1: 1, $)', '(new 1: 1, before 1: 1, $)',
		'(before 1: 1, new 1: 1, $, more 0: 0)',
	'(before 9223372036854775808: 1, new 1: 1, $)',
		'(before 1: 0.0000000000000000000000000000001, new 1: 1, $)',
		'(before 1: 100000000000000000000000000000000000000000000000, new 1: 1, $)',
	'(before 0: 0, new 0: 0, $)', '(before 1: ١, new 1: 1, $)'
]) AS input GROUP BY 1 ORDER BY 1;
SELECT pg_temp.detail(format('SELECT %L::cx_revenue_series', replace(input, '$', '0 0, 0 0, 0 0, 0 0')))
	AS refusal, array_agg(input) AS inputs
FROM unnest(ARRAY[
	'', '(', ')', '()x', '(month)', '(month;)', '(month; 2018-01-01)', '(month; 2018-01-01:)',
		'(month; 2018-01-01: 1 50)', '(month; 2018-01-01: 1 50, $', '(month; 2018-01-01: 1 50, $;)',
		'(month: 2018-01-01: 1 50, $)', '(216: 1 50, $)', '(fortnight; 2018-01-01: 1 50, $)',
		'(Month; 2018-01-01: 1 50, $)',
	'(monthmonthmonthmonth; 2018-01-01: 1 50, $)', '(month; 2018-01-01: 1 50, $, 0 0)',
		'(month; 2018-01-01: 1 50 $)', '(month; 2018-01-01: 1: 50, $)', '(month; 2018-01-01.5: 1 50, $)',
		'(month; 2018-01-01: 1 5e1, $)', '(month; 2018-01-01: 150, $)',
	'(month; 2018-01-01: 0 0, $)', '(month; 2018-01-01: 1 50, $; 2018-01-01: 1 50, $)',
		'(month; 2018-02-01: 1 50, $; 2018-01-01: 1 50, $)', '(month; 178958970-09-01: 1 50, $)',
		'(month; 2018-01-02: 1 50, $)', '(month; 2018-02-30: 1 50, $)', '(day; -4713-11-23: 1 50, $)',
		'(year; -4714-01-01: 1 50, $)', '(year; 5874898-01-01: 1 50, $)'
]) AS input GROUP BY 1 ORDER BY 1;
SELECT '(before 1: 1'::cx_revenue;
SELECT '(month; 2018-01-01: 0 0, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series;
-- The bounds of the range of dates are in it.
SELECT '(day; -4713-11-24: 1 50, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series::jsonb #>> '{movements,0,starts}'
	AS first,
	'(year; 5874897-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series::jsonb #>> '{movements,0,starts}'
	AS last;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_revenue_hash(a) = cx_revenue_hash(b) AS hash,
	cx_revenue_hash_extended(a, 7) = cx_revenue_hash_extended(b, 7) AS hash_extended
FROM (SELECT revenue_agg(1, x) AS a, revenue_agg(1.0, y) AS b
	FROM (VALUES (2, 2.00), (2, 3), (NULL, 0)) v (x, y) GROUP BY x, y ORDER BY x) w;
SELECT a = b AS eq, a <> b AS ne, cx_revenue_series_hash(a) = cx_revenue_series_hash(b) AS hash,
	cx_revenue_series_hash_extended(a, 7) = cx_revenue_series_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('()'::cx_revenue_series, '()'::cx_revenue_series),
	('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '(month; 2000-02-01: 1 1.0, 0 0, 0 0, 0 0, 0 0)'),
	('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '(year; 2001-01-01: 1 1, 0 0, 0 0, 0 0, 0 0)'),
	('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '(month; 2000-03-01: 1 1, 0 0, 0 0, 0 0, 0 0)'),
		('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '()')) v (a, b);
SELECT count(DISTINCT cx_revenue_hash_extended('()', seed)),
	count(DISTINCT cx_revenue_series_hash_extended('()', seed)) FROM generate_series(1, 3) seed;
SELECT s, count(*)
	FROM (VALUES ('()'::cx_revenue_series), ('()'), ('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)')) v (s)
	GROUP BY s ORDER BY s::text;
SELECT s, count(*)
	FROM (VALUES ('()'::cx_revenue), ('()'),
	('(before 1: 1, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)')) v (s)
	GROUP BY s ORDER BY s::text;
SELECT '()'::cx_revenue < '()'::cx_revenue;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_revenue::json,
	'(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5, contraction 0: 0,
	churned 1: 50)'::cx_revenue::json;
SELECT '()'::cx_revenue_series::json,
	'(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2018-02-01: 0 0, 0 0, 0 0, 0 0,
	1 50)'::cx_revenue_series::json;
SELECT s::jsonb = s::json::jsonb AS same
	FROM (VALUES ('(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5, contraction 0: 0,
	churned 1: 50)'::cx_revenue)) v (s);
SELECT s::jsonb = s::json::jsonb AS same, s::jsonb #>> '{movements,0,new,amount}' AS amount
	FROM (VALUES ('(week; 2004-02-23: 1 50.25, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series)) v (s);
SET DateStyle = 'German';
SELECT '(week; 2000-01-03: 1 50.25, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series::json -> 'movements' -> 0 ->>
	'starts' AS iso;
RESET DateStyle;

-- Binary, in tables, by COPY and back.
CREATE TABLE revenue_io (k int, r cx_revenue, s cx_revenue_series) PARTITION BY HASH (s);
CREATE TABLE revenue_io_0 PARTITION OF revenue_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE revenue_io_1 PARTITION OF revenue_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO revenue_io SELECT k, revenue_agg(i, k, i % 3 = 0), revenue_agg(i, date '2020-01-01' + i * k,
	date '2020-01-01' + i * k + 40 * (i % 4), i + 0.01, 'month')
	FROM generate_series(0, 20) k, generate_series(1, 10 * k) i GROUP BY k;
INSERT INTO revenue_io VALUES (-1, '()', '()'), (-2, NULL, NULL);
SELECT count(*) AS broken FROM revenue_io WHERE cx_revenue_send(r) IS NULL <> (r IS NULL)
	OR length(cx_revenue_send(r)) <> 1 + 6 * 40
	OR (length(cx_revenue_series_send(s)) - 6) % 204 <> 0;
CREATE TABLE revenue_back (LIKE revenue_io);
COPY (SELECT * FROM revenue_io) TO PROGRAM 'cat > revenue_io.bin' (FORMAT binary);
COPY revenue_back FROM PROGRAM 'cat revenue_io.bin; rm revenue_io.bin' (FORMAT binary);
SELECT count(*) AS rows, count(*) FILTER (WHERE a.r = b.r AND a.s = b.s) AS same FROM revenue_io a
	JOIN revenue_back b USING (k);
SELECT count(*) AS broken FROM revenue_io WHERE r::text::cx_revenue <> r OR s::text::cx_revenue_series <> s;
SELECT k, r FROM revenue_io WHERE s = '()' ORDER BY k;
DROP TABLE revenue_io, revenue_back;

-- However long a series is, work on it can be cancelled: a query that cancels itself ends within the
-- function that is called next, and never takes the lock.
CREATE TABLE revenue_cancel AS
	SELECT
	'(day; 2020-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2020-01-03: 0 0, 0 0, 0 0, 0 0, 1 50)'::cx_revenue_series
	AS s, '(day; 2020-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)'::text AS input;
SELECT pg_try_advisory_lock(length(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END::text))
	FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid())
	THEN input END::cx_revenue_series)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(length(cx_revenue_series_send(CASE WHEN pg_cancel_backend(pg_backend_pid())
	THEN s END))) FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END::json))
	FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END::jsonb))
	FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END + s))
	FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END - s))
	FROM revenue_cancel;
SELECT pg_try_advisory_lock(length(cx_revenue_send(revenue_in(CASE WHEN pg_cancel_backend(pg_backend_pid())
	THEN s END, '2020-02-01')))) FROM revenue_cancel;
SELECT count(*) AS locks FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid();
DROP TABLE revenue_cancel;

-- The state of the one-pass revenue_agg on its way from a worker. No query reaches this function with bytes
-- of its own: a superuser can, with aggregates that end in it.
SELECT probin AS library FROM pg_proc WHERE proname = 'cx_subscriptions_deserialize' \gset
CREATE FUNCTION subscriptions_read(bytea) RETURNS bigint
	LANGUAGE c STRICT AS :'library', 'cx_subscriptions_deserialize';
CREATE FUNCTION subscriptions_last(bytea, bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $2';
CREATE AGGREGATE subscriptions_bytes(bigint, date, date, numeric,
	cx_period) (sfunc = cx_subscriptions_collect, stype = internal, finalfunc = cx_subscriptions_serialize);
CREATE AGGREGATE subscriptions_bytes(uuid, date, date, numeric,
	cx_period) (sfunc = cx_subscriptions_collect, stype = internal, finalfunc = cx_subscriptions_serialize);
CREATE AGGREGATE subscriptions_accepted(bytea) (sfunc = subscriptions_last, stype = bytea,
	finalfunc = subscriptions_read);
CREATE TABLE subscriptions_io AS
	SELECT 'number' AS kind, subscriptions_bytes(c, date '2025-01-01' + c * 40, CASE WHEN c > 1
	THEN date '2025-12-31' END, c, 'month') AS bytes FROM generate_series(1, 3) c
UNION ALL SELECT 'uuid', subscriptions_bytes(md5((c / 2)::text)::uuid, date '2025-01-01' + c * 40, NULL, -c,
	'month') FROM generate_series(1, 3) c
UNION ALL SELECT 'other', subscriptions_bytes(c, '2025-01-01', NULL, c / 1e9, 'month')
	FROM generate_series(1, 2) c;
SELECT kind, length(bytes), subscriptions_accepted(bytes) IS NOT NULL AS accepted FROM subscriptions_io
	GROUP BY kind, bytes ORDER BY kind DESC;
-- A header of 37 bytes: version, period, kind of customers, then seed, lowest period and two counts in 8
-- bytes each, and the span in 2.
SELECT what, pg_temp.detail(format('SELECT subscriptions_accepted(%L::bytea)', changed))
	FROM subscriptions_io, LATERAL (VALUES
	(1, 'nothing at all', ''::bytea), (2, 'version', set_byte(bytes, 0, 3)),
		(3, 'only a version', substring(bytes, 1, 1)), (4, 'only a header', substring(bytes, 1, 37)),
		(5, 'period', set_byte(bytes, 1, 6)), (6, 'kind', set_byte(bytes, 2, 3)),
		(7, 'numbers with a seed', set_byte(bytes, 10, 1)),
	(8, 'another kind', set_byte(bytes, 2, 1)), (9, 'lowest', overlay(bytes PLACING '\x7fffffffffffffff'
		FROM 12)), (10, 'lowest beyond the dates', overlay(bytes PLACING '\x000000007fffffff' FROM 12)),
		(11, 'more subscriptions', set_byte(bytes, 26, 4)), (12, 'fewer', set_byte(bytes, 26, 2)),
	(13, 'none', overlay(bytes PLACING '\x0000000000000000' FROM 20)),
		(14, 'far too many', overlay(bytes PLACING '\x1555555555555555' FROM 20)),
		(15, 'negative', overlay(bytes PLACING '\xffffffffffffffff' FROM 20)),
		(16, 'others', set_byte(bytes, 34, 1)), (17, 'far more others', set_byte(bytes, 34, 4)),
	(18, 'negative others', overlay(bytes PLACING '\xffffffffffffffff' FROM 28)),
		(19, 'a byte less', substring(bytes, 1, length(bytes) - 1)),
		(20, 'a byte more', bytes || '\x00'::bytea),
		(21, 'a span of none', set_byte(bytes, 36, 0))) v (k, what, changed)
WHERE kind = 'number' ORDER BY k;
-- Subscriptions: differences of customers and of periods, and twice the amount. Customer 1 is 2^63 + 1.
SELECT what,
	pg_temp.detail(format('SELECT subscriptions_accepted(%L::bytea)', set_byte(substring(bytes, 1, 37), 26,
	number) || decode(replace(body, 'C', '81808080808080808001'), 'hex'))) FROM subscriptions_io, (VALUES
	(1, 'one', 1, 'C000002'), (2, 'one with a negative amount', 1, 'C000001'),
		(3, 'two of one customer', 2, 'C000002000500fe01'), (4, 'no amount', 1, 'C000000'),
		(5, 'ends in no period', 1, 'C00808080800802'), (6, 'begins in no period', 1, 'C80808080080002'),
		(7, 'period after the last date', 1, 'Cffffffff060002'),
	(8, 'descending customers', 2, 'C000002ffffffffffffffffff01000002'),
		(9, 'a number without an end', 1, 'C00ffffffffffffffffffffff02'),
		(10, 'an other amount that is missing', 1, 'C0000ffffffffffffffffff01'),
		(11, 'the last of all others', 1, 'C00008180808080808080' || '8001'),
		(12, 'cut off', 1, 'C0000')) v (k, what, number, body)
WHERE kind = 'number' ORDER BY k;
SELECT what, pg_temp.detail(format('SELECT subscriptions_accepted(%L::bytea)', changed))
	FROM subscriptions_io, LATERAL (VALUES
	(1, 'zero', overlay(bytes PLACING decode(repeat('00', 32), 'hex') FROM length(bytes) - 31)),
		(2, 'negative', overlay(bytes PLACING decode(repeat('ff', 32), 'hex') FROM length(bytes) - 31)),
		(3, 'one other less', substring(bytes, 1, length(bytes) - 32))) v (k, what, changed)
WHERE kind = 'other' ORDER BY k;
-- Every byte, changed in many ways: taken as it is or refused as malformed.
SELECT left(pg_temp.detail(format('SELECT subscriptions_accepted(%L::bytea)',
	set_byte(bytes, at, (get_byte(bytes, at) + more) % 256))), 5) AS refusal, count(*) > 50 AS many
FROM subscriptions_io, generate_series(0, length(bytes) - 1) at,
	unnest('{1, 2, 16, 127, 128, 255}'::int[]) more GROUP BY 1 ORDER BY 1;
DROP AGGREGATE subscriptions_bytes(bigint, date, date, numeric, cx_period),
	subscriptions_bytes(uuid, date, date, numeric, cx_period), subscriptions_accepted(bytea);
DROP FUNCTION subscriptions_read, subscriptions_last;
DROP TABLE subscriptions_io;
