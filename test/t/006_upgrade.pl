# Every released version can be installed with today's library and updated to today's version, and
# then nothing tells it from a fresh install.
use strict;
use warnings FATAL => 'all';

use Cwd qw(abs_path);
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $frozen = abs_path(dirname(__FILE__) . '/../upgrade');
my $built = abs_path(dirname(__FILE__) . '/../..');    # where make put today's script
my @released = sort map { basename($_) =~ /^cx_metrics--([\d.]+)\.sql$/ ? $1 : () } glob("$frozen/cx_metrics--*.sql");
ok(@released > 0, 'there are released versions');

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
# Everything that a script can differ in, object by object, without OIDs.
my $inventory = q{
	WITH members AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'cx_metrics'))
	SELECT line FROM (
		SELECT pg_describe_object(classid, objid, 0) || ' | ' || coalesce(obj_description(objid, classid::regclass::name), '') FROM members
		UNION ALL SELECT pg_get_functiondef(p.oid) FROM members JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid WHERE prokind <> 'a'
		UNION ALL SELECT p.oid::regprocedure::text || pg_get_function_arguments(p.oid) || (to_jsonb(a) - 'aggfnoid')::text
			FROM members JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid JOIN pg_aggregate a ON aggfnoid = p.oid
		UNION ALL SELECT o.oid::regoperator::text || (to_jsonb(o) - 'oid')::text FROM members JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid
		UNION ALL SELECT t.oid::regtype::text || ' ' || concat_ws(' ', typlen, typalign, typstorage, typcategory, typinput, typoutput, typreceive, typsend)
			FROM members JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
	) AS v (line) ORDER BY line COLLATE "C"};

sub inventory_of
{
	my ($database) = @_;
	my $listing = $node->safe_psql($database, $inventory);
	# operators hold OIDs of their functions, which differ between databases
	$listing =~ s/"(oprcode|oprrest|oprjoin|oprleft|oprright|oprresult|oprcom|oprnegate|oprowner|oprnamespace)": ?"?[^,"}]*"?/"$1": -/g;
	$listing =~ s/"(aggtransfn|aggfinalfn|aggcombinefn|aggmtransfn|aggminvtransfn|aggmfinalfn|aggtranstype|aggmtranstype|aggserialfn|aggdeserialfn)": ?"?(\d+)"?/"$1": -/g;
	return $listing;
}

$node->safe_psql('postgres', 'CREATE DATABASE fresh');
$node->safe_psql('fresh', 'CREATE EXTENSION cx_metrics');
my $current = $node->safe_psql('fresh', q{SELECT extversion FROM pg_extension WHERE extname = 'cx_metrics'});
my $fresh = inventory_of('fresh');
cmp_ok(length($fresh), '>', 10000, 'the inventory of a fresh install is full');

for my $version (@released)
{
	if ($version eq $current)
	{
		# Released: the script that is installed is the frozen one, to the letter.
		is(slurp_file("$built/cx_metrics--$version.sql"), slurp_file("$frozen/cx_metrics--$version.sql"), "$version is released: its script is never edited");
		next;
	}
	(my $database = "from_$version") =~ s/\./_/g;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	my ($rc, $out, $err) = $node->psql($database, "CREATE EXTENSION cx_metrics VERSION '$version'; ALTER EXTENSION cx_metrics UPDATE");
	is($rc, 0, "$version is installed and updated") or diag($err);
	is(inventory_of($database), $fresh, "$version updated is $current installed");
}
$node->stop;
done_testing();
