# A million groups stay within work_mem by going to disk, and the planner knows what a state takes.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "work_mem = 4MB\nhash_mem_multiplier = 2\nmax_parallel_workers_per_gather = 0\njit = off\n");
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION cx_metrics;
	CREATE TABLE answers AS SELECT (i::bigint * 7919) % 1000000 AS customer, (i % 11)::smallint AS score FROM generate_series(1, 2000000) AS i;
	ANALYZE answers;
});
for my $aggregate ('nps_agg(score)', 'nps(score)', 'score_agg(score, 0, 10)', 'weighted_score_agg(score, 1, 0, 10)')
{
	my $plan = $node->safe_psql('postgres', "SET enable_sort = off; EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT customer, $aggregate FROM answers GROUP BY customer");
	my ($memory) = $plan =~ /Memory Usage: (\d+)kB/;
	my ($disk) = $plan =~ /Disk Usage: (\d+)kB/;
	my ($rows) = $plan =~ /HashAggregate \(actual (?:.*?)rows=(\d+)/;
	is($rows, 1000000, "$aggregate: a million groups");
	# the limit is looked at when a group is added: one block beyond is possible
	cmp_ok($memory // 1e9, '<=', 8192 * 1.3, "$aggregate: within work_mem");
	cmp_ok($disk // 0, '>', 0, "$aggregate: the rest on disk");
}
# Estimates follow typlen: with room for a million states the planner hashes, without it sorts.
my $query = 'EXPLAIN SELECT customer, nps_agg(score) FROM answers GROUP BY customer';
like($node->safe_psql('postgres', "SET work_mem = '1GB'; $query"), qr/HashAggregate/, 'a million states fit where there is memory for them');

# The backend's own memory, as the kernel counts it.
SKIP:
{
	skip 'needs /proc', 1 unless -r '/proc/self/status';
	my $peak = $node->safe_psql('postgres', q{
		SET enable_sort = off;
		SELECT count(*) FROM (SELECT customer, nps_agg(score) AS s FROM answers GROUP BY customer) v WHERE s IS NULL;
		SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::int});
	my ($kb) = $peak =~ /(\d+)\s*$/;
	cmp_ok($kb, '<', 256 * 1024, 'and the backend never took more, buffers included');
}

# What a query adds to the peak of a backend that has read the table and loaded the library, in bytes.
sub peak_of
{
	my ($table, $query) = @_;
	my ($before, $after) = $node->safe_psql('postgres', qq{
		SELECT max(customer), max(day), retention_agg(1, '2024-01-01', 'month') FILTER (WHERE day IS NULL) FROM $table \\g /dev/null
		SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\\s+(\\d+)'))[1]::int;
		$query \\g /dev/null
		SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\\s+(\\d+)'))[1]::int}) =~ /(\d+)/g;
	return ($after - $before) * 1024;
}

# One pass: a million customers take 36 bytes each at most; where they are numbered without gaps a
# bit and a half for each period, 34 months or 1000 days; what does not fit in a gigabyte is an error,
# in time.
$node->safe_psql('postgres', q{CREATE TABLE events AS SELECT i AS customer, date '2024-01-01' + i % 1000 AS day FROM generate_series(1, 1000000) i;
	CREATE TABLE spread AS SELECT customer * 1000003::bigint AS customer, day FROM events; ANALYZE events, spread});
SKIP:
{
	skip 'needs /proc', 6 unless -r '/proc/self/status';
	# while a hash below 64 MB grows, the smaller one is there as well
	cmp_ok(peak_of('spread', q{SELECT retention_agg(customer, day, 'month') IS NULL FROM spread}), '<=', (36 + 24) * 1000000, 'a million customers take 36 bytes each, and 24 more while growing');
	cmp_ok(peak_of('events', q{SELECT retention_agg(customer, day, 'month') IS NULL FROM events}), '<=', 34 * 1.5 / 8 * 1000000 + 2 ** 21, 'numbered without gaps 6.4, with 2 MB for the query itself');
	cmp_ok(peak_of('events', q{SELECT retention_agg(customer, day, 'day') IS NULL FROM events}), '<=', 1000 * 1.5 / 8 * 1000000 + 2 ** 24, '... and 188 for days, with 16 MB for the table of cohorts');

	# A row is 8 bytes on a pile, and a pile in order beside it is small. The result is 32 bytes, with room for half as
	# many more.
	$node->safe_psql('postgres', q{
		CREATE TABLE ordered AS SELECT i % 200000 AS customer, date '2022-01-01' + i / 1100 AS day FROM generate_series(0, 1199999) i;
		CREATE TABLE shuffled AS SELECT * FROM ordered ORDER BY hashint4(customer + 7 * (day - '2022-01-01'));
		ANALYZE ordered, shuffled});
	my %taken = map { $_ => peak_of($_, qq{SELECT rfm_agg(customer, day, 1, '2024-12-31') IS NULL FROM $_}) } ('ordered', 'shuffled');
	note(join(', ', map { sprintf '%s: %.0f bytes a customer', $_, $taken{$_} / 200000 } sort keys %taken));
	cmp_ok($taken{ordered}, '<=', (6 * 8 + 32 * 1.5) * 200000 + 2 ** 22, 'six days of orders take 96 bytes a customer at most, the result included, and 4 MB for piles and the query itself');
	cmp_ok($taken{shuffled}, '<=', $taken{ordered} + 2 ** 20, '... in another order no more');
	# 4.8 million rows are 38 MB, but 30,000 different days of a customer 0.24
	cmp_ok(peak_of('shuffled', q{SELECT rfm_agg(customer % 1000, date '2022-01-01' + (day - '2022-01-01') % 30, 1, '2024-12-31') IS NULL FROM (TABLE shuffled UNION ALL TABLE shuffled UNION ALL TABLE shuffled UNION ALL TABLE shuffled) v}), '<=', 2 ** 22, 'days that repeat are kept once');
}
my ($rc, $out, $err) = $node->psql('postgres', q{SELECT retention_agg(i * 1000003::bigint, date '1900-01-01' + CASE WHEN i % 2 = 0 THEN 0 ELSE 60000 END, 'day') FROM generate_series(1, 200000) i});
like($err, qr/too many customers for one pass/, 'beyond the limit there is an error');
like($err, qr/two steps/, '... with a way out');

# A gigabyte is what a backend takes at its peak: while its hash grows, while masks widen, and while the
# parts of two workers are merged, each of which fits by itself. 60,000 days are masks of 8 kB.
$node->safe_psql('postgres', q{
	CREATE TABLE wide AS SELECT i % 40000 * 1000003::bigint AS customer, date '1900-01-01' + (i % 2) * 60000 AS day, repeat('x', 500) FROM generate_series(1, 120000) i;
	ALTER TABLE wide SET (parallel_workers = 2);
	ALTER TABLE spread SET (parallel_workers = 2);
	ANALYZE wide});
my $parallel = 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';
sub peak_and_error
{
	my ($settings, $query) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', qq{$settings
		SELECT max(customer), max(day), retention_agg(1, '2024-01-01', 'month') FILTER (WHERE day IS NULL) FROM wide \\g /dev/null
		SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\\s+(\\d+)'))[1]::int;
		$query \\g /dev/null
		SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\\s+(\\d+)'))[1]::int}, on_error_stop => 0);
	my ($before, $after) = $out =~ /(\d+)/g;
	note(sprintf('%d MB: %s', ($after - $before) / 1024, $query));
	return (($after - $before) * 1024, $err);
}
SKIP:
{
	skip 'needs /proc', 6 unless -r '/proc/self/status';
	my $gigabyte = 2 ** 30 + 2 ** 25;
	(my $peak, $err) = peak_and_error('', q{SELECT retention_agg(customer * i, day, 'day') FROM wide, generate_series(1, 4) i});
	like($err, qr/too many customers for one pass/, 'masks of 8 kB: too many');
	cmp_ok($peak, '<=', $gigabyte, '... said before more than a gigabyte is taken');
	($peak, $err) = peak_and_error($parallel, q{SELECT retention_agg(customer, day, 'day') IS NULL FROM wide});
	like($err, qr/too many customers for one pass/, 'two workers and the leader: too many');
	cmp_ok($peak, '<=', $gigabyte, '... said before more than a gigabyte is taken');
	($peak, $err) = peak_and_error($parallel, q{SELECT retention_agg(customer, day, 'month') IS NULL FROM spread});
	is($err, '', 'two workers and the leader: a million customers');
	cmp_ok($peak, '<=', 16 * 7 * 1000000, '... the messages of all parts and their sum');
}

# Twenty rows of a customer, all of which meet a step: of time in seconds, and in microseconds in any order.
$node->safe_psql('postgres', q{
	CREATE TABLE visits AS SELECT i % 50000 AS customer, timestamptz '2026-01-01 00:00Z' + i * interval '0.7 s' AS at, i / 50000 AS n FROM generate_series(0, 999999) i;
	ANALYZE visits});
# Blocks are of up to 8 MB, which are filled or not: 367 and 398 bytes are the same.
for my $case ([ 400, q{date_trunc('second', at), '1 day', n % 2 = 0, n % 2 = 1} ], [ 560, q{at + hashint4(n) % 1000000 * interval '0.123456 s', '1 day', n % 2 = 0, n % 2 = 1} ])
{
	my ($most, $arguments) = @$case;
	my $plan = $node->safe_psql('postgres', "SET enable_sort = off; SET work_mem = '1GB'; EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT customer, funnel($arguments) FROM visits GROUP BY customer");
	my ($memory) = $plan =~ /Batches: 1  Memory Usage: (\d+)kB/;
	note(sprintf('%d bytes a customer', ($memory // 0) * 1024 / 50000));
	cmp_ok(($memory // 1e9) * 1024 / 50000, '<=', $most, "a customer of twenty rows in a funnel takes $most bytes at most, the entry of the hash included");
}

# A sort compares states that are compressed where they lie: 2 MB of each type, 40,000 times.
$node->safe_psql('postgres', q{
	CREATE TABLE states AS
	SELECT i AS customer, date '2024-01-01' AS day, retention_agg(c, date '2024-01-01' + (i * c) % 700, 'week') AS retention, survival_agg(i * c % 997, true) AS survival,
		revenue_agg(c, date '2024-01-01' + i * c % 700, NULL::date, 10, 'month') AS revenue, subscription_agg(date '2024-01-01' + i * c % 700, NULL::date, 'day') AS lifecycle
	FROM generate_series(1, 4000) i, generate_series(1, 120) c GROUP BY i;
	VACUUM ANALYZE states});
SKIP:
{
	skip 'needs /proc', 4 unless -r '/proc/self/status';
	for my $state ('retention', 'survival', 'revenue', 'lifecycle')
	{
		my $peak = peak_of('states', "SELECT count(*) FROM (SELECT $state FROM states ORDER BY $state OFFSET 0) s");
		note(sprintf('%s: %d kB', $state, $peak / 1024));
		cmp_ok($peak, '<=', 2 ** 25, "what a comparison of $state states decompresses does not stay");
	}
}

$node->stop;
done_testing();
