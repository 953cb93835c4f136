import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conform, conformFile } from '../../../../experiments/evidence/conform/conform.ts';
import { Place, VectorError } from '../../../../experiments/evidence/conform/place.ts';
import { stream } from '../../../../sim/random.ts';
import { flipped, type Json, parsed } from './recordedValues.ts';

/** One kind of recording: its file, the keys of a case with expected values, and how many of these there are. */
interface Recording {
  readonly file: string;
  /** Rulesets or versions, a row for each. */
  readonly rulesets: readonly string[];
  readonly results: readonly string[];
  readonly values: number;
}

const recordings: readonly Recording[] = [
  { file: 'newest/gate_shares', rulesets: ['autumn-2026'], results: ['outputs'], values: 8336 },
  { file: 'networks/shares_v3.4.9', rulesets: ['burn-2026'], results: ['out'], values: 4056 },
  { file: 'networks/balancer_v3.4.9', rulesets: ['burn-2026'], results: ['out'], values: 1258 },
  { file: 'networks/coinbase_v3.4.9', rulesets: ['burn-2026'], results: ['blocks'], values: 19669 },
  {
    file: 'networks/flow_shares',
    rulesets: ['v3.2.10', 'v3.4.5'],
    results: ['v3.2.10', 'v3.4.5'],
    values: 5477,
  },
  { file: 'networks/lock_cost_v1.1.1', rulesets: ['finney-2024'], results: ['v1.1.1'], values: 60 },
  {
    file: 'networks/lock_cost_v3.4.9',
    rulesets: ['burn-2026'],
    results: ['effectiveInterval', 'cost'],
    values: 120,
  },
  { file: 'networks/subnet_prune_v1.1.1', rulesets: ['finney-2024'], results: ['v1.1.1'], values: 60 },
  { file: 'networks/subnet_prune_v3.4.9', rulesets: ['burn-2026'], results: ['out'], values: 60 },
  {
    file: 'networks/median_price_v3.4.9',
    rulesets: ['burn-2026'],
    results: ['medianBits', 'poolAlpha'],
    values: 80,
  },
  { file: 'networks/dissolve_v3.4.9', rulesets: ['burn-2026'], results: ['out'], values: 214 },
  { file: 'networks/conviction_head', rulesets: ['spec 425'], results: ['out'], values: 600 },
  { file: 'networks/connection_v0.0.1', rulesets: ['finney-2023'], results: ['passes'], values: 120 },
];

const path = (file: string) => fileURLToPath(new URL(`../../../golden/${file}.json.gz`, import.meta.url));
const read = (file: string): Json => parsed(`../${file}.json.gz`);

/** A recorded value and its place, null among them. */
interface Spot {
  readonly holder: Json;
  readonly key: string | number;
}

/** Every value inside a recorded result; of a swap what it gave, which comes after netuid, kind, amount and limit. */
function spotsIn(value: Json, spots: Spot[] = []): Spot[] {
  for (const key of Object.keys(value)) {
    if (key === 'swaps') for (const swap of value.swaps) spotsOfSwap(swap, spots);
    else if (typeof value[key] === 'object' && value[key] !== null) spotsIn(value[key], spots);
    else spots.push({ holder: value, key });
  }
  return spots;
}

/** Expected values of a case. */
const spotsOf = (each: Json, results: readonly string[]): Spot[] =>
  results.flatMap((key) =>
    typeof each[key] === 'object' && each[key] !== null ? spotsIn(each[key]) : [{ holder: each, key }],
  );

function spotsOfSwap(swap: Json, spots: Spot[]): void {
  if (typeof swap[4] === 'object') spotsIn(swap[4], spots);
  else spots.push({ holder: swap, key: 4 });
}

const rowsOf = (file: string, content: Json) => conformFile(new Place(file, content)).rows();

describe('the rules between networks', () => {
  it.each(recordings)(
    'give every recorded value of $file, and skip none',
    ({ file, rulesets, results, values }) => {
      const recorded = read(file).cases.flatMap((each: Json) => spotsOf(each, results));
      expect(recorded).toHaveLength(values);
      const { rows } = conform([path(file)]);
      expect(rows.map(({ ruleset }) => ruleset)).toEqual(rulesets);
      expect(rows.reduce((sum, { compared }) => sum + compared, 0)).toBe(values);
      for (const row of rows) expect(row).toMatchObject({ differing: 0, skipped: 0, reason: '' });
    },
  );

  it.each(recordings)(
    'are held to every bit: one flipped at 30 places of $file is seen',
    ({ file, results }) => {
      const whole = read(file);
      for (let flip = 0; flip < 30; flip++) {
        const draws = stream(4, file, flip);
        const [each, spots] = someCase(whole.cases, results, (n) => draws.integer(n));
        const spot = spots[draws.integer(spots.length)];
        const before = spot.holder[spot.key];
        spot.holder[spot.key] = flipped(before, (n) => draws.integer(n));
        const differing = rowsOf(file, { ...whole, cases: [each] }).reduce(
          (sum, row) => sum + row.differing,
          0,
        );
        expect(differing, `${before} became ${spot.holder[spot.key]}`).toBe(1);
        spot.holder[spot.key] = before;
      }
    },
  );

  it.each(recordings)('refuse a recording like $file with a key too many', ({ file, results }) => {
    const whole = read(file);
    const each = whole.cases.find((one: Json) => spotsOf(one, results).length > 0);
    expect(() => rowsOf(file, { ...whole, cases: [{ ...each, moreOfIt: 1 }] })).toThrow(
      /cases\[0\]\.moreOfIt must be absent: known keys are .*; received 1/,
    );
  });
});

