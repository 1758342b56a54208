{{ config(enabled=var('cx_survey', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'survey_nps_change') }}
WHERE period IS NOT NULL
