# Whoever writes to a table, or may attach triggers to it, or reads catalogs: nobody runs what others wrote,
# and nobody reads what is not theirs through a rollup.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;

# As a role, in one session: what it prints, and what it complains of.
sub as
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-U', $role ], on_error_stop => 1);
	diag("as $role: $err") if $rc != 0;
	return $out;
}
sub refused
{
	my ($role, $sql, $pattern, $name) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n$sql", extra_params => [ '-U', $role ]);
	like($err, $pattern, $name);
}
sub right
{
	my ($name) = @_;
	is(as('chief', q{SELECT * FROM cx_verify('alice.daily')}), '', $name);
}

$node->safe_psql('postgres', q{
	CREATE EXTENSION cx_metrics;
	REVOKE CREATE ON SCHEMA public FROM PUBLIC;
	CREATE ROLE alice LOGIN; CREATE ROLE bob LOGIN; CREATE ROLE carol LOGIN; CREATE ROLE mallory LOGIN;
	CREATE ROLE chief LOGIN SUPERUSER; -- whoever the first one is here
	CREATE SCHEMA alice AUTHORIZATION alice;
	CREATE SCHEMA bob AUTHORIZATION bob;
	CREATE SCHEMA mallory AUTHORIZATION mallory;
	GRANT USAGE ON SCHEMA alice TO bob, mallory, carol;
	GRANT CREATE ON SCHEMA alice TO carol;
	CREATE TABLE public.witness (who text, what text, path text);
	GRANT INSERT ON public.witness TO PUBLIC;
});
# The function of an expression says as whom it runs; it is declared immutable, which it is not.
as('alice', q{
	CREATE FUNCTION alice.observe(what text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
	BEGIN RETURN current_user || ' ' || current_setting('search_path'); END $$;
	CREATE TABLE alice.answers (day date, score int);
	INSERT INTO alice.answers VALUES ('2026-05-01', 10);
	ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO bob;
	CALL cx_create_rollup('daily', 'alice.answers', '{day,"alice.observe(score::text) AS seen"}', '{nps_agg(score) AS nps}');
	GRANT INSERT, UPDATE, DELETE, TRUNCATE, SELECT ON alice.answers TO bob;
	GRANT TRIGGER, SELECT, INSERT ON alice.answers TO mallory;
});

# Whoever writes needs no right on the rollup, and runs the expressions as the owner, who has another path.
as('bob', q{INSERT INTO alice.answers VALUES ('2026-05-02', 3); UPDATE alice.answers SET score = 4 WHERE day = '2026-05-02'});
is(as('alice', q{SELECT DISTINCT seen FROM daily}), 'alice pg_catalog, pg_temp', 'expressions run as the owner, with a pinned path');
right('a writer without rights feeds it');
refused('bob', "SELECT count(*) FROM alice.$_", qr/42501/, "$_ is not granted, whatever the default privileges say") for qw(daily_base daily_delta daily_def);
refused('mallory', 'SELECT count(*) FROM alice.daily', qr/42501/, 'the rollup is read by who may');
is(as('bob', q{SELECT count(*), sum(rows) FROM alice.daily}), '2|2', 'and by default privileges bob may');
is(as('mallory', q{SELECT relation, pending_deltas IS NULL FROM cx_sources}), 'alice.daily|t', 'who may not read it is not told how many deltas wait');
refused('bob', "SELECT $_('alice.daily')", qr/42501/, "$_ is the owner's") for qw(cx_compact cx_verify cx_rebuild cx_drop_rollup cx_adopt);
refused('bob', q{CALL cx_create_rollup('bob.stolen', 'alice.answers', '{day}', '{nps_agg(score)}')}, qr/42501.*SET ROLE alice/s, 'only the owner makes one');
refused('chief', q{CALL cx_create_rollup('alice.more', 'alice.answers', '{day}', '{nps_agg(score)}')}, qr/42501.*SET ROLE alice/s, 'a superuser becomes the owner first');
is(as('bob', 'TRUNCATE alice.answers; SELECT count(*) FROM alice.daily'), '0', 'who may truncate empties it');

# Names that somebody put in front of ours.
as('bob', q{
	CREATE FUNCTION bob.hijacked(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.witness VALUES (current_user, 'operator'); RETURN true; END $$;
	CREATE OPERATOR bob.<> (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = bob.hijacked);
	CREATE OPERATOR bob.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = bob.hijacked);
	CREATE FUNCTION bob.format(text, VARIADIC name[]) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.witness VALUES (current_user, 'format'); RETURN 'x'; END $$;
	CREATE FUNCTION bob.to_text(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.witness VALUES (current_user, 'function'); RETURN $1; END $$;
	CREATE AGGREGATE bob.sum(bigint) (SFUNC = int8pl, STYPE = bigint, INITCOND = '1000');
	GRANT USAGE ON SCHEMA bob TO PUBLIC;
	SET search_path = bob, pg_catalog, public;
	INSERT INTO alice.answers VALUES ('2026-05-03', 3), ('2026-05-03', 11);
});
right('a writer with another path feeds it');
is(as('chief', q{SET search_path = bob, pg_catalog, public; SELECT cx_compact('alice.daily'); SELECT day, rows, invalid FROM alice.daily; SELECT count(*) FROM cx_verify('alice.daily'); SELECT cx_rebuild('alice.daily'); SELECT cx_adopt('alice.daily')}), "5\n2026-05-03|2|1\n0\n0\n0", 'nor does the path of who folds it matter');
is(as('chief', 'SELECT * FROM witness'), '', 'nothing of bob ran');

# A stranger with the privilege TRIGGER. His own rollup of a table of his, attached to the other's table.
as('mallory', q{
	CREATE FUNCTION mallory.evil(what text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
	BEGIN RAISE LOG 'evil ran as %', current_user; RETURN what; END $$;
	CREATE TABLE mallory.mine (day date, score int);
	CALL cx_create_rollup('mallory.trap', 'mallory.mine', '{day,"mallory.evil(score::text) AS e"}', '{nps_agg(score) AS nps}');
	CREATE TRIGGER aa AFTER INSERT ON alice.answers REFERENCING NEW TABLE AS new FOR EACH STATEMENT WHEN ('mallory.trap_def'::regclass IS NOT NULL) EXECUTE FUNCTION cx_rollup_trigger();
});
as('alice', q{INSERT INTO answers VALUES ('2026-05-04', 9); DROP TRIGGER aa ON answers});
is(as('chief', 'SELECT count(*) FROM mallory.trap_delta'), '0', 'a trigger for a rollup of another table does nothing');
# The right rollup once more: counted once.
as('mallory', q{CREATE TRIGGER aa AFTER INSERT ON alice.answers REFERENCING NEW TABLE AS new FOR EACH STATEMENT WHEN ('alice.daily_def'::regclass IS NOT NULL) EXECUTE FUNCTION cx_rollup_trigger();
	CREATE TRIGGER zz AFTER INSERT ON alice.answers REFERENCING NEW TABLE AS new FOR EACH STATEMENT WHEN ('alice.daily_def'::regclass IS NOT NULL) EXECUTE FUNCTION cx_rollup_trigger();
	CREATE TRIGGER ab AFTER INSERT ON alice.answers FOR EACH STATEMENT WHEN ('alice.daily_def'::regclass IS NOT NULL AND false) EXECUTE FUNCTION cx_rollup_trigger()});
as('alice', q{INSERT INTO answers VALUES ('2026-05-05', 9)});
right('a trigger that somebody repeats counts nothing twice');
as('alice', q{DROP TRIGGER aa ON answers; DROP TRIGGER ab ON answers; DROP TRIGGER zz ON answers});
# A definition of his own over the other's table, which names the other's tables.
as('mallory', q{
	CREATE VIEW mallory.forged AS SELECT day, mallory.evil(score::text) AS seen, count(*) AS rows, nps_agg(score) AS nps FROM alice.answers
	WHERE cx_rollup_of('alice.daily_base', 'alice.daily_delta', 'count', true) AND mallory.evil('folded') = 'folded' GROUP BY 1, 2;
	CREATE TRIGGER aa AFTER INSERT ON alice.answers REFERENCING NEW TABLE AS new FOR EACH STATEMENT WHEN ('mallory.forged'::regclass IS NOT NULL) EXECUTE FUNCTION cx_rollup_trigger();
});
refused('alice', q{INSERT INTO answers VALUES ('2026-05-06', 9)}, qr/42501.*different owners/s, 'a definition that is not the owner\'s is refused');
as('alice', 'DROP TRIGGER aa ON answers');
is(as('chief', q{SELECT count(*), count(gap) FROM cx_sources}), '3|1', 'a superuser sees it in cx_sources');
refused('chief', "SELECT $_('mallory.forged')", qr/42501/, "nor does $_ of a superuser take it") for qw(cx_compact cx_verify cx_rebuild cx_drop_rollup cx_adopt);
# A definition over his own table, whose tables are the other's: nothing of the other is dropped for him.
as('mallory', q{CREATE VIEW mallory.forged_2 AS SELECT day, count(*) AS rows, nps_agg(score) AS nps FROM mallory.mine
	WHERE cx_rollup_of('alice.daily_base', 'alice.daily_delta', 'count', true) GROUP BY 1});
refused($_, "SELECT cx_drop_rollup('mallory.forged_2')", qr/42501/, "$_ drops no tables of others") for qw(mallory chief);
as('mallory', 'DROP VIEW mallory.forged, mallory.forged_2');
# Tables that do not have the columns are not written to, and one that is wrong does not hide the others.
as('mallory', q{CREATE TABLE mallory.base_x (day date, rows bigint, invalid bigint, nps text); CREATE VIEW mallory.view_x AS SELECT day, 1::bigint AS rows, 0::bigint AS invalid, NULL::cx_scores AS nps FROM mallory.mine;
	CREATE TABLE mallory.delta_x (day date, rows bigint, invalid bigint, nps cx_scores); CREATE TABLE mallory.short_x (day date, rows bigint)});
my $n = 0;
for my $case ([ 'base_x', 'delta_x', 'nps_agg(score)' ], [ 'delta_x', 'base_x', 'nps_agg(score)' ], [ 'delta_x', 'view_x', 'nps_agg(score)' ], [ 'delta_x', 'short_x', 'nps_agg(score)' ],
	[ 'delta_x', 'delta_x', 'max(score)' ], [ 'delta_x', 'delta_x', 'count(score)' ], [ 'delta_x', 'delta_x', 'nps_agg(score / (score - score))' ])
{
	my ($base, $delta, $state) = @$case;
	$n++;
	as('mallory', qq{CREATE VIEW mallory.forged_$n AS SELECT day, count(*) AS rows, $state AS nps FROM mallory.mine WHERE cx_rollup_of('mallory.$base', 'mallory.$delta', 'raise', true) GROUP BY 1;
		CREATE TRIGGER t AFTER INSERT ON mallory.mine REFERENCING NEW TABLE AS new FOR EACH STATEMENT WHEN ('mallory.forged_$n'::regclass IS NOT NULL) EXECUTE FUNCTION cx_rollup_trigger()});
	refused('mallory', q{INSERT INTO mallory.mine VALUES ('2026-01-01', 1)}, qr/ERROR:  (55000|0A000|22012)/, "forged with $base, $delta, $state");
	as('mallory', 'DROP TRIGGER t ON mallory.mine');
}
is(as('chief', q{SELECT count(*), count(gap) FROM cx_sources}), "9|7", 'all of them are listed');
as('mallory', 'DROP VIEW ' . join(', ', map { "mallory.forged_$_" } 1 .. $n) . ', mallory.view_x');
# Constants are folded when a definition is read: as its owner.
as('mallory', q{CALL cx_create_rollup('mallory.folds', 'mallory.mine', '{day}', '{nps_agg(score) AS nps}', filter => $$mallory.evil('constant') = 'constant'$$)});
as('chief', q{SELECT * FROM cx_sources; SELECT cx_compact('mallory.folds'); SELECT * FROM cx_verify('mallory.folds'); SELECT * FROM mallory.folds; INSERT INTO mallory.mine VALUES ('2026-05-01', 3)});
my $log = slurp_file($node->logfile);
like($log, qr/evil ran as mallory/, 'what a superuser has read or written ran as its owner');
unlike($log, qr/evil ran as (?!mallory|%)/, 'and nothing of mallory ran as anybody else');
as('mallory', q{SELECT cx_drop_rollup('mallory.mine'); DROP TABLE mallory.mine});

# Another owner.
$node->safe_psql('postgres', 'ALTER TABLE alice.answers OWNER TO carol');
refused('bob', q{INSERT INTO alice.answers VALUES ('2026-05-06', 9)}, qr/42501.*OWNER TO/s, 'parts of two owners are refused');
$node->safe_psql('postgres', q{ALTER TABLE alice.daily_base OWNER TO carol; ALTER TABLE alice.daily_delta OWNER TO carol; ALTER VIEW alice.daily_def OWNER TO carol; ALTER VIEW alice.daily OWNER TO carol});
as('bob', q{INSERT INTO alice.answers VALUES ('2026-05-06', 9)});
is(as('carol', q{SELECT seen LIKE 'carol %' FROM alice.daily WHERE day = '2026-05-06'}), 't', 'all of them given away, it goes on as the new owner');
is(as('carol', q{SELECT cx_drop_rollup('alice.daily'); SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal}), "\n0", 'who drops it');

# Row security: the rollup is of all rows, and of no fewer for the owner than for others.
as('alice', q{
	CREATE TABLE secrets (day date, score int, who text);
	INSERT INTO secrets VALUES ('2026-05-01', 3, 'alice'), ('2026-05-01', 4, 'bob');
	ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
	ALTER TABLE secrets FORCE ROW LEVEL SECURITY;
	CREATE POLICY own ON secrets USING (who = current_user);
	GRANT ALL ON secrets TO bob});
refused('alice', q{CALL cx_create_rollup('s', 'secrets', '{day}', '{nps_agg(score)}')}, qr/42501.*shared/s, 'a table with row security is refused');
is(as('alice', q{CALL cx_create_rollup('s', 'secrets', '{day}', '{nps_agg(score)}', shared => true); SELECT rows FROM s; SELECT count(*) FROM secrets}), "2\n1", 'shared, it has all rows');
as('bob', q{INSERT INTO alice.secrets VALUES ('2026-05-02', 4, 'bob'); TRUNCATE alice.secrets; INSERT INTO alice.secrets VALUES ('2026-05-03', 4, 'bob')});
is(as('alice', q{SELECT day, rows FROM s; SELECT count(*) FROM cx_verify('s'); SELECT cx_rebuild('s')}), "2026-05-03|1\n0\n0", 'and keeps them');
$node->stop;
done_testing();
