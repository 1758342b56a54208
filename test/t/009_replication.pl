# Logical replication carries states, as text and in binary, and finds rows by them.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $publisher = PostgreSQL::Test::Cluster->new('publisher');
$publisher->init(allows_streaming => 'logical');
$publisher->start;
my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init;
$subscriber->start;

my $tables = q{
	CREATE EXTENSION cx_metrics;
	CREATE TABLE daily (day int PRIMARY KEY, s cx_scores, w cx_weighted_scores);
	CREATE TABLE bare (s cx_scores, w cx_weighted_scores);
	CREATE TABLE histories (a cx_activity, r cx_retention, l cx_lifecycle, c cx_churn, v cx_revenue, m cx_revenue_series, zone cx_zone);
	ALTER TABLE histories REPLICA IDENTITY FULL;
	ALTER TABLE bare REPLICA IDENTITY FULL;
};
$_->safe_psql('postgres', $tables) for $publisher, $subscriber;
$publisher->safe_psql('postgres', q{
	INSERT INTO daily SELECT i % 20, nps_agg(i % 11), weighted_score_agg(i % 11, 0.1 * (1 + i % 3), 0, 10) FROM generate_series(1, 900) i GROUP BY 1;
	INSERT INTO bare SELECT s, w FROM daily;
	INSERT INTO histories SELECT activity_agg(day, 'month'), retention_agg(i, day, 'month'), subscription_agg(day, day + i, 'week'), churn_agg(i % 3 = 0, i % 5 = 0), revenue_agg(i % 7, i * 0.1), revenue_agg(i % 4, day, day + 2 * i, i / 3.0, 'month'), 'UTC' FROM (SELECT i % 20 AS k, i, date '2020-01-01' + i * 7 % 900 AS day FROM generate_series(1, 600) i) v GROUP BY k;
	CREATE PUBLICATION states FOR TABLE daily, bare, histories;
});
my $connstr = $publisher->connstr . ' dbname=postgres';
for my $binary ('false', 'true')
{
	$subscriber->safe_psql('postgres', "TRUNCATE daily, bare, histories; CREATE SUBSCRIPTION states_$binary CONNECTION '$connstr' PUBLICATION states WITH (binary = $binary)");
	$subscriber->poll_query_until('postgres', q{SELECT count(*) = 3 AND bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel}) or die 'no initial copy';
	$publisher->safe_psql('postgres', q{
		UPDATE daily SET s = s + nps_agg, w = w + weighted FROM (SELECT nps_agg(9), weighted_score_agg(9, 0.3, 0, 10) AS weighted) v WHERE day < 5;
		UPDATE bare SET s = s + '(0..10: 0 0 0 0 0 0 0 0 0 0 1)' WHERE s = (SELECT s FROM daily WHERE day = 7);
		UPDATE histories SET a = a + '(month 2019-01-01: 1)', r = r + r, l = l + l, c = c + c, v = v + v, m = m + m WHERE active_in(a, '2020-03-01');
		DELETE FROM bare WHERE s = (SELECT s FROM daily WHERE day = 8);
	});
	$publisher->wait_for_catchup("states_$binary");
	for my $table ('daily', 'bare', 'histories')
	{
		my $query = "SELECT * FROM $table ORDER BY $table.*::text";
		is($subscriber->safe_psql('postgres', $query), $publisher->safe_psql('postgres', $query), "$table, binary = $binary");
	}
	$subscriber->safe_psql('postgres', "DROP SUBSCRIPTION states_$binary");
}
$subscriber->stop;
$publisher->stop;
done_testing();
