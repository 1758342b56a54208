-- The airport survey as a table: one row per interview (data/README.md says where it comes from).
-- Run it in the demo folder: \copy reads a path relative to the current directory.
\set ON_ERROR_STOP on

CREATE TABLE survey (
	respondent      integer PRIMARY KEY,
	interview_date  date NOT NULL,
	boarding_area   text NOT NULL,
	recommend       smallint,           -- 0 would not recommend the airport .. 10 would
	csat_overall    smallint,           -- 1 unacceptable .. 5 outstanding
	ease_wayfinding smallint,           -- 1 difficult .. 5 easy
	ease_security   smallint,           -- 1 difficult .. 5 easy
	weight          double precision NOT NULL
);

\copy survey FROM 'data/sfo_survey_2018.csv' WITH (FORMAT csv, HEADER)

ANALYZE survey;
