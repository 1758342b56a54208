# A table distributed over two workers answers as a local one does, and what has a state of a real type is
# reduced to one state a shard and group before it travels.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my @nodes = map {
	my $node = PostgreSQL::Test::Cluster->new($_);
	$node->init;
	$node->append_conf('postgresql.conf', qq{
		shared_preload_libraries = 'citus'
		citus.node_conninfo = 'sslmode=prefer'
		citus.enable_statistics_collection = off
		citus.shard_count = 4
		jit = off
		max_connections = 60
		max_prepared_transactions = 60});
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION citus');
	$node
} qw(coordinator worker_1 worker_2);
my ($coordinator, @workers) = @nodes;
sub on_coordinator { return $coordinator->safe_psql('postgres', join('', @_)) }

on_coordinator("SELECT citus_set_coordinator_host('" . $coordinator->host . "', " . $coordinator->port . ')');
on_coordinator("SELECT citus_add_node('" . $_->host . "', " . $_->port . ')') for @workers;
note(on_coordinator('SELECT citus_version()'));
on_coordinator('CREATE EXTENSION cx_metrics');
is($_->safe_psql('postgres', 'SELECT nps(9)'), 100, 'CREATE EXTENSION on the coordinator made it on ' . $_->name) for @workers;

# Tasks as the workers get them.
sub tasks_of { return on_coordinator("SET citus.explain_all_tasks = off; EXPLAIN (VERBOSE, COSTS OFF) ", @_) =~ /^\s*Query: (.*)$/mg }

# ---- every aggregate

my $columns = arguments_as_columns();
on_coordinator(qq{
	CREATE TABLE facts_local AS SELECT n, n % 3 AS g, $columns FROM generate_series(1, 500) n;
	CREATE TABLE facts (LIKE facts_local);
	SELECT create_distributed_table('facts', 'n');
	INSERT INTO facts TABLE facts_local});
