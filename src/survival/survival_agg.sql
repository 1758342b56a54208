-- Aggregates over spells. A duration is double precision, in any unit; integer, bigint and numeric arrive as
-- that. All aggregates over the same arguments, fits included, share one transition, hence one pass.
--
-- A negative SSPACE says that a state grows with its rows: the planner of 19 and later then does not
-- aggregate below a join, where there would be many states. Older ones take the average of the type.

CREATE FUNCTION cx_survival_count(cx_survival, double precision, boolean) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_count_late(
	cx_survival, double precision, double precision, boolean
) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_count_weight(
	cx_survival, double precision, boolean, double precision
) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_close(cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_survival_count(cx_survival, double precision, boolean) IS
'adds a spell to a state; a NULL churned is false, a NULL duration is skipped, but an error where churned is false';
COMMENT ON FUNCTION cx_survival_count_late(cx_survival, double precision, double precision, boolean) IS
'adds a spell that was observed from an age on to a state; a NULL churned is false, a NULL entry or exit is skipped, but an error where churned is false';
COMMENT ON FUNCTION cx_survival_count_weight(cx_survival, double precision, boolean, double precision) IS
'adds a spell that stands for so many customers to a state; a NULL churned is false, a NULL duration is skipped, but an error where churned is false, a NULL weight is an error';
COMMENT ON FUNCTION cx_survival_close(cx_survival) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE survival_agg(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE survival_agg(entry double precision, exit double precision, churned boolean) (
	SFUNC = cx_survival_count_late, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE weighted_survival_agg(
	duration double precision, churned boolean, weight double precision
) (
	SFUNC = cx_survival_count_weight, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_survival) (
	SFUNC = cx_survival_add, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE survival_agg(double precision, boolean) IS
'state of spells: how long each lasted, in any unit, and whether it ended in churn (true) or was still going on when last seen (false, NULL); NULL durations are skipped, but an error where churned is false; () over no rows';
COMMENT ON AGGREGATE survival_agg(double precision, double precision, boolean) IS
'state of spells that came under observation at age entry and left it at age exit, in any unit; a NULL entry or exit is skipped, but an error where churned is false; () over no rows';
COMMENT ON AGGREGATE weighted_survival_agg(double precision, boolean, double precision) IS
'state of spells that stand for weight customers each; NULL durations are skipped, but an error where churned is false; a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE rollup(cx_survival) IS
'all customers of many states as one; NULL states are skipped; () over no rows';

-- Spells by their start and end. All three arguments are of one kind; a literal as_of without a type is a
-- text to the parser, and is read as the kind of the others.

@table spell type as_of symbol
date        | date        | cx_survival_count_date
timestamp   | timestamp   | cx_survival_count_timestamp
timestamptz | timestamptz | cx_survival_count_timestamptz
@end

@table spell_text type symbol
date        | cx_survival_count_date_text
timestamp   | cx_survival_count_timestamp_text
@end

@for t in spell
CREATE FUNCTION cx_survival_count_spell(cx_survival, {t.type}, {t.type}, {t.as_of}) RETURNS cx_survival
AS 'MODULE_PATHNAME', '{t.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, {t.type}, {t.type}, {t.as_of}) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started {t.type}, ended {t.type}, as_of {t.as_of}) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg({t.type}, {t.type}, {t.as_of}) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';
@end

@for t in spell_text
CREATE FUNCTION cx_survival_count_spell(cx_survival, {t.type}, {t.type}, text) RETURNS cx_survival
AS 'MODULE_PATHNAME', '{t.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, {t.type}, {t.type}, text) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started {t.type}, ended {t.type}, as_of text) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg({t.type}, {t.type}, text) IS
'the same for an as_of that is a literal without a type: it is read as a {t.type}';
@end

-- Forms that only say what to write: dates mixed with instants or local times, which would all become
-- instants by the session's zone; intervals; and numbers for churned.

CREATE FUNCTION cx_survival_refuse_kinds(cx_survival, "any", "any", "any") RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_refuse_kinds(cx_survival, "any", "any", "any") IS
'always an error: started, ended and as_of are of one type';

@table mixed started ended as_of
date        | date        | timestamp
date        | date        | timestamptz
date        | timestamp   | date
date        | timestamp   | timestamp
date        | timestamp   | timestamptz
date        | timestamptz | date
date        | timestamptz | timestamp
date        | timestamptz | timestamptz
timestamp   | date        | date
timestamp   | date        | timestamp
timestamp   | date        | timestamptz
timestamp   | timestamp   | date
timestamp   | timestamp   | timestamptz
timestamp   | timestamptz | date
timestamp   | timestamptz | timestamp
timestamp   | timestamptz | timestamptz
timestamptz | date        | date
timestamptz | date        | timestamp
timestamptz | date        | timestamptz
timestamptz | timestamp   | date
timestamptz | timestamp   | timestamp
timestamptz | timestamp   | timestamptz
timestamptz | timestamptz | date
timestamptz | timestamptz | timestamp
@end

@for m in mixed
CREATE AGGREGATE survival_agg(started {m.started}, ended {m.ended}, as_of {m.as_of}) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg({m.started}, {m.ended}, {m.as_of}) IS
'always an error: started, ended and as_of are of one type';
@end

CREATE FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any") RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any", "any") RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any") IS
'always an error: a duration is a number, churned is boolean';
COMMENT ON FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any", "any") IS
'always an error: a duration is a number, churned is boolean';

@table no_spell name arguments types
survival_agg          | duration "any", churned "any"               | "any", "any"
survival_agg          | entry "any", exit "any", churned "any"      | "any", "any", "any"
weighted_survival_agg | duration "any", churned "any", weight "any" | "any", "any", "any"
@end

@for a in no_spell
CREATE AGGREGATE {a.name}({a.arguments}) (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE {a.name}({a.types}) IS
'always an error: a duration is a number, churned is boolean';
@end
