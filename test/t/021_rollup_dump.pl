# Rollups through dumps, crashes, publications and old snapshots: what the catalogs say of them is all there is.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(allows_streaming => 'logical');
$node->append_conf('postgresql.conf', 'max_locks_per_transaction = 256');
$node->start;
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
my $scratch = PostgreSQL::Test::Utils::tempdir;

sub sql { my ($database, $sql) = @_; return $node->safe_psql($database, $sql) }
sub dump_to { my ($file, @options) = @_; command_ok([ 'pg_dump', '-f', "$scratch/$file", @options, 'shop' ], "dump: $file") }
sub restore
{
	my ($file, $database) = @_;
	my ($out, $err) = ('', '');
	IPC::Run::run([ 'psql', '-XqAt', '-d', $database, '-f', "$scratch/$file" ], '>', \$out, '2>', \$err);
	return $err;
}
my $all = q{SELECT coalesce(sum(rows), 0) FROM daily; SELECT count(*) FROM cx_verify('daily'); SELECT count(*) FROM cx_verify('"Per Customer"'); SELECT count(gap) FROM cx_sources};

sql('postgres', 'CREATE DATABASE shop');
sql('shop', q{
	CREATE SCHEMA cx; CREATE EXTENSION cx_metrics SCHEMA cx; SET search_path = public, cx;
	ALTER DATABASE shop SET search_path = public, cx;
	CREATE TABLE answers (day date NOT NULL, customer int, score int) PARTITION BY RANGE (day);
	CREATE TABLE answers_1 PARTITION OF answers FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
	CREATE TABLE answers_2 PARTITION OF answers FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
	INSERT INTO answers SELECT date '2026-01-01' + i % 59, i % 40, i % 12 FROM generate_series(1, 500) i;
	CREATE INDEX ON answers (customer)});
sql('shop', q{CALL cx_create_rollup('daily', 'answers', '{day}', '{nps_agg(score) AS nps}', filter => 'customer <> 7')});
sql('shop', q{CALL cx_create_rollup('"Per Customer"', 'answers', '{customer}', '{"activity_agg(day, ''month'') AS \"Active\""}')});
sql('shop', q{INSERT INTO answers VALUES ('2026-01-05', 3, 4), ('2026-02-05', 3, 99); DELETE FROM answers_1 WHERE score = 9; SELECT cx_compact('"Per Customer"')});
my $was = sql('shop', 'SELECT sum(rows) FROM daily');
is(sql('shop', $all), "$was\n0\n0\n0", 'right before');

# A whole dump is restored with its triggers, which come after the data.
dump_to('whole.sql');
sql('postgres', 'CREATE DATABASE whole; ALTER DATABASE whole SET search_path = public, cx');
is(restore('whole.sql', 'whole'), '', 'restored without a word');
is(sql('whole', $all), "$was\n0\n0\n0", 'right in the new place');
sql('whole', q{INSERT INTO answers VALUES ('2026-01-05', 3, 4); INSERT INTO answers_2 VALUES ('2026-02-05', 3, 4); UPDATE answers SET score = 3 WHERE score = 4});
is(sql('whole', q{SELECT sum(rows) FROM daily; SELECT count(*) FROM cx_verify('daily'); SELECT cx_compact('daily') > 0; SELECT cx_compact('"Per Customer"') > 0}), ($was + 2) . "\n0\nt\nt", 'and fed there');
is(sql('whole', $all), ($was + 2) . "\n0\n0\n0", 'folded too');

# The data alone fires the triggers, and is found and mended.
dump_to('schema.sql', '--schema-only');
dump_to('data.sql', '--data-only');
dump_to('quiet.sql', '--data-only', '--disable-triggers');
sql('postgres', 'CREATE DATABASE doubled; CREATE DATABASE quiet; ALTER DATABASE doubled SET search_path = public, cx; ALTER DATABASE quiet SET search_path = public, cx');
restore('schema.sql', $_) for 'doubled', 'quiet';
restore('data.sql', 'doubled');
restore('quiet.sql', 'quiet');
isnt(sql('doubled', q{SELECT count(*) FROM cx_verify('daily')}), '0', 'data alone are counted twice, as cx_verify says');
sql('doubled', q{SELECT cx_rebuild('daily'), cx_rebuild('"Per Customer"')});
is(sql('doubled', $all), "$was\n0\n0\n0", 'cx_rebuild mends that');
is(sql('quiet', $all), "$was\n0\n0\n0", 'with --disable-triggers it is right at once');

