// vega.js -- draws each spec of Vega-Lite over the rows of its own query, as SVG.
//   node vega.js SPECS OUT
// Prints TAP: the query runs and gives rows, nothing is warned of, and there are marks in the picture.
'use strict';
const fs = require('fs');
const path = require('path');
const { Client } = require('pg');

const [, , specs, out] = process.argv;
let count = 0;
function say(wrong, name) {
  count += 1;
  console.log(`${wrong ? 'not ok' : 'ok'} ${count} - ${name}${wrong ? `: ${wrong}` : ''}`);
}

(async () => {
  const vega = await import('vega');
  const lite = await import('vega-lite');
  const client = new Client();
  await client.connect();
  for (const file of fs.readdirSync(specs).filter((f) => f.endsWith('.vl.json'))) {
    const name = path.basename(file, '.vl.json');
    try {
      const spec = JSON.parse(fs.readFileSync(path.join(specs, file), 'utf8'));
      const { rows } = await client.query(`SELECT coalesce(json_agg(r), '[]') AS rows FROM (${spec.usermeta.sql}) AS r`);
      spec.data.values = rows[0].rows;
      const warned = [];
      const logger = { level() { return this; }, warn: (...a) => { warned.push(a.join(' ')); return logger; }, info: () => logger, debug: () => logger, error: (...a) => { warned.push(a.join(' ')); return logger; } };
      const view = new vega.View(vega.parse(lite.compile(spec, { logger }).spec), { renderer: 'none', logger });
      const svg = await view.toSVG();
      fs.writeFileSync(path.join(out, `${name}.svg`), svg);
      const marks = (svg.match(/<g class="mark-(?:rect|line|area|symbol|rule|text) role-mark[^>]*><(?:path|line|text|rect|g)/g) || []).length;
      say(!spec.data.values.length ? 'no rows' : warned.join('; ') || (marks && !/NaN/.test(svg) ? '' : `${marks} marks, or NaN`), `Vega-Lite: ${name} is drawn`);
    } catch (error) {
      say(String(error.message).split('\n')[0], `Vega-Lite: ${name}`);
    }
  }
  await client.end();
})().catch((error) => { say(String(error.message).split('\n')[0], 'Vega-Lite'); process.exitCode = 1; });
