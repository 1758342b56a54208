# Samples of every type of the extension, once for all tests, and the table that holds them.
package States;

use strict;
use warnings FATAL => 'all';

use Exporter qw(import);
use Test::More;

our @EXPORT = qw(%samples state_types is_complete create_samples freeze_samples %arguments arguments_of aggregates_of outcomes_of arguments_as_columns);

# In canonical text form: each comes back as it is written here.
our %samples = (
	cx_scores => [ '()', '(0..10: 3 0 0 0 1 2 0 4 9 12 20)', '(1..5: 1 2 3 4 5)', '(-1..0: -7 9223372036854775807)' ],
	cx_weighted_scores => [
		'()',
		'(1..5: 0.5 0 1 2 2.5 / 9 / 0.25 0 1 2 1.75)',
		'(0..10: 0 0 0 0.30000000000000004~-2.7755575615628914e-17 0 0 0 0 1e+99 0 1 / 70 / 0 0 0 0.020000000000000004~-1.0408340855860843e-18 0 0 0 0 1e+198 0 1)',
		'(1..2: 1e-100 0 / 1 / 1e-200 0)' ],
	cx_sample => [
		'()',
		'(stratum: clusters 4, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6)',
		'(weighted stratum: clusters 3, answers 0)',
		'(weighted strata 2, lonely 0: clusters 7, silent 5, answers 30; 1..2: 30 20 / 50 40 / 5 -2 / 2)',
		'(weighted strata 2, lonely 1: clusters 7, answers 30; -1..1: 30.1 20.000000000000004~1e-17 40 / 5000 2500.1 / 5 -2 -3~1e-17 / 2 1 / 6)',
		'(stratum: clusters 2, answers 3; 0..10: 0 0 1 0 0 0 0 0 0 0 2 / 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 / 1 0 0 0 0 0 0 0 1 / 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 / 0 0 0 0 0 / 0 0 0 0 / 0 0 0 / 0 0 / 2)' ],
	cx_paired => [
		'()',
		'(customers 3, answers 3 4; 1..2: 1 2 / 3 1 / 1 0 1 0 / 2 2 1 / 5 0 / 1)',
		'(weighted customers 2, answers 0 0)',
		'(weighted customers 1, answers 2 1; -1..1: 0.30000000000000004~1e-17 0 0.5 / 0 2 0 / 0.09000000000000001 0 0.15000000000000002 0 0.6000000000000001 0 / 0 0 0 0 0 / 0.25 0 1 0 / 0 0 0 / 4 0 / 0)',
		'(customers 1, answers 1 1; 0..10: 0 0 0 0 0 0 0 0 0 0 1 / 0 0 0 0 0 0 0 0 0 1 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 0 0 0 / 1 0 0 0 0 0 0 0 0 0 1 0 / 0 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 / 0 0 0 0 0 / 0 0 0 0 / 0 0 0 / 1 0 / 0)' ],
	cx_rate => [ '()', '(50 of 500)', '(-3 of -7)' ],
	cx_outcomes => [
		'()',
		'(1..5: 4 of 10, 2 of 12, 0 of 0, 1 of 30, 0 of 41)',
		'(-1..0: -3 of -7, 9223372036854775807 of -9223372036854775808)' ],
	cx_drivers => [
		'()',
		'(drivers 0, responses 0, left out 3)',
		'(drivers 2, responses 3, left out 2: 3; 12 50; 9 38 29; 4 17 13 6)',
		'(drivers 1, responses 1, left out 0: 1e+60; 1e+120 1e+180; 1 1e+60 1e-60)',
		'(drivers 1, responses 3, left out 0: 0.30000000000000004~-2.7755575615628914e-17; -1.5 8.5; 0 -0.1 0.02)',
		'(drivers 2, responses 4, left out 0: 4; 14 54; 12 45 38; 10 34 31 30)' ],
	cx_cells => [
		'()',
		'(a x: 20, a y: 30 weighing 28.5, b x: 9223372036854775000)',
		'("": 1, "\\"o\\\\ ,:": 2 weighing 1e-100, "18 - 34": 3 weighing 0.30000000000000004~-2.7755575615628914e-17)' ],
	cx_churn => [ '()', '(50 of 500)', '(-3 of -7)' ],
	cx_lifecycle => [
		'()',
		'(month: 2026-01-01 10 0 0, 2026-02-01 3 1 2)',
		'(day: -4713-11-24 1 0 0, 5874897-12-31 0 0 1)',
		'(week_sunday: 2026-01-04 -1 0 0)',
		'(day grace 29: 2026-01-01 5 0 0, 2026-02-03 0 1 2)',
		'(month grace 65535: 2026-01-01 1 0 0)' ],
	cx_activity => [
		'()',
		'(month 1997-01-01: 1)',
		'(day 2024-02-29: 1000000000000000000000000000000000000000000000000000000000000000001)',
		'(rolling 604800000000us 2024-05-03 28800000000us: 001)',
		'(rolling 1us 2024-05-03 0us: )',
		'(year 0000-01-01: 11)' ],
	cx_retention => [
		'()',
		'(month | 1997-01-01 3: 3 2 0 1 / 1 1 0 1 / 0 2 0 0 / 1 2 0 0 | 1997-02-01 7)',
		'(rolling 604800000000us | 2024-05-03 5 | 2024-05-04 2: 1 / 1 / 0 / 1)',
		'(week | 2024-01-01 -1: -1 / -1 / 0 / -1)',
		'(month recurring | 2024-01-01 2: 2 1 / 1 1 / 0 1 / 1 1 | 2024-02-01 1: 1 / 1 / 0 / 1)' ],
	cx_brackets => [
		'()',
		'(day 1 4 8 15 | 2026-01-01 4: 2 2 0)',
		'(month 0 1 3 | -4713-12-01 7: 7 -1 | 2026-02-01 -1: 0 0)',
		'(rolling 604800000000us 1 2147483647 | 2024-05-03 9223372036854775807: 1 | 2024-05-04 1: 0)' ],
	cx_stickiness => [
		'()',
		'(day 2026-01-01 2026-01-08: 3 0 1 0 0 0 2)',
		'(month -4713-12-01 -4712-02-01: 0 -7)',
		'(year 0000-01-01 0001-01-01: 9223372036854775807)' ],
	cx_revenue => [
		'()',
		'(before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5.000000000000000000000000000001, contraction 0: 0, churned 1: 50)',
		'(before -3: -120.5, new 0: 0, reactivated 0: 0, expansion 0: 0, contraction 0: 0, churned 0: 0)' ],
	cx_revenue_series => [
		'()',
		'(month; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2018-02-01: 0 0, 0 0, 0 0, 0 0, 1 50)',
		'(day; 1999-12-29: 1 50, 0 0, -1 -5, 0 0, 0 0.01)',
		'(month span 12; 2018-01-01: 1 50, 0 0, 0 0, 0 0, 0 0; 2019-02-01: 0 0, 0 0, 0 0, 1 5, 1 50)' ],
	cx_survival => [
		'()',
		'(9 13 13+ 18 23 28+*3)',
		'(0+*2 1.9^ 2 3^*2 5 7*2.5)',
		'(0.1*0.30000000000000004~-2.7755575615628914e-17 1e+100+*1e+120)' ],
	cx_rfm => [
		'()',
		'(1997-01-01..1997-09-30: 0 29.33, 17 14.96, 213 29.73)',
		'(2024-01-01..2024-12-31: 0 -5, 64 void, 127 0, 128 2.5)',
		'(2024-01-01..2024-12-31: 0 -0.0000001, 1 void, 70 1000000000000)' ],
	cx_spend => [
		'()',
		'(month | 1997-01-01: 0 29.33, 17 14.96, 213 29.73)',
		'(week_sunday | 2024-01-01: 0 -5, 64 void, 127 0, 128 2.5)',
		'(day | 2024-01-01: 0 -0.0000001, 1 void, 70 1000000000000)' ],
	cx_cohort_revenue => [
		'()',
		'(month | outside -27 | 2026-01-01: 2 0 50, 1 1 20, 1 1 25 | 2026-02-01: 1 0 60)',
		'(day | 2024-02-29: 1 0 0.000000000000000000000000000001, 0 0 0, 1 1 5)',
		'(year | outside 0.5)',
		'(week | 2024-01-01: -1 0 -5, 0 0 0.000001)' ],
	cx_statuses => [
		'()',
		'(2026-01-05 09:00:00Z new, 2026-01-05 09:12:30.5Z open, 2026-01-06 17:00:00Z "on hold", 2026-01-08 08:00:00Z open, 2026-01-08 12:00:00Z solved)',
		'(2026-01-05 09:00:00Z open, 2026-01-05 09:00:00Z solved, 2026-01-05 09:00:00Z #-9223372036854775808 "", 2026-01-05 09:00:00Z #2 "a \\"b\\\\ (c), d", 2026-01-06 00:00:00Z open)',
		'(-4713-11-24 00:00:00Z a-b, 294276-12-31 23:59:59.999999Z a_b.2)' ],
	cx_rfm_set => [
		'()',
		'(bigint 1997-09-30: -1 0 0 272; 2 2 213 272 22.345)',
		'(uuid 2024-12-31: c4ca4238-a0b9-2382-0dcc-509a6f75849b 3 30 31 0)' ],
	cx_backlog => [
		'()',
		'(month: 2026-01-01 10 0, 2026-02-01 3 2)',
		'(day: -4713-11-24 1 0, 5874897-12-31 0 1)',
		'(week_sunday: 2026-01-04 -1 0)' ],
	cx_sla => [
		'()',
		'(90 met, 8 breached, 0 open)',
		'(0 met, 0 breached, 2 open as of 2026-01-31 12:00:00.5Z)',
		'(-1 met, 0 breached, -3 open as of 1999-12-31 00:00:00)' ],
	cx_purchase_model => [ '(bgnbd given: 0.24 31 0.79 2.43)', '(pareto_nbd given: 0.55 74 0.61 82)' ],
	cx_spend_model => ['(gamma_gamma given: 6.25 3.74 15.44)'],
	cx_sbg => [ '(not_identified: 3)', '(converged: 0.7 1.2 / 0.009 0.01 0.02 / -1680.3 / 1000)' ],
	cx_bdw => ['(converged: 0.7 1.2 1.5 / 0.01 0 0.02 0 0 0.03 / -1680.3 / 1000)'],
	cx_durations => [
		'()',
		'(1: 0, 1: 60, 3: 5400.5)',
		'(2: 0, 1: 0.000001, 7: 25375.75, 1: 9223372036854.775807)',
		'(#0 -1: 0, #3201 2: -60.5, #8080 0: 0.000001)',
		'(9223372036854775807: 85070591730234615838173535747377.725249)' ],
	cx_transitions => [
		'()',
		'(steps cart, home, "pay now"; > 2: 3 by 2, 1 > 3: 2 by 2 (1: 60, 1: 90.5), 2 > 1: 2 by 2 (2: 0), 2 >: 1 by 1, 3 >: 2 by 2)',
		'(within 1800.5; steps a-b; > 1: 3 by 1, 1 > 1: 4 by 1 (1: 0.000001, 3: 5400.5), 1 >: 3 by 1)',
		'(within 0.000001; depth 3; steps "", "a \\"b\\\\ (c), d"; #0 > 2: 9223372036854775 by 2, #1 2 > 1: 2 by 1 (2: 120), #1 2 >: 9223372036854773 by 1, #2 1 >: 2 by 1)' ],
	cx_chain => [
		'()',
		'(date, 1 step, within 0us)',
		'(timestamp, 2 steps, within 1us, first_start: 1999-12-31 23:59:59.999999, 2000-01-01 00:00:00)',
		'(timestamptz, 3 steps, within 86400000000us, strict_order, strict_increase: 2026-01-31 12:00:00Z, 2026-01-31 12:30:00.5Z)' ],
	cx_funnel => [
		'()',
		'(date, 1 step, within 0us, first_start as of infinity: 7 7)',
		'(timestamp, 2 steps, within 3600000000us, strict_order, first_start as of 2026-03-01 12:00:00: 9 4, 5 2 (2: 30.5))',
		'(timestamptz, 3 steps, within 86400000000us, first_start as of 2026-03-01 00:00:00Z: 9223372036854775807 4, 60 3 (1: 0, 2: 7202.5), 1 1 (1: 60))' ],
	# no states, but kept in tables all the same
	cx_calendar => [
		'UTC; closed',
		'Asia/Beirut; Mon-Sun 00:00-24:00',
		'UTC; Tue,Sat 23:59:59-24:00; Wed-Thu 00:00-00:00:01; -4713-11-24 00:00-00:01; 2499-12-31 closed',
		'Europe/Berlin; Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00; 2026-12-24 09:00-12:00; 2026-12-25 closed' ],
	cx_funnel_mode => ['strict_order', 'strict_increase, strict_once, first_start'],
	cx_zone => [ 'Europe/Berlin', 'UTC' ]);

