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

my $mutants = $ENV{FUZZ_MUTANTS} // 3000;    # of each type and form
my $seed = $ENV{FUZZ_SEED} // 20261122;
srand($seed);
note("seed $seed");

my %states = (
	cx_scores => [ '()', '(0..10: 3 0 0 0 1 2 0 4 9 12 20)', '(1..5: 1 2 3 4 5)', '(-1..0: -7 9223372036854775807)' ],
	cx_weighted_scores => [ '()', '(1..5: 0.5 0 1 2 2.5 / 9 / 7)', '(0..10: 0 0 0 0.30000000000000004~-2.7755575615628914e-17 0 0 0 0 1e+99 0 1 / 70 / 1e+198)', '(1..2: 1e-100 0 / 1 / 1e-200)' ],
	cx_churn => [ '()', '(50 of 500)', '(-3 of -7)' ],
	cx_lifecycle => [ '()', '(month: 2026-01-01 10 0 0, 2026-02-01 3 1 2)', '(day: -4713-11-24 1 0 0, 5874897-12-31 0 0 1)', '(week_sunday: 2026-01-04 -1 0 0)' ],
	cx_activity => [ '()', '(month 1997-01-01: 1)', '(day 2024-02-29: 1000000000000000000000000000000000000000000000000000000000000000001)', '(rolling 604800000000us 2024-05-03 28800000000us: 001)', '(rolling 1us 2024-05-03 0us: )', '(year 0000-01-01: 11)' ],
	cx_retention => [ '()', '(month | 1997-01-01 3: 3 2 0 1 / 1 1 0 1 / 0 2 0 0 / 1 2 0 0 | 1997-02-01 7)', '(rolling 604800000000us | 2024-05-03 5 | 2024-05-04 2: 1 / 1 / 0 / 1)', '(week | 2024-01-01 -1: -1 / -1 / 0 / -1)' ],
	cx_revenue => [ '()', '(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5.000000000000000000000000000001, contraction 0: 0, churned 1: 50)', '(before -3: -120.5, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)' ],
	cx_revenue_series => [ '()', '(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2018-02-01: 0 0, 0 0, 0 0, 0 0, 1 50)', '(day; 1999-12-29: 1 50, 0 0, -1 -5, 0 0, 0 0.01)' ],
	cx_survival => [ '()', '(9 13 13+ 18 23 28+*3)', '(0+*2 1.9^ 2 3^*2 5 7*2.5)', '(0.1*0.30000000000000004~-2.7755575615628914e-17 1e+100+*1e+120)' ],
	cx_rfm => [ '()', '(1997-01-01..1997-09-30: 29.33 / 74.02: 0 17 213)', '(2024-01-01..2024-12-31: -5 / -2.5: 0 64 127 128)' ],
	cx_rfm_set => [ '()', '(bigint 1997-09-30: -1 0 0 272; 2 2 213 272 22.345)', '(uuid 2024-12-31: c4ca4238-a0b9-2382-0dcc-509a6f75849b 3 30 31 0)' ],
	cx_purchase_model => [ '(bgnbd given: 0.24 31 0.79 2.43)', '(pareto_nbd given: 0.55 74 0.61 82)' ],
	cx_spend_model => [ '(gamma_gamma given: 6.25 3.74 15.44)' ],
	cx_sbg => [ '(not_identified: 3)', '(converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000)' ],
	cx_bdw => [ '(converged: 0.7 1.2 1.5 / 0.01 0 0.02 0 0 0.03 / -1680.3 / 1000)' ]);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics');
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
	(my $weighted = $messages{$name}) =~ s/\A(.{9})(.*)\z/$1 . pack('q>', 21) . pack('d> d>', 1, 0) x 22/se;
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
