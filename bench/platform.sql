-- Answers over two years, ten a minute, and the ready-made views over them.
BEGIN;
CREATE TABLE answers (
	id bigint, customer integer, answered timestamptz, touchpoint text, nps smallint
);
INSERT INTO answers
SELECT i, (i * 7919) % 1000003 % 200000, timestamptz '2024-01-01 00:00+00' + i * (interval '730 days' / :rows),
	(ARRAY['checkout', 'support', 'delivery', 'app', 'store'])[1 + i % 5],
	(ARRAY[0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10])[1 + floor(28 * random())::int]
FROM generate_series(1, :rows::bigint) i;
SET client_min_messages = warning;
SELECT cx_create_response_views('answers', 'nps', 'answered', 'nps', 'Europe/Berlin', segments => '{touchpoint}');
SELECT cx_create_event_views('answers', 'customer', 'answered', 'Europe/Berlin', as_of => '2026-01-01');
COMMIT;
VACUUM (FREEZE, ANALYZE) answers;
