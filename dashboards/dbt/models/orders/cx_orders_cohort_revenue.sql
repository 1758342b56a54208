{{ config(enabled=var('cx_orders', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'orders_cohort_revenue') }}
WHERE period IS NOT NULL