# The types that aggregates make and that can be merged or read.
sub state_types
{
	return grep { !/^cx_(zone|funnel_mode)$/ } sort keys %samples;
}

# An argument of each type for a row with the number n: the first, the second ... of that type.
our %arguments = (
	'double precision' => [ '(1 + n % 5)::float8', '(30 + n % 60)::float8', '(100 + n % 9)::float8', '1.5::float8' ],
	numeric => [ '(1 + n % 5)::numeric', '1.5' ],
	smallint => [ '(1 + n % 5)::smallint', '1::smallint', '5::smallint' ],
	integer => [ '1 + n % 5', '1', '5' ],
	bigint => [ '(1 + n % 5)::bigint', '1::bigint', '5::bigint' ],
	boolean => [ 'n % 2 = 0', 'n % 3 = 0' ],
	uuid => [q{lpad((n % 37)::text, 32, '0')::uuid}],
	text => [q{'customer ' || n % 37}],
	date => [ q{date '2024-01-01' + n % 300}, q{date '2024-01-01' + n % 300 + 40}, q{date '2025-12-31'}, q{date '2026-12-31'} ],
	'timestamp without time zone' => [ q{timestamp '2024-01-01' + n % 300 * interval '1 day'}, q{timestamp '2024-02-10' + n % 300 * interval '1 day'}, q{timestamp '2025-12-31'}, q{timestamp '2026-12-31'} ],
	'timestamp with time zone' => [ q{timestamptz '2024-01-01' + n % 300 * interval '1 day'}, q{timestamptz '2024-02-10' + n % 300 * interval '1 day'}, q{timestamptz '2025-12-31'}, q{timestamptz '2026-12-31'} ],
	interval => [q{interval '30 days'}],
	cx_period => [q{'month'}],
	cx_zone => [q{'UTC'}],
	cx_funnel_mode => [q{'strict_order'}],
	cx_cohort_entry => [q{'first'}],
	'"any"' => ['n'],
	'boolean[]' => ['ARRAY[n % 2 = 0, n % 3 = 0]'],
	'integer[]' => ['ARRAY[1, 4, 8]'],
	'text[]' => [q{ARRAY['sex ' || n % 2, 'age ' || n % 3]}],
	'smallint[]' => ['ARRAY[n % 3, n % 5, n % 7]::smallint[]'],
	'double precision[]' => ['ARRAY[n % 3, n % 5, n % 7]::float8[]'],
	'date[]' => [q{ARRAY[date '2024-01-01' + n % 300]}],
	tstzmultirange => [q{tstzmultirange(tstzrange('2024-01-01', '2024-02-10')) - tstzmultirange(tstzrange('2024-01-02', '2024-01-03'))}]);
