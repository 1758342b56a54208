{{ config(enabled=var('cx_events', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'events_funnel') }}
WHERE step IS NOT NULL
