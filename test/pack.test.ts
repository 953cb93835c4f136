import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../experiments/base/canonical.ts';
import { runTrial, type TrialPlan } from '../experiments/plan/trial.ts';
import packageJson from '../package.json' with { type: 'json' };
import { checkout, Machine, stagesOf } from './queue/dockerfile.ts';
import { freshDebian } from './queue/freshDebian.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'pack-'));
// A hundred thousand files take a minute to remove, which is not waited for.
afterAll(() => spawn('rm', ['-rf', place], { detached: true, stdio: 'ignore' }).unref());
const away = join(place, 'empty');
const stages = stagesOf(readFileSync(join(root, 'Dockerfile'), 'utf8'));
/** A Debian of one's own takes root, which CI has. */
const hasDebian = process.getuid?.() === 0 || process.env.CI === 'true';
/** The package as the Dockerfile has made it: what is tried below need not be made a second time. */
let tarball: string | null = null;

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  expect(status, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** The package made in this checkout, where there was no Debian to make it in. */
function packedHere(): string {
  const written = run('npm', ['pack', '--silent', '--pack-destination', place], root).trim().split('\n');
  return join(place, written.at(-1)!);
}

/** As `npx yuma-lab` runs it, without the start of npm. */
const lab = (...words: string[]): string => run(join(away, 'node_modules/.bin/yuma-lab'), words, away);

const world = {
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  warmUpDays: 0,
  days: 0.3,
} as const;
const plan: TrialPlan = { ...world, set: { immunityPeriod: 300 }, seed: '1' };

/** Ten lines that run one trial and one study. */
const program = `import { readResults, runStudy, runTrial, type Study, type TrialPlan } from 'yuma-lab';
import type { MinerDefinition } from 'yuma-lab/agents';
import { type RulesetName, resolve } from 'yuma-lab/sim';

const world = ${JSON.stringify(world)} as const;
const plan: TrialPlan = { ...world, set: { immunityPeriod: 300 }, seed: '1' };
const trial = runTrial(plan);
const study: Study = {
  ...world, name: 'mine', size: 'small', question: 'How long is a newcomer to be immune?', set: {},
  factors: [{ name: 'immunityPeriod', values: [300, 600] }], seeds: 4,
  objectives: [{ metric: 'networkQuality', margin: 0.002 }], statusQuo: [],
  arms: [], armSeeds: 0, armLevels: [], armSet: {},
};
const outcome = await runStudy(study, { folder: 'mine', workers: 2 });
const ruleset: RulesetName = 'nakamoto-2022';
const period: number = resolve(ruleset).immunityPeriod;
const definitions: MinerDefinition[] = [];
const rows = readResults('mine').rows.length;
console.log(JSON.stringify({ trial, rows, period, rowsHash: outcome.rowsHash, none: definitions.length }));
`;

const tsconfig = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    strict: true,
    types: ['node'],
    outDir: 'out',
  },
  files: ['program.ts'],
};

describe('the Dockerfile', () => {
  it('names a Node that the laboratory runs on, on Debian 12, and the same in every stage', () => {
    const images = new Set(stages.map(({ from }) => from));
    expect(images.size).toBe(1);
    const [, major, minor] = /^node:(\d+)\.(\d+)\.\d+-bookworm-slim$/.exec([...images][0]) ?? [];
    const [, least, leastMinor] = /^>=(\d+)\.(\d+)$/.exec(packageJson.engines.node) ?? [];
    expect([Number(major), Number(minor) >= Number(leastMinor)]).toEqual([Number(least), true]);
  });

  it('opens no port, holds no secret, and does not run as root', () => {
    const words = stages.flatMap(({ lines }) => lines.map(({ word }) => word));
    expect(words).not.toContain('EXPOSE');
    expect(words).not.toContain('ENV');
    expect(stages.at(-1)?.lines.find(({ word }) => word === 'USER')?.rest).toBe('node');
  });

  it.skipIf(!hasDebian)(
    'makes a command that runs a world and a worker, line by line in a fresh Debian with Node and nothing else',
    () => {
      const source = join(place, 'source');
      checkout(root, source);
      const fresh = join(place, 'debian');
      freshDebian(fresh);
      const machines = new Map<string, Machine>();
      for (const [k, { name, lines }] of stages.entries()) {
        const folder = join(place, `stage${k}`);
        if (k < stages.length - 1) run('cp', ['-a', fresh, folder], place);
        else renameSync(fresh, folder);
        const machine = new Machine(folder);
        for (const line of lines) machine.obey(line, source, machines);
        machines.set(name ?? 'last', machine);
      }
      const made = join(machines.get('build')!.root, 'tmp');
      tarball = join(made, readdirSync(made).find((name) => name.endsWith('.tgz'))!);
      const [entry] = JSON.parse(
        stages.at(-1)?.lines.find(({ word }) => word === 'ENTRYPOINT')?.rest ?? '[]',
      );
      const last = machines.get('last')!;
      expect(last.run(entry, '--help')).toContain('worker');
      expect(last.run(entry, 'simulate', '--scenario', 'synthetic', '--days', '0.2')).toContain(
        'networkQuality',
      );
      expect(() => last.run(entry, 'worker', 'redis://127.0.0.1:1')).toThrow(
        /ended with 2: .*no Redis answers/,
      );
    },
    900_000,
  );
});