$arguments{$_} = ["'$samples{$_}[-1]'::$_"] for grep { $_ ne 'cx_zone' } keys %samples;

# Arguments for an aggregate with these types.
sub arguments_of
{
	my ($types, $variadic) = @_;
	my %nth;
	return join(', ', map {
		my $n = $nth{$_}++;
		my $known = $arguments{$_} // ['NULL'];
		($variadic && /\[\]$/ ? 'VARIADIC ' : '') . ($known->[$n] // $known->[-1])
	} @$types);
}

# All aggregates but those that only raise an error: name, types of the arguments, whether the last is variadic.
sub aggregates_of
{
	my ($node, $database) = @_;
	my $list = $node->safe_psql(
		$database, q{
		SELECT p.proname, (SELECT string_agg(format_type(t, NULL), ',' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY AS u (t, n)), provariadic <> 0
		FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND deptype = 'e'
		JOIN pg_extension e ON e.oid = refobjid AND extname = 'cx_metrics'
		WHERE prokind = 'a' AND obj_description(p.oid, 'pg_proc') NOT LIKE 'always an error%' ORDER BY 1, 2});
	return map { my ($name, $types, $variadic) = split /\|/; [ $name, [ split /,/, $types ], $variadic eq 't' ] } split /\n/, $list;
}

# What each query gives, in one session: its rows, figures to five digits since sums of floating point come in
# another order, or the SQLSTATE of its error. What setup prints is left out.
sub outcomes_of
{
	my ($node, $database, $setup, @queries) = @_;
	my ($out, $err) = ('', '');
	my $script = join('', map { "$_;\n\\echo end of the query, :SQLSTATE\n" } $setup, @queries);
	$node->psql($database, $script, stdout => \$out, stderr => \$err, on_error_stop => 0);
	my @outcomes;
	while ($out =~ /\G(.*?)^end of the query, (\w{5})\n?/msg)
	{
		push @outcomes, $2 ne '00000' ? $2 : join('', map { /^-?\d*\.\d+(e[-+]?\d+)?$/ ? sprintf('%.5g', $_) : $_ } split /(-?\d*\.\d+(?:e[-+]?\d+)?)/, $1) =~ s/~-?[\d.e+-]+//gr;
	}
	die "only $#outcomes of " . @queries . " queries were run: $err" if $#outcomes != @queries;
	return @outcomes[ 1 .. $#outcomes ];
}

# The arguments that depend on the row as columns of a table, for where an expression would be in the way: what to
# select from rows numbered n to fill it. %arguments then names the columns.
sub arguments_as_columns
{
	my @columns;
	for my $type (sort keys %arguments)
	{
		for (grep { /\bn\b/ } @{ $arguments{$type} })
		{
			push @columns, "$_ AS c" . @columns;
			$_ = "c$#columns";
		}
	}
	return join(', ', @columns);
}

# Fails when the catalog has a type that is not listed here: called once by each test that goes through
# all types.
sub is_complete
{
	my ($node, $database) = @_;
	my $types = $node->safe_psql(
		$database, q{
		SELECT string_agg(typname, ' ' ORDER BY typname COLLATE "C")
		FROM pg_type t JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid
			AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
		JOIN pg_extension e ON e.oid = d.refobjid AND extname = 'cx_metrics'
		WHERE typtype = 'b' AND typelem = 0});
	is($types, join(' ', sort keys %samples), 'test/perl/States.pm has samples of every type');
}

# A table with a column for each type, called like it, and in row i the sample i of each.
sub create_samples
{
	my ($node, $database, $table) = @_;
	# an older version has fewer of them
	my %known = map { $_ => 1 } split /\n/, $node->safe_psql($database, 'SELECT typname FROM pg_type');
	my @types = grep { $known{$_} } sort keys %samples;
	my $rows = 0;
	for (@types) { $rows = @{ $samples{$_} } if @{ $samples{$_} } > $rows }
	my @values = map {
		my $i = $_;
		"($i, " . join(', ', map { defined $samples{$_}[$i] ? "'$samples{$_}[$i]'" : 'NULL' } @types) . ')'
	} 0 .. $rows - 1;
	$node->safe_psql($database, "CREATE TABLE $table (i int PRIMARY KEY, " . join(', ', map { "$_ $_" } @types) . ')');
	$node->safe_psql($database, "INSERT INTO $table VALUES " . join(', ', @values));
}

# Queries that print each state with its binary form and the hash of its bytes.
sub freeze_samples
{
	return join('', map {
		my $type = $_;
		map { "SELECT '$type', '$_', encode(${type}_send('$_'), 'hex'), ${type}_hash_extended('$_', 0) \\g (fieldsep='\t')\n" } @{ $samples{$type} }
	} state_types());
}

1;
