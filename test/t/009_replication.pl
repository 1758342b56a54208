# Logical replication carries states of every type, as text and in binary, and finds rows by them.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $publisher = PostgreSQL::Test::Cluster->new('publisher');
$publisher->init(allows_streaming => 'logical');
$publisher->start;
my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init;
$subscriber->start;

# Three ways to find a row: by a number, by a state that is the primary key, by all columns.
my @types = sort keys %samples;
for my $node ($publisher, $subscriber)
{
	$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics');
	is_complete($node, 'postgres') if $node == $publisher;
	create_samples($node, 'postgres', 'numbered');
	$node->safe_psql('postgres', "CREATE TABLE by_$_ (s $_ PRIMARY KEY, n int); CREATE TABLE bare_$_ (s $_); ALTER TABLE bare_$_ REPLICA IDENTITY FULL;")
	  for state_types();
}
my @tables = ('numbered', map { ("by_$_", "bare_$_") } state_types());
sub on_publisher { $publisher->safe_psql('postgres', join('', @_)) }
sub everything
{
	my ($node) = @_;
	return $node->safe_psql('postgres', join('', map { "SELECT * FROM $_ ORDER BY $_.*::text;\n" } @tables));
}

on_publisher('CREATE PUBLICATION states FOR TABLE ', join(', ', @tables));
my $connstr = $publisher->connstr . ' dbname=postgres';
for my $binary ('false', 'true')
{
	$subscriber->safe_psql('postgres', 'TRUNCATE ' . join(', ', @tables));
	on_publisher(map { "TRUNCATE by_$_, bare_$_; INSERT INTO by_$_ SELECT $_, i FROM numbered WHERE $_ IS NOT NULL; INSERT INTO bare_$_ SELECT $_ FROM numbered WHERE $_ IS NOT NULL;\n" } state_types());
	$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION states_$binary CONNECTION '$connstr' PUBLICATION states WITH (binary = $binary)");
	$subscriber->poll_query_until('postgres', 'SELECT count(*) = ' . scalar(@tables) . q{ AND bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel}) or die 'no initial copy';
	is(everything($subscriber), everything($publisher), "copied at first, binary = $binary");
	my $before = everything($publisher);

	# every state moves to another row, one row is found and changed by its state, one is deleted by it
	on_publisher('UPDATE numbered SET ', join(', ', map { "$_ = (SELECT $_ FROM numbered n WHERE n.i = (numbered.i + 1) % (SELECT count(*) FROM numbered))" } @types), ";\n",
		map {
			my ($first, $last) = @{ $samples{$_} }[ 0, -1 ];
			"UPDATE by_$_ SET n = -1 WHERE s = '$last'; UPDATE bare_$_ SET s = '$first' WHERE s = '$last'; DELETE FROM by_$_ WHERE s = '$first';\n"
		} state_types());
	on_publisher(map { "DELETE FROM bare_$_ WHERE s = '$samples{$_}[0]';\n" } 'cx_scores', 'cx_survival', 'cx_purchase_model');
	$publisher->wait_for_catchup("states_$binary");
	is(everything($subscriber), everything($publisher), "changed and deleted, binary = $binary");
	isnt(everything($publisher), $before, '... which changed something');
	$subscriber->safe_psql('postgres', "DROP SUBSCRIPTION states_$binary");
}
$subscriber->stop;
$publisher->stop;
done_testing();
