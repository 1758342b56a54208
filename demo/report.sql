-- One page of everything that the views of views.sql show:
--
--   psql -X -f report.sql -o report.html
--
-- With no sources named, cx_report draws all that cx_sources lists.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
\pset format unaligned
\pset tuples_only on

SELECT cx_report('An airport, a music shop, a telephone company and an IT support desk');
