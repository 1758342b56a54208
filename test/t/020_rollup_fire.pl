# Rollups under fire: clients that insert, update, delete, upsert, merge, truncate, use savepoints and roll back,
# at every isolation level, while another compacts; the rollups made while they write, the server killed and
# recovered. Whenever one looks, the view says what the rows say, and no statement of ours deadlocks.
use strict;
use warnings FATAL => 'all';

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

my $seconds = $ENV{FIRE_SECONDS} // 4;    # of each of five rounds
my $clients = $ENV{FIRE_CLIENTS} // 4;

plan skip_all => 'pgbench is not installed' unless eval { (run_command([ 'pgbench', '--version' ]))[0] };
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "max_connections = 60\ndeadlock_timeout = 100ms\nautovacuum_naptime = 1s\njit = off\n");
$node->start;
my $dir = $node->basedir;
sub sql { return $node->safe_psql('postgres', join('', @_)) }

# Each client changes rows of its own only, so that no two ever wait for a row: who waits long, waits for ours.
# Some scores are off the scale, some tickets end before they start: such rows count as invalid.
sql(q{
	CREATE EXTENSION cx_metrics;
	CREATE TABLE plain (id bigserial PRIMARY KEY, client int, at timestamptz, touchpoint text, score int, solved timestamptz);
	CREATE TABLE parted (id bigserial, client int, at timestamptz, touchpoint text, score int, solved timestamptz, PRIMARY KEY (id, touchpoint)) PARTITION BY LIST (touchpoint);
	CREATE TABLE parted_app PARTITION OF parted FOR VALUES IN ('app');
	CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
	CREATE INDEX ON plain (client);
	CREATE INDEX ON parted (client)});

my $row = q{:client_id, timestamptz '2026-03-27 12:00+00' + (random() * 4)::int * interval '1 day', (ARRAY['app', 'shop', 'support'])[ceil(random() * 3)],
	(ARRAY[0, 3, 6, 7, 8, 9, 10, 10, NULL, 11])[ceil(random() * 10)], CASE WHEN random() < 0.8 THEN timestamptz '2026-03-27 10:00+00' + random() * 9 * interval '1 day' END};
my $columns = 'client, at, touchpoint, score, solved';
my $mine = "(SELECT id FROM :t WHERE client = :client_id ORDER BY random() LIMIT 3)";
my %scripts = (
	insert => [ 20, "INSERT INTO :t ($columns) SELECT $row FROM generate_series(1, (random() * 3)::int)" ],
	# buckets in any order in one transaction
	order => [ 8, join(";\n", 'BEGIN', map { "UPDATE :t SET score = (coalesce(score, 0) + 5) % 12 WHERE client = :client_id AND touchpoint = '$_'" } qw(shop app support)) . ";\nCOMMIT" ],
	disorder => [ 8, join(";\n", 'BEGIN', map { "UPDATE :t SET score = (coalesce(score, 0) + 5) % 12 WHERE client = :client_id AND touchpoint = '$_'" } qw(support app shop)) . ";\nCOMMIT" ],
	update => [ 8, "UPDATE :t SET at = at + interval '1 day', touchpoint = (ARRAY['app', 'shop'])[ceil(random() * 2)] WHERE id IN $mine" ],
	delete => [ 10, "DELETE FROM :t WHERE client = :client_id AND random() < 0.5" ],
	upsert => [ 8, "INSERT INTO :t (id, $columns) SELECT coalesce((SELECT id FROM :t WHERE client = :client_id AND touchpoint = 'app' LIMIT 1), nextval(:seq)), client, at, 'app', score, solved FROM (SELECT $row) AS r ($columns) ON CONFLICT (:key) DO UPDATE SET score = excluded.score, at = excluded.at" ],
	merge => [ 8, "MERGE INTO :t USING $mine s ON :t.id = s.id WHEN MATCHED AND random() < 0.5 THEN UPDATE SET score = 9 WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT ($columns) VALUES ($row)" ],
	mixed => [ 8, "BEGIN;\nINSERT INTO :t ($columns) SELECT $row;\nSAVEPOINT s;\nUPDATE :t SET score = 0 WHERE id IN $mine;\nDELETE FROM :t WHERE id IN $mine;\nROLLBACK TO s;\nDELETE FROM :t WHERE id IN $mine;\nCOMMIT" ],
	abort => [ 6, "BEGIN;\nINSERT INTO :t ($columns) SELECT $row FROM generate_series(1, 9);\nDELETE FROM :t WHERE id IN $mine;\nROLLBACK" ],
	truncate => [ 1, 'TRUNCATE :t' ],
	# what names a partition locks the table above it late, PostgreSQL's own doing: so do it first
	part => [ 4, "BEGIN;\nLOCK TABLE ONLY :t IN ROW EXCLUSIVE MODE;\nINSERT INTO :part ($columns) SELECT client, at, 'app', score, solved FROM (SELECT $row) AS r ($columns);\nCOMMIT" ],
	truncate_part => [ 1, "BEGIN;\nLOCK TABLE ONLY :t IN ACCESS SHARE MODE;\nTRUNCATE :part;\nCOMMIT" ]);
