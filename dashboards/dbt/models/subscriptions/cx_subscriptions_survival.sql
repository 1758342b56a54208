{{ config(enabled=var('cx_subscriptions', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'subscriptions_survival') }}
WHERE days IS NOT NULL
