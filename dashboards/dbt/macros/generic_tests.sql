{# Fails for rows whose parts do not add up to the total. #}
{% test adds_up(model, parts, total) %}
SELECT * FROM {{ model }} WHERE {{ parts | join(' + ') }} <> {{ total }}
{% endtest %}

{# Fails for rows whose value is not within its own interval. #}
{% test within_interval(model, value='value', low='low', high='high') %}
SELECT * FROM {{ model }} WHERE {{ value }} < {{ low }} - 1e-9 OR {{ value }} > {{ high }} + 1e-9
{% endtest %}

{# Fails for values outside of lowest to highest. #}
{% test from_to(model, column_name, lowest, highest) %}
SELECT {{ column_name }} FROM {{ model }} WHERE {{ column_name }} < {{ lowest }} OR {{ column_name }} > {{ highest }}
{% endtest %}

{# Fails for a combination of columns that is there more than once. #}
{% test one_row_for(model, columns) %}
SELECT {{ columns | join(', ') }} FROM {{ model }} GROUP BY {{ columns | join(', ') }} HAVING count(*) > 1
{% endtest %}
