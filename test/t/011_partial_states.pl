# The partial state of an aggregate comes from a worker as bytes, and is read as if anybody had sent
# it: mutants of valid messages are refused for what they are, or are states like any other, alone
# and combined with a valid one. None may crash the server.
use strict;
use warnings FATAL => 'all';

use Cwd qw(abs_path);
use File::Basename qw(dirname);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use Mutants;

my $mutants = $ENV{FUZZ_MUTANTS} // 3000;    # of each aggregate, fits apart
my $seed = $ENV{FUZZ_SEED} // 20261122;
srand($seed);
note("seed $seed");

my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
chomp(my ($cc, $headers) = map { scalar `$pg_config --$_` } 'cc', 'includedir-server');
plan skip_all => "no compiler, or no headers of the server" if system("$cc --version > /dev/null 2>&1") != 0 || !-e "$headers/postgres.h";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nmax_parallel_workers_per_gather = 0\nrestart_after_crash = on\n");
$node->start;
my $dir = $node->basedir;
my $here = abs_path(dirname(__FILE__));
system_or_bail("$cc -shared -fPIC -I'$headers' -o '$dir/partial_states.so' '$here/partial_states.c'");
$node->safe_psql('postgres', qq{
	CREATE EXTENSION cx_metrics;
	CREATE FUNCTION partial_in(internal, bytea, regprocedure, regprocedure) RETURNS internal AS '$dir/partial_states.so' LANGUAGE C});

# What a worker would send: the extension's transition, and its serialize function at the end.
my %serialized = (
	cx_retention_pass => [ 'bigint, date, cx_period', 'uuid, date, cx_period', 'text, date, cx_period' ],
	cx_lifecycle_pass => [ 'bigint, date, cx_period, integer' ],
	cx_subscriptions_collect => [ 'bigint, date, date, numeric, cx_period', 'uuid, date, date, numeric, cx_period', 'text, date, date, integer, cx_period' ],
	cx_rfm_pass => [ 'bigint, date, bigint, date', 'bigint, date, numeric, date', 'uuid, date, bigint, date' ],
	cx_cohort_revenue_pass => [ 'bigint, date, bigint, cx_period', 'bigint, date, numeric, cx_period', 'uuid, date, bigint, cx_period', 'text, date, bigint, cx_period' ],
	cx_visits_collect => [ 'text, timestamptz', 'text, date, interval, integer' ],
	cx_transitions_collect => [ 'cx_transitions' ],
	cx_funnel_counts_fold => [ 'cx_funnel' ],
	cx_funnel_rows_collect => [ 'timestamptz, interval, boolean[]', 'cx_funnel_mode, date, interval, boolean[]' ],
	cx_purchases_count => [ 'double precision, double precision, double precision, double precision' ],
	cx_spending_count => [ 'double precision, double precision, double precision' ]);

