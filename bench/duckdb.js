// duckdb.js -- an in-memory DuckDB that answers measure.pl: a request is a line, a clock and a
// query; a reply ends with a zero byte. Clock 'cpu' or 'wall' gives the milliseconds that the query
// took, the former those of all threads of this process; clock 'none' gives the rows, as psql -At.
const { performance } = require('perf_hooks');
const { createInterface } = require('readline');
const { DuckDBInstance } = require('@duckdb/node-api');

const cell = (v) => (v === null ? '' : v === true ? 't' : v === false ? 'f' : String(v));

function now(clock) {
  if (clock === 'wall') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function reply(session, line) {
  const [, clock, sql] = line.match(/^(\w+) (.*)$/);
  const start = now(clock);
  const result = await session.run(sql);
  const took = now(clock) - start;
  if (clock !== 'none') return String(took);
  return (await result.getRows()).map((row) => row.map(cell).join('|') + '\n').join('');
}

async function main() {
  const session = await (await DuckDBInstance.create(':memory:')).connect();
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write((await reply(session, line).catch((e) => 'ERROR ' + e.message)) + '\0');
  }
}
main();
