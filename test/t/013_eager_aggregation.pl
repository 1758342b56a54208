# Since 19 the planner may aggregate a table before it is joined, with partial states that are combined
# above the join. Every aggregate answers as without that.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nmax_parallel_workers_per_gather = 0\n");
$node->start;
plan skip_all => 'PostgreSQL 19 and later'
  unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_settings WHERE name = 'enable_eager_aggregate'});
$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION cx_metrics;
	CREATE TABLE facts AS SELECT i AS n, i % 10 AS k FROM generate_series(1, 3000) i;
	CREATE TABLE dims AS SELECT k, k % 3 AS g FROM generate_series(0, 9) k;
	ANALYZE facts, dims});

my @aggregates = aggregates_of($node, 'postgres');
my (@different, %unknown);
for (@aggregates) { $unknown{$_} = 1 for grep { !$arguments{$_} } @{ $_->[1] } }
my @queries = map { my ($name, $types, $variadic) = @$_; "SELECT g, $name(" . arguments_of($types, $variadic) . ')::text FROM facts JOIN dims USING (k) GROUP BY g ORDER BY g' } @aggregates;
my %setup = map { $_ => "SET enable_eager_aggregate = $_; SET min_eager_agg_group_size = 0" } 'on', 'off';
my %results = map { $_ => [ outcomes_of($node, 'postgres', $setup{$_}, @queries) ] } 'on', 'off';
for my $i (0 .. $#queries)
{
	my ($on, $off) = map { $results{$_}[$i] } 'on', 'off';
	push @different, "$queries[$i]: $on against $off" if $on ne $off;
}
my $answers = grep { !/^\w{5}$/ } @{ $results{on} };
my $eager = grep { /Join.*Partial/s } outcomes_of($node, 'postgres', $setup{on}, map { "EXPLAIN (COSTS OFF) $_" } @queries);
is(join(' ', sort keys %unknown), '', 'there are arguments of every type');
is(join("\n", @different), '', scalar(@aggregates) . ' aggregates answer alike with and without eager aggregation');
note("$answers answer, $eager below the join");
cmp_ok($answers, '>', @aggregates / 2, 'most answer');
cmp_ok($eager, '>', 0, 'some are aggregated below the join');

# A state that grows without bound is not: its transition says so by a negative size.
my $unbounded = $node->safe_psql('postgres', q{
	SELECT string_agg(DISTINCT p.proname, ' ') FROM pg_proc p JOIN pg_aggregate a ON aggfnoid = p.oid
	JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND deptype = 'e'
	JOIN pg_extension e ON e.oid = refobjid AND extname = 'cx_metrics'
	WHERE aggtransspace < 0});
note('grow without bound: ' . $unbounded);

$node->stop;
done_testing();