for (keys %scripts)
{
	open(my $f, '>', "$dir/$_.sql") or die $!;
	print $f "$scripts{$_}[1];\n";
	close $f;
}
open(my $f, '>', "$dir/compact.sql") or die $!;
print $f "SELECT cx_compact('plain_daily');\nSELECT cx_compact('parted_daily');\n";
close $f;

my %tables = (plain => [ 'id', 'plain' ], parted => [ 'id, touchpoint', 'parted_app' ]);
my @running;
# Clients on a table for some seconds, at a level; another that compacts.
sub start_clients
{
	my ($table, $level, $for) = @_;
	my ($key, $part) = @{ $tables{$table} };
	local $ENV{PGOPTIONS} = "-c default_transaction_isolation=" . ($level =~ s/ /\\ /gr);
	my $run = { table => $table, level => $level, out => '', err => '' };
	$run->{harness} = IPC::Run::start(
		[ 'pgbench', '-n', '-c', $clients, '-T', $for, '--max-tries=1000', '--failures-detailed', '-D', "t=$table", '-D', "key=$key", '-D', "part=$part", '-D', "seq='${table}_id_seq'",
			(map { ('-f', "$dir/$_.sql\@$scripts{$_}[0]") } grep { $table eq 'parted' || !/part/ } sort keys %scripts), $node->connstr('postgres') ],
		'<', \undef, '>', \$run->{out}, '2>', \$run->{err});
	push @running, $run;
}
sub start_compaction
{
	my ($for) = @_;
	my $run = { table => 'compaction', level => '', out => '', err => '' };
	$run->{harness} = IPC::Run::start([ 'pgbench', '-n', '-c', 2, '-R', 20, '-T', $for, '-f', "$dir/compact.sql", $node->connstr('postgres') ], '<', \undef, '>', \$run->{out}, '2>', \$run->{err});
	push @running, $run;
}
# The transactions of all that ran; they must have ended well unless the server was killed.
sub finish
{
	my ($killed) = @_;
	my $transactions = 0;
	for (splice @running)
	{
		my $well = $_->{harness}->finish;
		ok($well && $_->{err} !~ /ERROR|aborted/, "$_->{table} $_->{level}: every statement went well") or diag($_->{err}) unless $killed;
		$transactions += $1 if $_->{out} =~ /actually processed: (\d+)/;
		note("$_->{table} $_->{level}: ", join(', ', $_->{out} =~ /^(number of (?:transactions actually.*|failed.*|transactions retried.*|.*deadlock.*))$/mg));
	}
	return $transactions;
}