my %internal = map { $_ => 1 } split /\n/, on_coordinator(q{
	SELECT p.proname || '(' || (SELECT string_agg(format_type(t, NULL), ',' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY AS u (t, n)) || ')'
	FROM pg_proc p JOIN pg_aggregate ON aggfnoid = p.oid WHERE aggtranstype = 'internal'::regtype});
my @aggregates = aggregates_of($coordinator, 'postgres');
my @queries = map { my ($name, $types, $variadic) = @$_; "SELECT g, $name(" . arguments_of($types, $variadic) . ')::text FROM facts GROUP BY g ORDER BY g' } @aggregates;
my @plans = outcomes_of($coordinator, 'postgres', '', map { "EXPLAIN (VERBOSE, COSTS OFF) $_" } @queries);
my (@unexpected, %seen);
for my $i (0 .. $#queries)
{
	my ($name, $types) = @{ $aggregates[$i] };
	my $signature = "$name(" . join(',', @$types) . ')';
	my ($task) = $plans[$i] =~ /^\s*Query: (.*)$/m or die "$queries[$i]: $plans[$i]";
	my $way = $task =~ /worker_partial_agg\(/ ? 'reduced' : $task =~ /GROUP BY/ ? 'whole' : 'rows';
	$seen{$way}{$name} = 1;
	push @unexpected, "$signature: $way" if $way ne ($internal{$signature} ? 'rows' : 'reduced');
}
my @distributed = outcomes_of($coordinator, 'postgres', '', @queries);
my @local = outcomes_of($coordinator, 'postgres', '', map { s/FROM facts/FROM facts_local/r } @queries);
is(join("\n", map { "$queries[$_]: $distributed[$_] against $local[$_]" } grep { $distributed[$_] ne $local[$_] } 0 .. $#queries), '', scalar(@aggregates) . ' aggregates answer as on one server');
cmp_ok(scalar(grep { !/^\w{5}$/ } @local), '>', @aggregates / 2, '... most of them with a state');
is(join("\n", @unexpected), '', 'those with a state of a real type are reduced on the workers, those with an internal one are not');
note("$_: " . join(' ', sort keys %{ $seen{$_} })) for sort keys %seen;

# ---- answers and events of customers, who are on one worker each

on_coordinator(q{
	CREATE TABLE events_local AS
	SELECT (i * 7 % 1009)::bigint AS customer, (ARRAY['shop', 'app', NULL])[1 + i * i % 3] AS touchpoint, (i * i % 11)::smallint AS score,
		timestamptz '2026-01-01 00:30+00' + i * interval '37 minutes' AS at, (i % 90)::numeric AS amount FROM generate_series(1, 9000) i;
	CREATE TABLE events (LIKE events_local);
	SELECT create_distributed_table('events', 'customer');
	INSERT INTO events TABLE events_local});
sub same { my ($query, $name) = @_; is(on_coordinator($query), on_coordinator($query =~ s/\bevents\b/events_local/gr), $name) }

my $query = q{SELECT period_start(at, 'month', 'Europe/Berlin'), touchpoint, nps(score), (nps_ci(nps_agg(score))).low, nps_agg(score) FILTER (WHERE amount > 9)
	FROM events GROUP BY 1, 2 HAVING nps(score) < 100 ORDER BY 1, 2};
my ($task) = tasks_of($query);
like($task, qr/worker_partial_agg\(.*period_start.*|period_start.*worker_partial_agg\(/, 'figures by month and touchpoint: the workers cut months and reduce, with FILTER');
same($query, '... with the same answer');

$query = q{SELECT retention_agg(history) FROM (SELECT customer, activity_agg(at, 'month', 'UTC') AS history FROM events GROUP BY customer) AS customers};
($task) = tasks_of($query);
like($task, qr/worker_partial_agg\(.*retention_agg.*GROUP BY/, 'cohorts in two steps: histories and their sum are made by the workers');
same($query, '... with the same answer');
is(on_coordinator($query), on_coordinator(q{SELECT retention_agg(customer, at, 'month', 'UTC') FROM events_local}), '... which is that of one pass');
for ('rfm_agg(at, amount, \'2027-01-01\', \'UTC\')', 'spend_agg(at, amount, \'month\', \'UTC\')', 'chain_agg(at, \'9 days\', score = 1, score = 9)')
{
	($task) = tasks_of("SELECT customer, $_ FROM events GROUP BY customer");
	unlike($task, qr/worker_partial_agg/, "a state for each customer is made where he is, whole: $_");
	like($task, qr/_agg\(.*GROUP BY/, '... by an aggregate');
}

$query = q{SELECT retention_agg(customer, at, 'month', 'UTC') FROM events};
($task) = tasks_of($query);
unlike($task, qr/_agg\(/, 'cohorts in one pass: every row travels');
same($query, '... with the same answer');

# ---- a table of states, by shard

on_coordinator(q{
	CREATE TABLE daily (customer bigint, day date, nps cx_scores, PRIMARY KEY (customer, day));
	SELECT create_distributed_table('daily', 'customer', colocate_with => 'events')});
my $fold = q{INSERT INTO daily SELECT customer, period_start(at, 'day', 'UTC'), nps_agg(score) FROM events GROUP BY 1, 2
	ON CONFLICT (customer, day) DO UPDATE SET nps = daily.nps + excluded.nps};
like((tasks_of($fold))[0], qr/INSERT INTO.*SELECT.*nps_agg\(.*ON CONFLICT/, 'states are added to a table shard by shard');
on_coordinator($fold) for 1, 2;
is(on_coordinator('SELECT rollup(nps) FROM daily'), on_coordinator('SELECT nps_agg(score) + nps_agg(score) FROM events_local'), '... and add up');
like((tasks_of('SELECT rollup(nps) FROM daily'))[0], qr/worker_partial_agg\(.*rollup/, '... rolled up on the workers first');

# ---- where rows must never be pulled, what needs that is refused

my $strict = q{SET citus.coordinator_aggregation_strategy = 'disabled'};
my @strictly = outcomes_of($coordinator, 'postgres', $strict, q{SELECT retention_agg(customer, at, 'month', 'UTC') FROM events}, 'SELECT nps(score) FROM events');
like($strictly[0], qr/^\w{5}$/, 'one pass is refused');
is($strictly[1], outcomes_of($coordinator, 'postgres', '', 'SELECT nps(score) FROM events_local'), '... a state of a real type is not');

$_->stop for reverse @nodes;
done_testing();
