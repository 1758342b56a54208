# A database owner who is no superuser installs the extension, into a schema of choice; others use
# it, dump it and drop what depends on it, without rights of any other kind.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE ROLE shop_owner LOGIN;
	CREATE ROLE analyst LOGIN;
	CREATE DATABASE shop OWNER shop_owner;
});

sub as
{
	my ($role, $sql) = @_;
	return $node->psql('shop', $sql, extra_params => [ '-U', $role ]);
}

my ($rc, $out, $err) = as('shop_owner', 'CREATE SCHEMA cx; CREATE EXTENSION cx_metrics SCHEMA cx;');
is($rc, 0, 'the owner of a database creates the extension') or diag($err);
is($node->safe_psql('shop', q{SELECT nspname || ' ' || pg_get_userbyid(extowner) FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'cx_metrics'}),
	'cx shop_owner', 'in the schema named, owned by who created it');

($rc, $out, $err) = as('analyst', 'CREATE EXTENSION cx_metrics;');
isnt($rc, 0, 'who may not create in the database cannot install it');

as('shop_owner', q{
	CREATE TABLE responses (day date, score smallint);
	INSERT INTO responses SELECT DATE '2026-05-01' + i % 5, i % 11 FROM generate_series(1, 500) i;
	GRANT SELECT ON responses TO analyst;
	GRANT USAGE ON SCHEMA cx TO analyst;
});
($rc, $out, $err) = as('analyst', 'SET search_path = public, cx; SELECT round(nps(score)::numeric, 4), (nps_ci(nps_agg(score))).low IS NOT NULL FROM responses');
is($out, '-46.0000|t', 'any role that may use the schema computes') or diag($err);
($rc, $out, $err) = as('analyst', 'SELECT cx.responses(cx.rollup(s OPERATOR(cx.+) s)) FROM (SELECT cx.nps_agg(score) AS s FROM public.responses GROUP BY day) v');
is($out, '1000', 'without the schema in the search path too') or diag($err);
($rc, $out, $err) = as('analyst', q{CREATE TEMP TABLE daily AS SELECT day, cx.nps_agg(score) AS s FROM responses GROUP BY day; SELECT count(*) FROM daily WHERE s IS NOT NULL});
is($out, '5', 'states are stored in tables of any role') or diag($err);
($rc, $out, $err) = as('analyst', 'DROP EXTENSION cx_metrics');
isnt($rc, 0, 'but only its owner drops it');
($rc, $out, $err) = as('shop_owner', 'DROP EXTENSION cx_metrics');
is($rc, 0, 'the owner does') or diag($err);

$node->stop;
done_testing();
