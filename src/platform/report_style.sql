-- The style sheet of a report. Colours are custom properties, so dark mode and print change only them;
-- promoter blue and detractor orange differ for every kind of colour vision, and never speak alone.

CREATE FUNCTION cx_report_css() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT '
:root {
  --page: #f3f5f7; --card: #ffffff; --edge: #dde3e8; --ink: #17212b; --quiet: #566471;
  --grid: #e4e9ed; --axis: #8a97a3; --accent: #0b5c8a; --good: #0b6fa4; --plain: #8e9ba7;
  --bad: #c2500d; --on-good: #ffffff; --on-plain: #17212b; --on-bad: #ffffff; --heat: 11 92 138;
  --back: #86c1e2; --new: #44525f; --wrong: #a4262c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1217; --card: #161d24; --edge: #2a343d; --ink: #e8edf1; --quiet: #a3b0bb;
    --grid: #27313a; --axis: #73818d; --accent: #6cbbe8; --good: #55aee0; --plain: #65737f;
    --bad: #f08b4b; --on-good: #0d1217; --on-plain: #ffffff; --on-bad: #0d1217; --heat: 108 187 232;
    --back: #2f6f96; --new: #c9d2da; --wrong: #ff9b9b;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system,
  "Segoe UI", Roboto, Inter, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1, h2, h3, p { margin: 0; }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 { font-size: 1.4rem; line-height: 1.25; letter-spacing: -0.01em; }
h3 { font-size: .9375rem; font-weight: 600; line-height: 1.35; }
.eyebrow { font-size: .8125rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase;
  color: var(--accent); margin-bottom: .35rem; }
.lead { max-width: 46rem; margin-top: .6rem; font-size: 1.0625rem; color: var(--quiet); }
.glance { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem),
	1fr)); gap: .75rem;
  margin: 1.75rem 0 0; padding: 0; list-style: none; }
.glance a { display: block; height: 100%; padding: .8rem 1rem; border: 1px solid var(--edge); border-radius:
	.75rem;
  background: var(--card); color: inherit; text-decoration: none; font-size: .8125rem; line-height: 1.35; }
.glance b { display: block; font-size: 1.5rem; font-weight: 650; line-height: 1.3; white-space: nowrap;
	letter-spacing: -0.02em;
  font-variant-numeric: tabular-nums; }
.glance span { display: block; color: var(--quiet); }
.part { margin-top: 2.75rem; padding-top: 2rem; border-top: 1px solid var(--edge); }
.cards { margin-top: 1rem; column-gap: 1rem; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; padding: 1.25rem;
  margin-bottom: 1rem; break-inside: avoid; }
.where { font-size: .8125rem; color: var(--quiet); }
.big { margin-top: .35rem; font-size: 2.5rem; font-weight: 650; line-height: 1.15; letter-spacing: -0.03em;
  font-variant-numeric: tabular-nums; }
.said { margin-top: .15rem; font-size: .9375rem; }
.note { margin-top: .5rem; font-size: .8125rem; color: var(--quiet); }
.invalid { color: var(--wrong); }
.error { border-color: var(--wrong); } .error h3 { color: var(--wrong); }
.card + .wide-card { margin-top: 1rem; }
@media (min-width: 62rem) {
  .cards { columns: 2; } .wide-card, .cards > :only-child { column-span: all; }
}

.key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .8rem 0 0; padding: 0; list-style: none;
  font-size: .8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.key svg { width: 1.4rem; height: .7rem; margin-right: .4rem; vertical-align: -.05rem; overflow: visible; }
svg { font: inherit; overflow: visible; }
svg text { font-size: .8125rem; fill: var(--quiet); font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0 0; padding: .5rem 0 0 3rem; }
figure.split { padding: 0; }
figure > svg, svg.labels { display: block; width: 100%; }
.good { fill: var(--good); } .plain { fill: var(--plain); } .bad { fill: var(--bad); }
.new { fill: var(--new); } .back { fill: var(--back); } .ink { fill: var(--ink); }
.dot { fill: var(--accent); }
rect.good, rect.plain, rect.bad, rect.new, rect.back { stroke: var(--card); }
line.grid { stroke: var(--grid); } .zero { stroke: var(--axis); }
line.middle { stroke: var(--axis); stroke-dasharray: 3 3; }
.whisker { stroke: var(--accent); stroke-width: 2; }
.mode { fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
  vector-effect: non-scaling-stroke; }
.mode.dot { stroke: var(--accent); } .mode.good { stroke: var(--good); } .mode.plain { stroke: var(--plain); }
.mode.bad { stroke: var(--bad); } .mode.ink { stroke: var(--ink); } .mode.new { stroke: var(--new); }
.mode.back { stroke: var(--back); }
.mode.bad { stroke-dasharray: 8 4; } .mode.plain { stroke-dasharray: 2 4; } .mode.new { stroke-dasharray: 10
	3 2 3; }
