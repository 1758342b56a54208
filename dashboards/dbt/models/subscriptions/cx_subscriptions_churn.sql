{{ config(enabled=var('cx_subscriptions', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'subscriptions_churn') }}
WHERE period IS NOT NULL
