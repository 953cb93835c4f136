import type { Command } from 'commander';
import { checkWritable } from '../base/givenFile.ts';
import { UserError } from '../base/userError.ts';
import type { AnswerColumn, AnswerPart } from '../tables/duckdb/ask.ts';
import type { Cell } from '../tables/table.ts';
import { numberOption } from './numbers.ts';
import { refuseExploiters } from './refuseExploiters.ts';
import { examples, print } from './verb.ts';

interface Options {
  readonly csv?: true;
  readonly json?: true;
  readonly parquet?: string;
  readonly seconds?: number;
  readonly memory?: number;
}

/** Rows of an answer that a terminal shows. */
const shownRows = 200;

/** `yuma-lab query <dir> "select …"`: asks the tables of a results folder in SQL. */
export function define(command: Command): void {
  command
    .argument('<dir>', 'a results folder, or a folder that export has written')
    .argument('<sql>', 'one SELECT over the tables trials and series; "describe trials" lists columns')
    .option('--csv', 'print CSV: all rows, all digits')
    .option('--json', 'print JSON: a list with one record a row')
    .option('--parquet <file>', 'write the answer to a Parquet file')
    .option('--seconds <n>', 'what the query may take', numberOption('seconds', 1, 86_400))
    .option('--memory <MiB>', 'what DuckDB may take', numberOption('memory', 64, 1_000_000, true))
    .addHelpText(
      'after',
      `\nThe tables are those of export; without them, or after more trials, they are
made from the journal. A query reads these two tables and no file beside them,
and changes nothing.\n${examples(
        'query my-question "describe trials"',
        'query my-question "select kappa, avg(churn) from trials group by kappa"',
        'query my-question "select * from series where day = 7" --csv',
      )}`,
    )
    .action(run);
}

async function run(folder: string, sql: string, options: Options): Promise<void> {
  const { csv, json, parquet, ...limits } = options;
  const given = ['csv', 'json', 'parquet'].filter((name) => Object.hasOwn(options, name));
  if (given.length > 1)
    throw new UserError(`an answer has one form; received --${given.join(' and --')} (choose one of them)`);
  if (parquet !== undefined) checkWritable(parquet, '--parquet');
  await refuseExploiters(folder, 'query');
  const { queryTables } = await import('../tables/queryTables.ts');
  if (parquet !== undefined) {
    const rows = await queryTables(folder, sql, { ...limits, parquet });
    print(`Written: ${parquet}, ${rows} rows`);
  } else if (json) await printedAsJson((onPart) => queryTables(folder, sql, { ...limits, onPart }));
  else if (csv) await printedAsCsv((onPart) => queryTables(folder, sql, { ...limits, onPart }));
  else await printedAsTable((onPart) => queryTables(folder, sql, { ...limits, most: shownRows, onPart }));
}

type Ask = (onPart: (part: AnswerPart) => void) => Promise<number>;

async function printedAsCsv(ask: Ask): Promise<void> {
  const { csvLine } = await import('../tables/csv.ts');
  await ask(({ columns, rows }) => {
    if (columns !== undefined) process.stdout.write(csvLine(columns.map(({ name }) => name)));
    if (rows !== undefined) process.stdout.write(rows.map(csvLine).join(''));
  });
}

/** One record a line, so that a million of them are never one text. */
async function printedAsJson(ask: Ask): Promise<void> {
  let names: readonly string[] = [];
  let told = 0;
  await ask(({ columns = [], rows = [] }) => {
    if (columns.length > 0) names = columns.map(({ name }) => name);
    for (const row of rows) {
      const record = Object.fromEntries(names.map((name, k) => [name, row[k]]));
      process.stdout.write(`${told === 0 ? '[' : ','}\n${JSON.stringify(record)}`);
      told += 1;
    }
  });
  print(told === 0 ? '[]' : '\n]');
}

async function printedAsTable(ask: Ask): Promise<void> {
  const { answerText } = await import('../tables/answerText.ts');
  const columns: AnswerColumn[] = [];
  const rows: (readonly Cell[])[] = [];
  const count = await ask((part) => {
    columns.push(...(part.columns ?? []));
    rows.push(...(part.rows ?? []));
  });
  print(answerText(columns, rows));
  if (count > rows.length) print(`… the first ${rows.length} rows; --csv prints all`);
}
