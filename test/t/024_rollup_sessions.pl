# What several sessions do to one rollup at a time, step by step: who drops or rebuilds it while it is made, who
# writes to a partition that is being detached, who compacts in a transaction that has looked already.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "deadlock_timeout = 100ms\nautovacuum = off\njit = off\n");
$node->start;
sub sql { return $node->safe_psql('postgres', join('', @_)) }

# A session that goes on while others do something.
sub begin
{
	my ($sql, $database) = @_;
	my $session = { in => "\\set VERBOSITY verbose\n$sql;\n", out => '' };
	$session->{harness} = IPC::Run::start([ 'psql', '-XAtq', $node->connstr($database // 'postgres') ], '<', \$session->{in}, '>', \$session->{out}, '2>&1');
	$session->{harness}->pump_nb;
	return $session;
}
# What it prints of that, errors too; what it printed at the end, of all that came since.
sub say_to
{
	my ($session, $sql) = @_;
	$session->{out} = '';
	$session->{in} .= "$sql;\n\\echo through\n";
	$session->{harness}->pump until $session->{out} =~ s/^through\n//m;
	my $told = $session->{out};
	$session->{out} = '';
	return $told;
}
sub told
{
	my ($session) = @_;
	$session->{in} .= "\\q\n";
	$session->{harness}->finish;
	return $session->{out};
}
# Until one waits for a lock of a relation.
sub await
{
	my ($relation) = @_;
	$node->poll_query_until('postgres', "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = to_regclass('$relation')") or die "nobody waits for $relation";
}

sql(q{
	CREATE EXTENSION cx_metrics;
	CREATE TABLE answers (place text, score int);
	INSERT INTO answers SELECT 'place ' || i % 2, i FROM generate_series(1, 4) i;
	-- waits as long as a test holds the lock
	CREATE FUNCTION slow(place text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
	BEGIN PERFORM pg_catalog.pg_advisory_xact_lock_shared(1); RETURN place; END $$;
});
my $create = q{CALL cx_create_rollup('places', 'answers', '{slow(place) AS place}', '{nps_agg(score) AS nps}')};

# One that is being filled. What the other does is given, and what both say in the end.
sub while_filling
{
	my ($other, $name, $created, $done) = @_;
	my $holder = begin('BEGIN');
	say_to($holder, 'SELECT pg_advisory_xact_lock(1)');
	my $creator = begin($create);
	$node->poll_query_until('postgres', q{SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'}) or die 'it is not being filled';
	my $rival = begin($other);
	await('places_def');
	say_to($holder, 'COMMIT');
	like(told($creator), $created, "$name: who makes it");
	like(told($rival), $done, "$name: the other one");
	told($holder);
}

# ---- made, and more, at once

while_filling(q{SELECT cx_rebuild('places')}, 'rebuilt while it is filled', qr/^$/, qr/^0$/);
is(sql(q{SELECT place, rows FROM places ORDER BY 1}), "place 0|2\nplace 1|2", '... and holds each row once');
sql(q{SELECT cx_drop_rollup('places')});
while_filling(q{SELECT cx_drop_rollup('places')}, 'dropped while it is filled', qr/^$|ERROR:  42P01: rollup "places" was dropped before it was filled/, qr/^$/);
is(sql(q{SELECT count(*) FROM pg_class WHERE relname ~ '^places'}), 0, '... and nothing of it is left');

# Ended between the transaction that filled it and the one that says so: the definition as it was before that.
sql($create);
my $definition = sql(q{SELECT replace(pg_get_viewdef('places_def'), 'true', 'false')});
sql("CREATE OR REPLACE VIEW places_def AS $definition");
sql(q{INSERT INTO answers VALUES ('place 2', 3)});
is(sql(q{SELECT gap FROM cx_sources}), 'public.places_def is not filled', 'one that was interrupted when it was filled and did not say so');
is(sql(q{SELECT cx_rebuild('places')}), 0, '... is filled by cx_rebuild');
is(sql(q{SELECT place, rows FROM places ORDER BY 1}), "place 0|2\nplace 1|2\nplace 2|1", '... and holds each row once');

# ---- a partition that is attached between the triggers and the filling

sql(q{
	CREATE TABLE parts (day date NOT NULL, place text, score int) PARTITION BY RANGE (day);
	CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
	CREATE TABLE parts_2 (LIKE parts);
	INSERT INTO parts_2 VALUES ('2026-02-01', 'app', 3);
});
my $holder = begin('BEGIN');
say_to($holder, q{INSERT INTO parts VALUES ('2026-01-01', 'app', 3)});
my $creator = begin(q{CALL cx_create_rollup('by_parts', 'parts', '{place}', '{nps_agg(score) AS nps}')});
await('parts');
my $attacher = begin(q{BEGIN; LOCK TABLE parts; ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01'); COMMIT});
$node->poll_query_until('postgres', q{SELECT count(*) = 2 FROM pg_locks WHERE NOT granted}) or die 'they do not wait';
say_to($holder, 'COMMIT');
is(told($_), '', 'attached while it is made') for $attacher, $creator;
is(sql(q{SELECT gap IS NULL, cx_adopt('by_parts') FROM cx_sources WHERE source = 'parts'::regclass}), 't|0', '... it feeds the rollup');
is(sql(q{SELECT rows FROM by_parts; SELECT * FROM cx_verify('by_parts')}), 2, '... which holds its rows once');
sql(q{DROP TABLE parts CASCADE; DROP TABLE by_parts_base, by_parts_delta});
told($holder);

# ---- who drops it locks the definition first, then the source, as those do who rebuild or adopt

my $keeper = begin('BEGIN');
say_to($keeper, q{SELECT cx_compact('places')});
my $dropper = begin(q{SELECT cx_drop_rollup('places')});
await('places_def');
is(say_to($keeper, q{SELECT cx_rebuild('places')}), "0\n", 'one that is being dropped: who has it already goes on');
told($keeper);
is(told($dropper), "\n", '... and then it is dropped');

# Two who hold a partition, and nobody waits for the other: the table is locked before what is below it.
sql(q{
	CREATE TABLE visits (day date, place text, score int) PARTITION BY RANGE (day);
	CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
	CREATE TABLE visits_2 PARTITION OF visits FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
	CALL cx_create_rollup('monthly', 'visits', '{place}', '{nps_agg(score) AS nps}');
	-- those of the partitions are older now
	ALTER TABLE visits DISABLE TRIGGER ALL;
	SELECT cx_rebuild('monthly');
	INSERT INTO visits VALUES ('2026-01-01', 'app', 1), ('2026-02-01', 'app', 2);
});
my $writer = begin('BEGIN');
say_to($writer, 'LOCK TABLE ONLY visits IN ROW EXCLUSIVE MODE');
$dropper = begin(q{BEGIN; SELECT cx_drop_rollup('monthly'); ROLLBACK});
await('visits');
is(say_to($writer, q{INSERT INTO visits VALUES ('2026-01-02', 'app', 3)}), '', 'one that writes to a partition while the rollup is dropped');
told($writer);
is(told($dropper), "\n", '... does not hold it up for ever');

# ---- a partition that is made, and one who had begun before writes to it by the name of the table

my $elder = begin('BEGIN');
say_to($elder, q{SELECT pg_current_xact_id()});
sql(q{CREATE TABLE visits_3 PARTITION OF visits FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')});
say_to($elder, q{INSERT INTO visits VALUES ('2026-03-01', 'app', 3); COMMIT});
is(sql(q{SELECT cx_adopt('monthly'); SELECT * FROM cx_verify('monthly')}), 1, 'a row of a transaction older than its partition is counted once');
told($elder);

# ---- forgotten, or its triggers made anew, while one has read it who is about to write

for my $command (q{cx_rebuild('monthly')}, q{cx_forget('monthly', 'visits_3')})
{
	sql(q{ALTER TABLE visits_3 DISABLE TRIGGER ALL}) if $command =~ /rebuild/;
	$writer = begin('BEGIN');
	say_to($writer, 'SELECT count(*) FROM visits');
	my $other = begin("SELECT $command");
	await('visits_3');
	is(say_to($writer, q{INSERT INTO visits VALUES ('2026-03-02', 'app', 3); COMMIT}), '', "$command waits for one who reads, then writes");
	told($writer);
	unlike(told($other), qr/ERROR/, '... and goes on when that one has ended');
}
sql(q{SELECT cx_rebuild('monthly')});

# ---- attached while it is rebuilt, it would be counted, and again by cx_adopt

my $mender = begin('BEGIN');
say_to($mender, q{SELECT cx_rebuild('monthly')});
my (undef, undef, $attached) = $node->psql('postgres', q{SET lock_timeout = '200ms'; CREATE TABLE late (LIKE visits);
	ALTER TABLE visits ATTACH PARTITION late FOR VALUES FROM ('2026-05-01') TO ('2026-06-01')});
like($attached, qr/lock timeout/, 'ATTACH waits for cx_rebuild');
is(sql(q{SET lock_timeout = '5s'; INSERT INTO visits VALUES ('2026-02-09', 'app', 1)}), '', '... and writers do not');
told($mender);

# ---- a partition that is being detached, which takes until everybody has ended who sees it

my $reader = begin('BEGIN');
say_to($reader, 'SELECT count(*) FROM visits');
{
	local $ENV{PGOPTIONS} = '-c statement_timeout=500ms';
	my ($rc, $out, $err) = $node->psql('postgres', 'ALTER TABLE visits DETACH PARTITION visits_1 CONCURRENTLY');
	like($err, qr/statement timeout/, 'a partition whose DETACH CONCURRENTLY was given up half way');
}
told($reader);
sub monthly { return sql(q{SELECT sum(rows) FROM monthly}) }
my $before = monthly();
is(sql(q{INSERT INTO visits_1 VALUES ('2026-01-03', 'app', 3); SELECT cx_adopt('monthly'); SELECT gap FROM cx_sources WHERE source = 'visits'::regclass}), "0\npublic.visits_1 is detached", '... can be written to, and counts as detached');
is(monthly(), $before, '... so that nothing is counted');
is(sql(q{ALTER TABLE visits DETACH PARTITION visits_1 FINALIZE; INSERT INTO visits_1 VALUES ('2026-01-03', 'app', 3); SELECT gap FROM cx_sources WHERE source = 'visits'::regclass}), 'public.visits_1 is detached', '... as it does at the end');

# ---- a table of others is nobody's to lock

sql('CREATE TABLE secret (day date)');
$reader = begin('BEGIN');
say_to($reader, 'SELECT count(*) FROM secret');
my (undef, undef, $refused) = $node->psql('postgres', q{SET lock_timeout = '2s'; SELECT cx_forget('monthly', 'secret')});
like($refused, qr/secret is no partition that feeds/, 'cx_forget waits for no lock of what is no partition');
told($reader);

# ---- compacted in a transaction that has looked

sql(q{SELECT cx_rebuild('monthly')});
for my $level ('REPEATABLE READ', 'SERIALIZABLE')
{
	my $looker = begin("BEGIN ISOLATION LEVEL $level");
	my $rows = say_to($looker, q{SELECT rows, (SELECT count(*) FROM visits) FROM monthly});
	sql(q{INSERT INTO visits VALUES ('2026-02-03', 'app', 3)});
	unlike(say_to($looker, q{SELECT cx_compact('monthly')}), qr/ERROR/, "$level: compacted");
	is(say_to($looker, q{SELECT rows, (SELECT count(*) FROM visits) FROM monthly}), $rows, '... and it sees what it saw before');
	is(say_to($looker, q{SELECT * FROM cx_verify('monthly')}), '', '... the rollup and the rows alike');
	told($looker);
}
sql(q{SELECT cx_compact('monthly')});
is(sql(q{SELECT count(*) FROM monthly_delta}), 0, 'what they left is folded after that');

# ---- verified behind TRUNCATE

my $emptier = begin('BEGIN');
say_to($emptier, 'TRUNCATE visits');
my $verifier = begin(q{SELECT * FROM cx_verify('monthly')});
await('visits');
say_to($emptier, 'COMMIT');
is(told($verifier), '', 'one that waits for TRUNCATE sees no difference');
told($emptier);

# ---- looked at while it is dropped

sql(q{CREATE TABLE gone (place text, score int)});
sql(q{CALL cx_create_rollup('going', 'gone', '{place}', '{nps_agg(score) AS nps}')});
$dropper = begin('BEGIN');
say_to($dropper, q{SELECT cx_drop_rollup('going')});
my $lister = begin(q{SELECT source, gap FROM cx_sources WHERE gap IS NOT NULL AND source <> 'visits'::regclass});
$verifier = begin(q{SELECT * FROM cx_verify('going')});
$node->poll_query_until('postgres', q{SELECT count(*) = 2 FROM pg_locks WHERE NOT granted}) or die 'they do not wait';
say_to($dropper, 'COMMIT');
is(told($lister), '', 'cx_sources does not list one that was dropped meanwhile');
like(told($verifier), qr/ERROR:  42P01/, '... and who verifies it is told');
told($dropper);

# ---- what a session keeps

sql(q{CREATE DATABASE other});
sub in_other { return $node->safe_psql('other', join('', @_)) }
in_other(q{CREATE SCHEMA cx; CREATE EXTENSION cx_metrics SCHEMA cx; CREATE TABLE answers (place text, score int)});
in_other(q{CALL cx.cx_create_rollup('places', 'answers', '{place}', '{cx.nps_agg(score) AS nps}')});
my $session = begin('BEGIN; COMMIT', 'other');
is(say_to($session, q{SELECT cx.cx_compact('places')}), "0\n", 'a session that knows a rollup');
in_other(q{ALTER SCHEMA cx RENAME TO "it's"});
is(say_to($session, q{SELECT "it's".cx_compact('places'); SELECT "it's".cx_drop_rollup('places')}), "0\n\n", '... does when the schema of the extension was renamed');
told($session);

sql(q{
	CREATE OR REPLACE FUNCTION known() RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM pg_backend_memory_contexts WHERE name ~ '^cx rollup' $$;
	CREATE TABLE sums (place text, score int);
	CREATE FUNCTION itself(place text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN place; END';
});
is(sql(q{
	DO $$ BEGIN FOR i IN 1 .. 20 LOOP
		CALL cx_create_rollup('short_lived', 'sums', '{place}', '{nps_agg(score) AS nps}', wait => true);
		INSERT INTO sums VALUES ('app', i);
		PERFORM cx_drop_rollup('short_lived');
		COMMIT;
	END LOOP; END $$;
	SELECT known() < 10}), 't', 'a session keeps nothing of rollups that were dropped');

sql(q{CALL cx_create_rollup('circle', 'sums', '{place || itself(''x'') AS place}', '{nps_agg(score) AS nps}')});
sql(q{CREATE OR REPLACE FUNCTION itself(place text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM FROM public.circle; RETURN place; END'});
my (undef, undef, $circle) = $node->psql('postgres', 'SELECT * FROM circle');
like($circle, qr/calls a function that needs the rollup which it defines/, 'a definition whose function reads the rollup is an error');

unlike(slurp_file($node->logfile), qr/deadlock detected/, 'nothing deadlocked');
unlike(slurp_file($node->logfile), qr/PANIC|terminated by signal/, 'nothing crashed');
$node->stop;
done_testing();
