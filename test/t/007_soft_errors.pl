# Since 16 an input function can say no without raising, which COPY ... ON_ERROR and
# pg_input_is_valid() are made of.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $node = PostgreSQL::Test::Cluster->new('main');
plan skip_all => 'PostgreSQL 16 and later' if $node->pg_version < 16;
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics; CREATE TABLE s (s cx_scores)');
is_complete($node, 'postgres');
for my $type (sort keys %samples)
{
	for my $text (@{ $samples{$type} })
	{
		is($node->safe_psql('postgres', "SELECT pg_input_is_valid('$text', '$type')"), 't', "$type: $text is valid");
	}
	for my $text ('(', '(1..2: 1', '(5..1: 1 2)', '(1..2: 0 0)', '(1..2: 0 0 / 0 / 0 0)', 'x')
	{
		is($node->safe_psql('postgres', "SELECT pg_input_is_valid('$text', '$type')"), 'f', "$type: $text is not, and no error");
	}
}
like($node->safe_psql('postgres', q{SELECT sql_error_code, message FROM pg_input_error_info('(1..2: 0 0)', 'cx_scores')}), qr/^22P02\|invalid input syntax/, 'and says why');
is($node->safe_psql('postgres', q{SELECT pg_input_is_valid('UTC+2', 'cx_zone')}), 'f', 'a POSIX zone is not');
SKIP:
{
	skip 'COPY ... ON_ERROR came with 17', 1 if $node->pg_version < 17;
	$node->safe_psql('postgres', "COPY s FROM stdin WITH (ON_ERROR ignore);\n(1..2: 1 2)\nbroken\n()\n\\.\n");
	is($node->safe_psql('postgres', 'SELECT count(*) FROM s'), '2', 'COPY passes over the broken line');
}
$node->stop;
done_testing();
