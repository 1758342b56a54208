-- A page of everything that cx_sources lists: a part for each table or view that there are views over, a card
-- for each view of a kind that can be drawn.

-- In the order of a page. Views of other kinds are for tools.
CREATE FUNCTION cx_report_rank(kind text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY[
	'nps', 'nps_by', 'csat', 'csat_by', 'ces', 'ces_by', 'drivers', 'active', 'clv', 'funnel',
	'revenue', 'churn', 'survival', 'survival_by', 'resolution', 'resolution_by', 'sla', 'sla_by', 'backlog',
	'retention', 'cohort_revenue'], kind);
COMMENT ON FUNCTION cx_report_rank(text) IS
'internal: where on a page a view of a kind stands; NULL for a kind that is not drawn';

CREATE FUNCTION cx_report_card(
	relation regclass, kind text, grain text,
	OUT name text, OUT figure text, OUT seen text, OUT said text, OUT note text, OUT body text
) RETURNS record LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	CASE
		WHEN kind IN ('nps', 'csat', 'ces') THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_scores(relation,
				kind, grain) AS c;
		WHEN kind IN ('nps_by', 'csat_by', 'ces_by', 'resolution_by', 'sla_by') THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_segments(relation, kind, grain) AS c;
		WHEN kind = 'drivers' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_drivers(relation)
				AS c;
		WHEN kind = 'active' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_active(relation,
				grain) AS c;
		WHEN kind = 'retention' THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_retention(relation, grain) AS c;
		WHEN kind = 'cohort_revenue' THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_spending(relation, grain) AS c;
		WHEN kind = 'clv' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_worth(relation)
				AS c;
		WHEN kind = 'funnel' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_funnel(relation)
				AS c;
		WHEN kind = 'revenue' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_revenue(relation,
				grain) AS c;
		WHEN kind IN ('survival', 'survival_by') THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_survival(relation, kind) AS c;
		WHEN kind IN ('churn', 'sla') THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_rate(relation,
				kind, grain) AS c;
		WHEN kind = 'resolution' THEN
			SELECT c.* INTO name, figure, seen, said, note, body
				FROM @extschema@.cx_report_resolution(relation, grain) AS c;
		WHEN kind = 'backlog' THEN
			SELECT c.* INTO name, figure, seen, said, note, body FROM @extschema@.cx_report_backlog(relation,
				grain) AS c;
	END CASE;
END $$;
COMMENT ON FUNCTION cx_report_card(regclass, text, text) IS
'internal: the card of a view: what it is called, its figure and of when that is, what it says, a note, and charts as markup';

