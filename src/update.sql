\echo Use "ALTER EXTENSION cx_metrics UPDATE" to load this file. \quit
