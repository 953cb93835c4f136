import { spawnSync } from 'node:child_process';
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
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { stream } from '../sim/random.ts';
import { allCommands, commandsOf, documentsWithCommands, root, wordsOf } from './commands.ts';
import { labHere } from './experiments/cli/inProcess.ts';

// Every command that README, docs, notebooks and CONTRIBUTING tell a reader to type is run here, at the smallest size that keeps it true, or
// names the test that runs it. A command that is new in a document fails until it has its row.

/** Options that make a sweep small; of an option given twice the last counts. */
const small = ['--seeds', '4', '--days', '0.2', '--warm-up', '0.1', '--workers', '2'];

/** Run in this process as written, with more words behind it. `says`: what it prints. */
interface Ran {
  readonly more?: readonly string[];
  readonly says?: RegExp;
}
/** Begun as written, and stopped as by Ctrl-C: whole it takes minutes. */
interface Begun {
  readonly stopped: true;
}
/** Of the same verb and the same options as another one that is run here, on other values. */
interface Alike {
  readonly like: string;
}
/** Run by another test: its file, and the words in it that show so. */
interface Elsewhere {
  readonly test: string;
  readonly shows: string;
}
type How = Ran | Begun | Alike | Elsewhere;

const page = /Report: /;
const ci = (shows: string): Elsewhere => ({ test: '.ci/run', shows });
const subnet: Elsewhere = { test: 'test/yourSubnet.test.ts', shows: "'docs/your-subnet.md'" };
const made = (name: string, shows: string): Elsewhere => ({
  test: `test/experiments/${name}.test.ts`,
  shows,
});

const ask =
  "npm run -s lab -- sweep immunityPeriod=5000,7200 --scenario flat-subnet --decide servedQuality=0.005 --guardrail 'deterred worse by 5' --seeds 12 --dir my-question";
const novice =
  'npm run -s lab -- simulate --scenario synthetic --days 1 --with mine.ts --set novice.share=0.4';
const novices =
  'npm run -s lab -- sweep novice.effort=0.2,1 --set novice.share=0.4 --with mine.ts --scenario synthetic --dir novices';
const check = 'npm run -s lab -- verify results/reference/propose-kappa --sample 3';

