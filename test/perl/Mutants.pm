# What the tests with hostile input share: mutants of valid messages.
package Mutants;

use strict;
use warnings FATAL => 'all';

use Exporter qw(import);

our @EXPORT = qw(mutate @hostile_bytes);

# Bytes worth trying: 0, 1, the versions, the ends of the ranges.
our @hostile_bytes = map { chr } 0, 1, 2, 10, 11, 127, 128, 254, 255;

# One to three changes, anywhere or among the first bytes only.
sub mutate
{
	my ($bytes, $alphabet, $head) = @_;
	for (0 .. int(rand(3)))
	{
		my $kind = int(rand(5));
		my $end = defined $head && $head < length($bytes) ? $head : length($bytes);
		my $at = int(rand($end + 1));
		my $with = $alphabet->[ rand @$alphabet ];
		if ($kind == 0 && $at < length($bytes)) { substr($bytes, $at, 1) = $with }
		elsif ($kind == 1) { substr($bytes, $at, 0) = $with }
		elsif ($kind == 2 && $at < length($bytes)) { substr($bytes, $at, 1) = '' }
		elsif ($kind == 3 && length($bytes)) { substr($bytes, $at) = '' }
		elsif ($kind == 4 && $at < length($bytes)) { substr($bytes, $at, 1) = chr(ord(substr($bytes, $at, 1)) ^ (1 << int(rand(8)))) }
	}
	return $bytes;
}

1;
