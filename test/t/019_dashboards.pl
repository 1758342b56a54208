# What is in dashboards/ without the tools that it is for: every file can be read, names only what is there, and
# its SQL gives what the aggregates give over the tables themselves. test/bi/run opens it in the tools.
use strict;
use warnings FATAL => 'all';

use CPAN::Meta::YAML;
use Cwd qw(abs_path);
use File::Basename;
use Figures;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = abs_path(dirname(__FILE__) . '/../..');
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "timezone = 'UTC'\njit = off\n");
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE bi');
$node->safe_psql('bi', 'CREATE EXTENSION cx_metrics');
{
	my $bi = $node->connstr('bi');
	for my $file ('demo/load.sql', 'test/bi/sources.sql', 'test/bi/views.sql')
	{
		my ($folder, $name) = ("$top/" . dirname($file), basename($file));
		ok(IPC::Run::run([ 'sh', '-c', "cd '$folder' && exec psql -X -q -v ON_ERROR_STOP=1 -f $name -o /dev/null -d '$bi'" ]), $file);
	}
}
my $made = PostgreSQL::Test::Utils::tempdir();
my @mine = qw(survey=survey:boarding_area events=visits orders=purchases subscriptions=subscriptions:contract tickets=tickets:priority_name);
command_ok([ "$top/dashboards/make", $made, @mine ], 'dashboards/make');

# ---- Reading

sub yaml_of { return CPAN::Meta::YAML->read_string(slurp_file($_[0]))->[0] }
sub json_of { return JSON::PP->new->utf8->decode(do { open(my $f, '<:raw', $_[0]) or die "$_[0]: $!"; local $/; <$f> }) }

# Rows, or the error as text.
my $database = 'bi';
sub rows_of
{
	my ($sql) = @_;
	my ($status, $out, $err) = $node->psql($database, "SELECT coalesce(json_agg(cx_rows), '[]') FROM (\n$sql\n) AS cx_rows");
	return $err =~ s/\n.*//sr if $status;
	return JSON::PP->new->decode($out);
}

# Whether a query runs and gives rows: '' or what is wrong.
sub wrong_with
{
	my ($sql) = @_;
	my $rows = rows_of($sql);
	return $rows unless ref $rows;
	return @$rows ? '' : 'no rows';
}
my %expected = map { basename($_, '.sql') => rows_of(slurp_file($_)) } glob("$top/test/bi/figures/*.sql");

# ---- What is checked of each tool: a list of [name, '' or what is wrong]

