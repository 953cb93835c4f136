import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { textRecord, textTable } from '../../../experiments/base/textTable.ts';
import { unknownName } from '../../../experiments/base/userError.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

function lab(...args: string[]) {
  return start(['--import', 'tsx', 'experiments/main.ts', ...args]);
}

function start(args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
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
  ])('%j ends with 2 and says what is wrong and what is right', (args, message) => {
    const { status, stdout, stderr } = lab(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('gives machines every row of every ruleset', () => {
    const { status, stdout } = lab('params', '--json');
    const rows = JSON.parse(stdout) as { name: string; ruleset: string; default: unknown; exact?: string }[];
    expect(status).toBe(0);
    const find = (ruleset: string, name: string) =>
      rows.find((row) => row.ruleset === ruleset && row.name === name);
    expect(find('nakamoto-2022', 'immunityPeriod')).toMatchObject({ default: 3072, unit: 'blocks' });
    expect(find('finney-2023', 'maxDifficulty')?.exact).toBe('4611686018427387903');
  });

  it('says in one line that the chain would not take a value, and runs it', () => {
    const { status, stderr } = lab(
      ...'simulate --scenario modern-subnet --days 0.02 --warm-up 0 --set burnIncreaseMult=5'.split(' '),
    );
    expect(stderr).toBe(
      'note: the chain of autumn-2026 does not take burnIncreaseMult=5 (its limits: 1 … 3); the laboratory runs it all the same\n',
    );
    expect(status).toBe(0);
  });

  it('says of a value that no network can run with only that', () => {
    const { status, stderr } = lab('simulate', '--set', 'immunityPeriod=-5');
    expect(stderr).toMatch(/^immunityPeriod must be an integer of 0 … .* received -5 \(.*\)\n$/);
    expect(status).toBe(2);
  });

  it('lists what only the chain has, for people and for machines', () => {
    const { stdout } = lab('params', 'adminFreezeWindow', '--ruleset', 'burn-2026');
    expect(stdout).toMatch(/default\s+10 blocks/);
    expect(stdout).toMatch(/in the lab\s+not modelled: this call is not made during a run/);
    const json = JSON.parse(lab('params', '--ruleset', 'autumn-2026', '--json').stdout) as { name: string }[];
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

  it('gives people a row in full', () => {
    const { status, stdout } = lab('params', 'immunityPeriod', '--ruleset', 'nakamoto-2022');
    expect(stdout).toMatch(/default\s+3,072 blocks/);
    expect(stdout).toMatch(/source\s+mainnet late 2022/);
    expect(status).toBe(0);
  });

  it('lists the studies behind the register of assumptions only when all are asked for', () => {
    const namesIn = (...words: string[]): string[] =>
      JSON.parse(lab('studies', '--json', ...words).stdout).map(({ name }: { name: string }) => name);
    const isInternal = (name: string) => name.startsWith('assumptions-');
    expect(namesIn().filter(isInternal)).toEqual([]);
    expect(namesIn('--all').filter(isInternal).length).toBeGreaterThan(10);
    expect(namesIn('--all').filter((name) => !isInternal(name))).toEqual(namesIn());
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

  it('shows help with an example for every verb, and for itself when asked nothing', () => {
    const { status, stdout } = lab();
    expect(status).toBe(0);
    const verbs = [...stdout.split('Verbs:')[1].matchAll(/^ {2}(\w+) /gm)].map((match) => match[1]);
    expect(verbs).toContain('params');
    for (const verb of verbs) expect(lab(verb, '--help').stdout).toContain(`$ yuma-lab ${verb}`);
    expect(lab('help', 'params').stdout).toBe(lab('params', '--help').stdout);
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
  ])('of %s fits 80 columns', (words) => {
    const env = { ...process.env, COLUMNS: '80' };
    const args = ['--import', 'tsx', 'experiments/main.ts', ...words.split(' ')];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
    const wide = stdout.split('\n').filter((line) => [...line].length > 80);
    expect(wide).toEqual([]);
    expect(stdout.length).toBeGreaterThan(500);
  });

  it('wraps a long entry of a record under itself', () => {
    expect(textRecord([['influences', 'one two three four five six seven']], 42)).toBe(
      'influences  one two three four five six\n            seven',
    );
  });
});
