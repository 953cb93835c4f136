import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { Pool, type PoolOptions, runPool } from '../../../experiments/run/pool.ts';
import { resultOf, type ToyPlan } from '../../fixtures/toyTrial.ts';

const entry = new URL('../../fixtures/toyTrial.ts', import.meta.url);

/** Runs toy plans and tells what came back, in the order it came. */
async function ran(plans: readonly ToyPlan[], options: Partial<PoolOptions<unknown>> = {}) {
  const results = new Map<string, unknown>();
  const failures = new Map<string, string>();
  await runPool({
    entry,
    workers: 1,
    tasks: plans.map((plan) => ({ id: String(plan.seed), input: plan })),
    onResult: (id, result) => void results.set(id, result),
    onFailure: (id, reason) => void failures.set(id, reason),
    ...options,
  });
  return { results, failures };
}

const plansTo = (n: number, milliseconds = 0): ToyPlan[] =>
  Array.from({ length: n }, (_, k) => ({ seed: k + 1, milliseconds }));

describe('a pool of workers', () => {
  it.each([1, 2, 3])('of %i brings back every result once, unchanged', async (workers) => {
    const { results, failures } = await ran(plansTo(20), { workers });
    expect(failures.size).toBe(0);
    expect([...results].sort(([one], [other]) => Number(one) - Number(other))).toEqual(
      plansTo(20).map(({ seed }) => [String(seed), resultOf(seed)]),
    );
  });

  it('of one takes tasks in the order given', async () => {
    const { results } = await ran([{ seed: 3 }, { seed: 1 }, { seed: 2 }]);
    expect([...results.keys()]).toEqual(['3', '1', '2']);
  });

  it('with nothing to do starts nothing', async () => {
    const none = new URL('../../fixtures/no-such-file.ts', import.meta.url);
    expect((await ran([], { entry: none })).results.size).toBe(0);
  });

  const misdeeds: [NonNullable<ToyPlan['does']>, string][] = [
    ['throw', 'weights of miner 3 are negative'],
    ['throwText', 'a bare text'],
    ['exit', 'its worker ended with code 3'],
    ['throwLater', 'thrown after the call'],
    ['function', 'could not be cloned'],
  ];
  it.each(misdeeds)('goes on after a task that does “%s”, which alone has failed', async (does, reason) => {
    const { results, failures } = await ran([{ seed: 1 }, { seed: 2, does }, { seed: 3 }, { seed: 4 }]);
    expect([...failures.keys()]).toEqual(['2']);
    expect(failures.get('2')).toContain(reason);
    expect([...results.keys()]).toEqual(['1', '3', '4']);
  });

  it('ends a task that hangs at its time limit, and counts no start of a worker against it', async () => {
    const plans: ToyPlan[] = [{ seed: 1 }, { seed: 2, does: 'hang' }, { seed: 3 }];
    const { results, failures } = await ran(plans, { limitMilliseconds: 1500 });
    expect([...failures]).toEqual([['2', 'exceeded 1500 ms']]);
    expect([...results.keys()]).toEqual(['1', '3']);
  });

  it('starts nothing new after an abort, drops what is in flight, and ends', async () => {
    const stop = new AbortController();
    const kept: string[] = [];
    await ran([...plansTo(3), { seed: 4, does: 'hang' }, { seed: 5 }], {
      signal: stop.signal,
      onResult(id) {
        kept.push(id);
        if (id === '3') setTimeout(() => stop.abort(), 50);
      },
    });
    expect(kept).toEqual(['1', '2', '3']);
  });

  it('aborted from within a callback blames no task that never ran, even after its time limit', async () => {
    const stop = new AbortController();
    const kept: string[] = [];
    const { failures } = await ran(plansTo(3), {
      signal: stop.signal,
      limitMilliseconds: 100,
      onResult(id) {
        kept.push(id);
        stop.abort();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(kept).toEqual(['1']);
    expect([...failures]).toEqual([]);
  });

  it('aborted before it began runs nothing', async () => {
    const { results } = await ran(plansTo(3), { signal: AbortSignal.abort() });
    expect(results.size).toBe(0);
  });

  it('whose workers cannot start says so at once, instead of failing every task', async () => {
    const none = new URL('../../fixtures/no-such-file.ts', import.meta.url);
    let failures = 0;
    const start = ran(plansTo(5), { entry: none, workers: 2, onFailure: () => (failures += 1) });
    await expect(start).rejects.toThrow(/no worker can start with .*no-such-file\.ts: Cannot find module/);
    expect(failures).toBe(0);
  });

  it('ends every worker before it passes on the error of a callback', async () => {
    const calls: string[] = [];
    const started = performance.now();
    const running = ran([{ seed: 1 }, { seed: 2, does: 'hang' }, { seed: 3 }], {
      workers: 2,
      onResult(id) {
        calls.push(id);
        throw new Error('disk full');
      },
    });
    await expect(running).rejects.toThrow('disk full');
    expect(calls).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('passes on the error of a callback that was called for a time limit', async () => {
    const running = ran([{ seed: 1, does: 'hang' }], {
      limitMilliseconds: 50,
      onFailure() {
        throw new Error('disk full');
      },
    });
    await expect(running).rejects.toThrow('disk full');
  });
});

describe('a pool that is kept for several batches', () => {
  const threads = new URL('../../fixtures/threadTrial.ts', import.meta.url);

  it('starts no more threads than it has seats, replaces one that dies, and leaves none behind', async () => {
    const pool = new Pool({ entry: threads, workers: 2 });
    const batch = async (inputs: readonly object[]) => {
      const seen: number[] = [];
      const failures: string[] = [];
      await pool.run({
        tasks: inputs.map((input, k) => ({ id: String(k), input })),
        onResult: (_, result) => void seen.push((result as { thread: number }).thread),
        onFailure: (_, reason) => void failures.push(reason),
      });
      return { seen, failures };
    };
    const before: number[] = [];
    for (let k = 0; k < 5; k++) before.push(...(await batch([{}, {}, {}, {}])).seen);
    expect(before).toHaveLength(20);
    expect(new Set(before).size).toBeLessThanOrEqual(2);
    expect((await batch([{ dies: true }])).failures).toEqual(['its worker ended with code 3']);
    const after = await batch([{}, {}, {}, {}]);
    expect(after.seen).toHaveLength(4);
    expect(new Set([...before, ...after.seen]).size).toBeLessThanOrEqual(3);
    await pool.close();
  });
});
