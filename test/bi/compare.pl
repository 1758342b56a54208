# compare.pl -- what charts were given beside what SQL gives.
#   perl -Itest/perl test/bi/compare.pl WHAT GOT EXPECTED
# Two folders of NAME.json, lists of rows; prints a TAP line for each in EXPECTED.
use strict;
use warnings FATAL => 'all';

use File::Basename;
use Figures;
use JSON::PP;

# Superset puts each segment of a chart of lines into a column of its own, NULL where it has no row.
sub long
{
	my ($rows, $expected) = @_;
	return $rows if !@$rows or !@$expected or !exists $expected->[0]{segment} or exists $rows->[0]{segment};
	my %segment = map { $_->{segment} => 1 } @$expected;
	my ($value) = grep { $_ ne 'segment' and !exists $rows->[0]{$_} } sort keys %{ $expected->[0] };
	my @long;
	for my $row (@$rows)
	{
		my %rest = map { $_ => $row->{$_} } grep { exists $expected->[0]{$_} } keys %$row;
		push @long, { %rest, segment => $_, $value => $row->{$_} } for grep { $segment{$_} and defined $row->{$_} } keys %$row;
	}
	return \@long;
}

my ($what, $got, $expected) = @ARGV;
my $n = 0;
for my $file (sort glob("$expected/*.json"))
{
	my $name = basename($file);
	my @rows = map { my $f; open($f, '<:raw', $_) ? JSON::PP->new->utf8->decode(do { local $/; <$f> }) : undef } "$got/$name", $file;
	my $wrong = defined $rows[0] ? difference_of(long(@rows), $rows[1]) : 'no rows came';
	$n++;
	print $wrong ? 'not ok' : 'ok', " $n - $what: ", basename($name, '.json'), ' is what SQL gives', $wrong ? ": $wrong" : '', "\n";
}
