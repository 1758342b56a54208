-- How often customers were active, from histories: one row a customer. Not strict: a NULL history means skip.
-- A state has a count for each period of the range; SSPACE is that of 28 days, and a little.

@table step name does
count   | adds a customer to
uncount | takes a customer out of
@end

@for d in step
CREATE FUNCTION cx_stickiness_{d.name}(cx_stickiness, cx_activity, date, date) RETURNS cx_stickiness
AS 'MODULE_PATHNAME', 'cx_stickiness_{d.name}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_stickiness_{d.name}(cx_stickiness, cx_activity, date, date) IS
'{d.does} the counts of those active in so many periods of a range; a NULL history is skipped';
@end

CREATE AGGREGATE stickiness_agg(activity cx_activity, from_day date, to_day date) (
	SFUNC = cx_stickiness_count, STYPE = cx_stickiness, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_stickiness_add, MSFUNC = cx_stickiness_count, MINVFUNC = cx_stickiness_uncount,
	MSTYPE = cx_stickiness, MSSPACE = 256, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE stickiness_agg(cx_activity, date, date) IS
'how many customers were active in how many periods from from_day to just before to_day, which are first days of periods; NULL and empty histories, and those without activity in the range, are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_stickiness) (
	SFUNC = cx_stickiness_add, STYPE = cx_stickiness, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_stickiness_add, MSFUNC = cx_stickiness_add, MINVFUNC = cx_stickiness_subtract,
	MSTYPE = cx_stickiness, MSSPACE = 256, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_stickiness) IS
'the customers of all states; NULL states are skipped; () over no rows; different periods or ranges are an error';
