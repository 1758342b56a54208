-- What takes long can be stopped: a statement over a state of half a million times ends within a few seconds
-- of
-- its timeout, whatever it was doing, or was done before. Machines are busy, so 3 seconds are allowed;
-- before,
-- some of these went on for minutes.
CREATE TABLE big AS SELECT s, s::text AS spaced,
	'(' || (SELECT string_agg(i || '+', '') FROM generate_series(1, 500000) i)
	|| ')' AS dense
FROM (SELECT survival_agg(i / 8.0::float8, i % 3 > 0) AS s FROM generate_series(1, 500000) i) v;
ALTER TABLE big ALTER s SET STORAGE EXTERNAL;
CREATE TABLE late AS SELECT survival_agg(i, i + 600000, i % 3 > 0) AS s, survival_agg(i, i % 3 > 0) AS whole
FROM generate_series(1, 250000) i;
CREATE TABLE calls (k serial, call text);
INSERT INTO calls (call) VALUES ('spaced::cx_survival FROM big'), ('dense::cx_survival FROM big'),
	('s::text FROM big'),
	('cx_survival_send(s) FROM big'), ('s::json FROM big'), ('s::jsonb FROM big'), ('s + s FROM big'),
		('s = s FROM big'),
	('cx_survival_hash(s) FROM big'), ('survival_at(s, 60000) FROM big'), ('survival_ci(s, 60000) FROM big'),
	('cumulative_hazard(s, 60000) FROM big'), ('survival_quantile(s, 0.999) FROM big'),
	('survival_quantile_ci(s, 0.999) FROM big'), ('restricted_mean_ci(s, 60000) FROM big'),
	('count(*) FROM big, survival_table(s)'), ('survival_table(s) FROM big'), ('logrank(s, s) FROM big'),
	('logrank_groups(s, s) FROM big'), ('hazard_ratio(s, s) FROM big'), ('survival_at(s, 1e6) FROM late'),
	('restricted_mean(s, 1e6) FROM late'), ('sbg_fit(whole) FROM late'), ('bdw_fit(whole) FROM late'),
	('hazard_ratio(''(1*5e7)'', ''(1*4e7)'')');
SET statement_timeout = '250ms';
\t on
SELECT format($f$DO $d$
DECLARE started timestamptz := clock_timestamp();
BEGIN
	BEGIN
		PERFORM %s;
	EXCEPTION WHEN query_canceled THEN
	END;
	IF clock_timestamp() - started > '3.25s' THEN RAISE NOTICE 'late: %%', %L; END IF;
EXCEPTION WHEN query_canceled THEN -- just after the work was done
END $d$$f$, call, call) FROM calls ORDER BY k \gexec
\t off
RESET statement_timeout;
-- Weights lie further apart than any sum keeps: who leaves is there all the same, and nothing is NaN.
SELECT survival_at(s, 3), cumulative_hazard(s, 3), t, at_risk, churned, censored, survival
FROM (VALUES ('(1*1e57 2+*1e70 3*1e-13)'::cx_survival)) v (s), survival_table(s);
-- A text is read in a time in proportion to its length, with blanks and without.
SET statement_timeout = '10s';
SELECT spaced::cx_survival = s AS spaced, survival_at(dense::cx_survival, 1) AS dense FROM big;
RESET statement_timeout;
DROP TABLE big, late, calls;
