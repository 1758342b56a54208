# Every function that takes a state answers or raises within a second per million entries, and listens to
# a cancel meanwhile: over big states, and over models with the most extreme numbers. The functions come
# from the catalog, so a new one is tried without being listed here.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use States;

my $seed = $ENV{FUZZ_SEED} // 20261128;
my $calls = $ENV{BIG_STATE_CALLS} // 12;    # of each function of a model, with drawn arguments
srand($seed);
note("seed $seed");

my $limit = 1000;     # ms of the processor for a million entries, and for fewer
my $patience = 10;    # times as long by the clock: others share the processor
my $tolerance = -r '/proc/self/stat' ? 1 : $patience;    # where only the clock tells
my $deaf = 1000;      # ms between a cancel and the end of the statement

# What is big: a query that makes a state, with how many entries it has. Types that aren't here have a
# fixed number of fields; their samples are as big as they get.
my %big = (
	cx_drivers => [ 1378, q{SELECT driver_agg(n % 11, ARRAY(SELECT sin(n * (d + 0.1)) FROM generate_series(1, 50) d)) FROM generate_series(1, 400) n} ],
	cx_cells => [ 262144, q{SELECT cell_agg(ARRAY[(i % 512)::text, 'x' || i / 512]) FROM generate_series(0, 262143) i} ],
	cx_lifecycle => [ 100000, q{SELECT ('(day: ' || string_agg(date '1800-01-01' + i || ' 3 1 2', ', ' ORDER BY i) || ')')::cx_lifecycle FROM generate_series(1, 100000) i} ],
	cx_backlog => [ 100000, q{SELECT ('(day: ' || string_agg(date '1800-01-01' + i || ' 3 2', ', ' ORDER BY i) || ')')::cx_backlog FROM generate_series(1, 100000) i} ],
	cx_activity => [ 64000, q{SELECT ('(day 1900-01-01: ' || repeat('10', 31999) || '1)')::cx_activity} ],
	cx_retention => [ 60000, q{SELECT retention_agg(customer, date '2000-01-01' + (customer % 500 + 37 * visit % (500 - customer % 500))::int, 'day') FROM generate_series(1, 20000) customer, generate_series(0, 2) visit} ],
	cx_brackets => [ 1000000, q{SELECT ('(day ' || array_to_string(ARRAY(SELECT generate_series(0, 998)), ' ') || string_agg(' | ' || date '2000-01-01' + i || ' 9:' || repeat(' 3', 998), '' ORDER BY i) || ')')::cx_brackets FROM generate_series(1, 1000) i} ],
	cx_stickiness => [ 65536, q{SELECT ('(day 1900-01-01 2079-06-07:' || repeat(' 7', 65536) || ')')::cx_stickiness} ],
	cx_revenue_series => [ 50000, q{SELECT ('(day; ' || string_agg(date '1800-01-01' + i || ': 1 50, 0 0, 1 5, 0 0, 2 7.25', '; ' ORDER BY i) || ')')::cx_revenue_series FROM generate_series(1, 50000) i} ],
	cx_survival => [ 300000, q{SELECT survival_agg(i / 7.0::float8, i % 3 = 0) FROM generate_series(1, 300000) i} ],
	cx_durations => [ 7285, q{SELECT duration_agg(exp(i / 256.0) * interval '1 microsecond') FROM generate_series(1, 11000) i} ],
	cx_statuses => [ 500000, q{SELECT status_agg(timestamptz '2000-01-01 00:00Z' + i * 7919 % 1000003 * interval '10 s', (ARRAY['new', 'open', 'on hold', 'solved'])[1 + i % 4], nullif(i % 3, 0)) FROM generate_series(1::bigint, 500000) i} ],
	# a pair of steps shows eight values and more
	cx_transitions => [ 100000, q{SELECT transition_agg('step ' || i * 7919 % 50021, timestamptz '2026-01-01 00:00Z' + i * interval '10 s', '1 day') FROM (SELECT i FROM generate_series(1::bigint, 35000) i UNION ALL SELECT i * 3 + 5 FROM generate_series(1::bigint, 65000) i) v} ],
	cx_funnel => [ 100000, q{SELECT ('(timestamptz, 1000 steps, within 86400000000000us, first_start as of 2026-03-01 00:00:00Z: 100 100, ' || string_agg(x, ', ') || ')')::cx_funnel FROM (SELECT '100 100 (' || string_agg('1: ' || i * i, ', ' ORDER BY i) || ')' AS x FROM generate_series(1, 999) step, generate_series(1, 100) i GROUP BY step) v} ],
	cx_calendar => [ 40000, q{SELECT ('Europe/Berlin; Mon-Fri 09:00-17:00; ' || string_agg(to_char(date '1990-01-01' + i, 'YYYY-MM-DD') || to_char(time '00:00' + i % 300 * interval '1 minute', ' HH24:MI') || '-06:00 07:00-08:00 09:00-10:00 11:00-11:30', '; ') || '')::cx_calendar FROM generate_series(1, 10000) i} ],
	cx_rfm => [ 65000, q{SELECT rfm_agg(date '1900-01-01' + i, 1 + i % 7, date '2100-01-01') FROM generate_series(1, 65000) i} ],
	cx_spend => [ 65000, q{SELECT spend_agg(date '1900-01-01' + i, 1 + i % 7, 'day') FROM generate_series(1, 65000) i} ],
	cx_cohort_revenue => [ 200000, q{SELECT cohort_revenue_agg(s) FROM (SELECT spend_agg(date '2000-01-01' + (customer % 500 + 37 * visit % (1000 - customer % 500))::int, visit, 'day') AS s FROM generate_series(1, 20000) customer, generate_series(0, 2) visit GROUP BY customer) v} ],
	cx_rfm_set => [ 100000, q{SELECT rfm_agg(i % 100000, date '2024-01-01' + i % 365, 5 + i % 97, '2024-12-31') FROM generate_series(1, 200000) i} ]);