/** Rows run in this order: what one makes the next ones take. */
const commands: Readonly<Record<string, How>> = {
  'npm run -s lab -- params kappa': { says: /set by/ },
  'npm run -s lab -- params immunityPeriod': { says: /immunityPeriod/ },
  'npx yuma-lab params immunityPeriod': { says: /immunityPeriod/ },
  'npx yuma-lab params': { says: /Of the chain, not modelled/ },
  'npm run -s lab -- rulesets': { says: /autumn-2026/ },
  'npm run -s lab -- scenarios --example': { says: /startsFrom/ },
  'npm run -s lab -- scenarios --fields': { says: /validators/ },
  'npm run -s lab -- scenarios flat-subnet': { says: /flat-subnet/ },
  'npm run -s lab -- measures servedQuality': { says: /usual margin/ },
  'npx yuma-lab measures servedQuality': { says: /usual margin/ },
  'npx yuma-lab measures': { says: /servedQuality/ },
  'npm run -s lab -- studies': { says: /immunity-period/ },
  'npm run -s lab -- models entryPrice': { says: /half-life of the price/ },
  'npm run -s lab -- models entryPrice --seed 1 --set demand=0.5 --set days=3': { says: /registrations/ },
  'npm run -s lab -- sweep entry-price --size quick --dir entry': {
    more: ['--seeds', '4', '--workers', '2'],
    says: page,
  },
  'npm run -s lab -- verify entry --sample 2': { says: /verified 2 of 2/ },
  "npm run -s lab -- query entry 'select condition, attack, avg(bias) from trials group by all order by all'":
    {
      says: /thin/,
    },
  'npm run -s lab -- sweep entry-price --size quick --first-seed 13 --dir entry-fresh': {
    more: ['--seeds', '4', '--workers', '2'],
    says: page,
  },
  'npm run -s lab -- studies --example': { says: /factors/ },
  'npm run -s lab -- exploiters --again results/reference/exploiters-quick': {
    says: /1 played again, 0 differ/,
  },
  'npm run -s lab -- figures': { says: /cabal-decay/ },
  'npm run -s lab -- tune --help': { says: /--budget/ },
  'npm run -s lab -- sensitivity --help': { says: /--method/ },
  'npm run -s lab -- ledger score': { says: /interval score/ },
  'npm run -s lab -- ledger recompute': { says: /(\d+) of \1 numbers are computed again/ },
  "npm run -s lab -- query results/reference/scoring-rule-quick 'select validator_scoringRule, avg(servedQuality) from trials group by all order by all'":
    { says: /leaveOneOut +2\.574385/ },
  "npm run -s lab -- query results/reference/propose-kappa 'select kappa, avg(cabalPay) from trials group by all order by all'":
    { says: /32767 +0\.3208904/ },
  'npm run -s lab -- export results/reference/scoring-rule-quick --to tables --csv': {
    says: /80 of trials, 7680 of series/,
  },
  'npm run -s lab -- export results/reference/scoring-rule-quick --to tables': {
    says: /80 of trials, 7680 of series/,
  },
  'npm run -s lab -- import test/fixtures/dumps/sn19.txt': { says: /good for/ },
  'npm run -s lab -- import --example > my-network.json': {},
  'npm run -s lab -- epoch test/fixtures/network.json --arithmetic chain': { says: /dividends/ },
  'npm run -s lab -- epoch test/fixtures/network.json': { says: /dividends/ },
  'npm run -s lab -- epoch my-network.json --arithmetic chain': { says: /dividends/ },
  'npm run -s lab -- epoch netuid31-2024-08 --page subnet-31.html': { says: /subnet-31\.html/ },
  'npx yuma-lab epoch my-network.json --page': { says: /epoch\.html/ },
  'npx yuma-lab replay my-network.json': { says: /block/ },
  'npm run -s lab -- replay netuid31-2024-08': { says: /subnet 31, August 2024/ },
  'npm run -s lab -- simulate --scenario synthetic --days 1': { says: /networkQuality/ },
  'cp agents/examples/servesWhileNew.ts mine.ts': {},
  [novice]: { says: /keptPromise/ },
  'npm run -s lab -- simulate --scenario modern-subnet --days 1 --with agents/examples/followLargest.ts --set follower.share=0.1':
    { like: novice },
  'npm run -s lab -- simulate --scenario synthetic --days 1 --with agents/examples/servesWhileNew.ts --set novice.share=0.4':
    { like: novice },
  [novices]: { more: small, says: page },
  'npm run -s lab -- sweep novice.effort=0.2,0.5,1 --set novice.share=0.4 --with agents/examples/servesWhileNew.ts --scenario synthetic':
    { like: novices },
  "npm run -s lab -- tune 'novice.effort~uniform(0,1)' --set novice.share=0.4 --with agents/examples/servesWhileNew.ts --scenario synthetic --objective 'max keptPromise +- 0.05'":
    {
      more: ['--budget', '4', '--search-seeds', '2', '--seeds', '3', ...small.slice(2)],
      says: page,
    },
  'npm run -s lab -- sweep immunityPeriod=5000,7200 liquidAlphaOn=false,true --scenario modern-subnet --decide servedQuality --days 4':
    { more: small, says: page },
  'npm run -s lab -- sweep immunityPeriod=5000,7200 --scenario my-network.json --decide servedQuality --days 1 --dir in-my-network':
    { more: small, says: page },
  [ask]: { more: [...small, '--seeds', '8'], says: page },
  'npm run -s lab -- sweep immunityPeriod=1024,3072,7200 --seeds 8': { like: ask },
  'npm run -s lab -- sweep immunityPeriod=5000,7200,14400 --scenario flat-subnet --decide servedQuality=0.005 --dir my-question':
    { like: ask },
  'npm run -s lab -- sweep immunityPeriod=5000,7200 --scenario flat-subnet --decide servedQuality --dir my-question':
    { like: ask },
  'npm run -s lab -- try my-question/study.json immunityPeriod=6200 --worlds 4 --days 1': {
    more: ['--worlds', '2', '--days', '0.2'],
    says: /against the status quo/,
  },
  'npm run -s lab -- try immunity-start-up immunityPeriod=6200 --worlds 4': {
    more: ['--worlds', '2', '--days', '0.2', '--settle', '0.2'],
    says: /against the status quo/,
  },
  'npm run -s lab -- propose my-question --setter owner': { says: /change|not enough evidence/ },
  'npm run -s lab -- propose results/reference/immunity-start-up-quick': {
    like: 'npm run -s lab -- propose my-question --setter owner',
  },
  'npm run -s lab -- propose results/reference/propose-kappa': {
    like: 'npm run -s lab -- propose my-question --setter owner',
  },
  'cp -r results/reference/scoring-rule-quick theirs': {},
  'npm run -s lab -- report theirs --no-panel': { says: page },
  'npm run -s lab -- report my-study': { like: 'npm run -s lab -- report theirs --no-panel' },
  'npm run -s lab -- report results/reference/immunity-start-up-quick': {
    like: 'npm run -s lab -- report theirs --no-panel',
  },
  'npm run -s lab -- sweep theirs/study.json --first-seed 1001 --seeds 4 --dir fresh': { stopped: true },
  [check]: { more: ['--sample', '1'], says: /verified 1 of 1/ },
  'npm run -s lab -- verify results/reference/immunity-start-up-quick --sample 2': { like: check },
  'npm run -s lab -- verify results/reference/immunity-start-up-quick': { like: check },
  'npm run -s lab -- studies --example > my-study.yaml': {},
  'npm run -s lab -- sweep my-study.yaml --dir my-study': { stopped: true },
  'npm run -s lab -- sweep my-study.yaml --dir my-study --limit 7200': { stopped: true },
  'npm run -s lab -- sweep my-study.yaml --dir my-study --retry-failed': { stopped: true },
  'npm run -s lab -- sweep immunityPeriod=1024,3072 --seeds 40 --dir enlarged': { stopped: true },
  'npm run -s lab -- sweep immunityPeriod=1024,3072 --seeds 44 --dir enlarged': {
    like: 'npm run -s lab -- sweep immunityPeriod=1024,3072 --seeds 40 --dir enlarged',
  },
  'npm run -s lab -- sweep experiments/examples/kappa-and-a-cabal.yaml': { stopped: true },
  'npm run -s lab -- sweep my-study.yaml --shard 1/2 --dir shards/1-of-2': { stopped: true },
  'npm run -s lab -- sweep my-study.yaml --shard 2/2 --dir shards/2-of-2': {
    like: 'npm run -s lab -- sweep my-study.yaml --shard 1/2 --dir shards/1-of-2',
  },
  'npm run -s lab -- merge my-study-1 my-study-2 --dir my-study': made(
    'cluster/merge',
    "labHere(['merge', ...shards",
  ),
  'npm run -s lab -- merge shards/1-of-2 shards/2-of-2 --dir my-study': made(
    'cluster/merge',
    "labHere(['merge', ...shards",
  ),
  'npm run -s lab -- cluster slurm my-study.yaml --tasks 2 --time 12:00:00 --dir on-slurm --out job.sbatch': {
    says: /trials in 2 tasks/,
  },
  'npm run -s lab -- cluster slurm immunity-start-up --tasks 4': { says: /--array=0-3%4/ },
  'npm run -s lab -- cluster k8s my-study.yaml --tasks 2 --image registry.example/yuma-lab:1 --claim results --out job.yaml':
    { says: /trials in 2 tasks/ },
  'npm ci && npm start': { stopped: true },
  'npm run -s lab -- sweep immunity-start-up --size quick --dir long-run': { stopped: true },
  'npm run -s lab -- sweep immunity-map --size quick': { stopped: true },
  'npm run -s lab -- sweep sequence-length --size quick': { stopped: true },
  'npm run -s lab -- sweep immunity-start-up --size quick --dir results/reference/immunity-start-up-quick': {
    like: 'npm run -s lab -- sweep immunity-start-up --size quick --dir long-run',
  },
  'npm run -s lab -- reproduce cabal-decay': { says: /met/ },
  'npm run -s lab -- reproduce emission-contours': { like: 'npm run -s lab -- reproduce cabal-decay' },
  'npm run -s lab -- calibrate my-network.json': subnet,
  'npm run -s lab -- calibrate netuid31-2024-08': made('calibrate/calibrate', "'netuid31-2024-08'"),
  'npm run -s lab -- calibrate netuid31-2024-08 --out my-network.yaml': subnet,
  'npx yuma-lab import show.json hyperparameters.json --out my-network.json': subnet,
  'npx yuma-lab import neurons.json weights.json settings.json --out my-network.json': subnet,
  'npx yuma-lab calibrate my-network.json --out my-network.yaml': subnet,
  'npx yuma-lab sweep immunityPeriod=5000,7200 liquidAlphaOn=false,true --scenario my-network.yaml --decide servedQuality --dir my-question':
    subnet,
  'npx yuma-lab propose my-question --setter owner': subnet,
  'npx yuma-lab verify my-question': subnet,
  'npx yuma-lab studies --example > my-study.yaml': subnet,
  'npx yuma-lab sweep my-study.yaml --dir my-study': subnet,
  'npm run -s lab -- check patterns': made('evidence/patterns/patterns', 'patterns'),
  'npm run -s lab -- conform test/golden/chain': {
    test: 'test/experiments/evidence/conform/maps.test.ts',
    shows: "'conform', maps",
  },
  'npm ci': ci('npm ci'),
  'npm ci && npm test': ci('npm test'),
  'npm test': ci('npm test'),
  'npx vitest run test/sim/pruning.test.ts': ci('npm test'),
  'npm run types': ci('npm run --silent types'),
  'npm run lint': ci('npm run --silent lint'),
  'npm install': { test: 'test/pack.test.ts', shows: 'install' },
  'npm pack': { test: 'test/pack.test.ts', shows: 'pack' },
  'YUMA_LAB_WORLDS=1000 npx vitest run test/properties': {
    test: 'test/properties/properties.test.ts',
    shows: 'YUMA_LAB_WORLDS',
  },
  'npm run faults': { test: 'test/simulatedFaults/simulatedFaults.test.ts', shows: 'runPart(1, 10_000)' },
  'npm run fuzz -- 1000': { test: 'test/fuzz/fuzz.test.ts', shows: 'tryPart(sample.from' },
  'npm run -s lab -- worker redis://127.0.0.1 --until-idle 1': {
    test: 'test/queue/queue.test.ts',
    shows: "'--until-idle', '1'",
  },
  'npx yuma-lab sweep my-study.yaml --dir my-study --queue redis://:a-long-password@10.0.0.5': {
    test: 'test/queue/farFlung.ts',
    shows: "'--queue', address('127.0.0.1')",
  },
  'npx yuma-lab worker redis://:a-long-password@10.0.0.5': {
    test: 'test/queue/farFlung.ts',
    shows: "'worker',",
  },
  'npm run queue': { test: 'test/queue/kills.test.ts', shows: 'disturb({' },
  'npm run branching': { test: 'test/branching/branching.test.ts', shows: 'compare(randomFamily' },
  'npm run mutants': { test: 'test/mutants/mutants.test.ts', shows: 'was run whole' },
  'npm run mutants -- --random 300 --seed 1': {
    test: 'test/mutants/random/random.test.ts',
    shows: 'describe(',
  },
  'npm run bench': { test: 'test/commands.test.ts', shows: "script('bench', 'nothing')" },
  'npm run site': made('site/site', 'buildSite({'),
  'npm run site -- --figures all': made('site/site', 'figures: ['),
  'npm run notebooks': made('notebook/notebooks', 'runCells'),
  'npm run notebooks cabal': made('notebook/notebooks', 'runCells'),
  'npm run remake': { test: 'test/commands.test.ts', shows: "script('remake')" },
  'npm run remake reference': made('build/reference', 'remake reference'),
  'npm run remake rulesets': made('build/rulesets', 'remake rulesets'),
  'npm run remake api': made('build/api', 'remake api'),
  'npm run remake odd': { test: 'test/odd.test.ts', shows: 'remake odd' },
  'npm run remake picture': { test: 'test/figures/readmePicture.test.ts', shows: 'readmePicture' },
  'npm run remake maps': made('evidence/conform/maps', 'maps'),
  'npm run remake proposals propose-kappa': made('methods/proposal/reference', 'proposal'),
  'npm run remake assumptions': made('studies/assumptions/register', 'assumptions'),
  'npm run remake calibrate': made('calibrate/calibrate', 'the committed coverage'),
};

