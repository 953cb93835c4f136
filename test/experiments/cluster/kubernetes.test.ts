import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Job } from 'kubernetes-models/batch/v1/Job';
import type { IJobSpec } from 'kubernetes-models/batch/v1/JobSpec';
import type { IPodFailurePolicyRule } from 'kubernetes-models/batch/v1/PodFailurePolicyRule';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { UserError } from '../../../experiments/base/userError.ts';
import { type ClusterJob, jobName, labProgram } from '../../../experiments/cluster/job.ts';
import { indexedJob, manifest, planMap } from '../../../experiments/cluster/kubernetes.ts';
import { merge } from '../../../experiments/cluster/merge/merge.ts';
import { runStudy } from '../../../experiments/sweep/runStudy.ts';
import { labHere } from '../cli/inProcess.ts';
import { smallStudy } from './smallStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'kubernetes-'));
afterAll(() => rmSync(root, { recursive: true }));

const tasks = 3;
const job: ClusterJob = { study: smallStudy, trials: 12, tasks, atOnce: 2, cpus: 1, memory: 1024 };
const places = { image: 'registry.example/yuma-lab:1', claim: 'results' };
const written = indexedJob(job, places);
const documents = parseAllDocuments(manifest(job, places)).map((document) => document.toJS());

/** Fields that the API does not have: the compiler refuses this file where there is one. The validator passes over them. */
type Unknown<Ours, Theirs> = Record<Exclude<keyof Ours, keyof Theirs>, never>;
type Spec = typeof written.spec;
const unknown: [
  Unknown<Spec, IJobSpec>,
  Unknown<Spec['podFailurePolicy']['rules'][number], IPodFailurePolicyRule>,
  Unknown<Spec['template']['spec'], IPodSpec>,
  Unknown<Spec['template']['spec']['containers'][number], IContainer>,
] = [{}, {}, {}, {}];

describe('the manifest', () => {
  it('is a plan and a job that the API of Kubernetes takes, and its validator has teeth', () => {
    expect(unknown.flatMap(Object.keys)).toEqual([]);
    expect(documents).toHaveLength(2);
    expect(() => new ConfigMap(documents[0]).validate()).not.toThrow();
    expect(() => new Job(documents[1]).validate()).not.toThrow();
    expect(documents).toEqual([planMap(job, places), written]);
    const spoiled = structuredClone(documents[1]);
    spoiled.spec.podFailurePolicy.rules[1].action = 'FailTheIndex';
    expect(() => new Job(spoiled).validate()).toThrow(/rules\/1\/action/);
    spoiled.spec.completionMode = 'Index';
    expect(() => new Job(spoiled).validate()).toThrow(/completionMode/);
  });

  it('is an indexed job: a shard an index, a limit of crashes for each, one pod at a time an index', () => {
    expect(written.spec).toMatchObject({
      completionMode: 'Indexed',
      completions: tasks,
      parallelism: 2,
      backoffLimitPerIndex: 6,
      template: { spec: { restartPolicy: 'Never', securityContext: { fsGroup: 1000 } } },
    });
  });

  it('runs again by our exit codes: a disruption counts as none, 1 and 2 never again, 70 and 137 again', () => {
    const rules = written.spec.podFailurePolicy.rules;
    expect(rules.map(({ action }) => action)).toEqual(['Ignore', 'FailIndex', 'Count']);
    expect(rules.map((rule) => ('onExitCodes' in rule ? rule.onExitCodes?.values : 'disruption'))).toEqual([
      'disruption',
      [1, 2],
      [70, 137],
    ]);
  });

  it('has a name that the API takes, whatever the study is called, and another for another plan', () => {
    const names = ['Mine: κ & more!', '---', 'a'.repeat(200), 'x'].map((name) =>
      jobName({ ...smallStudy, name }),
    );
    for (const name of names) expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])$/);
    expect(jobName({ ...smallStudy, seeds: 7 })).not.toBe(jobName(smallStudy));
  });

  it('says which of your own files the image must have', () => {
    const files = {
      with: [{ file: 'agents/mine.ts', sha256: '0'.repeat(64), settings: [], metrics: [] }],
    };
    expect(manifest({ ...job, study: { ...smallStudy, ...files } }, places)).toMatch(
      /must have them below its working directory as agents\/mine\.ts/,
    );
  });

  it('refuses a plan that no ConfigMap holds, with what to do', () => {
    const cells = Array.from({ length: 40_000 }, (_, k) => ({ immunityPeriod: k }));
    expect(() => planMap({ ...job, study: { ...smallStudy, cells } }, places)).toThrow(UserError);
    expect(() => planMap({ ...job, study: { ...smallStudy, cells } }, places)).toThrow(
      /ConfigMap holds 1,000,000/,
    );
  });
});

