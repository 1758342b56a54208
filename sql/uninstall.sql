SET client_min_messages = warning;
DROP SCHEMA test CASCADE;
RESET client_min_messages;
-- What uses the extension keeps it; without users it goes and leaves nothing.
CREATE VIEW keeps AS SELECT nps_agg(score) AS state FROM (VALUES (9)) AS v (score);
\set VERBOSITY terse
DROP EXTENSION cx_metrics;
DROP VIEW keeps;
DROP EXTENSION cx_metrics;
SELECT count(*) AS left FROM pg_proc WHERE probin = '$libdir/cx_metrics';
SELECT count(*) AS left FROM pg_type WHERE typname ~ '^_?cx_';
