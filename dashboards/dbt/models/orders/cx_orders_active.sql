{{ config(enabled=var('cx_orders', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'orders_active') }}
WHERE period IS NOT NULL
