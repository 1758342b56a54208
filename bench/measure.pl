#!/usr/bin/perl
# measure.pl ROWS RUNS WORDS FILE... -- runs the cases of the files, interleaved, and prints the ratios.
#
# A file FAMILY.cases has its tables from FAMILY.sql beside it, in a database of its own. Time is the
# CPU time of the backend, from the kernel's own account, so that a neighbour on the machine disturbs
# as little as can be; a case may ask for wall time. Every run is a new session: connecting and
# planning are outside the measure. Before anything is timed the answers are compared, cell by cell.
# DUCKDB and CLICKHOUSE in the environment are the commands of other systems, which speak as duckdb.js says.
#
# In a file, a line is a key and its value, a line that begins with a space continues the one before.
# Before the first case:
#   table NAME            printed with its number of rows
#   export NAME QUERY     a table that the peers get, with the query's columns, rows and types
# For a case:
#   case NAME, title TEXT
#   set NAME = VALUE      a setting for all queries, but the peer's; "[a = 1; b = 2] SELECT ..." is one
#                         query with settings of its own, also DuckDB's
#   clock wall            instead of CPU time
#   floor QUERY           the cheapest thing that PostgreSQL has over the same column
#   avg QUERY             another such, printed only
#   textbook QUERY        what everybody writes, run once, printed only
#   sql, peer, ours QUERY the fastest of each counts; these and textbook must give the same rows; the peer is
#                         DuckDB, or the one that is named: "peer [clickhouse] QUERY"
#   slower 1.10           goal: ours takes at most 1.10 x floor
#   faster 1.25           goal: ours is at least 1.25 x faster than the best SQL
#   within 1.25           goal: ours takes at most 1.25 x the peer
#   over 15 NAME          goal: ours takes at most 15 ns a row of the table more than floor
use strict;
use warnings FATAL => 'all';
use File::Basename qw(basename dirname);
use IPC::Open2;
use List::Util qw(max min);
use Scalar::Util qw(looks_like_number);

my ($rows, $runs, $words, @files) = @ARGV;
my ($missed, $unmeasured) = (0, 0);
$| = 1;