# Models as they may be given or fitted, at the edge of everything.
sub power { return sprintf '%.6g', 10**($_[0] + rand($_[1] - $_[0])) }
my %drawn = (
	cx_purchase_model => sub {
		my $name = ('bgnbd', 'mbgnbd', 'pareto_nbd')[ rand 3 ];
		return "${name}_model(" . join(', ', map { power(-2, 6) } 1 .. 4) . ')';
	},
	cx_spend_model => sub { return 'gamma_gamma_model(' . join(', ', power(0.1, 4), power(0.1, 4), power(-2, 6)) . ')' },
	cx_sbg => sub { return q{'(converged: } . power(-2, 4) . ' ' . power(-2, 4) . q{ / 0.009 0.01 0.02 / -1680.3 / 1000)'::cx_sbg} },
	cx_bdw => sub { return q{'(converged: } . power(-2, 4) . ' ' . power(-2, 4) . ' ' . power(-0.5, 0.5) . q{ / 0.01 0 0.02 0 0 0.03 / -1680.3 / 1000)'::cx_bdw} });

# Arguments by type: tame ones first, which must not be all refused.
my %arguments = (
	'double precision' => [ 10, 0.5, 0.95, 1, 0, 5, 100, 1e10, 1e15, -0.9999999999, 1e-9, 365 ],
	integer => [ 2, 1, 0, 100, 100000, 2147483647, -1 ],
	smallint => [ 2, 1, 0, 100, 32767, -1 ],
	bigint => [ 2, 1, 0, 100, '9223372036854775807', -1 ],
	numeric => [ 2, 0.5, 1, '1e30', -1 ],
	boolean => [ 'true', 'false' ],
	date => [ q{'2001-06-15'}, q{'1900-01-01'}, q{'infinity'}, q{'-infinity'}, q{'5874897-12-31'} ],
	'timestamp without time zone' => [ q{'2001-06-15'}, q{'1900-01-01'}, q{'infinity'} ],
	'timestamp with time zone' => [ q{'2001-06-15'}, q{'1900-01-01'}, q{'infinity'} ],
	interval => [ q{'30 days'}, q{'1 year'}, q{'1 microsecond'} ],
	text => [ q{'day'}, q{'km'}, q{'recurring'}, q{'log-log'} ],
	'boolean[]' => [ q{'{t,f}'} ],
	'text[]' => [ q{'{open,"on hold"}'}, q{'{}'}, q{'{open,NULL}'} ],
	'smallint[]' => [ q{'{2,5}'} ],
	'integer[]' => [ q{'{2,5}'} ],
	'date[]' => [ q{'{2001-06-15,1900-01-01}'}, q{'{}'}, q{'{infinity}'} ],
	tstzmultirange => [ q{'{[2001-01-01,2002-01-01),[2010-01-01,2030-01-01)}'}, q{'{}'}, q{'{[2001-01-01,)}'} ],
	'double precision[]' => [ q{'{1,2,5}'} ],
	json => [ q{(SELECT json_build_array(json_object_agg(k, 1 + k % 7), json_object_agg('x' || k, 1 + k % 5)) FROM generate_series(0, 511) k)}, q{'{}'} ],
	'"any"' => [ 2, 0.5, q{'day'::text} ],
	cx_zone => [ q{'UTC'}, q{'Europe/Berlin'} ]);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nmax_parallel_workers_per_gather = 0\n");
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION cx_metrics;
	-- Milliseconds that this process has used: of the processor, where the kernel tells. The name of the
	-- program, which may hold blanks, ends with the last ).
	CREATE FUNCTION used() RETURNS float8 LANGUAGE plpgsql AS $$
	DECLARE fields text[] := string_to_array(regexp_replace(pg_read_file('/proc/self/stat', 0, 4096, true), '.*\) ', ''), ' ');
	BEGIN
		RETURN coalesce(10 * (fields[12]::float8 + fields[13]::float8), 1000 * extract(epoch FROM clock_timestamp()));
	END $$;
	-- What became of a call, after how many milliseconds, and how many of the processor's.
	CREATE FUNCTION try(call text, OUT outcome text, OUT ms int, OUT cpu int, OUT rows bigint) LANGUAGE plpgsql AS $$
	DECLARE began timestamptz := clock_timestamp(); before float8 := used();
	BEGIN
		BEGIN
			EXECUTE call INTO rows;
			outcome := 'answers';
		EXCEPTION
			WHEN query_canceled THEN outcome := 'cancelled';
			WHEN others THEN outcome := 'raises ' || SQLSTATE;
		END;
		ms := 1000 * extract(epoch FROM clock_timestamp() - began);
		cpu := used() - before;
	END $$});
