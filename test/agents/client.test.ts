import { describe, expect, it } from 'vitest';
import { clientLoss } from '../../agents/client.ts';
import { createMinerBook, enter, type MinerBook } from '../../agents/minerBook.ts';
import { guessingLoss } from '../../agents/scoring/mixture.ts';
import { createNetwork, type Network } from '../../sim/network.ts';

/** Miners that lose so many nats and are paid so much; `silent` ones never answer. */
function networkOf(miners: readonly { loss: number; pay: number; silent?: true }[]): [Network, MinerBook] {
  const network = createNetwork(miners.length);
  const book = createMinerBook(miners.length);
  network.size = miners.length;
  for (const [uid, { loss, pay, silent }] of miners.entries()) {
    network.hotkey[uid] = 100 + uid;
    network.incentive[uid] = pay;
    enter(book, uid, { loss, quality: 1, level: 0, fraction: 0, responds: silent ? 0 : 1 });
  }
  return [network, book];
}

const lossOf = ([network, book]: [Network, MinerBook], topk: number, look = 3): number =>
  clientLoss(network, book, topk, 'client', look);

describe('a client', () => {
  it('asks those that are paid best, however well the others answer', () => {
    const [network, book] = networkOf([
      { loss: 2, pay: 0.1 },
      { loss: 5, pay: 0.6 },
      { loss: 3, pay: 0.3 },
    ]);
    const alone = (uid: number) => {
      const only = createNetwork(3);
      only.size = 3;
      only.hotkey.set(network.hotkey);
      only.incentive[uid] = 1;
      return lossOf([only, book], 1);
    };
    expect(lossOf([network, book], 1)).toBe(alone(1));
    expect(alone(1)).toBeGreaterThan(alone(2));
    // The two best paid together do better than the better of them alone would against noise, and not as well as all three.
    expect(lossOf([network, book], 2)).toBeLessThan(alone(1));
    expect(lossOf([network, book], 3)).toBeLessThan(lossOf([network, book], 2));
  });

  it('is worth its true mean loss to a reader of one miner', () => {
    const looks = Array.from({ length: 40 }, (_, look) => lossOf(networkOf([{ loss: 3, pay: 1 }]), 1, look));
    const mean = looks.reduce((sum, loss) => sum + loss, 0) / looks.length;
    expect(Math.abs(mean - 3)).toBeLessThan(0.05);
  });

  it('leaves out who earns nothing, who validates and who does not answer, and guesses if nobody is left', () => {
    const one = networkOf([{ loss: 3, pay: 1 }]);
    const others = [
      { loss: 2, pay: 0 },
      { loss: 2, pay: 0.4, silent: true as const },
    ];
    expect(lossOf(networkOf([{ loss: 3, pay: 1 }, ...others]), 9)).toBe(lossOf(one, 9));
    expect(lossOf(networkOf(others), 9)).toBe(guessingLoss);
    one[1].validator[0] = 1;
    expect(lossOf(one, 9)).toBe(guessingLoss);
  });

  it('counts a silent miner among its best paid: it asks no other in its place', () => {
    const miners = [
      { loss: 3, pay: 0.6, silent: true as const },
      { loss: 3, pay: 0.4 },
    ];
    expect(lossOf(networkOf(miners), 1)).toBe(guessingLoss);
    expect(lossOf(networkOf(miners), 2)).toBeLessThan(4);
  });

  it('takes the lower uid of two that are paid alike', () => {
    const equal = networkOf([
      { loss: 4, pay: 0.5 },
      { loss: 2, pay: 0.5 },
    ]);
    expect(lossOf(equal, 1)).toBeGreaterThan(3);
  });
});
