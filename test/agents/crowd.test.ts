import { describe, expect, it } from 'vitest';
import type { Application, Cast } from '../../sim/roles.ts';
import { simulate } from '../../sim/simulate.ts';
import { empty, newcomer, smallWorld } from '../sim/rules/smallWorld.ts';

/** One validator, at the uid that a newcomer replaces, and a newcomer at block 10,001. */
function cast(): Cast {
  let asked = false;
  const validator = { uid: 1, serial: 1, nextBlock: Number.POSITIVE_INFINITY, weigh: () => null };
  const entry = {
    ...empty.entry,
    get nextBlock() {
      return asked ? Number.POSITIVE_INFINITY : 10_001;
    },
    ask: (): Application => {
      asked = true;
      return newcomer(99);
    },
  };
  return { ...empty, validators: [validator], entry };
}

describe('a crowd at the gate', () => {
  it('that evicts the last validator ends the world with a sentence', () => {
    const set = { immunityPeriod: 0 };
    const world = smallWorld({ ruleset: 'finney-2023', stakes: [0, 0], set });
    expect(() => [...simulate(world, cast(), 10_010)]).toThrow(
      /at block 10001 the last of 1 validators has lost its uid to a newcomer: lower scenario.arrivalRate/,
    );
  });
});
