-- Collected subscriptions on their way from a worker

CREATE FUNCTION cx_subscriptions_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_subscriptions_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_serialize(internal) IS
'the subscriptions of a state, for another process';
COMMENT ON FUNCTION cx_subscriptions_deserialize(bytea, internal) IS
'the subscriptions that another process sent';
