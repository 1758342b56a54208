-- What a model says about a customer

CREATE FUNCTION expected_purchases(rfm cx_rfm, model cx_purchase_model, horizon_days double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases(cx_rfm, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed; NULL without an estimate';

CREATE FUNCTION expected_purchases(frequency double precision, recency double precision, age double precision, model cx_purchase_model, horizon_days double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases(double precision, double precision, double precision, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed; NULL without an estimate';

CREATE FUNCTION p_alive(rfm cx_rfm, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive(cx_rfm, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';

CREATE FUNCTION p_alive(frequency double precision, recency double precision, age double precision, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive(double precision, double precision, double precision, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';

CREATE FUNCTION expected_spend(rfm cx_rfm, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_expected_spend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend(cx_rfm, cx_spend_model) IS
'mean amount of the customers future purchase days; NULL where the model has none';

CREATE FUNCTION expected_spend(frequency double precision, mean_amount double precision, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_expected_spend' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend(double precision, double precision, cx_spend_model) IS
'mean amount of the customers future purchase days; NULL where the model has none';

CREATE FUNCTION clv(rfm cx_rfm, model cx_purchase_model, spending cx_spend_model, horizon_days double precision, annual_discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_clv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv(cx_rfm, cx_purchase_model, cx_spend_model, double precision, double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction for a year of 365 days; NULL without an estimate';

CREATE FUNCTION clv(frequency double precision, recency double precision, age double precision, mean_amount double precision, model cx_purchase_model, spending cx_spend_model, horizon_days double precision, annual_discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION clv(double precision, double precision, double precision, double precision, cx_purchase_model, cx_spend_model, double precision, double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction for a year of 365 days; NULL without an estimate';

-- Without a model

CREATE FUNCTION clv_simple(margin double precision, churn double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_simple' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_simple(double precision, double precision) IS
'margin of a period / churn in percent of it; NULL without churn, when it is infinite';

CREATE FUNCTION clv_geometric(margin double precision, retention double precision, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_geometric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_geometric(double precision, double precision, double precision) IS
'margin * r / (1 + d - r), the first margin one period ahead; retention in percent and discount as a fraction, of one period; NULL when it is infinite';
