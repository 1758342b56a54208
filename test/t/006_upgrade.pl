# An install of the newest release can be updated to today's version, and then nothing tells it from a
# fresh one. States that the release stored are still read. A made-up next version shows how the update
# script is made, and when it can't be.
use strict;
use warnings FATAL => 'all';

use Cwd qw(abs_path);
use File::Basename;
use File::Path qw(make_path);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use Inventory;
use States;

my $top = abs_path(dirname(__FILE__) . '/../..');
my $frozen = "$top/test/upgrade";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE fresh');
$node->safe_psql('fresh', 'CREATE EXTENSION cx_metrics');
is_complete($node, 'fresh');
my $current = $node->safe_psql('fresh', q{SELECT extversion FROM pg_extension WHERE extname = 'cx_metrics'});
my $fresh = inventory_of($node, 'fresh');
for my $kind ('function', 'aggregate', 'operator', 'type', 'label', 'cast', 'operator class', 'operator of', 'function of')
{
	like($fresh, qr/^$kind /m, "the inventory has this kind: $kind");
}

# ---- what was released ----

sub by_number { my ($x, $y) = map { sprintf '%06d%06d%06d', split /\./ } @_; return $x cmp $y }
my @released = sort { by_number($a, $b) } map { basename($_) =~ /^cx_metrics--([\d.]+)\.sql$/ ? $1 : () } glob("$frozen/cx_metrics--*.sql");
note("released: @released") if @released;
for my $version (@released)
{
	if ($version eq $current)
	{
		is(slurp_file("$top/cx_metrics--$version.sql"), slurp_file("$frozen/cx_metrics--$version.sql"), "$version is released: its script is never edited");
	}
	else
	{
		(my $database = "from_$version") =~ s/\./_/g;
		$node->safe_psql('postgres', "CREATE DATABASE $database");
		$node->safe_psql($database, "CREATE EXTENSION cx_metrics VERSION '$version'");
		create_samples($node, $database, 'samples');
		my $stored = $node->safe_psql($database, 'SELECT * FROM samples ORDER BY i');
		# A new library is in place before a database is updated, and gives the rows that were declared.
		my $cohorts = "'(month | 2026-01-01 4: 4 1 / 3 1 / 0 1 / 3 1)', 'on', '2026-03-01'";
		is($node->safe_psql($database, "SELECT * FROM retention_table($cohorts)"), "2026-01-01|0|4|4|100|t\n2026-01-01|1|4|1|25|t", "$version under a new library has the columns of $version") if $version lt '0.7.0';
		is($node->safe_psql($database, "SELECT * FROM retention_curve($cohorts)"), "0|4|4|100\n1|4|1|25", '... of a curve, too') if $version lt '0.7.0';
		my ($rc, $out, $err) = $node->psql($database, 'ALTER EXTENSION cx_metrics UPDATE');
		is($rc, 0, "$version is installed and updated") or diag($err);
		is(inventory_of($node, $database), $fresh, "$version updated is $current installed");
		is($node->safe_psql($database, 'SELECT * FROM samples ORDER BY i'), $stored, "... with the states that were stored");
	}
	# The hash is over the bytes of a state on disk, so these are the ones that the release wrote.
	my @states = split /\n/, slurp_file("$frozen/cx_metrics--$version.states");
	cmp_ok(scalar @states, '>', 30, "there are states of $version");
	my ($read, $total) = ('', 0);
	for (@states)
	{
		my ($type, $text, $wire, $hash) = split /\t/;
		$total++;
		$read .= $node->safe_psql('fresh', "SELECT ${type}_hash_extended('$text', 0) = $hash AND ${type}_send('$text') IS NOT NULL") eq 't' ? '' : "$type $text\n";
		append_to_file($node->basedir . "/$version.$total", pack('H*', '5047434f50590aff0d0a00' . '00000000' x 2 . '0001' . sprintf('%08x', length($wire) / 2) . $wire . 'ffff'));
		my $sent = $node->safe_psql('fresh', "CREATE TEMP TABLE t (s $type); COPY t FROM '" . $node->basedir . "/$version.$total' WITH (FORMAT binary); SELECT s = '$text' FROM t");
		$read .= "$type $wire\n" if $sent ne 't';
	}
  SKIP:
	{
		skip 'the bytes were written on another kind of processor', 1 if pack('S', 1) ne pack('v', 1);
		is($read, '', "all $total are read from text and binary form, and have the same bytes");
	}
}

