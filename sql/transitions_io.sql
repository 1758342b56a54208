-- Text, binary and json of cx_transitions.
CREATE TABLE states (i serial, s cx_transitions);
INSERT INTO states (s) VALUES ('()'), ('(steps home; > 1: 1 by 1, 1 >: 1 by 1)'),
	(
	'(steps cart, home, "pay now"; > 2: 3 by 2, 1 > 3: 2 by 2 (1: 60, 1: 90.5), 2 > 1: 2 by 2 (2: 0), 2 >: 1 by 1, 3 >: 2 by 2)'
	),
	('(within 1800.5; steps a; > 1: 3 by 1, 1 > 1: 4 by 1 (1: 0.000001, 3: 5400.5), 1 >: 3 by 1)'),
	(
	'(depth 3; steps a, b; #0 > 1: 2 by 2, #1 1 > 2: 2 by 2 (2: 30), #2 2 > 1: 1 by 1 (1: 7), #2 2 >: 1 by 1)'
	),
	('(within 0.000001; depth 1; steps ""; #0 > 1: 9223372036854775807 by 1)');
SET timezone = 'Asia/Kathmandu';
SET intervalstyle = 'iso_8601';
SELECT s FROM states ORDER BY i;
SELECT s::json FROM states ORDER BY i;
RESET timezone;
RESET intervalstyle;
SELECT bool_and(s::text::cx_transitions = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json,
	count(DISTINCT cx_transitions_hash(s)) AS hashes FROM states;
SELECT count(*) FROM (SELECT s FROM states UNION SELECT s FROM states) v;
-- Any text is a step, and comes back.
CREATE TABLE names AS SELECT row_number() OVER () AS n, name FROM (
	VALUES (''), (' '), ('"'), ('\'), ('\"'), ('\\'), (''''), ('('), (')'), (','), (';'),
		('>'), ('#1'), ('steps'),
		('within 5'), ('depth'), ('a b'), (E'a\nb'), (E'\t'), (E'\r\n'), (E'\x01'), ('{"a": 1}'), ('NULL'),
		('1'), ('-'), ('()'), ('Größe'), ('待機中'), ('🙂'), (U&'\00a0'), (repeat('x', 10000)),
		('"' || repeat('\', 99)), ('a"'), ('"a'), ('a; > 1: 1 by 1'), (repeat('y', 1000000))) v (name)
	UNION ALL SELECT 100 + i, chr(i) FROM generate_series(1, 127) i;
SELECT count(*), bool_and(s::text::cx_transitions = s) AS text_again,
	bool_and(s::text::cx_transitions::text = s::text) AS canonical, bool_and(name = to_step) AS same,
	bool_and(s::json #>> '{transitions,0,to}' = name) AS in_json,
	bool_and(s::jsonb #>> '{transitions,1,from}' = name) AS in_jsonb
FROM (SELECT name, transition_agg(name, timestamp '2026-01-01') AS s FROM names GROUP BY n, name) v,
	transition_table(s) WHERE from_step IS NULL;
-- All of them in one state, and each followed by the next.
CREATE TABLE copied (s cx_transitions);
INSERT INTO copied
SELECT transition_agg(name, timestamp '2026-01-01' + n * interval '1 s') FROM names;
INSERT INTO copied SELECT s::text::cx_transitions FROM copied;
INSERT INTO copied SELECT s + '()' FROM copied;
SELECT count(*), count(DISTINCT s), (SELECT count(*) FROM transition_table(min(s))) AS pairs,
	(SELECT count(*) FROM names) AS names,
	(SELECT count(*) FROM transition_table(min(s)) t JOIN names f ON f.name = from_step JOIN names n
		ON n.name = to_step WHERE n.n = (SELECT min(later.n) FROM names later WHERE later.n > f.n)) AS found
FROM copied;
DROP TABLE names, copied;
-- In a table, compressed and not; a step is held once, a pair takes some ten bytes.
ALTER TABLE states ALTER s SET STORAGE external;
INSERT INTO states (s)
SELECT transition_agg('step ' || i * i % 100, date '2000-01-01' + i * i % 7919)
FROM generate_series(1, 5000) i;
SELECT pg_column_size(s) < 40000 AS small, s::text::cx_transitions = s AS same,
	(SELECT sum(transitions) FROM transition_table(s)) AS moves FROM states ORDER BY i DESC LIMIT 1;
SELECT pg_column_size(transition_agg(step, at)) AS of_one_customer
FROM (SELECT (ARRAY['home', 'search', 'product', 'cart', 'paid'])[1 + i * i % 5] AS step,
	timestamp '2026-01-01' + i * interval '90 s' AS at FROM generate_series(1, 20) i) v;
DROP TABLE states;
-- Blanks are free, and so is the order of steps and pairs; input writes the one form.
SELECT
' ( within  60 ;depth 2;steps  b ,"a" ; #1 1 >2 : 1 by 1 ( 1 : 5.50 ),#0 >1: 1 by 1 ) '
::cx_transitions;
-- malformed: each says what is wrong, or what is expected
SELECT test.detail('SELECT ''x''::cx_transitions');
SELECT state, replace(test.detail(format('SELECT %L::cx_transitions', state)),
	(SELECT substr(test.detail('SELECT ''x''::cx_transitions'), 8)), 'as expected') AS detail
FROM (VALUES (''), ('('), ('() x'), ('(steps a)'), ('(steps a;)'), ('(steps; > 1: 1 by 1)'),
	('(within 0; steps a; > 1: 1 by 1, 1 >: 1 by 1)'), ('(within -1; steps a; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(within 0.0000001; steps a; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(within 9223372036854.775808; steps a; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(within 60; depth 0; steps a; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(depth 2; within 60; steps a; #0 > 1: 1 by 1, #1 1 >: 1 by 1)'),
	('(depth 2147483648; steps a; #0 > 1: 1 by 1, #1 1 >: 1 by 1)'),
	('(steps a, a; > 1: 1 by 1, 1 >: 1 by 1)'), ('(steps a, b; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(steps a; > 2: 1 by 1, 2 >: 1 by 1)'), ('(steps a; > 0: 1 by 1, 0 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1)'), ('(steps a; > 1: 2 by 1, 1 >: 1 by 1)'), ('(steps a; >: 1 by 1)'),
	('(steps a; 1 >: 1 by 1)'), ('(steps a; > 1: 1 by 1, > 1: 1 by 1, 1 >: 2 by 1)'),
	('(steps a; > 1: 1 by 2, 1 >: 1 by 1)'), ('(steps a; > 1: 1 by 0, 1 >: 1 by 1)'),
	('(steps a; > 1: 0 by 0, 1 >: 0 by 0)'), ('(steps a; > 1: -1 by -1, 1 >: -1 by -1)'),
	('(steps a; > 1: 9223372036854775807 by 1, 1 >: 9223372036854775807 by 1)'),
	('(steps a; > 1: 1 by 1, 1 > 1: 1 by 1, 1 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1, 1 > 1: 1 by 1 (), 1 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1, 1 > 1: 1 by 1 (2: 5), 1 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1, 1 > 1: 2 by 1 (1: 5, 1: 5), 1 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1, 1 > 1: 2 by 1 (1: 6, 1: 5), 1 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1 (1: 5), 1 >: 1 by 1)'), ('(steps a; #0 > 1: 1 by 1, #1 1 >: 1 by 1)'),
	('(depth 2; steps a; > 1: 1 by 1, 1 >: 1 by 1)'), ('(depth 1; steps a; #0 > 1: 1 by 1, #1 1 >: 1 by 1)'),
	('(depth 3; steps a; #0 > 1: 1 by 1, #2 1 >: 1 by 1)'),
	('(depth 3; steps a; #1 > 1: 1 by 1, #2 1 >: 1 by 1)'),
	('(depth 3; steps a; #0 > 1: 1 by 1, #0 1 >: 1 by 1)'),
	('(depth 3; steps a; #0 > 1: 1 by 1, #1 > 1: 1 by 1)'),
	('(depth 3; steps a; #0 > 1: 2 by 1, #1 1 >: 1 by 1)'),
	('(depth 3; steps a, b; #0 > 1: 1 by 1, #1 2 >: 1 by 1)'),
	('(depth 3; steps a, b; #0 > 1: 1 by 1, #1 1 > 1: 1 by 1 (1: 0))'),
	('(depth 3; steps a; #0 > 1: 1 by 1, #1 1 > 1: 1 by 1 (1: 0))'),
	('(depth 4; steps a; #0 > 1: 1 by 1, #1 1 >: 1 by 1, #2 1 >: 1 by 1)'),
	('(depth 2000000; steps a; #1048576 1 >: 1 by 1)')) v (state);
-- Binary input. The last three are fine.
CREATE TABLE binaries (s cx_transitions);
CREATE FUNCTION copied(message bytea) RETURNS text LANGUAGE sql AS $$
	SELECT test.detail(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)',
		'printf ''PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001' ||
		string_agg(format('\%s%s%s', byte / 64, byte / 8 % 8, byte % 8), '' ORDER BY i) || '\377\377'''))
	FROM (SELECT i, get_byte(framed, i) AS byte
		FROM (SELECT int4send(length(message)) || message AS framed) f,
			generate_series(0, length(message) + 3) i) b $$;
-- A message of readable parts: names, pairs, within, depth. Who came to a step, and who left from there.
CREATE FUNCTION pair(at integer, one integer, other integer, n bigint, customers bigint, buckets text = '')
RETURNS text LANGUAGE sql RETURN encode(int4send(at) || int4send(one) || int4send(other)
	|| int8send(n) || int8send(customers), 'hex') || buckets;
CREATE FUNCTION came(n bigint = 1, customers bigint = 1) RETURNS text LANGUAGE sql
RETURN pair(0, 0, 1, n, customers);
CREATE FUNCTION left_again(n bigint = 1) RETURNS text LANGUAGE sql RETURN pair(0, 1, 0, n, 1);
CREATE FUNCTION message(names text, pairs text, within bigint = 0, depth integer = 0) RETURNS bytea
LANGUAGE sql RETURN '\x01'::bytea || int8send(within) || int4send(depth)
	|| decode(replace(names || ' ' || pairs, ' ', ''), 'hex');
SELECT what, copied(message) FROM (VALUES
	('bytes that are no text', message('00000001 00000001 ff', '00000002' || came() || left_again())),
	('a byte of zero', message('00000001 00000001 00', '00000002' || came() || left_again())),
	('a name beyond the end', message('00000001 7fffffff 61', '')),
	('a name of a negative length', message('00000001 ffffffff 61', '')),
	('a name twice',
		message('00000002 00000001 61 00000001 61', '00000002' || came() || left_again())),
	('a name unused',
		message('00000002 00000001 61 00000001 62', '00000002' || came() || left_again())),
	('a name that is not there',
		message('00000001 00000001 61', '00000002' || pair(0, 0, 2, 1, 1) || pair(0, 2, 0, 1, 1))),
	('a negative one',
		message('00000001 00000001 61', '00000002' || pair(0, 0, -1, 1, 1) || pair(0, -1, 0, 1, 1))),
	('no pairs', message('00000001 00000001 61', '00000000')),
	('within of nobody', message('00000000', '00000000', 60)),
	('depth of nobody', message('00000000', '00000000', 0, 60)),
	('within below 0', message('00000000', '00000000', -60)),
	('depth below 0', message('00000000', '00000000', 0, -60)),
	('a pair twice', message('00000001 00000001 61', '00000003' || came() || came() || left_again(2))),
	('a position without a depth',
		message('00000001 00000001 61', '00000002' || pair(1, 0, 1, 1, 1) || left_again())),
	('customers of no transitions',
		message('00000001 00000001 61', '00000002' || came(1, 2) || left_again())),
	('nobody', message('00000001 00000001 61', '00000002' || came(1, 0) || left_again())),
	('entered, not left', message('00000001 00000001 61', '00000002' || came(2) || left_again())),
	('too few times', message('00000001 00000001 61', '00000003' || came()
		|| pair(0, 1, 1, 1, 1, '00000000') || left_again())),
	('four billion buckets', message('00000001 00000001 61', '00000003' || came()
		|| pair(0, 1, 1, 1, 1, 'ffffffff') || left_again())),
	('a time of no bucket', message('00000001 00000001 61', '00000003' || came()
		|| pair(0, 1, 1, 1, 1, '00000001 0000000000000001 ffffffffffffffff ffffffffffffffff')
		|| left_again())),
	('four billion names', message('ffffffff', '')),
	('four billion pairs', message('00000001 00000001 61', 'ffffffff')),
	('the next version', set_byte(message('00000000', '00000000'), 0, 2)),
	('the version alone', '\x01'),
	('something behind', message('00000000', '00000000') || '\x00'),
	('nothing', message('00000000', '00000000')),
	('names in another order', message('00000002 00000001 62 00000001 61', '00000003'
		|| pair(0, 1, 2, 1, 1, '00000001 0000000000000001 0000000000000000 0000000000989680')
		|| pair(0, 2, 0, 1, 1) || came(), 60000000)),
	('a depth', message('00000001 00000001 61', '00000002' || came() || pair(1, 1, 0, 1, 1), 0, 2))
) v (what, message);
SELECT s FROM binaries;
DROP FUNCTION copied, pair, came, left_again, message;
DROP TABLE binaries;
-- Arithmetic.
SELECT '(steps a; > 1: 2 by 2, 1 >: 2 by 2)'::cx_transitions + '(steps b; > 1: 1 by 1, 1 >: 1 by 1)' AS sum,
	'(steps a, b; > 1: 2 by 2, > 2: 1 by 1, 1 >: 2 by 2, 2 >: 1 by 1)'::cx_transitions
	- '(steps a; > 1: 2 by 2, 1 >: 2 by 2)' AS difference,
	'(steps a; > 1: 2 by 2, 1 >: 2 by 2)'::cx_transitions - '(steps a; > 1: 2 by 2, 1 >: 2 by 2)' AS nothing,
	'()'::cx_transitions + '()' AS none,
	'(within 5; steps a; > 1: 1 by 1, 1 >: 1 by 1)'::cx_transitions + '()' AS same,
	'()'::cx_transitions + NULL AS unknown;
SELECT a, op, b, test.refusal(format('SELECT %L::cx_transitions %s %L', a, op, b)) FROM (VALUES
	('(steps a; > 1: 1 by 1, 1 >: 1 by 1)', '+', '(within 60; steps a; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(within 90; steps a; > 1: 1 by 1, 1 >: 1 by 1)', '+', '(within 60; depth 1; steps a; #0 > 1: 1 by 1)'),
	('(steps a; > 1: 1 by 1, 1 >: 1 by 1)', '-', '(steps b; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(steps a; > 1: 2 by 1, 1 >: 2 by 1)', '-', '(steps a; > 1: 1 by 1, 1 >: 1 by 1)'),
	('(steps a; > 1: 1 by 1, 1 >: 1 by 1)', '-', '(steps a; > 1: 2 by 1, 1 >: 2 by 1)'),
	('(steps a; > 1: 2 by 2, 1 > 1: 2 by 2 (2: 90), 1 >: 2 by 2)', '-',
		'(steps a; > 1: 1 by 1, 1 > 1: 1 by 1 (1: 50), 1 >: 1 by 1)'),
	('(depth 1; steps a; #0 > 1: 9223372036854775807 by 1)', '+',
		'(depth 1; steps a; #0 > 1: 1 by 1)')) v (a, op, b);
