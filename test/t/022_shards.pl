# Shards on two servers, below one partitioned table: which plans send the aggregation to them, and the union
# that cx_shard_union writes, which always does.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $hub = PostgreSQL::Test::Cluster->new('hub');
$hub->init;
$hub->start;
plan skip_all => 'postgres_fdw is not installed'
  unless $hub->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});

$hub->safe_psql('postgres', q{
	CREATE EXTENSION cx_metrics;
	CREATE EXTENSION postgres_fdw;
	CREATE TABLE answers (region text, customer bigint, answered_at timestamptz, touchpoint text, score smallint, solved timestamptz) PARTITION BY LIST (region)});
my $rows = q{SELECT '%s' AS region, (i * 7 %% 101)::bigint AS customer, timestamptz '2026-01-01 00:30+00' + i * interval '%d minutes' AS answered_at,
	(ARRAY['shop', 'app', NULL, 'support'])[1 + i %% 4] AS touchpoint, nullif(i * i %% %d, 11)::smallint AS score, timestamptz '2026-01-01 01:30+00' + i * interval '55 minutes' AS solved FROM generate_series(1, 3000) i};
my (%shards, @local);
for (['east', 41, 12], ['west', 53, 10])
{
	my $name = $_->[0];
	my $shard = $shards{$name} = PostgreSQL::Test::Cluster->new($name);
	$shard->init;
	$shard->start;
	my $own = sprintf($rows, @$_);
	push @local, $own;
	$shard->safe_psql('postgres', "CREATE EXTENSION cx_metrics; CREATE TABLE answers AS $own; ANALYZE answers");
	my ($host, $port) = ($shard->host, $shard->port);
	$hub->safe_psql('postgres', qq{
		CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'postgres', extensions 'cx_metrics', async_capable 'true');
		CREATE USER MAPPING FOR CURRENT_USER SERVER $name;
		CREATE FOREIGN TABLE answers_$name PARTITION OF answers FOR VALUES IN ('$name') SERVER $name OPTIONS (table_name 'answers')});
}
$hub->safe_psql('postgres', 'CREATE TABLE whole AS ' . join(' UNION ALL ', @local) . '; ANALYZE');

sub on_hub { return $hub->safe_psql('postgres', join('', @_)) }
sub plan_of { return on_hub('EXPLAIN (VERBOSE, COSTS OFF) ', @_) }
# How often a shard does the aggregation, and how often it only sends rows.
sub aggregated { my $n = () = $_[0] =~ /Relations: Aggregate on/g; return $n }

# ---- the parent, as it is

my $by_touchpoint = 'SELECT touchpoint, nps(score), nps_agg(score) FROM answers GROUP BY touchpoint';
my $by_region = 'SELECT region, nps(score), nps_agg(score) FILTER (WHERE score > 2) FROM answers GROUP BY region HAVING nps(score) < 100';
my $partitionwise = 'SET enable_partitionwise_aggregate = on;';
is(aggregated(plan_of($by_region)), 0, 'by the partition key, as the settings are: rows');
is(aggregated(on_hub("$partitionwise EXPLAIN (VERBOSE, COSTS OFF) $by_region")), 2, '... with enable_partitionwise_aggregate each shard aggregates');
like(on_hub("$partitionwise EXPLAIN (VERBOSE, COSTS OFF) $by_region"), qr/Async Foreign Scan.*HAVING.*Async Foreign Scan.*HAVING/s, '... at the same time, with FILTER and HAVING');
is(aggregated(on_hub("$partitionwise EXPLAIN (VERBOSE, COSTS OFF) $by_touchpoint")), 0, 'by anything else they never do: a part of an aggregate is not sent');
is(on_hub("$partitionwise $by_region ORDER BY 1"), on_hub("$by_region ORDER BY 1" =~ s/answers/whole/r), 'the answer is that of a local table');

# ---- the union

my $union = on_hub(q{SELECT cx_shard_union('answers', ARRAY['period_start(answered_at, ''month'', ''Europe/Berlin'') AS month', 'touchpoint'],
	ARRAY['nps_agg(score) AS nps', 'duration_agg(answered_at, solved) AS wait', 'count(*) AS n'])});
