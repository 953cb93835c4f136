import { describe, expect, it } from 'vitest';
import { listedBy } from '../../../experiments/base/listed.ts';
import { familiesOf } from '../../../experiments/run/families.ts';
import { type PoolOptions, runPool } from '../../../experiments/run/pool.ts';
import { TaskQueue } from '../../../experiments/run/taskQueue.ts';

const taskOf = (id: string, stem?: string) => ({ id, input: id, ...(stem !== undefined && { stem }) });
const idsOf = (families: readonly (readonly { readonly id: string }[])[]) =>
  families.map((family) => family.map(({ id }) => id).join());

describe('tasks that share a stem', () => {
  const tasks = [
    taskOf('1', 'a'),
    taskOf('2', 'b'),
    taskOf('3', 'a'),
    taskOf('4'),
    taskOf('5', 'a'),
    taskOf('6'),
  ];

  it('go to a worker together, where the first of them stands; the others go alone', () => {
    expect(idsOf(familiesOf(tasks, 1))).toEqual(['1,3,5', '2', '4', '6']);
  });

  it('are split where workers would else have nothing to do', () => {
    expect(idsOf(familiesOf(tasks, 3))).toEqual(['1,3', '2', '4', '5', '6']);
    expect(idsOf(familiesOf([taskOf('1', 'a'), taskOf('2', 'a')], 8))).toEqual(['1', '2']);
  });

  it('are told apart where their stems are long and differ in the last sign', () => {
    const [one, other] = ['a', 'b'].map((end) => 'x'.repeat(1000) + end);
    expect(idsOf(familiesOf([taskOf('1', one), taskOf('2', other), taskOf('3', one)], 1))).toEqual([
      '1,3',
      '2',
    ]);
  });

  it('wait as places, are made when they are taken, and given back they are the next', () => {
    const made: string[] = [];
    const list = listedBy(tasks.length, (k) => {
      made.push(tasks[k].id);
      return tasks[k];
    });
    const queue = new TaskQueue(list, 1);
    made.length = 0;
    expect(queue.length).toBe(4);
    const first = queue.take() ?? [];
    expect([idsOf([first]), made, queue.length]).toEqual([['1,3,5'], ['1', '3', '5'], 3]);
    expect(queue.take()).toEqual([tasks[1]]);
    queue.giveBack(first.slice(1));
    expect(queue.length).toBe(3);
    expect(idsOf([queue.take(), queue.take(), queue.take()].map((one) => one ?? []))).toEqual([
      '3,5',
      '4',
      '6',
    ]);
    expect([queue.take(), queue.length]).toEqual([undefined, 0]);
  });
});

/** Runs a family of toys, `does` by member, on one worker. */
async function ran(members: readonly string[], options: Partial<PoolOptions<unknown>> = {}) {
  const told: string[] = [];
  await runPool({
    entry: new URL('../../fixtures/toyFamily.ts', import.meta.url),
    workers: 1,
    tasks: members.map((does, k) => ({ id: `${k}`, input: { k, does }, stem: 'one' })),
    onResult: (id, result, _, ranWhole) => void told.push(`${id} ${String(result)}${ranWhole ?? ''}`),
    onFailure: (id, reason) => void told.push(`${id} failed: ${reason}`),
    ...options,
  });
  return told;
}

describe('a family at work', () => {
  it('brings back each member as it ends, in an order of its own', async () => {
    expect(await ran(['well', 'well', 'well'])).toEqual(['2 with 2', '1 with 2,1', '0 with 2,1,0']);
  });

  it('loses only the member that fails, by its own words', async () => {
    expect(await ran(['well', 'throws', 'well'])).toEqual([
      '2 with 2',
      '1 failed: I am lost',
      '0 with 2,1,0',
    ]);
  });

  it('whose worker dies loses the member at work, and the others begin anew', async () => {
    expect(await ran(['well', 'well', 'exits', 'well'])).toEqual([
      '3 with 3',
      '2 failed: its worker ended with code 3',
      '1 with 1',
      '0 with 1,0',
    ]);
  });

  it('whose member hangs loses it at the limit, which counts for each member alone', async () => {
    const told = await ran(['well', 'well', 'hangs', 'slow', 'slow'], { limitMilliseconds: 900 });
    expect(told).toEqual(['4 with 4', '3 with 4,3', '2 failed: exceeded 900 ms', '1 with 1', '0 with 1,0']);
  });

  it('that was stopped keeps what it brought', async () => {
    const stop = new AbortController();
    const told: string[] = [];
    await ran(['well', 'well', 'well'], {
      signal: stop.signal,
      onResult: (id) => {
        told.push(id);
        stop.abort();
      },
    });
    expect(told).toEqual(['2']);
  });
});
