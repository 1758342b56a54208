-- What a model says about a customer: of a state, or of columns.

@table history arguments types symbol
rfm cx_rfm | cx_rfm | cx_rfm_
frequency double precision, recency double precision, age double precision | double precision, double precision, double precision | cx_
@end

@table spending arguments types symbol strict
rfm cx_rfm | cx_rfm | cx_rfm_ | STRICT
frequency double precision, mean_amount double precision | double precision, double precision | cx_ |
@end

@table worth arguments types symbol strict
rfm cx_rfm | cx_rfm | cx_rfm_ | STRICT
frequency double precision, recency double precision, age double precision, mean_amount double precision | double precision, double precision, double precision, double precision | cx_ |
@end

@for h in history
CREATE FUNCTION expected_purchases({h.arguments}, model cx_purchase_model, horizon_days double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', '{h.symbol}expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases({h.types}, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed, in the unit of time of the model; NULL without an estimate';

CREATE FUNCTION p_alive({h.arguments}, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', '{h.symbol}p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive({h.types}, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';
@end

@for s in spending
CREATE FUNCTION expected_spend({s.arguments}, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.symbol}expected_spend' LANGUAGE C IMMUTABLE {s.strict} PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend({s.types}, cx_spend_model) IS
'mean amount of the days with a purchase that are to come; the mean of all without a repeat purchase; NULL where the model has none';
@end

@for w in worth
CREATE FUNCTION clv({w.arguments}, model cx_purchase_model, spending cx_spend_model,
	horizon_days double precision, annual_discount double precision,
	periods_per_year double precision DEFAULT 365) RETURNS double precision
AS 'MODULE_PATHNAME', '{w.symbol}clv' LANGUAGE C IMMUTABLE {w.strict} PARALLEL SAFE;
COMMENT ON FUNCTION clv({w.types}, cx_purchase_model, cx_spend_model, double precision, double precision,
	double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction per year of so many units of time of the model; NULL without an estimate';
@end
