-- Type cx_sbg

CREATE TYPE cx_sbg;

CREATE FUNCTION cx_sbg_in(cstring) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_out(cx_sbg) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_recv(internal) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_send(cx_sbg) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_sbg (
	INTERNALLENGTH = 64,
	INPUT = cx_sbg_in,
	OUTPUT = cx_sbg_out,
	RECEIVE = cx_sbg_recv,
	SEND = cx_sbg_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_sbg IS
'fitted shifted-beta-geometric model of churn: status, gamma, delta, their covariances, log-likelihood and number of customers';
COMMENT ON FUNCTION cx_sbg_in(cstring) IS 'text input of cx_sbg';
COMMENT ON FUNCTION cx_sbg_out(cx_sbg) IS 'text output of cx_sbg';
COMMENT ON FUNCTION cx_sbg_recv(internal) IS 'binary input of cx_sbg';
COMMENT ON FUNCTION cx_sbg_send(cx_sbg) IS 'binary output of cx_sbg';

-- Equality and hashing

CREATE FUNCTION cx_sbg_eq(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_ne(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_hash(cx_sbg) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_hash_extended(cx_sbg, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_sbg_hash_ops DEFAULT FOR TYPE cx_sbg USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_sbg_hash(cx_sbg),
	FUNCTION 2 cx_sbg_hash_extended(cx_sbg, bigint);

COMMENT ON FUNCTION cx_sbg_eq(cx_sbg, cx_sbg) IS 'same status and same figures';
COMMENT ON FUNCTION cx_sbg_ne(cx_sbg, cx_sbg) IS 'not equal';
COMMENT ON FUNCTION cx_sbg_hash(cx_sbg) IS 'hash of a model';
COMMENT ON FUNCTION cx_sbg_hash_extended(cx_sbg, bigint) IS 'seeded hash of a model';
COMMENT ON OPERATOR = (cx_sbg, cx_sbg) IS 'same status and same figures';
COMMENT ON OPERATOR <> (cx_sbg, cx_sbg) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_sbg_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sbg';
COMMENT ON OPERATOR CLASS cx_sbg_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sbg';

-- Casts

CREATE FUNCTION cx_sbg_json(cx_sbg) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_sbg_jsonb(cx_sbg) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_sbg AS json) WITH FUNCTION cx_sbg_json(cx_sbg);
CREATE CAST (cx_sbg AS jsonb) WITH FUNCTION cx_sbg_jsonb(cx_sbg);

COMMENT ON FUNCTION cx_sbg_json(cx_sbg) IS
'the model as json: status, gamma, delta, log_likelihood, customers';
COMMENT ON CAST (cx_sbg AS json) IS
'the model as json: status, gamma, delta, log_likelihood, customers';
COMMENT ON FUNCTION cx_sbg_jsonb(cx_sbg) IS
'the model as jsonb: status, gamma, delta, log_likelihood, customers';
COMMENT ON CAST (cx_sbg AS jsonb) IS
'the model as jsonb: status, gamma, delta, log_likelihood, customers';

-- Type cx_bdw

CREATE TYPE cx_bdw;

CREATE FUNCTION cx_bdw_in(cstring) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_out(cx_bdw) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_recv(internal) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_send(cx_bdw) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_bdw (
	INTERNALLENGTH = 96,
	INPUT = cx_bdw_in,
	OUTPUT = cx_bdw_out,
	RECEIVE = cx_bdw_recv,
	SEND = cx_bdw_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_bdw IS
'fitted beta-discrete-Weibull model of churn: status, gamma, delta, c, their covariances, log-likelihood and number of customers';
COMMENT ON FUNCTION cx_bdw_in(cstring) IS 'text input of cx_bdw';
COMMENT ON FUNCTION cx_bdw_out(cx_bdw) IS 'text output of cx_bdw';
COMMENT ON FUNCTION cx_bdw_recv(internal) IS 'binary input of cx_bdw';
COMMENT ON FUNCTION cx_bdw_send(cx_bdw) IS 'binary output of cx_bdw';

-- Equality and hashing

CREATE FUNCTION cx_bdw_eq(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_ne(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_hash(cx_bdw) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_hash_extended(cx_bdw, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_bdw_hash_ops DEFAULT FOR TYPE cx_bdw USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_bdw_hash(cx_bdw),
	FUNCTION 2 cx_bdw_hash_extended(cx_bdw, bigint);

COMMENT ON FUNCTION cx_bdw_eq(cx_bdw, cx_bdw) IS 'same status and same figures';
COMMENT ON FUNCTION cx_bdw_ne(cx_bdw, cx_bdw) IS 'not equal';
COMMENT ON FUNCTION cx_bdw_hash(cx_bdw) IS 'hash of a model';
COMMENT ON FUNCTION cx_bdw_hash_extended(cx_bdw, bigint) IS 'seeded hash of a model';
COMMENT ON OPERATOR = (cx_bdw, cx_bdw) IS 'same status and same figures';
COMMENT ON OPERATOR <> (cx_bdw, cx_bdw) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_bdw_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_bdw';
COMMENT ON OPERATOR CLASS cx_bdw_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_bdw';

-- Casts

CREATE FUNCTION cx_bdw_json(cx_bdw) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bdw_jsonb(cx_bdw) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_bdw AS json) WITH FUNCTION cx_bdw_json(cx_bdw);
CREATE CAST (cx_bdw AS jsonb) WITH FUNCTION cx_bdw_jsonb(cx_bdw);

COMMENT ON FUNCTION cx_bdw_json(cx_bdw) IS
'the model as json: status, gamma, delta, c, log_likelihood, customers';
COMMENT ON CAST (cx_bdw AS json) IS
'the model as json: status, gamma, delta, c, log_likelihood, customers';
COMMENT ON FUNCTION cx_bdw_jsonb(cx_bdw) IS
'the model as jsonb: status, gamma, delta, c, log_likelihood, customers';
COMMENT ON CAST (cx_bdw AS jsonb) IS
'the model as jsonb: status, gamma, delta, c, log_likelihood, customers';
