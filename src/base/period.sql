-- Periods of the calendar

CREATE TYPE cx_period AS ENUM ('day', 'week', 'week_sunday', 'month', 'quarter', 'year');

COMMENT ON TYPE cx_period IS
'a period of the calendar: day, week (ISO, from Monday), week_sunday, month, quarter, year';
