import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { textRecord, textTable } from '../../../experiments/base/textTable.ts';
import { unknownName } from '../../../experiments/base/userError.ts';
import { labHere, type Said } from './inProcess.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const lab = (...args: string[]): Promise<Said> => labHere(args);

/** The same in a process of its own. */
const inChild = (args: readonly string[], env?: NodeJS.ProcessEnv): Said =>
  start(['--import', 'tsx', 'experiments/main.ts', ...args], env);

function start(args: string[], env: NodeJS.ProcessEnv = process.env): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  return { status: status ?? -1, stdout, stderr };
}

describe('the command', () => {
  it.each([
    [['parms'], 'unknown verb "parms"; did you mean params?'],
    [['help', 'parms'], 'unknown verb "parms"; did you mean params?'],
    [['parms', '--help'], 'unknown verb "parms"; did you mean params?'],
    [['--bogus'], "unknown option '--bogus'\nSee: yuma-lab --help"],
    [['params', '--jsn'], "unknown option '--jsn'; did you mean --json?"],
    [['params', 'imunityPeriod'], 'unknown hyperparameter "imunityPeriod"; did you mean immunityPeriod?'],
    [
      ['params', '--ruleset', 'finey-2023'],
      'unknown ruleset "finey-2023"; did you mean finney-2023, finney-2024?',
    ],
    [['params', 'tempo', '--ruleset', 'nakamoto-2022'], 'unknown hyperparameter of nakamoto-2022 "tempo"'],
    [['params', 'kappa', 'rho'], 'too many arguments'],
    [['sweep', 'scaling'], 'scaling is a check, not a study: run yuma-lab check scaling'],
    [['check'], 'check needs to be told what: scaling, patterns, assumptions'],
    [['check', 'paterns'], 'unknown check "paterns"; did you mean patterns?'],
    [
      ['simulate', '--scenario', 'mine.txt'],
      'a scenario file ends in .yaml, and a network file in .json; received mine.txt',
    ],
    [['sweep', 'test/fixtures/plan-of-tune.json'], 'was written by tune, not by sweep: run yuma-lab tune'],
    [['sweep', 'test/fixtures/plan-without-factors.json'], 'has no list of factors: name the study.json'],
    [
      ['simulate', '--scenario', 'synthetic', '--set', 'maxAllowedUids=1'],
      'maxAllowedUids is the scenario’s, 48 for synthetic; received 1 (leave it out)',
    ],
    [
      ['simulate', '--scenario', 'synthetic', '--set', 'immunityPeriod=0x142'],
      'immunityPeriod is a duration in blocks; received 0x142 (numbers are decimal)',
    ],
    [
      ['simulate', '--scenario', 'modern-subnet', '--set', 'ownerCutEnabled=false'],
      'ownerCutEnabled is of the chain, not modelled: the owner’s cut is subnetOwnerCut alone',
    ],
    [['conform'], "missing required argument 'paths'\nSee: yuma-lab conform --help"],
    [['conform', 'no-such-file.json'], 'no-such-file.json'],
  ])('%j ends with 2 and says what is wrong and what is right', async (args, message) => {
    const { status, stdout, stderr } = await lab(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('ends so as a process of its own, too', async () => {
    for (const word of ['imunityPeriod', 'kappa'])
      expect(inChild(['params', word])).toEqual(await labHere(['params', word], 120));
  });

  it('gives machines every row of every ruleset', async () => {
    const { status, stdout } = await lab('params', '--json');
    const rows = JSON.parse(stdout) as { name: string; ruleset: string; default: unknown; exact?: string }[];
    expect(status).toBe(0);
    const find = (ruleset: string, name: string) =>
      rows.find((row) => row.ruleset === ruleset && row.name === name);
    expect(find('nakamoto-2022', 'immunityPeriod')).toMatchObject({ default: 3072, unit: 'blocks' });
    expect(find('finney-2023', 'maxDifficulty')?.exact).toBe('4611686018427387903');
  });

  it('says in one line that the chain would not take a value, and runs it', async () => {
    const { status, stderr } = await lab(
      ...'simulate --scenario modern-subnet --days 0.02 --warm-up 0 --set burnIncreaseMult=5'.split(' '),
    );
    expect(stderr).toBe(
      'note: the chain of autumn-2026 does not take burnIncreaseMult=5 (its limits: 1 … 3); the laboratory runs it all the same\n',
    );
    expect(status).toBe(0);
  });

  it('says of a value that no network can run with only that', async () => {
    const { status, stderr } = await lab('simulate', '--set', 'immunityPeriod=-5');
    expect(stderr).toMatch(/^immunityPeriod must be an integer of 0 … .* received -5 \(.*\)\n$/);
    expect(status).toBe(2);
  });

  it('lists what only the chain has, for people and for machines', async () => {
    const { stdout } = await lab('params', 'adminFreezeWindow', '--ruleset', 'burn-2026');
    expect(stdout).toMatch(/default\s+10 blocks/);
    expect(stdout).toMatch(/in the lab\s+not modelled: this call is not made during a run/);
    const autumn = await lab('params', '--ruleset', 'autumn-2026', '--json');
    const json = JSON.parse(autumn.stdout) as { name: string }[];
    expect(json.find(({ name }) => name === 'emissionBarRank')).toMatchObject({
      modelled: false,
      default: 32,
    });
    expect(json.find(({ name }) => name === 'tempo')).toMatchObject({
      modelled: true,
      setter: 'ownerOrRoot',
      chainRange: { type: 'u16', owner: [360, 50_400], root: [0, 65_535] },
      rateLimit: { once: 360, unit: 'blocks' },
      freezes: ['owner', 'root'],
    });
  });

  it('gives people a row in full', async () => {
    const { status, stdout } = await lab('params', 'immunityPeriod', '--ruleset', 'nakamoto-2022');
    expect(stdout).toMatch(/default\s+3,072 blocks/);
    expect(stdout).toMatch(/source\s+mainnet late 2022/);
    expect(status).toBe(0);
  });

  it('lists the studies behind the register of assumptions only when all are asked for', async () => {
    const namesIn = async (...words: string[]): Promise<string[]> => {
      const { stdout } = await lab('studies', '--json', ...words);
      return JSON.parse(stdout).map(({ name }: { name: string }) => name);
    };
    const isInternal = (name: string) => name.startsWith('assumptions-');
    const [usual, all] = [await namesIn(), await namesIn('--all')];
    expect(usual.filter(isInternal)).toEqual([]);
    expect(all.filter(isInternal).length).toBeGreaterThan(10);
    expect(all.filter((name) => !isInternal(name))).toEqual(usual);
  });

  it('starts from its installed name and lists the rulesets', () => {
    const { status, stdout } = start(['experiments/boot/bin.cjs', 'rulesets', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).map((ruleset: { name: string }) => ruleset.name)).toEqual([
      'nakamoto-2022',
      'finney-2023',
      'finney-2024',
      'liquid-2025',
      'dtao-2025',
      'yuma3-2025',
      'burn-2026',
      'autumn-2026',
    ]);
  });

  it('shows help with an example for every verb, and for itself when asked nothing', async () => {
    const { status, stdout } = await lab();
    expect(status).toBe(0);
    const verbs = [...stdout.split('Verbs:')[1].matchAll(/^ {2}(\w+) /gm)].map((match) => match[1]);
    expect(verbs).toContain('params');
    for (const verb of verbs) expect((await lab(verb, '--help')).stdout).toContain(`$ yuma-lab ${verb}`);
    expect((await lab('help', 'params')).stdout).toBe((await lab('params', '--help')).stdout);
  });

  it('ends quietly when its reader stops reading', () => {
    const script = `node --import tsx experiments/main.ts params --json | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe('[\n0\n');
  });
});

describe('an unknown name', () => {
  it('is told with its nearest names and a short list of what there is', () => {
    expect(unknownName('study', 'imunity-period', ['immunity-period', 'cheaters']).message).toBe(
      'unknown study "imunity-period"; did you mean immunity-period? Known: immunity-period, cheaters',
    );
    const many = Array.from({ length: 20 }, (_, index) => `study-${index}`);
    expect(unknownName('study', 'zebra', many).message).toMatch(/study-11, … \(20 in all\)$/);
  });
});

describe('a text table', () => {
  const columns = [
    { title: 'name' },
    { title: 'default', align: 'right' },
    { title: 'influences', shrinks: true },
  ] as const;
  const rows = [
    ['rho', '10', 'slope of the sigmoid'],
    ['immunityPeriod', '3,072', 'who is replaced'],
  ];

  it('aligns numbers at their last digit', () => {
    const [, , first, second] = textTable(columns, rows, 80).split('\n');
    expect(first.indexOf('10') + 2).toBe(second.indexOf('3,072') + 5);
  });

  it('stays within a narrow terminal by wrapping what may shrink, and loses no word', () => {
    const lines = textTable(columns, rows, 40).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(lines.slice(2)).toEqual([
      'rho                  10  slope of the',
      '                         sigmoid',
      'immunityPeriod    3,072  who is replaced',
    ]);
  });

  it('keeps a row of a long list on one line by cutting it', () => {
    const cut = columns.map((column) => ({ ...column, isCut: column.title === 'influences' }));
    const lines = textTable(cut, rows, 40).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/slope .*…$/);
  });

  it.each([
    'params',
    'params --ruleset autumn-2026',
    'studies',
    'studies --all',
    'figures',
    'rulesets',
    'scenarios',
    'check --help',
  ])('of %s fits 80 columns', async (words) => {
    const { stdout } = await labHere(words.split(' '), 80);
    const wide = stdout.split('\n').filter((line) => [...line].length > 80);
    expect(wide).toEqual([]);
    expect(stdout.length).toBeGreaterThan(500);
  });

  it('fits the columns that COLUMNS names where it goes into a pipe', async () => {
    const { stdout } = inChild(['params'], { ...process.env, COLUMNS: '80' });
    expect(stdout).toBe((await labHere(['params'], 80)).stdout);
    expect(stdout).not.toBe((await labHere(['params'], 200)).stdout);
  });

  it('wraps a long entry of a record under itself', () => {
    expect(textRecord([['influences', 'one two three four five six seven']], 42)).toBe(
      'influences  one two three four five six\n            seven',
    );
  });
});
