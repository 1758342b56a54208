// clickhouse.js -- prints what ClickHouse, as a library, answers to a query, tab by tab.
const { query } = require('chdb');

process.stdout.write(query(process.argv[2], 'TabSeparatedRaw').toString());
