# Ready-made views as people use them: made by who owns the table and is no superuser, read by others under row
# security, reached through an index, dumped and restored.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "max_parallel_workers_per_gather = 0\njit = off\n");
$node->start;
$node->safe_psql('postgres', q{
	CREATE ROLE keeper LOGIN;
	CREATE ROLE anna LOGIN;
	CREATE ROLE bert LOGIN;
	CREATE DATABASE shop OWNER keeper;
	CREATE DATABASE restored OWNER keeper;
});

# What psql prints for a role, errors included.
sub as
{
	my ($role, $sql, $database) = @_;
	my ($rc, $out, $err) = $node->psql($database // 'shop', "SET client_min_messages = warning;\n$sql", extra_params => [ '-U', $role ]);
	return $rc == 0 ? $out : "error: $err";
}

like(as('keeper', q{CREATE SCHEMA "100%"; CREATE EXTENSION cx_metrics SCHEMA "100%"}), qr/cannot be in a schema whose name has a "%"/,
	'a schema that would end up in templates of format() is refused');
is(as('keeper', q{
	CREATE SCHEMA cx;
	CREATE EXTENSION cx_metrics SCHEMA cx;
	CREATE SCHEMA shop;
	CREATE TABLE shop.answers (id int, score smallint, secret smallint, answered timestamptz, team text, seller name);
	INSERT INTO shop.answers
	SELECT i, i * i % 11, 1, timestamptz '2024-01-01 00:00+00' + i * interval '25 minutes',
		'team ' || i % 200, CASE WHEN i % 3 = 0 THEN 'anna' ELSE 'bert' END
	FROM generate_series(1, 30000) i;
	ALTER TABLE shop.answers ENABLE ROW LEVEL SECURITY;
	CREATE POLICY own_rows ON shop.answers USING (seller = current_user);
	GRANT USAGE ON SCHEMA shop, cx TO anna, bert;
	GRANT SELECT (id, score, answered, team, seller) ON shop.answers TO anna, bert;
	SELECT count(*) FROM cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'Europe/Berlin', segments => '{team}');
	GRANT SELECT ON shop.answers_nps, shop.answers_nps_by_team TO anna, bert;
}), '5', 'who owns the table makes its views, and is no superuser');
is(as('keeper', q{SELECT string_agg(DISTINCT pg_get_userbyid(relowner) || ' ' || relkind::text || ' ' || reloptions::text, ',') FROM cx.cx_sources s JOIN pg_class c ON c.oid = s.relation}),
	'keeper v {security_invoker=true}', 'and owns them');

# Row security
for my $role ('keeper', 'anna', 'bert')
{
	my $own = $role eq 'keeper' ? 'true' : "seller = '$role'";
	is(as($role, q{SELECT sum(n), round(sum(value * n)::numeric, 3) FROM shop.answers_nps}),
		as('keeper', "SELECT sum(n), round(sum(v)::numeric, 3) FROM (SELECT count(score) AS n, cx.nps(score) * count(score) AS v FROM shop.answers WHERE $own GROUP BY cx.period_start(answered, 'month', 'Europe/Berlin')) x"),
		"$role sees the figures of the rows that $role may read");
}
isnt(as('anna', 'SELECT sum(n) FROM shop.answers_nps'), as('bert', 'SELECT sum(n) FROM shop.answers_nps'), 'which are different ones');
like(as('anna', 'SELECT * FROM shop.answers_nps_cells'), qr/permission denied for view/, 'not a view that was not granted');
as('keeper', 'REVOKE SELECT (score) ON shop.answers FROM bert');
like(as('bert', 'SELECT * FROM shop.answers_nps'), qr/permission denied for table answers/, 'and not through a view what the table does not give');
is(as('bert', q{SELECT string_agg(relation::text, ' ' ORDER BY relation::text) FROM cx.cx_sources}),
	'shop.answers_nps shop.answers_nps_by_team shop.answers_nps_cells shop.answers_nps_change shop.answers_nps_change_by_team', 'anybody sees what views there are');

# Who may make them, and replace and drop them
like(as('anna', q{SELECT cx.cx_create_response_views('shop.answers', 'secret', 'answered', 'nps', 'UTC')}), qr/permission denied for column "secret"/, 'a column that one may not read');
like(as('anna', q{SELECT cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'UTC', prefix => 'a')}), qr/permission denied for schema shop/, 'a schema that one may not create in');
like(as('anna', q{SELECT cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'UTC', replace => true)}), qr/relation shop.answers_nps already exists/, 'a view of somebody else is not replaced');
is(as('anna', q{SELECT count(*) FROM cx.cx_drop_views('shop.answers')}), '0', 'nor dropped');
is($node->safe_psql('shop', q{SET client_min_messages = warning; SELECT count(*) FROM cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'UTC', dry_run => true, prefix => 'x')}), '2', 'a dry run for a superuser');
my ($rc, $out, $err) = $node->psql('shop', q{SELECT cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'UTC', replace => true)});
like($err, qr/It is not a view of kind nps over shop.answers that \w+ owns/, 'not even by a superuser');
as('keeper', 'CREATE SCHEMA annas AUTHORIZATION anna') =~ /error/ and $node->safe_psql('shop', 'CREATE SCHEMA annas AUTHORIZATION anna');
is(as('anna', q{SELECT count(*) FROM cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'UTC', schema => 'annas'); SELECT sum(n) FROM annas.answers_nps;}),
	"2\n10000", 'in a schema of her own she makes her own');
