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

-- Order: by {order}. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION {name}_lt({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_lt({name}, {name}) IS 'before in the order of {order}';
CREATE OPERATOR < (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < ({name}, {name}) IS 'before in the order of {order}';
CREATE FUNCTION {name}_le({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_le({name}, {name}) IS 'not after in the order of {order}';
CREATE OPERATOR <= (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= ({name}, {name}) IS 'not after in the order of {order}';
CREATE FUNCTION {name}_ge({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_ge({name}, {name}) IS 'not before in the order of {order}';
CREATE OPERATOR >= (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= ({name}, {name}) IS 'not before in the order of {order}';
CREATE FUNCTION {name}_gt({name}, {name}) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_gt({name}, {name}) IS 'after in the order of {order}';
CREATE OPERATOR > (
	LEFTARG = {name}, RIGHTARG = {name}, FUNCTION = {name}_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > ({name}, {name}) IS 'after in the order of {order}';
CREATE FUNCTION {name}_cmp({name}, {name}) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_cmp({name}, {name}) IS 'order of the {order}, which means nothing';

CREATE OPERATOR CLASS {name}_ops DEFAULT FOR TYPE {name} USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 {name}_cmp({name}, {name});
COMMENT ON OPERATOR FAMILY {name}_ops USING btree IS
'sorting and indexes of {name}, by {order}';
COMMENT ON OPERATOR CLASS {name}_ops USING btree IS
'sorting and indexes of {name}, by {order}';

CREATE FUNCTION {name}_smaller({name}, {name}) RETURNS {name}
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_smaller({name}, {name}) IS 'the first of both in the order of {order}';
CREATE FUNCTION {name}_larger({name}, {name}) RETURNS {name}
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION {name}_larger({name}, {name}) IS 'the last of both in the order of {order}';
CREATE AGGREGATE min({name}) (
	SFUNC = {name}_smaller, STYPE = {name}, COMBINEFUNC = {name}_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min({name}) IS
'the first in the order of {order}, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max({name}) (
	SFUNC = {name}_larger, STYPE = {name}, COMBINEFUNC = {name}_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max({name}) IS
'the last in the order of {order}, which means nothing; NULL when no rows, NULLs are skipped';
