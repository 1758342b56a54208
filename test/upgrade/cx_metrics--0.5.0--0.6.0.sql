\echo Use "ALTER EXTENSION cx_metrics UPDATE" to load this file. \quit

CREATE FUNCTION cx_scores_smaller(cx_scores, cx_scores) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_scores_smaller(cx_scores, cx_scores) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_scores_larger(cx_scores, cx_scores) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_scores_larger(cx_scores, cx_scores) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_scores) (
	SFUNC = cx_scores_smaller, STYPE = cx_scores, COMBINEFUNC = cx_scores_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_scores) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_scores) (
	SFUNC = cx_scores_larger, STYPE = cx_scores, COMBINEFUNC = cx_scores_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_scores) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_weighted_scores_smaller(cx_weighted_scores, cx_weighted_scores) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_weighted_scores_smaller(cx_weighted_scores, cx_weighted_scores) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_weighted_scores_larger(cx_weighted_scores, cx_weighted_scores) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_weighted_scores_larger(cx_weighted_scores, cx_weighted_scores) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_weighted_scores) (
	SFUNC = cx_weighted_scores_smaller, STYPE = cx_weighted_scores, COMBINEFUNC = cx_weighted_scores_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_weighted_scores) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_weighted_scores) (
	SFUNC = cx_weighted_scores_larger, STYPE = cx_weighted_scores, COMBINEFUNC = cx_weighted_scores_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_weighted_scores) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE TYPE cx_rate;

CREATE FUNCTION cx_rate_in(cstring) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_in(cstring) IS 'text input of cx_rate';

CREATE FUNCTION cx_rate_out(cx_rate) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_out(cx_rate) IS 'text output of cx_rate';

CREATE FUNCTION cx_rate_recv(internal) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_recv(internal) IS 'binary input of cx_rate';

CREATE FUNCTION cx_rate_send(cx_rate) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_send(cx_rate) IS 'binary output of cx_rate';