const changed = (file: string, edit: (each: Json) => void): Json => {
  const whole = read(file);
  whole.cases.length = 1;
  edit(whole.cases[0]);
  return whole;
};

describe('a recording that cannot be replayed', () => {
  it.each<[string, string, (each: Json) => void, RegExp]>([
    [
      'a result that is missing',
      'networks/shares_v3.4.9',
      ({ out }) => delete out.excessTaoBits,
      /cases\[0\]\.out must be an object with the key "excessTaoBits"/,
    ],
    [
      'a price below 0',
      'newest/gate_shares',
      ({ steps }) => (steps[0].subnets[1].movingPrice = '-1'),
      /steps\[0\]\.subnets\[1\]\.movingPrice must be an integer 0 … 170141183460469231731687303715884105727; received "-1"/,
    ],
    [
      'a subnet without its share of withheld pay',
      'newest/gate_shares',
      ({ steps }) => delete steps[1].subnets[0].minerBurned,
      /steps\[1\]\.subnets\[0\] must be an object with the key "minerBurned"/,
    ],
    [
      'a step without its result',
      'newest/gate_shares',
      ({ outputs }) => outputs.pop(),
      /outputs\.length must be 4; received 3/,
    ],
    [
      'a weight that no pool has',
      'networks/balancer_v3.4.9',
      (each) => (each.quoteWeight = '0'),
      /quoteWeight must be an integer 10000000000000000 … 990000000000000000; received "0"/,
    ],
    [
      'a pool with an empty side',
      'networks/balancer_v3.4.9',
      (each) => Object.assign(each, { tao: '0', amount: '0' }),
      /cases\[0\] cannot be replayed: the base of a power must be a fraction .* received 0\/0: is a side of the pool empty\?/,
    ],
    [
      'a swap in a subnet that is not there',
      'networks/coinbase_v3.4.9',
      ({ blocks }) => (blocks[0].swaps[0][0] = 77),
      /swaps\[0\]\[0\] must be the netuid of a subnet of the case; received 77/,
    ],
    [
      'a swap of no known kind',
      'networks/coinbase_v3.4.9',
      ({ blocks }) => (blocks[0].swaps[0][1] = 'lend'),
      /swaps\[0\]\[1\] must be "buy" or "sell"; received "lend"/,
    ],
    [
      'flows of fewer subnets than there are',
      'networks/flow_shares',
      ({ flows }) => flows[0].pop(),
      /flows\[0\]\.length must be \d+; received \d+/,
    ],
    [
      'an interval at which the chain stops',
      'networks/lock_cost_v1.1.1',
      (each) => (each.interval = 0),
      /cases\[0\] cannot be replayed: interval must be from 1 on; received 0: give the blocks/,
    ],
    [
      'a uid that its network does not have',
      'networks/connection_v0.0.1',
      ({ networks }) => (networks[0].uid = 10),
      /networks\[0\]\.uid must be an integer 0 … 9; received 10/,
    ],
    [
      'a flag that is neither 0 nor 1',
      'networks/conviction_head',
      (each) => (each.perpetual = 2),
      /perpetual must be an integer 0 … 1; received 2/,
    ],
  ])('is refused for %s, with the place, the value and the rule', (_, file, edit, message) => {
    expect(() => rowsOf(file, changed(file, edit))).toThrow(message);
    expect(() => rowsOf(file, changed(file, edit))).toThrow(VectorError);
  });
});

const isNumber = (value: Json): boolean => /^\d+$/.test(String(value));

/** A case with numbers among its expected values, and their places. */
function someCase(cases: readonly Json[], results: Recording['results'], pick: (n: number) => number) {
  const filled = cases
    .map((each): [Json, Spot[]] => [each, spotsOf(each, results)])
    .map(([each, spots]): [Json, Spot[]] => [each, spots.filter(({ holder, key }) => isNumber(holder[key]))])
    .filter(([, spots]) => spots.length > 0);
  return filled[pick(filled.length)];
}
