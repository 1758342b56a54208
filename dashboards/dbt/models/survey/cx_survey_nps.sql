{{ config(enabled=var('cx_survey', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'survey_nps') }}
WHERE period IS NOT NULL
