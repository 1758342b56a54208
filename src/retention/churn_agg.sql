-- Aggregates over customers before and after a period: two flags, or subscriptions and the period. All
-- aggregates over the same arguments share one transition, hence one pass. Not strict: a NULL flag is false.

CREATE FUNCTION cx_churn_count(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_count(cx_churn, date, date, date, date) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_count(cx_churn, timestamp, timestamp, timestamp, timestamp) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_count(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, date, date, date, date) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, timestamp, timestamp, timestamp, timestamp) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_churn_count(cx_churn, boolean, boolean) IS
'adds a customer to a state, by whether active before and after; a NULL flag is false';
COMMENT ON FUNCTION cx_churn_count(cx_churn, date, date, date, date) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_count(cx_churn, timestamp, timestamp, timestamp, timestamp) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_count(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, boolean, boolean) IS
'takes a customer from a state, by whether active before and after; a NULL flag is false';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, date, date, date, date) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, timestamp, timestamp, timestamp, timestamp) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';

-- The figures of a state

CREATE FUNCTION retention_rate(state cx_churn) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION churn_rate(state cx_churn) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_rate_ci(
	state cx_churn, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION churn_rate_ci(
	state cx_churn, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION customers_before(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_lost(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_lost' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_retained(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_retained' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION retention_rate(cx_churn) IS
'percentage of the customers active before who were active after; NULL for no customers';
COMMENT ON FUNCTION churn_rate(cx_churn) IS
'percentage of the customers active before who were not active after; NULL for no customers';
COMMENT ON FUNCTION retention_rate_ci(cx_churn, double precision) IS
'Wilson interval of the retention rate, in percent; NULL for no customers';
COMMENT ON FUNCTION churn_rate_ci(cx_churn, double precision) IS
'Wilson interval of the churn rate, in percent; NULL for no customers';
COMMENT ON FUNCTION customers_before(cx_churn) IS
'how many customers were active before; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION customers_lost(cx_churn) IS
'how many customers were active before and not after; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION customers_retained(cx_churn) IS
'how many customers were active before and after; 0 for no rows, NULL for NULL';

-- The aggregates

CREATE AGGREGATE churn_agg(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_agg(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_agg(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_agg(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_churn) (
	SFUNC = cx_churn_add, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_add, MINVFUNC = cx_churn_subtract, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE churn_agg(boolean, boolean) IS
'state of the customers active before and lost, by two flags, a NULL one being false; () over no rows';
COMMENT ON AGGREGATE churn_agg(date, date, date, date) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE churn_agg(timestamp, timestamp, timestamp, timestamp) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE churn_agg(timestamptz, timestamptz, timestamptz, timestamptz) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE retention_rate(boolean, boolean) IS
'percentage of the customers active before who were active after, by two flags, a NULL one being false; NULL when nobody was';
COMMENT ON AGGREGATE retention_rate(date, date, date, date) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE retention_rate(timestamp, timestamp, timestamp, timestamp) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE retention_rate(timestamptz, timestamptz, timestamptz, timestamptz) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(boolean, boolean) IS
'percentage of the customers active before who were not active after, by two flags, a NULL one being false; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(date, date, date, date) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(timestamp, timestamp, timestamp, timestamp) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(timestamptz, timestamptz, timestamptz, timestamptz) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE rollup(cx_churn) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