sub family_of
{
	my ($file) = @_;
	my $family = { name => basename($file, '.cases'), file => $file, tables => [], exports => [], cases => [] };
	open(my $f, '<', $file) or die "$file: $!";
	local $/;
	my $text = <$f> =~ s/^\s*(#.*)?\n//gmr =~ s/\n\s+/ /gr;
	for (split /\n/, $text)
	{
		my ($key, $value) = /^(\w+) +(.*)$/ or die "$file: $_";
		my $case = $family->{cases}[-1];
		if ($key eq 'table') { push @{ $family->{tables} }, $value }
		elsif ($key eq 'export') { push @{ $family->{exports} }, $value }
		elsif ($key eq 'case') { push @{ $family->{cases} }, { name => $value, set => [], queries => [], clock => 'cpu' } }
		elsif ($key eq 'set') { push @{ $case->{set} }, "SET $value" }
		elsif ($key =~ /^(floor|avg|textbook|sql|peer|ours)$/)
		{
			my $system = $key ne 'peer' ? '' : $value =~ s/^\[clickhouse\] *// ? 'clickhouse' : 'duckdb';
			my ($own, $sql) = $value =~ /^(?:\[(.*?)\] *)?(.*)$/;
			push @{ $case->{queries} }, { role => $key, system => $system, sql => $sql, own => $own // '', set => [ map { "SET $_" } split /; */, $own // '' ] };
		}
		else { $case->{$key} = $value }
	}
	if ($words) { @{ $family->{cases} } = grep { my $c = $_; grep { index($c->{name}, $_) >= 0 } split ' ', $words } @{ $family->{cases} } }
	for (@{ $family->{cases} }) { @{ $_->{queries} } = grep { $_->{role} ne 'peer' || command_of($_->{system}) } @{ $_->{queries} } }
	return $family;
}

sub output_of
{
	open(my $pipe, '-|', @_) or die "$_[0]: $!";
	local $/;
	my $out = <$pipe>;
	close $pipe or die "failed: @_\n";
	return $out;
}

sub psql { return output_of('psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', map { ('-c', $_) } @_) }

# ---- the peers -----------------------------------------------------------------

my %title_of = (duckdb => 'DuckDB', clickhouse => 'ClickHouse');
my %setting_of = (duckdb => 'SET threads = 1', clickhouse => 'SET max_threads = 1');
my %running;

sub command_of { return $ENV{ uc $_[0] } }

sub peer
{
	my ($system, $clock, $sql) = @_;
	my ($to, $from) = @{ $running{$system} }{qw(to from)};
	print {$to} "$clock $sql\n";
	local $/ = "\0";
	my $reply = <$from> // die "$title_of{$system} has gone\n";
	chomp $reply;
	die "$title_of{$system}: $reply: $sql\n" if $reply =~ /^ERROR/;
	return $reply;
}

sub start_peer
{
	my ($family, $system) = @_;
	my $pid = open2(my $from, my $to, command_of($system));
	$to->autoflush;
	$running{$system} = { from => $from, to => $to, pid => $pid };
	for (@{ $family->{exports} })
	{
		my ($table, $query) = split ' ', $_, 2;
		my $columns = psql("CREATE VIEW exported AS $query", q{SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'exported'::regclass});
		die "$family->{name}: export $table: numeric without a precision has three decimals in DuckDB\n" if $columns =~ /numeric(?!\()/;
		psql("COPY (SELECT * FROM exported) TO '$ENV{TMPDIR}/$table.csv' (FORMAT csv)", 'DROP VIEW exported');
		peer($system, 'none', "CREATE TABLE $table ($columns)" =~ s/\n//r);
		peer($system, 'none', "COPY $table FROM '$ENV{TMPDIR}/$table.csv' (FORMAT csv, HEADER false)");
		unlink "$ENV{TMPDIR}/$table.csv";
	}
	return;
}

sub stop_peer
{
	my ($system) = @_;
	my $peer = delete $running{$system};
	close $peer->{to};
	waitpid $peer->{pid}, 0;
	return;
}

# ---- one query -----------------------------------------------------------------

sub run_peer
{
	my ($clock, $query) = @_;
	my $system = $query->{system};
	peer($system, 'none', $_) for $setting_of{$system}, @{ $query->{set} };
	return peer($system, $clock, $query->{sql});
}

sub time_of
{
	my ($case, $query) = @_;
	return run_peer($case->{clock}, $query) if $query->{role} eq 'peer';
	my $clock = $case->{clock} eq 'wall' ? 'SELECT extract(epoch FROM clock_timestamp()) * 1e9' : q{SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)};
	my $out = psql(@{ $case->{set} }, @{ $query->{set} }, "EXPLAIN $query->{sql}", $clock, '\o /dev/null', $query->{sql}, '\o', $clock);
	my ($start, $end) = split /\n/, $out =~ s/\A.*?(?=^\d+(\.\d+)?$)//msr;
	return ($end - $start) / 1e6;
}

# The rows, in an order of ours.
sub answer
{
	my ($case, $query) = @_;
	my $out = $query->{role} eq 'peer' ? run_peer('none', $query) : psql(@{ $case->{set} }, @{ $query->{set} }, $query->{sql});
	return [ sort split /\n/, $out ];
}

# Figures of 15 digits differ in the last few between float8 and numeric.
sub same_row
{
	my ($one, $other) = map { [ split /\|/, $_, -1 ] } @_;
	return 0 if @$one != @$other;
	for my $i (0 .. $#$one)
	{
		my ($x, $y) = ($one->[$i], $other->[$i]);
		next if $x eq $y;
		return 0 unless looks_like_number($x) && looks_like_number($y) && abs($x - $y) <= 1e-8 * max(abs $x, abs $y);
	}
	return 1;
}

sub compare_answers
{
	my ($case) = @_;
	my ($first, @others) = grep { $_->{role} =~ /textbook|sql|peer|ours/ } @{ $case->{queries} };
	my $expected = answer($case, $first);
	for my $query (@others)
	{
		my $found = answer($case, $query);
		for my $i (0 .. max($#$expected, $#$found))
		{
			my ($one, $other) = map { $_->[$i] // 'no row' } $expected, $found;
			die "$case->{name}: the answers differ: $one, $other:\n$first->{sql}\n$query->{sql}\n" unless same_row($one, $other);
		}
	}
	return;
}

# ---- one case ------------------------------------------------------------------

sub median { my @s = sort { $a <=> $b } @_; return ($s[ $#s / 2 ] + $s[ @s / 2 ]) / 2 }

sub measure
{
	my ($case) = @_;
	my @queries = grep { $_->{role} ne 'textbook' } @{ $case->{queries} };
	for (grep { $_->{role} eq 'textbook' } @{ $case->{queries} }) { $_->{times} = [ time_of($case, $_) ] }
	for my $run (0 .. $runs)
	{
		for my $place (0 .. $#queries)
		{
			# each query takes each place: whoever came after the long one was slower by a tenth
			my $query = $queries[ ($place + $run) % @queries ];
			my $ms = time_of($case, $query);
			push @{ $query->{times} }, $ms if $run > 0;    # the first round warms up
		}
	}
	# beside the medians, the fastest runs: on a shared machine they say what the code costs
	for my $query (@{ $case->{queries} })
	{
		my $role = $query->{role};
		$query->{median} = median(@{ $query->{times} });
		$query->{least} = min(@{ $query->{times} });
		for (qw(median least)) { $case->{best}{$_}{$role} = min(grep { defined } $case->{best}{$_}{$role}, $query->{$_}) }
	}
	return;
}

sub print_case
{
	my ($case, $rows_of) = @_;
	my $best = $case->{best}{median};
	my $ratio = sub {
		my ($which, $one, $other) = @_;
		my $times = $case->{best}{$which};
		return defined $times->{$one} && defined $times->{$other} ? sprintf('%.2f', $times->{$one} / $times->{$other}) : '';
	};
	my @goals;
	my $judge = sub {
		my ($sign, $goal, $value, $unit) = @_;
		my $ok = $value ne '' && ($sign eq '<=' ? $value <= $goal : $value >= $goal);
		if ($value eq '') { $unmeasured++ }
		elsif (!$ok) { $missed++ }
		push @goals, "$sign $goal$unit " . ($value eq '' ? 'not measured' : $ok ? 'met' : 'MISSED');
	};
	my (@ratios, @fastest);
	for ([ 'slower', '<=', 'ours', 'floor' ], [ 'faster', '>=', 'sql', 'ours' ], [ 'within', '<=', 'ours', 'peer' ])
	{
		my ($key, $sign, @roles) = @$_;
		push @ratios, $ratio->('median', @roles);
		push @fastest, $ratio->('least', @roles);
		$judge->($sign, $case->{$key}, $ratios[-1], '') if defined $case->{$key};
	}
	if (defined $case->{over})
	{
		my ($goal, $table) = split ' ', $case->{over};
		my $ns = sprintf('%.1f', 1e6 * ($best->{ours} - $best->{floor}) / $rows_of->{$table});
		$judge->('<=', $goal, $ns, " ns a row over the floor ($ns)");
	}
	my $also = join(', ', map { defined $best->{$_} ? sprintf('%s %.0f', $_, $best->{$_}) : () } qw(avg textbook));
	my @medians = map { defined $best->{$_} ? sprintf('%.0f', $best->{$_}) : '' } qw(floor sql peer ours);
	# DuckDB is the usual one
	$medians[2] = join ' ', $medians[2], map { $title_of{$_} } grep { $_ eq 'clickhouse' } map { $_->{system} } @{ $case->{queries} };
	print '| ', join(' | ', $case->{title} . ($also ? " ($also)" : ''), @medians, @ratios, join(', ', @fastest), join(', ', @goals)), " |\n";
	return;
}

# ---- all -----------------------------------------------------------------------

my @families = grep { @{ $_->{cases} } } map { family_of($_) } @files;
my $version = psql('SHOW server_version') =~ s/\s.*//sr;
print "PostgreSQL $version; $runs runs, interleaved; medians in ms\n";
for my $family (@families)
{
	$ENV{PGDATABASE} = 'postgres';
	psql("CREATE DATABASE $family->{name}");
	$ENV{PGDATABASE} = $family->{name};
	psql('CREATE EXTENSION cx_metrics');
	output_of('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-v', "rows=$rows", '-f', dirname($family->{file}) . "/$family->{name}.sql");
	my %used = map { ($_->{system} => 1) } grep { $_->{role} eq 'peer' } map { @{ $_->{queries} } } @{ $family->{cases} };
	start_peer($family, $_) for sort keys %used;

	my %rows_of = map { ($_ => psql("SELECT count(*) FROM $_") =~ s/\n//r) } @{ $family->{tables} };
	my @versions = map { "$title_of{$_} " . peer($_, 'none', 'SELECT version()') =~ s/\n//r } reverse sort keys %used;
	print "\n$family->{name}: ", join(', ', map { "$rows_of{$_} $_" } @{ $family->{tables} }), (@versions ? '; the peer is ' . join(' or ', @versions) . ', one thread' : ''), "\n\n";
	print "| case | floor | best SQL | peer | ours | ours / floor | best SQL / ours | ours / peer | the same of the fastest runs | goal |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n";
	for my $case (@{ $family->{cases} })
	{
		compare_answers($case);
		measure($case);
		print_case($case, \%rows_of);
	}
	stop_peer($_) for sort keys %used;
	$ENV{PGDATABASE} = 'postgres';
	psql("DROP DATABASE $family->{name}");

	print "\n| case | query | settings | median | fastest |\n|---|---|---|--:|--:|\n";
	for my $case (@{ $family->{cases} })
	{
		my %nth;
		printf "| %s | %s %d | %s | %.0f | %.0f |\n", $case->{name}, $_->{role}, ++$nth{ $_->{role} }, @$_{qw(own median least)} for @{ $case->{queries} };
	}
}
print "\n", $missed ? "$missed goals missed" : 'all goals met', $unmeasured ? ", $unmeasured not measured\n" : "\n";
