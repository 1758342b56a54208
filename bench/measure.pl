#!/usr/bin/perl
# measure.pl RUNS WORDS FILE... -- runs the cases of the files, interleaved, and prints the ratios.
#
# Time is the CPU time of the backend, from the kernel's own account, so that a neighbour on the
# machine disturbs as little as can be; a case may ask for wall time. Every run is a new session:
# connecting and planning are outside the measure. Before anything is timed the answers are compared.
use strict;
use warnings FATAL => 'all';

my ($runs, $words, @files) = @ARGV;
my @cases;
for my $file (@files)
{
	open(my $f, '<', $file) or die "$file: $!";
	while (<$f>)
	{
		chomp;
		next if /^\s*(#|$)/;
		my ($key, $value) = /^(\w+) +(.*)$/ or die "$file:$.: $_";
		if ($key eq 'case') { push @cases, { name => $value, set => [], queries => [], clock => 'cpu' } }
		elsif ($key eq 'set') { push @{ $cases[-1]{set} }, "SET $value" }
		elsif ($key =~ /^(floor|avg|sql|ours)$/) { push @{ $cases[-1]{queries} }, [ $key, $value ] }
		else { $cases[-1]{$key} = $value }
	}
}
if ($words) { @cases = grep { my $c = $_; grep { index($c->{name}, $_) >= 0 } split ' ', $words } @cases }

sub psql
{
	my @statements = map { ('-c', $_) } @_;
	open(my $pipe, '-|', 'psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', @statements) or die $!;
	local $/;
	my $out = <$pipe>;
	close $pipe or die "psql failed: @_\n";
	return $out;
}

sub time_of
{
	my ($case, $query) = @_;
	my $clock = $case->{clock} eq 'wall' ? 'SELECT extract(epoch FROM clock_timestamp()) * 1e9' : q{SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)};
	my ($start, $end) = split /\n/, psql(@{ $case->{set} }, "EXPLAIN $query", $clock, '\o /dev/null', $query, '\o', $clock) =~ s/\A.*?(?=^\d+(\.\d+)?$)//msr;
	return ($end - $start) / 1e6;
}

sub least { my @s = sort { $a <=> $b } @_; return $s[0] }
sub median { my @s = sort { $a <=> $b } @_; return ($s[ $#s / 2 ] + $s[ @s / 2 ]) / 2 }

# Figures of 15 digits differ in the last few between float8 and numeric.
sub answer { return join '|', map { /^-?\d/ ? sprintf('%.8g', $_) : $_ } split /[|\n]/, psql(@{ $_[0]{set} }, $_[1]) }

printf "PostgreSQL %s; %d rows; %d runs, interleaved; medians in ms\n\n", psql('SHOW server_version') =~ /(\S+)/, psql('SELECT count(*) FROM survey'), $runs;
print "| case | sum() | best SQL | ours | ours / sum() | best SQL / ours | the same of the fastest runs | goal |\n|---|--:|--:|--:|--:|--:|--:|---|\n";
$| = 1;
my $missed = 0;
for my $case (@cases)
{
	my @answers = map { answer($case, $_->[1]) } grep { $_->[0] =~ /sql|ours/ } @{ $case->{queries} };
	for (@answers) { die "$case->{name}: the answers differ: @answers\n" if $_ ne $answers[0] }
	my %times;
	for my $run (0 .. $runs)
	{
		my $queries = @{ $case->{queries} };
		for my $place (0 .. $queries - 1)
		{
			# each query takes each place: whoever came after the long one was slower by a tenth
			my $i = ($place + $run) % $queries;
			my $ms = time_of($case, $case->{queries}[$i][1]);
			push @{ $times{$i} }, $ms if $run > 0;    # the first round warms up
		}
	}
	# beside the medians, the fastest runs: on a shared machine they say what the code costs
	my (%best, %fastest);
	for my $i (keys %times)
	{
		my ($role, $ms) = ($case->{queries}[$i][0], median(@{ $times{$i} }));
		my $least = least(@{ $times{$i} });
		$best{$role} = $ms if !defined $best{$role} || $ms < $best{$role};
		$fastest{$role} = $least if !defined $fastest{$role} || $least < $fastest{$role};
	}
	my ($slower, $faster) = ($best{ours} / $best{floor}, $best{sql} / $best{ours});
	my @goals;
	for ([ 'slower', $slower, sub { $_[0] <= $_[1] }, '<=' ], [ 'faster', $faster, sub { $_[0] >= $_[1] }, '>=' ])
	{
		my ($key, $ratio, $met, $sign) = @$_;
		next unless defined $case->{$key};
		my $ok = $met->(sprintf('%.2f', $ratio), $case->{$key});
		$missed++ unless $ok;
		push @goals, sprintf('%s %.2f %s', $sign, $case->{$key}, $ok ? 'met' : 'MISSED');
	}
	printf "| %s%s | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f, %.2f | %s |\n", $case->{title}, defined $best{avg} ? sprintf(' (avg() %.0f)', $best{avg}) : '', @best{qw(floor sql ours)}, $slower, $faster, $fastest{ours} / $fastest{floor}, $fastest{sql} / $fastest{ours}, join(', ', @goals);
}
print "\n", $missed ? "$missed goals missed\n" : "all goals met\n";
