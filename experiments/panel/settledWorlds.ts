import { gzipSync } from 'node:zlib';
import { packed, stockOf } from '../../sim/pack.ts';
import { founded, settle } from './beginnings.ts';
import { type PanelFacts, startOf } from './facts.ts';
import { framed } from './frame.ts';
import { pairOf, seedsOf } from './pair.ts';
import { stemOf } from './stem.ts';

/** A world at the block before its change, for a page: packed, gzip in base64. */
export interface SettledWorld {
  readonly seed: string;
  readonly text: string;
}

/** Worlds that a page brings, at most. */
const most = 4;
/** Days that settle in a moment: such a world is computed when it is asked for. */
const fewDays = 10;

/** The settled worlds of a panel's first seeds; none where a world settles in a moment. */
export function settledWorlds(facts: PanelFacts): SettledWorld[] {
  if (!facts.runsAtOnce || facts.world.settlingDays <= fewDays) return [];
  const seeds = seedsOf(facts, startOf(facts)).slice(0, most);
  return seeds.map((seed) => ({ seed, text: settledWorld(facts, seed) }));
}

function settledWorld(facts: PanelFacts, seed: string): string {
  const stem = stemOf(pairOf(facts, startOf(facts), seed).statusQuo);
  const live = founded(stem);
  const stock = stockOf(live);
  settle(live, stem);
  return gzipSync(framed(packed(live, stock)), { level: 9 }).toString('base64');
}
