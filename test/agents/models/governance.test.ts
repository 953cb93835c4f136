import { describe, expect, it } from 'vitest';
import { governance } from '../../../agents/models/governance.ts';

const agreed = { worth: 1, misjudgement: 0, largeTurnout: 1, smallTurnout: 1, seatTurnout: 1, between: 10 };

describe('the model of votes', () => {
  it.each(['senate', 'review', 'stake', 'heads', 'shared-validator', 'owner'])(
    'ends at the client’s best where all want it and all take part (%s)',
    (rule) => {
      const { measures } = governance.run({ ...agreed, rule, snapshot: 'subnet-1-2025' }, '1');
      expect(measures).toMatchObject({ finalExcess: 0, biasToClient: 0, passedShare: 1, wrongPasses: 0 });
      expect(measures.clientExcess).toBeLessThan(0.172);
    },
  );

  it('leaves the setting where none may change it: 0.172 nats and three doublings from the best', () => {
    const { measures } = governance.run({ rule: 'none' }, '1');
    expect(measures.clientExcess).toBeCloseTo(1.885105 - 1.712939, 9);
    expect(measures).toMatchObject({ biasToClient: -3, proposals: 0, passedShare: null, banzhaf: null });
  });

  it('gives a senate of genesis to two owners and the stake to seventeen of 371, as counted elsewhere', () => {
    expect(governance.run({ rule: 'senate' }, '1').measures).toMatchObject({ passers: 2, blockers: 2 });
    const stake = governance.run({ rule: 'stake', threshold: 0.5 }, '1').measures;
    expect(stake.passers).toBe(17);
  });

  it('repeats its bytes for a seed, and refuses what it does not know', () => {
    const run = (seed: string) => JSON.stringify(governance.run({ rule: 'review' }, seed));
    expect(run('7')).toBe(run('7'));
    expect(run('7')).not.toBe(run('8'));
    expect(() => governance.run({ rule: 'lottery' }, '1')).toThrow(/rule must be one of none, senate/);
  });

  it('passes nothing where none takes part, in the review too, as two of three must let a proposal in', () => {
    const silent = { largeTurnout: 0, smallTurnout: 0, seatTurnout: 0 };
    for (const rule of ['senate', 'review', 'stake', 'heads', 'shared-validator'])
      expect(governance.run({ ...silent, rule }, '3').measures.passedShare ?? 0).toBe(0);
  });
});
