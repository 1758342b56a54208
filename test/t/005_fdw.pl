# postgres_fdw ships whole aggregates to a server that has the extension, when told that it has.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

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
	CREATE TABLE daily AS SELECT touchpoint, nps_agg(score) AS s FROM responses GROUP BY 1;
});
$node->safe_psql('postgres', qq{
	CREATE EXTENSION cx_metrics;
	CREATE EXTENSION postgres_fdw;
	CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'far', extensions 'cx_metrics');
	CREATE USER MAPPING FOR CURRENT_USER SERVER far;
	IMPORT FOREIGN SCHEMA public LIMIT TO (responses, daily) FROM SERVER far INTO public;
});
for my $query (
	'SELECT touchpoint, nps(score) FROM responses GROUP BY 1',
	'SELECT touchpoint, nps_agg(score), (nps_ci(nps_agg(score), 0.9)).low FROM responses GROUP BY 1',
	'SELECT touchpoint, score_agg(score, 0, 10), csat(score, 0, 10) FROM responses GROUP BY 1',
	'SELECT touchpoint, responses(weighted_score_agg(score, weight, 0, 10)) FROM responses GROUP BY 1',
	'SELECT rollup(s), nps(rollup(s)) FROM daily')
{
	like($node->safe_psql('postgres', "EXPLAIN VERBOSE $query"), qr/Relations: Aggregate on/, "shipped: $query");
	my $sorted = $query =~ /GROUP BY/ ? "$query ORDER BY 1" : $query;
	is($node->safe_psql('postgres', $sorted), $node->safe_psql('far', $sorted), '... with the same answer');
}

$node->stop;
done_testing();
