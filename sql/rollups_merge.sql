-- Rollups of states that do not subtract: groups that lost rows stay as they are until cx_compact.
CREATE TABLE orders (
	id integer PRIMARY KEY, customer integer, at timestamptz, amount numeric, score integer, weight float8
);
INSERT INTO orders SELECT i, i % 7, timestamptz '2026-01-01Z' + i * interval '5 days', i % 9 * 1.5, i % 11,
	1 + i % 3 FROM generate_series(1, 60) i;
SELECT test.refusal($$CALL cx_create_rollup('customers', 'orders', '{customer}',
	'{"activity_agg(at, ''month'', ''UTC'')"}', wait => true)$$);
CREATE INDEX ON orders (customer) WHERE id > 1;
CREATE INDEX ON orders (id, customer);
SELECT test.sqlstate($$CALL cx_create_rollup('customers', 'orders', '{customer}',
	'{"activity_agg(at, ''month'', ''UTC'')"}', wait => true)$$);
CREATE INDEX ON orders (customer, at);
CALL cx_create_rollup('customers', 'orders', '{customer}',
	ARRAY['activity_agg(at, ''month'', ''UTC'') AS active',
		'spend_agg(at, amount, ''month'', ''UTC'') AS spend',
		'rfm_agg(at, amount, ''2027-01-01'', ''UTC'') AS rfm',
		'weighted_score_agg(score, weight, 0, 10) AS w', 'rate_agg(amount > 5) AS large']);
CREATE FUNCTION test.state() RETURNS TABLE (deltas bigint, dirty bigint, wrong bigint, as_anew boolean)
LANGUAGE sql AS $$
	SELECT pending_deltas, pending_dirty, (SELECT count(DISTINCT bucket) FROM cx_verify('customers')),
		NOT EXISTS ((SELECT customer, rows, active, spend, rfm, large FROM customers
			EXCEPT SELECT customer, rows, active, spend, rfm, large FROM customers_def)
			UNION (SELECT customer, rows, active, spend, rfm, large FROM customers_def
			EXCEPT SELECT customer, rows, active, spend, rfm, large FROM customers))
	FROM cx_sources WHERE relation = 'customers'::regclass
$$;
SELECT * FROM test.state();
SELECT customer, rows, active, effective_responses(w) FROM customers WHERE customer < 2 ORDER BY 1;
-- Rows that are added show at once.
INSERT INTO orders VALUES (100, 1, '2026-12-24Z', 10, 5, 2), (101, 8, '2026-12-24Z', 10, 5, 2),
	(102, NULL, '2026-12-24Z', 10, 5, 2);
SELECT * FROM test.state();
INSERT INTO orders VALUES (103, 1, 'infinity', 10, 5, 2);
SELECT customer, rows, invalid, active FROM customers WHERE customer IN (1, 8) OR customer IS NULL ORDER BY 1;
SELECT * FROM cx_verify('customers');
UPDATE orders SET at = '2026-12-24Z' WHERE id = 103;
SELECT cx_compact('customers');
SELECT * FROM test.state();
-- Rows that change or go: the group waits, and shows what it showed; one whose states stay does not wait.
UPDATE orders SET score = score WHERE customer = 2;
DELETE FROM orders WHERE id IN (100, 102);
UPDATE orders SET customer = 9 WHERE customer = 8;
UPDATE orders SET amount = 0 WHERE id = 3;
INSERT INTO orders VALUES (104, 1, '2026-11-24Z', 10, 5, 2);
SELECT * FROM test.state();
SELECT customer, rows FROM customers WHERE customer IN (1, 3, 8, 9) OR customer IS NULL ORDER BY 1;
SELECT cx_compact('customers');
SELECT * FROM test.state();
SELECT customer, rows, invalid, active FROM customers WHERE customer IN (1, 3, 8, 9) OR customer IS NULL
ORDER BY 1;
-- A job that looks for deltas finds what has only lost rows.
DELETE FROM orders WHERE id = 104;
SELECT count(*) AS compacted FROM (SELECT cx_compact(relation) FROM cx_sources WHERE pending_deltas > 0) AS c;
SELECT * FROM test.state();
-- Dirty and added to in one; a group that is dirty again while nobody looks.
UPDATE orders SET customer = customer + 100 WHERE customer < 4;
INSERT INTO orders SELECT i, i % 200, '2026-10-01Z', 1, 3, 1 FROM generate_series(1000, 1100) i;
SELECT cx_compact('customers') > 0 AS folded;
SELECT * FROM test.state();
-- So many that the source is read once.
INSERT INTO orders SELECT i, i, '2026-10-01Z', 1, 3, 1 FROM generate_series(10001, 11200) i;
UPDATE orders SET at = at + interval '1 month' WHERE id > 10000;
SELECT cx_compact('customers') > 0 AS folded;
SELECT * FROM test.state();
TRUNCATE orders;
SELECT count(*) > 0 AS stale, cx_compact('customers') > 0 AS folded FROM customers;
SELECT * FROM test.state();
SELECT count(*) AS groups, (SELECT count(*) FROM customers_base) AS base FROM customers;
-- Past the triggers.
SET session_replication_role = replica;
INSERT INTO orders SELECT i, i % 3, '2026-10-01Z', 1, 3, 1 FROM generate_series(1, 10) i;
RESET session_replication_role;
SELECT * FROM test.state();
SELECT cx_rebuild('customers');
SELECT * FROM test.state();
-- Filled where rows are wrong already.
INSERT INTO orders VALUES (50, 1, '2026-12-24Z', 10, 99, 2);
CALL cx_create_rollup('scores', 'orders', '{customer}', '{"weighted_score_agg(score, weight, 0, 10) AS w"}');
SELECT customer, rows, invalid, w FROM scores ORDER BY 1;
SELECT cx_drop_rollup('orders');
DROP FUNCTION test.state();
DROP TABLE orders;
-- Rows that a group cannot be computed of are met in looking other groups up, and make a group of their own.
CREATE TABLE trips (customer text, at timestamptz, number integer);
CREATE INDEX ON trips (customer);
CALL cx_create_rollup('travellers', 'trips',
	ARRAY['customer AS cx_is_dirty', 'period_start(at, ''year'', ''UTC'') AS year'],
	ARRAY['activity_agg(at, ''month'', ''UTC'') AS active']);
INSERT INTO trips VALUES ('a', '2026-01-01Z', 1), ('a', '2026-02-01Z', 2), ('a', 'infinity', 3),
	('b', 'infinity', 4), ('b', NULL, 5), (NULL, NULL, 6);
SELECT cx_compact('travellers');
SELECT cx_is_dirty AS customer, year, rows, invalid, active FROM travellers ORDER BY 1, 2;
DELETE FROM trips WHERE number = 2;
SELECT cx_compact('travellers');
SELECT * FROM cx_verify('travellers');
DELETE FROM trips WHERE number = 4;
SELECT cx_compact('travellers');
SELECT * FROM cx_verify('travellers');
SELECT cx_is_dirty AS customer, year, rows, invalid, active FROM travellers ORDER BY 1, 2;
SELECT cx_drop_rollup('trips');
DROP TABLE trips;
