import { type Stream, stream } from '../../sim/random.ts';
import type { Elector } from './electors.ts';
import type { Interests } from './interests.ts';

/** Holders that have an office, by place. */
export interface Officers {
  /** Three, drawn by stake: root sets them. */
  readonly triumvirate: readonly number[];
  /** Those who may submit to the planned review: twenty, drawn by stake. */
  readonly submitters: readonly number[];
  /** Owners of the 16 dearest subnets, dearest first: each holder is as likely. The first owns the network that votes. */
  readonly owners: readonly number[];
}

const submitters = 20;
const owners = 16;
const members = 3;

export function officersOf(electors: readonly Elector[], seed: string): Officers {
  const stakes = electors.map(({ stake }) => Number(stake));
  const alike = electors.map(() => 1);
  return {
    triumvirate: drawn(stakes, members, stream(seed, 'voters-triumvirate', 0)),
    submitters: drawn(stakes, submitters, stream(seed, 'voters-submitters', 0)),
    owners: drawn(alike, owners, stream(seed, 'voters-owners', 0)),
  };
}

/** `count` different places in proportion to their weights, or all there are. */
function drawn(weights: readonly number[], count: number, draw: Stream): number[] {
  const left = [...weights];
  const places: number[] = [];
  while (places.length < Math.min(count, weights.length)) {
    const place = placeAt(left, draw.next());
    places.push(place);
    left[place] = 0;
  }
  return places;
}

/** Place at a part of the sum of weights, 0 … 1; a place without weight only if none has one. */
export function placeAt(weights: readonly number[], part: number): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  for (const [place, weight] of weights.entries()) {
    passed += weight;
    if (weight > 0 && passed >= part * all) return place;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

/** The electors, of whom triumvirate and owner want what is best for the client. */
export const selfless = (
  electors: readonly Elector[],
  { triumvirate, owners: [owner] }: Officers,
  { best, gains }: Interests,
): Elector[] =>
  electors.map((elector, place) =>
    triumvirate.includes(place) || place === owner
      ? { ...elector, wish: best.client, utility: gains.client }
      : elector,
  );
