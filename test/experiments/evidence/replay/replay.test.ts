import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playback } from '../../../../experiments/evidence/replay/playback.ts';
import {
  type RecordedNetwork,
  readRecorded,
} from '../../../../experiments/evidence/replay/recordedNetwork.ts';
import { replay } from '../../../../experiments/evidence/replay/replay.ts';

const subnet31 = readRecorded('netuid31-2024-08');
const subnet1 = readRecorded('netuid1-2025-11');

const withImmunity = (immunityPeriod: number): RecordedNetwork => ({
  ...subnet31,
  parameters: { ...subnet31.parameters, immunityPeriod },
});
const rightVictims = (recorded: RecordedNetwork) =>
  replay(recorded).evictions.filter(({ uid, named }) => uid === named).length;

describe('subnet 31 in August 2024', () => {
  const result = replay(subnet31);

  it('gives permits to the 64 largest stakes: 256 of 256 uids as recorded', () => {
    const [first] = result.fields;
    expect([first.field, first.compared, first.equal]).toEqual(['validatorPermit, first block', 256, 256]);
  });

  it('replaces the uid that the rule of v1.1.1 names, 13 times of 13', () => {
    expect(result.evictions).toHaveLength(13);
    for (const { uid, named } of result.evictions) expect(named).toBe(uid);
    expect(result.agrees).toBe(true);
  });

  it('was immune for more than 14,027 and at most 15,949 blocks: any other period names a wrong uid', () => {
    expect(rightVictims(withImmunity(14_028))).toBe(13);
    expect(rightVictims(withImmunity(15_949))).toBe(13);
    expect(rightVictims(withImmunity(14_027))).toBeLessThan(13);
    expect(rightVictims(withImmunity(15_950))).toBeLessThan(13);
  });

  it('pays 33 uids at the first block and 46 at the last, nearly alike', () => {
    expect(result.pulses.map(({ paidUids }) => paidUids)).toEqual([33, 46]);
    for (const { incentiveGini } of result.pulses) {
      expect(incentiveGini).toBeGreaterThanOrEqual(0.125);
      expect(incentiveGini).toBeLessThanOrEqual(0.175);
    }
  });
});

describe('subnet 1 in November 2025', () => {
  const result = replay(subnet1);
  const fieldOf = (name: string) => result.fields.find(({ field }) => field === name)!;

  it('is reproduced in every u16 of incentive, consensus, trust, rank and validator trust, and in every permit', () => {
    for (const name of ['incentive', 'consensus', 'trust', 'rank', 'validatorTrust', 'active']) {
      expect([name, fieldOf(name).compared, fieldOf(name).equal]).toEqual([name, 1024, 1024]);
    }
    expect(fieldOf('validatorPermit, first block').equal).toBe(1024);
  });

  it('pays dividends by active stake within 2.95e-4, as far as can be known without its bonds', () => {
    expect(fieldOf('dividends').largest / 65_535).toBeLessThan(2.96e-4);
    expect(fieldOf('dividends').largest).toBeGreaterThan(0);
    expect(result.agrees).toBe(true);
  });

  it('pays its one miner half of what the owner leaves: 41.000229 alpha, to within 200 RAO', () => {
    const [frame] = [...playback(subnet1)];
    const recorded = BigInt(subnet1.outputs!.emission[395]);
    const apart = frame.output.emission[395] - recorded;
    expect(Number(apart < 0n ? -apart : apart)).toBeLessThan(200);
  });

  it('disagrees when the chain is said to have paid another uid', () => {
    const incentive = [...subnet1.outputs!.incentive];
    [incentive[395], incentive[396]] = [incentive[396], incentive[395]];
    const forged = replay({ ...subnet1, outputs: { ...subnet1.outputs, incentive } });
    expect(forged.agrees).toBe(false);
    expect(forged.fields.find(({ field }) => field === 'incentive')).toMatchObject({
      equal: 1022,
      largest: 65_535,
      at: 395,
    });
  });
});

describe('subnet 15 in January 2025', () => {
  it('gives its best miner 52 % of the incentive', () => {
    const { pulses, fields } = replay(readRecorded('netuid15-2025-01'));
    expect(pulses[0].largestShare).toBeCloseTo(0.52, 2);
    expect(pulses[0].incentiveGini).toBeCloseTo(0.86, 1);
    expect(fields).toEqual([]);
  });
});

describe('a recording that cannot be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-replay-'));
  const small = {
    format: 1,
    kind: 'recorded network',
    name: 'three uids',
    source: 'made up',
    licence: 'none',
    netuid: 1,
    version: 'v0.0.1',
    parameters: {
      activityCutoff: 5000,
      kappa: 32_767,
      maxAllowedValidators: 2,
      bondsMovingAverage: 900_000,
      tempo: 99,
      immunityPeriod: 100,
    },
    emission: '1000000000',
    stake: ['5', '3', '0'],
    epochs: [{ block: 10, weights: [[0, [[2, 65_535]]]] }],
  };
  const refused = (change: object) => {
    const path = join(folder, 'network.json');
    writeFileSync(path, JSON.stringify({ ...small, ...change }));
    return () => replay(readRecorded(path));
  };

  it.each([
    ['a version nobody built', { version: 'v9.9.9' }, /v9\.9\.9, for which no epoch is built/],
    [
      'a uid out of range',
      { epochs: [{ block: 10, weights: [[0, [[3, 1]]]] }] },
      /names uid 3; the network has 3/,
    ],
    ['a target twice', { epochs: [{ block: 10, weights: [[0, [[2, 1], [2, 1]]]] }] }, /a target twice/], // biome-ignore format: one case a line
    ['a weight above u16', { epochs: [{ block: 10, weights: [[0, [[2, 65_536]]]] }] }, /65535/],
    ['a negative stake', { stake: ['-5', '3', '0'] }, /a whole number of RAO/],
    ['a stake of 2^64', { stake: [String(2n ** 64n), '3', '0'] }, /below 2\^64/],
    ['blocks that fall', { epochs: [{ block: 10 }, { block: 10 }] }, /blocks must rise/],
    ['outputs for fewer uids', { outputs: { incentive: [0, 0] } }, /2 entries; there are 3 uids/],
    ['a field nobody knows', { wieghts: [] }, /not a recorded network/],
  ])('is refused with the place and the rule: %s', (_, change, message) => {
    expect(refused(change)).toThrow(message);
  });

  it('is not refused when it is merely empty: without weights nobody earns, and stake is paid', () => {
    const path = join(folder, 'empty.json');
    writeFileSync(path, JSON.stringify({ ...small, epochs: [{ block: 10 }] }));
    const [frame] = [...playback(readRecorded(path))];
    expect([...frame.output.incentive]).toEqual([0, 0, 0]);
    expect(frame.output.emission.map(Number)).toEqual([625_000_000, 375_000_000, 0]);
  });
});
