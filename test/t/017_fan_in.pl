# Two nodes publish their tables of daily states into one hub: every figure there is that of all rows of both.
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
$_->stop for $hub, values %nodes;
done_testing();