sub superset
{
	my ($dir) = @_;
	my @found;
	my $say = sub { push @found, [ "Superset: $_[0]", $_[1] ] };
	my (%dataset, %chart, %placed);
	my ($uri) = map { yaml_of($_) } glob("$dir/superset/databases/*.yaml");
	for my $file (glob("$dir/superset/datasets/*/*.yaml"))
	{
		my $set = yaml_of($file);
		my %column = map { $_->{column_name} => $_->{expression} } @{ $set->{columns} };
		$dataset{ $set->{uuid} } = { %$set, by_name => \%column, metric => { map { $_->{metric_name} => $_->{expression} } @{ $set->{metrics} } } };
		my $types = rows_of(qq{SELECT attname, upper(format_type(atttypid, -1)) AS type FROM pg_attribute
			WHERE attrelid = '$set->{schema}.$set->{table_name}'::regclass AND attnum > 0});
		my $wrong = ref $types ? '' : $types;
		if (ref $types)
		{
			my %type = map { $_->{attname} => $_->{type} } @$types;
			my %given = map { $_->{column_name} => $_->{type} } grep { !defined $_->{expression} or $_->{expression} eq 'null' } @{ $set->{columns} };
			$wrong = join ', ', map { "$_ is " . ($type{$_} // 'not there') } grep { ($type{$_} // '') ne $given{$_} } sort keys %given;
			$wrong ||= join ', ', map { "$_ is not listed" } grep { !exists $given{$_} } sort keys %type;
		}
		$wrong = "database $set->{database_uuid}" unless $set->{database_uuid} eq $uri->{uuid};
		$say->($set->{table_name}, $wrong);
		my $n = 0;
		my $all = join ', ', map { "$_->{expression} AS m" . $n++ } @{ $set->{metrics} };
		$say->("metrics of $set->{table_name}", $all ? wrong_with("SELECT $all FROM $set->{schema}.$set->{table_name}") : '');
	}
	for my $file (glob("$dir/superset/charts/*.yaml"))
	{
		my $key = basename($file, '.yaml');
		my $chart = yaml_of($file);
		$chart{ $chart->{uuid} } = $chart;
		my $set = $dataset{ $chart->{dataset_uuid} };
		if (!$set) { $say->($key, 'no such dataset'); next }
		my $p = $chart->{params};
		my $list = sub { my $v = $p->{ $_[0] }; return ref $v eq 'ARRAY' ? @$v : defined $v && !ref $v && $v ne '' && $v ne 'null' ? ($v) : () };
		my @columns = ($list->('x_axis'), $list->('groupby'), $list->('all_columns'));
		my @metrics = ($list->('metrics'), $list->('metric'));
		my @bad = ((grep { !exists $set->{by_name}{$_} } @columns), (grep { !exists $set->{metric}{$_} } @metrics));
		if (@bad) { $say->($key, "no column or metric @bad"); next }
		my @keys = map { my $e = $set->{by_name}{$_}; (defined $e && $e ne 'null' && $e ne '~' ? "($e)" : $_) . " AS $_" } @columns;
		my $sql = join(', ', @keys, map { qq{$set->{metric}{$_} AS "$_"} } @metrics);
		$sql = "SELECT $sql FROM $set->{schema}.$set->{table_name}";
		my @where = map { $_->{sqlExpression} } grep { $_->{expressionType} eq 'SQL' } @{ $p->{adhoc_filters} };
		$sql .= ' WHERE ' . join(' AND ', map { "($_)" } @where) if @where;
		$sql .= ' GROUP BY ' . join(', ', 1 .. @keys) if @metrics and @keys;
		my $rows = rows_of($sql);
		if (ref $rows and ($p->{contributionMode} // '') eq 'row')
		{
			for my $row (@$rows) { my $sum = 0; $sum += $row->{$_} for @metrics; $row->{$_} /= $sum for @metrics }
		}
		my $wrong = !ref $rows ? $rows : !ref $expected{$key} ? $expected{$key} : difference_of($rows, $expected{$key});
		$say->($key, $wrong);
	}
	for my $file (glob("$dir/superset/dashboards/*.yaml"))
	{
		my $board = yaml_of($file);
		my $position = $board->{position};
		my @wrong;
		for my $id (grep { ref $position->{$_} } sort keys %$position)
		{
			my $part = $position->{$id};
			push @wrong, "$id holds $_" for grep { !$position->{$_} } @{ $part->{children} || [] };
			next unless $part->{type} eq 'CHART';
			push @wrong, "$id is no chart" unless $chart{ $part->{meta}{uuid} };
			$placed{ $part->{meta}{uuid} }++;
		}
		for my $filter (@{ $board->{metadata}{native_filter_configuration} })
		{
			my $id = $filter->{targets}[0]{datasetUuid} // next;
			push @wrong, "filter $filter->{name}" unless $dataset{$id} and exists $dataset{$id}{by_name}{ $filter->{targets}[0]{column}{name} };
		}
		$say->(basename($file), join(', ', @wrong));
	}
	$say->('every chart is on a dashboard', join(', ', map { $chart{$_}{slice_name} } grep { !$placed{$_} } sort keys %chart));
	return @found;
}

# The macros as Grafana fills them in, for all of the time, and each variable with what it finds.
sub grafana
{
	my ($dir) = @_;
	my @found;
	for my $file (glob("$dir/grafana/dashboards/*.json"))
	{
		my $board = json_of($file);
		my $name = 'Grafana: ' . basename($file, '.json');
		my %variable;
		for my $v (@{ $board->{templating}{list} })
		{
			my $rows = rows_of($v->{query});
			$variable{ $v->{name} } = ref $rows ? join(',', map { my ($s) = values %$_; "'" . $s =~ s/'/''/gr . "'" } @$rows) : '';
			push @found, [ "$name, variable $v->{name}", ref $rows ? ($variable{ $v->{name} } ? '' : 'no values') : $rows ];
		}
		my %id;
		for my $panel (@{ $board->{panels} })
		{
			my ($target) = @{ $panel->{targets} };
			my $sql = $target->{rawSql};
			$sql =~ s/\$__timeFrom\(\)/'1990-01-01T00:00:00Z'/g;
			$sql =~ s/\$__timeTo\(\)/'2030-01-01T00:00:00Z'/g;
			$sql =~ s/\$\{(\w+):sqlstring\}/$variable{$1} \/\/ die "$name: $1"/ge;
			my $wrong = $sql =~ /\$/ ? 'a macro is left' : '';
			$wrong ||= 'the period is not filtered'
				if $sql =~ /\bperiod\b/ and $sql !~ /period BETWEEN '1990-01-01T00:00:00Z'::date AND '2030-01-01T00:00:00Z'::date/;
			$wrong ||= 'no time column' if $target->{format} eq 'time_series' and $sql !~ /^SELECT period_at AS time,/;
			$wrong ||= 'an id twice' if $id{ $panel->{id} }++;
			push @found, [ "$name, $panel->{title}", $wrong || wrong_with($sql) ];
		}
	}
	return @found;
}

# A measure's SQL with the measures that it names put in, as Cube's compiler does it.
sub measure_sql
{
	my ($measures, $name) = @_;
	my $m = $measures->{$name} // die "no measure $name";
	my $sql = $m->{sql} // '1';
	if ($m->{type} eq 'number')
	{
		$sql =~ s/\{(\w+)\}/measure_sql($measures, $1)/ge;
		return "($sql)";
	}
	return "sum($sql)" if $m->{type} eq 'sum';
	return 'count(*)' . ($m->{filters} ? ' FILTER (WHERE ' . join(' AND ', map { $_->{sql} =~ s/\{CUBE\}\.//gr } @{ $m->{filters} }) . ')' : '');
}

my %same = (
	survey_nps => q{SELECT nps(s) AS nps, low AS nps_low, high AS nps_high, responses(s) AS n FROM (SELECT nps_agg(recommend) AS s FROM survey) AS a, nps_ci(s)},
	survey_csat => q{SELECT csat(s) AS csat, low AS csat_low, high AS csat_high, mean_score(s) FROM (SELECT csat_agg(csat_overall) AS s FROM survey) AS a, csat_ci(s)},
	survey_ces => q{SELECT ces(s) AS ces, low AS easy_share_low, high AS easy_share_high, ces_easy(s) AS easy_share
		FROM (SELECT score_agg(ease_wayfinding, 1, 5) AS s, rate_agg(ease_wayfinding >= 4) AS r FROM survey) AS a, rate_ci(r)});

sub cube
{
	my ($dir) = @_;
	my @found;
	for my $file (glob("$dir/cube/model/*.yml"))
	{
		for my $cube (@{ yaml_of($file)->{cubes} })
		{
			my %m = map { $_->{name} => $_ } @{ $cube->{measures} };
			my @list = map { eval { measure_sql(\%m, $_) . qq{ AS "$_"} } // die "$cube->{name}: $@" } sort keys %m;
			push @list, map { 'max((' . $_->{sql} =~ s/\{CUBE\}\.//gr . qq{)::text) AS "d_$_->{name}"} } @{ $cube->{dimensions} };
			my $rows = rows_of('SELECT ' . join(', ', @list) . " FROM $cube->{sql_table}");
			my $wrong = ref $rows ? '' : $rows;
			if (!$wrong and my $sql = $same{ $cube->{name} }) { $wrong = difference_of($rows, rows_of($sql)) }
			$wrong ||= 'no key' unless grep { $_->{primary_key} } @{ $cube->{dimensions} };
			push @found, [ "Cube: $cube->{name}", $wrong ];
		}
	}
	return @found;
}

sub fields_of
{
	my ($spec) = @_;
	return map { fields_of($_) } @$spec if ref $spec eq 'ARRAY';
	return () unless ref $spec eq 'HASH';
	return map { $_ eq 'field' && !ref $spec->{$_} ? $spec->{$_} : $_ eq 'usermeta' ? () : fields_of($spec->{$_}) } sort keys %$spec;
}

sub vega_lite
{
	my ($dir) = @_;
	my @found;
	for my $file (glob("$dir/vega-lite/*.json"))
	{
		my $spec = json_of($file);
		my $rows = rows_of($spec->{usermeta}{sql});
		my $wrong = !ref $rows ? $rows : @$rows ? '' : 'no rows';
		$wrong ||= join(', ', grep { !exists $rows->[0]{$_} } fields_of($spec));
		$wrong ||= 'no schema' unless $spec->{'$schema'} =~ m{/vega-lite/v\d+\.json$};
		$wrong ||= 'no place for rows' unless $spec->{data}{name} eq 'rows';
		push @found, [ 'Vega-Lite: ' . basename($file), $wrong ];
	}
	return @found;
}

# What dbt makes of {{ var() }} and {{ source() }}.
sub dbt
{
	my ($dir) = @_;
	my @found;
	my %var = %{ yaml_of("$dir/dbt/dbt_project.yml")->{vars} };
	my $filled = sub { $_[0] =~ s/\{\{ var\('(\w+)'\) \}\}/$var{$1} \/\/ die "no var $1"/ger };
	my %source = map { $_->{name} => $filled->($_->{identifier}) } @{ yaml_of("$dir/dbt/models/sources.yml")->{sources}[0]{tables} };
	my %model;
	for my $file (glob("$dir/dbt/models/*/*.sql $dir/dbt/models/*/*/*.sql"))
	{
		my $sql = slurp_file($file);
		my $config = $sql =~ s/^\{\{ config\((.*)\) \}\}\n// ? $1 : '';
		my $wrong = $config =~ /^enabled=var/ ? '' : 'it is not left out where its views are not there';
		$sql =~ s/\{\{ source\('cx_metrics', '(\w+)'\) \}\}/$source{$1} \/\/ die "no source $1"/ge;
		$model{ basename($file, '.sql') } = $sql;
		push @found, [ 'dbt: ' . basename($file), $wrong || wrong_with($sql) ];
	}
	my %described;
	for my $file (glob("$dir/dbt/models/*/*.yml $dir/dbt/models/*/*/*.yml"))
	{
		my $yaml = yaml_of($file);
		$described{ $_->{name} } = 1 for @{ $yaml->{models} || [] };
		my %metric = map { $_->{name} => $_ } @{ $yaml->{metrics} || [] };
		my (%measure, %of);
		for my $semantic (@{ $yaml->{semantic_models} || [] })
		{
			my ($name) = $semantic->{model} =~ /^ref\('(\w+)'\)$/;
			for (@{ $semantic->{measures} }) { $measure{ $_->{name} } = "sum($_->{expr})"; $of{ $_->{name} } = $name }
			my $dims = join ', ', map { $_->{name} } @{ $semantic->{dimensions} };
			push @found, [ "dbt: dimensions of $semantic->{name}", $model{$name} ? wrong_with("SELECT $dims FROM ($model{$name}) AS m") : "no model $name" ];
		}
		my %value;
		for my $m (sort keys %metric)
		{
			my $p = $metric{$m}{type_params};
			my ($sql, $on) = ($measure{ $p->{measure} // '' }, $of{ $p->{measure} // '' });
			if ($metric{$m}{type} eq 'derived')
			{
				$sql = $p->{expr};
				for my $input (@{ $p->{metrics} })
				{
					my $measure = $metric{ $input->{name} }{type_params}{measure};
					($on = $of{$measure}), $sql =~ s/\b$input->{alias}\b/$measure{$measure}/g;
				}
			}
			my $rows = rows_of("SELECT $sql AS value FROM ($model{$on}) AS m");
			$value{$m} = $rows->[0]{value} if ref $rows;
			push @found, [ "dbt: metric $m", ref $rows ? (defined $rows->[0]{value} ? '' : 'NULL') : $rows ];
		}
		next unless exists $value{nps};
		push @found, [ "dbt: $_->[0] is what it should be", difference_of([ \%value ], rows_of("SELECT $_->[1] FROM ($_->[2]) AS v")) ]
			for [ 'nps', 'nps, nps_low, nps_high', $same{survey_nps} ], [ 'csat', 'csat, csat_low, csat_high', $same{survey_csat} ],
			[ 'ces', 'ces', $same{survey_ces} ];
	}
	push @found, [ 'dbt: each model is described', join(', ', grep { !$described{$_} } sort keys %model) ];
	return @found;
}

my @tools = ([ superset => \&superset ], [ grafana => \&grafana ], [ cube => \&cube ], [ vega_lite => \&vega_lite ], [ dbt => \&dbt ]);
for my $tool (@tools)
{
	my @found = $tool->[1]->($made);
	is($_->[1], '', $_->[0]) for @found;
	cmp_ok(scalar @found, '>', 15, "$tool->[0]: so much was looked at");
}

# ---- Other names, in another schema, and fewer views

$node->safe_psql('bi', q{CREATE SCHEMA cx; CREATE VIEW cx.asked_nps AS TABLE survey_nps;
	CREATE VIEW cx.asked_nps_by_gate AS TABLE survey_nps_by_boarding_area});
my $fewer = PostgreSQL::Test::Utils::tempdir();
append_to_file("$fewer/views", "cx.asked_nps\nasked_nps_by_gate\n");
command_ok([ "$top/dashboards/make", "$fewer/out", 'schema=cx', "views=$fewer/views", 'survey=asked:gate', "database=postgresql://it's" ], 'dashboards/make for two views');
for my $tool (@tools)
{
	# dbt leaves models out by itself, and of those of a survey it takes all
	next if $tool->[0] eq 'dbt';
	my @found = $tool->[1]->("$fewer/out");
	is($_->[1], '', "two views: $_->[0]") for @found;
	cmp_ok(scalar @found, '>=', 2, "two views: $tool->[0]: something is left");
}
is(yaml_of("$fewer/out/superset/databases/cx_metrics.yaml")->{sqlalchemy_uri}, "postgresql://it's", 'the address of the database');
is(join(' ', map { basename($_) } glob("$fewer/out/superset/dashboards/*")), 'survey.yaml', 'one dashboard is left');
my ($left) = grep { /_by_segment|boarding_area|survey_/ } map { slurp_file($_) =~ /^ *"?(?:sql_table|rawSql|query|sql)"? ?: (.*)/mg } grep { -f } glob("$fewer/out/*/*/* $fewer/out/*/*");
is($left, undef, 'no name of ours is left in a query');
my (%ids, %both);
for my $dir ("$fewer/out", $made)
{
	$ids{$_}{$dir} = 1 for map { slurp_file($_) =~ /^uuid: (\S+)/m } glob("$dir/superset/*/*.yaml $dir/superset/*/*/*.yaml");
}
is(scalar(grep { keys %{ $ids{$_} } > 1 } keys %ids), 1, 'two sets of charts in one Superset share the database, and nothing else');
for my $bad ([ 'survey=s"x' ], [ 'survey=Survey' ], [ 'schema=a b', 'survey=s' ], [ 'shop=s' ], [], [ 'survey=' . 'x' x 60 ])
{
	command_fails([ "$top/dashboards/make", "$fewer/bad", @$bad ], "refused: @$bad");
}
command_like([ "$top/dashboards/make", '--help' ], qr/\Amake -- .*superset, grafana, dbt, cube and vega-lite\.\n\z/s, 'its help ends with the head of the script');
command_checks_all([ "$top/dashboards/make", "$fewer/bad", 'shop=s' ], 2, [ qr/\A\z/ ], [ qr/"shop" is no part/ ], 'and says what it does not know');
command_checks_all([ "$top/dashboards/make", "$fewer/bad", 'survey' ], 2, [ qr/\A\z/ ], [ qr/"survey" has no =/ ], 'or not understand');

# ---- These checks can fail: a column of another name is found in each tool

$node->safe_psql('postgres', 'CREATE DATABASE renamed TEMPLATE bi');
$database = 'renamed';
$node->safe_psql('renamed', 'ALTER VIEW survey_nps RENAME COLUMN detractors TO critics');
my $survey = PostgreSQL::Test::Utils::tempdir();
command_ok([ "$top/dashboards/make", $survey, 'survey=survey:boarding_area' ], 'dashboards/make for one part');
for my $tool (@tools)
{
	my @wrong = grep { $_->[1] ne '' } $tool->[1]->($survey);
	cmp_ok(scalar @wrong, '>', 0, "$tool->[0]: a renamed column is found, $wrong[0][0]");
}

$node->stop;
done_testing();
