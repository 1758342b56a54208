# Journeys of one customer with very many rows, and of very many customers, are cancelled at once, wherever they are:
# collecting rows, putting them into order, following chains, merging what workers sent, writing the state.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $deaf = 1000;    # ms between a cancel and the end of the statement; others share the processor

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nwork_mem = 256MB\n");
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION cx_metrics;
	-- one time out of a hundred thousand, so that rows are out of order and tied
	CREATE TABLE event AS SELECT i, timestamptz '2026-01-01 00:00Z' + i * 7919 % 100003 * interval '1 s' AS at FROM generate_series(1::bigint, 600000) i;
	-- some steps are met by few rows that meet other such steps as well, and nobody gets to the last one
	CREATE TABLE wide AS SELECT date '2026-01-01' + i / 1000 AS at, (SELECT array_agg(s < 1000 AND
			(s % 331 = i % 331 OR s > 900 AND (s + i) % 17 < 3 AND i % 1000 < 95) ORDER BY s) FROM generate_series(1, 1000) s) AS steps
		FROM generate_series(1, 8000) i;
	CREATE TABLE chain AS SELECT chain_agg('first_start', at, '9 days', true, i % 2 = 0, i % 3 = 0) AS c FROM event GROUP BY i / 3;
	CREATE TABLE part AS SELECT transition_agg('step ' || i % 100, at) AS t FROM event WHERE i <= 60000 GROUP BY i / 3;
	CREATE TABLE funnel AS SELECT funnel_agg(c, 'infinity') AS f FROM (SELECT c, row_number() OVER () AS n FROM chain) v GROUP BY n / 10;
	ANALYZE;
	-- What became of a query that is cancelled, and after how many milliseconds.
	CREATE FUNCTION try(query text, OUT outcome text, OUT ms int) LANGUAGE plpgsql AS $$
	DECLARE began timestamptz := clock_timestamp();
	BEGIN
		BEGIN
			EXECUTE query;
			outcome := 'answers';
		EXCEPTION
			WHEN query_canceled THEN outcome := 'cancelled';
			WHEN others THEN outcome := 'raises ' || SQLERRM;
		END;
		ms := 1000 * extract(epoch FROM clock_timestamp() - began);
	END $$});

my $steps = "i % 2 = 0, i % 3 = 0, i % 5 = 0, i % 7 = 0";
my @plans = (
	[ 'funnel of one customer', "SELECT funnel(at, '1 day', $steps) FROM event, generate_series(1, 10)" ],
	[ 'funnel of one customer, strict_once', "SELECT funnel('strict_once', at, '1 day', $steps) FROM event, generate_series(1, 10)" ],
	[ 'funnel of one customer at one time', "SELECT funnel('strict_once', date '2026-01-01', '1 day', $steps) FROM event" ],
	[ 'chain of one customer', "SELECT chain_agg(at, '1 day', $steps) FROM event" ],
	[ 'chain of a thousand steps', q{SELECT chain_agg(at, '1 day', VARIADIC steps) FROM wide} ],
	[ 'chain of a thousand steps, each a row of its own', q{SELECT chain_agg('strict_once', at, '1 day', VARIADIC steps) FROM wide} ],
	[ 'funnels of many customers', "SELECT count(*) FROM (SELECT funnel(at, '1 day', $steps) FROM event GROUP BY i / 4) v" ],
	[ 'chains of many customers', "SELECT count(*) FROM (SELECT chain_agg('strict_once', at, '1 day', $steps) FROM event GROUP BY i / 4) v" ],
	[ 'a funnel over many customers', q{SELECT funnel_agg(c, 'infinity') FROM chain, generate_series(1, 5)} ],
	[ 'funnels over many customers put together', q{SELECT rollup(f) FROM funnel, generate_series(1, 10)} ],
	[ 'transitions of one customer', q{SELECT transition_agg('step ' || i % 1000, at) FROM event, generate_series(1, 10)} ],
	[ 'transitions of one customer, names of his own', q{SELECT transition_agg('step ' || i / 2, at) FROM event} ],
	[ 'transitions of many customers', q{SELECT count(*) FROM (SELECT transition_agg('step ' || i % 100, at, '1 day', 9) FROM event GROUP BY i / 4) v} ],
	[ 'transitions put together', q{SELECT rollup(t) FROM part, generate_series(1, 20)} ]);
my $parallel = 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2; ';
for (@plans)
{
	my ($what, $query) = @$_;
	for my $workers ('', $what =~ /many customers|thousand/ ? () : $parallel)
	{
		my $name = $what . ($workers ? ', in parallel' : '');
		(my $quoted = $query) =~ s/'/''/g;
		my $try = sub {
			my ($timeout) = @_;
			my ($rc, $out, $err) = $node->psql('postgres', ($workers || 'SET max_parallel_workers_per_gather = 0; ') . "SET statement_timeout = $timeout; SELECT * FROM try('$quoted')");
			# the query was there when the cancel came, and try() was at its end
			return ('answers', $timeout) if $out eq '' && $err =~ /statement timeout/;
			diag($err) if $err ne '';
			return split /\|/, $out;
		};
		my ($outcome, $whole) = $try->(120000);
		is($outcome, 'answers', "$name: answers");
		note("$name: $whole ms");
		my @late;
		for my $share (0.3, 0.6, 0.85, 0.97)
		{
			my $timeout = int($whole * $share) + 1;
			my ($became, $ms) = $try->($timeout);
			push @late, "$became after $ms ms, cancelled after $timeout" if $ms > $timeout + $deaf;
		}
		is(join("\n", @late), '', "$name: and is cancelled at once");
	}
}

$node->stop;
done_testing();
