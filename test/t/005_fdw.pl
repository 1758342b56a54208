# postgres_fdw ships whole aggregates to a server that has the extension, when told that it has.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
plan skip_all => 'postgres_fdw is not installed'
  unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});

my ($host, $port) = ($node->host, $node->port);
$node->safe_psql('postgres', 'CREATE DATABASE far');
$node->safe_psql('far', q{
	CREATE EXTENSION cx_metrics;
	CREATE TABLE responses AS SELECT (i % 4) AS touchpoint, (i * 7 % 11)::smallint AS score, 1 + i % 3 AS weight FROM generate_series(1, 1000) i;
	CREATE TABLE events AS SELECT (i * 7 % 101)::bigint AS customer, timestamptz '2024-01-01 00:00+00' + i * interval '7 hours' AS at, timestamp '2024-01-01 00:00' + i * interval '7 hours' AS local, date '2024-01-01' + i / 3 AS day FROM generate_series(1, 2000) i;
	CREATE TABLE histories AS SELECT customer, activity_agg(day, 'month') AS a FROM events GROUP BY 1;
	CREATE TABLE daily AS SELECT touchpoint, nps_agg(score) AS s FROM responses GROUP BY 1;
});
$node->safe_psql('postgres', qq{
	CREATE EXTENSION cx_metrics;
	CREATE EXTENSION postgres_fdw;
	CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'far', extensions 'cx_metrics');
	CREATE USER MAPPING FOR CURRENT_USER SERVER far;
	IMPORT FOREIGN SCHEMA public LIMIT TO (responses, events, histories, daily) FROM SERVER far INTO public;
});
for my $query (
	'SELECT touchpoint, nps(score) FROM responses GROUP BY 1',
	'SELECT touchpoint, nps_agg(score), (nps_ci(nps_agg(score), 0.9)).low FROM responses GROUP BY 1',
	'SELECT touchpoint, score_agg(score, 0, 10), csat(score, 0, 10) FROM responses GROUP BY 1',
	'SELECT touchpoint, responses(weighted_score_agg(score, weight, 0, 10)) FROM responses GROUP BY 1',
	'SELECT rollup(s), nps(rollup(s)) FROM daily',
	q{SELECT period_start(day, 'month'), count(*) FROM events GROUP BY 1},
	q{SELECT period_start(local, 'week'), count(*) FROM events GROUP BY 1},
	q{SELECT period_start(at, 'quarter', 'Europe/Berlin'), count(*) FROM events GROUP BY 1},
	q{SELECT customer, activity_agg(at, 'month', 'Asia/Kolkata') FROM events GROUP BY 1},
	q{SELECT retention_agg(customer, at, 'month', 'UTC') FROM events},
	q{SELECT retention_agg(a), retention_agg(a, 'recurring'), lifecycle_agg(a) FROM histories},
	q{SELECT churn_rate(day < '2024-06-01', day < '2025-01-01') FROM events})
{
	like($node->safe_psql('postgres', "EXPLAIN VERBOSE $query"), qr/Relations: Aggregate on/, "shipped: $query");
	my $sorted = $query =~ /GROUP BY/ ? "$query ORDER BY 1" : $query;
	is($node->safe_psql('postgres', $sorted), $node->safe_psql('far', $sorted), '... with the same answer');
}
like($node->safe_psql('postgres', q{EXPLAIN VERBOSE SELECT count(*) FROM events WHERE period_start(day, 'month') = '2024-03-01' AND period_start(at, 'day', 'UTC') > '2024-03-05'}), qr/Remote SQL:.*WHERE.*period_start.*period_start/, 'conditions on periods are shipped');

# Every aggregate ships whole, those with an internal state too. What the arguments are is in columns, since an
# expression with a text constant, which has a collation, or with timestamptz and interval, which looks at the
# session's zone, is not sent.
my $columns = arguments_as_columns();
$node->safe_psql('far', "CREATE TABLE facts AS SELECT n, n % 3 AS g, $columns FROM generate_series(1, 500) n");
$node->safe_psql('postgres', 'IMPORT FOREIGN SCHEMA public LIMIT TO (facts) FROM SERVER far INTO public');
my @aggregates = aggregates_of($node, 'postgres');
my @queries = map { my ($name, $types, $variadic) = @$_; "SELECT g, $name(" . arguments_of($types, $variadic) . ')::text FROM facts GROUP BY g ORDER BY g' } @aggregates;
my @plans = outcomes_of($node, 'postgres', '', map { "EXPLAIN VERBOSE $_" } @queries);
is(join("\n", map { $queries[$_] } grep { $plans[$_] !~ /Relations: Aggregate on/ } 0 .. $#plans), '', scalar(@aggregates) . ' aggregates are shipped');
my @near = outcomes_of($node, 'postgres', '', @queries);
my @far = outcomes_of($node, 'far', '', @queries);
is(join("\n", map { "$queries[$_]: $near[$_] against $far[$_]" } grep { $near[$_] ne $far[$_] } 0 .. $#queries), '', '... with the same answer');
cmp_ok(scalar(grep { !/^\w{5}$/ } @far), '>', @aggregates / 2, '... which is a state for most');

$node->stop;
done_testing();