is(as('anna', q{SELECT count(*) FROM cx.cx_drop_views('shop.answers')}), '2', 'and drops those alone');

# A filter reaches an index. As advised, for the period; and one on a segment.
my ($advised) = do {
	my (undef, undef, $notice) = $node->psql('shop', q{SELECT cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'Europe/Berlin', dry_run => true, prefix => 'x')}, extra_params => [ '-U', 'keeper' ]);
	$notice =~ /(CREATE INDEX.*)/;
};
is($advised, q{CREATE INDEX ON shop.answers (cx.period_start_or_null(answered, 'month', 'Europe/Berlin'))}, 'an index is advised');
is(as('keeper', q{SELECT count(*) FROM pg_index WHERE indrelid = 'shop.answers'::regclass}), '0', 'and none was made');
is(as('keeper', "$advised; CREATE INDEX ON shop.answers (team); ANALYZE shop.answers;"), '', 'made as advised');
my ($again_rc, undef, $again) = $node->psql('shop', q{SELECT cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'Europe/Berlin', dry_run => true, prefix => 'x')}, extra_params => [ '-U', 'keeper' ]);
unlike($again, qr/CREATE INDEX/, 'an index that is there is not advised again');

sub plan_of { return as('keeper', "EXPLAIN (COSTS OFF) $_[0]") }
like(plan_of(q{SELECT * FROM shop.answers_nps WHERE period = '2024-06-01'}), qr/Index Cond: \(cx\.period_start_or_null/, 'a period reaches the index');
like(plan_of(q{SELECT * FROM shop.answers_nps WHERE period >= '2025-05-01'}), qr/Index Cond: \(cx\.period_start_or_null/, 'so does a range');
like(plan_of(q{SELECT * FROM shop.answers_nps_cells WHERE period BETWEEN '2024-06-01' AND '2024-07-01'}), qr/Index Cond: \(\(cx\.period_start_or_null/, 'and one of a view with segments');
like(plan_of(q{SELECT * FROM shop.answers_nps_change WHERE period = '2024-06-01'}), qr/Index Cond: .*cx\.period_start_or_null/, 'and of one that compares');
like(plan_of(q{SELECT * FROM shop.answers_nps_by_team WHERE segment = 'team 7'}), qr/Index Cond: \(team = 'team 7'/, 'a segment reaches an index of its column');
like(plan_of(q{SELECT * FROM shop.answers_nps_cells WHERE team = 'team 7'}), qr/Index Cond: \(team = 'team 7'/, 'of all segments, too');
like(plan_of(q{SELECT * FROM shop.answers_nps WHERE period_at = '2024-06-01 00:00+02'}), qr/Seq Scan/, 'an instant reaches none');
unlike(plan_of('SELECT * FROM shop.answers_nps'), qr/cx_view/, 'the mark is gone when the view is planned');
# With row security too: period_start_or_null() is not leakproof, so the policy comes first, as it must.
unlike(as('anna', q{EXPLAIN (COSTS OFF) SELECT * FROM shop.answers_nps WHERE period = '2024-06-01'}), qr/error/, 'who reads some rows only gets a plan');

# Dump and restore, by who owns the database
my $contents = q{
	SET timezone = 'UTC';
	SELECT * FROM shop.answers_nps ORDER BY period;
	SELECT * FROM shop.answers_nps_change_by_team WHERE period = '2024-06-01' ORDER BY segment;
	SELECT kind, grain, zone, source, relation, obj_description(relation, 'pg_class'),
		(SELECT string_agg(col_description(attrelid, attnum), ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = relation)
	FROM cx.cx_sources ORDER BY relation::text;
	SELECT relname, relacl FROM pg_class WHERE relname ~ '^answers_nps' AND relkind = 'v' ORDER BY 1;
};
$node->safe_psql('shop', 'DROP SCHEMA annas; ALTER TABLE shop.answers DISABLE ROW LEVEL SECURITY');
my $before = as('keeper', $contents);
my $dump = $node->basedir . '/shop.sql';
$node->command_ok([ 'pg_dump', '-U', 'keeper', '--file', $dump, '--no-sync', $node->connstr('shop') ], 'pg_dump by the owner');
$node->command_ok([ 'psql', '-X', '-q', '-U', 'keeper', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('restored') ], 'restored by the owner');
is(as('keeper', $contents, 'restored'), $before, 'the views are what they were');
is(as('keeper', q{SELECT count(*) FROM cx.cx_create_response_views('shop.answers', 'score', 'answered', 'nps', 'UTC', segments => '{team}', replace => true)}, 'restored'), '5', 'and can be replaced');
like(as('keeper', 'DROP EXTENSION cx_metrics', 'restored'), qr/other objects depend on it/, 'the extension does not go while there are views');
is(as('keeper', q{DROP EXTENSION cx_metrics CASCADE; SELECT count(*) FROM pg_class WHERE relname ~ '^answers_nps'}, 'restored'), '0', 'unless it is told to take them along');

# The library's functions that read a rule: nothing that is there makes them fail.
is($node->safe_psql('shop', q{SELECT count(*) > 100 AND bool_and((m).kind IS NULL OR (m).source IS NOT NULL) FROM (SELECT cx.cx_view_mark(oid) AS m FROM pg_class) AS v}), 't', 'any relation may be asked for its mark');

$node->stop;
done_testing();
