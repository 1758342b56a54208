-- One customer's purchases, folded into cx_rfm, and read from it. Transitions are not strict: only a NULL
-- time means skip. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_count(cx_rfm, date, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, date, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, bigint, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date, cx_zone) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, numeric, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date, cx_zone) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, double precision, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date, cx_zone) IS
'adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- Aggregates

CREATE AGGREGATE rfm_agg(at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rfm_agg(date, bigint, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamp, bigint, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, bigint, date, cx_zone) IS
'the purchases (at, amount, observed_until, zone) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, numeric, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamp, numeric, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, numeric, date, cx_zone) IS
'the purchases (at, amount, observed_until, zone) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, double precision, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamp, double precision, date) IS
'the purchases (at, amount, observed_until) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, double precision, date, cx_zone) IS
'the purchases (at, amount, observed_until, zone) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rollup(rfm cx_rfm) (
	SFUNC = cx_rfm_add, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_rfm) IS
'the purchases of all parts of a customer, those of one day as one; NULLs are skipped; () over no rows';

-- Accessors

CREATE FUNCTION frequency(rfm cx_rfm) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rfm_frequency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(cx_rfm) IS
'days with a purchase after the first day; NULL without any purchase';

CREATE FUNCTION recency(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_recency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recency(cx_rfm) IS
'days from the first purchase to the last; NULL without any purchase';

CREATE FUNCTION age(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_age_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION age(cx_rfm) IS
'days from the first purchase to the last day observed; NULL without any purchase';

CREATE FUNCTION mean_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_mean_amount_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_amount(cx_rfm) IS
'mean amount of the days with a repeat purchase; NULL when there is none';

CREATE FUNCTION total_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(cx_rfm) IS
'amount of all purchases; NULL without any purchase';

CREATE FUNCTION first_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_purchase(cx_rfm) IS
'day of the first purchase; NULL without any purchase';

CREATE FUNCTION last_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_purchase(cx_rfm) IS
'day of the last purchase; NULL without any purchase';

CREATE FUNCTION observed_until(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_observed_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION observed_until(cx_rfm) IS
'the last day observed; NULL without any purchase';
