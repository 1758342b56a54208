{{ config(enabled=var('cx_subscriptions', '') != '' and var('cx_subscriptions_segment', '') != '') }}
SELECT * FROM {{ source('cx_metrics', 'subscriptions_survival_by_segment') }}
WHERE days IS NOT NULL
