// clickhouse.js -- an in-process ClickHouse that answers measure.pl as duckdb.js does, and names the
// types of a table its own way.
const { performance } = require('perf_hooks');
const { createInterface } = require('readline');
const { Session } = require('chdb');

const types = [
  [/timestamp without time zone/g, 'DateTime64(6)'],
  [/double precision/g, 'Float64'],
];

// What DuckDB takes as PostgreSQL writes it.
function translated(sql) {
  if (/^CREATE TABLE/.test(sql)) {
    return types.reduce((text, [from, to]) => text.replace(from, to), sql) + ' ENGINE = Memory';
  }
  const copy = sql.match(/^COPY (\w+) FROM '(.*)' \(FORMAT csv, HEADER false\)$/);
  return copy ? `INSERT INTO ${copy[1]} FROM INFILE '${copy[2]}' FORMAT CSV` : sql;
}

function now(clock) {
  if (clock === 'wall') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function reply(session, line) {
  const [, clock, sql] = line.match(/^(\w+) (.*)$/);
  const start = now(clock);
  const rows = session.query(translated(sql), 'TabSeparatedRaw');
  const took = now(clock) - start;
  return clock === 'none' ? rows.replace(/\t/g, '|') : String(took);
}

async function main() {
  const session = new Session();
  for await (const line of createInterface({ input: process.stdin })) {
    let text;
    try {
      text = reply(session, line);
    } catch (e) {
      text = 'ERROR ' + e.message;
    }
    process.stdout.write(text + '\0');
  }
  session.cleanup();
}
main();
