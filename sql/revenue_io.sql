-- Text, binary, equality, hashing and casts of cx_revenue and cx_revenue_series.
SELECT s, s::text::cx_revenue = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5.000000000000000000000000000001, contraction 0: 0, churned 1: 50)',
	'(before -3: -120.5, new -1: -20, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)',
	'(before 0: 0.1, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)',
	'(before 9223372036854775807: 57896044618658097711785492504343953926634992332.820282019728792003956564819967, new -9223372036854775808: -57896044618658097711785492504343953926634992332.820282019728792003956564819968, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)'
]::cx_revenue[]) AS s;
SELECT s, s::text::cx_revenue_series = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)',
	'(day; 1999-12-29: 1 50, 0 0, 0 0, 0 0, 0 0; 2000-01-08: 0 0, 0 0.01, -1 -5, 0 0, 1 50)'
]::cx_revenue_series[]) AS s;
-- Blanks and zeros are free; the output has one form.
SELECT E'(before 03:120.50,new 1 : 20.0 , reactivated 0:0,expansion 0: -0,contraction 0: 0.00,churned\t1:0050)'::cx_revenue, E'\n( ) '::cx_revenue;
SELECT E' ( month;2018-01-01 : 1 50.0,0 0,0 0,0 0,0 0 ;\n2018-02-01: 0 0,0 0,0 0,0 0,1 050 ) '::cx_revenue_series, E'( )\n'::cx_revenue_series;
-- Every one of these is refused.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, nullif(detail, ''));
END $$;
SELECT pg_temp.refusal(format('SELECT %L::cx_revenue', replace(input, '$', 'reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0'))) AS refusal, array_agg(input) AS inputs
FROM unnest(ARRAY[
	'', ' ', '(', ')', '()x', '(())', 'NULL', '{}', '(before 1: 1)', '(before 1: 1, new 1: 1, $', 'before 1: 1, new 1: 1, $', '(before 1: 1, new 1: 1, $) 6', '(before 1: 1 new 1: 1, $)', '(before 1 1, new 1: 1, $)',
	'(before 1: , new 1: 1, $)', '(before : 1, new 1: 1, $)', '(before 1.5: 1, new 1: 1, $)', '(before +1: 1, new 1: 1, $)', '(before 1: +1, new 1: 1, $)', '(before 1: 1., new 1: 1, $)', '(before 1: .5, new 1: 1, $)', '(before 1: 1e3, new 1: 1, $)',
	'(before 1: NaN, new 1: 1, $)', '(before 1: Infinity, new 1: 1, $)', '(before 1: --1, new 1: 1, $)', '(before 1: 0x1, new 1: 1, $)', '(before 1: 1 1, new 1: 1, $)', '(new 1: 1, before 1: 1, $)', '(before 1: 1, new 1: 1, $, more 0: 0)',
	'(before 9223372036854775808: 1, new 1: 1, $)', '(before 1: 0.0000000000000000000000000000001, new 1: 1, $)', '(before 1: 100000000000000000000000000000000000000000000000, new 1: 1, $)',
	'(before 0: 0, new 0: 0, $)', '(before 1: ١, new 1: 1, $)'
]) AS input GROUP BY 1 ORDER BY 1;
SELECT pg_temp.refusal(format('SELECT %L::cx_revenue_series', replace(input, '$', '0 0, 0 0, 0 0, 0 0'))) AS refusal, array_agg(input) AS inputs
FROM unnest(ARRAY[
	'', '(', ')', '()x', '(month)', '(month;)', '(month; 2018-01-01)', '(month; 2018-01-01:)', '(month; 2018-01-01: 1 50)', '(month; 2018-01-01: 1 50, $', '(month; 2018-01-01: 1 50, $;)', '(month: 2018-01-01: 1 50, $)', '(216: 1 50, $)', '(fortnight; 2018-01-01: 1 50, $)', '(Month; 2018-01-01: 1 50, $)',
	'(monthmonthmonthmonth; 2018-01-01: 1 50, $)', '(month; 2018-01-01: 1 50, $, 0 0)', '(month; 2018-01-01: 1 50 $)', '(month; 2018-01-01: 1: 50, $)', '(month; 2018-01-01.5: 1 50, $)', '(month; 2018-01-01: 1 5e1, $)', '(month; 2018-01-01: 150, $)',
	'(month; 2018-01-01: 0 0, $)', '(month; 2018-01-01: 1 50, $; 2018-01-01: 1 50, $)', '(month; 2018-02-01: 1 50, $; 2018-01-01: 1 50, $)', '(month; 178958970-09-01: 1 50, $)', '(month; 2018-01-02: 1 50, $)', '(month; 2018-02-30: 1 50, $)', '(day; -4713-11-23: 1 50, $)', '(year; -4714-01-01: 1 50, $)', '(year; 5874898-01-01: 1 50, $)'
]) AS input GROUP BY 1 ORDER BY 1;
SELECT '(before 1: 1'::cx_revenue;
SELECT '(month; 2018-01-01: 0 0, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series;
-- The bounds of the range of dates are in it.
SELECT '(day; -4713-11-24: 1 50, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series::jsonb #>> '{movements,0,starts}' AS first, '(year; 5874897-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series::jsonb #>> '{movements,0,starts}' AS last;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_revenue_hash(a) = cx_revenue_hash(b) AS hash, cx_revenue_hash_extended(a, 7) = cx_revenue_hash_extended(b, 7) AS hash_extended
FROM (SELECT revenue_agg(1, x) AS a, revenue_agg(1.0, y) AS b FROM (VALUES (2, 2.00), (2, 3), (NULL, 0)) v (x, y) GROUP BY x, y ORDER BY x) w;
SELECT a = b AS eq, a <> b AS ne, cx_revenue_series_hash(a) = cx_revenue_series_hash(b) AS hash, cx_revenue_series_hash_extended(a, 7) = cx_revenue_series_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('()'::cx_revenue_series, '()'::cx_revenue_series), ('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '(month; 2000-02-01: 1 1.0, 0 0, 0 0, 0 0, 0 0)'), ('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '(year; 2001-01-01: 1 1, 0 0, 0 0, 0 0, 0 0)'),
	('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '(month; 2000-03-01: 1 1, 0 0, 0 0, 0 0, 0 0)'), ('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)', '()')) v (a, b);
SELECT count(DISTINCT cx_revenue_hash_extended('()', seed)), count(DISTINCT cx_revenue_series_hash_extended('()', seed)) FROM generate_series(1, 3) seed;
SELECT s, count(*) FROM (VALUES ('()'::cx_revenue_series), ('()'), ('(month; 2000-02-01: 1 1, 0 0, 0 0, 0 0, 0 0)')) v (s) GROUP BY s ORDER BY s::text;
SELECT s, count(*) FROM (VALUES ('()'::cx_revenue), ('()'), ('(before 1: 1, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)')) v (s) GROUP BY s ORDER BY s::text;
SELECT '()'::cx_revenue < '()'::cx_revenue;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_revenue::json, '(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5, contraction 0: 0, churned 1: 50)'::cx_revenue::json;
SELECT '()'::cx_revenue_series::json, '(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2018-02-01: 0 0, 0 0, 0 0, 0 0, 1 50)'::cx_revenue_series::json;
SELECT s::jsonb = s::json::jsonb AS same FROM (VALUES ('(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5, contraction 0: 0, churned 1: 50)'::cx_revenue)) v (s);
SELECT s::jsonb = s::json::jsonb AS same, s::jsonb #>> '{movements,0,new,amount}' AS amount FROM (VALUES ('(week; 2004-02-23: 1 50.25, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series)) v (s);
SET DateStyle = 'German';
SELECT '(week; 2000-01-03: 1 50.25, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series::json -> 'movements' -> 0 ->> 'starts' AS iso;
RESET DateStyle;

-- Binary, in tables, by COPY and back.
CREATE TABLE revenue_io (k int, r cx_revenue, s cx_revenue_series) PARTITION BY HASH (s);
CREATE TABLE revenue_io_0 PARTITION OF revenue_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE revenue_io_1 PARTITION OF revenue_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO revenue_io SELECT k, revenue_agg(i, k, i % 3 = 0), revenue_agg(i, date '2020-01-01' + i * k, date '2020-01-01' + i * k + 40 * (i % 4), i + 0.01, 'month') FROM generate_series(0, 20) k, generate_series(1, 10 * k) i GROUP BY k;
INSERT INTO revenue_io VALUES (-1, '()', '()'), (-2, NULL, NULL);
SELECT count(*) AS broken FROM revenue_io WHERE cx_revenue_send(r) IS NULL <> (r IS NULL) OR length(cx_revenue_send(r)) <> 1 + 6 * 40
	OR (length(cx_revenue_series_send(s)) - 6) % 204 <> 0;
CREATE TABLE revenue_back (LIKE revenue_io);
COPY (SELECT * FROM revenue_io) TO PROGRAM 'cat > revenue_io.bin' (FORMAT binary);
COPY revenue_back FROM PROGRAM 'cat revenue_io.bin; rm revenue_io.bin' (FORMAT binary);
SELECT count(*) AS rows, count(*) FILTER (WHERE a.r = b.r AND a.s = b.s) AS same FROM revenue_io a JOIN revenue_back b USING (k);
SELECT count(*) AS broken FROM revenue_io WHERE r::text::cx_revenue <> r OR s::text::cx_revenue_series <> s;
SELECT k, r FROM revenue_io WHERE s = '()' ORDER BY k;
DROP TABLE revenue_io, revenue_back;

-- However long a series is, work on it can be cancelled: a query that cancels itself ends within the function that is called next, and never takes the lock.
CREATE TABLE revenue_cancel AS SELECT '(day; 2020-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2020-01-03: 0 0, 0 0, 0 0, 0 0, 1 50)'::cx_revenue_series AS s, '(day; 2020-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)'::text AS input;
SELECT pg_try_advisory_lock(length(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END::text)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN input END::cx_revenue_series)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(length(cx_revenue_series_send(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END))) FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END::json)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END::jsonb)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END + s)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(pg_column_size(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END - s)) FROM revenue_cancel;
SELECT pg_try_advisory_lock(length(cx_revenue_send(revenue_in(CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END, '2020-02-01')))) FROM revenue_cancel;
SELECT count(*) AS locks FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid();
DROP TABLE revenue_cancel;

