\echo Use "ALTER EXTENSION cx_metrics UPDATE" to load this file. \quit

-- What the program that writes the update script can't write: objects that are gone or changed. Intervals
-- are columns beside the rate, and a level is one more argument. A view over one of these has to be dropped
-- before the update and made again after it: PostgreSQL refuses otherwise, and names it.
DROP FUNCTION retention_table(cx_retention, text, date);
CREATE FUNCTION retention_table(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	level double precision DEFAULT 0.95,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_table_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;
DROP FUNCTION retention_curve(cx_retention, text, date);
CREATE FUNCTION retention_curve(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	level double precision DEFAULT 0.95,
	OUT age integer, OUT customers bigint, OUT retained bigint, OUT rate double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_curve_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;
COMMENT ON FUNCTION rate_change(cx_rate, cx_rate, double precision) IS
'rate of after less rate of before, in percentage points, of different customers; Newcombe interval, pooled z and two-sided p, which are NULL when all or none of the trials are successes; NULL when a state is empty or NULL';

CREATE TYPE cx_sample;

CREATE FUNCTION cx_sample_in(cstring) RETURNS cx_sample
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_in(cstring) IS 'text input of cx_sample';

CREATE FUNCTION cx_sample_out(cx_sample) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_out(cx_sample) IS 'text output of cx_sample';

CREATE FUNCTION cx_sample_recv(internal) RETURNS cx_sample
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_recv(internal) IS 'binary input of cx_sample';

CREATE FUNCTION cx_sample_send(cx_sample) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_send(cx_sample) IS 'binary output of cx_sample';

CREATE TYPE cx_sample (
	INTERNALLENGTH = 1312,
	INPUT = cx_sample_in,
	OUTPUT = cx_sample_out,
	RECEIVE = cx_sample_recv,
	SEND = cx_sample_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_sample IS
'how much weight each score of a scale was given by clusters (customers, households,';

CREATE FUNCTION cx_sample_eq(cx_sample, cx_sample) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_eq(cx_sample, cx_sample) IS 'same scale, design and sums, to the last bit';

CREATE FUNCTION cx_sample_ne(cx_sample, cx_sample) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_ne(cx_sample, cx_sample) IS 'not equal';

CREATE FUNCTION cx_sample_hash(cx_sample) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_hash(cx_sample) IS 'hash of a sample';

CREATE FUNCTION cx_sample_hash_extended(cx_sample, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_hash_extended(cx_sample, bigint) IS 'seeded hash of a sample';

CREATE OPERATOR = (
	LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_sample, cx_sample) IS 'same scale, design and sums, to the last bit';

CREATE OPERATOR <> (
	LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_sample, cx_sample) IS 'not equal';

CREATE OPERATOR CLASS cx_sample_hash_ops DEFAULT FOR TYPE cx_sample USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_sample_hash(cx_sample),
	FUNCTION 2 cx_sample_hash_extended(cx_sample, bigint);

COMMENT ON OPERATOR FAMILY cx_sample_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sample';

COMMENT ON OPERATOR CLASS cx_sample_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sample';

CREATE FUNCTION cx_sample_lt(cx_sample, cx_sample) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_lt(cx_sample, cx_sample) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_sample, cx_sample) IS 'before in the order of bytes';

CREATE FUNCTION cx_sample_le(cx_sample, cx_sample) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_le(cx_sample, cx_sample) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_sample, cx_sample) IS 'not after in the order of bytes';

CREATE FUNCTION cx_sample_ge(cx_sample, cx_sample) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_ge(cx_sample, cx_sample) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_sample, cx_sample) IS 'not before in the order of bytes';

CREATE FUNCTION cx_sample_gt(cx_sample, cx_sample) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_gt(cx_sample, cx_sample) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_sample, cx_sample) IS 'after in the order of bytes';

CREATE FUNCTION cx_sample_cmp(cx_sample, cx_sample) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_cmp(cx_sample, cx_sample) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_sample_ops DEFAULT FOR TYPE cx_sample USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_sample_cmp(cx_sample, cx_sample);

COMMENT ON OPERATOR FAMILY cx_sample_ops USING btree IS
'sorting and indexes of cx_sample, by bytes';

COMMENT ON OPERATOR CLASS cx_sample_ops USING btree IS
'sorting and indexes of cx_sample, by bytes';

CREATE FUNCTION cx_sample_smaller(cx_sample, cx_sample) RETURNS cx_sample
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_smaller(cx_sample, cx_sample) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_sample_larger(cx_sample, cx_sample) RETURNS cx_sample
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_larger(cx_sample, cx_sample) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_sample) (
	SFUNC = cx_sample_smaller, STYPE = cx_sample, COMBINEFUNC = cx_sample_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_sample) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_sample) (
	SFUNC = cx_sample_larger, STYPE = cx_sample, COMBINEFUNC = cx_sample_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_sample) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_sample_add(cx_sample, cx_sample) RETURNS cx_sample AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_add(cx_sample, cx_sample) IS 'of two samples of one stratum more clusters of it,';

CREATE OPERATOR + (LEFTARG = cx_sample, RIGHTARG = cx_sample, FUNCTION = cx_sample_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_sample, cx_sample) IS 'of two samples of one stratum more clusters of it,';

CREATE FUNCTION cx_sample_json(cx_sample) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_json(cx_sample) IS 'the sample as json: strata, lonely_strata, clusters, low, high, responses, weights';

CREATE CAST (cx_sample AS json) WITH FUNCTION cx_sample_json(cx_sample);

COMMENT ON CAST (cx_sample AS json) IS 'the sample as json: strata, lonely_strata, clusters, low, high, responses, weights';

CREATE FUNCTION cx_sample_jsonb(cx_sample) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_jsonb(cx_sample) IS 'the sample as jsonb: strata, lonely_strata, clusters, low, high, responses, weights';

CREATE CAST (cx_sample AS jsonb) WITH FUNCTION cx_sample_jsonb(cx_sample);

COMMENT ON CAST (cx_sample AS jsonb) IS 'the sample as jsonb: strata, lonely_strata, clusters, low, high, responses, weights';

CREATE FUNCTION cx_sample_cluster(cx_sample, cx_scores) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_cluster_scores' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_cluster(cx_sample, cx_scores) IS
'adds the answers of a cluster, to a stratum; NULL is skipped, a state without answers is a cluster that gave none';

