// A shell for DuckDB. Runs the SQL of standard input in DATABASE and prints comma-separated rows. Prints the seconds
// from opening the database to closing it on standard error. MODULES contains node_modules with @duckdb/node-api.
//
//     node tests/bench/duckdb.mjs MODULES DATABASE < SCRIPT
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, database] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(modules + "/")("@duckdb/node-api");
const sql = readFileSync(0, "utf8");

const began = performance.now();
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
const statements = await connection.extractStatements(sql);
const printed = [];
for (let i = 0; i < statements.count; ++i) {
    const result = await (await statements.prepare(i)).run();
    if (result.columnCount > 1) printed.push(...(await result.getRows()));
}
connection.closeSync();
instance.closeSync();
console.error(((performance.now() - began) / 1000).toFixed(4));
for (const row of printed) console.log(row.join());
