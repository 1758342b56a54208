-- Type cx_rfm

CREATE TYPE cx_rfm;

CREATE FUNCTION cx_rfm_in(cstring) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_out(cx_rfm) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_recv(internal) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_send(cx_rfm) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_rfm (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_rfm_in,
	OUTPUT = cx_rfm_out,
	RECEIVE = cx_rfm_recv,
	SEND = cx_rfm_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_rfm IS
'the days on which a customer bought, the amount of the first and of all, and until when he was observed; () without a purchase; stored, united with +, aggregated with rollup()';
COMMENT ON FUNCTION cx_rfm_in(cstring) IS 'text input of cx_rfm';
COMMENT ON FUNCTION cx_rfm_out(cx_rfm) IS 'text output of cx_rfm';
COMMENT ON FUNCTION cx_rfm_recv(internal) IS 'binary input of cx_rfm';
COMMENT ON FUNCTION cx_rfm_send(cx_rfm) IS 'binary output of cx_rfm';

-- Equality and hashing

CREATE FUNCTION cx_rfm_eq(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_ne(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_hash(cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_hash_extended(cx_rfm, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_rfm_hash_ops DEFAULT FOR TYPE cx_rfm USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rfm_hash(cx_rfm),
	FUNCTION 2 cx_rfm_hash_extended(cx_rfm, bigint);

COMMENT ON FUNCTION cx_rfm_eq(cx_rfm, cx_rfm) IS 'same purchases';
COMMENT ON FUNCTION cx_rfm_ne(cx_rfm, cx_rfm) IS 'not equal';
COMMENT ON FUNCTION cx_rfm_hash(cx_rfm) IS 'hash of a state';
COMMENT ON FUNCTION cx_rfm_hash_extended(cx_rfm, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_rfm, cx_rfm) IS 'same purchases';
COMMENT ON OPERATOR <> (cx_rfm, cx_rfm) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_rfm_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm';
COMMENT ON OPERATOR CLASS cx_rfm_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm';

-- Union

CREATE FUNCTION cx_rfm_add(cx_rfm, cx_rfm) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_add, COMMUTATOR = +
);

COMMENT ON FUNCTION cx_rfm_add(cx_rfm, cx_rfm) IS
'the purchases of both, those of one day as one; NULL when one is NULL; different observed_until are an error';
COMMENT ON OPERATOR + (cx_rfm, cx_rfm) IS
'the purchases of both, those of one day as one; NULL when one is NULL; different observed_until are an error';

-- Casts

CREATE FUNCTION cx_rfm_json(cx_rfm) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_jsonb(cx_rfm) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_rfm AS json) WITH FUNCTION cx_rfm_json(cx_rfm);
CREATE CAST (cx_rfm AS jsonb) WITH FUNCTION cx_rfm_jsonb(cx_rfm);

COMMENT ON FUNCTION cx_rfm_json(cx_rfm) IS
'the state as json: first, observed_until, first_amount, total, days';
COMMENT ON CAST (cx_rfm AS json) IS
'the state as json: first, observed_until, first_amount, total, days';
COMMENT ON FUNCTION cx_rfm_jsonb(cx_rfm) IS
'the state as jsonb: first, observed_until, first_amount, total, days';
COMMENT ON CAST (cx_rfm AS jsonb) IS
'the state as jsonb: first, observed_until, first_amount, total, days';
