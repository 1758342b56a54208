-- What changed for the same customers

@table paired_change name cuts cut_types unit
nps  | , promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL | , integer, integer | points
csat | , satisfied_from integer DEFAULT NULL                                     | , integer          | percentage points
ces  |                                                                           |                    | scores
@end

@for f in paired_change
CREATE FUNCTION {f.name}_change(
	paired cx_paired, level double precision DEFAULT 0.95{f.cuts: },
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_paired_{f.name}_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION {f.name}_change(cx_paired, double precision{f.cut_types: }) IS
'{f.name}() after less {f.name}() before of the same customers, in {f.unit}; Student t interval, t (as z) and two-sided p by linearisation, which are NULL for one customer and where the change is the same for all; NULL when nobody answered before or after or NULL';
@end

CREATE FUNCTION clusters(paired cx_paired) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_paired_clusters' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clusters(cx_paired) IS
'how many customers a state has; 0 for no rows, NULL for NULL';
