{{ config(enabled=var('cx_survey', '') != '' and var('cx_survey_segment', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'survey_nps_by_segment') }}
WHERE period IS NOT NULL
