CREATE TYPE {name};

CREATE FUNCTION {name}_in(cstring) RETURNS {name}
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_in(cstring) IS 'text input of {name}';
CREATE FUNCTION {name}_out({name}) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_out({name}) IS 'text output of {name}';
CREATE FUNCTION {name}_recv(internal) RETURNS {name}
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_recv(internal) IS 'binary input of {name}';
CREATE FUNCTION {name}_send({name}) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_send({name}) IS 'binary output of {name}';

CREATE TYPE {name} (
	INTERNALLENGTH = {length},
	INPUT = {name}_in,
	OUTPUT = {name}_out,
	RECEIVE = {name}_recv,
	SEND = {name}_send,
	ALIGNMENT = double,
	STORAGE = {storage}
);
COMMENT ON TYPE {name} IS
'{is}';

-- Equality and hashing

CREATE FUNCTION {name}_eq({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_eq({name}, {name}) IS '{equal}';
CREATE FUNCTION {name}_ne({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_ne({name}, {name}) IS 'not equal';
CREATE FUNCTION {name}_hash({name}) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_hash({name}) IS 'hash of a {called}';
CREATE FUNCTION {name}_hash_extended({name}, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_hash_extended({name}, bigint) IS 'seeded hash of a {called}';

CREATE OPERATOR = (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = ({name}, {name}) IS '{equal}';
CREATE OPERATOR <> (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> ({name}, {name}) IS 'not equal';

CREATE OPERATOR CLASS {name}_hash_ops DEFAULT FOR TYPE {name} USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 {name}_hash({name}),
	FUNCTION 2 {name}_hash_extended({name}, bigint);
COMMENT ON OPERATOR FAMILY {name}_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of {name}';
COMMENT ON OPERATOR CLASS {name}_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of {name}';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION {name}_lt({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_lt({name}, {name}) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < ({name}, {name}) IS 'before in the order of bytes';
CREATE FUNCTION {name}_le({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_le({name}, {name}) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= ({name}, {name}) IS 'not after in the order of bytes';
CREATE FUNCTION {name}_ge({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_ge({name}, {name}) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= ({name}, {name}) IS 'not before in the order of bytes';
CREATE FUNCTION {name}_gt({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_gt({name}, {name}) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > ({name}, {name}) IS 'after in the order of bytes';
CREATE FUNCTION {name}_cmp({name}, {name}) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_cmp({name}, {name}) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS {name}_ops DEFAULT FOR TYPE {name} USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 {name}_cmp({name}, {name});
COMMENT ON OPERATOR FAMILY {name}_ops USING btree IS
'sorting and indexes of {name}, by bytes';
COMMENT ON OPERATOR CLASS {name}_ops USING btree IS
'sorting and indexes of {name}, by bytes';

CREATE FUNCTION {name}_smaller({name}, {name}) RETURNS {name}
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_smaller({name}, {name}) IS 'the first of both in the order of bytes';
CREATE FUNCTION {name}_larger({name}, {name}) RETURNS {name}
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_larger({name}, {name}) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min({name}) (
	SFUNC = {name}_smaller, STYPE = {name}, COMBINEFUNC = {name}_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min({name}) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max({name}) (
	SFUNC = {name}_larger, STYPE = {name}, COMBINEFUNC = {name}_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max({name}) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

@if sum CREATE FUNCTION {name}_add({name}, {name}) RETURNS {name} AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
@if sum COMMENT ON FUNCTION {name}_add({name}, {name}) IS '{sum}';
@if sum CREATE OPERATOR + (LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_add, COMMUTATOR = +);
@if sum COMMENT ON OPERATOR + ({name}, {name}) IS '{sum}';
@if difference CREATE FUNCTION {name}_subtract({name}, {name}) RETURNS {name} AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
@if difference COMMENT ON FUNCTION {name}_subtract({name}, {name}) IS '{difference}';
@if difference CREATE OPERATOR - (LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_subtract);
@if difference COMMENT ON OPERATOR - ({name}, {name}) IS '{difference}';

-- Casts

CREATE FUNCTION {name}_json({name}) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_json({name}) IS 'the {called} as json: {json}';
CREATE CAST ({name} AS json) WITH FUNCTION {name}_json({name});
COMMENT ON CAST ({name} AS json) IS 'the {called} as json: {json}';
CREATE FUNCTION {name}_jsonb({name}) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_jsonb({name}) IS 'the {called} as jsonb: {json}';
CREATE CAST ({name} AS jsonb) WITH FUNCTION {name}_jsonb({name});
COMMENT ON CAST ({name} AS jsonb) IS 'the {called} as jsonb: {json}';
