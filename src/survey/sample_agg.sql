-- Clusters make a stratum, and strata a sample.

@table cluster type symbol is
cx_scores          | scores   | the answers of a cluster
cx_weighted_scores | weighted | the weighted answers of a cluster, whose weights stay as they are
cx_rate            | rate     | the trials of a cluster, as scores 0 and 1
@end

@for c in cluster
CREATE FUNCTION cx_sample_cluster(cx_sample, {c.type}) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_cluster_{c.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sample_cluster(cx_sample, {c.type}) IS
'adds {c.is}, to a stratum; NULL is skipped, a state without answers is a cluster that gave none';

CREATE AGGREGATE sample_agg(state {c.type}) (
	SFUNC = cx_sample_cluster, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sample_agg({c.type}) IS
'sample of one stratum, of which each row is a cluster: {c.is}; a row without answers is a cluster that gave none, NULL is skipped; () over no rows';
@end

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

@table population type symbol
bigint           | int8
double precision | float8
@end

@for p in population
CREATE FUNCTION cx_sample_stratum(cx_sample, cx_sample, {p.type}) RETURNS cx_sample
AS 'MODULE_PATHNAME', 'cx_sample_stratum_{p.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sample_stratum(cx_sample, cx_sample, {p.type}) IS
'adds a stratum of so many clusters to a sample of several; NULL and a stratum without clusters are skipped';

CREATE AGGREGATE strata_agg(state cx_sample, population {p.type}) (
	SFUNC = cx_sample_stratum, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE strata_agg(cx_sample, {p.type}) IS
'sample of several strata, of which each row is one, drawn from so many clusters: unweighted answers stand for population / clusters each, errors are corrected for finite populations; of weighted answers a NULL population is one without end; NULL and a stratum without clusters are skipped; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_sample) (
	SFUNC = cx_sample_add, STYPE = cx_sample, INITCOND = '()', COMBINEFUNC = cx_sample_add,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_sample) IS
'all clusters of parts of one stratum, or all strata of samples of several; parts hold different customers; NULL states are skipped; () over no rows; one of each, weighted with unweighted or different scales are an error';
