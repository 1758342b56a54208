# What the documentation shows is what psql prints: every ```sql block followed by a ```text block
# is run, in order, over the demo's data, and compared.
#
# WRITE_DOCS=1 puts the output into the files instead, to be read before it is committed.
use strict;
use warnings FATAL => 'all';

use Cwd qw(abs_path);
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = abs_path(dirname(__FILE__) . '/../..');
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "timezone = 'UTC'\n");
$node->start;

# As a reader would see it: psql's own format, errors where they come; blanks at line ends don't show.
sub output_of
{
	my ($database, $sql) = @_;
	my ($out, $err) = ('', '');
	my $in = "\\set VERBOSITY default\n\\set SHOW_CONTEXT never\n$sql";
	IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr($database), '-f', '-' ], '<', \$in, '>', \$out, '2>', \$err);
	$err =~ s/^psql:<stdin>:\d+: //mg;
	my $all = "$out$err";
	$all =~ s/[ \t]+$//mg;
	$all =~ s/\n+\z/\n/;
	return $all;
}

for my $file ('README.md', map { "doc/$_" } sort map { basename($_) } glob("$top/doc/*.md"))
{
	(my $database = lc $file) =~ s/\W/_/g;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, 'CREATE EXTENSION cx_metrics');
	{
		local $ENV{PGDATABASE} = $database;
		my $loaded = IPC::Run::run([ 'sh', '-c', "cd '$top/demo' && exec psql -X -q -v ON_ERROR_STOP=1 -f load.sql -d '" . $node->connstr($database) . "'" ]);
		ok($loaded, "$file: the demo's data is loaded");
	}
	my $text = slurp_file("$top/$file");
	my ($run, $written) = (0, '');
	while ($text =~ /\G(.*?)(?:^```sql\n(.*?)^```\n(?:```text\n(.*?)^```\n)?|\z)/msg)
	{
		my ($prose, $sql, $expected) = ($1, $2, $3);
		$written .= $prose;
		last unless defined $sql;
		$written .= "```sql\n$sql```\n";
		# where the text says how to install, the reader has no extension yet
		if ($sql =~ /CREATE EXTENSION/)
		{
			$node->safe_psql('postgres', "CREATE DATABASE ${database}_fresh");
			is(output_of("${database}_fresh", $sql), '', "$file: installing");
			next;
		}
		my $got = output_of($database, $sql);
		my ($first) = $sql =~ /\A(.*)/;
		# no example fails, not even one whose error WRITE_DOCS has put into the file
		unlike($got, qr/ERROR/, "$file: no error from $first");
		if (defined $expected) { is($got, $expected, "$file: $first"); $written .= "```text\n$got```\n" }
		$run++;
	}
	note("$file: $run blocks");
	if ($ENV{WRITE_DOCS})
	{
		open(my $f, '>', "$top/$file") or die $!;
		print $f $written;
		close $f;
	}
}

# What the platform refuses is in doc/errors.md: the longest part of each message that names nothing.
my $errors = slurp_file("$top/doc/errors.md");
for my $file (map { glob("$top/src/platform/*.$_") } qw(c sql))
{
	my $source = slurp_file($file);
	my @messages = $file =~ /\.c$/
	  ? map { join '', /"((?:[^"\\]|\\.)*)"/g } $source =~ /errmsg\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)/g
	  : $source =~ /(?:MESSAGE = (?:format\()?|RAISE EXCEPTION )\s*'((?:[^']|'')*)'/g;
	for my $message (@messages)
	{
		my ($part) = sort { length $b <=> length $a } map { s/^\s+|\s+$//gr } split /\\"|"|%[a-zA-Z]?/, $message =~ s/''/'/gr;
		ok(index($errors, $part) >= 0, 'doc/errors.md: ' . basename($file) . ": $message");
	}
}

# The reference is what the catalog says.
$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics');
my ($reference) = run_command([ 'psql', '-XqAt', '-f', "$top/doc/reference.sql", '-d', $node->connstr('postgres') ]);
is("$reference\n", slurp_file("$top/doc/reference.md"), 'doc/reference.md is current');

$node->stop;
done_testing();