# ---- a version to come ----

# Where the server looks for extensions: a copy, for it gets another version.
my $share = $node->config_data('--sharedir');
my $installed = "$share/extension";
my $old_path = '';
if ($node->safe_psql('postgres', q{SELECT count(*) FROM pg_settings WHERE name = 'extension_control_path'}))
{
	$old_path = $node->safe_psql('postgres', 'SHOW extension_control_path');
}
elsif ($node->safe_psql('postgres', q{SELECT count(*) FROM pg_settings WHERE name = 'extension_destdir'}))
{
	my $destdir = $node->safe_psql('postgres', 'SHOW extension_destdir');
	$installed = "$destdir$share/extension" if $destdir ne '';
}
if ($old_path =~ m{^(/[^:]*)}) { $installed = "$1/extension" }
my $next = "$current-next";
my $install = slurp_file("$installed/cx_metrics--$current.sql");

# difference(OLD, NEW, HAND): the update script, or why there is none.
my $steps = 0;
sub difference
{
	my @files;
	for my $text (@_)
	{
		push @files, $node->basedir . '/step' . ++$steps . '.sql';
		append_to_file($files[-1], $text);
	}
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ 'awk', '-f', "$top/src/update/difference.awk", @files ], '>', \$out, '2>', \$err);
	return ($ok, $out, $err);
}
sub statements { my $n = () = $_[0] =~ /;$/mg; return $n }