-- No Javascript and nothing from elsewhere, and the policy in the page says so: a name that got through as
-- markup could do nothing. A card that fails shows why and the others are drawn: each has a subtransaction,
-- and so this cannot run in a parallel worker. Compiling hundreds of small expressions would take longer than
-- to run each once; and json has as many digits of a number as the session wants.
CREATE FUNCTION cx_report(title text, sources regclass[] DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp SET jit = off SET extra_float_digits = 1
AS $$
DECLARE
	view record;
	card record;
	missing regclass;
	shown regclass;
	parts text := '';
	glance text := '';
	cards integer := 0;
	tables integer := 0;
	state text;
	message text;
BEGIN
	IF title IS NULL OR array_position(sources, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('%s must not be null', CASE WHEN title IS NULL THEN 'title' ELSE 'sources' END),
			HINT = CASE WHEN title IS NULL THEN 'It is the heading of the page.'
				ELSE 'They are tables with views, as in ''{public.responses}''; NULL instead of an array '
					'means all.' END;
	END IF;
	FOR view IN
		SELECT s.source, s.relation, s.kind, s.grain, s.zone, c.relname,
			CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || t.relname AS source_name,
			@extschema@.cx_report_words(t.relname)
				|| CASE n.nspname WHEN 'public' THEN '' ELSE format(' (%s)', n.nspname) END AS heading,
			obj_description(s.source, 'pg_class') AS about
		FROM @extschema@.cx_sources AS s
		JOIN pg_class AS c ON c.oid = s.relation
		JOIN pg_class AS t ON t.oid = s.source
		JOIN pg_namespace AS n ON n.oid = t.relnamespace
		WHERE (sources IS NULL OR s.source = ANY (sources) OR s.relation = ANY (sources))
			AND @extschema@.cx_report_rank(s.kind) IS NOT NULL
		ORDER BY coalesce(array_position(sources, s.source), array_position(sources, s.relation)),
			min(@extschema@.cx_report_rank(s.kind)) OVER (PARTITION BY s.source), source_name, s.source,
			@extschema@.cx_report_rank(s.kind),
			array_position('{year,quarter,month,week,week_sunday,day}', s.grain), c.relname, s.relation
	LOOP
		IF view.source IS DISTINCT FROM shown THEN
			parts := parts || CASE WHEN tables > 0 THEN '</div></section>' ELSE '' END
				|| format(E'\n<section class="part"><h2>%s</h2>%s<div class="cards">',
					@extschema@.cx_report_text(view.heading),
					'<p class="lead">' || @extschema@.cx_report_text(view.about) || '</p>');
			tables := tables + 1;
			shown := view.source;
		END IF;
		cards := cards + 1;
		BEGIN
			SELECT c.* INTO card FROM @extschema@.cx_report_card(view.relation, view.kind, view.grain) AS c;
			parts := parts || format(E'\n<article class="card%s" id="card-%s"><h3>%s</h3>%s%s%s%s<p '
				'class="where">%s</p></article>',
				CASE WHEN view.kind IN ('retention', 'cohort_revenue') THEN ' wide-card' ELSE '' END, cards,
				@extschema@.cx_report_text(card.name),
				'<p class="big">' || @extschema@.cx_report_text(card.figure) || '</p>',
				'<p class="said">' || @extschema@.cx_report_text(card.said) || '</p>',
				card.body, '<p class="note">' || @extschema@.cx_report_text(nullif(card.note, '')) || '</p>',
				@extschema@.cx_report_text(concat_ws(', ', 'View ' || view.relname,
					'by ' || CASE view.grain WHEN 'week_sunday' THEN 'week from Sunday' ELSE view.grain END,
					'days as in ' || view.zone)));
			IF card.figure IS NOT NULL THEN
				glance := glance || format('<li><a href="#card-%s">%s<b>%s</b><span>%s</span></a></li>',
					cards,
					@extschema@.cx_report_text(card.name), @extschema@.cx_report_text(card.figure),
					@extschema@.cx_report_text(
						concat_ws(', ', replace(view.source_name, '_', ' '), card.seen)));
			END IF;
		EXCEPTION WHEN others THEN
			GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
			parts := parts || format(E'\n<article class="card error" id="card-%s"><h3>%s</h3><p '
				'class="said">%s</p>'
				'<p class="where">%s</p></article>', cards, 'This card could not be drawn',
				@extschema@.cx_report_text(message), @extschema@.cx_report_text(format('View %s, error %s',
					view.relname, state)));
		END;
	END LOOP;
	parts := parts || CASE WHEN tables > 0 THEN '</div></section>' ELSE '' END;
	FOR missing IN
		SELECT s FROM unnest(sources) AS s
		WHERE NOT EXISTS (SELECT FROM @extschema@.cx_sources AS c WHERE s IN (c.source, c.relation)
			AND @extschema@.cx_report_rank(c.kind) IS NOT NULL)
	LOOP
		parts := parts || format(E'\n<section class="part"><h2>%s</h2><p class="lead">There is no view over '
			'it '
			'that could be drawn.</p></section>', @extschema@.cx_report_text(missing::text));
	END LOOP;
	RETURN concat(E'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
		'<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''"/>\n'
		'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
		'<meta name="color-scheme" content="light dark"/>\n<title>', @extschema@.cx_report_text(title),
		E'</title>\n<style>', @extschema@.cx_report_css(), E'</style>\n</head>\n<body>\n<main>\n'
		'<header><p class="eyebrow">Customer experience</p><h1>', @extschema@.cx_report_text(title),
		'</h1><p class="lead">', @extschema@.cx_report_text(CASE WHEN cards = 0 THEN
			'There are no views to draw yet. Make them with cx_create_response_views() and its like.'
			ELSE format('As of %s. Each figure is of the last period that has ended; charts go back 36 '
				'periods at most.',
				to_char(now() AT TIME ZONE 'UTC', 'FMDD FMMonth YYYY, HH24:MI "UTC"')) END), '</p>',
		'<ul class="glance">' || nullif(glance, '') || '</ul>', '</header>', parts,
		E'\n<footer><p>Intervals: in 95 of 100 samples like this one, such an interval holds the figure of '
			'all customers. '
		'NPS by adjusted Wald, shares by Wilson, means by Student, survival by Greenwood. A period that has not ended '
		'is hollow, dashed or pale, and may still change. Rows that could not be used are off their scale, without a '
		'valid time, or end before they start.</p><p>Computed in PostgreSQL by cx_metrics ',
		@extschema@.cx_report_text((SELECT extversion FROM pg_extension WHERE extname = 'cx_metrics')),
		E'.</p></footer>\n</main>\n</body>\n</html>\n');
END $$;
COMMENT ON FUNCTION cx_report(text, regclass[]) IS
'one HTML page of the ready-made views over these tables, or of all: charts as SVG, no script, nothing from elsewhere; read with the rights of who calls it, and a view that fails shows its error; a NULL title or element is an error';
