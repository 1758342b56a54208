-- Counts, shares, mean and distribution, on any scale

-- What holds for all states. Of a weighted one and of a sample, counts are sums of weights.

@table state type answers count number mean nps sample
cx_scores          | answers | number | bigint           | mean          | Net Promoter Score          |
cx_weighted_scores | weight  | weight | double precision | weighted mean | weighted Net Promoter Score | , with the effective number of answers of Korn and Graubard
cx_sample          | weight  | weight | double precision | weighted mean | Net Promoter Score of a sample | , with the effective number of answers of Korn and Graubard, at its degrees of freedom
@end

CREATE FUNCTION responses(state cx_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION responses(cx_scores) IS
'how many answers a state holds; 0 for no rows, NULL for NULL';

CREATE FUNCTION responses(state cx_weighted_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_weighted_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION responses(cx_weighted_scores) IS
'how many answers with a positive weight a state holds, each counted once; 0 for no rows, NULL for NULL';

CREATE FUNCTION responses(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION responses(cx_sample) IS
'how many answers a sample holds, each counted once; 0 for no rows, NULL for NULL';

CREATE FUNCTION effective_responses(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_effective_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_responses(cx_weighted_scores) IS
'Kish effective number of responses, (sum of weights)^2 / sum of squared weights; 0 for no rows, NULL for NULL';

@for s in state
CREATE FUNCTION score_count(
	state {s.type}, from_score integer, to_score integer
) RETURNS {s.number}
AS 'MODULE_PATHNAME', '{s.type}_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_count({s.type}, integer, integer) IS
'{s.count} of answers with a score from from_score to to_score, both included; 0 for no rows, NULL for NULL';

CREATE FUNCTION score_share(
	state {s.type}, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_share({s.type}, integer, integer) IS
'percentage of the {s.answers} with a score from from_score to to_score, both included; NULL for no rows';

CREATE FUNCTION score_share_std_error(
	state {s.type}, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_score_share_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_share_std_error({s.type}, integer, integer) IS
'standard error of score_share() by linearisation, in percentage points; NULL for fewer than two answers';

CREATE FUNCTION mean_score(state {s.type}) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_score({s.type}) IS
'{s.mean} of the scores; NULL for no rows';

CREATE FUNCTION score_distribution(
	state {s.type}, OUT score integer, OUT responses {s.number}, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', '{s.type}_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;
COMMENT ON FUNCTION score_distribution({s.type}) IS
'one row for each score of the scale: {s.count} of answers, and their percentage; no rows for no rows or NULL';
@end