my ($ok, $script, $why) = difference($install, $install);
ok($ok && statements($script) == 0, 'a script and itself have no difference');
(my $wrapped = $install) =~ s/^CREATE FUNCTION (\w+)\(/CREATE FUNCTION $1(\n\t/mg;
isnt($wrapped, $install, 'another wrapping');
($ok, $script, $why) = difference($install, $wrapped);
ok($ok && statements($script) == 0, '... is no difference') or diag($script . $why);

my $added = "CREATE FUNCTION made_up(state cx_scores) RETURNS bigint -- it's new\nAS 'MODULE_PATHNAME', 'cx_scores_hash_extended'\nLANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;\nCOMMENT ON FUNCTION made_up(cx_scores) IS 'how many; it''s new';\n";
($ok, $script, $why) = difference($install, $install . $added);
ok($ok, 'what is new is written by a program') or diag($why);
like($script, qr/^CREATE FUNCTION made_up/m, '... the function');
like($script, qr/^COMMENT ON FUNCTION made_up\(cx_scores\) IS 'how many; it''s new';$/m, '... and its comment');
is(statements($script), 2, '... and nothing else');

# One function changed, one gone, one comment changed.
my $changed = $install . $added;
my $replaced = 'CREATE FUNCTION nps_category(score smallint)';
$changed =~ s/(\Q$replaced\E[^;]*)PARALLEL SAFE;/$1PARALLEL SAFE COST 7;/ or die 'no nps_category';
my ($new_definition) = $changed =~ /\Q$replaced\E([^;]*;)/;
$changed =~ s/^CREATE FUNCTION nps_category\(score integer\)[^;]*;\n//m or die 'no nps_category';
$changed =~ s/^COMMENT ON FUNCTION nps_category\(integer\)(?:[^']|'[^']*')*?;\n//m or die 'no comment';
$changed =~ s/^(COMMENT ON FUNCTION nps_category\(smallint\) IS\s+').*?';$/$1another comment';/ms or die 'no comment';
($ok, $script, $why) = difference($install, $changed);
ok(!$ok && $script eq '', 'what is changed or gone is not');
like($why, qr/^gone or changed since the release: CREATE FUNCTION nps_category\(score smallint\)/m, '... the changed function is named');
like($why, qr/^gone or changed since the release: CREATE FUNCTION nps_category\(score integer\)/m, '... and the one that is gone');
is(scalar(() = $why =~ /\n/g), 2, '... and nothing else');

my $hand = "\@instead $replaced\nCREATE OR REPLACE FUNCTION nps_category(score smallint)$new_definition\n\@instead CREATE FUNCTION nps_category(score integer)\nDROP FUNCTION nps_category(integer);\n";
($ok, $script, $why) = difference($install, $changed, $hand =~ s/\@instead CREATE FUNCTION nps_category\(score integer\)//r);
like($why, qr/^[^\n]*nps_category\(score integer\)[^\n]*\n\z/, 'a hand that forgets one is told so');
($ok, $script, $why) = difference($install, $changed, "$hand\@instead CREATE FUNCTION nps(\n");
like($why, qr/^neither gone nor changed: CREATE FUNCTION nps\(/m, 'and one that names what is as before');
($ok, $script, $why) = difference($install, $changed, $hand);
ok($ok, 'written by a program and a hand') or diag($why);
cmp_ok(index($script, 'DROP FUNCTION'), '<', index($script, 'CREATE FUNCTION made_up'), 'what is done by hand comes first');
($ok, my $last, $why) = difference($install, $changed, "\@rest\n$hand");
cmp_ok(index($last, 'DROP FUNCTION'), '>', index($last, 'CREATE FUNCTION made_up'), '... or where it says');

($ok, my $same, $why) = difference($install, $changed,
	"\@replace $replaced\n\@instead CREATE FUNCTION nps_category(score integer)\nDROP FUNCTION nps_category(integer);\n");
ok($ok && index($same, "CREATE OR REPLACE FUNCTION nps_category(score smallint)$new_definition") > 0,
	'... and what has the same arguments is replaced by what the new script has') or diag($why);
($ok, $same, $why) = difference($install, $changed, "\@replace $replaced\n\@replace CREATE FUNCTION nps_category(score integer)\n");
like($why, qr/^nothing takes the place of: CREATE FUNCTION nps_category\(score integer\)$/m, '... not what is gone');
(my $other = $changed) =~ s/(\Q$replaced\E\s+RETURNS )\w+/$1int8/ or die 'no result';
($ok, $same, $why) = difference($install, $other,
	"\@replace $replaced\n\@instead CREATE FUNCTION nps_category(score integer)\nDROP FUNCTION nps_category(integer);\n");
like($why, qr/^cannot take the place of what was there: \Q$replaced\E/m, '... nor by what has another result');

# And a server takes it.
SKIP:
{
	my $where = $node->basedir . '/next';
	if ($old_path ne '')
	{
		make_path("$where/extension");
		$node->append_conf('postgresql.conf', "extension_control_path = '$where:$old_path'\n");
		$where = "$where/extension";
	}
	elsif ($installed ne "$share/extension" || $node->safe_psql('postgres', q{SELECT count(*) FROM pg_settings WHERE name = 'extension_destdir'}))
	{
		$node->append_conf('postgresql.conf', "extension_destdir = '$where'\n");
		$where = "$where$share/extension";
		make_path($where);
		# and the library is looked for in the same way
		my $library = $node->config_data('--pkglibdir');
		make_path($node->basedir . "/next$library");
		my ($built) = grep { -e } $installed =~ s/\Q$share\E.*/$library\/cx_metrics.so/r, "$library/cx_metrics.so";
		symlink($built, $node->basedir . "/next$library/cx_metrics.so") or die $!;
	}
	else
	{
		$where = $installed;
		skip 'may not write where the server looks for extensions', 4 unless -w $where;
	}
	append_to_file("$where/cx_metrics.control", slurp_file("$installed/cx_metrics.control")) unless $where eq $installed;
	append_to_file("$where/cx_metrics--$current.sql", $install) unless $where eq $installed;
	append_to_file("$where/cx_metrics--$next.sql", $changed);
	append_to_file("$where/cx_metrics--$current--$next.sql", $script);
	$node->restart;
	$node->safe_psql('postgres', 'CREATE DATABASE updated; CREATE DATABASE installed');
	$node->safe_psql('installed', "CREATE EXTENSION cx_metrics VERSION '$next'");
	$node->safe_psql('updated', "CREATE EXTENSION cx_metrics VERSION '$current'");
	create_samples($node, 'updated', 'samples');
	my $stored = $node->safe_psql('updated', 'SELECT * FROM samples ORDER BY i');
	my ($rc, $out, $err) = $node->psql('updated', "ALTER EXTENSION cx_metrics UPDATE TO '$next'");
	is($rc, 0, 'a server is updated to it') or diag($err);
	is(inventory_of($node, 'updated'), inventory_of($node, 'installed'), '... and is like one where it is installed');
	isnt(inventory_of($node, 'updated'), $fresh, '... unlike one of today');
	is($node->safe_psql('updated', 'SELECT * FROM samples ORDER BY i'), $stored, '... with states of all types');
	if ($where eq $installed) { unlink "$where/cx_metrics--$next.sql", "$where/cx_metrics--$current--$next.sql" }
}
$node->stop;
done_testing();
