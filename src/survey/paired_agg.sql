-- Customers with what they said before and after

@table pair type symbol
cx_scores          | scores
cx_weighted_scores | weighted
@end

@for p in pair
CREATE FUNCTION cx_paired_customer(cx_paired, {p.type}, {p.type}) RETURNS cx_paired
AS 'MODULE_PATHNAME', 'cx_paired_customer_{p.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_paired_customer(cx_paired, {p.type}, {p.type}) IS
'adds a customer with the answers before and after to a state; () or NULL on one side is no answer, on both nobody';

CREATE AGGREGATE paired_agg(before {p.type}, after {p.type}) (
	SFUNC = cx_paired_customer, STYPE = cx_paired, SSPACE = 4440, INITCOND = '()',
	COMBINEFUNC = cx_paired_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE paired_agg({p.type}, {p.type}) IS
'state of the same customers before and after: each row is a customer with all their answers of both times; () or NULL on one side is no answer then, on both nobody, who is skipped; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_paired) (
	SFUNC = cx_paired_add, STYPE = cx_paired, SSPACE = 4440, INITCOND = '()',
	COMBINEFUNC = cx_paired_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_paired) IS
'the customers of many states, which hold different ones; NULL states are skipped; () over no rows; weighted with unweighted or different scales are an error';
