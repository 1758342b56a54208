-- Aggregates over durations: intervals, or starts and ends of one kind. Those over the same arguments share
-- one pass: resolution_time(opened, resolved) is the mean of duration_agg(opened, resolved).
--
-- A state has at most one entry for each bucket, some 7,300 of them, so that its size is bounded: SSPACE is
-- what one of a hundred durations takes, and PostgreSQL 19 may make such states below a join.

@table span types named symbol skipped
interval                 | duration interval                            | interval    | NULL durations are skipped
timestamptz, timestamptz | started timestamptz, ended timestamptz       | timestamptz | a NULL started is skipped, and so is what is open, with a NULL or infinite ended
timestamp, timestamp     | started timestamp, ended timestamp           | timestamp   | a NULL started is skipped, and so is what is open, with a NULL or infinite ended
date, date               | started date, ended date                     | date        | in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended
@end

@table durations_step name does
count   | adds a duration to
uncount | takes a duration from
@end

-- Transitions and their inverses. Not strict: the executor's own test for NULLs would cost more than theirs.

@for d in durations_step, s in span
CREATE FUNCTION cx_durations_{d.name}(cx_durations, {s.types}) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_{d.name}_{s.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_{d.name}(cx_durations, {s.types}) IS
'{d.does} a state; {s.skipped}';
@end

CREATE FUNCTION cx_durations_close(cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_close(cx_durations) IS
'the state that an aggregate has worked in, as it is stored';

@for s in span
CREATE AGGREGATE duration_agg({s.named}) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE duration_agg({s.types}) IS
'state of durations, their exact sum and how many are how long within 1 %; {s.skipped}; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_durations) (
	SFUNC = cx_durations_add, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_add, MINVFUNC = cx_durations_subtract, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_durations) IS
'all durations of many states as one; NULL states are skipped; () over no rows';

-- The one word.

CREATE FUNCTION resolution_time(state cx_durations) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_durations_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION resolution_time(cx_durations) IS
'mean duration as an interval of hours, minutes and seconds, to the microsecond; NULL for no durations or NULL';

CREATE FUNCTION cx_durations_mean_final(cx_durations) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_durations_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_mean_final(cx_durations) IS
'final function of the aggregate resolution_time';

@table resolved types named skipped
interval                 | duration interval                         | NULL durations are skipped
timestamptz, timestamptz | opened timestamptz, resolved timestamptz  | a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved
timestamp, timestamp     | opened timestamp, resolved timestamp      | a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved
date, date               | opened date, resolved date                | in whole days of 24 hours; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved
@end

@for s in resolved
CREATE AGGREGATE resolution_time({s.named}) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE resolution_time({s.types}) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; {s.skipped}; NULL over no rows';
@end