const isElsewhere = (how: How): how is Elsewhere => 'test' in how;
const isAlike = (how: How): how is Alike => 'like' in how;

describe('the search for commands', () => {
  it('finds lines of blocks and spans of prose, without remarks, and leaves out what a reader has to complete', () => {
    const text =
      'Run `npx yuma-lab params`, not `params`.\n\n  ```sh\n  npm test   # all\n  ```\n\n`npm run x <name>`\n';
    expect(commandsOf('a.md', text).map(({ command }) => command)).toEqual([
      'npm test',
      'npx yuma-lab params',
    ]);
  });

  it('looks into every document that a reader types from', () => {
    expect(documentsWithCommands()).toEqual(
      expect.arrayContaining([
        'README.md',
        'CONTRIBUTING.md',
        'docs/verbs.md',
        'docs/how-to/read-a-report.md',
        'notebooks/README.md',
      ]),
    );
    expect(allCommands().length).toBeGreaterThan(100);
  });
});

describe('the commands of the documents', () => {
  const told = allCommands();

  it('have a row each, and no row is of a command that no document tells', () => {
    expect([
      ...new Set(told.filter(({ command }) => commands[command] === undefined).map(({ command }) => command)),
    ]).toEqual([]);
    expect(Object.keys(commands).filter((row) => !told.some(({ command }) => command === row))).toEqual([]);
  });

  it('are shown to be run by the tests that their rows name', () => {
    for (const [command, how] of Object.entries(commands))
      if (isElsewhere(how)) expect(readFileSync(root + how.test, 'utf8'), command).toContain(how.shows);
  });

  it('are of the verb and the options of the one that they are like, where another is run in their place', () => {
    const options = (command: string) => wordsOf(command).filter((word) => word.startsWith('--'));
    const verb = (command: string) => /(?:lab --|yuma-lab) ([a-z]+)/.exec(command)?.[1];
    for (const [command, how] of Object.entries(commands)) {
      if (!isAlike(how)) continue;
      expect(verb(command), command).toBe(verb(how.like));
      expect(options(how.like), command).toEqual(expect.arrayContaining(options(command)));
      const other = commands[how.like];
      expect(other !== undefined && !isElsewhere(other) && !isAlike(other), how.like).toBe(true);
    }
  });

  it('are scripts of npm that the package has, as far as they are scripts', () => {
    for (const { command } of told) {
      const [, script] = command.match(/npm run (?:-s )?([a-z:]+)/) ?? [];
      if (script !== undefined) expect(Object.keys(packageJson.scripts), command).toContain(script);
    }
  });
});

