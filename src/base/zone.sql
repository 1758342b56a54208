-- Type cx_zone

CREATE TYPE cx_zone;

CREATE FUNCTION cx_zone_in(cstring) RETURNS cx_zone
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_out(cx_zone) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_recv(internal) RETURNS cx_zone
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_send(cx_zone) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_zone (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_zone_in,
	OUTPUT = cx_zone_out,
	RECEIVE = cx_zone_recv,
	SEND = cx_zone_send,
	ALIGNMENT = int4,
	STORAGE = extended,
	-- a string, so that of two forms with a zone or a number a literal in quotes means the zone
	CATEGORY = 'S'
);

COMMENT ON TYPE cx_zone IS
'a time zone of pg_timezone_names, checked on input; text is cast to it implicitly';
COMMENT ON FUNCTION cx_zone_in(cstring) IS 'text input of cx_zone';
COMMENT ON FUNCTION cx_zone_out(cx_zone) IS 'text output of cx_zone';
COMMENT ON FUNCTION cx_zone_recv(internal) IS 'binary input of cx_zone';
COMMENT ON FUNCTION cx_zone_send(cx_zone) IS 'binary output of cx_zone';

CREATE FUNCTION cx_zone(text) RETURNS cx_zone
AS 'MODULE_PATHNAME', 'cx_zone_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (text AS cx_zone) WITH FUNCTION cx_zone(text) AS IMPLICIT;
CREATE CAST (varchar AS cx_zone) WITH FUNCTION cx_zone(text) AS IMPLICIT;

COMMENT ON FUNCTION cx_zone(text) IS 'the zone of that name; an unknown one is an error';
COMMENT ON CAST (text AS cx_zone) IS 'the zone of that name; an unknown one is an error';
COMMENT ON CAST (varchar AS cx_zone) IS 'the zone of that name; an unknown one is an error';

-- Equality and hashing

CREATE FUNCTION cx_zone_eq(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_ne(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_hash(cx_zone) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_hash_extended(cx_zone, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

CREATE OPERATOR <> (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_zone_hash_ops DEFAULT FOR TYPE cx_zone USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_zone_hash(cx_zone),
	FUNCTION 2 cx_zone_hash_extended(cx_zone, bigint);

COMMENT ON FUNCTION cx_zone_eq(cx_zone, cx_zone) IS 'same name';
COMMENT ON FUNCTION cx_zone_ne(cx_zone, cx_zone) IS 'not equal';
COMMENT ON FUNCTION cx_zone_hash(cx_zone) IS 'hash of a zone';
COMMENT ON FUNCTION cx_zone_hash_extended(cx_zone, bigint) IS 'seeded hash of a zone';
COMMENT ON OPERATOR = (cx_zone, cx_zone) IS 'same name';
COMMENT ON OPERATOR <> (cx_zone, cx_zone) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_zone_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_zone';
COMMENT ON OPERATOR CLASS cx_zone_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_zone';

-- Order

CREATE FUNCTION cx_zone_lt(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_le(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_ge(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_gt(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_cmp(cx_zone, cx_zone) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR < (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

CREATE OPERATOR <= (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

CREATE OPERATOR >= (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR > (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

CREATE OPERATOR CLASS cx_zone_ops DEFAULT FOR TYPE cx_zone USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_zone_cmp(cx_zone, cx_zone);

COMMENT ON FUNCTION cx_zone_lt(cx_zone, cx_zone) IS 'before in the order of the names';
COMMENT ON OPERATOR < (cx_zone, cx_zone) IS 'before in the order of the names';
COMMENT ON FUNCTION cx_zone_le(cx_zone, cx_zone) IS 'not after in the order of the names';
COMMENT ON OPERATOR <= (cx_zone, cx_zone) IS 'not after in the order of the names';
COMMENT ON FUNCTION cx_zone_ge(cx_zone, cx_zone) IS 'not before in the order of the names';
COMMENT ON OPERATOR >= (cx_zone, cx_zone) IS 'not before in the order of the names';
COMMENT ON FUNCTION cx_zone_gt(cx_zone, cx_zone) IS 'after in the order of the names';
COMMENT ON OPERATOR > (cx_zone, cx_zone) IS 'after in the order of the names';
COMMENT ON FUNCTION cx_zone_cmp(cx_zone, cx_zone) IS 'order of the names, byte by byte';
COMMENT ON OPERATOR FAMILY cx_zone_ops USING btree IS 'sorting and indexes of cx_zone';
COMMENT ON OPERATOR CLASS cx_zone_ops USING btree IS 'sorting and indexes of cx_zone';
