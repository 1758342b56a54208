-- What a model says

@for m in model
CREATE FUNCTION model_summary(
	model {m.type}, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary({m.type}, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';
@end