CREATE AGGREGATE sample_agg(state cx_scores) (
	SFUNC = cx_sample_cluster, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sample_agg(cx_scores) IS
'sample of one stratum, of which each row is a cluster: the answers of a cluster; a row without answers is a cluster that gave none, NULL is skipped; () over no rows';

CREATE FUNCTION cx_sample_cluster(cx_sample, cx_weighted_scores) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_cluster_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_cluster(cx_sample, cx_weighted_scores) IS
'adds the weighted answers of a cluster, whose weights stay as they are, to a stratum; NULL is skipped, a state without answers is a cluster that gave none';

CREATE AGGREGATE sample_agg(state cx_weighted_scores) (
	SFUNC = cx_sample_cluster, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sample_agg(cx_weighted_scores) IS
'sample of one stratum, of which each row is a cluster: the weighted answers of a cluster, whose weights stay as they are; a row without answers is a cluster that gave none, NULL is skipped; () over no rows';

CREATE FUNCTION cx_sample_cluster(cx_sample, cx_rate) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_cluster_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_cluster(cx_sample, cx_rate) IS
'adds the trials of a cluster, as scores 0 and 1, to a stratum; NULL is skipped, a state without answers is a cluster that gave none';

CREATE AGGREGATE sample_agg(state cx_rate) (
	SFUNC = cx_sample_cluster, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE sample_agg(cx_rate) IS
'sample of one stratum, of which each row is a cluster: the trials of a cluster, as scores 0 and 1; a row without answers is a cluster that gave none, NULL is skipped; () over no rows';

CREATE FUNCTION cx_sample_stratum(cx_sample, cx_sample) RETURNS cx_sample
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_stratum(cx_sample, cx_sample) IS
'adds a weighted stratum without end to a sample of several; NULL and a stratum without clusters are skipped';

CREATE AGGREGATE strata_agg(state cx_sample) (
	SFUNC = cx_sample_stratum, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE strata_agg(cx_sample) IS
'sample of several strata, of which each row is one, of weighted answers, without correction for finite populations; NULL and a stratum without clusters are skipped; () over no rows';

CREATE FUNCTION cx_sample_stratum(cx_sample, cx_sample, bigint) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_stratum_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_stratum(cx_sample, cx_sample, bigint) IS
'adds a stratum of so many clusters to a sample of several; NULL and a stratum without clusters are skipped';

CREATE AGGREGATE strata_agg(state cx_sample, population bigint) (
	SFUNC = cx_sample_stratum, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE strata_agg(cx_sample, bigint) IS
'sample of several strata, of which each row is one, drawn from so many clusters: unweighted answers stand for population / clusters each, errors are corrected for finite populations; of weighted answers a NULL population is one without end; NULL and a stratum without clusters are skipped; () over no rows';

CREATE FUNCTION cx_sample_stratum(cx_sample, cx_sample, double precision) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_stratum_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_sample_stratum(cx_sample, cx_sample, double precision) IS
'adds a stratum of so many clusters to a sample of several; NULL and a stratum without clusters are skipped';

CREATE AGGREGATE strata_agg(state cx_sample, population double precision) (
	SFUNC = cx_sample_stratum, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE strata_agg(cx_sample, double precision) IS
'sample of several strata, of which each row is one, drawn from so many clusters: unweighted answers stand for population / clusters each, errors are corrected for finite populations; of weighted answers a NULL population is one without end; NULL and a stratum without clusters are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_sample) (
	SFUNC = cx_sample_add, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_sample) IS
'all clusters of parts of one stratum, or all strata of samples of several; parts hold different customers; NULL states are skipped; () over no rows; one of each, weighted with unweighted or different scales are an error';

CREATE FUNCTION clusters(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_clusters' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION clusters(cx_sample) IS
'how many clusters a sample has, those without answers included; 0 for no rows, NULL for NULL';

CREATE FUNCTION strata(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_strata' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION strata(cx_sample) IS
'how many strata a sample has, 1 before strata_agg(); 0 for no rows, NULL for NULL';

CREATE FUNCTION lonely_strata(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_lonely_strata' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION lonely_strata(cx_sample) IS
'how many strata have a single cluster that is not all of their population: with one or more there are no errors; 0 before strata_agg() and for no rows, NULL for NULL';

CREATE FUNCTION rate(state cx_sample) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION rate(cx_sample) IS
'percentage of the trials that were successes, of a sample of cx_rate; NULL for no trials';

CREATE FUNCTION rate_ci(
	state cx_sample, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION rate_ci(cx_sample, double precision) IS
'Wilson confidence interval for rate() of a sample, in percent, with the effective number of trials of Korn and Graubard; NULL for no trials, for no more clusters with answers than strata or NULL';

CREATE FUNCTION rate_change(
	before cx_sample, after cx_sample, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_rate_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION rate_change(cx_sample, cx_sample, double precision) IS
'rate of after less rate of before, samples of different customers, in percentage points; Newcombe interval, pooled z and two-sided p with the effective numbers of trials, at that level; NULL when a state is empty or NULL';

CREATE TYPE cx_paired;

CREATE FUNCTION cx_paired_in(cstring) RETURNS cx_paired
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_in(cstring) IS 'text input of cx_paired';

CREATE FUNCTION cx_paired_out(cx_paired) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_out(cx_paired) IS 'text output of cx_paired';

CREATE FUNCTION cx_paired_recv(internal) RETURNS cx_paired
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_recv(internal) IS 'binary input of cx_paired';

CREATE FUNCTION cx_paired_send(cx_paired) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_send(cx_paired) IS 'binary output of cx_paired';

CREATE TYPE cx_paired (
	INTERNALLENGTH = variable,
	INPUT = cx_paired_in,
	OUTPUT = cx_paired_out,
	RECEIVE = cx_paired_recv,
	SEND = cx_paired_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_paired IS
'what the same customers answered before and after, and how the two go together; () when no rows; stored, added with +, aggregated with rollup(); at most 4440 bytes';

CREATE FUNCTION cx_paired_eq(cx_paired, cx_paired) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_eq(cx_paired, cx_paired) IS 'same scale and sums, to the last bit';

CREATE FUNCTION cx_paired_ne(cx_paired, cx_paired) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_ne(cx_paired, cx_paired) IS 'not equal';

CREATE FUNCTION cx_paired_hash(cx_paired) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_hash(cx_paired) IS 'hash of a state';

CREATE FUNCTION cx_paired_hash_extended(cx_paired, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_hash_extended(cx_paired, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_paired, cx_paired) IS 'same scale and sums, to the last bit';

CREATE OPERATOR <> (
	LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_paired, cx_paired) IS 'not equal';

CREATE OPERATOR CLASS cx_paired_hash_ops DEFAULT FOR TYPE cx_paired USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_paired_hash(cx_paired),
	FUNCTION 2 cx_paired_hash_extended(cx_paired, bigint);

COMMENT ON OPERATOR FAMILY cx_paired_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_paired';

COMMENT ON OPERATOR CLASS cx_paired_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_paired';

CREATE FUNCTION cx_paired_lt(cx_paired, cx_paired) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_lt(cx_paired, cx_paired) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_paired, cx_paired) IS 'before in the order of bytes';

CREATE FUNCTION cx_paired_le(cx_paired, cx_paired) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_le(cx_paired, cx_paired) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_paired, cx_paired) IS 'not after in the order of bytes';

CREATE FUNCTION cx_paired_ge(cx_paired, cx_paired) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_ge(cx_paired, cx_paired) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_paired, cx_paired) IS 'not before in the order of bytes';

CREATE FUNCTION cx_paired_gt(cx_paired, cx_paired) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_gt(cx_paired, cx_paired) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_paired, cx_paired) IS 'after in the order of bytes';

CREATE FUNCTION cx_paired_cmp(cx_paired, cx_paired) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_cmp(cx_paired, cx_paired) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_paired_ops DEFAULT FOR TYPE cx_paired USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_paired_cmp(cx_paired, cx_paired);

COMMENT ON OPERATOR FAMILY cx_paired_ops USING btree IS
'sorting and indexes of cx_paired, by bytes';

COMMENT ON OPERATOR CLASS cx_paired_ops USING btree IS
'sorting and indexes of cx_paired, by bytes';

CREATE FUNCTION cx_paired_smaller(cx_paired, cx_paired) RETURNS cx_paired
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_smaller(cx_paired, cx_paired) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_paired_larger(cx_paired, cx_paired) RETURNS cx_paired
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_larger(cx_paired, cx_paired) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_paired) (
	SFUNC = cx_paired_smaller, STYPE = cx_paired, COMBINEFUNC = cx_paired_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_paired) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_paired) (
	SFUNC = cx_paired_larger, STYPE = cx_paired, COMBINEFUNC = cx_paired_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_paired) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_paired_add(cx_paired, cx_paired) RETURNS cx_paired AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_add(cx_paired, cx_paired) IS 'the customers of both states, who are different ones; NULL when one is NULL; weighted with unweighted or different scales are an error';

CREATE OPERATOR + (LEFTARG = cx_paired, RIGHTARG = cx_paired, FUNCTION = cx_paired_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_paired, cx_paired) IS 'the customers of both states, who are different ones; NULL when one is NULL; weighted with unweighted or different scales are an error';

CREATE FUNCTION cx_paired_json(cx_paired) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_json(cx_paired) IS 'the state as json: customers, low, high, before and after: responses, weights';

CREATE CAST (cx_paired AS json) WITH FUNCTION cx_paired_json(cx_paired);

COMMENT ON CAST (cx_paired AS json) IS 'the state as json: customers, low, high, before and after: responses, weights';

CREATE FUNCTION cx_paired_jsonb(cx_paired) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_jsonb(cx_paired) IS 'the state as jsonb: customers, low, high, before and after: responses, weights';

CREATE CAST (cx_paired AS jsonb) WITH FUNCTION cx_paired_jsonb(cx_paired);

COMMENT ON CAST (cx_paired AS jsonb) IS 'the state as jsonb: customers, low, high, before and after: responses, weights';

CREATE FUNCTION cx_paired_customer(cx_paired, cx_scores, cx_scores) RETURNS cx_paired
AS 'MODULE_PATHNAME', 'cx_paired_customer_scores' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_customer(cx_paired, cx_scores, cx_scores) IS
'adds a customer with the answers before and after to a state; () or NULL on one side is no answer, on both nobody';

CREATE AGGREGATE paired_agg(before cx_scores, after cx_scores) (
	SFUNC = cx_paired_customer, STYPE = cx_paired, SSPACE = 4440, INITCOND = '()',
	COMBINEFUNC = cx_paired_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE paired_agg(cx_scores, cx_scores) IS
'state of the same customers before and after: each row is a customer with all their answers of both times; () or NULL on one side is no answer then, on both nobody, who is skipped; () over no rows';

CREATE FUNCTION cx_paired_customer(cx_paired, cx_weighted_scores, cx_weighted_scores) RETURNS cx_paired
AS 'MODULE_PATHNAME', 'cx_paired_customer_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_paired_customer(cx_paired, cx_weighted_scores, cx_weighted_scores) IS
'adds a customer with the answers before and after to a state; () or NULL on one side is no answer, on both nobody';

CREATE AGGREGATE paired_agg(before cx_weighted_scores, after cx_weighted_scores) (
	SFUNC = cx_paired_customer, STYPE = cx_paired, SSPACE = 4440, INITCOND = '()',
	COMBINEFUNC = cx_paired_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE paired_agg(cx_weighted_scores, cx_weighted_scores) IS
'state of the same customers before and after: each row is a customer with all their answers of both times; () or NULL on one side is no answer then, on both nobody, who is skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_paired) (
	SFUNC = cx_paired_add, STYPE = cx_paired, SSPACE = 4440, INITCOND = '()',
	COMBINEFUNC = cx_paired_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_paired) IS
'the customers of many states, which hold different ones; NULL states are skipped; () over no rows; weighted with unweighted or different scales are an error';

CREATE FUNCTION nps_change(
	paired cx_paired, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_paired_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_change(cx_paired, double precision, integer, integer) IS
'nps() after less nps() before of the same customers, in points; Student t interval, t (as z) and two-sided p by linearisation, which are NULL for one customer and where the change is the same for all; NULL when nobody answered before or after or NULL';

CREATE FUNCTION csat_change(
	paired cx_paired, level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_paired_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_change(cx_paired, double precision, integer) IS
'csat() after less csat() before of the same customers, in percentage points; Student t interval, t (as z) and two-sided p by linearisation, which are NULL for one customer and where the change is the same for all; NULL when nobody answered before or after or NULL';

CREATE FUNCTION ces_change(
	paired cx_paired, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_paired_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_change(cx_paired, double precision) IS
'ces() after less ces() before of the same customers, in scores; Student t interval, t (as z) and two-sided p by linearisation, which are NULL for one customer and where the change is the same for all; NULL when nobody answered before or after or NULL';

CREATE FUNCTION clusters(paired cx_paired) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_paired_clusters' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION clusters(cx_paired) IS
'how many customers a state has; 0 for no rows, NULL for NULL';

CREATE FUNCTION responses(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION responses(cx_sample) IS
'how many answers a sample holds, each counted once; 0 for no rows, NULL for NULL';

CREATE FUNCTION score_count(
	state cx_sample, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION score_count(cx_sample, integer, integer) IS
'weight of answers with a score from from_score to to_score, both included; 0 for no rows, NULL for NULL';

CREATE FUNCTION score_share(
	state cx_sample, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION score_share(cx_sample, integer, integer) IS
'percentage of the weight with a score from from_score to to_score, both included; NULL for no rows';

CREATE FUNCTION score_share_std_error(
	state cx_sample, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_score_share_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION score_share_std_error(cx_sample, integer, integer) IS
'standard error of score_share() by linearisation, in percentage points; NULL for fewer than two answers';

CREATE FUNCTION mean_score(state cx_sample) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_score(cx_sample) IS
'weighted mean of the scores; NULL for no rows';

CREATE FUNCTION score_distribution(
	state cx_sample, OUT score integer, OUT responses double precision, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;

COMMENT ON FUNCTION score_distribution(cx_sample) IS
'one row for each score of the scale: weight of answers, and their percentage; no rows for no rows or NULL';

CREATE FUNCTION nps_design_effect(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps_design_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_design_effect(cx_scores, integer, integer) IS
'how many times the variance of nps() is that of as many unweighted answers drawn one by one; NULL for fewer than two answers, for answers that are all alike or NULL';

COMMENT ON FUNCTION nps_change(cx_scores, cx_scores, double precision, integer, integer) IS
'NPS of after less NPS of before, of different customers; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';

CREATE FUNCTION nps_design_effect(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_design_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_design_effect(cx_weighted_scores, integer, integer) IS
'how many times the variance of nps() is that of as many unweighted answers drawn one by one; NULL for fewer than two answers, for answers that are all alike or NULL';

COMMENT ON FUNCTION nps_change(cx_weighted_scores, cx_weighted_scores, double precision, integer, integer) IS
'NPS of after less NPS of before, of different customers; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';

CREATE FUNCTION nps(
	state cx_sample, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_nps' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps(cx_sample, integer, integer) IS
'Net Promoter Score of a sample, -100..100; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; NULL for no rows or NULL';

CREATE FUNCTION nps_std_error(
	state cx_sample, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_nps_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_std_error(cx_sample, integer, integer) IS
'standard error of nps() by linearisation, in points; cuts as for nps(); NULL for fewer than two answers or NULL';

CREATE FUNCTION nps_design_effect(
	state cx_sample, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_nps_design_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_design_effect(cx_sample, integer, integer) IS
'how many times the variance of nps() is that of as many unweighted answers drawn one by one; NULL for fewer than two answers, for answers that are all alike or NULL';

CREATE FUNCTION nps_ci(
	state cx_sample, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_nps_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_ci(cx_sample, double precision, integer, integer) IS
'adjusted Wald confidence interval for nps(), with the effective number of answers of Korn and Graubard, at its degrees of freedom; NULL for no rows or NULL';

CREATE FUNCTION nps_change(
	before cx_sample, after cx_sample, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_change(cx_sample, cx_sample, double precision, integer, integer) IS
'NPS of after less NPS of before, of different customers; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';

CREATE FUNCTION promoters(
	state cx_sample, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_promoters' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION promoters(cx_sample, integer, integer) IS
'weight of promoters; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';

CREATE FUNCTION passives(
	state cx_sample, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_passives' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION passives(cx_sample, integer, integer) IS
'weight of passives; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';

CREATE FUNCTION detractors(
	state cx_sample, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_detractors' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION detractors(cx_sample, integer, integer) IS
'weight of detractors; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';

COMMENT ON FUNCTION csat_change(cx_scores, cx_scores, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points, of different customers; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are satisfied; NULL when a state is empty or NULL';

COMMENT ON FUNCTION csat_change(cx_weighted_scores, cx_weighted_scores, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points, of different customers; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are satisfied; NULL when a state is empty or NULL';

CREATE FUNCTION csat(state cx_sample, satisfied_from integer DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat(cx_sample, integer) IS
'percentage of weight from satisfied_from up, by default the top two scores; NULL for no rows or NULL';

CREATE FUNCTION csat_std_error(
	state cx_sample, satisfied_from integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_csat_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_std_error(cx_sample, integer) IS
'standard error of csat() by linearisation, in percentage points; NULL for fewer than two answers or NULL';

CREATE FUNCTION csat_ci(
	state cx_sample, level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_csat_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_ci(cx_sample, double precision, integer) IS
'Wilson confidence interval for csat(), in percent, with the effective number of answers of Korn and Graubard, at its degrees of freedom; NULL for no rows or NULL';

CREATE FUNCTION csat_change(
	before cx_sample, after cx_sample, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_change(cx_sample, cx_sample, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points, of different customers; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are satisfied; NULL when a state is empty or NULL';

COMMENT ON FUNCTION ces_ci(cx_scores, double precision) IS
'Student t confidence interval for ces(); of weighted answers and of clusters Wilson''s for a mean, at the t quantile of their degrees of freedom, on the scale; NULL for one response, for responses that are all alike, no rows or NULL';

COMMENT ON FUNCTION ces_change(cx_scores, cx_scores, double precision) IS
'mean score of after less mean score of before, of different customers; Welch interval, t (as z) and two-sided p, which are NULL when a state has one response or neither varies; NULL when a state is empty or NULL';

COMMENT ON FUNCTION ces_ci(cx_weighted_scores, double precision) IS
'Student t confidence interval for ces(); of weighted answers and of clusters Wilson''s for a mean, at the t quantile of their degrees of freedom, on the scale; NULL for one response, for responses that are all alike, no rows or NULL';

COMMENT ON FUNCTION ces_change(cx_weighted_scores, cx_weighted_scores, double precision) IS
'mean score of after less mean score of before, of different customers; Welch interval, t (as z) and two-sided p, which are NULL when a state has one response or neither varies; NULL when a state is empty or NULL';

CREATE FUNCTION ces(state cx_sample) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION ces(cx_sample) IS
'weighted mean score; NULL for no rows or NULL';

CREATE FUNCTION ces_std_error(state cx_sample) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_ces_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION ces_std_error(cx_sample) IS
'standard error of ces() and of mean_score() by linearisation; NULL for fewer than two answers or NULL';

CREATE FUNCTION ces_easy(
	state cx_sample, easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_ces_easy' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_easy(cx_sample, integer, boolean) IS
'percentage of weight from easy_from towards the easy end, by default beyond the middle of the scale; NULL for no rows or NULL';

CREATE FUNCTION ease_index(
	state cx_sample, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_ease_index' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ease_index(cx_sample, boolean) IS
'mean score as a percentage of the way from the hard to the easy end of the scale, 0..100; NULL for no rows or NULL';

CREATE FUNCTION ces_ci(
	state cx_sample, level double precision DEFAULT 0.95, OUT low double precision,
	OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_ces_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_ci(cx_sample, double precision) IS
'Student t confidence interval for ces(); of weighted answers and of clusters Wilson''s for a mean, at the t quantile of their degrees of freedom, on the scale; NULL for one response, for responses that are all alike, no rows or NULL';

CREATE FUNCTION ces_change(
	before cx_sample, after cx_sample, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_change(cx_sample, cx_sample, double precision) IS
'mean score of after less mean score of before, of different customers; Welch interval, t (as z) and two-sided p, which are NULL when a state has one response or neither varies; NULL when a state is empty or NULL';

CREATE FUNCTION p_adjust(p double precision[], method text DEFAULT 'holm') RETURNS double precision[]
AS 'MODULE_PATHNAME', 'cx_p_adjust_array' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION p_adjust(double precision[], text) IS
'p-values raised for their number, in the order given, by method ''holm'', ''bh'' (Benjamini and Hochberg), ''bonferroni'' or ''none''; a NULL stays and does not count; NULL for NULL';

CREATE FUNCTION nps_compare(
	names anyarray, states cx_scores[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_nps_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION nps_compare(anyarray, cx_scores[], text, text, double precision, integer, integer) IS
'nps() of group b less that of a, in points, as nps_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION csat_compare(
	names anyarray, states cx_scores[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_csat_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION csat_compare(anyarray, cx_scores[], text, text, double precision, integer) IS
'csat() of group b less that of a, in percentage points, as csat_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION ces_compare(
	names anyarray, states cx_scores[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT statistic double precision, OUT df double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_ces_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION ces_compare(anyarray, cx_scores[], text, text, double precision) IS
'ces() of group b less that of a, in scores, as ces_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION nps_compare(
	names anyarray, states cx_weighted_scores[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION nps_compare(anyarray, cx_weighted_scores[], text, text, double precision, integer, integer) IS
'nps() of group b less that of a, in points, as nps_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION csat_compare(
	names anyarray, states cx_weighted_scores[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION csat_compare(anyarray, cx_weighted_scores[], text, text, double precision, integer) IS
'csat() of group b less that of a, in percentage points, as csat_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION ces_compare(
	names anyarray, states cx_weighted_scores[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT statistic double precision, OUT df double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION ces_compare(anyarray, cx_weighted_scores[], text, text, double precision) IS
'ces() of group b less that of a, in scores, as ces_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION rate_compare(
	names anyarray, states cx_rate[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rate_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION rate_compare(anyarray, cx_rate[], text, text, double precision) IS
'rate() of group b less that of a, in percentage points, as rate_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION nps_compare(
	names anyarray, states cx_sample[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_nps_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION nps_compare(anyarray, cx_sample[], text, text, double precision, integer, integer) IS
'nps() of group b less that of a, in points, as nps_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION csat_compare(
	names anyarray, states cx_sample[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_csat_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION csat_compare(anyarray, cx_sample[], text, text, double precision, integer) IS
'csat() of group b less that of a, in percentage points, as csat_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION ces_compare(
	names anyarray, states cx_sample[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT statistic double precision, OUT df double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_ces_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION ces_compare(anyarray, cx_sample[], text, text, double precision) IS
'ces() of group b less that of a, in scores, as ces_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION rate_compare(
	names anyarray, states cx_sample[], against text DEFAULT 'pairs', adjust text DEFAULT 'holm',
	level double precision DEFAULT 0.95,
	OUT a anyelement, OUT b anyelement, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision,
	OUT p_adjusted double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_rate_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION rate_compare(anyarray, cx_sample[], text, text, double precision) IS
'rate() of group b less that of a, in percentage points, as rate_change() has it, of every pair (against ''pairs''), of each group and all others (''rest'', where a is NULL) or of the first and each other (''first''); p_adjusted is for the number of rows, by p_adjust(); low and high are not adjusted; the groups hold different customers; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION nps_consistency(
	states cx_scores[], promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision, OUT df_within double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_nps_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_consistency(cx_scores[], integer, integer) IS
'whether nps() is the same in all groups, by Welch''s F, and how much it is not: groups of two or more answers, nps() of all of them, the standard deviation of their true figures in points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION csat_consistency(
	states cx_scores[], satisfied_from integer DEFAULT NULL,
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_csat_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_consistency(cx_scores[], integer) IS
'whether csat() is the same in all groups, by chi-square, and how much it is not: groups of two or more answers, csat() of all of them, the standard deviation of their true figures in percentage points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION ces_consistency(
	states cx_scores[],
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision, OUT df_within double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_ces_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_consistency(cx_scores[]) IS
'whether ces() is the same in all groups, by Welch''s F, and how much it is not: groups of two or more answers, ces() of all of them, the standard deviation of their true figures in scores (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION nps_consistency(
	states cx_weighted_scores[], promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision, OUT df_within double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_consistency(cx_weighted_scores[], integer, integer) IS
'whether nps() is the same in all groups, by Welch''s F, and how much it is not: groups of two or more answers, nps() of all of them, the standard deviation of their true figures in points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION csat_consistency(
	states cx_weighted_scores[], satisfied_from integer DEFAULT NULL,
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_consistency(cx_weighted_scores[], integer) IS
'whether csat() is the same in all groups, by chi-square, and how much it is not: groups of two or more answers, csat() of all of them, the standard deviation of their true figures in percentage points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION ces_consistency(
	states cx_weighted_scores[],
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision, OUT df_within double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_consistency(cx_weighted_scores[]) IS
'whether ces() is the same in all groups, by Welch''s F, and how much it is not: groups of two or more answers, ces() of all of them, the standard deviation of their true figures in scores (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION rate_consistency(
	states cx_rate[],
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION rate_consistency(cx_rate[]) IS
'whether rate() is the same in all groups, by chi-square, and how much it is not: groups of two or more answers, rate() of all of them, the standard deviation of their true figures in percentage points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION nps_consistency(
	states cx_sample[], promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision, OUT df_within double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_nps_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_consistency(cx_sample[], integer, integer) IS
'whether nps() is the same in all groups, by Welch''s F, and how much it is not: groups of two or more answers, nps() of all of them, the standard deviation of their true figures in points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION csat_consistency(
	states cx_sample[], satisfied_from integer DEFAULT NULL,
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_csat_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_consistency(cx_sample[], integer) IS
'whether csat() is the same in all groups, by chi-square, and how much it is not: groups of two or more answers, csat() of all of them, the standard deviation of their true figures in percentage points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION ces_consistency(
	states cx_sample[],
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision, OUT df_within double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_ces_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_consistency(cx_sample[]) IS
'whether ces() is the same in all groups, by Welch''s F, and how much it is not: groups of two or more answers, ces() of all of them, the standard deviation of their true figures in scores (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION rate_consistency(
	states cx_sample[],
	OUT groups bigint, OUT mean double precision, OUT between_sd double precision,
	OUT omega_squared double precision, OUT statistic double precision, OUT df double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_rate_consistency' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION rate_consistency(cx_sample[]) IS
'whether rate() is the same in all groups, by chi-square, and how much it is not: groups of two or more answers, rate() of all of them, the standard deviation of their true figures in percentage points (DerSimonian and Laird), and the share of the variance of answers that lies between groups, 0 to 1; the groups hold different customers; NULL and empty states take no part; NULL columns for fewer than two groups';

CREATE FUNCTION nps_signals(
	names anyarray, states cx_scores[], baseline integer DEFAULT NULL, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_nps_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION nps_signals(anyarray, cx_scores[], integer, integer, integer) IS
'Laney P'' chart of nps(), in points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION csat_signals(
	names anyarray, states cx_scores[], baseline integer DEFAULT NULL, satisfied_from integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_csat_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION csat_signals(anyarray, cx_scores[], integer, integer) IS
'Laney P'' chart of csat(), in percentage points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION ces_signals(
	names anyarray, states cx_scores[], baseline integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_ces_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION ces_signals(anyarray, cx_scores[], integer) IS
'Laney P'' chart of ces(), in scores: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION nps_signals(
	names anyarray, states cx_weighted_scores[], baseline integer DEFAULT NULL, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION nps_signals(anyarray, cx_weighted_scores[], integer, integer, integer) IS
'Laney P'' chart of nps(), in points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION csat_signals(
	names anyarray, states cx_weighted_scores[], baseline integer DEFAULT NULL, satisfied_from integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION csat_signals(anyarray, cx_weighted_scores[], integer, integer) IS
'Laney P'' chart of csat(), in percentage points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION ces_signals(
	names anyarray, states cx_weighted_scores[], baseline integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION ces_signals(anyarray, cx_weighted_scores[], integer) IS
'Laney P'' chart of ces(), in scores: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION rate_signals(
	names anyarray, states cx_rate[], baseline integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rate_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION rate_signals(anyarray, cx_rate[], integer) IS
'Laney P'' chart of rate(), in percentage points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION nps_signals(
	names anyarray, states cx_sample[], baseline integer DEFAULT NULL, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_nps_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION nps_signals(anyarray, cx_sample[], integer, integer, integer) IS
'Laney P'' chart of nps(), in points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION csat_signals(
	names anyarray, states cx_sample[], baseline integer DEFAULT NULL, satisfied_from integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_csat_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION csat_signals(anyarray, cx_sample[], integer, integer) IS
'Laney P'' chart of csat(), in percentage points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION ces_signals(
	names anyarray, states cx_sample[], baseline integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_ces_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION ces_signals(anyarray, cx_sample[], integer) IS
'Laney P'' chart of ces(), in scores: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION rate_signals(
	names anyarray, states cx_sample[], baseline integer DEFAULT NULL,
	OUT name anyelement, OUT value double precision, OUT center double precision,
	OUT low double precision, OUT high double precision, OUT z double precision, OUT signal boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sample_rate_signals' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;

COMMENT ON FUNCTION rate_signals(anyarray, cx_sample[], integer) IS
'Laney P'' chart of rate(), in percentage points: limits at three standard deviations around the figure of all answers, or of the first baseline points, and whether a point is beyond them; dates, times and numbers are put in order, other names stay as given; with fewer than 8 points low, high and signal are NULL; a row of NULLs where a state is empty or NULL';

CREATE FUNCTION nps_sample_size(
	margin double precision, level double precision DEFAULT 0.95, pilot cx_scores DEFAULT NULL,
	power double precision DEFAULT NULL, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_nps_sample_size' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION nps_sample_size(
	double precision, double precision, cx_scores, double precision, integer, integer
) IS
'answers for an interval of nps() of margin points to either side; with a power, answers in each of two groups to find a change of margin points so often; without a pilot for the most that answers can vary';

CREATE FUNCTION csat_sample_size(
	margin double precision, level double precision DEFAULT 0.95, pilot cx_scores DEFAULT NULL,
	power double precision DEFAULT NULL, satisfied_from integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_csat_sample_size' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION csat_sample_size(
	double precision, double precision, cx_scores, double precision, integer
) IS
'answers for an interval of csat() or rate() of margin percentage points to either side; with a power, answers in each of two groups to find a change of margin percentage points so often; without a pilot for a share around one half, where it takes the most';

CREATE FUNCTION ces_sample_size(
	margin double precision, low integer, high integer, level double precision DEFAULT 0.95,
	pilot cx_scores DEFAULT NULL, power double precision DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_ces_sample_size' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION ces_sample_size(
	double precision, integer, integer, double precision, cx_scores, double precision
) IS
'answers for an interval of ces() of margin to either side, on the scale from low to high; with a power, answers in each of two groups to find a change of margin so often; without a pilot for the most that answers can vary, half of them low and half high';

CREATE TYPE cx_outcomes;

CREATE FUNCTION cx_outcomes_in(cstring) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_in(cstring) IS 'text input of cx_outcomes';

CREATE FUNCTION cx_outcomes_out(cx_outcomes) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_out(cx_outcomes) IS 'text output of cx_outcomes';

CREATE FUNCTION cx_outcomes_recv(internal) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_recv(internal) IS 'binary input of cx_outcomes';

CREATE FUNCTION cx_outcomes_send(cx_outcomes) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_send(cx_outcomes) IS 'binary output of cx_outcomes';

CREATE TYPE cx_outcomes (
	INTERNALLENGTH = 192,
	INPUT = cx_outcomes_in,
	OUTPUT = cx_outcomes_out,
	RECEIVE = cx_outcomes_recv,
	SEND = cx_outcomes_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_outcomes IS
'how often each score of a whole-number scale of at most 11 points was given, and how often an outcome followed; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_outcomes_eq(cx_outcomes, cx_outcomes) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_eq(cx_outcomes, cx_outcomes) IS 'same scale and same counts';

CREATE FUNCTION cx_outcomes_ne(cx_outcomes, cx_outcomes) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_ne(cx_outcomes, cx_outcomes) IS 'not equal';

CREATE FUNCTION cx_outcomes_hash(cx_outcomes) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_hash(cx_outcomes) IS 'hash of a state';

CREATE FUNCTION cx_outcomes_hash_extended(cx_outcomes, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_hash_extended(cx_outcomes, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_outcomes, cx_outcomes) IS 'same scale and same counts';

CREATE OPERATOR <> (
	LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_outcomes, cx_outcomes) IS 'not equal';

CREATE OPERATOR CLASS cx_outcomes_hash_ops DEFAULT FOR TYPE cx_outcomes USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_outcomes_hash(cx_outcomes),
	FUNCTION 2 cx_outcomes_hash_extended(cx_outcomes, bigint);

COMMENT ON OPERATOR FAMILY cx_outcomes_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_outcomes';

COMMENT ON OPERATOR CLASS cx_outcomes_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_outcomes';

CREATE FUNCTION cx_outcomes_lt(cx_outcomes, cx_outcomes) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_lt(cx_outcomes, cx_outcomes) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_outcomes, cx_outcomes) IS 'before in the order of bytes';

CREATE FUNCTION cx_outcomes_le(cx_outcomes, cx_outcomes) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_le(cx_outcomes, cx_outcomes) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_outcomes, cx_outcomes) IS 'not after in the order of bytes';

CREATE FUNCTION cx_outcomes_ge(cx_outcomes, cx_outcomes) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_ge(cx_outcomes, cx_outcomes) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_outcomes, cx_outcomes) IS 'not before in the order of bytes';

CREATE FUNCTION cx_outcomes_gt(cx_outcomes, cx_outcomes) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_gt(cx_outcomes, cx_outcomes) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_outcomes, cx_outcomes) IS 'after in the order of bytes';

CREATE FUNCTION cx_outcomes_cmp(cx_outcomes, cx_outcomes) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_cmp(cx_outcomes, cx_outcomes) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_outcomes_ops DEFAULT FOR TYPE cx_outcomes USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_outcomes_cmp(cx_outcomes, cx_outcomes);

COMMENT ON OPERATOR FAMILY cx_outcomes_ops USING btree IS
'sorting and indexes of cx_outcomes, by bytes';

COMMENT ON OPERATOR CLASS cx_outcomes_ops USING btree IS
'sorting and indexes of cx_outcomes, by bytes';

CREATE FUNCTION cx_outcomes_smaller(cx_outcomes, cx_outcomes) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_smaller(cx_outcomes, cx_outcomes) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_outcomes_larger(cx_outcomes, cx_outcomes) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_larger(cx_outcomes, cx_outcomes) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_outcomes) (
	SFUNC = cx_outcomes_smaller, STYPE = cx_outcomes, COMBINEFUNC = cx_outcomes_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_outcomes) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_outcomes) (
	SFUNC = cx_outcomes_larger, STYPE = cx_outcomes, COMBINEFUNC = cx_outcomes_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_outcomes) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_outcomes_add(cx_outcomes, cx_outcomes) RETURNS cx_outcomes AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_add(cx_outcomes, cx_outcomes) IS 'the answers of both states; NULL when one is NULL; different scales are an error';

CREATE OPERATOR + (LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_outcomes, cx_outcomes) IS 'the answers of both states; NULL when one is NULL; different scales are an error';

CREATE FUNCTION cx_outcomes_subtract(cx_outcomes, cx_outcomes) RETURNS cx_outcomes AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_subtract(cx_outcomes, cx_outcomes) IS 'the answers of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_outcomes, RIGHTARG = cx_outcomes, FUNCTION = cx_outcomes_subtract);

COMMENT ON OPERATOR - (cx_outcomes, cx_outcomes) IS 'the answers of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_outcomes_json(cx_outcomes) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_json(cx_outcomes) IS 'the state as json: low, high, counts, outcomes';

CREATE CAST (cx_outcomes AS json) WITH FUNCTION cx_outcomes_json(cx_outcomes);

COMMENT ON CAST (cx_outcomes AS json) IS 'the state as json: low, high, counts, outcomes';

CREATE FUNCTION cx_outcomes_jsonb(cx_outcomes) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_jsonb(cx_outcomes) IS 'the state as jsonb: low, high, counts, outcomes';

CREATE CAST (cx_outcomes AS jsonb) WITH FUNCTION cx_outcomes_jsonb(cx_outcomes);

COMMENT ON CAST (cx_outcomes AS jsonb) IS 'the state as jsonb: low, high, counts, outcomes';

CREATE FUNCTION cx_outcomes_count(
	cx_outcomes, smallint, boolean, integer, integer
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_count(cx_outcomes, smallint, boolean, integer, integer) IS
'adds a score to a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';

CREATE FUNCTION cx_outcomes_count(
	cx_outcomes, integer, boolean, integer, integer
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_count(cx_outcomes, integer, boolean, integer, integer) IS
'adds a score to a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';

CREATE FUNCTION cx_outcomes_count(
	cx_outcomes, double precision, boolean, double precision, double precision
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_count(cx_outcomes, double precision, boolean, double precision, double precision) IS
'adds a score to a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';

CREATE FUNCTION cx_outcomes_uncount(
	cx_outcomes, smallint, boolean, integer, integer
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_uncount_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_uncount(cx_outcomes, smallint, boolean, integer, integer) IS
'takes a score from a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';

CREATE FUNCTION cx_outcomes_uncount(
	cx_outcomes, integer, boolean, integer, integer
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_uncount_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_uncount(cx_outcomes, integer, boolean, integer, integer) IS
'takes a score from a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';

CREATE FUNCTION cx_outcomes_uncount(
	cx_outcomes, double precision, boolean, double precision, double precision
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_uncount(cx_outcomes, double precision, boolean, double precision, double precision) IS
'takes a score from a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';

CREATE AGGREGATE outcome_agg(score smallint, outcome boolean, low integer, high integer) (
	SFUNC = cx_outcomes_count, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_count, MINVFUNC = cx_outcomes_uncount, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_agg(smallint, boolean, integer, integer) IS
'state of whole-number scores from low to high, at most 11 points, and whether an outcome followed each; a row with a NULL score is skipped, a NULL outcome beside a score is an error; () over no rows';

CREATE AGGREGATE outcome_agg(score integer, outcome boolean, low integer, high integer) (
	SFUNC = cx_outcomes_count, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_count, MINVFUNC = cx_outcomes_uncount, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_agg(integer, boolean, integer, integer) IS
'state of whole-number scores from low to high, at most 11 points, and whether an outcome followed each; a row with a NULL score is skipped, a NULL outcome beside a score is an error; () over no rows';

CREATE AGGREGATE outcome_agg(score double precision, outcome boolean, low double precision, high double precision) (
	SFUNC = cx_outcomes_count, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_count, MINVFUNC = cx_outcomes_uncount, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_agg(double precision, boolean, double precision, double precision) IS
'state of whole-number scores from low to high, at most 11 points, and whether an outcome followed each; a row with a NULL score is skipped, a NULL outcome beside a score is an error; () over no rows';

CREATE AGGREGATE rollup(state cx_outcomes) (
	SFUNC = cx_outcomes_add, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_add, MINVFUNC = cx_outcomes_subtract, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_outcomes) IS
'all answers of many states as one, with their outcomes; NULL states are skipped; () over no rows; different scales are an error';

CREATE FUNCTION cx_outcomes_refuse(
	cx_outcomes, smallint, "any", integer, integer
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_refuse(cx_outcomes, smallint, "any", integer, integer) IS
'always an error: an outcome is boolean';

CREATE AGGREGATE outcome_agg(score smallint, outcome "any", low integer, high integer) (
	SFUNC = cx_outcomes_refuse, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_refuse, MINVFUNC = cx_outcomes_refuse, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_agg(smallint, "any", integer, integer) IS
'always an error: an outcome is boolean';

CREATE FUNCTION cx_outcomes_refuse(
	cx_outcomes, integer, "any", integer, integer
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_refuse(cx_outcomes, integer, "any", integer, integer) IS
'always an error: an outcome is boolean';

CREATE AGGREGATE outcome_agg(score integer, outcome "any", low integer, high integer) (
	SFUNC = cx_outcomes_refuse, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_refuse, MINVFUNC = cx_outcomes_refuse, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_agg(integer, "any", integer, integer) IS
'always an error: an outcome is boolean';

CREATE FUNCTION cx_outcomes_refuse(
	cx_outcomes, double precision, "any", double precision, double precision
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_outcomes_refuse(cx_outcomes, double precision, "any", double precision, double precision) IS
'always an error: an outcome is boolean';

CREATE AGGREGATE outcome_agg(score double precision, outcome "any", low double precision, high double precision) (
	SFUNC = cx_outcomes_refuse, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_refuse, MINVFUNC = cx_outcomes_refuse, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE outcome_agg(double precision, "any", double precision, double precision) IS
'always an error: an outcome is boolean';

CREATE FUNCTION outcome_by_score(
	state cx_outcomes, level double precision DEFAULT 0.95,
	OUT score integer, OUT responses bigint, OUT outcomes bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision,
	OUT odds_ratio double precision, OUT odds_low double precision, OUT odds_high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_outcomes_by_score' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 11;

COMMENT ON FUNCTION outcome_by_score(cx_outcomes, double precision) IS
'one row for each score of the scale: answers, how many had the outcome, their percentage with its Wilson interval, and the ratio of their odds to those of all other scores with its Woolf interval; no rows for no rows or NULL';

CREATE FUNCTION outcome_by_band(
	state cx_outcomes, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, against text DEFAULT 'others',
	OUT band text, OUT responses bigint, OUT outcomes bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision,
	OUT odds_ratio double precision, OUT odds_low double precision, OUT odds_high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_outcomes_by_band' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 3;

COMMENT ON FUNCTION outcome_by_band(cx_outcomes, double precision, integer, integer, text) IS
'the same for detractors, passives and promoters; odds against others, detractors or passives; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; no rows for no rows or NULL';

CREATE TYPE cx_cells;

CREATE FUNCTION cx_cells_in(cstring) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_in(cstring) IS 'text input of cx_cells';

CREATE FUNCTION cx_cells_out(cx_cells) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_out(cx_cells) IS 'text output of cx_cells';

CREATE FUNCTION cx_cells_recv(internal) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_recv(internal) IS 'binary input of cx_cells';

CREATE FUNCTION cx_cells_send(cx_cells) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_send(cx_cells) IS 'binary output of cx_cells';

CREATE TYPE cx_cells (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_cells_in,
	OUTPUT = cx_cells_out,
	RECEIVE = cx_cells_recv,
	SEND = cx_cells_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_cells IS
'how many answers, and how much weight, each cell of a sample has, a cell being a name for each margin; () when no rows; stored, added with +, aggregated with rollup()';

CREATE FUNCTION cx_cells_eq(cx_cells, cx_cells) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_eq(cx_cells, cx_cells) IS 'same cells, same answers and same sums of weights';

CREATE FUNCTION cx_cells_ne(cx_cells, cx_cells) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_ne(cx_cells, cx_cells) IS 'not equal';

CREATE FUNCTION cx_cells_hash(cx_cells) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_hash(cx_cells) IS 'hash of a state';

CREATE FUNCTION cx_cells_hash_extended(cx_cells, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_hash_extended(cx_cells, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_cells, cx_cells) IS 'same cells, same answers and same sums of weights';

CREATE OPERATOR <> (
	LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_cells, cx_cells) IS 'not equal';

CREATE OPERATOR CLASS cx_cells_hash_ops DEFAULT FOR TYPE cx_cells USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_cells_hash(cx_cells),
	FUNCTION 2 cx_cells_hash_extended(cx_cells, bigint);

COMMENT ON OPERATOR FAMILY cx_cells_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_cells';

COMMENT ON OPERATOR CLASS cx_cells_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_cells';

CREATE FUNCTION cx_cells_lt(cx_cells, cx_cells) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_lt(cx_cells, cx_cells) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_cells, cx_cells) IS 'before in the order of bytes';

CREATE FUNCTION cx_cells_le(cx_cells, cx_cells) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_le(cx_cells, cx_cells) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_cells, cx_cells) IS 'not after in the order of bytes';

CREATE FUNCTION cx_cells_ge(cx_cells, cx_cells) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_ge(cx_cells, cx_cells) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_cells, cx_cells) IS 'not before in the order of bytes';

CREATE FUNCTION cx_cells_gt(cx_cells, cx_cells) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_gt(cx_cells, cx_cells) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_cells, cx_cells) IS 'after in the order of bytes';

CREATE FUNCTION cx_cells_cmp(cx_cells, cx_cells) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_cmp(cx_cells, cx_cells) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_cells_ops DEFAULT FOR TYPE cx_cells USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_cells_cmp(cx_cells, cx_cells);

COMMENT ON OPERATOR FAMILY cx_cells_ops USING btree IS
'sorting and indexes of cx_cells, by bytes';

COMMENT ON OPERATOR CLASS cx_cells_ops USING btree IS
'sorting and indexes of cx_cells, by bytes';

CREATE FUNCTION cx_cells_smaller(cx_cells, cx_cells) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_smaller(cx_cells, cx_cells) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_cells_larger(cx_cells, cx_cells) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_larger(cx_cells, cx_cells) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_cells) (
	SFUNC = cx_cells_smaller, STYPE = cx_cells, COMBINEFUNC = cx_cells_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_cells) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_cells) (
	SFUNC = cx_cells_larger, STYPE = cx_cells, COMBINEFUNC = cx_cells_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_cells) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_cells_add(cx_cells, cx_cells) RETURNS cx_cells AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_add(cx_cells, cx_cells) IS 'the answers of both states; NULL when one is NULL; different numbers of elements are an error';

CREATE OPERATOR + (LEFTARG = cx_cells, RIGHTARG = cx_cells, FUNCTION = cx_cells_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_cells, cx_cells) IS 'the answers of both states; NULL when one is NULL; different numbers of elements are an error';

CREATE FUNCTION cx_cells_json(cx_cells) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_json(cx_cells) IS 'the state as json: responses, cells';

CREATE CAST (cx_cells AS json) WITH FUNCTION cx_cells_json(cx_cells);

COMMENT ON CAST (cx_cells AS json) IS 'the state as json: responses, cells';

CREATE FUNCTION cx_cells_jsonb(cx_cells) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_jsonb(cx_cells) IS 'the state as jsonb: responses, cells';

CREATE CAST (cx_cells AS jsonb) WITH FUNCTION cx_cells_jsonb(cx_cells);

COMMENT ON CAST (cx_cells AS jsonb) IS 'the state as jsonb: responses, cells';

CREATE FUNCTION cx_cells_count(cx_cells, text[]) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_count(cx_cells, text[]) IS
'adds an answer to its cell; a NULL cell or element is an error';

CREATE FUNCTION cx_cells_count_weighted(cx_cells, text[], double precision) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cells_count_weighted(cx_cells, text[], double precision) IS
'adds a weighted answer to its cell; a row of weight 0 is skipped, a NULL cell, element or weight an error';

CREATE AGGREGATE cell_agg(cell text[]) (
	SFUNC = cx_cells_count, STYPE = cx_cells, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cells_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cell_agg(text[]) IS
'how many answers each cell has, a cell being an array of a name for each margin; a NULL cell or element is an error; () over no rows';

CREATE AGGREGATE cell_agg(cell text[], weight double precision) (
	SFUNC = cx_cells_count_weighted, STYPE = cx_cells, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cells_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cell_agg(text[], double precision) IS
'how many answers and how much weight each cell has, a cell being an array of a name for each margin; a row of weight 0 is absent, a NULL cell, element or weight an error; () over no rows';

CREATE AGGREGATE rollup(state cx_cells) (
	SFUNC = cx_cells_add, STYPE = cx_cells, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cells_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_cells) IS
'the answers of many states as one; NULL states are skipped; () over no rows; different numbers of elements are an error';

CREATE FUNCTION rake(
	cells cx_cells, targets json, tolerance double precision DEFAULT 1e-6,
	max_rounds integer DEFAULT 1000, lowest double precision DEFAULT NULL,
	highest double precision DEFAULT NULL,
	OUT cell text[], OUT responses bigint, OUT factor double precision, OUT weight double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_cells_rake' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION rake(cx_cells, json, double precision, integer, double precision, double precision) IS
'one row for each cell: answers, the factor for the weight of each of them, which is its weight where it had none, and the sum of their weights; such that the sums of each margin are as its targets, a json array of an object of numbers for each element of cell, and all sum to the answers; an error where that is not reached within tolerance, relative, after max_rounds; lowest and highest bound the mean weight of a cell''s answers, that of all being 1; no rows for no answers or NULL';

CREATE TYPE cx_drivers;

CREATE FUNCTION cx_drivers_in(cstring) RETURNS cx_drivers
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_in(cstring) IS 'text input of cx_drivers';

CREATE FUNCTION cx_drivers_out(cx_drivers) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_out(cx_drivers) IS 'text output of cx_drivers';

CREATE FUNCTION cx_drivers_recv(internal) RETURNS cx_drivers
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_recv(internal) IS 'binary input of cx_drivers';

CREATE FUNCTION cx_drivers_send(cx_drivers) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_send(cx_drivers) IS 'binary output of cx_drivers';

CREATE TYPE cx_drivers (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_drivers_in,
	OUTPUT = cx_drivers_out,
	RECEIVE = cx_drivers_recv,
	SEND = cx_drivers_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_drivers IS
'what an overall score and its drivers, up to 50, and any two of them, sum up to, with how many responses there were and how many rows were left out for a NULL; () when no rows; a state over rows: stored, added with +, aggregated with rollup()';

CREATE FUNCTION cx_drivers_eq(cx_drivers, cx_drivers) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_eq(cx_drivers, cx_drivers) IS 'same drivers, responses, rows left out and sums, to the last bit';

CREATE FUNCTION cx_drivers_ne(cx_drivers, cx_drivers) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_ne(cx_drivers, cx_drivers) IS 'not equal';

CREATE FUNCTION cx_drivers_hash(cx_drivers) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_hash(cx_drivers) IS 'hash of a state';

CREATE FUNCTION cx_drivers_hash_extended(cx_drivers, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_hash_extended(cx_drivers, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_drivers, cx_drivers) IS 'same drivers, responses, rows left out and sums, to the last bit';

CREATE OPERATOR <> (
	LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_drivers, cx_drivers) IS 'not equal';

CREATE OPERATOR CLASS cx_drivers_hash_ops DEFAULT FOR TYPE cx_drivers USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_drivers_hash(cx_drivers),
	FUNCTION 2 cx_drivers_hash_extended(cx_drivers, bigint);

COMMENT ON OPERATOR FAMILY cx_drivers_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_drivers';

COMMENT ON OPERATOR CLASS cx_drivers_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_drivers';

CREATE FUNCTION cx_drivers_lt(cx_drivers, cx_drivers) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_lt(cx_drivers, cx_drivers) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_drivers, cx_drivers) IS 'before in the order of bytes';

CREATE FUNCTION cx_drivers_le(cx_drivers, cx_drivers) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_le(cx_drivers, cx_drivers) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_drivers, cx_drivers) IS 'not after in the order of bytes';

CREATE FUNCTION cx_drivers_ge(cx_drivers, cx_drivers) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_ge(cx_drivers, cx_drivers) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_drivers, cx_drivers) IS 'not before in the order of bytes';

CREATE FUNCTION cx_drivers_gt(cx_drivers, cx_drivers) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_gt(cx_drivers, cx_drivers) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_drivers, cx_drivers) IS 'after in the order of bytes';

CREATE FUNCTION cx_drivers_cmp(cx_drivers, cx_drivers) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_cmp(cx_drivers, cx_drivers) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_drivers_ops DEFAULT FOR TYPE cx_drivers USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_drivers_cmp(cx_drivers, cx_drivers);

COMMENT ON OPERATOR FAMILY cx_drivers_ops USING btree IS
'sorting and indexes of cx_drivers, by bytes';

COMMENT ON OPERATOR CLASS cx_drivers_ops USING btree IS
'sorting and indexes of cx_drivers, by bytes';

CREATE FUNCTION cx_drivers_smaller(cx_drivers, cx_drivers) RETURNS cx_drivers
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_smaller(cx_drivers, cx_drivers) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_drivers_larger(cx_drivers, cx_drivers) RETURNS cx_drivers
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_larger(cx_drivers, cx_drivers) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_drivers) (
	SFUNC = cx_drivers_smaller, STYPE = cx_drivers, COMBINEFUNC = cx_drivers_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_drivers) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_drivers) (
	SFUNC = cx_drivers_larger, STYPE = cx_drivers, COMBINEFUNC = cx_drivers_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_drivers) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_drivers_add(cx_drivers, cx_drivers) RETURNS cx_drivers AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_add(cx_drivers, cx_drivers) IS 'the responses of both states; NULL when one is NULL; another number of drivers is an error';

CREATE OPERATOR + (LEFTARG = cx_drivers, RIGHTARG = cx_drivers, FUNCTION = cx_drivers_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_drivers, cx_drivers) IS 'the responses of both states; NULL when one is NULL; another number of drivers is an error';

CREATE FUNCTION cx_drivers_json(cx_drivers) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_json(cx_drivers) IS 'the state as json: drivers, responses, rows_left_out, weight, overall, means';

CREATE CAST (cx_drivers AS json) WITH FUNCTION cx_drivers_json(cx_drivers);

COMMENT ON CAST (cx_drivers AS json) IS 'the state as json: drivers, responses, rows_left_out, weight, overall, means';

CREATE FUNCTION cx_drivers_jsonb(cx_drivers) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_jsonb(cx_drivers) IS 'the state as jsonb: drivers, responses, rows_left_out, weight, overall, means';

CREATE CAST (cx_drivers AS jsonb) WITH FUNCTION cx_drivers_jsonb(cx_drivers);

COMMENT ON CAST (cx_drivers AS jsonb) IS 'the state as jsonb: drivers, responses, rows_left_out, weight, overall, means';

CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, smallint[]) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, smallint[]) IS
'adds a row to a state; one with a NULL is left out and counted';

CREATE AGGREGATE driver_agg(overall double precision, drivers smallint[]) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE driver_agg(double precision, smallint[]) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted; () over no rows';

CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, integer[]) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, integer[]) IS
'adds a row to a state; one with a NULL is left out and counted';

CREATE AGGREGATE driver_agg(overall double precision, drivers integer[]) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE driver_agg(double precision, integer[]) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted; () over no rows';

CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, double precision[]) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, double precision[]) IS
'adds a row to a state; one with a NULL is left out and counted';

CREATE AGGREGATE driver_agg(overall double precision, drivers double precision[]) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE driver_agg(double precision, double precision[]) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted; () over no rows';

CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, smallint[], double precision) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, smallint[], double precision) IS
'adds a row to a state; one with a NULL is left out and counted; a row of weight 0 is absent whatever it has, a NULL weight is an error';

CREATE AGGREGATE driver_agg(overall double precision, drivers smallint[], weight double precision) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE driver_agg(double precision, smallint[], double precision) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted; a row of weight 0 is absent whatever it has, a NULL weight is an error; () over no rows';

CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, integer[], double precision) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, integer[], double precision) IS
'adds a row to a state; one with a NULL is left out and counted; a row of weight 0 is absent whatever it has, a NULL weight is an error';

CREATE AGGREGATE driver_agg(overall double precision, drivers integer[], weight double precision) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE driver_agg(double precision, integer[], double precision) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted; a row of weight 0 is absent whatever it has, a NULL weight is an error; () over no rows';

CREATE FUNCTION cx_drivers_count(cx_drivers, double precision, double precision[], double precision) RETURNS cx_drivers
AS 'MODULE_PATHNAME', 'cx_drivers_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_drivers_count(cx_drivers, double precision, double precision[], double precision) IS
'adds a row to a state; one with a NULL is left out and counted; a row of weight 0 is absent whatever it has, a NULL weight is an error';

CREATE AGGREGATE driver_agg(overall double precision, drivers double precision[], weight double precision) (
	SFUNC = cx_drivers_count, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE driver_agg(double precision, double precision[], double precision) IS
'state of an overall score and its drivers, up to 50 numbers in the same order in every row; a row with a NULL in one of them is left out and counted; a row of weight 0 is absent whatever it has, a NULL weight is an error; () over no rows';

CREATE AGGREGATE rollup(state cx_drivers) (
	SFUNC = cx_drivers_add, STYPE = cx_drivers, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_drivers_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_drivers) IS
'all responses of many states of the same drivers as one; NULL states are skipped; () over no rows; another number of drivers is an error';

CREATE FUNCTION responses(state cx_drivers) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_drivers_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION responses(cx_drivers) IS
'rows without a NULL, and with a weight where there are weights; 0 for no rows, NULL for NULL';

CREATE FUNCTION rows_left_out(state cx_drivers) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_drivers_left_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION rows_left_out(cx_drivers) IS
'rows left out because the overall score or a driver was NULL; 0 for no rows, NULL for NULL';

CREATE FUNCTION r_squared(state cx_drivers) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_drivers_r_squared' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION r_squared(cx_drivers) IS
'fraction of the variance of the overall score that all drivers together explain, 0 to 1; NULL for not more responses than drivers, for an overall score that does not vary, or NULL; a driver that is constant or follows from others is an error';

CREATE FUNCTION relative_weights(
	state cx_drivers, names text[] DEFAULT NULL,
	OUT driver text, OUT responses bigint, OUT mean double precision, OUT correlation double precision,
	OUT coefficient double precision, OUT raw_weight double precision, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_drivers_weights' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;

COMMENT ON FUNCTION relative_weights(cx_drivers, text[]) IS
'for each driver its mean, its correlation with the overall score, its coefficient in the regression on all drivers, in points of the overall score for one of the driver, its part of R squared (Johnson''s relative weight), and that part in % of R squared; NULL but for the mean where R squared is; no rows for no responses or NULL; a driver that is constant or follows from others is an error that names it';

CREATE FUNCTION relative_weights(
	parts cx_drivers[], names text[] DEFAULT NULL, level double precision DEFAULT 0.95,
	OUT driver text, OUT responses bigint, OUT mean double precision, OUT correlation double precision,
	OUT coefficient double precision, OUT raw_weight double precision, OUT share double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_drivers_parts_weights' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;

COMMENT ON FUNCTION relative_weights(cx_drivers[], text[], double precision) IS
'the relative weights of all parts together, with an interval of the share by the delete-a-group jackknife over the parts, which are of about equal size and hold different customers; low and high are NULL for fewer than two parts with responses, and low may be below 0';

CREATE FUNCTION period_count(activity cx_activity, from_day date, to_day date) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_activity_period_count_in' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION period_count(cx_activity, date, date) IS
'in how many periods from from_day to just before to_day the customer was active; both are first days of periods; NULL for a NULL history';

CREATE FUNCTION active_between(activity cx_activity, from_day date, to_day date) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_activity_active_between' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION active_between(cx_activity, date, date) IS
'whether the customer was active in any period from from_day to just before to_day; both are first days of periods; NULL for a NULL history';

COMMENT ON FUNCTION cx_retention_json(cx_retention) IS 'the state as json: period, recurring, cohorts';

COMMENT ON CAST (cx_retention AS json) IS 'the state as json: period, recurring, cohorts';

COMMENT ON FUNCTION cx_retention_jsonb(cx_retention) IS 'the state as jsonb: period, recurring, cohorts';

COMMENT ON CAST (cx_retention AS jsonb) IS 'the state as jsonb: period, recurring, cohorts';

COMMENT ON FUNCTION retention_table(cx_retention, text, date, double precision) IS
'for every cohort and age how many customers were retained, in percent with Wilson''s interval, which is NULL at age 0 where all are retained by construction; mode on, on_or_after, on_or_before or streak; complete when the period had ended by as_of; no rows for NULL';

COMMENT ON FUNCTION retention_curve(cx_retention, text, date, double precision) IS
'for every age how many customers were retained, in percent with Wilson''s interval, pooled over the cohorts observed so long; no interval for recurring entries, which count a customer several times, nor at age 0 where all are retained by construction; modes as retention_table; no rows for NULL';

CREATE TYPE cx_stickiness;

CREATE FUNCTION cx_stickiness_in(cstring) RETURNS cx_stickiness
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_in(cstring) IS 'text input of cx_stickiness';

CREATE FUNCTION cx_stickiness_out(cx_stickiness) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_out(cx_stickiness) IS 'text output of cx_stickiness';

CREATE FUNCTION cx_stickiness_recv(internal) RETURNS cx_stickiness
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_recv(internal) IS 'binary input of cx_stickiness';

CREATE FUNCTION cx_stickiness_send(cx_stickiness) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_send(cx_stickiness) IS 'binary output of cx_stickiness';

CREATE TYPE cx_stickiness (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_stickiness_in,
	OUTPUT = cx_stickiness_out,
	RECEIVE = cx_stickiness_recv,
	SEND = cx_stickiness_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_stickiness IS
'how many customers were active in how many periods of a range of days; over customers; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_stickiness_eq(cx_stickiness, cx_stickiness) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_eq(cx_stickiness, cx_stickiness) IS 'same range and counts';

CREATE FUNCTION cx_stickiness_ne(cx_stickiness, cx_stickiness) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_ne(cx_stickiness, cx_stickiness) IS 'not equal';

CREATE FUNCTION cx_stickiness_hash(cx_stickiness) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_hash(cx_stickiness) IS 'hash of a state';

CREATE FUNCTION cx_stickiness_hash_extended(cx_stickiness, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_hash_extended(cx_stickiness, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_stickiness, cx_stickiness) IS 'same range and counts';

CREATE OPERATOR <> (
	LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_stickiness, cx_stickiness) IS 'not equal';

CREATE OPERATOR CLASS cx_stickiness_hash_ops DEFAULT FOR TYPE cx_stickiness USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_stickiness_hash(cx_stickiness),
	FUNCTION 2 cx_stickiness_hash_extended(cx_stickiness, bigint);

COMMENT ON OPERATOR FAMILY cx_stickiness_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_stickiness';

COMMENT ON OPERATOR CLASS cx_stickiness_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_stickiness';

CREATE FUNCTION cx_stickiness_lt(cx_stickiness, cx_stickiness) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_lt(cx_stickiness, cx_stickiness) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_stickiness, cx_stickiness) IS 'before in the order of bytes';

CREATE FUNCTION cx_stickiness_le(cx_stickiness, cx_stickiness) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_le(cx_stickiness, cx_stickiness) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_stickiness, cx_stickiness) IS 'not after in the order of bytes';

CREATE FUNCTION cx_stickiness_ge(cx_stickiness, cx_stickiness) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_ge(cx_stickiness, cx_stickiness) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_stickiness, cx_stickiness) IS 'not before in the order of bytes';

CREATE FUNCTION cx_stickiness_gt(cx_stickiness, cx_stickiness) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_gt(cx_stickiness, cx_stickiness) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_stickiness, cx_stickiness) IS 'after in the order of bytes';

CREATE FUNCTION cx_stickiness_cmp(cx_stickiness, cx_stickiness) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_cmp(cx_stickiness, cx_stickiness) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_stickiness_ops DEFAULT FOR TYPE cx_stickiness USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_stickiness_cmp(cx_stickiness, cx_stickiness);

COMMENT ON OPERATOR FAMILY cx_stickiness_ops USING btree IS
'sorting and indexes of cx_stickiness, by bytes';

COMMENT ON OPERATOR CLASS cx_stickiness_ops USING btree IS
'sorting and indexes of cx_stickiness, by bytes';

CREATE FUNCTION cx_stickiness_smaller(cx_stickiness, cx_stickiness) RETURNS cx_stickiness
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_smaller(cx_stickiness, cx_stickiness) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_stickiness_larger(cx_stickiness, cx_stickiness) RETURNS cx_stickiness
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_larger(cx_stickiness, cx_stickiness) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_stickiness) (
	SFUNC = cx_stickiness_smaller, STYPE = cx_stickiness, COMBINEFUNC = cx_stickiness_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_stickiness) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_stickiness) (
	SFUNC = cx_stickiness_larger, STYPE = cx_stickiness, COMBINEFUNC = cx_stickiness_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_stickiness) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_stickiness_add(cx_stickiness, cx_stickiness) RETURNS cx_stickiness AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_add(cx_stickiness, cx_stickiness) IS 'the customers of both states; NULL when one is NULL; different periods or ranges are an error';

CREATE OPERATOR + (LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_stickiness, cx_stickiness) IS 'the customers of both states; NULL when one is NULL; different periods or ranges are an error';

CREATE FUNCTION cx_stickiness_subtract(cx_stickiness, cx_stickiness) RETURNS cx_stickiness AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_subtract(cx_stickiness, cx_stickiness) IS 'the customers of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_stickiness, RIGHTARG = cx_stickiness, FUNCTION = cx_stickiness_subtract);

COMMENT ON OPERATOR - (cx_stickiness, cx_stickiness) IS 'the customers of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_stickiness_json(cx_stickiness) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_json(cx_stickiness) IS 'the state as json: period, from_day, to_day, customers';

CREATE CAST (cx_stickiness AS json) WITH FUNCTION cx_stickiness_json(cx_stickiness);

COMMENT ON CAST (cx_stickiness AS json) IS 'the state as json: period, from_day, to_day, customers';

CREATE FUNCTION cx_stickiness_jsonb(cx_stickiness) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_jsonb(cx_stickiness) IS 'the state as jsonb: period, from_day, to_day, customers';

CREATE CAST (cx_stickiness AS jsonb) WITH FUNCTION cx_stickiness_jsonb(cx_stickiness);

COMMENT ON CAST (cx_stickiness AS jsonb) IS 'the state as jsonb: period, from_day, to_day, customers';

CREATE FUNCTION cx_stickiness_count(cx_stickiness, cx_activity, date, date) RETURNS cx_stickiness
AS 'MODULE_PATHNAME', 'cx_stickiness_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_count(cx_stickiness, cx_activity, date, date) IS
'adds a customer to the counts of those active in so many periods of a range; a NULL history is skipped';

CREATE FUNCTION cx_stickiness_uncount(cx_stickiness, cx_activity, date, date) RETURNS cx_stickiness
AS 'MODULE_PATHNAME', 'cx_stickiness_uncount' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_stickiness_uncount(cx_stickiness, cx_activity, date, date) IS
'takes a customer out of the counts of those active in so many periods of a range; a NULL history is skipped';

CREATE AGGREGATE stickiness_agg(activity cx_activity, from_day date, to_day date) (
	SFUNC = cx_stickiness_count, STYPE = cx_stickiness, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_stickiness_add, MSFUNC = cx_stickiness_count, MINVFUNC = cx_stickiness_uncount,
	MSTYPE = cx_stickiness, MSSPACE = 256, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE stickiness_agg(cx_activity, date, date) IS
'how many customers were active in how many periods from from_day to just before to_day, which are first days of periods; NULL and empty histories, and those without activity in the range, are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_stickiness) (
	SFUNC = cx_stickiness_add, STYPE = cx_stickiness, SSPACE = 256, INITCOND = '()',
	COMBINEFUNC = cx_stickiness_add, MSFUNC = cx_stickiness_add, MINVFUNC = cx_stickiness_subtract,
	MSTYPE = cx_stickiness, MSSPACE = 256, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_stickiness) IS
'the customers of all states; NULL states are skipped; () over no rows; different periods or ranges are an error';

CREATE FUNCTION stickiness_table(
	state cx_stickiness,
	OUT periods_active bigint, OUT customers bigint, OUT share double precision,
	OUT at_least bigint, OUT share_at_least double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_stickiness_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 28;

COMMENT ON FUNCTION stickiness_table(cx_stickiness) IS
'for every number of periods from 1 to those of the range: customers active in so many and in at least so many, each also in percent of all who were active in the range; rows of 0 are kept; no rows for no customers or NULL';

CREATE TYPE cx_brackets;

CREATE FUNCTION cx_brackets_in(cstring) RETURNS cx_brackets
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_in(cstring) IS 'text input of cx_brackets';

CREATE FUNCTION cx_brackets_out(cx_brackets) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_out(cx_brackets) IS 'text output of cx_brackets';

CREATE FUNCTION cx_brackets_recv(internal) RETURNS cx_brackets
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_recv(internal) IS 'binary input of cx_brackets';

CREATE FUNCTION cx_brackets_send(cx_brackets) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_send(cx_brackets) IS 'binary output of cx_brackets';

CREATE TYPE cx_brackets (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_brackets_in,
	OUTPUT = cx_brackets_out,
	RECEIVE = cx_brackets_recv,
	SEND = cx_brackets_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_brackets IS
'how many customers of each cohort came back within brackets of ages; over customers; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_brackets_eq(cx_brackets, cx_brackets) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_eq(cx_brackets, cx_brackets) IS 'same period, brackets, cohorts and counts';

CREATE FUNCTION cx_brackets_ne(cx_brackets, cx_brackets) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_ne(cx_brackets, cx_brackets) IS 'not equal';

CREATE FUNCTION cx_brackets_hash(cx_brackets) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_hash(cx_brackets) IS 'hash of a state';

CREATE FUNCTION cx_brackets_hash_extended(cx_brackets, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_hash_extended(cx_brackets, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_brackets, cx_brackets) IS 'same period, brackets, cohorts and counts';

CREATE OPERATOR <> (
	LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_brackets, cx_brackets) IS 'not equal';

CREATE OPERATOR CLASS cx_brackets_hash_ops DEFAULT FOR TYPE cx_brackets USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_brackets_hash(cx_brackets),
	FUNCTION 2 cx_brackets_hash_extended(cx_brackets, bigint);

COMMENT ON OPERATOR FAMILY cx_brackets_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_brackets';

COMMENT ON OPERATOR CLASS cx_brackets_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_brackets';

CREATE FUNCTION cx_brackets_lt(cx_brackets, cx_brackets) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_lt(cx_brackets, cx_brackets) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_brackets, cx_brackets) IS 'before in the order of bytes';

CREATE FUNCTION cx_brackets_le(cx_brackets, cx_brackets) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_le(cx_brackets, cx_brackets) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_brackets, cx_brackets) IS 'not after in the order of bytes';

CREATE FUNCTION cx_brackets_ge(cx_brackets, cx_brackets) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_ge(cx_brackets, cx_brackets) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_brackets, cx_brackets) IS 'not before in the order of bytes';

CREATE FUNCTION cx_brackets_gt(cx_brackets, cx_brackets) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_gt(cx_brackets, cx_brackets) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_brackets, cx_brackets) IS 'after in the order of bytes';

CREATE FUNCTION cx_brackets_cmp(cx_brackets, cx_brackets) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_cmp(cx_brackets, cx_brackets) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_brackets_ops DEFAULT FOR TYPE cx_brackets USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_brackets_cmp(cx_brackets, cx_brackets);

COMMENT ON OPERATOR FAMILY cx_brackets_ops USING btree IS
'sorting and indexes of cx_brackets, by bytes';

COMMENT ON OPERATOR CLASS cx_brackets_ops USING btree IS
'sorting and indexes of cx_brackets, by bytes';

CREATE FUNCTION cx_brackets_smaller(cx_brackets, cx_brackets) RETURNS cx_brackets
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_smaller(cx_brackets, cx_brackets) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_brackets_larger(cx_brackets, cx_brackets) RETURNS cx_brackets
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_larger(cx_brackets, cx_brackets) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_brackets) (
	SFUNC = cx_brackets_smaller, STYPE = cx_brackets, COMBINEFUNC = cx_brackets_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_brackets) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_brackets) (
	SFUNC = cx_brackets_larger, STYPE = cx_brackets, COMBINEFUNC = cx_brackets_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_brackets) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_brackets_add(cx_brackets, cx_brackets) RETURNS cx_brackets AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_add(cx_brackets, cx_brackets) IS 'the customers of both states; NULL when one is NULL; different periods or brackets are an error';

CREATE OPERATOR + (LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_brackets, cx_brackets) IS 'the customers of both states; NULL when one is NULL; different periods or brackets are an error';

CREATE FUNCTION cx_brackets_subtract(cx_brackets, cx_brackets) RETURNS cx_brackets AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_subtract(cx_brackets, cx_brackets) IS 'the customers of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_brackets, RIGHTARG = cx_brackets, FUNCTION = cx_brackets_subtract);

COMMENT ON OPERATOR - (cx_brackets, cx_brackets) IS 'the customers of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_brackets_json(cx_brackets) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_json(cx_brackets) IS 'the state as json: period, first_ages, cohorts (cohort, customers, retained by bracket)';

CREATE CAST (cx_brackets AS json) WITH FUNCTION cx_brackets_json(cx_brackets);

COMMENT ON CAST (cx_brackets AS json) IS 'the state as json: period, first_ages, cohorts (cohort, customers, retained by bracket)';

CREATE FUNCTION cx_brackets_jsonb(cx_brackets) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_jsonb(cx_brackets) IS 'the state as jsonb: period, first_ages, cohorts (cohort, customers, retained by bracket)';

CREATE CAST (cx_brackets AS jsonb) WITH FUNCTION cx_brackets_jsonb(cx_brackets);

COMMENT ON CAST (cx_brackets AS jsonb) IS 'the state as jsonb: period, first_ages, cohorts (cohort, customers, retained by bracket)';

CREATE FUNCTION cx_brackets_count(cx_brackets, cx_activity, integer[]) RETURNS cx_brackets
AS 'MODULE_PATHNAME', 'cx_brackets_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_count(cx_brackets, cx_activity, integer[]) IS
'adds a customer to the cohorts by brackets of ages; a NULL history is skipped';

CREATE FUNCTION cx_brackets_uncount(cx_brackets, cx_activity, integer[]) RETURNS cx_brackets
AS 'MODULE_PATHNAME', 'cx_brackets_uncount' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_brackets_uncount(cx_brackets, cx_activity, integer[]) IS
'takes a customer out of the cohorts by brackets of ages; a NULL history is skipped';

CREATE AGGREGATE bracket_agg(activity cx_activity, VARIADIC first_ages integer[]) (
	SFUNC = cx_brackets_count, STYPE = cx_brackets, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_brackets_add, MSFUNC = cx_brackets_count, MINVFUNC = cx_brackets_uncount,
	MSTYPE = cx_brackets, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE bracket_agg(cx_activity, integer[]) IS
'cohorts by first active period and who was active again within brackets of ages, each from a first age to just before the next, the last number being an end only; NULL and empty histories are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_brackets) (
	SFUNC = cx_brackets_add, STYPE = cx_brackets, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_brackets_add, MSFUNC = cx_brackets_add, MINVFUNC = cx_brackets_subtract,
	MSTYPE = cx_brackets, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_brackets) IS
'the customers of all states; NULL states are skipped; () over no rows; different periods or brackets are an error';

CREATE FUNCTION bracket_table(
	state cx_brackets, as_of date DEFAULT CURRENT_DATE, level double precision DEFAULT 0.95,
	OUT cohort date, OUT first_age integer, OUT last_age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_bracket_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;

COMMENT ON FUNCTION bracket_table(cx_brackets, date, double precision) IS
'for every cohort and bracket that has begun by as_of how many customers were active at any of its ages, in percent with Wilson''s interval, which is NULL in a bracket from age 0 on where all are retained; complete when the period of the last age had ended by as_of; no rows for NULL';

COMMENT ON TYPE cx_lifecycle IS
'how many customers were new, reactivated and churned in each period, with or without a grace; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

COMMENT ON FUNCTION cx_lifecycle_eq(cx_lifecycle, cx_lifecycle) IS 'same period, grace and flows';

COMMENT ON OPERATOR = (cx_lifecycle, cx_lifecycle) IS 'same period, grace and flows';

COMMENT ON FUNCTION cx_lifecycle_add(cx_lifecycle, cx_lifecycle) IS 'the flows of both states; NULL when one is NULL; different periods or graces are an error';

COMMENT ON OPERATOR + (cx_lifecycle, cx_lifecycle) IS 'the flows of both states; NULL when one is NULL; different periods or graces are an error';

COMMENT ON FUNCTION cx_lifecycle_json(cx_lifecycle) IS 'the state as json: period, grace, flows (period, new, reactivated, churned)';

COMMENT ON CAST (cx_lifecycle AS json) IS 'the state as json: period, grace, flows (period, new, reactivated, churned)';

COMMENT ON FUNCTION cx_lifecycle_jsonb(cx_lifecycle) IS 'the state as jsonb: period, grace, flows (period, new, reactivated, churned)';

COMMENT ON CAST (cx_lifecycle AS jsonb) IS 'the state as jsonb: period, grace, flows (period, new, reactivated, churned)';

CREATE FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity, integer) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_count_grace' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity, integer) IS
'adds a customer to the lifecycle, who counts for grace inactive periods after the last active one; a NULL history is skipped';

CREATE FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity, integer) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_uncount_grace' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity, integer) IS
'takes a customer out of the lifecycle, who counts for grace inactive periods after the last active one; a NULL history is skipped';

CREATE AGGREGATE lifecycle_agg(activity cx_activity, grace integer) (
	SFUNC = cx_lifecycle_count, STYPE = cx_lifecycle, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_lifecycle_add, MSFUNC = cx_lifecycle_count, MINVFUNC = cx_lifecycle_uncount,
	MSTYPE = cx_lifecycle, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(cx_activity, integer) IS
'customers who came, came back and left in each period, where one counts as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; NULL and empty histories are skipped; () over no rows';

COMMENT ON AGGREGATE rollup(cx_lifecycle) IS
'the flows of many states as one; NULL states are skipped; () over no rows; different periods or graces are an error';

CREATE FUNCTION cx_lifecycle_pass_final(internal) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass_final(internal) IS 'the flows of the customers who were collected';

CREATE FUNCTION cx_lifecycle_pass(internal, bigint, date, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_bigint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, bigint, date, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer bigint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, date, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer bigint, at date, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, date, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, bigint, timestamp, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_bigint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, bigint, timestamp, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamp, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamp, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamp, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, bigint, timestamptz, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_bigint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, bigint, timestamptz, cx_period, cx_zone, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamptz, cx_period, cx_zone) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamptz, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamptz, cx_period, cx_zone, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, bigint, timestamptz, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, bigint, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamptz, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, bigint, date, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, bigint, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer bigint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer bigint, at date, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, bigint, timestamp, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, bigint, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer bigint, at timestamp, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(bigint, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, integer, date, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_integer_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, integer, date, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer integer, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, date, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer integer, at date, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, date, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, integer, timestamp, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_integer_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, integer, timestamp, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamp, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamp, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamp, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, integer, timestamptz, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_integer_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, integer, timestamptz, cx_period, cx_zone, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamptz, cx_period, cx_zone) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamptz, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamptz, cx_period, cx_zone, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, integer, timestamptz, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, integer, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamptz, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, integer, date, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, integer, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer integer, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer integer, at date, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, integer, timestamp, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, integer, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer integer, at timestamp, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(integer, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, smallint, date, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_smallint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, smallint, date, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer smallint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, date, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer smallint, at date, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, date, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, smallint, timestamp, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_smallint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, smallint, timestamp, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamp, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamp, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamp, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, smallint, timestamptz, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_smallint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, smallint, timestamptz, cx_period, cx_zone, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamptz, cx_period, cx_zone) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamptz, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamptz, cx_period, cx_zone, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, smallint, timestamptz, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, smallint, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamptz, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, smallint, date, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, smallint, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer smallint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer smallint, at date, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, smallint, timestamp, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, smallint, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer smallint, at timestamp, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(smallint, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, uuid, date, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_uuid_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, uuid, date, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer uuid, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, date, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer uuid, at date, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, date, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, uuid, timestamp, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_uuid_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, uuid, timestamp, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamp, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamp, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamp, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, uuid, timestamptz, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_uuid_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, uuid, timestamptz, cx_period, cx_zone, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamptz, cx_period, cx_zone) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamptz, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamptz, cx_period, cx_zone, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, uuid, timestamptz, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, uuid, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamptz, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, uuid, date, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, uuid, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer uuid, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer uuid, at date, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, uuid, timestamp, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, uuid, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer uuid, at timestamp, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(uuid, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, text, date, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_text_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, text, date, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer text, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, date, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period), a customer told by the bytes; rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer text, at date, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, date, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, text, timestamp, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_text_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, text, timestamp, cx_period, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamp, cx_period) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period), a customer told by the bytes; rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamp, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamp, cx_period, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, text, timestamptz, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_lifecycle_pass_text_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, text, timestamptz, cx_period, cx_zone, integer) IS
'adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamptz, cx_period, cx_zone) IS
'customers who came, came back and left in each period, from the raw events (customer, at, period, zone), a customer told by the bytes; rows with a NULL customer or at are skipped; () over no rows';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamptz, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamptz, cx_period, cx_zone, integer) IS
'the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows';

CREATE FUNCTION cx_lifecycle_pass(internal, text, timestamptz, cx_period, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, text, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamptz, period cx_period, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamptz, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, text, date, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, text, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer text, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer text, at date, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, date, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_lifecycle_pass(internal, text, timestamp, cx_period, cx_zone, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_pass(internal, text, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE lifecycle_agg(customer text, at timestamp, period cx_period, zone cx_zone, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(text, timestamp, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

COMMENT ON FUNCTION lifecycle_table(cx_lifecycle, date) IS
'one row for each period: customers active, new, retained, reactivated and churned, rates in percent of those active before, (new + reactivated) / churned, and whether the period has ended by as_of and is not one of the first that a grace reaches back before; no rows for no rows or NULL';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, smallint,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, integer,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, integer, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, bigint,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, numeric,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount smallint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, smallint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount smallint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, smallint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, smallint,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, smallint, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, smallint, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, smallint, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount integer, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, integer, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount integer, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, integer, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, integer,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, integer, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, integer, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, integer, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount bigint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, bigint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount bigint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, bigint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, bigint,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, bigint, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, bigint, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, bigint, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount numeric, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, numeric, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount numeric, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, numeric, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, numeric,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, numeric, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, numeric, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, numeric, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, double precision, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, double precision, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, double precision, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, date, date, double precision, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, double precision, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount smallint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, smallint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount smallint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, smallint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, smallint,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, smallint, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, smallint, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, smallint, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount integer, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, integer, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount integer, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, integer, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, integer,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, integer, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, integer, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, integer, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount bigint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, bigint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount bigint, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, bigint, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, bigint,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, bigint, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, bigint, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, bigint, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount numeric, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, numeric, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount numeric, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, numeric, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, numeric,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, numeric, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, numeric, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, numeric, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, double precision, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, double precision, cx_period, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period, cx_zone, integer) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, double precision, cx_period, cx_zone, integer) IS
'movements of recurring revenue over span periods, to the end of each period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';

CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, date, date, double precision, cx_period, cx_zone, integer) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period, cx_zone, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, double precision, cx_period, cx_zone, integer) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz,
	amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz,
	amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, double precision, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz,
	amount double precision, period cx_period, span integer
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, double precision, cx_period, integer) IS
'always an error: an instant needs a zone to be cut in';

CREATE TYPE cx_spend;

CREATE FUNCTION cx_spend_in(cstring) RETURNS cx_spend
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_in(cstring) IS 'text input of cx_spend';

CREATE FUNCTION cx_spend_out(cx_spend) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_out(cx_spend) IS 'text output of cx_spend';

CREATE FUNCTION cx_spend_recv(internal) RETURNS cx_spend
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_recv(internal) IS 'binary input of cx_spend';

CREATE FUNCTION cx_spend_send(cx_spend) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_send(cx_spend) IS 'binary output of cx_spend';

CREATE TYPE cx_spend (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_spend_in,
	OUTPUT = cx_spend_out,
	RECEIVE = cx_spend_recv,
	SEND = cx_spend_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_spend IS
'what the days of one customer brought, for cohorts of a period; () without a row; a state over rows: any split of them is united by + and rollup()';

CREATE FUNCTION cx_spend_eq(cx_spend, cx_spend) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_eq(cx_spend, cx_spend) IS 'same period and same days with the same sums';

CREATE FUNCTION cx_spend_ne(cx_spend, cx_spend) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_ne(cx_spend, cx_spend) IS 'not equal';

CREATE FUNCTION cx_spend_hash(cx_spend) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_hash(cx_spend) IS 'hash of a state';

CREATE FUNCTION cx_spend_hash_extended(cx_spend, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_hash_extended(cx_spend, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_spend, cx_spend) IS 'same period and same days with the same sums';

CREATE OPERATOR <> (
	LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_spend, cx_spend) IS 'not equal';

CREATE OPERATOR CLASS cx_spend_hash_ops DEFAULT FOR TYPE cx_spend USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_spend_hash(cx_spend),
	FUNCTION 2 cx_spend_hash_extended(cx_spend, bigint);

COMMENT ON OPERATOR FAMILY cx_spend_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_spend';

COMMENT ON OPERATOR CLASS cx_spend_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_spend';

CREATE FUNCTION cx_spend_lt(cx_spend, cx_spend) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_lt(cx_spend, cx_spend) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_spend, cx_spend) IS 'before in the order of bytes';

CREATE FUNCTION cx_spend_le(cx_spend, cx_spend) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_le(cx_spend, cx_spend) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_spend, cx_spend) IS 'not after in the order of bytes';

CREATE FUNCTION cx_spend_ge(cx_spend, cx_spend) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_ge(cx_spend, cx_spend) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_spend, cx_spend) IS 'not before in the order of bytes';

CREATE FUNCTION cx_spend_gt(cx_spend, cx_spend) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_gt(cx_spend, cx_spend) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_spend, cx_spend) IS 'after in the order of bytes';

CREATE FUNCTION cx_spend_cmp(cx_spend, cx_spend) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_cmp(cx_spend, cx_spend) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_spend_ops DEFAULT FOR TYPE cx_spend USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_spend_cmp(cx_spend, cx_spend);

COMMENT ON OPERATOR FAMILY cx_spend_ops USING btree IS
'sorting and indexes of cx_spend, by bytes';

COMMENT ON OPERATOR CLASS cx_spend_ops USING btree IS
'sorting and indexes of cx_spend, by bytes';

CREATE FUNCTION cx_spend_smaller(cx_spend, cx_spend) RETURNS cx_spend
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_smaller(cx_spend, cx_spend) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_spend_larger(cx_spend, cx_spend) RETURNS cx_spend
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_larger(cx_spend, cx_spend) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_spend) (
	SFUNC = cx_spend_smaller, STYPE = cx_spend, COMBINEFUNC = cx_spend_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_spend) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_spend) (
	SFUNC = cx_spend_larger, STYPE = cx_spend, COMBINEFUNC = cx_spend_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_spend) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_spend_add(cx_spend, cx_spend) RETURNS cx_spend AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_add(cx_spend, cx_spend) IS 'the rows of both; NULL when one is NULL; different periods are an error';

CREATE OPERATOR + (LEFTARG = cx_spend, RIGHTARG = cx_spend, FUNCTION = cx_spend_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_spend, cx_spend) IS 'the rows of both; NULL when one is NULL; different periods are an error';

CREATE FUNCTION cx_spend_json(cx_spend) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_json(cx_spend) IS 'the state as json: period, first, days';

CREATE CAST (cx_spend AS json) WITH FUNCTION cx_spend_json(cx_spend);

COMMENT ON CAST (cx_spend AS json) IS 'the state as json: period, first, days';

CREATE FUNCTION cx_spend_jsonb(cx_spend) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_jsonb(cx_spend) IS 'the state as jsonb: period, first, days';

CREATE CAST (cx_spend AS jsonb) WITH FUNCTION cx_spend_jsonb(cx_spend);

COMMENT ON CAST (cx_spend AS jsonb) IS 'the state as jsonb: period, first, days';

CREATE FUNCTION cx_spend_count(cx_spend, date, bigint, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, date, bigint, cx_period) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at date, amount bigint, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(date, bigint, cx_period) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the day; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamp, bigint, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamp, bigint, cx_period) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at timestamp, amount bigint, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamp, bigint, cx_period) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the local time; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamptz, bigint, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamptz, bigint, cx_period, cx_zone) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at timestamptz, amount bigint, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamptz, bigint, cx_period, cx_zone) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the instant in the zone''s calendar; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamptz, bigint, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE spend_agg(at timestamptz, amount bigint, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, date, bigint, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE spend_agg(at date, amount bigint, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, timestamp, bigint, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE spend_agg(at timestamp, amount bigint, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, date, numeric, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, date, numeric, cx_period) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at date, amount numeric, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(date, numeric, cx_period) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the day; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamp, numeric, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamp, numeric, cx_period) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at timestamp, amount numeric, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamp, numeric, cx_period) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the local time; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamptz, numeric, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamptz, numeric, cx_period, cx_zone) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at timestamptz, amount numeric, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamptz, numeric, cx_period, cx_zone) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the instant in the zone''s calendar; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamptz, numeric, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE spend_agg(at timestamptz, amount numeric, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, date, numeric, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE spend_agg(at date, amount numeric, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, timestamp, numeric, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE spend_agg(at timestamp, amount numeric, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, date, double precision, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, date, double precision, cx_period) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at date, amount double precision, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(date, double precision, cx_period) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the day; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamp, double precision, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamp, double precision, cx_period) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at timestamp, amount double precision, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamp, double precision, cx_period) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the local time; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamptz, double precision, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_spend_count_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamptz, double precision, cx_period, cx_zone) IS
'adds an amount to its day; a NULL time is skipped; a NULL amount is 0';

CREATE AGGREGATE spend_agg(at timestamptz, amount double precision, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamptz, double precision, cx_period, cx_zone) IS
'what one customer spent, from rows (at, amount), for cohorts of a period of the instant in the zone''s calendar; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows';

CREATE FUNCTION cx_spend_count(cx_spend, timestamptz, double precision, cx_period) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE spend_agg(at timestamptz, amount double precision, period cx_period) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, date, double precision, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE spend_agg(at date, amount double precision, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_spend_count(cx_spend, timestamp, double precision, cx_period, cx_zone) RETURNS cx_spend
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_spend_count(cx_spend, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE spend_agg(at timestamp, amount double precision, period cx_period, zone cx_zone) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE spend_agg(timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rollup(spend cx_spend) (
	SFUNC = cx_spend_add, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_spend) IS
'the rows of all parts of a customer, whatever the split; NULLs are skipped; () over no rows';

CREATE FUNCTION total_amount(spend cx_spend) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_spend_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION total_amount(cx_spend) IS
'the money of all rows, refunds taken off; NULL without a row';

CREATE FUNCTION first_purchase(spend cx_spend) RETURNS date
AS 'MODULE_PATHNAME', 'cx_spend_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION first_purchase(cx_spend) IS
'the first purchase day, whose period is the cohort; NULL when there is none';

CREATE FUNCTION last_purchase(spend cx_spend) RETURNS date
AS 'MODULE_PATHNAME', 'cx_spend_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION last_purchase(cx_spend) IS
'the last purchase day; NULL when there is none';

CREATE TYPE cx_cohort_revenue;

CREATE FUNCTION cx_cohort_revenue_in(cstring) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_in(cstring) IS 'text input of cx_cohort_revenue';

CREATE FUNCTION cx_cohort_revenue_out(cx_cohort_revenue) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_out(cx_cohort_revenue) IS 'text output of cx_cohort_revenue';

CREATE FUNCTION cx_cohort_revenue_recv(internal) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_recv(internal) IS 'binary input of cx_cohort_revenue';

CREATE FUNCTION cx_cohort_revenue_send(cx_cohort_revenue) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_send(cx_cohort_revenue) IS 'binary output of cx_cohort_revenue';

CREATE TYPE cx_cohort_revenue (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_cohort_revenue_in,
	OUTPUT = cx_cohort_revenue_out,
	RECEIVE = cx_cohort_revenue_recv,
	SEND = cx_cohort_revenue_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_cohort_revenue IS
'what the customers of each cohort brought, at every age; () when no customers; a state over customers: stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_cohort_revenue_eq(cx_cohort_revenue, cx_cohort_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_eq(cx_cohort_revenue, cx_cohort_revenue) IS 'same period, same counts and same sums';

CREATE FUNCTION cx_cohort_revenue_ne(cx_cohort_revenue, cx_cohort_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_ne(cx_cohort_revenue, cx_cohort_revenue) IS 'not equal';

CREATE FUNCTION cx_cohort_revenue_hash(cx_cohort_revenue) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_hash(cx_cohort_revenue) IS 'hash of a state';

CREATE FUNCTION cx_cohort_revenue_hash_extended(cx_cohort_revenue, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_hash_extended(cx_cohort_revenue, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_cohort_revenue, cx_cohort_revenue) IS 'same period, same counts and same sums';

CREATE OPERATOR <> (
	LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_cohort_revenue, cx_cohort_revenue) IS 'not equal';

CREATE OPERATOR CLASS cx_cohort_revenue_hash_ops DEFAULT FOR TYPE cx_cohort_revenue USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_cohort_revenue_hash(cx_cohort_revenue),
	FUNCTION 2 cx_cohort_revenue_hash_extended(cx_cohort_revenue, bigint);

COMMENT ON OPERATOR FAMILY cx_cohort_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_cohort_revenue';

COMMENT ON OPERATOR CLASS cx_cohort_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_cohort_revenue';

CREATE FUNCTION cx_cohort_revenue_lt(cx_cohort_revenue, cx_cohort_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_lt(cx_cohort_revenue, cx_cohort_revenue) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_cohort_revenue, cx_cohort_revenue) IS 'before in the order of bytes';

CREATE FUNCTION cx_cohort_revenue_le(cx_cohort_revenue, cx_cohort_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_le(cx_cohort_revenue, cx_cohort_revenue) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_cohort_revenue, cx_cohort_revenue) IS 'not after in the order of bytes';

CREATE FUNCTION cx_cohort_revenue_ge(cx_cohort_revenue, cx_cohort_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_ge(cx_cohort_revenue, cx_cohort_revenue) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_cohort_revenue, cx_cohort_revenue) IS 'not before in the order of bytes';

CREATE FUNCTION cx_cohort_revenue_gt(cx_cohort_revenue, cx_cohort_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_gt(cx_cohort_revenue, cx_cohort_revenue) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_cohort_revenue, cx_cohort_revenue) IS 'after in the order of bytes';

CREATE FUNCTION cx_cohort_revenue_cmp(cx_cohort_revenue, cx_cohort_revenue) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_cmp(cx_cohort_revenue, cx_cohort_revenue) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_cohort_revenue_ops DEFAULT FOR TYPE cx_cohort_revenue USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_cohort_revenue_cmp(cx_cohort_revenue, cx_cohort_revenue);

COMMENT ON OPERATOR FAMILY cx_cohort_revenue_ops USING btree IS
'sorting and indexes of cx_cohort_revenue, by bytes';

COMMENT ON OPERATOR CLASS cx_cohort_revenue_ops USING btree IS
'sorting and indexes of cx_cohort_revenue, by bytes';

CREATE FUNCTION cx_cohort_revenue_smaller(cx_cohort_revenue, cx_cohort_revenue) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_smaller(cx_cohort_revenue, cx_cohort_revenue) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_cohort_revenue_larger(cx_cohort_revenue, cx_cohort_revenue) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_larger(cx_cohort_revenue, cx_cohort_revenue) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_cohort_revenue) (
	SFUNC = cx_cohort_revenue_smaller, STYPE = cx_cohort_revenue, COMBINEFUNC = cx_cohort_revenue_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_cohort_revenue) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_cohort_revenue) (
	SFUNC = cx_cohort_revenue_larger, STYPE = cx_cohort_revenue, COMBINEFUNC = cx_cohort_revenue_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_cohort_revenue) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_cohort_revenue_add(cx_cohort_revenue, cx_cohort_revenue) RETURNS cx_cohort_revenue AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_add(cx_cohort_revenue, cx_cohort_revenue) IS 'the customers of both states; NULL when one is NULL; different periods are an error';

CREATE OPERATOR + (LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_cohort_revenue, cx_cohort_revenue) IS 'the customers of both states; NULL when one is NULL; different periods are an error';

CREATE FUNCTION cx_cohort_revenue_subtract(cx_cohort_revenue, cx_cohort_revenue) RETURNS cx_cohort_revenue AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_subtract(cx_cohort_revenue, cx_cohort_revenue) IS 'the customers of the first state without those of the second; counts may become negative';

CREATE OPERATOR - (LEFTARG = cx_cohort_revenue, RIGHTARG = cx_cohort_revenue, FUNCTION = cx_cohort_revenue_subtract);

COMMENT ON OPERATOR - (cx_cohort_revenue, cx_cohort_revenue) IS 'the customers of the first state without those of the second; counts may become negative';

CREATE FUNCTION cx_cohort_revenue_json(cx_cohort_revenue) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_json(cx_cohort_revenue) IS 'the state as json: period, outside, cohorts';

CREATE CAST (cx_cohort_revenue AS json) WITH FUNCTION cx_cohort_revenue_json(cx_cohort_revenue);

COMMENT ON CAST (cx_cohort_revenue AS json) IS 'the state as json: period, outside, cohorts';

CREATE FUNCTION cx_cohort_revenue_jsonb(cx_cohort_revenue) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_jsonb(cx_cohort_revenue) IS 'the state as jsonb: period, outside, cohorts';

CREATE CAST (cx_cohort_revenue AS jsonb) WITH FUNCTION cx_cohort_revenue_jsonb(cx_cohort_revenue);

COMMENT ON CAST (cx_cohort_revenue AS jsonb) IS 'the state as jsonb: period, outside, cohorts';

CREATE FUNCTION cx_cohort_revenue_count(cx_cohort_revenue, cx_spend) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_count(cx_cohort_revenue, cx_spend) IS
'adds a customer to the cohorts; a NULL spend is skipped';

CREATE FUNCTION cx_cohort_revenue_uncount(cx_cohort_revenue, cx_spend) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_uncount(cx_cohort_revenue, cx_spend) IS
'takes a customer out of the cohorts; a NULL spend is skipped';

CREATE AGGREGATE cohort_revenue_agg(spend cx_spend) (
	SFUNC = cx_cohort_revenue_count, STYPE = cx_cohort_revenue, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cohort_revenue_add, MSFUNC = cx_cohort_revenue_count,
	MINVFUNC = cx_cohort_revenue_uncount, MSTYPE = cx_cohort_revenue, MSSPACE = 8192,
	MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(cx_spend) IS
'revenue by cohort, the period of the first purchase day, and age; a row for each customer; NULL and empty spends are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_cohort_revenue) (
	SFUNC = cx_cohort_revenue_add, STYPE = cx_cohort_revenue, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cohort_revenue_add, MSFUNC = cx_cohort_revenue_add,
	MINVFUNC = cx_cohort_revenue_subtract, MSTYPE = cx_cohort_revenue, MSSPACE = 8192,
	MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_cohort_revenue) IS
'the customers of all states; NULLs are skipped; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass_combine(internal, internal) IS 'the orders of both';

CREATE FUNCTION cx_cohort_revenue_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass_serialize(internal) IS
'a hash of customers on its way from a worker';

CREATE FUNCTION cx_cohort_revenue_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass_deserialize(bytea, internal) IS
'a hash of customers that came from a worker';

CREATE FUNCTION cx_cohort_revenue_pass_final(internal) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass_final(internal) IS 'the cohorts of the customers in the hash';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, date, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, date, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at date, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, date, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamp, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, bigint, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamptz, bigint, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamptz, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, date, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, date, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, date, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at date, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, date, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamp, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, numeric, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamptz, numeric, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamptz, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, date, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, date, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, date, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at date, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, date, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamp, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_bigint_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, double precision, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamptz, double precision, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, date, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, bigint, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer bigint, at timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(bigint, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, date, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, date, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at date, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, date, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamp, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, bigint, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamptz, bigint, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamptz, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, date, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, date, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, date, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at date, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, date, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamp, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, numeric, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamptz, numeric, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamptz, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, date, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, date, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, date, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at date, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, date, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamp, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_integer_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, double precision, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamptz, double precision, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, date, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, integer, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer integer, at timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(integer, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, date, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, date, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at date, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, date, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamp, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, bigint, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamptz, bigint, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamptz, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, date, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, date, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, date, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at date, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, date, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamp, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, numeric, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamptz, numeric, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamptz, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, date, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, date, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, date, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at date, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, date, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamp, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_smallint_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, double precision, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamptz, double precision, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, date, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, smallint, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer smallint, at timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(smallint, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, date, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, date, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at date, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, date, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamp, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, bigint, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamptz, bigint, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamptz, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, date, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, date, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, date, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at date, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, date, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamp, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, numeric, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamptz, numeric, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamptz, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, date, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, date, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, date, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at date, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, date, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamp, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_uuid_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, double precision, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamptz, double precision, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone); rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, date, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, uuid, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer uuid, at timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(uuid, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, date, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, date, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at date, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, date, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, bigint, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamp, bigint, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, bigint, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamptz, bigint, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, bigint, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamptz, amount bigint, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamptz, bigint, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, date, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, bigint, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, date, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, date, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at date, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, date, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, numeric, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamp, numeric, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, numeric, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamptz, numeric, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, numeric, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamptz, amount numeric, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamptz, numeric, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, date, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, numeric, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, date, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, date, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at date, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, date, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, double precision, cx_period) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamp, double precision, cx_period) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_pass_text_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, double precision, cx_period, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamptz, double precision, cx_period, cx_zone) IS
'revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period, zone), a customer told by the bytes; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, double precision, cx_period)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, date, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, double precision, cx_period, cx_zone)
	RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, text, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE cohort_revenue_agg(
	customer text, at timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE cohort_revenue_agg(text, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE FUNCTION cohort_revenue_table(
	state cx_cohort_revenue, mode text DEFAULT 'in', as_of date DEFAULT CURRENT_DATE,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT buyers bigint,
	OUT revenue double precision, OUT per_customer double precision,
	OUT share_of_first double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;

COMMENT ON FUNCTION cohort_revenue_table(cx_cohort_revenue, text, date) IS
'for every cohort and age revenue, by customer of the cohort, and in percent of that at age 0; mode in (the period) or cumulative (up to its end; buyers are then those who bought again by then); complete when the period had ended by as_of; a last row without a cohort for money from before first purchases; no rows for NULL';

CREATE FUNCTION times_entered(state cx_statuses, statuses text[]) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_times_entered_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION times_entered(cx_statuses, text[]) IS
'how often the ticket came into any of the statuses from none of them, or as its first; 0 where it never did and for no rows, NULL for NULL; a NULL array or element is an error';

CREATE FUNCTION first_entered(state cx_statuses, statuses text[]) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_first_entered_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION first_entered(cx_statuses, text[]) IS
'when the ticket first came into any of the statuses; NULL where it never did and for no rows, NULL for NULL; a NULL array or element is an error';

CREATE FUNCTION last_entered(state cx_statuses, statuses text[]) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_last_entered_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION last_entered(cx_statuses, text[]) IS
'when the ticket last came into any of the statuses from none of them, or as its first; NULL where it never did and for no rows, NULL for NULL; a NULL array or element is an error';

COMMENT ON FUNCTION times_entered(cx_statuses, text) IS
'how often the ticket came into the status, from another one or as its first; 0 for no rows, NULL for NULL; a status in braces is an error';

COMMENT ON FUNCTION first_entered(cx_statuses, text) IS
'when the ticket first came into the status; NULL where it never did, for no rows or NULL; a status in braces is an error';

COMMENT ON FUNCTION last_entered(cx_statuses, text) IS
'when the ticket last came into the status from another one, or as its first; NULL where it never did, for no rows or NULL; a status in braces is an error';

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

CREATE FUNCTION cx_funnel_mode_eq(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_eq(cx_funnel_mode, cx_funnel_mode) IS 'same words';

CREATE FUNCTION cx_funnel_mode_ne(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_ne(cx_funnel_mode, cx_funnel_mode) IS 'not equal';

CREATE FUNCTION cx_funnel_mode_hash(cx_funnel_mode) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_hash(cx_funnel_mode) IS 'hash of a mode';

CREATE FUNCTION cx_funnel_mode_hash_extended(cx_funnel_mode, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_hash_extended(cx_funnel_mode, bigint) IS 'seeded hash of a mode';

CREATE OPERATOR = (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_funnel_mode, cx_funnel_mode) IS 'same words';

CREATE OPERATOR <> (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_funnel_mode, cx_funnel_mode) IS 'not equal';

CREATE OPERATOR CLASS cx_funnel_mode_hash_ops DEFAULT FOR TYPE cx_funnel_mode USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_funnel_mode_hash(cx_funnel_mode),
	FUNCTION 2 cx_funnel_mode_hash_extended(cx_funnel_mode, bigint);

COMMENT ON OPERATOR FAMILY cx_funnel_mode_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_funnel_mode';

COMMENT ON OPERATOR CLASS cx_funnel_mode_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_funnel_mode';

CREATE FUNCTION cx_funnel_mode_lt(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_lt(cx_funnel_mode, cx_funnel_mode) IS 'before in the order of bits';

CREATE OPERATOR < (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_funnel_mode, cx_funnel_mode) IS 'before in the order of bits';

CREATE FUNCTION cx_funnel_mode_le(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_le(cx_funnel_mode, cx_funnel_mode) IS 'not after in the order of bits';

CREATE OPERATOR <= (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_funnel_mode, cx_funnel_mode) IS 'not after in the order of bits';

CREATE FUNCTION cx_funnel_mode_ge(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_ge(cx_funnel_mode, cx_funnel_mode) IS 'not before in the order of bits';

CREATE OPERATOR >= (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_funnel_mode, cx_funnel_mode) IS 'not before in the order of bits';

CREATE FUNCTION cx_funnel_mode_gt(cx_funnel_mode, cx_funnel_mode) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_gt(cx_funnel_mode, cx_funnel_mode) IS 'after in the order of bits';

CREATE OPERATOR > (
	LEFTARG = cx_funnel_mode, RIGHTARG = cx_funnel_mode, FUNCTION = cx_funnel_mode_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_funnel_mode, cx_funnel_mode) IS 'after in the order of bits';

CREATE FUNCTION cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode) IS 'order of the bits, which means nothing';

CREATE OPERATOR CLASS cx_funnel_mode_ops DEFAULT FOR TYPE cx_funnel_mode USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_funnel_mode_cmp(cx_funnel_mode, cx_funnel_mode);

COMMENT ON OPERATOR FAMILY cx_funnel_mode_ops USING btree IS
'sorting and indexes of cx_funnel_mode, by bits';

COMMENT ON OPERATOR CLASS cx_funnel_mode_ops USING btree IS
'sorting and indexes of cx_funnel_mode, by bits';

CREATE FUNCTION cx_funnel_mode_smaller(cx_funnel_mode, cx_funnel_mode) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_smaller(cx_funnel_mode, cx_funnel_mode) IS 'the first of both in the order of bits';

CREATE FUNCTION cx_funnel_mode_larger(cx_funnel_mode, cx_funnel_mode) RETURNS cx_funnel_mode
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_mode_larger(cx_funnel_mode, cx_funnel_mode) IS 'the last of both in the order of bits';

CREATE AGGREGATE min(cx_funnel_mode) (
	SFUNC = cx_funnel_mode_smaller, STYPE = cx_funnel_mode, COMBINEFUNC = cx_funnel_mode_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_funnel_mode) IS
'the first in the order of bits, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_funnel_mode) (
	SFUNC = cx_funnel_mode_larger, STYPE = cx_funnel_mode, COMBINEFUNC = cx_funnel_mode_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_funnel_mode) IS
'the last in the order of bits, which means nothing; NULL when no rows, NULLs are skipped';

CREATE TYPE cx_chain;

CREATE FUNCTION cx_chain_in(cstring) RETURNS cx_chain
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_in(cstring) IS 'text input of cx_chain';

CREATE FUNCTION cx_chain_out(cx_chain) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_out(cx_chain) IS 'text output of cx_chain';

CREATE FUNCTION cx_chain_recv(internal) RETURNS cx_chain
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_recv(internal) IS 'binary input of cx_chain';

CREATE FUNCTION cx_chain_send(cx_chain) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_send(cx_chain) IS 'binary output of cx_chain';

CREATE TYPE cx_chain (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_chain_in,
	OUTPUT = cx_chain_out,
	RECEIVE = cx_chain_recv,
	SEND = cx_chain_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_chain IS
'when one customer reached each step of a funnel, and what the funnel was; () when no rows; stored, never added: a customer has one';

CREATE FUNCTION cx_chain_eq(cx_chain, cx_chain) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_eq(cx_chain, cx_chain) IS 'same funnel and times';

CREATE FUNCTION cx_chain_ne(cx_chain, cx_chain) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_ne(cx_chain, cx_chain) IS 'not equal';

CREATE FUNCTION cx_chain_hash(cx_chain) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_hash(cx_chain) IS 'hash of a chain';

CREATE FUNCTION cx_chain_hash_extended(cx_chain, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_hash_extended(cx_chain, bigint) IS 'seeded hash of a chain';

CREATE OPERATOR = (
	LEFTARG = cx_chain, RIGHTARG = cx_chain, FUNCTION = cx_chain_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_chain, cx_chain) IS 'same funnel and times';

CREATE OPERATOR <> (
	LEFTARG = cx_chain, RIGHTARG = cx_chain, FUNCTION = cx_chain_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_chain, cx_chain) IS 'not equal';

CREATE OPERATOR CLASS cx_chain_hash_ops DEFAULT FOR TYPE cx_chain USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_chain_hash(cx_chain),
	FUNCTION 2 cx_chain_hash_extended(cx_chain, bigint);

COMMENT ON OPERATOR FAMILY cx_chain_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_chain';

COMMENT ON OPERATOR CLASS cx_chain_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_chain';

CREATE FUNCTION cx_chain_lt(cx_chain, cx_chain) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_lt(cx_chain, cx_chain) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_chain, RIGHTARG = cx_chain, FUNCTION = cx_chain_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_chain, cx_chain) IS 'before in the order of bytes';

CREATE FUNCTION cx_chain_le(cx_chain, cx_chain) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_le(cx_chain, cx_chain) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_chain, RIGHTARG = cx_chain, FUNCTION = cx_chain_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_chain, cx_chain) IS 'not after in the order of bytes';

CREATE FUNCTION cx_chain_ge(cx_chain, cx_chain) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_ge(cx_chain, cx_chain) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_chain, RIGHTARG = cx_chain, FUNCTION = cx_chain_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_chain, cx_chain) IS 'not before in the order of bytes';

CREATE FUNCTION cx_chain_gt(cx_chain, cx_chain) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_gt(cx_chain, cx_chain) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_chain, RIGHTARG = cx_chain, FUNCTION = cx_chain_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_chain, cx_chain) IS 'after in the order of bytes';

CREATE FUNCTION cx_chain_cmp(cx_chain, cx_chain) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_cmp(cx_chain, cx_chain) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_chain_ops DEFAULT FOR TYPE cx_chain USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_chain_cmp(cx_chain, cx_chain);

COMMENT ON OPERATOR FAMILY cx_chain_ops USING btree IS
'sorting and indexes of cx_chain, by bytes';

COMMENT ON OPERATOR CLASS cx_chain_ops USING btree IS
'sorting and indexes of cx_chain, by bytes';

CREATE FUNCTION cx_chain_smaller(cx_chain, cx_chain) RETURNS cx_chain
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_smaller(cx_chain, cx_chain) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_chain_larger(cx_chain, cx_chain) RETURNS cx_chain
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_larger(cx_chain, cx_chain) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_chain) (
	SFUNC = cx_chain_smaller, STYPE = cx_chain, COMBINEFUNC = cx_chain_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_chain) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_chain) (
	SFUNC = cx_chain_larger, STYPE = cx_chain, COMBINEFUNC = cx_chain_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_chain) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_chain_json(cx_chain) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_json(cx_chain) IS 'the chain as json: kind of times, steps, within and mode of the funnel, how many steps were reached and when';

CREATE CAST (cx_chain AS json) WITH FUNCTION cx_chain_json(cx_chain);

COMMENT ON CAST (cx_chain AS json) IS 'the chain as json: kind of times, steps, within and mode of the funnel, how many steps were reached and when';

CREATE FUNCTION cx_chain_jsonb(cx_chain) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_chain_jsonb(cx_chain) IS 'the chain as jsonb: kind of times, steps, within and mode of the funnel, how many steps were reached and when';

CREATE CAST (cx_chain AS jsonb) WITH FUNCTION cx_chain_jsonb(cx_chain);

COMMENT ON CAST (cx_chain AS jsonb) IS 'the chain as jsonb: kind of times, steps, within and mode of the funnel, how many steps were reached and when';

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

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  date, interval, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  date, interval, boolean[]) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal, cx_funnel_mode, date, interval, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_mode_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal, cx_funnel_mode, date, interval, boolean[]) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamp, interval, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamp, interval, boolean[]) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal, cx_funnel_mode, timestamp, interval, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_mode_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal, cx_funnel_mode, timestamp, interval, boolean[]) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal,  timestamptz, interval, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal,  timestamptz, interval, boolean[]) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_collect(
	internal, cx_funnel_mode, timestamptz, interval, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_collect_mode_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_collect(internal, cx_funnel_mode, timestamptz, interval, boolean[]) IS
'adds a row and the steps that it meets; NULL is false, and a NULL time no row';

CREATE FUNCTION cx_funnel_rows_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_funnel_rows_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_rows_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_rows_reached(internal) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_funnel_rows_chain(internal) RETURNS cx_chain
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_combine(internal, internal) IS 'the rows of both states';

COMMENT ON FUNCTION cx_funnel_rows_serialize(internal) IS 'the rows of a state, for another process';

COMMENT ON FUNCTION cx_funnel_rows_deserialize(bytea, internal) IS 'the rows that another process sent';

COMMENT ON FUNCTION cx_funnel_rows_reached(internal) IS 'the deepest step that was reached';

COMMENT ON FUNCTION cx_funnel_rows_chain(internal) IS 'when each step was reached';

CREATE AGGREGATE funnel( at date, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( date, interval, boolean[]) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg( at date, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( date, interval, boolean[]) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(mode cx_funnel_mode, at date, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel(cx_funnel_mode, date, interval, boolean[]) IS
'the deepest step of a funnel that one customer reached within a time from the first one, by a mode; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(mode cx_funnel_mode, at date, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg(cx_funnel_mode, date, interval, boolean[]) IS
'when one customer reached each step of a funnel within a time from the first one, by a mode, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel( at timestamp, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamp, interval, boolean[]) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg( at timestamp, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamp, interval, boolean[]) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(mode cx_funnel_mode, at timestamp, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel(cx_funnel_mode, timestamp, interval, boolean[]) IS
'the deepest step of a funnel that one customer reached within a time from the first one, by a mode; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(mode cx_funnel_mode, at timestamp, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg(cx_funnel_mode, timestamp, interval, boolean[]) IS
'when one customer reached each step of a funnel within a time from the first one, by a mode, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel( at timestamptz, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( timestamptz, interval, boolean[]) IS
'the deepest step of a funnel that one customer reached within a time from the first one; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg( at timestamptz, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( timestamptz, interval, boolean[]) IS
'when one customer reached each step of a funnel within a time from the first one, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE AGGREGATE funnel(mode cx_funnel_mode, at timestamptz, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel(cx_funnel_mode, timestamptz, interval, boolean[]) IS
'the deepest step of a funnel that one customer reached within a time from the first one, by a mode; NULL conditions are false, a NULL time is no row; 0 for none and over no rows';

CREATE AGGREGATE chain_agg(mode cx_funnel_mode, at timestamptz, within interval, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg(cx_funnel_mode, timestamptz, interval, boolean[]) IS
'when one customer reached each step of a funnel within a time from the first one, by a mode, by the first chain that got furthest; NULL conditions are false, a NULL time is no row; () over no rows';

CREATE FUNCTION cx_funnel_rows_refuse(
	internal,  "any", double precision, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_refuse' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_refuse(internal,  "any", double precision, boolean[]) IS
'always an error: within is an interval, not a number';

CREATE AGGREGATE funnel( at "any", within double precision, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_refuse, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel( "any", double precision, boolean[]) IS
'always an error: within is an interval, not a number';

CREATE AGGREGATE chain_agg( at "any", within double precision, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_refuse, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg( "any", double precision, boolean[]) IS
'always an error: within is an interval, not a number';

CREATE FUNCTION cx_funnel_rows_refuse(
	internal, cx_funnel_mode, "any", double precision, VARIADIC boolean[]
) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_rows_refuse_mode' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_rows_refuse(internal, cx_funnel_mode, "any", double precision, boolean[]) IS
'always an error: within is an interval, not a number';

CREATE AGGREGATE funnel(mode cx_funnel_mode, at "any", within double precision, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_refuse, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_reached,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel(cx_funnel_mode, "any", double precision, boolean[]) IS
'always an error: within is an interval, not a number';

CREATE AGGREGATE chain_agg(mode cx_funnel_mode, at "any", within double precision, VARIADIC steps boolean[]) (
	SFUNC = cx_funnel_rows_refuse, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_rows_chain,
	COMBINEFUNC = cx_funnel_rows_combine, SERIALFUNC = cx_funnel_rows_serialize,
		DESERIALFUNC = cx_funnel_rows_deserialize,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE chain_agg(cx_funnel_mode, "any", double precision, boolean[]) IS
'always an error: within is an interval, not a number';

CREATE TYPE cx_funnel;

CREATE FUNCTION cx_funnel_in(cstring) RETURNS cx_funnel
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_in(cstring) IS 'text input of cx_funnel';

CREATE FUNCTION cx_funnel_out(cx_funnel) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_out(cx_funnel) IS 'text output of cx_funnel';

CREATE FUNCTION cx_funnel_recv(internal) RETURNS cx_funnel
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_recv(internal) IS 'binary input of cx_funnel';

CREATE FUNCTION cx_funnel_send(cx_funnel) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_send(cx_funnel) IS 'binary output of cx_funnel';

CREATE TYPE cx_funnel (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_funnel_in,
	OUTPUT = cx_funnel_out,
	RECEIVE = cx_funnel_recv,
	SEND = cx_funnel_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_funnel IS
'how many customers reached each step of a funnel, how many of them are settled as of a time, and how long the steps took; over customers; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

CREATE FUNCTION cx_funnel_eq(cx_funnel, cx_funnel) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_eq(cx_funnel, cx_funnel) IS 'same funnel, as_of and counts';

CREATE FUNCTION cx_funnel_ne(cx_funnel, cx_funnel) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_ne(cx_funnel, cx_funnel) IS 'not equal';

CREATE FUNCTION cx_funnel_hash(cx_funnel) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_hash(cx_funnel) IS 'hash of a state';

CREATE FUNCTION cx_funnel_hash_extended(cx_funnel, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_hash_extended(cx_funnel, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_funnel, cx_funnel) IS 'same funnel, as_of and counts';

CREATE OPERATOR <> (
	LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_funnel, cx_funnel) IS 'not equal';

CREATE OPERATOR CLASS cx_funnel_hash_ops DEFAULT FOR TYPE cx_funnel USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_funnel_hash(cx_funnel),
	FUNCTION 2 cx_funnel_hash_extended(cx_funnel, bigint);

COMMENT ON OPERATOR FAMILY cx_funnel_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_funnel';

COMMENT ON OPERATOR CLASS cx_funnel_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_funnel';

CREATE FUNCTION cx_funnel_lt(cx_funnel, cx_funnel) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_lt(cx_funnel, cx_funnel) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_funnel, cx_funnel) IS 'before in the order of bytes';

CREATE FUNCTION cx_funnel_le(cx_funnel, cx_funnel) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_le(cx_funnel, cx_funnel) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_funnel, cx_funnel) IS 'not after in the order of bytes';

CREATE FUNCTION cx_funnel_ge(cx_funnel, cx_funnel) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_ge(cx_funnel, cx_funnel) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_funnel, cx_funnel) IS 'not before in the order of bytes';

CREATE FUNCTION cx_funnel_gt(cx_funnel, cx_funnel) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_gt(cx_funnel, cx_funnel) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_funnel, cx_funnel) IS 'after in the order of bytes';

CREATE FUNCTION cx_funnel_cmp(cx_funnel, cx_funnel) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_cmp(cx_funnel, cx_funnel) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_funnel_ops DEFAULT FOR TYPE cx_funnel USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_funnel_cmp(cx_funnel, cx_funnel);

COMMENT ON OPERATOR FAMILY cx_funnel_ops USING btree IS
'sorting and indexes of cx_funnel, by bytes';

COMMENT ON OPERATOR CLASS cx_funnel_ops USING btree IS
'sorting and indexes of cx_funnel, by bytes';

CREATE FUNCTION cx_funnel_smaller(cx_funnel, cx_funnel) RETURNS cx_funnel
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_smaller(cx_funnel, cx_funnel) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_funnel_larger(cx_funnel, cx_funnel) RETURNS cx_funnel
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_larger(cx_funnel, cx_funnel) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_funnel) (
	SFUNC = cx_funnel_smaller, STYPE = cx_funnel, COMBINEFUNC = cx_funnel_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_funnel) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_funnel) (
	SFUNC = cx_funnel_larger, STYPE = cx_funnel, COMBINEFUNC = cx_funnel_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_funnel) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_funnel_add(cx_funnel, cx_funnel) RETURNS cx_funnel AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_add(cx_funnel, cx_funnel) IS 'the customers of both states, who are different ones; NULL when one is NULL; another funnel or as_of is an error';

CREATE OPERATOR + (LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_funnel, cx_funnel) IS 'the customers of both states, who are different ones; NULL when one is NULL; another funnel or as_of is an error';

CREATE FUNCTION cx_funnel_subtract(cx_funnel, cx_funnel) RETURNS cx_funnel AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_subtract(cx_funnel, cx_funnel) IS 'the customers of the first state without those of the second, who must be among them';

CREATE OPERATOR - (LEFTARG = cx_funnel, RIGHTARG = cx_funnel, FUNCTION = cx_funnel_subtract);

COMMENT ON OPERATOR - (cx_funnel, cx_funnel) IS 'the customers of the first state without those of the second, who must be among them';

CREATE FUNCTION cx_funnel_json(cx_funnel) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_json(cx_funnel) IS 'the state as json: kind of times, steps, within and mode of the funnel, as_of, and for each step customers, settled ones and their times';

CREATE CAST (cx_funnel AS json) WITH FUNCTION cx_funnel_json(cx_funnel);

COMMENT ON CAST (cx_funnel AS json) IS 'the state as json: kind of times, steps, within and mode of the funnel, as_of, and for each step customers, settled ones and their times';

CREATE FUNCTION cx_funnel_jsonb(cx_funnel) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_jsonb(cx_funnel) IS 'the state as jsonb: kind of times, steps, within and mode of the funnel, as_of, and for each step customers, settled ones and their times';

CREATE CAST (cx_funnel AS jsonb) WITH FUNCTION cx_funnel_jsonb(cx_funnel);

COMMENT ON CAST (cx_funnel AS jsonb) IS 'the state as jsonb: kind of times, steps, within and mode of the funnel, as_of, and for each step customers, settled ones and their times';

CREATE FUNCTION cx_funnel_counts_collect(internal, cx_chain, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_collect_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_collect(internal, cx_chain, date) IS
'adds a customer to a funnel as of a time; a NULL chain is skipped';

CREATE FUNCTION cx_funnel_counts_collect(internal, cx_chain, timestamp) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_collect_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_collect(internal, cx_chain, timestamp) IS
'adds a customer to a funnel as of a time; a NULL chain is skipped';

CREATE FUNCTION cx_funnel_counts_collect(internal, cx_chain, timestamptz) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_collect_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_collect(internal, cx_chain, timestamptz) IS
'adds a customer to a funnel as of a time; a NULL chain is skipped';

CREATE FUNCTION cx_funnel_counts_remove(internal, cx_chain, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_remove_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_remove(internal, cx_chain, date) IS
'takes a customer out of a funnel as of a time; a NULL chain is skipped';

CREATE FUNCTION cx_funnel_counts_remove(internal, cx_chain, timestamp) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_remove_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_remove(internal, cx_chain, timestamp) IS
'takes a customer out of a funnel as of a time; a NULL chain is skipped';

CREATE FUNCTION cx_funnel_counts_remove(internal, cx_chain, timestamptz) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_remove_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_remove(internal, cx_chain, timestamptz) IS
'takes a customer out of a funnel as of a time; a NULL chain is skipped';

CREATE FUNCTION cx_funnel_counts_fold(internal, cx_funnel) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_fold' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_fold(internal, cx_funnel) IS
'adds the customers of a state; a NULL state is skipped';

CREATE FUNCTION cx_funnel_counts_unfold(internal, cx_funnel) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_funnel_counts_unfold' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_unfold(internal, cx_funnel) IS
'takes the customers of a state away; a NULL state is skipped';

CREATE FUNCTION cx_funnel_counts_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_funnel_counts_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_counts_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_funnel_counts_final(internal) RETURNS cx_funnel
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_funnel_counts_combine(internal, internal) IS
'the customers of both states';

COMMENT ON FUNCTION cx_funnel_counts_serialize(internal) IS
'the customers of a state, for another process';

COMMENT ON FUNCTION cx_funnel_counts_deserialize(bytea, internal) IS
'the customers that another process sent';

COMMENT ON FUNCTION cx_funnel_counts_final(internal) IS
'the state of all customers that were added';

CREATE AGGREGATE funnel_agg(chain cx_chain, as_of date) (
	SFUNC = cx_funnel_counts_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_counts_final,
	COMBINEFUNC = cx_funnel_counts_combine, SERIALFUNC = cx_funnel_counts_serialize,
		DESERIALFUNC = cx_funnel_counts_deserialize,
	MSFUNC = cx_funnel_counts_collect, MINVFUNC = cx_funnel_counts_remove, MSTYPE = internal,
		MSSPACE = -1, MFINALFUNC = cx_funnel_counts_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel_agg(cx_chain, date) IS
'how far customers came in a funnel, from chains of mode first_start with times of the same type; as_of is the first time that is not observed, infinity when the data is complete; NULL and empty chains, and those that did not reach the first step, are skipped; () over no rows';

CREATE AGGREGATE funnel_agg(chain cx_chain, as_of timestamp) (
	SFUNC = cx_funnel_counts_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_counts_final,
	COMBINEFUNC = cx_funnel_counts_combine, SERIALFUNC = cx_funnel_counts_serialize,
		DESERIALFUNC = cx_funnel_counts_deserialize,
	MSFUNC = cx_funnel_counts_collect, MINVFUNC = cx_funnel_counts_remove, MSTYPE = internal,
		MSSPACE = -1, MFINALFUNC = cx_funnel_counts_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel_agg(cx_chain, timestamp) IS
'how far customers came in a funnel, from chains of mode first_start with times of the same type; as_of is the first time that is not observed, infinity when the data is complete; NULL and empty chains, and those that did not reach the first step, are skipped; () over no rows';

CREATE AGGREGATE funnel_agg(chain cx_chain, as_of timestamptz) (
	SFUNC = cx_funnel_counts_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_counts_final,
	COMBINEFUNC = cx_funnel_counts_combine, SERIALFUNC = cx_funnel_counts_serialize,
		DESERIALFUNC = cx_funnel_counts_deserialize,
	MSFUNC = cx_funnel_counts_collect, MINVFUNC = cx_funnel_counts_remove, MSTYPE = internal,
		MSSPACE = -1, MFINALFUNC = cx_funnel_counts_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE funnel_agg(cx_chain, timestamptz) IS
'how far customers came in a funnel, from chains of mode first_start with times of the same type; as_of is the first time that is not observed, infinity when the data is complete; NULL and empty chains, and those that did not reach the first step, are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_funnel) (
	SFUNC = cx_funnel_counts_fold, STYPE = internal, SSPACE = -1, FINALFUNC = cx_funnel_counts_final,
	COMBINEFUNC = cx_funnel_counts_combine, SERIALFUNC = cx_funnel_counts_serialize,
		DESERIALFUNC = cx_funnel_counts_deserialize,
	MSFUNC = cx_funnel_counts_fold, MINVFUNC = cx_funnel_counts_unfold, MSTYPE = internal,
		MSSPACE = -1, MFINALFUNC = cx_funnel_counts_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_funnel) IS
'the customers of many states, who are different ones, as one state; NULL states are skipped; () over no rows; another funnel or as_of is an error';

CREATE FUNCTION funnel_table(
	state cx_funnel, level double precision DEFAULT 0.95,
	OUT step integer, OUT customers bigint, OUT waiting bigint, OUT settled bigint,
	OUT rate_of_first double precision, OUT low double precision, OUT high double precision,
	OUT rate_of_previous double precision, OUT previous_low double precision,
	OUT previous_high double precision, OUT dropped bigint,
	OUT median_hours double precision, OUT p90_hours double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_funnel_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;

COMMENT ON FUNCTION funnel_table(cx_funnel, double precision) IS
'for every step the customers who reached it, those who wait for it, and of the settled ones, whose time has passed, the rates in percent of the first and of the previous step with Wilson intervals, how many dropped out, and the hours since the step before, within 1 %; no rows for no customers or NULL';

CREATE FUNCTION session_number(at date, gap interval) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_session_number_date' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION session_number(date, interval) IS
'window function: the number of the session that the row is in, from 1 on, in the order of the window, OVER (PARTITION BY customer ORDER BY at): another one begins when more than gap has passed since the row before; NULL, and as if not there, for a NULL time; a NULL gap is an error';

CREATE FUNCTION session_number(at timestamp, gap interval) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_session_number_timestamp' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION session_number(timestamp, interval) IS
'window function: the number of the session that the row is in, from 1 on, in the order of the window, OVER (PARTITION BY customer ORDER BY at): another one begins when more than gap has passed since the row before; NULL, and as if not there, for a NULL time; a NULL gap is an error';

CREATE FUNCTION session_number(at timestamptz, gap interval) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_session_number_timestamptz' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION session_number(timestamptz, interval) IS
'window function: the number of the session that the row is in, from 1 on, in the order of the window, OVER (PARTITION BY customer ORDER BY at): another one begins when more than gap has passed since the row before; NULL, and as if not there, for a NULL time; a NULL gap is an error';

CREATE TYPE cx_transitions;

CREATE FUNCTION cx_transitions_in(cstring) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_in(cstring) IS 'text input of cx_transitions';

CREATE FUNCTION cx_transitions_out(cx_transitions) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_out(cx_transitions) IS 'text output of cx_transitions';

CREATE FUNCTION cx_transitions_recv(internal) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_recv(internal) IS 'binary input of cx_transitions';

CREATE FUNCTION cx_transitions_send(cx_transitions) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_send(cx_transitions) IS 'binary output of cx_transitions';

CREATE TYPE cx_transitions (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_transitions_in,
	OUTPUT = cx_transitions_out,
	RECEIVE = cx_transitions_recv,
	SEND = cx_transitions_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_transitions IS
'what customers did next: how often, how many of them, and after how long; () when no rows; stored, added with +, aggregated with rollup(), over different customers; at most 1048576 different pairs of steps';

CREATE FUNCTION cx_transitions_eq(cx_transitions, cx_transitions) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_eq(cx_transitions, cx_transitions) IS 'same transitions, customers and times';

CREATE FUNCTION cx_transitions_ne(cx_transitions, cx_transitions) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_ne(cx_transitions, cx_transitions) IS 'not equal';

CREATE FUNCTION cx_transitions_hash(cx_transitions) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_hash(cx_transitions) IS 'hash of a state';

CREATE FUNCTION cx_transitions_hash_extended(cx_transitions, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_hash_extended(cx_transitions, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

COMMENT ON OPERATOR = (cx_transitions, cx_transitions) IS 'same transitions, customers and times';

CREATE OPERATOR <> (
	LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (cx_transitions, cx_transitions) IS 'not equal';

CREATE OPERATOR CLASS cx_transitions_hash_ops DEFAULT FOR TYPE cx_transitions USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_transitions_hash(cx_transitions),
	FUNCTION 2 cx_transitions_hash_extended(cx_transitions, bigint);

COMMENT ON OPERATOR FAMILY cx_transitions_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_transitions';

COMMENT ON OPERATOR CLASS cx_transitions_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_transitions';

CREATE FUNCTION cx_transitions_lt(cx_transitions, cx_transitions) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_lt(cx_transitions, cx_transitions) IS 'before in the order of bytes';

CREATE OPERATOR < (
	LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (cx_transitions, cx_transitions) IS 'before in the order of bytes';

CREATE FUNCTION cx_transitions_le(cx_transitions, cx_transitions) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_le(cx_transitions, cx_transitions) IS 'not after in the order of bytes';

CREATE OPERATOR <= (
	LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (cx_transitions, cx_transitions) IS 'not after in the order of bytes';

CREATE FUNCTION cx_transitions_ge(cx_transitions, cx_transitions) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_ge(cx_transitions, cx_transitions) IS 'not before in the order of bytes';

CREATE OPERATOR >= (
	LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (cx_transitions, cx_transitions) IS 'not before in the order of bytes';

CREATE FUNCTION cx_transitions_gt(cx_transitions, cx_transitions) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_gt(cx_transitions, cx_transitions) IS 'after in the order of bytes';

CREATE OPERATOR > (
	LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (cx_transitions, cx_transitions) IS 'after in the order of bytes';

CREATE FUNCTION cx_transitions_cmp(cx_transitions, cx_transitions) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_cmp(cx_transitions, cx_transitions) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_transitions_ops DEFAULT FOR TYPE cx_transitions USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_transitions_cmp(cx_transitions, cx_transitions);

COMMENT ON OPERATOR FAMILY cx_transitions_ops USING btree IS
'sorting and indexes of cx_transitions, by bytes';

COMMENT ON OPERATOR CLASS cx_transitions_ops USING btree IS
'sorting and indexes of cx_transitions, by bytes';

CREATE FUNCTION cx_transitions_smaller(cx_transitions, cx_transitions) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_smaller(cx_transitions, cx_transitions) IS 'the first of both in the order of bytes';

CREATE FUNCTION cx_transitions_larger(cx_transitions, cx_transitions) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_larger(cx_transitions, cx_transitions) IS 'the last of both in the order of bytes';

CREATE AGGREGATE min(cx_transitions) (
	SFUNC = cx_transitions_smaller, STYPE = cx_transitions, COMBINEFUNC = cx_transitions_smaller, SORTOP = <, PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(cx_transitions) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE AGGREGATE max(cx_transitions) (
	SFUNC = cx_transitions_larger, STYPE = cx_transitions, COMBINEFUNC = cx_transitions_larger, SORTOP = >, PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(cx_transitions) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

CREATE FUNCTION cx_transitions_add(cx_transitions, cx_transitions) RETURNS cx_transitions AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_add(cx_transitions, cx_transitions) IS 'the transitions of both states, whose customers are different ones; NULL when one is NULL';

CREATE OPERATOR + (LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_add, COMMUTATOR = +);

COMMENT ON OPERATOR + (cx_transitions, cx_transitions) IS 'the transitions of both states, whose customers are different ones; NULL when one is NULL';

CREATE FUNCTION cx_transitions_subtract(cx_transitions, cx_transitions) RETURNS cx_transitions AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_subtract(cx_transitions, cx_transitions) IS 'the first state without the customers of the second, who are among its own; an error when they are not; NULL when one is NULL';

CREATE OPERATOR - (LEFTARG = cx_transitions, RIGHTARG = cx_transitions, FUNCTION = cx_transitions_subtract);

COMMENT ON OPERATOR - (cx_transitions, cx_transitions) IS 'the first state without the customers of the second, who are among its own; an error when they are not; NULL when one is NULL';

CREATE FUNCTION cx_transitions_json(cx_transitions) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_json(cx_transitions) IS 'the state as json: within and depth where they are given, and of each pair of steps the transitions, customers and durations';

CREATE CAST (cx_transitions AS json) WITH FUNCTION cx_transitions_json(cx_transitions);

COMMENT ON CAST (cx_transitions AS json) IS 'the state as json: within and depth where they are given, and of each pair of steps the transitions, customers and durations';

CREATE FUNCTION cx_transitions_jsonb(cx_transitions) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_jsonb(cx_transitions) IS 'the state as jsonb: within and depth where they are given, and of each pair of steps the transitions, customers and durations';

CREATE CAST (cx_transitions AS jsonb) WITH FUNCTION cx_transitions_jsonb(cx_transitions);

COMMENT ON CAST (cx_transitions AS jsonb) IS 'the state as jsonb: within and depth where they are given, and of each pair of steps the transitions, customers and durations';

CREATE FUNCTION cx_visits_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_visits_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_visits_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_visits_final(internal) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_combine(internal, internal) IS
'the steps of both states';

COMMENT ON FUNCTION cx_visits_serialize(internal) IS
'the steps of a state, for another process';

COMMENT ON FUNCTION cx_visits_deserialize(bytea, internal) IS
'the steps that another process sent';

COMMENT ON FUNCTION cx_visits_final(internal) IS
'the transitions of one customer''s steps';

CREATE FUNCTION cx_visits_collect(internal, text, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, date) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at date) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, date, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, date, interval) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at date, within interval) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, date, interval, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, date, interval, integer) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at date, within interval, depth integer) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, timestamp) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, timestamp) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at timestamp) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, timestamp, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, timestamp, interval) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at timestamp, within interval) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, timestamp, interval, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, timestamp, interval, integer) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at timestamp, within interval, depth integer) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, timestamptz) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, timestamptz) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at timestamptz) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, timestamptz, interval) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, timestamptz, interval) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at timestamptz, within interval) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_visits_collect(internal, text, timestamptz, interval, integer) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_visits_collect_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_visits_collect(internal, text, timestamptz, interval, integer) IS
'adds a step of the customer; a NULL step or time is skipped';

CREATE AGGREGATE transition_agg(step text, at timestamptz, within interval, depth integer) (
	SFUNC = cx_visits_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_visits_final,
	COMBINEFUNC = cx_visits_combine, SERIALFUNC = cx_visits_serialize,
		DESERIALFUNC = cx_visits_deserialize,
	PARALLEL = SAFE
);

CREATE FUNCTION cx_transitions_collect(internal, cx_transitions) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_transitions_remove(internal, cx_transitions) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_transitions_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_transitions_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_transitions_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_transitions_final(internal) RETURNS cx_transitions
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_transitions_collect(internal, cx_transitions) IS
'adds the customers of a state; a NULL state is skipped';

COMMENT ON FUNCTION cx_transitions_remove(internal, cx_transitions) IS
'takes the customers of a state away again; a NULL state is skipped';

COMMENT ON FUNCTION cx_transitions_combine(internal, internal) IS
'the customers of both states';

COMMENT ON FUNCTION cx_transitions_serialize(internal) IS
'the customers of a state, for another process';

COMMENT ON FUNCTION cx_transitions_deserialize(bytea, internal) IS
'the customers that another process sent';

COMMENT ON FUNCTION cx_transitions_final(internal) IS
'the state of all customers that were added';

CREATE AGGREGATE rollup(state cx_transitions) (
	SFUNC = cx_transitions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_transitions_final,
	COMBINEFUNC = cx_transitions_combine, SERIALFUNC = cx_transitions_serialize,
		DESERIALFUNC = cx_transitions_deserialize,
	MSFUNC = cx_transitions_collect, MINVFUNC = cx_transitions_remove, MSTYPE = internal, MSSPACE = -1,
		MFINALFUNC = cx_transitions_final,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_transitions) IS
'the transitions of different customers as one state; NULL states are skipped; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, date) IS
'what one customer did next: each step and the one after it, in order of time, the bytes of the steps deciding at one time; a NULL step or time is skipped; enums and numbers are cast, step::text; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, date, interval) IS
'what one customer did next, where a journey ends and another begins after a gap longer than within, a length of time without months; NULL is no limit; a NULL step or time is skipped; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, date, interval, integer) IS
'what one customer did next in the first depth steps of each journey, by their position; a NULL within is no limit, a NULL depth an error; a NULL step or time is skipped; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, timestamp) IS
'what one customer did next: each step and the one after it, in order of time, the bytes of the steps deciding at one time; a NULL step or time is skipped; enums and numbers are cast, step::text; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, timestamp, interval) IS
'what one customer did next, where a journey ends and another begins after a gap longer than within, a length of time without months; NULL is no limit; a NULL step or time is skipped; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, timestamp, interval, integer) IS
'what one customer did next in the first depth steps of each journey, by their position; a NULL within is no limit, a NULL depth an error; a NULL step or time is skipped; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, timestamptz) IS
'what one customer did next: each step and the one after it, in order of time, the bytes of the steps deciding at one time; a NULL step or time is skipped; enums and numbers are cast, step::text; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, timestamptz, interval) IS
'what one customer did next, where a journey ends and another begins after a gap longer than within, a length of time without months; NULL is no limit; a NULL step or time is skipped; () over no rows';

COMMENT ON AGGREGATE transition_agg(text, timestamptz, interval, integer) IS
'what one customer did next in the first depth steps of each journey, by their position; a NULL within is no limit, a NULL depth an error; a NULL step or time is skipped; () over no rows';

CREATE FUNCTION transition_table(
	state cx_transitions, OUT "position" integer, OUT from_step text, OUT to_step text,
	OUT transitions bigint, OUT customers bigint,
	OUT share double precision, OUT median_hours double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_transitions_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION transition_table(cx_transitions) IS
'a row for each pair of steps that follow each other: how often, by how many customers, the percentage of all visits to from_step (at that position), and the median hours between, within 1 %; from_step is NULL at the begin of a journey, to_step at its end, median_hours at both; position counts from 0, NULL without a depth; no rows for no rows or NULL';

