-- Sessions

@for t in moment
CREATE FUNCTION session_number(at {t.type}, gap interval) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_session_number_{t.type}' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION session_number({t.type}, interval) IS
'window function: the number of the session that the row is in, from 1 on, in the order of the window, OVER (PARTITION BY customer ORDER BY at): another one begins when more than gap has passed since the row before; NULL, and as if not there, for a NULL time; a NULL gap is an error';
@end
