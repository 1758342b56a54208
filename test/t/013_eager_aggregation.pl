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

my @aggregates = map { [ split /\|/ ] } split /\n/, $node->safe_psql(
	'postgres', q{
	SELECT p.proname, coalesce((SELECT string_agg(format_type(t, NULL), ',' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY AS u (t, n)), ''), provariadic <> 0
	FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND deptype = 'e'
	JOIN pg_extension e ON e.oid = refobjid AND extname = 'cx_metrics'
	WHERE prokind = 'a' AND obj_description(p.oid, 'pg_proc') NOT LIKE 'always an error%' ORDER BY 1, 2});
my (@same, @different, %unknown);
my ($answers, $eager) = (0, 0);
for (@aggregates)
{
	my ($name, $types, $variadic) = @$_;
	my @types = split /,/, $types;
	$unknown{$_} = 1 for grep { !$arguments{$_} } @types;
	my $arguments = arguments_of(\@types, $variadic eq 't');
	my $query = "SELECT g, $name($arguments)::text FROM facts JOIN dims USING (k) GROUP BY g ORDER BY g";
	my %results;
	for my $setting ('on', 'off')
	{
		my ($out, $err) = ('', '');
		$node->psql('postgres', "\\set VERBOSITY sqlstate\nSET enable_eager_aggregate = $setting; SET min_eager_agg_group_size = 0; EXPLAIN (COSTS OFF) $query;\n\\echo plan\n$query;", stdout => \$out, stderr => \$err, on_error_stop => 0);
		my ($plan, $rows) = split /^plan\n?/m, $out;
		# sums of floating point in another order
		$rows = join('', map { /^-?\d*\.\d+(e[-+]?\d+)?$/ ? sprintf('%.5g', $_) : $_ } split /(-?\d*\.\d+(?:e[-+]?\d+)?)/, $rows // '') =~ s/~-?[\d.e+-]+//gr;
		my ($sqlstate) = $err =~ /ERROR:\s+(\w{5})/;
		$results{$setting} = $sqlstate // $rows;
		$eager++ if $setting eq 'on' && $plan =~ /Join.*Partial/s;
		$answers++ if $setting eq 'on' && !defined $sqlstate;
	}
	push @different, "$name($types): $results{on} against $results{off}" if $results{on} ne $results{off};
}
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
