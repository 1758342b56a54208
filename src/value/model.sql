-- Types cx_purchase_model and cx_spend_model

CREATE TYPE cx_purchase_model;

CREATE FUNCTION cx_purchase_model_in(cstring) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_out(cx_purchase_model) RETURNS cstring
AS 'MODULE_PATHNAME', 'cx_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_recv(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_send(cx_purchase_model) RETURNS bytea
AS 'MODULE_PATHNAME', 'cx_model_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_purchase_model (
	INTERNALLENGTH = 144,
	INPUT = cx_purchase_model_in,
	OUTPUT = cx_purchase_model_out,
	RECEIVE = cx_purchase_model_recv,
	SEND = cx_purchase_model_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_purchase_model IS
'a model of how often customers buy, and whether they have left: BG/NBD, MBG/NBD or Pareto/NBD, fitted or given';
COMMENT ON FUNCTION cx_purchase_model_in(cstring) IS 'text input of cx_purchase_model';
COMMENT ON FUNCTION cx_purchase_model_out(cx_purchase_model) IS 'text output of cx_purchase_model';
COMMENT ON FUNCTION cx_purchase_model_recv(internal) IS 'binary input of cx_purchase_model';
COMMENT ON FUNCTION cx_purchase_model_send(cx_purchase_model) IS 'binary output of cx_purchase_model';

-- Equality and hashing

