-- Aggregates over an overall score and its drivers. Scores are small whole numbers in most tables, so that
-- arrays of integers are taken as they are; numeric and bigint arrive as double precision.
-- No inverse transition: sums of doubles cannot be taken apart again. SSPACE is that of some ten drivers; the
-- state does not grow with its rows.

@table driver_column type
smallint[]
integer[]
double precision[]
@end

@table driver_weight symbol argument type says
          |                           |                    |
_weighted | , weight double precision | , double precision | ; a row of weight 0 is absent whatever it has, a NULL weight is an error
@end

@for w in driver_weight, d in driver_column
CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, {d.type}{w.type}) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count{w.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, {d.type}{w.type}) IS
'adds a row to a state; one with a NULL is left out and counted{w.says}';

CREATE AGGREGATE driver_agg(overall double precision, drivers {d.type}{w.argument}) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE driver_agg(double precision, {d.type}{w.type}) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted{w.says}; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_drivers) (
	SFUNC = cx_drivers_add, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_drivers) IS
'all responses of many states of the same drivers as one; NULL states are skipped; () over no rows; another number of drivers is an error';