# One for each final function. The bitmaps need many customers, with numbers close together: a hash must
# have grown large by then, which wide masks are sooner. A fit takes a while: it gets a share of the mutants.
my %aggregates = (
	retention => {
		functions => 'cx_retention_pass', final => 'cx_retention_pass_final', type => 'cx_retention',
		seeds => {
			'hash' => q{SELECT cx_retention_pass_state(i % 5, date '2024-01-31' + 17 * i, 'month') FROM generate_series(1, 20) i},
			'hash of uuid' => q{SELECT cx_retention_pass_state(md5((i % 5)::text)::uuid, date '2024-01-31' + 17 * i, 'month') FROM generate_series(1, 20) i},
			'hash of text' => q{SELECT cx_retention_pass_state(i % 5 || ' times', date '2024-01-31' + 17 * i, 'month') FROM generate_series(1, 20) i},
			'hash, wide masks' => q{SELECT cx_retention_pass_state(i % 3, date '2024-01-31' + 40 * i, 'day') FROM generate_series(1, 12) i},
			'bitmaps of months' => q{SELECT cx_retention_pass_state(i % 8000, date '2024-01-31' + 27 * (i / 8000), 'month') FROM generate_series(1, 24000) i},
			'bitmaps of days' => q{SELECT cx_retention_pass_state(i % 150, date '2024-01-31' + 180 * (i / 150), 'day') FROM generate_series(1, 6000) i},
		},
	},
	# the same state, read otherwise
	lifecycle => {
		functions => 'cx_retention_pass', final => 'cx_lifecycle_pass_final', type => 'cx_lifecycle',
		seeds => {
			'hash' => q{SELECT cx_lifecycle_pass_state(i % 5, date '2024-01-31' + 17 * i, 'day', 29) FROM generate_series(1, 20) i},
			'bitmaps with a grace' => q{SELECT cx_lifecycle_pass_state(i % 8000, date '2024-01-31' + 27 * (i / 8000), 'month', 2) FROM generate_series(1, 24000) i},
		},
	},
	subscriptions => {
		functions => 'cx_subscriptions', final => 'cx_subscriptions_final', type => 'cx_revenue_series',
		seeds => {
			'months' => q{SELECT cx_subscriptions_collect_state(i % 5, date '2024-01-31' + 17 * i, date '2024-01-31' + 40 * i, 10 * i, 'month') FROM generate_series(1, 20) i},
			'years, other amounts, open ends' => q{SELECT cx_subscriptions_collect_state(i % 5, date '2024-01-31' + 170 * i, CASE WHEN i % 3 = 0 THEN date '2044-01-31' + 40 * i END, i / 3.0, 'year') FROM generate_series(1, 20) i},
			'uuids' => q{SELECT cx_subscriptions_collect_state(md5((i % 5)::text)::uuid, date '2024-01-31' + 17 * i, date '2024-01-31' + 40 * i, 10 * i, 'month') FROM generate_series(1, 20) i},
			'texts, discounts' => q{SELECT cx_subscriptions_collect_state((i % 5)::text, date '2024-01-31' + i, date '2025-01-31' + i, CASE WHEN i % 4 = 0 THEN -1 ELSE 10 * i END, 'month') FROM generate_series(1, 20) i},
		},
	},
	rfm => {
		functions => 'cx_rfm_pass', final => 'cx_rfm_pass_final', type => 'cx_rfm_set',
		seeds => {
			'orders and returns' => q{SELECT cx_rfm_pass_state(i % 5, date '2024-01-31' + 7 * (i % 15), 100 * i::bigint * CASE WHEN i < 16 THEN 1 ELSE -1 END, date '2024-12-31') FROM generate_series(1, 20) i},
			'exact amounts' => q{SELECT cx_rfm_pass_state(i % 5, date '2024-01-31' + 7 * i, i / 3.0, date '2024-12-31') FROM generate_series(1, 20) i},
			'uuid, days over years' => q{SELECT cx_rfm_pass_state(md5((i % 5)::text)::uuid, date '2014-01-31' + 170 * i, 100 * i::bigint, date '2024-12-31') FROM generate_series(1, 20) i},
		},
	},
	# the same state, with a period in common
	cohort_revenue => {
		functions => 'cx_cohort_revenue_pass', final => 'cx_cohort_revenue_pass_final', type => 'cx_cohort_revenue',
		seeds => {
			'orders and refunds' => q{SELECT cx_cohort_revenue_pass_state(i % 5, date '2024-01-31' + 7 * (i % 15), 100 * i::bigint * CASE WHEN i < 16 THEN 1 ELSE -1 END, 'month') FROM generate_series(1, 20) i},
			'exact amounts' => q{SELECT cx_cohort_revenue_pass_state(i % 5, date '2024-01-31' + 7 * i, i / 3.0, 'week') FROM generate_series(1, 20) i},
			'uuid, days over years' => q{SELECT cx_cohort_revenue_pass_state(md5((i % 5)::text)::uuid, date '2014-01-31' + 170 * i, 100 * i::bigint, 'quarter') FROM generate_series(1, 20) i},
			'text, refunds first' => q{SELECT cx_cohort_revenue_pass_state(i % 5 || ' times', date '2024-01-31' + i, 100 * i::bigint * CASE WHEN i < 7 THEN -1 ELSE 1 END, 'day') FROM generate_series(1, 20) i},
		},
	},
	visits => {
		functions => 'cx_visits', final => 'cx_visits_final', type => 'cx_transitions',
		seeds => {
			'instants' => q{SELECT cx_visits_collect_state((ARRAY['home', 'cart', 'paid', ''])[1 + i * i % 4], timestamptz '2026-01-31 00:00Z' + i * i * interval '17 s') FROM generate_series(1, 20) i},
			'days, within and depth' => q{SELECT cx_visits_collect_state('step ' || i * i % 4, date '2026-01-31' + i * i, '14 days', 3) FROM generate_series(1, 12) i},
			'many' => q{SELECT cx_visits_collect_state('step ' || i * i % 7, timestamptz '2026-01-31 00:00Z' + i * i * interval '17 s') FROM generate_series(1, 70) i},
		},
	},
	funnel_rows => {
		functions => 'cx_funnel_rows', final => 'cx_funnel_rows_chain', type => 'cx_chain',
		seeds => {
			'instants' => q{SELECT cx_funnel_rows_collect_state(timestamptz '2026-01-31 00:00Z' + i * i % 17 * interval '17 s', '1 hour'::interval, ARRAY[i % 3 = 0, i % 4 = 1, i % 5 = 2]) FROM generate_series(1, 20) i},
			'days, once, 70 steps' => q{SELECT cx_funnel_rows_collect_state('strict_order, strict_once'::cx_funnel_mode, date '2026-01-31' + i * i % 17, '30 days'::interval, (SELECT array_agg(s % 20 = i) FROM generate_series(1, 70) s)) FROM generate_series(1, 20) i},
		},
	},
	funnel => {
		functions => 'cx_funnel_counts', final => 'cx_funnel_counts_final', type => 'cx_funnel',
		seeds => {
			'instants' => q{SELECT cx_funnel_counts_fold_state(s) FROM (VALUES ('(timestamptz, 3 steps, within 86400000000us, first_start as of 2026-03-01 00:00:00Z: 9 4, 6 3 (1: 0, 2: 7202.5), 1 1 (1: 60))'::cx_funnel), ('(timestamptz, 3 steps, within 86400000000us, first_start as of 2026-03-01 00:00:00Z: 5 5, 0 0 (), 0 0 ())')) v (s)},
			'complete days' => q{SELECT cx_funnel_counts_fold_state('(date, 2 steps, within 0us, strict_order, first_start as of infinity: 9 9, 5 5 (5: 0))')},
		},
	},
	transitions => {
		functions => 'cx_transitions', final => 'cx_transitions_final', type => 'cx_transitions',
		seeds => {
			'three customers' => q{SELECT cx_transitions_collect_state(s) FROM (SELECT transition_agg((ARRAY['home', 'cart', 'paid', ''])[1 + i * i % 4], timestamptz '2026-01-31 00:00Z' + i * i * interval '17 s') AS s FROM generate_series(1, 20) i GROUP BY i % 3) v},
			'within and depth' => q{SELECT cx_transitions_collect_state(s) FROM (SELECT transition_agg('step ' || i * i % 4, date '2026-01-31' + i * i, '14 days', 3) AS s FROM generate_series(1, 20) i GROUP BY i % 3) v},
		},
	});
my %fits = (bgnbd => 'cx_purchase_model', mbgnbd => 'cx_purchase_model', pareto_nbd => 'cx_purchase_model', gamma_gamma => 'cx_spend_model');
for my $model (keys %fits)
{
	my $query = $model eq 'gamma_gamma' ? 'SELECT cx_spending_count_state(1 + i % 4, 20 + i, 1 + i % 2 / 3.0) FROM generate_series(1, 12) i'
		: 'SELECT cx_purchases_count_state(i % 4, CASE WHEN i % 4 > 0 THEN 10 + i ELSE 0 END, 40, 1 + i % 2 / 3.0) FROM generate_series(1, 12) i';
	$aggregates{$model} = { functions => 'cx_fit', final => "cx_${model}_final", type => $fits{$model}, seeds => { 'weighted' => $query }, share => 8 };
}

for my $function (sort keys %serialized)
{
	for my $types (@{ $serialized{$function} })
	{
		my ($family) = map { $_->{functions} } grep { "@{[ %{ $_->{seeds} } ]}" =~ /\b${function}_state\b/ } values %aggregates;
		$node->safe_psql('postgres', "CREATE AGGREGATE ${function}_state($types) (SFUNC = $function, STYPE = internal, FINALFUNC = ${family}_serialize)");
	}
}

# None is forgotten that an aggregate has.
my $functions = join(' ', sort { $a cmp $b } do { my %all = map { ("$_->{functions}_deserialize" => 1) } values %aggregates; keys %all });
is($node->safe_psql('postgres', q{SELECT string_agg(name, ' ' ORDER BY name COLLATE "C") FROM (SELECT DISTINCT aggdeserialfn::text AS name FROM pg_aggregate WHERE aggdeserialfn::text LIKE 'cx\_%') f}),
	$functions, 'every function that reads a partial state is here');

sub await_server { $node->poll_query_until('postgres', 'SELECT true') || BAIL_OUT('the server is gone') }

# Puts a number that is on the edge of something over a few bytes.
my @numbers = ((map { (pack('q>', $_), pack('q<', $_), pack('l>', $_), pack('l<', $_)) } 0, 1, -1, 2, 63, 64, 65535, 65536, 0x7fffffff, -0x80000000),
	(map { (pack('q>', $_), pack('q<', $_)) } 9223372036854775807, -9223372036854775807 - 1, 1 << 32, 1 << 58, (1 << 58) - 1, 1 << 61),
	(map { pack('d>', $_) } 0, 0.5, 1, 1e9, 1e15, 1e300, 5e-324, -1, 9**9**9));