# The source alone: its triggers name what is not there.
dump_to('source.sql', '-t', 'answers*');
sql('postgres', 'CREATE DATABASE source');
sql('source', 'CREATE SCHEMA cx; CREATE EXTENSION cx_metrics SCHEMA cx');
like(restore('source.sql', 'source'), qr/relation "public.daily_def" does not exist/, 'a source without its rollup says what is missing');
is(sql('source', q{INSERT INTO answers VALUES ('2026-01-05', 3, 4); SELECT count(*) FROM answers; SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal}), (sql('shop', 'SELECT count(*) FROM answers') + 1) . "\n0", 'and is a table like any other');

# All tables are published: rows are found by all of their columns.
sql('shop', 'CREATE PUBLICATION everything FOR ALL TABLES');
sql('shop', q{INSERT INTO answers VALUES ('2026-01-06', 3, 4); SELECT cx_compact('daily'); SELECT cx_compact('"Per Customer"')});
is(sql('shop', $all), ($was + 1) . "\n0\n0\n0", 'compaction works under a publication of all tables');
sql('shop', 'DROP PUBLICATION everything');

# A snapshot that is older than what filled the rollup sees base without it.
my $old = sql('shop', q{
	CREATE TABLE later (day date, score int);
	INSERT INTO later VALUES ('2026-01-01', 5);
	BEGIN ISOLATION LEVEL REPEATABLE READ;
	SELECT count(*) FROM later;
	\! psql -XqAt -d shop -c "CALL cx_create_rollup('rolled', 'later', '{day}', '{nps_agg(score) AS nps}')"
	\set ON_ERROR_STOP 0
	SELECT count(*) FROM rolled;
	\echo :SQLSTATE
	COMMIT;
	SELECT count(*) FROM rolled});
is($old, "1\n55000\n1", 'an older snapshot is told so');
# One that was interrupted between its transactions.
sql('shop', q{CREATE TABLE slow (day date, score int); INSERT INTO slow VALUES ('2026-01-01', 5); SELECT cx_drop_rollup('rolled')});
sql('shop', q{BEGIN; CALL cx_create_rollup('half', 'slow', '{day}', '{nps_agg(score) AS nps}', wait => true); COMMIT});
is(sql('shop', 'SELECT rows FROM half'), '1', 'in one transaction it is ready at once');
my ($rc, $out, $err) = $node->psql('shop', q{
	CREATE FUNCTION cancels(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(60); RETURN i; END $$;
	SET statement_timeout = '2s';
	CALL cx_create_rollup('never', 'slow', '{"cancels(score) AS c"}', '{nps_agg(score) AS nps}')});
like($err, qr/statement timeout/, 'a cancel ends the filling');
is(sql('shop', q{SELECT count(*) FROM pg_class WHERE relname ~ '^never'; SELECT count(*) FROM pg_trigger WHERE tgname ~ '^never'}), "0\n0", 'and leaves nothing behind');

# An unlogged source is empty after a crash, and so is its rollup.
sql('shop', q{CREATE UNLOGGED TABLE fleeting (day date, score int); INSERT INTO fleeting VALUES ('2026-01-01', 5)});
sql('shop', q{CALL cx_create_rollup('passing', 'fleeting', '{day}', '{nps_agg(score) AS nps}')});
sql('shop', q{INSERT INTO fleeting VALUES ('2026-01-01', 5)});
is(sql('shop', 'SELECT rows FROM passing'), '2', 'an unlogged table is counted');
$node->stop('immediate');
$node->start;
is(sql('shop', q{SELECT count(*) FROM fleeting; SELECT count(*) FROM passing; SELECT count(*) FROM cx_verify('passing')}), "0\n0\n0", 'after a crash nothing is left of either');
is(sql('shop', $all), ($was + 1) . "\n0\n0\n0", 'and all of the others');

# The extension does not go under them, and goes with them.
($rc, $out, $err) = $node->psql('shop', 'DROP EXTENSION cx_metrics');
like($err, qr/depend/, 'rollups keep the extension');
sql('shop', q{SELECT cx_drop_rollup('answers'), cx_drop_rollup('fleeting'), cx_drop_rollup('slow'); DROP EXTENSION cx_metrics});
is(sql('shop', q{INSERT INTO answers VALUES ('2026-01-05', 3, 4); SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal}), '0', 'until they are dropped');
$node->stop;
done_testing();
