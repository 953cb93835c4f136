import { mkdirSync, writeFileSync } from 'node:fs';
import { benchConsensus, consensusText } from './consensusPart.ts';
import { benchEpoch, epochText } from './epochPart.ts';
import { benchNetworks, networksPromises, networksText } from './networksPart.ts';
import { benchPanel, panelText } from './panelPart.ts';
import { type Promised, promisesText, scoringPromises, worldPromises } from './promises.ts';
import { benchQueue, queuePromises, queueText } from './queuePart.ts';
import { benchReport, reportText } from './reportPart.ts';
import { benchScoring, scoringText } from './scoringPart.ts';
import { benchTables, tablesText } from './tablesPart.ts';
import { worldRows, worldsText } from './worldsPart.ts';

/** One part of the bench, when it has run. */
interface Part {
  readonly rows: readonly unknown[];
  readonly text: string;
  readonly promises: readonly Promised[];
}

/** `run` measures, `tell` says what was measured, `promises` holds it against what is promised. */
const part =
  <Row>(
    run: () => readonly Row[] | Promise<readonly Row[]>,
    tell: (rows: readonly Row[]) => string,
    promises: (rows: readonly Row[]) => readonly Promised[] = () => [],
  ) =>
  async (): Promise<Part> => {
    const rows = await run();
    return { rows, text: tell(rows), promises: promises(rows) };
  };

/**
 * `npm run bench` (`-- --json`, `-- consensus`, …): the speed of every part, and whether those that promise something keep it. Everything runs
 * in a process of its own; what matters are the ratios within one run, as milliseconds are a machine's.
 */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  consensus: part(() => benchConsensus(), consensusText),
  scoring: part(
    () => [benchScoring()],
    ([row]) => scoringText(row),
    ([row]) => scoringPromises(row),
  ),
  worlds: part(worldRows, worldsText, worldPromises),
  networks: part(benchNetworks, networksText, networksPromises),
  report: part(benchReport, reportText),
  panel: part(benchPanel, panelText),
  epoch: part(benchEpoch, epochText),
  tables: part(benchTables, tablesText),
  queue: part(
    async () => [await benchQueue()],
    ([row]) => queueText(row),
    ([row]) => queuePromises(row),
  ),
};

const words = process.argv.slice(2).filter((word) => word !== '--json');
const wrong = words.find((word) => parts[word] === undefined);
if (wrong !== undefined) {
  process.stderr.write(`there is no part ${wrong}; known: ${Object.keys(parts).join(', ')}\n`);
  process.exit(2);
}

const results = new URL('../../results/bench/', import.meta.url);
mkdirSync(results, { recursive: true });
const done: Part[] = [];
for (const name of words.length > 0 ? words : Object.keys(parts)) {
  const ran = await parts[name]();
  writeFileSync(new URL(`${name}.json`, results), `${JSON.stringify(ran.rows, null, 2)}\n`);
  done.push(ran);
}
const promises = done.flatMap((one) => one.promises);
if (process.argv.includes('--json'))
  console.log(
    JSON.stringify(
      done.flatMap(({ rows }) => rows),
      null,
      2,
    ),
  );
else {
  const texts = done.map(({ text }) => text);
  console.log([...texts, ...(promises.length > 0 ? [promisesText(promises)] : [])].join('\n\n'));
}
if (promises.some(({ kept }) => !kept)) process.exitCode = 1;
