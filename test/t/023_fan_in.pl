# Two nodes publish their tables of daily states into one hub: every figure there is that of all rows of both. So
# it is with the two tables of a rollup, and its compaction gets through a publication of all tables.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $daily = q{
	CREATE TABLE daily (
		node text, day date, touchpoint text, nps cx_scores NOT NULL, wait cx_durations NOT NULL,
		PRIMARY KEY (node, day, touchpoint))};
my $hub = PostgreSQL::Test::Cluster->new('hub');
$hub->init;
$hub->start;
$hub->safe_psql('postgres', "CREATE EXTENSION cx_metrics; $daily");

my %nodes;
for (['berlin', 41, 12], ['tokyo', 53, 10])
{
	my ($name, $minutes, $modulus) = @$_;
	my $node = $nodes{$name} = PostgreSQL::Test::Cluster->new($name);
	$node->init(allows_streaming => 'logical');
	$node->start;
	$node->safe_psql('postgres', qq{
		CREATE EXTENSION cx_metrics; $daily;
		CREATE TABLE answers AS SELECT timestamptz '2026-01-01 00:30+00' + i * interval '$minutes minutes' AS at, (ARRAY['shop', 'app', 'support'])[1 + i % 3] AS touchpoint,
			nullif(i * i % $modulus, 11)::smallint AS score, i % 977 * interval '1 second' AS wait FROM generate_series(1, 3000) i;
		CREATE PUBLICATION states FOR TABLE daily});
}

# Each node folds what has come since, and adds it to the state of the day.
sub fold
{
	my ($name, $from, $until) = @_;
	$nodes{$name}->safe_psql('postgres', qq{
		INSERT INTO daily SELECT '$name', period_start(at, 'day', 'UTC'), touchpoint, nps_agg(score), duration_agg(wait) FROM answers
		WHERE at >= '$from' AND at < '$until' GROUP BY 2, 3
		ON CONFLICT (node, day, touchpoint) DO UPDATE SET nps = daily.nps + excluded.nps, wait = daily.wait + excluded.wait});
}
sub caught_up
{
	$nodes{$_}->wait_for_catchup("from_$_") for keys %nodes;
}
# The figures of the hub, and those of the rows of both nodes until that instant.
my $figures = 'SELECT touchpoint, rollup(nps), nps(rollup(nps)), median_hours(rollup(wait)), mean_hours(rollup(wait)) FROM';
sub whole
{
	my ($until) = @_;
	$hub->safe_psql('postgres', 'CREATE TABLE IF NOT EXISTS parts (touchpoint text, nps cx_scores, wait cx_durations); TRUNCATE parts');
	for (values %nodes)
	{
		my $part = $_->safe_psql('postgres', qq{SELECT format('(%L, %L, %L)', touchpoint, nps_agg(score), duration_agg(wait)) FROM answers WHERE at < '$until' GROUP BY touchpoint});
		$hub->safe_psql('postgres', 'INSERT INTO parts VALUES ' . join(', ', split /\n/, $part));
	}
	return $hub->safe_psql('postgres', "$figures parts GROUP BY 1 ORDER BY 1");
}

fold($_, '2026-01-01', '2026-02-10') for keys %nodes;
for (sort keys %nodes)
{
	my $connstr = $nodes{$_}->connstr . ' dbname=postgres';
	$hub->safe_psql('postgres', "CREATE SUBSCRIPTION from_$_ CONNECTION '$connstr' PUBLICATION states");
}
$hub->poll_query_until('postgres', q{SELECT count(*) = 2 AND bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel}) or die 'no initial copy';
caught_up();
is($hub->safe_psql('postgres', "$figures daily GROUP BY 1 ORDER BY 1"), whole('2026-02-10'), 'what the nodes had at first');

# Late answers change days that the hub has already; one node takes rows of its states away.
fold($_, '2026-02-10', '2026-02-20 12:00') for keys %nodes;
fold($_, '2026-02-20 12:00', '2026-04-20') for keys %nodes;
$nodes{tokyo}->safe_psql('postgres', q{
	WITH gone AS (DELETE FROM answers WHERE touchpoint = 'app' AND at < '2026-01-20' RETURNING *),
		minus AS (SELECT period_start(at, 'day', 'UTC') AS day, touchpoint, nps_agg(score) AS nps, duration_agg(wait) AS wait FROM gone GROUP BY 1, 2)
	UPDATE daily SET nps = daily.nps - minus.nps, wait = daily.wait - minus.wait FROM minus WHERE daily.day = minus.day AND daily.touchpoint = minus.touchpoint});
