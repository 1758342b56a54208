{{ config(enabled=var('cx_tickets', '') != '' and var('cx_tickets_segment', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'tickets_resolution_by_segment') }}
WHERE period IS NOT NULL
