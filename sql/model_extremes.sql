-- Models that are given may be anything that the type lets in. Whatever they and the customer are, every
-- accessor answers within a second, with a figure that can be, or with NULL.
CREATE FUNCTION spread(low double precision, high double precision) RETURNS double precision LANGUAGE sql
	AS 'SELECT exp(ln(low) + random() * (ln(high) - ln(low)))';
CREATE TABLE figures (call text, figure double precision, took interval);
CREATE FUNCTION measure(call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp(); figure double precision;
BEGIN
	EXECUTE 'SELECT ' || call INTO figure;
	INSERT INTO figures VALUES (call, figure, clock_timestamp() - began);
END $$;
CREATE FUNCTION draw(kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	-- as a number of the text form: most are extreme, some are not
	wild boolean := random() < 0.7;
	least double precision := CASE WHEN wild THEN 1e-30 ELSE 1e-3 END;
	most double precision := CASE WHEN wild THEN 1e15 ELSE 1e3 END;
	scale text := CASE WHEN wild THEN spread(1e-60, 1e60) ELSE spread(0.01, 1e4) END;
	last text := CASE WHEN wild AND kind = 'pareto_nbd' THEN spread(1e-60, 1e60) ELSE spread(least, most) END;
	model text := format('%s_model(%s, %s, %s, %s)', kind, spread(least, most), scale, spread(least, most),
		last);
	spending text := format('gamma_gamma_model(%s, %s, %s)', spread(least, most), spread(least, most), scale);
	frequency double precision := CASE WHEN random() < 0.3 THEN 0 ELSE floor(spread(1, sqrt(most) * 100)) END;
	age double precision := CASE WHEN wild THEN spread(1e-6, 1e10) ELSE spread(1, 1e4) END;
	recency double precision := CASE WHEN frequency = 0 THEN 0 WHEN random() < 0.3 THEN age
		ELSE age * (1 - random()) END;
	customer text := format('%s, %s, %s', frequency, recency, age);
	horizon double precision := CASE WHEN wild THEN spread(1e-6, 1e10) ELSE spread(1, 1e5) END;
	discount double precision := CASE WHEN random() < 0.5 THEN spread(1e-10, 1) - 1 ELSE spread(1e-6,
		1e10) END;
BEGIN
	PERFORM measure(format('p_alive(%s, %s)', customer, model));
	PERFORM measure(format('expected_purchases(%s, %s, %s)', customer, model, horizon));
	PERFORM measure(format('expected_spend(%s, %s, %s)', frequency, spread(1e-30, 1e30), spending));
	PERFORM measure(format('clv(%s, %s, %s, %s, %s, %s)', customer, spread(1e-9, 1e9), model, spending,
		horizon, discount));
	PERFORM measure(format('(SELECT sum(estimate) FROM model_summary(%s))', model));
END $$;
SELECT setseed(0.5);
SELECT count(draw(kind)) FROM unnest('{bgnbd, mbgnbd, pareto_nbd}'::text[]) kind, generate_series(1, 300);
SELECT measure('clv(1e15, 1e10, 1e10, 10, mbgnbd_model(1, 1, 1e6, 1),
	gamma_gamma_model(6, 3, 15), 1e10, -0.9999999999)');
SELECT count(*) AS calls, count(*) FILTER (WHERE took > interval '1 s') AS slow,
	count(*) FILTER (WHERE figure < 0 OR figure = 'NaN' OR figure = 'infinity') AS impossible,
	count(*) FILTER (WHERE call LIKE 'p_alive%' AND figure > 1) AS beyond_certainty,
	count(*) FILTER (WHERE call ~ '^(p_alive|expected_purchases)' AND figure IS NULL) AS without_answer
FROM figures;
SELECT left(call, 200), figure, took FROM figures WHERE took > interval '1 s'
	OR figure < 0 OR figure = 'NaN' OR call ~ '^(p_alive|expected_purchases)' AND figure IS NULL LIMIT 3;
DROP TABLE figures;
DROP FUNCTION draw, measure, spread;