is_complete($node, 'postgres');

my %entries;
for my $type (state_types())
{
	$node->safe_psql('postgres', "CREATE TABLE of_$type (i int, s $type)");
	$node->safe_psql('postgres', 'INSERT INTO of_' . "$type VALUES " . join(', ', map { "($_, '$samples{$type}[$_]')" } 0 .. $#{ $samples{$type} }));
	next unless $big{$type};
	$entries{$type} = $big{$type}[0];
	$node->safe_psql('postgres', "INSERT INTO of_$type SELECT -1, s FROM ($big{$type}[1]) AS q (s)");
}

# name, arguments, how many of them must be there; not those that make something for a table of somebody
my @functions = map { [ split /\|/ ] } split /\n/, $node->safe_psql(
	'postgres', q{
	SELECT p.proname, (SELECT string_agg(format_type(t, NULL), ',' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY AS u (t, n)), pronargs - pronargdefaults
	FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND deptype = 'e'
	JOIN pg_extension e ON e.oid = refobjid AND extname = 'cx_metrics'
	WHERE prokind = 'f' AND NOT 'internal'::regtype = ANY (proargtypes) AND NOT 'internal'::regtype = prorettype
		AND NOT proargtypes::oid[] && '{regclass, regtype}'::regtype[]::oid[]
	ORDER BY 1, 2});
my %labels;
for (split /\n/, $node->safe_psql('postgres', q{SELECT format_type(enumtypid, NULL), enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder}))
{
	my ($type, $label) = split /\|/;
	push @{ $arguments{$type} }, "'$label'";
}

my (@calls, %unknown);
for (@functions)
{
	my ($name, $types, $needed) = @$_;
	my @types = split /,/, $types // '';
	my ($state) = grep { $samples{$_} && $_ ne 'cx_zone' } @types;
	next unless $state;
	$unknown{$_} = 1 for grep { !$arguments{$_} && !$samples{$_} } @types;
	my $call = sub {
		my ($value, $n, $tame) = @_;
		return "SELECT count(*) FROM $name(" . join(', ', map {
			my $type = $_;
			$type eq $state ? $value : $samples{$type} && $type ne 'cx_zone' ? "'$samples{$type}[-1]'::$type" : do {
				my @values = @{ $arguments{$type} // ['NULL'] };
				($tame ? $values[0] : $values[ rand @values ]) . ($type eq '"any"' ? '' : "::$type");
			}
		} @types[ 0 .. $n - 1 ]) . ')';
	};
	if ($big{$state})
	{
		my $value = "(SELECT s FROM of_$state WHERE i = -1)";
		push @calls, [ $state, $call->($value, $needed, 1) ];
		push @calls, [ $state, $call->($value, scalar @types, $_ == 0) ] for 0 .. (@types > 1 ? 1 : 0);
	}
	elsif ($drawn{$state})
	{
		push @calls, [ $state, $call->($drawn{$state}->(), scalar @types, 0) ] for 1 .. $calls;
		push @calls, [ $state, $call->($drawn{$state}->(), $needed, 1) ];
	}
	else
	{
		push @calls, [ $state, $call->("'$samples{$state}[-1]'::$state", $_, 1) ] for $needed, scalar @types;
	}
}
is(join(' ', sort keys %unknown), '', 'there are arguments of every type that goes with a state');
cmp_ok(scalar @calls, '>', 500, scalar(@calls) . ' calls');

my %seen;
@calls = grep { !$seen{ $_->[1] }++ } @calls;

# try_all([TIMEOUT, QUERY] ...): the outcome and the milliseconds of each, which a cancel ends after TIMEOUT.
sub try_all
{
	my $script = join('', map {
		my ($timeout, $query) = @$_;
		$query =~ s/'/''/g;
		"SET statement_timeout = $timeout;\nSELECT * FROM try('$query');\n"
	} @_);
	my ($out, $err) = ('', '');
	$node->psql('postgres', $script, stdout => \$out, stderr => \$err, on_error_stop => 0);
	is($err, '', 'the server survived');
	return map { [ split /\|/ ] } split /\n/, $out;
}

my @outcomes = try_all(map { [ $limit * $patience, $_->[1] ] } @calls);
is(scalar @outcomes, scalar @calls, 'an outcome for each');
# What PostgreSQL itself takes to read the text of a state as jsonb isn't ours.
sub of_postgres
{
	my ($name, $arguments) = $_[0] =~ /FROM (\w+)_jsonb\((.*)\)$/ or return 0;
	$node->safe_psql('postgres', "DROP TABLE IF EXISTS as_text; CREATE TABLE as_text AS SELECT ${name}_json($arguments)::text AS t");
	my ($read) = try_all([ $limit * $patience, 'SELECT count(t::jsonb) FROM as_text' ]);
	note("$name as jsonb: PostgreSQL's own part takes $read->[2] ms");
	return $read->[2];
}

my (%count, @slow, @candidates);
for my $i (0 .. $#outcomes)
{
	my ($outcome, $ms, $cpu, $rows) = @{ $outcomes[$i] };
	# a small state may have many rows to show
	my $millions = ($rows // 0) > 1e6 ? $rows / 1e6 : 1;
	$count{$outcome}++;
	my $may = $limit * $millions * $tolerance;
	push @slow, "$calls[$i][1]: $outcome after $cpu ms"
	  if $outcome eq 'cancelled' || $cpu > $may && $cpu - of_postgres($calls[$i][1]) > $may;
	note("$calls[$i][1]: $outcome after $cpu ms") if $cpu > 200;
	push @candidates, [ 50, $calls[$i][1] ], [ int($ms / 2), $calls[$i][1] ] if $ms > 200;
}
note("$_: $count{$_}") for sort keys %count;
is(join("\n", @slow), '', 'every call answers or raises within a second');
is(join(' ', grep { /XX000/ } sort keys %count), '', 'and none ends in an internal error');
cmp_ok($count{answers}, '>', @calls / 3, 'many answer');

# What takes a while is cancelled soon after it has begun, and halfway.
my @cancelled = try_all(@candidates);
my @deaf = map { "$candidates[$_][1]: $cancelled[$_][0] after $cancelled[$_][1] ms, cancelled after $candidates[$_][0]" }
  grep { $cancelled[$_][1] > $candidates[$_][0] + $deaf } 0 .. $#cancelled;
note(scalar(@candidates) . ' cancels');
note("$candidates[$_][1]: $cancelled[$_][0] after $cancelled[$_][1] ms, cancelled after $candidates[$_][0]")
  for grep { $cancelled[$_][1] > $candidates[$_][0] + $deaf / 5 } 0 .. $#cancelled;
is(join("\n", @deaf), '', 'and listens to a cancel');

$node->stop;
done_testing();
