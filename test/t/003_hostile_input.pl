# Text and binary input of every type is hostile: thousands of mutants of valid states, none may
# crash the server, and none that is no valid state may get in.
use strict;
use warnings FATAL => 'all';

use Cwd qw(abs_path);
use File::Basename qw(dirname);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use Mutants;
use States;

my $mutants = $ENV{FUZZ_MUTANTS} // 3000;    # of each type and form
my $seed = $ENV{FUZZ_SEED} // 20261122;
srand($seed);
note("seed $seed");

my %states = map { $_ => [ @{ $samples{$_} } ] } state_types();

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics');
is_complete($node, 'postgres');
my $dir = $node->basedir;
# Fitted ones have what no model has that was given: covariances, limits, iterations.
$node->safe_psql('postgres', q{CREATE TABLE log (customer int, at date, cds int, amount numeric)});
my $log = abs_path(dirname(__FILE__) . '/../../demo/data/cdnow_log.csv');
$node->safe_psql('postgres', "\\copy log FROM '$log' WITH (FORMAT csv, HEADER true)");
$node->safe_psql('postgres', q{CREATE TABLE customers AS SELECT t.* FROM rfm_table((SELECT rfm_agg(customer, at, amount, '1997-09-30') FROM log)) t});
my %fits = (
	cx_purchase_model => [ 'bgnbd_fit(frequency, recency, age)', 'pareto_nbd_fit(frequency, recency, age)', 'bgnbd_fit(frequency + 1, age, age)', 'mbgnbd_fit(0, 0, age)' ],
	cx_spend_model => [ 'gamma_gamma_fit(frequency, mean_amount)', 'gamma_gamma_fit(frequency, 20)' ]);
for my $type (sort keys %fits)
{
	my @fitted = map { $node->safe_psql('postgres', "SELECT $_ FROM customers") } @{ $fits{$type} };
	like("@fitted", qr/converged \d+: [^)]+\).*(boundary|no_repeat_purchases|not_identified)/, "$type: fitted models are among the seeds");
	push @{ $states{$type} }, @fitted;
}

# COPY BINARY of one row with one column.
sub copy_file
{
	my ($name, $value) = @_;
	open(my $f, '>:raw', $name) or die $!;
	print $f "PGCOPY\n\xff\r\n\0", pack('N N', 0, 0), pack('n N', 1, length($value)), $value, pack('n', 0xffff);
	close $f;
}

