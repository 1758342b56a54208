# Since 16 an input function can say no without raising, which COPY ... ON_ERROR and
# pg_input_is_valid() are made of.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
plan skip_all => 'PostgreSQL 16 and later' if $node->pg_version < 16;
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION cx_metrics; CREATE TABLE s (s cx_scores)');
my %valid = map { $_ => '()' } ('cx_scores', 'cx_weighted_scores', 'cx_churn', 'cx_lifecycle', 'cx_activity', 'cx_retention', 'cx_revenue', 'cx_revenue_series', 'cx_survival', 'cx_rfm', 'cx_rfm_set');
$valid{cx_sbg} = '(not_identified: 3)';
$valid{cx_bdw} = '(converged: 0.7 1.2 1.5 / 0.01 0 0.02 0 0 0.03 / -1680.3 / 1000)';
$valid{cx_purchase_model} = '(bgnbd given: 0.24 31 0.79 2.43)';
$valid{cx_spend_model} = '(gamma_gamma given: 6.25 3.74 15.44)';
for my $type (sort keys %valid)
{
	is($node->safe_psql('postgres', "SELECT pg_input_is_valid('$valid{$type}', '$type')"), 't', "$type: valid");
	for my $text ('(', '(1..2: 1', '(5..1: 1 2)', '(1..2: 0 0)', '(1..2: 0 0 / 0 / 0)', 'x')
	{
		is($node->safe_psql('postgres', "SELECT pg_input_is_valid('$text', '$type')"), 'f', "$type: $text is not, and no error");
	}
}
like($node->safe_psql('postgres', q{SELECT sql_error_code, message FROM pg_input_error_info('(1..2: 0 0)', 'cx_scores')}), qr/^22P02\|invalid input syntax/, 'and says why');
is($node->safe_psql('postgres', q{SELECT pg_input_is_valid('UTC', 'cx_zone'), pg_input_is_valid('UTC+2', 'cx_zone')}), 't|f', 'zones');
SKIP:
{
	skip 'COPY ... ON_ERROR came with 17', 1 if $node->pg_version < 17;
	$node->safe_psql('postgres', "COPY s FROM stdin WITH (ON_ERROR ignore);\n(1..2: 1 2)\nbroken\n()\n\\.\n");
	is($node->safe_psql('postgres', 'SELECT count(*) FROM s'), '2', 'COPY passes over the broken line');
}
$node->stop;
done_testing();
