import { describe, expect, it } from 'vitest';
import { joinedHistory } from '../../../experiments/calibrate/sighting.ts';
import { traits } from '../../../experiments/calibrate/traits.ts';
import { blank, network, weighed } from './seen.ts';

const shownBy = (name: string, ...seen: Parameters<typeof network>) => {
  const trait = traits.find((one) => one.name.startsWith(name));
  if (trait === undefined) throw new Error(`no trait ${name}`);
  return trait.of(network(...seen));
};

describe('a history', () => {
  it('is refused where it runs backwards, and where a block is there twice', () => {
    const parts = [200, 100].map((block) => network([blank(block)]));
    expect(() => joinedHistory(parts)).toThrow('file of 100 is of block 100 and comes after file of 200');
    expect(() => joinedHistory([parts[0], parts[0]])).toThrow('a history runs forwards');
  });

  it('is refused where it is of two networks, by netuid or by uids that were lost', () => {
    const one = network([blank(100)]);
    expect(() => joinedHistory([one, network([blank(200)], { netuid: 8 })])).toThrow(
      'file of 100 is of netuid 7, file of 200 is of netuid 8',
    );
    expect(() => joinedHistory([one, network([blank(200, 5)])])).toThrow('a network never loses uids');
  });

  it('keeps what any of its files knows of the network, the latest first', () => {
    const first = network([blank(100)], { ownerUid: 3, hyperparameters: { tempo: 99, kappa: 1 } });
    const second = network([blank(200)], { netuid: null, hyperparameters: { tempo: 360 } });
    expect(joinedHistory([first, second])).toMatchObject({
      netuid: 7,
      ownerUid: 3,
      hyperparameters: { tempo: 360, kappa: 1 },
    });
  });
});

describe('what a network shows', () => {
  const known = { ownerUid: 5 };

  it('is disagreement about the miners alone: the owner’s part is left out', () => {
    const apart = [20, 60].map((burn) =>
      shownBy('disagreement of validators, median', [weighed(1, burn, burn)], known),
    );
    expect(apart).toEqual([0.5, 0.5]);
  });

  it('is no change of a row that says the same', () => {
    const change = (second: number) =>
      shownBy('change of a row', [weighed(1, 20, 20), weighed(2, second, 20)], known);
    expect(change(20)).toBeNull();
    expect(change(40)).toBe(0);
    expect(shownBy('rows that changed', [weighed(1, 20, 20), weighed(2, 40, 20)], known)).toBe(0.5);
  });

  it('is pay by rows where no incentive is known, validators and the owner apart', () => {
    expect(shownBy('paid miners', [weighed(1, 20, 20)], known)).toBe(2);
    expect(shownBy('part of the best', [weighed(1, 20, 20)], known)).toBeCloseTo(0.6 + 0.4 / 2, 12);
  });
});