CREATE TYPE cx_rate (
	INTERNALLENGTH = 24,
	INPUT = cx_rate_in,
	OUTPUT = cx_rate_out,
	RECEIVE = cx_rate_recv,
	SEND = cx_rate_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_rate IS
'how often a condition was asked for and how often it held; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_rate_eq(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_eq(cx_rate, cx_rate) IS 'same counts';

CREATE FUNCTION cx_rate_ne(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_ne(cx_rate, cx_rate) IS 'not equal';

CREATE FUNCTION cx_rate_hash(cx_rate) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_hash(cx_rate) IS 'hash of a state';

CREATE FUNCTION cx_rate_hash_extended(cx_rate, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_hash_extended(cx_rate, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_rate, cx_rate) IS 'same counts';

CREATE OPERATOR <> (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_rate, cx_rate) IS 'not equal';

CREATE OPERATOR CLASS cx_rate_hash_ops DEFAULT FOR TYPE cx_rate USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rate_hash(cx_rate),
	FUNCTION 2 cx_rate_hash_extended(cx_rate, bigint);

COMMENT ON OPERATOR FAMILY cx_rate_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rate';

COMMENT ON OPERATOR CLASS cx_rate_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rate';

CREATE FUNCTION cx_rate_lt(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_lt(cx_rate, cx_rate) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_rate, cx_rate) IS 'before in the order of bytes';

CREATE FUNCTION cx_rate_le(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_le(cx_rate, cx_rate) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_rate, cx_rate) IS 'not after in the order of bytes';

CREATE FUNCTION cx_rate_ge(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_ge(cx_rate, cx_rate) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_rate, cx_rate) IS 'not before in the order of bytes';

CREATE FUNCTION cx_rate_gt(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_gt(cx_rate, cx_rate) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_rate, cx_rate) IS 'after in the order of bytes';

CREATE FUNCTION cx_rate_cmp(cx_rate, cx_rate) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_cmp(cx_rate, cx_rate) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_rate_ops DEFAULT FOR TYPE cx_rate USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_rate_cmp(cx_rate, cx_rate);

COMMENT ON OPERATOR FAMILY cx_rate_ops USING btree IS
'sorting and indexes of cx_rate, by bytes';

COMMENT ON OPERATOR CLASS cx_rate_ops USING btree IS
'sorting and indexes of cx_rate, by bytes';

CREATE FUNCTION cx_rate_smaller(cx_rate, cx_rate) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_smaller(cx_rate, cx_rate) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_rate_larger(cx_rate, cx_rate) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_larger(cx_rate, cx_rate) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_rate) (
	SFUNC = cx_rate_smaller, STYPE = cx_rate, COMBINEFUNC = cx_rate_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_rate) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_rate) (
	SFUNC = cx_rate_larger, STYPE = cx_rate, COMBINEFUNC = cx_rate_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_rate) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_rate_add(cx_rate, cx_rate) RETURNS cx_rate AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_add(cx_rate, cx_rate) IS 'the trials of both states; NULL when one is NULL';

CREATE OPERATOR + (LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_rate, cx_rate) IS 'the trials of both states; NULL when one is NULL';

CREATE FUNCTION cx_rate_subtract(cx_rate, cx_rate) RETURNS cx_rate AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_subtract(cx_rate, cx_rate) IS 'the trials of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_subtract);

COMMENT ON OPERATOR - (cx_rate, cx_rate) IS 'the trials of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_rate_json(cx_rate) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_json(cx_rate) IS 'the state as json: trials, successes';

CREATE CAST (cx_rate AS json) WITH FUNCTION cx_rate_json(cx_rate);

COMMENT ON CAST (cx_rate AS json) IS 'the state as json: trials, successes';

CREATE FUNCTION cx_rate_jsonb(cx_rate) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_jsonb(cx_rate) IS 'the state as jsonb: trials, successes';

CREATE CAST (cx_rate AS jsonb) WITH FUNCTION cx_rate_jsonb(cx_rate);

COMMENT ON CAST (cx_rate AS jsonb) IS 'the state as jsonb: trials, successes';

CREATE FUNCTION rate(state cx_rate) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rate_percent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION rate(cx_rate) IS
'percentage of the trials that were successes; NULL for no trials';

CREATE FUNCTION rate_ci(
	state cx_rate, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_percent_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION rate_ci(cx_rate, double precision) IS
'Wilson confidence interval for rate(), in percent; NULL for no trials or NULL';

CREATE FUNCTION rate_change(
	before cx_rate, after cx_rate, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_percent_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION rate_change(cx_rate, cx_rate, double precision) IS
'rate of after less rate of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none of the trials are successes; NULL when a state is empty or NULL';

CREATE FUNCTION successes(state cx_rate) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rate_successes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION successes(cx_rate) IS
'how often the condition held; 0 for no rows, NULL for NULL';

CREATE FUNCTION trials(state cx_rate) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rate_trials' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION trials(cx_rate) IS
'how often the condition was true or false; 0 for no rows, NULL for NULL';

CREATE FUNCTION cx_rate_count(cx_rate, boolean) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_count(cx_rate, boolean) IS
'adds a trial to a state, a success where the condition holds; a NULL condition is skipped';

CREATE FUNCTION cx_rate_uncount(cx_rate, boolean) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_uncount(cx_rate, boolean) IS
'takes a trial from a state, a success where the condition holds; a NULL condition is skipped';

CREATE FUNCTION cx_rate_refuse(cx_rate, "any") RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rate_refuse(cx_rate, "any") IS 'always an error: a condition is boolean';

CREATE AGGREGATE rate_agg(condition boolean) (
	SFUNC = cx_rate_count, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_count, MINVFUNC = cx_rate_uncount, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rate_agg(boolean) IS
'state of how often the condition was true or false, and how often true; NULL conditions are skipped; () over no rows';

CREATE AGGREGATE rate(condition boolean) (
	SFUNC = cx_rate_count, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_count, MINVFUNC = cx_rate_uncount, MSTYPE = cx_rate, MINITCOND = '()',
	FINALFUNC = rate, MFINALFUNC = rate,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rate(boolean) IS
'percentage of the rows whose condition holds, of those where it is true or false; NULL conditions are skipped; NULL over no rows';

CREATE AGGREGATE rollup(state cx_rate) (
	SFUNC = cx_rate_add, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_add, MINVFUNC = cx_rate_subtract, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_rate) IS
'the trials of many states as one; NULL states are skipped; () over no rows';

CREATE AGGREGATE rate_agg(condition "any") (
	SFUNC = cx_rate_refuse, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_refuse, MINVFUNC = cx_rate_refuse, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rate_agg("any") IS
'always an error: a condition is boolean';

CREATE AGGREGATE rate(condition "any") (
	SFUNC = cx_rate_refuse, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_refuse, MINVFUNC = cx_rate_refuse, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rate("any") IS
'always an error: a condition is boolean';

CREATE FUNCTION cx_activity_smaller(cx_activity, cx_activity) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_activity_smaller(cx_activity, cx_activity) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_activity_larger(cx_activity, cx_activity) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_activity_larger(cx_activity, cx_activity) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_activity) (
	SFUNC = cx_activity_smaller, STYPE = cx_activity, COMBINEFUNC = cx_activity_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_activity) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_activity) (
	SFUNC = cx_activity_larger, STYPE = cx_activity, COMBINEFUNC = cx_activity_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_activity) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_retention_smaller(cx_retention, cx_retention) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_smaller(cx_retention, cx_retention) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_retention_larger(cx_retention, cx_retention) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_larger(cx_retention, cx_retention) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_retention) (
	SFUNC = cx_retention_smaller, STYPE = cx_retention, COMBINEFUNC = cx_retention_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_retention) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_retention) (
	SFUNC = cx_retention_larger, STYPE = cx_retention, COMBINEFUNC = cx_retention_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_retention) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_churn_smaller(cx_churn, cx_churn) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_churn_smaller(cx_churn, cx_churn) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_churn_larger(cx_churn, cx_churn) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_churn_larger(cx_churn, cx_churn) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_churn) (
	SFUNC = cx_churn_smaller, STYPE = cx_churn, COMBINEFUNC = cx_churn_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_churn) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_churn) (
	SFUNC = cx_churn_larger, STYPE = cx_churn, COMBINEFUNC = cx_churn_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_churn) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION churn_change(
	before cx_churn, after cx_churn, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION churn_change(cx_churn, cx_churn, double precision) IS
'churn_rate of after less churn_rate of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are lost; NULL when a state is empty or NULL';

CREATE FUNCTION retention_change(
	before cx_churn, after cx_churn, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION retention_change(cx_churn, cx_churn, double precision) IS
'retention_rate of after less retention_rate of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are lost; NULL when a state is empty or NULL';

CREATE FUNCTION cx_lifecycle_smaller(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_smaller(cx_lifecycle, cx_lifecycle) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_lifecycle_larger(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_larger(cx_lifecycle, cx_lifecycle) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_lifecycle) (
	SFUNC = cx_lifecycle_smaller, STYPE = cx_lifecycle, COMBINEFUNC = cx_lifecycle_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_lifecycle) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_lifecycle) (
	SFUNC = cx_lifecycle_larger, STYPE = cx_lifecycle, COMBINEFUNC = cx_lifecycle_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_lifecycle) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_revenue_smaller(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_revenue_smaller(cx_revenue, cx_revenue) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_revenue_larger(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_revenue_larger(cx_revenue, cx_revenue) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_revenue) (
	SFUNC = cx_revenue_smaller, STYPE = cx_revenue, COMBINEFUNC = cx_revenue_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_revenue) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_revenue) (
	SFUNC = cx_revenue_larger, STYPE = cx_revenue, COMBINEFUNC = cx_revenue_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_revenue) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_revenue_series_smaller(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_revenue_series_smaller(cx_revenue_series, cx_revenue_series) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_revenue_series_larger(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_revenue_series_larger(cx_revenue_series, cx_revenue_series) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_revenue_series) (
	SFUNC = cx_revenue_series_smaller, STYPE = cx_revenue_series, COMBINEFUNC = cx_revenue_series_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_revenue_series) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_revenue_series) (
	SFUNC = cx_revenue_series_larger, STYPE = cx_revenue_series, COMBINEFUNC = cx_revenue_series_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_revenue_series) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_survival_smaller(cx_survival, cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_survival_smaller(cx_survival, cx_survival) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_survival_larger(cx_survival, cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_survival_larger(cx_survival, cx_survival) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_survival) (
	SFUNC = cx_survival_smaller, STYPE = cx_survival, COMBINEFUNC = cx_survival_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_survival) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_survival) (
	SFUNC = cx_survival_larger, STYPE = cx_survival, COMBINEFUNC = cx_survival_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_survival) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

COMMENT ON AGGREGATE survival_agg(date, date, date) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';

COMMENT ON AGGREGATE survival_agg(timestamp, timestamp, timestamp) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';

COMMENT ON AGGREGATE survival_agg(timestamptz, timestamptz, timestamptz) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';

CREATE FUNCTION cx_sbg_smaller(cx_sbg, cx_sbg) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sbg_smaller(cx_sbg, cx_sbg) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_sbg_larger(cx_sbg, cx_sbg) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sbg_larger(cx_sbg, cx_sbg) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_sbg) (
	SFUNC = cx_sbg_smaller, STYPE = cx_sbg, COMBINEFUNC = cx_sbg_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_sbg) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_sbg) (
	SFUNC = cx_sbg_larger, STYPE = cx_sbg, COMBINEFUNC = cx_sbg_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_sbg) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_bdw_smaller(cx_bdw, cx_bdw) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_bdw_smaller(cx_bdw, cx_bdw) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_bdw_larger(cx_bdw, cx_bdw) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_bdw_larger(cx_bdw, cx_bdw) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_bdw) (
	SFUNC = cx_bdw_smaller, STYPE = cx_bdw, COMBINEFUNC = cx_bdw_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_bdw) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_bdw) (
	SFUNC = cx_bdw_larger, STYPE = cx_bdw, COMBINEFUNC = cx_bdw_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_bdw) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_rfm_smaller(cx_rfm, cx_rfm) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_smaller(cx_rfm, cx_rfm) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_rfm_larger(cx_rfm, cx_rfm) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_larger(cx_rfm, cx_rfm) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_rfm) (
	SFUNC = cx_rfm_smaller, STYPE = cx_rfm, COMBINEFUNC = cx_rfm_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_rfm) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_rfm) (
	SFUNC = cx_rfm_larger, STYPE = cx_rfm, COMBINEFUNC = cx_rfm_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_rfm) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_rfm_set_smaller(cx_rfm_set, cx_rfm_set) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_set_smaller(cx_rfm_set, cx_rfm_set) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_rfm_set_larger(cx_rfm_set, cx_rfm_set) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_set_larger(cx_rfm_set, cx_rfm_set) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_rfm_set) (
	SFUNC = cx_rfm_set_smaller, STYPE = cx_rfm_set, COMBINEFUNC = cx_rfm_set_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_rfm_set) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_rfm_set) (
	SFUNC = cx_rfm_set_larger, STYPE = cx_rfm_set, COMBINEFUNC = cx_rfm_set_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_rfm_set) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_purchase_model_smaller(cx_purchase_model, cx_purchase_model) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_purchase_model_smaller(cx_purchase_model, cx_purchase_model) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_purchase_model_larger(cx_purchase_model, cx_purchase_model) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_purchase_model_larger(cx_purchase_model, cx_purchase_model) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_purchase_model) (
	SFUNC = cx_purchase_model_smaller, STYPE = cx_purchase_model, COMBINEFUNC = cx_purchase_model_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_purchase_model) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_purchase_model) (
	SFUNC = cx_purchase_model_larger, STYPE = cx_purchase_model, COMBINEFUNC = cx_purchase_model_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_purchase_model) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_spend_model_smaller(cx_spend_model, cx_spend_model) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_model_smaller(cx_spend_model, cx_spend_model) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_spend_model_larger(cx_spend_model, cx_spend_model) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_model_larger(cx_spend_model, cx_spend_model) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_spend_model) (
	SFUNC = cx_spend_model_smaller, STYPE = cx_spend_model, COMBINEFUNC = cx_spend_model_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_spend_model) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_spend_model) (
	SFUNC = cx_spend_model_larger, STYPE = cx_spend_model, COMBINEFUNC = cx_spend_model_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_spend_model) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE TYPE cx_calendar;