# What the view should say, from the rows.
sub recomputed
{
	my ($table) = @_;
	return qq{
		SELECT period_start(at, 'day', 'Europe/Berlin') AS day, touchpoint, nullif(nps_agg(score) FILTER (WHERE score <= 10 AND NOT late), '()') AS nps,
			nullif(duration_agg(at, solved) FILTER (WHERE score IS DISTINCT FROM 11 AND NOT late), '()') AS wait,
			nullif(backlog_agg(at, solved, 'day', 'UTC') FILTER (WHERE score IS DISTINCT FROM 11 AND NOT late), '()') AS backlog, count(*) AS rows, count(*) FILTER (WHERE score = 11 OR late) AS invalid
		FROM (SELECT *, coalesce(solved < at, false) AS late FROM $table WHERE touchpoint <> 'support' OR score IS NULL) AS v GROUP BY 1, 2};
}
# The rows in which they differ, both in one snapshot. It is taken under a lock, because TRUNCATE empties the
# table under every snapshot that is older.
my ($compared, $groups) = (0, 0);
sub differences
{
	my ($table) = @_;
	my $wanted = recomputed($table);
	my $view = "SELECT day, touchpoint, nullif(nps, '()') AS nps, nullif(wait, '()') AS wait, nullif(backlog, '()') AS backlog, rows::bigint, invalid::bigint FROM ${table}_daily";
	$compared++;
	return sql(qq{
		BEGIN ISOLATION LEVEL REPEATABLE READ;
		LOCK TABLE $table IN ACCESS SHARE MODE;
		SELECT 'missing', * FROM ($wanted EXCEPT ALL $view) AS m UNION ALL SELECT 'added', * FROM ($view EXCEPT ALL $wanted) AS a;
		COMMIT});
}
sub watch
{
	my ($until, $name) = @_;
	my $found = '';
	my $checks = 0;
	while (time() < $until && $found eq '')
	{
		$found = join("\n", map { "$_: " . differences($_) } grep { differences($_) ne '' } sort keys %tables);
		$groups += sql("SELECT count(*) FROM ${_}_daily") for sort keys %tables;
		$checks++;
		sleep 0.3;
	}
	is($found, '', "$name: the view says what the rows say, whenever one looks ($checks times)");
}
sub settled
{
	my ($name) = @_;
	is(differences($_), '', "$name: $_ as its rows") for sort keys %tables;
	sql("SELECT cx_compact('${_}_daily')") for sort keys %tables;
	is(differences($_), '', "... and after compaction") for sort keys %tables;
}

# ---- a transaction that has written holds registration up, and registration nobody else

my $make = sub {
	my ($table) = @_;
	return qq{CALL cx_create_rollup('${table}_daily', '$table', ARRAY['period_start(at, ''day'', ''Europe/Berlin'') AS day', 'touchpoint'],
		ARRAY['nps_agg(score) AS nps', 'duration_agg(at, solved) AS wait', 'backlog_agg(at, solved, ''day'', ''UTC'') AS backlog'], filter => 'touchpoint <> ''support'' OR score IS NULL')};
};
my ($in, $out, $registered) = ("BEGIN;\nINSERT INTO plain ($columns) VALUES (99, '2026-03-28', 'app', 9, NULL);\n\\echo written\n", '', '');
my $writer = IPC::Run::start([ 'psql', '-XAtq', $node->connstr('postgres') ], '<', \$in, '>', \$out);
$writer->pump until $out =~ /written/;
my $registration = IPC::Run::start([ 'psql', '-XAtq', '-c', $make->('plain'), $node->connstr('postgres') ], '<', \undef, '>', \$registered, '2>', \$registered);
$node->poll_query_until('postgres', q{SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 'plain'::regclass}) or die 'registration does not wait';
sql(qq{SET statement_timeout = '10s'; INSERT INTO plain ($columns) VALUES (98, '2026-03-28', 'app', 3, NULL)});
pass('another writer gets on while registration waits for one');
$in .= "INSERT INTO plain ($columns) VALUES (99, '2026-03-28', 'app', NULL, NULL);\nCOMMIT;\n\\q\n";
$writer->finish;
$registration->finish;
is($registered, '', 'registration gets on when that one commits');
is(differences('plain'), '', '... and has counted each row once');
sql("SELECT cx_drop_rollup('plain_daily')");
is(sql("SELECT count(*) FROM pg_class WHERE relname ~ '^plain_daily'"), 0, 'dropped, nothing is left of it');

