{{ config(enabled=var('cx_survey', '') != '' and var('cx_survey_drivers')) }}
SELECT * FROM {{ source('cx_metrics', 'survey_csat_drivers') }}
WHERE driver IS NOT NULL
