import { join } from 'node:path';
import type { Command } from 'commander';
import { readPlan } from '../run/resultsFolder.ts';
import type { Exported } from '../tables/exportTables.ts';
import { numberOption } from './numbers.ts';
import { refuseExploiters } from './refuseExploiters.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly to?: string;
  readonly csv?: true;
  readonly withoutDuckdb?: true;
  readonly memory?: number;
  readonly roCrate?: true;
  readonly published?: string;
  readonly json?: true;
}

/** `yuma-lab export <dir>`: the tables of a results folder for pandas, R and DuckDB. */
export function define(command: Command): void {
  command
    .argument('<dir>', 'a results folder of sweep, tune or sensitivity, or reference results')
    .option('--to <folder>', 'write them there instead of into the results folder')
    .option('--csv', 'write trials.csv and series.csv as well')
    .option('--ro-crate', 'write ro-crate-metadata.json as well: what, by which command, under which licence')
    .option('--published <date>', 'with --ro-crate: day of publication, as 2026-11-30; left out: today')
    .option('--without-duckdb', 'write Parquet in JavaScript alone, as on machines without DuckDB')
    .option('--memory <MiB>', 'what DuckDB may take', numberOption('memory', 64, 1_000_000, true))
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `\nWrites trials.parquet (a row a trial), series.parquet (a row a trial, time and
measure), data-dictionary.json and datapackage.json, all of them or none.\n${examples(
        'export results/immunity-period-1a2b3c4d',
        'export results/reference/scoring-rule-quick --to tables --csv',
      )}`,
    )
    .action(run);
}

async function run(folder: string, options: Options): Promise<void> {
  const { withoutDuckdb = false, roCrate = false, json, published, ...others } = options;
  await refuseExploiters(folder, 'query');
  const { exportTables } = await import('../tables/exportTables.ts');
  const day = roCrate ? (await import('../tables/roCrate.ts')).dateOf(published) : null;
  if (day !== null) readPlan(join(folder, 'study.json'));
  const exported = await exportTables(folder, { ...others, withoutDuckDb: withoutDuckdb });
  const files = [...exported.files, ...(day === null ? [] : [await crated(folder, exported, day)])];
  if (json) printJson({ ...exported, files });
  else print(textOf({ ...exported, files }));
}

async function crated(results: string, { folder }: Exported, published: string): Promise<string> {
  const [{ writeRoCrate }, { studyNames }] = await Promise.all([
    import('../tables/roCrate.ts'),
    import('../studies/catalogue.ts'),
  ]);
  return writeRoCrate(folder, results, { named: studyNames, published });
}

const textOf = ({ files, rows, badLines, rowsHash }: Exported): string =>
  [
    ...files.map((file) => `Written: ${file}`),
    `rows: ${Object.entries(rows)
      .map(([name, count]) => `${count} of ${name}`)
      .join(', ')}; hash ${rowsHash.slice(0, 8)}`,
    ...(badLines === 0
      ? []
      : [
          `${badLines} damaged lines of the journal are in no table: their trials run again with the next sweep`,
        ]),
  ].join('\n');