sub set_number
{
	my ($bytes, $head) = @_;
	my $number = $numbers[ rand @numbers ];
	my $end = (defined $head && $head < length($bytes) ? $head : length($bytes)) - length($number);
	substr($bytes, int(rand($end + 1)), length($number)) = $number if $end >= 0;
	return $bytes;
}

# Answers with what became of a message: refused; accepted, and with what error it could not be used;
# or odd, when a value is none.
sub create_try
{
	my ($name, $aggregate) = @_;
	my $args = "'$aggregate->{functions}_deserialize(bytea,internal)', '$aggregate->{functions}_combine(internal,internal)'";
	# fits differ in their last digits
	my $unequal = $aggregate->{share} ? 'false' : 'before IS DISTINCT FROM after';
	$node->safe_psql('postgres', qq{
		CREATE AGGREGATE wire_$name(bytea, regprocedure, regprocedure) (SFUNC = partial_in, STYPE = internal, FINALFUNC = $aggregate->{functions}_serialize);
		CREATE AGGREGATE merged_$name(bytea, regprocedure, regprocedure) (SFUNC = partial_in, STYPE = internal, FINALFUNC = $aggregate->{final});
		CREATE FUNCTION merge_$name(VARIADIC messages bytea[]) RETURNS $aggregate->{type} LANGUAGE sql AS
			\$\$ SELECT merged_$name(m, $args ORDER BY n) FROM unnest(messages) WITH ORDINALITY AS u(m, n) \$\$;
		CREATE FUNCTION send_$name(VARIADIC messages bytea[]) RETURNS bytea LANGUAGE sql AS
			\$\$ SELECT wire_$name(m, $args ORDER BY n) FROM unnest(messages) WITH ORDINALITY AS u(m, n) \$\$;
		CREATE FUNCTION try_$name(message bytea, other bytea) RETURNS text LANGUAGE plpgsql AS \$\$
		DECLARE
			answer text := 'accepted';
			sent bytea;
			alone $aggregate->{type};
			before $aggregate->{type};
			after $aggregate->{type};
		BEGIN
			BEGIN
				sent := send_$name(message);
				alone := merge_$name(message);
			EXCEPTION WHEN OTHERS THEN RETURN 'refused ' || SQLSTATE;
			END;
			BEGIN
				IF alone::text::$aggregate->{type} IS DISTINCT FROM alone THEN answer := 'odd alone'; END IF;
				IF merge_$name(sent) IS DISTINCT FROM alone THEN answer := 'odd when sent again'; END IF;
			EXCEPTION WHEN OTHERS THEN answer := 'odd alone ' || SQLSTATE;
			END;
			BEGIN
				before := merge_$name(message, other);
				after := merge_$name(other, message);
				IF $unequal THEN answer := 'odd order'; END IF;
				IF before::text::$aggregate->{type} IS DISTINCT FROM before OR after::text::$aggregate->{type} IS DISTINCT FROM after THEN answer := 'odd combined'; END IF;
				IF merge_$name(send_$name(other, message)) IS DISTINCT FROM after THEN answer := 'odd when sent again, combined'; END IF;
			EXCEPTION WHEN OTHERS THEN answer := answer || ', combined ' || SQLSTATE;
			END;
			RETURN answer;
		END \$\$});
}

my %valid;
for my $name (sort keys %aggregates)
{
	my $aggregate = $aggregates{$name};
	create_try($name, $aggregate);
	for my $what (sort keys %{ $aggregate->{seeds} })
	{
		$valid{$name}{$what} = pack('H*', $node->safe_psql('postgres', "SELECT encode(s, 'hex') FROM ($aggregate->{seeds}{$what}) AS q(s)"));
		note("$name: $what, " . length($valid{$name}{$what}) . ' bytes');
	}
}
is(join(' ', map { unpack('x3 C', $_) == 0 ? 'bitmaps' : 'hash' } map { $valid{retention}{$_} } sort keys %{ $valid{retention} }), 'bitmaps bitmaps hash hash hash hash', 'both forms of retention are among the seeds');

