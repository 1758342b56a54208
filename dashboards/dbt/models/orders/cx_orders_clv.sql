{{ config(enabled=var('cx_orders', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'orders_clv') }}
WHERE band IS NOT NULL