my $plan = plan_of($union);
is(aggregated($plan), 2, 'the union: both shards aggregate');
like($plan, qr/Append\n\s*->  Async Foreign Scan.*\n(.*\n)+\s*->  Async Foreign Scan/, '... at the same time');
like($plan, qr/Remote SQL:.*period_start.*nps_agg.*duration_agg.*GROUP BY 1, 2/, '... and cut months there');

on_hub("CREATE VIEW shard_states AS $union");
my $answer = 'SELECT month, touchpoint, rollup(nps), nps(rollup(nps)), median_hours(rollup(wait)), sum(n) FROM shard_states GROUP BY 1, 2';
my $expected = q{SELECT period_start(answered_at, 'month', 'Europe/Berlin'), touchpoint, nps_agg(score), nps(score), median_hours(duration_agg(answered_at, solved)), count(*) FROM whole GROUP BY 1, 2};
is(on_hub("$answer ORDER BY 1, 2"), on_hub("$expected ORDER BY 1, 2"), 'the states of the shards, rolled up, are those of all rows');
isnt(on_hub("$answer ORDER BY 1, 2"), '', '... of which there are some');
like(plan_of("$answer HAVING nps(rollup(nps)) > 0"), qr/Relations: Aggregate on.*Relations: Aggregate on/s, 'HAVING on the rolled up figure leaves the shards at it');

my $filtered = "SELECT nps(rollup(nps)) FROM shard_states WHERE touchpoint = 'shop' AND month >= '2026-02-01'";
$plan = plan_of($filtered);
is(aggregated($plan), 2, 'a filter on the groups reaches the shards');
is(() = $plan =~ /Remote SQL:.*WHERE.*touchpoint = 'shop'/g, 2, '... as their WHERE');
is(on_hub($filtered), on_hub(q{SELECT nps(score) FROM whole WHERE touchpoint = 'shop' AND period_start(answered_at, 'month', 'Europe/Berlin') >= '2026-02-01'}), '... with the answer of all rows');

$union = on_hub(q{SELECT cx_shard_union('answers', '{touchpoint}', '{nps_agg(score) FILTER (WHERE customer > 50) AS nps}', filter => 'answered_at >= ''2026-02-01 00:00+00''')});
$plan = plan_of($union);
is(aggregated($plan), 2, 'with a filter of its own');
is(() = $plan =~ /Remote SQL:.*FILTER \(WHERE.*WHERE.*answered_at >=/g, 2, '... and FILTER, both sent');
is(on_hub("SELECT touchpoint, rollup(nps) FROM ($union) u GROUP BY 1 ORDER BY 1"),
	on_hub(q{SELECT touchpoint, nps_agg(score) FILTER (WHERE customer > 50) FROM whole WHERE answered_at >= '2026-02-01 00:00+00' GROUP BY 1 ORDER BY 1}),
	'... with the answer of all rows');

# Customers first: a customer's history may come from two shards, and is united before it is counted.
$union = on_hub(q{SELECT cx_shard_union('answers', '{customer}', ARRAY['activity_agg(answered_at, ''month'', ''UTC'') AS history'], 'customer IS NOT NULL')});
is(aggregated(plan_of($union)), 2, 'a history for each customer is made by the shards');
is(on_hub("SELECT retention_agg(history) FROM (SELECT rollup(history) AS history FROM ($union) u GROUP BY customer) c"),
	on_hub(q{SELECT retention_agg(customer, answered_at, 'month', 'UTC') FROM whole}), '... and their cohorts are those of all rows');

# What may differ between servers is not sent: a month by the session's zone, a constant of a type with a collation.
for my $group (q{date_trunc('month', answered_at)}, q{date_trunc('month', answered_at AT TIME ZONE 'UTC')})
{
	is(aggregated(plan_of(on_hub("SELECT cx_shard_union('answers', ARRAY[\$\$$group AS month\$\$], '{nps_agg(score) AS nps}')"))), 0, "fetched as rows: $group");
}

# ---- without the option, rows

on_hub(qq{ALTER SERVER $_ OPTIONS (DROP extensions)}) for keys %shards;
is(aggregated(plan_of($union)), 0, 'without the option extensions, rows');

$_->stop for values %shards, $hub;
done_testing();
