-- The report's style sheet. Colours are custom properties, so dark mode changes only them; promoter
-- blue and detractor orange differ for every kind of colour vision, and never speak alone.
SELECT $css$<style>
:root {
  --page: #f3f5f7; --card: #ffffff; --edge: #dde3e8; --ink: #17212b; --quiet: #566471;
  --grid: #e4e9ed; --axis: #8a97a3; --accent: #0b5c8a; --band: #0b5c8a2e;
  --promoter: #0b6fa4; --passive: #8e9ba7; --detractor: #c2500d;
  --on-promoter: #ffffff; --on-passive: #17212b; --on-detractor: #ffffff;
  --heat: 11 92 138; --back: #86c1e2; --new: #44525f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1217; --card: #161d24; --edge: #2a343d; --ink: #e8edf1; --quiet: #a3b0bb;
    --grid: #27313a; --axis: #73818d; --accent: #6cbbe8; --band: #6cbbe836;
    --promoter: #55aee0; --passive: #65737f; --detractor: #f08b4b;
    --on-promoter: #0d1217; --on-passive: #ffffff; --on-detractor: #0d1217;
    --heat: 108 187 232; --back: #2f6f96; --new: #c9d2da;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui,
  -apple-system, "Segoe UI", Roboto, Inter, "Noto Sans", sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1, h2, p { margin: 0; }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 { font-size: 1.125rem; line-height: 1.35; letter-spacing: -0.005em; }
.eyebrow { font-size: .8125rem; font-weight: 600; letter-spacing: .08em;
  text-transform: uppercase; color: var(--accent); margin-bottom: .35rem; }
.lead { max-width: 46rem; margin-top: .6rem; font-size: 1.0625rem; color: var(--quiet); }
.lead b { color: var(--ink); font-weight: 600; }
.note { margin-top: .25rem; font-size: .875rem; color: var(--quiet); }
.grid { display: grid; gap: 1rem; margin-top: 1rem; }
.grid > * { min-width: 0; }
.tiles { grid-template-columns: 1fr 1fr; margin-top: 1.75rem; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem;
  padding: 1.25rem; }
.tile { display: flex; flex-direction: column; }
.tile h2 { font-size: .9375rem; font-weight: 600; color: var(--quiet); }
.tile .big { font-size: 2.75rem; font-weight: 650; line-height: 1.15; letter-spacing: -0.03em; }
.tile .big small { margin-left: .15rem; font-size: 1.125rem; font-weight: 500; letter-spacing: 0; color: var(--quiet); }
.tile .note { margin-top: 0; }
.tile .gauge { margin-top: auto; padding-top: .9rem; }
@media (min-width: 62rem) {
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .halves { grid-template-columns: 1fr 1fr; }
}

.key { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: .8rem 0 0; padding: 0;
  list-style: none; font-size: .875rem; color: var(--quiet); }
.key b { color: var(--ink); font-weight: 600; }
.key svg { width: 1.4rem; height: .75rem; margin-right: .4rem; vertical-align: -.05rem;
  overflow: visible; }
.promoter { fill: var(--promoter); } .passive { fill: var(--passive); }
.detractor { fill: var(--detractor); }

svg { font: inherit; overflow: visible; }
svg text { font-size: .8125rem; fill: var(--quiet); font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0 0; }
figure > svg, .gauge svg, svg.row, svg.labels { display: block; width: 100%; }
.gauge svg { height: 2.2rem; } .gauge text { font-size: .75rem; }
.track { stroke: var(--grid); stroke-width: 6; stroke-linecap: round; }
.spread { stroke: var(--accent); stroke-width: 6; stroke-linecap: round; opacity: .38; }
.grid-line, line.grid { stroke: var(--grid); }
.zero { stroke: var(--axis); }
line.whole { stroke: var(--axis); stroke-dasharray: 3 3; }
.whisker { stroke: var(--accent); stroke-width: 2; }
.dot { fill: var(--accent); }
.few { fill: var(--card); stroke: var(--accent); stroke-width: 2; }
.ribbon { fill: var(--band); }
.week { fill: none; stroke: var(--ink); stroke-width: 2; stroke-linejoin: round;
  vector-effect: non-scaling-stroke; }
.count { fill: var(--passive); }
.end { text-anchor: end; } .mid { text-anchor: middle; }
text.strong { fill: var(--ink); font-weight: 600; }
text.on-promoter { fill: var(--on-promoter); } text.on-passive { fill: var(--on-passive); }
text.on-detractor { fill: var(--on-detractor); }
svg.labels { height: 1.4rem; } svg.labels text { text-anchor: middle; font-size: .75rem; }
.trend { margin-top: 1rem; } .trend figure { padding: .5rem 0 0 2.25rem; }
.part { margin-top: 3.5rem; padding-top: 2.5rem; border-top: 1px solid var(--edge); }
.wide-axis figure { padding: .5rem 0 0 3rem; }
.new { fill: var(--new); } .retained { fill: var(--promoter); } .back { fill: var(--back); }
.churned { fill: var(--detractor); }
.new, .retained, .back, .churned { stroke: var(--card); }
.partial { opacity: .5; }
.mode { fill: none; stroke-width: 2; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.mode.at { stroke: var(--ink); stroke-width: 3; } circle.at { fill: var(--ink); }
.mode.later { stroke: var(--promoter); stroke-dasharray: 8 3; } circle.later { fill: var(--promoter); }
.mode.within { stroke: var(--detractor); } circle.within { fill: var(--detractor); }
.mode.streak { stroke: var(--axis); stroke-dasharray: 2 3; } circle.streak { fill: var(--axis); }
.band { opacity: .16; } .band.at { fill: var(--ink); } .band.later { fill: var(--promoter); }
.band.within { fill: var(--detractor); } .band.streak { fill: var(--axis); }
.node { stroke: var(--card); } .flow { opacity: .38; } .flow:hover { opacity: .7; }
.large { fill: var(--promoter); } .middle { fill: var(--back); } .small { fill: var(--detractor); }
.none { fill: var(--passive); }
.flow.none { opacity: .22; } .trend figure.sankey { padding-left: 0; }
text.over { fill: var(--ink); font-size: .75rem; }
.worth { fill: var(--accent); }
.funnel { margin: 1rem 0 0; padding: 0; list-style: none; } .funnel li + li { margin-top: 1.1rem; }
.funnel svg { display: block; width: 100%; margin: .25rem 0; }
.step { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-size: .9375rem; }
.step > :first-child { font-weight: 600; }
.step, .facts { font-variant-numeric: tabular-nums; }
.facts { display: flex; flex-wrap: wrap; gap: 0 1.1rem; font-size: .875rem; color: var(--quiet); }
.dropped { fill: var(--passive); opacity: .3; }
.halo { stroke: var(--card); stroke-width: 7; } .interval { stroke: var(--ink); stroke-width: 3; }
.waiting { fill: none; stroke: var(--axis); stroke-dasharray: 4 3; }

table { width: 100%; border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; font-size: .875rem; color: var(--quiet); padding: 1.25rem 0 .6rem; }
caption:empty { display: none; }
.dots, .data { margin-top: .8rem; }
th { font-weight: 600; text-align: left; }
thead th { font-size: .8125rem; color: var(--quiet); font-weight: 500; padding-bottom: .25rem;
  vertical-align: bottom; }
th, td { padding: .1rem .35rem; white-space: nowrap; }
tr > :first-child { padding-left: 0; } tr > :last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.narrow { display: none; font-size: .75rem; font-weight: 400; color: var(--quiet);
  line-height: 1.2; }
.quiet { color: var(--quiet); } td.strong { font-weight: 600; }
.dots th, .dots td { padding-block: 0; height: 2rem; }
.dots thead th { height: auto; padding-bottom: .25rem; }
.dots tfoot td { height: 1.4rem; }
.dots tbody th { max-width: 12rem; overflow: hidden; text-overflow: ellipsis; line-height: 1.25; }
td.plot { width: 100%; min-width: 8rem; padding-inline: 1rem; }
svg.row { height: 2rem; }
.data tbody tr { border-top: 1px solid var(--grid); }
.data th, .data td { padding-block: .25rem; }
.heat td, .heat thead th:nth-child(n+3) { text-align: center; font-variant-numeric: tabular-nums; }
.heat td { min-width: 2.9rem; height: 2.2rem; border: 2px solid var(--card); border-radius: .4rem;
  background: rgb(var(--heat) / calc(var(--share, 0) * 45%)); print-color-adjust: exact; }
.heat td.number { min-width: 0; text-align: right; }
.heat td.open { border: 1px dashed var(--axis); }
.scroll { overflow-x: auto; }
details { margin-top: 1rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 500; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
footer { margin-top: 2rem; font-size: .8125rem; color: var(--quiet); }
footer dl { display: grid; gap: .9rem 2rem; margin: 0;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
footer dt { font-weight: 600; color: var(--ink); }
footer dd { margin: .1rem 0 0; }
footer p { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--edge); }
@media (max-width: 62rem) { .roomy { display: none; } }
@media (max-width: 40rem) {
  main { padding: 1.5rem .75rem 2rem; }
  .card { padding: 1rem; }
  .tile .big { font-size: 2.1rem; } .tile .big small { font-size: .9375rem; }
  .wide { display: none; } .narrow { display: block; }
  .dots tbody th, .dots tbody td, .dots svg.row { height: 2.75rem; }
  td.plot { min-width: 6rem; padding-inline: .75rem; }
  .trend circle { r: 3.5px; }
}
@media print {
  body { background: none; } main { max-width: none; padding: 0; }
  .card { break-inside: avoid; }
}
</style>
</head>$css$;