describe('in the order of the documents', () => {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-commands-'));

  beforeAll(() => {
    for (const room of ['agents', 'experiments', 'test', 'notebooks', 'docs'])
      symlinkSync(join(root, room), join(folder, room));
    mkdirSync(join(folder, 'results/reference'), { recursive: true });
    symlinkSync(join(root, 'results/ledger'), join(folder, 'results/ledger'));
    for (const name of ['scoring-rule-quick', 'propose-kappa', 'exploiters-quick'])
      cpSync(join(root, 'results/reference', name), join(folder, 'results/reference', name), {
        recursive: true,
      });
    process.chdir(folder);
    // Libraries that this process loads may draw; that worlds do not is tested where they are.
    Math.random = stream('commands', 'libraries', 1).next;
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const here = Object.entries(commands).filter(
    (row): row is [string, Ran | Begun] => !isElsewhere(row[1]) && !isAlike(row[1]),
  );

  it.each(here)('%s', async (command, how) => {
    if (command.startsWith('cp ')) {
      const [from, to] = wordsOf(command).slice(-2);
      cpSync(from, to, { recursive: true, dereference: true });
      expect(existsSync(to)).toBe(true);
    } else if ('stopped' in how) await begun(command);
    else await ran(command, how);
  });
});

describe('scripts that take minutes', () => {
  const script = (name: 'bench' | 'remake', ...words: string[]) => {
    const [program, ...args] = packageJson.scripts[name].split(' ');
    return spawnSync(program, [...args, ...words], { cwd: root, encoding: 'utf8' });
  };

  it('list what they can do: the files that remake makes again, and the parts of the bench', () => {
    expect(script('remake').stdout).toMatch(/npm run remake …[\s\S]*reference/);
    expect(script('bench', 'nothing')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no part nothing; known: consensus'),
    });
  });
});

/** The words of the laboratory's command, and where its output goes. */
function labWords(command: string): { readonly words: string[]; readonly to: string | undefined } {
  const line = command === 'npm ci && npm start' ? packageJson.scripts.start : command;
  const [text, to] = line
    .replace(/^.*?(?:run -s lab -- |npx yuma-lab |experiments\/main\.ts )/, '')
    .split(' > ');
  return { words: wordsOf(text), to };
}

async function ran(command: string, { more = [], says }: Ran): Promise<void> {
  const { words, to } = labWords(command);
  const { status, stdout, stderr } = await labHere([...words, ...more], 120);
  expect(status, `${command}\n${stdout}\n${stderr}`).toBe(0);
  if (says !== undefined) expect(stdout).toMatch(says);
  if (to !== undefined) writeFileSync(to, shorter(stdout));
}

/** A study file with shorter worlds, as its reader may write it. */
const shorter = (text: string): string =>
  text.replace(/^warmUpDays: .*$/m, 'warmUpDays: 0.1').replace(/^days: .*$/m, 'days: 0.2');

async function begun(command: string): Promise<void> {
  const { words } = labWords(command);
  const stop = setInterval(() => process.emit('SIGINT'), 400);
  const { status, stderr } = await labHere([...words, '--workers', '1'], 120).finally(() =>
    clearInterval(stop),
  );
  expect(status, stderr).toBe(130);
  expect(stderr).toMatch(/stopped: \d+ of \d+ trials are done and kept in \S+; the same command goes on/);
}