describe('the pods', () => {
  /** Runs what the container of an index runs, with the volume and the plan in folders of ours. */
  function pod(index: number): number | null {
    const [{ command }] = documents[1].spec.template.spec.containers;
    const words: string[] = command.map((word: string) =>
      word.replaceAll('/results/', `${root}/results/`).replaceAll('/study/', `${root}/study/`),
    );
    const env = {
      ...process.env,
      JOB_COMPLETION_INDEX: String(index),
      PATH: `${root}/bin:${process.env.PATH}`,
    };
    return spawnSync(words[0], words.slice(1), { env }).status;
  }

  it('run the shards that their indexes name, from the plan in the manifest, and join to the rows of one process', async () => {
    for (const name of ['bin', 'study']) mkdirSync(join(root, name));
    writeFileSync(join(root, 'study/study.json'), documents[0].data['study.json']);
    writeFileSync(
      join(root, 'bin/yuma-lab'),
      `#!/bin/sh\nexec "${process.execPath}" "${labProgram()}" "$@"\n`,
    );
    chmodSync(join(root, 'bin/yuma-lab'), 0o755);
    const shards = Array.from(
      { length: tasks },
      (_, k) => `${root}/results/${jobName(smallStudy)}/shards/${k + 1}-of-${tasks}`,
    );
    // As a pod that was killed leaves it, with a process number that is taken here.
    mkdirSync(shards[1], { recursive: true });
    writeFileSync(join(shards[1], 'lock'), '1');
    for (let index = 0; index < tasks; index++) expect(pod(index), `index ${index}`).toBe(0);
    const whole = await runStudy(smallStudy, { folder: join(root, 'whole'), workers: 2 });
    expect(await merge(shards, join(root, 'joined'))).toMatchObject({
      missing: [],
      rowsHash: whole.rowsHash,
    });
  });
});

const ask = ['immunityPeriod=300,600', '--scenario', 'synthetic', '--days', '0.2', '--seeds', '300'];
const at = (name: string) => join(root, name);

describe('the verb cluster', () => {
  it('writes a manifest for k8s, and an executable plan and a job script for Slurm', async () => {
    const k8s = await labHere(['cluster', 'k8s', ...ask, '--tasks', '3', '--image', 'a', '--claim', 'b']);
    expect(k8s).toMatchObject({ status: 0, stderr: '' });
    expect(parseAllDocuments(k8s.stdout).map((document) => document.toJS().kind)).toEqual([
      'ConfigMap',
      'Job',
    ]);
    const words = ['cluster', 'slurm', ...ask, '--tasks', '3', '--dir', at('array'), '--time', '1:00:00'];
    const slurm = await labHere([...words, '--out', at('job.sbatch')]);
    expect(slurm).toMatchObject({ status: 0, stderr: expect.stringContaining('every task reads it there') });
    const script = readFileSync(at('job.sbatch'), 'utf8');
    expect(script).toContain(`sweep ${at('array/study.json')} --shard "$shard"`);
    expect(spawnSync('bash', ['-n', at('job.sbatch')]).status).toBe(0);
    const json = JSON.parse((await labHere([...words, '--json'])).stdout);
    expect(json).toMatchObject({
      scheduler: 'slurm',
      trials: 600,
      tasks: 3,
      folder: at('array'),
      text: script,
    });
  });

  it.each([
    ['another scheduler', ['lsf', '--tasks', '2'], /unknown scheduler "lsf"/],
    [
      'no tasks',
      ['slurm'],
      /--tasks is missing: cluster slurm must be told into how many tasks, each a shard, it deals the 600 trials, a whole number in 1 … 600\. Add it, such as: npm run -s lab -- cluster slurm .*--tasks 6$/m,
    ],
    ['more tasks than trials', ['slurm', '--tasks', '601'], /at most as many parts .* 600; received 601/],
    ['tasks beyond reason', ['slurm', '--tasks', '10001'], /--tasks must be a whole number in 1 … 10000/],
    [
      'an option of the other scheduler',
      ['slurm', '--tasks', '2', '--image', 'a'],
      /--image says nothing to slurm/,
    ],
    ['no image', ['k8s', '--tasks', '2', '--claim', 'a'], /needs --image/],
    [
      'a time that Slurm does not know',
      ['slurm', '--tasks', '2', '--time', 'soon'],
      /--time must be .*"soon"/,
    ],
    [
      'a study by precision',
      ['slurm', '--tasks', '2', '--precision', 'networkQuality=0.1'],
      /cannot be dealt/,
    ],
    [
      'ten tasks or more a minute',
      ['slurm', '--tasks', '200', '--trial-seconds', '2'],
      /would start 200 tasks a minute .* fewer than 10: take at most 10 tasks/,
    ],
  ])('refuses %s, and writes nothing', async (_, words, message) => {
    const rest = words.includes('--precision') ? ask.slice(0, -2) : ask;
    const [scheduler, ...options] = words;
    const dir = scheduler === 'k8s' ? [] : ['--dir', at('refused')];
    const said = await labHere(['cluster', scheduler, ...rest, ...options, ...dir]);
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(message);
    expect(said.stdout).toBe('');
  });

  it('warns of tasks of few trials, and of an array above what sites take, and asks no more where the time is known', async () => {
    const words = ['cluster', 'slurm', ...ask, '--dir', at('short')];
    const short = await labHere([...words, '--tasks', '50']);
    expect(short.stderr).toContain('give a task hundreds of trials (--tasks 6 or fewer)');
    const long = await labHere([...words, '--tasks', '50', '--trial-seconds', '60', '--at-once', '5']);
    expect(long.stderr).not.toContain('hundreds');
    const many = ['--seeds', '1000', '--tasks', '1500', '--trial-seconds', '3600'];
    const wide = await labHere(['cluster', 'slurm', ...ask, '--dir', at('wide'), ...many]);
    expect(wide.stderr).toContain('1500 tasks need a MaxArraySize above that');
    const settling = await labHere([...words, '--warm-up', 'mser5', '--tasks', '2']);
    expect(settling.stderr).toContain('has pilots that find its days, and each of the 2 tasks runs them all');
  });
});
