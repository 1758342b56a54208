-- Aggregates over weighted scores. The weight is double precision; numeric and integer weights arrive so.
-- No inverse transition: sums of doubles cannot be taken apart again.

@for x in score
CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, {x.type}, double precision, {x.bound}, {x.bound}
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_{x.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, {x.type}, double precision, {x.bound},
	{x.bound}) IS
'adds a weighted score to a state of the scale low..high; a NULL score and a row of weight 0 are skipped';

CREATE AGGREGATE weighted_score_agg(score {x.type}, weight double precision, low {x.bound}, high {x.bound}) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_score_agg({x.type}, double precision, {x.bound}, {x.bound}) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, a row of weight 0 is absent whatever its score, a NULL weight is an error; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_weighted_scores) (
	SFUNC = cx_weighted_scores_add, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_weighted_scores) IS
'all answers of many weighted states as one; NULL states are skipped; () over no rows; different scales are an error';
