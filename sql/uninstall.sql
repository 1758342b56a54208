-- What uses the extension keeps it; without users it goes and leaves nothing.
DROP EXTENSION cx_metrics;
CREATE VIEW keeps AS SELECT nps_agg(score) AS state FROM (VALUES (9)) AS v (score);
DROP EXTENSION IF EXISTS cx_metrics;
