-- Which of many groups differ

-- The figures of each type of state, with their cuts and how two, or many, are compared.
@table figure name type symbol cuts cut_types unit test within by
nps  | cx_scores          | cx_scores_nps           | , promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL | , integer, integer | points            | OUT z double precision                                  | , OUT df_within double precision | Welch''s F
csat | cx_scores          | cx_scores_csat          | , satisfied_from integer DEFAULT NULL                                     | , integer          | percentage points | OUT z double precision                                  |                                 | chi-square
ces  | cx_scores          | cx_scores_ces           |                                                                           |                    | scores            | OUT statistic double precision, OUT df double precision | , OUT df_within double precision | Welch''s F
nps  | cx_weighted_scores | cx_weighted_scores_nps  | , promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL | , integer, integer | points            | OUT z double precision                                  | , OUT df_within double precision | Welch''s F
csat | cx_weighted_scores | cx_weighted_scores_csat | , satisfied_from integer DEFAULT NULL                                     | , integer          | percentage points | OUT z double precision                                  |                                 | chi-square
ces  | cx_weighted_scores | cx_weighted_scores_ces  |                                                                           |                    | scores            | OUT statistic double precision, OUT df double precision | , OUT df_within double precision | Welch''s F
rate | cx_rate            | cx_rate                 |                                                                           |                    | percentage points | OUT z double precision                                  |                                 | chi-square
nps  | cx_sample          | cx_sample_nps           | , promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL | , integer, integer | points            | OUT z double precision                                  | , OUT df_within double precision | Welch''s F
csat | cx_sample          | cx_sample_csat          | , satisfied_from integer DEFAULT NULL                                     | , integer          | percentage points | OUT z double precision                                  |                                  | chi-square
ces  | cx_sample          | cx_sample_ces           |                                                                           |                    | scores            | OUT statistic double precision, OUT df double precision | , OUT df_within double precision | Welch''s F
rate | cx_sample          | cx_sample_rate          |                                                                           |                    | percentage points | OUT z double precision                                  |                                  | chi-square
@end

@for f in figure
CREATE FUNCTION {f.name}_compare(
	names anyarray, states {f.type}[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95{f.cuts: },
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, {f.test}, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', '{f.symbol}_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION {f.name}_compare(anyarray, {f.type}[], text, text, double precision{f.cut_types: }) IS
'{f.name}() of group b less that of a, in {f.unit}, as {f.name}_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';
@end