.mode.partial { stroke-dasharray: 3 4; opacity: .7; }
.ribbon, .band, .ribbon-box { opacity: .18; }
.ribbon path { fill: inherit; }
circle.hollow { fill: var(--card); stroke: var(--accent); stroke-width: 2; }
circle.hollow.good { stroke: var(--good); } circle.hollow.ink { stroke: var(--ink); }
circle.hollow.bad { stroke: var(--bad); } circle.hollow.plain { stroke: var(--plain); }
circle.signal { fill: var(--bad); stroke: var(--card); stroke-width: 1.5; r: 6px; }
.unended { opacity: .5; }
.end { text-anchor: end; } .mid { text-anchor: middle; }
text.strong { fill: var(--ink); font-weight: 600; }
text.on-good { fill: var(--on-good); } text.on-plain { fill: var(--on-plain); } text.on-bad { fill:
	var(--on-bad); }
svg.labels { height: 1.4rem; } svg.labels text { font-size: .75rem; }
.number-dot { fill: var(--accent); } text.on-dot { fill: var(--card); font-size: .6875rem; font-weight: 700; }
.funnel { margin: 1rem 0 0; padding: 0; list-style: none; } .funnel li + li { margin-top: 1rem; }
.funnel svg { display: block; width: 100%; margin: .25rem 0; }
.step { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-size: .9375rem;
  font-variant-numeric: tabular-nums; }
.step > :first-child { font-weight: 600; }
.facts { font-size: .8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.track { fill: var(--grid); } .interval { stroke: var(--ink); stroke-width: 3; }

table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th { font-weight: 600; text-align: left; }
thead th { font-size: .8125rem; color: var(--quiet); font-weight: 500; padding-bottom: .25rem;
	vertical-align: bottom; }
th, td { padding: .1rem .35rem; white-space: nowrap; }
tr > :first-child { padding-left: 0; } tr > :last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.narrow { display: none; font-size: .75rem; font-weight: 400; color: var(--quiet); line-height: 1.2; }
.quiet { color: var(--quiet); } td.strong { font-weight: 600; }
.dots, .data, .heat { margin-top: .8rem; }
.dots th, .dots td { padding-block: 0; height: 2rem; }
.dots thead th { height: auto; padding-bottom: .25rem; }
.dots tfoot td { height: 1.4rem; }
.dots tbody th { width: 28%; min-width: 6.5rem; white-space: normal; line-height: 1.25; padding-block: .2rem;
	}
td.plot { width: 50%; min-width: 7rem; padding-inline: 1rem; }
td.plot { position: relative; }
svg.row { position: absolute; top: 0; left: 1rem; width: calc(100% - 2rem); height: 100%; }
.data tbody tr { border-top: 1px solid var(--grid); } .data th, .data td { padding-block: .25rem; }
.heat { width: auto; border-collapse: separate; border-spacing: 2px; } .heat td,
	.heat thead th { text-align: center; font-variant-numeric: tabular-nums; }
.heat th[scope=row], .heat thead th:first-child { text-align: left; position: sticky; left: 0; background:
	var(--card); }
.heat td { min-width: 2.9rem; height: 2.1rem; border-radius: .4rem;
  background: rgb(var(--heat) / calc(var(--share, 0) * 45%)); print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.heat td.number { min-width: 0; text-align: right; background: none; } .heat td.none { background: none; }
.heat td.open { border: 1px dashed var(--axis); }
.scroll { overflow-x: auto; }
details { margin-top: .9rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 500; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
footer { margin-top: 2.5rem; padding-top: 1.25rem; border-top: 1px solid var(--edge); font-size: .8125rem;
  color: var(--quiet); }
footer p + p { margin-top: .5rem; }
@media (max-width: 40rem) {
  main { padding: 1.5rem .75rem 2rem; }
  .glance { grid-template-columns: 1fr 1fr; }
  .card { padding: 1rem; } .big { font-size: 2.1rem; }
  .wide, .roomy { display: none; } .narrow { display: block; }
  .dots tbody th, .dots tbody td { height: 2.75rem; }
  .heat td { min-width: 2.4rem; } .heat .number { display: none; }
  svg.row { left: .6rem; width: calc(100% - 1.2rem); }
  .dots tbody th { width: 28%; min-width: 5.6rem; } td.plot { min-width: 4.5rem; padding-inline: .6rem; }
  figure { padding-left: 2.6rem; }
}
@media print {
  body { background: none; font-size: 10pt; } main { max-width: none; padding: 0; }
  .cards { columns: 1; }
  .part { break-before: page; border: 0; margin: 0; padding: 0; } details { display: none; }
  .glance { grid-template-columns: repeat(4, 1fr); } .heat { font-size: .6875rem; }
  .heat td { min-width: 1.9rem; height: 1.6rem; } .scroll { overflow: visible; }
}
'::text $$;
COMMENT ON FUNCTION cx_report_css() IS 'internal: the style sheet of a report, with colours for light, dark '
	'and print';
