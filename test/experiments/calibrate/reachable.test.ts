import { describe, expect, it } from 'vitest';
import { reachableTraits } from '../../../experiments/calibrate/reachable.ts';
import { asksApart } from '../../../experiments/calibrate/readings.ts';
import { stream } from '../../../sim/random.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { network, weighed } from './seen.ts';

const block = 1e8;

/** A network whose rows are so many blocks old, and its miners so many days. */
const aged = (rows: number, days: number) =>
  network([
    {
      ...weighed(block, 20, 20),
      lastUpdate: new Float64Array(6).fill(block - rows),
      registered: new Float64Array(6).fill(block - days * blocksPerDay),
    },
  ]);

/** In these worlds a miner is as many days old as a row has tens of blocks, to a tenth or so. */
const worlds = Array.from({ length: 60 }, (_, k) => {
  const draws = stream('reachable', 'world', k);
  const rows = 100 * draws.lognormal(1, 0.8);
  return { set: {}, seen: aged(rows, (rows / 10) * draws.lognormal(1, 0.1)) };
});

const outsideOf = (rows: number, days: number) =>
  reachableTraits(worlds, aged(rows, days)).outside.map(({ name }) => name);

describe('traits that no world shows', () => {
  it('are those outside of what worlds show, each alone', () => {
    expect(outsideOf(100, 10)).toEqual([]);
    expect(outsideOf(4900, 10)).toEqual(['age of rows, mean']);
  });

  it('are also those that worlds show alone but not beside the others', () => {
    expect(outsideOf(200, 20)).toEqual([]);
    expect(outsideOf(50, 5)).toEqual([]);
    expect(outsideOf(200, 5)).toHaveLength(1);
  });
});

describe('validators that disagree', () => {
  it('ask each their own, and those whose rows are alike may ask the same', () => {
    expect(asksApart(network([weighed(1, 20, 20)], { ownerUid: 5 }))).toEqual({ disagreement: 0.5 });
    const [one] = network([weighed(1, 20, 20)]).sightings;
    const rows = one.rows ?? [];
    const alike = { ...one, rows: [rows[0], rows[0], ...rows.slice(2)] };
    expect(asksApart(network([alike], { ownerUid: 5 }))).toBeNull();
  });
});
