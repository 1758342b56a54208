# Rows that a tool shows beside rows that SQL gives.
package Figures;

use strict;
use warnings FATAL => 'all';

use Exporter qw(import);
use JSON::PP;
use Scalar::Util qw(looks_like_number);
use Time::Local qw(timegm);

our @EXPORT = qw(difference_of);

# Days come as text, as text with a midnight, or as milliseconds since 1970 (Superset).
sub plain
{
	my ($value, $sample) = @_;
	return 'null' unless defined $value;
	return $value ? 1 : 0 if JSON::PP::is_bool($value);
	if (defined $sample and $sample =~ /^(\d{4})-(\d\d)-(\d\d)$/)
	{
		return $value / 1000 if looks_like_number($value);
		return timegm(0, 0, 0, $3, $2 - 1, $1) if $value =~ /^(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00:00(?:\.0+)?(?:Z|\+00(?::00)?)?)?$/;
	}
	return looks_like_number($value) ? $value + 0 : $value;
}

sub alike
{
	my ($x, $y) = @_;
	return $x eq $y unless looks_like_number($x) and looks_like_number($y);
	my $size = abs($x) > abs($y) ? abs($x) : abs($y);
	return abs($x - $y) <= 1e-9 * ($size > 1 ? $size : 1);
}

# The first difference in the columns that are expected, in whatever order the rows are; '' for none.
sub difference_of
{
	my ($got, $expected) = @_;
	return 'no rows' unless @$got;
	return sprintf('%d rows, not %d', scalar @$got, scalar @$expected) if @$got != @$expected;
	my @columns = sort keys %{ $expected->[0] };
	my %sample;
	for my $column (@columns)
	{
		($sample{$column}) = grep { defined } map { $_->{$column} } @$expected;
		return "no column $column" unless exists $got->[0]{$column};
	}
	# by what tells rows apart first, so that two that differ in a last digit stay beside each other
	my $lines = sub {
		my @lines = map { my $row = $_; [ map { plain($row->{$_}, $sample{$_}) } @columns ] } @{ $_[0] };
		my $key = sub { join "\0", map { looks_like_number($_) ? sprintf('%.6e', $_) : $_ } @{ $_[0] } };
		return sort { $key->($a) cmp $key->($b) } @lines;
	};
	my @got = $lines->($got);
	my @expected = $lines->($expected);
	for my $row (0 .. $#got)
	{
		for my $i (0 .. $#columns)
		{
			my ($x, $y) = ($got[$row][$i], $expected[$row][$i]);
			return "$columns[$i] is $x, not $y" unless alike($x, $y);
		}
	}
	return '';
}

1;
