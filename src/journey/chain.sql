-- Type cx_chain

@type
name       cx_chain
called     chain
length     VARIABLE
storage    extended
is         when one customer reached each step of a funnel, and what the funnel was; () when no rows; stored, never added: a customer has one
equal      same funnel and times
json       kind of times, steps, within and mode of the funnel, how many steps were reached and when
@end

CREATE FUNCTION steps_reached(chain cx_chain) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_chain_steps_reached' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION step_times(chain cx_chain) RETURNS timestamptz[]
AS 'MODULE_PATHNAME', 'cx_chain_step_times' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION step_times_local(chain cx_chain) RETURNS timestamp[]
AS 'MODULE_PATHNAME', 'cx_chain_step_times_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION steps_reached(cx_chain) IS
'how many steps of the funnel the customer reached, from the first on; 0 for (); NULL for NULL';
COMMENT ON FUNCTION step_times(cx_chain) IS
'the instant at which each step was reached, from the first on, none for (); chains of dates and timestamps are an error: see step_times_local(); NULL for NULL';
COMMENT ON FUNCTION step_times_local(cx_chain) IS
'the local time at which each step was reached, a date being its midnight, from the first on, none for (); chains of instants are an error: see step_times(); NULL for NULL';
