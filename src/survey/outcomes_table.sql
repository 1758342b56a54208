-- How often an outcome followed, by score and by class of NPS

CREATE FUNCTION outcome_by_score(
	state cx_outcomes, level double precision DEFAULT 0.95,
	OUT score integer, OUT responses bigint, OUT outcomes bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision,
	OUT odds_ratio double precision, OUT odds_low double precision, OUT odds_high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_outcomes_by_score' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 11;
COMMENT ON FUNCTION outcome_by_score(cx_outcomes, double precision) IS
'one row for each score of the scale: answers, how many had the outcome, their percentage with its Wilson interval, and the ratio of their odds to those of all other scores with its Woolf interval; no rows for no rows or NULL';

CREATE FUNCTION outcome_by_band(
	state cx_outcomes, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, against text DEFAULT 'others',
	OUT band text, OUT responses bigint, OUT outcomes bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision,
	OUT odds_ratio double precision, OUT odds_low double precision, OUT odds_high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_outcomes_by_band' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 3;
COMMENT ON FUNCTION outcome_by_band(cx_outcomes, double precision, integer, integer, text) IS
'the same for detractors, passives and promoters; odds against others, detractors or passives; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; no rows for no rows or NULL';