CREATE FUNCTION cx_purchase_model_eq(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_model_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_ne(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_model_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_hash(cx_purchase_model) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_model_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_hash_extended(cx_purchase_model, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_model_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_purchase_model_hash_ops DEFAULT FOR TYPE cx_purchase_model USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_purchase_model_hash(cx_purchase_model),
	FUNCTION 2 cx_purchase_model_hash_extended(cx_purchase_model, bigint);

COMMENT ON FUNCTION cx_purchase_model_eq(cx_purchase_model, cx_purchase_model) IS 'same model';
COMMENT ON FUNCTION cx_purchase_model_ne(cx_purchase_model, cx_purchase_model) IS 'not equal';
COMMENT ON FUNCTION cx_purchase_model_hash(cx_purchase_model) IS 'hash of a model';
COMMENT ON FUNCTION cx_purchase_model_hash_extended(cx_purchase_model, bigint) IS 'seeded hash of a model';
COMMENT ON OPERATOR = (cx_purchase_model, cx_purchase_model) IS 'same model';
COMMENT ON OPERATOR <> (cx_purchase_model, cx_purchase_model) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_purchase_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_purchase_model';
COMMENT ON OPERATOR CLASS cx_purchase_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_purchase_model';

-- Casts

CREATE FUNCTION cx_purchase_model_json(cx_purchase_model) RETURNS json
AS 'MODULE_PATHNAME', 'cx_model_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_purchase_model_jsonb(cx_purchase_model) RETURNS jsonb
AS 'MODULE_PATHNAME', 'cx_model_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_purchase_model AS json) WITH FUNCTION cx_purchase_model_json(cx_purchase_model);
CREATE CAST (cx_purchase_model AS jsonb) WITH FUNCTION cx_purchase_model_jsonb(cx_purchase_model);

COMMENT ON FUNCTION cx_purchase_model_json(cx_purchase_model) IS
'the model as json: model, status, limits, customers, log_likelihood, parameters';
COMMENT ON CAST (cx_purchase_model AS json) IS
'the model as json: model, status, limits, customers, log_likelihood, parameters';
COMMENT ON FUNCTION cx_purchase_model_jsonb(cx_purchase_model) IS
'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';
COMMENT ON CAST (cx_purchase_model AS jsonb) IS
'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';

-- What it says

CREATE FUNCTION model_status(model cx_purchase_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status(cx_purchase_model) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model cx_purchase_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits(cx_purchase_model) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood(cx_purchase_model) IS
'log-likelihood of the fit, times in days; NULL without an estimate';

CREATE FUNCTION model_summary(
	model cx_purchase_model, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary(cx_purchase_model, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';

CREATE TYPE cx_spend_model;

CREATE FUNCTION cx_spend_model_in(cstring) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_out(cx_spend_model) RETURNS cstring
AS 'MODULE_PATHNAME', 'cx_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_recv(internal) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_send(cx_spend_model) RETURNS bytea
AS 'MODULE_PATHNAME', 'cx_model_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_spend_model (
	INTERNALLENGTH = 144,
	INPUT = cx_spend_model_in,
	OUTPUT = cx_spend_model_out,
	RECEIVE = cx_spend_model_recv,
	SEND = cx_spend_model_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_spend_model IS
'a model of how much customers spend: gamma-gamma, fitted or given';
COMMENT ON FUNCTION cx_spend_model_in(cstring) IS 'text input of cx_spend_model';
COMMENT ON FUNCTION cx_spend_model_out(cx_spend_model) IS 'text output of cx_spend_model';
COMMENT ON FUNCTION cx_spend_model_recv(internal) IS 'binary input of cx_spend_model';
COMMENT ON FUNCTION cx_spend_model_send(cx_spend_model) IS 'binary output of cx_spend_model';

-- Equality and hashing

CREATE FUNCTION cx_spend_model_eq(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_model_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_ne(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_model_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_hash(cx_spend_model) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_model_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_hash_extended(cx_spend_model, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_model_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_spend_model_hash_ops DEFAULT FOR TYPE cx_spend_model USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_spend_model_hash(cx_spend_model),
	FUNCTION 2 cx_spend_model_hash_extended(cx_spend_model, bigint);

COMMENT ON FUNCTION cx_spend_model_eq(cx_spend_model, cx_spend_model) IS 'same model';
COMMENT ON FUNCTION cx_spend_model_ne(cx_spend_model, cx_spend_model) IS 'not equal';
COMMENT ON FUNCTION cx_spend_model_hash(cx_spend_model) IS 'hash of a model';
COMMENT ON FUNCTION cx_spend_model_hash_extended(cx_spend_model, bigint) IS 'seeded hash of a model';
COMMENT ON OPERATOR = (cx_spend_model, cx_spend_model) IS 'same model';
COMMENT ON OPERATOR <> (cx_spend_model, cx_spend_model) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_spend_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_spend_model';
COMMENT ON OPERATOR CLASS cx_spend_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_spend_model';

-- Casts

CREATE FUNCTION cx_spend_model_json(cx_spend_model) RETURNS json
AS 'MODULE_PATHNAME', 'cx_model_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_spend_model_jsonb(cx_spend_model) RETURNS jsonb
AS 'MODULE_PATHNAME', 'cx_model_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_spend_model AS json) WITH FUNCTION cx_spend_model_json(cx_spend_model);
CREATE CAST (cx_spend_model AS jsonb) WITH FUNCTION cx_spend_model_jsonb(cx_spend_model);

COMMENT ON FUNCTION cx_spend_model_json(cx_spend_model) IS
'the model as json: model, status, limits, customers, log_likelihood, parameters';
COMMENT ON CAST (cx_spend_model AS json) IS
'the model as json: model, status, limits, customers, log_likelihood, parameters';
COMMENT ON FUNCTION cx_spend_model_jsonb(cx_spend_model) IS
'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';
COMMENT ON CAST (cx_spend_model AS jsonb) IS
'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';

-- What it says

CREATE FUNCTION model_status(model cx_spend_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status(cx_spend_model) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model cx_spend_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits(cx_spend_model) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood(cx_spend_model) IS
'log-likelihood of the fit, times in days; NULL without an estimate';

CREATE FUNCTION model_summary(
	model cx_spend_model, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary(cx_spend_model, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';

-- Models with parameters from elsewhere

CREATE FUNCTION bgnbd_model(r double precision, alpha double precision, a double precision, b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_bgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bgnbd_model(double precision, double precision, double precision, double precision) IS
'BG/NBD with the parameters given, alpha in days';

CREATE FUNCTION mbgnbd_model(r double precision, alpha double precision, a double precision, b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_mbgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mbgnbd_model(double precision, double precision, double precision, double precision) IS
'MBG/NBD with the parameters given, alpha in days';

CREATE FUNCTION pareto_nbd_model(r double precision, alpha double precision, s double precision, beta double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_pareto_nbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pareto_nbd_model(double precision, double precision, double precision, double precision) IS
'Pareto/NBD with the parameters given, alpha and beta in days';

CREATE FUNCTION gamma_gamma_model(p double precision, q double precision, v double precision) RETURNS cx_spend_model
AS 'MODULE_PATHNAME', 'cx_model_gamma_gamma' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gamma_gamma_model(double precision, double precision, double precision) IS
'gamma-gamma with the parameters given, v in money';
