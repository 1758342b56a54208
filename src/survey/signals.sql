-- Signal or noise

@for f in figure
CREATE FUNCTION {f.name}_signals(
	names anyarray, states {f.type}[], baseline integer DEFAULT NULL{f.cuts: },
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', '{f.symbol}_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION {f.name}_signals(anyarray, {f.type}[], integer{f.cut_types: }) IS
'Laney P'' chart of {f.name}(), in {f.unit}: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';
@end
