import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sha256 } from '../../experiments/base/canonical.ts';
import { readExpression } from '../../experiments/base/expression.ts';
import { UserError } from '../../experiments/base/userError.ts';
import { seenInFile } from '../../experiments/calibrate/networkSightings.ts';
import { verbs } from '../../experiments/cli/verbs.ts';
import { conform } from '../../experiments/evidence/conform/conform.ts';
import { readLedger } from '../../experiments/evidence/ledger/ledger.ts';
import { replayNetwork } from '../../experiments/evidence/replay/networkReplay.ts';
import { adhocStudy } from '../../experiments/input/factorWords.ts';
import { readNetwork } from '../../experiments/input/networkFile.ts';
import { readStudyFile } from '../../experiments/input/readStudyFile.ts';
import { readScenarioFile } from '../../experiments/input/scenarios/readScenarioFile.ts';
import { studyOfFile } from '../../experiments/input/studyFromFile.ts';
import { readTunePlan } from '../../experiments/methods/tune/readTunePlan.ts';
import { readNotebook } from '../../experiments/notebook/notebook.ts';
import { metricNames } from '../../experiments/plan/measures.ts';
import { checkStudy } from '../../experiments/plan/study.ts';
import { readResults } from '../../experiments/report/readResults.ts';
import { readJournal } from '../../experiments/run/journal.ts';
import { writtenStudy } from '../../experiments/sweep/writtenStudy.ts';
import { bundleOf } from '../../experiments/tables/bundleOf.ts';
import { tablesIn } from '../../experiments/tables/tablesIn.ts';
import { labHere } from '../experiments/cli/inProcess.ts';
import { dumpInputs, importedDump } from '../experiments/import/fuzz.ts';
import { messageReaders } from './messages.ts';

