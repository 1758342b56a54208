-- Aggregates over spells. A duration is double precision, in any unit; integer, bigint and numeric arrive as
-- that. All aggregates over the same arguments, fits included, share one transition, hence one pass.

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
'adds a spell to a state; a NULL duration is skipped, a NULL churned is false';
COMMENT ON FUNCTION cx_survival_count_late(cx_survival, double precision, double precision, boolean) IS
'adds a spell that was observed from an age on to a state; a NULL entry or exit is skipped, a NULL churned is false';
COMMENT ON FUNCTION cx_survival_count_weight(cx_survival, double precision, boolean, double precision) IS
'adds a spell that stands for so many customers to a state; a NULL duration is skipped, a NULL churned is false, a NULL weight is an error';
COMMENT ON FUNCTION cx_survival_close(cx_survival) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE survival_agg(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE survival_agg(entry double precision, exit double precision, churned boolean) (
	SFUNC = cx_survival_count_late, STYPE = cx_survival, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE weighted_survival_agg(
	duration double precision, churned boolean, weight double precision
) (
	SFUNC = cx_survival_count_weight, STYPE = cx_survival, SSPACE = 512, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_survival) (
	SFUNC = cx_survival_add, STYPE = cx_survival, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE survival_agg(double precision, boolean) IS
'state of spells: how long each lasted, in any unit, and whether it ended in churn (true) or was still going on when last seen (false, NULL); NULL durations are skipped; () over no rows';
COMMENT ON AGGREGATE survival_agg(double precision, double precision, boolean) IS
'state of spells that came under observation at age entry and left it at age exit, in any unit; a NULL entry or exit is skipped; () over no rows';
COMMENT ON AGGREGATE weighted_survival_agg(double precision, boolean, double precision) IS
'state of spells that stand for weight customers each; NULL durations are skipped, a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE rollup(cx_survival) IS
'all customers of many states as one; NULL states are skipped; () over no rows';
