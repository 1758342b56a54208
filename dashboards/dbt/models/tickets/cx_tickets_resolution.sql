{{ config(enabled=var('cx_tickets', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'tickets_resolution') }}
WHERE period IS NOT NULL