caught_up();
is($hub->safe_psql('postgres', "$figures daily GROUP BY 1 ORDER BY 1"), whole('2026-04-20'), 'what was added, corrected and taken away since');
is($hub->safe_psql('postgres', "SELECT string_agg(DISTINCT node, ' ') FROM daily"), 'berlin tokyo', '... with the node in the key, so that none overwrites the other');
isnt($hub->safe_psql('postgres', "SELECT count(*) FROM daily d JOIN daily e USING (day, touchpoint) WHERE d.node < e.node"), 0, '... where both have the same day and touchpoint');

$hub->safe_psql('postgres', "DROP SUBSCRIPTION from_$_") for keys %nodes;

# ---- rollups: base and delta as they are, the node a group. The hub makes the same rollup of an empty table, so that
# its view and tables are there, and subscribes to the tables.

my $rollup = q{CALL cx_create_rollup('rolled', 'answers', ARRAY['node', 'period_start(at, ''day'', ''UTC'') AS day', 'touchpoint'], ARRAY['nps_agg(score) AS nps'])};
$nodes{$_}->safe_psql('postgres', qq{
	ALTER TABLE answers ADD id bigserial PRIMARY KEY, ADD node text DEFAULT '$_';
	CREATE PUBLICATION everything FOR ALL TABLES}) for keys %nodes;
for (keys %nodes)
{
	$nodes{$_}->safe_psql('postgres', $rollup);
	$nodes{$_}->safe_psql('postgres', 'CREATE PUBLICATION rolled FOR TABLE rolled_base, rolled_delta');
}
$hub->safe_psql('postgres', 'CREATE TABLE answers (at timestamptz, touchpoint text, score smallint, wait interval, id bigint, node text)');
$hub->safe_psql('postgres', $rollup);
for (sort keys %nodes)
{
	my $connstr = $nodes{$_}->connstr . ' dbname=postgres';
	$hub->safe_psql('postgres', "CREATE SUBSCRIPTION rolled_$_ CONNECTION '$connstr' PUBLICATION rolled");
}
my $everything = 'SELECT node, day, touchpoint, rows, invalid, nps FROM rolled ORDER BY 1, 2, 3';
sub is_rolled
{
	my ($what) = @_;
	$nodes{$_}->wait_for_catchup("rolled_$_") for keys %nodes;
	is($hub->safe_psql('postgres', $everything), join("\n", grep { $_ ne "" } map { $nodes{$_}->safe_psql("postgres", $everything) } sort keys %nodes), $what);
	is($nodes{$_}->safe_psql('postgres', q{SELECT count(*) FROM cx_verify('rolled')}), 0, "... which $_ has right") for sort keys %nodes;
}
$hub->poll_query_until('postgres', q{SELECT count(*) = 4 AND bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel}) or die 'no initial copy';
is_rolled('rollups of both nodes at first');
$nodes{$_}->safe_psql('postgres', q{
	INSERT INTO answers (at, touchpoint, score) SELECT timestamptz '2026-03-01 12:00+00' + i * interval '7 hours', 'app', i % 11 FROM generate_series(1, 50) i;
	UPDATE answers SET score = 10, at = at + interval '1 day' WHERE id % 7 = 0;
	DELETE FROM answers WHERE id % 5 = 0}) for keys %nodes;
is_rolled('inserted, updated, deleted');
cmp_ok($nodes{$_}->safe_psql('postgres', q{SELECT cx_compact('rolled')}), '>', 0, "compacted on $_, below a publication of all tables") for sort keys %nodes;
is_rolled('the hub sees no difference');
is($hub->safe_psql('postgres', 'SELECT count(*) FROM rolled_delta'), 0, '... and has the deltas folded, too');
$nodes{tokyo}->safe_psql('postgres', 'TRUNCATE answers');
is_rolled('truncated on one');
$hub->safe_psql('postgres', "DROP SUBSCRIPTION rolled_$_") for keys %nodes;

$_->stop for $hub, values %nodes;
done_testing();
