# A user's own aggregate over our transitions, without a final function, stores states as they are while
# rows still come in. Like all that is stored they have the same bytes for the same rows: none that was
# never written, and so none of what the server had in its memory before.
# MAIN keeps a state in its row, for where it lies otherwise has another number each time.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nmax_parallel_workers_per_gather = 0\nautovacuum = off\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics');

# The data of each row on the pages of a table: what follows the header of the tuple.
sub rows_of
{
	my ($table) = @_;
	my $path = $node->data_dir . '/' . $node->safe_psql('postgres', "CHECKPOINT; SELECT pg_relation_filepath('$table')");
	my $pages = slurp_file($path);
	my @rows;
	for (my $at = 0; $at < length $pages; $at += 8192)
	{
		my $page = substr($pages, $at, 8192);
		my $lower = unpack('x12 S', $page);
		for my $item (unpack('x24 L' . int(($lower - 24) / 4), $page))
		{
			my ($offset, $length) = ($item & 0x7fff, $item >> 17);
			my $tuple = substr($page, $offset, $length);
			push @rows, unpack('H*', substr($tuple, unpack('x22 C', $tuple)));
		}
	}
	return @rows;
}

# Each transition once, with a state that can be stored; min and max have none of their own.
my @transitions = map { [ split /\|/ ] } split /\n/, $node->safe_psql(
	'postgres', q{
	SELECT DISTINCT ON (aggtransfn::oid) aggtransfn::regproc,
		coalesce((SELECT string_agg(format_type(t, NULL), ',' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY AS u (t, n)), ''),
		aggtranstype::regtype, agginitval
	FROM pg_proc p JOIN pg_aggregate a ON aggfnoid = p.oid
	JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND deptype = 'e'
	JOIN pg_extension e ON e.oid = refobjid AND extname = 'cx_metrics'
	WHERE aggsortop = 0 AND aggtranstype::regtype::text LIKE 'cx\_%' AND NOT '"any"'::regtype = ANY (proargtypes) AND provariadic = 0
	ORDER BY aggtransfn::oid, p.oid});
my ($stored, @different) = (0);
my $i = 0;
for (@transitions)
{
	my ($function, $types, $state, $initial) = @$_;
	my $table = 'stored_' . ++$i;
	my $aggregate = "open_$i";
	my $arguments = arguments_of([ split /,/, $types ], 0);
	# every other group has the same rows; what lies about in memory comes from those between
	my ($rc, $out, $err) = $node->psql('postgres', qq{
		CREATE AGGREGATE $aggregate($types) (SFUNC = $function, STYPE = $state, INITCOND = '$initial');
		CREATE TABLE $table (s $state);
		ALTER TABLE $table ALTER s SET STORAGE } . ($node->safe_psql('postgres', "SELECT typlen FROM pg_type WHERE typname = '$state'") < 0 ? 'MAIN' : 'PLAIN') . qq{;
		SET enable_hashagg = off;
		INSERT INTO $table SELECT $aggregate($arguments)
		FROM (SELECT g, n + CASE WHEN g % 2 = 0 THEN 0 ELSE 7 * g END AS n
			FROM generate_series(1, 12) g, generate_series(1, CASE WHEN g % 2 = 0 THEN 15 ELSE 20 * g END) n ORDER BY g, n) r
		GROUP BY g HAVING g % 2 = 0;}, on_error_stop => 1);
	next if $rc != 0;    # refused arguments
	$stored++;
	my %rows = map { $_ => 1 } rows_of($table);
	push @different, "$function(" . "$types)" if keys %rows != 1;
}
is(join("\n", @different), '', "$stored open states of " . scalar(@transitions) . ' transitions have the same bytes for the same rows');
cmp_ok($stored, '>', @transitions / 3, 'many are stored');
$node->stop;
done_testing();
