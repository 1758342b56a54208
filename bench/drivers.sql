-- A survey with twenty questions about what people liked, as scores of 1 to 5 that have a mood in common,
-- beside the overall score. Two million of them at most.
BEGIN;
CREATE TABLE answer AS
SELECT i AS id, (1 + floor(2 * mood + 3 * random()))::float8 AS overall,
	(1 + floor(2 * mood + 3 * random()))::float8 AS d1, (1 + floor(1 * mood + 4 * random()))::float8 AS d2,
	(1 + floor(2 * mood + 3 * random()))::float8 AS d3, (1 + floor(5 * random()))::float8 AS d4,
	(1 + floor(1 * mood + 4 * random()))::float8 AS d5, (1 + floor(2 * mood + 3 * random()))::float8 AS d6,
	(1 + floor(5 * random()))::float8 AS d7, (1 + floor(2 * mood + 3 * random()))::float8 AS d8,
	(1 + floor(1 * mood + 4 * random()))::float8 AS d9, (1 + floor(5 * random()))::float8 AS d10,
	(1 + floor(2 * mood + 3 * random()))::float8 AS d11, (1 + floor(5 * random()))::float8 AS d12,
	(1 + floor(1 * mood + 4 * random()))::float8 AS d13, (1 + floor(5 * random()))::float8 AS d14,
	(1 + floor(2 * mood + 3 * random()))::float8 AS d15, (1 + floor(5 * random()))::float8 AS d16,
	(1 + floor(1 * mood + 4 * random()))::float8 AS d17, (1 + floor(5 * random()))::float8 AS d18,
	(1 + floor(2 * mood + 3 * random()))::float8 AS d19, (1 + floor(5 * random()))::float8 AS d20,
	0.5 + random() AS weight
FROM (SELECT i, random() AS mood FROM generate_series(1, least(:rows::bigint, 2000000)) i OFFSET 0) v;
COMMIT;
VACUUM (FREEZE, ANALYZE) answer;
