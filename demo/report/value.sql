-- The report's third part: what the customers will be worth, from the view "events".

-- ---- The figures -----------------------------------------------------------------------------
CREATE TEMPORARY TABLE worth AS
SELECT customer, rfm_agg(at, amount, date :'as_of' - 1) AS rfm
FROM events
GROUP BY customer;

CREATE TEMPORARY TABLE model AS
SELECT bgnbd_fit(rfm) AS buying, gamma_gamma_fit(rfm) AS spending
FROM worth;

CREATE TEMPORARY TABLE ranked AS
SELECT *, row_number() OVER (ORDER BY value DESC NULLS LAST, customer) AS rank, count(*) OVER () AS customers
FROM (SELECT customer, rfm, p_alive(rfm, buying) AS alive,
             expected_purchases(rfm, buying, :horizon_days) AS purchases,
             expected_spend(rfm, spending) AS spend,
             clv(rfm, buying, spending, :horizon_days, :annual_discount) AS value
      FROM worth, model) AS w;

-- How the model would have done: fitted to all but the last weeks, against what came in them.
CREATE TEMPORARY TABLE held_out AS
WITH known AS (
	SELECT customer, rfm_agg(at, amount, date :'as_of' - 1 - 7 * :held_out_weeks) AS rfm,
	       count(DISTINCT at) FILTER (WHERE at >= date :'as_of' - 7 * :held_out_weeks) AS came
	FROM events
	GROUP BY customer
)
SELECT least(frequency(rfm), 7) AS repeats, count(*) AS customers, sum(came) AS came,
       sum(expected_purchases(rfm, (SELECT bgnbd_fit(rfm) FROM known), 7 * :held_out_weeks)) AS expected
FROM known
WHERE frequency(rfm) IS NOT NULL
GROUP BY repeats;

-- ---- The page --------------------------------------------------------------------------------

SELECT format('<header class="part">
<p class="eyebrow">Value report</p>
<h1>%s</h1>
<p class="lead">In the %s days from %s, all %s customers together are expected to bring <b>%s dollars</b>, discounted by
%s%% a year; <b>the best tenth of them brings %s%%</b>.</p>
</header>',
              pg_temp.esc(:'shop'), :horizon_days, to_char(date :'as_of', 'FMDD FMMonth YYYY'),
              pg_temp.num(count(*), 0), pg_temp.num(sum(value), 0), pg_temp.num(100 * :annual_discount, 0),
              pg_temp.num(100 * sum(value) FILTER (WHERE rank <= 0.1 * customers) / nullif(sum(value), 0), 0))
FROM ranked;

-- The most valuable customers; the bar is the value again.
WITH best AS (
	SELECT string_agg(format('<tr><th scope="row">%s</th><td class="number quiet">%s</td><td class="number quiet wide">%s</td>'
	                         '<td class="number">%s</td><td class="number">%s</td><td class="number wide">%s</td>'
	                         '<td class="plot wide"><svg class="row" aria-hidden="true">%s</svg></td>'
	                         '<td class="number strong">%s</td></tr>',
	                         pg_temp.esc(customer::text), pg_temp.num(frequency(rfm), 0),
	                         to_char(last_purchase(rfm), 'FMDD Mon YYYY'), pg_temp.num(100 * alive, 0),
	                         pg_temp.num(purchases, 1), pg_temp.num(spend, 2),
	                         pg_temp.rect('worth', 0, (100 * value / nullif(top, 0))::numeric, 10, 12,
	                                      pg_temp.num(value, 2)),
	                         pg_temp.num(value, 0)), E'\n' ORDER BY rank) AS html,
	       sum(value) AS value, count(*) AS customers
	FROM (SELECT *, max(value) OVER () AS top FROM ranked WHERE rank <= :most_valuable) AS r
)
SELECT format('<section class="card trend"><h2>The %s customers worth most bring %s dollars</h2>
<p class="note">What to expect of each in the next %s days</p>
<div class="scroll" tabindex="0"><table class="dots"><caption></caption><thead><tr><th scope="col">Customer</th>
<th scope="col" class="number">Days bought again</th><th scope="col" class="number wide">Last</th>
<th scope="col" class="number">Still customer, %%</th><th scope="col" class="number">Purchases</th>
<th scope="col" class="number wide">Dollars each</th><td class="wide"></td><th scope="col" class="number">Value</th></tr></thead>
<tbody>%s</tbody></table></div></section>',
              customers, pg_temp.num(value, 0), :horizon_days, html)
FROM best;

-- The models, and how they did.
WITH summary AS (
	SELECT 1 AS position, s.* FROM model, model_summary(buying) WITH ORDINALITY AS s
	UNION ALL
	SELECT 2, s.* FROM model, model_summary(spending) WITH ORDINALITY AS s
), parameters AS (
	SELECT string_agg(pg_temp.table_row(replace(parameter, '_', ' '), pg_temp.num(estimate, 4),
	                                    pg_temp.num(std_error, 4), pg_temp.span(low, high, 4)),
	                  '' ORDER BY position, ordinality) AS html
	FROM summary
), trial AS (
	SELECT sum(expected) AS expected, sum(came) AS came,
	       string_agg(pg_temp.table_row(repeats || CASE WHEN repeats < 7 THEN '' ELSE ' or more' END,
	                                    pg_temp.num(customers, 0), pg_temp.num(expected, 0),
	                                    pg_temp.num(came::double precision, 0)), '' ORDER BY repeats) AS html
	FROM held_out
)
SELECT format('<div class="grid halves">
<section class="card"><h2>Of %s purchases in the last %s weeks, the weeks before predicted %s</h2>
<p class="note">A model fitted to the purchases up to %s, against those that came after, by the days on which customers had
bought again</p>%s</section>',
              pg_temp.num(came::double precision, 0), :held_out_weeks, pg_temp.num(expected, 0),
              to_char(date :'as_of' - 1 - 7 * :held_out_weeks, 'FMDD FMMonth YYYY'),
              pg_temp.data_table('Days bought again|Customers|Expected|Came', trial.html))
       || format('<section class="card"><h2>After a repeat purchase, a customer leaves for good with a chance of %s%%</h2>
<p class="note">The models, fitted to all purchases, time in days. Buying, BG/NBD: %s, log-likelihood %s. Spending,
gamma-gamma: %s, log-likelihood %s.</p>%s</section>
</div>',
                 pg_temp.num(100 * (SELECT estimate FROM summary WHERE parameter = 'dropout_probability'), 0),
                 replace(model_status(buying), '_', ' '), pg_temp.num(log_likelihood(buying), 1),
                 replace(model_status(spending), '_', ' '), pg_temp.num(log_likelihood(spending), 1),
                 pg_temp.data_table('Parameter|Estimate|Standard error|95% interval', parameters.html))
FROM model, parameters, trial;
