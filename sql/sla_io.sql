-- Text form of cx_sla: what is read back is the same, whatever the settings; what is malformed is refused.
SELECT s, s::text::cx_sla = s AS round_trip
FROM unnest(ARRAY['()', '(90 met, 8 breached, 0 open)', '(90 met, 8 breached, 2 open)',
	'(0 met, 0 breached, 2 open as of 2026-01-31 12:00:00Z)',
	'(0 met, 0 breached, 2 open as of 2026-01-31 12:00:00)',
	'(0 met, 0 breached, 2 open as of 2026-01-31 23:59:59.000001Z)',
	'(0 met, 0 breached, 2 open as of 1999-12-31 00:00:00.5)',
	'(-1 met, -2 breached, -3 open as of 2000-01-01 00:00:00Z)',
	'(0 met, 0 breached, 1 open as of -4713-11-24 00:00:00Z)',
	'(0 met, 0 breached, 1 open as of -0043-03-15 10:00:00)',
	'(0 met, 0 breached, 1 open as of 294276-12-31 23:59:59.999999Z)',
	'(9223372036854775807 met, -9223372036854775808 breached, 0 open)']::cx_sla[]) AS s;
SELECT E'  ( \t) '::cx_sla, E'\n(1  met,2 breached, 3\topen as of  2026-01-31 12:00:00Z ) '::cx_sla;
SET DateStyle = 'German';
SET TimeZone = 'Asia/Tokyo';
SELECT s, s::json, s::text::cx_sla = s AS round_trip FROM (VALUES
	('(0 met, 0 breached, 2 open as of 2026-01-31 12:00:00Z)'::cx_sla)) v (s);
RESET DateStyle;
RESET TimeZone;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_sla', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(1 met)', '(1 met, 2 breached)', '(1 met, 2 breached, 3)',
	'(1 met 2 breached 3 open)', '(1 met, 2 breached, 3 open', '1 met, 2 breached, 3 open',
	'(1 met, 2 breached, 3 open) 4', '(1 met, 2 breached, 3 open,)', '(1 breached, 2 met, 3 open)',
	'(0 met, 0 breached, 0 open)', '(1.0 met, 2 breached, 3 open)', '(+1 met, 2 breached, 3 open)',
	'(9223372036854775808 met, 2 breached, 3 open)', '(1 MET, 2 breached, 3 open)',
	'(1 met, 2 breached, 3 open as of)', '(1 met, 2 breached, 3 open as of now)',
	'(1 met, 2 breached, 3 open as of 2026-01-31)', '(1 met, 2 breached, 3 open as of 2026-01-31 12:00)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:00z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31T12:00:00Z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:00+00)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:00Z 1)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 24:00:00Z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:60:00Z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:60Z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:00.Z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:00.10Z)',
	'(1 met, 2 breached, 3 open as of 2026-01-31 12:00:00.1234567Z)',
	'(1 met, 2 breached, 3 open as of 2026-02-29 12:00:00Z)',
	'(1 met, 2 breached, 3 open as of infinity)',
	'(1 met, 2 breached, 3 open as of -4713-11-23 23:59:59Z)',
	'(1 met, 2 breached, 3 open as of 294277-01-01 00:00:00Z)',
	'(1 met, 2 breached, 3 open as of 5874897-12-31 00:00:00Z)',
	'(1 met, 2 breached, 0 open as of 2026-01-31 12:00:00Z)', 'NULL']) AS input;
SELECT '(1 met, 2 breached, 0 open as of 2026-01-31 12:00:00Z)'::cx_sla;

-- Binary form: version 1, met, breached, open, the clock, as_of.
SELECT encode(cx_sla_send('(90 met, 8 breached, 2 open)'), 'hex') AS untold,
	encode(cx_sla_send('(0 met, 0 breached, 1 open as of 2000-01-01 00:00:01Z)'), 'hex') AS instant,
	encode(cx_sla_send('(0 met, 0 breached, 1 open as of 2000-01-01 00:00:01)'), 'hex') AS local,
	encode(cx_sla_send('()'), 'hex') AS empty;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_sla_hash(a) = cx_sla_hash(b) AS hash,
	cx_sla_hash_extended(a, 7) = cx_sla_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(1 met, 2 breached, 3 open)'::cx_sla, '(1 met, 2 breached, 3 open)'::cx_sla),
	('(1 met, 2 breached, 3 open)', '(2 met, 1 breached, 3 open)'),
	('(1 met, 2 breached, 3 open)', '(1 met, 2 breached, 3 open as of 2000-01-01 00:00:00Z)'),
	('(1 met, 2 breached, 3 open as of 2000-01-01 00:00:00)',
		'(1 met, 2 breached, 3 open as of 2000-01-01 00:00:00Z)'),
	('()', '()'), ('()', '(1 met, 0 breached, 0 open)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(1 met, 2 breached, 3 open)'::cx_sla), ('(1 met, 2 breached, 3 open)'),
	('()')) AS v (s) GROUP BY s ORDER BY s::text;
SELECT count(DISTINCT s) FROM (VALUES ('()'::cx_sla), ('()'),
	('(0 met, 0 breached, 1 open)')) AS v (s);
SELECT cx_sla_hash_extended('()', 1) <> cx_sla_hash_extended('()', 2) AS seeded;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_sla::json, '(90 met, 8 breached, 2 open as of 2026-01-31 12:00:00Z)'::cx_sla::json;
SELECT '(90 met, 8 breached, 2 open as of 2026-01-31 12:00:00)'::cx_sla::jsonb;
SELECT '()'::cx_sla::bytea;

-- In tables: arrays, rows and partitions.
CREATE TABLE sla_io (k int, s cx_sla, a cx_sla[]) PARTITION BY HASH (s);
CREATE TABLE sla_io_0 PARTITION OF sla_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE sla_io_1 PARTITION OF sla_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO sla_io SELECT i, s, ARRAY[s, '()', NULL]
FROM generate_series(1, 20) i, LATERAL (SELECT sla_agg(j * interval '1 hour', '2 hours', j % 2 = 0) AS s
	FROM generate_series(1, i) j) v;
SELECT k, s, a FROM sla_io WHERE s = '(1 met, 2 breached, 1 open)';
SELECT (r).s FROM (SELECT sla_io AS r FROM sla_io WHERE k = 20) v;
DROP TABLE sla_io;
