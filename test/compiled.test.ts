import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { canonical } from '../experiments/base/canonical.ts';
import { runTrial, type TrialPlan } from '../experiments/plan/trial.ts';
import { compiled, compiledTwin } from './compiled.ts';

const addressOf = (file: string): string => new URL(`../${file}`, import.meta.url).href;

describe('the compiled laboratory, which programs and threads of tests run', () => {
  it('gives a trial the bytes that its sources give', async () => {
    const twin: { runTrial: typeof runTrial } = await import(
      compiledTwin(addressOf('experiments/plan/trial.ts')) ?? ''
    );
    const plan: TrialPlan = {
      ruleset: 'autumn-2026',
      scenario: 'synthetic',
      arithmetic: 'chain',
      set: {},
      warmUpDays: 0,
      days: 0.3,
      seed: '1',
    };
    expect(twin.runTrial).not.toBe(runTrial);
    expect(canonical(twin.runTrial(plan))).toBe(canonical(runTrial(plan)));
  });

  it('has a module for each of its sources, and none asks for TypeScript', () => {
    const files = readdirSync(join(compiled(), 'experiments'), { recursive: true, encoding: 'utf8' });
    const sources = readdirSync('experiments', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.d)\.ts$/.test(file),
    );
    expect(sources.length).toBeGreaterThan(400);
    expect(files).toEqual(expect.arrayContaining(sources.map((file) => file.replace(/ts$/, 'js'))));
    for (const file of files.filter((name) => name.endsWith('.js')))
      expect(readFileSync(join(compiled(), 'experiments', file), 'utf8'), file).not.toMatch(
        /^(?:import|export)\b.* from "\..*\.ts"/m,
      );
  });

  it.each([
    ['experiments/run/trialWorker.ts', true],
    ['test/fixtures/threadTrial.ts', true],
    ['test/experiments/tables/crashingJob.ts', false],
  ])('is where a thread finds its task, if it has one: %s', async (file, isThere) => {
    const workerData = { entry: addressOf(file) };
    const thread = new Worker(
      'w = require("node:worker_threads"); w.parentPort.postMessage(w.workerData.entry)',
      {
        eval: true,
        workerData,
      },
    );
    const [entry] = await once(thread, 'message');
    expect(entry).toBe(isThere ? compiledTwin(workerData.entry) : workerData.entry);
    expect(entry.endsWith('.js')).toBe(isThere);
  });
});
