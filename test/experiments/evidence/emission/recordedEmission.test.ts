import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Place } from '../../../../experiments/evidence/conform/place.ts';
import { readVectors } from '../../../../experiments/evidence/conform/read.ts';
import {
  fittedBar,
  shareErrors,
  sharesAt,
} from '../../../../experiments/evidence/emission/recordedEmission.ts';
import { type EmissionSnapshot, readSnapshot } from '../../../../experiments/evidence/emission/snapshot.ts';
import { gateFactor } from '../../../../sim/coinbase/gateShares.ts';
import { type Json, parsed } from '../conform/recordedValues.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/emission/${name}`, import.meta.url));
const one = 2 ** 64;

/** Block 8,791,253 of the golden vectors with the TAO that the chain paid in it, as a snapshot. */
function august(): { readonly snapshot: EmissionSnapshot; readonly recorded: Json } {
  const { cases } = parsed('../newest/gate_shares.json.gz');
  const recorded = cases.find(({ name }: Json) => name === 'finney_block_8791253');
  const tao = new Map<number, number>(recorded.observed);
  const subnets = recorded.steps[0].subnets.map((subnet: Json) => ({
    ...subnet,
    taoIn: Math.round(tao.get(subnet.netuid)! * 1e9),
    excessTao: 0,
  }));
  const content = {
    format: 1,
    source: 'golden',
    block: recorded.steps[0].block,
    blockEmission: recorded.blockEmission,
    totalNetworks: 129,
    bar: recorded.initialBar,
    exponent: recorded.params.exponent,
    subnets,
  };
  return { snapshot: readSnapshot(new Place('august', content)), recorded };
}

const july = () => readVectors(fixture('finney_block_8740402.json.gz'));

describe("the chain's own emission, from recorded prices and withheld shares", () => {
  it('of 7 August 2026 is the golden one to the bit, and the paid one to 1e-7 of share on average', () => {
    const { snapshot, recorded } = august();
    const [out] = recorded.outputs;
    const eligible = snapshot.subnets.filter(({ netuid }) => out.eligible.includes(netuid));
    expect(eligible).toHaveLength(127);
    const paidShares = sharesAt(snapshot, snapshot.bar);
    const blockBits = BigInt(recorded.blockEmission);
    const emission = eligible.map(({ netuid }) => String((blockBits * paidShares.get(netuid)!) >> 32n));
    expect(emission).toEqual(out.emission);
    const { mean, largest } = shareErrors(snapshot);
    expect(mean).toBeLessThanOrEqual(1e-7);
    expect(largest).toBeLessThanOrEqual(2.5e-6);
    expect(mean).toBeGreaterThan(0);
  });

  it('of 31 July 2026 is the paid one to 1.5e-4 of share with the recorded bar', () => {
    const { mean, largest, worst } = shareErrors(readSnapshot(july()));
    expect(largest).toBeLessThanOrEqual(1.5e-4);
    expect(mean).toBeLessThanOrEqual(1.2e-5);
    expect(worst).toBe(64);
  });

  it('of 31 July 2026 tells the bar that acted: 0.4 % above the recorded, 1.3e-6 of share at the most', () => {
    const snapshot = readSnapshot(july());
    const bar = fittedBar(snapshot);
    expect(Number(snapshot.bar) / one).toBeCloseTo(0.00927284, 8);
    expect(Number(bar) / one).toBeCloseTo(0.0093067, 6);
    const { mean, largest } = shareErrors(snapshot, bar);
    expect(mean).toBeLessThanOrEqual(5e-8);
    expect(largest).toBeLessThanOrEqual(1.3e-6);
  });

  it('misses by 4 % of share where what owners withheld is left out', () => {
    const snapshot = readSnapshot(july());
    const subnets = snapshot.subnets.map((subnet) => ({ ...subnet, minerBurned: 0n }));
    expect(shareErrors({ ...snapshot, subnets }).largest).toBeCloseTo(0.04, 2);
  });

  it('of 10 August 2026 has the published factors of the gate and ratios of shares', () => {
    const site = JSON.parse(readFileSync(fixture('site_10_august_2026.json'), 'utf8'));
    const bits = (value: number) => BigInt(Math.round(value * one));
    const [bar, exponent] = [bits(site.emissionGateBar), bits(site.emissionGateExponent)];
    const rows = site.subnets.map(({ demandShare, gateFactor: factor, taoShare }: Json) => {
      const own = Number(gateFactor(bits(demandShare), bar, exponent)) / one;
      return { factor, own, ratio: taoShare / (demandShare * own) };
    });
    expect(rows).toHaveLength(9);
    for (const { factor, own, ratio } of rows) {
      expect(Math.abs(own - factor)).toBeLessThanOrEqual(5e-8);
      expect(Math.abs(ratio / rows[0].ratio - 1)).toBeLessThanOrEqual(1e-6);
    }
  });
});

describe('a snapshot of prices', () => {
  it.each<[string, (content: Json) => void, RegExp]>([
    [
      'a subnet is missing',
      ({ subnets }) => subnets.splice(63, 1),
      /\$\.subnets must be all 127 subnets that totalNetworks counts beside root, but 126 are listed: add the others \(the first netuid not listed is 64\)/,
    ],
    [
      'a subnet is there twice',
      ({ subnets }) => (subnets[1] = subnets[0]),
      /a netuid of their own each: remove the doubled/,
    ],
    [
      'shares do not sum',
      ({ subnets }) => (subnets[3].taoIn = '0'),
      /taoIn and excessTao come to blockEmission, 499999746 … 500000000 RAO of TAO, but they come to \d+: give what one block paid, in RAO/,
    ],
    [
      'a paid subnet has price 0',
      ({ subnets }) => (subnets[3].movingPrice = '0'),
      /subnets\[3\]\.movingPrice must be above 0, as 47044837 RAO of TAO were paid: give its moving price; received "0"/,
    ],
    [
      'a price is negative',
      ({ subnets }) => (subnets[3].movingPrice = '-1'),
      /subnets\[3\]\.movingPrice must be an integer 0 … .*; received "-1"/,
    ],
    [
      'no subnet may be paid',
      ({ subnets }) => {
        for (const subnet of subnets) Object.assign(subnet, { started: 0 });
      },
      /at least one that may be paid has a price above 0/,
    ],
    ['there is no bar', (content) => (content.bar = '0'), /\$\.bar must be an integer 1 …/],
    [
      'a value is not known',
      ({ subnets }) => delete subnets[9].minerBurned,
      /subnets\[9\] must be an object with the key "minerBurned"/,
    ],
  ])('is refused where %s', (_, edit, message) => {
    const content = structuredClone(july().value) as Json;
    edit(content);
    expect(() => readSnapshot(new Place('july', content))).toThrow(message);
  });
});