CREATE FUNCTION cx_calendar_in(cstring) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_in(cstring) IS 'text input of cx_calendar';

CREATE FUNCTION cx_calendar_out(cx_calendar) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_out(cx_calendar) IS 'text output of cx_calendar';

CREATE FUNCTION cx_calendar_recv(internal) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_recv(internal) IS 'binary input of cx_calendar';

CREATE FUNCTION cx_calendar_send(cx_calendar) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_send(cx_calendar) IS 'binary output of cx_calendar';

CREATE TYPE cx_calendar (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_calendar_in,
	OUTPUT = cx_calendar_out,
	RECEIVE = cx_calendar_recv,
	SEND = cx_calendar_send,
	ALIGNMENT = double,
	STORAGE = main
);

COMMENT ON TYPE cx_calendar IS
'the hours that count: a zone, windows of each day of the week, and dates that differ, as in Europe/Berlin; Mon-Fri 09:00-17:00; 2026-12-25; text is cast to it implicitly';

CREATE FUNCTION cx_calendar_eq(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_eq(cx_calendar, cx_calendar) IS 'same zone, same windows, same dates';

CREATE FUNCTION cx_calendar_ne(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_ne(cx_calendar, cx_calendar) IS 'not equal';

CREATE FUNCTION cx_calendar_hash(cx_calendar) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_hash(cx_calendar) IS 'hash of a calendar';

CREATE FUNCTION cx_calendar_hash_extended(cx_calendar, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_hash_extended(cx_calendar, bigint) IS 'seeded hash of a calendar';

CREATE OPERATOR = (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_calendar, cx_calendar) IS 'same zone, same windows, same dates';

CREATE OPERATOR <> (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_calendar, cx_calendar) IS 'not equal';

CREATE OPERATOR CLASS cx_calendar_hash_ops DEFAULT FOR TYPE cx_calendar USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_calendar_hash(cx_calendar),
	FUNCTION 2 cx_calendar_hash_extended(cx_calendar, bigint);

COMMENT ON OPERATOR FAMILY cx_calendar_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_calendar';

COMMENT ON OPERATOR CLASS cx_calendar_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_calendar';

CREATE FUNCTION cx_calendar_lt(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_lt(cx_calendar, cx_calendar) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_calendar, cx_calendar) IS 'before in the order of bytes';

CREATE FUNCTION cx_calendar_le(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_le(cx_calendar, cx_calendar) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_calendar, cx_calendar) IS 'not after in the order of bytes';

CREATE FUNCTION cx_calendar_ge(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_ge(cx_calendar, cx_calendar) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_calendar, cx_calendar) IS 'not before in the order of bytes';

CREATE FUNCTION cx_calendar_gt(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_gt(cx_calendar, cx_calendar) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_calendar, cx_calendar) IS 'after in the order of bytes';

CREATE FUNCTION cx_calendar_cmp(cx_calendar, cx_calendar) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_cmp(cx_calendar, cx_calendar) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_calendar_ops DEFAULT FOR TYPE cx_calendar USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_calendar_cmp(cx_calendar, cx_calendar);

COMMENT ON OPERATOR FAMILY cx_calendar_ops USING btree IS
'sorting and indexes of cx_calendar, by bytes';

COMMENT ON OPERATOR CLASS cx_calendar_ops USING btree IS
'sorting and indexes of cx_calendar, by bytes';

CREATE FUNCTION cx_calendar_smaller(cx_calendar, cx_calendar) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_smaller(cx_calendar, cx_calendar) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_calendar_larger(cx_calendar, cx_calendar) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_larger(cx_calendar, cx_calendar) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_calendar) (
	SFUNC = cx_calendar_smaller, STYPE = cx_calendar, COMBINEFUNC = cx_calendar_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_calendar) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_calendar) (
	SFUNC = cx_calendar_larger, STYPE = cx_calendar, COMBINEFUNC = cx_calendar_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_calendar) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_calendar_json(cx_calendar) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_json(cx_calendar) IS 'the calendar as json: zone, week, dates';

CREATE CAST (cx_calendar AS json) WITH FUNCTION cx_calendar_json(cx_calendar);

COMMENT ON CAST (cx_calendar AS json) IS 'the calendar as json: zone, week, dates';

CREATE FUNCTION cx_calendar_jsonb(cx_calendar) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar_jsonb(cx_calendar) IS 'the calendar as jsonb: zone, week, dates';

CREATE CAST (cx_calendar AS jsonb) WITH FUNCTION cx_calendar_jsonb(cx_calendar);

COMMENT ON CAST (cx_calendar AS jsonb) IS 'the calendar as jsonb: zone, week, dates';

CREATE FUNCTION cx_calendar(text) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_calendar(text) IS 'the calendar written so; NULL for NULL';

CREATE CAST (text AS cx_calendar) WITH FUNCTION cx_calendar(text) AS IMPLICIT;

CREATE CAST (varchar AS cx_calendar) WITH FUNCTION cx_calendar(text) AS IMPLICIT;

COMMENT ON CAST (text AS cx_calendar) IS 'the calendar written so';

COMMENT ON CAST (varchar AS cx_calendar) IS 'the calendar written so';

CREATE FUNCTION business_calendar(zone cx_zone, hours text, special text DEFAULT '') RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_of_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_calendar(cx_zone, text, text) IS
'the calendar of a zone, windows of the week, and dates that differ, each written as in a calendar; NULL or empty special: none; NULL zone or hours: NULL';

CREATE FUNCTION business_calendar(zone cx_zone, hours text, holidays date[]) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_of_holidays' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_calendar(cx_zone, text, date[]) IS
'the calendar of a zone and windows of the week, closed on the holidays; NULL holidays: none; NULL zone or hours: NULL';

CREATE FUNCTION with_holidays(calendar cx_calendar, holidays date[]) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_with_holidays' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION with_holidays(cx_calendar, date[]) IS
'the calendar, closed on the holidays too; NULL holidays: none; NULL for NULL';

CREATE FUNCTION business_elapsed(started timestamptz, ended timestamptz, calendar cx_calendar)
RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(timestamptz, timestamptz, cx_calendar) IS
'open time from started to ended, in hours and finer units only; negative when ended is earlier; NULL for NULL or infinity';

CREATE FUNCTION business_elapsed(started timestamp, ended timestamp, calendar cx_calendar)
RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(timestamp, timestamp, cx_calendar) IS
'open time between two local times of the calendar''s zone, in hours and finer units only; NULL for NULL or infinity';

CREATE FUNCTION business_elapsed(during tstzmultirange, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed_ranges' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(tstzmultirange, cx_calendar) IS
'open time within the ranges, in hours and finer units only; 0 for an empty multirange; NULL for NULL or a range without an end';

CREATE FUNCTION business_elapsed(started timestamptz, ended timestamp, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(timestamptz, timestamp, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_elapsed(started timestamp, ended timestamptz, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(timestamp, timestamptz, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_elapsed(started date, ended date, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(date, date, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_elapsed(started date, ended timestamp, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(date, timestamp, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_elapsed(started timestamp, ended date, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(timestamp, date, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_elapsed(started date, ended timestamptz, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(date, timestamptz, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_elapsed(started timestamptz, ended date, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_elapsed(timestamptz, date, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';

CREATE FUNCTION business_add(started timestamptz, open_time interval, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_add(timestamptz, interval, cx_calendar) IS
'when so many open hours have passed since started; negative: since when so many were open before; NULL for NULL or infinity';

CREATE FUNCTION business_open(at timestamptz, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_open(timestamptz, cx_calendar) IS
'does it lie in a window of the calendar; NULL for NULL or infinity';

CREATE FUNCTION business_next(at timestamptz, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_next' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_next(timestamptz, cx_calendar) IS
'the first open instant from at on, which may be at itself; NULL for NULL or infinity';

CREATE FUNCTION business_add_days(started timestamptz, days integer, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_add_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_add_days(timestamptz, integer, cx_calendar) IS
'the last closing on the n-th open date after that of started; NULL for NULL or infinity';

CREATE FUNCTION business_add(started timestamp, open_time interval, calendar cx_calendar) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_business_add_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_add(timestamp, interval, cx_calendar) IS
'when so many open hours have passed since started, local times of the calendar''s zone; negative: since when so many were open before; NULL for NULL or infinity';

CREATE FUNCTION business_open(at timestamp, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_open_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_open(timestamp, cx_calendar) IS
'does it lie in a window of the calendar, local times of the calendar''s zone; NULL for NULL or infinity';

CREATE FUNCTION business_next(at timestamp, calendar cx_calendar) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_business_next_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_next(timestamp, cx_calendar) IS
'the first open instant from at on, which may be at itself, local times of the calendar''s zone; NULL for NULL or infinity';

CREATE FUNCTION business_add_days(started timestamp, days integer, calendar cx_calendar) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_business_add_days_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_add_days(timestamp, integer, cx_calendar) IS
'the last closing on the n-th open date after that of started, local times of the calendar''s zone; NULL for NULL or infinity';

CREATE FUNCTION business_add(started date, open_time interval, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_add(date, interval, cx_calendar) IS 'always an error: a date is no instant';

CREATE FUNCTION business_open(at date, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_open(date, cx_calendar) IS 'always an error: a date is no instant';

CREATE FUNCTION business_next(at date, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_next(date, cx_calendar) IS 'always an error: a date is no instant';

CREATE FUNCTION business_add_days(started date, days integer, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION business_add_days(date, integer, cx_calendar) IS 'always an error: a date is no instant';

CREATE FUNCTION business_days(from_day date, to_day date, calendar cx_calendar) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_business_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION business_days(date, date, cx_calendar) IS
'number of dates from from_day to the day before to_day that are open at any time; negative when to_day is earlier; NULL for NULL or infinity';

CREATE FUNCTION business_hours(from_day date, to_day date, calendar cx_calendar) RETURNS SETOF tstzrange
AS 'MODULE_PATHNAME', 'cx_business_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 500;

COMMENT ON FUNCTION business_hours(date, date, cx_calendar) IS
'the windows of each date from from_day to the day before to_day, as ranges of instants; no rows for NULL';

CREATE TYPE cx_durations;

CREATE FUNCTION cx_durations_in(cstring) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_in(cstring) IS 'text input of cx_durations';

CREATE FUNCTION cx_durations_out(cx_durations) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_out(cx_durations) IS 'text output of cx_durations';

CREATE FUNCTION cx_durations_recv(internal) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_recv(internal) IS 'binary input of cx_durations';

CREATE FUNCTION cx_durations_send(cx_durations) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_send(cx_durations) IS 'binary output of cx_durations';

CREATE TYPE cx_durations (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_durations_in,
	OUTPUT = cx_durations_out,
	RECEIVE = cx_durations_recv,
	SEND = cx_durations_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_durations IS
'how many durations fell into each of the buckets that lie at most 1/128 apart, and their exact sums; () when no rows; a state over rows: stored, added with +, taken away with -, aggregated with rollup()';

CREATE FUNCTION cx_durations_eq(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_eq(cx_durations, cx_durations) IS 'same counts and same sums';

CREATE FUNCTION cx_durations_ne(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_ne(cx_durations, cx_durations) IS 'not equal';

CREATE FUNCTION cx_durations_hash(cx_durations) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_hash(cx_durations) IS 'hash of a state';

CREATE FUNCTION cx_durations_hash_extended(cx_durations, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_hash_extended(cx_durations, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_durations, cx_durations) IS 'same counts and same sums';

CREATE OPERATOR <> (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_durations, cx_durations) IS 'not equal';

CREATE OPERATOR CLASS cx_durations_hash_ops DEFAULT FOR TYPE cx_durations USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_durations_hash(cx_durations),
	FUNCTION 2 cx_durations_hash_extended(cx_durations, bigint);

COMMENT ON OPERATOR FAMILY cx_durations_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_durations';

COMMENT ON OPERATOR CLASS cx_durations_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_durations';

CREATE FUNCTION cx_durations_lt(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_lt(cx_durations, cx_durations) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_durations, cx_durations) IS 'before in the order of bytes';

CREATE FUNCTION cx_durations_le(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_le(cx_durations, cx_durations) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_durations, cx_durations) IS 'not after in the order of bytes';

CREATE FUNCTION cx_durations_ge(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_ge(cx_durations, cx_durations) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_durations, cx_durations) IS 'not before in the order of bytes';

CREATE FUNCTION cx_durations_gt(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_gt(cx_durations, cx_durations) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_durations, cx_durations) IS 'after in the order of bytes';

CREATE FUNCTION cx_durations_cmp(cx_durations, cx_durations) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_cmp(cx_durations, cx_durations) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_durations_ops DEFAULT FOR TYPE cx_durations USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_durations_cmp(cx_durations, cx_durations);

COMMENT ON OPERATOR FAMILY cx_durations_ops USING btree IS
'sorting and indexes of cx_durations, by bytes';

COMMENT ON OPERATOR CLASS cx_durations_ops USING btree IS
'sorting and indexes of cx_durations, by bytes';

CREATE FUNCTION cx_durations_smaller(cx_durations, cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_smaller(cx_durations, cx_durations) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_durations_larger(cx_durations, cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_larger(cx_durations, cx_durations) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_durations) (
	SFUNC = cx_durations_smaller, STYPE = cx_durations, COMBINEFUNC = cx_durations_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_durations) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_durations) (
	SFUNC = cx_durations_larger, STYPE = cx_durations, COMBINEFUNC = cx_durations_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_durations) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_durations_add(cx_durations, cx_durations) RETURNS cx_durations AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_add(cx_durations, cx_durations) IS 'the durations of both states; NULL when one is NULL';

CREATE OPERATOR + (LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_durations, cx_durations) IS 'the durations of both states; NULL when one is NULL';

CREATE FUNCTION cx_durations_subtract(cx_durations, cx_durations) RETURNS cx_durations AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_subtract(cx_durations, cx_durations) IS 'the durations of the first state without those of the second, which must be among them; NULL when one is NULL';

CREATE OPERATOR - (LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_subtract);

COMMENT ON OPERATOR - (cx_durations, cx_durations) IS 'the durations of the first state without those of the second, which must be among them; NULL when one is NULL';

CREATE FUNCTION cx_durations_json(cx_durations) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_json(cx_durations) IS 'the state as json: count, seconds, buckets (least, most, count, seconds)';

CREATE CAST (cx_durations AS json) WITH FUNCTION cx_durations_json(cx_durations);

COMMENT ON CAST (cx_durations AS json) IS 'the state as json: count, seconds, buckets (least, most, count, seconds)';

CREATE FUNCTION cx_durations_jsonb(cx_durations) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_jsonb(cx_durations) IS 'the state as jsonb: count, seconds, buckets (least, most, count, seconds)';

CREATE CAST (cx_durations AS jsonb) WITH FUNCTION cx_durations_jsonb(cx_durations);

COMMENT ON CAST (cx_durations AS jsonb) IS 'the state as jsonb: count, seconds, buckets (least, most, count, seconds)';

CREATE FUNCTION cx_durations_count(cx_durations, interval) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_count(cx_durations, interval) IS
'adds a duration to a state; NULL durations are skipped';

CREATE FUNCTION cx_durations_count(cx_durations, timestamptz, timestamptz) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_count(cx_durations, timestamptz, timestamptz) IS
'adds a duration to a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_count(cx_durations, timestamp, timestamp) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_count(cx_durations, timestamp, timestamp) IS
'adds a duration to a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_count(cx_durations, date, date) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_count(cx_durations, date, date) IS
'adds a duration to a state; in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_uncount(cx_durations, interval) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_uncount(cx_durations, interval) IS
'takes a duration from a state; NULL durations are skipped';

CREATE FUNCTION cx_durations_uncount(cx_durations, timestamptz, timestamptz) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_uncount(cx_durations, timestamptz, timestamptz) IS
'takes a duration from a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_uncount(cx_durations, timestamp, timestamp) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_uncount(cx_durations, timestamp, timestamp) IS
'takes a duration from a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_uncount(cx_durations, date, date) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_uncount(cx_durations, date, date) IS
'takes a duration from a state; in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_close(cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_close(cx_durations) IS
'the state that an aggregate has worked in, as it is stored';

CREATE AGGREGATE duration_agg(duration interval) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE duration_agg(interval) IS
'state of durations, their exact sum and how many are how long within 1 %; NULL durations are skipped; () over no rows';

CREATE AGGREGATE duration_agg(started timestamptz, ended timestamptz) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE duration_agg(timestamptz, timestamptz) IS
'state of durations, their exact sum and how many are how long within 1 %; a NULL started is skipped, and so is what is open, with a NULL or infinite ended; () over no rows';

CREATE AGGREGATE duration_agg(started timestamp, ended timestamp) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE duration_agg(timestamp, timestamp) IS
'state of durations, their exact sum and how many are how long within 1 %; a NULL started is skipped, and so is what is open, with a NULL or infinite ended; () over no rows';

CREATE AGGREGATE duration_agg(started date, ended date) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE duration_agg(date, date) IS
'state of durations, their exact sum and how many are how long within 1 %; in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended; () over no rows';

CREATE AGGREGATE rollup(state cx_durations) (
	SFUNC = cx_durations_add, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_add, MINVFUNC = cx_durations_subtract, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_durations) IS
'all durations of many states as one; NULL states are skipped; () over no rows';

CREATE FUNCTION resolution_time(state cx_durations) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_durations_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION resolution_time(cx_durations) IS
'mean duration as an interval of hours, minutes and seconds, to the microsecond; NULL for no durations or NULL';

CREATE FUNCTION cx_durations_mean_final(cx_durations) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_durations_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_durations_mean_final(cx_durations) IS
'final function of the aggregate resolution_time';

CREATE AGGREGATE resolution_time(duration interval) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE resolution_time(interval) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; NULL durations are skipped; NULL over no rows';

CREATE AGGREGATE resolution_time(opened timestamptz, resolved timestamptz) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE resolution_time(timestamptz, timestamptz) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved; NULL over no rows';

CREATE AGGREGATE resolution_time(opened timestamp, resolved timestamp) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE resolution_time(timestamp, timestamp) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved; NULL over no rows';

CREATE AGGREGATE resolution_time(opened date, resolved date) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE resolution_time(date, date) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; in whole days of 24 hours; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved; NULL over no rows';

CREATE FUNCTION duration_count(state cx_durations) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_durations_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION duration_count(cx_durations) IS
'how many durations; 0 for no rows, NULL for NULL';

CREATE FUNCTION mean_hours(state cx_durations) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_mean_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_hours(cx_durations) IS
'mean duration in hours, exact; NULL for no rows or NULL';

CREATE FUNCTION median_hours(state cx_durations) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_median_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION median_hours(cx_durations) IS
'shortest duration in hours, within 1 %, that at least half of them do not exceed; NULL for no rows or NULL';

CREATE FUNCTION quantile_hours(state cx_durations, p double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_quantile_hours' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION quantile_hours(cx_durations, double precision) IS
'shortest duration in hours, within 1 %, that at least a fraction p of them, 0 to 1, do not exceed, as percentile_disc; p of 0 and 1 are the shortest and the longest; NULL for no rows or NULL';

CREATE FUNCTION share_within(state cx_durations, bound interval) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_share_within' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION share_within(cx_durations, interval) IS
'% of the durations that are at most bound: exact at every whole minute to 256 and at 5, 6, 8, 10, 12, 16, 24, 36, 48, 72, 96 and 120 hours, elsewhere linear in the bucket that bound falls into; NULL for no rows or NULL';

CREATE FUNCTION share_within_bounds(
	state cx_durations, bound interval, OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_durations_share_within_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION share_within_bounds(cx_durations, interval) IS
'between which % the share lies for certain of durations that are at most bound, equal where share_within is exact; NULL for no rows or NULL';

CREATE TYPE cx_sla;

CREATE FUNCTION cx_sla_in(cstring) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_in(cstring) IS 'text input of cx_sla';

CREATE FUNCTION cx_sla_out(cx_sla) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_out(cx_sla) IS 'text output of cx_sla';

CREATE FUNCTION cx_sla_recv(internal) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_recv(internal) IS 'binary input of cx_sla';

CREATE FUNCTION cx_sla_send(cx_sla) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_send(cx_sla) IS 'binary output of cx_sla';

CREATE TYPE cx_sla (
	INTERNALLENGTH = 40,
	INPUT = cx_sla_in,
	OUTPUT = cx_sla_out,
	RECEIVE = cx_sla_recv,
	SEND = cx_sla_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_sla IS
'how many tickets were resolved within their target, breached it, or are open within it, and as of when; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_sla_eq(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_eq(cx_sla, cx_sla) IS 'same counts, open as of the same time';

CREATE FUNCTION cx_sla_ne(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_ne(cx_sla, cx_sla) IS 'not equal';

CREATE FUNCTION cx_sla_hash(cx_sla) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_hash(cx_sla) IS 'hash of a state';

CREATE FUNCTION cx_sla_hash_extended(cx_sla, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_hash_extended(cx_sla, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_sla, cx_sla) IS 'same counts, open as of the same time';

CREATE OPERATOR <> (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_sla, cx_sla) IS 'not equal';

CREATE OPERATOR CLASS cx_sla_hash_ops DEFAULT FOR TYPE cx_sla USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_sla_hash(cx_sla),
	FUNCTION 2 cx_sla_hash_extended(cx_sla, bigint);

COMMENT ON OPERATOR FAMILY cx_sla_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sla';

COMMENT ON OPERATOR CLASS cx_sla_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sla';

CREATE FUNCTION cx_sla_lt(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_lt(cx_sla, cx_sla) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_sla, cx_sla) IS 'before in the order of bytes';

CREATE FUNCTION cx_sla_le(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_le(cx_sla, cx_sla) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_sla, cx_sla) IS 'not after in the order of bytes';

CREATE FUNCTION cx_sla_ge(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_ge(cx_sla, cx_sla) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_sla, cx_sla) IS 'not before in the order of bytes';

CREATE FUNCTION cx_sla_gt(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_gt(cx_sla, cx_sla) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_sla, cx_sla) IS 'after in the order of bytes';

CREATE FUNCTION cx_sla_cmp(cx_sla, cx_sla) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_cmp(cx_sla, cx_sla) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_sla_ops DEFAULT FOR TYPE cx_sla USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_sla_cmp(cx_sla, cx_sla);

COMMENT ON OPERATOR FAMILY cx_sla_ops USING btree IS
'sorting and indexes of cx_sla, by bytes';

COMMENT ON OPERATOR CLASS cx_sla_ops USING btree IS
'sorting and indexes of cx_sla, by bytes';

CREATE FUNCTION cx_sla_smaller(cx_sla, cx_sla) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_smaller(cx_sla, cx_sla) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_sla_larger(cx_sla, cx_sla) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_larger(cx_sla, cx_sla) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_sla) (
	SFUNC = cx_sla_smaller, STYPE = cx_sla, COMBINEFUNC = cx_sla_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_sla) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_sla) (
	SFUNC = cx_sla_larger, STYPE = cx_sla, COMBINEFUNC = cx_sla_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_sla) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_sla_add(cx_sla, cx_sla) RETURNS cx_sla AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_add(cx_sla, cx_sla) IS 'the tickets of both states; NULL when one is NULL; tickets open as of different times are an error';

CREATE OPERATOR + (LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_sla, cx_sla) IS 'the tickets of both states; NULL when one is NULL; tickets open as of different times are an error';

CREATE FUNCTION cx_sla_subtract(cx_sla, cx_sla) RETURNS cx_sla AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_subtract(cx_sla, cx_sla) IS 'the tickets of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_subtract);

COMMENT ON OPERATOR - (cx_sla, cx_sla) IS 'the tickets of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_sla_json(cx_sla) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_json(cx_sla) IS 'the state as json: met, breached, open, as_of';

CREATE CAST (cx_sla AS json) WITH FUNCTION cx_sla_json(cx_sla);

COMMENT ON CAST (cx_sla AS json) IS 'the state as json: met, breached, open, as_of';

CREATE FUNCTION cx_sla_jsonb(cx_sla) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_jsonb(cx_sla) IS 'the state as jsonb: met, breached, open, as_of';

CREATE CAST (cx_sla AS jsonb) WITH FUNCTION cx_sla_jsonb(cx_sla);

COMMENT ON CAST (cx_sla AS jsonb) IS 'the state as jsonb: met, breached, open, as_of';

CREATE FUNCTION cx_sla_count(cx_sla, interval, interval, boolean) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_elapsed' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_count(cx_sla, interval, interval, boolean) IS
'adds a ticket to a state, by elapsed, target and whether resolved; a NULL elapsed is skipped, but an error where not resolved';

CREATE FUNCTION cx_sla_uncount(cx_sla, interval, interval, boolean) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_elapsed' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_uncount(cx_sla, interval, interval, boolean) IS
'takes a ticket from a state, by elapsed, target and whether resolved; a NULL elapsed is skipped, but an error where not resolved';

CREATE AGGREGATE sla_agg(elapsed interval, target interval, resolved boolean) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(interval, interval, boolean) IS
'state of tickets: met when resolved within target, breached when elapsed is longer, resolved or not, else open; a NULL elapsed is skipped, but an error where not resolved, a NULL target is an error; () over no rows';

CREATE FUNCTION cx_sla_count(
	cx_sla, timestamptz, timestamptz, interval, timestamptz
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamptz, timestamptz, interval, timestamptz) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_count(
	cx_sla, timestamp, timestamp, interval, timestamp
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamp, timestamp, interval, timestamp) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_count(
	cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamptz_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours that the calendar has open; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_count(
	cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamp_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours that the calendar has open, by clocks in its zone; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamptz, timestamptz, interval, timestamptz
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamptz, timestamptz, interval, timestamptz) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamp, timestamp, interval, timestamp
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamp, timestamp, interval, timestamp) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamptz_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours that the calendar has open; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamp_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours that the calendar has open, by clocks in its zone; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE AGGREGATE sla_agg(
	opened timestamptz, resolved timestamptz, target interval, as_of timestamptz
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(timestamptz, timestamptz, interval, timestamptz) IS
'state of tickets as they were at as_of, against a target in hours of the clock; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';

CREATE AGGREGATE sla_agg(
	opened timestamp, resolved timestamp, target interval, as_of timestamp
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(timestamp, timestamp, interval, timestamp) IS
'state of tickets as they were at as_of, against a target in hours of the clock; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';

CREATE AGGREGATE sla_agg(
	opened timestamptz, resolved timestamptz, target interval, as_of timestamptz, calendar cx_calendar
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(timestamptz, timestamptz, interval, timestamptz, cx_calendar) IS
'state of tickets as they were at as_of, against a target in hours that the calendar has open; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';

CREATE AGGREGATE sla_agg(
	opened timestamp, resolved timestamp, target interval, as_of timestamp, calendar cx_calendar
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(timestamp, timestamp, interval, timestamp, cx_calendar) IS
'state of tickets as they were at as_of, against a target in hours that the calendar has open, by clocks in its zone; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';

CREATE FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_refuse_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date) IS
'always an error: a date has no time of day to count hours from';

CREATE AGGREGATE sla_agg(opened date, resolved date, target interval, as_of date) (
	SFUNC = cx_sla_refuse, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_refuse, MINVFUNC = cx_sla_refuse, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(date, date, interval, date) IS
'always an error: a date has no time of day to count hours from';

CREATE FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date, cx_calendar) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_refuse_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date, cx_calendar) IS
'always an error: a date has no time of day to count hours from';

CREATE AGGREGATE sla_agg(opened date, resolved date, target interval, as_of date, calendar cx_calendar) (
	SFUNC = cx_sla_refuse, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_refuse, MINVFUNC = cx_sla_refuse, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sla_agg(date, date, interval, date, cx_calendar) IS
'always an error: a date has no time of day to count hours from';

CREATE AGGREGATE rollup(state cx_sla) (
	SFUNC = cx_sla_add, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_add, MINVFUNC = cx_sla_subtract, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_sla) IS
'the tickets of many states as one; NULL states are skipped; () over no rows; tickets open as of different times are an error';

CREATE FUNCTION sla_attainment(state cx_sla) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sla_attainment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION sla_attainment(cx_sla) IS
'percentage of the tickets met among those met and breached; open ones are in neither; NULL for none or NULL';

CREATE FUNCTION sla_ci(
	state cx_sla, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sla_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION sla_ci(cx_sla, double precision) IS
'Wilson confidence interval for sla_attainment(), in percent; NULL for none met or breached, or NULL';

CREATE FUNCTION sla_change(
	before cx_sla, after cx_sla, level double precision DEFAULT 0.95, OUT change double precision,
	OUT low double precision, OUT high double precision, OUT z double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sla_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION sla_change(cx_sla, cx_sla, double precision) IS
'attainment of after less that of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are met; NULL when nothing is met or breached in one, or NULL';

CREATE FUNCTION sla_met(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_met' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION sla_met(cx_sla) IS
'how many tickets were resolved within their target; 0 for no rows, NULL for NULL';

CREATE FUNCTION sla_breached(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_breached' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION sla_breached(cx_sla) IS
'how many tickets took longer than their target, resolved or not; 0 for no rows, NULL for NULL';

CREATE FUNCTION sla_open(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION sla_open(cx_sla) IS
'how many tickets are not resolved and within their target so far; 0 for no rows, NULL for NULL';

CREATE TYPE cx_backlog;

CREATE FUNCTION cx_backlog_in(cstring) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_in(cstring) IS 'text input of cx_backlog';

CREATE FUNCTION cx_backlog_out(cx_backlog) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_out(cx_backlog) IS 'text output of cx_backlog';

CREATE FUNCTION cx_backlog_recv(internal) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_recv(internal) IS 'binary input of cx_backlog';

CREATE FUNCTION cx_backlog_send(cx_backlog) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_send(cx_backlog) IS 'binary output of cx_backlog';

CREATE TYPE cx_backlog (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_backlog_in,
	OUTPUT = cx_backlog_out,
	RECEIVE = cx_backlog_recv,
	SEND = cx_backlog_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_backlog IS
'how many tickets were opened and resolved in each period; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_backlog_eq(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_eq(cx_backlog, cx_backlog) IS 'same period and same counts';

CREATE FUNCTION cx_backlog_ne(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_ne(cx_backlog, cx_backlog) IS 'not equal';

CREATE FUNCTION cx_backlog_hash(cx_backlog) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_hash(cx_backlog) IS 'hash of a state';

CREATE FUNCTION cx_backlog_hash_extended(cx_backlog, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_hash_extended(cx_backlog, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_backlog, cx_backlog) IS 'same period and same counts';

CREATE OPERATOR <> (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_backlog, cx_backlog) IS 'not equal';

CREATE OPERATOR CLASS cx_backlog_hash_ops DEFAULT FOR TYPE cx_backlog USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_backlog_hash(cx_backlog),
	FUNCTION 2 cx_backlog_hash_extended(cx_backlog, bigint);

COMMENT ON OPERATOR FAMILY cx_backlog_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_backlog';

COMMENT ON OPERATOR CLASS cx_backlog_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_backlog';

CREATE FUNCTION cx_backlog_lt(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_lt(cx_backlog, cx_backlog) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_backlog, cx_backlog) IS 'before in the order of bytes';

CREATE FUNCTION cx_backlog_le(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_le(cx_backlog, cx_backlog) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_backlog, cx_backlog) IS 'not after in the order of bytes';

CREATE FUNCTION cx_backlog_ge(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_ge(cx_backlog, cx_backlog) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_backlog, cx_backlog) IS 'not before in the order of bytes';

CREATE FUNCTION cx_backlog_gt(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_gt(cx_backlog, cx_backlog) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_backlog, cx_backlog) IS 'after in the order of bytes';

CREATE FUNCTION cx_backlog_cmp(cx_backlog, cx_backlog) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_cmp(cx_backlog, cx_backlog) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_backlog_ops DEFAULT FOR TYPE cx_backlog USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_backlog_cmp(cx_backlog, cx_backlog);

COMMENT ON OPERATOR FAMILY cx_backlog_ops USING btree IS
'sorting and indexes of cx_backlog, by bytes';

COMMENT ON OPERATOR CLASS cx_backlog_ops USING btree IS
'sorting and indexes of cx_backlog, by bytes';

CREATE FUNCTION cx_backlog_smaller(cx_backlog, cx_backlog) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_smaller(cx_backlog, cx_backlog) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_backlog_larger(cx_backlog, cx_backlog) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_larger(cx_backlog, cx_backlog) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_backlog) (
	SFUNC = cx_backlog_smaller, STYPE = cx_backlog, COMBINEFUNC = cx_backlog_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_backlog) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_backlog) (
	SFUNC = cx_backlog_larger, STYPE = cx_backlog, COMBINEFUNC = cx_backlog_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_backlog) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_backlog_add(cx_backlog, cx_backlog) RETURNS cx_backlog AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_add(cx_backlog, cx_backlog) IS 'the tickets of both states; NULL when one is NULL; different periods are an error';

CREATE OPERATOR + (LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_backlog, cx_backlog) IS 'the tickets of both states; NULL when one is NULL; different periods are an error';

CREATE FUNCTION cx_backlog_subtract(cx_backlog, cx_backlog) RETURNS cx_backlog AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_subtract(cx_backlog, cx_backlog) IS 'the tickets of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_subtract);

COMMENT ON OPERATOR - (cx_backlog, cx_backlog) IS 'the tickets of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_backlog_json(cx_backlog) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_json(cx_backlog) IS 'the state as json: period, flows (period, opened, resolved)';

CREATE CAST (cx_backlog AS json) WITH FUNCTION cx_backlog_json(cx_backlog);

COMMENT ON CAST (cx_backlog AS json) IS 'the state as json: period, flows (period, opened, resolved)';

CREATE FUNCTION cx_backlog_jsonb(cx_backlog) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_jsonb(cx_backlog) IS 'the state as jsonb: period, flows (period, opened, resolved)';

CREATE CAST (cx_backlog AS jsonb) WITH FUNCTION cx_backlog_jsonb(cx_backlog);

COMMENT ON CAST (cx_backlog AS jsonb) IS 'the state as jsonb: period, flows (period, opened, resolved)';

CREATE FUNCTION cx_backlog_count(
	cx_backlog, date, date, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_count(cx_backlog, date, date, cx_period) IS
'adds a ticket to a state; a NULL opened is skipped, a NULL or infinite resolved is open';

CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamp, timestamp, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamp, timestamp, cx_period) IS
'adds a ticket to a state; a NULL opened is skipped, a NULL or infinite resolved is open';

CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamptz, timestamptz, cx_period, cx_zone) IS
'adds a ticket to a state; a NULL opened is skipped, a NULL or infinite resolved is open';

CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamptz, timestamptz, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_backlog_count(
	cx_backlog, date, date, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_count(cx_backlog, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, date, date, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, date, date, cx_period) IS
'takes a ticket from a state; a NULL opened is skipped, a NULL or infinite resolved is open';

CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamp, timestamp, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamp, timestamp, cx_period) IS
'takes a ticket from a state; a NULL opened is skipped, a NULL or infinite resolved is open';

CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamptz, timestamptz, cx_period, cx_zone) IS
'takes a ticket from a state; a NULL opened is skipped, a NULL or infinite resolved is open';

CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamptz, timestamptz, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, date, date, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE backlog_agg(opened date, resolved date, period cx_period) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE backlog_agg(date, date, cx_period) IS
'tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows';

CREATE AGGREGATE backlog_agg(opened timestamp, resolved timestamp, period cx_period) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE backlog_agg(timestamp, timestamp, cx_period) IS
'tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows';

CREATE AGGREGATE backlog_agg(opened timestamptz, resolved timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE backlog_agg(timestamptz, timestamptz, cx_period, cx_zone) IS
'tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows';

CREATE AGGREGATE backlog_agg(opened timestamptz, resolved timestamptz, period cx_period) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE backlog_agg(timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE backlog_agg(opened date, resolved date, period cx_period, zone cx_zone) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE backlog_agg(date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE backlog_agg(opened timestamp, resolved timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE backlog_agg(timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rollup(state cx_backlog) (
	SFUNC = cx_backlog_add, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_add, MINVFUNC = cx_backlog_subtract, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_backlog) IS
'the tickets of many states as one; NULL states are skipped; () over no rows; different periods are an error';

CREATE FUNCTION backlog_table(
	state cx_backlog, as_of date DEFAULT CURRENT_DATE, from_day date DEFAULT NULL,
	OUT period date, OUT opened bigint, OUT resolved bigint, OUT open_at_end bigint, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_backlog_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION backlog_table(cx_backlog, date, date) IS
'one row for each period: tickets opened, resolved, open at its end, and whether it has ended by as_of; from the first ticket, or from the period that holds from_day, with what came before as opening stock; no rows for no rows or NULL';

CREATE FUNCTION retention_cost(spend double precision, retained double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_retention_cost' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION retention_cost(double precision, double precision) IS
'customer retention cost: what was spent on keeping customers / customers kept, in the currency of spend; NULL when none was kept, or NULL';

CREATE FUNCTION cx_roi(gain double precision, cost double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_roi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_roi(double precision, double precision) IS
'return on customer experience: (gain - cost) / cost in percent; -100 when all is lost; NULL without cost, or NULL';

CREATE TYPE cx_statuses;

CREATE FUNCTION cx_statuses_in(cstring) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_in(cstring) IS 'text input of cx_statuses';

CREATE FUNCTION cx_statuses_out(cx_statuses) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_out(cx_statuses) IS 'text output of cx_statuses';

CREATE FUNCTION cx_statuses_recv(internal) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_recv(internal) IS 'binary input of cx_statuses';

CREATE FUNCTION cx_statuses_send(cx_statuses) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_send(cx_statuses) IS 'binary output of cx_statuses';

CREATE TYPE cx_statuses (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_statuses_in,
	OUTPUT = cx_statuses_out,
	RECEIVE = cx_statuses_recv,
	SEND = cx_statuses_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_statuses IS
'the history of a ticket: at which instants it came into which status; () when no rows; stored, added with +, aggregated with rollup(); at most 8388608 events';

CREATE FUNCTION cx_statuses_eq(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_eq(cx_statuses, cx_statuses) IS 'same events';

CREATE FUNCTION cx_statuses_ne(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_ne(cx_statuses, cx_statuses) IS 'not equal';

CREATE FUNCTION cx_statuses_hash(cx_statuses) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_hash(cx_statuses) IS 'hash of a state';

CREATE FUNCTION cx_statuses_hash_extended(cx_statuses, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_hash_extended(cx_statuses, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_statuses, cx_statuses) IS 'same events';

CREATE OPERATOR <> (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_statuses, cx_statuses) IS 'not equal';

CREATE OPERATOR CLASS cx_statuses_hash_ops DEFAULT FOR TYPE cx_statuses USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_statuses_hash(cx_statuses),
	FUNCTION 2 cx_statuses_hash_extended(cx_statuses, bigint);

COMMENT ON OPERATOR FAMILY cx_statuses_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_statuses';

COMMENT ON OPERATOR CLASS cx_statuses_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_statuses';

CREATE FUNCTION cx_statuses_lt(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_lt(cx_statuses, cx_statuses) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_statuses, cx_statuses) IS 'before in the order of bytes';

CREATE FUNCTION cx_statuses_le(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_le(cx_statuses, cx_statuses) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_statuses, cx_statuses) IS 'not after in the order of bytes';

CREATE FUNCTION cx_statuses_ge(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_ge(cx_statuses, cx_statuses) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_statuses, cx_statuses) IS 'not before in the order of bytes';

CREATE FUNCTION cx_statuses_gt(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_gt(cx_statuses, cx_statuses) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_statuses, cx_statuses) IS 'after in the order of bytes';

CREATE FUNCTION cx_statuses_cmp(cx_statuses, cx_statuses) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_cmp(cx_statuses, cx_statuses) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_statuses_ops DEFAULT FOR TYPE cx_statuses USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_statuses_cmp(cx_statuses, cx_statuses);

COMMENT ON OPERATOR FAMILY cx_statuses_ops USING btree IS
'sorting and indexes of cx_statuses, by bytes';

COMMENT ON OPERATOR CLASS cx_statuses_ops USING btree IS
'sorting and indexes of cx_statuses, by bytes';

CREATE FUNCTION cx_statuses_smaller(cx_statuses, cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_smaller(cx_statuses, cx_statuses) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_statuses_larger(cx_statuses, cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_larger(cx_statuses, cx_statuses) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_statuses) (
	SFUNC = cx_statuses_smaller, STYPE = cx_statuses, COMBINEFUNC = cx_statuses_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_statuses) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_statuses) (
	SFUNC = cx_statuses_larger, STYPE = cx_statuses, COMBINEFUNC = cx_statuses_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_statuses) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_statuses_add(cx_statuses, cx_statuses) RETURNS cx_statuses AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_add(cx_statuses, cx_statuses) IS 'the events of both states, those that both have once; NULL when one is NULL';

CREATE OPERATOR + (LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_statuses, cx_statuses) IS 'the events of both states, those that both have once; NULL when one is NULL';

CREATE FUNCTION cx_statuses_json(cx_statuses) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_json(cx_statuses) IS 'the state as json: events (at, seq, status)';

CREATE CAST (cx_statuses AS json) WITH FUNCTION cx_statuses_json(cx_statuses);

COMMENT ON CAST (cx_statuses AS json) IS 'the state as json: events (at, seq, status)';

CREATE FUNCTION cx_statuses_jsonb(cx_statuses) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_jsonb(cx_statuses) IS 'the state as jsonb: events (at, seq, status)';

CREATE CAST (cx_statuses AS jsonb) WITH FUNCTION cx_statuses_jsonb(cx_statuses);

COMMENT ON CAST (cx_statuses AS jsonb) IS 'the state as jsonb: events (at, seq, status)';

CREATE FUNCTION cx_statuses_count(cx_statuses, timestamptz, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_statuses_count(cx_statuses, timestamptz, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME', 'cx_statuses_count_seq' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_statuses_close(cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_count(cx_statuses, timestamptz, text) IS
'adds an event to a state; a NULL instant or status is skipped';

COMMENT ON FUNCTION cx_statuses_count(cx_statuses, timestamptz, text, bigint) IS
'adds an event to a state; a NULL instant or status is skipped, a NULL seq comes before the others of its instant';

COMMENT ON FUNCTION cx_statuses_close(cx_statuses) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE status_agg(at timestamptz, status text) (
	SFUNC = cx_statuses_count, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

CREATE AGGREGATE status_agg(at timestamptz, status text, seq bigint) (
	SFUNC = cx_statuses_count, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_statuses) (
	SFUNC = cx_statuses_add, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(timestamptz, text) IS
'history of one ticket: it came into each status at an instant, in any order of the rows; events of one instant are in the order of the bytes of their statuses; a NULL instant or status is skipped; () over no rows';

COMMENT ON AGGREGATE status_agg(timestamptz, text, bigint) IS
'history of one ticket, in which seq orders the events of one instant, NULL first; a NULL instant or status is skipped; () over no rows';

COMMENT ON AGGREGATE rollup(cx_statuses) IS
'the parts of one ticket''s history as one, an event that several have once; NULL states are skipped; () over no rows';

CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, date, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, date, text) IS
'always an error: a date is no instant';

CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, date, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, date, text, bigint) IS
'always an error: a date is no instant';

CREATE AGGREGATE status_agg(at date, status text) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(date, text) IS
'always an error: a date is no instant';

CREATE AGGREGATE status_agg(at date, status text, seq bigint) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(date, text, bigint) IS
'always an error: a date is no instant';

CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text) IS
'always an error: a timestamp is no instant';

CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text, bigint) IS
'always an error: a timestamp is no instant';

CREATE AGGREGATE status_agg(at timestamp, status text) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(timestamp, text) IS
'always an error: a timestamp is no instant';

CREATE AGGREGATE status_agg(at timestamp, status text, seq bigint) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(timestamp, text, bigint) IS
'always an error: a timestamp is no instant';

CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of timestamptz) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_time' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of timestamptz, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_business_time' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of timestamptz)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_ranges' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION times_entered(state cx_statuses, status text) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_times_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION first_entered(state cx_statuses, status text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_first_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION last_entered(state cx_statuses, status text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_last_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION status_at(state cx_statuses, at timestamptz) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_status_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION last_status(state cx_statuses) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_last_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION status_ties(state cx_statuses) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_ties' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamptz) IS
'how long the ticket was in any of the statuses before as_of, an interval without days; the last status goes on to as_of; 0 where it never was in them, NULL for no rows or NULL; a NULL array, element or as_of is an error';

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamptz, cx_calendar) IS
'how long the ticket was in any of the statuses before as_of, in the hours that the calendar counts, an interval without days; the last status goes on to as_of; 0 where it never was in them, NULL for no rows or NULL; a NULL array, element, as_of or calendar is an error';

COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], timestamptz) IS
'when the ticket was in any of the statuses before as_of, in ranges [from, to); the last status goes on to as_of; empty where it never was in them, NULL for no rows or NULL; a NULL array, element or as_of is an error';

COMMENT ON FUNCTION times_entered(cx_statuses, text) IS
'how often the ticket came into the status, from another one or as its first; 0 for no rows, NULL for NULL';

COMMENT ON FUNCTION first_entered(cx_statuses, text) IS
'when the ticket first came into the status; NULL where it never did, for no rows or NULL';

COMMENT ON FUNCTION last_entered(cx_statuses, text) IS
'when the ticket last came into the status from another one, or as its first; NULL where it never did, for no rows or NULL';

COMMENT ON FUNCTION status_at(cx_statuses, timestamptz) IS
'the status at that instant; NULL before the first event, for no rows or NULL';

COMMENT ON FUNCTION last_status(cx_statuses) IS
'the status of the last event; NULL for no rows or NULL';

COMMENT ON FUNCTION status_ties(cx_statuses) IS
'number of instants at which only the bytes of the statuses say which event came first; 0 for no rows, NULL for NULL';

CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of date) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], date) IS
'always an error: a date is no instant';

CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of date, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], date, cx_calendar) IS
'always an error: a date is no instant';

CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of date)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], date) IS
'always an error: a date is no instant';

CREATE FUNCTION status_at(state cx_statuses, at date) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION status_at(cx_statuses, date) IS
'always an error: a date is no instant';

CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of timestamp) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamp) IS
'always an error: a timestamp is no instant';

CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of timestamp, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamp, cx_calendar) IS
'always an error: a timestamp is no instant';

CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of timestamp)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], timestamp) IS
'always an error: a timestamp is no instant';

CREATE FUNCTION status_at(state cx_statuses, at timestamp) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION status_at(cx_statuses, timestamp) IS
'always an error: a timestamp is no instant';

CREATE FUNCTION status_table(
	state cx_statuses, as_of timestamptz, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;

COMMENT ON FUNCTION status_table(cx_statuses, timestamptz) IS
'a row for each stay in a status before as_of: from when until when, NULL where it still goes on at as_of, and how long, an interval without days; no rows for no rows or NULL; a NULL as_of is an error';

CREATE FUNCTION status_table(
	state cx_statuses, as_of date, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_only_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;

COMMENT ON FUNCTION status_table(cx_statuses, date) IS
'always an error: a date is no instant';

CREATE FUNCTION status_table(
	state cx_statuses, as_of timestamp, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_only_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;

COMMENT ON FUNCTION status_table(cx_statuses, timestamp) IS
'always an error: a timestamp is no instant';

