{{ config(enabled=var('cx_tickets', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'tickets_backlog') }}
WHERE period IS NOT NULL
