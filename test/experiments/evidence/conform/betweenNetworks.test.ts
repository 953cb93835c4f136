import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conform, conformFile } from '../../../../experiments/evidence/conform/conform.ts';
import { Place } from '../../../../experiments/evidence/conform/place.ts';
import { stream } from '../../../../sim/random.ts';
import { flipped, type Json, parsed } from './recordedValues.ts';

/** One kind of recording: its file, where its expected values are, and how many of them there are. */
interface Recording {
  readonly file: string;
  /** Rulesets or versions, a row for each. */
  readonly rulesets: readonly string[];
  readonly expected: (each: Json) => Json;
  readonly values: number;
}

const recordings: readonly Recording[] = [
  { file: 'newest/gate_shares', rulesets: ['autumn-2026'], expected: ({ outputs }) => outputs, values: 8336 },
  { file: 'networks/shares_v3.4.9', rulesets: ['burn-2026'], expected: ({ out }) => out, values: 4056 },
  { file: 'networks/balancer_v3.4.9', rulesets: ['burn-2026'], expected: ({ out }) => out, values: 1258 },
  {
    file: 'networks/coinbase_v3.4.9',
    rulesets: ['burn-2026'],
    expected: ({ blocks }) => blocks,
    values: 19_669,
  },
  {
    file: 'networks/flow_shares',
    rulesets: ['v3.2.10', 'v3.4.5'],
    expected: (each) => [each['v3.2.10'], each['v3.4.5']],
    values: 5477,
  },
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

function spotsOfSwap(swap: Json, spots: Spot[]): void {
  if (typeof swap[4] === 'object') spotsIn(swap[4], spots);
  else spots.push({ holder: swap, key: 4 });
}

const rowsOf = (file: string, content: Json) => conformFile(new Place(file, content)).rows();

describe('the rules between networks', () => {
  it.each(recordings)(
    'give every recorded value of $file, and skip none',
    ({ file, rulesets, expected, values }) => {
      const recorded = read(file).cases.flatMap((each: Json) => spotsIn({ result: expected(each) }));
      expect(recorded).toHaveLength(values);
      const { rows } = conform([path(file)]);
      expect(rows.map(({ ruleset }) => ruleset)).toEqual(rulesets);
      expect(rows.reduce((sum, { compared }) => sum + compared, 0)).toBe(values);
      for (const row of rows) expect(row).toMatchObject({ differing: 0, skipped: 0, reason: '' });
    },
  );

  it.each(recordings)(
    'are held to every bit: one flipped at any of 30 places of $file is seen',
    ({ file, expected }) => {
      const whole = read(file);
      for (let flip = 0; flip < 30; flip++) {
        const draws = stream(4, file, flip);
        const [each, spots] = someCase(whole.cases, expected, (n) => draws.integer(n));
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

  it.each(recordings)('refuse a recording like $file with a key too many', ({ file, expected }) => {
    const whole = read(file);
    const each = whole.cases.find((one: Json) => spotsIn({ result: expected(one) }).length > 0);
    expect(() => rowsOf(file, { ...whole, cases: [{ ...each, moreOfIt: 1 }] })).toThrow(
      /cases\[0\]\.moreOfIt must be absent: known keys are .*; received 1/,
    );
  });
});

const isNumber = (value: Json): boolean => /^\d+$/.test(String(value));

/** A case with numbers among its expected values, and their places. */
function someCase(cases: readonly Json[], expected: Recording['expected'], pick: (n: number) => number) {
  const filled = cases
    .map((each): [Json, Spot[]] => [each, spotsIn({ result: expected(each) })])
    .map(([each, spots]): [Json, Spot[]] => [each, spots.filter(({ holder, key }) => isNumber(holder[key]))])
    .filter(([, spots]) => spots.length > 0);
  return filled[pick(filled.length)];
}
