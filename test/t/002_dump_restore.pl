# What is stored survives a dump and a restore, and binary COPY, to the last bit.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "extra_float_digits = -10\n");
$node->start;
$node->safe_psql('postgres', q{
	CREATE DATABASE source;
	CREATE DATABASE target;
	CREATE DATABASE copied;
});
$node->safe_psql('source', q{
	CREATE SCHEMA "of cx";
	CREATE EXTENSION cx_metrics SCHEMA "of cx";
	SET search_path = public, "of cx";
	CREATE TABLE states (day int PRIMARY KEY, s cx_scores, w cx_weighted_scores, many cx_scores[]);
	INSERT INTO states
	SELECT i % 60, nps_agg((i * 7 + i / 3) % 11), weighted_score_agg((i * 7 + i / 3) % 11, exp(i % 13) / 3, 0, 10), NULL FROM generate_series(1, 5000) i GROUP BY 1;
	INSERT INTO states VALUES (100, '()', '()', '{}'), (101, NULL, NULL, NULL),
		(102, '(1..2: -3 9223372036854775807)', '(0..1: 0.1 0 / 1 / 0.010000000000000002 0)', ARRAY['()', NULL, '(1..2: 1 -1)']::cx_scores[]);
	CREATE TABLE customers (customer int, zone cx_zone, period cx_period, entry cx_cohort_entry, a cx_activity, r cx_retention, c cx_churn, l cx_lifecycle, v cx_revenue, m cx_revenue_series);
	INSERT INTO customers SELECT k, 'Europe/Berlin', 'week', 'recurring', activity_agg(day, 'day'), retention_agg(i, day, 'month'), churn_agg(i % 3 = 0, i % 5 = 0), subscription_agg(day, day + i, 'week'), revenue_agg(i % 7, i * 0.1), revenue_agg(i % 4, day, day + 2 * i, i / 3.0, 'month')
	FROM (SELECT i % 10 AS k, i, date '2020-01-01' + i * 7 % 900 AS day FROM generate_series(1, 3000) i) v GROUP BY k;
	INSERT INTO customers VALUES (10, NULL, NULL, NULL, '()', '()', '()', '()', '()', '()'), (12, 'UTC', 'day', 'first', '(rolling 300000000us 2024-01-01 39600000000us: 0000000000001)', NULL, NULL, NULL, NULL, NULL);
	INSERT INTO customers (customer) VALUES (11);
	CREATE TABLE models AS SELECT survival_agg(i % 37, i % 3 = 0) AS s, sbg_fit(1 + i % 7, i % 7 < 4) AS sbg, bdw_fit(1 + i % 7, i % 7 < 4) AS bdw, bgnbd_fit(i % 5, CASE WHEN i % 5 = 0 THEN 0 ELSE 30 + i % 97 END, 200 + i % 31) AS b, gamma_gamma_fit(1 + i % 5, 10 + (i * 7919) % 83) AS g, rfm_agg(i % 40, date '2024-01-01' + i % 300, i / 3.0, '2024-12-31') AS r FROM generate_series(1, 2000) i;
	CREATE TABLE buyers AS SELECT i % 10 AS customer, rfm_agg(date '2024-01-01' + i % 300, i / 3.0, '2024-12-31') AS r FROM generate_series(1, 200) i GROUP BY 1;
	CREATE TABLE by_month (at timestamptz);
	CREATE INDEX ON by_month (period_start(at, 'month', 'Europe/Berlin'));
	CREATE VIEW cohorts AS SELECT t.* FROM customers, retention_table(r, 'on', '2023-01-01') AS t WHERE customer = 3;
	CREATE VIEW monthly AS SELECT day / 30 AS month, nps(rollup(s)) AS nps, (nps_ci(rollup(s))).* FROM states WHERE day < 60 GROUP BY 1;
	CREATE MATERIALIZED VIEW kept AS SELECT rollup(w) AS w FROM states WHERE day < 60;
	CREATE INDEX ON states USING hash (s);
	CREATE TABLE checked (s cx_scores CHECK (responses(s) >= 0) DEFAULT '()');
	INSERT INTO checked DEFAULT VALUES;
	ANALYZE;
});
{
	local $ENV{PGOPTIONS} = '-c search_path=public,"of\\ cx"';
	is_complete($node, 'source');
	create_samples($node, 'source', 'samples');
}
my $contents = q{
	SET search_path = public, "of cx";
	SELECT * FROM samples ORDER BY i;
	SELECT * FROM states ORDER BY day;
	SELECT month, round(nps::numeric, 9), round(low::numeric, 9) FROM monthly ORDER BY month;
	SELECT w FROM kept;
	SELECT s FROM checked;
	SELECT * FROM customers ORDER BY customer;
	SELECT * FROM models;
	SELECT * FROM buyers ORDER BY customer;
	SELECT count(*), sum(retained), sum(rate)::int FROM cohorts;
};
my $before = $node->safe_psql('source', $contents);
like($before, qr/~/, 'the states carry rounding errors worth keeping');

my $dump = $node->basedir . '/dump.sql';
$node->command_ok([ 'pg_dump', '--file', $dump, '--no-sync', $node->connstr('source') ], 'pg_dump');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('target') ], 'restored without superuser tricks');
is($node->safe_psql('target', $contents), $before, 'text dump and restore');

# Binary COPY, of every column type that is ours.
my $file = $node->basedir . '/states.bin';
$node->safe_psql('copied', 'CREATE EXTENSION cx_metrics');
for my $table ('states', 'customers', 'samples')
{
	my $columns = $node->safe_psql('source', qq{SELECT string_agg(attname || ' ' || replace(format_type(atttypid, atttypmod), '"of cx".', ''), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '$table'::regclass AND attnum > 0});
	$node->safe_psql('source', qq{COPY $table TO '$file' WITH (FORMAT binary)});
	$node->safe_psql('copied', qq{CREATE TABLE $table ($columns); COPY $table FROM '$file' WITH (FORMAT binary)});
	is($node->safe_psql('copied', "SELECT * FROM $table ORDER BY 1"), $node->safe_psql('source', qq{SET search_path = public, "of cx"; SELECT * FROM $table ORDER BY 1}), "binary COPY of $table");
}

is($node->safe_psql('target', q{SET search_path = public, "of cx"; SET enable_seqscan = off; SELECT day FROM states WHERE s = '(1..2: -3 9223372036854775807)'}), '102', 'found through the hash index');

$node->stop;
done_testing();
