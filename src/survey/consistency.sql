-- Is the quality the same at every touchpoint?

@for f in figure
CREATE FUNCTION {f.name}_consistency(
	states {f.type}[]{f.cuts: },
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision{f.within: },
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{f.symbol}_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION {f.name}_consistency({f.type}[]{f.cut_types: }) IS
'whether {f.name}() is the same in all groups, by {f.by}, and how much it is not: groups of two or more answers, {f.name}() of all of them, the standard deviation of their true figures in {f.unit} (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';
@end
