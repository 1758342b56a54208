\echo Use "ALTER EXTENSION cx_metrics UPDATE" to load this file. \quit
-- Type cx_survival

CREATE TYPE cx_survival;

CREATE FUNCTION cx_survival_in(cstring) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_out(cx_survival) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_recv(internal) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_send(cx_survival) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_survival (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_survival_in,
	OUTPUT = cx_survival_out,
	RECEIVE = cx_survival_recv,
	SEND = cx_survival_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_survival IS
'how many customers churned, were censored and entered late, at each distinct time; () when no rows; stored, added with +, aggregated with rollup(); at most 16777216 different times';
COMMENT ON FUNCTION cx_survival_in(cstring) IS 'text input of cx_survival';
COMMENT ON FUNCTION cx_survival_out(cx_survival) IS 'text output of cx_survival';
COMMENT ON FUNCTION cx_survival_recv(internal) IS 'binary input of cx_survival';
COMMENT ON FUNCTION cx_survival_send(cx_survival) IS 'binary output of cx_survival';

-- Equality and hashing

CREATE FUNCTION cx_survival_eq(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_ne(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_hash(cx_survival) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_hash_extended(cx_survival, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_survival_hash_ops DEFAULT FOR TYPE cx_survival USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_survival_hash(cx_survival),
	FUNCTION 2 cx_survival_hash_extended(cx_survival, bigint);

COMMENT ON FUNCTION cx_survival_eq(cx_survival, cx_survival) IS 'same times and same counts';
COMMENT ON FUNCTION cx_survival_ne(cx_survival, cx_survival) IS 'not equal';
COMMENT ON FUNCTION cx_survival_hash(cx_survival) IS 'hash of a state';
COMMENT ON FUNCTION cx_survival_hash_extended(cx_survival, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_survival, cx_survival) IS 'same times and same counts';
COMMENT ON OPERATOR <> (cx_survival, cx_survival) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_survival_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_survival';
COMMENT ON OPERATOR CLASS cx_survival_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_survival';

-- Casts

CREATE FUNCTION cx_survival_json(cx_survival) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_jsonb(cx_survival) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_survival AS json) WITH FUNCTION cx_survival_json(cx_survival);
CREATE CAST (cx_survival AS jsonb) WITH FUNCTION cx_survival_jsonb(cx_survival);

COMMENT ON FUNCTION cx_survival_json(cx_survival) IS
'the state as json: churned, censored, times (time, churned, censored, entered)';
COMMENT ON CAST (cx_survival AS json) IS
'the state as json: churned, censored, times (time, churned, censored, entered)';
COMMENT ON FUNCTION cx_survival_jsonb(cx_survival) IS
'the state as jsonb: churned, censored, times (time, churned, censored, entered)';
COMMENT ON CAST (cx_survival AS jsonb) IS
'the state as jsonb: churned, censored, times (time, churned, censored, entered)';

-- Arithmetic

CREATE FUNCTION cx_survival_add(cx_survival, cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_add, COMMUTATOR = +
);

COMMENT ON FUNCTION cx_survival_add(cx_survival, cx_survival) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON OPERATOR + (cx_survival, cx_survival) IS
'the customers of both states; NULL when one is NULL';
-- Aggregates over spells. A duration is double precision, in any unit; integer, bigint and numeric arrive as
-- that. All aggregates over the same arguments, fits included, share one transition, hence one pass.

CREATE FUNCTION cx_survival_count(cx_survival, double precision, boolean) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_count_late(
	cx_survival, double precision, double precision, boolean
) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_count_weight(
	cx_survival, double precision, boolean, double precision
) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_close(cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_survival_count(cx_survival, double precision, boolean) IS
'adds a spell to a state; a NULL duration is skipped, a NULL churned is false';
COMMENT ON FUNCTION cx_survival_count_late(cx_survival, double precision, double precision, boolean) IS
'adds a spell that was observed from an age on to a state; a NULL entry or exit is skipped, a NULL churned is false';
COMMENT ON FUNCTION cx_survival_count_weight(cx_survival, double precision, boolean, double precision) IS
'adds a spell that stands for so many customers to a state; a NULL duration is skipped, a NULL churned is false, a NULL weight is an error';
COMMENT ON FUNCTION cx_survival_close(cx_survival) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE survival_agg(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE survival_agg(entry double precision, exit double precision, churned boolean) (
	SFUNC = cx_survival_count_late, STYPE = cx_survival, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE weighted_survival_agg(
	duration double precision, churned boolean, weight double precision
) (
	SFUNC = cx_survival_count_weight, STYPE = cx_survival, SSPACE = 512, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_survival) (
	SFUNC = cx_survival_add, STYPE = cx_survival, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE survival_agg(double precision, boolean) IS
'state of spells: how long each lasted, in any unit, and whether it ended in churn (true) or was still going on when last seen (false, NULL); NULL durations are skipped; () over no rows';
COMMENT ON AGGREGATE survival_agg(double precision, double precision, boolean) IS
'state of spells that came under observation at age entry and left it at age exit, in any unit; a NULL entry or exit is skipped; () over no rows';
COMMENT ON AGGREGATE weighted_survival_agg(double precision, boolean, double precision) IS
'state of spells that stand for weight customers each; NULL durations are skipped, a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE rollup(cx_survival) IS
'all customers of many states as one; NULL states are skipped; () over no rows';
-- Kaplan-Meier from a state. Survival is a fraction from 0 to 1, times are in the unit of the durations.

CREATE FUNCTION survival_at(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_ci(
	state cx_survival, t double precision, level double precision DEFAULT 0.95,
	method text DEFAULT 'log', OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cumulative_hazard(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_cumulative_hazard' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_median(state cx_survival) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_median' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_median_ci(
	state cx_survival, level double precision DEFAULT 0.95, method text DEFAULT 'log',
	OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_median_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION survival_quantile(state cx_survival, p double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_quantile_ci(
	state cx_survival, p double precision, level double precision DEFAULT 0.95,
	method text DEFAULT 'log', OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_quantile_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION restricted_mean(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION restricted_mean_ci(
	state cx_survival, t double precision, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_restricted_mean_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION survival_table(
	state cx_survival, level double precision DEFAULT 0.95, method text DEFAULT 'log',
	OUT t double precision, OUT at_risk double precision, OUT churned double precision,
	OUT censored double precision, OUT survival double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision, OUT cumulative_hazard double precision,
	OUT hazard_error double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_survival_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION survival_at(cx_survival, double precision) IS
'share of the customers, 0 to 1, still there after time t (Kaplan-Meier); NULL for no rows or NULL, and beyond the longest spell unless all have churned';
COMMENT ON FUNCTION survival_ci(cx_survival, double precision, double precision, text) IS
'confidence interval of survival_at, 0 to 1, by method log, log-log or plain; NULL for no rows or NULL, and where survival is NULL or 0';
COMMENT ON FUNCTION cumulative_hazard(cx_survival, double precision) IS
'Nelson-Aalen estimate of the cumulative hazard at time t; NULL where survival_at is NULL';
COMMENT ON FUNCTION survival_median(cx_survival) IS
'time by which half of the customers have churned, in the unit of the durations; NULL when fewer have, for no rows or NULL';
COMMENT ON FUNCTION survival_median_ci(cx_survival, double precision, text) IS
'confidence interval of survival_median, by method log, log-log or plain; a bound is NULL when it is not reached, NULL for NULL';
COMMENT ON FUNCTION survival_quantile(cx_survival, double precision) IS
'time by which a fraction p of the customers, between 0 and 1, has churned; NULL when fewer have, for no rows or NULL';
COMMENT ON FUNCTION survival_quantile_ci(cx_survival, double precision, double precision, text) IS
'confidence interval of survival_quantile, by method log, log-log or plain; a bound is NULL when it is not reached, NULL for NULL';
COMMENT ON FUNCTION restricted_mean(cx_survival, double precision) IS
'mean time that a customer stays within the first t, in the unit of the durations; NULL where survival_at is NULL';
COMMENT ON FUNCTION restricted_mean_ci(cx_survival, double precision, double precision) IS
'confidence interval of restricted_mean; NULL where that is NULL';
COMMENT ON FUNCTION survival_table(cx_survival, double precision, text) IS
'one row for each time at which somebody churned or was censored, with counts, survival and its standard error and interval, and the Nelson-Aalen hazard; errors and bounds are NULL where survival is 0; no rows for no rows or NULL';
-- Comparing groups of customers

CREATE FUNCTION logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION peto_logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_peto_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION logrank_groups(
	VARIADIC states cx_survival[], OUT group_number integer, OUT customers double precision,
	OUT observed double precision, OUT expected double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_survival_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5;

CREATE FUNCTION hazard_ratio(
	first_group cx_survival, second_group cx_survival, level double precision DEFAULT 0.95,
	ties text DEFAULT 'efron', OUT hazard_ratio double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_hazard_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION logrank(cx_survival[]) IS
'log-rank test of whether groups of customers churn at the same rate; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION peto_logrank(cx_survival[]) IS
'log-rank test weighed by survival, as Peto and Peto do, which looks at early churn more; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION logrank_groups(cx_survival[]) IS
'for each group, in the order given, how many churned and how many would have if all groups churned at the same rate; 0 for NULL and empty groups';
COMMENT ON FUNCTION hazard_ratio(cx_survival, cx_survival, double precision, text) IS
'how many times as fast the second group churns as the first (Cox proportional hazards), ties by efron or breslow; NULL for NULL, NULL columns where it is 0, infinite or undefined';
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
-- Fitting sBG and BdW, and projecting from them. A duration is a whole number of periods.

CREATE FUNCTION sbg_fit(state cx_survival) RETURNS cx_sbg
AS 'MODULE_PATHNAME', 'cx_sbg_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE sbg_fit(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = sbg_fit, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model cx_sbg, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model cx_sbg, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model cx_sbg, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model cx_sbg, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model cx_sbg) RETURNS text
AS 'MODULE_PATHNAME', 'cx_sbg_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model cx_sbg) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model cx_sbg, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sbg_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 2;

COMMENT ON FUNCTION sbg_fit(cx_survival) IS
'shifted-beta-geometric model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE sbg_fit(double precision, boolean) IS
'shifted-beta-geometric model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped; NULL over no rows';
COMMENT ON FUNCTION survival_at(cx_sbg, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at(cx_sbg, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del(cx_sbg, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl(cx_sbg, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status(cx_sbg) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION log_likelihood(cx_sbg) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary(cx_sbg, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';

CREATE FUNCTION bdw_fit(state cx_survival) RETURNS cx_bdw
AS 'MODULE_PATHNAME', 'cx_bdw_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE bdw_fit(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = bdw_fit, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model cx_bdw, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model cx_bdw, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model cx_bdw, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model cx_bdw, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model cx_bdw) RETURNS text
AS 'MODULE_PATHNAME', 'cx_bdw_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model cx_bdw) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model cx_bdw, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_bdw_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 3;

COMMENT ON FUNCTION bdw_fit(cx_survival) IS
'beta-discrete-Weibull model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE bdw_fit(double precision, boolean) IS
'beta-discrete-Weibull model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped; NULL over no rows';
COMMENT ON FUNCTION survival_at(cx_bdw, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at(cx_bdw, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del(cx_bdw, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl(cx_bdw, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status(cx_bdw) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION log_likelihood(cx_bdw) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary(cx_bdw, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';
-- Type cx_rfm

CREATE TYPE cx_rfm;

CREATE FUNCTION cx_rfm_in(cstring) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_out(cx_rfm) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_recv(internal) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_send(cx_rfm) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_rfm (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_rfm_in,
	OUTPUT = cx_rfm_out,
	RECEIVE = cx_rfm_recv,
	SEND = cx_rfm_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_rfm IS
'the days on which a customer bought, the amount of the first and of all, and until when he was observed; () without a purchase; stored, united with +, aggregated with rollup()';
COMMENT ON FUNCTION cx_rfm_in(cstring) IS 'text input of cx_rfm';
COMMENT ON FUNCTION cx_rfm_out(cx_rfm) IS 'text output of cx_rfm';
COMMENT ON FUNCTION cx_rfm_recv(internal) IS 'binary input of cx_rfm';
COMMENT ON FUNCTION cx_rfm_send(cx_rfm) IS 'binary output of cx_rfm';

-- Equality and hashing

CREATE FUNCTION cx_rfm_eq(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_ne(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_hash(cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_hash_extended(cx_rfm, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_rfm_hash_ops DEFAULT FOR TYPE cx_rfm USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rfm_hash(cx_rfm),
	FUNCTION 2 cx_rfm_hash_extended(cx_rfm, bigint);

COMMENT ON FUNCTION cx_rfm_eq(cx_rfm, cx_rfm) IS 'same purchases';
COMMENT ON FUNCTION cx_rfm_ne(cx_rfm, cx_rfm) IS 'not equal';
COMMENT ON FUNCTION cx_rfm_hash(cx_rfm) IS 'hash of a state';
COMMENT ON FUNCTION cx_rfm_hash_extended(cx_rfm, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_rfm, cx_rfm) IS 'same purchases';
COMMENT ON OPERATOR <> (cx_rfm, cx_rfm) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_rfm_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm';
COMMENT ON OPERATOR CLASS cx_rfm_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm';

-- Union

CREATE FUNCTION cx_rfm_add(cx_rfm, cx_rfm) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_add, COMMUTATOR = +
);

COMMENT ON FUNCTION cx_rfm_add(cx_rfm, cx_rfm) IS
'the purchases of both, those of one day as one; NULL when one is NULL; different observed_until are an error';
COMMENT ON OPERATOR + (cx_rfm, cx_rfm) IS
'the purchases of both, those of one day as one; NULL when one is NULL; different observed_until are an error';

-- Casts

CREATE FUNCTION cx_rfm_json(cx_rfm) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_jsonb(cx_rfm) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_rfm AS json) WITH FUNCTION cx_rfm_json(cx_rfm);
CREATE CAST (cx_rfm AS jsonb) WITH FUNCTION cx_rfm_jsonb(cx_rfm);

COMMENT ON FUNCTION cx_rfm_json(cx_rfm) IS
'the state as json: first, observed_until, first_amount, total, days';
COMMENT ON CAST (cx_rfm AS json) IS
'the state as json: first, observed_until, first_amount, total, days';
COMMENT ON FUNCTION cx_rfm_jsonb(cx_rfm) IS
'the state as jsonb: first, observed_until, first_amount, total, days';
COMMENT ON CAST (cx_rfm AS jsonb) IS
'the state as jsonb: first, observed_until, first_amount, total, days';
-- One customer's purchases, folded into cx_rfm, and read from it. Transitions are not strict: only a NULL
-- time means skip. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_count(cx_rfm, date, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, bigint, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date, cx_zone) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, numeric, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date, cx_zone) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, double precision, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date, cx_zone) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- Aggregates

CREATE AGGREGATE rfm_agg(at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rfm_agg(date, bigint, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamp, bigint, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, bigint, date, cx_zone) IS
'the purchases (at, amount, observed_until, zone) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, numeric, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamp, numeric, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, numeric, date, cx_zone) IS
'the purchases (at, amount, observed_until, zone) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, double precision, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamp, double precision, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, double precision, date, cx_zone) IS
'the purchases (at, amount, observed_until, zone) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rollup(rfm cx_rfm) (
	SFUNC = cx_rfm_add, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_rfm) IS
'the purchases of all parts of a customer, those of one day as one; NULLs are skipped; () over no rows';

-- Accessors

CREATE FUNCTION frequency(rfm cx_rfm) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rfm_frequency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(cx_rfm) IS
'days with a purchase after the first day; NULL without any purchase';

CREATE FUNCTION recency(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_recency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recency(cx_rfm) IS
'days from the first purchase to the last; NULL without any purchase';

CREATE FUNCTION age(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_age_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION age(cx_rfm) IS
'days from the first purchase to the last day observed; NULL without any purchase';

CREATE FUNCTION mean_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_mean_amount_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_amount(cx_rfm) IS
'mean amount of the days with a repeat purchase; NULL when there is none';

CREATE FUNCTION total_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(cx_rfm) IS
'amount of all purchases; NULL without any purchase';

CREATE FUNCTION first_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_purchase(cx_rfm) IS
'day of the first purchase; NULL without any purchase';

CREATE FUNCTION last_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_purchase(cx_rfm) IS
'day of the last purchase; NULL without any purchase';

CREATE FUNCTION observed_until(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_observed_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION observed_until(cx_rfm) IS
'the last day observed; NULL without any purchase';
-- Type cx_rfm_set, and all customers in one pass over raw orders. The state of that is internal: a hash of
-- customers, which nobody stores. Its planned size is that of a group of a few hundred customers.

CREATE TYPE cx_rfm_set;

CREATE FUNCTION cx_rfm_set_in(cstring) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_out(cx_rfm_set) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_recv(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_send(cx_rfm_set) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_rfm_set (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_rfm_set_in,
	OUTPUT = cx_rfm_set_out,
	RECEIVE = cx_rfm_set_recv,
	SEND = cx_rfm_set_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_rfm_set IS
'frequency, recency, age and mean amount of many customers, to be read with rfm_table(); () without any';
COMMENT ON FUNCTION cx_rfm_set_in(cstring) IS 'text input of cx_rfm_set';
COMMENT ON FUNCTION cx_rfm_set_out(cx_rfm_set) IS 'text output of cx_rfm_set';
COMMENT ON FUNCTION cx_rfm_set_recv(internal) IS 'binary input of cx_rfm_set';
COMMENT ON FUNCTION cx_rfm_set_send(cx_rfm_set) IS 'binary output of cx_rfm_set';

-- Equality and hashing

CREATE FUNCTION cx_rfm_set_eq(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_ne(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_hash(cx_rfm_set) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_hash_extended(cx_rfm_set, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_rfm_set_hash_ops DEFAULT FOR TYPE cx_rfm_set USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rfm_set_hash(cx_rfm_set),
	FUNCTION 2 cx_rfm_set_hash_extended(cx_rfm_set, bigint);

COMMENT ON FUNCTION cx_rfm_set_eq(cx_rfm_set, cx_rfm_set) IS 'same customers';
COMMENT ON FUNCTION cx_rfm_set_ne(cx_rfm_set, cx_rfm_set) IS 'not equal';
COMMENT ON FUNCTION cx_rfm_set_hash(cx_rfm_set) IS 'hash of a set';
COMMENT ON FUNCTION cx_rfm_set_hash_extended(cx_rfm_set, bigint) IS 'seeded hash of a set';
COMMENT ON OPERATOR = (cx_rfm_set, cx_rfm_set) IS 'same customers';
COMMENT ON OPERATOR <> (cx_rfm_set, cx_rfm_set) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_rfm_set_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm_set';
COMMENT ON OPERATOR CLASS cx_rfm_set_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm_set';

-- Casts

CREATE FUNCTION cx_rfm_set_json(cx_rfm_set) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_jsonb(cx_rfm_set) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_rfm_set AS json) WITH FUNCTION cx_rfm_set_json(cx_rfm_set);
CREATE CAST (cx_rfm_set AS jsonb) WITH FUNCTION cx_rfm_set_jsonb(cx_rfm_set);

COMMENT ON FUNCTION cx_rfm_set_json(cx_rfm_set) IS 'the set as json: observed_until, customers';
COMMENT ON CAST (cx_rfm_set AS json) IS 'the set as json: observed_until, customers';
COMMENT ON FUNCTION cx_rfm_set_jsonb(cx_rfm_set) IS 'the set as jsonb: observed_until, customers';
COMMENT ON CAST (cx_rfm_set AS jsonb) IS 'the set as jsonb: observed_until, customers';

-- Transitions. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_final(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass_combine(internal, internal) IS 'the orders of both hashes';
COMMENT ON FUNCTION cx_rfm_pass_serialize(internal) IS 'a hash of customers on its way from a worker';
COMMENT ON FUNCTION cx_rfm_pass_deserialize(bytea, internal) IS 'a hash of customers that came from a worker';
COMMENT ON FUNCTION cx_rfm_pass_final(internal) IS 'the figures of every customer';

-- Aggregates

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rfm_agg(bigint, date, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, bigint, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, numeric, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, double precision, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, bigint, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, numeric, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, double precision, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- Rows

CREATE FUNCTION rfm_table(
	customers cx_rfm_set,
	OUT customer bigint, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_table(cx_rfm_set) IS
'customers of type bigint in order, with days of repeat purchases, days from the first to the last and to the end of observation, and the mean amount of a repeat day, NULL without one';

CREATE FUNCTION rfm_uuid_table(
	customers cx_rfm_set,
	OUT customer uuid, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_uuid_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_uuid_table(cx_rfm_set) IS
'the same for customers of type uuid';
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
-- Fitting models. The state is internal: a hash of how many customers are alike, which nobody stores. Its
-- planned size is that of a segment of a few hundred different customers.

CREATE FUNCTION cx_purchases_count(internal, cx_rfm) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count_rfm' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_purchases_count(internal, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_purchases_count(internal, double precision, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spending_count(internal, cx_rfm) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count_rfm' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spending_count(internal, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spending_count(internal, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_fit_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_fit_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_fit_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bgnbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_mbgnbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_pareto_nbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_gamma_gamma_final(internal) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_purchases_count(internal, cx_rfm) IS
'counts customers that are alike; a NULL figure skips the row';
COMMENT ON FUNCTION cx_purchases_count(internal, double precision, double precision, double precision) IS
'counts customers that are alike; a NULL figure skips the row';
COMMENT ON FUNCTION cx_purchases_count(internal, double precision, double precision, double precision, double precision) IS
'counts customers that are alike; a NULL figure skips the row';
COMMENT ON FUNCTION cx_spending_count(internal, cx_rfm) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
COMMENT ON FUNCTION cx_spending_count(internal, double precision, double precision) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
COMMENT ON FUNCTION cx_spending_count(internal, double precision, double precision, double precision) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
COMMENT ON FUNCTION cx_fit_combine(internal, internal) IS 'the customers of both states';
COMMENT ON FUNCTION cx_fit_serialize(internal) IS 'a state on its way from a worker';
COMMENT ON FUNCTION cx_fit_deserialize(bytea, internal) IS 'a state that came from a worker';
COMMENT ON FUNCTION cx_bgnbd_final(internal) IS 'the BG/NBD model with the highest likelihood';
COMMENT ON FUNCTION cx_mbgnbd_final(internal) IS 'the MBG/NBD model with the highest likelihood';
COMMENT ON FUNCTION cx_pareto_nbd_final(internal) IS 'the Pareto/NBD model with the highest likelihood';
COMMENT ON FUNCTION cx_gamma_gamma_final(internal) IS 'the gamma-gamma model with the highest likelihood';

CREATE AGGREGATE bgnbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE bgnbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE bgnbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE mbgnbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE mbgnbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE mbgnbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE pareto_nbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE pareto_nbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE pareto_nbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE gamma_gamma_fit(rfm cx_rfm) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE gamma_gamma_fit(frequency double precision, mean_amount double precision) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE gamma_gamma_fit(frequency double precision, mean_amount double precision, weight double precision) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE bgnbd_fit(cx_rfm) IS
'BG/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE bgnbd_fit(double precision, double precision, double precision) IS
'BG/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE bgnbd_fit(double precision, double precision, double precision, double precision) IS
'BG/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE mbgnbd_fit(cx_rfm) IS
'MBG/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE mbgnbd_fit(double precision, double precision, double precision) IS
'MBG/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE mbgnbd_fit(double precision, double precision, double precision, double precision) IS
'MBG/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE pareto_nbd_fit(cx_rfm) IS
'Pareto/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE pareto_nbd_fit(double precision, double precision, double precision) IS
'Pareto/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE pareto_nbd_fit(double precision, double precision, double precision, double precision) IS
'Pareto/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE gamma_gamma_fit(cx_rfm) IS
'gamma-gamma fitted to customers with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
COMMENT ON AGGREGATE gamma_gamma_fit(double precision, double precision) IS
'gamma-gamma fitted to customers (frequency, mean_amount) with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
COMMENT ON AGGREGATE gamma_gamma_fit(double precision, double precision, double precision) IS
'gamma-gamma fitted to customers (frequency, mean_amount, weight) with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
-- What a model says about a customer

CREATE FUNCTION expected_purchases(rfm cx_rfm, model cx_purchase_model, horizon_days double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases(cx_rfm, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed; NULL without an estimate';

CREATE FUNCTION expected_purchases(frequency double precision, recency double precision, age double precision, model cx_purchase_model, horizon_days double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases(double precision, double precision, double precision, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed; NULL without an estimate';

CREATE FUNCTION p_alive(rfm cx_rfm, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive(cx_rfm, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';

CREATE FUNCTION p_alive(frequency double precision, recency double precision, age double precision, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive(double precision, double precision, double precision, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';

CREATE FUNCTION expected_spend(rfm cx_rfm, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_expected_spend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend(cx_rfm, cx_spend_model) IS
'mean amount of the customers future purchase days; NULL where the model has none';

CREATE FUNCTION expected_spend(frequency double precision, mean_amount double precision, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_expected_spend' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend(double precision, double precision, cx_spend_model) IS
'mean amount of the customers future purchase days; NULL where the model has none';

CREATE FUNCTION clv(rfm cx_rfm, model cx_purchase_model, spending cx_spend_model, horizon_days double precision, annual_discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_clv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv(cx_rfm, cx_purchase_model, cx_spend_model, double precision, double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction for a year of 365 days; NULL without an estimate';

CREATE FUNCTION clv(frequency double precision, recency double precision, age double precision, mean_amount double precision, model cx_purchase_model, spending cx_spend_model, horizon_days double precision, annual_discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION clv(double precision, double precision, double precision, double precision, cx_purchase_model, cx_spend_model, double precision, double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction for a year of 365 days; NULL without an estimate';

-- Without a model

CREATE FUNCTION clv_simple(margin double precision, churn double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_simple' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_simple(double precision, double precision) IS
'margin of a period / churn in percent of it; NULL without churn, when it is infinite';

CREATE FUNCTION clv_geometric(margin double precision, retention double precision, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_geometric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_geometric(double precision, double precision, double precision) IS
'margin * r / (1 + d - r), the first margin one period ahead; retention in percent and discount as a fraction, of one period; NULL when it is infinite';