for my $type (sort keys %states)
{
	my @valid = map {
		my $hex = $node->safe_psql('postgres', "SELECT encode(${type}_send('$_'), 'hex')");
		pack('H*', $hex)
	} @{ $states{$type} };

	# The unmutated ones come back as they were.
	$node->safe_psql('postgres', "CREATE TABLE of_$type (s $type)");
	my $same = 0;
	for my $i (0 .. $#valid)
	{
		copy_file("$dir/valid", $valid[$i]);
		$same += $node->safe_psql('postgres', "TRUNCATE of_$type; COPY of_$type FROM '$dir/valid' WITH (FORMAT binary); SELECT count(*) FROM of_$type WHERE s = '$states{$type}[$i]'");
	}
	is($same, scalar @valid, "$type: binary form of valid states");

	my $script = "\\set VERBOSITY sqlstate\n\\pset tuples_only on\nTRUNCATE of_$type;\n";
	for my $i (1 .. $mutants)
	{
		copy_file("$dir/$type.$i", mutate($valid[ rand @valid ], \@hostile_bytes));
		$script .= "COPY of_$type FROM '$dir/$type.$i' WITH (FORMAT binary);\n";
	}
	# What got in must pass the text input, which shares no reading code with the binary one.
	$script .= "SELECT 'accepted ' || count(*) || ', unlike their text ' || count(*) FILTER (WHERE s::text::$type IS DISTINCT FROM s) FROM of_$type;\n";
	my ($out, $err) = ('', '');
	$node->psql('postgres', $script, stdout => \$out, stderr => \$err, on_error_stop => 0);
	my %refused;
	$refused{$1}++ while $err =~ /ERROR:\s+(\w{5})/g;
	my ($accepted, $odd) = $out =~ /accepted (\d+), unlike their text (\d+)/;
	ok(defined $accepted, "$type: the server survived $mutants binary mutants") or diag($err);
	is($odd, 0, "$type: every accepted mutant is a valid state");
	my $total = 0;
	$total += $_ for values %refused;
	is($total + $accepted, $mutants, "$type: each mutant is accepted or refused");
	cmp_ok($total, '>', $mutants / 2, "$type: most are refused") or diag("accepted $accepted");
	is(join(' ', grep { !/^(22P03|08P01|22P04)$/ } sort keys %refused), '', "$type: refused for being malformed, not by accident");
	unlink glob("$dir/$type.*");

	# Text: one statement mutates and tries, in the server.
	my @alphabet = split //, '0123456789-+.:;|()~/ eE,xnus';
	my $values = join(', ', map { my $m = mutate($states{$type}[ rand @{ $states{$type} } ], \@alphabet); $m =~ s/[^ -~]/?/g; $m =~ s/'/''/g; "'$m'" } 1 .. $mutants);
	my $result = $node->safe_psql('postgres', qq{
		CREATE FUNCTION try_$type(input text) RETURNS text LANGUAGE plpgsql AS \$\$
		DECLARE s $type;
		BEGIN
			s := input::$type;
			RETURN CASE WHEN s::text::$type = s THEN 'accepted' ELSE 'odd' END;
		EXCEPTION WHEN invalid_text_representation THEN RETURN 'refused';
		END \$\$;
		SELECT string_agg(kind || ' ' || (n > 0), ', ' ORDER BY kind), sum(n)
		FROM (SELECT kind, count(*) AS n FROM (SELECT try_$type(v) AS kind FROM unnest(ARRAY[$values]) v) t GROUP BY kind) g});
	is($result, "accepted true, refused true|$mutants", "$type: $mutants text mutants are accepted as valid states or refused");
}

# Messages that nothing random would hit on: each is refused for what it is.
my %messages = (
	'a scale of 21 points with its 21 counts' => pack('C N N', 1, 0, 20) . pack('q>', 1) x 21,
	'a scale of 12 points with its 12 counts' => pack('C N N', 1, 0, 11) . pack('q>', 1) x 12,
	'a scale of one point' => pack('C N N', 1, 3, 3),
	'a scale of one point and its count' => pack('C N N', 1, 3, 3) . pack('q>', 1),
	'a scale upside down' => pack('C N N', 1, 5, 1) . pack('q>', 1) x 5,
	'a scale without answers' => pack('C N N', 1, 1, 2) . pack('q>', 0) x 2,
	'a version that never was' => pack('C N N', 0, 1, 2) . pack('q>', 1) x 2,
	'a version to come' => pack('C N N', 2, 1, 2) . pack('q>', 1) x 2,
	'a byte too many' => pack('C N N', 1, 1, 2) . pack('q>', 1) x 2 . "\0",
	'a byte too few' => substr(pack('C N N', 1, 1, 2) . pack('q>', 1) x 2, 0, -1));
for my $name (sort keys %messages)
{
	copy_file("$dir/message", $messages{$name});
	my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nCOPY of_cx_scores FROM '$dir/message' WITH (FORMAT binary)");
	like($err, qr/ERROR:\s+(22P03|08P01)/, "cx_scores: $name is refused");
	# the same head before weighted sums
	(my $weighted = $messages{$name}) =~ s/\A(.{9})(.*)\z/$1 . pack('q>', 21) . pack('d> d>', 1, 0) x 44/se;
	next if $name =~ /byte/;
	copy_file("$dir/message", $weighted);
	($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nCOPY of_cx_weighted_scores FROM '$dir/message' WITH (FORMAT binary)");
	like($err, qr/ERROR:\s+(22P03|08P01)/, "cx_weighted_scores: $name is refused");
}

# A count of a trillion elements in a tiny message, and a text of a megabyte.
copy_file("$dir/long", pack('C N N', 1, 0, 0x7fffffff) . ("\0" x 88));
my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nCOPY of_cx_scores FROM '$dir/long' WITH (FORMAT binary)");
like($err, qr/22P03/, 'a scale of two billion points is refused before anything is read');
($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nSELECT ('(1..5:' || repeat(' 1', 500000) || ')')::cx_scores");
like($err, qr/22P02/, 'a million characters are refused');

$node->stop;
done_testing();
