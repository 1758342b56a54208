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

-- Equality and hashing

CREATE FUNCTION cx_funnel_mode_eq(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_ne(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_hash(cx_funnel_mode) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_hash_extended(cx_funnel_mode, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

CREATE OPERATOR <> (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_funnel_mode_hash_ops DEFAULT FOR TYPE cx_funnel_mode USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_funnel_mode_hash(cx_funnel_mode),
	FUNCTION 2 cx_funnel_mode_hash_extended(cx_funnel_mode, bigint);

COMMENT ON FUNCTION cx_funnel_mode_eq(cx_funnel_mode, cx_funnel_mode) IS 'same words';
COMMENT ON FUNCTION cx_funnel_mode_ne(cx_funnel_mode, cx_funnel_mode) IS 'not equal';
COMMENT ON FUNCTION cx_funnel_mode_hash(cx_funnel_mode) IS 'hash of a mode';
COMMENT ON FUNCTION cx_funnel_mode_hash_extended(cx_funnel_mode, bigint) IS 'seeded hash of a mode';
COMMENT ON OPERATOR = (cx_funnel_mode, cx_funnel_mode) IS 'same words';
COMMENT ON OPERATOR <> (cx_funnel_mode, cx_funnel_mode) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_funnel_mode_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_funnel_mode';
COMMENT ON OPERATOR CLASS cx_funnel_mode_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_funnel_mode';

-- Order

CREATE FUNCTION cx_funnel_mode_lt(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_le(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_ge(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_gt(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR < (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

CREATE OPERATOR <= (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

CREATE OPERATOR >= (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR > (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

CREATE OPERATOR CLASS cx_funnel_mode_ops DEFAULT FOR TYPE cx_funnel_mode USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode);

COMMENT ON FUNCTION cx_funnel_mode_lt(cx_funnel_mode, cx_funnel_mode) IS
'before in an order that means nothing';
COMMENT ON OPERATOR < (cx_funnel_mode, cx_funnel_mode) IS 'before in an order that means nothing';
COMMENT ON FUNCTION cx_funnel_mode_le(cx_funnel_mode, cx_funnel_mode) IS
'not after in an order that means nothing';
COMMENT ON OPERATOR <= (cx_funnel_mode, cx_funnel_mode) IS 'not after in an order that means nothing';
COMMENT ON FUNCTION cx_funnel_mode_ge(cx_funnel_mode, cx_funnel_mode) IS
'not before in an order that means nothing';
COMMENT ON OPERATOR >= (cx_funnel_mode, cx_funnel_mode) IS 'not before in an order that means nothing';
COMMENT ON FUNCTION cx_funnel_mode_gt(cx_funnel_mode, cx_funnel_mode) IS
'after in an order that means nothing';
COMMENT ON OPERATOR > (cx_funnel_mode, cx_funnel_mode) IS 'after in an order that means nothing';
COMMENT ON FUNCTION cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode) IS 'an order that means nothing';
COMMENT ON OPERATOR FAMILY cx_funnel_mode_ops USING btree IS 'sorting and indexes of cx_funnel_mode';
COMMENT ON OPERATOR CLASS cx_funnel_mode_ops USING btree IS 'sorting and indexes of cx_funnel_mode';

CREATE FUNCTION cx_funnel_mode_smaller(cx_funnel_mode, cx_funnel_mode) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_mode_smaller(cx_funnel_mode, cx_funnel_mode) IS
'the first of both in an order that means nothing';
CREATE FUNCTION cx_funnel_mode_larger(cx_funnel_mode, cx_funnel_mode) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_funnel_mode_larger(cx_funnel_mode, cx_funnel_mode) IS
'the last of both in an order that means nothing';
CREATE AGGREGATE min(cx_funnel_mode) (
	SFUNC = cx_funnel_mode_smaller, STYPE = cx_funnel_mode, COMBINEFUNC = cx_funnel_mode_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_funnel_mode) IS
'the first in an order that means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_funnel_mode) (
	SFUNC = cx_funnel_mode_larger, STYPE = cx_funnel_mode, COMBINEFUNC = cx_funnel_mode_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_funnel_mode) IS
'the last in an order that means nothing; NULL when no rows, NULLs are skipped';
