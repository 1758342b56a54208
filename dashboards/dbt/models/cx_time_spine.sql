{{ config(materialized='table', enabled=var('cx_time_spine')) }}
SELECT day::date AS date_day
FROM generate_series(DATE '1995-01-01', CURRENT_DATE + 366, interval '1 day') AS day
