// cube.js -- compiles the models of Cube with Cube's own compiler, runs the SQL that it makes of every measure, alone,
// by time and by each dimension, and reads the types of the views by Cube's own driver.
//   node cube.js MODEL FIGURES
// FIGURES is a JSON of what {cube.measure: value} has to be. Prints TAP.
'use strict';
process.env.CUBEJS_TESSERACT_SQL_PLANNER = 'false';
process.env.CUBEJS_TELEMETRY = 'false';
const fs = require('fs');
const path = require('path');
const { prepareCompiler, PostgresQuery } = require('@cubejs-backend/schema-compiler');
const { PostgresDriver } = require('@cubejs-backend/postgres-driver');

const [, , model, figuresFile] = process.argv;
const figures = JSON.parse(fs.readFileSync(figuresFile, 'utf8'));
let count = 0;
function say(wrong, name) {
  count += 1;
  console.log(`${wrong ? 'not ok' : 'ok'} ${count} - ${name}${wrong ? `: ${wrong}` : ''}`);
}
const driver = new PostgresDriver({ host: process.env.PGHOST, port: Number(process.env.PGPORT), user: process.env.PGUSER, database: process.env.PGDATABASE });

// What runs, and which column it is that the result has: '' or what is wrong.
async function tried(compilers, query) {
  try {
    const [sql, params] = new PostgresQuery(compilers, { timezone: 'UTC', useNativeSqlPlanner: false, ...query }).buildSqlAndParams();
    const rows = await driver.query(sql, params);
    return { rows, wrong: rows.length ? '' : 'no rows' };
  } catch (error) {
    return { rows: [], wrong: String(error.message).split('\n')[0] };
  }
}

(async () => {
  const files = fs.readdirSync(model).map((name) => ({ fileName: name, content: fs.readFileSync(path.join(model, name), 'utf8') }));
  const repository = { localPath: () => model, dataSchemaFiles: () => Promise.resolve(files) };
  // No template is in these files, so the engine for templates, a program to be downloaded, is not needed.
  const compilers = prepareCompiler(repository, { nativeInstance: { newJinjaEngine: () => null } });
  await compilers.compiler.compile();
  const cubes = compilers.metaTransformer.cubes.map((c) => c.config);
  say(cubes.length ? '' : 'none', `Cube: ${cubes.length} cubes compile`);
  for (const cube of cubes) {
    const measures = cube.measures.map((m) => m.name);
    const dimensions = cube.dimensions.filter((d) => d.type !== 'time').map((d) => d.name);
    const time = cube.dimensions.find((d) => d.type === 'time');
    let { rows, wrong } = await tried(compilers, { measures });
    say(wrong, `${cube.name}: all measures`);
    for (const m of measures.filter((name) => name in figures)) {
      const value = Number(rows[0] && rows[0][m.replace('.', '__')]);
      say(Math.abs(value - figures[m]) <= 1e-9 * Math.max(1, Math.abs(figures[m])) ? '' : `${value}, not ${figures[m]}`, `${m} is what SQL gives`);
    }
    ({ wrong } = await tried(compilers, { measures, dimensions }));
    say(wrong, `${cube.name}: by all dimensions`);
    if (time) {
      for (const granularity of ['day', 'month', 'year']) {
        const query = { measures, timeDimensions: [{ dimension: time.name, granularity, dateRange: ['1990-01-01', '2030-01-01'] }] };
        ({ wrong } = await tried(compilers, query));
        say(wrong, `${cube.name}: by ${granularity}`);
      }
    }
  }
  // A numeric or a bigint comes as text: figures must not.
  const plain = new Set(['text', 'date', 'timestamp', 'double', 'bigint', 'boolean', 'timestamptz', 'timestamp with time zone']);
  const views = await driver.query("SELECT DISTINCT relation::regclass::text AS name FROM cx_sources WHERE relation <> source");
  for (const { name } of views) {
    const columns = await driver.tableColumnTypes(name.includes('.') ? name : `public.${name}`);
    say(columns.filter((c) => !plain.has(c.type)).map((c) => `${c.name} ${c.type}`).join(', ') || (columns.length ? '' : 'not seen'), `the driver knows the types of ${name}`);
  }
  await driver.release();
})().catch((error) => { say(String(error.message).split('\n')[0], 'Cube'); process.exitCode = 1; });
