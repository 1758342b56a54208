-- Orders as for the retention family; and :rows / 20 customers as the models see them, simulated with BG/NBD and
-- the parameters of CDNOW over 39 weeks: two in three never come back, a few do all the time.
\ir orders.sql
-- Gamma variables below 1 are an exponential one times a beta one, by Joehnk's method; larger ones add exponentials.
CREATE FUNCTION gamma_variable(shape double precision) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE whole int := floor(shape); rest double precision := shape - whole; x double precision; y double precision; total double precision := 0;
BEGIN
	FOR i IN 1 .. whole LOOP total := total - ln(1 - random()); END LOOP;
	IF rest = 0 THEN RETURN total; END IF;
	LOOP
		x := random() ^ (1 / rest);
		y := random() ^ (1 / (1 - rest));
		EXIT WHEN x + y <= 1 AND x + y > 0;
	END LOOP;
	RETURN total - ln(1 - random()) * x / (x + y);
END $$;
CREATE FUNCTION simulated(customers int) RETURNS TABLE (frequency int, recency int, age int) LANGUAGE plpgsql AS $$
DECLARE rate double precision; leave double precision; a double precision; at double precision;
BEGIN
	FOR i IN 1 .. customers LOOP
		rate := gamma_variable(0.2426) / 30.9;
		a := gamma_variable(0.793);
		leave := a / (a + gamma_variable(2.426));
		frequency := 0;
		recency := 0;
		age := 189 + floor(random() * 85);
		at := 0;
		LOOP
			EXIT WHEN rate * (age - at) < 1e-9;
			at := at - ln(1 - random()) / rate;
			EXIT WHEN at > age;
			IF ceil(at) > recency THEN
				frequency := frequency + 1;
				recency := ceil(at);
			END IF;
			EXIT WHEN random() < leave;
		END LOOP;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT setseed(0.5);
CREATE TABLE rfm AS SELECT frequency, recency, age, CASE WHEN frequency > 0 THEN round((15.45 * gamma_variable(6.25 * frequency) / frequency / gamma_variable(3.74) + 0.01)::numeric, 2) END AS mean_amount FROM simulated(:rows / 20);
VACUUM (FREEZE, ANALYZE) rfm;
