import { recordedAsNetwork } from '../../../experiments/evidence/replay/recordedAsNetwork.ts';
import { readRecorded } from '../../../experiments/evidence/replay/recordedNetwork.ts';
import type { WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { stream } from '../../../sim/random.ts';

/** Subnet 15 of January 2025: 256 uids, 20 rows, as it was recorded. */
export const subnet15 = (): WrittenNetwork => recordedAsNetwork(readRecorded('netuid15-2025-01'));

/** The same with a hotkey for each uid but the last: 48 letters, as an account of the chain is written. */
export function namedNetwork(): WrittenNetwork {
  const draws = stream('named network', 'hotkeys', 1);
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const letter = () => letters[Math.floor(draws.next() * letters.length)];
  const hotkeys = Array.from({ length: 256 }, (_, uid) =>
    uid === 255 ? null : `5${Array.from({ length: 47 }, letter).join('')}`,
  );
  return { ...subnet15(), hotkeys };
}

/** A full network of 256 uids in which 64 validators weigh every miner. */
export function fullNetwork(ruleset = 'burn-2026'): WrittenNetwork {
  const draws = stream('full network', 'weights', 1);
  const below = (limit: number) => Math.floor(draws.next() * limit);
  const uids = Array.from({ length: 256 }, (_, uid) => uid);
  return {
    ...{ name: 'full', ruleset, netuid: 7, block: 9_300_000, emission: 147_600_000_000 },
    stake: uids.map((uid) => (uid < 64 ? String(1_000_000_000_000 + below(2 ** 31) * 400_000) : 0)),
    lastUpdate: uids.map(() => 9_299_900),
    registrationBlock: uids.map(() => 9_000_000),
    validatorPermit: uids.map((uid) => uid < 64),
    weights: uids.map((uid) =>
      uid < 64 ? uids.slice(64).map((target): [number, number] => [target, 1 + below(65_535)]) : [],
    ),
    hyperparameters: { maxAllowedValidators: 64, maxAllowedUids: 256 },
  };
}