/** A reader of files or words, with real inputs of it. */
export interface FuzzedReader {
  readonly name: string;
  /** Share of all inputs, relative to the others. */
  readonly weight: number;
  inputs(): readonly Buffer[];
  /** Reads a damaged input; `folder` is empty, and its own. */
  read(bytes: Buffer, folder: string): unknown;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = (path: string): Buffer => readFileSync(join(root, path));
const unpacked = (path: string): Buffer => gunzipSync(file(path));
const texts = (...all: readonly string[]): Buffer[] => all.map((text) => Buffer.from(text));

/** The first lines of a journal: a whole small one. */
const headOf = (journal: Buffer, lines: number): Buffer =>
  Buffer.from(`${journal.toString('utf8').split('\n').slice(0, lines).join('\n')}\n`);

const put = (folder: string, name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

/** Damaged text is packed, so that a reader unpacks it; what was packed before stays as damaged as it is. */
const packed = (bytes: Buffer): Buffer => (bytes[0] === 0x1f ? bytes : gzipSync(bytes));

const former = 'test/fixtures/results';
const journals = () => [
  headOf(unpacked(`${former}/first-tune/journal.ndjson.gz`), 6),
  headOf(unpacked(`${former}/first-sensitivity/journal.ndjson.gz`), 6),
  headOf(unpacked(`${former}/first-proposal/journal.ndjson.gz`), 4),
];

function tablesOf(folder: string): unknown {
  const { tables, dictionary } = bundleOf(folder);
  const rows = tables.map((table) => [...table.rows()]);
  return { rows, dictionary: dictionary() };
}

const journal: FuzzedReader = {
  name: 'journal',
  weight: 2,
  inputs: journals,
  read: (bytes, folder) => readJournal(put(folder, 'journal.ndjson', bytes)),
};

const packedJournal: FuzzedReader = {
  name: 'packed journal',
  weight: 1,
  inputs: () => [...journals().map((text) => gzipSync(text)), ...journals()],
  read: (bytes, folder) => readJournal(put(folder, 'journal.ndjson.gz', packed(bytes))),
};

const firstRow = once(() =>
  headOf(unpacked(`${former}/first-proposal/journal.ndjson.gz`), 3).toString('utf8'),
);

/** A plan with rows of whatever study it says it is, so that what reads plans is reached. */
const plan: FuzzedReader = {
  name: 'study.json',
  weight: 3,
  inputs: () =>
    ['first-proposal', 'weights', 'settled', 'cells'].map((name) => file(`${former}/${name}/study.json`)),
  read(bytes, folder) {
    const path = put(folder, 'study.json', bytes);
    const hash = /"hash": "(\w+)"/.exec(bytes.toString('utf8'))?.[1] ?? '';
    const [, ...rows] = firstRow().split('\n');
    const header = JSON.stringify({ journal: 'yuma-lab', schema: 1, study: hash });
    writeFileSync(join(folder, 'journal.ndjson'), [header, ...rows].join('\n'));
    checkStudy(writtenStudy(path));
    return [readResults(folder), tablesOf(folder)];
  },
};

/** Rows whose checksums are right and whose content is not: what only a reader behind the journal sees. */
const sealedRows: FuzzedReader = {
  name: 'rows with their checksums',
  weight: 1,
  inputs: () =>
    journals()
      .flatMap((text) => text.toString('utf8').split('\n').slice(1, 3))
      .map((line) => Buffer.from(line.slice(17))),
  read(bytes, folder) {
    const rows = bytes
      .toString('utf8')
      .split('\n')
      .map((text) => `${sha256(text).slice(0, 16)} ${text}\n`);
    put(folder, 'study.json', file(`${former}/first-tune/study.json`));
    const [header] = journals()[0].toString('utf8').split('\n');
    writeFileSync(join(folder, 'journal.ndjson'), [`${header}\n`, ...rows].join(''));
    return tablesOf(folder);
  },
};

const exampleStudies = texts(
  `name: fuzz
question: What does immunity do?
scenario: flat-subnet
ruleset: autumn-2026
factors:
  immunityPeriod: [1024, 4096, 7200]
  validator.alpha: { from: 0.05, to: 0.2, step: 0.05 }
set:
  maxRegsPerBlock: 1
  liquidAlphaOn: true
objectives:
  - servedQuality ± 0.002
guardrails:
  - deterred worse by 3
replications: 4
warmUpDays: 1
days: 2
`,
  `question: Does it settle?
scenario: busy-subnet
factors:
  burnHalfLife: [360, 1440, 5400]
over:
  scenario.arrivalRate: [0.1, 0.2]
design: { kind: lhs, points: 8, seed: 3 }
constraints: ['burnHalfLife > 400 or burnHalfLife < 5000']
objectives: ['min networkQuality ± 0.01']
tune: { search: cma-es, budget: 8, statusQuo: { burnHalfLife: 360 } }
precision: { metric: servedQuality, halfWidth: 0.01 }
`,
  `question: A settled one
scenario: steep-subnet
factors: { immunityPeriod: [5000, 7200] }
beginning: { limitDays: 100, statusQuo: { immunityPeriod: 5000 } }
objectives: [servedQuality = 0.005]
days: 10
`,
);
const yaml: FuzzedReader = {
  name: 'study file',
  weight: 3,
  inputs: () => [file('experiments/examples/kappa-and-a-cabal.yaml'), ...exampleStudies],
  async read(bytes, folder) {
    const study = studyOfFile(await readStudyFile(put(folder, 'study.yaml', bytes)));
    checkStudy(study);
    return study;
  },
};

const scenario: FuzzedReader = {
  name: 'scenario file',
  weight: 2,
  inputs: () => [file('experiments/input/scenarios/cheats-in-a-crash.yaml')],
  read: (bytes, folder) => readScenarioFile(put(folder, 'scenario.yaml', bytes)),
};

const networks = () => [file('test/fixtures/network.json')];
const network: FuzzedReader = {
  name: 'network file',
  weight: 3,
  inputs: networks,
  read(bytes, folder) {
    const path = put(folder, 'network.json', bytes);
    const input = readNetwork(path);
    return [
      seenInFile(path, input),
      input.written,
      input.written.stake === undefined ? null : replayNetwork(input),
    ];
  },
};

const packedNetwork: FuzzedReader = {
  name: 'packed network file',
  weight: 1,
  inputs: () => [...networks().map((text) => gzipSync(text)), ...networks()],
  read: (bytes, folder) => readNetwork(put(folder, 'network.json.gz', packed(bytes))).written,
};

const dumps: FuzzedReader = { name: 'dumps', weight: 3, inputs: dumpInputs, read: importedDump };

const notebook: FuzzedReader = {
  name: 'notebook',
  weight: 1,
  inputs: () =>
    readdirSync(join(root, 'notebooks'))
      .filter((name) => /^\d.*\.md$/.test(name))
      .map((name) => file(`notebooks/${name}`)),
  read: (bytes) => readNotebook('fuzzed', bytes.toString('utf8')),
};

const vectors: FuzzedReader = {
  name: 'golden vectors',
  weight: 2,
  inputs: () =>
    [
      'random_n3_seed1',
      'burn_price_2026',
      'block_emission',
      'nakamoto_difficulty',
      'prune',
      'registration_adjust',
    ].map((name) => unpacked(`test/golden/chain/${name}.json.gz`)),
  read: (bytes, folder) => conform([put(folder, 'vectors.json', bytes)]),
};

const ledger: FuzzedReader = {
  name: 'ledger',
  weight: 1,
  inputs: () =>
    ['half-life-360-at-the-floor', 'price-2026-09-median'].map((name) => file(`results/ledger/${name}.json`)),
  read: (bytes, folder) => {
    put(folder, 'entry.json', bytes);
    return readLedger(folder);
  },
};

const expressions = texts(
  'servedQuality + 0.5 * viableEvictions',
  'cabalPay <= 1.05 ? networkQuality : 2 * max(churn, spearman) ^ 2',
  'min(abs(deterred), sqrt(registrations)) / log(immuneShare)',
  'not (churn > 0.1 and spearman < 1) or diversity != 2',
);
const expression: FuzzedReader = {
  name: 'expression',
  weight: 2,
  inputs: () => expressions,
  async read(bytes) {
    const names = metricNames();
    const { value } = await readExpression(bytes.toString('utf8'), names);
    return [0, 1, -1, 1e300].map((number) => value(Object.fromEntries(names.map((name) => [name, number]))));
  },
};

const packages = once(() => {
  const folder = join(root, former, 'first-tune');
  const rows = readJournal(join(folder, 'journal.ndjson.gz')).rows.size;
  return texts(
    JSON.stringify(
      {
        resources: ['trials', 'series'].map((name) => ({
          name,
          path: `${name}.parquet`,
          bytes: 4,
          hash: `sha256:${sha256('PAR1')}`,
          rows,
        })),
        yumaLab: { version: 1, source: 'x', writer: 'duckdb' },
      },
      null,
      1,
    ),
  );
});
const dataPackage: FuzzedReader = {
  name: 'data package',
  weight: 1,
  inputs: packages,
  read(bytes, folder) {
    put(folder, 'datapackage.json', bytes);
    for (const name of ['trials', 'series']) put(folder, `${name}.parquet`, Buffer.from('PAR1'));
    return tablesIn(folder);
  },
};

/** A word of a command in one line each. */
const words = texts(
  'immunityPeriod=1024,4096\nkappa=range(0.4,0.6,0.1)',
  'immunityPeriod~uniform(512,14400)\nvalidator.alpha~loguniform(0.02,0.2)',
  'liquidAlphaOn=false,true\nscenario=flat-subnet,steep-subnet',
  'immunityPeriod=10.24 hours\nburnHalfLife=2^12 blocks',
  'tempo=99,360\nminBurn=0.0005 TAO,1 TAO',
);
const factorWords: FuzzedReader = {
  name: 'words of a sweep',
  weight: 3,
  inputs: () => words,
  async read(bytes) {
    const factors = bytes.toString('utf8').split('\n').slice(0, 20);
    const study = await adhocStudy(factors, { scenario: 'flat-subnet', seeds: 2 });
    checkStudy(study);
    return study;
  },
};
const searchWords: FuzzedReader = {
  name: 'words of a search',
  weight: 2,
  inputs: () => words,
  async read(bytes) {
    const factors = bytes.toString('utf8').split('\n').slice(0, 20);
    return await readTunePlan(factors, { scenario: 'flat-subnet', decide: ['servedQuality'] });
  },
};

const commands = texts(
  'params\nkappa\n--json',
  'measures\nservedQuality\n--ruleset\nautumn-2026',
  'scenarios\nflat-subnet\n--json',
  'rulesets\n--json',
  'studies\nimmunity-period\n--json',
  'figures\n--json',
  'epoch\ntest/fixtures/network.json\n--set\nkappa=0.6\n--stake\n1=400000TAO\n--weight\n0,1=25%\n--epochs\n2\n--json',
  'replay\ntest/fixtures/network.json\n--json',
  'report\nnowhere\n--no-panel',
  'verify\ntest/fixtures/dumps\n--sample\n2\n--seed\n1',
  'export\ntest/fixtures/dumps\n--published\n2026-11-30\n--ro-crate',
  'ledger\nscore\n--json',
);
const safeVerbs = new Set([
  'params',
  'measures',
  'scenarios',
  'rulesets',
  'studies',
  'figures',
  'epoch',
  'replay',
  'ledger',
  'help',
]);
/** Words of the command line, of verbs that run no world for long and write nothing. */
const command: FuzzedReader = {
  name: 'command line',
  weight: 1,
  inputs: () => commands,
  async read(bytes, folder) {
    const given = bytes
      .toString('utf8')
      .split('\n')
      .slice(0, 20)
      .filter((word) => !/^--(page|out|dir|to)/.test(word));
    const isKnown = verbs.some(({ name }) => name === given[0]) && !safeVerbs.has(given[0]);
    const line = isKnown ? [given[0], join(folder, 'nowhere'), ...given.slice(1)] : given;
    const { status, stdout, stderr } = await labHere(line);
    const said = `${stdout}${stderr}`;
    if (status === 70 || /internal error|\n\s+at .+:\d+:\d+/.test(said))
      throw new Error(`${line.join(' ')}: ${said.slice(0, 300)}`);
    if (status === 2) throw new UserError(said);
    return status;
  },
};

/** Every reader of files and words. */
export const readers: readonly FuzzedReader[] = [
  journal,
  packedJournal,
  plan,
  sealedRows,
  yaml,
  scenario,
  network,
  packedNetwork,
  dumps,
  notebook,
  vectors,
  ledger,
  expression,
  dataPackage,
  factorWords,
  searchWords,
  command,
  ...messageReaders,
];

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
