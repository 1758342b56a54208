-- What one customer's days say. A purchase day is one whose amounts sum to more than 0, or that has rows
-- and no amount other than 0 or NULL.

CREATE FUNCTION frequency(rfm cx_rfm) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rfm_frequency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(cx_rfm) IS
'purchase days after the first; NULL without a purchase day';

CREATE FUNCTION recency(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_recency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recency(cx_rfm) IS
'days from the first purchase day to the last; NULL without a purchase day';

CREATE FUNCTION age(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_age_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION age(cx_rfm) IS
'days from the first purchase day to the last day observed; NULL without a purchase day';

CREATE FUNCTION mean_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_mean_amount_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_amount(cx_rfm) IS
'mean amount of the purchase days after the first; NULL when there is none';

CREATE FUNCTION total_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(cx_rfm) IS
'the money of all rows, returns taken off; NULL without a row';

CREATE FUNCTION first_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_purchase(cx_rfm) IS
'the first purchase day; NULL when there is none';

CREATE FUNCTION last_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_purchase(cx_rfm) IS
'the last purchase day; NULL when there is none';

CREATE FUNCTION observed_until(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_observed_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION observed_until(cx_rfm) IS
'the last day observed; NULL without a row';
