# A fit over hundreds of thousands of different customers ends at once when it is cancelled, and its
# memory with it; one in a parallel plan too.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nmax_parallel_workers_per_gather = 0\n");
$node->start;
# all different: nothing is counted together, and a step of Pareto/NBD takes most of a second
$node->safe_psql('postgres', q{
	CREATE EXTENSION cx_metrics;
	SELECT setseed(0.5);
	CREATE TABLE customers AS SELECT (1 + 20 * random() ^ 3)::int AS frequency, 30 + 150 * random() AS recency, 181 + 90 * random() AS age FROM generate_series(1, 400000);
	ANALYZE customers;
});
my $slow = 'SELECT model_status(pareto_nbd_fit(frequency, recency, age)), model_status(bgnbd_fit(frequency, recency, age)) FROM customers';

# With nothing else to compare to, the scan and the hash alone say how fast this machine is.
my $start = time;
$node->safe_psql('postgres', q{SELECT model_status(bgnbd_fit(frequency, recency, age)) FROM customers});
my $quick = time - $start;
for my $plan ('serial', 'parallel')
{
	my $settings = $plan eq 'serial' ? '' : 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';
	my $limit = int(1000 * $quick) + 500;
	my ($out, $err) = ('', '');
	$start = time;
	$node->psql('postgres', "$settings SET statement_timeout = $limit;\n$slow;\nSELECT 'held ' || sum(total_bytes) FROM pg_backend_memory_contexts;", stdout => \$out, stderr => \$err, on_error_stop => 0);
	my $took = time - $start;
	like($err, qr/statement timeout/, "$plan: a fit is cancelled");
	cmp_ok($took, '<', $limit / 1000 + 1 + $quick, "$plan: at once");
	my ($held) = $out =~ /held (\d+)/;
	cmp_ok($held // 1e12, '<', 16 * 1024 * 1024, "$plan: and holds no memory");
}

# Ages made up so that the hash had the same 32 bits for all of them, when it was splitmix64 without a
# seed: its finisher backwards, from words with the same lower half.
{
	no warnings 'portable';
	my $back = sub {
		my ($y) = @_;
		$y ^= ($y >> 31) ^ ($y >> 62);
		{ use integer; $y *= 0x319642b2d24d8ec3; }
		$y ^= ($y >> 27) ^ ($y >> 54);
		{ use integer; $y *= 0x96de1b173f119089; }
		return $y ^ ($y >> 30) ^ ($y >> 60);
	};
	my @made_up;
	for (my $i = 1; @made_up < 20000; $i++)
	{
		my $word = $back->(($i << 32) | 0x5eed);
		my $age = unpack('d', pack('Q', $word & ~0));
		push @made_up, sprintf('%.17g', $age) if $age == $age && $age > 1e-300 && $age < 1e10;
	}
	my @plain = map { sprintf('%.17g', $_ * 1.0000001) } @made_up;
	my %took;
	for my $kind ('plain', 'made_up')
	{
		$node->safe_psql('postgres', "CREATE TABLE $kind (age float8)");
		$node->safe_psql('postgres', "COPY $kind FROM STDIN;\n" . join("\n", $kind eq 'plain' ? @plain : @made_up) . "\n\\.\n");
		$start = time;
		$node->safe_psql('postgres', "SELECT bgnbd_fit(0, 0, age) FROM $kind") for 1 .. 3;
		$took{$kind} = time - $start;
	}
	note("plain $took{plain} s, made up $took{made_up} s");
	cmp_ok($took{made_up}, '<', 5 * $took{plain} + 0.5, 'customers made up to collide cost what others cost');
}

# The planner knows that the state is not small: a million segments go to disk rather than to memory.
my $plan = $node->safe_psql('postgres', "SET work_mem = '4MB'; EXPLAIN SELECT recency, bgnbd_fit(frequency, recency, age) FROM customers GROUP BY recency");
like($plan, qr/GroupAggregate/, 'many fits at once are sorted, not hashed');
$node->stop;
done_testing();
