-- The demo's data as tables (data/README.md says where it comes from). Run it in the demo folder:
-- \copy reads a path relative to the current directory.
\set ON_ERROR_STOP on

-- The airport survey: one row per interview.
CREATE TABLE survey (
	respondent      integer PRIMARY KEY,
	interview_date  date NOT NULL,
	boarding_area   text NOT NULL,
	recommend       smallint,           -- 0 would not recommend the airport .. 10 would
	csat_overall    smallint,           -- 1 unacceptable .. 5 outstanding
	ease_wayfinding smallint,           -- 1 difficult .. 5 easy
	ease_security   smallint,           -- 1 difficult .. 5 easy
	weight          double precision NOT NULL,
	-- how passengers rate each, 1 unacceptable .. 5 outstanding
	art             smallint,           -- artwork and exhibitions
	food            smallint,           -- restaurants
	stores          smallint,           -- shops
	signs           smallint,           -- signs and directions
	walkways        smallint,           -- escalators, elevators, moving walkways
	screens         smallint,           -- information on screens and monitors
	wifi            smallint,
	boarding_cleanliness smallint,      -- of boarding areas
	restroom_cleanliness smallint,      -- of restrooms
	safety          smallint            -- how safe they feel, 1 not safe .. 5 extremely safe
);

\copy survey FROM 'data/sfo_survey_2018.csv' WITH (FORMAT csv, HEADER)

-- The CDNOW log: one row per purchase, 1997-01-01 to 1998-06-30; a customer may have several on a day.
CREATE TABLE purchases (
	customer  integer NOT NULL,
	purchased date NOT NULL,
	cds       smallint NOT NULL,        -- compact discs
	amount    numeric(8,2) NOT NULL     -- US dollars, 0 in 8 rows
);

\copy purchases FROM 'data/cdnow_log.csv' WITH (FORMAT csv, HEADER)

-- A telephone company's customers: how long each has been one, and whether it has left.
CREATE TABLE telco (
	customer       text PRIMARY KEY,
	tenure_months  smallint NOT NULL,   -- until it left, or until now; 0 to 72
	contract       text NOT NULL,       -- Month-to-month, One year, Two year
	monthly_charge numeric(8,2) NOT NULL, -- US dollars
	churned        boolean NOT NULL     -- has left
);

\copy telco FROM 'data/telco_churn.csv' WITH (FORMAT csv, HEADER)

-- A support desk: one row per ticket, opened on three days. Instants are as on the desk's own clock.
CREATE TABLE tickets (
	ticket          text PRIMARY KEY,
	caller          text NOT NULL,
	opened_at       timestamp NOT NULL,
	first_action_at timestamp NOT NULL, -- in 2 rows before opened_at: the ticket was written down late
	resolved_at     timestamp,          -- NULL in 29 rows; then closed_at says when it ended
	closed_at       timestamp NOT NULL,
	priority        smallint NOT NULL,  -- 1 critical .. 4 low
	team            text,               -- NULL in 17 rows
	reassignments   smallint NOT NULL,
	reopens         smallint NOT NULL,
	made_sla        boolean NOT NULL    -- as the desk itself counts
);

\copy tickets FROM 'data/support_tickets.csv' WITH (FORMAT csv, HEADER)

ANALYZE survey, purchases, telco, tickets;
