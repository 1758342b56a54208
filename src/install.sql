\echo Use "CREATE EXTENSION cx_metrics" to load this file. \quit
-- DDL only: CREATE without OR REPLACE, so that an object planted under one of our names is an error.