describe('the package', () => {
  let packed: string[];
  /** Of the sweep below in one process: what its shards join to. */
  let rowsHash: string | null = null;
  const small = 'immunityPeriod=300,600 --scenario synthetic --days 0.3 --warm-up 0 --seeds 4'.split(' ');

  beforeAll(() => {
    tarball ??= packedHere();
    packed = run('tar', ['tzf', tarball], place).trim().split('\n');
    mkdirSync(away);
    writeFileSync(join(away, 'package.json'), '{ "name": "away", "private": true, "type": "module" }\n');
    run('npm', ['i', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], away);
  }, 600_000);

  it('holds compiled modules, the types that a program can reach, and no test, no TypeScript but examples, nothing large', () => {
    const examples = packed.filter((file) => file.startsWith('package/dist/agents/examples/'));
    const typescript = packed.filter((file) => /(?<!.d).ts$/.test(file));
    expect(typescript).toEqual(examples);
    expect(examples.length).toBeGreaterThan(0);
    expect(packed.filter((file) => /\btest\b|.test./.test(file))).toEqual([]);
    expect(packed.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(400);
    for (const room of ['sim', 'agents', 'experiments'])
      expect(packed).toContain(`package/dist/${room}/index.d.ts`);
    for (const file of packed.filter((name) => name.endsWith('.d.ts')))
      expect(packed).toContain(file.replace(/d\.ts$/, 'js'));
    expect(statSync(tarball!).size).toBeLessThan(3e6);
  });

  it('needs no compiler of TypeScript where it is installed', () => {
    expect(existsSync(join(away, 'node_modules/tsx'))).toBe(false);
    expect(existsSync(join(away, 'node_modules/typescript'))).toBe(false);
  });

  it('simulates, sweeps on two workers, checks and shows its examples from an empty folder', () => {
    const simulate = ['simulate', '--scenario', 'synthetic', '--days', '1'];
    expect(run('npx', ['--no-install', 'yuma-lab', ...simulate], away)).toContain('networkQuality');
    const swept = JSON.parse(lab('sweep', ...small, '--workers', '2', '--dir', 'swept', '--json'));
    expect(swept).toMatchObject({ ran: 8, failed: 0 });
    expect(swept.rowsHash).toMatch(/^[0-9a-f]{64}$/);
    ({ rowsHash } = swept);
    expect(readFileSync(join(away, 'swept/report.html'), 'utf8')).toContain(
      'npx yuma-lab sweep immunityPeriod',
    );
    expect(lab('verify', 'swept', '--sample', '2', '--workers', '1')).toMatch(/^verified 2 of 2 /);
    expect(lab('check', 'assumptions')).toContain('assumptions-immunity');
    expect(JSON.parse(lab('replay', '--json')).length).toBeGreaterThan(2);
    expect(lab('scenarios', '--example')).toContain('startsFrom');
  });

  it('runs the tasks of a Slurm script, whose shards join to the rows of one process', () => {
    lab('cluster', 'slurm', ...small, '--tasks', '2', '--dir', 'array', '--out', 'job.sbatch');
    for (const task of ['0', '1'])
      run('env', ['SLURM_ARRAY_JOB_ID=1', `SLURM_ARRAY_TASK_ID=${task}`, 'bash', 'job.sbatch'], away);
    const shards = ['array/shards/2-of-2', 'array/shards/1-of-2'];
    const joined = JSON.parse(lab('merge', ...shards, '--dir', 'array', '--json'));
    expect(joined).toMatchObject({ total: 8, joined: 8, missing: [], rowsHash });
    expect(existsSync(join(away, joined.report))).toBe(true);
  });

  it('runs agents of one’s own, written in TypeScript', () => {
    cpSync(join(root, 'agents/examples/servesWhileNew.ts'), join(away, 'mine.ts'));
    const words = ['novice.effort=0,1', '--set', 'novice.share=0.3', '--with', 'mine.ts', '--days', '0.2'];
    const { ran, failed } = JSON.parse(
      lab(
        'sweep',
        ...words,
        '--scenario',
        'synthetic',
        '--warm-up',
        '0',
        '--seeds',
        '4',
        '--workers',
        '2',
        '--json',
      ),
    );
    expect({ ran, failed }).toEqual({ ran: 8, failed: 0 });
  });

  it('serves a program with checked types, which gets the bytes that a checkout gets', () => {
    mkdirSync(join(away, 'node_modules/@types'), { recursive: true });
    for (const name of ['@types/node', 'undici-types'])
      symlinkSync(join(root, 'node_modules', name), join(away, 'node_modules', name));
    writeFileSync(join(away, 'program.ts'), program);
    writeFileSync(join(away, 'tsconfig.json'), JSON.stringify(tsconfig));
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', away], away);
    const { trial, rows, rowsHash, period } = JSON.parse(run(process.execPath, ['out/program.js'], away));
    expect(rows).toBe(8);
    expect(period).toBe(3072);
    expect(rowsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(sha256(canonical(trial))).toBe(sha256(canonical(runTrial(plan))));
  });

  it('refuses what it does not export', () => {
    const wrong = "import('yuma-lab/experiments/plan/trial.ts').catch(({ code }) => console.log(code))";
    expect(run(process.execPath, ['-e', wrong], away).trim()).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});
