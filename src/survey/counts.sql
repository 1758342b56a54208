-- Counts, shares, mean and distribution, on any scale

CREATE FUNCTION responses(state cx_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION responses(state cx_weighted_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_weighted_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION effective_responses(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_effective_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_count(state cx_scores, from_score integer, to_score integer) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_count(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_share(
	state cx_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_share(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mean_score(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mean_score(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_distribution(
	state cx_scores, OUT score integer, OUT responses bigint, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;

CREATE FUNCTION score_distribution(
	state cx_weighted_scores, OUT score integer, OUT responses double precision,
	OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;

COMMENT ON FUNCTION responses(cx_scores) IS
'how many answers a state holds; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION responses(cx_weighted_scores) IS
'how many answers with a positive weight a state holds, each counted once; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION effective_responses(cx_weighted_scores) IS
'Kish effective number of responses, (sum of weights)^2 / sum of squared weights; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION score_count(cx_scores, integer, integer) IS
'how many answers have a score from from_score to to_score, both included; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION score_count(cx_weighted_scores, integer, integer) IS
'how much weight scores from from_score to to_score have, both included; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION score_share(cx_scores, integer, integer) IS
'percentage of the answers with a score from from_score to to_score, both included; NULL for no rows';
COMMENT ON FUNCTION score_share(cx_weighted_scores, integer, integer) IS
'percentage of the weight with a score from from_score to to_score, both included; NULL for no rows';
COMMENT ON FUNCTION mean_score(cx_scores) IS
'mean of the scores; NULL for no rows';
COMMENT ON FUNCTION mean_score(cx_weighted_scores) IS
'weighted mean of the scores; NULL for no rows';
COMMENT ON FUNCTION score_distribution(cx_scores) IS
'one row for each score of the scale: how many answers, and their percentage; no rows for no rows or NULL';
COMMENT ON FUNCTION score_distribution(cx_weighted_scores) IS
'one row for each score of the scale: how much weight, and its percentage; no rows for no rows or NULL';
