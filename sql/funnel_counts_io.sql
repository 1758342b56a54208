-- Text, binary and json of cx_funnel: what is read back is the same, whatever the settings; what is malformed
-- is refused.
CREATE TABLE states (i serial, s cx_funnel);
INSERT INTO states (s) VALUES ('()'), ('(date, 1 step, within 0us, first_start as of infinity: 7 7)'),
	(
	'(timestamp, 2 steps, within 3600000000us, strict_order, first_start as of 2026-03-01 12:00:00: '
		'9 4, 5 2 (2: 30.5))'
	),
	(
	'(timestamptz, 3 steps, within 86400000000us, first_start as of 2026-03-01 00:00:00Z: '
		'9 4, 6 3 (1: 0, 2: 7200), 1 1 (1: 60))'
	);
SET timezone = 'Asia/Kathmandu';
SET datestyle = 'German';
SELECT s FROM states ORDER BY i;
SELECT s::json FROM states ORDER BY i;
RESET timezone;
RESET datestyle;
SELECT bool_and(s::text::cx_funnel = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json,
	count(DISTINCT cx_funnel_hash(s)) AS hashes FROM states;
SELECT count(*) FROM (SELECT s FROM states UNION SELECT s FROM states) v;
-- Blanks are free.
SELECT
' (  date ,2 steps,within 0us , first_start  as of  2026-01-02 :1 1,  1 0( ) ) '::cx_funnel;
SELECT
' (  date ,2 steps,within 0us , first_start  as of  2026-01-02 :1 1,  1 1( 1 : 0.0 ) ) '::cx_funnel;
-- Binary form: version 1, kind, mode, steps, within, as_of; customers, settled, and from the second step on
-- the number of buckets, each with its count and its sum.
SELECT encode(cx_funnel_send(s), 'hex') FROM states WHERE i IN (1, 2) ORDER BY i;
-- What no funnel is.
SELECT input, test.detail(format('SELECT %L::cx_funnel', input))
FROM unnest(ARRAY['', '(', '()x', '(date)', '(date, 1 step, within 0us, first_start as of infinity: 0 0)',
	'(date, 1 step, within 0us as of infinity: 1 1)',
	'(date, 1 step, within 0us, strict_order as of infinity: 1 1)',
	'(date, 1 steps, within 0us, first_start as of infinity: 1 1)',
	'(date, 0 steps, within 0us, first_start as of infinity: )',
	'(date, 1001 steps, within 0us, first_start as of infinity: 1 1)',
	'(date, 1 step, within -1us, first_start as of infinity: 1 1)',
	'(date, 1 step, within 0us, first_start, first_start as of infinity: 1 1)',
	'(date, 1 step, within 0us, allow_reentry, first_start as of infinity: 1 1)',
	'(time, 1 step, within 0us, first_start as of infinity: 1 1)',
	'(date, 1 step, within 0us, first_start as of 2026-02-30: 1 1)',
	'(date, 1 step, within 0us, first_start as of 2026-02-03 12:00:00: 1 1)',
	'(timestamptz, 1 step, within 0us, first_start as of 2026-02-03 12:00:00: 1 1)',
	'(timestamp, 1 step, within 0us, first_start as of 2026-02-03 12:00:00Z: 1 1)',
	'(date, 1 step, within 0us, first_start as of -infinity: 1 1)',
	'(date, 1 step, within 0us, first_start as of 5874897-12-31: 1 1)',
	'(date, 1 step, within 0us, first_start: 1 1)',
	'(date, 1 step, within 0us, first_start as of 2026-02-03: -1 -1)',
	'(date, 1 step, within 0us, first_start as of 2026-02-03: 1 2)',
	'(date, 1 step, within 0us, first_start as of infinity: 2 1)',
	'(date, 1 step, within 0us, first_start as of 2026-02-03: 1)',
	'(date, 1 step, within 0us, first_start as of 2026-02-03: 1 1 ())',
	'(date, 1 step, within 0us, first_start as of 2026-02-03: 1 1, 1 0 ())',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 1 1)',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 1 1, 1 1)',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 1 1, 1 1 ())',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 1 1, 0 0 (1: 0))',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 1 1, 1 1 (1: 1))',
	'(date, 2 steps, within 9us, first_start as of 2026-02-03: 1 1, 1 1 (1: 0.00001))',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 1 1, 1 0 ())',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 2 1, 2 2 (2: 0))',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 2 1, 3 1 (1: 0))',
	'(date, 2 steps, within 0us, first_start as of 2026-02-03: 9223372036854775808 1, 3 1 (1: 0))',
	'NULL']) AS input;
-- Casts are explicit, and only to json and jsonb.
SELECT test.sqlstate('SELECT ''()''::cx_funnel::bytea');
DROP TABLE states;
