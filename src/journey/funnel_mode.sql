-- Type cx_funnel_mode

CREATE TYPE cx_funnel_mode;

CREATE FUNCTION cx_funnel_mode_in(cstring) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_out(cx_funnel_mode) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_recv(internal) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_send(cx_funnel_mode) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_funnel_mode (
	INTERNALLENGTH = 4,
	INPUT = cx_funnel_mode_in,
	OUTPUT = cx_funnel_mode_out,
	RECEIVE = cx_funnel_mode_recv,
	SEND = cx_funnel_mode_send,
	PASSEDBYVALUE,
	ALIGNMENT = int4,
	-- a string, so that a literal in quotes means the mode where a call could mean something else, too
	CATEGORY = 'S'
);

COMMENT ON TYPE cx_funnel_mode IS
'how strictly a funnel takes its steps: any of strict_order, strict_increase, strict_once, strict_deduplication, allow_reentry and first_start, apart by commas; text is cast to it implicitly';
COMMENT ON FUNCTION cx_funnel_mode_in(cstring) IS 'text input of cx_funnel_mode';
COMMENT ON FUNCTION cx_funnel_mode_out(cx_funnel_mode) IS 'text output of cx_funnel_mode';
COMMENT ON FUNCTION cx_funnel_mode_recv(internal) IS 'binary input of cx_funnel_mode';
COMMENT ON FUNCTION cx_funnel_mode_send(cx_funnel_mode) IS 'binary output of cx_funnel_mode';

CREATE FUNCTION cx_funnel_mode(text) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME', 'cx_funnel_mode_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (text AS cx_funnel_mode) WITH FUNCTION cx_funnel_mode(text) AS IMPLICIT;
CREATE CAST (varchar AS cx_funnel_mode) WITH FUNCTION cx_funnel_mode(text) AS IMPLICIT;

COMMENT ON FUNCTION cx_funnel_mode(text) IS
'the mode of these words; an unknown one, or one twice, is an error';
COMMENT ON CAST (text AS cx_funnel_mode) IS
'the mode of these words; an unknown one, or one twice, is an error';
COMMENT ON CAST (varchar AS cx_funnel_mode) IS
'the mode of these words; an unknown one, or one twice, is an error';

@order
name       cx_funnel_mode
called     mode
equal      same words
order      bits
@end