for my $name (sort keys %aggregates)
{
	my @valid = map { $valid{$name}{$_} } sort keys %{ $valid{$name} };
	my $n = int($mutants / ($aggregates{$name}{share} // 1));
	my @tries = map { [ $_, $valid[ rand @valid ] ] } @valid;
	for (1 .. $n)
	{
		my $origin = $valid[ rand @valid ];
		my $other = rand() < 0.5 ? $origin : $valid[ rand @valid ];
		# what a message says of itself is at its beginning
		my $head = rand() < 0.5 ? 64 : undef;
		my $message = $origin;
		# most keep their length: others fail at the first check
		$message = set_number($message, $head) if (my $set = rand() < 0.6);
		$message = mutate($message, \@hostile_bytes, $head) if !$set || rand() < 0.2;
		push @tries, [ $message, $other ];
	}
	append_to_file("$dir/$name", join('', map { "$_\t\\\\x" . unpack('H*', $tries[$_][0]) . "\t\\\\x" . unpack('H*', $tries[$_][1]) . "\n" } 0 .. $#tries));
	$node->safe_psql('postgres', "CREATE TABLE messages_$name (i int PRIMARY KEY, message bytea, other bytea); COPY messages_$name FROM '$dir/$name'");

	# One statement each: the first without an answer is the one that crashed the server, or hangs.
	my $script = "\\set VERBOSITY sqlstate\nSET statement_timeout = '60s';\n" . join('', map { "SELECT try_$name(message, other) FROM messages_$name WHERE i = $_;\n" } 0 .. $#tries);
	$script .= "SELECT 'peak ' || (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\\s+(\\d+)'))[1];\n" if -r '/proc/self/status';
	my ($out, $err) = ('', '');
	# from a file: a psql that has lost its server reads no more of a pipe
	append_to_file("$dir/$name.sql", $script);
	$node->psql('postgres', "\\i $dir/$name.sql", stdout => \$out, stderr => \$err, on_error_stop => 0);
	my $peak = $out =~ s/^peak (\d+)\n?//m ? $1 : undef;
	my @answers = split /\n/, $out;
	is(scalar @answers, scalar @tries, "$name: the server survived $n mutants") or diag($err), await_server();
	my %which;
	push @{ $which{ $answers[$_] } }, $_ for 0 .. $#answers;
	note("$name: " . @{ $which{$_} } . " $_") for sort keys %which;
	my @odd = grep { !/^refused (22P03|08P01|22P04|54000|22003)$/ && !/^accepted(, combined (22P03|22023|54000|22003))?$/ } sort keys %which;
	is(join('; ', map { "$_: @{ $which{$_} }" } @odd), '', "$name: refused for being malformed, or a state like any other");
	my $accepted = 0;
	$accepted += @{ $which{$_} } for grep { /^accepted/ } keys %which;
	cmp_ok(abs($accepted / @tries - 0.5), '<', 0.45, "$name: some are accepted, some are refused");
	cmp_ok($peak, '<', 1024 * 1024, "$name: no message asks for a gigabyte") if defined $peak;
}

# Messages that nothing random would hit on.
my $last_group = (1 << 58) - 1;
my $one = pack('q>', 1);
# version, period, kind of customers, form, seed; then a grace and 1, a group, words, bitmaps, or base, words of a mask, a grace and 1, customers
sub bitmaps_of_grace { return pack('C C C C q> N q> q> q>', 1, $_[1], 1, 0, 77, $_[0], @_[ 2 .. 4 ]) . join('', map { pack('q>', $_) } @_[ 5 .. $#_ ]) }
sub masks_of_grace { return pack('C C C C q> q> N N q>', 1, $_[1], 1, 1, 77, 288, 1, $_[0], 1) . pack('q> q>', 7, 1) }
sub bitmaps { return pack('C C C C q> N q> q> q>', 1, shift, 1, 0, 77, 0, @_[ 0 .. 2 ]) . join('', map { pack('q>', $_) } @_[ 3 .. $#_ ]) }
sub masks_of_seed { return pack('C C C C q> q> N N q>', 1, $_[1], $_[2], 1, $_[0], $_[4], $_[3], 0, $_[5]) . join('', map { pack('q>', $_) } @_[ 6 .. $#_ ]) }
sub masks { return masks_of_seed(77, @_) }
# version, kind of customers, last day observed or period, lowest, highest, seed, customers
sub orders_of_seed { my $seed = shift; return pack('C C l> l> l> q> q>', 1, @_[ 0 .. 3 ], $seed, $_[4]) . join('', @_[ 5 .. $#_ ]) }
sub orders { return orders_of_seed(77, @_) }
sub buyer { return pack('q> l>', @_[ 0 .. 1 ]) . join('', map { pack('Q>', $_) } @_[ 2 .. $#_ ]) }
sub day_of { return (($_[0] & 0xffff) << 48) | ($_[1] & ((1 << 48) - 1)) }
# as subscriptions_wire.c says: a kind of customers, counts of subscriptions and of other amounts, numbers of 7 bits a byte
sub subscriptions { return pack('C C C q> q> q> q> n', 2, 3, shift, 0, 288, @_[ 0 .. 1 ], 1) . join('', @_[ 2 .. $#_ ]) }
sub numbers { return join('', map { my ($n, $bytes) = ($_, ''); while ($n >= 128) { $bytes .= chr($n & 127 | 128); $n >>= 7 } $bytes . chr($n) } @_) }
sub customers { return pack('C q>', 1, shift) . pack('d>*', @_) }
# as funnel_rows.c says: a kind of time (1 date, 3 timestamptz), a mode, steps, within, and rows as funnel_row.h says:
# a word of so many bytes, here two, or a time that is far away
sub funnel_rows { my ($kind, $mode, $steps, $within, $count) = splice @_, 0, 5; return pack('C C n N q> N', 2, $kind, $mode, $steps, $within, $count) . join('', @_) }
sub funnel_row { my ($steps, $met, $number, $micros) = @_; return pack('v', 1 | ($micros ? 8 : 0) | $met << 4 | $number << 4 + $steps) }
sub far_row { my ($micros, $steps) = @_; return pack('C q<', 0, $micros) . $steps }
# as transitions_agg.c says: the unit of the times, within, depth, names, rows
sub name_of { return pack('N/a*', $_[0]) }
sub visits { my ($unit, $within, $depth, $names, $count) = splice @_, 0, 5; return pack('C q> q> N N', 1, $unit, $within, $depth, scalar @$names) . join('', map { name_of($_) } @$names) . pack('N', $count) . join('', @_) }
sub visit { return pack('q> N', @_) }
# as transitions.c says: within, depth, names, pairs of which those here have no times
sub transitions { my ($within, $depth, $names, $count) = splice @_, 0, 4; return pack('C q> N N', 1, $within, $depth, scalar @$names) . join('', map { name_of($_) } @$names) . pack('N', $count) . join('', @_) }
sub pair { return pack('N N N q> q>', @_) }
my @both = (pair(0, 0, 1, 3, 2), pair(0, 1, 0, 3, 2));    # all that begin end
my $hour = 3600000000;
my ($day, $month) = (0, 3);
my $refused = qr/^refused (22P03|08P01)$/;
my $buyer = buyer(7, 2, day_of(8766, 5), day_of(8776, 9));
my %messages = (
	lifecycle => [
		[ 'bitmaps of the longest grace', bitmaps_of_grace(65536, $month, 1 << 57, 1, 1, 288, 1), qr/^accepted/ ],
		[ 'bitmaps of a longer grace', bitmaps_of_grace(65537, $month, 1 << 57, 1, 1, 288, 1), $refused ],
		[ 'bitmaps of a negative grace', bitmaps_of_grace(0xffffffff, $month, 1 << 57, 1, 1, 288, 1), $refused ],
		[ 'bitmaps of two graces', bitmaps_of_grace(2, $month, 1 << 57, 1, 1, 288, 1), qr/^accepted, combined 22023$/, bitmaps_of_grace(3, $month, 1 << 57, 1, 1, 288, 1) ],
		[ 'masks of the longest grace', masks_of_grace(65536, $month), qr/^accepted/ ],
		[ 'masks of a longer grace', masks_of_grace(65537, $month), $refused ],
		[ 'masks of two graces', masks_of_grace(1, $month), qr/^accepted, combined 22023$/, masks_of_grace(3, $month) ],
		[ 'masks and bitmaps of one grace', masks_of_grace(4, $month), qr/^accepted$/, bitmaps_of_grace(4, $month, 1 << 57, 1, 1, 288, 1) ],
	],
	retention => [
		[ 'one customer in a bitmap', bitmaps($month, 1 << 57, 1, 1, 288, 1), qr/^accepted/ ],
		[ 'the last customer of all', bitmaps($month, $last_group, 1, 1, 288, -9223372036854775807 - 1), qr/^accepted/ ],
		[ 'the first and the last customer of all in two states', bitmaps($month, 0, 1, 1, 288, 1), qr/^accepted/, bitmaps($month, $last_group, 1, 1, 288, -1) ],
		[ 'periods as far apart as they may be', bitmaps($day, 1 << 57, 1, 2, 0, 1, 65535, 1), qr/^accepted/, bitmaps($day, 1 << 57, 1, 1, 700, -1) ],
		[ 'states too far apart', bitmaps($day, 1 << 57, 1, 2, 0, 1, 65535, 1), qr/^accepted, combined 54000$/, bitmaps($day, 1 << 57, 1, 1, -1, 1) ],
		[ 'periods 65536 apart', bitmaps($day, 1 << 57, 1, 2, 0, 1, 65536, 1), $refused ],
		[ 'a period twice', bitmaps($month, 1 << 57, 1, 2, 288, 1, 288, 1), $refused ],
		[ 'periods in descending order', bitmaps($month, 1 << 57, 1, 2, 288, 1, 287, 1), $refused ],
		[ 'a period beyond int4', bitmaps($month, 1 << 57, 1, 1, 1 << 31, 1), $refused ],
		[ 'a period that differs by 2^64', bitmaps($day, 1 << 57, 1, 2, 9223372036854775807, 1, -9223372036854775807, 1), $refused ],
		[ 'a month after the last date', bitmaps($month, 1 << 57, 1, 1, 0x7fffffff, 1), $refused ],
		[ 'a day before the first date', bitmaps($day, 1 << 57, 1, 1, -0x80000000, 1), $refused ],
		[ 'no bitmaps', bitmaps($month, 1 << 57, 1, 0), $refused ],
		[ 'bitmaps without words', bitmaps($month, 1 << 57, 0, 1, 288), $refused ],
		[ 'bitmaps without customers', bitmaps($month, 1 << 57, 2, 2, 288, 0, 0, 289, 0, 0), $refused ],
		[ 'more bitmaps than bytes', bitmaps($month, 1 << 57, 1, 65536, 288, 1), $refused ],
		[ 'bitmaps longer than the message', bitmaps($month, 1 << 57, 2, 1, 288, 1), $refused ],
		[ 'bitmaps of 2^61 words', bitmaps($month, 0, 1 << 61, 1, 288, 1), $refused ],
		[ 'bitmaps of 2^57 words', bitmaps($month, 0, 1 << 57, 1, 288, 1), $refused ],
		[ '2^61 bitmaps', bitmaps($month, 0, 1, 1 << 61, 288, 1), $refused ],
		[ '2^32 bitmaps of 2^32 words', bitmaps($month, 0, 1 << 32, 1 << 32, 288, 1), $refused ],
		[ 'bitmaps beyond the last customer', bitmaps($month, $last_group + 1, 1, 1, 288, 1), $refused ],
		[ 'bitmaps to beyond the last customer', bitmaps($month, $last_group, 2, 1, 288, 1, 1), $refused ],
		[ 'bitmaps all around', bitmaps($month, $last_group, -1, 1, 288, 1), $refused ],
		[ 'bitmaps of no period that there is', bitmaps(6, 1 << 57, 1, 1, 288, 1), $refused ],
		[ 'bitmaps of uuids', pack('C C C C q> N q> q> q> q> q>', 1, 3, 2, 0, 77, 0, 1 << 57, 1, 1, 288, 1), $refused ],
		[ 'bitmaps, a byte too few', substr(bitmaps($month, 1 << 57, 1, 1, 288, 1), 0, -1), $refused ],
		[ 'bitmaps, a byte too many', bitmaps($month, 1 << 57, 1, 1, 288, 1) . "\0", $refused ],
		[ 'one customer', masks($month, 1, 1, 288, 1, 7, 1), qr/^accepted/ ],
		[ 'the widest mask', masks($day, 1, 1024, 0, 1, 7, (1) x 1025), qr/^accepted/ ],
		[ 'an entry that is not marked as one', masks($day, 1, 2, 0, 1, 7, 0, 1, 1), $refused ],
		[ 'uuids combined with numbers', masks($month, 2, 1, 288, 1, 7, 7, 1), qr/^accepted, combined 22P03$/ ],
		[ 'a mask too wide', masks($day, 1, 1025, 0, 1, 7, (1) x 1026), $refused ],
		[ 'masks of 2^31 words', masks($day, 1, 1 << 31, 0, 1, 7, 1), $refused ],
		[ 'customers of no kind', masks($month, 4, 1, 288, 1, 7, 7, 1), $refused ],
		[ 'customers of kind 0', masks($month, 0, 1, 288, 1, 1), $refused ],
		[ 'numbers of another seed', masks_of_seed(1, $month, 1, 1, 288, 1, 7, 1), qr/^accepted$/, masks_of_seed(2, $month, 1, 1, 288, 2, 7, 1, 8, 2) ],
		[ 'texts of one seed', masks_of_seed(1, $month, 3, 1, 288, 1, 7, 7, 1), qr/^accepted$/, masks_of_seed(1, $month, 3, 1, 288, 1, 8, 8, 1) ],
		[ 'texts of another seed', masks_of_seed(1, $month, 3, 1, 288, 1, 7, 7, 1), qr/^accepted, combined 22P03$/, masks_of_seed(2, $month, 3, 1, 288, 1, 8, 8, 1) ],
		[ 'no customers', masks($month, 1, 1, 288, 0), $refused ],
		[ '2^60 customers', masks($month, 1, 1, 288, 1 << 60), $refused ],
		[ 'a customer too many', masks($month, 1, 1, 288, 2, 7, 1), $refused ],
		[ 'less than no customers', masks($month, 1, 1, 288, -1), $refused ],
		# no copy of the customers is made that could tell; it is one customer active in both periods
		[ 'a customer twice', masks($month, 1, 1, 288, 2, 7, 1, 7, 2), qr/^accepted$/ ],
		[ 'a customer without periods', masks($month, 1, 1, 288, 2, 7, 1, 8, 0), $refused ],
		[ 'a mask of periods before the first date', masks($month, 1, 1, -0x80000000 - 65536, 1, 7, 1), $refused ],
		[ 'a mask of periods after the last date', masks($month, 1, 1, 0x7fffffff, 1, 7, 1), $refused ],
		[ 'a mask, a byte too many', masks($month, 1, 1, 288, 1, 7, 1) . "\0", $refused ] ],
	rfm => [
		[ 'one customer', orders(1, 9131, 8766, 8776, 1, $buyer), qr/^accepted/ ],
		[ 'two customers', orders(1, 9131, 8766, 8776, 2, $buyer, buyer(8, 1, day_of(8770, -3))), qr/^accepted/ ],
		[ 'amounts that cancel out', orders(1, 9131, 8766, 8766, 1, buyer(7, 1, day_of(8766, 1 << 47))), qr/^accepted/ ],
		[ 'a wide day', orders(1, 9131, 8766, 8766, 1, buyer(7, -1, day_of(8766, 0), 0, 0, 0, 1)), qr/^accepted/ ],
		[ 'a wide day that cancels out', orders(1, 9131, 8766, 8766, 1, buyer(7, -1, day_of(8766, 1), 0, 0, 0, 0)), qr/^accepted/ ],
		[ 'a wide day marked though it has a sum', orders(1, 9131, 8766, 8766, 1, buyer(7, -1, day_of(8766, 1), 0, 0, 0, 1)), $refused ],
		[ 'a wide day with another mark', orders(1, 9131, 8766, 8766, 1, buyer(7, -1, day_of(8766, 2), 0, 0, 0, 0)), $refused ],
		[ 'days beyond the highest', orders(1, 9131, 8766, 8775, 1, $buyer), $refused ],
		[ 'days before the lowest', orders(1, 9131, 8767, 8776, 1, $buyer), $refused ],
		[ 'the lowest day above the highest', orders(1, 9131, 8776, 8766, 1, $buyer), $refused ],
		[ 'days too far apart', orders(1, 100000, 8766, 8766 + 65536, 1, $buyer), $refused ],
		[ 'a customer without days', orders(1, 9131, 8766, 8776, 1, buyer(7, 0)), $refused ],
		[ 'more days than the message', orders(1, 9131, 8766, 8776, 1, buyer(7, 3, day_of(8766, 5), day_of(8776, 9))), $refused ],
		[ 'wide days longer than the message', orders(1, 9131, 8766, 8776, 1, buyer(7, -1, day_of(8766, 0), 0, 0, 0)), $refused ],
		[ '65537 days', orders(1, 9131, 8766, 8776, 1, buyer(7, 65537, (day_of(8766, 5)) x 65537)), $refused ],
		[ '2^31 wide days', orders(1, 9131, 8766, 8776, 1, buyer(7, -0x80000000, day_of(8766, 5))), $refused ],
		[ 'no customers', orders(1, 9131, 8766, 8776, 0), $refused ],
		[ 'less than no customers', orders(1, 9131, 8766, 8776, -1, $buyer), $refused ],
		[ 'a customer too few', orders(1, 9131, 8766, 8776, 2, $buyer), $refused ],
		[ '2^60 customers', orders(1, 9131, 8766, 8776, 1 << 60, $buyer), $refused ],
		[ 'a byte too many', orders(1, 9131, 8766, 8776, 1, $buyer, "\0"), $refused ],
		[ 'texts, of which nothing comes back', orders(3, 9131, 8766, 8776, 1, pack('q> q>', 7, 7), $buyer), $refused ],
		[ 'customers of kind 0', orders(0, 9131, 8766, 8776, 1, substr($buyer, 8)), $refused ],
		[ 'observed for ever', orders(1, 0x7fffffff, 8766, 8776, 1, $buyer), $refused ],
		[ 'a day before the first date', orders(1, 9131, -0x7fffffff, -0x7fffffff, 1, buyer(7, 1, day_of(-0x7fffffff, 5))), $refused ],
		[ 'observed until before', orders(1, 8770, 8766, 8776, 1, $buyer), $refused ] ],
	cohort_revenue => [
		[ 'one customer', orders(1, $month, 8766, 8776, 1, $buyer), qr/^accepted/ ],
		[ 'of another period', orders(1, $day, 8766, 8776, 1, $buyer), qr/^accepted, combined 22023$/ ],
		[ 'of the last period that there is', orders(1, 5, 8766, 8776, 1, $buyer), qr/^accepted, combined 22023$/ ],
		[ 'of a period that there is not', orders(1, 6, 8766, 8776, 1, $buyer), $refused ],
		[ 'of period -1', orders(1, -1, 8766, 8776, 1, $buyer), $refused ],
		[ 'a text', orders(3, $month, 8766, 8776, 1, pack('q>', 7), $buyer), qr/^accepted, combined 22P03$/ ],
		[ 'texts of one seed', orders(3, $month, 8766, 8776, 1, pack('q>', 7), $buyer), qr/^accepted$/, orders(3, $month, 8766, 8776, 1, pack('q>', 8), $buyer) ],
		[ 'texts of another seed', orders_of_seed(78, 3, $month, 8766, 8776, 1, pack('q>', 7), $buyer), qr/^accepted, combined 22P03$/, orders(3, $month, 8766, 8776, 1, pack('q>', 7), $buyer) ],
		[ 'numbers of another seed', orders_of_seed(78, 1, $month, 8766, 8776, 1, $buyer), qr/^accepted$/, orders(1, $month, 8766, 8776, 1, $buyer) ],
		[ 'the first day of all, whose year begins before the dates', orders(1, 5, -2451545, -2451545, 1, buyer(7, 1, day_of(-2451545, 5))), $refused ],
		[ 'days too far apart', orders(1, $month, 8766, 8766 + 65536, 1, $buyer), $refused ] ],
	subscriptions => [
		[ 'one subscription', subscriptions(0, 1, 0, numbers(7, 0, 2, 10000000)), qr/^accepted/ ],
		[ 'the first other amount', subscriptions(0, 1, 1, numbers(7, 0, 2, ~0), pack('q> q> q> q>', 0, 0, 0, 1)), qr/^accepted/ ],
		[ 'an other amount that is not there', subscriptions(0, 1, 1, numbers(7, 0, 2, ~2), pack('q> q> q> q>', 0, 0, 0, 1)), $refused ],
		[ 'an other amount of 0', subscriptions(0, 1, 1, numbers(7, 0, 2, ~0), pack('q> q> q> q>', 0, 0, 0, 0)), $refused ],
		[ 'a discount of nothing', subscriptions(0, 1, 0, numbers(7, 0, 2, 9999999)), qr/^refused 22003$/ ],
		[ 'no amount', subscriptions(0, 1, 0, numbers(7, 0, 2, 0)), $refused ],
		[ 'numbers that do not end', subscriptions(0, 1, 0, "\xff" x 40), $refused ],
		[ 'a start after the last date', subscriptions(0, 1, 0, numbers(7, 0x7ffffffe - 288, 0, 10)), $refused ],
		[ 'an end beyond int4', subscriptions(0, 1, 0, numbers(7, 0, 1 << 32, 10)), $refused ],
		[ 'an end 2^64 later', subscriptions(0, 1, 0, numbers(7, 0, ~0, 10)), $refused ],
		[ 'customers all around', subscriptions(0, 2, 0, numbers(7, 0, 2, 10, ~0, 0, 2, 10)), $refused ],
		[ 'a uuid', subscriptions(1, 1, 0, numbers(7) . pack('q>', 8) . numbers(0, 2, 10)), qr/^accepted, combined 22P03$/ ],
		[ 'half a uuid', subscriptions(1, 1, 0, numbers(7, 0, 2, 10)), $refused ],
		[ 'uuids all around', subscriptions(1, 2, 0, numbers(0, 7, 0, 2, 10, 0, ~0, 0, 2, 10)), $refused ],
		[ 'a kind that there is not', subscriptions(3, 1, 0, numbers(7, 0, 2, 10)), $refused ],
		[ 'no subscriptions', subscriptions(0, 0, 0), $refused ],
		[ '2^61 subscriptions', subscriptions(0, 1 << 61, 0), $refused ],
		[ '2^59 other amounts', subscriptions(0, 1, 1 << 59, numbers(7, 0, 2, 10)), $refused ] ],
	funnel_rows => [
		[ 'one row', funnel_rows(3, 0, 3, $hour, 1, funnel_row(3, 5, 2)), qr/^accepted$/ ],
		[ 'no rows', funnel_rows(3, 0, 3, $hour, 0), qr/^accepted$/ ],
		[ 'a row far away', funnel_rows(3, 0, 3, $hour, 1, far_row(1000000, "\x05")), qr/^accepted$/ ],
		[ 'the last time of all', funnel_rows(3, 0, 3, $hour, 1, far_row(9223371331199999999, "\x05")), qr/^accepted$/ ],
		[ 'a thousand steps', funnel_rows(3, 0, 1000, $hour, 1, funnel_row(0, 0, 2) . "\xff" x 125), qr/^accepted, combined 22023$/ ],
		[ 'another kind', funnel_rows(2, 0, 3, $hour, 1, funnel_row(3, 5, 2)), qr/^accepted, combined 22023$/ ],
		[ 'another mode', funnel_rows(3, 1, 3, $hour, 1, funnel_row(3, 5, 2)), qr/^accepted, combined 22023$/ ],
		[ 'another within', funnel_rows(3, 0, 3, $hour + 1, 1, funnel_row(3, 5, 2)), qr/^accepted, combined 22023$/ ],
		[ 'all modes', funnel_rows(3, 0x3f, 3, $hour, 2, funnel_row(3, 5, 2), funnel_row(3, 0, 2, 1)), qr/^accepted, combined 22023$/ ],
		(map { [ "kind $_", funnel_rows($_, 0, 3, $hour, 1, funnel_row(3, 5, 2)), $refused ] } 0, 4, 255),
		(map { [ "mode $_", funnel_rows(3, $_, 3, $hour, 1, funnel_row(3, 5, 2)), $refused ] } 0x10, 0x40, 0xffff),
		(map { [ "$_ steps", funnel_rows(3, 0, $_, $hour, 1, funnel_row(3, 5, 2)), $refused ] } 0, 1001, 0x7fffffff, 0xffffffff),
		[ 'a negative within', funnel_rows(3, 0, 3, -1, 1, funnel_row(3, 5, 2)), $refused ],
		[ 'a step that is not there', funnel_rows(3, 0, 3, $hour, 1, far_row(1000000, "\x0d")), $refused ],
		[ 'step 61 of 60', funnel_rows(3, 0, 60, $hour, 1, funnel_row(0, 0, 2) . "\x01" x 7 . "\x10"), $refused ],
		[ 'step 65 of 64', funnel_rows(3, 0, 64, $hour, 1, funnel_row(0, 0, 2) . "\x01" x 9), $refused ],
		[ 'a row without steps', funnel_rows(3, 0, 3, $hour, 1, funnel_row(3, 0, 2)), $refused ],
		[ 'a row far away without steps', funnel_rows(3, 0, 3, $hour, 1, far_row(1000000, "\x00")), $refused ],
		[ 'a row without steps in strict order', funnel_rows(3, 1, 3, $hour, 1, funnel_row(3, 0, 2)), qr/^accepted, combined 22023$/ ],
		[ 'half a row', funnel_rows(3, 0, 3, $hour, 1, "\x51"), $refused ],
		[ 'half a row of eight bytes', funnel_rows(3, 0, 3, $hour, 1, "\x57" . "\x01" x 6), $refused ],
		[ 'half of many steps', funnel_rows(3, 0, 17, $hour, 1, funnel_row(0, 0, 2) . "\x01" x 2), $refused ],
		[ 'half a time', funnel_rows(3, 0, 3, $hour, 1, "\0" . "\x01" x 7), $refused ],
		[ 'a time without steps', funnel_rows(3, 0, 3, $hour, 1, far_row(1000000, '')), $refused ],
		[ 'a row of no length', funnel_rows(3, 0, 3, $hour, 1, "\x58" . "\x01" x 9), $refused ],
		[ 'a time after the last', funnel_rows(3, 0, 3, $hour, 1, far_row(9223371331200000000, "\x05")), $refused ],
		[ 'a time after the last, by steps', funnel_rows(3, 0, 3, $hour, 2, far_row(9223371331199999999, "\x05"), funnel_row(3, 5, 2, 1)), $refused ],
		[ 'half a day', funnel_rows(1, 0, 3, $hour, 1, funnel_row(3, 5, 2, 1)), $refused ],
		[ 'a row too few', funnel_rows(3, 0, 3, $hour, 2, funnel_row(3, 5, 2)), $refused ],
		[ 'a row too many', funnel_rows(3, 0, 3, $hour, 0, funnel_row(3, 5, 2)), $refused ],
		[ '2^32 - 1 rows', funnel_rows(3, 0, 3, $hour, 0xffffffff, funnel_row(3, 5, 2)), $refused ],
		[ 'another version', "\x01" . substr(funnel_rows(3, 0, 3, $hour, 1, funnel_row(3, 5, 2)), 1), $refused ] ],
	visits => [
		[ 'two visits', visits(1, 0, 0, [ 'a', 'b' ], 2, visit(5, 0), visit(9, 1)), qr/^accepted$/ ],
		[ 'no visits', visits(1, 0, 0, [], 0), qr/^accepted$/ ],
		[ 'a name twice', visits(1, 0, 0, [ 'a', 'a' ], 2, visit(5, 0), visit(9, 1)), qr/^accepted$/ ],
		[ 'days', visits(86400000000, 0, 0, ['a'], 1, visit(5, 0)), qr/^accepted, combined 22023$/ ],
		[ 'another within', visits(1, 5, 0, ['a'], 1, visit(5, 0)), qr/^accepted, combined 22023$/ ],
		[ 'another depth', visits(1, 0, 5, ['a'], 1, visit(5, 0)), qr/^accepted, combined 22023$/ ],
		(map { [ "unit $_", visits($_, 0, 0, ['a'], 1, visit(5, 0)), $refused ] } 0, -1, 2),
		[ 'a negative within', visits(1, -1, 0, ['a'], 1, visit(5, 0)), $refused ],
		[ 'a depth of 2^31', visits(1, 0, 1 << 31, ['a'], 1, visit(5, 0)), $refused ],
		[ 'a name that is not there', visits(1, 0, 0, ['a'], 1, visit(5, 1)), $refused ],
		[ 'a name that is no text', visits(1, 0, 0, ["\xff"], 1, visit(5, 0)), qr/^(accepted|refused (22021|22P03))$/ ],
		(map { [ "an instant at $_", visits(1, 0, 0, ['a'], 1, visit($_, 0)), $refused ] } 9223372036854775807, -9223372036854775807 - 1, 9223372036854775806),
		(map { [ "a day $_", visits(86400000000, 0, 0, ['a'], 1, visit($_, 0)), $refused ] } 1 << 31, 0x7fffffff, -0x80000000, 1 << 40),
		[ 'a visit too few', visits(1, 0, 0, ['a'], 2, visit(5, 0)), $refused ],
		[ 'a visit too many', visits(1, 0, 0, ['a'], 0, visit(5, 0)), $refused ],
		[ '2^32 - 1 visits', visits(1, 0, 0, ['a'], 0xffffffff, visit(5, 0)), $refused ],
		[ '2^32 - 1 names', pack('C q> q> N N', 1, 1, 0, 0, 0xffffffff), $refused ],
		[ 'a name longer than the message', pack('C q> q> N N N', 1, 1, 0, 0, 1, 0xffffffff) . 'a', $refused ] ],
	transitions => [
		[ 'begin and end', transitions(0, 0, ['a'], 2, @both), qr/^accepted$/ ],
		[ 'nothing', transitions(0, 0, [], 0), qr/^accepted$/ ],
		[ 'another within', transitions(5, 0, ['a'], 2, @both), qr/^accepted, combined 22023$/ ],
		[ 'another depth', transitions(0, 5, ['a'], 2, pair(0, 0, 1, 3, 2), pair(1, 1, 0, 3, 2)), qr/^accepted, combined 22023$/ ],
		[ 'within of nothing', transitions(5, 0, [], 0), $refused ],
		[ 'a negative within', transitions(-1, 0, ['a'], 2, @both), $refused ],
		[ 'a depth of 2^31', transitions(0, 1 << 31, ['a'], 2, pair(0, 0, 1, 3, 2), pair(1, 1, 0, 3, 2)), $refused ],
		[ 'a position without a depth', transitions(0, 0, ['a'], 2, pair(0, 0, 1, 3, 2), pair(1, 1, 0, 3, 2)), $refused ],
		[ 'a position beyond the depth', transitions(0, 2, ['a'], 2, pair(0, 0, 1, 3, 2), pair(9, 1, 0, 3, 2)), $refused ],
		[ 'no begin', transitions(0, 0, ['a'], 1, $both[1]), $refused ],
		[ 'no end', transitions(0, 0, ['a'], 1, $both[0]), $refused ],
		[ 'from a step that is not there', transitions(0, 0, ['a'], 3, @both, pair(0, 2, 0, 3, 2)), $refused ],
		[ 'to a step that is not there', transitions(0, 0, ['a'], 3, @both, pair(0, 0, 2, 3, 2)), $refused ],
		[ 'from nowhere to nowhere', transitions(0, 0, ['a'], 3, @both, pair(0, 0, 0, 3, 2)), $refused ],
		[ 'pairs twice', transitions(0, 0, ['a'], 4, @both, @both), $refused ],
		[ 'a name twice', transitions(0, 0, [ 'a', 'a' ], 4, @both, pair(0, 0, 2, 3, 2), pair(0, 2, 0, 3, 2)), $refused ],
		[ 'a name without a pair', transitions(0, 0, [ 'a', 'b' ], 2, @both), $refused ],
		(map { [ "$_->[0] transitions of $_->[1] customers", transitions(0, 0, ['a'], 2, pair(0, 0, 1, @$_), pair(0, 1, 0, @$_)), $refused ] } [ 2, 3 ], [ 0, 0 ], [ 3, 0 ], [ -3, -3 ], [ 3, -2 ]),
		[ 'a pair too few', transitions(0, 0, ['a'], 3, @both), $refused ],
		[ 'a pair too many', transitions(0, 0, ['a'], 1, @both), $refused ],
		[ 'two steps without times between them', transitions(0, 0, ['a'], 3, @both, pair(0, 1, 1, 3, 2)), $refused ],
		[ '2^32 - 1 pairs', transitions(0, 0, ['a'], 0xffffffff, @both), $refused ] ]);
for my $model (sort keys %fits)
{
	my @possible = $model eq 'gamma_gamma' ? (2, 5, 0) : (2, 5, 9);
	my @impossible = $model eq 'gamma_gamma' ? ([ 0, 5, 0 ], [ 2, 0, 0 ], [ 0.5, 5, 0 ], [ 1e300, 5, 0 ])
		: ([ 2, 5, 0 ], [ 2, 9, 5 ], [ 0, 5, 9 ], [ 2, 0, 9 ], [ 0.5, 5, 9 ], [ 1e300, 5, 9 ], [ 2, 5, 1e300 ]);
	$messages{$model} = [
		[ 'one customer', customers(1, @possible, 1, 0), qr/^accepted$/ ],
		[ 'no customers', customers(0), qr/^accepted$/ ],
		[ 'less than no customers', customers(-1), $refused ],
		[ '2^61 customers', customers(1 << 61), $refused ],
		(map { [ "weight $_", customers(1, @possible, $_, 0), $refused ] } 0, -1, 1e-101, 1e31, 1e308, 9**9**9, -sin(9**9**9)),
		(map { [ "figures @$_", customers(1, @$_, 1, 0), $refused ] } @impossible, [ -1, 5, 9 ], [ 2, 9**9**9, 9 ]) ];
}
for my $name (sort keys %messages)
{
	my ($usual) = map { $valid{$name}{$_} } grep { /^(hash|months|orders and returns|orders and refunds|weighted|instants|three customers)$/ } keys %{ $valid{$name} };
	for (@{ $messages{$name} })
	{
		my ($what, $message, $expected, $other) = @$_;
		my ($rc, $answer, $err) = $node->psql('postgres', "SET statement_timeout = '60s'; SELECT try_$name('\\x" . unpack('H*', $message) . "', '\\x" . unpack('H*', $other // $usual) . "')");
		like($answer, $expected, "$name: $what") or diag($err), await_server();
	}
}

# An aggregate that calls the transition of another one, as Citus does with its parts: what the call looks like
# is not known then, and no other call is taken for it.
sub same_by_another
{
	my ($state, $types, $call, $rows) = @_;
	my ($name, $arguments) = $call =~ /^(\w+)\((.*)\)$/;
	my $function = $node->safe_psql('postgres', "SELECT aggtransfn::oid::regprocedure FROM pg_aggregate WHERE aggfnoid = '$name($types)'::regprocedure");
	$node->safe_psql('postgres', qq{
		CREATE FUNCTION by_another($state, regprocedure, $types) RETURNS $state AS '$dir/partial_states.so', 'transition_of' LANGUAGE C;
		CREATE AGGREGATE by_another(regprocedure, $types) (SFUNC = by_another, STYPE = $state, INITCOND = '()')});
	is($node->safe_psql('postgres', "SELECT by_another('$function', $arguments) FROM $rows"), $node->safe_psql('postgres', "SELECT $call FROM $rows"), "by another aggregate: $call");
	$node->safe_psql('postgres', "DROP AGGREGATE by_another(regprocedure, $types); DROP FUNCTION by_another($state, regprocedure, $types)");
}
my $spells = q{(SELECT timestamptz '2026-01-01' + i * interval '1 day' AS a, timestamptz '2026-02-01' + i * interval '26 hours' AS b FROM generate_series(1, 90) i) v};
same_by_another('cx_churn', 'timestamptz, timestamptz, timestamptz, timestamptz', q{churn_agg(a, b, '2026-02-01', '2026-02-20')}, $spells);
same_by_another('cx_activity', 'timestamptz, cx_period, cx_zone', q{activity_agg(b, 'week', 'Asia/Tokyo')}, $spells);

$node->stop;
done_testing();
