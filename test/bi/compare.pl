# compare.pl -- what charts were given beside what SQL gives.
#   perl -Itest/perl test/bi/compare.pl WHAT GOT EXPECTED
# Two folders of NAME.json, lists of rows; prints a TAP line for each in EXPECTED.
use strict;
use warnings FATAL => 'all';

use File::Basename;
use Figures;
use JSON::PP;

my ($what, $got, $expected) = @ARGV;
my $n = 0;
for my $file (sort glob("$expected/*.json"))
{
	my $name = basename($file);
	my @rows = map { my $f; open($f, '<:raw', $_) ? JSON::PP->new->utf8->decode(do { local $/; <$f> }) : undef } "$got/$name", $file;
	my $wrong = defined $rows[0] ? difference_of(@rows) : 'no rows came';
	$n++;
	print $wrong ? 'not ok' : 'ok', " $n - $what: ", basename($name, '.json'), ' is what SQL gives', $wrong ? ": $wrong" : '', "\n";
}
