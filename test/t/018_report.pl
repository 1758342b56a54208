# The page that cx_report draws: well formed whatever the names are, read with the reader's rights, and over the
# demo's tables with a card for every kind of view.
use strict;
use warnings FATAL => 'all';

use Cwd qw(abs_path);
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = abs_path(dirname(__FILE__) . '/../..');
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding', 'UTF8', '--locale', 'C' ]);
$node->append_conf('postgresql.conf', "timezone = 'Asia/Tokyo'\nclient_min_messages = warning\n");
$node->start;
$ENV{PGCLIENTENCODING} = 'UTF8';

# What is wrong with a page as XML: every attribute in double quotes, every tag closed, no sign but as a reference.
sub fault
{
	my ($page) = @_;
	my @open;
	$page =~ s/\A<!DOCTYPE html>\n// or return 'no document type';
	while ($page !~ /\G\z/gc)
	{
		if ($page =~ /\G<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-zA-Z0-9:-]*="[^"<>]*")*)(\/?)>/gc)
		{
			my ($end, $name, $attributes, $alone) = ($1, $2, $3, $4);
			return "bare & in <$name$attributes>" if $attributes =~ /&(?!(?:amp|lt|gt|quot|#[0-9]+);)/;
			return "<$name$attributes> runs a script" if $name eq 'script' or $attributes =~ / on[a-z]+=|javascript:/i;
			if ($alone) { next }
			if (!$end) { push @open, $name; next }
			my $last = pop @open // 'nothing';
			return "</$name> closes $last" if $last ne $name;
		}
		elsif ($page !~ /\G(?:[^<&]+|&(?:amp|lt|gt|quot|#[0-9]+);)/gc)
		{
			return 'not markup: ' . substr($page, pos($page) // 0, 60);
		}
	}
	return @open ? "not closed: @open" : 'none';
}
is(fault("<!DOCTYPE html>\n<p a=\"1\"><b>x &lt; y</b></p>"), 'none', 'what is well formed passes');
like(fault("<!DOCTYPE html>\n<p><b>x</p></b>"), qr/closes b/, 'a tag closed out of turn is found');
like(fault("<!DOCTYPE html>\n<p title='x'></p>"), qr/not markup/, 'and an attribute in other quotes');
like(fault("<!DOCTYPE html>\n<p>a & b</p>"), qr/not markup/, 'and a bare ampersand');

sub report
{
	my ($database, $sql, @params) = @_;
	my ($rc, $out, $err) = $node->psql($database, $sql, extra_params => [ '-qAt', @params ]);
	diag($err) if $rc;
	return $out;
}

# The demo: all that a user sees after the first command of the README.
$node->safe_psql('postgres', 'CREATE DATABASE airport');
{
	local $ENV{PGDATABASE} = 'airport';
	ok(IPC::Run::run([ 'sh', '-c', "cd '$top/demo' && exec psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION cx_metrics' -f load.sql -f views.sql -d '" . $node->connstr('airport') . "' > /dev/null" ]),
		'the views of the demo are made');
}
my $page = report('airport', "\\i $top/demo/report.sql");
is(fault("$page\n"), 'none', 'the page of the demo is well formed');
unlike($page, qr/could not be drawn/, 'every card is drawn');
my @cards = $page =~ /<h3>(.*?)<\/h3>/g;
for my $card ('Net Promoter Score', 'Net Promoter Score by boarding area', 'Customer satisfaction',
	'Satisfaction by boarding area', 'What drives satisfaction', 'Customer effort', 'Customer effort by boarding area', 'Active customers',
	'Expected customer value', 'Funnel', 'Retention by cohort', 'Revenue by cohort', 'How long customers stay',
	'How long customers stay, by contract', 'Time to resolution', 'Time to resolution by priority',
	'Tickets resolved in time', 'Tickets resolved in time by priority', 'Backlog')
{
	ok((grep { $_ eq $card } @cards), "card: $card");
}
like($page, qr/<p class="said">NPS 31, between 28 and 34 with 95% confidence; 2,650 answers in May 2018\.<\/p>/,
	'a figure says its interval, its answers and its month');
like($page, qr/Better than the others by more than chance: E\. Worse: A\./, 'segments are compared');
like($page, qr/>14\.6%<\/p><p class="said">came back the month after the first, between 13\.3 and 16\.1/,
	'cohorts are pooled');
unlike($page, qr/https?:|url\(|\@import/, 'nothing is fetched from elsewhere');
cmp_ok(length($page), '<', 250_000, 'the page is small: ' . length($page) . ' bytes');
my $again = report('airport', "SET default_transaction_read_only = on; SET timezone = 'America/New_York'; SET datestyle = 'German, DMY'; SET extra_float_digits = -15; SET search_path = ''; SELECT public.cx_report('An airport, a music shop, a telephone company and an IT support desk')");
s/As of [^.]*\.// for $page, $again;
is($again, $page, 'it writes nothing, and no setting of the session changes it');

# Names of every sort, the extension in a schema that is not on the path, and who reads.
my $evil = q{"&<>'`</svg><script>alert(1)</script>};
$node->safe_psql('postgres', q{CREATE ROLE owner LOGIN; CREATE ROLE reader LOGIN; CREATE DATABASE evil OWNER owner;});
my $made = q{
	CREATE SCHEMA "Odd schema";
	CREATE EXTENSION cx_metrics SCHEMA "Odd schema";
	SET search_path = "Odd schema", pg_catalog;
	CREATE SCHEMA "we<ird&";
	CREATE TABLE "we<ird&"."t""a<b>" (at timestamptz, "sc'ore<" integer, "seg</svg>""'" text, tenant text);
	INSERT INTO "we<ird&"."t""a<b>" SELECT timestamptz '2024-01-01Z' + n * interval '1 hour', n % 11, CASE WHEN n % 9 = 0 THEN NULL WHEN n % 5 = 0 THEN $evil$EVIL$evil$ WHEN n % 7 = 0 THEN E'\x01\x08\u202e\u00e9' ELSE 's' || n % 1000 END, 'tenant ' || n % 2
	FROM generate_series(1, 26000) AS n;
	COMMENT ON TABLE "we<ird&"."t""a<b>" IS $evil$EVIL$evil$;
	SELECT cx_create_response_views('"we<ird&"."t""a<b>"', $a$sc'ore<$a$, 'at', 'nps', 'Asia/Kathmandu', segments => ARRAY[$a$seg</svg>"'$a$], prefix => 'v<&''"');
	CREATE TABLE "we<ird&".others AS SELECT * FROM "we<ird&"."t""a<b>" WHERE tenant = 'tenant 1';
	SELECT cx_create_response_views('"we<ird&".others', $a$sc'ore<$a$, 'at', 'nps', 'UTC', prefix => 'plain');
	GRANT USAGE ON SCHEMA "Odd schema", "we<ird&" TO reader;
	GRANT SELECT ON "we<ird&"."t""a<b>", "we<ird&"."v<&'""_nps" TO reader;
};
$made =~ s/EVIL/$evil/g;
my ($rc, $out, $err) = $node->psql('evil', $made, extra_params => [ '-U', 'owner' ], on_error_stop => 1);
is($rc, 0, 'views over hostile names') or diag($err);
my $call = qq{SELECT "Odd schema".cx_report(\$evil\$$evil\$evil\$)};
$page = report('evil', $call, '-U', 'owner');
is(fault("$page\n"), 'none', 'a page of hostile names is well formed');
like($page, qr/<h1>&quot;&amp;&lt;&gt;&#39;`&lt;\/svg&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/h1>/, 'and shows them');
unlike($page, qr/[\x01-\x08\x0b\x0c\x0e-\x1f]/, 'but no control characters');
my @rows = $page =~ /<th scope="row" title=/g;
is(scalar(@rows), 13, 'of some thousand segments twelve are drawn, and the others as one');
like($page, qr/title="other \([0-9]+\)"/, 'which is named so');
cmp_ok(length($page), '<', 100_000, 'and their number costs nothing');

# With the rights of who reads: what he may not read is an error in its card, what is hidden from him is not counted.
$page = report('evil', $call, '-U', 'reader');
is(fault("$page\n"), 'none', 'a page with errors is well formed');
is(scalar(() = $page =~ /permission denied for view/g), 2, 'views without a grant are errors in their cards');
like($page, qr/NPS &#8722;[0-9]+, between/, 'and the others are drawn');
my ($answers) = $page =~ /; ([0-9,]+) answers in/;
$node->safe_psql('evil', q{ALTER TABLE "we<ird&"."t""a<b>" ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON "we<ird&"."t""a<b>" TO reader USING (tenant = 'tenant 0');});
$page = report('evil', $call, '-U', 'reader');
my ($fewer) = $page =~ /; ([0-9,]+) answers in/;
s/,// for $answers, $fewer;
cmp_ok(abs($fewer - $answers / 2), '<=', 1, 'row security holds');

# A card that takes too long ends the page, as the reader has set it.
$node->safe_psql('evil', q{CREATE VIEW public.slow AS SELECT date '2024-01-01' AS period, pg_sleep(60) IS NULL AS slept WHERE "Odd schema".cx_view('nps', 'month', 'UTC', '"we<ird&".others'::regclass)});
($rc, $out, $err) = $node->psql('evil', qq{SET statement_timeout = '2s'; $call});
like($err, qr/canceling statement due to statement timeout/, 'a timeout is no error of a card');

# Another encoding.
$node->safe_psql('postgres', q{CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0});
$node->safe_psql('latin', q{CREATE EXTENSION cx_metrics; CREATE TABLE answer (at date, score integer, seg text);
	INSERT INTO answer SELECT date '2024-01-01', n, E'caf\u00e9' FROM generate_series(0, 10) AS n;
	SELECT cx_create_response_views('answer', 'score', 'at', 'nps', 'UTC', segments => '{seg}')});
$page = report('latin', q{SELECT cx_report('Latin')});
is(fault("$page\n"), 'none', 'in a database of another encoding');
like($page, qr/>caf\xc3\xa9</, 'the client has its own');

$node->stop;
done_testing();
