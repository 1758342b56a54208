{{ config(enabled=var('cx_events', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'events_retention') }}
WHERE period IS NOT NULL
