{{ config(enabled=var('cx_events', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'events_active') }}
WHERE period IS NOT NULL
