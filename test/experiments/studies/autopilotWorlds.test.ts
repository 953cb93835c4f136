import { describe, expect, it } from 'vitest';
import { steered } from '../../../agents/models/steered.ts';
import { checkModelStudy } from '../../../experiments/plan/checkModelStudy.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { seedNames } from '../../../experiments/plan/modelTrial.ts';
import { autopilotAnswer, controllerWords } from '../../../experiments/studies/autopilot-worlds/answer.ts';
import { gainsOf, pilotWorlds } from '../../../experiments/studies/autopilot-worlds/gains.ts';
import { isOfNulls, nullAnswer } from '../../../experiments/studies/autopilot-worlds/nullAnswer.ts';
import {
  autopilotWorldsFull,
  autopilotWorldsDeadZone as deadZone,
  autopilotWorldsNulls as nulls,
  autopilotWorldsQuick as quick,
} from '../../../experiments/studies/autopilot-worlds/plan.ts';
import { autopilotSure } from '../../../experiments/studies/autopilot-worlds/sure.ts';
import { nullTable, regretTable } from '../../../experiments/studies/autopilot-worlds/tables.ts';
import { faultsOf } from '../report/readable.ts';

/** Rows in which a condition gains so much over doing nothing in every world, give or take `apart` by seed. */
function rows(gains: Record<string, number>, apart: number): ModelRow[] {
  return [null, ...quick.attacks.map(({ name }) => name)].flatMap((attack) =>
    quick.conditions.flatMap(({ name }, c) =>
      seedNames(quick, attack !== null).map((seed, k) => ({
        condition: name,
        attack,
        seed,
        measures: {
          servedLoss: 2 + 0.05 * k - (gains[name] ?? 0) + (name === 'nothing' ? 0 : apart * ((k + c) % 2)),
          kept: k % 8 === 0 ? 0 : 1,
          moves: 1,
          calls: 0.5,
        },
      })),
    ),
  );
}

describe('the study of controllers in full worlds', () => {
  it('can run in both sizes, asks under every shock, and first in calm worlds', () => {
    expect(() => checkModelStudy(quick)).not.toThrow();
    expect(() => checkModelStudy(autopilotWorldsFull)).not.toThrow();
    expect(steered.measures.map(({ name }) => name)).toContain(quick.decides);
    expect(pilotWorlds(quick)).toHaveLength(6);
    expect(pilotWorlds(autopilotWorldsFull)).toHaveLength(12);
    expect(pilotWorlds(quick)[0]).toMatchObject({ knob: 'immunityPeriod', shock: 'none', attack: null });
  });

  it.each([
    [{ loop: 0.002 }, 0.001, /by 0\.001.* nats at most, less than the 0.01 that matter \(18 cases\)\.$/],
    [{ loop: 0.002 }, 0.2, /whether by the 0.01 that matter is open/],
    [{ loop: 0.05 }, 0.001, /lower clients’ loss in a full world in 6 of 18 cases: most the loop, by 0\.049/],
    [{ bandit: -0.05 }, 0.001, /at worst it adds 0\.05/],
  ])('says of gains %o, scattered by %d, what the intervals allow', (gains, apart, says) => {
    const answer = autopilotAnswer(rows(gains, apart), quick);
    expect(answer).toMatch(says);
    expect(faultsOf(answer)).toEqual([]);
  });

  it('widens the intervals of gains that are read together', () => {
    const [first] = gainsOf(rows({ loop: 0.01 }, 0.01), quick);
    expect(first.gain.level).toBeCloseTo(0.95 ** (1 / 18), 12);
  });

  it('gives each regret beside the oracle, and counts nulls of calm worlds alone', () => {
    const table = regretTable(rows({ oracle: 0.03 }, 0), quick);
    expect(table.rows).toHaveLength(6 * 4);
    expect(table.rows[0].slice(1, 3)).toEqual(['nothing', '8']);
    expect(table.rows[0][3]).toMatch(/^\+0\.0300/);
    const left = nullTable(rows({}, 0), quick);
    expect(left.rows.map((cells) => cells.slice(1))).toEqual([
      ...['loop', 'seeking', 'bandit'].map((name) => [name, '8', '7']),
    ]);
  });

  it('of calm worlds alone says first how often a setting was moved although nothing happened, the worst case and not the kindest', () => {
    const kept = (share: number): ModelRow[] =>
      ['nothing', 'loop', 'seeking', 'bandit'].flatMap((condition) =>
        [null, 'burnHalfLife-none', 'burnIncreaseMult-none'].flatMap((attack) =>
          seedNames(nulls, attack !== null).map((seed, k) => ({
            ...{ condition, attack, seed },
            measures: { kept: condition === 'loop' && attack !== null && k >= 100 * share ? 0 : 1 },
          })),
        ),
      );
    const [missed, held] = [0.83, 0.97].map((share) => nullAnswer(kept(share), nulls, controllerWords));
    // Clopper and Pearson: 17 of 100 is 0.1023 to 0.2582, 3 of 100 is 0.0062 to 0.0852.
    expect(missed).toBe(
      'In calm full worlds the loop moves the half-life of the price beyond its noise in 17 % [10, 26] of 100 worlds, where 5 % are allowed; 7 of 9 cases keep to that.',
    );
    expect(held).toContain('in 3 % [1, 9] of 100 worlds at most, where 5 % are allowed (9 cases).');
    for (const answer of [missed, held]) expect(faultsOf(answer)).toEqual([]);
    expect([nulls, deadZone, quick].map(isOfNulls)).toEqual([true, true, false]);
  });

  it('says nothing before there are rows', () => {
    expect(autopilotAnswer([], quick)).toBe('Nothing can be compared yet: too few runs have ended.');
    expect(autopilotSure([], quick)).toEqual([]);
  });
});
