import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../experiments/base/textTable.ts';
import { type Mutant, mutants } from './mutants.ts';

/**
 * `npm run mutants [part of a name] [--write] [--missing]`: puts one wrong line at a time into a copy of the engine and
 * runs the tests that should notice: properties first; what they cannot see, the recorded vectors of the chain must.
 * Prints a table of mutants and the tests that caught them, and ends with 1 if one survives. `--write` keeps each
 * outcome in results/reference/mutants/mutants.json at once, `--missing` runs only those that are not kept there.
 */
const project = fileURLToPath(new URL('../..', import.meta.url));
const table = join(project, 'results/reference/mutants/mutants.json');
const copied = ['sim', 'agents', 'experiments', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** Random worlds of each property, which CI runs over a thousand. */
const worlds = '40';

/** Tests that are asked about a mutant, and a pattern of the titles that concern it. */
interface Jury {
  readonly name: 'properties' | 'vectors' | 'claims';
  readonly tests: readonly string[];
  readonly titles: string;
}

const properties = (titles: string): Jury => ({ name: 'properties', tests: ['test/properties'], titles });
const vectors = (...tests: string[]): Jury => ({ name: 'vectors', tests, titles: '' });
/** Files of recorded vectors whose names begin so, replayed. */
const recorded = (name: string): Jury => ({
  name: 'vectors',
  tests: ['test/experiments/evidence/conform/newest.test.ts'],
  titles: `agrees with every recorded value: ${name}`,
});
/** The same for what is between networks. */
const recordedBetween = (name: string): Jury => ({
  name: 'vectors',
  tests: ['test/experiments/evidence/conform/betweenNetworks.test.ts'],
  titles: `give every recorded value of '${name}`,
});
const claims = (...tests: string[]): Jury => ({ name: 'claims', tests, titles: '' });
const rules = (name: string) => `test/sim/rules/${name}.test.ts`;
const consensus = (name: string) => `test/sim/consensus/${name}.test.ts`;

/** Who is asked about a mutant, by the first word of its name. */
const juries: Readonly<Record<string, readonly Jury[]>> = {
  chain: [properties(", chain'"), vectors(consensus('chain'), consensus('chainVersions'))],
  nakamoto: [properties("'nakamoto-2022, "), vectors(consensus('chain'), consensus('float64'))],
  float64: [properties(", float64'"), vectors(consensus('float64'), consensus('float64Versions'))],
  newest: [recorded('newest/(commit|liquid)'), claims(consensus('previousConsensus'), rules('commitMask'))],
  drain: [recorded('(networks/drain|newest/dividend)'), claims('test/sim/drain')],
  mechanisms: [recorded('networks/mechanisms'), claims('test/sim/mechanisms')],
  rootEpoch: [recorded('networks/root_epoch'), claims('test/sim/coinbase/rootEpoch.test.ts')],
  emissionSplit: [recorded('networks/emission_split'), claims('test/sim/coinbase/emissionSplit.test.ts')],
  pool: [recorded('networks/(swap|coinbase_v2)'), claims('test/sim/pools/constantProduct.test.ts')],
  coinbase: [recorded('networks/coinbase_v2'), claims('test/sim/coinbase/priceCoinbase.test.ts')],
  stakeWeights: [recorded('networks/stake_weights'), claims('test/sim/delegation/stakeWeights.test.ts')],
  shares: [
    recorded('networks/share_pool'),
    claims('test/sim/delegation/sharePool.test.ts', 'test/sim/math/decimalFloat.test.ts'),
  ],
  drainTao: [recorded('networks/drain_v2'), claims('test/sim/drain/drainWithTao.test.ts')],
  networks: [claims('test/sim/networks')],
  badInput: [claims('test/sim/networks/badInput.test.ts', 'test/sim/networks/yumaNetworks.test.ts')],
  rootClaims: [claims('test/sim/networks/claimRoot.test.ts')],
  earlyFounding: [claims('test/sim/networks/earlyFounding.test.ts')],
  subsidy: [claims('test/sim/networks/flowNetworks.test.ts')],
  subnetShares: [recordedBetween('networks/shares'), claims('test/sim/coinbase/shares.test.ts')],
  gate: [recordedBetween('newest/gate'), claims('test/sim/coinbase/shares.test.ts')],
  flow: [recordedBetween('networks/flow'), claims('test/sim/coinbase/flowShares.test.ts')],
  weightedPool: [claims('test/sim/pools/weightedPool.test.ts'), recordedBetween('networks/balancer')],
  creditCoinbase: [
    claims('test/sim/coinbase/creditCoinbase.test.ts'),
    recordedBetween('networks/coinbase_v3'),
  ],
  subnets: [
    claims('test/sim/subnets'),
    recordedBetween('networks/(lock|subnet|median|dissolve|conviction|connection)'),
  ],
  withheld: [claims(rules('withheld'))],
  slots: [claims(rules('slots'), rules('registration'))],
  rows: [claims('test/sim/weights.test.ts')],
  commits: [claims(rules('commitReveal'), rules('tempo'))],
  price: [claims('test/sim/prices.test.ts', rules('registration'))],
  values: [claims(rules('tempo'), rules('withheld'), consensus('float64'), rules('emission'))],
  stakers: [
    claims(
      'test/agents/stakers/reasons.test.ts',
      'test/agents/stakers/validatorChoice.test.ts',
      'test/agents/stakers/ownership.test.ts',
    ),
    claims('test/agents/stakers/roundTrips.test.ts', 'test/agents/stakers/owners.test.ts'),
    claims('test/agents/stakers/stakersWorld.test.ts'),
  ],
  gateMarket: [claims('test/agents/gate'), claims('test/agents/models/gate.test.ts')],
  capture: [claims('test/agents/capture')],
  voters: [
    claims('test/agents/voters/electors.test.ts', 'test/agents/voters/chambers.test.ts'),
    claims('test/agents/models/governance.test.ts'),
  ],
  domains: [claims('test/agents/domains'), claims('test/agents/models/subnetworks.test.ts')],
  feeder: [
    claims('test/agents/feeder/gate.test.ts'),
    claims('test/agents/feeder/feederPair.test.ts', 'test/agents/models/bridged.test.ts'),
  ],
  controllers: [claims('test/sim/controllers')],
  creditWorld: [
    claims(
      'test/sim/networks/creditWorld.test.ts',
      'test/experiments/evidence/networksYear/sharedRun.test.ts',
    ),
  ],
  pruning: [vectors('test/sim/pruning.test.ts', rules('pruning'))],
};

/** Who objected to a mutant, and with which test first; null: nobody. */
interface Objection {
  readonly jury: string;
  readonly test: string;
}

interface Outcome {
  readonly mutant: string;
  readonly file: string;
  readonly caughtBy: Objection | null;
}

const args = process.argv.slice(2);
const write = args.includes('--write');
const wanted = args.find((arg) => !arg.startsWith('--')) ?? '';
const known = new Map(kept().map((outcome) => [outcome.mutant, outcome]));
const chosen = mutants
  .filter(({ name }) => name.includes(wanted))
  .filter(({ name }) => !args.includes('--missing') || !known.has(name));
const copy = mkdtempSync(join(tmpdir(), 'yuma-mutants-'));
/** Juries that have passed the engine as it is: an objection of any other would say nothing. */
const sworn = new Set<Jury>();
try {
  for (const entry of copied) cpSync(join(project, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  const outcomes = chosen.map(tried);
  const survivors = outcomes.filter(({ caughtBy }) => caughtBy === null);
  console.log(`\n${tableOf(outcomes)}\n`);
  for (const { mutant, file } of survivors) console.log(`SURVIVED: ${mutant} (${file})`);
  console.log(`${chosen.length - survivors.length} of ${chosen.length} mutants caught`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function tried(mutant: Mutant): Outcome {
  const { name, file } = mutant;
  const asked = juries[name.split(/[:,]/)[0]];
  if (asked === undefined) throw new Error(`${name}: no jury is named for it`);
  const outcome = { mutant: name, file, caughtBy: verdict(mutant, asked) };
  const mark = outcome.caughtBy === null ? 'SURVIVED' : `caught by ${outcome.caughtBy.jury}`;
  console.log(`${mark.padEnd(20)}  ${name}`);
  known.set(name, outcome);
  if (write) keep();
  return outcome;
}

function verdict({ name, file, line, becomes }: Mutant, asked: readonly Jury[]): Objection | null {
  const path = join(copy, file);
  const original = readFileSync(path, 'utf8');
  if (original.split(line).length !== 2)
    throw new Error(`${name}: its line must stand once in ${file}: ${line}`);
  for (const jury of asked) {
    swear(jury);
    writeFileSync(
      path,
      original.replace(line, () => becomes),
    );
    const test = firstFailure(jury);
    writeFileSync(path, original);
    if (test !== null) return { jury: jury.name, test };
  }
  return null;
}

function swear(jury: Jury): void {
  if (sworn.has(jury)) return;
  const test = firstFailure(jury);
  if (test !== null) throw new Error(`a test fails before anything is changed: ${test}`);
  sworn.add(jury);
}

/** Title of the first test that fails, null if all pass. */
function firstFailure({ tests, titles }: Jury): string | null {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const options = ['run', '--bail', '1', '--reporter=json', `--outputFile=${report}`];
  if (titles !== '') options.push('-t', titles);
  try {
    execFileSync('node', [vitest, ...options, ...tests], {
      cwd: copy,
      env: { ...process.env, YUMA_LAB_WORLDS: worlds },
      stdio: 'ignore',
    });
  } catch {
    return existsSync(report) ? failureIn(report) : 'the tests do not start';
  }
  const { numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number };
  if (numPassedTests === 0) throw new Error(`no test of ${tests.join(', ')} has a title like ${titles}`);
  return null;
}

function failureIn(report: string): string {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string }[]; message: string }[];
  };
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed');
  return failed?.fullName ?? 'a file of tests does not start';
}

function tableOf(outcomes: readonly Outcome[]): string {
  return textTable(
    [{ title: 'mutant' }, { title: 'caught by' }, { title: 'first test that fails', shrinks: true }],
    outcomes.map(({ mutant, caughtBy }) => [mutant, caughtBy?.jury ?? 'NOBODY', caughtBy?.test.trim() ?? '']),
  );
}

function kept(): Outcome[] {
  if (!existsSync(table)) return [];
  return (JSON.parse(readFileSync(table, 'utf8')) as { outcomes: Outcome[] }).outcomes;
}

/** Writes what is known, in the order of the list. */
function keep(): void {
  const outcomes = mutants.flatMap(({ name }) => known.get(name) ?? []);
  const caught = outcomes.filter(({ caughtBy }) => caughtBy !== null).length;
  const command = 'npm run mutants -- --write';
  mkdirSync(dirname(table), { recursive: true });
  writeFileSync(
    table,
    `${JSON.stringify({ command, mutants: outcomes.length, caught, outcomes }, null, 2)}\n`,
  );
}