-- The state of the one-pass revenue_agg on its way from a worker. No query reaches this function with bytes of its own: a superuser can, with aggregates that end in it.
SELECT probin AS library FROM pg_proc WHERE proname = 'cx_subscriptions_deserialize' \gset
CREATE FUNCTION spells_read(bytea) RETURNS bigint LANGUAGE c STRICT AS :'library', 'cx_subscriptions_deserialize';
CREATE FUNCTION spells_last(bytea, bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $2';
CREATE AGGREGATE spells_bytes(bigint, date, date, numeric, cx_period) (sfunc = cx_subscriptions_collect, stype = internal, finalfunc = cx_subscriptions_serialize);
CREATE AGGREGATE spells_accepted(bytea) (sfunc = spells_last, stype = bytea, finalfunc = spells_read);
CREATE TABLE spells_io AS SELECT 'whole' AS kind, spells_bytes(c, date '2025-01-01' + c * 40, CASE WHEN c > 1 THEN date '2025-12-31' END, c, 'month') AS bytes FROM generate_series(1, 3) c
UNION ALL SELECT 'other', spells_bytes(c, '2025-01-01', NULL, c / 1e9, 'month') FROM generate_series(1, 2) c;
SELECT kind, length(bytes), spells_accepted(bytes) IS NOT NULL AS accepted FROM spells_io GROUP BY kind, bytes ORDER BY kind DESC;
-- Version, period and two counts take 18 bytes, a subscription 24: customer, first and last period, amount; an other amount 32.
SELECT kind, what, pg_temp.refusal(format('SELECT spells_accepted(%L::bytea)', changed)) FROM spells_io, LATERAL (VALUES
	(1, 'nothing at all', ''::bytea), (2, 'version', set_byte(bytes, 0, 2)), (3, 'only a version', substring(bytes, 1, 1)), (4, 'only a header', substring(bytes, 1, 18)), (5, 'period', set_byte(bytes, 1, 6)),
	(6, 'more subscriptions', set_byte(bytes, 9, 4)), (7, 'none', overlay(bytes PLACING '\x0000000000000000' FROM 3)), (8, 'far too many', overlay(bytes PLACING '\x1555555555555555' FROM 3)), (9, 'negative', overlay(bytes PLACING '\xffffffffffffffff' FROM 3)),
	(10, 'more others', set_byte(bytes, 17, 3)), (11, 'negative others', overlay(bytes PLACING '\xffffffffffffffff' FROM 11)), (12, 'a byte less', substring(bytes, 1, length(bytes) - 1)), (13, 'a byte more', bytes || '\x00'::bytea),
	(14, 'ends at once', overlay(bytes PLACING '\x00000000' FROM 31)), (15, 'ends in no period', overlay(bytes PLACING '\x7e7e7e7e' FROM 31)), (16, 'no amount', overlay(bytes PLACING '\x0000000000000000' FROM 35)),
	(17, 'the first other', overlay(bytes PLACING '\xffffffffffffffff' FROM 35)), (18, 'an other far away', overlay(bytes PLACING '\x8080808080808080' FROM 35)),
	(19, 'other of zero', overlay(bytes PLACING decode(repeat('00', 32), 'hex') FROM length(bytes) - 31)), (20, 'negative other', overlay(bytes PLACING decode(repeat('ff', 32), 'hex') FROM length(bytes) - 31))) v (k, what, changed)
WHERE kind = 'whole' AND k < 19 OR kind = 'other' AND k > 16 ORDER BY kind DESC, k;
-- Every byte, changed in many ways: taken as it is or refused as malformed.
SELECT left(pg_temp.refusal(format('SELECT spells_accepted(%L::bytea)', set_byte(bytes, at, (get_byte(bytes, at) + more) % 256))), 5) AS refusal, count(*) > 50 AS many
FROM spells_io, generate_series(0, length(bytes) - 1) at, unnest('{1, 2, 16, 127, 128, 255}'::int[]) more GROUP BY 1 ORDER BY 1;
DROP AGGREGATE spells_bytes(bigint, date, date, numeric, cx_period), spells_accepted(bytea);
DROP FUNCTION spells_read, spells_last;
DROP TABLE spells_io;
