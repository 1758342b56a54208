-- Everything read from one column is one pass. Arguments are evaluated once for each transition, so
-- an argument that counts its evaluations counts the transition calls.
CREATE SEQUENCE calls MINVALUE 0 START 0;
CREATE FUNCTION counted(score int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN PERFORM nextval('calls'); RETURN score; END $$;
CREATE FUNCTION passes(list text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE before bigint := nextval('calls');
BEGIN
	EXECUTE format('SELECT %s FROM generate_series(1, 100) i, '
		'LATERAL (SELECT i %% 11 AS x, 1 + i %% 5 AS y) v', list);
	RETURN (nextval('calls') - before - 1) / 100.0;
END $$;
SELECT passes(list)::int AS passes, list FROM (VALUES
	(1, 'nps(counted(x))'),
	(2, 'nps(counted(x)), nps_ci(nps_agg(counted(x)))'),
	(3, 'nps(counted(x)), nps_ci(nps_agg(counted(x))), responses(nps_agg(counted(x))), '
		'promoters(nps_agg(counted(x))), passives(nps_agg(counted(x))), '
		'detractors(nps_agg(counted(x))), nps_std_error(nps_agg(counted(x)))'),
	(4, 'nps(counted(x), 0, 10), score_agg(counted(x), 0, 10), csat(counted(x), 0, 10), '
		'ces(counted(x), 0, 10), csat_ci(score_agg(counted(x), 0, 10))'),
	(5, 'csat(counted(y)), csat_ci(csat_agg(counted(y))), mean_score(csat_agg(counted(y))), '
		'score_share(csat_agg(counted(y)), 1, 2)'),
	(6, 'ces(counted(y)), ces_ci(ces_agg(counted(y))), ces_easy(ces_agg(counted(y)))'),
	(7, 'nps(counted(x)), csat(counted(y))'),
	(8, 'rate(counted(x) > 8), rate_agg(counted(x) > 8), rate_ci(rate_agg(counted(x) > 8))')
) AS v (k, list) ORDER BY k;
-- the same of a weighted state, and in a window
SELECT passes('nps(weighted_score_agg(counted(x), 1, 0, 10)), '
	'effective_responses(weighted_score_agg(counted(x), 1, 0, 10))')::int AS weighted;
DROP FUNCTION passes, counted;
DROP SEQUENCE calls;
