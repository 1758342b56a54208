-- What it costs to keep a customer, and what is left of a gain.
-- operately, calculatorshub (M-14): 10,000 / 500, 25,000 / 800, 50,000 / 1,200
SELECT retention_cost(10000, 500), retention_cost(25000, 800), round(retention_cost(50000, 1200)::numeric, 2);
-- money of any numeric type, customers of any
SELECT retention_cost(10000::numeric, 500::bigint), retention_cost(10000::bigint, 500::smallint),
	retention_cost(0, 500) AS nothing_spent, retention_cost(10000, 0) AS nobody,
	retention_cost(0, 0) AS neither,
	retention_cost(NULL, 500), retention_cost(10000, NULL);
-- 150 for 100 is half as much again; nothing for it is all of it lost; a loss on top is more than that
SELECT cx_roi(150, 100), cx_roi(100, 100), cx_roi(0, 100), cx_roi(-50, 100), cx_roi(150, 0) AS for_nothing,
	cx_roi(0, 0) AS nothing, cx_roi(NULL, 100), cx_roi(150, NULL), cx_roi(1.1, 0.1),
	cx_roi(1e308, 1e-308) AS huge;
-- ratios: CRC to CAC and CLV to CAC of a quarter with 50,000 spent on keeping 1,200 customers, 45,000 on
-- 300 new ones, a margin of 20 a month and 5 % churn a month
SELECT round(crc::numeric, 2) AS crc, cac, clv, round((crc / nullif(cac, 0))::numeric, 4) AS crc_to_cac,
	round((clv / nullif(cac, 0))::numeric, 4) AS clv_to_cac
FROM (SELECT retention_cost(50000, 1200) AS crc, 45000.0 / nullif(300, 0) AS cac, clv_simple(20, 5) AS clv) v;
SELECT test.refusal(q) FROM unnest(ARRAY['SELECT retention_cost(-1, 500)', 'SELECT retention_cost(10000, -1)',
	'SELECT retention_cost(''NaN'', 500)', 'SELECT retention_cost(10000, ''infinity'')',
	'SELECT cx_roi(150, -100)', 'SELECT cx_roi(''infinity'', 100)', 'SELECT cx_roi(150, ''NaN'')']) q;
