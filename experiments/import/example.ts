import type { WrittenNetwork } from '../input/networkSchema.ts';

/**
 * A network that runs: uids 0 to 2 validate, 3 to 5 mine, and the validators agree on uid 3. What is recorded is what the epoch of block
 * 9,300,000 makes of it, so that `replay` agrees.
 */
const example: WrittenNetwork = {
  name: 'example',
  ruleset: 'autumn-2026',
  netuid: null,
  block: 9_300_000,
  emission: 295_200_000_000,
  stake: [5_000_000_000_000, 3_000_000_000_000, 2_000_000_000_000, 0, 0, 0],
  lastUpdate: [9_299_900, 9_299_800, 9_299_950, 9_000_000, 9_000_000, 9_000_000],
  registrationBlock: [9_000_000, 9_000_000, 9_000_000, 9_000_000, 9_100_000, 9_200_000],
  validatorPermit: [1, 1, 1, 0, 0, 0],
  weights: [[[3, 65_535], [4, 32_768]], [[3, 65_535], [4, 30_000], [5, 6_554]], [[3, 40_000], [5, 65_535]], [], [], []], // biome-ignore format: a matrix
  ownerUid: 0,
  lastEpoch: 9_299_640,
  hyperparameters: { tempo: 360, immunityPeriod: 7200, minBurn: 500_000 },
  state: 'beforeEpoch',
  recorded: {
    block: 9_300_000,
    active: [1, 1, 1, 0, 0, 0],
    validatorPermit: [1, 1, 1, 0, 0, 0],
    incentive: [0, 0, 0, 44_375, 18_792, 2367],
    dividends: [37_493, 21_965, 6076, 0, 0, 0],
    consensus: [0, 0, 0, 43_689, 21_845, 4207],
    validatorTrust: [65_534, 65_534, 29_046, 0, 0, 0],
    emission: [84_443_257_513, 49_470_491_814, 13_686_250_533, 99_942_779_572, 42_325_639_230, 5_331_581_127],
  },
};

/** The network as the text of a file; lists of numbers are on one line. */
export const exampleNetwork = (): string =>
  JSON.stringify(example, null, 1)
    .replace(/\[\s+(-?\d[^[\]{}]*?)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)
    .replace(/\[\s+(\[[^{}]*?\])\s+\]/g, (_, rows: string) => `[${rows.replace(/\s+/g, ' ')}]`);
