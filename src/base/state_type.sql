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

@order

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