# ---- registered, and rebuilt, while tables are emptied again and again: under an older snapshot they were empty always

my %empties = (
	refill => "INSERT INTO parted ($columns) SELECT 1, '2026-03-28', touchpoint, 9, NULL FROM (VALUES ('app'), ('shop')) AS t (touchpoint), generate_series(1, 50)",
	empty => "BEGIN;\nLOCK TABLE ONLY parted IN ACCESS SHARE MODE;\nTRUNCATE parted_app;\nCOMMIT",
	empty_all => 'TRUNCATE parted');
my @empties;
for (sort keys %empties)
{
	open($f, '>', "$dir/$_.sql") or die $!;
	print $f "$empties{$_};\n";
	close $f;
	push @empties, '-f', "$dir/$_.sql";
}
my $emptying = IPC::Run::start([ 'pgbench', '-n', '-c', 3, '-T', 120, @empties, $node->connstr('postgres') ], '<', \undef, '>', \my $emptied, '2>&1');
my ($wrong, $look) = ('', q{BEGIN; LOCK TABLE parted IN SHARE ROW EXCLUSIVE MODE; SELECT * FROM cx_verify('parted_daily'); COMMIT});
for (1 .. 20)
{
	sql($make->('parted'));
	$wrong .= sql($look);
	# a row that no trigger has seen, then mended
	sql(q{BEGIN; SET session_replication_role = replica; DELETE FROM parted; COMMIT; SELECT cx_rebuild('parted_daily')});
	$wrong .= sql($look);
	sql("SELECT cx_drop_rollup('parted_daily')");
}
$emptying->signal('TERM');
$emptying->finish;
is($wrong, '', 'registered and rebuilt while tables are emptied: the view says what the rows say');

# ---- registered while clients write

my $until = time() + $seconds;
start_clients($_, 'read committed', $seconds) for sort keys %tables;
sleep 0.5;
sql($make->($_)) for sort keys %tables;
ok(time() < $until, 'two rollups are made while clients write');
watch($until, 'registered under load');
cmp_ok(finish(), '>', 50, '... who were at it');

# ---- every level, compaction throughout

for my $level ('read committed', 'repeatable read', 'serializable')
{
	$until = time() + $seconds;
	start_clients($_, $level, $seconds) for sort keys %tables;
	start_compaction($seconds);
	watch($until, $level);
	cmp_ok(finish(), '>', 50, '... while clients were at it');
	settled("after $level");
}

# ---- killed and recovered

start_clients($_, 'read committed', 60) for sort keys %tables;
start_compaction(60);
sleep $seconds / 2;
$node->kill9;
finish('killed');
# who was connected may take a moment to notice
for (1 .. 100)
{
	last if $node->start(fail_ok => 1);
	$node->stop('fast', fail_ok => 1);
	sleep 0.2;
}
settled('after recovery');
start_clients($_, 'read committed', $seconds / 2) for sort keys %tables;
start_compaction($seconds / 2);
watch(time() + $seconds / 2, 'after recovery');
cmp_ok(finish(), '>', 20, '... while clients were at it');
settled('at the end');

cmp_ok($groups, '>', $compared, "there was something to count: $compared comparisons, $groups groups");
unlike(slurp_file($node->logfile), qr/deadlock detected/, 'nothing deadlocked');
unlike(slurp_file($node->logfile), qr/PANIC|terminated by signal (?!9)/, 'nothing crashed');
$node->stop;
done_testing();
