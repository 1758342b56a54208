-- Many tests at once

CREATE FUNCTION p_adjust(p double precision[], method text DEFAULT 'holm') RETURNS double precision[]
AS 'MODULE_PATHNAME', 'cx_p_adjust_array' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION p_adjust(double precision[], text) IS
'p-values raised for their number, in the order given, by method ''holm'', ''bh'' (Benjamini and Hochberg), ''bonferroni'' or ''none''; a NULL stays and does not count; NULL for NULL';
