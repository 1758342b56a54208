-- Type cx_revenue

CREATE TYPE cx_revenue;

CREATE FUNCTION cx_revenue_in(cstring) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_out(cx_revenue) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_recv(internal) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_send(cx_revenue) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_revenue (
	INTERNALLENGTH = 248,
	INPUT = cx_revenue_in,
	OUTPUT = cx_revenue_out,
	RECEIVE = cx_revenue_recv,
	SEND = cx_revenue_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_revenue IS
'recurring revenue before, and how it moved: customers and exact sums that are new, reactivated, expansion, contraction, churned; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_revenue_in(cstring) IS 'text input of cx_revenue';
COMMENT ON FUNCTION cx_revenue_out(cx_revenue) IS 'text output of cx_revenue';
COMMENT ON FUNCTION cx_revenue_recv(internal) IS 'binary input of cx_revenue';
COMMENT ON FUNCTION cx_revenue_send(cx_revenue) IS 'binary output of cx_revenue';

-- Equality and hashing

CREATE FUNCTION cx_revenue_eq(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_ne(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_hash(cx_revenue) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_hash_extended(cx_revenue, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_revenue_hash_ops DEFAULT FOR TYPE cx_revenue USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_revenue_hash(cx_revenue),
	FUNCTION 2 cx_revenue_hash_extended(cx_revenue, bigint);

COMMENT ON FUNCTION cx_revenue_eq(cx_revenue, cx_revenue) IS 'same counts and sums';
COMMENT ON FUNCTION cx_revenue_ne(cx_revenue, cx_revenue) IS 'not equal';
COMMENT ON FUNCTION cx_revenue_hash(cx_revenue) IS 'hash of a state';
COMMENT ON FUNCTION cx_revenue_hash_extended(cx_revenue, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_revenue, cx_revenue) IS 'same counts and sums';
COMMENT ON OPERATOR <> (cx_revenue, cx_revenue) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue';
COMMENT ON OPERATOR CLASS cx_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue';

-- Arithmetic

CREATE FUNCTION cx_revenue_add(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_subtract(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_subtract
);

COMMENT ON FUNCTION cx_revenue_add(cx_revenue, cx_revenue) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON OPERATOR + (cx_revenue, cx_revenue) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON FUNCTION cx_revenue_subtract(cx_revenue, cx_revenue) IS
'the customers of the first state without those of the second; counts and sums may become negative';
COMMENT ON OPERATOR - (cx_revenue, cx_revenue) IS
'the customers of the first state without those of the second; counts and sums may become negative';

-- Casts

CREATE FUNCTION cx_revenue_json(cx_revenue) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_jsonb(cx_revenue) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_revenue AS json) WITH FUNCTION cx_revenue_json(cx_revenue);
CREATE CAST (cx_revenue AS jsonb) WITH FUNCTION cx_revenue_jsonb(cx_revenue);

COMMENT ON FUNCTION cx_revenue_json(cx_revenue) IS
'the state as json: customers and amount before and of each movement';
COMMENT ON CAST (cx_revenue AS json) IS
'the state as json: customers and amount before and of each movement';
COMMENT ON FUNCTION cx_revenue_jsonb(cx_revenue) IS
'the state as jsonb: customers and amount before and of each movement';
COMMENT ON CAST (cx_revenue AS jsonb) IS
'the state as jsonb: customers and amount before and of each movement';
